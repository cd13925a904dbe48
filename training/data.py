"""The parallel sentences: `SOURCE.LANG-LANG.tsv.gz`, two columns in the order of the languages in the name."""

import gzip
from pathlib import Path


def sources(folder):
    """(source, (language, language), [(sentence, sentence)]) of every file, sorted by name."""
    for path in sorted(Path(folder).glob("*.tsv.gz")):
        source, pair, *_ = path.name.split(".")
        rows = []
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                columns = line.rstrip("\n").split("\t")
                if len(columns) == 2 and all(column.strip() for column in columns):
                    rows.append(tuple(columns))
        yield source, tuple(pair.split("-")), rows
