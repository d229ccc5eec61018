//! Which addresses and telephone numbers belong to nobody?

use crate::random::Random;
use crate::words::{FIRST_NAMES, LAST_NAMES, NOUNS};

const HOSTS: [&str; 9] = [
    "example.com",
    "example.org",
    "example.net",
    "example.com",
    "example.org",
    "mail.example.com",
    "post.example.org",
    "eu.mail.example.net",
    "shop.example.com",
];

/// An e-mail address at a host that is reserved by RFC 2606.
pub fn email(random: &mut Random) -> String {
    let first = random.pick(&FIRST_NAMES).to_lowercase();
    let last = random.pick(&LAST_NAMES).to_lowercase();
    let host = random.pick(&HOSTS);
    match random.below(8) {
        0 => format!("{first}@{host}"),
        1 => format!("{first}.{last}@{host}"),
        2 => format!("{}{last}@{host}", &first[..1]),
        3 => format!("{first}_{last}{}@{host}", random.between(1, 99)),
        4 => format!("{first}.{last}+{}@{host}", random.pick(&NOUNS)),
        5 => format!("{first}-{last}@{host}"),
        6 => format!("{}@{host}", random.pick(&["info", "sales", "support", "billing", "team", "office"])),
        _ => format!("{}.{}@{host}", capitalised(&first), capitalised(&last)),
    }
}

fn capitalised(word: &str) -> String {
    let (head, tail) = word.split_at(1);
    head.to_uppercase() + tail
}

const NANP_AREAS: [&str; 22] = [
    "201", "202", "212", "213", "303", "305", "312", "404", "415", "416", "503", "512", "604", "612", "617", "646",
    "702", "713", "718", "808", "902", "917",
];

/// A telephone number from a range that its regulator keeps free for fiction, national or international.
pub fn phone(random: &mut Random) -> String {
    match random.below(10) {
        0..=4 => north_american(random, false),
        5 => british(random, false),
        6 => german(random, false),
        7 => french(random, false),
        _ => phone_international(random),
    }
}

/// The same with its country code.
pub fn phone_international(random: &mut Random) -> String {
    match random.below(5) {
        0 | 1 => north_american(random, true),
        2 => british(random, true),
        3 => german(random, true),
        _ => french(random, true),
    }
}

/// 555-0100 to 555-0199 in any area code are set aside for fiction.
fn north_american(random: &mut Random, international: bool) -> String {
    let area = random.pick(&NANP_AREAS);
    let line = random.between(100, 199);
    match (international, random.below(4)) {
        (false, 0) => format!("({area}) 555-0{line}"),
        (false, 1) => format!("{area}.555.0{line}"),
        (false, _) => format!("{area}-555-0{line}"),
        (true, 0) => format!("+1{area}5550{line}"),
        (true, 1) => format!("+1 ({area}) 555-0{line}"),
        (true, 2) => format!("+1-{area}-555-0{line}"),
        (true, _) => format!("+1 {area} 555 0{line}"),
    }
}

/// Ofcom's numbers for drama: 020 7946 0000 to 0999, and 496 0000 to 0999 in the big cities.
fn british(random: &mut Random, international: bool) -> String {
    let prefix = if international { "+44 " } else { "0" };
    let line = random.between(0, 999);
    if random.is_in(1, 2) {
        format!("{prefix}20 7946 0{line:03}")
    } else {
        let city = random.pick(&["113", "114", "115", "116", "117", "118", "121", "131", "141", "151", "161"]);
        format!("{prefix}{city} 496 0{line:03}")
    }
}

/// The numbers that the Bundesnetzagentur keeps for media.
fn german(random: &mut Random, international: bool) -> String {
    let prefix = if international { "+49 " } else { "0" };
    let line = random.between(0, 999);
    match random.below(6) {
        0 => format!("{prefix}30 23125{line:03}"),
        1 => format!("{prefix}69 90009{line:03}"),
        2 => format!("{prefix}40 66969{line:03}"),
        3 => format!("{prefix}221 4710{line:03}"),
        4 => format!("{prefix}89 99998{line:03}"),
        _ => format!("{prefix}171 39200{:02}", line % 100),
    }
}

/// The landline ranges that ARCEP keeps for audiovisual works.
fn french(random: &mut Random, international: bool) -> String {
    let prefix = if international { "+33 " } else { "0" };
    let range = random.pick(&["1 99 00", "2 61 91", "3 53 01", "4 65 71", "5 36 49"]);
    format!("{prefix}{range} {} {}", random.digits(2), random.digits(2))
}
