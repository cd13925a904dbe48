//! A test for every rule of RFC 9309 that a parser can keep; what the network does is tested in `tests/robots.rs`.

use super::{LARGEST, Rules, Standing};
use proptest::prelude::*;
use std::time::Duration;
use url::Url;

/// Whether our program may fetch `path` under `file`.
fn allowed(file: impl AsRef<[u8]>, path: &str) -> bool {
    allowed_as("Recoupe", file, path)
}

fn allowed_as(product: &str, file: impl AsRef<[u8]>, path: &str) -> bool {
    let url = Url::parse(&format!("https://paper.example{path}")).expect(path);
    Rules::of(file.as_ref(), product).allow(&url)
}

#[test]
fn section_2_1_rules_stand_under_the_user_agents_they_are_for() {
    let file = "User-agent: other\nDisallow: /\n\nUser-agent: recoupe\nDisallow: /a\n";
    assert!(!allowed(file, "/a"));
    assert!(allowed(file, "/b"));
}

#[test]
fn section_2_1_a_group_may_have_several_user_agents() {
    let file = "user-agent: one\nuser-agent: recoupe\n\nuser-agent: two\ndisallow: /a";
    for product in ["one", "Recoupe", "two"] {
        assert!(!allowed_as(product, file, "/a"), "{product}");
    }
    assert!(allowed_as("three", file, "/a"));
}

#[test]
fn section_2_1_rules_before_any_user_agent_are_for_nobody() {
    assert!(allowed("Disallow: /\nUser-agent: *\nDisallow: /a", "/b"));
}

#[test]
fn section_2_2_1_the_product_is_matched_in_any_case() {
    for name in ["recoupe", "RECOUPE", "rEcOuPe"] {
        assert!(!allowed(format!("User-Agent: {name}\nDisallow: /"), "/"), "{name}");
    }
}

#[test]
fn section_2_2_1_the_whole_token_is_matched_and_nothing_but_it() {
    for name in ["recoup", "recoupes", "recoupe-news", "re coupe", "", "bot recoupe"] {
        assert!(allowed(format!("User-agent: {name}\nDisallow: /"), "/"), "{name}");
    }
    for name in ["recoupe/2.1", "Recoupe 1", "recoupe (news)"] {
        assert!(!allowed(format!("User-agent: {name}\nDisallow: /"), "/"), "{name}");
    }
}

#[test]
fn section_2_2_1_groups_of_one_user_agent_are_one_group() {
    let file = "User-agent: recoupe\nDisallow: /a\n\nUser-agent: x\nDisallow: /b\n\n\
                User-agent: Recoupe\nDisallow: /c";
    assert!(!allowed(file, "/a"));
    assert!(allowed(file, "/b"));
    assert!(!allowed(file, "/c"));
}

#[test]
fn section_2_2_1_the_star_holds_where_no_group_names_us() {
    let file = "User-agent: *\nDisallow: /a\n\nUser-agent: other\nDisallow: /b";
    assert!(!allowed(file, "/a"));
    assert!(allowed(file, "/b"));
    let named = "User-agent: *\nDisallow: /a\n\nUser-agent: recoupe\nDisallow: /b";
    assert!(allowed(named, "/a"));
    assert!(!allowed(named, "/b"));
}

#[test]
fn section_2_2_1_a_group_that_names_us_without_rules_frees_us_from_the_star() {
    assert!(allowed("User-agent: *\nDisallow: /\n\nUser-agent: recoupe\nDisallow:", "/a"));
}

#[test]
fn section_2_2_1_without_a_group_for_us_nothing_is_forbidden() {
    assert!(allowed("User-agent: other\nDisallow: /", "/a"));
    assert!(allowed("", "/a"));
}

#[test]
fn section_2_2_2_paths_are_matched_from_their_first_octet() {
    let file = "User-agent: *\nDisallow: /fish";
    for (path, expected) in [
        ("/fish", false),
        ("/fish.html", false),
        ("/fish/salmon", false),
        ("/fishheads", false),
        ("/fish?id=1", false),
        ("/catfish", true),
        ("/desert/fish", true),
        ("/", true),
    ] {
        assert_eq!(allowed(file, path), expected, "{path}");
    }
}

#[test]
fn section_2_2_2_paths_are_matched_by_case() {
    let file = "User-agent: *\nDisallow: /Fish";
    assert!(!allowed(file, "/Fish"));
    assert!(allowed(file, "/fish"));
}

#[test]
fn section_2_2_2_the_longest_rule_settles_it_in_any_order() {
    for file in [
        "User-agent: *\nAllow: /a/b\nDisallow: /a\nDisallow: /a/b/c",
        "User-agent: *\nDisallow: /a/b/c\nDisallow: /a\nAllow: /a/b",
    ] {
        assert!(!allowed(file, "/a/x"));
        assert!(allowed(file, "/a/b/x"));
        assert!(!allowed(file, "/a/b/c"));
    }
}

