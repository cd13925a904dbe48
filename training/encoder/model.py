"""The encoder in PyTorch: for training, and to be measured beside.

Twelve layers with the norm behind each sum (as in BERT), positions from 0, every token of type 0, erf-GELU. The vector of a
text is the mean of the last states over all tokens, its marks of beginning and end among them, made one long.
"""

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

from weights import HEADS, HIDDEN, INNER, LAYERS, POSITIONS, four_bits

BEGIN, PAD, END = 0, 1, 2
PIECES = 65_000


def rounded(weight):
    """Each row in 127 steps either way, as it will be kept; the gradient passes as if nothing happened."""
    scale = weight.detach().abs().amax(-1, keepdim=True).clamp_min(1e-12) / 127
    return weight + (torch.round(weight.detach() / scale) * scale - weight.detach())


class Layer(nn.Module):
    def __init__(self):
        super().__init__()
        self.qkv, self.ao = nn.Linear(HIDDEN, 3 * HIDDEN), nn.Linear(HIDDEN, HIDDEN)
        self.ln1, self.ln2 = nn.LayerNorm(HIDDEN, eps=1e-12), nn.LayerNorm(HIDDEN, eps=1e-12)
        self.fi, self.fo = nn.Linear(HIDDEN, INNER), nn.Linear(INNER, HIDDEN)

    def forward(self, states, tokens, encoder):
        count, length, _ = states.shape
        heads = encoder.linear(self.qkv, states).view(count, length, 3, HEADS, -1).permute(2, 0, 3, 1, 4)
        attended = F.scaled_dot_product_attention(*heads, attn_mask=tokens)
        attended = attended.transpose(1, 2).reshape(count, length, HIDDEN)
        states = encoder.norm(self.ln1, states + encoder.drop(encoder.linear(self.ao, attended)))
        inner = F.gelu(encoder.linear(self.fi, states))
        return encoder.norm(self.ln2, states + encoder.drop(encoder.linear(self.fo, inner)))


class Encoder(nn.Module):
    def __init__(self):
        super().__init__()
        self.word, self.pos = nn.Embedding(PIECES, HIDDEN), nn.Embedding(POSITIONS, HIDDEN)
        self.ttype = nn.Embedding(2, HIDDEN)
        self.ln0 = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.layer = nn.ModuleList(Layer() for _ in range(LAYERS))
        # What the arithmetic runs in; whether weights are rounded as they will be kept; the share that is dropped.
        self.kind, self.round, self.dropped = torch.float32, False, 0.0

    def linear(self, matrix, rows):
        weight = rounded(matrix.weight) if self.round else matrix.weight
        return F.linear(rows, weight.to(rows.dtype), matrix.bias.to(rows.dtype))

    def norm(self, norm, rows):
        return F.layer_norm(rows, rows.shape[-1:], norm.weight.to(rows.dtype), norm.bias.to(rows.dtype), norm.eps)

    def drop(self, rows):
        return F.dropout(rows, self.dropped, self.training and self.dropped > 0)

    def forward(self, ids):
        """`ids`: texts by tokens, padded. Their vectors."""
        words = F.embedding(ids, self.word.weight)
        words = rounded(words) if self.round else words
        states = words + self.pos.weight[: ids.shape[1]] + self.ttype.weight[0]
        states = self.drop(self.norm(self.ln0, states).to(self.kind))
        tokens = ids != PAD
        mask = None if bool(tokens.all()) else tokens[:, None, None, :]
        for layer in self.layer:
            states = layer(states, mask, self)
        total = (states.float() * tokens[..., None]).sum(1)
        return F.normalize(total / tokens.sum(1, keepdim=True), dim=-1)

    def embed(self, texts):
        """The vectors of texts that are given in ids, marks included."""
        ids = torch.full((len(texts), max(map(len, texts))), PAD)
        for row, text in zip(ids, texts):
            row[: len(text)] = torch.tensor(text)
        return self(ids.to(self.word.weight.device))

    @classmethod
    def of(cls, arrays):
        """An encoder with trained arrays: matrices as NAME.q (bytes) and NAME.s (scales of rows)."""
        encoder = cls()
        state = {}
        for name, value in encoder.state_dict().items():
            if f"{name}.q" in arrays:
                array = arrays[f"{name}.q"].astype(np.float32) * arrays[f"{name}.s"][:, None]
            else:
                array = arrays[name] if name in arrays else np.zeros(value.shape, np.float32)
            state[name] = torch.from_numpy(np.array(array[: len(value)], np.float32))
        encoder.load_state_dict(state)
        return encoder

    @classmethod
    def base(cls, path):
        """An encoder with the weights of the base, which `prune.py` wrote."""
        base, encoder = np.load(path), cls()

        def get(name):
            array = four_bits(base[f"{name}.d"], base[f"{name}.qs"]) if f"{name}.d" in base else base[name]
            return torch.from_numpy(array.astype(np.float32))

        state = {"word.weight": get("emb.word"), "pos.weight": get("emb.pos")[:POSITIONS], "ttype.weight": get("emb.type")}
        state |= {"ln0.weight": get("emb.ln.w"), "ln0.bias": get("emb.ln.b")}
        for layer in range(LAYERS):
            here, there = f"layer.{layer}.", f"l{layer}."
            for ours, theirs in (("weight", "w"), ("bias", "b")):
                state[f"{here}qkv.{ours}"] = torch.cat([get(f"{there}{part}.{theirs}") for part in "qkv"])
                for name, other in (("ao", "ao"), ("ln1", "aln"), ("fi", "fi"), ("fo", "fo"), ("ln2", "oln")):
                    state[f"{here}{name}.{ours}"] = get(f"{there}{other}.{theirs}")
        encoder.load_state_dict(state)
        return encoder

    def arrays(self):
        """What `weights.load` reads again."""
        told = dict(hidden=HIDDEN, layers=LAYERS, heads=HEADS, ffn=INNER, vocab=PIECES, use_types=False, max_len=POSITIONS)
        kept = {"cfg": np.array(repr(told))}
        for name, value in self.state_dict().items():
            value = value.detach().float().cpu()
            if value.ndim == 2 and name not in ("pos.weight", "ttype.weight"):
                scale = value.abs().amax(-1, keepdim=True).clamp_min(1e-12) / 127
                kept[f"{name}.q"] = torch.round(value / scale).to(torch.int8).numpy()
                kept[f"{name}.s"] = scale[:, 0].numpy()
            else:
                kept[name] = value.numpy()
        return kept
