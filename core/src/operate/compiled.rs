//! Operators, compiled for one entity type each.

use std::collections::HashMap;

use zeroize::Zeroize;

use super::identity::{Identity, Parts};
use super::{Operator, mask};
use crate::Error;
use crate::placeholder::Mask;

/// What stands instead of a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Compiled {
    /// This text.
    Text(Vec<u8>),
    /// The label and a number.
    Number,
    /// The same characters, all but a few masked.
    Mask(Mask),
    /// Nothing.
    Drop,
    /// The value is no finding.
    Keep,
    /// The call fails.
    Block,
}

/// An entity type of a compiled policy.
#[derive(Clone, Debug)]
pub(crate) struct Target {
    pub name: crate::finding::Name,
    pub label: crate::finding::Name,
    pub operator: Compiled,
}

/// Writes what stands instead of a value.
pub(crate) trait Replace {
    /// Takes a part of a value that may be too long to be held, a finding of `target`, and appends what is certain to
    /// stand for it. No other value is replaced before this one has come to its end.
    fn take_part(&mut self, target: &Target, part: &[u8], out: &mut Vec<u8>);

    /// Appends the replacement of a finding of `target` (number `index` of the policy) at `start..end`: of `value`, or of
    /// the parts that were taken and `value` behind them.
    fn replace(
        &mut self,
        index: u16,
        target: &Target,
        span: (u64, u64),
        value: &[u8],
        out: &mut Vec<u8>,
    ) -> Result<(), Error>;
}

/// One-way operators; numbers count within one call or stream.
#[derive(Debug, Default)]
pub(crate) struct OneWay {
    /// What fixed texts don't need; made when it is needed.
    memory: Option<Box<Memory>>,
}

/// What was seen of the values.
#[derive(Debug, Default)]
struct Memory {
    numbers: HashMap<(u16, Identity), u32>,
    last: HashMap<u16, u32>,
    /// The value that comes in parts.
    parts: Parts,
    masked: Option<mask::Long>,
}

impl Memory {
    fn number(&mut self, index: u16, value: Identity) -> u32 {
        let last = self.last.entry(index).or_insert(0);
        *self.numbers.entry((index, value)).or_insert_with(|| {
            *last += 1;
            *last
        })
    }
}

impl Replace for OneWay {
    fn take_part(&mut self, target: &Target, part: &[u8], out: &mut Vec<u8>) {
        match &target.operator {
            Compiled::Number => self.memory.get_or_insert_default().parts.take(part),
            Compiled::Mask(m) => self.memory.get_or_insert_default().masked.get_or_insert_default().take(m, part, out),
            Compiled::Text(_) | Compiled::Drop | Compiled::Block | Compiled::Keep => {}
        }
    }

    fn replace(
        &mut self,
        index: u16,
        target: &Target,
        (start, end): (u64, u64),
        value: &[u8],
        out: &mut Vec<u8>,
    ) -> Result<(), Error> {
        match &target.operator {
            Compiled::Text(text) => out.extend_from_slice(text),
            Compiled::Number => {
                let memory = self.memory.get_or_insert_default();
                memory.parts.take(value);
                let value = memory.parts.finish();
                let n = memory.number(index, value);
                // In capitals, so that it is known again.
                out.extend_from_slice(format!("[{}_{n}]", target.label.as_str().to_ascii_uppercase()).as_bytes());
            }
            Compiled::Mask(m) => match self.memory.as_mut().and_then(|memory| memory.masked.take()) {
                None => mask::write(m, value, out),
                Some(begun) => begun.finish(m, value, out),
            },
            Compiled::Drop => {}
            // Never a finding.
            Compiled::Keep => out.extend_from_slice(value),
            Compiled::Block => return Err(Error::blocked(target.name.as_str(), start, end)),
        }
        Ok(())
    }
}

impl Drop for Memory {
    fn drop(&mut self) {
        for (mut key, _) in self.numbers.drain() {
            key.1.zeroize();
        }
    }
}

/// Compiles an operator for an entity type.
///
/// # Errors
/// `Policy` for a template with an unknown field or a mask character that is a letter or digit.
pub(crate) fn compile(operator: &Operator, entity: &str, label: &str) -> Result<Compiled, Error> {
    Ok(match operator {
        Operator::Replace { template } => Compiled::Text(super::replace::render(template, entity, label)?.into_bytes()),
        Operator::Number => Compiled::Number,
        Operator::Mask { char, keep_first, keep_last } => {
            Compiled::Mask(mask::checked(*char, *keep_first, *keep_last, entity)?)
        }
        Operator::Drop => Compiled::Drop,
        Operator::Keep => Compiled::Keep,
        Operator::Block => Compiled::Block,
    })
}
