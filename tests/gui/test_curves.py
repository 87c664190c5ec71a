"""The numbers beside the learning curves: true, different from each other, and never touching."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from gui.state.run import Run
from gui.views.curve_axis import TICK_PIXELS
from gui.views.curves import Curves


@pytest.fixture(scope="module")
def axis(qapp: Any) -> Iterator[Any]:
    curves = Curves(Run())
    yield curves._axes[0]
    curves.close()
    curves.deleteLater()


@given(
    low=st.floats(0.0, 100.0),
    span=st.floats(0.01, 50_000.0),
    height=st.floats(12.0, 400.0),
)
def test_numbers_beside_a_curve_are_true_and_do_not_touch(axis: Any, low: float, span: float, height: float) -> None:
    high = low + span
    levels = axis.tickValues(low, high, height)
    spacing, values = levels[0]
    texts = axis.tickStrings(list(values), 1.0, spacing)
    assert len(set(texts)) == len(texts)
    for text, value in zip(texts, values, strict=True):
        assert abs(float(text.replace(",", "")) - value) <= 0.01 * spacing
    for one, next_ in pairwise(values):
        assert (next_ - one) * height / span >= 1.3 * TICK_PIXELS - 1e-6
    assert len(values) >= 1 or height < 3 * TICK_PIXELS


def test_a_curve_of_one_value_has_an_axis(qtbot: QtBot, axis: Any) -> None:
    assert axis.tickValues(3.0, 3.0, 100.0) is not None
