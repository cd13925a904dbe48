"""The encoder in numpy and 32-bit floating point, and the fixture the crate is checked against.

    reference.py TRAINED VOCABULARY CRATE

writes `tests/fixture.tsv`: a text (as JSON), its pieces, and its vector in 1/100,000. Nothing of the crate's file or of its
roundings of inputs is used: the vectors are those of the trained arrays.
"""

import json
import math
import sys
from collections import defaultdict
from pathlib import Path

import numpy as np

import weights
from pieces import Pieces
from texts import TEXTS
from weights import HEADS, HIDDEN, LAYERS

BEGIN, END = 0, 2
UNIT = 100_000
ROOT = np.float32(math.sqrt(HIDDEN // HEADS))
erf = np.frompyfunc(math.erf, 1, 1)


class Reference:
    def __init__(self, arrays):
        self.arrays = dict(arrays)
        # What each matrix was given.
        self.seen = defaultdict(list)

    def matrix(self, name):
        return self.arrays[f"{name}.q"].astype(np.float32) * self.arrays[f"{name}.s"][:, None]

    def linear(self, name, rows):
        self.seen[name].append(rows)
        return rows @ self.matrix(f"{name}.weight").T + self.arrays[f"{name}.bias"]

    def norm(self, name, rows):
        off = rows - rows.mean(-1, keepdims=True)
        even = off / np.sqrt((off**2).mean(-1, keepdims=True) + np.float32(1e-12))
        return even * self.arrays[f"{name}.weight"] + self.arrays[f"{name}.bias"]

    def vector(self, pieces):
        """The mean of the last states, made one long; zero without pieces."""
        if not pieces:
            return np.zeros(HIDDEN, np.float32)
        ids = [BEGIN, *pieces, END]
        words = self.arrays["word.weight.q"][ids].astype(np.float32) * self.arrays["word.weight.s"][ids][:, None]
        states = self.norm("ln0", words + self.arrays["pos.weight"][: len(ids)] + self.arrays["ttype.weight"][0])
        for layer in range(LAYERS):
            states = self.layer(f"layer.{layer}.", states)
        mean = states.mean(0)
        return mean / np.linalg.norm(mean)

    def layer(self, name, states):
        count = len(states)
        heads = self.linear(name + "qkv", states).reshape(count, 3, HEADS, -1).transpose(1, 2, 0, 3)
        queries, keys, values = heads
        fits = queries @ keys.transpose(0, 2, 1) / ROOT
        shares = np.exp(fits - fits.max(-1, keepdims=True))
        shares /= shares.sum(-1, keepdims=True)
        attended = (shares @ values).transpose(1, 0, 2).reshape(count, HIDDEN)
        states = self.norm(name + "ln1", states + self.linear(name + "ao", attended))
        wide = self.linear(name + "fi", states)
        wide = wide * np.float32(0.5) * (1 + erf(wide / np.float32(math.sqrt(2))).astype(np.float32))
        return self.norm(name + "ln2", states + self.linear(name + "fo", wide))


def main(trained, vocabulary, crate):
    splitter, reference = Pieces(*weights.vocabulary(vocabulary)), Reference(weights.load(trained))
    with (Path(crate) / "tests" / "fixture.tsv").open("w", encoding="utf-8") as out:
        out.write("# text, its pieces, its vector in 1/100,000; made by training/encoder/reference.py\n")
        for text in TEXTS:
            pieces = splitter.of(text)
            vector = np.rint(reference.vector(pieces) * UNIT).astype(int)
            columns = json.dumps(text, ensure_ascii=True), " ".join(map(str, pieces)), " ".join(map(str, vector))
            out.write("\t".join(columns) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
