//! Forms for comparison of the parts of a text, one behind another in one buffer.
//!
//! Tokens and pieces are each many short strings made once and read often: one buffer and the ends
//! of the forms in it cost two allocations a text, where strings of their own would cost one a word.
//! Limits: forms are only added, in order.

/// The forms, by their place.
#[derive(Debug, Clone, Default)]
pub(crate) struct Forms {
    buffer: String,
    ends: Vec<u32>,
}

impl Forms {
    /// With room for `count` forms of `bytes` in all.
    pub(crate) fn with_capacity(count: usize, bytes: usize) -> Self {
        Self { buffer: String::with_capacity(bytes), ends: Vec::with_capacity(count) }
    }

    /// Adds one form: what `write` puts at the end of the buffer.
    pub(crate) fn push(&mut self, write: impl FnOnce(&mut String)) {
        write(&mut self.buffer);
        self.ends.push(self.buffer.len() as u32);
    }

    /// Puts `form` in the place of the last one.
    pub(crate) fn replace_last(&mut self, form: &str) {
        if self.ends.pop().is_some() {
            self.buffer.truncate(self.ends.last().map_or(0, |end| *end as usize));
            self.push(|buffer| buffer.push_str(form));
        }
    }

    /// Form `index`, or `""` past the end.
    pub(crate) fn get(&self, index: usize) -> &str {
        let Some(end) = self.ends.get(index) else { return "" };
        let start = index.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.buffer[start as usize..*end as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_found_at_its_place() {
        let mut forms = Forms::default();
        for form in ["ab", "", "ç"] {
            forms.push(|buffer| buffer.push_str(form));
        }
        assert_eq!([forms.get(0), forms.get(1), forms.get(2), forms.get(3)], ["ab", "", "ç", ""]);
        forms.replace_last("de");
        assert_eq!([forms.get(0), forms.get(2), forms.get(3)], ["ab", "de", ""]);
    }
}
