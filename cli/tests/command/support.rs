//! Starts the command, and has a folder for its files.

use std::ffi::OsStr;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// What the command answered.
pub struct Answer {
    pub status: i32,
    pub out: String,
    pub err: String,
}

impl From<Output> for Answer {
    fn from(output: Output) -> Self {
        Self {
            status: output.status.code().unwrap_or(-1),
            out: String::from_utf8_lossy(&output.stdout).into_owned(),
            err: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }
}

/// The command, with an input that is closed at once unless the test gives one.
pub fn inkout<S: AsRef<OsStr>>(args: impl IntoIterator<Item = S>) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_inkout"));
    command.args(args).stdin(Stdio::null()).env_remove("PYTHON");
    command
}

/// What the command answers to arguments.
pub fn answer<S: AsRef<OsStr>>(args: impl IntoIterator<Item = S>) -> Answer {
    inkout(args).output().expect("the command starts").into()
}

/// What the command answers to arguments and an input.
pub fn answer_to<S: AsRef<OsStr>>(input: &[u8], args: impl IntoIterator<Item = S>) -> Answer {
    let mut command = inkout(args);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the command starts");
    let mut stdin = child.stdin.take().expect("piped");
    let input = input.to_vec();
    let writer = std::thread::spawn(move || drop(stdin.write_all(&input)));
    let output = child.wait_with_output().expect("the command ends");
    writer.join().expect("the writer ends");
    output.into()
}

/// A folder of one test, empty at its start.
pub fn folder(test: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(test);
    drop(fs::remove_dir_all(&folder));
    fs::create_dir_all(&folder).expect("the folder is made");
    folder
}

/// A file in a folder.
pub fn file(folder: &Path, name: &str, text: impl AsRef<[u8]>) -> PathBuf {
    let path = folder.join(name);
    fs::write(&path, text).expect("the file is written");
    path
}
