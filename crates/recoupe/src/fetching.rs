//! Addresses among the paths: fetched, and then read like files.
//!
//! Whatever begins with `http://` or `https://` is an address; a file of such a name is given as `./http:…`.
//! Nothing is fetched but what is named, and there is no option to pass over robots.txt: who may read a site by
//! program is for the site to say, and a page that one may read oneself can be saved and given as a file.

use crate::inputs::{self, Failure, Found, Source, Told};
use crate::messages;
use clap::{Args, ValueHint};
use recoupe_fetch::{FetchError, Fetched, Fetcher, Options, OptionsError, Url, address};
use std::collections::BTreeSet;
use std::path::PathBuf;

/// How addresses are fetched.
#[derive(Debug, Default, Args)]
pub(crate) struct Fetching {
    /// Fetch from private addresses too: this machine and the network it is in
    #[arg(long)]
    allow_private: bool,
    /// Folder to keep fetched pages in, so that what has not changed is not sent again
    #[arg(long, value_name = "FOLDER", value_hint = ValueHint::DirPath)]
    cache: Option<PathBuf>,
}

/// What addresses gave, each in the order of the addresses.
#[derive(Debug, Default)]
struct Got {
    /// Pages, named by their address.
    sources: Vec<Source>,
    /// Addresses that gave none.
    failures: Vec<Failure>,
    /// What should be known about the pages, one line each.
    warnings: Vec<String>,
    /// Addresses given more than once.
    repeated: Vec<String>,
}

/// Parts addresses from paths.
pub(crate) fn part(given: &[PathBuf]) -> (Vec<String>, Vec<PathBuf>) {
    let text = |path: &PathBuf| path.to_str().filter(|text| is_address(text)).map(str::to_owned);
    let addresses = given.iter().filter_map(text).collect();
    let paths = given.iter().filter(|path| text(path).is_none()).cloned().collect();
    (addresses, paths)
}

fn is_address(text: &str) -> bool {
    ["http://", "https://"].iter().any(|scheme| {
        text.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    })
}

impl Fetching {
    /// Finds what `given` holds, paths and addresses, sorted by name; tells what was fetched with a warning and what
    /// was given more than once.
    ///
    /// # Errors
    ///
    /// [`OptionsError`] where the folder of the cache cannot be used.
    pub(crate) fn find(self, given: &[PathBuf]) -> Result<Found, OptionsError> {
        let (addresses, paths) = part(given);
        let mut found = inputs::find(&paths);
        let got = self.fetch(&addresses)?;
        found.sources.extend(got.sources);
        found.sources.sort_by(|a, b| a.name.cmp(&b.name));
        found.repeated.extend(got.repeated);
        found.failures.extend(got.failures);
        found.failures.sort();
        got.warnings.iter().for_each(messages::warning);
        for name in &found.repeated {
            messages::note(format!("{name}: given more than once; read once"));
        }
        Ok(found)
    }

    /// Fetches `addresses`; opens nothing where there are none.
    ///
    /// # Errors
    ///
    /// [`OptionsError`] where the folder of the cache cannot be used.
    fn fetch(self, addresses: &[String]) -> Result<Got, OptionsError> {
        let mut got = Got::default();
        if addresses.is_empty() {
            return Ok(got);
        }
        let mut urls: BTreeSet<Url> = BTreeSet::new();
        for given in addresses {
            match address(given) {
                Ok(mut url) => {
                    url.set_fragment(None);
                    if let Some(url) = urls.replace(url) {
                        got.repeated.push(url.into());
                    }
                }
                Err(error) => got.failures.push(failure(&error)),
            }
        }
        let urls: Vec<Url> = urls.into_iter().collect();
        let options =
            Options { allow_private: self.allow_private, cache: self.cache, ..Options::default() };
        for fetched in Fetcher::new(options)?.fetch(&urls) {
            match fetched {
                Ok(Fetched { url_asked, url_final, charset, bytes, notes, .. }) => {
                    let name = String::from(url_asked);
                    got.warnings.extend(notes.iter().map(|note| format!("{name}: {note}")));
                    let told = Told { url: Some(url_final.into()), charset };
                    got.sources.push(Source::of(name, bytes).with(told));
                }
                Err(error) => got.failures.push(failure(&error)),
            }
        }
        Ok(got)
    }
}

/// The failure of an address.
pub(crate) fn failure(error: &FetchError) -> Failure {
    let message = error.to_string();
    // The message begins with the address, which a failure names by itself.
    let message = message.strip_prefix(&error.url).and_then(|rest| rest.strip_prefix(": "));
    Failure {
        source: error.url.clone(),
        message: message.unwrap_or(&error.fault.to_string()).to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::part;
    use std::path::PathBuf;

    #[test]
    fn addresses_are_told_from_paths() {
        let given = [
            "a.html",
            "HTTP://a.example/",
            "./http://b",
            "https://a.example/é",
            "-",
            "httpé",
            "http:/x",
        ];
        let (addresses, paths) = part(&given.map(PathBuf::from));
        assert_eq!(addresses, ["HTTP://a.example/", "https://a.example/é"]);
        assert_eq!(paths.len(), 5);
    }
}
