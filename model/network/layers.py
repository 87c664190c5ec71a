"""The sub-layers' wrapper, the feed-forward network, and one layer of each stack (paper, sections 3.1 and 3.3)."""

from __future__ import annotations

from collections.abc import Callable

import torch.nn.functional as F
from torch import Tensor, nn

from model.network.attention import KeyValueCache, MultiHeadAttention
from model.network.config import ModelConfig
from model.network.dropout import Dropout
from model.network.linear import Linear
from model.network.points import point

ACTIVATIONS: dict[str, Callable[[Tensor], Tensor]] = {"relu": F.relu, "gelu": F.gelu, "silu": F.silu}


class FeedForward(nn.Module):
    """FFN(x) = max(0, x W_1 + b_1) W_2 + b_2, applied to each position alike (equation 2)."""

    def __init__(self, config: ModelConfig, name: str) -> None:
        super().__init__()
        self.name = name
        self.inner = Linear(config.d_model, config.d_ff)
        self.outer = Linear(config.d_ff, config.d_model)
        self.activation = ACTIVATIONS[config.activation]

    def forward(self, x: Tensor) -> Tensor:
        hidden = point(f"{self.name}.hidden", self.activation(self.inner(x)))  # [batch, position, d_ff]
        return point(f"{self.name}.out", self.outer(hidden))


class Residual(nn.Module):
    """LayerNorm(x + Dropout(Sublayer(x))), the paper's order; or x + Dropout(Sublayer(LayerNorm(x))) for pre-norm.

    Every sub-layer must give d_model numbers, because they are added to the x that went in.
    """

    def __init__(self, config: ModelConfig, name: str) -> None:
        super().__init__()
        self.name = name
        self.pre_norm = config.norm == "pre"
        self.norm = nn.LayerNorm(config.d_model, eps=config.layer_norm_eps)
        self.dropout = Dropout(config.dropout)

    def forward(self, x: Tensor, sublayer: Callable[[Tensor], Tensor]) -> Tensor:
        if self.pre_norm:
            normed = point(f"{self.name}.norm", self.norm(x))
            return point(f"{self.name}.sum", x + self.dropout(sublayer(normed)))
        total = point(f"{self.name}.sum", x + self.dropout(sublayer(x)))
        return point(f"{self.name}.norm", self.norm(total))


class EncoderLayer(nn.Module):
    """Self-attention, then feed-forward, each inside its residual."""

    def __init__(self, config: ModelConfig, index: int) -> None:
        super().__init__()
        name = f"encoder.{index}"
        self.self_attention = MultiHeadAttention(config.d_model, config.heads, f"{name}.self")
        self.self_residual = Residual(config, f"{name}.self")
        self.feed_forward = FeedForward(config, f"{name}.ff")
        self.feed_forward_residual = Residual(config, f"{name}.ff")

    def forward(self, x: Tensor, allowed: Tensor) -> Tensor:
        """`x` [batch, source, d_model]; `allowed` [batch, 1, source, source]."""

        def attend(y: Tensor) -> Tensor:
            return self.self_attention(y, *self.self_attention.project(y), allowed)

        return self.feed_forward_residual(self.self_residual(x, attend), self.feed_forward)


class LayerCache:
    """What one decoder layer remembers: its own past, and the keys and values of the source, computed once."""

    def __init__(self, source_keys: Tensor, source_values: Tensor) -> None:
        self.past = KeyValueCache()
        self.source_keys = source_keys  # [batch, head, source, d_k]
        self.source_values = source_values

    def reorder(self, rows: Tensor, same_sources: bool) -> None:
        self.past.reorder(rows)
        if not same_sources:
            self.source_keys, self.source_values = self.source_keys[rows], self.source_values[rows]


class DecoderLayer(nn.Module):
    """Masked self-attention, attention over the source, feed-forward, each inside its residual."""

    def __init__(self, config: ModelConfig, index: int) -> None:
        super().__init__()
        name = f"decoder.{index}"
        self.self_attention = MultiHeadAttention(config.d_model, config.heads, f"{name}.self")
        self.self_residual = Residual(config, f"{name}.self")
        self.cross_attention = MultiHeadAttention(config.d_model, config.heads, f"{name}.cross")
        self.cross_residual = Residual(config, f"{name}.cross")
        self.feed_forward = FeedForward(config, f"{name}.ff")
        self.feed_forward_residual = Residual(config, f"{name}.ff")

    def cache(self, memory: Tensor) -> LayerCache:
        return LayerCache(*self.cross_attention.project(memory))

    def forward(
        self, x: Tensor, cache: LayerCache, self_allowed: Tensor | None, source_allowed: Tensor | None
    ) -> Tensor:
        """`x` [batch, new positions, d_model]; masks broadcast to [batch, head, query, key]; `cache` grows."""

        def attend_target(y: Tensor) -> Tensor:
            return self.self_attention(y, *cache.past.extend(*self.self_attention.project(y)), self_allowed)

        def attend_source(y: Tensor) -> Tensor:
            return self.cross_attention(y, cache.source_keys, cache.source_values, source_allowed)

        x = self.cross_residual(self.self_residual(x, attend_target), attend_source)
        return self.feed_forward_residual(x, self.feed_forward)
