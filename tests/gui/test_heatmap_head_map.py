"""The big map: exact numbers, hovering, keys, and the step that a click chooses."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.heatmap.head_map import HeadMap
from gui.heatmap.head_picture import HeadLayout
from gui.heatmap.scale import ScaleMode
from gui.heatmap.summary import Summary
from gui.look.look import look
from gui.look.theme import DARK, LIGHT
from gui.state.selection import Selection
from gui.state.session import Session
from model.values.sites import CROSS, DECODER_SELF, ENCODER_SELF
from model.values.trace import Trace
from tests.gui.traces import make_trace


def shown(qtbot: QtBot, trace: Trace | None, **fields: object) -> tuple[HeadMap, Selection]:
    selection = Selection()
    session = Session(selection)
    if trace is not None:
        session.set_traces((trace,), finished=True, follow=True)
    selection.update(**fields)
    widget = HeadMap(session, selection)
    qtbot.addWidget(widget)
    widget.resize(470, 390)
    widget.show()
    return widget, selection


def layout_of(widget: HeadMap) -> HeadLayout:
    picture = widget.picture()
    assert picture is not None
    return picture.layout(widget._area(), widget.font())


def point_of(widget: HeadMap, query: int, key: int) -> QPoint:
    return layout_of(widget).grid.cell(query, key).center().toPoint()


def test_hover_points_at_a_cell_and_leaving_at_none(qtbot: QtBot) -> None:
    widget, selection = shown(qtbot, make_trace(), group=DECODER_SELF, step=8)
    qtbot.mouseMove(widget, point_of(widget, 8, 7))
    assert (selection.now.query, selection.now.key) == (8, 7)
    QApplication.sendEvent(widget, QEvent(QEvent.Type.Leave))
    assert (selection.now.query, selection.now.key) == (None, None)


def test_a_row_that_is_not_decoded_and_labels(qtbot: QtBot) -> None:
    widget, _selection = shown(qtbot, make_trace(), group=DECODER_SELF, step=8)
    grid = layout_of(widget).grid
    assert widget.cell_at(QPointF(point_of(widget, 10, 2))) == (None, None)
    assert widget.cell_at(QPointF(grid.rect.left() - 10, grid.cell(3, 0).center().y())) == (3, None)
    assert widget.cell_at(QPointF(grid.cell(0, 4).center().x(), grid.rect.top() - 10)) == (None, 4)


def test_the_exact_number_and_the_reason(qtbot: QtBot) -> None:
    trace = make_trace(padded=2)
    widget, selection = shown(qtbot, trace, group=DECODER_SELF, layer=3, head=2)
    number, words = widget.cell_text(8, 7)
    assert number == f"{trace.weights(DECODER_SELF)[3, 2, 8, 7]:.4f}"
    assert words.replace("\u2068", "").replace("\u2069", "") == "Haus → schon looks at das"
    assert widget.cell_text(3, 9)[0] == "masked: future piece"
    selection.update(group=CROSS)
    assert widget.cell_text(3, 11)[0] == "masked: padding"


def test_a_click_on_a_decoder_row_makes_it_current(qtbot: QtBot) -> None:
    widget, selection = shown(qtbot, make_trace(), group=CROSS, step=8)
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton, pos=point_of(widget, 3, 2))
    assert selection.now.step == 3
    selection.update(group=ENCODER_SELF)
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton, pos=point_of(widget, 5, 2))
    assert selection.now.step == 3


def test_arrow_keys_walk_over_the_decoded_rows(qtbot: QtBot) -> None:
    widget, selection = shown(qtbot, make_trace(), group=DECODER_SELF, step=8)
    for key, wanted in (("Right", (8, 0)), ("Right", (8, 1)), ("Up", (7, 1)), ("Down", (8, 1)), ("Down", (8, 1))):
        qtbot.keyClick(widget, getattr(Qt.Key, f"Key_{key}"))
        assert (selection.now.query, selection.now.key) == wanted
    assert "looks at" in widget.accessibleDescription()
    qtbot.keyClick(widget, Qt.Key.Key_Escape)
    assert (selection.now.query, selection.now.key) == (None, None)


def test_enter_asks_for_the_table(qtbot: QtBot) -> None:
    widget, _selection = shown(qtbot, make_trace())
    with qtbot.waitSignal(widget.table_wanted):
        qtbot.keyClick(widget, Qt.Key.Key_Return)


def test_a_summary_shows_its_numbers(qtbot: QtBot) -> None:
    trace = make_trace()
    widget, _selection = shown(qtbot, trace, group=CROSS, layer=1)
    widget.set_summary(Summary.MAX_HEADS)
    assert widget.cell_text(4, 4)[0] == f"{trace.weights(CROSS)[1, :, 4, 4].max():.4f}"


def test_the_current_row_is_framed(qtbot: QtBot) -> None:
    widget, _selection = shown(qtbot, make_trace(), group=CROSS, step=5)
    image = widget.grab().toImage()
    row = layout_of(widget).grid.row(5)
    assert image.pixelColor(int(row.left()) - 1, int(row.center().y())) == QColor(LIGHT.cross)


@pytest.mark.parametrize("script", ["latin", "cjk", "arabic"])
@pytest.mark.parametrize("length", [3, 8, 60, 256])
def test_any_script_and_length_fits_its_panel(qtbot: QtBot, script: str, length: int) -> None:
    widget, _selection = shown(qtbot, make_trace(2, 2, length, length, script=script), group=DECODER_SELF)
    for mode in ScaleMode:
        widget.set_mode(mode)
        look.use(DARK)
        widget.grab()
        layout = layout_of(widget)
        assert layout.grid.rect.left() >= layout.rows.all
        assert layout.grid.rect.top() >= layout.columns
        assert layout.grid.rect.right() <= widget.width() and layout.legend.bottom() <= widget.height()
        assert layout.grid.rect.height() > 0.4 * widget.height() or length < 8


def test_one_step_and_no_trace_are_painted(qtbot: QtBot) -> None:
    for trace in (None, make_trace(1, 1, 2, 1)):
        widget, _selection = shown(qtbot, trace, group=DECODER_SELF)
        assert not widget.grab().isNull()


def test_few_rows_of_many_columns_are_still_high_enough_to_point_at(qtbot: QtBot) -> None:
    widget, _selection = shown(qtbot, make_trace(source=236, target=13), group=CROSS, step=12)
    grid = layout_of(widget).grid
    assert grid.cell_width < 3 and grid.cell_height >= 15


@pytest.mark.parametrize("width", [220, 280, 340])
def test_the_last_label_leans_out_of_nothing(qtbot: QtBot, width: int) -> None:
    widget, _selection = shown(qtbot, make_trace(source=6, target=12), group=CROSS)
    picture = widget.picture()
    assert picture is not None
    image = QImage(width + 60, 420, QImage.Format.Format_RGB32)
    image.fill(QColor(LIGHT.panel))
    painter = QPainter(image)
    painter.setFont(widget.font())
    picture.paint(painter, QRectF(0, 0, width, 420))
    painter.end()
    beside = {image.pixelColor(x, y).name() for x in range(width, width + 60) for y in range(420)}
    assert beside == {LIGHT.panel.lower()}
