//! Writes the tables as Rust source: one automaton for all plans, the regions, the country codes, the formats.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;

use crate::automaton::{Automaton, NOTHING, State};
use crate::pattern::Pattern;
use crate::plans::{Region, Sizes, Trunk, World};

/// Label of states that only have to be told from those that don't accept.
const ANY: u8 = 1;

/// The languages of one region.
struct Plan {
    /// National numbers.
    numbers: State,
    /// National numbers behind a trunk prefix other than the plain one: carrier codes, `15` in Argentina.
    prefixed: State,
}

pub(crate) fn tables(world: &World) -> Result<String, String> {
    let mut automaton = Automaton::new();
    let plans: Vec<Plan> = world.regions.iter().map(|r| plan(&mut automaton, r)).collect::<Result<_, _>>()?;
    let codes = country_codes(world);
    let starts: Vec<State> = codes.values().map(|regions| shared(&mut automaton, world, &plans, regions)).collect();

    let mut numbering = Numbering::default();
    let mut out = String::from("// Written by build.rs from data/phone/plans.txt.\n\n");
    let (mut region_rows, mut format_rows) = (String::new(), Vec::<u64>::new());
    for (region, plan) in world.regions.iter().zip(&plans) {
        let (first, count) = formats(world, region, &mut format_rows)?;
        let trunk = trunk(region);
        let _ = writeln!(
            region_rows,
            "Region {{ iso: {:?}, country_code: {}, trunk: b{trunk:?}, lengths: {}, numbers: {}, prefixed: {}, formats: ({first}, {count}) }},",
            region.iso,
            region.country_code,
            lengths(region),
            numbering.of(plan.numbers, &automaton),
            numbering.of(plan.prefixed, &automaton),
        );
    }
    let mut code_rows = String::new();
    for ((code, regions), start) in codes.iter().zip(&starts) {
        let start = numbering.of(*start, &automaton);
        let _ = writeln!(code_rows, "CountryCode {{ code: {code}, main: {}, numbers: {start} }},", regions[0]);
    }
    let _ = write!(out, "static REGIONS: [Region; {}] = [\n{region_rows}];\n\n", world.regions.len());
    let _ = write!(out, "static COUNTRY_CODES: [CountryCode; {}] = [\n{code_rows}];\n\n", codes.len());
    let _ = writeln!(out, "static BY_DIGITS: [u8; 1000] = {:?};\n", by_digits(codes.keys().copied())?);
    let _ = writeln!(out, "static FORMATS: [u64; {}] = {format_rows:?};\n", format_rows.len());
    let (by_length, by_pair) = sieve(&mut automaton, world, &plans);
    let _ = writeln!(out, "static BY_LENGTH: [[u64; 4]; {}] = {by_length:?};\n", by_length.len());
    let _ = writeln!(out, "static BY_PAIR: [[u64; 4]; 100] = {by_pair:?};\n");
    let rows = numbering.rows(&automaton)?;
    let labels: Vec<u8> = numbering.order.iter().map(|&s| automaton.row(s).label).collect();
    let _ = writeln!(out, "static NEXT: [[u16; 10]; {}] = {rows:?};\n", rows.len());
    let _ = writeln!(out, "static LABELS: [u8; {}] = {labels:?};", labels.len());
    Ok(out)
}

/// Regions, a bit each.
type Regions = [u64; 4];

/// By the length of what is dialled at home, and by its first two digits, the regions that have such a number.
fn sieve(automaton: &mut Automaton, world: &World, plans: &[Plan]) -> (Vec<Regions>, Vec<Regions>) {
    let (mut by_length, mut by_pair) = (vec![[0; 4]; u32::BITS as usize], vec![[0; 4]; 100]);
    for (i, (region, plan)) in world.regions.iter().zip(plans).enumerate() {
        let mut all = automaton.union(plan.numbers, plan.prefixed);
        if !trunk(region).is_empty() {
            let behind =
                trunk(region).bytes().rev().fold(plan.numbers, |then, d| automaton.class(1 << (d - b'0'), then));
            all = automaton.union(all, behind);
        }
        let add = |those: &mut Regions| those[i / 64] |= 1 << (i % 64);
        let lengths = automaton.lengths(all);
        (0..u32::BITS as usize).filter(|len| lengths >> len & 1 == 1).for_each(|len| add(&mut by_length[len]));
        for (pair, those) in (0..).zip(&mut by_pair) {
            if automaton.after(all, &[pair / 10, pair % 10]) != NOTHING {
                add(those);
            }
        }
    }
    (by_length, by_pair)
}

