"""The pieces of words: `pieces.py PARALLEL WORK COUNT` trains them, `Pieces` splits words into them.

A Unigram model (Kudo 2018) over the words of the training data alone, every language made to weigh the same. Scores are
kept in whole steps, so that the best path is the same on every machine: a sum of integers has no rounding. Of two paths
of one score the one with the longest last piece stands, and so on from the end.
"""

import sys
from collections import Counter
from pathlib import Path

import sentencepiece

from data import sources
from text import words

# What a word begins with: one byte that no word holds.
MARK = " "
# Steps of a score to one nat, and the score of a character that no piece holds: 10 nats below the worst piece.
STEPS = 1000
LONGEST = 16


def counts(folder):
    """How often each language has each word, every sentence counted once."""
    held = {}
    for _, pair, rows in sources(folder):
        for side, language in enumerate(pair):
            count = held.setdefault(language, Counter())
            for sentence in {row[side] for row in rows}:
                count.update(words(sentence))
    return held


def balanced(held, total=20_000_000):
    """The counts of all languages together, each language scaled to the same sum; rare words are kept."""
    out = Counter()
    for language in sorted(held):
        share = total / held[language].total()
        for word, count in held[language].items():
            out[word] += count * share
    return out


def train(folder, work, count):
    count, work = int(count), Path(work)
    weights = balanced(counts(folder))
    table = work / "words.tsv"
    with table.open("w", encoding="utf-8") as out:
        for word, weight in sorted(weights.items(), key=lambda row: (-row[1], row[0])):
            out.write(f"{word}\t{max(1, round(weight))}\n")
    sentencepiece.SentencePieceTrainer.train(
        input=str(table), input_format="tsv", model_prefix=str(work / f"pieces-{count}"), model_type="unigram",
        vocab_size=count + 3, character_coverage=0.9999, normalization_rule_name="identity",
        max_sentencepiece_length=LONGEST, split_by_unicode_script=False, split_by_number=False, num_threads=2,
        input_sentence_size=0, hard_vocab_limit=False, minloglevel=1,
    )
    model = sentencepiece.SentencePieceProcessor(model_file=str(work / f"pieces-{count}.model"))
    rows = []
    for number in range(model.get_piece_size()):
        if not (model.is_unknown(number) or model.is_control(number)):
            piece = model.id_to_piece(number).replace("▁", MARK)
            rows.append((piece, round(model.get_score(number) * STEPS)))
    rows.sort(key=lambda row: row[0].encode())
    with (work / f"pieces-{count}.tsv").open("w", encoding="utf-8") as out:
        out.writelines(f"{piece}\t{score}\n" for piece, score in rows)
    print(len(weights), "words,", len(rows), "pieces")


class Pieces:
    """Splits words into pieces; a piece is known by its place among the pieces sorted by their bytes."""

    def __init__(self, rows):
        self.rows = rows
        self.table = {piece: (number, score) for number, (piece, score) in enumerate(rows)}
        self.unknown = min(score for _, score in rows) - 10 * STEPS
        self.longest = max(len(piece) for piece, _ in rows)
        self.cache = {}

    @classmethod
    def load(cls, path):
        with Path(path).open(encoding="utf-8", newline="\n") as lines:
            rows = [line.rstrip("\n").split("\t") for line in lines]
        return cls([(piece, int(score)) for piece, score in rows])

    def of_word(self, word):
        """The numbers of the pieces of the best path; a character that no piece holds gives none."""
        held = self.cache.get(word)
        if held is not None:
            return held
        text = MARK + word
        best, back = [0] + [None] * len(text), [None] * (len(text) + 1)
        for end in range(1, len(text) + 1):
            for start in range(max(0, end - self.longest), end):
                found = self.table.get(text[start:end])
                if found is None:
                    if start + 1 < end:
                        continue
                    found = (-1, self.unknown)
                score = best[start] + found[1]
                if best[end] is None or score > best[end]:
                    best[end], back[end] = score, (start, found[0])
        numbers, end = [], len(text)
        while end:
            end, number = back[end]
            if number >= 0:
                numbers.append(number)
        self.cache[word] = numbers[::-1]
        return self.cache[word]

    def of(self, text):
        """The numbers of the pieces of a text."""
        return [number for word in words(text) for number in self.of_word(word)]


if __name__ == "__main__":
    train(*sys.argv[1:])
