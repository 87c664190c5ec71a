"""The numbers beside the learning curves: true, different from each other, and never touching."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from gui.state.run import LOGGED, Logged, Reading, Run
from gui.views.training.curve_axis import TICK_PIXELS
from gui.views.training.curves import Curves


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
    assert len(values) >= 2 or height < 5 * TICK_PIXELS  # one number alone says nothing of the rest


def test_a_curve_of_one_value_has_an_axis(qtbot: QtBot, axis: Any) -> None:
    assert axis.tickValues(3.0, 3.0, 100.0) is not None


def reading(points: int) -> Reading:
    table = np.ones((points, len(LOGGED)))
    table[:, LOGGED.index("step")] = np.arange(1, points + 1)
    table[:, LOGGED.index("learning_rate")] = 4.8e-4
    return Reading(logged=Logged(table))


@pytest.fixture
def curves(qtbot: QtBot) -> Curves:
    curves = Curves(Run())
    qtbot.addWidget(curves)
    curves.resize(370, 410)
    curves.show()
    qtbot.waitExposed(curves)
    return curves


@pytest.mark.parametrize("points", [1, 8])
@pytest.mark.parametrize("height", [410, 250])
def test_no_rate_is_below_zero(qtbot: QtBot, curves: Curves, points: int, height: int) -> None:
    curves.resize(370, height)
    curves._run.update(reading(points))
    for axis in curves._axes[2:4]:
        (low, high), size = axis.range, axis.geometry().height()
        values = axis.tickValues(low, high, size)[0][1]
        assert values[0] == 0.0 < values[1] and low < 0.0 < high
        assert -low * size / (high - low) < TICK_PIXELS  # no more below zero than its number needs


def test_pictures_come_back_with_their_numbers(qtbot: QtBot, curves: Curves) -> None:
    curves._run.update(reading(3))
    heights = [box.height() for box in curves._boxes]
    assert heights[0] > 100
    curves._run.update(reading(0))
    curves._run.update(reading(3))
    assert [box.height() for box in curves._boxes] == heights
