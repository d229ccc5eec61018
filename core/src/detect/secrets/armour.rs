//! How far does a key in armour go?
//!
//! Behind the armour line stand headers, then lines of base64, then the line that ends it. What it is written in may
//! have changed it: line ends as `\n`, `\r\n`, `\\n`, `%0A` or blanks; `/` as `\/`; `+`, `/` and `=` as `\u002B` or `%2B`;
//! lines in quotes, behind `>`, `#` or `*`, parted by commas. So the bytes are read as signs, and the signs as *chunks* of
//! base64 with *gaps* between them:
//!
//! - A chunk of [`LONG`] signs belongs to the key as it comes.
//! - A shorter one belongs where a long one, or the end line, follows at most [`MOST_SHORT`] short ones later; or where
//!   it is a line of its own behind a long one, or the text ends in it: the last line of a key whose end is missing.
//!   (In the same way, the end line belongs where the text ends in it.)
//! - A gap is at most [`GAP`] signs and belongs where what follows it does.
//! - The end line belongs whatever its label is: it closes what is open.
//! - Before the first long chunk, a line `Name: value` is a header.
//!
//! Anything else ends the key, with the last sign that surely belonged.

use super::{Body, Step, Taken};

/// Signs of base64 in a row that are no word.
const LONG: u8 = 24;
/// Fewest signs of base64 before the end line where no chunk is long.
const FEWEST: u8 = 12;
/// Most short chunks in a row.
const MOST_SHORT: u8 = 3;
/// Most signs of a gap.
const GAP: u8 = 32;
/// Most signs of all headers together, and of a header's name.
const HEADERS: u16 = 400;
const NAME: u8 = 24;
/// Most signs of the end line's label.
const LABEL: u8 = 64;
/// Most bytes of one sign: a line end in text that was quoted in text that was quoted.
const SIGN: u8 = 8;
const END: &[u8] = b"-----END";
const DASHES: u8 = 5;

/// The state behind the armour line.
#[derive(Default)]
pub(super) struct Armour {
    sign: Sign,
    /// Bytes of the sign under way.
    width: u8,
    place: Place,
    /// A chunk was long, or the end line was reached behind enough base64.
    is_key: bool,
    /// Signs of base64, up to [`FEWEST`].
    signs: u8,
    /// Short chunks since the last long one.
    short: u8,
    /// Signs of headers.
    headers: u16,
    is_over: bool,
}

/// A sign under way.
#[derive(Clone, Copy, Default)]
enum Sign {
    #[default]
    Plain,
    Backslash,
    /// Hexadecimal digits behind `\u` or `%`: how many are missing, and their value.
    Hex(u8, u32),
}

/// Where the last sign stood.
#[derive(Clone, Copy)]
enum Place {
    /// In a gap of so many signs; whether a line begins behind it, or what marks one.
    Gap(u8, bool),
    /// In a chunk of so many signs (up to [`LONG`]); whether a line begins with it; whether it has come to its `=`.
    Chunk(u8, bool, bool),
    /// In a header's name, so many signs long; whether the last one was `-`.
    Name(u8, bool),
    /// In a header's value; whether the last sign was `-`.
    Value(bool),
    /// In the end line, behind so many signs of [`END`].
    End(u8),
    /// In its label, so many signs long.
    Label(u8),
    /// In the dashes behind it.
    Dashes(u8),
}

impl Default for Place {
    fn default() -> Self {
        Self::Gap(0, false)
    }
}

impl Armour {
    /// Whether what was read is a key.
    pub(super) fn holds_key(&self) -> bool {
        self.is_key
    }

    /// Takes a whole sign.
    fn read(&mut self, sign: u8) -> Step {
        match self.place {
            Place::Gap(_, begins_line) if is_base64(sign) => self.chunk(0, begins_line, false, sign),
            Place::Gap(len, begins_line) => self.gap(len, begins_line, sign),
            Place::Chunk(len, begins_line, is_padded) => self.in_chunk(len, begins_line, is_padded, sign),
            Place::Name(len, dash) => self.in_name(len, dash, sign),
            Place::Value(dash) => self.in_value(dash, sign),
            Place::End(len) if usize::from(len) < END.len() => self.end(len, sign),
            Place::End(_) => self.label(0, sign),
            Place::Label(_) if sign == b'-' => self.to(Place::Dashes(1)),
            Place::Label(len) => self.label(len, sign),
            Place::Dashes(_) if sign != b'-' => Step::Over,
            Place::Dashes(len) if len + 1 < DASHES => self.to(Place::Dashes(len + 1)),
            Place::Dashes(_) => self.close(),
        }
    }

