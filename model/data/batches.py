"""From encoded pairs to padded batches of about equal size, in a random order that needs constant memory."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Protocol

import numpy as np
import torch
from torch import Tensor

from model.data.encoded import EncodedPairs
from model.data.permutation import Permutation
from model.data.subwords import SubwordSampler, sampler_of
from model.network.config import SpecialIds

OURS = SpecialIds()
POOL = 131_072  # pairs sorted by length together; a larger pool would hardly reduce padding


@dataclass(frozen=True)
class Batch:
    """Padded ids of several pairs: `source` and shifted `target_in` with `target_out`, all [pair, position]."""

    source: Tensor
    target_in: Tensor
    target_out: Tensor
    pad: int = OURS.pad  # id of <pad> in the target

    @property
    def target_tokens(self) -> int:
        return int((self.target_out != self.pad).sum())


class HasLengths(Protocol):
    """Pairs with known lengths; `lengths` returns their pieces, [pair, (source, target)], without </s>."""

    def __len__(self) -> int: ...
    def lengths(self, indices: np.ndarray) -> np.ndarray: ...


def pad(rows: Sequence[Sequence[int]], pad_id: int = OURS.pad) -> Tensor:
    """Ids of different lengths as one tensor [row, longest], filled up with <pad>."""
    flat, lengths = _flat(rows)
    padded = np.full((len(rows), int(lengths.max())), pad_id, np.int64)
    padded[np.arange(padded.shape[1]) < lengths[:, None]] = flat
    return torch.from_numpy(padded)


def make_batch(sources: Sequence[Sequence[int]], targets: Sequence[Sequence[int]], special: SpecialIds = OURS) -> Batch:
    """Sources and targets end with </s>; the decoder's input is the target shifted right, so it starts with <s>."""
    if special.source_start >= 0:
        sources = [[special.source_start, *ids] for ids in sources]
    return _padded(_flat(sources), _flat(targets), special)


def _flat(rows: Sequence[Sequence[int]]) -> tuple[np.ndarray, np.ndarray]:
    """All ids concatenated, and the length of each row."""
    lengths = np.fromiter(map(len, rows), np.int64, len(rows))
    return np.fromiter(chain.from_iterable(rows), np.int64, int(lengths.sum())), lengths


def _padded(
    source: tuple[np.ndarray, np.ndarray], target: tuple[np.ndarray, np.ndarray], special: SpecialIds = OURS
) -> Batch:
    """The batch of concatenated ids and their lengths."""
    arrays: list[np.ndarray] = []
    for (flat, lengths), pad_id, end_id in (
        (source, special.source_pad, special.source_end),
        (target, special.pad, special.end),
    ):
        ended = np.full((len(lengths), int(lengths.max(initial=0)) + 1), pad_id, np.int64)
        ended[np.arange(ended.shape[1]) < lengths[:, None]] = flat
        ended[np.arange(len(lengths)), lengths] = end_id
        arrays.append(ended)
    ended = arrays[1]
    shifted = np.empty_like(ended)
    shifted[:, 0] = special.start
    shifted[:, 1:] = ended[:, :-1]
    shifted[np.arange(shifted.shape[1]) > target[1][:, None]] = special.pad
    source_ids, target_in, target_out = (torch.from_numpy(array) for array in (arrays[0], shifted, ended))
    return Batch(source_ids, target_in, target_out, special.pad)


def epoch_plan(
    data: HasLengths, batch_tokens: int, seed: int, epoch: int | None, begin: int = 0
) -> Iterator[np.ndarray]:
    """The indices of each batch of one epoch from number `begin` on, every pair exactly once.

    A batch holds at most `batch_tokens` padded pieces on the longer side, including </s> (or one pair that is longer).
    A batch holds pairs of similar length, and batches come in random order; both depend only on `seed` and `epoch`.
    With `epoch` None, for evaluation, each pool's batches come in order of length. One pool of `POOL` pairs is planned
    at a time.
    """
    count = len(data)
    shuffled = None if epoch is None else Permutation(count, (seed, epoch))
    number = 0
    for start in range(0, count, POOL):
        end = min(start + POOL, count)
        pool = np.arange(start, end) if shuffled is None else shuffled.take(start, end)
        lengths = data.lengths(pool).max(1).astype(np.int64) + 1
        generator = None if epoch is None else np.random.default_rng((seed, epoch, start // POOL))
        noise = 0.0 if generator is None else generator.random(len(pool))  # below 1: mixes only pairs of equal length
        order = np.argsort(lengths + noise, kind="stable")
        cuts = _cuts(lengths[order], batch_tokens)
        batches = np.arange(len(cuts) - 1)
        if generator is not None:
            generator.shuffle(batches)
        pool = pool[order]
        for batch in batches[max(begin - number, 0) :].tolist():
            yield pool[cuts[batch] : cuts[batch + 1]]
        number += len(batches)


def _cuts(lengths: np.ndarray, batch_tokens: int) -> list[int]:
    """The begin of each batch and the end of the last one; `lengths` ascend, so a batch's last pair is its longest."""
    cuts = [0]
    while cuts[-1] < len(lengths):
        begin = cuts[-1]
        # At most batch_tokens / the shortest length pairs can fit.
        rest = lengths[begin : begin + max(batch_tokens // int(lengths[begin]), 1)]
        padded = rest * np.arange(1, len(rest) + 1)
        cuts.append(begin + max(int(np.searchsorted(padded, batch_tokens, side="right")), 1))
    return cuts


def count_batches(data: HasLengths, batch_tokens: int) -> int:
    """About how many batches an epoch has: exact up to `POOL` pairs, else extrapolated from the first `POOL`."""
    pool = np.arange(min(len(data), POOL))
    lengths = np.sort(data.lengths(pool).max(1).astype(np.int64) + 1)
    return round((len(_cuts(lengths, batch_tokens)) - 1) * len(data) / max(len(pool), 1))


def batch_of(data: EncodedPairs, indices: np.ndarray, alpha: float = 0.0, draw: tuple[int, ...] = ()) -> Batch:
    """The padded batch of these pairs. With `alpha` above 0, words are segmented at random, seeded only by `draw`.

    If a random segmentation has too many pieces for the model, the usual one is used.
    """
    source, target = data.flat(indices)
    if alpha > 0.0:
        seeds = np.random.SeedSequence(draw).generate_state(2).tolist()
        source = _cut_anew(sampler_of(data.source_tokenizer, alpha), source, seeds[0], data.max_pieces)
        target = _cut_anew(sampler_of(data.target_tokenizer, alpha), target, seeds[1], data.max_pieces)
    return _padded(source, target)


def _cut_anew(
    sampler: SubwordSampler, usual: tuple[np.ndarray, np.ndarray], seed: int, max_pieces: int
) -> tuple[np.ndarray, np.ndarray]:
    ids, lengths = usual
    rows = sampler.sample(ids, lengths, seed)
    ends = np.cumsum(lengths)
    for index, row in enumerate(rows):
        if not 0 < len(row) < max_pieces:
            rows[index] = ids[ends[index] - lengths[index] : ends[index]].tolist()
    return _flat(rows)


def pieces_of(data: HasLengths, indices: np.ndarray) -> int:
    """Target pieces of these pairs, including </s>."""
    return int(data.lengths(indices)[:, 1].sum()) + len(indices)
