//! The encoder on the sentences of the corroboration set: `cargo bench -p recoupe-reader`.
//!
//! `benches/reader` runs it beside PyTorch. Time is the processor's where the system tells it (Linux):
//! what others do on the machine is not in it. Set `RAYON_NUM_THREADS=1` for the speed of one core.

use recoupe_reader::Encoder;
use std::hint::black_box;
use std::path::Path;
use std::time::Instant;

const ROUNDS: usize = 5;

fn main() {
    let begin = Instant::now();
    let Some(encoder) = Encoder::get() else { return };
    black_box(encoder.encode("Ready."));
    eprintln!("ready, with a first sentence, in {:.1} ms", begin.elapsed().as_secs_f64() * 1e3);

    let sentences = sentences();
    let texts: Vec<&str> = sentences.iter().map(String::as_str).collect();
    let tokens: usize = texts.iter().map(|text| encoder.pieces(text).len() + 2).sum();
    let together = best(|| {
        black_box(encoder.encode_all(&texts));
    });
    let alone = best(|| {
        for text in &texts {
            black_box(encoder.encode(text));
        }
    });
    for (name, seconds) in [("together", together), ("one by one", alone)] {
        let (tokens, texts) = (tokens as f64 / seconds, texts.len() as f64 / seconds);
        eprintln!("{name:12} {tokens:10.0} tokens/s {texts:8.0} texts/s");
    }
}

/// The lines of the reports, cut at full stops.
fn sentences() -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../eval/corroboration");
    let folders = std::fs::read_dir(root).into_iter().flatten().flatten();
    let files = folders.filter_map(|folder| std::fs::read_dir(folder.path()).ok()).flatten();
    let mut paths: Vec<_> = files.flatten().map(|file| file.path()).collect();
    paths.sort();
    paths
        .iter()
        .filter(|path| path.extension().is_some_and(|ending| ending == "txt"))
        .filter_map(|path| std::fs::read_to_string(path).ok())
        .flat_map(|text| text.lines().map(str::to_owned).collect::<Vec<_>>())
        .flat_map(|line| line.split_inclusive(". ").map(str::to_owned).collect::<Vec<_>>())
        .filter(|sentence| sentence.len() > 20)
        .collect()
}

/// The seconds of the quickest round.
fn best(mut work: impl FnMut()) -> f64 {
    let round = |_| {
        let (wall, spent) = (Instant::now(), processor());
        work();
        spent.and_then(|spent| Some(processor()? - spent)).unwrap_or(wall.elapsed().as_secs_f64())
    };
    (0..ROUNDS).map(round).fold(f64::INFINITY, f64::min)
}

/// Seconds that the threads of this process have spent on a processor.
fn processor() -> Option<f64> {
    let threads = std::fs::read_dir("/proc/self/task").ok()?.flatten();
    let of = |thread: std::fs::DirEntry| {
        let spent = std::fs::read_to_string(thread.path().join("schedstat")).ok()?;
        spent.split(' ').next()?.parse::<f64>().ok()
    };
    threads.map(of).sum::<Option<f64>>().map(|nanoseconds| nanoseconds / 1e9)
}
