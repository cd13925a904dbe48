//! Where the data goes: stdout or a file.
//!
//! A reader that stops early (`recoupe check … | head`) has what it wants: a broken pipe is success.
//! Rust's runtime turns SIGPIPE off, so the broken pipe arrives as an error of writing.

use anyhow::{Context, Result};
use std::io::{self, ErrorKind, Write};
use std::path::Path;

/// Writes `bytes` to `file`, or to stdout where there is none.
pub(crate) fn bytes(bytes: &[u8], file: Option<&Path>) -> Result<()> {
    let Some(file) = file else { return pipe(&mut io::stdout().lock(), bytes) };
    std::fs::write(file, bytes)
        .with_context(|| format!("{}: cannot be written; check the folder", file.display()))
}

/// Words that may hold anything, as one line that moves no cursor.
pub(crate) fn one_line(words: &str) -> String {
    let shown = |letter: char| if letter.is_control() { '\u{fffd}' } else { letter };
    words.chars().map(shown).collect()
}

/// Writes a value as JSON to stdout.
pub(crate) fn json(value: &impl serde::Serialize) -> Result<()> {
    let mut written = serde_json::to_vec_pretty(value)?;
    written.push(b'\n');
    bytes(&written, None)
}

/// Writes text with styles to `file`, or to stdout where there is none; styles pass only where they are
/// wanted.
pub(crate) fn styled(text: &str, file: Option<&Path>) -> Result<()> {
    let Some(file) = file else { return pipe(&mut anstream::stdout().lock(), text.as_bytes()) };
    let choice = match anstream::ColorChoice::global() {
        anstream::ColorChoice::Auto => anstream::ColorChoice::Never,
        choice => choice,
    };
    let mut stream = anstream::AutoStream::new(Vec::new(), choice);
    stream.write_all(text.as_bytes())?;
    bytes(&stream.into_inner(), Some(file))
}

fn pipe(out: &mut impl Write, bytes: &[u8]) -> Result<()> {
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        written => written.context("stdout cannot be written"),
    }
}
