"""One look for everything: who keeps something of it hears of a change, and nobody is called after the end."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from gui.look.look import look
from gui.look.theme import DARK, LIGHT
from gui.state.selection import Selection
from gui.state.session import Session
from gui.views.panels.status_line import StatusLine

CALLED: list[str] = []


class Kept(QLabel):
    """Keeps a style sheet, as many views do."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look.follow(self._restyle)

    def _restyle(self) -> None:
        CALLED.append(look.theme.name)
        self.setStyleSheet(f"color: {look.theme.text};")


@pytest.fixture(autouse=True)
def nothing_called() -> None:
    CALLED.clear()


@pytest.fixture
def plain_application(qapp: QApplication) -> Iterator[QApplication]:
    before = qapp.palette(), qapp.styleSheet()
    yield qapp
    qapp.setPalette(before[0])
    qapp.setStyleSheet(before[1])


def test_a_widget_has_the_look_when_it_is_made_and_after_every_change(qtbot: QtBot) -> None:
    look.use(DARK)
    label = Kept()
    qtbot.addWidget(label)
    assert DARK.text in label.styleSheet()
    look.use(LIGHT)
    assert LIGHT.text in label.styleSheet()
    assert CALLED == ["dark", "light"]


def test_a_deleted_widget_is_not_called(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    label = Kept(parent)
    label.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    look.use(DARK)
    assert CALLED == ["light"]


def test_listening_keeps_no_widget_alive(qapp: QApplication) -> None:
    label = Kept()
    seen = weakref.ref(label)
    del label
    gc.collect()
    assert seen() is None
    look.use(DARK)
    assert CALLED == ["light"]


def test_what_only_paints_asks_when_it_paints(qtbot: QtBot) -> None:
    line = StatusLine(Session(Selection()))
    qtbot.addWidget(line)
    line.resize(800, 30)
    light = line.grab().toImage().pixelColor(3, 15)
    look.use(DARK)
    assert (light, line.grab().toImage().pixelColor(3, 15)) == (QColor(LIGHT.panel), QColor(DARK.panel))


def test_dressing_reaches_what_qt_paints_itself(plain_application: QApplication) -> None:
    look.dress(DARK)
    assert look.theme is DARK
    assert plain_application.palette().color(QPalette.ColorRole.Window) == QColor(DARK.page)
    assert DARK.page in plain_application.styleSheet()
