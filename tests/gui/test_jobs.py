"""The mailbox never floods; the worker's newest request wins and old results are dropped (design, section 1)."""

from __future__ import annotations

import threading

import pytest
import torch

from gui.jobs.mailbox import Mailbox
from gui.jobs.worker import JobFailed, ModelLoaded, ModelWorker, ScoresReady, TranslationProgress
from model.errors import UserError
from model.steps import DecodingSettings
from model.translator import TransformerTranslator
from tests.model.test_bundle import make_bundle

PATIENCE = 60_000
SHORT = DecodingSettings(extra_length=6)


def load(name: str) -> TransformerTranslator:
    if name == "broken":
        raise UserError("This model is broken.")
    return TransformerTranslator(make_bundle(max_positions=24), torch.device("cpu"))


@pytest.fixture
def mailbox(qapp) -> Mailbox:
    return Mailbox()


@pytest.fixture
def heard(mailbox) -> list:
    messages: list = []
    mailbox.delivered.connect(lambda _name, message: messages.append(message))
    return messages


@pytest.fixture
def worker(mailbox):
    made = ModelWorker(mailbox, load)
    yield made
    made.close()


def test_twenty_thousand_messages_become_a_few_deliveries(qtbot, mailbox):
    heard = []
    mailbox.delivered.connect(lambda _name, message: heard.append((message, threading.current_thread())))

    def flood() -> None:
        for i in range(20_000):
            mailbox.put("progress", i)

    thread = threading.Thread(target=flood)
    thread.start()
    thread.join()  # the GUI thread was busy all the while
    qtbot.waitUntil(lambda: bool(heard) and heard[-1][0] == 19_999, timeout=PATIENCE)
    assert len(heard) == 1
    assert heard[0][1] is threading.main_thread()


def test_different_names_are_all_delivered_in_the_order_of_their_newest(qtbot, mailbox, heard):
    for name, message in (("a", 1), ("b", 2), ("a", 3)):
        mailbox.put(name, message)
    qtbot.waitUntil(lambda: len(heard) == 2, timeout=PATIENCE)
    assert heard == [2, 3]


def last(heard: list, kind: type):
    return next((message for message in reversed(heard) if isinstance(message, kind)), None)


def test_load_translate_and_score(qtbot, worker, heard):
    number = worker.load("toy")
    qtbot.waitUntil(lambda: last(heard, ModelLoaded) is not None, timeout=PATIENCE)
    assert last(heard, ModelLoaded).number == number
    number = worker.translate(("it.", "the dog sees it."), SHORT, False)
    qtbot.waitUntil(
        lambda: (p := last(heard, TranslationProgress)) is not None and p.state == "finished", timeout=PATIENCE
    )
    progress = last(heard, TranslationProgress)
    assert progress.number == number
    assert [trace.source_text for trace in progress.traces] == ["it.", "the dog sees it."]
    number = worker.score(progress.traces[1])
    qtbot.waitUntil(lambda: last(heard, ScoresReady) is not None, timeout=PATIENCE)
    assert last(heard, ScoresReady).scores.trace is progress.traces[1]


def test_the_newest_of_many_requests_wins(qtbot, worker, heard):
    worker.load("toy")
    for _ in range(20):
        worker.translate(("it.",), SHORT, False)
    number = worker.translate(("a cat.",), SHORT, False)
    qtbot.waitUntil(
        lambda: (p := last(heard, TranslationProgress)) is not None and (p.number, p.state) == (number, "finished"),
        timeout=PATIENCE,
    )
    assert last(heard, TranslationProgress).traces[0].source_text == "a cat."


def test_a_failure_is_told_and_the_thread_lives_on(qtbot, worker, heard):
    worker.translate(("it.",), SHORT, False)
    qtbot.waitUntil(lambda: last(heard, JobFailed) is not None, timeout=PATIENCE)
    assert "No model" in last(heard, JobFailed).message
    worker.load("broken")
    qtbot.waitUntil(lambda: last(heard, JobFailed).job == "load", timeout=PATIENCE)
    assert last(heard, JobFailed).expected
    worker.load("toy")
    qtbot.waitUntil(lambda: last(heard, ModelLoaded) is not None, timeout=PATIENCE)


def test_a_step_is_computed_only_when_asked_for(qtbot, worker, heard):
    worker.load("toy")
    worker.translate(("the dog sees it.",), SHORT, True)
    qtbot.waitUntil(
        lambda: (p := last(heard, TranslationProgress)) is not None and p.state == "waiting", timeout=PATIENCE
    )
    assert last(heard, TranslationProgress).steps == 1
    worker.step()
    worker.step()
    qtbot.waitUntil(lambda: last(heard, TranslationProgress).steps == 3, timeout=PATIENCE)
    worker.step(-1)
    qtbot.waitUntil(lambda: last(heard, TranslationProgress).state == "finished", timeout=PATIENCE)


def test_a_stopped_translation_says_nothing_more(qtbot, worker, heard):
    worker.load("toy")
    worker.translate(("the dog sees it.",), SHORT, True)
    qtbot.waitUntil(lambda: last(heard, TranslationProgress) is not None, timeout=PATIENCE)
    worker.stop()
    worker.step(-1)
    worker.load("toy")
    count = len([m for m in heard if isinstance(m, TranslationProgress)])
    qtbot.waitUntil(lambda: isinstance(heard[-1], ModelLoaded), timeout=PATIENCE)
    assert len([m for m in heard if isinstance(m, TranslationProgress)]) == count


def test_closing_ends_the_thread_at_any_moment(mailbox):
    for moment in range(4):
        worker = ModelWorker(mailbox, load)
        if moment > 0:
            worker.load("toy")
        if moment > 1:
            worker.translate(("the dog sees it.",), SHORT, moment == 3)
        worker.close()
        assert not worker._thread.is_alive()
