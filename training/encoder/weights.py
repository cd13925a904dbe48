"""The arrays of a trained encoder, as `train.py` saves them, and the base's word table in four bits."""

import ast
import io
import json
from pathlib import Path

import numpy as np

LAYERS, HIDDEN, HEADS, INNER = 12, 384, 12, 1536
# The longest input: 126 pieces between the marks of beginning and end.
POSITIONS = 128
BLOCK = 32


def load(folder):
    """Reads the parts `model.npz.000` and on, which are one archive cut into pieces."""
    parts = sorted(Path(folder).glob("model.npz.*"))
    arrays = np.load(io.BytesIO(b"".join(part.read_bytes() for part in parts)))
    told = ast.literal_eval(str(arrays["cfg"]))
    assert (told["layers"], told["hidden"], told["heads"], told["ffn"]) == (LAYERS, HIDDEN, HEADS, INNER)
    assert not told["use_types"] and told["max_len"] == POSITIONS
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