#[test]
fn section_2_2_2_of_two_equal_rules_allow_wins() {
    assert!(allowed("User-agent: *\nDisallow: /a\nAllow: /a", "/a"));
    assert!(allowed("User-agent: *\nAllow: /a\nDisallow: /a", "/a"));
}

#[test]
fn section_2_2_2_no_rule_that_fits_allows() {
    assert!(allowed("User-agent: *\nDisallow: /a", "/b"));
}

#[test]
fn section_2_2_2_the_file_itself_is_always_allowed() {
    assert!(allowed("User-agent: *\nDisallow: /", "/robots.txt"));
    assert!(!allowed("User-agent: *\nDisallow: /", "/a/robots.txt"));
}

#[test]
fn section_2_2_2_an_empty_rule_fits_nothing() {
    assert!(allowed("User-agent: *\nDisallow:\n", "/a"));
    assert!(!allowed("User-agent: *\nAllow:\nDisallow: /", "/a"));
    assert!(allowed("User-agent: *\nDisallow: a", "/a"));
}

#[test]
fn section_2_2_2_the_table_of_encoded_paths() {
    // The path of a rule, and addresses it fits.
    for (rule, paths) in [
        ("/foo/bar?baz=quz", &["/foo/bar?baz=quz"][..]),
        (
            "/foo/bar?baz=https://foo.bar",
            &["/foo/bar?baz=https://foo.bar", "/foo/bar?baz=https%3A%2F%2Ffoo.bar"],
        ),
        (
            "/foo/bar?baz=https%3A%2F%2Ffoo.bar",
            &["/foo/bar?baz=https://foo.bar", "/foo/bar?baz=https%3A%2F%2Ffoo.bar"],
        ),
        ("/foo/bar/ツ", &["/foo/bar/ツ", "/foo/bar/%E3%83%84", "/foo/bar/%e3%83%84"]),
        ("/foo/bar/%E3%83%84", &["/foo/bar/ツ", "/foo/bar/%E3%83%84"]),
        ("/foo/bar/%62%61%7A", &["/foo/bar/baz", "/foo/bar/%62%61%7A"]),
        ("/foo/bar/baz", &["/foo/bar/%62%61%7A"]),
    ] {
        for path in paths {
            assert!(!allowed(format!("User-agent: *\nDisallow: {rule}"), path), "{rule} {path}");
        }
    }
}

#[test]
fn section_2_2_2_a_reserved_octet_stays_encoded() {
    assert!(allowed("User-agent: *\nDisallow: /a/b", "/a%2Fb"));
    assert!(!allowed("User-agent: *\nDisallow: /a%2fb", "/a%2Fb"));
}

#[test]
fn section_2_2_3_a_hash_begins_a_comment() {
    let file = "# for all\nUser-agent: * # everybody\nDisallow: /a# not this\n#Disallow: /b\n";
    assert!(!allowed(file, "/a"));
    assert!(allowed(file, "/b"));
}

#[test]
fn section_2_2_3_a_dollar_ends_the_path() {
    let file = "User-agent: *\nDisallow: /a.html$";
    assert!(!allowed(file, "/a.html"));
    assert!(allowed(file, "/a.html?b"));
    assert!(allowed(file, "/a.htmls"));
    assert!(!allowed("User-agent: *\nDisallow: /$", "/"));
    assert!(allowed("User-agent: *\nDisallow: /$", "/a"));
}

#[test]
fn section_2_2_3_a_star_stands_for_any_octets() {
    for (rule, fits, not) in [
        ("/*.gif$", "/a/b.gif", "/a/b.gifs"),
        ("/*/c", "/a/b/c/d", "/c"),
        ("/a*", "/a", "/b"),
        ("/this/*/exactly", "/this/path/exactly", "/this/exactly"),
        ("*/private", "/a/private", "/a"),
        ("/*a*b*c$", "/xaxbxcxc", "/xaxbxcx"),
        ("/a*b$", "/ab", "/a"),
        ("/a**b", "/axb", "/ax"),
        ("/a*?id=", "/a/b?id=1", "/a/b?i=1"),
        ("/*/private", "/x?y=/private", "/x?y=private"),
    ] {
        let file = format!("User-agent: *\nDisallow: {rule}");
        assert!(!allowed(&file, fits), "{rule} {fits}");
        assert!(allowed(&file, not), "{rule} {not}");
    }
}

#[test]
fn section_2_2_3_an_ending_is_not_counted_twice() {
    assert!(allowed("User-agent: *\nDisallow: /aba*aba$", "/aba"));
    assert!(allowed("User-agent: *\nDisallow: /x*aba*ba$", "/xaba"));
}

#[test]
fn section_2_2_3_signs_are_meant_literally_when_encoded() {
    let star = "User-agent: *\nDisallow: /path/file-with-a-%2A.html";
    assert!(!allowed(star, "/path/file-with-a-*.html"));
    assert!(allowed(star, "/path/file-with-a-b.html"));
    let dollar = "User-agent: *\nDisallow: /path/foo-%24";
    assert!(!allowed(dollar, "/path/foo-$"));
    assert!(!allowed(dollar, "/path/foo-$-b"));
}

