"""Measures a table on NTREX-128: `evaluate.py NTREX WORK COUNT TABLE [WIDTH]`. It is never trained on."""

import sys
from pathlib import Path

import numpy as np

import tables
from pieces import Pieces

FILES = {
    "en": "newstest2019-src.eng.txt", "fr": "newstest2019-ref.fra.txt", "ar": "newstest2019-ref.arb.txt",
    "es": "newstest2019-ref.spa.txt", "de": "newstest2019-ref.deu.txt",
}
PAIRS = ("en fr", "en ar", "en es", "en de", "fr ar")


def unit(rows):
    return rows / (np.linalg.norm(rows, axis=1, keepdims=True) + 1e-9)


def first(scores):
    return float(np.mean(scores.argmax(axis=1) == np.arange(len(scores))))


def margin(scores, neighbours=4):
    """The ratio margin of Artetxe and Schwenk 2019: the cosine over the mean of the nearest of both sides."""
    rows = np.sort(scores, axis=1)[:, -neighbours:].mean(axis=1)
    columns = np.sort(scores, axis=0)[-neighbours:].mean(axis=0)
    return scores / ((rows[:, None] + columns[None, :]) / 2)


def quantised(table):
    """What the model file keeps: whole numbers to 127, one scale a row."""
    scale = np.abs(table).max(axis=1, keepdims=True) / 127 + 1e-12
    return np.round(table / scale) * scale


def main(ntrex, work, count, name, width=256):
    pieces = Pieces.load(Path(work) / f"pieces-{count}.tsv")
    table = quantised(tables.load(work, name))[:, : int(width)]
    documents = (Path(ntrex) / "DOCUMENT_IDS.tsv").read_text(encoding="utf-8").split()
    spans = {}
    for number, document in enumerate(documents):
        spans.setdefault(document, []).append(number)
    sums = {}
    for language, file in FILES.items():
        lines = (Path(ntrex) / file).read_text(encoding="utf-8").split("\n")[: len(documents)]
        sums[language] = np.stack([table[pieces.of(line)].sum(axis=0) for line in lines])
    halves = {
        language: [
            unit(np.stack([rows[part(span)].sum(axis=0) for span in spans.values() if len(span) > 1]))
            for part in (lambda span: span[: len(span) // 2], lambda span: span[len(span) // 2 :], lambda span: span)
        ]
        for language, rows in sums.items()
    }
    print("pair        >      <   margin >  <   half > <   whole > <   own")
    for pair in PAIRS:
        one, two = pair.split()
        scores = unit(sums[one]) @ unit(sums[two]).T
        better = margin(scores)
        half = halves[one][0] @ halves[two][1].T, halves[two][0] @ halves[one][1].T
        whole = halves[one][2] @ halves[two][2].T
        figures = [first(scores), first(scores.T), first(better), first(better.T), *map(first, half), first(whole), first(whole.T)]
        print(pair, *(f"{100 * figure:6.1f}" for figure in figures), f"  cosine {np.diag(scores).mean():.3f}")


if __name__ == "__main__":
    main(*sys.argv[1:])
