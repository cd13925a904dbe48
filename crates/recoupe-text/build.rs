//! Rebuilds the crate when a language's table changes: the tables are embedded at compile time.
#![expect(clippy::print_stdout, reason = "a build script talks to cargo that way")]

fn main() {
    println!("cargo::rerun-if-changed=../../languages");
}
