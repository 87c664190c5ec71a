"""Fewer points that draw the same curve: painting a hundred thousand of them would hold the window up."""

from __future__ import annotations

import numpy as np

from gui.state.run import Floats


def thinned(x: Floats, y: Floats, low: float, high: float, buckets: int) -> tuple[Floats, Floats]:
    """The points [point] between `low` and `high` and one beyond each; of every bucket its lowest and highest.

    `x` rises. What has no more than two points a bucket comes back as it is.
    """
    first = max(int(np.searchsorted(x, low)) - 1, 0)
    last = min(int(np.searchsorted(x, high, side="right")) + 1, len(x))
    x, y = x[first:last], y[first:last]
    if len(x) <= 2 * max(buckets, 1):
        return x, y
    starts = np.linspace(0, len(x), buckets, endpoint=False, dtype=np.intp)
    ends = np.append(starts[1:], len(x)) - 1
    values = np.stack([np.minimum.reduceat(y, starts), np.maximum.reduceat(y, starts)], axis=1)
    values[y[ends] < y[starts]] = values[y[ends] < y[starts], ::-1]  # as the curve runs
    return np.stack([x[starts], x[ends]], axis=1).ravel(), values.ravel()
