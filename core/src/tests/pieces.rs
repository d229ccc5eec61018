//! What texts are made of: values, what looks like them, what stands between.

use std::sync::LazyLock;

use super::texts::KEY;
use crate::session::Spellings;

/// Values of every type; secrets are put together from pieces, so that no secret scanner trips.
pub(super) static VALUES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUV0123456789";
    let mut values: Vec<String> = [
        "a@b.co",
        "bob@example.com",
        "bob.o'brien+tag@mail.example.co.uk",
        "j\u{FC}rgen@example.de",
        "\"odd one\"@example.com",
        "+1 212-555-0123",
        "(212) 555-0123",
        "212-555-0123",
        "2125550123",
        "+44 (0)20 7946 0958",
        "06 12 34 56 78",
        "+49 1512 3456789",
        "0044 20 7946 0958",
        "1-212-555-0123 ext. 42",
        "4111111111111111",
        "4111 1111 1111 1111",
        "5555-5555-5555-4444",
        "378282246310005",
        "GB82WEST12345698765432",
        "GB82 WEST 1234 5698 7654 32",
        "DE89 3704 0044 0532 0130 00",
        "123-45-6789",
        "536 22 1234",
        "536221234",
        "192.0.2.17",
        "192.0.2.17/24",
        "2001:db8::8a2e:370:7334",
        "::1",
        "fe80::1%eth0",
        "::ffff:192.0.2.128",
    ]
    .map(str::to_owned)
    .to_vec();
    values.extend([
        format!("{}{}", "AK", "IAIOSFODNN7EXAMPLE"),
        format!("{}{}", "gh", "p_") + &letters[..36],
        format!("{}{}", "s", "k-proj-") + &letters[..48],
        format!("{}{}", "s", "k-ant-api03-") + &letters[10..58] + &letters[..40],
        format!("{}{}", "AI", "za") + &letters[20..55],
        format!("{}{}", "xo", "xb-") + "123456789012-123456789012-" + &letters[..24],
        format!("{}{}", "sk_", "live_") + &letters[..24],
    ]);
    values
});

pub(super) const NEAR_MISSES: &[&str] = &[
    "4111 1111 1111 1112",
    "GB82WEST12345698765433",
    "000-12-3456",
    "192.0.2.256",
    "1.2.3",
    "bob@example",
    "@example.com",
    "bob@",
    "2026-11-24T10:11:12Z",
    "550e8400-e29b-41d4-a716-446655440000",
    "1748503543012",
    "$1,234.56",
    "10:20:30",
    "a::b",
    "123 456 789",
    "12 34",
    "(212)",
    "+1",
    "+",
    "(",
    "0",
    "7",
    "20",
    "5550",
    "9876543",
];

pub(super) const WORDS: &[&str] = &[
    "phone",
    "Tel.",
    "ssn",
    "social security",
    "card",
    "mobile:",
    "fax",
    "iban",
    "badge",
    "my number is",
    "id",
    "\"phone\": ",
    "电话",
    "手机号",
    "传真",
    "and",
    "x",
    "EMP",
    "version",
    "order",
    "ext",
    "Ext. 12",
];

pub(super) const SEPARATORS: &[&str] = &[
    " ", " ", " ", ", ", "-", "-", ".", "/", ":", ": ", ";", "=", "\n", "\n\n", "\r\n", "\t", "_", "@", "+", "(", ")",
    " - ", "\"", "'", "<", ">", "[", "]", "\\", "%", "&", "|", "*", "**", "****", "#", "\u{A0}", "\u{2013}",
    "\u{200B}", "--", "  ", "   ",
];

pub(super) const SCRIPTS: &[&str] = &[
    "\u{53F7}",
    "\u{8054}\u{7CFB}",
    "\u{E9}",
    "\u{416}",
    "\u{1F600}",
    "e\u{301}",
    "\u{FF11}",
    "\u{FF20}",
    "\u{3000}",
    "\u{AD}",
    "\u{0E40}",
    "\u{D0}",
    "\u{FEFF}",
];

pub(super) const PLACEHOLDERS: &[&str] = &[
    "[REDACTED_EMAIL]",
    "[EMAIL_1KT]",
    "[REDACTED_X]",
    "[ABC]",
    "[EMAIL_1]",
    "[A",
    "[RED",
    "[",
    "]",
    "[x]",
    "<EMAIL_ADDRESS>",
    "<EMAIL",
    "<CREDIT_CARD>",
    "[CARD]",
    "[PHONE]",
    "****",
    "***************1111",
    "*****",
    "jo*****",
    "***",
    "••••",
    "\u{2022}\u{2022}\u{2022}\u{2022}\u{2022}99",
];

