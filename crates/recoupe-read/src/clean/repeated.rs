//! What stands twice: the title again under the picture, the summary again as the first paragraph.
//!
//! The first stands, the later goes. Short lines may come back honestly ("No.", a subhead), so only
//! those of four words and more are compared, and shorter ones with the title alone.

use super::furniture::form;
use crate::article::Reason;
use crate::block::{Block, Role, ends_sentence};
use std::collections::HashSet;

/// The fewest words of a line that may not come back.
const FEWEST: usize = 4;

/// Marks the blocks that repeat an earlier one or the title. Linear.
pub(crate) fn repeats(blocks: &mut [Block], title: Option<&str>) {
    let title = title.map(form);
    let mut seen: HashSet<String> = title.iter().cloned().collect();
    for block in blocks.iter_mut().filter(|block| block.kept() && block.post.is_none()) {
        let form = form(&block.text);
        if form.is_empty() {
            continue;
        }
        // Lists and tables repeat their lines by nature.
        let listed = matches!(block.role, Role::Item | Role::Row);
        let twice = if block.words() >= FEWEST && !listed {
            !seen.insert(form.clone())
        } else {
            Some(&form) == title.as_ref()
        };
        if twice || title.as_ref().is_some_and(|title| within_title(block, &form, title)) {
            block.remove(Reason::Repeated);
        }
    }
}

/// Whether the line's words stand in the title as they are: a caption, an address line. `form` and
/// `title` are the compared forms.
fn within_title(block: &Block, form: &str, title: &str) -> bool {
    let words = block.words();
    (2..=20).contains(&words)
        && !ends_sentence(&block.text)
        && form.len() > 8
        && format!(" {title} ").contains(&format!(" {form} "))
}
