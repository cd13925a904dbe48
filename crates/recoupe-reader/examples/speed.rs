use recoupe_reader::Encoder;
use std::time::Instant;
fn cpu() -> f64 {
    std::fs::read_dir("/proc/self/task")
        .unwrap()
        .flatten()
        .map(|t| {
            std::fs::read_to_string(t.path().join("schedstat"))
                .unwrap()
                .split(' ')
                .next()
                .unwrap()
                .parse::<f64>()
                .unwrap()
        })
        .sum::<f64>()
        / 1e9
}
fn main() {
    let t = Instant::now();
    let encoder = Encoder::get().unwrap();
    let _ = encoder.encode("warm");
    eprintln!("first {:?}", t.elapsed());
    let t = Instant::now();
    let _ = encoder.encode("The harbour master closed the lower bridge on Tuesday evening.");
    eprintln!("one {:?}", t.elapsed());
    let text = std::fs::read_to_string(std::env::args().nth(1).unwrap()).unwrap();
    let texts: Vec<&str> = text.lines().collect();
    let t = Instant::now();
    let tokens: usize = texts.iter().map(|text| encoder.pieces(text).len() + 2).sum();
    eprintln!("{} texts {tokens} tokens; tokenising {:?}", texts.len(), t.elapsed());
    for _ in 0..4 {
        let t = Instant::now();
        let c = cpu();
        std::hint::black_box(encoder.encode_all(&texts));
        let w = t.elapsed().as_secs_f64();
        let s = cpu() - c;
        eprintln!(
            "wall {w:.2} cpu {s:.2}: {:.0} tokens/s {:.0} texts/s",
            tokens as f64 / s,
            texts.len() as f64 / s
        );
    }
}