pub(super) const ESCAPES: &[&str] = &[
    "bob%40example.com",
    "bob\\u0040example.com",
    "bob&#64;example&#x2e;com",
    "%2B1 212-555-0123",
    "\\u002b1 212 555 0123",
    "4111\u{200B}1111 1111 1111",
    "\u{FF14}111111111111111",
    "%40",
    "%4",
    "\\u00",
    "\\n",
    "&#",
    "&commat;",
    "&amp;",
    "%20",
    "\\u003",
    "1\u{FF10}.0.0.1",
];

/// What runs are made of: heads, bodies of all lengths, ends, and what is almost one.
pub(super) static RUNS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let (begin, end, private) = ("-----BEGIN", "-----END", concat!("PRIV", "ATE KEY-----"));
    let header = concat!("eyJ", "hbGciOiJIUzI1NiJ9");
    let encrypted = concat!("eyJ", "hbGciOiJkaXIiLCJlbmMiOiJBMTI4R0NNIn0");
    let line = "MIIBVAIBADANBgkqhkiG9w0BAQEFAASCAT4wggE6AgEAAkEA0123456789+/abc";
    let mut all: Vec<String> = [
        header,
        encrypted,
        concat!("eyJ", "hIjoi"),
        concat!("eyJ", "zdWIiOiJib2IifQ"),
        concat!("ey", "AiYWxnIiA6IDF9"),
        "e30",
    ]
    .map(str::to_owned)
    .to_vec();
    all.extend([
        format!("{header}.e30.c2lnbmF0dXJl"),
        format!("{header}..c2lnbmF0dXJl"),
        format!("{header}."),
        format!("{header}.eyJ"),
        format!("{encrypted}..AAAAAAAAAAAA.BBBB.CCCC"),
        format!("{header}.{}.abc", "A-_z".repeat(60)),
        format!("{header}.{}", "YWJj".repeat(700)),
        format!("{}{}", concat!("eyJ", "hbGciOiJIUzI1NiIsIng1YyI6IFsi"), "TUlJ".repeat(100)),
        ".c2lnbmF0dXJl".to_owned(),
        ".".to_owned(),
        "..".to_owned(),
        "_".to_owned(),
    ]);
    all.extend([
        begin.to_owned(),
        format!("{begin} {private}"),
        format!("{begin} {private}\n"),
        format!("{begin} RSA {private}\r\n"),
        format!("{begin} RSA {private}\\n{line}\\n"),
        format!("{begin}%20EC%20PRIVATE%20KEY-----%0A"),
        format!("{begin} PGP PRIVATE KEY BLOCK-----\nVersion: x\n\n"),
        format!("{begin} {private}\n{line}\n"),
        format!("{begin} {private}\n{line}\nAb3=\n{end} {private}"),
        format!("{begin} {private}\nabcdefghijklmn\n{end} {private}"),
        format!("{begin} CERTIFICATE-----\n{line}\n{end} CERTIFICATE-----"),
        format!("{line}\n"),
        line.to_owned(),
        line[..24].to_owned(),
        line[..23].to_owned(),
        format!("{}\n", &line[..20]),
        format!("{line}\n").repeat(50),
        format!("{end} {private}"),
        format!("{end} RSA {private}\n"),
        end.to_owned(),
        format!("{end} "),
        "=8xQN\n".to_owned(),
        "==".to_owned(),
        "Proc-Type: 4,ENCRYPTED\n".to_owned(),
        "\n> ".to_owned(),
        "\",\n\"".to_owned(),
        "\\n".to_owned(),
        "\\u000a".to_owned(),
        "\\/".to_owned(),
        "%0A".to_owned(),
        "%2B".to_owned(),
        "-----".to_owned(),
    ]);
    all
});

/// Tokens of the tests' session and everything that almost is one.
pub(super) static TOKENS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let spellings =
        Spellings::new(KEY, ["EMAIL", "CREDIT_CARD", "PHONE", "CARD", "IP", "TOKEN", "BADGE"].map(str::to_owned));
    let mut all = Vec::new();
    for (label, number) in
        [("EMAIL", 1), ("EMAIL", 2), ("CARD", 1), ("PHONE", 1), ("TOKEN", 1), ("TOKEN", 2), ("IP", 12)]
    {
        let mut token = Vec::new();
        spellings.write(spellings.label(label).expect("one of the labels"), number, &mut token);
        let token = String::from_utf8(token).expect("ASCII");
        let inner = token[1..token.len() - 1].to_owned();
        all.extend([
            token.clone(),
            token.clone(),
            inner.clone(),
            token.to_lowercase(),
            inner.to_lowercase(),
            token.replace('_', "\\_"),
            format!("\\[{inner}\\]"),
            format!("\\[{inner}]"),
            format!("[{inner}\\]"),
            format!("[ {inner} ]"),
            token.replace('_', " "),
            token.replace('_', "-"),
            format!("[{inner}"),
            format!("{inner}]"),
            token[..token.len() - 2].to_owned(),
            token[..4].to_owned(),
            token[3..].to_owned(),
            token.replace(&number.to_string(), "7"),
            format!("x{inner}"),
            format!("{inner}x"),
        ]);
    }
    all
});
