"""The training: `train.py BASE DATA OUT [name=value …]`; names and their defaults are in `OPTIONS`.

Contrastive (InfoNCE, both ways): a text must be nearer to the one that says the same than to the others of its batch and to
its own hard ones. A batch is of one source: translations, claims or facts. The word table is frozen, lower layers learn more
slowly than upper ones, and in the last part the weights are rounded to bytes as they will be kept.
"""

import math
import sys
from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F

import weights
from model import BEGIN, END, Encoder

OPTIONS = {
    "steps": 500,
    "rate": 1e-4,
    "batch": 512,  # pairs of translations; of claims and facts, which bring their hard ones, half as many
    "temperature": 0.05,
    "hard": 4,  # hard ones drawn for each pair
    "round": 0.6,  # the share of the steps after which weights are rounded
    "seed": 1,
}
# How often a batch holds translations, claims, facts.
SHARES = (0.15, 0.2, 0.65)
DECAY, DROPPED, PARTS = 0.9, 0.1, 4
NEVER = -1e4


@dataclass
class Data:
    """What `data.py` wrote."""

    ids: np.ndarray
    starts: np.ndarray
    one: np.ndarray
    other: np.ndarray
    hard: np.ndarray
    hard_starts: np.ndarray
    source: np.ndarray

    @classmethod
    def read(cls, path):
        told = np.load(path)
        return cls(*(told[name] if name == "ids" else told[name].astype(np.int64) for name in cls.__annotations__))

    def text(self, number):
        return [BEGIN, *self.ids[self.starts[number] : self.starts[number + 1]].tolist(), END]

    def hard_of(self, pair):
        return self.hard[self.hard_starts[pair] : self.hard_starts[pair + 1]]


def vectors(encoder, data, numbers):
    """The vectors of texts, in batches of about the same length."""
    texts = [data.text(number) for number in numbers]
    order = sorted(range(len(texts)), key=lambda place: len(texts[place]))
    parts = [encoder.embed([texts[place] for place in part]) for part in np.array_split(order, PARTS) if len(part)]
    return torch.cat(parts)[torch.from_numpy(np.argsort(order)).to(parts[0].device)]


def loss(encoder, data, pairs, hard, temperature):
    """`hard`: the hard ones of each pair. They are sure to be others for their own pair alone."""
    one, other = data.one[pairs], data.other[pairs]
    extra = np.unique(np.concatenate(hard)) if any(map(len, hard)) else np.zeros(0, np.int64)
    found = vectors(encoder, data, np.concatenate([one, other, extra]))
    left, right, beyond = found.split([len(pairs), len(pairs), len(extra)])
    fits = left @ right.T / temperature
    one, other = (torch.from_numpy(numbers).to(fits.device) for numbers in (one, other))
    twice = (one[:, None] == one) | (other[:, None] == other)
    fits = fits.masked_fill(twice.fill_diagonal_(False), NEVER)
    own = torch.zeros(len(pairs), len(extra), dtype=torch.bool)
    for row, numbers in enumerate(hard):
        own[row, np.searchsorted(extra, numbers)] = True
    aside = (left @ beyond.T / temperature).masked_fill(~own.to(fits.device), NEVER)
    right_one = torch.arange(len(pairs), device=fits.device)
    return (F.cross_entropy(torch.cat([fits, aside], 1), right_one) + F.cross_entropy(fits.T, right_one)) / 2


def groups(encoder):
    """Parameters by layer, the rate falling downwards; matrices of the layers alone decay."""
    found = {}
    for name, parameter in encoder.named_parameters():
        if name == "word.weight":
            parameter.requires_grad_(False)
            continue
        in_layer = name.startswith("layer.")
        depth = weights.LAYERS - int(name.split(".")[1]) if in_layer else weights.LAYERS + 1
        decay = 0.01 if in_layer and parameter.ndim == 2 else 0.0
        found.setdefault((DECAY**depth, decay), []).append(parameter)
    return [{"params": kept, "weight_decay": decay, "factor": factor, "lr": 0.0} for (factor, decay), kept in found.items()]


def main(base, data, out, *options):
    told = OPTIONS | {name: type(OPTIONS[name])(value) for name, value in (option.split("=") for option in options)}
    device = "cuda" if torch.cuda.is_available() else "cpu"
    torch.manual_seed(told["seed"])
    draw, data = np.random.default_rng(told["seed"]), Data.read(data)
    encoder = Encoder.base(base).to(device).train()
    encoder.kind, encoder.dropped = torch.bfloat16, DROPPED
    optimiser = torch.optim.AdamW(groups(encoder), betas=(0.9, 0.98))
    pools = [np.flatnonzero(data.source == source) for source in range(3)]
    shares = np.array([share if len(pool) else 0 for share, pool in zip(SHARES, pools)])
    for step in range(told["steps"]):
        done = step / told["steps"]
        encoder.round = done > told["round"]
        source = draw.choice(3, p=shares / shares.sum())
        size = min(told["batch"] if source == 0 else told["batch"] // 2, len(pools[source]))
        pairs = draw.choice(pools[source], size, replace=False)
        hard = [data.hard_of(pair) for pair in pairs]
        hard = [draw.choice(numbers, min(told["hard"], len(numbers)), replace=False) for numbers in hard]
        rate = told["rate"] * min(1, (done + 1 / told["steps"]) / 0.05) * max(0.02, 0.5 * (1 + math.cos(math.pi * done)))
        for group in optimiser.param_groups:
            group["lr"] = rate * group["factor"]
        value = loss(encoder, data, pairs, hard, told["temperature"])
        value.backward()
        torch.nn.utils.clip_grad_norm_(encoder.parameters(), 1.0)
        optimiser.step()
        optimiser.zero_grad(set_to_none=True)
        if step % 25 == 0:
            print(step, f"{value.item():.3f}", flush=True)
    weights.save(out, encoder.arrays())


if __name__ == "__main__":
    main(*sys.argv[1:])
