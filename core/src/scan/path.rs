//! The ways of scanning, one for each kind of processor: all give the same (I9).

use super::Gate;
use super::group::Group;
#[cfg(all(target_arch = "aarch64", target_feature = "neon", target_endian = "little"))]
use super::neon::Quarters;
use super::portable::Words;
use super::source::Source;
use super::tables::Triples;
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

    /// [`Group::list`], compiled for this way.
    #[inline]
    pub(super) fn list(self, group: &mut Group, source: &Source<'_>, at: usize, triples: &Triples) {
        match self {
            Self::Portable => group.list::<Words>(source, at, triples),
            #[cfg(all(target_arch = "aarch64", target_feature = "neon", target_endian = "little"))]
            Self::Neon => group.list::<Quarters>(source, at, triples),
            #[cfg(target_arch = "x86_64")]
            Self::Avx2 => avx2::list(group, source, at, triples),
            #[cfg(target_arch = "x86_64")]
            Self::Avx512 => avx512::list(group, source, at, triples),
        }
    }

    /// [`Group::gather`], compiled for this way.
    #[inline]
    pub(super) fn gather(self, group: &mut Group, source: &Source<'_>, triples: &Triples, gate: impl Gate) -> bool {
        match self {
            Self::Portable => group.gather::<Words>(source, triples, gate),
            #[cfg(all(target_arch = "aarch64", target_feature = "neon", target_endian = "little"))]
            Self::Neon => group.gather::<Quarters>(source, triples, gate),
            #[cfg(target_arch = "x86_64")]
            Self::Avx2 => avx2::gather(group, source, triples, gate),
            #[cfg(target_arch = "x86_64")]
            Self::Avx512 => avx512::gather(group, source, triples, gate),
        }
    }
}
