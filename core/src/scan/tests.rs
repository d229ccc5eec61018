//! The portable path against the definition, byte by byte; every path that the machine has against the portable one (I9).

use std::cell::Cell;
use std::ops::ControlFlow;
use std::ops::Range;

use inkout_corpus::{Family, generate};
use proptest::prelude::*;

use super::block::{BEFORE, BLOCK, Block, Classify};
pub(crate) use super::path::Path;
use super::source::Window;
use super::*;
use crate::detect::Catalogue;
use crate::tests::cases;

/// Every number is worth a visit.
#[derive(Clone, Copy)]
pub(crate) struct All;

impl Gate for All {
    fn wants_all(self) -> bool {
        true
    }

    fn is_worthy(self, _: &[u8], _: usize, _: u64, _: u64) -> bool {
        true
    }
}

type Triggers = Vec<(usize, Trigger)>;

thread_local! {
    static FORCED: Cell<Option<Path>> = const { Cell::new(None) };
}

/// The path that this thread must take, whatever the machine has.
pub(super) fn forced() -> Option<Path> {
    FORCED.get()
}

impl Path {
    /// Those that this machine has beside the portable one.
    pub(crate) fn others() -> Vec<Self> {
        #[cfg(target_arch = "x86_64")]
        let all = [(avx2::is_there(), Self::Avx2), (avx512::is_there(), Self::Avx512)];
        #[cfg(target_arch = "aarch64")]
        let all = [(true, Self::Neon)];
        #[cfg(not(any(target_arch = "x86_64", target_arch = "aarch64")))]
        let all = [];
        all.into_iter().filter_map(|(is_there, path): (bool, Self)| is_there.then_some(path)).collect()
    }

    /// Takes this path in `run`.
    pub(crate) fn force<R>(self, run: impl FnOnce() -> R) -> R {
        FORCED.set(Some(self));
        let result = run();
        FORCED.set(None);
        result
    }

    fn spots(self, text: &[u8], range: Range<usize>, open: bool) -> Vec<Spot> {
        let mut out = Vec::new();
        let _ = self.force(|| {
            let part = Part { text, range, open, near: Near::default() };
            scan(&Catalogue::real().heads, part, All, &mut Group::default(), |spot| {
                out.push(*spot);
                ControlFlow::Continue(())
            })
        });
        out
    }

    /// What it says of a block, less the fingerprints, which may be wider on one path than on another.
    fn masks(self, window: &Window) -> (u64, u64, u64, Block) {
        fn of<C: Classify>(window: &Window) -> (u64, u64, u64, Block) {
            let triples = &Catalogue::real().heads.triples;
            let look = C::look(window, &mut C::before([window[0], window[1]], triples), triples);
            let block = C::block(window, triples);
            (look.colon, look.digit, look.run, Block { head: 0, escape: 0, ..block })
        }
        match self {
            Self::Portable => of::<portable::Words>(window),
            #[cfg(target_arch = "x86_64")]
            Self::Avx2 => of::<avx2::Vectors>(window),
            #[cfg(target_arch = "x86_64")]
            Self::Avx512 => of::<avx512::Wide>(window),
            #[cfg(target_arch = "aarch64")]
            Self::Neon => of::<neon::Quarters>(window),
        }
    }
}

/// Every path says the same as the portable one of the block behind the first bytes, and of all blocks from `from` on.
fn same(text: &[u8], from: usize, open: bool) -> Result<(), TestCaseError> {
    let wanted = Path::Portable.spots(text, from..text.len(), open);
    for path in Path::others() {
        let got = path.spots(text, from..text.len(), open);
        prop_assert_eq!(&got, &wanted, "{:?} from {} of {}", path, from, text.escape_ascii());
        if let Some(window) = text.get(from..).and_then(|rest| rest.first_chunk()) {
            prop_assert_eq!(path.masks(window), Path::Portable.masks(window), "{:?}", path);
        }
    }
    Ok(())
}

/// The definition, byte by byte.
fn naive(text: &[u8], open: bool) -> Triggers {
    let mut out = Vec::new();
    for (i, &b) in text.iter().enumerate() {
        let before = &text[..i];
        if b.is_ascii_digit() && !before.last().is_some_and(u8::is_ascii_digit) {
            let follows_letter = before.last().is_some_and(u8::is_ascii_alphabetic);
            if follows_letter && starts_glued(text, i) {
                out.push((i, Trigger::Glued));
            }
            if is_long(text, i, open) && (!follows_letter || follows_escape(text, i)) {
                out.push((i, Trigger::Number));
            }
        }
        if b == b'@' {
            out.push((i, Trigger::At));
        }
        if b == b':' && is_in_address(text, i) {
            out.push((i, Trigger::Colon));
        }
        if crate::detect::heads().any(|head| text[..=i].ends_with(head)) {
            out.push((i, Trigger::Head));
        }
        if crate::detect::run_heads().any(|head| text[..=i].ends_with(head)) {
            out.push((i, Trigger::Run));
        }
        if is_escape_end(text, i) {
            out.push((i, Trigger::Escape));
        }
    }
    out
}

