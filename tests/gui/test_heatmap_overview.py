"""The overview of all heads: what is drawn, chosen, hovered, and how long it takes."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QElapsedTimer, QPoint, Qt
from PySide6.QtGui import QColor, QImage, QPixmap
from pytestqt.qtbot import QtBot

from gui.heatmap.overview import OverviewMap
from gui.heatmap.overview_picture import OverviewLayout, OverviewPicture
from gui.heatmap.scale import LINE, NOTHING, ScaleMode
from gui.look.look import look
from gui.look.theme import DARK, LIGHT, Theme
from gui.state.selection import Selection
from gui.state.session import Session
from model.values.sites import CROSS, DECODER_SELF, TRANSFORMER_GROUPS
from model.values.trace import Trace
from tests.gui.painted import painted
from tests.gui.traces import make_trace


def shown(qtbot: QtBot, trace: Trace | None, **fields: object) -> tuple[OverviewMap, Selection, Session]:
    selection = Selection()
    session = Session(selection)
    if trace is not None:
        session.set_traces((trace,), finished=True, follow=True)
    selection.update(**fields)
    widget = OverviewMap(session, selection)
    qtbot.addWidget(widget)
    widget.resize(446, 420)
    widget.show()
    return widget, selection, session


def layout_of(widget: OverviewMap) -> OverviewLayout:
    picture = widget.picture()
    assert picture is not None
    return picture.layout(widget._area(), widget.font(), LIGHT, widget.devicePixelRatioF())


def centre_of(widget: OverviewMap, layer: int, head: int) -> QPoint:
    return layout_of(widget).map_rect(layer, head).center().toPoint()


def pixels(image: QImage) -> np.ndarray:
    """[height, width] of levels."""
    lines = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return lines[:, : image.width()]


def test_without_a_trace_there_is_a_sentence(qtbot: QtBot) -> None:
    widget, _selection, _session = shown(qtbot, None)
    image = widget.grab().toImage()
    colors = {image.pixelColor(x, y).name() for x in range(0, 446, 2) for y in range(190, 230)}
    assert len(colors) > 2


def test_click_and_keys_choose_layer_head_and_kind(qtbot: QtBot) -> None:
    widget, selection, _session = shown(qtbot, make_trace())
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton, pos=centre_of(widget, 3, 2))
    assert (selection.now.layer, selection.now.head) == (3, 2)
    for key, wanted in (("Right", (3, 3)), ("Down", (4, 3)), ("Left", (4, 2)), ("Up", (3, 2))):
        qtbot.keyClick(widget, getattr(Qt.Key, f"Key_{key}"))
        assert (selection.now.layer, selection.now.head) == wanted
    for key, group in zip((Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3), TRANSFORMER_GROUPS, strict=True):
        qtbot.keyClick(widget, key)
        assert selection.now.group == group
    assert "Layer 4 · Head 3" in widget.accessibleDescription()


def test_double_click_and_enter_open(qtbot: QtBot) -> None:
    widget, _selection, _session = shown(qtbot, make_trace())
    with qtbot.waitSignal(widget.opened):
        qtbot.mouseDClick(widget, Qt.MouseButton.LeftButton, pos=centre_of(widget, 0, 0))
    with qtbot.waitSignal(widget.opened):
        qtbot.keyClick(widget, Qt.Key.Key_Return)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_the_selected_head_is_framed_in_its_kinds_colour(qtbot: QtBot, theme: Theme) -> None:
    for group in TRANSFORMER_GROUPS:
        widget, _selection, _session = shown(qtbot, make_trace(), group=group, layer=2, head=5)
        look.use(theme)
        image = widget.grab().toImage()
        frame = layout_of(widget).map_rect(2, 5)
        left_edge = image.pixelColor(int(frame.left()), int(frame.center().y()))
        assert left_edge == QColor(theme.of(group))


def test_rows_after_the_step_are_not_there_and_the_future_is_hatched(qtbot: QtBot) -> None:
    widget, selection, _session = shown(qtbot, make_trace(), group=DECODER_SELF, step=4)
    picture = widget.picture()
    assert picture is not None
    layout = layout_of(widget)
    height, width = layout.map_size
    one = pixels(picture.image(layout, 5, LIGHT))[1 : 1 + height, 1 : 1 + width]
    assert (one[-height // 2 :] == NOTHING).all()
    assert (one[: height // 4, -width // 4 :] == LINE).any()
    everything = pixels(picture.image(layout, 14, LIGHT))[1 : 1 + height, 1 : 1 + width]
    assert not (everything == NOTHING).any()
    assert selection.now.step == 4


def test_another_trace_and_another_sentence_are_shown(qtbot: QtBot) -> None:
    widget, selection, session = shown(qtbot, make_trace())
    first, second = make_trace(source=5), make_trace(source=9)
    session.set_traces((first, second), finished=True, follow=True)
    picture = widget.picture()
    assert picture is not None and picture.trace is first
    selection.update(sentence=1)
    picture = widget.picture()
    assert picture is not None and picture.trace is second


@pytest.mark.parametrize(("length", "limit"), [(60, 16), (256, 33)])
def test_painting_is_quick(qtbot: QtBot, length: int, limit: float) -> None:
    widget, _selection, _session = shown(qtbot, make_trace(source=length, target=length), step=length - 1)
    target = QPixmap(widget.size())
    timer = QElapsedTimer()
    times = []
    for _ in range(5):
        widget.forget()  # as when another trace arrives
        timer.start()
        widget.render(target)
        times.append(timer.nsecsElapsed() / 1e6)
    assert min(times) < limit


@pytest.mark.parametrize(("length", "folded"), [(20, False), (90, True)])
def test_maps_with_more_cells_than_pixels_say_what_a_pixel_shows(qtbot: QtBot, length: int, folded: bool) -> None:
    picture = OverviewPicture(make_trace(source=length, target=length), CROSS, ScaleMode.LINEAR)
    words = painted(lambda painter, rect: picture.paint(painter, rect, None, LIGHT), 480, 420)
    assert any("each pixel: the largest" in word.text for word in words) is folded
    assert all(word.at.y() < 420 for word in words)