/// The digits of a region's trunk prefix.
fn trunk(region: &Region) -> &str {
    region.trunk.as_ref().map_or("", |t| if t.digits == "-" { "" } else { &t.digits })
}

/// The regions of each country code, the main one first.
fn country_codes(world: &World) -> BTreeMap<u16, Vec<usize>> {
    let mut codes: BTreeMap<u16, Vec<usize>> = BTreeMap::new();
    for (i, region) in world.regions.iter().enumerate() {
        let regions = codes.entry(region.country_code).or_default();
        regions.insert(if region.is_main { 0 } else { regions.len() }, i);
    }
    codes
}

/// For each three digits the place of the country code that they begin with, counted from one.
fn by_digits(codes: impl Iterator<Item = u16>) -> Result<Vec<u8>, String> {
    let mut places = vec![0; 1000];
    for (place, code) in (1..).zip(codes) {
        let place = u8::try_from(place).map_err(|_| "too many country codes for 8 bits".to_owned())?;
        let step = 1000 / 10_usize.pow(code.to_string().len() as u32);
        let first = usize::from(code) * step;
        if places[first..first + step].iter().any(|known| *known != 0) {
            return Err(format!("{code}: the beginning of another country code"));
        }
        places[first..first + step].fill(place);
    }
    Ok(places)
}

fn plan(automaton: &mut Automaton, region: &Region) -> Result<Plan, String> {
    let general = region.general.as_ref().ok_or_else(|| format!("{}: no general numbers", region.iso))?;
    let end = automaton.end(ANY);
    let any = general.pattern.before(automaton, end);
    let any = automaton.of_length(any, general.lengths);
    let mut all = NOTHING;
    for kind in &region.kinds {
        let end = automaton.end(kind.label);
        let mut numbers = kind.pattern.before(automaton, end);
        if kind.lengths != 0 {
            numbers = automaton.of_length(numbers, kind.lengths);
        }
        all = automaton.union(all, numbers);
    }
    let mut numbers = automaton.intersection(all, any);
    for sample in &region.samples {
        let end = automaton.end(sample.label);
        let sample = sample.pattern.before(automaton, end);
        numbers = automaton.union(numbers, sample);
    }
    let prefixed = match &region.trunk {
        Some(trunk) => prefixed(automaton, trunk, numbers),
        None => NOTHING,
    };
    Ok(Plan { numbers, prefixed })
}

/// The lengths that a region's numbers can have, a bit each.
fn lengths(region: &Region) -> u32 {
    region.general.as_ref().map_or(0, |g| g.lengths)
}

/// What is dialled at home and becomes one of `numbers`, beyond the plain trunk prefix.
fn prefixed(automaton: &mut Automaton, trunk: &Trunk, numbers: State) -> State {
    let mut all = NOTHING;
    for pattern in trunk.pattern.clone().without_local() {
        let one = match trunk.rule.as_deref().map(|r| r.split_at(r.find('$').unwrap_or(r.len()))) {
            // `$2`: the group is the number itself, what stands before it is the prefix.
            Some(("", group)) if !pattern.captures().is_empty() => {
                let group = group[1..].parse().unwrap_or(1);
                let prefix = language(automaton, &pattern.without_capture(group));
                automaton.concatenation(prefix, numbers)
            }
            // `9$1`: the group and what follows the prefix, with digits put before it.
            Some((digits, _)) if !pattern.captures().is_empty() => {
                rewritten(automaton, &pattern, digits.as_bytes(), numbers)
            }
            _ => {
                let prefix = language(automaton, &pattern);
                automaton.concatenation(prefix, numbers)
            }
        };
        all = automaton.union(all, one);
    }
    all
}

