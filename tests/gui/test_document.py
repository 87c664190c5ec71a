"""A long text is translated in parts: those that are looked at, within bounded memory, and stopped at once."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace

import pytest
import torch
from pytestqt.qtbot import QtBot

from gui.pages import document as documents
from gui.pages.document import MOST_CHARACTERS, MOST_SENTENCES, Document, parts_of
from gui.pages.translate_controller import Controller
from gui.state.behind import Behind, Typed
from gui.state.selection import Selection
from gui.state.session import Activity, Session
from gui.views.panels.standing import StandingLabel
from model.translator import Translator, bundle_translator
from model.values.decoding import DecodingSettings
from model.values.endings import Ending
from tests.gui.traces import make_trace
from tests.model.toy_bundle import make_bundle

PATIENCE = 60_000
SHORT = DecodingSettings(extra_length=2)
TOO_LONG = "the dog sees it. " * 40


def load(name: str) -> Translator:
    return bundle_translator(make_bundle(max_positions=24), torch.device("cpu"))


@pytest.fixture
def controller(qtbot: QtBot) -> Iterator[Controller]:
    session = Session(Selection())
    made = Controller(session, load)
    made.load("toy")
    qtbot.waitUntil(lambda: session.activity is Activity.IDLE, timeout=PATIENCE)
    yield made
    made.close()


def lines(count: int) -> list[str]:
    return [f"the dog sees it {'it ' * (i % 3)}." for i in range(count)]


def translate(controller: Controller, texts: list[str], at: int = 0, settings: DecodingSettings = SHORT) -> None:
    controller.session.set_typed(Typed(tuple(texts), at))
    controller.session.set_decoding(settings)
    controller.translate(texts, settings, False, at)


def idle(qtbot: QtBot, controller: Controller) -> None:
    qtbot.waitUntil(lambda: controller.session.activity is Activity.IDLE, timeout=PATIENCE)


def translated(controller: Controller) -> list[int]:
    return [i for i, trace in enumerate(controller.session.traces) if trace is not None]


def test_parts_are_of_bearable_size_and_together_everything() -> None:
    texts = ["a" * (1 + 37 * i % 500) for i in range(200)] + ["b" * 5 * MOST_CHARACTERS, "c"]
    parts = parts_of(texts)
    assert [i for part in parts for i in part] == list(range(len(texts)))
    for part in parts:
        longest = max(len(texts[i]) for i in part)
        assert len(part) == 1 or (len(part) <= MOST_SENTENCES and longest * len(part) <= MOST_CHARACTERS)
    assert parts_of(["One.", "Two."]) == [range(2)]  # a few are one batch, with padding


def test_what_is_at_the_cursor_is_translated_and_the_rest_when_the_cursor_comes(
    qtbot: QtBot, controller: Controller
) -> None:
    texts, session = lines(3000), controller.session
    begin = time.monotonic()
    translate(controller, texts, at=1700)
    assert "3,000 sentences" in session.message
    idle(qtbot, controller)
    assert time.monotonic() - begin < 20  # it was more than a minute, 2 s on an idle machine
    first = translated(controller)
    assert 1700 in first and len(first) <= MOST_SENTENCES
    assert session.selection.now.sentence == 1700 and session.trace.source_text == texts[1700].strip()
    assert session.finished and session.behind is Behind.NOTHING
    session.set_typed(Typed(tuple(texts), 3))
    assert session.activity is Activity.DECODING and session.trace is None
    idle(qtbot, controller)
    assert session.trace.source_text == texts[3].strip() and session.trace.ending is not Ending.OPEN
    assert translated(controller) == [*range(16), *first]
    session.set_typed(Typed(tuple(texts), 1701))  # which is there
    assert session.activity is Activity.IDLE and session.trace is not None


def test_a_sentence_has_the_same_numbers_whichever_way_the_cursor_came(qtbot: QtBot, controller: Controller) -> None:
    texts, found = lines(40), []
    sampled = replace(SHORT, method="sample", seed=3)
    for at in (30, 0):
        translate(controller, texts, at, sampled)
        idle(qtbot, controller)
        controller.session.set_typed(Typed(tuple(texts), 30))
        idle(qtbot, controller)
        found.append(controller.session.trace.predicted_pieces)
    assert found[0] == found[1]


def test_parts_looked_at_longest_ago_are_forgotten_and_come_again(
    qtbot: QtBot, controller: Controller, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(documents, "MOST_PARTS", 2)
    texts, session = lines(60), controller.session
    translate(controller, texts)
    idle(qtbot, controller)
    before = session.trace
    for at in (20, 40):
        session.set_typed(Typed(tuple(texts), at))
        idle(qtbot, controller)
    assert translated(controller) == list(range(16, 48))
    session.set_typed(Typed(tuple(texts), 0))
    idle(qtbot, controller)
    assert session.trace is not before and session.trace.predicted_pieces == before.predicted_pieces
    assert len(translated(controller)) == 32


def test_memory_is_bounded_by_the_attention_that_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    trace = make_trace()
    document = Document(tuple(lines(64)), SHORT, False)
    monkeypatch.setattr(documents, "MOST_KEPT", 40 * trace.attention_bytes)
    traces: documents.Traces = (None,) * 64
    for part in (range(16), range(16, 32), range(32, 48)):
        traces = document.with_part(traces, part, (trace,) * 16, whole=True)
    assert [i for i, one in enumerate(traces) if one] == list(range(16, 48))
    assert document.part_for(3) == range(16) and document.part_for(20) is None


def test_stop_ends_it_at_once_and_nothing_begins_again_by_itself(qtbot: QtBot, controller: Controller) -> None:
    texts, session = lines(500), controller.session
    standing = StandingLabel(session)
    qtbot.addWidget(standing)
    translate(controller, texts)
    controller.stop()
    assert session.activity is Activity.IDLE
    translate(controller, texts)
    qtbot.waitUntil(lambda: session.trace is not None, timeout=PATIENCE)
    idle(qtbot, controller)
    controller.stop()  # nothing runs; the document stays
    session.set_typed(Typed(tuple(texts), 100))
    controller.stop()
    session.set_typed(Typed(tuple(texts), 200))
    assert session.activity is Activity.IDLE and session.trace is None
    assert standing.text() == "not translated yet · Ctrl+Enter translates it"


def test_an_edited_line_is_not_translated_as_it_was(qtbot: QtBot, controller: Controller) -> None:
    texts, session = lines(60), controller.session
    translate(controller, texts)
    idle(qtbot, controller)
    edited = [*texts[:30], "it.", *texts[31:]]
    session.set_typed(Typed(tuple(edited), 30))
    assert session.activity is Activity.IDLE


def test_a_sentence_that_cannot_be_translated_costs_only_itself(qtbot: QtBot, controller: Controller) -> None:
    texts, session = ["it.", TOO_LONG.strip(), "a cat."], controller.session
    standing = StandingLabel(session)
    qtbot.addWidget(standing)
    translate(controller, texts)
    idle(qtbot, controller)
    assert session.trace.source_text == "it." and not session.message_is_error
    session.set_typed(Typed(tuple(texts), 2))
    idle(qtbot, controller)
    assert session.trace.source_text == "a cat."
    for _ in range(2):  # it is said again when one comes back
        session.set_typed(Typed(tuple(texts), 1))
        idle(qtbot, controller)
        assert session.trace is None and session.message_is_error and "has room for" in session.message
        assert standing.text() == "cannot be translated"
        session.set_typed(Typed(tuple(texts), 2))
        assert session.message == "" and "cannot" not in standing.text()


def test_if_the_cursors_sentence_cannot_be_translated_the_others_are_within_reach(
    qtbot: QtBot, controller: Controller
) -> None:
    texts, session = ["it.", TOO_LONG.strip()], controller.session
    translate(controller, texts, at=1)
    idle(qtbot, controller)
    assert session.message_is_error and session.trace is None
    session.set_typed(Typed(tuple(texts), 0))
    idle(qtbot, controller)
    assert session.trace.source_text == "it." and session.message == ""


def test_the_cursor_is_not_called_back_to_where_the_translation_was_asked_for(
    qtbot: QtBot, controller: Controller
) -> None:
    texts, session = lines(5), controller.session
    translate(controller, texts, at=1)
    session.set_typed(Typed(tuple(texts), 4))  # before the first piece came
    idle(qtbot, controller)
    assert session.selection.now.sentence == 4


def test_parts_that_were_given_up_half_way_are_forgotten_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    trace = make_trace()
    monkeypatch.setattr(documents, "MOST_KEPT", 2 * MOST_SENTENCES * trace.attention_bytes)
    document = Document(tuple(lines(10 * MOST_SENTENCES)), SHORT, False)
    traces: documents.Traces = (None,) * len(document.texts)
    for sentence in range(0, len(document.texts), MOST_SENTENCES):  # the cursor goes on before a part is whole
        part = document.part_of(sentence)
        traces = document.with_part(traces, part, (trace,) * len(part), whole=False)
        assert all(traces[i] is trace for i in part)
        assert sum(one is not None for one in traces) <= 2 * MOST_SENTENCES
    assert document.part_for(0) == document.part_of(0)  # to be translated again


def test_the_model_that_is_loaded_last_is_named(qtbot: QtBot, controller: Controller) -> None:
    label = StandingLabel(controller.session)
    qtbot.addWidget(label)
    controller.load("first")
    controller.load("second")
    assert label.text() == "loading “second”…"
