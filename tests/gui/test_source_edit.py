"""The field in which the source is typed: lines, pastes, and what an input method composes."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.state.selection import Selection
from gui.state.session import Session
from gui.views.panels.source_edit import LONGEST_LINE
from gui.views.panels.source_panel import SourcePanel


@pytest.fixture
def panel(qtbot: QtBot) -> SourcePanel:
    panel = SourcePanel(Session(Selection()))
    qtbot.addWidget(panel)
    panel.resize(620, 92)
    panel.show()
    return panel


def compose(panel: SourcePanel, composing: str, committed: str = "") -> None:
    event = QInputMethodEvent(composing, [])
    event.setCommitString(committed)
    QApplication.sendEvent(panel.edit, event)


def paste(panel: SourcePanel, text: str) -> None:
    data = QMimeData()
    data.setText(text)
    panel.edit.insertFromMimeData(data)


def test_what_is_still_composed_is_no_edit_and_is_committed_once(qtbot: QtBot, panel: SourcePanel) -> None:
    panel.set_text("")
    with qtbot.assertNotEmitted(panel.text_edited):
        for composing in ("ㅎ", "하", "한"):
            compose(panel, composing)
    assert panel.text == ""
    edits: list[str] = []
    panel.text_edited.connect(lambda: edits.append(panel.text))
    compose(panel, "", "한")
    compose(panel, "ㄱ")
    compose(panel, "")  # given up
    assert edits == ["한"] and panel.text == "한"
    panel.edit.undo()
    assert panel.text == "" and edits == ["한", ""]
    panel.edit.redo()
    assert panel.text == "한"


def test_keys_reach_the_text_while_something_is_composed(qtbot: QtBot, panel: SourcePanel) -> None:
    panel.set_text("")
    compose(panel, "ㅎ")
    compose(panel, "", "한")
    qtbot.keyClick(panel.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    compose(panel, "", "글")
    assert panel.sentences == ["한", "글"]


@pytest.mark.parametrize("modifier", [Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier])
def test_enter_with_shift_and_without_begins_a_sentence(
    qtbot: QtBot, panel: SourcePanel, modifier: Qt.KeyboardModifier
) -> None:
    panel.set_text("")
    for i, text in enumerate(("One.", "Two.", "Three.")):
        qtbot.keyClicks(panel.edit, text)
        assert panel.cursor_sentence == i
        qtbot.keyClick(panel.edit, Qt.Key.Key_Return, modifier)
    assert panel.sentences == ["One.", "Two.", "Three."]
    assert panel.edit.document().blockCount() == 4


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\v", "\f", "\x85", "\u2028", "\u2029"])
def test_every_end_of_a_line_ends_a_sentence_however_the_text_came_in(panel: SourcePanel, end: str) -> None:
    text = f"One.{end}Two."
    for put_in in (panel.set_text, panel.replace_text, lambda text: paste(panel, text)):
        panel.set_text("")
        put_in(text)
        assert panel.text == "One.\nTwo." and panel.edit.document().blockCount() == 2
        assert panel.sentences == ["One.", "Two."]


def test_a_line_too_long_to_work_with_is_broken_and_nothing_is_lost(qtbot: QtBot, panel: SourcePanel) -> None:
    text = "the dog sees it. " * 60_000  # 1 MB
    panel.set_text("")
    paste(panel, text)
    lines = panel.text.split("\n")
    assert "".join(lines) == text and max(map(len, lines)) <= LONGEST_LINE
    assert all(line.endswith((" ", "it.")) for line in lines)  # no word was cut
    assert "10,000" in panel._session.message
    begin = time.perf_counter()
    qtbot.keyClick(panel.edit, Qt.Key.Key_X)
    assert time.perf_counter() - begin < 0.2  # it took 2 s


def test_letters_without_a_space_are_broken_too(panel: SourcePanel) -> None:
    panel.set_text("가" * (LONGEST_LINE + 1))
    assert [len(line) for line in panel.sentences] == [LONGEST_LINE, 1]
