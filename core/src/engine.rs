//! A policy, compiled: what the machine asks at each place.

use std::collections::{HashMap, HashSet};

use crate::Error;
use crate::detect::{self, Candidate, Catalogue, Detector, Glance, Kind, Place, Sink, Trigger, Window};
use crate::entity::DefaultState;
use crate::finding::{Decision, Level, Name};
use crate::lexicon::{Answer, Lexicon, Neighbourhood};
use crate::machine::Machine;
use crate::numbers::{NumberGate, Numbers};
use crate::operate::{self, Compiled, Operator, Target};
use crate::pattern::{Match, PatternSet, Stage, Verdict};
use crate::placeholder::{Mask, Placeholders, is_bracketed};
use crate::policy::{Policy, Settings};
use crate::resolve::Active;
use crate::scan::{Group, Near, Spot, Wanted};
use crate::shape::NumberRun;

/// The user knows best: a pattern comes before a built-in type of the same level and length.
const PATTERN_PRECEDENCE: u8 = 1;

/// What proposes findings: a row of the table or a pattern.
#[derive(Debug)]
pub(crate) struct Rule {
    pub name: Name,
    /// Index in `targets`.
    pub target: u16,
}

/// A compiled policy.
pub(crate) struct Engine {
    pub policy: Policy,
    settings: Settings,
    pub catalogue: &'static Catalogue,
    /// The rows of the catalogue first, then the patterns.
    pub rules: Vec<Rule>,
    /// Entity types; the rows of the catalogue first, then those that only the policy knows.
    pub targets: Vec<Target>,
    by_trigger: [Vec<u16>; Trigger::COUNT],
    /// What is wanted of each head of the catalogue.
    by_head: Vec<Wanted>,
    numbers: Numbers,
    /// The context words of all rules.
    pub lexicon: Lexicon,
    pub patterns: Option<PatternSet>,
    pub placeholders: Placeholders,
    /// For each rule, whether the policy takes what it accepts: it may exclude or keep it.
    taken: Vec<bool>,
    allow: HashSet<Vec<u8>>,
    /// The longest value of the allow list, in bytes.
    pub longest_allowed: u64,
    /// The longest `reach.before` of the detectors in use, in bytes.
    pub before: usize,
}

/// What the words of one place's verdict are collected in; kept warm between places.
#[derive(Default)]
pub(crate) struct Desk {
    pub sink: Sink,
    pub number: NumberRun,
    accepted: Vec<Candidate>,
    known: Neighbourhood,
    /// What the scan gathers its places in, while no scan is under way.
    pub group: Option<Box<Group>>,
    pub decisions: Option<Vec<Decision>>,
    /// Rules whose last candidate goes on, and its place in `decisions`.
    open: Vec<(u16, usize)>,
}

impl Desk {
    pub(crate) fn explaining() -> Self {
        Self { sink: Sink::explaining(), decisions: Some(Vec::new()), ..Self::default() }
    }

    /// Clears the desk: nothing of the last text stays on it.
    pub(crate) fn clear(&mut self) {
        self.sink.clear();
        self.accepted.clear();
        self.open.clear();
        self.number.wipe();
        self.known.wipe();
    }

    pub(crate) fn explains(&self) -> bool {
        self.decisions.is_some()
    }

    /// The end of what a rule was asked last is not known yet.
    pub(crate) fn open(&mut self, rule: u16) {
        if let Some(last) = self.decisions.as_ref().and_then(|all| all.len().checked_sub(1)) {
            self.open.push((rule, last));
        }
    }

    /// It is now.
    pub(crate) fn close(&mut self, rule: u16, end: u64) {
        let Some(at) = self.open.iter().position(|(r, _)| *r == rule) else { return };
        let (_, decision) = self.open.swap_remove(at);
        if let Some(decision) = self.decisions.as_mut().and_then(|all| all.get_mut(decision)) {
            decision.end = end;
        }
    }
}

/// The text that detectors see: placeholders are opaque, and more may follow where it is open.
#[derive(Clone, Copy)]
pub(crate) struct View<'t> {
    pub bytes: &'t [u8],
    /// Offset of `bytes[0]` in the stream.
    pub base: u64,
    pub open: bool,
    /// What is read and written next, where that is known.
    pub near: Near,
}

impl Engine {
    pub(crate) fn new(policy: Policy) -> Result<Self, Error> {
        Self::of(Catalogue::real(), policy)
    }

