//! Shows the times of a text: `show LANGUAGE DATE TEXT`.
use recoupe_text::{Language, Tokens, sentences};
fn main() {
    let a: Vec<String> = std::env::args().collect();
    let l = Language::get(&a[1]).unwrap();
    let t = &a[3];
    for x in recoupe_time::times(t, &Tokens::of(t, l), &sentences(t, l), l, &recoupe_time::Context { published: a[2].parse().ok() }) {
        println!("{:?} {:?} {:?} timex={} open={:?} mod={:?} tod={:?}", x.span.of(t), x.kind, x.value.map(|v| v.to_string()), x.timex3(), x.open, x.modifier, x.time_of_day);
    }
}
