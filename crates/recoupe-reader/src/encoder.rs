//! The encoder: where its weights come from, and how texts are shared out.

use crate::embedding::Embedding;
use crate::kernel::Level;
use crate::layers::embeddings;
use crate::pieces::pieces;
use crate::weights::{Weights, WeightsError};
use rayon::prelude::*;
use sha2::{Digest, Sha256};
use std::ffi::OsStr;
use std::path::Path;
use std::sync::OnceLock;

/// The environment variable that names another file of weights, or `none`.
const VARIABLE: &str = "RECOUPE_ENCODER";

/// Bytes that begin where a line of the processor's cache does: the kernel reads such lines whole.
#[repr(C, align(64))]
struct Aligned<T: ?Sized>(T);

/// The weights inside the program.
static EMBEDDED: &Aligned<[u8]> = &Aligned(*include_bytes!("../model/encoder.bin"));

const _: () =
    assert!(Weights::of(&EMBEDDED.0).is_some(), "the weights have the form the crate reads");

/// Where a call puts so many tokens together that fetching the weights no longer counts.
const ENOUGH: usize = 256;

/// Makes embeddings of texts. Any number of threads may share it.
#[derive(Debug)]
pub struct Encoder {
    file: File,
    level: Level,
}

/// A weight file in memory.
enum File {
    Embedded,
    /// A file that was read; it begins at the second number, where a cache line does.
    Loaded(Vec<u8>, usize),
}

impl File {
    fn bytes(&self) -> &[u8] {
        match self {
            Self::Embedded => &EMBEDDED.0,
            Self::Loaded(bytes, start) => &bytes[*start..],
        }
    }
}

impl std::fmt::Debug for File {
    fn fmt(&self, form: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Embedded => form.write_str("Embedded"),
            Self::Loaded(bytes, _) => write!(form, "Loaded({} bytes)", bytes.len()),
        }
    }
}

impl Encoder {
    /// The encoder of this program: with the weights inside it, unless the environment variable
    /// `RECOUPE_ENCODER` names a file of others, or says `none`, when there is no encoder. It is read
    /// once, at the first call.
    ///
    /// A file that cannot be used ([`Encoder::load`] tells why) leaves the weights inside.
    #[must_use]
    pub fn get() -> Option<&'static Self> {
        static ENCODER: OnceLock<Option<Encoder>> = OnceLock::new();
        ENCODER.get_or_init(|| Self::named(std::env::var_os(VARIABLE).as_deref())).as_ref()
    }

    fn named(name: Option<&OsStr>) -> Option<Self> {
        match name {
            Some(name) if name == "none" => None,
            Some(name) if !name.is_empty() => {
                Some(Self::load(Path::new(name)).unwrap_or_else(|_| Self::embedded()))
            }
            _ => Some(Self::embedded()),
        }
    }

    pub(crate) fn embedded() -> Self {
        Self { file: File::Embedded, level: Level::best() }
    }

    /// An encoder with the weights of the file at `path`, which `training/encoder/export.py` made.
    ///
    /// # Errors
    ///
    /// If the file cannot be read, is no file of weights of this version, or was changed since.
    pub fn load(path: &Path) -> Result<Self, WeightsError> {
        let mut bytes = std::fs::read(path)?;
        let weights = Weights::of(&bytes).ok_or(WeightsError::Form)?;
        if Sha256::digest(Weights::body(&bytes)).as_slice() != weights.hash {
            return Err(WeightsError::Damaged);
        }
        let length = bytes.len();
        bytes.resize(length + 63, 0);
        let start = bytes.as_ptr().align_offset(64).min(63);
        bytes.copy_within(..length, start);
        bytes.truncate(start + length);
        Ok(Self { file: File::Loaded(bytes, start), level: Level::best() })
    }

    pub(crate) fn weights(&self) -> Weights<'_> {
        Weights::of(self.file.bytes()).expect("the form was checked when the encoder was made")
    }

    /// What tells these weights from others: the SHA-256 of what is in their file. Embeddings of two
    /// encoders compare only where this is equal, so an archive keeps it with them.
    #[must_use]
    pub fn fingerprint(&self) -> [u8; 32] {
        *self.weights().hash
    }

    /// The embedding of `text`: a clause or a sentence in any of the five languages; which one need not
    /// be said. Of a long text the first 126 pieces are read, some 80 words. A text with nothing to read
    /// (an empty one, white space) gives [`Embedding::ZERO`].
    ///
    /// Many texts at once are several times quicker: [`Encoder::encode_all`].
    #[must_use]
    pub fn encode(&self, text: &str) -> Embedding {
        let weights = self.weights();
        let pieces = [pieces(&weights, text)];
        embeddings(self.level, &weights, &pieces).first().copied().unwrap_or_default()
    }

    /// The embeddings of `texts`, in their order, on all threads. Each is the same, to the byte, as
    /// [`Encoder::encode`] gives it.
    #[must_use]
    pub fn encode_all(&self, texts: &[&str]) -> Vec<Embedding> {
        let weights = self.weights();
        let texts: Vec<Vec<u32>> =
            texts.par_iter().with_min_len(16).map(|text| pieces(&weights, text)).collect();
        let all: usize = texts.iter().map(|text| text.len() + 2).sum();
        let enough = all.div_ceil(rayon::current_num_threads()).min(ENOUGH);
        chunks(&texts, enough)
            .par_iter()
            .flat_map_iter(|chunk| embeddings(self.level, &weights, chunk))
            .collect()
    }

    /// The numbers of the pieces of `text` that are read, 126 at most, in order: for a look at what the
    /// encoder sees. Number 3 stands for letters that it does not know.
    #[must_use]
    pub fn pieces(&self, text: &str) -> Vec<u32> {
        pieces(&self.weights(), text)
    }
}

/// The texts in runs of so many tokens or a little more.
fn chunks(texts: &[Vec<u32>], enough: usize) -> Vec<&[Vec<u32>]> {
    let mut chunks = Vec::new();
    let (mut first, mut tokens) = (0, 0);
    for (place, text) in texts.iter().enumerate() {
        tokens += text.len() + 2;
        if tokens >= enough {
            chunks.push(&texts[first..=place]);
            (first, tokens) = (place + 1, 0);
        }
    }
    if first < texts.len() {
        chunks.push(&texts[first..]);
    }
    chunks
}
