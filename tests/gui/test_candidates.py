"""The next piece: rows, percentages, and the chosen piece wherever it ranks."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QLocale, Qt
from pytestqt.qtbot import QtBot

from gui.look.look import look
from gui.look.theme import DARK
from gui.state.selection import Selection
from gui.state.session import Session
from gui.views.panels.candidates import CandidatesPanel
from gui.views.parts.numbers import exact, exact_percent, percent, probability_text
from tests.gui.test_header import DESCRIPTION
from tests.gui.traces import make_trace

LOCALE = QLocale(QLocale.Language.English)


@pytest.fixture
def session(qtbot: QtBot) -> Session:
    return Session(Selection())


@pytest.fixture
def panel(qtbot: QtBot, session: Session) -> CandidatesPanel:
    panel = CandidatesPanel(session)
    qtbot.addWidget(panel)
    panel.resize(270, 260)
    panel.show()
    return panel


def test_the_rows_of_the_selected_step(panel: CandidatesPanel, session: Session) -> None:
    trace = make_trace()
    session.set_traces((trace,), finished=True, follow=False)
    session.selection.update(step=5)
    bars = panel.rows.bars
    assert [bar.rank for bar in bars] == [str(i) for i in range(1, 11)]
    assert [bar.value for bar in bars] == pytest.approx([math.exp(value) for value in trace.candidate_logprob[5]])
    assert [bar.strong for bar in bars] == [True] + [False] * 9
    assert bars[1].label == "piece1"
    assert f"1 sie {bars[0].text}" in panel.rows.accessibleDescription()


def test_a_chosen_piece_below_the_ten_has_its_own_row(panel: CandidatesPanel, session: Session) -> None:
    trace = make_trace(target=2)
    other = tuple(tuple(f"▁other{i}" for i in range(10)) for _ in range(2))
    session.set_traces((replace(trace, candidate_pieces=other),), finished=True, follow=False)
    last = panel.rows.bars[-1]
    assert (last.rank, last.label, last.strong) == (">10", "Ich", True)
    assert last.value == pytest.approx(math.exp(float(trace.logprob[0])))
    assert not any(bar.strong for bar in panel.rows.bars[:-1])


def test_a_file_without_names_shows_ids(panel: CandidatesPanel, session: Session) -> None:
    session.set_traces((replace(make_trace(), candidate_pieces=()),), finished=True, follow=False)
    assert panel.rows.bars[0].label == "#0"
    assert panel.rows.bars[0].strong


def test_pointing_shows_the_exact_number(qtbot: QtBot, panel: CandidatesPanel, session: Session) -> None:
    session.set_traces((make_trace(),), finished=True, follow=False)
    qtbot.mouseMove(panel.rows, panel.rows.row_rect(2).center().toPoint())
    assert panel.rows.pointed == 2
    assert panel.rows.bars[2].exact == exact_percent(panel.rows.bars[2].value, panel.locale())
    qtbot.keyClick(panel.rows, Qt.Key.Key_Down)
    qtbot.keyClick(panel.rows, Qt.Key.Key_Down)
    qtbot.keyClick(panel.rows, Qt.Key.Key_Up)
    assert panel.rows.pointed == 3


def test_the_focus_is_a_ring_around_readable_rows(qtbot: QtBot, panel: CandidatesPanel, session: Session) -> None:
    session.set_traces((make_trace(),), finished=True, follow=False)
    panel.activateWindow()
    qtbot.waitExposed(panel)
    panel.rows.clearFocus()
    plain = panel.rows.grab().toImage()
    panel.rows.setFocus()
    qtbot.waitUntil(panel.rows.hasFocus)
    ring = panel.rows.grab().toImage()
    width, height = ring.width(), ring.height()
    assert ring.pixel(width // 2, 0) != plain.pixel(width // 2, 0)
    inside = [(x, y) for x in range(4, width - 4, 3) for y in range(4, height - 4, 3)]
    assert all(ring.pixel(x, y) == plain.pixel(x, y) for x, y in inside)


def test_no_trace_no_rows_and_the_size_of_the_vocabulary(panel: CandidatesPanel, session: Session) -> None:
    look.use(DARK)
    session.set_description(DESCRIPTION)
    assert "8,000" in panel._total.text()
    height = panel.rows.sizeHint().height()
    session.set_traces((make_trace(),), finished=True, follow=False)
    assert panel.rows.sizeHint().height() == height
    session.set_traces((), finished=False, follow=False)
    assert panel.rows.bars == ()
    assert not panel.grab().isNull()


@pytest.mark.parametrize(
    ("probability", "text"),
    [
        (0.91234, "91.2 %"),
        (0.0612, "6.1 %"),
        (0.004, "0.40 %"),
        (0.0004, "0.04 %"),
        (0.00001, "< 0.01 %"),
        (0.0, "0 %"),
        (1.0, "100 %"),
        (0.99999, "> 99.99 %"),
        (0.9996, "99.96 %"),
    ],
)
def test_percentages_say_something(probability: float, text: str) -> None:
    assert percent(probability, LOCALE) == text


@pytest.mark.parametrize(
    ("probability", "text"),
    [(0.9257134, "92.5713 %"), (0.000024, "0.0024 %"), (0.000001234567, "0.000123457 %"), (0.0, "0.0000 %")],
)
def test_the_exact_number_keeps_the_unit_of_the_rounded_one(probability: float, text: str) -> None:
    assert exact_percent(probability, LOCALE) == text


@given(st.floats(0, 1))
def test_only_the_impossible_and_the_certain_look_so(probability: float) -> None:
    assert (percent(probability, LOCALE) == "0 %") == (probability == 0.0)
    assert (percent(probability, LOCALE) == "100 %") == (probability == 1.0)
    assert (float(exact(probability, LOCALE)) == 0.0) == (probability == 0.0)
    assert (probability_text(probability, LOCALE) == "0") == (probability == 0.0)


def test_another_piece_can_be_gone_on_with(qtbot: QtBot, panel: CandidatesPanel, session: Session) -> None:
    trace = make_trace()
    pieces = tuple(("▁zum", "s", "</s>", trace.predicted_pieces[step]) for step in range(trace.target_length))
    trace = replace(
        trace,
        candidate_pieces=pieces,
        candidate_ids=trace.candidate_ids[:, :4],
        candidate_logprob=trace.candidate_logprob[:, :4],
    )
    session.set_traces((trace,), finished=True, follow=False)
    wanted: list[str] = []
    panel.beginning_wanted.connect(wanted.append)

    def double_click(row: int) -> str:
        place = panel.rows.row_rect(row).center().toPoint()
        qtbot.mouseClick(panel.rows, Qt.MouseButton.LeftButton, pos=place)
        told = session.message
        qtbot.mouseDClick(panel.rows, Qt.MouseButton.LeftButton, pos=place)
        return told

    session.selection.update(step=2)
    assert "model" in double_click(0)  # the model that made it is not loaded
    session.set_models((replace(DESCRIPTION, name=trace.setup.model, fingerprint=trace.setup.fingerprint),))
    assert "“zum”" in double_click(0)
    double_click(1)
    qtbot.keyClick(panel.rows, Qt.Key.Key_Return)
    assert wanted == ["Ich wusste zum", "Ich wusstes", "Ich wusstes"]
    session.selection.update(step=0)
    double_click(0)
    assert wanted[-1] == "zum"
    assert "no letters" in double_click(2) and "already" in double_click(3)
    session.set_traces((trace, trace), finished=True, follow=False)
    assert "all sentences" in double_click(0)
    assert len(wanted) == 4
