"""Labels and where cells lie."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont
from pytestqt.qtbot import QtBot

from gui.heatmap.grid import CellGrid, at_least
from gui.heatmap.token_axis import SMALLEST, axis_font, key_labels, query_labels, row_widths, spread
from gui.heatmap.words import look_text, weight_text
from model.values.sites import CROSS, DECODER_SELF, ENCODER_SELF
from tests.gui.traces import make_trace


@given(st.integers(1, 300), st.floats(0.5, 20), st.floats(1, 20), st.data())
def test_labels_never_overlap_and_the_important_one_is_shown(
    count: int, space: float, needed: float, data: st.DataObject
) -> None:
    pointed = data.draw(st.integers(0, count - 1))
    current = data.draw(st.integers(0, count - 1) | st.none())
    kept = spread(count, space, needed, (pointed, current))
    assert pointed in kept
    assert all((b - a) * space >= needed for a, b in itertools.pairwise(kept))


def test_a_decoder_row_names_its_piece_and_what_it_predicts() -> None:
    trace = make_trace()
    for group in (DECODER_SELF, CROSS):
        labels = query_labels(trace, group)
        assert (labels[0].text, labels[0].special, labels[0].predicts) == ("<s>", True, "Ich")
        assert labels[8].both == "Haus → schon"
    assert not any(label.predicts for label in query_labels(trace, ENCODER_SELF))
    assert [label.text for label in key_labels(("▁a", "b", "▁", "</s>"))] == ["a", "b", "▁", "</s>"]


def test_who_looks_at_whom() -> None:
    trace = make_trace()
    plain = look_text(trace, DECODER_SELF, 8, 7).replace("\u2068", "").replace("\u2069", "")
    assert plain == "Haus → schon looks at das"
    assert "cannot look at" in look_text(trace, DECODER_SELF, 3, 9)


def test_a_tiny_weight_is_not_written_as_zero() -> None:
    assert [weight_text(weight) for weight in (0.0, 0.07049, 1.0, 3.2e-6)] == ["0.0000", "0.0705", "1.0000", "3.2e-06"]


def test_fonts_shrink_to_a_limit_and_widths_keep_theirs(qtbot: QtBot) -> None:
    base = QFont()
    base.setPixelSize(13)
    assert [axis_font(base, space).pixelSize() for space in (30.0, 12.0, 2.0)] == [13, 10, SMALLEST]
    labels = query_labels(make_trace(script="arabic"), CROSS)
    assert row_widths(labels, base, 1000).all > 60
    assert abs(row_widths(labels, base, 60).all - 60) < 0.01


@given(st.integers(1, 70), st.integers(1, 70), st.data())
def test_a_cells_middle_is_in_that_cell(rows: int, columns: int, data: st.DataObject) -> None:
    grid = CellGrid(QRectF(13, 7, 311, 205), rows, columns)
    query, key = data.draw(st.integers(0, rows - 1)), data.draw(st.integers(0, columns - 1))
    middle = grid.cell(query, key).center()
    assert (grid.row_at(middle.y()), grid.column_at(middle.x())) == (query, key)
    assert grid.row_at(6.0) is None and grid.column_at(400.0) is None


def test_a_tiny_frame_grows_round_its_middle() -> None:
    assert at_least(QRectF(10, 10, 1, 9), 5.0) == QRectF(8, 10, 5, 9)
