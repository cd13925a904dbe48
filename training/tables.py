"""Trained tables by name."""

from pathlib import Path

import numpy as np


def load(work, name):
    """The table `name`; of names joined by a plus, the mean of the tables, which rests more evenly than each."""
    tables = [np.load(Path(work) / f"{part}.npy") for part in name.split("+")]
    return np.mean(tables, axis=0, dtype=np.float32)
