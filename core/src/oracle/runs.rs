//! How far runs go, on the whole text.

use regex::bytes::Regex;

use super::triggers;
use crate::detect::{Detector, Place, Sink, Trigger, Window};
use crate::finding::Level;
use crate::placeholder::OPAQUE;
use crate::policy::Settings;
use crate::shape::NumberRun;

/// A run; offsets in the text.
pub(super) struct Run {
    pub start: usize,
    pub head_end: usize,
    pub end: usize,
    pub level: Level,
}

/// The runs of one rule, from left to right: none has its place in another.
pub(super) fn all(detector: &Detector, settings: &Settings, seen: &[u8]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for (at, trigger) in triggers::all(seen) {
        let is_inside = runs.last().is_some_and(|run| at < run.end);
        if trigger != Trigger::Run || !detector.wants(trigger) || is_inside {
            continue;
        }
        let from = at.saturating_sub(detector.reach.before);
        let to = seen.len().min(at + detector.reach.after);
        let window = Window::new(&seen[from..to], at - from, false);
        let number = NumberRun::default();
        let mut sink = Sink::default();
        (detector.find)(&Place { window: &window, number: &number, trigger, settings }, &mut sink);
        let Some(begun) = sink.begun else { continue };
        let (start, head_end) = (from + begun.start, from + begun.head_end);
        let wall = seen[start..].iter().position(|&b| b == OPAQUE).map_or(seen.len(), |i| start + i);
        let text = &seen[start..wall];
        let is_end = wall == seen.len();
        let len = match detector.entity.name {
            "JWT" => token(text),
            "PRIVATE_KEY" => key(text, head_end - start, is_end),
            other => panic!("the oracle does not know how far {other} goes"),
        };
        runs.push(Run { start, head_end, end: start + len, level: begun.level });
    }
    runs
}

