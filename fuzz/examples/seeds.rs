//! Writes the labelled documents as seeds for every target, and a dictionary: `seeds CORPUS TARGET...`

use std::fs;
use std::io;
use std::path::Path;

use inkout::Redactor;
use inkout_corpus::{Family, documents, messages};
use inkout_fuzz::KEY;

/// What values and their neighbours are made of; heads of secrets are put together from pieces.
const WORDS: [&str; 50] = [
    "bob@example.com",
    "+1 212-555-0123",
    "(212) 555-0123",
    "4111 1111 1111 1111",
    "378282246310005",
    "536-22-1234",
    "GB82WEST12345698765432",
    "192.0.2.1",
    "2001:db8::1",
    "::ffff:",
    "%40",
    "%2B",
    "\\u0040",
    "\\u0031",
    "&#64;",
    "&#x40;",
    "&commat;",
    "\u{200B}",
    "\u{AD}",
    "\u{FF11}",
    "\u{FF20}",
    "\u{53F7}",
    "\u{E9}",
    "phone",
    "ssn",
    "iban",
    "card",
    "[REDACTED_EMAIL]",
    "[EMAIL_1]",
    "<EMAIL_ADDRESS>",
    "****",
    "EMP-123456",
    "\n---\n",
    "min_level = 'possible'\n",
    "[[patterns]]\nentity = 'X'\nregex = '",
    "max_length = 3\n",
    "[operators]\nDEFAULT = { type = 'mask' }\n",
    "{\"messages\":[{\"role\":\"user\",\"content\":\"",
    "\"}]}",
    "\"model\":\"gpt-4o\",",
    ".e30.",
    "\\n",
    "%0A",
    "\\/",
    "Proc-Type: 4,ENCRYPTED\n",
    "MIIBVAIBADANBgkqhkiG9w0BAQEFAASC\n",
    "=8xQN\n",
    "-----END ",
    "-----",
    "..",
];
const HEADS: [(&str, &str); 12] = [
    ("s", "k-proj-"),
    ("s", "k-ant-api03-"),
    ("AK", "IA"),
    ("gh", "p_"),
    ("AI", "za"),
    ("xo", "xb-"),
    ("sk_", "live_"),
    ("wh", "sec_"),
    ("eyJ", "hbGciOiJIUzI1NiJ9."),
    ("eyJ", "hbGciOiJkaXIiLCJlbmMiOiJBMTI4R0NNIn0."),
    ("-----BEGIN PRIV", "ATE KEY-----\n"),
    ("-----END RSA PRIV", "ATE KEY-----"),
];

fn main() -> io::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [corpus, targets @ ..] = arguments.as_slice() else {
        return Err(io::Error::other("usage: seeds CORPUS TARGET..."));
    };
    let session = Redactor::default().session_with_key(KEY);
    let mut seeds: Vec<(String, Vec<u8>)> = documents().into_iter().map(|d| (d.name, d.text)).collect();
    seeds.extend(messages(1, 40).into_iter().enumerate().map(|(i, d)| (format!("message-{i}"), d.text)));
    seeds.extend(Family::ALL.map(|f| (f.as_str().to_owned(), inkout_corpus::generate(f, 2, 2000).text)));
    for (name, text) in seeds.clone() {
        let redacted = session.redact_bytes(&text).map_err(io::Error::other)?;
        seeds.push((format!("{name}-redacted"), redacted.into_owned()));
    }
    for target in targets {
        let folder = Path::new(corpus).join(target);
        fs::create_dir_all(&folder)?;
        for (name, text) in &seeds {
            fs::write(folder.join(name), [text.as_slice(), &[0; 8]].concat())?;
        }
    }
    let names = inkout::entities().flat_map(|e| [e.name.to_owned(), format!("{}_1", e.label)]);
    let words = WORDS.map(str::to_owned).into_iter().chain(HEADS.map(|(a, b)| format!("{a}{b}"))).chain(names);
    let quoted = |word: String| format!("\"{}\"\n", word.bytes().map(|b| format!("\\x{b:02X}")).collect::<String>());
    fs::write(Path::new(corpus).join("dictionary"), words.map(quoted).collect::<String>())
}
