"""From attention between pieces to attention between words, and how much of it is hidden. NumPy only.

The rule (as in Clark et al. 2019, "What does BERT look at?", section 4.1): what a word gets is the sum over its keys,
what a word gives is the mean over its queries. So every row still sums to 1.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from model.values.pieces import word_groups
from model.values.trace import Bools, Floats

Groups = tuple[range, ...]


def groups_of(pieces: Sequence[str], words: bool) -> Groups:
    """The positions of each word, or each position alone."""
    return tuple(word_groups(pieces)) if words else tuple(range(i, i + 1) for i in range(len(pieces)))


def until(groups: Groups, length: int) -> Groups:
    """The groups of the first `length` positions; the last one is cut at `length`."""
    return tuple(range(group.start, min(group.stop, length)) for group in groups if group.start < length)


def merged(weights: Floats, queries: Groups, keys: Groups) -> Floats:
    """[..., query, key] of pieces -> [..., query group, key group]: sums over keys, means over queries.

    Groups on either side start at position 0 and have no gaps. Positions after the last group are left out.
    """
    if not queries or not keys:
        return np.zeros((*weights.shape[:-2], len(queries), len(keys)), dtype=np.float32)
    kept = weights[..., : queries[-1].stop, : keys[-1].stop].astype(np.float64)
    summed = np.add.reduceat(kept, [group.start for group in keys], axis=-1)
    rows = np.add.reduceat(summed, [group.start for group in queries], axis=-2)
    sizes = np.array([len(group) for group in queries], dtype=np.float64)
    found: Floats = np.asarray(rows / sizes[:, None], dtype=np.float32)
    return found


def merged_allowed(allowed: Bools, queries: Groups, keys: Groups) -> Bools:
    """[query group, key group]: whether any of their pieces may look at any."""
    found = [[bool(allowed[q.start : q.stop, k.start : k.stop].any()) for k in keys] for q in queries]
    return np.array(found, dtype=bool).reshape(len(queries), len(keys))


@dataclass(frozen=True)
class Shares:
    """Parts of all attention that the rows give; together they are 1. All are 0 where no row gives any."""

    shown: float
    to_hidden: float  # from rows that are shown to keys that are not
    from_hidden: float  # all that hidden rows give

    @property
    def hidden(self) -> float:
        return self.to_hidden + self.from_hidden


def shares(weights: Floats, queries: NDArray[np.bool_], keys: NDArray[np.bool_]) -> Shares:
    """[head, query, key] of weights; `queries` [query] and `keys` [key] say which are shown."""
    rows = weights.sum(axis=(0, 2), dtype=np.float64)  # [query]: how much attention each gives
    total = float(rows.sum())
    if not total:
        return Shares(0.0, 0.0, 0.0)
    shown = float(weights[:, queries][:, :, keys].sum(dtype=np.float64))
    given = float(rows[queries].sum())
    to_hidden = max(given - shown, 0.0) if not keys.all() else 0.0  # without the rounding of sums
    from_hidden = max(total - given, 0.0) if not queries.all() else 0.0
    return Shares((total - to_hidden - from_hidden) / total, to_hidden / total, from_hidden / total)
