//! What would users pick instead of inkout, how fast is it, and what does it find? Runs all of them on the same texts and
//! rewrites `benches/PEERS.md` and `benches/peers.svg`. `run.sh` prepares what it needs.

mod driver;
mod in_process;
mod llm_pii_redact;
mod peers;
mod plot;
mod table;
#[cfg(feature = "vectorscan")]
mod vectorscan;

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::Duration;

use inkout_benches::{hand_over, pieces};
use inkout_corpus::{Document, Family, generate};

use crate::peers::{Peer, Run, peers};
use crate::table::Outcome;

const USAGE: &str = "usage: inkout-peers FOLDER_OF_VIRTUAL_ENVIRONMENTS [MEBIBYTES] [SECONDS] [OUTPUT_FOLDER]";

/// In the order of their names, as the drivers take them. Hostile texts are left out: many a peer would never end.
const FAMILIES: [Family; 5] = [Family::Chat, Family::JsonCode, Family::Logs, Family::Messages, Family::Prose];
/// Bytes of a piece: a document of some pages. Messages are handed over one by one.
const PIECE: usize = 16 * 1024;
const SEED: u64 = 1;

fn main() -> ExitCode {
    match run(&std::env::args().skip(1).collect::<Vec<_>>()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("inkout-peers: {problem}\n{USAGE}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &[String]) -> Result<(), Box<dyn Error>> {
    let argument = |at: usize, default: &'static str| arguments.get(at).map_or(default, String::as_str);
    let environments = PathBuf::from(arguments.first().ok_or("where are the virtual environments?")?);
    let (mebibytes, seconds): (usize, f64) = (argument(1, "32").parse()?, argument(2, "1").parse()?);
    let benches = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let output = arguments.get(3).map_or_else(|| benches.clone(), PathBuf::from);

    let families: Vec<(&str, Vec<Document>)> = FAMILIES.iter().map(|family| texts(*family, mebibytes << 20)).collect();
    let folder = environments.join("texts");
    hand_over(&folder, &families)?;

    let peers = peers();
    let mut outcomes: Vec<Vec<Outcome>> = Vec::new();
    for peer in &peers {
        eprintln!("{} ({}) ...", peer.name, peer.language);
        outcomes.push(ask(peer, &environments, &folder, seconds, &families));
    }
    let per_message = per_message(&environments, &folder);

    let column = |family: usize| outcomes.iter().map(|of_peer| &of_peer[family]).collect::<Vec<_>>();
    let mut text = format!(
        "Texts of {mebibytes} MiB, seed {SEED}; the best of three rounds of at most {seconds} s.\n\n{per_message}\n\n"
    );
    for (at, (name, _)) in families.iter().enumerate() {
        text += &table::family(name, &peers, &column(at));
        text.push('\n');
    }
    println!("{text}");
    between_markers(&output.join("PEERS.md"), &text)?;
    let pairs: Vec<[&Outcome; 2]> = outcomes.iter().map(|of_peer| [&of_peer[0], &of_peer[2]]).collect();
    fs::write(output.join("peers.svg"), plot::plot(["chat", "logs"], &peers, &pairs)?)?;
    Ok(())
}

/// The pieces of one family.
fn texts(family: Family, bytes: usize) -> (&'static str, Vec<Document>) {
    let document = generate(family, SEED, bytes);
    (family.as_str(), pieces(&document, if family == Family::Messages { 1 } else { PIECE }))
}

/// One outcome a family.
fn ask(
    peer: &Peer,
    environments: &Path,
    folder: &Path,
    seconds: f64,
    families: &[(&str, Vec<Document>)],
) -> Vec<Outcome> {
    let mut outcomes: Vec<Outcome> = match &peer.run {
        Run::Here(engine) => {
            let limit = Duration::from_secs_f64(seconds);
            let measure = |pieces| in_process::measure(engine.as_ref(), pieces, limit);
            families.iter().map(|(_, pieces)| measure(pieces).map_err(|why| why.to_string())).collect()
        }
        Run::Driver(name) => {
            let python = python(environments, name);
            let answers = driver::run(&python, &script(&format!("drive_{name}")), folder, seconds, families);
            answers.map_or_else(
                |why| vec![Err(why)],
                |answers| answers.into_iter().map(|answer| answer.map_err(|why| why.to_string())).collect(),
            )
        }
        Run::Not(why) => vec![Err(why.clone())],
    };
    let why = outcomes.iter().find_map(|outcome| outcome.as_ref().err().cloned());
    outcomes.resize_with(families.len(), || Err(why.clone().unwrap_or_default()));
    outcomes
}

fn python(environments: &Path, name: &str) -> PathBuf {
    environments.join(name).join("bin/python")
}

fn script(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("drivers/{name}.py"))
}

/// The row of the issue for single messages from Python, with its verdict.
fn per_message(environments: &Path, folder: &Path) -> String {
    let output = Command::new(python(environments, "inkout")).arg(script("per_message")).arg(folder).output();
    let answer = output.ok().and_then(|output| serde_json::from_slice::<serde_json::Value>(&output.stdout).ok());
    let Some(answer) = answer else { return "Messages from Python: not run.".to_owned() };
    let number = |name: &str| answer[name].as_f64().unwrap_or(f64::NAN);
    let times = number("re_sub") / number("inkout");
    let verdict = if times >= 200.0 { "met" } else { "not met" };
    format!(
        "{} messages of {} characters on average, each a call, in one Python process: `inkout.redact` {:.0} ns, six `re.sub` one after another {:.0} ns: {times:.0} × (wanted: 200 ×): **{verdict}**.",
        number("messages"),
        number("characters"),
        number("inkout"),
        number("re_sub"),
    )
}

/// Replaces what stands between the two markers.
fn between_markers(file: &Path, text: &str) -> Result<(), Box<dyn Error>> {
    const BEGIN: &str = "<!-- begin: make bench-peers writes this -->\n";
    const END: &str = "<!-- end -->";
    let old = fs::read_to_string(file)?;
    let (before, rest) = old.split_once(BEGIN).ok_or("PEERS.md has no begin marker")?;
    let (_, after) = rest.split_once(END).ok_or("PEERS.md has no end marker")?;
    fs::write(file, format!("{before}{BEGIN}{}\n{END}{after}", text.trim_end()))?;
    Ok(())
}
