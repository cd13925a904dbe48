//! The marks by which a site tells whether what one has still holds (RFC 9110, section 13.1).

/// The marks of an answer, to be sent back as they came when the address is asked again.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Marks {
    /// The header `ETag`.
    pub etag: Option<String>,
    /// The header `Last-Modified`.
    pub last_modified: Option<String>,
}

impl Marks {
    /// Whether there is none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.etag.is_none() && self.last_modified.is_none()
    }
}
