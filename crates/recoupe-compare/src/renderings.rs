//! Renderings: reports that tell another one sentence by sentence, in other words or in another language.
//!
//! An editor's rewording and a translation keep the order of what they are made from; two reporters at one event
//! each have their own. So the sentences of the shorter report are laid beside the nearest ones of the longer (the
//! cosine of their vectors), and the heaviest run of pairs that goes forward in both is one text told twice where it
//! weighs enough and no figure in it differs. Sentences that are mostly quotation do not count: two outlets that quote one speech have not copied
//! each other. Limits: a rendering that puts its sentences in quite another order is not found, nor one of three
//! sentences or fewer.

use crate::copies::{agency, copier};
use crate::story::Copy;
use recoupe_annotate::Reading;
use recoupe_text::Span;
use recoupe_vectors::{Encoder, Vector};

/// Sentences with a lower cosine tell different things.
const LIKE: f64 = 0.4;

/// The mean cosine over all sentences of the shorter report, of those in the run, from which it is a rendering. Of 102
/// pairs of independent reports of one affair in the project's own data the highest has 0.31, of 42 renderings and
/// trimmed texts 38 have more than this.
const RENDERED: f64 = 0.33;

/// The fewest sentences that are a text, and the least of them that go forward together.
const FEWEST: usize = 4;
const TOGETHER: usize = 3;

/// The shortest sentence that tells something, in bytes.
const SHORTEST: usize = 30;

/// How many sentences of a report are looked at: a bound for the square of their number.
const MOST: usize = 60;

/// A sentence of narration, its vector, and what it counts.
struct Told<'reading> {
    span: Span,
    vector: Vector,
    counts: Vec<&'reading str>,
}

/// The renderings among `readings`, of pairs that are not in `verbatim`.
#[must_use]
pub(crate) fn renderings(readings: &[&Reading], verbatim: &[Copy]) -> Vec<Copy> {
    if readings.len() < 2 {
        return Vec::new();
    }
    let told: Vec<Vec<Told<'_>>> = readings.iter().map(|reading| narration(reading)).collect();
    let mut found = Vec::new();
    for left in 0..readings.len() {
        for right in left + 1..readings.len() {
            if verbatim.iter().all(|copy| copy.articles != [left, right]) {
                found.extend(rendering(readings, &told, [left, right]));
            }
        }
    }
    found
}

/// The sentences of a report that are not its title and mostly no quotation.
fn narration(reading: &Reading) -> Vec<Told<'_>> {
    let syntax = &reading.syntax;
    let title = reading.article.title.map_or(0, |title| title.end);
    let narrated = |span: &Span| {
        let tokens = syntax.within(*span);
        let quoted = tokens.clone().filter(|index| syntax.stretch(*index).is_some()).count();
        span.start >= title && span.len() >= SHORTEST && quoted * 2 < tokens.len()
    };
    let sentences = syntax.sentences.iter().copied().filter(narrated).take(MOST);
    sentences
        .map(|span| Told {
            span,
            vector: Encoder::get().encode(span.of(reading.text())),
            counts: counts(reading, span),
        })
        .collect()
}

/// The figures inside of a stretch.
fn counts(reading: &Reading, span: Span) -> Vec<&str> {
    let inside = reading.figures.iter().filter(|figure| span.contains(figure.span));
    inside.map(|figure| figure.value.as_str()).collect()
}

/// Whether both sentences count something and no count is the same: who renders a text keeps its figures.
fn counts_differ(one: &Told<'_>, other: &Told<'_>) -> bool {
    !one.counts.is_empty()
        && !other.counts.is_empty()
        && one.counts.iter().all(|count| !other.counts.contains(count))
}

fn rendering(readings: &[&Reading], told: &[Vec<Told<'_>>], articles: [usize; 2]) -> Option<Copy> {
    let [left, right] = articles.map(|article| &told[article]);
    let swapped = left.len() > right.len();
    let (short, long) = if swapped { (right, left) } else { (left, right) };
    if short.len() < FEWEST {
        return None;
    }
    let run = heaviest(&nearest(short, long));
    let weight: f64 = run.iter().map(|pair| pair.cosine).sum();
    let differs = |pair: &Beside| counts_differ(&short[pair.short], &long[pair.long]);
    if run.len() < TOGETHER || weight < RENDERED * short.len() as f64 || run.iter().any(differs) {
        return None;
    }
    let passages = run.iter().map(|pair| {
        let spans = [short[pair.short].span, long[pair.long].span];
        if swapped { [spans[1], spans[0]] } else { spans }
    });
    let mut passages: Vec<[Span; 2]> = passages.collect();
    passages.sort_unstable();
    Some(Copy {
        articles,
        passages,
        share: run.len() as f64 / short.len() as f64,
        agency: agency(readings, articles),
        copier: copier(readings, articles),
    })
}

/// Two sentences laid beside each other.
#[derive(Debug, Clone, Copy)]
struct Beside {
    short: usize,
    long: usize,
    cosine: f64,
}

/// For each sentence of the shorter report the nearest of the longer, where one is like it.
fn nearest(short: &[Told<'_>], long: &[Told<'_>]) -> Vec<Beside> {
    let of = |(number, sentence): (usize, &Told<'_>)| {
        let all = long.iter().enumerate();
        let cosines = all.map(|(long, other)| Beside {
            short: number,
            long,
            cosine: sentence.vector.cosine(&other.vector),
        });
        // Of equals the first.
        cosines.rev().max_by(|one, other| one.cosine.total_cmp(&other.cosine))
    };
    let best = short.iter().enumerate().filter_map(of);
    best.filter(|pair| pair.cosine >= LIKE).collect()
}

/// The run of pairs that goes forward in both reports and weighs most.
fn heaviest(pairs: &[Beside]) -> Vec<Beside> {
    // For each pair the weight of the best run that ends in it, and the pair before it there.
    let mut runs: Vec<(f64, Option<usize>)> = Vec::with_capacity(pairs.len());
    for (at, pair) in pairs.iter().enumerate() {
        let mut best = (0.0, None);
        for before in (0..at).filter(|before| pairs[*before].long < pair.long) {
            if runs[before].0 > best.0 {
                best = (runs[before].0, Some(before));
            }
        }
        runs.push((best.0 + pair.cosine, best.1));
    }
    let mut at = (0..runs.len()).rev().max_by(|one, other| runs[*one].0.total_cmp(&runs[*other].0));
    let mut run = Vec::new();
    while let Some(end) = at {
        run.push(pairs[end]);
        at = runs[end].1;
    }
    run.reverse();
    run
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_heaviest_run_goes_forward() {
        let pair = |short, long, cosine| Beside { short, long, cosine };
        let pairs =
            [pair(0, 3, 0.9), pair(1, 0, 0.5), pair(2, 1, 0.5), pair(3, 2, 0.6), pair(4, 5, 0.4)];
        let run: Vec<usize> = heaviest(&pairs).iter().map(|pair| pair.short).collect();
        assert_eq!(run, [1, 2, 3, 4]);
        assert!(heaviest(&[]).is_empty());
    }
}
