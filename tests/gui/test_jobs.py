"""The mailbox never floods; the worker's newest request wins and old results are dropped."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
import pytest
import torch

from gui.jobs.mailbox import Mailbox
from gui.jobs.messages import AnswerGiven, JobFailed, ModelLoaded, TranslationProgress
from gui.jobs.worker import ModelWorker
from model.decoding.bundle_reader import BundleReader
from model.errors import UserError
from model.translator import About, Translator, bundle_translator
from model.values.decoding import DecodingSettings
from model.values.questions import Progress, Question
from model.values.questions.attention import AttentionQuestion
from model.values.questions.scores import ScoresQuestion
from model.values.sites import CROSS
from tests.model.toy_bundle import make_bundle

PATIENCE = 60_000
SHORT = DecodingSettings(extra_length=6)


def load(name: str) -> Translator:
    if name == "broken":
        raise UserError("This model is broken.")
    return bundle_translator(make_bundle(max_positions=24), torch.device("cpu"))


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


def last(heard: list, group: type):
    return next((message for message in reversed(heard) if isinstance(message, group)), None)


def test_load_translate_and_ask_for_scores(qtbot, worker, heard):
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
    trace = progress.traces[1]
    number = worker.ask("scores", ScoresQuestion(), trace)
    qtbot.waitUntil(lambda: last(heard, AnswerGiven) is not None, timeout=PATIENCE)
    given = last(heard, AnswerGiven)
    assert (given.number, given.slot) == (number, "scores")
    assert {name: scores.shape for name, scores in given.reply.maps.items()} == {
        name: one.weights.shape for name, one in trace.maps.items()
    }


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
    assert "none is loaded" in str(last(heard, JobFailed).message)
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


@dataclass(frozen=True)
class Count(Question):
    """Answered by a generator that tells its progress up to `most`, then the word "done"."""

    most: int


class Counting(Translator):
    """Counts for `Count`, letting the test watch; closing is remembered."""

    closed: ClassVar[list[int]] = []

    def ask(self, question, trace):
        if not isinstance(question, Count):
            yield from super().ask(question, trace)
            return
        try:
            for done in range(question.most):
                yield Progress(done, question.most)
                time.sleep(0.001)
            yield "done"
        finally:
            self.closed.append(question.most)


def counting(_name: str) -> Translator:
    Counting.closed.clear()
    bundle = make_bundle(max_positions=24)
    return Counting(BundleReader(bundle), bundle.model, About("toy", "Translucent"), torch.device("cpu"))


@pytest.fixture
def counter(mailbox):
    made = ModelWorker(mailbox, counting)
    made.load("toy")
    yield made
    made.close()


def answered(heard: list, number: int) -> bool:
    return any(isinstance(m, AnswerGiven) and m.number == number and m.reply == "done" for m in heard)


def test_a_question_is_answered_from_the_model(qtbot, worker, heard):
    worker.load("toy")
    worker.translate(("the dog sees it.",), SHORT, False)
    qtbot.waitUntil(
        lambda: (p := last(heard, TranslationProgress)) is not None and p.state == "finished", timeout=PATIENCE
    )
    trace = last(heard, TranslationProgress).traces[0]
    number = worker.ask("head", AttentionQuestion(CROSS, 1), trace)
    qtbot.waitUntil(lambda: last(heard, AnswerGiven) is not None, timeout=PATIENCE)
    given = last(heard, AnswerGiven)
    assert (given.number, given.slot) == (number, "head")
    np.testing.assert_allclose(given.reply.weights, trace.weights(CROSS)[1], atol=1e-5)


def test_a_long_answer_gives_way_to_a_translation_and_goes_on(qtbot, counter, heard):
    number = counter.ask("count", Count(400), None)
    qtbot.waitUntil(lambda: last(heard, AnswerGiven) is not None, timeout=PATIENCE)
    counter.translate(("it.",), SHORT, False)
    qtbot.waitUntil(
        lambda: (p := last(heard, TranslationProgress)) is not None and p.state == "finished", timeout=PATIENCE
    )
    assert not answered(heard, number)
    qtbot.waitUntil(lambda: answered(heard, number), timeout=PATIENCE)


def test_the_newest_question_of_a_slot_wins_and_other_slots_go_on(qtbot, counter, heard):
    first = counter.ask("count", Count(100_000), None)
    other = counter.ask("other", Count(30), None)
    qtbot.waitUntil(lambda: last(heard, AnswerGiven) is not None, timeout=PATIENCE)
    second = counter.ask("count", Count(10), None)
    qtbot.waitUntil(lambda: answered(heard, second) and answered(heard, other), timeout=PATIENCE)
    assert not answered(heard, first)
    assert 100_000 in Counting.closed


@pytest.mark.parametrize("how", ["give up", "load", "close"])
def test_an_answer_that_nobody_waits_for_is_closed(how, qtbot, mailbox, heard):
    worker = ModelWorker(mailbox, counting)
    worker.load("toy")
    worker.ask("count", Count(100_000), None)
    qtbot.waitUntil(lambda: last(heard, AnswerGiven) is not None, timeout=PATIENCE)
    closed = Counting.closed
    if how == "give up":
        worker.give_up("count")
        qtbot.waitUntil(lambda: closed == [100_000], timeout=PATIENCE)
    elif how == "load":
        worker.loader = load
        worker.load("other")
        qtbot.waitUntil(lambda: closed == [100_000], timeout=PATIENCE)
    worker.close()
    assert closed == [100_000]


def test_a_question_that_fails_is_told_under_its_slot(qtbot, worker, heard):
    worker.ask("head", AttentionQuestion(CROSS, 0), None)
    qtbot.waitUntil(lambda: last(heard, JobFailed) is not None, timeout=PATIENCE)
    failure = last(heard, JobFailed)
    assert (failure.job, failure.slot, failure.expected) == ("answer", "head", True)
    worker.load("toy")
    qtbot.waitUntil(lambda: last(heard, ModelLoaded) is not None, timeout=PATIENCE)
