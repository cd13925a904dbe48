//! What a request asks for, read from its address or its form.

use crate::fault::Fault;
use crate::pages::links::query;
use crate::related::Question;
use axum::extract::{Form, FromRequest, FromRequestParts, Query, Request};
use axum::http::StatusCode;
use axum::http::request::Parts;
use recoupe_store::{Listing, NameKind, Order};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::fmt::Write as _;

/// So many stories stand on a page.
pub(crate) const PAGE: u64 = 100;
/// So many reports stand on a page of a search.
pub(crate) const HITS: u64 = 50;
/// The name of a party is no longer than this, in letters.
pub(crate) const PARTY: usize = 200;
/// No list is longer than this many pages.
pub(crate) const LAST_PAGE: u64 = 10_000;

/// No story, report or entity has a larger number.
pub(crate) const LARGEST: u64 = u32::MAX as u64;

/// How an answer is to be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum As {
    Page,
    Json,
}

/// The number that a part of an address is, and the form that stands behind it.
pub(crate) fn numbered(part: &str) -> Result<(u64, As), Fault> {
    let (digits, form) = match part.strip_suffix(".json") {
        Some(digits) => (digits, As::Json),
        None => (part, As::Page),
    };
    let plain = digits.bytes().all(|byte| byte.is_ascii_digit());
    let number = digits.parse().ok().filter(|number| plain && (1..=LARGEST).contains(number));
    number.map(|number| (number, form)).ok_or_else(Fault::nothing_here)
}

/// A query in an address.
#[derive(Debug)]
pub(crate) struct Asked<T>(pub(crate) T);

impl<T: DeserializeOwned, S: Sync> FromRequestParts<S> for Asked<T> {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Fault> {
        let help = "/openapi.json says what this address takes.";
        Query::try_from_uri(&parts.uri)
            .map(|Query(asked)| Self(asked))
            .map_err(|error| Fault::bad(told(&error.body_text()), help))
    }
}

/// A form that was sent.
#[derive(Debug)]
pub(crate) struct Sent<T>(pub(crate) T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Sent<T> {
    type Rejection = Fault;

    async fn from_request(request: Request, state: &S) -> Result<Self, Fault> {
        match Form::from_request(request, state).await {
            Ok(Form(sent)) => Ok(Self(sent)),
            Err(error) if error.status() == StatusCode::UNPROCESSABLE_ENTITY => {
                Err(Fault::bad(told(&error.body_text()), "/openapi.json says what the form has."))
            }
            Err(error) => Err(Fault::of_status(error.status())),
        }
    }
}

/// What a reader is told of a field that is not as it has to be: without the words for programmers before it.
fn told(message: &str) -> String {
    let field = message.split_once(": ").map_or(message, |(_, field)| field);
    format!("The request cannot be read: {field}")
}

/// By what stories are ordered.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum By {
    #[default]
    Newest,
    Origins,
    Reports,
    Languages,
}

impl By {
    pub(crate) const ALL: [(Self, &'static str, &'static str); 4] = [
        (Self::Newest, "newest", "newest first"),
        (Self::Origins, "origins", "most independent origins first"),
        (Self::Reports, "reports", "most reports first"),
        (Self::Languages, "languages", "most languages first"),
    ];

    /// As an address has it.
    pub(crate) fn name(self) -> &'static str {
        Self::ALL.iter().find(|(by, ..)| *by == self).map_or("", |(_, name, _)| name)
    }
}

/// Which stories are asked for.
#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Stories {
    pub(crate) order: By,
    /// The fewest origins.
    pub(crate) origins: u32,
    pub(crate) disputed: bool,
    /// From 1.
    page: Option<u64>,
}

impl Stories {
    /// What is asked of the archive: one story more than is shown, which tells whether there are more.
    pub(crate) fn listing(self) -> Result<Listing, Fault> {
        let page = within(self.page())?;
        Ok(Listing {
            order: match self.order {
                By::Newest => Order::Newest,
                By::Origins => Order::Origins,
                By::Reports => Order::Reports,
                By::Languages => Order::Languages,
            },
            limit: PAGE + 1,
            offset: (page - 1) * PAGE,
            origins: u64::from(self.origins),
            disputed: self.disputed,
        })
    }

    pub(crate) fn page(self) -> u64 {
        self.page.unwrap_or(1)
    }

    /// The query of the same list, at another page.
    pub(crate) fn query(self, page: u64) -> String {
        let mut query = format!("?order={}", self.order.name());
        if self.origins > 0 {
            // Writing to a String cannot fail.
            let _ = write!(query, "&origins={}", self.origins);
        }
        if self.disputed {
            query += "&disputed=true";
        }
        if page > 1 {
            let _ = write!(query, "&page={page}");
        }
        query
    }
}

/// What is searched for.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Search {
    pub(crate) q: String,
    /// From 1.
    page: Option<u64>,
}

impl Search {
    pub(crate) fn page(&self) -> u64 {
        self.page.unwrap_or(1)
    }

    /// How many reports stand on the pages before.
    pub(crate) fn offset(&self) -> Result<u64, Fault> {
        within(self.page()).map(|page| (page - 1) * HITS)
    }

    /// The query of the same search, at another page.
    pub(crate) fn query(&self, page: u64) -> String {
        let page = if page > 1 { page.to_string() } else { String::new() };
        format!("?{}", query(&[("q", &self.q), ("page", &page)]))
    }
}

/// The page of a list, where there can be one of this number.
fn within(page: u64) -> Result<u64, Fault> {
    if (1..=LAST_PAGE).contains(&page) {
        return Ok(page);
    }
    Err(Fault::bad(format!("There is no page {page}"), "Pages are counted from 1 to 10000."))
}

/// Which two parties, and against which day.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Between {
    pub(crate) one: String,
    pub(crate) other: String,
    /// A form that was left empty sends an empty one.
    pub(crate) on: String,
}

impl Between {
    pub(crate) fn question(&self) -> Result<Question, Fault> {
        let on = match self.on.trim() {
            "" => None,
            // Other ways to write a day are no part of the address.
            day => Some(day.parse().ok().filter(|_| day.len() == 10).ok_or_else(|| {
                Fault::bad("What is held against is no day", "Days are written year-month-day.")
            })?),
        };
        if [&self.one, &self.other].into_iter().any(|name| name.chars().count() > PARTY) {
            return Err(Fault::bad("The name is too long", "Use at most 200 letters."));
        }
        Ok(Question { parties: [self.one.trim().to_owned(), self.other.trim().to_owned()], on })
    }

    /// The query of the same register.
    pub(crate) fn query(&self) -> String {
        let on = self.on.trim();
        format!("?{}", query(&[("one", &self.one), ("other", &self.other), ("on", on)]))
    }
}

/// A name for a story; none takes the name back.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Named {
    pub(crate) name: String,
}

/// The story to merge with.
#[derive(Debug, Clone, Copy, Deserialize)]
pub(crate) struct Merged {
    pub(crate) other: u64,
}

/// What is decided of two names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum What {
    Together,
    Apart,
    Called,
    /// What was decided of them is taken back.
    Forget,
}

impl What {
    pub(crate) fn kind(self) -> Option<NameKind> {
        match self {
            Self::Together => Some(NameKind::Together),
            Self::Apart => Some(NameKind::Apart),
            Self::Called => Some(NameKind::Called),
            Self::Forget => None,
        }
    }
}

/// A decision on two names.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Decision {
    pub(crate) what: What,
    pub(crate) one: String,
    pub(crate) other: String,
    /// In the whole archive, not in the story alone.
    #[serde(default)]
    pub(crate) everywhere: bool,
}
