//! `inkout run` from outside: what the Python is given.
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::PermissionsExt;

use crate::support::{answer, file, folder, inkout};

#[test]
fn everything_behind_run_goes_to_the_python_unchanged() {
    let here = folder("run");
    let python = file(&here, "python", "#!/bin/sh\nfor a in \"$@\"; do printf '<%s>' \"$a\"; done\nexit 7\n");
    fs::set_permissions(&python, fs::Permissions::from_mode(0o755)).expect("set");
    for (args, expected) in [
        (&["script.py", "a b", "--help", "-o", ""][..], "<-m><inkout><run><script.py><a b><--help><-o><>"),
        (&["--help"][..], "<-m><inkout><run><--help>"),
        (&["--", "-x"][..], "<-m><inkout><run><--><-x>"),
        (&[][..], "<-m><inkout><run>"),
    ] {
        let mut command = inkout(["run"].iter().chain(args));
        let output = command.env("PYTHON", &python).output().expect("starts");
        assert_eq!(String::from_utf8_lossy(&output.stdout), expected);
        assert_eq!(output.status.code(), Some(7));
    }
}

#[test]
fn a_python_that_is_not_there_is_named() {
    let output = inkout(["run", "x.py"]).env("PYTHON", "/nowhere/python").output().expect("starts");
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("/nowhere/python: No such file") && said.contains("PYTHON"), "{said}");
}

#[test]
fn help_names_every_command() {
    let help = answer(["--help"]);
    assert_eq!(help.status, 0);
    for command in ["redact", "scan", "explain", "run", "entities", "policy", "check-stream"] {
        assert!(help.out.contains(command), "{command}");
    }
    assert_eq!(answer(["--version"]).out, format!("inkout {}\n", env!("CARGO_PKG_VERSION")));
    assert_eq!(answer(["frobnicate"]).status, 2);
    assert_eq!(answer::<&str>([]).status, 2);
}
