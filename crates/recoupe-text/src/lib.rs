//! Text to spans. The lowest step: it knows characters and the per-language tables, reads no file
//! and knows nothing of news.
//!
//! * [`Span`]: a stretch of text, in bytes.
//! * [`Language`], [`Table`], [`PerLanguage`]: languages as folders of tables.
//! * [`Tokens`], [`Token`]: words, numbers and marks.
//! * [`sentences()`]: sentence boundaries.
//! * [`fold`], [`lower`]: forms for comparison; the text itself never changes.
//! * [`number`]: numbers in digits and words, and the pieces and phrases they are read by.
//! * [`detect_language`]: which language a text is in.

mod detect;
mod fold;
mod forms;
mod language;
pub mod number;
mod ordinal_stop;
mod proclitics;
mod sentences;
mod span;
mod stem;
mod table;
mod tokens;

pub use detect::detect_language;
pub use fold::{fold, lower};
pub use language::{Language, PerLanguage};
pub use sentences::{paragraphs, sentences};
pub use span::Span;
pub use stem::{Stems, stem};
pub use table::{Row, Table};
pub use tokens::{Token, TokenKind, Tokens};
