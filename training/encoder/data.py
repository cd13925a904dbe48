"""The training's texts, as pairs that say the same and texts that only look as if they did: `data.py VOCABULARY OUT INPUT…`.

An INPUT is known by its name:

* `SOURCE.LANG-LANG.tsv.gz`: parallel sentences, two columns;
* `*.claims.jsonl`: `{"passage": …, "claims": [{"text": …, "label": …}]}`; claims of the label S are borne out by the
  passage, all others look like it and are not;
* `*.story.jsonl`: a story: a line for each clause of its reports, `{"text": …, "report": …, "facts": [numbers],
  "vector": [the 256 numbers of recoupe-vectors]}`. Clauses of different reports with a fact in common say the same; the
  eight nearest clauses without one, and four others, are the hard ones.

Writes OUT, an archive that holds each text once, in pieces.
"""

import gzip
import json
import random
import sys
from pathlib import Path

import numpy as np

import weights
from pieces import Pieces

TRANSLATION, CLAIM, FACT = range(3)
# The most pairs of a source of translations, so that the large ones do not drown the others.
LIMITS = {"tico19": 3000, "flores_dev": 4600, "xquad": 2400, "tatoeba": 15000, "canlaws": 10000}
NEAREST, OTHERS = 8, 4


class Texts:
    def __init__(self):
        self.numbers, self.pairs, self.hard, self.sources = {}, [], [], []

    def number(self, text):
        return self.numbers.setdefault(" ".join(text.split()), len(self.numbers))

    def add(self, one, other, hard, source):
        self.pairs.append((self.number(one), self.number(other)))
        self.hard.append([self.number(text) for text in hard])
        self.sources.append(source)


def translations(path, texts, draw):
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [line.rstrip("\n").split("\t") for line in lines]
    rows = [row for row in rows if len(row) == 2 and 12 < len(row[0]) < 300]
    draw.shuffle(rows)
    for one, other in rows[: LIMITS.get(path.name.split(".")[0], len(rows))]:
        texts.add(one, other, [], TRANSLATION)


def claims(path, texts, _):
    for line in path.read_text(encoding="utf-8").splitlines():
        told = json.loads(line)
        other = [claim["text"] for claim in told["claims"] if claim["label"] != "S"]
        for claim in told["claims"]:
            if claim["label"] == "S":
                texts.add(told["passage"], claim["text"], other, CLAIM)


def story(path, texts, draw):
    clauses = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    vectors = np.array([clause["vector"] for clause in clauses], np.float32)
    vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    for place, one in enumerate(clauses):
        apart = [number for number, other in enumerate(clauses) if other["report"] != one["report"]]
        same = [number for number in apart if set(one["facts"]) & set(clauses[number]["facts"])]
        other = sorted(set(apart) - set(same), key=lambda number: -float(vectors[place] @ vectors[number]))
        for number in same:
            rest = other[NEAREST:]
            hard = other[:NEAREST] + draw.sample(rest, min(OTHERS, len(rest)))
            texts.add(one["text"], clauses[number]["text"], [clauses[one]["text"] for one in hard], FACT)


KINDS = {".tsv.gz": translations, ".claims.jsonl": claims, ".story.jsonl": story}


def flat(rows, kind):
    """Rows of different lengths: all their numbers, and where each row begins and the last one ends."""
    starts = np.concatenate([[0], np.cumsum([len(row) for row in rows])])
    return np.array([number for row in rows for number in row], kind), starts.astype(np.uint32)


def main(vocabulary, out, *inputs):
    splitter, texts, draw = Pieces(*weights.vocabulary(vocabulary)), Texts(), random.Random(5)
    for path in map(Path, inputs):
        kind = next(read for ending, read in KINDS.items() if path.name.endswith(ending))
        kind(path, texts, draw)
    ids, starts = flat([splitter.of(text) for text in texts.numbers], np.uint16)
    hard, hard_starts = flat(texts.hard, np.int32)
    one, other = np.array(texts.pairs, np.int32).T
    sources = np.array(texts.sources, np.int8)
    np.savez_compressed(out, ids=ids, starts=starts, one=one, other=other, hard=hard, hard_starts=hard_starts, source=sources)
    print(len(starts) - 1, "texts; translations, claims, facts:", np.bincount(sources, minlength=3))


if __name__ == "__main__":
    main(*sys.argv[1:])
