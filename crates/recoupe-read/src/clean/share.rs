//! Rows of share buttons by what they name: the networks, in whatever language the rest is.

use crate::article::Reason;
use recoupe_text::fold;

/// The networks as buttons name them.
const NETWORKS: [&str; 16] = [
    "facebook",
    "twitter",
    "x",
    "instagram",
    "whatsapp",
    "telegram",
    "linkedin",
    "youtube",
    "tiktok",
    "pinterest",
    "reddit",
    "tumblr",
    "messenger",
    "snapchat",
    "threads",
    "bluesky",
];
/// The longest such line, in bytes.
const LONGEST: usize = 200;

/// Why the line `text` is a row of buttons: three networks and more, and little else. A headline
/// about the networks says something of them.
pub(super) fn reason(text: &str) -> Option<Reason> {
    if text.len() > LONGEST {
        return None;
    }
    let text = fold(text);
    let words =
        || text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    let networks = words().filter(|word| NETWORKS.contains(word)).count();
    (networks >= 3 && networks * 2 > words().count()).then_some(Reason::Share)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn buttons_and_headlines() {
        assert_eq!(reason("Twitter Facebook WhatsApp E-mail"), Some(Reason::Share));
        assert_eq!(reason("Rejoignez-nous : Facebook, Instagram, TikTok"), Some(Reason::Share));
        assert_eq!(reason("Facebook, Instagram and WhatsApp fail for six hours"), None);
        assert_eq!(reason("X and Facebook"), None);
    }
}