/// Whether a number is long enough, digits and what can stand between them, or cut by an open end.
fn is_long(text: &[u8], place: usize, open: bool) -> bool {
    let is_inside = |b: &&u8| b.is_ascii_digit() || b" ()-./\t\x00\x08\x0D\x0E\x0F".contains(b) || **b >= 0x80;
    let (before, from) = text.split_at(place);
    let is_decimal = before.ends_with(b".") && before.iter().rev().nth(1).is_some_and(u8::is_ascii_digit);
    let run = from.iter().take_while(is_inside).count();
    !is_decimal && (run >= SHORTEST_NUMBER || (run == from.len() && open))
}

/// `::` without a third colon before, or the sixth or later colon with at most four hexadecimal digits between each two.
fn is_in_address(text: &[u8], place: usize) -> bool {
    let mut before = text[..place].rsplit(|&b| b == b':');
    let is_group = |group: &[u8]| (group.len() <= 4) && group.iter().all(u8::is_ascii_hexdigit);
    let colons = text[..place].iter().filter(|&&b| b == b':').count();
    if text[..place].ends_with(b":") {
        return !text[..place].ends_with(b"::");
    }
    colons >= 5 && before.by_ref().take(5).all(is_group)
}

fn portable(text: &[u8], from: usize, to: usize, open: bool) -> Triggers {
    Path::Portable.spots(text, from..to, open).into_iter().map(|spot| (spot.at, spot.trigger)).collect()
}

fn texts() -> impl Strategy<Value = Vec<u8>> {
    let bytes = |s: &str| proptest::string::string_regex(s).unwrap().prop_map(String::into_bytes).boxed();
    prop_oneof![
        bytes("[ -~]{0,300}"),
        bytes("[0-9:@a-f]{0,300}"),
        bytes("[0-9 ./()a-]{0,300}"),
        bytes("[ -~]{55,63}[0-9][ -]{0,8}"),
        bytes("[skAIghp_vte:1-]{0,200}"),
        bytes("([eyJAGCIN-]|-----BEGIN){0,100}"),
        bytes("[%&u\\\\\u{FF11}\u{FF0C}\u{200B}\u{AD}x]{0,80}"),
        proptest::collection::vec(any::<u8>(), 0..300),
    ]
}

proptest! {
    #![proptest_config(cases(1000))]

    #[test]
    fn blocks_and_bytes_give_the_same_triggers(text in texts(), from in 0usize..300, to in 0usize..300, open: bool) {
        prop_assert_eq!(portable(&text, 0, text.len(), open), naive(&text, open));
        let (from, to) = (from.min(text.len()), to.min(text.len()));
        let part: Triggers = naive(&text, open).into_iter().filter(|(at, _)| (from..to).contains(at)).collect();
        prop_assert_eq!(portable(&text, from, to, open), part);
    }

    #[test]
    fn i9_every_path_gives_the_same(text in texts(), from in 0usize..300, open: bool) {
        same(&text, from.min(text.len()), open)?;
    }
}

/// A few blocks with something of every kind, at the edges too: short enough for an interpreter.
#[test]
fn i9_a_text_with_everything_is_the_same() {
    let kinds =
        "mail bob@example.com, +1 212-555-0123, fe80::1:2, GB82 WEST 1234, %41 \\u0041 \u{FF11}\u{200B}, 192.0.2.1;";
    let heads: Vec<&[u8]> = crate::detect::heads().collect();
    let text = [kinds.as_bytes(), heads.concat().as_slice(), kinds.as_bytes()].concat();
    assert!(Path::Portable.spots(&text, 0..text.len(), false).len() > 10);
    for (from, open) in [(0, true), (1, false), (33, true), (64, false)] {
        same(&text, from, open).expect("the same");
    }
}

