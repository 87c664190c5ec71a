"""Decoding with a model of `transformers`, one step at a time: see `model.decoding.decode.Stepper`.

The search is our own, so a row of attention belongs to the hypothesis that it was computed for by construction; what
`generate` returns would have to be traced back through its beam indices.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch
from torch import Tensor

from model.decoding.decode import EncodedBatch, StepOutput
from model.foreign.huggingface.network import Network, bools_of, numpy_of


class HuggingFaceStepper:
    def __init__(
        self, network: Network, start_id: int, end_id: int, max_positions: int, never: tuple[int, ...]
    ) -> None:
        self.network = network
        self.start_id, self.end_id, self.max_positions, self.never = start_id, end_id, max_positions, never
        self._hidden: Tensor | None = None  # [row, source, d_model]
        self._real: Tensor | None = None  # [row, source]
        self._cache: Any = None
        self._steps = 0

    def begin(self, sources: Sequence[Sequence[int]], record: bool) -> EncodedBatch:
        self._hidden, self._real, weights = self.network.encode(sources, record)
        self._cache, self._steps = self.network.new_cache(), 0
        encoder_self = None if weights is None else [numpy_of(weights[:, i]) for i in range(len(sources))]
        return EncodedBatch(bools_of(self._real), encoder_self)

    def step(self, newest: Sequence[int], record: bool) -> StepOutput:
        assert self._hidden is not None and self._real is not None, "begin comes first"
        inputs = torch.tensor(newest, device=self.network.device)[:, None]
        output, self._cache = self.network.step(self._hidden, self._real, inputs, self._cache, record)
        self._steps += 1
        logprobs = output.logits[:, -1].float().log_softmax(dim=-1)
        if not record:
            return StepOutput(logprobs, None, None)
        return StepOutput(logprobs, *self.network.stepped(output, self._real, self._steps))

    def reorder(self, rows: Sequence[int]) -> None:
        """Let row i go on from what row `rows[i]` was; rows may become more or fewer."""
        assert self._hidden is not None and self._real is not None, "begin comes first"
        chosen = torch.tensor(rows, device=self.network.device)
        self._hidden, self._real = self._hidden[chosen], self._real[chosen]
        self._cache.reorder_cache(chosen)
