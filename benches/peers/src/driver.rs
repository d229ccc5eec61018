//! How fast is an engine that is written for Python? Its driver runs in a virtual environment of its own and answers in
//! lines of JSON.

use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Command, Stdio};

use inkout_benches::{Answer, Unsound, read};
use inkout_corpus::Document;

/// What the driver did with each family, in the order of the names of their files. The first answer that can't be believed
/// is the last.
///
/// # Errors
/// When it can't be started.
pub fn run(
    python: &Path,
    script: &Path,
    folder: &Path,
    seconds: f64,
    families: &[(&str, Vec<Document>)],
) -> Result<Vec<Result<Answer, Unsound>>, String> {
    if !python.exists() {
        return Err("it could not be installed".to_owned());
    }
    let mut command = Command::new(python);
    // One thread, no news to its maker, nothing from the user's own packages.
    command.arg("-sW").arg("ignore").arg(script).arg(folder).arg(seconds.to_string());
    command.env("OMP_NUM_THREADS", "1").env("DATAFOG_NO_TELEMETRY", "1").env("DO_NOT_TRACK", "1");
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().map_err(|error| error.to_string())?;
    let (Some(stdout), Some(mut stderr)) = (child.stdout.take(), child.stderr.take()) else {
        return Err("it has no output".to_owned());
    };
    let errors = std::thread::spawn(move || {
        let mut errors = String::new();
        stderr.read_to_string(&mut errors).map(|_| errors).unwrap_or_default()
    });
    let mut lines = BufReader::with_capacity(1 << 20, stdout);
    let mut answers = Vec::new();
    for (family, pieces) in families {
        let answer = read(family, pieces, &mut lines);
        let is_last = answer.is_err();
        answers.push(answer);
        if is_last {
            break;
        }
    }
    let is_at_end = lines.fill_buf().is_ok_and(<[u8]>::is_empty);
    drop(lines);
    let ended = child.wait().map_err(|error| error.to_string())?;
    let errors = errors.join().unwrap_or_default();
    if is_at_end && !ended.success() {
        eprintln!("{}: {ended}\n{errors}", script.display());
        return Err(errors.lines().last().unwrap_or("it ended with an error").to_owned());
    }
    Ok(answers)
}
