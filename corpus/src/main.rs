//! The command `inkout-corpus`: writes large texts with their ground truth to `corpus/generated`.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::process::ExitCode;

use inkout_corpus::{Document, Family, SHAPES, adversarial, generate};

const USAGE: &str = "\
usage: inkout-corpus [FAMILY|all] [MEBIBYTES] [SEED] [FOLDER]

Writes FAMILY.txt and FAMILY.truth.tsv (start, end, entity type; byte offsets, half-open) to FOLDER.
Families: prose chat logs json_code messages adversarial, and 'shapes' for one file a hostile shape.
Defaults: all 32 1 corpus/generated";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match run(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("inkout-corpus: {problem}");
            ExitCode::from(2)
        }
    }
}

fn run(arguments: &[String]) -> Result<(), String> {
    let argument = |at: usize, default: &'static str| arguments.get(at).map_or(default, String::as_str);
    if arguments.iter().any(|argument| argument == "--help" || argument == "-h") {
        println!("{USAGE}");
        return Ok(());
    }
    let (name, folder) = (argument(0, "all"), Path::new(argument(3, "corpus/generated")));
    let mebibytes: usize = argument(1, "32").parse().map_err(|_| format!("MEBIBYTES is no number\n{USAGE}"))?;
    let seed: u64 = argument(2, "1").parse().map_err(|_| format!("SEED is no number\n{USAGE}"))?;
    let bytes = mebibytes << 20;
    fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let save = |document: &Document| write(folder, document).map_err(|error| format!("{}: {error}", folder.display()));
    match name {
        "all" => Family::ALL.iter().try_for_each(|family| save(&generate(*family, seed, bytes))),
        "shapes" => SHAPES.iter().try_for_each(|shape| save(&adversarial(shape, bytes))),
        _ => {
            let family = Family::from_name(name).ok_or_else(|| format!("no family {name:?}\n{USAGE}"))?;
            save(&generate(family, seed, bytes))
        }
    }
}

fn write(folder: &Path, document: &Document) -> io::Result<()> {
    let name = document.name.replace('/', "-");
    fs::write(folder.join(format!("{name}.txt")), &document.text)?;
    let mut truth = BufWriter::new(File::create(folder.join(format!("{name}.truth.tsv")))?);
    for value in &document.values {
        writeln!(truth, "{}\t{}\t{}", value.start, value.end, value.entity)?;
    }
    truth.flush()?;
    println!(
        "{name}: {} bytes, {} values, {} look-alikes",
        document.text.len(),
        document.values.len(),
        document.decoys.len()
    );
    Ok(())
}
