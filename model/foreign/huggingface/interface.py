"""Replaces the attention of `transformers` by our own function, which passes our named points.

`transformers` lets an attention function be registered by name. Every family that uses that interface then calls it
with all inputs of attention; T5 also passes the bias that it adds to its scores. Whether a family uses the interface is
tested when a model is loaded (see `network`), by comparison with what the family itself computes.
"""

from __future__ import annotations

import importlib
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from torch import Tensor

from model.network.points import point

NAME = "translucent"  # under which our function is registered


@dataclass(frozen=True)
class Call:
    """One call of our function: which module made it, and what it does besides equation 1."""

    module: Any
    scale: float
    plain: bool  # whether the scores are q . k * scale + bias and nothing else


class _Here(threading.local):
    """What the function knows about the network that runs in this thread."""

    def __init__(self) -> None:
        self.names: Mapping[int, str] = {}  # id of a module -> its site
        self.real: Tensor | None = None  # [batch, source], False = padding
        self.calls: list[Call] | None = None


_here = _Here()


@contextmanager
def at_work(names: Mapping[int, str], real: Tensor) -> Iterator[None]:
    """Inside, attention passes the points of these sites; queries of padding get only zeros, as in our own model."""
    before = _here.names, _here.real
    _here.names, _here.real = names, real
    try:
        yield
    finally:
        _here.names, _here.real = before


@contextmanager
def watched() -> Iterator[list[Call]]:
    """The calls of our function, in their order."""
    calls: list[Call] = []
    _here.calls = calls
    try:
        yield calls
    finally:
        _here.calls = None


def attention(
    module: Any,
    query: Tensor,
    key: Tensor,
    value: Tensor,
    attention_mask: Tensor | None,
    scaling: float | None = None,
    dropout: float = 0.0,
    position_bias: Tensor | None = None,
    softcap: float | None = None,
    **_others: Any,
) -> tuple[Tensor, Tensor]:
    """Equation 1 with every number at its point; `query` and the others are [batch, head, position, d_k]."""
    name = _here.names.get(id(module), "")
    scale = query.size(-1) ** -0.5 if scaling is None else float(scaling)
    if _here.calls is not None:
        _here.calls.append(Call(module, scale, softcap is None))

    def shown(part: str, tensor: Tensor) -> Tensor:
        return point(f"{name}.{part}", tensor) if name else tensor

    groups = query.size(1) // key.size(1)  # how many query heads share one head of keys and values
    query = shown("queries", query)
    key = shown("keys", key.repeat_interleave(groups, dim=1))
    value = shown("values", value.repeat_interleave(groups, dim=1))
    scores = query @ key.transpose(-1, -2) * scale
    # Families without such a bias pass a table of zeros, or None.
    if position_bias is not None and position_bias.any():
        scores = scores + shown("bias", position_bias.expand_as(scores))
    if softcap is not None:
        scores = (scores / softcap).tanh() * softcap
    scores = shown("scores", scores)
    masked = scores if attention_mask is None else scores + attention_mask
    weights = masked.float().softmax(dim=-1)  # in half precision a row would sum to 1 only roughly
    if name.startswith("encoder") and _here.real is not None:
        weights = weights * _here.real[:, None, :, None]
    weights = shown("weights", weights).to(value.dtype)
    heads = shown("heads", weights @ value)
    return heads.transpose(1, 2).contiguous(), weights


class OwnAttention:
    """Puts our function into every part of a model; `undo` restores the model's own."""

    def __init__(self, model: Any) -> None:
        utils = importlib.import_module("transformers.modeling_utils")
        masks = importlib.import_module("transformers.masking_utils")
        utils.AttentionInterface.register(NAME, attention)
        masks.AttentionMaskInterface.register(NAME, masks.eager_mask)
        self._configs = {id(module.config): module.config for module in model.modules() if hasattr(module, "config")}
        self._before = {key: config._attn_implementation for key, config in self._configs.items()}
        for config in self._configs.values():
            config._attn_implementation = NAME

    def undo(self) -> None:
        for key, config in self._configs.items():
            config._attn_implementation = self._before[key]


def sites_by_order(calls: list[Call], encoder: Any) -> dict[str, Call]:
    """From the calls of one pass to the call of each site. In every decoder layer self comes before cross."""
    inside = {id(module) for module in encoder.modules()}
    first = [call for call in calls if id(call.module) in inside]
    rest = [call for call in calls if id(call.module) not in inside]
    return {
        **{f"encoder.{i}.self": call for i, call in enumerate(first)},
        **{f"decoder.{i}.self": call for i, call in enumerate(rest[0::2])},
        **{f"decoder.{i}.cross": call for i, call in enumerate(rest[1::2])},
    }
