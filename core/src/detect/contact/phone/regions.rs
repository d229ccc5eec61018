//! The regions whose national formats are read.

use super::plan::RegionId;
use crate::error::Error;

/// A set of regions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Regions([u64; 4]);

impl Regions {
    /// The regions with these ISO 3166 names, in any case. `UK` is read as `GB`.
    ///
    /// # Errors
    /// `Policy`, with the nearest name, for a name that no plan has.
    pub(crate) fn from_names<S: AsRef<str>>(names: impl IntoIterator<Item = S>) -> Result<Self, Error> {
        let mut regions = Self::default();
        for name in names {
            let name = name.as_ref();
            let iso = if name.eq_ignore_ascii_case("UK") { "GB" } else { name };
            let known = RegionId::all().find(|r| r.iso().eq_ignore_ascii_case(iso) && is_named(*r));
            let region = known.ok_or_else(|| Error::unknown_name("region", name, nearest(name)))?;
            regions.0[region.0 as usize / 64] |= 1 << (region.0 % 64);
        }
        Ok(regions)
    }

    /// Those that may have `digits` as a number at home.
    pub(crate) fn of(digits: &[u8]) -> Self {
        Self(RegionId::bits_of(digits))
    }

    /// Those of them that may have `digits` as a number at home.
    pub(crate) fn with(&self, digits: &[u8]) -> Self {
        let Self(those) = Self::of(digits);
        Self(std::array::from_fn(|i| self.0[i] & those[i]))
    }

    /// Whether something holds for one of them.
    #[inline]
    pub(crate) fn any(&self, mut holds: impl FnMut(RegionId) -> bool) -> bool {
        for (word, bits) in self.0.iter().enumerate() {
            let mut bits = *bits;
            while bits != 0 {
                if holds(RegionId((word * 64) as u16 + bits.trailing_zeros() as u16)) {
                    return true;
                }
                bits &= bits - 1;
            }
        }
        false
    }

    /// The regions in the order of their names.
    #[cfg(test)]
    pub(crate) fn iter(&self) -> impl Iterator<Item = RegionId> {
        (0u16..4).zip(self.0).flat_map(|(word, mut bits)| {
            std::iter::from_fn(move || {
                let bit = (bits != 0).then(|| bits.trailing_zeros() as u16)?;
                bits &= bits - 1;
                Some(RegionId(word * 64 + bit))
            })
        })
    }
}

/// Whether a policy can name it: country codes without a region can't be dialled at home.
fn is_named(region: RegionId) -> bool {
    region.iso() != "001"
}

/// The name that shares most letters at the same place.
fn nearest(name: &str) -> Option<&'static str> {
    let name = name.to_ascii_uppercase();
    let likeness = |iso: &str| {
        let same_place = iso.bytes().zip(name.bytes()).filter(|(a, b)| a == b).count();
        2 * same_place + iso.bytes().filter(|b| name.as_bytes().contains(b)).count()
    };
    RegionId::all()
        .filter(|r| is_named(*r))
        .map(RegionId::iso)
        .max_by_key(|iso| likeness(iso))
        .filter(|iso| likeness(iso) > 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_any_case_are_read_and_come_back_in_order() {
        let regions = Regions::from_names(["us", "CA", "uk", "DE", "FR"]).unwrap();
        assert_eq!(regions.iter().map(RegionId::iso).collect::<Vec<_>>(), ["CA", "DE", "FR", "GB", "US"]);
    }

    #[test]
    fn an_unknown_name_is_an_error_with_a_near_one() {
        let error = Regions::from_names(["DX"]).unwrap_err().to_string();
        assert!(error.contains("unknown region `DX`") && error.contains("did you mean"), "{error}");
        assert!(Regions::from_names(["001"]).is_err());
    }
}
