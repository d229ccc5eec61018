//! Compiles the number plans of `data/phone` into tables for `detect/contact/phone`.

#[path = "build/automaton.rs"]
mod automaton;
#[path = "build/emit.rs"]
mod emit;
#[path = "build/pattern.rs"]
mod pattern;
#[path = "build/plans.rs"]
mod plans;

use std::error::Error;
use std::path::PathBuf;
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=data/phone");
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=build");
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?);
    let read = |name: &str| fs::read_to_string(root.join("data/phone").join(name));
    let mut world = plans::World::parse(&read("plans.txt")?)?;
    world.add_samples(&read("samples.txt")?)?;
    let out = PathBuf::from(env::var("OUT_DIR")?).join("phone_plans.rs");
    fs::write(out, emit::tables(&world)?)?;
    Ok(())
}