/// The length of the token that begins a text.
fn token(text: &[u8]) -> usize {
    let length = |regex: &str| Regex::new(regex).expect("a pattern").find(text).map_or(0, |m| m.len());
    // The second part may be empty.
    let header = length(r"\A[A-Za-z0-9_-]{0,256}");
    let is_encrypted = {
        let bits: Vec<bool> =
            text[..header].iter().flat_map(|&b| (0..6).rev().map(move |i| six(b) >> i & 1 == 1)).collect();
        let decoded: Vec<u8> =
            bits.chunks_exact(8).map(|byte| byte.iter().fold(0, |sum, bit| sum << 1 | u8::from(*bit))).collect();
        Regex::new(r#""enc"\s*:"#).expect("a pattern").is_match(&decoded)
    };
    let dots = if header == 256 || is_encrypted { "{0,4}" } else { "{0,2}" };
    let most = if header == 256 || is_encrypted { "{0,2}" } else { "{0,0}" };
    let part = "[A-Za-z0-9_-]+";
    let all_parts = length(&format!(r"\A{part}(\.{part}){dots}"));
    all_parts.max(length(&format!(r"\A{part}\.\.{part}(\.{part}){most}")))
}

fn six(b: u8) -> u8 {
    let alphabet = (b'A'..=b'Z').chain(b'a'..=b'z').chain(b'0'..=b'9').chain([b'-', b'_']);
    alphabet.zip(0..).find(|(letter, _)| *letter == b).map_or(0, |(_, value)| value)
}

/// A sign and where it ends.
type Signs = Vec<(char, usize)>;

/// The length of the key that begins a text.
fn key(text: &[u8], head_end: usize, is_end: bool) -> usize {
    let line = Regex::new("-----BEGIN[A-Z0-9 +%_]+-----").expect("a pattern").find(text).expect("a head").end();
    let (signs, rest_is_cut) = signs(text, line);
    let mut sure = head_end;
    let mut short = 0;
    let mut at = 0;
    let kind = |i: usize| signs.get(i).map(|(sign, _)| *sign);
    let is_in = |i: usize, set: &str| kind(i).is_some_and(|sign| set.contains(sign));
    let is_base64 = |i: usize| kind(i).is_some_and(|sign| sign.is_ascii_alphanumeric()) || is_in(i, "+/=");
    let end = |i: usize| if i == 0 { line } else { signs[i - 1].1 };
    let mut is_key = false;
    loop {
        // A gap, a header or the end line, or a chunk.
        let gap = at;
        while is_in(at, " \t\r\n\"'`>#*,") {
            at += 1;
        }
        // The armour's end line stands directly before the first gap.
        if at - gap > 32 {
            return sure;
        }
        if let Some(after) = end_line(&signs, at) {
            return if is_key || sure == end(after) { end(after) } else { sure };
        }
        if is_key && is_end && rest_is_cut && ends_in_end_line(&signs, at) {
            return text.len();
        }
        let last_line = (gap..at).rev().find(|&i| is_in(i, "\r\n"));
        let begins_line = last_line.is_some_and(|i| (i..at).all(|k| is_in(k, "\r\n \t>#*")));
        let chunk = at;
        while is_base64(at) && !(at > chunk + 1 && is_in(at - 1, "=") && !is_in(at, "=")) {
            at += 1;
        }
        if !is_key
            && begins_line
            && let Some(after) = header(&signs, chunk)
        {
            at = after;
            short = 0;
            continue;
        }
        let len = at - chunk;
        if len == 0 {
            return sure;
        }
        if len >= 24 {
            is_key = true;
            short = 0;
            sure = sure.max(end(at));
        } else if is_key && begins_line && short < 3 && is_in(at, "\r\n\"'`") {
            sure = sure.max(end(at));
        }
        if at == signs.len() && rest_is_cut && is_end && is_key && (begins_line || short == 0) {
            return text.len();
        }
        if is_base64(at) {
            return sure;
        }
        if len < 24 && is_in(at, " \t\r\n\"'`>#*,") {
            short += 1;
        }
        if short > 3 {
            return sure;
        }
    }
}

/// The end of the armour's last line, if it begins at a sign.
fn end_line(signs: &Signs, at: usize) -> Option<usize> {
    let rest: String = signs[at..].iter().take(100).map(|(sign, _)| *sign).collect();
    let line = regex::Regex::new(r"\A-----END[ +][A-Z0-9 +]{0,63}-----").expect("a pattern");
    line.find(&rest).map(|m| at + m.len())
}

/// Whether nothing but the beginning of the armour's last line is left.
fn ends_in_end_line(signs: &Signs, at: usize) -> bool {
    let rest: String = signs[at..].iter().map(|(sign, _)| *sign).collect();
    let cut = r"\A(-{1,5}|-----E|-----EN|-----END|-----END[ +][A-Z0-9 +]{0,63}-{0,4})\z";
    regex::Regex::new(cut).expect("a pattern").is_match(&rest)
}

/// The place behind a header's value, if one begins at a sign.
fn header(signs: &Signs, at: usize) -> Option<usize> {
    let rest: String = signs[at..].iter().take(500).map(|(sign, _)| *sign).collect();
    let line = regex::Regex::new(r"\A([A-Za-z0-9+/=]+(?:-[A-Za-z0-9]+)*):([^\r\n]*)[\r\n]").expect("a pattern");
    let found = line.captures(&rest)?;
    // A name that is a long chunk is base64.
    let first = found[1].split('-').next().unwrap_or_default();
    let is_header = first.len() < 24 && found[1].len() <= 24 && !found[2].contains("--");
    is_header.then(|| at + found[0].chars().count() - 1)
}

/// The signs behind an armour line, up to one that is broken; whether it is the end of the text that breaks it, if any.
fn signs(text: &[u8], from: usize) -> (Signs, bool) {
    let escaped =
        Regex::new(r#"\A(?-u)(\\{1,7}[nrt/"'\r\n]|\\{1,3}u[0-9a-fA-F]{4}|%[0-9a-fA-F]{2})"#).expect("a pattern");
    let cut = Regex::new(r"\A(?-u)(\\{1,7}|\\{1,3}u[0-9a-fA-F]{0,3}|%[0-9a-fA-F]?)\z").expect("a pattern");
    let mut signs = Signs::new();
    let mut at = from;
    while at < text.len() {
        let sign = match text[at] {
            b'\\' | b'%' => {
                let Some(found) = escaped.find(&text[at..]) else {
                    return (signs, cut.is_match(&text[at..]));
                };
                at += found.len();
                let hex = found.as_bytes().rsplit(|b| matches!(b, b'u' | b'%')).next().unwrap_or_default();
                match found.as_bytes() {
                    [.., b'n'] => '\n',
                    [.., b'r'] => '\r',
                    [.., b't'] => '\t',
                    escape if hex.len() < escape.len() => {
                        let Ok(sign) = u8::from_str_radix(std::str::from_utf8(hex).expect("digits"), 16) else {
                            return (signs, false);
                        };
                        char::from(sign)
                    }
                    escape => char::from(escape[escape.len() - 1]),
                }
            }
            byte => {
                at += 1;
                char::from(byte)
            }
        };
        signs.push((sign, at));
    }
    (signs, true)
}
