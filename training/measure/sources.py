"""Fits whether two units are of one source: `sources.py EVIDENCE WEIGHTS SET…`, arguments as of `fit.py`.

Two units that tell one fact are of one source where the gold says so of all its tellers (one person's word, one origin), or
where their reports are copies of one text; of two where the fact has as many origins as tellers. What the gold leaves open
is left out. Fit the measure first: its chances are among the columns.
"""

import sys
from pathlib import Path

import numpy as np

from forest import trees, write
from gold import stories


def copied(story):
    """Pairs of reports that are one text, through third ones too."""
    pairs = {frozenset((copy["of"], copy["by"])) for copy in story.copies}
    while more := {one ^ other for one in pairs for other in pairs if len(one & other) == 1} - pairs:
        pairs |= more
    return pairs


def label(story, copies, one, other):
    keys = frozenset((story.key[one], story.key[other]))
    found = set()
    for number in story.told[one] & story.told[other]:
        fact = story.facts[number]
        tellers = len(fact["tellers"])
        if fact["word_of"] or fact["origins"] == 1 or keys in copies and fact["origins"] < tellers:
            found.add(True)
        elif fact["origins"] == tellers or any(pair <= set(fact["tellers"]) for pair in copies):
            found.add(False)
        else:
            return None
    return found.pop() if len(found) == 1 else None


def main(evidence, weights, *sets):
    told = stories(evidence, [gold.parent for one in sets for gold in sorted(Path(one).glob("*/gold.json"))])
    rows, labels, groups = [], [], []
    for story in told:
        copies = copied(story)
        for one, other, row in story.sources:
            if (is_one := label(story, copies, one, other)) is not None:
                rows.append(row), labels.append(is_one), groups.append(story.set)
    rows, labels, groups = np.array(rows, np.float32), np.array(labels), np.array(groups)
    chance = np.zeros(len(labels))
    for held in sorted(set(groups)):
        model = trees(120, 10, 30).fit(rows[groups != held], labels[groups != held])
        chance[groups == held] = model.predict_proba(rows[groups == held])[:, 1]
    for least in (0.3, 0.5):
        one = chance >= least
        print(f"from {least}: one source precision {labels[one].mean():.2f}, recall {one[labels].mean():.2f}; {len(labels)} pairs")
    model = trees(120, 10, 30).fit(rows, labels)
    write(model, told[0].source_columns, Path(weights) / "sources.txt", "Of one source; training/measure/sources.py made it.")


if __name__ == "__main__":
    main(*sys.argv[1:])
