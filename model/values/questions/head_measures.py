"""What every head attends to, in numbers: spread, distance, and shares on kinds of pieces. NumPy only.

Every measure is a mean over rows (queries), each row counting once, also over a whole file. Rows in which at most one
key is allowed are left out: there a head has no choice. Padding is neither a row nor a key.

In a short sentence any head gives much to the previous piece, or to </s>. So every measure is also taken of an even
head, which has the same weight on every allowed key of the same rows, and `excess` says how far a head is above it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from model.values.masks import MaskReason
from model.values.pieces import is_punctuation, is_special, is_unknown, letters_of
from model.values.sites import CROSS, DECODER_SELF, ENCODER_SELF, SiteGroup
from model.values.trace import Bools, Floats, Ints, Trace

Doubles = NDArray[np.float64]


class Measure(Enum):
    """In the order of the arrays' first axis. With w the weights of one row q over its n allowed keys k:

    ENTROPY: -sum_k w_k log2 w_k, in bits.
    EVENNESS: ENTROPY / log2 n; 0: all weight on one piece, 1: the same weight on all.
    LARGEST: max_k w_k.
    DISTANCE: sum_k w_k |k - d(q)|, in pieces. Self-attention: d(q) = q. Cross-attention: the diagonal
        d(q) = q (S - 1) / (T - 1) of S source and T target pieces, from the first to the last of both.
    PREVIOUS, SAME, NEXT: w at r(q) - 1, r(q), r(q) + 1, over the rows in which that key exists and is allowed.
        Self-attention: r(q) = q. Cross-attention: r(q) is the aligned source piece, see `aligned_keys`.
    NEARBY: the sum of w at those of these three keys that exist and are allowed.
    SPECIAL: sum of w on <s> and </s>.
    PUNCTUATION: sum of w on pieces without a letter or digit.
    AGREEMENT: the share of rows whose largest weight is at the aligned source piece; cross-attention only. If m keys
        have the largest weight, each counts 1 / m.
    """

    ENTROPY = "entropy"
    EVENNESS = "evenness"
    LARGEST = "largest weight"
    DISTANCE = "distance"
    PREVIOUS = "previous"
    SAME = "same"
    NEXT = "next"
    NEARBY = "nearby"
    SPECIAL = "special"
    PUNCTUATION = "punctuation"
    AGREEMENT = "agreement"


MEASURES = tuple(Measure)
SHARES = frozenset(MEASURES) - {Measure.ENTROPY, Measure.DISTANCE}  # from 0 to 1


def measured(group: SiteGroup) -> tuple[Measure, ...]:
    """The measures that apply to a group: the decoder never sees its next piece; only cross-attention has AGREEMENT."""
    left_out = {
        ENCODER_SELF: {Measure.AGREEMENT},
        DECODER_SELF: {Measure.AGREEMENT, Measure.NEXT},
        CROSS: set(),
    }[group]
    return tuple(measure for measure in MEASURES if measure not in left_out)


@dataclass(frozen=True, eq=False)
class HeadMeasures:
    """All measures of all heads of one kind, as sums over rows, so that sentences can be added."""

    group: SiteGroup
    sums: Doubles  # [measure, layer, head]
    even_sums: Doubles  # [measure, layer, head], of an even head over the same rows
    counts: NDArray[np.int64]  # [measure, layer, head], rows that each sum is over
    rows: int  # rows with a choice, of all sentences

    def __add__(self, other: HeadMeasures) -> HeadMeasures:
        if self.group is not other.group:
            raise ValueError(f"measures of {self.group.name} and {other.group.name} do not add up")
        return HeadMeasures(
            self.group,
            self.sums + other.sums,
            self.even_sums + other.even_sums,
            self.counts + other.counts,
            self.rows + other.rows,
        )

    @property
    def layers(self) -> int:
        return self.sums.shape[1]

    @property
    def heads(self) -> int:
        return self.sums.shape[2]

    def mean(self, measure: Measure) -> Doubles:
        """[layer, head]; NaN where no row could be measured."""
        return self._mean(self.sums, measure)

    def even(self, measure: Measure) -> Doubles:
        """[layer, head]: what `mean` would be for even attention; NaN where no row could be measured."""
        return self._mean(self.even_sums, measure)

    def excess(self, measure: Measure) -> Doubles:
        """[layer, head]: (mean - even) / (1 - even). 0 is what even attention gives, 1 the most there can be; NaN where
        even attention has the most already, or nothing was measured. For `SHARES` only.
        """
        even = self.even(measure)
        room = np.where(np.isnan(even), 0.0, 1.0 - even)
        found = np.full(even.shape, np.nan)
        return np.divide(self.mean(measure) - even, room, out=found, where=room > 1e-9)

    def _mean(self, sums: Doubles, measure: Measure) -> Doubles:
        place = MEASURES.index(measure)
        counts = self.counts[place]
        found = np.full(counts.shape, np.nan)
        return np.divide(sums[place], counts, out=found, where=counts > 0)


def special_keys(pieces: Sequence[str]) -> Bools:
    """Which pieces are <s>, </s> or <pad>; an unknown piece stands for text, so it is not special."""
    return np.array([is_special(piece) and not is_unknown(piece) for piece in pieces], dtype=bool)


def punctuation_keys(pieces: Sequence[str]) -> Bools:
    """Which pieces have neither a letter nor a digit; a word mark alone is not punctuation.

    The bytes of one character are judged together.
    """
    found: list[bool] = []
    for text in letters_of(pieces):
        found.append(is_punctuation(text) and bool(text.strip()) if text or not found else found[-1])
    return np.array(found, dtype=bool)


def aligned_keys(cross: Floats) -> Ints | None:
    """[layer, head, target, source] without padding -> the source position aligned to each row, [layer, head, target].

    For each head all *other* cross heads of the model decide, so that no head confirms itself. M is the mean of their
    weights. Row q is aligned to the k with the greatest M[q, k]^2 / sum_q' M[q', k]: how much q looks at k, times the
    share of k's attention that comes from q (both directions, as in Liang et al. 2006, Alignment by Agreement). This
    is a consensus of the model, not an alignment by a person. None: there is only one head.
    """
    layers, heads = cross.shape[:2]
    if layers * heads < 2:
        return None
    weights = cross.astype(np.float64)
    others = (weights.sum(axis=(0, 1)) - weights) / (layers * heads - 1)
    received = others.sum(axis=-2, keepdims=True)
    both = np.divide(others**2, received, out=np.zeros_like(others), where=received > 0)
    return np.asarray(both.argmax(axis=-1))


def measure_heads(trace: Trace, group: SiteGroup) -> HeadMeasures:
    """All measures of all heads of one kind over one sentence."""
    allowed = trace.reasons(group) == MaskReason.ALLOWED  # [query, key]
    rows = np.flatnonzero(allowed.sum(axis=1) >= 2)
    keys = np.flatnonzero(allowed.any(axis=0))
    kept = trace.weights(group)[:, :, rows][..., keys]
    weights = kept.astype(np.float64)
    own, even = _Sums(*weights.shape[:2]), _Sums(*weights.shape[:2])
    if len(rows):
        taken = _Rows(
            group=group,
            allowed=allowed[np.ix_(rows, keys)],
            pieces=[trace.key_pieces(group)[k] for k in keys],
            # All rows of cross-attention have the same allowed keys, so either all rows have a choice or none has.
            middle=rows * (len(keys) - 1) / max(trace.target_length - 1, 1)
            if group == CROSS
            else np.searchsorted(keys, rows).astype(float),
            places=aligned_keys(kept)
            if group == CROSS
            else np.broadcast_to(np.searchsorted(keys, rows), weights.shape[:3]),
        )
        alike = taken.allowed / taken.allowed.sum(axis=1, keepdims=True)
        _measure(own, weights, taken)
        _measure(even, np.broadcast_to(alike, weights.shape), taken)
    return HeadMeasures(group, own.sums, even.sums, own.counts, len(rows))


@dataclass(frozen=True, eq=False)
class _Rows:
    """What is known of the rows of one sentence in which a head has a choice."""

    group: SiteGroup
    allowed: Bools  # [query, key]
    pieces: Sequence[str]  # [key]
    middle: Doubles  # [query], d(q) of DISTANCE
    places: Ints | None  # [layer, head, query], r(q) of PREVIOUS, SAME and NEXT; None: there is no alignment


class _Sums:
    """Sums and counts while a sentence is measured."""

    def __init__(self, layers: int, heads: int) -> None:
        self.sums = np.zeros((len(MEASURES), layers, heads))
        self.counts = np.zeros((len(MEASURES), layers, heads), dtype=np.int64)

    def put(self, measure: Measure, values: NDArray[Any], there: Bools | None = None) -> None:
        """`values` [layer, head, query]; `there` of the same shape says which of them exist."""
        place = MEASURES.index(measure)
        if there is None:
            self.sums[place] = values.sum(axis=-1)
            self.counts[place] = values.shape[-1]
        else:
            self.sums[place] = np.where(there, values, 0.0).sum(axis=-1)
            self.counts[place] = there.sum(axis=-1)


def _measure(sums: _Sums, weights: Doubles, rows: _Rows) -> None:
    """`weights` [layer, head, query, key]."""
    _measure_spread(sums, weights, rows.allowed.sum(axis=1))
    if rows.places is not None:
        _measure_neighbours(sums, weights, rows.places, rows.allowed)
        if rows.group == CROSS:
            highest = weights == weights.max(axis=-1, keepdims=True)
            there = np.take_along_axis(highest, rows.places[..., None], axis=-1)[..., 0]
            sums.put(Measure.AGREEMENT, there / highest.sum(axis=-1))
    distance = np.abs(np.arange(weights.shape[-1]) - rows.middle[:, None])  # [query, key]
    sums.put(Measure.DISTANCE, np.einsum("lhqk,qk->lhq", weights, distance))
    sums.put(Measure.SPECIAL, weights[..., special_keys(rows.pieces)].sum(axis=-1))
    sums.put(Measure.PUNCTUATION, weights[..., punctuation_keys(rows.pieces)].sum(axis=-1))


def _measure_spread(sums: _Sums, weights: Doubles, choices: Ints) -> None:
    """`choices` [query]: allowed keys of each row, at least 2."""
    logs = np.log2(weights, out=np.zeros_like(weights), where=weights > 0)
    entropy = np.maximum(-(weights * logs).sum(axis=-1), 0.0)  # [layer, head, query]; never -0
    sums.put(Measure.ENTROPY, entropy)
    sums.put(Measure.EVENNESS, entropy / np.log2(choices))
    sums.put(Measure.LARGEST, weights.max(axis=-1))


def _measure_neighbours(sums: _Sums, weights: Doubles, places: Ints, allowed: Bools) -> None:
    """PREVIOUS, SAME, NEXT and NEARBY around the keys `places` [layer, head, query]; `allowed` [query, key]."""
    keys = weights.shape[-1]
    queries = np.arange(weights.shape[2])
    nearby = np.zeros(weights.shape[:3])
    for measure, offset in ((Measure.PREVIOUS, -1), (Measure.SAME, 0), (Measure.NEXT, 1)):
        wanted = places + offset
        inside = np.clip(wanted, 0, keys - 1)
        there = (wanted >= 0) & (wanted < keys) & allowed[queries, inside]
        values = np.take_along_axis(weights, inside[..., None], axis=-1)[..., 0]
        sums.put(measure, values, there)
        nearby += np.where(there, values, 0.0)
    sums.put(Measure.NEARBY, nearby)