    /// Compiles a policy for the types of a catalogue.
    pub(crate) fn of(catalogue: &'static Catalogue, policy: Policy) -> Result<Self, Error> {
        let table = &catalogue.table;
        let enabled = enabled(table, &policy)?;
        let mut targets: Vec<Target> = table
            .iter()
            .map(|d| Target {
                name: Name::Static(d.entity.name),
                label: Name::Static(d.entity.label),
                operator: Compiled::Drop,
            })
            .collect();
        let mut rules: Vec<Rule> =
            table.iter().enumerate().map(|(i, d)| Rule { name: Name::Static(d.rule), target: i as u16 }).collect();
        for pattern in &policy.patterns {
            let target = target_of_pattern(pattern, &mut targets)?;
            rules.push(Rule { name: Name::Static("pattern"), target });
        }
        compile_operators(&policy, &mut targets)?;
        let mut by_trigger: [Vec<u16>; Trigger::COUNT] = Default::default();
        let mut before = 0;
        for &i in &enabled {
            for &trigger in table[i].triggers {
                by_trigger[trigger as usize].push(i as u16);
            }
            before = before.max(table[i].reach.before);
        }
        let numbers = Numbers::new(table, &by_trigger[Trigger::Number as usize], policy.min_level);
        let of_heads = [Trigger::Head, Trigger::Run].map(|trigger| by_trigger[trigger as usize].as_slice());
        let by_head = catalogue.heads.wanted(table, &of_heads.concat());
        let patterns = (!policy.patterns.is_empty()).then(|| PatternSet::new(&policy.patterns)).transpose()?;
        let words = table.iter().map(|d| d.context.to_vec());
        let own = policy.patterns.iter().map(|p| p.context.iter().map(String::as_str).collect());
        let lexicon = Lexicon::new(words.chain(own));
        let settings = Settings::new(&policy)?;
        let allow: HashSet<Vec<u8>> = policy.allow.iter().map(|v| v.clone().into_bytes()).collect();
        let longest_allowed = allow.iter().map(Vec::len).max().unwrap_or(0) as u64;
        let placeholders = Placeholders::new(Vec::new(), Vec::new());
        let mut engine = Self {
            policy,
            settings,
            catalogue,
            rules,
            targets,
            by_trigger,
            by_head,
            numbers,
            lexicon,
            patterns,
            placeholders,
            taken: Vec::new(),
            allow,
            longest_allowed,
            before,
        };
        let takes = |rule: u16| !engine.is_excluded(rule) && !engine.keeps(rule);
        engine.taken = (0..engine.rules.len()).map(|rule| takes(rule as u16)).collect();
        let (mut fixed, masks) = placeholders_of(&engine.targets);
        // A template that looks like a value would hide one: it is none, and not stable. (The bracketed form needs no list.)
        fixed.retain(|text| !is_bracketed(text) && Machine::finds_nothing(&engine, text));
        engine.placeholders = Placeholders::new(fixed, masks);
        Ok(engine)
    }

    /// # Errors
    /// `InputTooLarge` beyond the policy's `max_bytes`.
    pub(crate) fn check_size(&self, bytes: u64) -> Result<(), Error> {
        match self.policy.max_bytes {
            Some(limit) if bytes > limit => Err(Error::too_large(limit, bytes)),
            _ => Ok(()),
        }
    }

    /// The context words of a rule.
    #[cfg(test)]
    pub(crate) fn words_of(&self, rule: u16) -> Vec<&str> {
        let table = &self.catalogue.table;
        match table.get(usize::from(rule)) {
            Some(detector) => detector.context.to_vec(),
            None => self.policy.patterns[usize::from(rule) - table.len()].context.iter().map(String::as_str).collect(),
        }
    }

    /// The entity type of a rule, and its index.
    pub(crate) fn target(&self, rule: u16) -> (u16, &Target) {
        if rule == Candidate::TOKEN {
            return (Candidate::TOKEN, &TOKEN);
        }
        let target = self.rules[usize::from(rule)].target;
        (target, &self.targets[usize::from(target)])
    }

    /// The rules to ask about the end of a head.
    #[inline]
    pub(crate) fn asked(&self, view: View<'_>, spot: &Spot) -> &[u16] {
        self.by_head[spot.head].rules(view.bytes, spot.at)
    }

    /// Asks a run rule about a place, within its reach; the offset of its window in the view. What it says is in the
    /// desk's sink. `None`: more text has to arrive first.
    pub(crate) fn ask_run(&self, view: View<'_>, at: usize, rule: u16, desk: &mut Desk) -> Option<usize> {
        let detector = self.catalogue.table[usize::from(rule)];
        let window = window(view, at, detector.reach.before, detector.reach.after);
        desk.sink.clear();
        let place = Place { window: &window, number: &desk.number, trigger: Trigger::Run, settings: &self.settings };
        (detector.find)(&place, &mut desk.sink);
        (!window.is_hungry()).then(|| at - window.at())
    }

