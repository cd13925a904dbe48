"""Trains the table: `train.py PARALLEL WORK COUNT [OPTION=VALUE …]`; see `OPTIONS`.

A sentence is the mean of its pieces' vectors, made one long; a piece's vector has a norm of its own, which is its
weight. The translation must be nearer than the other sentences of the batch, seen from both sides (symmetric InfoNCE
with in-batch negatives), for the first 64, 128 and 256 dimensions at once (Kusupati and others 2022), so that a short
front part of a vector is of use alone.

With `distil`, that share of the batches holds texts whose vectors the teacher has given: a text must be nearer to its
own vector of the teacher's than to those of the other texts. The teacher's 512 dimensions are first laid on the table's
by the rotation that fits best what the table says already (orthogonal Procrustes), so this comes second, on a table
that was trained without it (`begin`).
"""

import random
import sys
import time
from pathlib import Path

import numpy as np
from numba import njit, prange

import teacher
from data import sources
from pieces import Pieces

WIDTH = 256
NESTED = ((64, 0.4), (128, 0.6), (256, 1.0))
OPTIONS = {
    "steps": 1200, "batch": 2048, "rate": 0.006, "scale": 20.0, "power": 0.75, "arabic": 3.0, "sif": 1e-3,
    "distil": 0.0, "begin": "", "seed": 1, "out": "table", "minutes": 60.0, "report": 100,
}
LONGEST = 128


@njit(parallel=True, fastmath=True, cache=True)
def pool(table, ids, starts, out):
    for row in prange(len(starts) - 1):
        for column in range(out.shape[1]):
            out[row, column] = 0.0
        for place in range(starts[row], starts[row + 1]):
            for column in range(out.shape[1]):
                out[row, column] += table[ids[place], column]


@njit(parallel=True, fastmath=True, cache=True)
def scatter(order, ids, rows, bounds, gradient, table, mean, square, touched, rate):
    """Row-lazy Adam: a row is changed only where a batch holds its piece."""
    for group in prange(len(bounds) - 1):
        first, last = bounds[group], bounds[group + 1]
        piece = ids[order[first]]
        total = np.zeros(table.shape[1], dtype=np.float32)
        for place in range(first, last):
            row = rows[order[place]]
            for column in range(table.shape[1]):
                total[column] += gradient[row, column]
        touched[piece] += 1
        one = 1.0 - 0.9 ** touched[piece]
        two = 1.0 - 0.999 ** touched[piece]
        for column in range(table.shape[1]):
            value = total[column]
            mean[piece, column] += np.float32(0.1) * (value - mean[piece, column])
            square[piece, column] += np.float32(0.001) * (value * value - square[piece, column])
            table[piece, column] -= rate * (mean[piece, column] / one) / (np.sqrt(square[piece, column] / two) + 1e-8)


@njit(parallel=True, fastmath=True, cache=True)
def weigh(scores, left, right, scale, own):
    """exp(scale * (score - 1)) in place, the negatives that are the same sentence struck out; sums of the rows."""
    sums = np.zeros(scores.shape[0], dtype=np.float32)
    for row in prange(scores.shape[0]):
        total = np.float32(0.0)
        for column in range(scores.shape[1]):
            if row != column and (left[row] == left[column] or right[row] == right[column]):
                scores[row, column] = 0.0
            else:
                value = np.exp(np.float32(scale) * (scores[row, column] - np.float32(1.0)))
                scores[row, column] = value
                total += value
        sums[row] = total
        own[row] = scores[row, row]
    return sums


@njit(parallel=True, fastmath=True, cache=True)
def slopes(scores, rows, columns, factor):
    for row in prange(scores.shape[0]):
        for column in range(scores.shape[1]):
            scores[row, column] *= factor * (1.0 / rows[row] + 1.0 / columns[column])
        scores[row, row] -= 2.0 * factor


def unit(rows):
    norms = np.sqrt(np.einsum("ij,ij->i", rows, rows)) + 1e-9
    return rows / norms[:, None], norms


def through(vectors, norms, gradient):
    """The gradient before the vectors were made one long."""
    inner = np.einsum("ij,ij->i", vectors, gradient)
    return (gradient - vectors * inner[:, None]) / norms[:, None]


