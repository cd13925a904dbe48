//! Measures every job on labelled data; a module a job.

pub mod extraction;
