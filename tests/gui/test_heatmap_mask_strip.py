"""Before, mask, after: the same cell in three maps, with its numbers."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPointF
from pytestqt.qtbot import QtBot

from gui.heatmap.mask_strip import SCORES, SLOT, MaskStrip
from gui.state.answers import Asked
from gui.state.selection import Selection
from gui.state.session import Session
from model.values.needs import Need
from model.values.questions.scores import Scores
from model.values.sites import CROSS, DECODER_SELF, ENCODER_SELF
from tests.gui.inside_numbers import DESCRIPTION
from tests.gui.traces import make_scores, make_trace


def answer(session: Session, scores: Scores) -> None:
    assert session.trace is not None
    session.answers.give(SLOT, Asked(SCORES, session.trace), scores)


def shown(qtbot: QtBot, scores: bool = True, padded: int = 0, **fields: object) -> tuple[MaskStrip, Selection, Session]:
    selection = Selection()
    session = Session(selection)
    session.set_description(DESCRIPTION)
    trace = make_trace(padded=padded)
    session.set_traces((trace,), finished=True, follow=True)
    if scores:
        answer(session, make_scores(trace))
    selection.update(**fields)
    widget = MaskStrip(session, selection)
    qtbot.addWidget(widget)
    widget.resize(250, 110)
    widget.show()
    return widget, selection, session


def test_every_map_points_at_the_same_cell(qtbot: QtBot) -> None:
    widget, selection, _session = shown(qtbot, group=DECODER_SELF, step=9)
    for grid in widget._grids():
        assert widget.cell_at(grid.cell(6, 4).center()) == (6, 4)
        assert widget.cell_at(grid.cell(11, 4).center()) == (None, None)
        qtbot.mouseMove(widget, grid.cell(5, 3).center().toPoint())
        assert (selection.now.query, selection.now.key) == (5, 3)
    assert widget.cell_at(QPointF(1, 109)) == (None, None)


def test_the_exact_numbers(qtbot: QtBot) -> None:
    widget, selection, session = shown(qtbot, padded=2, group=DECODER_SELF, layer=1, head=3)
    assert widget.scores is not None and session.trace is not None
    score = f"{widget.scores.of(DECODER_SELF)[1, 3, 4, 6]:.3f}".replace("-", "−")
    assert widget.cell_text(4, 6) == f"score {score} → masked (future) → 0"
    weight = session.trace.weights(DECODER_SELF)[1, 3, 6, 6]
    assert widget.cell_text(6, 6).endswith(f"→ allowed → {weight:.4f}")
    selection.update(group=CROSS)
    assert widget.cell_text(4, 11).endswith("→ masked (padding) → 0")


def test_scores_of_another_trace_are_not_shown(qtbot: QtBot) -> None:
    widget, _selection, session = shown(qtbot, scores=False)
    view = widget.view()
    assert view is not None and view.scores is None and view.maps[0] is None
    assert not widget.grab().isNull()
    other = make_trace()
    session.answers.give(SLOT, Asked(SCORES, other), make_scores(other))
    view = widget.view()
    assert view is not None and view.scores is None
    assert session.trace is not None
    answer(session, make_scores(session.trace))
    view = widget.view()
    assert view is not None and view.scores is not None


def test_scores_are_asked_for_while_they_are_seen_and_the_model_can_tell_them(qtbot: QtBot) -> None:
    widget, _selection, session = shown(qtbot, scores=False)
    assert session.answers.wanted == {SLOT: Asked(SCORES, session.trace)}
    widget.hide()
    assert session.answers.wanted == {}
    widget.show()
    assert session.answers.wanted == {SLOT: Asked(SCORES, session.trace)}
    for description in (
        None,  # nobody to ask
        replace(DESCRIPTION, fingerprint="another"),  # which did not make the trace
        replace(DESCRIPTION, offers=frozenset({Need.ATTENTION})),  # whose weights are all it tells
    ):
        session.set_description(description)
        assert session.answers.wanted == {}
        assert not widget.grab().isNull()
    session.set_description(DESCRIPTION)
    assert session.answers.wanted == {SLOT: Asked(SCORES, session.trace)}


def test_only_decoded_rows_count(qtbot: QtBot) -> None:
    widget, _selection, _session = shown(qtbot, group=DECODER_SELF, step=2)
    view = widget.view()
    assert view is not None and view.scores is not None and view.scores.shape == (3, 14)


def test_what_the_mask_is_called(qtbot: QtBot) -> None:
    for padded, group, words in (
        (0, DECODER_SELF, "future = −∞"),
        (2, CROSS, "padding = −∞"),
        (0, ENCODER_SELF, "no mask"),
    ):
        widget, _selection, _session = shown(qtbot, padded=padded, group=group)
        view = widget.view()
        assert view is not None and widget._mask_words(view) == words


def test_nothing_yet_is_a_sentence(qtbot: QtBot) -> None:
    selection = Selection()
    session = Session(selection)
    widget = MaskStrip(session, selection)
    qtbot.addWidget(widget)
    assert widget.view() is None and not widget.grab().isNull()


def test_words_have_their_room_at_the_first_step(qtbot: QtBot) -> None:
    widget, _selection, _session = shown(qtbot, group=DECODER_SELF, step=0)
    first, second, _third = widget._grids()
    assert first.rect.width() < 40  # one row is no square of the whole width ...
    room = widget._column_width()
    assert room > widget.fontMetrics().horizontalAdvance("future = −∞")  # ... but what it says is as long as ever
    assert second.rect.center().x() - first.rect.center().x() == pytest.approx(room, abs=1)


def test_what_the_scores_are_called_is_what_the_family_computes(qtbot: QtBot) -> None:
    """T5 does not divide by √d_k, and adds a number for each distance to its self-attention."""
    widget, selection, session = shown(qtbot, group=DECODER_SELF)
    assert widget.score_rule() == "q·k / √d_k" and widget.scores is not None
    answer(session, replace(widget.scores, divided=False, biased=frozenset({DECODER_SELF.name})))
    assert widget.score_rule() == "q·k + bias"
    selection.update(group=CROSS)
    assert widget.score_rule() == "q·k"
    session.set_traces((make_trace(seed=1),), finished=True, follow=True)  # whose scores are still to come
    assert widget.score_rule() == "q·k / √d_k"
