"""The frame of every inside view: asks only while it is seen, is never empty, reads as a table."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton, QVBoxLayout

from gui.look.theme import Theme
from gui.state.answers import Pending
from gui.state.selection import Selection
from gui.state.session import Activity, Session
from gui.views.inside.base import InsideView
from gui.views.inside.cells import Cells
from model.values.questions import Progress, Question
from model.values.questions.attention import AttentionQuestion
from tests.gui import inside_numbers
from tests.gui.inside_numbers import DESCRIPTION, questions
from tests.gui.traces import make_trace


class LayerView(InsideView):
    slot = "layer"
    lacks = ""

    def __init__(self, *arguments) -> None:
        super().__init__(*arguments)
        self.shown = QLabel(self.body)
        QVBoxLayout(self.body).addWidget(self.shown)
        self.set_heading("A layer", "the rule")

    def question(self) -> Question | None:
        return AttentionQuestion(self.now.group, self.now.layer)

    def show_answer(self) -> None:
        self.shown.setText(str(self.answer))

    def missing(self) -> str:
        return self.lacks

    def table(self) -> Cells:
        return Cells(["first"], ["a number", "a text"], [[0.123456789, self.shown.text()]])

    def paint_figure(self, painter: QPainter, page: QRectF, theme: Theme) -> None:
        painter.drawText(page, self.shown.text())


@pytest.fixture
def session(qapp) -> Session:
    made = Session(Selection())
    made.set_description(DESCRIPTION)
    made.set_activity(Activity.IDLE)
    return made


@pytest.fixture
def view(session, qtbot) -> LayerView:
    made = LayerView(session, session.selection)
    qtbot.addWidget(made)
    return made


def give(session: Session, reply: object) -> None:
    inside_numbers.give(session, "layer", reply)


def test_nothing_is_asked_for_a_view_that_nobody_sees(session, view, qtbot):
    session.set_traces((make_trace(),), finished=True, follow=True)
    session.selection.update(layer=2)
    assert session.answers.wanted == {}
    view.show()
    assert questions(session) == {"layer": AttentionQuestion(session.selection.now.group, 2)}
    session.selection.update(layer=3)
    assert questions(session)["layer"].layer == 3
    view.hide()
    assert session.answers.wanted == {}


def test_it_says_why_there_is_nothing_yet(session, view, qtbot):
    view.show()
    assert "Translate a sentence" in view.notice
    session.set_traces((make_trace(),), finished=True, follow=True)
    assert "computing" in view.notice
    session.set_activity(Activity.DECODING)
    assert "pauses" in view.notice
    assert session.answers.wanted == {}
    session.set_activity(Activity.IDLE)
    give(session, "numbers")
    assert view.ready
    assert view.shown.text() == "numbers"
    session.set_description(None)
    assert "none is loaded" in view.notice


def test_another_models_translation_is_said(session, view):
    view.show()
    session.set_description(replace(DESCRIPTION, fingerprint="another"))  # whatever it is called
    session.set_traces((make_trace(),), finished=True, follow=True)
    assert "a made-up model" in view.notice
    assert not view.ready


def test_a_part_that_the_model_lacks_is_said_in_place_of_the_view(session, view):
    view.lacks = "This model has no sinusoids; it adds learned vectors instead."
    session.set_traces((make_trace(),), finished=True, follow=True)
    view.show()
    assert view.notice == view.lacks
    assert session.answers.wanted == {}


def test_progress_a_problem_and_cancelling_are_shown(session, view, qtbot):
    session.set_traces((make_trace(),), finished=True, follow=True)
    view.show()
    give(session, Pending(progress=Progress(3, 10, "reading sentence 3 of 10")))
    assert view.notice == "reading sentence 3 of 10"
    cancel = next(b for b in view.findChildren(QPushButton) if b.accessibleName() == "Cancel")
    assert cancel.isVisible()
    give(session, Pending(problem="The file is empty; choose another."))
    assert view.notice == "The file is empty; choose another."
    assert not cancel.isVisible()
    give(session, Pending(progress=Progress(3, 10, "reading sentence 3 of 10")))
    qtbot.mouseClick(cancel, Qt.MouseButton.LeftButton)
    assert session.answers.wanted == {}


def test_what_was_cancelled_says_so_and_can_be_asked_for_again(session, view, qtbot):
    session.set_traces((make_trace(),), finished=True, follow=True)
    view.show()
    give(session, Pending(progress=Progress(3, 10, "reading sentence 3 of 10")))
    cancel, again = (
        next(b for b in view.findChildren(QPushButton) if b.accessibleName() == name)
        for name in ("Cancel", "Compute again")
    )
    assert not again.isVisible()
    qtbot.mouseClick(cancel, Qt.MouseButton.LeftButton)
    assert view.notice == "Nothing is computed now."
    assert not cancel.isVisible() and not view.findChild(QProgressBar).isVisible()
    qtbot.mouseClick(again, Qt.MouseButton.LeftButton)
    assert questions(session)["layer"] == view.question()
    assert view.notice == "computing…"  # not how far the cancelled one had come
    assert not again.isVisible()


def test_content_without_room_scrolls_and_leaves_the_keys_to_the_page(session, view, qtbot):
    view.shown.setMinimumSize(300, 500)
    view.shown.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    session.set_traces((make_trace(),), finished=True, follow=True)
    view.resize(500, 700)
    view.show()
    give(session, "numbers")
    room = view.body.parentWidget().parentWidget()
    qtbot.waitUntil(lambda: view.shown.height() > 500)  # all there is
    assert not room.verticalScrollBar().isVisible()
    view.resize(500, 300)
    qtbot.waitUntil(lambda: view.shown.height() == 500)
    qtbot.waitUntil(room.verticalScrollBar().isVisible)
    assert not room.horizontalScrollBar().isVisible()
    view.shown.setFocus()
    for key in (Qt.Key.Key_PageDown, Qt.Key.Key_Down):
        qtbot.keyClick(view.shown, key)
    assert room.verticalScrollBar().value() == 0


def test_it_reads_as_a_table_with_all_digits(session, view):
    session.set_traces((make_trace(),), finished=True, follow=True)
    view.show()
    assert view.open_table() is None  # there is nothing yet
    give(session, "numbers")
    table = view.open_table()
    assert table is not None
    assert table.windowTitle() == "A layer"
    assert table.model.text(0, 0) == "0.1235"
    assert table.csv_text().splitlines() == [",a number,a text", "first,0.123456789,numbers"]
    table.close()


def test_cells_refuse_rows_that_do_not_fit():
    with pytest.raises(ValueError, match="do not fit"):
        Cells(["one"], ["a", "b"], [["x"]])