    fn to(&mut self, place: Place) -> Step {
        self.place = place;
        Step::Maybe
    }

    fn gap(&mut self, len: u8, begins_line: bool, sign: u8) -> Step {
        match sign {
            b'-' => self.to(Place::End(1)),
            _ if is_gap(sign) && len < GAP => {
                let begins_line = is_line_end(sign) || begins_line && marks_line(sign);
                self.to(Place::Gap(len + 1, begins_line))
            }
            _ => Step::Over,
        }
    }

    fn chunk(&mut self, len: u8, begins_line: bool, is_padded: bool, sign: u8) -> Step {
        // What follows the `=` at the end is none of it; a check sum begins with one.
        if is_padded && sign != b'=' {
            return Step::Over;
        }
        self.signs = (self.signs + 1).min(FEWEST);
        let len = (len + 1).min(LONG);
        self.place = Place::Chunk(len, begins_line, sign == b'=' && len > 1);
        if len < LONG {
            return Step::Maybe;
        }
        (self.is_key, self.short) = (true, 0);
        Step::HERE
    }

    /// Takes the signs of a chunk that stand for themselves all at once, and says how many there are.
    fn letters(&mut self, bytes: &[u8]) -> usize {
        let (Sign::Plain, Place::Chunk(len, begins_line, false)) = (self.sign, self.place) else { return 0 };
        let count = bytes.iter().take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/')).count();
        if count > 0 {
            let more = |from: u8, most: u8| count.saturating_add(from.into()).min(most.into()) as u8;
            self.signs = more(self.signs, FEWEST);
            let len = more(len, LONG);
            self.place = Place::Chunk(len, begins_line, false);
            if len == LONG {
                (self.is_key, self.short) = (true, 0);
            }
        }
        count
    }

    fn in_chunk(&mut self, len: u8, begins_line: bool, is_padded: bool, sign: u8) -> Step {
        if is_base64(sign) {
            return self.chunk(len, begins_line, is_padded, sign);
        }
        let may_be_name = !self.is_key && begins_line;
        match sign {
            b'-' if may_be_name => self.to(Place::Name(len + 1, true)),
            b':' if may_be_name => self.header(len),
            b'-' => self.to(Place::End(1)),
            _ if !is_gap(sign) => Step::Over,
            _ => {
                self.place = Place::Gap(1, is_line_end(sign));
                if len == LONG {
                    return Step::Maybe;
                }
                self.short += 1;
                match self.is_key && begins_line && (is_line_end(sign) || is_quote(sign)) {
                    _ if self.short > MOST_SHORT => Step::Over,
                    true => Step::Sure { back: usize::from(self.width) },
                    false => Step::Maybe,
                }
            }
        }
    }

    fn in_name(&mut self, len: u8, dash: bool, sign: u8) -> Step {
        match sign {
            b'-' if dash => self.to(Place::End(2)),
            b':' if !dash => self.header(len),
            _ if len < NAME && (sign == b'-' || sign.is_ascii_alphanumeric()) => {
                self.to(Place::Name(len + 1, sign == b'-'))
            }
            _ => Step::Over,
        }
    }

    /// A header's name of `len` signs is whole.
    fn header(&mut self, len: u8) -> Step {
        self.headers += u16::from(len) + 1;
        (self.signs, self.short) = (0, 0);
        self.to(Place::Value(false))
    }

    fn in_value(&mut self, dash: bool, sign: u8) -> Step {
        self.headers += 1;
        match sign {
            b'\n' | b'\r' => self.to(Place::Gap(1, true)),
            b'-' if dash => Step::Over,
            _ if self.headers > HEADERS => Step::Over,
            _ => self.to(Place::Value(sign == b'-')),
        }
    }

    fn end(&mut self, len: u8, sign: u8) -> Step {
        if sign == END[usize::from(len)] { self.to(Place::End(len + 1)) } else { Step::Over }
    }

