"""Writes the model file, and the fixture that Rust is checked against: `export.py WORK COUNT TABLE CRATE`.

The form of the file is told in `crates/recoupe-vectors/src/model.rs`.
"""

import hashlib
import math
import struct
import sys
from pathlib import Path

import numpy as np
from numba import njit

import tables
from pieces import MARK, Pieces

VERSION = 1
# What the largest scale of a row is kept as; the others are in proportion.
LARGEST = 32767
ONE = 16384

# Sentences made up for this purpose; among them what is hard to read alike in two programs.
SENTENCES = [
    "The harbour master closed the lower bridge on Tuesday evening.",
    "Le capitaine du port a fermé le pont inférieur mardi soir.",
    "أغلق مدير الميناء الجسر السفلي مساء الثلاثاء.",
    "El capitán del puerto cerró el puente inferior el martes por la noche.",
    "Der Hafenmeister sperrte am Dienstagabend die untere Brücke.",
    "At least 1,250 people (37 %) signed the petition in 2031, said Dr. O'Malley.",
    "« L'œuvre d'État coûte 12 345 678,90 € », s'étonne Zoë Lefèvre‑Brûlé…",
    "أُعْلِنَ أنّ ٤٥٠ عاملاً ســيعودون إلى القُرى يوم ٣ آذار؛ فمَن سيدفع؟",
    "¿Cuántos años tenía la acequia? Según el alcalde, ciento veintidós.",
    "Die Überprüfung der Straßenbahnweichen kostete 3½ Mio. Euro; Ärger gibt es trotzdem.",
    "ﬁnal ＦＵＬＬ ＷＩＤＴＨ ① e\u0301te\u0301 A\u030angstro\u0308m İstanbul ΣΊΣΥΦΟΣ",
    "日本語 and русский 🙂 beside known words",
    "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenhersteller",
    "1 22 333 4444 55555 666666 7777777",
    "",
    " …!? \u0640\u064b",
]


@njit(cache=True)
def double_array(edges, first, labels, children):
    """Bases of the nodes: no two alike, and each child's place free. `edges` nodes in breadth-first order."""
    capacity = 4 * edges + 1024
    taken, used = np.zeros(capacity, dtype=np.bool_), np.zeros(capacity, dtype=np.bool_)
    place, base = np.zeros(edges, dtype=np.int64), np.zeros(edges, dtype=np.int64)
    taken[0] = True
    free = 1
    for node in range(edges):
        begin, end = first[node], first[node + 1]
        if begin == end:
            continue
        while taken[free]:
            free += 1
        candidate = max(1, free - labels[begin])
        while True:
            fits = not used[candidate]
            for edge in range(begin, end):
                if not fits or taken[candidate + labels[edge]]:
                    fits = False
                    break
            if fits:
                break
            candidate += 1
        used[candidate] = True
        base[node] = candidate
        for edge in range(begin, end):
            taken[candidate + labels[edge]] = True
            place[children[edge]] = candidate + labels[edge]
    return place, base


def trie(pieces):
    """The units of the trie over the pieces' bytes."""
    nodes, ends = [{}], [0]
    for number, (piece, _) in enumerate(pieces.rows):
        node = 0
        for byte in piece.encode():
            if byte not in nodes[node]:
                nodes[node][byte] = len(nodes)
                nodes.append({})
                ends.append(0)
            node = nodes[node][byte]
        # Most words that are a piece are split into nothing else; saying so saves the search.
        is_whole = piece[0] == MARK and pieces.of_word(piece[1:]) == [number]
        ends[node] = number + 1 | is_whole << 31
    # Breadth first: the nodes with the most children come early, while there is room.
    order, number_of = [0], {0: 0}
    for node in order:
        for byte in sorted(nodes[node]):
            number_of[nodes[node][byte]] = len(order)
            order.append(nodes[node][byte])
    first, labels, children, label_of = [0], [], [], [0] * len(order)
    for node in order:
        for byte in sorted(nodes[node]):
            labels.append(byte)
            children.append(number_of[nodes[node][byte]])
            label_of[children[-1]] = byte
        first.append(len(labels))
    place, base = double_array(len(order), *(np.array(part, dtype=np.int64) for part in (first, labels, children)))
    units = np.zeros((int(place.max()) + 1, 2), dtype="<u4")
    for number, node in enumerate(order):
        # A leaf's base leads past the end.
        onward = int(base[number]) if first[number] < first[number + 1] else 0xFFFFFF
        units[place[number]] = (onward << 8 | label_of[number], ends[node])
    return units


def quantise(table):
    """Rows as signed bytes, and the whole number that each is multiplied by."""
    largest = np.abs(table).max(axis=1)
    scales = np.maximum(1, np.round(largest / largest.max() * LARGEST))
    step = largest.max() / 127 / LARGEST
    rows = np.clip(np.round(table / (scales * step)[:, None]), -127, 127)
    return rows.astype(np.int8), scales.astype("<i2")


def vector(ids, rows, scales):
    """What `Encoder::encode` gives: whole numbers, so that it can be compared for equality."""
    total = (rows[ids].astype(np.int64) * scales[ids].astype(np.int64)[:, None]).sum(axis=0) if ids else np.zeros(1)
    square = sum(int(value) ** 2 for value in total)
    if square == 0:
        return [0] * rows.shape[1]
    factor = ONE / math.sqrt(square)
    return [round(int(value) * factor) for value in total]


def main(work, count, name, crate):
    pieces = Pieces.load(Path(work) / f"pieces-{count}.tsv")
    rows, scales = quantise(tables.load(work, name))
    units = trie(pieces)
    scores = np.array([score for _, score in pieces.rows], dtype="<i2")
    header = b"recoupeV" + struct.pack("<4IiI", VERSION, rows.shape[1], len(rows), len(units), pieces.unknown, 0)
    model = header + units.tobytes() + scores.tobytes() + scales.tobytes() + rows.tobytes()
    (Path(crate) / "model" / "table.bin").write_bytes(model)
    with (Path(crate) / "tests" / "fixture.tsv").open("w", encoding="utf-8") as out:
        out.write("# text, its pieces, its vector; made by training/export.py\n")
        for sentence in SENTENCES:
            ids = pieces.of(sentence)
            out.write("\t".join([sentence, " ".join(map(str, ids)), " ".join(map(str, vector(ids, rows, scales)))]) + "\n")
    print(len(model), "bytes,", len(units), "units, sha256", hashlib.sha256(model).hexdigest())


if __name__ == "__main__":
    main(*sys.argv[1:])