def contrast(left, right, keys, scale):
    """Loss and gradients of symmetric InfoNCE over sums of pieces."""
    loss, slopes_left, slopes_right = 0.0, np.zeros_like(left), np.zeros_like(right)
    own = np.empty(len(left), dtype=np.float32)
    for width, weight in NESTED:
        (one, one_norms), (two, two_norms) = unit(left[:, :width]), unit(right[:, :width])
        scores = one @ two.T
        rows = weigh(scores, *keys, scale, own)
        columns = scores.sum(axis=0)
        loss += weight * float(np.mean(np.log(rows) + np.log(columns) - 2 * np.log(own)))
        slopes(scores, rows, columns, np.float32(weight * scale / len(left)))
        slopes_left[:, :width] += through(one, one_norms, scores @ two)
        slopes_right[:, :width] += through(two, two_norms, scores.T @ one)
    return loss, slopes_left, slopes_right


def flat(sentences):
    starts = np.zeros(len(sentences) + 1, dtype=np.int64)
    np.cumsum([len(sentence) for sentence in sentences], out=starts[1:])
    return np.concatenate(sentences).astype(np.int64), starts


class Streams:
    """Batches of one pair of languages; a source's rows come in a new order each time they are through."""

    def __init__(self, folder, pieces, options):
        self.random = np.random.default_rng(int(options["seed"]))
        self.pairs, keys = {}, {}
        for _, pair, rows in sources(folder):
            held = []
            for row in rows:
                ids = [np.array(pieces.of(sentence)[:LONGEST], dtype=np.int32) for sentence in row]
                if all(len(side) for side in ids):
                    held.append((*ids, *(keys.setdefault(side.tobytes(), len(keys)) for side in ids)))
            weight = len(held) ** options["power"] * (options["arabic"] if "ar" in pair else 1.0)
            self.pairs.setdefault(pair, []).append([weight, held, np.empty(0, dtype=np.int64)])
        self.keys = keys
        self.names = sorted(self.pairs)
        weights = np.array([sum(source[0] for source in self.pairs[name]) for name in self.names])
        self.weights = weights / weights.sum()

    def take(self, source, count):
        while len(source[2]) < count:
            source[2] = np.concatenate([source[2], self.random.permutation(len(source[1]))])
        taken, source[2] = source[2][:count], source[2][count:]
        return [source[1][number] for number in taken]

    def batch(self, size):
        held = self.pairs[self.names[self.random.choice(len(self.names), p=self.weights)]]
        weights = np.array([source[0] for source in held])
        shares = self.random.multinomial(size, weights / weights.sum())
        rows = []
        for source, share in zip(held, shares):
            # A source is never in a batch twice over: its second copy would only be struck out again.
            rows += self.take(source, min(int(share), len(source[1])))
        return rows


# How often a batch of the teacher's is of texts in Arabic script, of other sentences, of words.
KINDS = (0.4, 0.4, 0.2)


class Lessons:
    """Batches of texts with the teacher's vectors."""

    def __init__(self, work, pieces, table, seed):
        self.random = np.random.default_rng(seed)
        words, sentences, vectors = teacher.load(work)
        texts = words + sentences
        self.ids = [np.array(pieces.of(text)[:LONGEST], dtype=np.int64) for text in texts]
        is_arabic = np.array([any("\u0600" <= letter <= "\u06ff" for letter in text) for text in texts])
        is_word = np.arange(len(texts)) < len(words)
        held = np.array([len(ids) > 0 for ids in self.ids])
        self.kinds = [np.flatnonzero(held & kind) for kind in (is_arabic & ~is_word, ~is_arabic & ~is_word, is_word)]
        held = np.flatnonzero(held)
        ids, starts = flat([self.ids[number] for number in held])
        sums = np.empty((len(held), WIDTH), dtype=np.float32)
        pool(table, ids, starts, sums)
        known = vectors[held].astype(np.float32)
        known -= known.mean(axis=0)
        one, _, two = np.linalg.svd(known.T @ unit(sums)[0], full_matrices=False)
        self.targets = np.zeros((len(texts), WIDTH), dtype=np.float32)
        self.targets[held], _ = unit(known @ (one @ two))
        own = np.einsum("ij,ij->i", self.targets[held], unit(sums)[0]).mean()
        print(f"{len(held)} texts of the teacher's; cosine with the table's {own:.3f}", flush=True)

    def batch(self, size):
        kind = self.kinds[self.random.choice(len(KINDS), p=KINDS)]
        rows = self.random.choice(kind, size=min(size, len(kind)), replace=False)
        return rows, [self.ids[row] for row in rows], self.targets[rows]


