"""Every number of one attention sub-layer: the whole chain of equation 1, for all of its heads (section 3.2)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from model.values.needs import Need
from model.values.questions.base import Question
from model.values.sites import SiteGroup
from model.values.trace import Bools, Floats

Doubles = NDArray[np.float64]
SAFE_POWER = 80.0  # beyond this e^x is too large or small to read, and later overflows


@dataclass(frozen=True)
class AttentionQuestion(Question):
    """`layer` counts from 0 within `group`."""

    needs: ClassVar[frozenset[Need]] = frozenset({Need.EQUATION})

    group: SiteGroup
    layer: int


@dataclass(frozen=True, eq=False)
class AttentionNumbers:
    """The numbers of one attention sub-layer for the whole sentence; rows and columns as in the trace.

    `out_weight` is W_O as torch stores it, [d_model, head * d_v]: head h reads the columns h * d_v to (h + 1) * d_v.
    """

    group: SiteGroup
    layer: int
    queries: Floats  # [head, query, d_k]
    keys: Floats  # [head, key, d_k]
    values: Floats  # [head, key, d_v]
    scores: Floats  # [head, query, key], times `scale`, plus `bias`, before the mask
    weights: Floats  # [head, query, key], after mask and softmax
    heads: Floats  # [head, query, d_v], the weighted sums of the values
    out: Floats  # [query, d_model], the output of the sub-layer
    out_weight: Floats  # [d_model, head * d_v]
    out_bias: Floats | None  # [d_model]; None: this model's W_O has none
    scale: float  # 1 / sqrt(d_k), or 1 in a model that does not scale
    # [head, query, key], added to the scores for each distance (relative positions); None: nothing is added
    bias: Floats | None = None

    def out_slice(self, head: int) -> Floats:
        """The part of W_O that this head goes through: [d_model, d_v]."""
        d_v = self.values.shape[-1]
        part: Floats = self.out_weight[:, head * d_v : (head + 1) * d_v]
        return part

    def contribution(self, head: int) -> Floats:
        """What this head adds to the sub-layer's output: [query, d_model]. All heads and the bias sum to `out`."""
        added: Floats = np.asarray(self.heads[head] @ self.out_slice(head).T, dtype=np.float32)
        return added

    def dots(self, head: int) -> Doubles:
        """q . k of every query and key of a head, neither scaled nor masked: [query, key]."""
        return np.asarray(self.queries[head].astype(np.float64) @ self.keys[head].astype(np.float64).T)

    def scaled(self, head: int) -> Doubles:
        """The scores before the mask, from the parts they are made of: [query, key]."""
        scaled = self.dots(head) * self.scale
        return scaled if self.bias is None else scaled + self.bias[head]


@dataclass(frozen=True, eq=False)
class HeadRow:
    """One query of one head, key by key: every step of equation 1. All arrays are float64 [key].

    `undivided`: the weights without `scale` and without the bias for distances. `unmasked`: the weights without the
    mask.
    """

    head: int
    query: int
    dots: Doubles  # q . k
    scaled: Doubles  # dots * scale, plus the bias for each distance
    allowed: Bools
    shift: float  # subtracted from every score before e^x, which changes no weight; 0 unless the scores are huge
    powers: Doubles  # e^(scaled - shift); 0 where masked
    total: float  # their sum; 0 in a fully masked row
    weights: Doubles  # the model's own; powers / total
    undivided: Doubles
    unmasked: Doubles
    added: Doubles  # |weight * v|: the length of the vector that each key adds


def masked_softmax(scores: Doubles, allowed: Bools) -> Doubles:
    """[..., key]; masked keys get exactly 0, and so do all keys of a row in which nothing is allowed."""
    highest = np.max(scores, axis=-1, keepdims=True, initial=-np.inf, where=allowed)
    powers = np.exp(np.where(allowed, scores - np.where(np.isfinite(highest), highest, 0.0), -np.inf))
    sums = powers.sum(axis=-1, keepdims=True)
    return np.divide(powers, sums, out=np.zeros_like(powers), where=sums > 0)


def head_row(numbers: AttentionNumbers, allowed: Bools, head: int, query: int) -> HeadRow:
    """`allowed` [query, key] is False where a cell is masked."""
    row = np.asarray(allowed[query], dtype=bool)
    dots = numbers.keys[head].astype(np.float64) @ numbers.queries[head, query].astype(np.float64)
    scaled = dots * numbers.scale
    if numbers.bias is not None:
        scaled = scaled + numbers.bias[head, query]
    highest = float(scaled[row].max()) if row.any() else 0.0
    shift = highest if abs(highest) > SAFE_POWER else 0.0
    powers = np.exp(np.where(row, scaled - shift, -np.inf))
    weights = numbers.weights[head, query].astype(np.float64)
    return HeadRow(
        head=head,
        query=query,
        dots=dots,
        scaled=scaled,
        allowed=row,
        shift=shift,
        powers=powers,
        total=float(powers.sum()),
        weights=weights,
        undivided=masked_softmax(dots, row),
        unmasked=masked_softmax(scaled, np.ones_like(row)),
        added=weights * np.linalg.norm(numbers.values[head].astype(np.float64), axis=-1),
    )
