"""Writes the weight file of the crate: `export.py TRAINED BASE VOCABULARY CRATE`.

TRAINED is the folder with the parts of the trained arrays, BASE the base's `base_q4.npz`, VOCABULARY its `vocab.json`. The
form of the file is told in `crates/recoupe-reader/src/weights.rs`. Same inputs give the same bytes.
"""

import hashlib
import math
import struct
import sys
from pathlib import Path

import numpy as np

import weights
from double_array import double_array
from loud import HEADS_LOUD, WIDEN_LOUD
from weights import HEADS, HIDDEN, INNER, LAYERS, PANEL, POSITIONS

VERSION = 1
SPECIALS = 4  # <s> <pad> </s> <unk>: no text holds them
# A piece's score is kept in units of 1e-7, which is what its decimals are given in: sums are then exact.
SCORE = 10**7
# What an unknown character costs beyond the least likely piece, as in the base's own tokenizer.
PENALTY = 10


class File:
    """Sections one after the other, each beginning at a multiple of 64 bytes."""

    def __init__(self):
        self.parts = []

    def put(self, array, kind):
        raw = np.ascontiguousarray(array).astype(kind).tobytes()
        self.parts += [raw, bytes(-len(raw) % 64)]

    def matrix(self, arrays, name, factor=1, loud=()):
        """A matrix in panels of 48 rows, in each four columns of all the rows together, 128 added to each weight."""
        rows = arrays[f"{name}.weight.q"]
        self.put(arrays[f"{name}.weight.s"] * factor, "<f4")
        self.put(arrays[f"{name}.bias"] * factor, "<f4")
        self.put(rows.sum(axis=1, dtype=np.int64), "<f4")
        if loud:
            self.put(loud, "<u4")
            self.put(rows[:, loud].T, "i1")
        outputs, inputs = rows.shape
        panels = rows.reshape(outputs // PANEL, PANEL, inputs // 4, 4).transpose(0, 2, 1, 3)
        self.put(panels.astype(np.int16) + 128, "u1")

    def norm(self, arrays, name):
        self.put(arrays[f"{name}.weight"], "<f4")
        self.put(arrays[f"{name}.bias"], "<f4")


def scores(pieces):
    """The scores in units of 1e-7; the last number is that of an unknown character."""
    kept = [round(score * SCORE) for _, score in pieces]
    assert all(abs(score * SCORE - whole) < 1e-3 for (_, score), whole in zip(pieces, kept))
    return kept, min(kept) - PENALTY * SCORE


def main(trained, base, vocabulary, crate):
    arrays, base = weights.load(trained), np.load(base)
    weights.check_word_table(arrays, base)
    pieces, normal = weights.vocabulary(vocabulary)
    units = double_array({piece.encode(): number for number, (piece, _) in enumerate(pieces) if number >= SPECIALS})
    kept, unknown = scores(pieces)
    codes = sorted(normal)

    file = File()
    file.put(units, "<u4")
    file.put(kept, "<i4")
    file.put(codes, "<u4")
    file.put(np.cumsum([len(normal[code]) for code in codes]), "<u4")
    outputs = [code for row in codes for code in normal[row]]
    file.put(outputs, "<u4")
    blocks, nibbles = weights.word_table(base)
    file.put(np.concatenate([blocks.view("u1").reshape(len(pieces), -1), nibbles.reshape(len(pieces), -1)], axis=1), "u1")
    # Every token is of type 0, so the type's row is part of each position's.
    file.put(arrays["pos.weight"][:POSITIONS] + arrays["ttype.weight"][0], "<f4")
    file.norm(arrays, "ln0")
    # Attention divides by the root of a head's size: the queries carry that.
    factor = np.ones(3 * HIDDEN, np.float32)
    factor[:HIDDEN] = 1 / math.sqrt(HIDDEN / HEADS)
    for layer in range(LAYERS):
        name = f"layer.{layer}."
        file.matrix(arrays, name + "qkv", factor, loud=HEADS_LOUD[layer])
        file.matrix(arrays, name + "ao")
        file.norm(arrays, name + "ln1")
        file.matrix(arrays, name + "fi", loud=WIDEN_LOUD[layer])
        file.matrix(arrays, name + "fo")
        file.norm(arrays, name + "ln2")
    body = b"".join(file.parts)
    fields = [VERSION, LAYERS, HIDDEN, HEADS, INNER, POSITIONS, len(pieces), len(units), len(codes), len(outputs), unknown]
    header = b"recoupeR" + struct.pack("<10Ii", *fields)
    header = header.ljust(64, b"\0") + hashlib.sha256(body).digest().ljust(64, b"\0")
    (Path(crate) / "model" / "encoder.bin").write_bytes(header + body)
    print(len(header) + len(body), "bytes,", len(units), "units, sha256", hashlib.sha256(header + body).hexdigest())


if __name__ == "__main__":
    main(*sys.argv[1:])