    fn label(&mut self, len: u8, sign: u8) -> Step {
        let is_label = match sign {
            b' ' | b'+' => true,
            _ => len > 0 && (sign.is_ascii_uppercase() || sign.is_ascii_digit()),
        };
        if is_label && len < LABEL { self.to(Place::Label(len + 1)) } else { Step::Over }
    }

    fn close(&mut self) -> Step {
        self.is_key |= self.signs == FEWEST;
        self.is_over = true;
        if self.is_key { Step::HERE } else { Step::Over }
    }
}

impl Body for Armour {
    #[inline]
    fn step(&mut self, byte: u8) -> Step {
        self.width += 1;
        let sign = match (self.sign, byte) {
            (Sign::Plain, b'\\') => return self.wait(Sign::Backslash),
            (Sign::Plain, b'%') => return self.wait(Sign::Hex(2, 0)),
            (Sign::Plain, _) => byte,
            (Sign::Backslash, b'\\') => return self.wait(Sign::Backslash),
            (Sign::Backslash, b'u') => return self.wait(Sign::Hex(4, 0)),
            (Sign::Backslash, _) => match escaped(byte) {
                Some(sign) => sign,
                None => return Step::Over,
            },
            (Sign::Hex(missing, value), _) => match char::from(byte).to_digit(16) {
                None => return Step::Over,
                Some(digit) if missing > 1 => return self.wait(Sign::Hex(missing - 1, value << 4 | digit)),
                Some(digit) => match u8::try_from(value << 4 | digit) {
                    Ok(sign) => sign,
                    Err(_) => return Step::Over,
                },
            },
        };
        self.sign = Sign::Plain;
        let step = self.read(sign);
        self.width = 0;
        step
    }

    fn take(&mut self, at: u64, bytes: &[u8]) -> Taken {
        let mut taken = Taken { sure: None, is_over: self.is_over };
        let mut i = 0;
        while i < bytes.len() && !taken.is_over {
            let letters = self.letters(&bytes[i..]);
            if letters > 0 {
                i += letters;
                if matches!(self.place, Place::Chunk(LONG, ..)) {
                    taken.sure = Some(at + i as u64);
                }
                continue;
            }
            i += 1;
            match self.step(bytes[i - 1]) {
                Step::Maybe => {}
                Step::Sure { back } => taken.sure = Some(at + i as u64 - back as u64),
                Step::Over => taken.is_over = true,
            }
            taken.is_over |= self.is_over;
        }
        taken
    }

    fn take_rest(&self) -> bool {
        self.is_key
            && match self.place {
                Place::Chunk(_, begins_line, _) => begins_line || self.short == 0,
                Place::End(_) | Place::Label(_) | Place::Dashes(_) => true,
                Place::Gap(..) | Place::Name(..) | Place::Value(_) => false,
            }
    }

    fn is_over(&self) -> bool {
        self.is_over
    }
}

impl Armour {
    fn wait(&mut self, sign: Sign) -> Step {
        self.sign = sign;
        if self.width < SIGN { Step::Maybe } else { Step::Over }
    }
}

/// What a backslash and a byte stand for.
fn escaped(byte: u8) -> Option<u8> {
    Some(match byte {
        b'n' => b'\n',
        b'r' => b'\r',
        b't' => b'\t',
        b'/' | b'"' | b'\'' => byte,
        // A line that goes on.
        b'\n' | b'\r' => byte,
        _ => return None,
    })
}

fn is_base64(sign: u8) -> bool {
    sign.is_ascii_alphanumeric() || matches!(sign, b'+' | b'/' | b'=')
}

fn is_gap(sign: u8) -> bool {
    matches!(sign, b' ' | b'\t' | b'\n' | b'\r' | b'"' | b'\'' | b'`' | b'>' | b'#' | b'*' | b',')
}

/// Indentation, quotation and comments.
fn marks_line(sign: u8) -> bool {
    matches!(sign, b' ' | b'\t' | b'>' | b'#' | b'*')
}

fn is_quote(sign: u8) -> bool {
    matches!(sign, b'"' | b'\'' | b'`')
}

fn is_line_end(sign: u8) -> bool {
    matches!(sign, b'\n' | b'\r')
}
