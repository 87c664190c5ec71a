"""The status line: facts, the hint, and messages that can be dismissed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from gui.look.look import look
from gui.look.theme import DARK
from gui.state.selection import Selection
from gui.state.session import Session
from gui.views.panels.page_switch import Page
from gui.views.panels.status_line import StatusLine
from gui.views.parts.elided_label import ElidedLabel
from tests.gui.test_header import DESCRIPTION


@pytest.fixture
def session(qtbot: QtBot) -> Session:
    return Session(Selection())


@pytest.fixture
def line(qtbot: QtBot, session: Session) -> Iterator[StatusLine]:
    window = QWidget()
    layout = QVBoxLayout(window)
    layout.setContentsMargins(0, 0, 0, 0)
    line = StatusLine(session)
    layout.addStretch(1)
    layout.addWidget(line)
    qtbot.addWidget(window)
    window.resize(900, 100)
    window.show()
    yield line
    window.close()


def test_facts_appear_when_they_are_known(line: StatusLine, session: Session) -> None:
    assert not line.device.isVisible() and not line.speed.isVisible()
    session.set_description(DESCRIPTION)
    line.set_speed(encoding=0.5, decoding=0.0628, pieces=20)
    line.set_recorded(41_300)
    texts = [label.text() for label in (line.device, line.speed, line.recorded)]
    assert texts == ["CPU · fp32", "3.1 ms a piece", "recorded 41 kB"]
    assert "62.8 ms for 20 predicted pieces" in line.speed.toolTip() and "500.0 ms" in line.speed.toolTip()
    line.set_recorded(2_300_000)
    assert line.recorded.text() == "recorded 2 MB"
    line.set_speed(0.5, 0.0, 0)
    assert not line.speed.isVisible()


def test_a_message_takes_the_place_of_the_hint_until_dismissed(
    qtbot: QtBot, line: StatusLine, session: Session
) -> None:
    look.use(DARK)
    assert line.hint.isVisible()
    session.set_message("The model cannot be opened.", error=True)
    assert line.message.isVisible() and not line.hint.isVisible()
    assert line.message.toolTip() == "The model cannot be opened."
    assert DARK.error in line.message.styleSheet()
    qtbot.mouseClick(line.dismiss_button, Qt.MouseButton.LeftButton)
    assert session.message == ""
    assert line.hint.isVisible() and not line.message.isVisible()


def test_a_long_message_takes_two_lines_and_no_more(qtbot: QtBot, line: StatusLine, session: Session) -> None:
    session.set_message("short")
    qtbot.waitUntil(lambda: line.height() > 0)
    one = line.height()
    session.set_message("a long sentence that goes on " * 40)
    qtbot.waitUntil(lambda: line.height() > one)
    shown = line.message.lines(line.message.width())
    assert len(shown) == 2 and shown[1].endswith("…")
    assert line.message.height() >= 2 * line.message.fontMetrics().height()


def test_an_elided_label_asks_for_little_and_draws_what_fits(qtbot: QtBot) -> None:
    label = ElidedLabel("한국어로 된 아주 긴 문장 " * 10)
    qtbot.addWidget(label)
    label.resize(80, 20)
    label.show()
    assert label.minimumSizeHint().width() < 80
    assert label.lines(80)[0].endswith("…")
    assert not label.grab().isNull()


def test_on_the_training_page_it_says_nothing_of_translating(line: StatusLine, session: Session) -> None:
    session.set_description(DESCRIPTION)
    line.set_speed(0.5, 0.0628, 20)
    line.set_page(Page.TRAIN)
    line.set_recorded(920_000)  # a translation goes on behind the page
    assert not any(label.isVisible() for label in (line.device, line.speed, line.recorded, line.hint))
    line.set_page(Page.TRAIN, with_heads=True)
    assert line.hint.isVisible() and "Space plays the training" in line.hint.text()
    session.set_message("The training is finished.")
    assert line.message.isVisible() and not line.hint.isVisible()
    session.set_message("")
    line.set_page(Page.TRANSLATE)
    assert line.recorded.isVisible() and "hover a cell" in line.hint.text()
