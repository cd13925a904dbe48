//! A robots.txt to the rules for one program (RFC 9309, sections 2.1 and 2.2).
//!
//! A group is one or more lines `user-agent` and the rules under them. All groups that name the program are taken
//! together; where none does, those that name `*`. Lines other than `user-agent`, `allow` and `disallow` do not
//! part a group (section 2.2.4).

use super::pattern::Pattern;
use super::{LARGEST, Rule, Rules};
use std::time::Duration;

/// The mark of UTF-8, with which some editors begin a file.
const MARK: &[u8] = b"\xef\xbb\xbf";

/// Rules for the program by its name, and for everybody.
#[derive(Default)]
struct Found {
    named: Option<Rules>,
    everybody: Option<Rules>,
}

/// To whom the lines that follow are said.
#[derive(Default, Clone, Copy)]
struct Group {
    named: bool,
    everybody: bool,
    /// Whether a rule has come, after which a `user-agent` begins another group.
    ruled: bool,
}

pub(super) fn rules(file: &[u8], product: &str) -> Rules {
    let file = file.strip_prefix(MARK).unwrap_or(file);
    let most = usize::try_from(LARGEST).unwrap_or(usize::MAX);
    let file = match file.get(..most) {
        // What stands at the limit may be half a line, and half a rule is another rule.
        Some(head) if file.len() > most => {
            let end = head.iter().rposition(|&byte| byte == b'\n' || byte == b'\r');
            &head[..end.unwrap_or(0)]
        }
        _ => file,
    };
    let mut found = Found::default();
    let mut group = Group::default();
    for line in file.split(|&byte| byte == b'\n' || byte == b'\r') {
        if let Some((key, value)) = record(line) {
            found.take(&mut group, key, value, product);
        }
    }
    found.named.or(found.everybody).unwrap_or_default()
}

impl Found {
    fn take(&mut self, group: &mut Group, key: &[u8], value: &[u8], product: &str) {
        let is = |name: &str| key.eq_ignore_ascii_case(name.as_bytes());
        if is("user-agent") {
            if group.ruled {
                *group = Group::default();
            }
            if names(value, product) {
                group.named = true;
                self.named.get_or_insert_default();
            } else if value.split(u8::is_ascii_whitespace).next() == Some(b"*") {
                group.everybody = true;
                self.everybody.get_or_insert_default();
            }
        } else if is("allow") || is("disallow") {
            group.ruled = true;
            // An empty rule fits nothing (section 2.2.2: a path begins with a slash or `*`).
            if let Some(pattern) = Pattern::of(value) {
                self.each(*group, |rules| {
                    rules.rules.push(Rule { pattern: pattern.clone(), allow: is("allow") });
                });
            }
        } else if is("crawl-delay")
            && let Some(delay) = seconds(value)
        {
            self.each(*group, |rules| rules.delay = rules.delay.max(Some(delay)));
        }
    }

    fn each(&mut self, group: Group, mut change: impl FnMut(&mut Rules)) {
        if let Some(rules) = self.named.as_mut().filter(|_| group.named) {
            change(rules);
        }
        if let Some(rules) = self.everybody.as_mut().filter(|_| group.everybody) {
            change(rules);
        }
    }
}

/// A line `key: value`, without its comment.
fn record(line: &[u8]) -> Option<(&[u8], &[u8])> {
    let line = line.split(|&byte| byte == b'#').next()?;
    let colon = line.iter().position(|&byte| byte == b':')?;
    Some((line[..colon].trim_ascii(), line[colon + 1..].trim_ascii()))
}

/// Whether a `user-agent` line names the program: its token, in any case, whatever version follows (section 2.2.1).
fn names(value: &[u8], product: &str) -> bool {
    let ends = |byte: &u8| !byte.is_ascii_alphabetic() && !matches!(byte, b'_' | b'-');
    let token = value.split(ends).next().unwrap_or_default();
    !token.is_empty() && token.eq_ignore_ascii_case(product.as_bytes())
}

fn seconds(value: &[u8]) -> Option<Duration> {
    let seconds: f64 = std::str::from_utf8(value).ok()?.parse().ok()?;
    Duration::try_from_secs_f64(seconds).ok()
}
