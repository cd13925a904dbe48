//! Strings to lines.
//!
//! A string goes on with the line where it stands at its height and not before its end; where there is room between
//! them, a blank stands there. Heights and room are told in shares of the size.

use super::draw::Run;

/// From how much room on a blank stands between two strings.
const BLANK: f32 = 0.17;
/// How far a string may stand off the line: raised numbers of notes do.
const OFF: f32 = 0.45;
/// How far back a string may start: letters that lean into each other do.
const BACK: f32 = 0.6;

/// A line of a page.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Line {
    pub(super) page: usize,
    pub(super) x: f32,
    pub(super) y: f32,
    pub(super) end: f32,
    pub(super) size: f32,
    pub(super) text: String,
    level: bool,
}

/// The lines of `runs`, in their order.
pub(super) fn lines(runs: Vec<Run>) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for run in runs {
        match lines.last_mut() {
            Some(line) if goes_on(line, &run) => {
                let room = run.x - line.end;
                let blank = line.text.ends_with(' ') || run.text.starts_with(' ');
                if room > BLANK * line.size.min(run.size) && !blank {
                    line.text.push(' ');
                }
                line.text.push_str(&run.text);
                line.end = line.end.max(run.end);
                // A line is as large as most of it.
                if run.end - run.x > (line.end - line.x) * 0.5 {
                    line.size = run.size;
                }
            }
            _ => {
                let Run { page, x, y, end, size, level, text } = run;
                lines.push(Line { page, x, y, end, size, text, level });
            }
        }
    }
    lines.retain(|line| line.text.chars().any(|letter| !letter.is_whitespace()));
    lines
}

fn goes_on(line: &Line, run: &Run) -> bool {
    let size = line.size.max(run.size);
    line.page == run.page
        && line.level
        && run.level
        && (run.y - line.y).abs() < OFF * size
        && run.x > line.end - BACK * size
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(x: f32, y: f32, end: f32, text: &str) -> Run {
        Run { page: 1, x, y, end, size: 10.0, level: true, text: text.to_owned() }
    }

    #[test]
    fn strings_join_with_blanks_where_there_is_room() {
        let runs = vec![
            run(10.0, 700.0, 30.0, "The har"),
            run(30.2, 700.0, 50.0, "bour"),
            run(53.0, 700.0, 80.0, "opened"),
            run(80.1, 703.0, 84.0, "1"),
            run(10.0, 688.0, 40.0, "again."),
            run(10.0, 676.0, 12.0, " "),
        ];
        let texts: Vec<String> = lines(runs).into_iter().map(|line| line.text).collect();
        assert_eq!(texts, ["The harbour opened1", "again."]);
    }
}