    /// Asks the detectors of a trigger about its place, and hands each accepted finding to `accept`. `false`: more
    /// text has to arrive first, and nothing was handed on.
    #[inline]
    pub(crate) fn detect(&self, view: View<'_>, spot: &Spot, desk: &mut Desk, accept: impl FnMut(Candidate)) -> bool {
        let asked = match spot.trigger {
            Trigger::Number => match self.numbers.read(view, spot, desk) {
                Some(asked) => asked,
                None => return false,
            },
            Trigger::Head => self.asked(view, spot),
            trigger => &self.by_trigger[trigger as usize],
        };
        asked.is_empty() || self.ask(view, spot, asked, desk, accept)
    }

    /// Says of a number whether it is worth a visit.
    pub(crate) fn gate(&self, desk: &Desk) -> NumberGate<'_> {
        NumberGate::new(&self.numbers, desk.explains())
    }

    fn ask(
        &self,
        view: View<'_>,
        &Spot { at, trigger, before, .. }: &Spot,
        asked: &[u16],
        desk: &mut Desk,
        mut accept: impl FnMut(Candidate),
    ) -> bool {
        let is_number = trigger == Trigger::Number;
        let explains = desk.explains();
        desk.accepted.clear();
        desk.known.forget();
        let explained = desk.decisions.as_ref().map_or(0, Vec::len);
        for &rule in asked {
            let detector = self.catalogue.table[usize::from(rule)];
            if is_number {
                let seen = Glance { number: &desk.number, before };
                if !detector.needs.are_met(&desk.number) || !(explains || (detector.glance)(&seen)) {
                    continue;
                }
            }
            let reach = detector.reach;
            let window = window(view, at, reach.before, reach.after);
            desk.sink.clear();
            if is_number {
                desk.number.rebase(window.at());
            }
            let place = Place { window: &window, number: &desk.number, trigger, settings: &self.settings };
            (detector.find)(&place, &mut desk.sink);
            let offset = at - window.at();
            let is_decided = !window.is_hungry()
                && (desk.sink.is_empty() || self.judge(view, offset, rule, detector.precedence, desk));
            if !is_decided {
                if let Some(decisions) = &mut desk.decisions {
                    decisions.truncate(explained);
                }
                return false;
            }
        }
        desk.accepted.drain(..).for_each(&mut accept);
        true
    }

    /// Settles the level of each proposal by its context. `false`: more text has to arrive first.
    fn judge(&self, view: View<'_>, offset: usize, rule: u16, precedence: u8, desk: &mut Desk) -> bool {
        let explains = desk.explains();
        let Desk { sink, accepted, known, decisions, .. } = desk;
        for p in &sink.proposals {
            let (start, end) = (offset + p.start, offset + p.end);
            let mut context = None;
            let mut level = p.level;
            if let Some(in_context) = p.in_context {
                match self.lexicon.ask(view.bytes, (start, end), view.open, rule, known) {
                    Answer::Hungry => return false,
                    Answer::Found(word) => (context, level) = (Some(word), Some(in_context)),
                    Answer::Nothing => {}
                }
            }
            let candidate = |level| Candidate {
                start: view.base + start as u64,
                end: view.base + end as u64,
                most: u64::MAX,
                rule,
                level,
                kind: Kind::Window,
                precedence,
            };
            let refusal = self.refusal(rule, level, &view.bytes[start..end]);
            if let (Some(level), None) = (level, refusal) {
                accepted.push(candidate(level));
            }
            if explains {
                let level = level.or(p.in_context).unwrap_or(Level::Possible);
                let reason = refusal.unwrap_or(p.reason).to_owned();
                let decision = self.decision(rule, view.base, (start, end), level, refusal.is_none(), reason, context);
                decisions.get_or_insert_default().push(decision);
            }
        }
        if explains {
            self.note_rejections(view, offset, rule, desk);
        }
        true
    }

    /// Keeps what a rule rejected, where somebody asked for reasons.
    #[inline]
    pub(crate) fn note_rejections(&self, view: View<'_>, offset: usize, rule: u16, desk: &mut Desk) {
        if let Some(decisions) = &mut desk.decisions {
            for r in desk.sink.rejections.drain(..) {
                let span = (offset + r.start, offset + r.end);
                decisions.push(self.decision(rule, view.base, span, Level::Possible, false, r.reason, None));
            }
        }
    }

    /// Settles a match of a pattern, and hands it to *resolve* if the policy takes it.
    pub(crate) fn judge_match(&self, view: View<'_>, m: &Match, desk: &mut Desk, active: &mut Active) -> Verdict {
        let rule = (self.catalogue.table.len() + m.pattern) as u16;
        if m.stage == Stage::Ended {
            desk.close(rule, m.end);
            active.close(rule, m.start, m.end);
            return Verdict::Decided;
        }
        let pattern = &self.policy.patterns[m.pattern];
        let most = pattern.max_length as u64;
        let is_open = m.stage == Stage::Begun;
        if is_open && m.end - m.start <= self.longest_allowed {
            return Verdict::Hungry;
        }
        let (start, end) = ((m.start - view.base) as usize, (m.end - view.base) as usize);
        // What fills its length may go on for long: its level can't wait for the words behind it.
        desk.known.forget();
        let context = match m.end - m.start < most {
            true => self.lexicon.ask(view.bytes, (start, end), view.open, rule, &mut desk.known),
            false => self.lexicon.ask(&view.bytes[..start], (start, start), false, rule, &mut desk.known),
        };
        let context = match context {
            Answer::Hungry => return Verdict::Hungry,
            Answer::Found(word) => Some(word),
            Answer::Nothing => None,
        };
        let level = match (pattern.level, context) {
            (Level::Possible, Some(_)) => Level::Likely,
            (Level::Likely, Some(_)) => Level::Verified,
            (level, _) => level,
        };
        let candidate = Candidate {
            start: m.start,
            end: if is_open { Candidate::OPEN } else { m.end },
            most,
            rule,
            level,
            kind: Kind::Window,
            precedence: PATTERN_PRECEDENCE,
        };
        let refusal = self.refusal(rule, Some(level), &view.bytes[start..end]);
        if let Some(decisions) = &mut desk.decisions {
            let reason = refusal.unwrap_or("the pattern matches").to_owned();
            decisions.push(self.decision(rule, view.base, (start, end), level, refusal.is_none(), reason, context));
        }
        if is_open {
            desk.open(rule);
        }
        if refusal.is_none() {
            active.insert(candidate);
        }
        Verdict::Decided
    }

    /// Whether the policy takes a value that a rule accepted.
    #[inline]
    fn takes(&self, rule: u16, level: Level, value: &[u8]) -> bool {
        level >= self.policy.min_level
            && self.taken[usize::from(rule)]
            && (self.allow.is_empty() || !self.allow.contains(value))
    }

    /// Why the policy does not take a value that a rule accepted; a level is missing where only words would give one.
    #[inline]
    pub(crate) fn refusal(&self, rule: u16, level: Option<Level>, value: &[u8]) -> Option<&'static str> {
        match level {
            Some(level) if self.takes(rule, level, value) => None,
            level => Some(self.reason_against(rule, level)),
        }
    }

    #[cold]
    fn reason_against(&self, rule: u16, level: Option<Level>) -> &'static str {
        let Some(level) = level else { return "no context word near it" };
        if self.is_excluded(rule) {
            "the policy excludes this entity type"
        } else if level < self.policy.min_level {
            "below the policy's min_level"
        } else if self.keeps(rule) {
            "the policy keeps this entity type"
        } else {
            "on the allow list"
        }
    }

    /// Whether a rule is a pattern of a type that the policy excludes; rows of the table are not asked then.
    fn is_excluded(&self, rule: u16) -> bool {
        let pattern = usize::from(rule).checked_sub(self.catalogue.table.len());
        pattern.is_some_and(|p| self.policy.exclude.contains(&self.policy.patterns[p].entity))
    }

    fn keeps(&self, rule: u16) -> bool {
        self.target(rule).1.operator == Compiled::Keep
    }

    #[expect(clippy::too_many_arguments, reason = "a record with this many fields, made in three places")]
    pub(crate) fn decision(
        &self,
        rule: u16,
        base: u64,
        (start, end): (usize, usize),
        level: Level,
        accepted: bool,
        reason: String,
        context: Option<&str>,
    ) -> Decision {
        Decision {
            entity: self.target(rule).1.name.clone(),
            rule: self.rules[usize::from(rule)].name.clone(),
            start: base + start as u64,
            end: base + end as u64,
            level,
            accepted,
            reason,
            context: context.map(str::to_owned),
        }
    }
}

