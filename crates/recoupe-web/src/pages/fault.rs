//! What went wrong, and what to do.

use super::{Frame, framed};
use crate::fault::Fault;

pub(crate) fn page(fault: &Fault) -> String {
    let frame = Frame { title: "Not done", ..Frame::default() };
    framed(&frame, |page| {
        page.element("header", &[("class", "lead fault")], |page| {
            page.words("h1", &[], &fault.what);
            page.words("p", &[], fault.help);
            page.words("p", &[("class", "facts")], &format!("HTTP {}", fault.status.as_u16()));
        });
    })
}