#[test]
fn section_2_2_4_other_records_part_no_group() {
    let file = "User-agent: one\nSitemap: https://paper.example/map.xml\nUser-agent: recoupe\n\
                Host: x\nDisallow: /a\nSitemap: https://paper.example/map2.xml\nDisallow: /b";
    for product in ["one", "recoupe"] {
        assert!(!allowed_as(product, file, "/a"), "{product}");
        assert!(!allowed_as(product, file, "/b"), "{product}");
    }
}

#[test]
fn section_2_3_1_1_to_4_what_a_status_means() {
    for (statuses, expected) in [
        (&[200, 204, 206][..], Standing::Read),
        (&[400, 401, 403, 404, 410, 451, 499], Standing::Missing),
        (&[429, 500, 502, 503, 504, 599, 100, 0], Standing::Unreachable),
    ] {
        for status in statuses {
            assert_eq!(Standing::of(*status), expected, "{status}");
        }
    }
}

#[test]
fn section_2_3_1_5_lines_without_a_form_are_passed_over() {
    let file =
        b"\0\xff<html>\nUser-agent *\nUser-agent: *\nDisallow /b\n: /c\nnonsense\n\xfe: \xff\n\
                 Disallow: /a\n";
    assert!(!allowed(file, "/a"));
    assert!(allowed(file, "/b"));
    assert!(allowed(file, "/c"));
}

#[test]
fn section_2_2_lines_end_in_any_of_three_ways() {
    for end in ["\n", "\r\n", "\r"] {
        let file = ["User-agent: *", "Disallow: /a", "", "Disallow: /b"].join(end);
        assert!(!allowed(&file, "/a"));
        assert!(!allowed(&file, "/b"));
    }
}

#[test]
fn section_2_2_blanks_around_keys_and_values_count_for_nothing() {
    assert!(!allowed("  USER-AGENT\t:\t* \n\tdisallow :/a\t\n", "/a"));
}

#[test]
fn section_2_3_a_mark_of_utf8_is_no_part_of_the_first_line() {
    assert!(!allowed("\u{feff}User-agent: *\nDisallow: /a", "/a"));
}

#[test]
fn section_2_5_the_first_500_kib_are_read_and_no_half_line() {
    let most = usize::try_from(LARGEST).expect("a size");
    let head = "User-agent: *\nDisallow: /first\n";
    let filler = "# filler\n".repeat((most - head.len()) / 9 - 2);
    let mut file = format!("{head}{filler}");
    assert!(!allowed(format!("{file}Disallow: /in\n"), "/in"));
    // A rule that the limit cuts to `/ab` would forbid more than the site asks.
    file.push_str(&" ".repeat(most - file.len() - "Disallow: /ab".len()));
    file.push_str("Disallow: /abcdef\nDisallow: /late\n");
    assert!(!allowed(&file, "/first"));
    assert!(allowed(&file, "/abx"));
    assert!(allowed(&file, "/late"));
}

#[test]
fn crawl_delay_is_read_for_whom_it_is_said() {
    let delay = |file: &str| Rules::of(file.as_bytes(), "Recoupe").delay;
    let seconds = |seconds| Some(Duration::from_secs_f64(seconds));
    assert_eq!(delay("User-agent: *\nCrawl-delay: 2.5\nDisallow: /a"), seconds(2.5));
    assert_eq!(
        delay("User-agent: x\nCrawl-delay: 9\nDisallow: /\n\nUser-agent: *\nAllow: /"),
        None
    );
    assert_eq!(delay("User-agent: *\nDisallow: /a\nCrawl-delay: 3\nCrawl-delay: 1"), seconds(3.0));
    for value in ["-1", "x", "NaN", "inf", "1e300", ""] {
        assert_eq!(delay(&format!("User-agent: *\nCrawl-delay: {value}")), None, "{value}");
    }
}

#[test]
fn many_stars_take_no_long_time() {
    let rule = format!("Disallow: /{}b$\n", "a*".repeat(200));
    let file = format!("User-agent: *\n{}", rule.repeat(1000));
    assert!(allowed(&file, &format!("/{}", "a".repeat(8000))));
}

proptest! {
    #[test]
    fn nothing_panics(
        file in proptest::collection::vec(any::<u8>(), 0..400),
        path in "/[ -~é]{0,40}",
    ) {
        allowed(&file, &path);
    }

    #[test]
    fn nothing_panics_near_the_form(
        lines in proptest::collection::vec("(User-agent|Allow|Disallow|Crawl-delay): ?[a-z/*$%#2?]{0,9}", 0..9),
        path in "/[a-z/*$%2?]{0,12}",
    ) {
        allowed(lines.join("\n"), &path);
    }
}
