//! What a test feed says should come out: an expression of Python in a comment, of which the part
//! that is a list of equations is read here.

/// `path == value`, one of those that a file asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Equation {
    /// The names and numbers on the way: `entries`, `0`, `title`.
    pub(super) path: Vec<String>,
    pub(super) value: Value,
}

/// The values that are read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Value {
    Text(String),
    /// Year, month and day of a time.
    Day(i16, i8, i8),
}

/// What a file asks for: its equations, or why they are not read.
pub(super) fn equations(text: &str) -> Result<Vec<Equation>, &'static str> {
    let line = text
        .lines()
        .find_map(|line| line.split_once("Expect:"))
        .map(|(_, rest)| rest.trim().trim_end_matches("-->").trim())
        .ok_or("no expectation in the file")?;
    if line == "1" {
        return Err("asks for no fault alone");
    }
    let parts = split(line, " and ");
    let parts: Vec<&str> = parts
        .into_iter()
        .map(|part| part.trim().trim_start_matches('(').trim_end_matches(')').trim())
        .filter(|part| !matches!(*part, "not bozo" | "bozo"))
        .collect();
    if parts.is_empty() {
        return Err("asks for no fault alone");
    }
    let mut found = Vec::new();
    for part in parts {
        let mut sides = split(part, "==");
        let value = sides.pop().filter(|_| !sides.is_empty());
        let value = value.and_then(|value| literal(value.trim()));
        let value = value.ok_or("asks for another form than text or a time")?;
        for side in sides {
            let path = path(side.trim()).ok_or("asks for another form than text or a time")?;
            found.push(Equation { path, value: value.clone() });
        }
    }
    Ok(found)
}

/// `text` parted at `mark` outside of quotation marks.
fn split<'text>(text: &'text str, mark: &str) -> Vec<&'text str> {
    let (mut parts, mut from, mut quote, mut escaped) = (Vec::new(), 0, None, false);
    for (at, letter) in text.char_indices() {
        if let Some(open) = quote {
            if !escaped && letter == open {
                quote = None;
            }
            escaped = !escaped && letter == '\\';
        } else if matches!(letter, '\'' | '"') {
            quote = Some(letter);
        } else if at >= from && text[at..].starts_with(mark) {
            parts.push(&text[from..at]);
            from = at + mark.len();
        }
    }
    parts.push(&text[from..]);
    parts
}

/// `feed['title']`, `entries[0].link`.
fn path(text: &str) -> Option<Vec<String>> {
    let plain = text.replace("['", ".").replace("[\"", ".").replace('[', ".");
    let plain = plain.replace(['\'', '"', ']'], "");
    let steps: Vec<String> = plain.split('.').map(str::to_owned).collect();
    let simple = |step: &String| {
        !step.is_empty() && step.chars().all(|letter| letter.is_alphanumeric() || letter == '_')
    };
    (steps.len() >= 2 && steps.iter().all(simple)).then_some(steps)
}

fn literal(text: &str) -> Option<Value> {
    if let Some(numbers) = text.strip_prefix('(') {
        let mut numbers = numbers.split(',').map(|number| number.trim().parse::<i16>().ok());
        let (year, month, day) = (numbers.next()??, numbers.next()??, numbers.next()??);
        return Some(Value::Day(year, month as i8, day as i8));
    }
    let mut whole = String::new();
    for part in split(text, "+") {
        whole.push_str(&string(part.trim())?);
    }
    Some(Value::Text(whole))
}

/// A string of Python with its escapes.
fn string(text: &str) -> Option<String> {
    let text = text.strip_prefix('u').unwrap_or(text);
    let quote = text.chars().next().filter(|mark| matches!(mark, '\'' | '"'))?;
    let inner = text.strip_prefix(quote)?.strip_suffix(quote)?;
    let mut out = String::new();
    let mut letters = inner.chars();
    while let Some(letter) = letters.next() {
        if letter != '\\' {
            out.push(letter);
            continue;
        }
        let escape = letters.next()?;
        let digits = ESCAPES.iter().find(|(name, _)| *name == escape).map(|(_, digits)| *digits);
        match (escape, digits) {
            (_, Some(count)) => {
                let digits: String = letters.by_ref().take(count).collect();
                out.push(u32::from_str_radix(&digits, 16).ok().and_then(char::from_u32)?);
            }
            ('n', _) => out.push('\n'),
            ('t', _) => out.push('\t'),
            ('r', _) => out.push('\r'),
            (other, _) => out.push(other),
        }
    }
    Some(out)
}

/// Escapes by number, and how many digits each has.
const ESCAPES: [(char, usize); 3] = [('x', 2), ('u', 4), ('U', 8)];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equations_are_read() {
        let text = "<!--\nExpect:  not bozo and entries[0]['title'] == u'a and b\\u00e9' and feed.link == \"x\" + 'y'\n-->";
        let found = equations(text).expect("equations");
        assert_eq!(found[0].path, ["entries", "0", "title"]);
        assert_eq!(found[0].value, Value::Text("a and bé".to_owned()));
        assert_eq!(found[1].value, Value::Text("xy".to_owned()));
        let day = equations("Expect: entries[0]['x'] == (2003, 12, 31, 10, 14, 55, 2, 365, 0)");
        assert_eq!(day.expect("a day")[0].value, Value::Day(2003, 12, 31));
        assert!(equations("Expect: not bozo and len(entries) == 2").is_err());
    }
}
