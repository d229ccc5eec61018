//! Writes the number plans that the core compiles, `core/data/phone/plans.txt`, from libphonenumber's metadata.
//!
//! The metadata is the two protocol buffer files that the `rlibphonenumber` crate carries in `src/generated/metadata`:
//! `metadata.bin` and `alternate_formats.bin`. Both are a `PhoneMetadataCollection` (its `phonemetadata.proto` numbers
//! the fields that are read here). See `core/data/phone/README.md` for the command.

mod format;
mod proto;

use std::fmt::Write as _;
use std::process::ExitCode;

use proto::Message;

/// Field numbers of `PhoneMetadata` that hold a kind of number, with the name it gets in the file.
const KINDS: &[(u64, &str)] = &[
    (1, "general"),
    (2, "fixed"),
    (3, "mobile"),
    (4, "toll-free"),
    (5, "premium"),
    (6, "shared"),
    (7, "personal"),
    (8, "voip"),
    (21, "pager"),
    (25, "uan"),
    (28, "voicemail"),
];

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [metadata, alternates, version] = args.as_slice() else {
        eprintln!("usage: phone-plans metadata.bin alternate_formats.bin VERSION > core/data/phone/plans.txt");
        return ExitCode::from(2);
    };
    let mut out = String::new();
    header(&mut out, version);
    for (path, write) in [(metadata, region as fn(&mut String, &Message<'_>)), (alternates, alternate)] {
        match std::fs::read(path) {
            Ok(bytes) => Message(&bytes).each(1, |m| write(&mut out, &m)),
            Err(error) => {
                eprintln!("{path}: {error}");
                return ExitCode::FAILURE;
            }
        }
    }
    print!("{out}");
    ExitCode::SUCCESS
}

fn header(out: &mut String, version: &str) {
    let _ = write!(
        out,
        "# The world's number plans: libphonenumber {version}, Apache License 2.0 (see NOTICE).\n\
         # Written by tools/phone-plans; don't edit.\n\
         #\n\
         # region ISO COUNTRY-CODE [main]   001: no region; main: the first region of its country code\n\
         # leading PATTERN                  how the numbers of a region that shares its country code begin\n\
         # trunk DIGITS PATTERN [RULE]      national prefix, the pattern that parses it, what becomes of its groups\n\
         # KIND LENGTHS PATTERN             national numbers without trunk prefix; lengths `-`: those of `general`\n\
         # format SIZES BEGIN               how they are written: sizes of the groups, how such a number begins\n\
         # alternate COUNTRY-CODE           formats that are in use beside those of the regions\n"
    );
}

fn region(out: &mut String, m: &Message<'_>) {
    let main = if m.number(22) == Some(1) { " main" } else { "" };
    let _ = writeln!(out, "\nregion {} {}{main}", m.text(9).unwrap_or("-"), m.number(10).unwrap_or(0));
    if let Some(leading) = m.text(23) {
        let _ = writeln!(out, "leading {}", bare(leading));
    }
    if let Some(parsing) = m.text(15) {
        let rule = m.text(16).map(|r| format!(" {r}")).unwrap_or_default();
        let _ = writeln!(out, "trunk {} {}{rule}", m.text(12).unwrap_or("-"), bare(parsing));
    }
    for &(field, kind) in KINDS {
        m.each(field, |desc| {
            let Some(pattern) = desc.text(2) else { return };
            let lengths: Vec<String> = desc.numbers(9).iter().map(u64::to_string).collect();
            let lengths = if lengths.is_empty() { "-".to_owned() } else { lengths.join(",") };
            if lengths != "18446744073709551615" && pattern != "NA" {
                let _ = writeln!(out, "{kind} {lengths} {}", bare(pattern));
            }
        });
    }
    formats(out, m);
}

fn alternate(out: &mut String, m: &Message<'_>) {
    let _ = writeln!(out, "\nalternate {}", m.number(10).unwrap_or(0));
    formats(out, m);
}

/// The formats, national and international, each way of grouping once.
fn formats(out: &mut String, m: &Message<'_>) {
    let mut seen: Vec<String> = Vec::new();
    for field in [19, 20] {
        m.each(field, |f| {
            let (Some(pattern), Some(template)) = (f.text(1), f.text(2)) else { return };
            let Some(sizes) = format::sizes(pattern, template) else { return };
            let begin = f.last_text(3).map_or(String::new(), |b| format!(" {}", bare(b)));
            let line = format!("format {sizes}{begin}");
            if !seen.contains(&line) {
                seen.push(line);
            }
        });
    }
    for line in seen {
        let _ = writeln!(out, "{line}");
    }
}

/// A pattern without the frame `^(?:` `)$` that the metadata puts around each.
fn bare(pattern: &str) -> &str {
    pattern.strip_prefix("^(?:").and_then(|p| p.strip_suffix(")$")).unwrap_or(pattern)
}
