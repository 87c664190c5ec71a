"""The source panel: sentences, the pieces of the selected one, and what they are looked at."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCursor
from pytestqt.qtbot import QtBot

from gui.look.look import look
from gui.look.theme import DARK
from gui.state.selection import Selection
from gui.state.session import Session
from gui.views.panels.chips import ChipState
from gui.views.panels.examples import EXAMPLES
from gui.views.panels.source_panel import SourcePanel
from model.values.sites import CROSS, DECODER_SELF, ENCODER_SELF
from model.values.trace import Trace
from tests.gui.traces import make_trace


@pytest.fixture
def session(qtbot: QtBot) -> Session:
    return Session(Selection())


@pytest.fixture
def panel(qtbot: QtBot, session: Session) -> SourcePanel:
    panel = SourcePanel(session)
    qtbot.addWidget(panel)
    panel.resize(620, 92)
    panel.show()
    return panel


def show(panel: SourcePanel, session: Session, *traces: Trace) -> None:
    panel.set_text("\n".join(trace.source_text for trace in traces))
    session.set_traces(traces, finished=True, follow=False)


def point_at(qtbot: QtBot, panel: SourcePanel, chip: int) -> QPoint:
    where = panel.chips.chip_rect(chip).center().toPoint()
    qtbot.mouseMove(panel.chips, where)
    return where


def test_every_edit_is_told_and_blank_lines_are_no_sentences(qtbot: QtBot, panel: SourcePanel) -> None:
    with qtbot.assertNotEmitted(panel.text_edited):
        panel.set_text("One.\n\n  Two.  \n")
    assert panel.sentences == ["One.", "Two."]
    with qtbot.waitSignal(panel.text_edited):
        qtbot.keyClick(panel.edit, "x")
    assert panel.sentences == ["xOne.", "Two."]


def test_an_example_is_an_edit_that_can_be_undone(qtbot: QtBot, panel: SourcePanel) -> None:
    qtbot.keyClicks(panel.edit, "Mine")
    menu = panel.examples_button.menu()
    assert len(menu.actions()) == len(EXAMPLES) >= 12
    assert menu.actions()[0].text().startswith("Word order")
    with qtbot.waitSignal(panel.text_edited):
        menu.actions()[-1].trigger()
    assert len(panel.sentences) == 2
    qtbot.keyClick(panel.edit, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert panel.text == "Mine"


def test_chips_carry_the_current_row(panel: SourcePanel, session: Session) -> None:
    trace = make_trace(source=13)
    show(panel, session, trace)
    session.selection.update(group=CROSS, layer=2, head=5, step=4)
    strengths = [chip.strength for chip in panel.chips.chips]
    assert strengths == pytest.approx(trace.weights(CROSS)[2, 5, 4].tolist())
    session.selection.update(query=7)
    assert [chip.strength for chip in panel.chips.chips] == pytest.approx(trace.weights(CROSS)[2, 5, 7].tolist())
    session.selection.update(group=DECODER_SELF)
    means = trace.weights(CROSS)[2, :, 4].mean(axis=0)
    assert [chip.strength for chip in panel.chips.chips] == pytest.approx(means.tolist())
    assert panel.count.text() == "12 pieces"


def test_pointing_at_a_chip_selects_the_key(qtbot: QtBot, panel: SourcePanel, session: Session) -> None:
    show(panel, session, make_trace())
    point_at(qtbot, panel, 3)
    assert session.selection.now.key == 3
    assert panel.chips.chips[3].framed
    qtbot.mouseMove(panel.edit)
    panel.chips.leaveEvent(None)  # type: ignore[arg-type]  # offscreen, the mouse does not leave by itself
    assert session.selection.now.key is None


def test_the_keyboard_walks_through_the_chips(qtbot: QtBot, panel: SourcePanel, session: Session) -> None:
    show(panel, session, make_trace())
    for _ in range(2):
        qtbot.keyClick(panel.chips, Qt.Key.Key_Right)
    assert session.selection.now.key == 1


def test_in_encoder_attention_a_click_shows_where_the_piece_looks(
    qtbot: QtBot, panel: SourcePanel, session: Session
) -> None:
    trace = make_trace()
    show(panel, session, trace)
    session.selection.update(group=ENCODER_SELF)
    assert not any(chip.strength for chip in panel.chips.chips)
    where = point_at(qtbot, panel, 2)
    qtbot.mouseClick(panel.chips, Qt.MouseButton.LeftButton, pos=where)
    assert session.selection.now.query == 2
    assert panel.chips.chips[5].strength == pytest.approx(float(trace.weights(ENCODER_SELF)[0, 0, 2, 5]))


def test_unknown_pieces_and_padding_are_marked(panel: SourcePanel, session: Session) -> None:
    show(panel, session, replace(make_trace(source=10, padded=3), unknown_source=frozenset({1})))
    states = [chip.state for chip in panel.chips.chips]
    assert states[1] is ChipState.UNKNOWN and "not in the vocabulary" in panel.chips.chips[1].tooltip
    assert states[6] is ChipState.SPECIAL
    assert states[7:] == [ChipState.PADDING] * 3
    assert panel.count.text() == "6 pieces + 3 padding"


def test_the_line_of_the_cursor_is_the_selected_sentence(qtbot: QtBot, panel: SourcePanel, session: Session) -> None:
    show(panel, session, *(make_trace(source=size) for size in (6, 7, 8)))
    assert panel.position.text() == "1/3" and not panel.previous_button.isEnabled()
    panel.edit.setFocus()
    qtbot.keyClick(panel.edit, Qt.Key.Key_Down)
    assert session.selection.now.sentence == 1
    assert len(panel.chips.chips) == 7
    qtbot.mouseClick(panel.next_button, Qt.MouseButton.LeftButton)
    assert session.selection.now.sentence == 2
    assert panel.edit.textCursor().blockNumber() == 2
    assert panel.position.text() == "3/3" and not panel.next_button.isEnabled()


def test_a_blank_line_belongs_to_the_sentence_before_it(panel: SourcePanel, session: Session) -> None:
    session.set_traces((make_trace(source=6), make_trace(source=7)), finished=True, follow=False)
    panel.set_text("One\n\nTwo")
    for line, sentence in ((0, 0), (1, 0), (2, 1)):
        panel.edit.setTextCursor(QTextCursor(panel.edit.document().findBlockByNumber(line)))
        assert session.selection.now.sentence == sentence


@pytest.mark.parametrize("script", ["latin", "cjk", "arabic"])
def test_many_pieces_never_grow_the_row(qtbot: QtBot, panel: SourcePanel, session: Session, script: str) -> None:
    look.use(DARK)
    height = panel.chips.height()
    show(panel, session, make_trace(source=60, target=60, script=script))
    session.selection.update(step=50)
    panel.resize(500, 110)
    assert panel.chips.height() == height
    assert panel.minimumSizeHint().width() < 400
    assert not panel.grab().isNull()


def test_control_characters_do_not_part_a_sentence(panel: SourcePanel) -> None:
    panel.set_text("One\x1ctwo\x1d three\x1efour\x1ffive\nSix")
    assert len(panel.sentences) == 2  # as many as there are lines on the screen
    panel.edit.setTextCursor(QTextCursor(panel.edit.document().findBlockByNumber(1)))
    assert panel.cursor_sentence == 1


def test_one_piece_is_not_many(panel: SourcePanel, session: Session) -> None:
    show(panel, session, make_trace(source=2))
    assert panel.count.text() == "1 piece"
