//! Every bound on what is read, in one place: each holds before a parser sees the bytes.
//!
//! A bound is far above what honest input reaches and far below what could hold a machine. What is
//! over one is read as far as the bound, and a [`crate::Warning::Limit`] says so; an input that
//! could not be held at all is an error. Time has no bound of its own, since a clock would make
//! the output depend on the machine: every step is linear in what these bounds let through.

/// The largest input that is held at once, in bytes: far above any file of reports, and far below
/// what spans can count. Archives and lines of JSON are streamed and may be larger.
pub const INPUT: usize = 1 << 30;

/// The longest line of JSON that is read, in bytes.
pub const LINE: usize = PAGE;

/// The largest page or feed that is parsed, in bytes. Reports are below 3 MB with everything in
/// them.
pub const PAGE: usize = 32 << 20;

/// How many elements of a page may be open at once; what is deeper belongs to the deepest of them. Real pages stay
/// below 100.
pub const DEPTH: usize = 256;

/// How many attributes a tag of XML may have.
pub const ATTRIBUTES: usize = 128;

/// How many elements, texts and attributes of XML are kept.
pub const XML_NODES: usize = 2_000_000;

/// How deep elements of XML may be nested; what is deeper is read as if it stood at this depth.
pub const XML_DEPTH: usize = 128;

/// How many entries of a feed are read.
pub const ENTRIES: usize = 10_000;

/// How many addresses of a sitemap or a list are read; the protocol allows 50 000 in a file.
pub const ADDRESSES: usize = 100_000;

/// The longest address, in bytes.
pub const ADDRESS: usize = 8 << 10;

/// What gzip, deflate and brotli may grow to, as a multiple of their size; pages stay below 30.
pub const RATIO: usize = 200;

/// Up to this many bytes the ratio is not asked: short texts of one letter are no bombs.
pub const RATIO_FROM: usize = 4 << 20;

/// The largest document (PDF, DOCX, ODT), in bytes. Those of press offices are below 10 MB with their pictures.
pub const DOCUMENT: usize = 64 << 20;

/// How many parts of a zip file are listed.
pub const PARTS: usize = 4096;

/// The largest part of a zip file, unpacked, in bytes; all that are read of one may be twice as large.
pub const PART: usize = 32 << 20;

/// How many pages of a PDF are read.
pub const PAGES: usize = 2000;

/// What the drawn contents of a PDF may unpack to in all, in bytes.
pub const DRAWN: usize = 64 << 20;

/// What one packed stream of a PDF's objects may unpack to, in bytes, and what all of them may.
pub const OBJECT_STREAM: usize = 4 << 20;

/// See [`OBJECT_STREAM`].
pub const OBJECT_STREAMS: usize = 64 << 20;

/// How many objects of a PDF are held.
pub const OBJECTS: usize = 400_000;

/// How many fonts of a PDF are read.
pub const FONTS: usize = 512;

/// How many instructions of drawing are followed in a PDF.
pub const INSTRUCTIONS: usize = 2_000_000;

/// How much text of a PDF is read, in bytes.
pub const DRAWN_TEXT: usize = 8 << 20;

/// The largest table of letters of a font in a PDF, in bytes.
pub const TABLE: usize = 1 << 20;

/// The largest head of a record of an archive or of a response in it, in bytes.
pub const HEAD: usize = 64 << 10;
