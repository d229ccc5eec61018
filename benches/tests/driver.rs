//! Does the way to engines in other processes work, and does it refuse one that lies? With the drivers' own protocol, and
//! Python's `re`, which needs no installation.

use std::path::{Path, PathBuf};
use std::process::Command;

use inkout_benches::{Answer, hand_over, pieces, read};
use inkout_corpus::{Document, Family, generate};

const DRIVERS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/peers/drivers");

/// What the driver says to some text that is not all ASCII.
fn answer(name: &str, arguments: &[&str]) -> Result<Answer, String> {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let pieces: Vec<Document> = pieces(&generate(Family::JsonCode, 1, 64 * 1024), 4096);
    let families = [("json_code", pieces)];
    hand_over(&folder, &families).expect("the folder can be written");
    let python = std::env::var("PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let output = Command::new(python).args(arguments).arg(&folder).arg("10").output().expect("there is a Python");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    read("json_code", &families[0].1, &mut output.stdout.as_slice()).map_err(|unsound| unsound.to_string())
}

/// A driver that replaces mail addresses by `[X]`, and says of the place where it found them what the expression says.
fn liar(name: &str, start_and_end: &str) -> Result<Answer, String> {
    let driver = format!(
        "import re, sys; sys.path.insert(0, {DRIVERS:?}); from protocol import serve\n\
         mail = re.compile(r'[a-z0-9.+_-]+@[a-z0-9.-]+', re.ASCII | re.IGNORECASE)\n\
         place = lambda text, m: {start_and_end}\n\
         serve(lambda text: mail.sub('[X]', text), lambda text: [(*place(text, m), 'EMAIL_ADDRESS', '[X]') for m in mail.finditer(text)])"
    );
    answer(name, &["-c", &driver])
}

#[test]
fn a_driver_is_scored() {
    let script = Path::new(DRIVERS).join("drive_re_sub.py");
    let answer = answer("re_sub", &[script.to_str().expect("a path of this checkout")]).expect("it is true");
    assert!(answer.planted > 50 && answer.score.found == answer.planted, "{answer:?}");
    assert_eq!(answer.timed.bytes, 64 * 1024);
}

#[test]
fn a_driver_that_tells_the_truth_is_taken() {
    let answer = liar("truth", "(m.start(), m.end())").expect("it is true");
    assert!(answer.score.found > 0 && answer.score.missed > 0, "{answer:?}");
}

#[test]
fn a_driver_that_reports_wrong_offsets_is_refused() {
    let wrong = [
        ("shifted", "(m.start() + 1, m.end() + 1)"),
        ("short", "(m.start(), m.end() - 1)"),
        ("bytes", "(len(text[:m.start()].encode()), len(text[:m.end()].encode()))"),
    ];
    for (name, place) in wrong {
        liar(name, place).expect_err(name);
    }
}
