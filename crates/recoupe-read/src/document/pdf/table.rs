//! The table that a font has of its letters (`ToUnicode`): codes, and ranges of codes, with what they say.
//!
//! Read leniently, since programs write it in many ways: what stands between `beginbfchar` or `beginbfrange` and
//! their ends counts, and what has no form there is passed over.

/// The most codes that are taken.
const CODES: usize = 1 << 16;

enum Token<'text> {
    Code(Vec<u8>),
    Open,
    Close,
    Word(&'text [u8]),
}

/// Every code of the table with its letters.
pub(super) fn letters(table: &[u8]) -> Vec<(u32, String)> {
    let mut found: Vec<(u32, String)> = Vec::new();
    let mut tokens = Tokens(table);
    while let Some(token) = tokens.next() {
        match token {
            Token::Word(b"beginbfchar") => chars(&mut tokens, &mut found),
            Token::Word(b"beginbfrange") => ranges(&mut tokens, &mut found),
            _ => {}
        }
    }
    found
}

fn chars(tokens: &mut Tokens, found: &mut Vec<(u32, String)>) {
    while let Some(Token::Code(code)) = tokens.next() {
        let Some(Token::Code(says)) = tokens.next() else { return };
        if found.len() < CODES
            && let (Some(code), Some(says)) = (number(&code), text(&says))
        {
            found.push((code, says));
        }
    }
}

fn ranges(tokens: &mut Tokens, found: &mut Vec<(u32, String)>) {
    while let Some(Token::Code(first)) = tokens.next() {
        let (Some(Token::Code(last)), Some(says)) = (tokens.next(), tokens.next()) else { return };
        let (Some(first), Some(last)) = (number(&first), number(&last)) else { return };
        let codes = (first..=last).take(CODES.saturating_sub(found.len()));
        match says {
            Token::Code(mut says) => {
                for code in codes {
                    found.extend(text(&says).map(|says| (code, says)));
                    // The last unit counts up.
                    let Some([high, low]) = says.last_chunk_mut() else { break };
                    [*high, *low] = u16::from_be_bytes([*high, *low]).wrapping_add(1).to_be_bytes();
                }
            }
            Token::Open => {
                let mut codes = codes;
                while let Some(Token::Code(says)) = tokens.next() {
                    let Some(code) = codes.next() else { continue };
                    found.extend(text(&says).map(|says| (code, says)));
                }
            }
            _ => return,
        }
    }
}

/// The number of a code of one to four bytes.
fn number(code: &[u8]) -> Option<u32> {
    let fits = (1..=4).contains(&code.len());
    fits.then(|| code.iter().fold(0, |number, byte| number << 8 | u32::from(*byte)))
}

/// The letters that units of UTF-16 say; one byte says what two would.
fn text(units: &[u8]) -> Option<String> {
    let units: Vec<u16> = match units {
        [unit] => vec![u16::from(*unit)],
        units => units.as_chunks().0.iter().map(|unit| u16::from_be_bytes(*unit)).collect(),
    };
    String::from_utf16(&units).ok().filter(|text| !text.is_empty())
}

struct Tokens<'text>(&'text [u8]);

impl<'text> Iterator for Tokens<'text> {
    type Item = Token<'text>;

    fn next(&mut self) -> Option<Token<'text>> {
        loop {
            let (first, rest) = self.0.split_first()?;
            match first {
                b'<' if rest.first() != Some(&b'<') => {
                    let end = rest.iter().position(|byte| *byte == b'>')?;
                    let digits = rest[..end].iter().filter_map(|byte| (*byte as char).to_digit(16));
                    let digits: Vec<u8> = digits.map(|digit| digit as u8).collect();
                    self.0 = &rest[end + 1..];
                    return Some(Token::Code(
                        digits
                            .chunks(2)
                            .map(|pair| pair[0] << 4 | pair.get(1).unwrap_or(&0))
                            .collect(),
                    ));
                }
                b'[' | b']' => {
                    self.0 = rest;
                    return Some(if *first == b'[' { Token::Open } else { Token::Close });
                }
                b'%' => {
                    let end = rest.iter().position(|byte| matches!(byte, b'\r' | b'\n'));
                    self.0 = &rest[end.unwrap_or(rest.len())..];
                }
                _ if first.is_ascii_alphabetic() => {
                    let end = self.0.iter().position(|byte| !byte.is_ascii_alphanumeric());
                    let (word, rest) = self.0.split_at(end.unwrap_or(self.0.len()));
                    self.0 = rest;
                    return Some(Token::Word(word));
                }
                _ => self.0 = rest,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_ranges() {
        let table = b"/CIDInit /ProcSet findresource begin 1 begincodespacerange <00> <FF> endcodespacerange\n\
            2 beginbfchar <01> <0048> <02><00660069> endbfchar % a note <03> <0041>\n\
            2 beginbfrange <0010> <0012> <00e9>\n<20> <21> [<0041> <D83DDE00>] endbfrange end";
        let expected =
            [(1, "H"), (2, "fi"), (16, "é"), (17, "ê"), (18, "ë"), (32, "A"), (33, "😀")];
        let found = letters(table);
        let found: Vec<(u32, &str)> =
            found.iter().map(|(code, says)| (*code, says.as_str())).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn ranges_without_end_are_cut() {
        let table =
            b"beginbfrange <00000000> <ffffffff> <0041> <00000000> <ffffffff> <0041> endbfrange";
        assert!(letters(table).len() <= CODES);
        assert!(letters(b"beginbfrange <00> <ff> [ <0041").is_empty());
    }
}
