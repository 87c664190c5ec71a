"""Fewer points that draw the same curve: painting a hundred thousand would block the window."""

from __future__ import annotations

import numpy as np

from gui.state.run import Floats


def thinned(x: Floats, y: Floats, low: float, high: float, buckets: int) -> tuple[Floats, Floats]:
    """The points [point] from `low` to `high`, and one beyond each end; each bucket keeps its lowest and highest value.

    `x` rises. With at most two points per bucket, all points come back unchanged.
    """
    first = max(int(np.searchsorted(x, low)) - 1, 0)
    last = min(int(np.searchsorted(x, high, side="right")) + 1, len(x))
    x, y = x[first:last], y[first:last]
    if len(x) <= 2 * max(buckets, 1):
        return x, y
    starts = np.linspace(0, len(x), buckets, endpoint=False, dtype=np.intp)
    ends = np.append(starts[1:], len(x)) - 1
    values = np.stack([np.minimum.reduceat(y, starts), np.maximum.reduceat(y, starts)], axis=1)
    values[y[ends] < y[starts]] = values[y[ends] < y[starts], ::-1]  # falling buckets: the highest first
    return np.stack([x[starts], x[ends]], axis=1).ravel(), values.ravel()
