"""The numbers of the second look; the same as `crates/recoupe-compare/src/measure/second.rs` computes."""

import re
from pathlib import Path

import numpy as np

SOURCE = Path(__file__).parents[2] / "crates/recoupe-compare/src/measure/second.rs"
_, _, rest = SOURCE.read_text().partition("SECOND_COLUMNS: [")
COLUMNS = re.findall(r'^    "([^"]+)",$', rest[: rest.index("];")], re.M)


def second(story, first):
    """For each pair and way the numbers, from the chances that the first look gives."""
    count = len(story.key)
    borne = np.zeros((count, count), np.float32)
    for (i, j), (one, other) in zip(story.pairs, first):
        borne[i, j], borne[j, i] = one, other
    alike = np.maximum(borne, borne.T)
    own = {article: np.where(story.article == article)[0] for article in sorted(set(story.article))}
    best = lambda a, b: float(np.sort(alike[np.ix_(own[a], own[b])].max(1))[::-1][:8].mean())
    articles = {(a, b): best(a, b) for a in own for b in own if a != b}
    rows = np.zeros((len(story.pairs), 2, len(COLUMNS)), np.float32)
    for place, pair in enumerate(story.pairs):
        for way, (i, j) in enumerate((pair, pair[::-1])):
            a, b, it = story.article[i], story.article[j], alike[i, j]

            def rivals(chances):
                better = int((chances > it).sum())
                ranked = np.sort(chances)[::-1]
                rival = ranked[0] if better else ranked[1] if len(ranked) > 1 else 0
                return better, it - rival

            def beside(one, other):
                x, y = i + one, j + other
                inside = 0 <= x < count and 0 <= y < count
                return alike[x, y] if inside and story.article[x] == a and story.article[y] == b else 0

            third = alone = other_alone = 0
            for c, units in own.items():
                if c in (a, b):
                    continue
                third = max(third, np.minimum(alike[i, units], alike[j, units]).max())
                near, other_near = units[alike[i, units].argmax()], units[alike[j, units].argmax()]
                alone = max(alone, alike[i, near] - alike[j, near])
                other_alone = max(other_alone, alike[j, other_near] - alike[i, other_near])
            (better, lead), (other_better, other_lead) = rivals(alike[i, own[b]]), rivals(alike[j, own[a]])
            steps = [(x, y) for x in range(-2, 3) for y in range(-2, 3) if (x, y) != (0, 0)]
            rows[place, way] = (
                borne[i, j], borne[j, i], better, other_better, lead, other_lead, third, alone, other_alone,
                max(beside(-1, -1), beside(1, 1)), max(beside(-1, 0), beside(1, 0)), max(beside(0, -1), beside(0, 1)),
                sum(beside(x, y) for x, y in steps), articles[a, b], articles[b, a],
            )
    return rows
