//! Descriptions of people by office: "the French interior minister", "son homologue marocain".
//!
//! A description is keyed by office, portfolio and country, each the same in every language, so that
//! "French Interior Minister" and "le ministre français de l'Intérieur" are one key and can stand for the
//! person who holds it anywhere in the story.

use super::known::Gazetteer;
use crate::grammar::Classes;
use crate::syntax::Syntax;
use recoupe_text::{Language, PerLanguage, Tokens, lower};
use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};
use std::ops::Range;

/// A description of somebody by office.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Role {
    /// Its tokens, without the article.
    pub tokens: Range<usize>,
    /// The office.
    pub office: &'static str,
    /// What the office is for.
    pub portfolio: Option<&'static str>,
    /// The country's key.
    pub country: Option<String>,
    /// Several people: "the two ministers".
    pub plural: bool,
    /// An article or a possessive stands before it.
    pub definite: bool,
    /// Its gender, where the form tells one.
    pub gender: char,
}

impl Role {
    /// Whether the two can describe the same holder: same office, nothing that contradicts.
    #[must_use]
    pub fn agrees_with(&self, other: &Self) -> bool {
        let same = |left: Option<&str>, right: Option<&str>| {
            left.is_none() || right.is_none() || left == right
        };
        self.office == other.office
            && self.plural == other.plural
            && same(self.portfolio, other.portfolio)
            && same(self.country.as_deref(), other.country.as_deref())
    }

    /// How much it tells: a bare "minister" little, "French interior minister" much.
    #[must_use]
    pub fn detail(&self) -> usize {
        usize::from(self.portfolio.is_some()) + usize::from(self.country.is_some())
    }
}

struct Offices {
    forms: HashMap<String, Vec<Office>>,
    /// Offices that compounds end in ("Verkehrs-minister"), the longest first.
    compounds: Vec<(String, Office)>,
    modifiers: HashSet<String>,
    /// Head words that end the names of firms: "General Motors" is no general.
    bodies: HashSet<&'static str>,
    genitives: Vec<&'static str>,
}

#[derive(Clone)]
struct Office {
    rest: Vec<String>,
    key: &'static str,
    gender: char,
    plural: bool,
}

static OFFICES: PerLanguage<Offices> = PerLanguage::new(|language: &'static Language| {
    let mut forms: HashMap<String, Vec<Office>> = HashMap::default();
    let mut compounds = Vec::new();
    for row in language.table("roles").rows() {
        for form in row.alternatives(1) {
            let tokens = Tokens::of(form, language);
            let rest = (1..tokens.len()).map(|index| tokens.lower(index).to_owned()).collect();
            let gender = row.get(2).chars().next().unwrap_or('-');
            let plural = form.ends_with('s')
                && row.alternatives(1).any(|other| form.strip_suffix('s') == Some(other));
            let office = Office { rest, key: row.get(0), gender, plural };
            if row.get(3).contains("compound") && office.rest.is_empty() {
                compounds.push((tokens.lower(0).to_owned(), office.clone()));
            }
            forms.entry(tokens.lower(0).to_owned()).or_default().push(office);
        }
    }
    compounds.sort_by_key(|(form, _)| std::cmp::Reverse(form.len()));
    for offices in forms.values_mut() {
        offices.sort_by_key(|office| std::cmp::Reverse(office.rest.len()));
    }
    Offices {
        forms,
        compounds,
        modifiers: language.table("role-modifiers").words().map(lower).collect(),
        bodies: language.table("organisation-words").words().collect(),
        genitives: language.property("genitive").split('|').collect(),
    }
});

/// The descriptions in a text, in order, none overlapping another.
#[must_use]
pub fn roles(syntax: &Syntax) -> Vec<Role> {
    let offices = OFFICES.get(syntax.language);
    let gazetteer = Gazetteer::of(syntax.language);
    let mut found: Vec<Role> = Vec::new();
    let mut at = 0;
    while at < syntax.tokens.len() {
        let direct = offices.forms.get(syntax.tokens.lower(at)).and_then(|forms| {
            forms.iter().find(|office| {
                office
                    .rest
                    .iter()
                    .enumerate()
                    .all(|(offset, word)| syntax.tokens.lower(at + 1 + offset) == word)
            })
        });
        let compound = || compounded(syntax.tokens.lower(at), offices, gazetteer);
        let Some((office, portfolio)) = direct.map(|office| (office, None)).or_else(compound)
        else {
            at += 1;
            continue;
        };
        let next = at + 1 + office.rest.len();
        if syntax.is_capital(at)
            && syntax.is_capital(next)
            && offices.bodies.contains(syntax.tokens.lower(next))
        {
            at = next;
            continue;
        }
        let floor = found.last().map_or(0, |role| role.tokens.end);
        let mut role = Role {
            tokens: at..at + 1 + office.rest.len(),
            office: office.key,
            portfolio,
            country: None,
            plural: office.plural,
            definite: false,
            gender: office.gender,
        };
        extend_left(syntax, gazetteer, offices, floor, &mut role);
        extend_right(syntax, gazetteer, offices, &mut role);
        role.definite = role.tokens.start > 0
            && syntax.is(role.tokens.start - 1, Classes::DETERMINER.and(Classes::POSSESSIVE));
        at = role.tokens.end;
        // "ministre d'État, ministre de l'Intérieur": one person, the fuller description.
        match found.last_mut() {
            Some(last)
                if last.office == role.office
                    && last.tokens.end + 1 == role.tokens.start
                    && syntax.tokens.lower(last.tokens.end) == "," =>
            {
                last.tokens.end = role.tokens.end;
                last.portfolio = role.portfolio.or(last.portfolio);
                last.country = role.country.or_else(|| last.country.take());
            }
            _ => found.push(role),
        }
    }
    found
}

