//! `inkout redact`: texts in, redacted texts out, in constant memory.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use inkout::Redactor;

use crate::args;
use crate::failure::Failure;
use crate::input::{CHUNK_BYTES, Input, named};
use crate::output::Output;
use crate::policy::redactor;

/// Redacts every input, each as a text of its own.
pub(crate) fn redact(args: &args::Redact) -> Result<u8, Failure> {
    let redactor = redactor(args.policy.as_deref())?;
    let files = named(&args.files);
    for (file, target) in files.iter().zip(targets(&files, args.output.as_deref())?) {
        redact_one(&redactor, Input::open(file)?, target.as_deref())?;
    }
    Ok(crate::OK)
}

fn redact_one(redactor: &Redactor, mut input: Input, target: Option<&Path>) -> Result<(), Failure> {
    let mut output = Output::open(target)?;
    let mut stream = redactor.stream();
    let mut piece = Vec::with_capacity(CHUNK_BYTES * 2);
    let name = input.name.clone();
    input.chunks(|chunk| {
        piece.clear();
        stream.push(chunk, &mut piece).map_err(|error| Failure::at(&name, error))?;
        // Nobody asked for what was found; it must not pile up.
        drop(stream.findings());
        output.write(&piece)
    })?;
    piece.clear();
    stream.finish(&mut piece).map_err(|error| input.failed(error))?;
    output.write(&piece)?;
    output.finish()
}

/// Where each file goes: all to standard output one after the other, one to the file that is named, or each under its own
/// name into a directory.
fn targets(files: &[PathBuf], output: Option<&Path>) -> Result<Vec<Option<PathBuf>>, Failure> {
    let Some(output) = output else { return Ok(vec![None; files.len()]) };
    if !output.is_dir() {
        return match files {
            [_] => Ok(vec![Some(output.to_owned())]),
            _ => Err(Failure::at(output.display(), "several files need a directory to go to")),
        };
    }
    let mut taken = HashSet::new();
    let target = |file: &PathBuf| match file.file_name() {
        None => Err(Failure::at(output.display(), "standard input needs a file to go to, not a directory")),
        Some(_) if file.as_os_str() == "-" => {
            Err(Failure::at(output.display(), "standard input needs a file to go to, not a directory"))
        }
        Some(name) if !taken.insert(name.to_owned()) => {
            Err(Failure::at(file.display(), "two files of this name would go to the same place"))
        }
        Some(name) => Ok(Some(output.join(name))),
    };
    files.iter().map(target).collect()
}
