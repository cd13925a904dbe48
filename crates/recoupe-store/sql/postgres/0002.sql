-- Form 2: lists by origins, reports and languages are read off an index, as those by the newest day are.
CREATE INDEX stories_origins
    ON stories (coalesce(origins, 1) DESC, last_day DESC NULLS LAST, id DESC)
    WHERE into_story IS NULL AND reports > 0;
CREATE INDEX stories_reports ON stories (reports DESC, last_day DESC NULLS LAST, id DESC)
    WHERE into_story IS NULL AND reports > 0;
CREATE INDEX stories_languages
    ON stories (language_count DESC, last_day DESC NULLS LAST, id DESC)
    WHERE into_story IS NULL AND reports > 0;
