"""Fits the two looks of the measure: `fit.py EVIDENCE WEIGHTS SET…`.

EVIDENCE is the built program `evidence`, WEIGHTS the folder `crates/recoupe-compare/weights`, a SET a folder of stories with
gold. The second look learns from chances that the first gives of sets that it did not see, as it will meet them. Prints what
the pairs of each set give when all sets but it are fitted.
"""

import sys
from pathlib import Path

import numpy as np

from forest import trees, write
from gold import stories
from second import COLUMNS, second


def flat(parts):
    return np.concatenate([part.reshape(-1, part.shape[-1]) for part in parts])


def held_out(told, rows):
    """The chances of each story by trees fitted on the other sets."""
    chances = {}
    for held in sorted({story.set for story in told}):
        fitted = [k for k, story in enumerate(told) if story.set != held]
        labels = np.concatenate([told[k].label.reshape(-1) for k in fitted])
        model = trees(250, 14, 40).fit(flat([rows[k] for k in fitted]), labels)
        for k in (k for k, story in enumerate(told) if story.set == held):
            chances[k] = model.predict_proba(flat([rows[k]]))[:, 1].reshape(-1, 2)
    return [chances[k] for k in range(len(told))]


def curve(name, told, chances):
    alike = np.concatenate([story.alike for story in told])
    ranked = alike[np.argsort(-np.concatenate([chance.max(1) for chance in chances]), kind="stable")]
    right = np.cumsum(ranked)
    precision, recall = right / np.arange(1, len(ranked) + 1), right / alike.sum()
    points = " ".join(f"{at}: {precision[np.searchsorted(recall, at)]:.2f}" for at in (0.2, 0.3, 0.4, 0.5, 0.6, 0.7))
    print(f"{name}: precision at recall {points}; average precision {precision[ranked].mean():.3f}")


def main(evidence, weights, *sets):
    told = stories(evidence, [gold.parent for one in sets for gold in sorted(Path(one).glob("*/gold.json"))])
    rows = [story.rows for story in told]
    first = held_out(told, rows)
    both = [np.concatenate([row, second(story, chance)], 2) for story, row, chance in zip(told, rows, first)]
    curve("first look", told, first)
    curve("second look", told, held_out(told, both))
    labels = np.concatenate([story.label.reshape(-1) for story in told])
    columns = told[0].columns
    for name, numbers, named in (("first", rows, columns), ("second", both, columns + COLUMNS)):
        model = trees(250, 14, 40).fit(flat(numbers), labels)
        write(model, named, Path(weights) / f"{name}.txt", f"The {name} look of the measure; training/measure/fit.py made it.")


if __name__ == "__main__":
    main(*sys.argv[1:])