/// What a token in the input becomes in a session: a token for a token (I5).
static TOKEN: Target = Target { name: Name::Static("TOKEN"), label: Name::Static("TOKEN"), operator: Compiled::Number };

/// The window of a rule around a place.
pub(crate) fn window(view: View<'_>, at: usize, before: usize, after: usize) -> Window<'_> {
    let start = at.saturating_sub(before);
    let end = view.bytes.len().min(at + after);
    Window::new(&view.bytes[start..end], at - start, view.open && at + after > view.bytes.len())
}

/// Indices in the table of the types that a policy looks for.
fn enabled(table: &[&Detector], policy: &Policy) -> Result<Vec<usize>, Error> {
    let mut on: Vec<usize> = match &policy.entities {
        None => (0..table.len()).filter(|&i| table[i].entity.default != DefaultState::Off).collect(),
        Some(names) => names.iter().map(|n| named(policy, n)).collect::<Result<Vec<_>, _>>()?.concat(),
    };
    for name in &policy.exclude {
        let out = named(policy, name)?;
        on.retain(|i| !out.contains(i));
    }
    on.sort_unstable();
    on.dedup();
    Ok(on)
}

/// What a name in a policy means; names of the policy's own patterns mean no row of the table.
fn named(policy: &Policy, name: &str) -> Result<Vec<usize>, Error> {
    let rows = detect::named(name);
    if rows.is_empty() && !policy.patterns.iter().any(|p| p.entity == name) {
        return Err(Error::unknown_name("entity type", name, detect::nearest(name)));
    }
    Ok(rows)
}

/// The entity type of a pattern: one of the table where the name is the same, else a new one.
fn target_of_pattern(pattern: &crate::Pattern, targets: &mut Vec<Target>) -> Result<u16, Error> {
    let valid = |s: &str| {
        s.len() <= 48
            && s.starts_with(|c: char| c.is_ascii_alphabetic())
            && s.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
    };
    let label = pattern.label.as_deref().unwrap_or(&pattern.entity);
    if !valid(&pattern.entity) || !valid(label) {
        return Err(Error::pattern(
            &pattern.entity,
            None,
            "a name begins with a letter and has at most 48 letters, digits and `_`",
        ));
    }
    if let Some(i) = targets.iter().position(|t| t.name.as_str() == pattern.entity) {
        return Ok(i as u16);
    }
    targets.push(Target {
        name: Name::Shared(pattern.entity.as_str().into()),
        label: Name::Shared(label.into()),
        operator: Compiled::Drop,
    });
    Ok((targets.len() - 1) as u16)
}

/// Gives each target its operator: by entity type, else by label or family, else `DEFAULT`, else the placeholder.
fn compile_operators(policy: &Policy, targets: &mut [Target]) -> Result<(), Error> {
    let fallback = Operator::replace(operate::DEFAULT_TEMPLATE);
    let mut chosen: HashMap<usize, (u8, &Operator)> = HashMap::new();
    for (name, operator) in &policy.operators {
        if name == "DEFAULT" {
            continue;
        }
        let exact = targets.iter().position(|t| t.name.as_str() == name);
        let (rank, indices) = match exact {
            Some(i) => (1, vec![i]),
            None => (0, detect::named(name)),
        };
        if indices.is_empty() {
            return Err(Error::unknown_name("entity type in operators", name, detect::nearest(name)));
        }
        for i in indices {
            if chosen.get(&i).is_none_or(|(r, _)| *r <= rank) {
                chosen.insert(i, (rank, operator));
            }
        }
    }
    for (i, target) in targets.iter_mut().enumerate() {
        let operator = chosen.get(&i).map(|(_, o)| *o).or_else(|| policy.operators.get("DEFAULT")).unwrap_or(&fallback);
        target.operator = operate::compile(operator, target.name.as_str(), target.label.as_str())?;
    }
    Ok(())
}

/// Everything that the operators of these targets can write and that must be known again: texts, and masks.
fn placeholders_of(targets: &[Target]) -> (Vec<Vec<u8>>, Vec<Mask>) {
    let mut fixed = Vec::new();
    let mut masks = Vec::new();
    for target in targets {
        match &target.operator {
            Compiled::Text(text) if operate::is_placeholder(text) => fixed.push(text.clone()),
            Compiled::Mask(mask) => masks.push(mask.clone()),
            _ => {}
        }
    }
    (fixed, masks)
}

impl Detector {
    /// Whether the detector wants a trigger.
    #[cfg(test)]
    pub(crate) fn wants(&self, trigger: Trigger) -> bool {
        self.triggers.contains(&trigger)
    }
}
