//! The styles: few, and none of them carries what the words do not say.

use anstyle::{AnsiColor, Style};

/// A story's title.
pub(crate) const TITLE: Style = Style::new().bold();
/// A section's name.
pub(crate) const HEADING: Style = AnsiColor::Cyan.on_default().bold();
/// A speaker, an arrangement, a value.
pub(crate) const NAME: Style = Style::new().bold();
/// What is disputed.
pub(crate) const DISPUTED: Style = AnsiColor::Yellow.on_default().bold();
/// Numbers of reports, kinds, counts.
pub(crate) const FAINT: Style = Style::new().dimmed();
/// A date.
pub(crate) const DATE: Style = AnsiColor::Green.on_default();