/// Where words start is the same on every path, and as it is defined.
#[test]
fn i9_words_start_at_the_same_places() {
    let text: Vec<u8> = (0..20_000_u32).map(|i| PIECES[i.wrapping_mul(0x9E37_79B1) as usize >> 20 & 15]).collect();
    const PIECES: [u8; 16] = *b"aaazBBZ09 _-@[\xC3\x89";
    for (i, bytes) in text.windows(3 * BLOCK).enumerate() {
        let is_letter = |at: usize| bytes[at].is_ascii_alphabetic();
        let is_inside = |at: usize| bytes[at].is_ascii_alphanumeric();
        let goes_on = |at: usize| bytes.get(at).is_none_or(|b| b.is_ascii_alphanumeric() || *b >= 0x80);
        let short = [i & 1 == 0, i & 2 == 0];
        let starts = |at: usize| {
            let is_camel = |before: usize| bytes[before].is_ascii_lowercase() && bytes[at].is_ascii_uppercase();
            let is_first = at.checked_sub(1).is_none_or(|before| !is_inside(before) || is_camel(before));
            let is_long = (short[0] || goes_on(at + 1)) && (short[1] || goes_on(at + 2));
            (is_letter(at) && is_first && is_long) || bytes[at] >= 0xC0
        };
        let wanted =
            [0, 1, 2].map(|k| (0..BLOCK).fold(0, |mask, bit| mask | u64::from(starts(k * BLOCK + bit)) << bit));
        let blocks = bytes.as_chunks().0.first_chunk().expect("three of them");
        let short = short.map(|is_short| if is_short { !0 } else { 0 });
        assert_eq!(portable::word_starts(blocks, short), wanted);
        assert_eq!(word_starts(blocks, short), wanted);
        #[cfg(target_arch = "x86_64")]
        if avx2::is_there() {
            assert_eq!(avx2::word_starts(blocks, short), wanted);
        }
    }
}

/// Each byte alone at each place of a block and before it, among bytes that are nothing and among others.
#[test]
fn i9_every_byte_is_of_the_same_classes_at_every_place() {
    for filler in [b'x', b'1', b' ', b':'] {
        let mut window = [filler; BEFORE + BLOCK];
        for place in 0..window.len() {
            for byte in 0..=u8::MAX {
                window[place] = byte;
                same(&window, 0, false).expect("the same");
            }
            window[place] = filler;
        }
    }
}

/// Every head and escape at every place, so that it stands across every border of vectors and blocks.
#[test]
fn i9_heads_and_escapes_are_the_same_across_every_border() {
    let escapes = ["\\u0041", "%41", "&#65;", "\u{FF11}", "\u{200B}", "\u{2060}", "\u{AD}", "\u{FEFF}"];
    for piece in crate::detect::heads().chain(crate::detect::run_heads()).chain(escapes.map(str::as_bytes)) {
        for place in 0..2 * (BEFORE + BLOCK) {
            let text = [vec![b'.'; place].as_slice(), piece, &[b'.'; 3]].concat();
            for open in [false, true] {
                same(&text, 0, open).expect("the same");
            }
        }
    }
}

/// Characters that disguise something, and their neighbours: alone in the middle of a block, and across its border.
#[test]
fn i9_wide_characters_and_those_of_no_width_are_the_same() {
    for c in ('\u{80}'..'\u{100}').chain('\u{2000}'..'\u{2100}').chain('\u{FE00}'..='\u{FFFF}') {
        for place in [40, 2 * BLOCK - 1] {
            let text = format!("{}{c}{}", ".".repeat(place), ".".repeat(2 * BLOCK));
            same(text.as_bytes(), 0, false).expect("the same");
        }
    }
}

/// The corpus, from every alignment to a block, closed and open, and cut at every byte of its last block.
#[test]
fn i9_the_corpus_is_the_same_from_every_alignment() {
    for (seed, family) in (1..).zip(Family::ALL) {
        let text = generate(family, seed, 20_000).text;
        for shift in 0..BLOCK {
            for open in [false, true] {
                same(&text, shift, open).expect("the same");
                same(&text[shift..], 0, open).expect("the same");
                same(&text[..text.len() - shift], 0, open).expect("the same");
            }
        }
    }
}

/// Texts that random tests once found.
#[test]
fn texts_that_were_once_told_apart_are_the_same() {
    let texts: [(&[u8], bool); 2] = [
        (
            b"s:-g-e-spees-::s:-vv1:kggeIve_IIsgs:AIA1-pv_:1--e-:k:Avksgkeep_-ps1::ge-::_sk:Aeps-1:A-kes-s-g1p1esk",
            false,
        ),
        (b"A0A0aaaAA   0A aAaA A a 0 aA 0aA0aaaA a a0 a0@a0A A000a AAaaa  0", true),
    ];
    for (text, open) in texts {
        assert_eq!(portable(text, 0, text.len(), open), naive(text, open));
        same(text, 0, open).expect("the same");
    }
}

/// The scan asks for one only where the other is not.
#[test]
fn no_head_of_a_secret_ends_as_one_of_a_run() {
    for run in crate::detect::run_heads() {
        assert!(!crate::detect::heads().any(|head| head.ends_with(run) || run.ends_with(head)));
    }
}

#[test]
fn every_head_of_a_secret_is_a_trigger_at_its_last_byte() {
    let of_runs = crate::detect::run_heads().map(|head| (head, Trigger::Run));
    for (head, trigger) in crate::detect::heads().map(|head| (head, Trigger::Head)).chain(of_runs) {
        let text = [b" ".as_slice(), head].concat();
        let last = text.len() - 1;
        assert!(portable(&text, 0, text.len(), false).contains(&(last, trigger)), "{head:?}");
    }
}
