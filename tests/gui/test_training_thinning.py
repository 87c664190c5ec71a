"""Thinning a curve: nothing that can be seen is lost."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from gui.views.training.thinning import thinned


@given(count=st.integers(0, 400), buckets=st.integers(1, 60), seed=st.integers(0, 1000))
def test_the_extremes_and_the_ends_of_every_stretch_stay(count: int, buckets: int, seed: int) -> None:
    random = np.random.default_rng(seed)
    x, y = np.cumsum(random.integers(1, 5, count)).astype(float), random.normal(size=count)
    thin_x, thin_y = thinned(x, y, -np.inf, np.inf, buckets)
    assert len(thin_x) == len(thin_y) <= max(2 * buckets, 0) or len(thin_x) == count <= 2 * buckets
    assert np.isin(thin_x, x).all() and np.isin(thin_y, y).all()
    assert (np.diff(thin_x) >= 0).all()
    if count:
        assert (thin_x[0], thin_x[-1]) == (x[0], x[-1])
        assert (thin_y.min(), thin_y.max()) == (y.min(), y.max())


def test_only_what_is_in_view_and_one_point_beyond() -> None:
    x = np.arange(0.0, 100.0)
    thin_x, _ = thinned(x, x, 40.0, 50.0, 100)
    assert thin_x.tolist() == list(range(39, 52))


def test_few_points_come_back_as_they_are() -> None:
    x, y = np.array([1.0, 2.0, 5.0]), np.array([3.0, 1.0, 2.0])
    assert [part.tolist() for part in thinned(x, y, 0.0, 9.0, 2)] == [x.tolist(), y.tolist()]
