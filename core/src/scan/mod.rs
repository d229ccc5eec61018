//! scan: where could something start?
//!
//! One pass over blocks of 64 bytes. A block in which nothing can start costs one classification and one test. What a
//! trigger is depends on the bytes up to and including its own place, so it is known as soon as its byte has arrived;
//! only the test that a number is long enough looks ahead, and it keeps a number that the end of the text cuts.

/// A function of a path's module, called with these arguments: each path has it.
macro_rules! by_path {
    ($path:expr, $function:ident($($argument:expr),* $(,)?)) => {
        match $path {
            Path::Portable => crate::scan::portable::$function($($argument),*),
            #[cfg(all(target_arch = "aarch64", target_feature = "neon", target_endian = "little"))]
            Path::Neon => crate::scan::neon::$function($($argument),*),
            #[cfg(target_arch = "x86_64")]
            Path::Avx2 => crate::scan::avx2::$function($($argument),*),
            #[cfg(target_arch = "x86_64")]
            Path::Avx512 => crate::scan::avx512::$function($($argument),*),
        }
    };
}

/// A function that is compiled for features of the processor, in a module with an `is_there` that was asked before.
#[cfg(target_arch = "x86_64")]
macro_rules! compiled {
    (
        $features:literal, $(#[$note:meta])*
        fn $name:ident($($argument:ident: $kind:ty),* $(,)?) $(-> $result:ty)? $body:block
    ) => {
        $(#[$note])*
        #[inline]
        pub(super) fn $name($($argument: $kind),*) $(-> $result)? {
            #[target_feature(enable = $features)]
            fn compiled($($argument: $kind),*) $(-> $result)? $body
            debug_assert!(is_there());
            // SAFETY: the caller asked `is_there`.
            unsafe { compiled($($argument),*) }
        }
    };
}

#[cfg(target_arch = "x86_64")]
#[allow(unsafe_code, reason = "vector instructions, chosen at run time: only these modules may")]
mod avx2;
#[cfg(target_arch = "x86_64")]
#[allow(unsafe_code, reason = "as above")]
mod avx512;
mod block;
mod cases;
mod deal;
mod ends;
mod group;
mod heads;
mod lanes;
#[cfg(all(target_arch = "aarch64", target_feature = "neon", target_endian = "little"))]
#[allow(unsafe_code, reason = "vector instructions, chosen at compile time: only these modules may")]
mod neon;
mod path;
mod portable;
mod source;
mod tables;

use std::ops::ControlFlow;

use crate::detect::{Trigger, begins_account};
#[cfg(test)]
pub(crate) use block::SHORTEST_NUMBER;
pub(crate) use cases::{CASES, Signs, bracket, word_starts};
pub(crate) use group::Group;
use group::{Other, SPAN};
pub(crate) use heads::{Heads, Wanted, is_escape_end};
use path::Path;
use source::Source;
pub(crate) use source::{Near, Part};

/// Bytes before a place that can decide whether it is a trigger.
pub(crate) const LOOK_BACK: usize = 32;

/// A place where something could start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Spot {
    pub at: usize,
    pub trigger: Trigger,
    /// Which of the 64 bytes from the place on are digits, and which are digits or could stand between groups of them.
    /// Set for numbers only.
    pub digits: u64,
    pub run: u64,
    /// The two bytes before; line ends at the start of the text. Set for numbers only.
    pub before: [u8; 2],
    /// Which head it is: an index of `Heads`. Set for heads only.
    pub head: usize,
}

impl Spot {
    fn new(at: usize, trigger: Trigger) -> Self {
        Self { at, trigger, digits: 0, run: 0, before: [b'\n'; 2], head: 0 }
    }
}

/// Says whether a number is worth a visit. Most are not, and which of them are can't be guessed: it should not branch.
pub(crate) trait Gate: Copy {
    /// Whether it wants to see what is known to be nothing too.
    fn wants_all(self) -> bool;

    /// Of the number at `text[at]`, with the masks of [`Spot`].
    fn is_worthy(self, text: &[u8], at: usize, digits: u64, run: u64) -> bool;
}

/// Calls `visit` for every trigger in a part of a text, in the order of the text, until it breaks. A place can carry several
/// triggers. Numbers pass a gate first.
pub(crate) fn scan(
    heads: &Heads,
    part: Part<'_>,
    gate: impl Gate,
    group: &mut Group,
    mut visit: impl FnMut(&Spot) -> ControlFlow<()>,
) -> ControlFlow<()> {
    let path = Path::best();
    let source = Source { part };
    let mut at = source.part.range.start;
    while at < source.part.range.end {
        by_path!(path, list(group, &source, at, &heads.triples));
        while by_path!(path, gather(group, &source, &heads.triples, gate)) {
            visit_all(heads, &source, group, &mut visit)?;
        }
        at += SPAN;
    }
    ControlFlow::Continue(())
}

/// Visits what a group has gathered.
#[inline]
fn visit_all(
    heads: &Heads,
    source: &Source<'_>,
    group: &Group,
    visit: &mut impl FnMut(&Spot) -> ControlFlow<()>,
) -> ControlFlow<()> {
    let mut others = group.others.get().iter().copied().peekable();
    for &number in group.numbers.get() {
        while let Some(other) = others.next_if(|other| *other <= number) {
            visit_other(heads, source.part.text, group.other(other), visit)?;
        }
        visit(&group.number(source.part.text, number))?;
    }
    others.try_for_each(|other| visit_other(heads, source.part.text, group.other(other), visit))
}

/// Visits what starts at a place, where that is no number.
#[inline]
fn visit_other(
    heads: &Heads,
    text: &[u8],
    other: Other,
    visit: &mut impl FnMut(&Spot) -> ControlFlow<()>,
) -> ControlFlow<()> {
    let at = other.at;
    match text[at] {
        b'0'..=b'9' if starts_glued(text, at) => visit(&Spot::new(at, Trigger::Glued))?,
        b'@' => visit(&Spot::new(at, Trigger::At))?,
        b':' if is_colon_of_address(text, at) => visit(&Spot::new(at, Trigger::Colon))?,
        _ => {}
    }
    if other.is_head
        && let Some(head) = heads.at(text, at)
    {
        let trigger = if heads.is_run(head) { Trigger::Run } else { Trigger::Head };
        visit(&Spot { head, ..Spot::new(at, trigger) })?;
    }
    if other.is_escape && is_escape_end(text, at) {
        visit(&Spot::new(at, Trigger::Escape))?;
    }
    ControlFlow::Continue(())
}

/// Whether a colon stands right behind another (`::`) that is not itself behind one, or has five others before it with
/// at most four hexadecimal digits between each two.
#[inline]
fn is_colon_of_address(text: &[u8], place: usize) -> bool {
    let byte = |at: usize| text.get(at).copied();
    if place >= 1 && text[place - 1] == b':' {
        return place < 2 || text[place - 2] != b':';
    }
    let mut at = place;
    for _ in 0..5 {
        let digits = (1..=4).take_while(|n| at.checked_sub(*n).and_then(byte).is_some_and(|b| b.is_ascii_hexdigit()));
        let Some(colon) = at.checked_sub(1 + digits.count()).filter(|c| text[*c] == b':') else { return false };
        at = colon;
    }
    true
}

/// Whether the letter before a place could be the end of an escape (`\n`, `%2B`, `\u002B`) or of a card's track (`%B`).
fn follows_escape(text: &[u8], place: usize) -> bool {
    let is = |back: usize, byte: u8| place.checked_sub(back).is_some_and(|at| text[at] == byte);
    is(2, b'\\') || is(2, b'%') || is(3, b'%') || (is(6, b'\\') && is(5, b'u'))
}

/// Whether the digit at a place follows two letters that begin an account number (IBAN), and another digit it. The letters
/// begin a word, or stand behind an `N` (`IBAN`) or an escape (`%40`, `\n`, `\u0040`).
fn starts_glued(text: &[u8], place: usize) -> bool {
    let Some(first) = place.checked_sub(2) else { return false };
    if !begins_account([text[first], text[first + 1]])
        || !text[place].is_ascii_digit()
        || text.get(place + 1).is_some_and(|next| !next.is_ascii_digit())
    {
        return false;
    }
    let byte = |back: usize| place.checked_sub(back).map(|at| text[at]);
    match byte(3) {
        Some(b'N' | b'n') => true,
        Some(b) if b.is_ascii_alphanumeric() => {
            byte(4) == Some(b'\\') || byte(5) == Some(b'%') || (byte(8) == Some(b'\\') && byte(7) == Some(b'u'))
        }
        _ => true,
    }
}

#[cfg(test)]
pub(crate) mod tests;
