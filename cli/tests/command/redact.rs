//! `inkout redact` from outside.

use std::fs;
use std::io::{Read, Write};
use std::process::Stdio;

use crate::support::{answer, answer_to, file, folder, inkout};

#[test]
fn standard_input_goes_to_standard_output() {
    let done = answer_to(b"Mail bob@example.com\n", ["redact"]);
    assert_eq!((done.status, done.out.as_str(), done.err.as_str()), (0, "Mail [REDACTED_EMAIL]\n", ""));
    assert_eq!(answer_to(b"Mail bob@example.com", ["redact", "-", "--text"]).out, "Mail [REDACTED_EMAIL]");
}

#[test]
fn several_files_follow_each_other_and_are_texts_of_their_own() {
    let here = folder("several_files");
    let (left, right) = (file(&here, "a.txt", "x bob@example"), file(&here, "b.txt", ".com amy@example.com\n"));
    let done = answer(["redact".as_ref(), left.as_os_str(), right.as_os_str()]);
    assert_eq!(done.out, "x bob@example.com [REDACTED_EMAIL]\n");
}

#[test]
fn bytes_that_are_no_text_stay() {
    let here = folder("no_text");
    let source = file(&here, "in.bin", b"\xff\x00\xc3 bob@example.com \r\n\xfe");
    let target = here.join("out.bin");
    let done = answer(["redact".as_ref(), source.as_os_str(), "-o".as_ref(), target.as_os_str()]);
    assert_eq!((done.status, done.out.as_str()), (0, ""));
    assert_eq!(fs::read(target).expect("written"), b"\xff\x00\xc3 [REDACTED_EMAIL] \r\n\xfe");
}

#[test]
fn an_output_file_appears_when_it_is_complete() {
    let here = folder("complete");
    let target = file(&here, "out.txt", "before");
    let mut command = inkout(["redact".as_ref(), "-o".as_ref(), target.as_os_str()]);
    let mut running = command.stdin(Stdio::piped()).spawn().expect("starts");
    let mut stdin = running.stdin.take().expect("piped");
    stdin.write_all(&b"one line bob@example.com\n".repeat(10_000)).expect("read");
    assert_eq!(fs::read_to_string(&target).expect("there"), "before");
    drop(stdin);
    assert!(running.wait().expect("ends").success());
    assert_eq!(fs::read_to_string(&target).expect("there"), "one line [REDACTED_EMAIL]\n".repeat(10_000));
    assert_eq!(fs::read_dir(&here).expect("listed").count(), 1, "nothing else is left");
}

#[test]
fn a_file_can_be_redacted_into_itself() {
    let here = folder("itself");
    let target = file(&here, "in.txt", "bob@example.com\n");
    assert_eq!(answer(["redact".as_ref(), target.as_os_str(), "-o".as_ref(), target.as_os_str()]).status, 0);
    assert_eq!(fs::read_to_string(&target).expect("there"), "[REDACTED_EMAIL]\n");
}

#[test]
fn a_failure_leaves_the_old_file_and_no_other() {
    let here = folder("failure");
    let target = file(&here, "out.txt", "before");
    let policy = file(&here, "block.toml", "[operators.EMAIL_ADDRESS]\ntype = \"block\"\n");
    let text = file(&here, "in.txt", "words and more words\n".repeat(10_000) + "bob@example.com\n");
    let done = answer([
        "redact".as_ref(),
        text.as_os_str(),
        "-o".as_ref(),
        target.as_os_str(),
        "--policy".as_ref(),
        policy.as_os_str(),
    ]);
    assert_eq!(done.status, 2);
    assert!(done.err.contains("in.txt: EMAIL_ADDRESS"), "{}", done.err);
    assert!(!done.err.contains("bob"), "{}", done.err);
    assert_eq!(fs::read_to_string(&target).expect("there"), "before");
    assert_eq!(fs::read_dir(&here).expect("listed").count(), 3);
}