fn rewritten(automaton: &mut Automaton, pattern: &Pattern, digits: &[u8], numbers: State) -> State {
    let added: Vec<u8> = digits.iter().map(|b| b - b'0').collect();
    let start = automaton.after(numbers, &added);
    let whole = language(automaton, pattern);
    let group = pattern.captures().first().map_or(NOTHING, |c| language(automaton, c));
    let areas = automaton.words(group);
    let mut all = NOTHING;
    for prefix in automaton.words(whole) {
        // The group starts the prefix or follows one trunk digit; what is behind it only marks it.
        let longest =
            areas.iter().filter(|a| prefix.starts_with(a) || prefix.get(1..).is_some_and(|p| p.starts_with(a)));
        let rest = match longest.max_by_key(|a| a.len()) {
            Some(area) => automaton.after(start, area),
            None => numbers,
        };
        let one = prefix.iter().rev().fold(rest, |then, &d| automaton.class(1 << d, then));
        if !prefix.is_empty() {
            all = automaton.union(all, one);
        }
    }
    all
}

fn language(automaton: &mut Automaton, pattern: &Pattern) -> State {
    let end = automaton.end(ANY);
    pattern.before(automaton, end)
}

/// The numbers of a country code that several regions share: those of each region. (A region with leading digits keeps
/// others' numbers out of its own range; no plan has such numbers, which the tests confirm.)
fn shared(automaton: &mut Automaton, world: &World, plans: &[Plan], regions: &[usize]) -> State {
    let mut all = NOTHING;
    for &i in regions {
        let mut numbers = plans[i].numbers;
        if let Some(leading) = &world.regions[i].leading {
            let end = automaton.end(ANY);
            let rest = Pattern::Repeated(Box::new(Pattern::Class(0x3FF)), 0, 17).before(automaton, end);
            let begin = leading.before(automaton, rest);
            numbers = automaton.intersection(numbers, begin);
        }
        all = automaton.union(all, numbers);
    }
    all
}

/// Adds the formats of a region: its own, or those of the main region, and the alternates of its country code.
fn formats(world: &World, region: &Region, rows: &mut Vec<u64>) -> Result<(usize, usize), String> {
    let main = world.regions.iter().find(|r| r.country_code == region.country_code && r.is_main);
    let own = if region.formats.is_empty() { main.map_or(&[][..], |m| &m.formats[..]) } else { &region.formats };
    let mut all: Vec<u64> = Vec::new();
    for sizes in own.iter().chain(world.alternates.get(&region.country_code).into_iter().flatten()) {
        let packed = packed(sizes)?;
        if !all.contains(&packed) {
            all.push(packed);
        }
    }
    let known = rows.windows(all.len().max(1)).position(|w| w == all);
    let first = known.unwrap_or_else(|| {
        rows.extend(&all);
        rows.len() - all.len()
    });
    Ok((first, all.len()))
}

/// One byte a group: fewest digits in the low half, most in the high half.
fn packed(sizes: &Sizes) -> Result<u64, String> {
    if sizes.len() > 8 {
        return Err("a format with more than eight groups".to_owned());
    }
    if sizes.iter().any(|&(least, _)| least == 0) {
        return Err("a format with a group that may be empty".to_owned());
    }
    Ok(sizes.iter().rev().fold(0, |all, &(least, most)| all << 8 | u64::from(most.min(15) << 4 | least)))
}

/// Numbers the states that are in use, from 0: the dead one.
#[derive(Default)]
struct Numbering {
    order: Vec<State>,
    numbers: HashMap<State, usize>,
}

impl Numbering {
    fn of(&mut self, state: State, automaton: &Automaton) -> usize {
        if self.order.is_empty() {
            self.order.push(NOTHING);
            self.numbers.insert(NOTHING, 0);
        }
        if let Some(&known) = self.numbers.get(&state) {
            return known;
        }
        let number = self.order.len();
        self.order.push(state);
        self.numbers.insert(state, number);
        for next in automaton.row(state).next {
            self.of(next, automaton);
        }
        number
    }

    fn rows(&self, automaton: &Automaton) -> Result<Vec<[u16; 10]>, String> {
        let row = |s: &State| {
            let mut row = [0; 10];
            for (cell, next) in row.iter_mut().zip(automaton.row(*s).next) {
                *cell = u16::try_from(self.numbers[&next]).map_err(|_| "too many states for 16 bits".to_owned())?;
            }
            Ok(row)
        };
        self.order.iter().map(row).collect()
    }
}
