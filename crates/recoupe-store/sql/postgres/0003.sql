-- Form 3: what a person decided of names.
CREATE TABLE names (
    story BIGINT NOT NULL,              -- where it holds; 0 for the whole archive
    what TEXT COLLATE "C" NOT NULL,     -- together, apart, called
    one TEXT COLLATE "C" NOT NULL,
    other TEXT COLLATE "C" NOT NULL,    -- called: what the one is to be called
    at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (story, what, one, other)
);
