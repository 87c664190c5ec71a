"""The work on which contestants are compared: generated sentence pairs in our batches, and their operations."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import Any

import numpy as np

from model.data.batches import Batch, epoch_plan, make_batch
from model.network.config import PRESETS, ModelConfig

FIRST_WORD = 4  # the ids before it are <pad>, <unk>, <s>, </s>


@dataclass(frozen=True)
class Work:
    """The sizes of model and batches; equal values give equal batches, also in another process."""

    preset: str  # of model.config
    vocabulary: int = 8000  # pieces, joint and tied
    batch_tokens: int = 4096
    batches: int = 12
    seed: int = 1

    def config(self) -> ModelConfig:
        sizes: dict[str, Any] = {"dropout": 0.1, **PRESETS[self.preset]}
        return ModelConfig(self.vocabulary, self.vocabulary, **sizes)

    def make(self) -> list[Batch]:
        """The first batches of an epoch; there are enough pairs that batches hold similar lengths."""
        pairs = GeneratedPairs(self.batch_tokens * self.batches, self.vocabulary, self.seed)
        plan = islice(epoch_plan(pairs, self.batch_tokens, self.seed, 0), self.batches)
        return [make_batch(*pairs.ids(indices)) for indices in plan]


class GeneratedPairs:
    """Pairs of random ids with word-like frequencies; 4 to 25 pieces long, both sides of similar length."""

    def __init__(self, count: int, vocabulary: int, seed: int) -> None:
        self._generator = np.random.default_rng(seed)
        self._vocabulary = vocabulary
        source = np.clip(self._generator.lognormal(np.log(11.0), 0.45, count), 4, 25).astype(np.int64)
        ratio = self._generator.normal(1.05, 0.15, count)
        self._lengths = np.column_stack((source, np.clip(np.rint(source * ratio), 4, 25).astype(np.int64)))

    def __len__(self) -> int:
        return len(self._lengths)

    def lengths(self, indices: np.ndarray) -> np.ndarray:
        return self._lengths[indices]

    def ids(self, indices: np.ndarray) -> tuple[list[list[int]], list[list[int]]]:
        """Source and target ids of these pairs; every call draws new ids."""
        lengths = self._lengths[indices].T.tolist()
        return [self._words(n) for n in lengths[0]], [self._words(n) for n in lengths[1]]

    def _words(self, count: int) -> list[int]:
        """Ids whose frequency falls with their rank (Zipf)."""
        rank = np.exp(self._generator.uniform(0.0, np.log(self._vocabulary - FIRST_WORD), count))
        return (FIRST_WORD - 1 + rank.astype(np.int64)).tolist()


def operations(config: ModelConfig, batch: Batch) -> float:
    """Floating-point operations of one update on this batch: only matrix products, without padding.

    A multiplication with its addition counts as two; the backward pass counts as twice the forward pass. Embeddings,
    norms, softmaxes and the optimizer are not counted, so the share of the device's peak is slightly underestimated.
    """
    source = (batch.source != config.pad_id).sum(1).double().numpy()
    target = (batch.target_out != config.pad_id).sum(1).double().numpy()
    square, feed_forward, width = config.d_model**2, 2 * config.d_model * config.d_ff, config.d_model
    encoder = source * (4 * square + feed_forward) + 2 * source**2 * width
    decoder = target * (6 * square + feed_forward) + 2 * source * square + 2 * target * (target + source) * width
    output = target * width * config.target_vocab_size
    forward = 2 * (config.encoder_layers * encoder + config.decoder_layers * decoder + output).sum()
    return float(3 * forward)
