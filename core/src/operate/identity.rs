//! Are two values the same? By their exact bytes while they are short, by a digest of them when they are long, so that
//! the identity of a value of any length is small and can be found part by part.

use sha2::{Digest, Sha256};
use zeroize::Zeroize;

/// Longest value that is kept as it is, in bytes: longer than what a rule with a bound finds.
const LONGEST: usize = 512;

/// What tells a value from all others of its type.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Identity {
    Bytes(Vec<u8>),
    /// SHA-256: nobody can make two values that share one.
    Digest([u8; 32]),
}

impl Identity {
    /// That of a value.
    pub(crate) fn of(value: &[u8]) -> Self {
        if value.len() <= LONGEST { Self::Bytes(value.to_vec()) } else { Self::Digest(Sha256::digest(value).into()) }
    }
}

impl Zeroize for Identity {
    fn zeroize(&mut self) {
        match self {
            Self::Bytes(bytes) => bytes.zeroize(),
            Self::Digest(digest) => digest.zeroize(),
        }
    }
}

/// The identity of a value that comes in parts.
#[derive(Debug, Default)]
pub(crate) struct Parts {
    /// All of it, while it is short.
    bytes: Vec<u8>,
    digest: Option<Sha256>,
}

impl Parts {
    /// Takes the next part.
    pub(crate) fn take(&mut self, part: &[u8]) {
        if self.digest.is_none() && self.bytes.len() + part.len() > LONGEST {
            self.digest = Some(Sha256::new_with_prefix(&self.bytes));
            self.bytes.zeroize();
        }
        match &mut self.digest {
            Some(digest) => digest.update(part),
            None => self.bytes.extend_from_slice(part),
        }
    }

    /// The identity of all that was taken; the next value begins.
    pub(crate) fn finish(&mut self) -> Identity {
        let bytes = std::mem::take(&mut self.bytes);
        match self.digest.take() {
            Some(digest) => Identity::Digest(digest.finalize().into()),
            None => Identity::Bytes(bytes),
        }
    }
}

impl Drop for Parts {
    fn drop(&mut self) {
        if self.bytes.capacity() > 0 {
            self.bytes.zeroize();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_have_the_identity_of_the_whole() {
        for len in [0, 1, LONGEST, LONGEST + 1, 3 * LONGEST] {
            let value: Vec<u8> = (0..len).map(|i| i as u8).collect();
            for size in [1, 7, LONGEST, 2 * LONGEST] {
                let mut parts = Parts::default();
                value.chunks(size).for_each(|part| parts.take(part));
                assert_eq!(parts.finish(), Identity::of(&value), "{len} by {size}");
            }
        }
    }
}
