-- Form 1. Days are ISO 8601 dates, times are RFC 3339 in UTC, packed bytes are zlib streams.

-- Bytes as fetched, each once.
CREATE TABLE raw (
    id INTEGER PRIMARY KEY,
    hash BLOB NOT NULL UNIQUE,          -- SHA-256 of the bytes
    size INTEGER NOT NULL,              -- of the bytes, unpacked
    packed BLOB NOT NULL
) STRICT;

-- A story goes by the number of the report that opened it.
CREATE TABLE stories (
    id INTEGER PRIMARY KEY,
    into_story INTEGER REFERENCES stories (id),  -- where it went when it was merged
    name TEXT,                          -- given by a person
    title TEXT NOT NULL DEFAULT '',
    reports INTEGER NOT NULL DEFAULT 0,
    origins INTEGER,                    -- null until the reports have been compared
    disputes INTEGER,
    languages TEXT NOT NULL DEFAULT '', -- BCP 47, sorted, parted by commas
    language_count INTEGER NOT NULL DEFAULT 0,
    first_day TEXT,
    last_day TEXT,
    changed TEXT,
    stale INTEGER NOT NULL DEFAULT 1    -- changed since its reports were compared
) STRICT;
CREATE INDEX stories_stale ON stories (id) WHERE stale;
CREATE INDEX stories_newest ON stories (last_day) WHERE into_story IS NULL;

-- Reports, by their latest version; the signature is that of the first.
CREATE TABLE reports (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,           -- by what it is known again
    story INTEGER NOT NULL REFERENCES stories (id),
    source TEXT NOT NULL,
    url TEXT,
    outlet TEXT,
    title TEXT NOT NULL,
    language TEXT,
    day TEXT,
    versions INTEGER NOT NULL,
    first_fetched TEXT NOT NULL,
    last_fetched TEXT NOT NULL,
    grouped_day TEXT,                   -- the day by which it is grouped
    signature BLOB NOT NULL
) STRICT;
CREATE INDEX reports_story ON reports (story);
CREATE INDEX reports_day ON reports (grouped_day);

CREATE TABLE versions (
    report INTEGER NOT NULL REFERENCES reports (id),
    number INTEGER NOT NULL,
    hash BLOB NOT NULL,                 -- SHA-256 of the clean text
    fetched TEXT NOT NULL,
    raw INTEGER REFERENCES raw (id),
    article BLOB NOT NULL,              -- a line of JSON, packed
    PRIMARY KEY (report, number)
) STRICT;
CREATE INDEX versions_raw ON versions (raw);

-- What reports are searched by: stems that were folded before, so that nothing is folded here.
CREATE VIRTUAL TABLE words USING fts5 (
    text, names, outlet,
    content = '', contentless_delete = 1, tokenize = "unicode61 remove_diacritics 0"
);

-- How reports came to where they are.
CREATE TABLE log (
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    what TEXT NOT NULL,                 -- opened, joined, merged
    story INTEGER NOT NULL,
    report INTEGER,
    other INTEGER,                      -- joined: the story before; merged: the story that is no more
    person INTEGER NOT NULL,            -- a person said so
    names INTEGER,
    likeness REAL,
    days INTEGER
) STRICT;
CREATE INDEX log_story ON log (story);

-- What a person decided of two reports, the lower number first.
CREATE TABLE decisions (
    one INTEGER NOT NULL REFERENCES reports (id),
    other INTEGER NOT NULL REFERENCES reports (id),
    together INTEGER NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (one, other)
) STRICT, WITHOUT ROWID;

-- What is watched, and its health.
CREATE TABLE feeds (
    url TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    etag TEXT,
    last_modified TEXT,
    due TEXT NOT NULL,
    interval INTEGER NOT NULL,          -- seconds
    read TEXT,
    failures INTEGER NOT NULL,
    error TEXT
) STRICT, WITHOUT ROWID;

-- Pages that feeds named, by the address that was named; asked for again ever more rarely.
CREATE TABLE pages (
    url TEXT PRIMARY KEY,
    etag TEXT,
    last_modified TEXT,
    found TEXT NOT NULL,
    due TEXT,                           -- null: asked for no more
    read TEXT,
    failures INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX pages_due ON pages (due) WHERE due IS NOT NULL;

-- What could not be read.
CREATE TABLE runs (
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    source TEXT NOT NULL,
    message TEXT NOT NULL
) STRICT;