/// The shortest first part of a compound, in bytes.
const FIRST_PART: usize = 3;

/// "Bundesverkehrsminister": the office that ends the word, and what it is for, where the first part
/// says so, but for words that modify an office.
fn compounded<'a>(
    form: &str,
    offices: &'a Offices,
    gazetteer: &Gazetteer,
) -> Option<(&'a Office, Option<&'static str>)> {
    let (first, office) = offices.compounds.iter().find_map(|(end, office)| {
        let first = form.strip_suffix(end.as_str())?;
        (first.len() >= FIRST_PART).then_some((first.trim_end_matches('-'), office))
    })?;
    let mut first = first;
    // The longest modifier is cut first, in whatever order they are held.
    while let Some(rest) = offices
        .modifiers
        .iter()
        .filter(|word| !word.is_empty())
        .filter_map(|word| first.strip_prefix(word.as_str()))
        .min_by_key(|rest| rest.len())
    {
        first = rest.trim_start_matches('-');
    }
    let bare = first.strip_suffix('s').unwrap_or(first);
    let portfolio = [first, bare].into_iter().find_map(|first| gazetteer.portfolio_named(first));
    Some((office, portfolio))
}

fn extend_left(
    syntax: &Syntax,
    gazetteer: &Gazetteer,
    offices: &Offices,
    floor: usize,
    role: &mut Role,
) {
    while role.tokens.start > floor {
        let at = role.tokens.start - 1;
        let form = syntax.tokens.lower(at);
        if let Some(country) = gazetteer.demonym(form) {
            role.country = Some(country.key.clone());
        } else if let Some((length, key)) = (1..=2)
            .filter_map(|back| role.tokens.start.checked_sub(back).filter(|start| *start >= floor))
            .find_map(|start| {
                gazetteer
                    .portfolio(syntax, start)
                    .filter(|(length, _)| start + length == role.tokens.start)
            })
        {
            if syntax.language.property("portfolio-place") != "before" {
                break;
            }
            role.portfolio = Some(key);
            role.tokens.start -= length - 1;
        } else {
            let goes_on = offices.modifiers.contains(form) || form == "-" && at > floor;
            if !goes_on {
                break;
            }
        }
        role.tokens.start -= 1;
    }
}

fn extend_right(syntax: &Syntax, gazetteer: &Gazetteer, offices: &Offices, role: &mut Role) {
    for _ in 0..4 {
        let at = role.tokens.end;
        let form = syntax.tokens.lower(at);
        if form == "-" {
            break;
        }
        let construct = !syntax.language.property("construct-state").is_empty();
        if construct && offices.modifiers.contains(form) {
            role.tokens.end += 1;
            continue;
        }
        // "وزير الخارجية": what an office is for stands right behind it.
        if construct && let Some((length, key)) = gazetteer.portfolio(syntax, at) {
            role.portfolio = role.portfolio.or(Some(key));
            role.tokens.end += length;
            continue;
        }
        if construct
            && let Some((length, known)) = gazetteer.named(syntax, at)
            && gazetteer.demonym(form).is_none()
        {
            if known.key.starts_with("country:") && role.country.is_none() {
                role.country = Some(known.key.clone());
            }
            role.tokens.end += length;
            break;
        }
        if let Some(country) = gazetteer.demonym(form) {
            let is_name =
                syntax.is_capital(at) && syntax.language.property("portfolio-place") == "before";
            if role.country.is_some() || is_name {
                break;
            }
            role.country = Some(country.key.clone());
            role.tokens.end += 1;
        } else if offices.genitives.contains(&form) {
            let mut next = at + 1;
            while syntax.is(next, Classes::DETERMINER) && next < at + 3 {
                next += 1;
            }
            if let Some((length, key)) = gazetteer.portfolio(syntax, next) {
                role.portfolio = role.portfolio.or(Some(key));
                role.tokens.end = next + length;
            } else if let Some((length, known)) = gazetteer.longest(syntax, next) {
                if known.key.starts_with("country:") && role.country.is_none() {
                    role.country = Some(known.key.clone());
                }
                role.tokens.end = next + length;
            } else {
                break;
            }
        } else {
            break;
        }
    }
}
