//! The `inkout` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(inkout_cli::main(std::env::args_os()))
}
