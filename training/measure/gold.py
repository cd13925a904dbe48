"""Stories with complete gold, held beside what `evidence` says of their units.

A story is a folder with reports (`a.txt`, `b.txt`, …) and `gold.json`: its `facts` list every fact that two or more reports tell,
with a stretch of each teller. A unit tells a fact where half of the shorter one's words, unit or stretch, lie in the other.
"""

import json
import re
import subprocess
from pathlib import Path

import numpy as np

# A unit is borne out by another where so much of its words stands in stretches of the facts that both tell.
BORNE_OUT = 0.5


def folded(text):
    return re.sub(r"\s+", " ", text.replace("\u00a0", " ").replace("\u202f", " ")).strip()


def count(text):
    return len(re.findall(r"\w+", text.lower()))


class Story:
    def __init__(self, found):
        folder = Path(found["folder"])
        self.set, self.folder = folder.parent.name, folder
        gold = json.loads((folder / "gold.json").read_text())
        self.facts, self.copies = gold["facts"], gold["copies"]
        raw = [article["text"] for article in found["articles"]]
        text = [folded(one) for one in raw]
        name = [Path(article["source"]).stem for article in found["articles"]]
        self.article = np.array([unit[0] for unit in found["units"]])
        self.key = [name[article] for article in self.article]
        self.told, self.cover = [], []
        for article, start, end in found["units"]:
            first = len(folded(raw[article][:start] + "x")) - 1
            place = (first, first + len(folded(raw[article][start:end])))
            spans = {}
            for number, fact in enumerate(self.facts):
                stretch = folded(fact["tellers"].get(name[article], ""))
                at = text[article].find(stretch) if stretch else -1
                if at >= 0 and self.meets(text[article], place, (at, at + len(stretch))):
                    spans[number] = (at, at + len(stretch))
            self.told.append(set(spans))
            words = [
                place[0] + word.start()
                for word in re.finditer(r"\w+", text[article][place[0] : place[1]])
                if len(word.group()) > 2 or word.group().isdigit()
            ]
            self.cover.append([{n for n, (a, b) in spans.items() if a <= word < b} for word in words])
        self.pairs = np.array(found["pairs"], np.int32).reshape(-1, 2)
        self.rows = np.array(found["rows"], np.float32)
        self.sources = found["sources"]
        self.columns, self.source_columns = found["columns"], found["source columns"]
        self.alike = np.array([bool(self.told[i] & self.told[j]) for i, j in self.pairs])
        self.label = np.array([[self.borne_out(i, j), self.borne_out(j, i)] for i, j in self.pairs]).reshape(-1, 2)

    @staticmethod
    def meets(text, one, other):
        both = count(text[max(one[0], other[0]) : min(one[1], other[1])]) if max(one[0], other[0]) < min(one[1], other[1]) else 0
        return both > 0 and 2 * both >= min(count(text[slice(*one)]), count(text[slice(*other)]))

    def borne_out(self, wording, support):
        common = self.told[wording] & self.told[support]
        words = self.cover[wording]
        return bool(common) and sum(bool(word & common) for word in words) >= BORNE_OUT * max(1, len(words))


def stories(program, folders):
    """`program` is the built `evidence` of the evaluation crate."""
    out = subprocess.run([program, *map(str, folders)], capture_output=True, check=True).stdout.decode()
    return [Story(json.loads(line)) for line in out.splitlines()]
