"""Carries out a `Change`: a probe that writes at the network's named points."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import torch
from torch import Tensor

from model.network.points import Probe
from model.values.changes import Change, HeadScaled


@contextmanager
def carried_out(changes: Iterable[Change]) -> Iterator[None]:
    """Apply all changes inside the block, which must cover one step or one pass and contain no `yield`."""
    with ExitStack() as probes:
        for change in changes:
            probes.enter_context(PROBES[type(change)](change))
        yield


class _HeadScaled(Probe):
    def __init__(self, change: HeadScaled) -> None:
        self._point = f"{change.site}.heads"
        self._head, self._factor = change.head, change.factor

    def visit(self, name: str, tensor: Tensor) -> Tensor:
        """`tensor` [batch, head, query, d_v]"""
        if name != self._point:
            return tensor
        factors = torch.ones(tensor.size(1), 1, 1, dtype=tensor.dtype, device=tensor.device)
        factors[self._head] = self._factor
        return tensor * factors


PROBES: dict[type[Change], Callable[[Any], Probe]] = {HeadScaled: _HeadScaled}
