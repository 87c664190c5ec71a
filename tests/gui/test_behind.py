"""What is shown says so when it is not of what is typed and chosen now, and when it did not end well."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget
from pytestqt.qtbot import QtBot

from gui.look.look import look
from gui.look.theme import DARK
from gui.state.behind import Behind, Typed
from gui.state.selection import Selection
from gui.state.session import TRANSLATION, Activity, Session
from gui.state.takes import Take
from gui.views.panels.output_panel import OutputPanel
from gui.views.panels.source_panel import SourcePanel
from gui.views.panels.veil import Veil
from model.values.decoding import DecodingSettings
from model.values.endings import Ending
from model.values.setup import Setup
from model.values.trace import Trace
from tests.gui.test_header import DESCRIPTION
from tests.gui.traces import make_trace, unfinished

GREEDY = DecodingSettings()
MODEL = replace(DESCRIPTION, fingerprint="its own")
MADE = Setup(MODEL.name, MODEL.fingerprint, GREEDY)


class Page(QWidget):
    """The two panels of texts and some numbers under the veil."""

    def __init__(self) -> None:
        super().__init__()
        self.session = Session(Selection())
        self.session.set_description(MODEL)
        self.session.set_decoding(GREEDY)
        self.source, self.output, self.numbers = SourcePanel(self.session), OutputPanel(self.session), QLabel("0.25")
        row = QHBoxLayout(self)
        for widget in (self.source, self.output, self.numbers):
            row.addWidget(widget)
        self.veil = Veil(self.session, self.numbers, self)
        self.resize(1300, 160)

    def translated(self, *texts: str) -> None:
        """As if these had been typed and translated."""
        self.source.set_text("\n".join(texts))
        self.session.set_traces(tuple(of(text) for text in texts), finished=True, follow=True)
        self.session.set_activity(Activity.IDLE)

    @property
    def standing(self) -> str:
        return self.output.standing.text()


def of(text: str, **changes: object) -> Trace:
    return replace(make_trace(layers=1, heads=1), source_text=text, setup=MADE, **changes)  # type: ignore[arg-type]


@pytest.fixture
def page(qtbot: QtBot) -> Iterator[Page]:
    page = Page()
    qtbot.addWidget(page)
    page.show()
    yield page
    page.close()


def test_an_edit_makes_it_the_earlier_texts_and_undo_takes_it_back(qtbot: QtBot, page: Page) -> None:
    page.translated("One.")
    assert page.session.behind is Behind.NOTHING and page.standing == ""
    qtbot.keyClick(page.source.edit, Qt.Key.Key_X)
    assert page.session.behind is Behind.TEXT
    assert page.standing == "of the earlier text · Ctrl+Enter translates anew"
    qtbot.waitUntil(page.veil.isVisible)
    assert page.veil.geometry() == page.numbers.geometry()
    assert page.childAt(page.numbers.geometry().center()) is page.numbers  # the mouse goes through
    page.source.edit.undo()
    assert page.session.behind is Behind.NOTHING and page.standing == "" and not page.veil.isVisible()
    page.source.edit.redo()
    page.session.set_activity(Activity.DECODING)
    assert page.standing == "of the earlier text · another is being made"
    page.source.set_text("")
    assert page.session.behind is Behind.TEXT


def test_a_line_that_is_not_translated_shows_no_other_lines_translation_as_its_own(qtbot: QtBot, page: Page) -> None:
    page.translated("One.")
    page.source.edit.moveCursor(page.source.edit.textCursor().MoveOperation.End)
    qtbot.keyClick(page.source.edit, Qt.Key.Key_Return)
    assert page.session.behind is Behind.NOTHING  # the line is blank: the sentence before it is looked at
    qtbot.keyClicks(page.source.edit, "Two.")
    assert page.session.behind is Behind.TEXT
    qtbot.keyClick(page.source.edit, Qt.Key.Key_Up)
    assert page.session.behind is Behind.NOTHING


def test_sentences_keep_their_translation_when_others_are_put_before_them(qtbot: QtBot, page: Page) -> None:
    page.translated("One.", "Two.", "Three.")
    edit = page.source.edit
    qtbot.keyClicks(edit, "New.")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert page.session.trace.source_text == "One." and page.session.behind is Behind.NOTHING
    for text in ("Two.", "Three."):
        qtbot.keyClick(edit, Qt.Key.Key_Down)
        assert page.session.trace.source_text == text and page.session.behind is Behind.NOTHING
    qtbot.mouseClick(page.source.previous_button, Qt.MouseButton.LeftButton)
    assert page.session.trace.source_text == "Two." and page.source.cursor_sentence == 2
    assert page.session.behind is Behind.NOTHING


def test_a_sentence_that_is_gone_can_still_be_looked_at_and_says_so(qtbot: QtBot, page: Page) -> None:
    page.translated("One.", "Two.")
    qtbot.keyClick(page.source.edit, Qt.Key.Key_X)
    where = page.source.cursor_sentence
    page.session.selection.update(sentence=0)
    assert page.session.behind is Behind.TEXT and page.source.cursor_sentence == where


@pytest.mark.parametrize(
    ("chosen", "kind"),
    [
        (replace(GREEDY, beam=7), Behind.NOTHING),  # greedy has no beam
        (replace(GREEDY, method="beam"), Behind.DECODING),
        (replace(GREEDY, prefix="Das"), Behind.DECODING),
        (replace(GREEDY, target_language="fr"), Behind.LANGUAGES),
    ],
)
def test_other_settings_make_it_the_earlier_settings(page: Page, chosen: DecodingSettings, kind: Behind) -> None:
    page.translated("One.")
    page.session.set_decoding(chosen)
    assert page.session.behind is kind and bool(page.standing) == (kind is not Behind.NOTHING)
    page.session.set_decoding(GREEDY)
    assert page.session.behind is Behind.NOTHING


def test_another_model_makes_it_the_earlier_models(page: Page) -> None:
    page.translated("One.")
    page.session.set_description(replace(MODEL, fingerprint="another"))
    assert page.session.behind is Behind.MODEL and MODEL.name in page.standing
    page.session.set_description(None)
    assert page.session.behind is Behind.NOTHING  # there is no other to compare it with


def test_views_are_dimmed_and_nothing_flickers_in_the_dark(qtbot: QtBot, page: Page) -> None:
    look.use(DARK)
    page.translated("One.")
    before = page.grab().toImage().pixelColor(page.numbers.geometry().center() - QPoint(0, 40))
    for _ in range(3):  # typed and translated while typing
        page.session.set_typed(Typed(("x",), 0))
        page.session.set_typed(Typed(("One.",), 0))
    assert not page.veil.isVisible()
    page.session.set_typed(Typed(("x",), 0))
    qtbot.waitUntil(page.veil.isVisible)
    after = page.grab().toImage().pixelColor(page.numbers.geometry().center() - QPoint(0, 40))
    assert before != after


@pytest.mark.parametrize(
    ("trace", "take", "words"),
    [
        (of("a"), Take(finished=True), ""),
        (of("a", ending=Ending.LENGTH), Take(finished=True), "cut off at the greatest length, 14 pieces"),
        (unfinished(of("a")), Take(), "stopped before its end"),
        (unfinished(of("a")), Take(failed=frozenset({0})), "broken off by an error"),
        (
            of("a", ending=Ending.LENGTH, predicted_pieces=("▁x", *("▁der", "▁Hund") * 6, "▁der")),
            Take(finished=True),
            "cut off at the greatest length, 14 pieces; repeats “Hund der” 6 times",
        ),
        (
            of("a", predicted_pieces=("▁x", *("▁der", "▁Hund") * 6, "</s>")),
            Take(finished=True),
            "repeats “der Hund” 6 times",
        ),
    ],
)
def test_an_ending_that_is_none_is_told(page: Page, trace: Trace, take: Take, words: str) -> None:
    page.source.set_text("a")
    page.session.set_takes((replace(take, traces=(trace,)),), follow=True)
    assert page.standing == words
    page.session.set_activity(Activity.DECODING)
    if trace.ending is Ending.OPEN:
        assert page.standing == ""  # it goes on


def test_a_model_that_is_loaded_is_named_and_after_a_while_the_time(qtbot: QtBot, page: Page, monkeypatch) -> None:
    monkeypatch.setattr("gui.views.panels.standing.SOON", 0.5)
    page.translated("One.")
    page.session.loading = "a large model"
    page.session.set_activity(Activity.LOADING)
    assert page.standing == "loading “a large model”…"
    qtbot.waitUntil(lambda: page.standing == "loading “a large model”… 1 s")
    assert not page.source.edit.isReadOnly()
    page.session.set_activity(Activity.IDLE)
    assert page.standing == ""


def test_an_error_goes_with_the_text_that_caused_it_and_others_stay(page: Page) -> None:
    session = page.session
    session.set_typed(Typed(("too long",), 0))
    session.set_message("The sentence is too long.", error=True, about=TRANSLATION)
    session.set_typed(Typed(("too long",), 0))  # only the cursor moved
    assert session.message
    session.set_typed(Typed(("short",), 0))
    assert session.message == ""
    session.set_message("The model is broken.", error=True)
    session.set_typed(Typed(("shorter",), 0))
    assert session.message == "The model is broken."
    session.set_message("This model cannot.", error=True, about=TRANSLATION)
    session.set_decoding(replace(GREEDY, method="beam"))
    assert session.message == ""
