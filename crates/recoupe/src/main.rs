//! Recoupe: reads the same affair in many outlets and languages and gives one sourced record.

use std::process::ExitCode;

fn main() -> ExitCode {
    recoupe::run()
}
