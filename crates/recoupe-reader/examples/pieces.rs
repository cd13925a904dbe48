//! The numbers of the pieces of each line of standard input.

use recoupe_reader::Encoder;
use std::io::{BufRead, Write};

fn main() -> std::io::Result<()> {
    let mut output = std::io::stdout().lock();
    let Some(encoder) = Encoder::get() else { return Ok(()) };
    for line in std::io::stdin().lock().lines() {
        let pieces: Vec<String> = encoder.pieces(&line?).iter().map(u32::to_string).collect();
        writeln!(output, "{}", pieces.join(" "))?;
    }
    Ok(())
}
