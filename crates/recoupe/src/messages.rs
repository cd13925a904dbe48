//! What goes to stderr: `error:`, `warning:` and `note:` lines, one each, and the progress.
//!
//! A line says what is wrong, where, and what to do. Names of files and reasons may hold anything, so
//! control characters are taken out: a message is always one line.

use anstyle::{AnsiColor, Style};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::fmt::Display;
use std::io::Write;

const ERROR: Style = AnsiColor::Red.on_default().bold();
const WARNING: Style = AnsiColor::Yellow.on_default().bold();
const NOTE: Style = AnsiColor::Cyan.on_default().bold();

/// An input or a job that failed.
pub(crate) fn error(message: impl Display) {
    line(ERROR, "error", message);
}

/// Something passed over.
pub(crate) fn warning(message: impl Display) {
    line(WARNING, "warning", message);
}

/// Something to know.
pub(crate) fn note(message: impl Display) {
    line(NOTE, "note", message);
}

/// A job that failed, with its causes.
pub(crate) fn failure(failure: &anyhow::Error) {
    error(failure);
    for cause in failure.chain().skip(1) {
        line(Style::new().bold(), "  caused by", cause);
    }
}

fn line(style: Style, kind: &str, message: impl Display) {
    let message: String = message
        .to_string()
        .chars()
        .map(|letter| if letter.is_control() { '\u{fffd}' } else { letter })
        .collect();
    // There is nowhere left to tell that stderr is closed.
    let _ = writeln!(anstream::stderr(), "{style}{kind}{style:#}: {message}");
}

/// A bar over `length` inputs; it shows only where stderr is a terminal.
pub(crate) fn progress(length: usize) -> ProgressBar {
    let bar = ProgressBar::with_draw_target(Some(length as u64), ProgressDrawTarget::stderr());
    if let Ok(style) = ProgressStyle::with_template("reading {bar:30} {pos}/{len}") {
        bar.set_style(style);
    }
    bar
}
