//! Just enough of the protocol buffer wire format: fields of a message by number.

/// The bytes of one message.
pub(crate) struct Message<'b>(pub(crate) &'b [u8]);

enum Value<'b> {
    Number(u64),
    Bytes(&'b [u8]),
}

impl<'b> Message<'b> {
    /// Calls `f` for each sub-message in `field`.
    pub(crate) fn each(&self, field: u64, mut f: impl FnMut(Message<'b>)) {
        for (number, value) in self.fields() {
            if let (true, Value::Bytes(bytes)) = (number == field, value) {
                f(Message(bytes));
            }
        }
    }

    /// The first text in `field`.
    pub(crate) fn text(&self, field: u64) -> Option<&'b str> {
        self.texts(field).next()
    }

    /// The last text in `field`.
    pub(crate) fn last_text(&self, field: u64) -> Option<&'b str> {
        self.texts(field).last()
    }

    /// The first number in `field`.
    pub(crate) fn number(&self, field: u64) -> Option<u64> {
        self.numbers(field).first().copied()
    }

    /// All numbers in `field`, packed or not.
    pub(crate) fn numbers(&self, field: u64) -> Vec<u64> {
        let mut all = Vec::new();
        for (number, value) in self.fields() {
            match value {
                _ if number != field => {}
                Value::Number(n) => all.push(n),
                Value::Bytes(mut packed) => {
                    while !packed.is_empty() {
                        all.push(varint(&mut packed));
                    }
                }
            }
        }
        all
    }

    fn texts(&self, field: u64) -> impl Iterator<Item = &'b str> {
        self.fields().filter_map(move |(number, value)| match value {
            Value::Bytes(bytes) if number == field => std::str::from_utf8(bytes).ok(),
            _ => None,
        })
    }

    fn fields(&self) -> impl Iterator<Item = (u64, Value<'b>)> + use<'b> {
        let mut rest = self.0;
        std::iter::from_fn(move || {
            if rest.is_empty() {
                return None;
            }
            let tag = varint(&mut rest);
            let value = match tag & 7 {
                0 => Value::Number(varint(&mut rest)),
                2 => {
                    let len = varint(&mut rest) as usize;
                    let (bytes, after) = rest.split_at(len.min(rest.len()));
                    rest = after;
                    Value::Bytes(bytes)
                }
                // No field of the metadata has another wire type.
                _ => return None,
            };
            Some((tag >> 3, value))
        })
    }
}

fn varint(bytes: &mut &[u8]) -> u64 {
    let mut value = 0;
    let mut shift = 0;
    while let Some((&byte, rest)) = bytes.split_first() {
        *bytes = rest;
        value |= u64::from(byte & 0x7F).checked_shl(shift).unwrap_or(0);
        shift += 7;
        if byte < 0x80 {
            break;
        }
    }
    value
}
