"""Inputs of a layer that are far larger than the others: `loud.py TRAINED VOCABULARY` finds them.

A few dimensions of the states reach twenty and forty times what the others have, in all texts (as in other networks of this
kind: Dettmers and others 2022, <https://arxiv.org/abs/2208.07339>). Rounded with them to a byte, the others would keep three
bits or four. So two inputs of each of these matrices are multiplied in floating point, and are zero among the bytes.

The numbers below are what the search gave; they are part of the weight file's form only in that they are told there.
"""

import sys

import numpy as np

from weights import LOUD

# By layer: of the matrix of queries, keys and values; of the first matrix of the inner dimensions.
HEADS_LOUD = [[87, 15], [15, 321], [15, 321], [15, 297], [15, 297], [35, 297], [35, 15], [35, 15], [15, 35], [15, 35], [35, 15], [35, 351]]
WIDEN_LOUD = [[321, 87], [15, 321], [15, 321], [15, 321], [15, 297], [35, 15], [35, 15], [35, 15], [35, 15], [35, 15], [35, 351], [35, 351]]


def loudest(rows):
    """The inputs without which the rows' largest numbers shrink most, one after the other."""
    sizes, found = np.abs(rows), []
    for _ in range(LOUD):
        order = np.argsort(sizes, axis=1)
        top, next_ = (np.take_along_axis(sizes, order[:, [place]], axis=1)[:, 0] for place in (-1, -2))
        gain = np.bincount(order[:, -1], weights=top**2 - next_**2, minlength=rows.shape[1])
        found.append(int(gain.argmax()))
        sizes[:, found[-1]] = 0
    return found


def main(trained, vocabulary):
    import weights
    from pieces import Pieces
    from reference import Reference
    from texts import PLAIN, TEXTS

    splitter, reference = Pieces(*weights.vocabulary(vocabulary)), Reference(weights.load(trained))
    for text in TEXTS[:PLAIN]:
        reference.vector(splitter.of(text))
    for site in ("qkv", "fi"):
        seen = [reference.seen[f"layer.{layer}.{site}"] for layer in range(weights.LAYERS)]
        print(site, [loudest(np.concatenate(rows)) for rows in seen])


if __name__ == "__main__":
    main(*sys.argv[1:])
