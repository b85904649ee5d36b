//! The program `stockade`: everything is in the library beside it.

use std::process::ExitCode;

fn main() -> ExitCode {
    stockade::run()
}
