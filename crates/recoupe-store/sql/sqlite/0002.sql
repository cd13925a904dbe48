-- Form 2: lists by origins, reports and languages are read off an index, as those by the newest day are.
CREATE INDEX stories_origins ON stories (coalesce(origins, 1), last_day)
    WHERE into_story IS NULL;
CREATE INDEX stories_reports ON stories (reports, last_day) WHERE into_story IS NULL;
CREATE INDEX stories_languages ON stories (language_count, last_day) WHERE into_story IS NULL;
