//! `recoupe vectors`: lines in, vectors out.

use super::exit;
use crate::messages;
use anyhow::{Context, Result};
use clap::Args;
use recoupe_vectors::Encoder;
use std::io::{self, BufRead, BufReader, BufWriter, ErrorKind, Read, Write};
use std::process::ExitCode;

/// Prints a vector for every line of standard input
///
/// One JSON array of 256 numbers a line, in the order of the lines. A vector is one long, so the sum of the products
/// of two is their cosine. Sentences that say the same in English, French, Arabic, Spanish or German lie near
/// each other; an empty line, or one without a known word, is all zeros. Lines are printed as they come.
#[derive(Debug, Args)]
pub(crate) struct Vectors {}

impl Vectors {
    #[expect(clippy::unused_self, reason = "every sub-command is run in the same way")]
    pub(crate) fn run(self) -> Result<ExitCode> {
        let mut input = BufReader::new(io::stdin().lock());
        let mut out = BufWriter::new(io::stdout().lock());
        let (mut line, mut number, mut ended) = (Vec::new(), 0_u64, exit::DONE);
        while read(&mut input, &mut line)? {
            number += 1;
            let text = String::from_utf8_lossy(&line);
            if matches!(text, std::borrow::Cow::Owned(_)) {
                messages::warning(format!(
                    "line {number}: not UTF-8; the bytes that are no characters count as spaces, convert the input"
                ));
                ended = exit::some();
            }
            // A whole line may still wait in the buffer; only a reader that would have to wait is served at once.
            let waits = !input.buffer().contains(&b'\n');
            match print(&text, &mut out, waits) {
                Err(error) if error.kind() == ErrorKind::BrokenPipe => return Ok(exit::DONE),
                printed => printed.context("stdout cannot be written")?,
            }
        }
        Ok(ended)
    }
}

/// The next line without its end; false where there is none.
fn read(input: &mut BufReader<impl Read>, line: &mut Vec<u8>) -> Result<bool> {
    line.clear();
    let bytes = input.read_until(b'\n', line).context("stdin cannot be read")?;
    Ok(bytes > 0)
}

fn print(text: &str, out: &mut impl Write, flush: bool) -> io::Result<()> {
    let vector = Encoder::get().encode(text).to_f32();
    serde_json::to_writer(&mut *out, &vector[..])?;
    out.write_all(b"\n")?;
    if flush { out.flush() } else { Ok(()) }
}
