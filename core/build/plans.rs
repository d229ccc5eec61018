//! `data/phone/plans.txt` and `samples.txt`, read.

use std::collections::BTreeMap;

use crate::pattern::Pattern;

/// Labels of the accepting states: what kind of number it is. The same bits stand in `detect/contact/phone/plan.rs`.
const FIXED: u8 = 1;
const MOBILE: u8 = 2;
const OTHER: u8 = 4;
/// Numbers that nobody is assigned.
const SAMPLE: u8 = 8;

/// Sizes of the groups of one format: fewest and most digits of each.
pub(crate) type Sizes = Vec<(u8, u8)>;

/// The whole file.
#[derive(Default)]
pub(crate) struct World {
    pub regions: Vec<Region>,
    /// Further formats, by country code.
    pub alternates: BTreeMap<u16, Vec<Sizes>>,
}

/// One region's plan.
pub(crate) struct Region {
    pub iso: String,
    pub country_code: u16,
    pub is_main: bool,
    pub leading: Option<Pattern>,
    pub trunk: Option<Trunk>,
    pub general: Option<Numbers>,
    pub kinds: Vec<Numbers>,
    /// Numbers for films and examples that no kind has.
    pub samples: Vec<Numbers>,
    pub formats: Vec<Sizes>,
}

/// The national prefix.
pub(crate) struct Trunk {
    /// Its digits; `-` where the pattern only parses other prefixes.
    pub digits: String,
    pub pattern: Pattern,
    /// What becomes of the groups of the pattern, `9$1`.
    pub rule: Option<String>,
}

/// A set of national numbers.
pub(crate) struct Numbers {
    pub label: u8,
    /// A bit for each length; 0: those of `general`.
    pub lengths: u32,
    pub pattern: Pattern,
}

impl World {
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        let mut world = Self::default();
        let mut alternate = None;
        for (number, line) in (1..).zip(text.lines()) {
            if !line.is_empty() && !line.starts_with('#') {
                world.line(line, &mut alternate).map_err(|e| format!("plans.txt line {number}: {e}"))?;
            }
        }
        Ok(world)
    }

    /// Adds the numbers that are set aside for films and examples.
    pub(crate) fn add_samples(&mut self, text: &str) -> Result<(), String> {
        let mut region = None;
        for line in text.lines().filter(|l| !l.is_empty() && !l.starts_with('#')) {
            match line.split_once(' ') {
                Some(("region", iso)) => region = self.regions.iter_mut().find(|r| r.iso == iso),
                Some(("sample", pattern)) => {
                    let region = region.as_mut().ok_or("samples.txt: no such region")?;
                    let pattern = Pattern::parse(pattern)?;
                    region.samples.push(Numbers { label: SAMPLE, lengths: 0, pattern });
                }
                _ => return Err(format!("samples.txt: `{line}`")),
            }
        }
        Ok(())
    }

    fn line(&mut self, line: &str, alternate: &mut Option<u16>) -> Result<(), String> {
        let words: Vec<&str> = line.split(' ').collect();
        let word = |i: usize| words.get(i).copied().ok_or("too short");
        match word(0)? {
            "region" => {
                *alternate = None;
                self.regions.push(Region {
                    iso: word(1)?.to_owned(),
                    country_code: number(word(2)?)?,
                    is_main: words.get(3) == Some(&"main"),
                    leading: None,
                    trunk: None,
                    general: None,
                    kinds: Vec::new(),
                    samples: Vec::new(),
                    formats: Vec::new(),
                });
                return Ok(());
            }
            "alternate" => {
                *alternate = Some(number(word(1)?)?);
                return Ok(());
            }
            "format" => {
                let sizes = word(1)?.split('-').map(sizes).collect::<Result<Sizes, String>>()?;
                match *alternate {
                    Some(code) => self.alternates.entry(code).or_default().push(sizes),
                    None => self.region()?.formats.push(sizes),
                }
                return Ok(());
            }
            _ => {}
        }
        let region = self.region()?;
        match word(0)? {
            "leading" => region.leading = Some(Pattern::parse(word(1)?)?),
            "trunk" => {
                region.trunk = Some(Trunk {
                    digits: word(1)?.to_owned(),
                    pattern: Pattern::parse(word(2)?)?,
                    rule: words.get(3).map(|&r| r.to_owned()),
                });
            }
            kind => {
                let label = match kind {
                    "fixed" => FIXED,
                    "mobile" => MOBILE,
                    _ => OTHER,
                };
                let numbers = Numbers { label, lengths: lengths(word(1)?)?, pattern: Pattern::parse(word(2)?)? };
                if kind == "general" {
                    region.general = Some(numbers);
                } else {
                    region.kinds.push(numbers);
                }
            }
        }
        Ok(())
    }

    fn region(&mut self) -> Result<&mut Region, String> {
        self.regions.last_mut().ok_or_else(|| "before the first region".to_owned())
    }
}

fn number<T: std::str::FromStr>(text: &str) -> Result<T, String> {
    text.parse().map_err(|_| format!("`{text}` is no number"))
}

fn lengths(text: &str) -> Result<u32, String> {
    if text == "-" {
        return Ok(0);
    }
    text.split(',').try_fold(0, |all, l| Ok(all | 1 << number::<u32>(l)?))
}

fn sizes(text: &str) -> Result<(u8, u8), String> {
    match text.split_once("..") {
        Some((least, most)) => Ok((number(least)?, number(most)?)),
        None => number(text).map(|n| (n, n)),
    }
}
