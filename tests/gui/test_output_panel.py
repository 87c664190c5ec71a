"""The output panel: the translation so far and the predicted pieces."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from gui.look.look import look
from gui.look.theme import DARK
from gui.state.selection import Selection
from gui.state.session import Activity, Session
from gui.views.panels.chips import ChipState
from gui.views.panels.output_panel import OutputPanel, text_and_ends
from model.values.sites import CROSS, DECODER_SELF, ENCODER_SELF, SiteGroup
from tests.gui.traces import make_trace, unfinished


def quiet_text(panel: OutputPanel) -> str:
    selections = panel.text.extraSelections()
    cursor = selections[0].cursor
    return cursor.selectedText()


@pytest.fixture
def session(qtbot: QtBot) -> Session:
    return Session(Selection())


@pytest.fixture
def panel(qtbot: QtBot, session: Session) -> OutputPanel:
    panel = OutputPanel(session)
    qtbot.addWidget(panel)
    panel.resize(620, 92)
    panel.show()
    return panel


def test_the_step_its_place_and_its_probability(panel: OutputPanel, session: Session) -> None:
    trace = make_trace(target=14)
    session.set_traces((trace,), finished=True, follow=False)
    session.selection.update(step=7)
    probability = math.exp(float(trace.logprob[7]))
    assert panel.state.text() == f"step 8 of 14 · p = {probability:.2f}"
    assert f"{probability:.6f}" in panel.state.toolTip()
    assert [i for i, chip in enumerate(panel.chips.chips) if chip.framed] == [7]
    assert panel.chips.chips[7].strength == pytest.approx(probability)
    assert panel.chips.chips[8].state is ChipState.LATER


def test_later_words_are_quiet(panel: OutputPanel, session: Session) -> None:
    trace = make_trace()
    session.set_traces((trace,), finished=True, follow=False)
    session.selection.update(step=1)
    assert panel.text.toPlainText() == trace.target_text
    assert trace.target_text == "Ich wusste" + quiet_text(panel)


def test_a_click_selects_the_step(qtbot: QtBot, panel: OutputPanel, session: Session) -> None:
    session.set_traces((make_trace(),), finished=True, follow=False)
    where = panel.chips.chip_rect(3).center().toPoint()
    qtbot.mouseClick(panel.chips, Qt.MouseButton.LeftButton, pos=where)
    assert session.selection.now.step == 3


def test_a_translation_without_text_does_not_look_like_one_to_come(panel: OutputPanel, session: Session) -> None:
    assert panel.text.placeholderText() == "The translation will stand here"
    trace = replace(make_trace(), target_text="", target_spans=((0, 0),) * 14, predicted_pieces=("</s>",) * 14)
    session.set_traces((trace,), finished=True, follow=False)
    assert panel.text.toPlainText() == "" and "is empty" in panel.text.placeholderText()
    session.set_traces((), finished=False, follow=False)
    assert panel.text.placeholderText() == "The translation will stand here"


def test_what_is_not_decided_yet_is_a_dashed_chip(panel: OutputPanel, session: Session) -> None:
    session.set_activity(Activity.DECODING)
    assert [chip.state for chip in panel.chips.chips] == [ChipState.PLACEHOLDER]
    session.set_traces((unfinished(make_trace(target=5)),), finished=False, follow=True)
    assert [chip.state for chip in panel.chips.chips].count(ChipState.PLACEHOLDER) == 1
    assert panel.state.text().startswith("step 5 ·")
    session.set_traces(session.traces, finished=True, follow=True)
    session.set_activity(Activity.IDLE)
    assert ChipState.PLACEHOLDER not in [chip.state for chip in panel.chips.chips]
    assert panel.state.text().startswith("step 5 of 5")


def test_words_merge_their_pieces(qtbot: QtBot, panel: OutputPanel, session: Session) -> None:
    pieces = ("▁Haus", "tür", "▁auf", "</s>")
    trace = replace(make_trace(target=4), predicted_pieces=pieces, target_text="Haustür auf", target_spans=())
    session.set_traces((trace,), finished=True, follow=False)
    session.selection.update(step=1)
    assert panel.chips.chips[1].joined
    qtbot.mouseClick(panel.words_button, Qt.MouseButton.LeftButton)
    word = panel.chips.chips[0]
    assert (word.text, word.framed) == ("Haustür", True)
    assert word.strength == pytest.approx(math.exp(float(trace.logprob[:2].sum())))
    assert "product of its 2 pieces" in word.tooltip
    where = panel.chips.chip_rect(1).center().toPoint()
    qtbot.mouseClick(panel.chips, Qt.MouseButton.LeftButton, pos=where)
    assert session.selection.now.step == 2


def test_the_current_chip_is_always_in_sight(panel: OutputPanel, session: Session) -> None:
    session.set_traces((make_trace(target=60),), finished=True, follow=False)
    height = panel.chips.height()
    for step in (0, 59, 30, 29, 5):
        session.selection.update(step=step)
        chip = panel.chips.chip_rect(step)
        assert chip.left() >= 0 and chip.right() <= panel.chips.width()
    assert panel.chips.height() == height


def test_right_to_left_starts_on_the_right(panel: OutputPanel, session: Session) -> None:
    look.use(DARK)
    session.set_traces((make_trace(script="arabic"),), finished=True, follow=False)
    assert panel.chips.chip_rect(0).left() > panel.chips.chip_rect(1).left()
    line = panel.text.document().firstBlock().layout().lineAt(0).naturalTextRect()
    assert line.right() > panel.text.viewport().width() - 20
    assert not panel.grab().isNull()


def test_an_emoji_counts_as_one_character_of_the_text(panel: OutputPanel, session: Session) -> None:
    pieces = ("▁😀", "▁gut", "</s>")
    trace = replace(make_trace(target=3), predicted_pieces=pieces, target_text="", target_spans=())
    assert text_and_ends(trace) == ("😀 gut", [1, 5, 5])
    session.set_traces((trace,), finished=True, follow=False)
    assert quiet_text(panel) == " gut"


@pytest.mark.parametrize(
    ("group", "followed"),
    [
        (DECODER_SELF, [2, 5]),  # row 5 predicts piece 5; column 3 is input piece 3, predicted at step 2
        (CROSS, [5]),
        (ENCODER_SELF, []),
    ],
)
def test_the_row_and_the_column_pointed_at_are_followed(
    panel: OutputPanel, session: Session, group: SiteGroup, followed: list[int]
) -> None:
    trace = make_trace()
    session.set_traces((trace,), finished=True, follow=True)
    session.selection.update(group=group)
    session.selection.update(query=5, key=3)
    assert [i for i, chip in enumerate(panel.chips.chips) if chip.followed] == followed
    session.selection.update(query=0, key=0)
    start = [] if group == ENCODER_SELF else [0]  # nobody predicted the start piece in column 0
    assert [i for i, chip in enumerate(panel.chips.chips) if chip.followed] == start
    session.selection.update(query=None, key=None)
    assert not any(chip.followed for chip in panel.chips.chips)


def test_a_sentence_that_has_ended_has_no_dashed_chip(panel: OutputPanel, session: Session) -> None:
    session.set_activity(Activity.WAITING)
    session.set_traces((make_trace(target=3), unfinished(make_trace(target=3))), finished=False, follow=True)
    assert ChipState.PLACEHOLDER not in [chip.state for chip in panel.chips.chips]
    session.selection.update(sentence=1)
    assert ChipState.PLACEHOLDER in [chip.state for chip in panel.chips.chips]