def start(work, count, pieces, streams, options):
    """The teacher's vectors of the pieces on their main axes; unit norm times the root of the SIF weight."""
    vectors = np.load(Path(work) / f"pieces-{count}.npy").astype(np.float32)
    centre = vectors.mean(axis=0)
    _, axes = np.linalg.eigh(np.cov(vectors - centre, rowvar=False))
    axes = np.ascontiguousarray(axes[:, ::-1][:, :WIDTH]).astype(np.float32)
    table, _ = unit((vectors - centre) @ axes)
    seen = np.zeros(len(table))
    for held in streams.pairs.values():
        for weight, rows, _ in held:
            for row in rows[:: max(1, len(rows) // 20000)]:
                for side in row[:2]:
                    np.add.at(seen, side, weight / len(rows))
    share = seen / seen.sum()
    weights = np.sqrt(options["sif"] / (options["sif"] + share)).astype(np.float32)
    return np.ascontiguousarray(table * weights[:, None], dtype=np.float32), axes, centre


def main(folder, work, count, *changes):
    options = dict(OPTIONS)
    for change in changes:
        name, value = change.split("=")
        options[name] = type(options[name])(value)
    begun = time.time()
    pieces = Pieces.load(Path(work) / f"pieces-{count}.tsv")
    streams = Streams(folder, pieces, options)
    table, axes, centre = start(work, count, pieces, streams, options)
    if options["begin"]:
        table = np.load(Path(work) / f"{options['begin']}.npy")
    lessons = Lessons(work, pieces, table, int(options["seed"])) if options["distil"] > 0 else None
    chance = np.random.default_rng(int(options["seed"]))
    print(f"ready after {time.time() - begun:.0f} s", flush=True)
    mean, square = np.zeros_like(table), np.zeros_like(table)
    touched = np.zeros(len(table), dtype=np.int64)
    begun, losses, steps = time.time(), [], int(options["steps"])
    for step in range(steps):
        # The rate falls in a line to nothing, over the steps or over the minutes, whichever end first.
        left = 1.0 - max(step / steps, (time.time() - begun) / (60 * options["minutes"]))
        if left <= 0.0:
            break
        if chance.random() < options["distil"]:
            keys, texts, targets = lessons.batch(int(options["batch"]))
            ids, starts = flat(texts)
            sums = np.empty((len(starts) - 1, WIDTH), dtype=np.float32)
            pool(table, ids, starts, sums)
            loss, gradient, _ = contrast(sums, targets, (keys, keys), options["scale"])
        else:
            rows = streams.batch(int(options["batch"]))
            keys = [np.array([row[side] for row in rows]) for side in (2, 3)]
            ids, starts = flat([row[0] for row in rows] + [row[1] for row in rows])
            sums = np.empty((len(starts) - 1, WIDTH), dtype=np.float32)
            pool(table, ids, starts, sums)
            loss, *gradients = contrast(sums[: len(rows)], sums[len(rows) :], keys, options["scale"])
            gradient = np.concatenate(gradients)
        losses.append(loss)
        owner = np.repeat(np.arange(len(starts) - 1), np.diff(starts))
        order = np.argsort(ids, kind="stable")
        bounds = np.concatenate([[0], np.flatnonzero(np.diff(ids[order])) + 1, [len(ids)]])
        scatter(order, ids, owner, bounds, gradient, table, mean, square, touched, options["rate"] * left)
        if (step + 1) % int(options["report"]) == 0:
            print(f"{step + 1} steps, {time.time() - begun:.0f} s, loss {np.mean(losses):.4f}", flush=True)
            losses = []
            np.save(Path(work) / f"{options['out']}.npy", table)
    np.save(Path(work) / f"{options['out']}.npy", table)
    print(f"{step + 1} steps in {time.time() - begun:.0f} s; {np.count_nonzero(touched)} pieces seen")


if __name__ == "__main__":
    random.seed(1)
    main(*sys.argv[1:])
