//! The ways of scanning, one for each kind of processor: all give the same (I9).

#[cfg(target_arch = "x86_64")]
use super::{avx2, avx512};

/// A way of classifying blocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Path {
    /// For every processor.
    #[cfg_attr(
        all(target_arch = "aarch64", target_feature = "neon", target_endian = "little", not(test)),
        expect(dead_code, reason = "all processors of this kind have a better one")
    )]
    Portable,
    #[cfg(all(target_arch = "aarch64", target_feature = "neon", target_endian = "little"))]
    Neon,
    #[cfg(target_arch = "x86_64")]
    Avx2,
    #[cfg(target_arch = "x86_64")]
    Avx512,
}

impl Path {
    /// The best that this machine has.
    #[inline]
    pub(super) fn best() -> Self {
        #[cfg(test)]
        if let Some(path) = super::tests::forced() {
            return path;
        }
        #[cfg(target_arch = "x86_64")]
        if avx512::is_there() {
            return Self::Avx512;
        } else if avx2::is_there() {
            return Self::Avx2;
        }
        #[cfg(all(target_arch = "aarch64", target_feature = "neon", target_endian = "little"))]
        return Self::Neon;
        #[cfg(not(all(target_arch = "aarch64", target_feature = "neon", target_endian = "little")))]
        Self::Portable
    }
}
