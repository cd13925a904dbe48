//! Expressions of time in running text, resolved to EDTF.
