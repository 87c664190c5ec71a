"""Queries, keys, values and scores out of the middle of attention, by a function of our own in its place.

`transformers` lets an attention function be registered by name, and every family that goes through that interface then
calls it with all that attention is made of: T5 also with the positions that it adds to its scores. What the function
gives back is compared with what the family itself computes before anybody sees it.
"""

from __future__ import annotations

import importlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor

from model.errors import QT_TRANSLATE_NOOP, UserError
from model.foreign.huggingface.network import Network
from model.values.sites import CROSS, DECODER_SELF, ENCODER_SELF, SiteGroup

NAME = "translucent"  # of our function among those of the package


@dataclass(frozen=True, eq=False)
class Seen:
    """One attention sub-layer at work on one sentence."""

    module: Any
    queries: Tensor  # [head, query, d_k]
    keys: Tensor  # [head, key, d_k]
    values: Tensor  # [head, key, d_v]
    scale: float
    bias: Tensor | None  # [head, query, key], added for each distance; None: nothing is added
    plain: bool  # whether the scores are q . k * scale + bias and nothing else
    scores: Tensor  # [head, query, key], as they are before the mask
    weights: Tensor  # [head, query, key]
    heads: Tensor  # [head, query, d_v]


class _Capturing(threading.local):
    def __init__(self) -> None:
        self.seen: list[Seen] | None = None


_open = _Capturing()


def _attention(
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
    """Equation 1 of the paper with each number kept; `query` and the others are [batch, head, position, d_k]."""
    scale = query.size(-1) ** -0.5 if scaling is None else float(scaling)
    groups = query.size(1) // key.size(1)  # of heads that share keys and values
    key, value = key.repeat_interleave(groups, dim=1), value.repeat_interleave(groups, dim=1)
    scores = query @ key.transpose(-1, -2) * scale
    # Families that add no positions hand over a table of zeros, or nothing.
    bias = None if position_bias is None or not position_bias.any() else position_bias.expand_as(scores)
    if bias is not None:
        scores = scores + bias
    if softcap is not None:
        scores = (scores / softcap).tanh() * softcap
    masked = scores if attention_mask is None else scores + attention_mask
    weights = masked.softmax(dim=-1)
    heads = weights @ value
    if _open.seen is not None:
        added = None if bias is None else bias[0]
        seen = Seen(module, query[0], key[0], value[0], scale, added, softcap is None, scores[0], weights[0], heads[0])
        _open.seen.append(seen)
    return heads.transpose(1, 2).contiguous(), weights


@contextmanager
def _in_place(model: Any) -> Iterator[None]:
    """Our function in the place of the model's own, in every part of it."""
    utils = importlib.import_module("transformers.modeling_utils")
    masks = importlib.import_module("transformers.masking_utils")
    utils.AttentionInterface.register(NAME, _attention)
    masks.AttentionMaskInterface.register(NAME, masks.eager_mask)
    configs = {id(module.config): module.config for module in model.modules() if hasattr(module, "config")}
    before = {key: config._attn_implementation for key, config in configs.items()}
    try:
        for config in configs.values():
            config._attn_implementation = NAME
        _open.seen = []
        yield
    finally:
        _open.seen = None
        for key, config in configs.items():
            config._attn_implementation = before[key]


Captured = dict[SiteGroup, list[Seen]]  # by layer
ROUNDING = {torch.float32: 1e-3, torch.float16: 2e-2, torch.bfloat16: 8e-2}  # that two ways to compute may differ by


def capture(network: Network, source: list[int], target_in: list[int], source_length: int) -> Captured:
    """All attention of one teacher-forced pass, by kind and layer.

    Raises `UserError` for a family whose attention does not go through the interface, or is not equation 1.
    """
    own = network.forced(source, target_in, source_length, record=True)
    impossible = UserError(
        QT_TRANSLATE_NOOP(
            "Model",
            "{family} computes its attention in a way of its own, so its scores cannot be shown; its weights can.",
        ),
        family=network.family,
    )
    try:
        with _in_place(network.model):
            network.forced(source, target_in, source_length)
            seen = list(_open.seen or ())
    except UserError:
        raise
    except Exception as error:  # whatever a family does with a function that it does not know
        raise impossible from error
    encoder = {id(module) for module in network.encoder.modules()}
    first = [one for one in seen if id(one.module) in encoder]
    rest = [one for one in seen if id(one.module) not in encoder]
    # In every decoder layer attention to itself comes before attention to the source.
    captured = {
        ENCODER_SELF: first,
        DECODER_SELF: rest[0::2],
        CROSS: rest[1::2],
    }
    real = torch.arange(source_length) < len(source)
    expected = {
        ENCODER_SELF: (own.encoder_self, real),
        DECODER_SELF: (own.decoder_self, torch.ones(len(target_in), dtype=torch.bool)),
        CROSS: (own.cross, torch.ones(len(target_in), dtype=torch.bool)),
    }
    for group, (weights, queries) in expected.items():
        found = [one.weights.float().cpu() for one in captured[group]]
        if (
            weights is None
            or len(found) != len(weights)
            or any(f.shape != w.shape for f, w in zip(found, weights, strict=True))
        ):
            raise impossible
        there = torch.from_numpy(weights)[:, :, queries]
        if not torch.allclose(torch.stack(found)[:, :, queries], there, atol=ROUNDING.get(network.dtype, 1e-1)):
            raise impossible
    return captured