#[test]
fn a_directory_takes_several_files_under_their_names() {
    let here = folder("directory");
    let (left, right) = (file(&here, "a.txt", "bob@example.com"), file(&here, "b.txt", "clean"));
    let target = folder("directory_out");
    let args = ["redact".as_ref(), left.as_os_str(), right.as_os_str(), "-o".as_ref(), target.as_os_str()];
    assert_eq!(answer(args).status, 0);
    assert_eq!(fs::read_to_string(target.join("a.txt")).expect("there"), "[REDACTED_EMAIL]");
    assert_eq!(fs::read_to_string(target.join("b.txt")).expect("there"), "clean");

    let same = answer(["redact".as_ref(), left.as_os_str(), left.as_os_str(), "-o".as_ref(), target.as_os_str()]);
    assert_eq!(same.status, 2);
    assert!(same.err.contains("same place"), "{}", same.err);
    let no_directory = answer(["redact".as_ref(), left.as_os_str(), right.as_os_str(), "-o".as_ref(), "out".as_ref()]);
    assert!(no_directory.err.contains("need a directory"), "{}", no_directory.err);
    assert_eq!(answer(["redact".as_ref(), "-o".as_ref(), target.as_os_str()]).status, 2);
}

#[cfg(unix)]
#[test]
fn permissions_and_links_stay() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let here = folder("permissions");
    let target = file(&here, "real.txt", "before");
    fs::set_permissions(&target, fs::Permissions::from_mode(0o640)).expect("set");
    symlink(&target, here.join("link.txt")).expect("linked");
    let done = answer_to(b"bob@example.com", ["redact".as_ref(), "-o".as_ref(), here.join("link.txt").as_os_str()]);
    assert_eq!((done.status, done.err.as_str()), (0, ""));
    assert!(here.join("link.txt").is_symlink());
    assert_eq!(fs::read_to_string(&target).expect("there"), "[REDACTED_EMAIL]");
    assert_eq!(fs::metadata(&target).expect("there").permissions().mode() & 0o777, 0o640);
    assert_eq!(answer_to(b"x", ["redact", "-o", "/dev/null"]).status, 0);
}

#[test]
fn a_line_comes_out_before_the_next_one_goes_in() {
    let mut command = inkout(["redact"]);
    let mut running = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("starts");
    let mut stdin = running.stdin.take().expect("piped");
    let mut stdout = running.stdout.take().expect("piped");
    stdin.write_all(b"Mail bob@example.com now, said the first line of them.\n").expect("read");
    let mut first = [0; 26];
    stdout.read_exact(&mut first).expect("comes out while the input is open");
    assert_eq!(&first, b"Mail [REDACTED_EMAIL] now,");
    drop(stdin);
    assert!(running.wait().expect("ends").success());
}

#[cfg(unix)]
#[test]
fn a_reader_that_goes_away_is_no_error_worth_a_word() {
    let mut command = inkout(["redact"]);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut running = command.spawn().expect("starts");
    drop(running.stdout.take());
    let mut stdin = running.stdin.take().expect("piped");
    let line = b"a line that nobody reads\n".repeat(10_000);
    while stdin.write_all(&line).is_ok() {}
    let output = running.wait_with_output().expect("ends");
    assert_eq!(output.status.code(), Some(141));
    assert_eq!(output.stderr, b"");
}

#[cfg(target_os = "linux")]
#[test]
fn memory_does_not_grow_with_the_text() {
    let mut command = inkout(["redact"]);
    let mut running = command.stdin(Stdio::piped()).stdout(Stdio::null()).spawn().expect("starts");
    let mut stdin = running.stdin.take().expect("piped");
    let block = b"Mail bob@example.com or call +1 212-555-0142 about it.\n".repeat(4096);
    let mut peaks = Vec::new();
    for round in 0..160 {
        stdin.write_all(&block).expect("read");
        if round == 40 || round == 159 {
            let status = fs::read_to_string(format!("/proc/{}/status", running.id())).expect("running");
            let peak = status.lines().find_map(|l| l.strip_prefix("VmHWM:")).expect("told");
            peaks.push(peak.trim().trim_end_matches(" kB").parse::<u64>().expect("a number"));
        }
    }
    drop(stdin);
    assert!(running.wait().expect("ends").success());
    assert!(peaks[1] < peaks[0] + 1024, "kB after 9 MB and after 36 MB: {peaks:?}");
}

#[test]
fn what_can_not_be_read_is_named() {
    let done = answer(["redact", "nowhere.txt"]);
    assert_eq!((done.status, done.out.as_str()), (2, ""));
    assert_eq!(done.err, "inkout: nowhere.txt: No such file or directory\n");
    let here = folder("unreadable");
    assert_eq!(answer(["redact".as_ref(), here.as_os_str()]).status, 2);
    let into_nowhere = answer_to(b"x", ["redact", "-o", "/nowhere/at/all.txt"]);
    assert!(into_nowhere.err.contains("/nowhere/at/all.txt: No such file"), "{}", into_nowhere.err);
}
