"""Every number of one attention sub-layer: the whole chain of equation 1, for all of its heads (section 3.2)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from model.questions.base import Question
from model.trace import AttentionKind, Floats


@dataclass(frozen=True)
class AttentionQuestion(Question):
    """`layer` counts from 0 in the stack that `kind` belongs to."""

    kind: AttentionKind
    layer: int


@dataclass(frozen=True, eq=False)
class AttentionNumbers:
    """One attention sub-layer at work on the whole sentence; rows and columns as in the trace.

    `out_weight` is W_O as torch stores it, [d_model, head * d_v]: head h reads the columns h * d_v to (h + 1) * d_v.
    """

    kind: AttentionKind
    layer: int
    queries: Floats  # [head, query, d_k]
    keys: Floats  # [head, key, d_k]
    values: Floats  # [head, key, d_v]
    scores: Floats  # [head, query, key], times `scale`, before the mask
    weights: Floats  # [head, query, key], after mask and softmax
    heads: Floats  # [head, query, d_v], the weighted sums of the values
    out: Floats  # [query, d_model], what the sub-layer gives
    out_weight: Floats  # [d_model, head * d_v]
    out_bias: Floats | None  # [d_model]; None: this model's W_O has none
    scale: float  # 1 / sqrt(d_k), or 1 in a model that does not scale

    def out_slice(self, head: int) -> Floats:
        """The part of W_O that this head goes through: [d_model, d_v]."""
        d_v = self.values.shape[-1]
        part: Floats = self.out_weight[:, head * d_v : (head + 1) * d_v]
        return part

    def contribution(self, head: int) -> Floats:
        """What this head adds to the sub-layer's output: [query, d_model]. All heads and the bias sum to `out`."""
        added: Floats = np.asarray(self.heads[head] @ self.out_slice(head).T, dtype=np.float32)
        return added
