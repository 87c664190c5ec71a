"""A right click opens a menu for what is under the pointer, and does nothing else; the menu key does the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu, QWidget

from gui.heatmap.summary import Summary
from gui.pages.training_page import TrainingPage
from gui.state.selection import Selection
from gui.state.session import Session
from gui.views.panels.chips import Chip, ChipRow
from gui.views.panels.head_panel import HeadPanel
from gui.views.panels.mask_panel import MaskPanel
from gui.views.panels.overview_panel import OverviewPanel
from gui.views.parts.bar_list import Bar, BarList
from model.values.sites import CROSS, DECODER_SELF
from tests.gui.runs import make_run
from tests.gui.traces import make_trace


def session_of(qtbot) -> Session:
    selection = Selection()
    session = Session(selection)
    session.set_traces((make_trace(2, 3),), finished=True, follow=True)
    selection.update(group=CROSS, layer=1, head=2)
    return session


def shown(qtbot, widget: QWidget, size=(500, 420)) -> QWidget:
    qtbot.addWidget(widget)
    widget.resize(*size)
    widget.show()
    return widget


@pytest.fixture
def open_menu(monkeypatch):
    """Opens the menu of what a widget contains at a point, without showing it: this platform has no pop-ups."""
    opened: list[QMenu] = []
    monkeypatch.setattr(QMenu, "popup", lambda menu, _where: opened.append(menu))

    def open_at(widget: QWidget, at: QPoint, reason=QContextMenuEvent.Reason.Mouse) -> QMenu:
        count = len(opened)
        QApplication.sendEvent(widget, QContextMenuEvent(reason, at, widget.mapToGlobal(at)))
        assert len(opened) == count + 1
        return opened[-1]

    return open_at


def choose(menu: QMenu, words: str) -> None:
    next(action for action in menu.actions() if action.text() == words).trigger()


def test_a_map_offers_its_number_its_picture_and_its_table(qtbot, open_menu, tmp_path: Path, monkeypatch) -> None:
    session = session_of(qtbot)
    panel = shown(qtbot, HeadPanel(session, session.selection))
    tables = []
    panel.table_requested.connect(lambda: tables.append(1))
    session.selection.update(query=3, key=4)
    told = "".join(mark for mark in panel.map.accessibleDescription() if mark not in "\u2068\u2069")
    at = panel.map.mapTo(panel, panel.map.rect().center())
    choose(open_menu(panel, at), "Copy as text")
    assert QGuiApplication.clipboard().text() == told != ""
    choose(open_menu(panel, at), "Copy the picture")
    assert QGuiApplication.clipboard().image().width() > 900
    choose(open_menu(panel, at), "As a table")
    assert tables == [1]
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "Fig. 1"), "SVG (*.svg)"))
    panel.set_summary(Summary.MEAN_HEADS)
    choose(open_menu(panel, at), "Save the picture…")
    assert "mean of 3 heads" in (tmp_path / "Fig. 1.svg").read_text()  # what is shown is what is saved
    assert session.message == f"Saved as {tmp_path / 'Fig. 1.svg'}."


def test_the_picture_of_all_heads_can_be_copied(qtbot, open_menu) -> None:
    session = session_of(qtbot)
    panel = shown(qtbot, OverviewPanel(session, session.selection))
    QGuiApplication.clipboard().clear()
    choose(open_menu(panel, panel.rect().center()), "Copy the picture")
    assert not QGuiApplication.clipboard().image().isNull()


def test_the_menu_key_copies_what_has_the_focus(qtbot, open_menu) -> None:
    session = session_of(qtbot)
    panel = shown(qtbot, HeadPanel(session, session.selection))
    panel.map.setFocus()
    qtbot.keyClick(panel.map, Qt.Key.Key_Right)
    qtbot.keyClick(panel.map, Qt.Key.Key_Right)
    menu = open_menu(panel.map, QPoint(1, 1), QContextMenuEvent.Reason.Keyboard)
    choose(menu, "Copy as text")
    told = "".join(mark for mark in panel.map.accessibleDescription() if mark not in "\u2068\u2069")
    assert QGuiApplication.clipboard().text() == told != ""


def test_nothing_to_copy_is_not_offered(qtbot, open_menu) -> None:
    selection = Selection()
    panel = shown(qtbot, HeadPanel(Session(selection), selection))
    menu = open_menu(panel, panel.rect().center())
    assert [action.isEnabled() for action in menu.actions()] == [False] * 4


@pytest.mark.parametrize("button", [Qt.MouseButton.RightButton, Qt.MouseButton.MiddleButton])
def test_other_buttons_select_nothing(qtbot, button) -> None:
    session = session_of(qtbot)
    head = shown(qtbot, HeadPanel(session, session.selection))
    overview = shown(qtbot, OverviewPanel(session, session.selection))
    before = session.selection.now
    for point in (QPoint(200, 150), QPoint(120, 60)):
        qtbot.mousePress(head.map, button, pos=point)
        qtbot.mousePress(overview.map, button, pos=point)
    now = session.selection.now
    assert (now.step, now.layer, now.head) == (before.step, before.layer, before.head)
    qtbot.mousePress(overview.map, Qt.MouseButton.LeftButton, pos=QPoint(120, 60))
    assert session.selection.now != now  # so the places are right


def test_chips_and_bars_copy_their_texts(qtbot, open_menu) -> None:
    row = shown(qtbot, ChipRow(), (300, 30))
    row.set_chips([Chip("<s>", "<s>: piece 1"), Chip("dog", "dog: piece 2")])
    at = row.chip_rect(1).center().toPoint()
    for words, text in (
        ("Copy this piece", "dog"),
        ("Copy what is told of it", "dog: piece 2"),
        ("Copy all pieces", "<s> dog"),
    ):
        choose(open_menu(row, at), words)
        assert QGuiApplication.clipboard().text() == text
    bars = shown(qtbot, BarList(), (300, 60))
    bars.set_bars([Bar("Hund", 0.5, "50 %", "0.5"), Bar("Katze", 0.25, "25 %", "0.25")])
    choose(open_menu(bars, bars.row_rect(1).center().toPoint()), "Copy this row")
    assert QGuiApplication.clipboard().text() == "Katze 0.25"
    choose(open_menu(bars, QPoint(1, 1)), "Copy all rows")
    assert QGuiApplication.clipboard().text() == "\tHund\t0.5\n\tKatze\t0.25"


def test_the_curves_offer_their_picture_and_their_table(qtbot, open_menu, tmp_path: Path) -> None:
    page = TrainingPage()
    shown(qtbot, page, (1200, 700))
    page.open_run(make_run(tmp_path / "run", until=400).path)
    qtbot.waitUntil(lambda: bool(len(page.run.reading.logged)), timeout=20_000)
    QGuiApplication.clipboard().clear()
    tables = []
    page.curves.table_requested.connect(lambda: tables.append(1))
    menu = open_menu(page.curves.viewport(), page.curves.rect().center())
    choose(menu, "Copy the picture")
    choose(menu, "As a table")
    assert not QGuiApplication.clipboard().image().isNull() and tables == [1]
    page.shutdown()


def test_the_mask_copies_the_chain_of_the_cell_pointed_at(qtbot, open_menu) -> None:
    session = session_of(qtbot)
    panel = shown(qtbot, MaskPanel(session, session.selection), (270, 140))
    session.selection.update(group=DECODER_SELF, query=2, key=4, step=5)
    choose(open_menu(panel, panel.rect().center()), "Copy as text")
    assert "masked (future)" in QGuiApplication.clipboard().text()
    QGuiApplication.clipboard().clear()
    choose(open_menu(panel, panel.rect().center()), "Copy the picture")
    assert not QGuiApplication.clipboard().image().isNull()
