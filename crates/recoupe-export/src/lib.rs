//! A story to JSON, HTML, Markdown, CSV and terminal text.
