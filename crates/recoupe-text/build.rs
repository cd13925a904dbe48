//! Rebuilds the crate when a language's table changes: the tables are embedded at compile time.

fn main() {
    println!("cargo::rerun-if-changed=../../languages");
}
