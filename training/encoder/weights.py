"""The arrays of a trained encoder, as `train.py` saves them and as the crate's file holds them; the base's in four bits."""

import ast
import io
import json
import struct
from pathlib import Path

import numpy as np

PART = 15 << 20
LAYERS, HIDDEN, HEADS, INNER = 12, 384, 12, 1536
# The longest input: 126 pieces between the marks of beginning and end.
POSITIONS = 128
BLOCK = 32
# Outputs that the crate's file holds together, and inputs that it holds apart: see `export.py` and `loud.py`.
PANEL = 48
LOUD = 2


def load(folder):
    """Reads the parts `model.npz.000` and on, which are one archive cut into pieces."""
    parts = sorted(Path(folder).glob("model.npz.*"))
    arrays = np.load(io.BytesIO(b"".join(part.read_bytes() for part in parts)))
    told = ast.literal_eval(str(arrays["cfg"]))
    assert (told["layers"], told["hidden"], told["heads"], told["ffn"]) == (LAYERS, HIDDEN, HEADS, INNER)
    assert not told["use_types"] and told["max_len"] == POSITIONS
    return arrays


def save(folder, arrays):
    """Writes what `load` reads."""
    Path(folder).mkdir(parents=True, exist_ok=True)
    for old in Path(folder).glob("model.npz.*"):
        old.unlink()
    whole = io.BytesIO()
    np.savez_compressed(whole, **arrays)
    whole = whole.getvalue()
    for number, start in enumerate(range(0, len(whole), PART)):
        (Path(folder) / f"model.npz.{number:03}").write_bytes(whole[start : start + PART])


def read(path):
    """The arrays of a file that `export.py` wrote: the numbers that the crate computes with."""
    raw = Path(path).read_bytes()
    assert raw[:8] == b"recoupeR"
    *_, pieces, units, codes, outputs = struct.unpack_from("<10I", raw, 8)
    at, arrays = 128, {}

    def take(count, kind):
        nonlocal at
        array = np.frombuffer(raw, kind, count, at)
        at += -(-array.nbytes // 64) * 64
        return array

    def norm(name):
        arrays[f"{name}.weight"], arrays[f"{name}.bias"] = take(HIDDEN, "<f4"), take(HIDDEN, "<f4")

    def matrix(name, rows, columns, loud, factor=1):
        arrays[f"{name}.weight.s"], arrays[f"{name}.bias"] = take(rows, "<f4") / factor, take(rows, "<f4") / factor
        take(rows, "<f4"), take(loud, "<u4"), take(loud * rows, "i1")
        panels = take(rows * columns, "u1").reshape(-1, columns // 4, PANEL, 4).transpose(0, 2, 1, 3)
        arrays[f"{name}.weight.q"] = (panels.reshape(rows, columns).astype(np.int16) - 128).astype(np.int8)

    for count in (units, pieces, codes, codes, outputs):
        take(count, "<u4")
    table = take(pieces * HIDDEN // BLOCK * 18, "u1").reshape(pieces, -1)
    scales, nibbles = table[:, :24].copy().view("<f2"), table[:, 24:].reshape(pieces, -1, BLOCK // 2)
    arrays["word.weight"] = four_bits(scales, nibbles)
    arrays["pos.weight"] = take(POSITIONS * HIDDEN, "<f4").reshape(POSITIONS, HIDDEN)
    norm("ln0")
    factor = np.ones(3 * HIDDEN, np.float32)
    factor[:HIDDEN] = (HIDDEN // HEADS) ** -0.5
    for layer in range(LAYERS):
        name = f"layer.{layer}."
        matrix(name + "qkv", 3 * HIDDEN, HIDDEN, LOUD, factor)
        matrix(name + "ao", HIDDEN, HIDDEN, 0)
        norm(name + "ln1")
        matrix(name + "fi", INNER, HIDDEN, LOUD)
        matrix(name + "fo", HIDDEN, INNER, 0)
        norm(name + "ln2")
    assert at == len(raw)
    return arrays


def vocabulary(path):
    """The pieces with their scores, and the table of normalisation: code point to code points."""
    told = json.loads(Path(path).read_text(encoding="utf-8"))
    return told["pieces"], {int(code): out for code, out in told["norm"].items()}


def four_bits(scales, nibbles):
    """Blocks of 32 weights to floating point: byte j of a block holds weight j (low) and weight j + 16 (high)."""
    low, high = (nibbles & 15).astype(np.int8) - 8, (nibbles >> 4).astype(np.int8) - 8
    weights = np.concatenate([low, high], axis=-1) * scales.astype(np.float32)[..., None]
    return weights.reshape(len(scales), -1).astype(np.float32)


def word_table(base):
    """Scales and nibbles of the base's word table."""
    return base["emb.word.d"], base["emb.word.qs"]


def check_word_table(arrays, base):
    """The table was not trained, so its bytes must be those that rounding the base's gives."""
    table = four_bits(*word_table(base))
    scales = np.maximum(np.abs(table).max(axis=1), 1e-12).astype(np.float32) / np.float32(127)
    assert np.array_equal(scales, arrays["word.weight.s"])
    assert np.array_equal(np.rint(table / scales[:, None]).astype(np.int8), arrays["word.weight.q"])
