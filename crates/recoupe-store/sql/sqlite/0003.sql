-- Form 3: what a person decided of names.
CREATE TABLE names (
    story INTEGER NOT NULL,             -- where it holds; 0 for the whole archive
    what TEXT NOT NULL,                 -- together, apart, called
    one TEXT NOT NULL,
    other TEXT NOT NULL,                -- called: what the one is to be called
    at TEXT NOT NULL,
    PRIMARY KEY (story, what, one, other)
) STRICT, WITHOUT ROWID;
