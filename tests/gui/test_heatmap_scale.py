"""The colour scale: monotone lightness in both themes, honest levels, visible stretches."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QColor

from gui.heatmap.scale import (
    CENTRE,
    LINE,
    NOTHING,
    TOP,
    ScaleMode,
    attention_table,
    diverging_levels,
    diverging_table,
    levels,
    mode_text,
    tint_table,
)
from gui.look.theme import DARK, LIGHT, Theme
from model.values.sites import CROSS

THEMES = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)


def luminance(color: int) -> float:
    """Relative luminance of a packed colour (WCAG 2)."""
    picked = QColor.fromRgba(color)
    parts = np.array([picked.redF(), picked.greenF(), picked.blueF()])
    linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    return float(linear @ [0.2126, 0.7152, 0.0722])


def lightness(color: int) -> float:
    """CIE L*, 0 to 100."""
    y = luminance(color)
    return 116 * np.cbrt(y) - 16 if y > 216 / 24389 else y * 24389 / 27


@THEMES
def test_lightness_runs_evenly_from_the_panel_to_the_other_end(theme: Theme) -> None:
    table = attention_table(theme)
    assert len(table) == 256
    assert QColor.fromRgba(table[0]) == QColor(theme.panel) == QColor(theme.scale[0])
    steps = np.diff([lightness(color) for color in table[: TOP + 1]])
    sign = np.sign(steps.sum())
    assert (sign * steps > -0.25).all()  # 8-bit colours cannot be finer
    assert np.abs(np.diff([lightness(color) for color in table[: TOP + 1 : 23]]) - steps.sum() / 11).max() < 0.7


@THEMES
def test_reserved_entries_are_the_hatching_and_nothing(theme: Theme) -> None:
    for table in (attention_table(theme), diverging_table(theme), tint_table(theme, CROSS)):
        assert len(table) == 256
        assert QColor.fromRgba(table[LINE]) == QColor(theme.hatch)
        assert QColor.fromRgba(table[NOTHING]).alpha() == 0


@THEMES
def test_a_score_of_zero_has_the_panels_colour(theme: Theme) -> None:
    assert QColor.fromRgba(diverging_table(theme)[CENTRE]) == QColor(theme.panel)
    shown = diverging_levels(np.array([[-2.0, 0.0, 2.0, 1.0]], dtype=np.float32), 2.0)
    assert shown[0, 1] == CENTRE and shown[0, 0] == CENTRE - 126 and shown[0, 2] == CENTRE + 126 and shown[0, 3] == 190


def test_levels_of_each_mode() -> None:
    weights = np.array([[0.25, 0.5, 0.25], [0.0, 0.0, 0.0], [1.0, 0.0, 0.0]], dtype=np.float32)
    assert levels(weights).tolist() == [[63, 127, 63], [0, 0, 0], [TOP, 0, 0]]
    assert levels(weights, ScaleMode.GAMMA)[0].tolist() == [127, 179, 127]
    assert levels(weights, ScaleMode.PER_ROW).tolist() == [[127, TOP, 127], [0, 0, 0], [TOP, 0, 0]]


@given(st.lists(st.floats(0, 1.0009765625, width=32), min_size=2, max_size=30))
def test_more_weight_is_never_a_lower_level_and_never_a_reserved_one(row: list[float]) -> None:
    weights = np.sort(np.array([row], dtype=np.float32))
    for mode in ScaleMode:
        shown = levels(weights, mode)[0].astype(int)
        assert (np.diff(shown) >= 0).all() and shown.max() <= TOP


def test_only_the_plain_scale_goes_without_saying() -> None:
    assert [bool(mode_text(mode)) for mode in ScaleMode] == [False, True, True]
