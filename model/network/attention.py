"""Scaled dot-product and multi-head attention (paper, section 3.2)."""

from __future__ import annotations

import math

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from model.network.linear import Linear
from model.network.points import point, probing


def explicit_attention(query: Tensor, key: Tensor, value: Tensor, allowed: Tensor | None, name: str) -> Tensor:
    """softmax(Q K^T / sqrt(d_k)) V (equation 1); scores, mask and weights each pass a named point.

    `query` [batch, head, query, d_k]; `key`, `value` [batch, head, key, d_k]; `allowed` broadcasts to
    [batch, head, query, key], None: nothing is masked. A masked weight is exactly 0; a fully masked row is all zeros,
    never NaN or uniform.
    """
    scores = query @ key.transpose(-2, -1) * (1.0 / math.sqrt(query.size(-1)))
    scores = point(f"{name}.scores", scores)  # [batch, head, query, key], before the mask
    if allowed is None:
        weights = scores.softmax(dim=-1)
    else:
        allowed = point(f"{name}.allowed", allowed)  # bool, broadcasts to the scores' shape
        masked = scores.masked_fill(~allowed, torch.finfo(scores.dtype).min)
        weights = masked.softmax(dim=-1).masked_fill(~allowed, 0.0)
    weights = point(f"{name}.weights", weights.to(value.dtype))
    return weights @ value


def fused_attention(query: Tensor, key: Tensor, value: Tensor, allowed: Tensor | None) -> Tensor:
    """The same function without its intermediate numbers, used unless they are needed."""
    out = F.scaled_dot_product_attention(query, key, value, attn_mask=allowed)
    if allowed is None:
        return out
    # The kernels do not agree on a row with nothing allowed: some give zeros, some NaN.
    return out.masked_fill(~allowed.any(dim=-1, keepdim=True), 0.0)


class KeyValueCache:
    """Keys and values of the pieces decoded so far, for one attention layer: [batch, head, key, d_k] each."""

    def __init__(self) -> None:
        self.keys: Tensor | None = None
        self.values: Tensor | None = None

    @property
    def length(self) -> int:
        return 0 if self.keys is None else self.keys.size(2)

    def extend(self, keys: Tensor, values: Tensor) -> tuple[Tensor, Tensor]:
        """Append new positions; returns all keys and values so far."""
        if self.keys is not None and self.values is not None:
            keys = torch.cat((self.keys, keys), dim=2)
            values = torch.cat((self.values, values), dim=2)
        self.keys, self.values = keys, values
        return keys, values

    def reorder(self, rows: Tensor) -> None:
        """Row i takes over the past of row `rows[i]`, `rows` [batch] (beam search)."""
        if self.keys is not None and self.values is not None:
            self.keys, self.values = self.keys[rows], self.values[rows]


class MultiHeadAttention(nn.Module):
    """Concat(head_1, ..., head_h) W^O, where head_i = Attention(Q W_i^Q, K W_i^K, V W_i^V) (section 3.2.2)."""

    def __init__(self, d_model: int, heads: int, name: str) -> None:
        super().__init__()
        self.heads = heads
        self.name = name
        self.query = Linear(d_model, d_model)
        self.key = Linear(d_model, d_model)
        self.value = Linear(d_model, d_model)
        self.out = Linear(d_model, d_model)

    def _split(self, x: Tensor) -> Tensor:
        batch, length, d_model = x.shape
        return x.view(batch, length, self.heads, d_model // self.heads).transpose(1, 2)  # [batch, head, length, d_k]

    def project(self, memory: Tensor) -> tuple[Tensor, Tensor]:
        """Keys and values [batch, head, key, d_k] of `memory` [batch, key, d_model]."""
        keys = point(f"{self.name}.keys", self._split(self.key(memory)))
        values = point(f"{self.name}.values", self._split(self.value(memory)))
        return keys, values

    def forward(self, x: Tensor, keys: Tensor, values: Tensor, allowed: Tensor | None) -> Tensor:
        """[batch, query, d_model] from queries of `x` and projected `keys`, `values`.

        `allowed` is bool and broadcasts to [batch, head, query, key]; None where nothing is masked.
        """
        queries = point(f"{self.name}.queries", self._split(self.query(x)))
        # On a CPU the fused kernel's backward pass is several times slower than the plain formula (measured).
        if probing() or (self.training and x.device.type == "cpu"):
            heads = explicit_attention(queries, keys, values, allowed, self.name)
        else:
            heads = fused_attention(queries, keys, values, allowed)
        heads = point(f"{self.name}.heads", heads)  # [batch, head, query, d_v]
        batch, _, length, _ = heads.shape
        joined = heads.transpose(1, 2).reshape(batch, length, -1)  # [batch, query, d_model]
        return point(f"{self.name}.out", self.out(joined))
