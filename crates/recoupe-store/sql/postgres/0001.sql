-- Form 1. All of it stands in a schema of its own; whatever else the database holds is not touched. Packed bytes are
-- zlib streams, texts sort by their bytes.

CREATE TABLE archive (
    one BOOLEAN PRIMARY KEY DEFAULT true CHECK (one),
    form BIGINT NOT NULL,
    generation BIGINT NOT NULL DEFAULT 0    -- one more with each transaction that writes
);
INSERT INTO archive (form) VALUES (0);

-- Bytes as fetched, each once.
CREATE TABLE raw (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    hash BYTEA NOT NULL UNIQUE,             -- SHA-256 of the bytes
    size BIGINT NOT NULL,                   -- of the bytes, unpacked
    packed BYTEA NOT NULL
);

-- A story goes by the number of the report that opened it.
CREATE TABLE stories (
    id BIGINT PRIMARY KEY,
    into_story BIGINT REFERENCES stories,   -- where it went when it was merged
    name TEXT,                              -- given by a person
    title TEXT NOT NULL DEFAULT '',
    reports BIGINT NOT NULL DEFAULT 0,
    origins BIGINT,                         -- null until the reports have been compared
    disputes BIGINT,
    languages TEXT[] NOT NULL DEFAULT '{}', -- BCP 47, sorted
    language_count INTEGER NOT NULL GENERATED ALWAYS AS (cardinality(languages)) STORED,
    first_day DATE,
    last_day DATE,
    changed TIMESTAMPTZ,
    stale BOOLEAN NOT NULL DEFAULT true     -- changed since its reports were compared
);
CREATE INDEX stories_into ON stories (into_story) WHERE into_story IS NOT NULL;
CREATE INDEX stories_stale ON stories (id) WHERE stale;
CREATE INDEX stories_newest ON stories (last_day DESC NULLS LAST, id DESC)
    WHERE into_story IS NULL AND reports > 0;

-- Reports, by their latest version; the signature is that of the first. Keys and addresses may be longer than what a
-- B-tree takes, so that it is a hash index that keeps them single.
CREATE TABLE reports (
    id BIGINT PRIMARY KEY,
    key TEXT NOT NULL,                      -- by what it is known again
    story BIGINT NOT NULL REFERENCES stories,
    source TEXT NOT NULL,
    url TEXT,
    outlet TEXT,
    title TEXT NOT NULL,
    language TEXT COLLATE "C",
    day DATE,
    versions BIGINT NOT NULL,
    first_fetched TIMESTAMPTZ NOT NULL,
    last_fetched TIMESTAMPTZ NOT NULL,
    grouped_day DATE,                       -- the day by which it is grouped
    signature BYTEA NOT NULL,
    EXCLUDE USING hash (key WITH =)
);
CREATE INDEX reports_story ON reports (story);
CREATE INDEX reports_day ON reports (grouped_day);

CREATE TABLE versions (
    report BIGINT NOT NULL REFERENCES reports,
    number BIGINT NOT NULL,
    hash BYTEA NOT NULL,                    -- SHA-256 of the clean text
    fetched TIMESTAMPTZ NOT NULL,
    raw BIGINT REFERENCES raw,
    article BYTEA NOT NULL,                 -- a line of JSON, packed
    PRIMARY KEY (report, number)
);
CREATE INDEX versions_raw ON versions (raw);

-- What reports are searched by: stems that were folded before, so that nothing is folded here. A long report has
-- several parts, because a vector holds so many places of words and no more.
CREATE TABLE words (
    report BIGINT NOT NULL REFERENCES reports,
    part INTEGER NOT NULL,
    text TSVECTOR NOT NULL,
    names TSVECTOR NOT NULL,
    outlet TSVECTOR NOT NULL,
    PRIMARY KEY (report, part)
);
CREATE INDEX words_text ON words USING gin (text);
CREATE INDEX words_names ON words USING gin (names);
CREATE INDEX words_outlet ON words USING gin (outlet);

-- How reports came to where they are.
CREATE TABLE log (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at TIMESTAMPTZ NOT NULL,
    what TEXT NOT NULL CHECK (what IN ('opened', 'joined', 'merged')),
    story BIGINT NOT NULL,
    report BIGINT,
    other BIGINT,                           -- joined: the story before; merged: the story that is no more
    person BOOLEAN NOT NULL,                -- a person said so
    names BIGINT,
    likeness DOUBLE PRECISION,
    days BIGINT
);
CREATE INDEX log_story ON log (story);

-- What a person decided of two reports, the lower number first.
CREATE TABLE decisions (
    one BIGINT NOT NULL REFERENCES reports,
    other BIGINT NOT NULL REFERENCES reports,
    together BOOLEAN NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (one, other)
);

-- What is watched, and its health.
CREATE TABLE feeds (
    url TEXT COLLATE "C" NOT NULL,
    kind TEXT NOT NULL,
    etag TEXT,
    last_modified TEXT,
    due TIMESTAMPTZ NOT NULL,
    interval BIGINT NOT NULL,               -- seconds
    read TIMESTAMPTZ,
    failures BIGINT NOT NULL,
    error TEXT,
    EXCLUDE USING hash (url WITH =)
);

-- Pages that feeds named, by the address that was named; asked for again ever more rarely.
CREATE TABLE pages (
    url TEXT COLLATE "C" NOT NULL,
    etag TEXT,
    last_modified TEXT,
    found TIMESTAMPTZ NOT NULL,
    due TIMESTAMPTZ,                        -- null: asked for no more
    read TIMESTAMPTZ,
    failures BIGINT NOT NULL,
    EXCLUDE USING hash (url WITH =)
);
CREATE INDEX pages_due ON pages (due) WHERE due IS NOT NULL;

-- What could not be read.
CREATE TABLE runs (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at TIMESTAMPTZ NOT NULL,
    source TEXT NOT NULL,
    message TEXT NOT NULL
);
