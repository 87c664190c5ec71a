"""Runs side by side: each take has its own setup and answers, and the worker gives every one its turn."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
import torch
from PySide6.QtWidgets import QLabel

from gui.jobs.mailbox import Mailbox
from gui.jobs.messages import AnswerGiven, JobFailed, ModelLoaded, TranslationProgress
from gui.jobs.worker import ModelWorker
from gui.pages.translate_controller import Controller
from gui.state.answers import Asked
from gui.state.selection import Selection
from gui.state.session import Activity, Session
from gui.state.takes import Take
from gui.views.panels.candidates import CandidatesPanel
from gui.views.panels.output_panel import OutputPanel
from model.translator import Translator, bundle_translator
from model.values.changes import HeadScaled
from model.values.decoding import DecodingSettings
from model.values.questions.attention import AttentionQuestion
from model.values.questions.lens import LensQuestion
from model.values.setup import Setup
from model.values.sites import CROSS
from model.values.trace import Trace
from tests.gui.inside_numbers import DESCRIPTION
from tests.gui.traces import make_trace
from tests.model.toy_bundle import make_bundle

PATIENCE = 60_000  # milliseconds; a busy machine must not decide a test
TEXT = "the dog sees it."
SHORT = DecodingSettings(extra_length=6)
LAYER = AttentionQuestion(CROSS, 1)
OFF = HeadScaled("decoder.1.cross", 2)  # this head adds nothing


def load(name: str) -> Translator:
    """All are called "toy"; by how many layers their decoders have they are told apart here."""
    return bundle_translator(make_bundle(max_positions=24, decoder_layers=int(name)), torch.device("cpu"))


# ---- the session ----


@pytest.fixture
def session(qapp) -> Session:
    made = Session(Selection())
    made.set_description(DESCRIPTION)
    made.set_activity(Activity.IDLE)
    return made


def test_a_take_is_as_its_traces_were_made():
    trace = make_trace()
    assert Take((trace,)).setup == trace.setup
    assert Take().setup.model == ""


def test_two_takes_are_held_side_by_side_and_the_selected_one_is_looked_at(session):
    first, second = make_trace(), make_trace(layers=2, heads=4, source=7, target=9, seed=1)
    session.set_traces((first,), finished=True, follow=True)
    session.set_traces((second,), finished=False, follow=False, take=1)
    assert len(session.takes) == session.selection.extent.takes == 2
    assert session.trace is first and session.finished
    shown = []
    session.trace_changed.connect(lambda: shown.append((session.trace, session.finished)))
    session.selection.update(take=1)
    assert shown == [(second, False)]
    extent = session.selection.extent
    assert (extent.steps, extent.source, extent.layers(CROSS), extent.heads(CROSS)) == (9, 7, 2, 4)
    session.selection.update(take=0)
    assert session.trace is first and session.selection.extent.layers(CROSS) == 6


def test_a_take_that_grows_leaves_the_other_alone(session):
    first, second = make_trace(), make_trace(target=3, seed=1)
    session.set_traces((first,), finished=True, follow=True)
    session.set_traces((second,), finished=False, follow=True, take=1)
    longer = make_trace(target=4, seed=1)
    session.set_traces((longer,), finished=True, follow=True, take=1)
    assert [take.traces for take in session.takes] == [(first,), (longer,)]
    assert session.trace is first


def test_takes_that_go_leave_the_selection_inside(session):
    first, second = make_trace(), make_trace(seed=1)
    session.set_takes((Take((first,), True), Take((second,), True)), follow=True)
    session.selection.update(take=1)
    session.set_takes((Take((first,), True),), follow=True)
    assert session.selection.now.take == 0 and session.trace is first
    session.set_takes((), follow=True)
    assert session.takes[0].traces == () and session.trace is None


def test_the_person_looks_at_the_same_place_of_another_take(session):
    session.set_takes((Take((make_trace(),), True), Take((make_trace(seed=1),), True)), follow=True)
    session.selection.update(step=4, layer=3, head=5, query=2, key=1)
    session.selection.update(take=1)
    now = session.selection.now
    assert (now.step, now.layer, now.head) == (4, 3, 5)
    assert (now.query, now.key) == (None, None)


def test_panels_tell_the_model_that_made_the_selected_take(session):
    made = [
        replace(make_trace(seed=number), setup=Setup(name, name.lower()))
        for number, name in enumerate(("One", "Two", "Gone"))
    ]
    one = replace(DESCRIPTION, name="One", fingerprint="one", target_language="German", target_vocab_size=8000)
    two = replace(DESCRIPTION, name="Two", fingerprint="two", target_language="French", target_vocab_size=5000)
    session.set_models((one, two))
    session.set_takes(tuple(Take((trace,), True) for trace in made), follow=True)
    candidates, output = CandidatesPanel(session), OutputPanel(session)
    shown = []
    for take in range(3):
        session.selection.update(take=take)
        texts = [label.text() for panel in (candidates, output) for label in panel.findChildren(QLabel)]
        told = ("over 8,000 pieces", "over 5,000 pieces", "German", "French", "Translation")
        shown.append([text for text in told if text in texts])
    assert shown == [["over 8,000 pieces", "German"], ["over 5,000 pieces", "French"], ["Translation"]]


def test_answers_about_both_takes_are_kept_and_go_with_their_own(session):
    first, second = make_trace(), make_trace(seed=1)
    session.set_takes((Take((first,), True), Take((second,), True)), follow=True)
    for trace, numbers in ((first, "first"), (second, "second")):
        session.answers.give("head", Asked(LAYER, trace), numbers)
    for take, numbers in ((0, "first"), (1, "second")):
        session.selection.update(take=take)
        assert session.answers.known(LAYER, session.about(LAYER)) == numbers
    session.set_takes((Take((second,), True),), follow=True)
    assert session.answers.known(LAYER, first) is None
    assert session.answers.known(LAYER, second) == "second"


def test_the_maker_of_a_trace_is_found_by_its_fingerprint_not_by_its_name(session):
    other = replace(DESCRIPTION, fingerprint="another", decoder_layers=3)
    assert other.name == DESCRIPTION.name
    mine, theirs = make_trace(), make_trace(seed=1)
    theirs = replace(theirs, setup=replace(theirs.setup, fingerprint="another"))
    stranger = replace(mine, setup=replace(mine.setup, fingerprint="nobody's"))
    renamed = replace(mine, setup=replace(mine.setup, model="once called so"))
    session.set_takes(tuple(Take((trace,), True) for trace in (mine, theirs, stranger, renamed)), follow=True)
    session.set_models((DESCRIPTION, other))
    makers = []
    for take in range(4):
        session.selection.update(take=take)
        makers.append(session.maker)
    assert makers == [DESCRIPTION, other, None, DESCRIPTION]
    session.set_models((other, DESCRIPTION))  # which of them is in use changes nothing about that
    assert session.maker == DESCRIPTION and session.description == other


def test_a_trace_whose_file_tells_no_fingerprint_is_believed_by_its_name(session):
    old = make_trace()
    old = replace(old, setup=replace(old.setup, fingerprint=""))
    session.set_traces((old,), finished=True, follow=True)
    assert session.maker == DESCRIPTION
    session.set_description(replace(DESCRIPTION, name="another"))
    assert session.maker is None


# ---- the worker ----


class Heard:
    """What the worker has told, in order."""

    def __init__(self, mailbox: Mailbox, qtbot) -> None:
        self.messages: list[object] = []
        self._qtbot = qtbot
        mailbox.delivered.connect(lambda _name, message: self.messages.append(message))

    def wait(self, condition: Callable[[], bool]) -> None:
        self._qtbot.waitUntil(condition, timeout=PATIENCE)

    def of(self, kind: type) -> list:
        return [message for message in self.messages if isinstance(message, kind)]

    def progress(self, take: int) -> list[TranslationProgress]:
        return [message for message in self.of(TranslationProgress) if message.take == take]

    def state(self, take: int) -> tuple[str, int]:
        told = self.progress(take)
        return (told[-1].state, told[-1].steps) if told else ("", 0)

    def trace(self, take: int) -> Trace:
        self.wait(lambda: self.state(take)[0] == "finished")
        return self.progress(take)[-1].traces[0]

    def models(self) -> tuple[str, ...]:
        """Fingerprints of those that are loaded, the one in use first."""
        loaded = self.of(ModelLoaded)
        return tuple(model.fingerprint for model in loaded[-1].models) if loaded else ()


@pytest.fixture
def mailbox(qapp) -> Mailbox:
    return Mailbox()


@pytest.fixture
def heard(mailbox, qtbot) -> Heard:
    return Heard(mailbox, qtbot)


@pytest.fixture
def worker(mailbox):
    made = ModelWorker(mailbox, load)
    yield made
    made.close()


def load_both(worker: ModelWorker, heard: Heard) -> tuple[str, str]:
    """Two and three layers; their fingerprints, in this order. The second is in use."""
    worker.load("2")
    heard.wait(lambda: len(heard.models()) == 1)
    worker.load("3", beside=True)
    heard.wait(lambda: len(heard.models()) == 2)
    second, first = heard.models()
    assert first != second
    return first, second


def test_two_translations_with_changes_of_their_own_both_come(worker, heard):
    worker.load("2")
    worker.translate((TEXT,), SHORT, False)
    worker.translate((TEXT,), SHORT, False, take=1, changes=(OFF,))
    plain, changed = heard.trace(0), heard.trace(1)
    assert (plain.setup.changes, changed.setup.changes) == ((), (OFF,))
    assert plain.setup == replace(changed.setup, changes=())
    assert not np.allclose(plain.logprob[0], changed.logprob[0], atol=1e-4)
    alone = load("2")
    *_, finished = alone.translate([TEXT], SHORT, (OFF,))
    assert finished.hypotheses[0][0].text == changed.target_text


def test_translations_take_turns(mailbox, heard):
    """Both go forward, however long the first is: neither is ever two steps behind while both run."""
    order: list[int] = []

    def watched(name: str) -> Translator:
        translator = load(name)
        translate = translator.translate

        def telling(texts, settings, changes):
            for event in translate(texts, settings, changes):
                order.append(len(changes))
                yield event

        translator.translate = telling  # type: ignore[method-assign]
        return translator

    worker = ModelWorker(mailbox, watched)
    worker.load("2")
    worker.translate((TEXT,), SHORT, True)
    worker.translate((TEXT,), SHORT, True, take=1, changes=(OFF,))
    heard.wait(lambda: heard.state(0) == heard.state(1) == ("waiting", 1))
    order.clear()
    worker.step(3)
    heard.wait(lambda: heard.state(0) == heard.state(1) == ("waiting", 4))
    worker.close()
    assert order in ([0, 1] * 3, [1, 0] * 3)


def test_a_step_steps_every_take_and_finishing_finishes_all(worker, heard):
    worker.load("2")
    worker.translate((TEXT,), SHORT, True)
    worker.translate((TEXT,), SHORT, True, take=1, changes=(OFF,))
    heard.wait(lambda: heard.state(0) == heard.state(1) == ("waiting", 1))
    worker.step()
    heard.wait(lambda: heard.state(0) == heard.state(1) == ("waiting", 2))
    worker.step(-1)
    heard.wait(lambda: heard.state(0)[0] == heard.state(1)[0] == "finished")


def test_stop_ends_every_take(worker, heard):
    worker.load("2")
    worker.translate((TEXT,), SHORT, True)
    worker.translate((TEXT,), SHORT, True, take=1)
    heard.wait(lambda: heard.state(0) == heard.state(1) == ("waiting", 1))
    worker.stop()
    worker.step(-1)
    worker.load("2")
    heard.wait(lambda: len(heard.of(ModelLoaded)) == 2)
    assert heard.state(0) == heard.state(1) == ("waiting", 1)


def test_a_new_request_for_one_take_leaves_the_other_running(worker, heard):
    worker.load("2")
    worker.translate((TEXT,), SHORT, True)
    worker.translate(("it.",), SHORT, True, take=1)
    heard.wait(lambda: heard.state(0) == heard.state(1) == ("waiting", 1))
    worker.translate(("a cat.",), SHORT, False, take=1)
    assert heard.trace(1).source_text == "a cat."
    assert heard.state(0) == ("waiting", 1)
    worker.step(-1)
    assert heard.trace(0).source_text == TEXT


def test_a_take_that_fails_leaves_the_other_running(worker, heard):
    worker.load("2")
    worker.translate((TEXT,), SHORT, True)
    heard.wait(lambda: heard.state(0) == ("waiting", 1))
    number = worker.translate(("the dog " * 40,), SHORT, True, take=1)
    heard.wait(lambda: bool(heard.of(JobFailed)))
    (failure,) = heard.of(JobFailed)
    assert (failure.job, failure.number, failure.take, failure.expected) == ("translate", number, 1, True)
    worker.step(-1)
    assert heard.trace(0).source_text == TEXT


def test_two_models_stay_loaded_and_each_translates(worker, heard):
    first, second = load_both(worker, heard)
    worker.translate((TEXT,), SHORT, False)  # of the model in use
    worker.translate((TEXT,), SHORT, False, take=1, model=first)
    assert heard.trace(0).maps["cross"].layers == 3
    assert heard.trace(1).maps["cross"].layers == 2
    assert (heard.trace(0).setup.fingerprint, heard.trace(1).setup.fingerprint) == (second, first)
    assert heard.trace(0).setup.model == heard.trace(1).setup.model  # one name for both


def test_a_trace_is_asked_of_the_model_that_made_it(worker, heard):
    first, second = load_both(worker, heard)
    for take, model in enumerate((first, second)):
        worker.translate((TEXT,), SHORT, False, take=take, model=model)
    for slot, take, layers in (("a", 0, 2), ("b", 1, 3)):
        trace = heard.trace(take)
        number = worker.ask(slot, LAYER, trace)
        heard.wait(lambda number=number: any(given.number == number for given in heard.of(AnswerGiven)))
        np.testing.assert_allclose(heard.of(AnswerGiven)[-1].reply.weights, trace.weights(CROSS)[1], atol=1e-5)
        number = worker.ask(slot, LensQuestion(with_norm=False), trace)
        heard.wait(lambda number=number: any(given.number == number for given in heard.of(AnswerGiven)))
        assert len(heard.of(AnswerGiven)[-1].reply.rank) == layers + 1
    assert not heard.of(JobFailed)


def test_what_is_asked_of_a_changed_run_is_computed_with_its_changes(worker, heard):
    worker.load("2")
    worker.translate((TEXT,), SHORT, False, changes=(HeadScaled("decoder.0.cross", 1),))
    worker.translate((TEXT,), SHORT, False, take=1)
    trace, plain = heard.trace(0), heard.trace(1)
    assert not np.allclose(trace.weights(CROSS)[1, :, 0], plain.weights(CROSS)[1, :, 0], atol=1e-4)
    worker.ask("head", LAYER, trace)
    heard.wait(lambda: bool(heard.of(AnswerGiven)))
    np.testing.assert_allclose(heard.of(AnswerGiven)[-1].reply.weights, trace.weights(CROSS)[1], atol=1e-5)


def test_a_trace_of_another_model_of_the_same_name_is_refused(worker, heard):
    worker.load("2")
    worker.translate((TEXT,), SHORT, False)
    trace = heard.trace(0)
    worker.load("3")  # in place of the first
    heard.wait(lambda: len(heard.of(ModelLoaded)) == 2)
    assert len(heard.models()) == 1
    worker.ask("head", LAYER, trace)
    heard.wait(lambda: bool(heard.of(JobFailed)))
    (failure,) = heard.of(JobFailed)
    assert failure.expected and "another model, which is also called “toy”" in str(failure.message)


def test_a_model_that_is_not_loaded_any_more_is_said(worker, heard):
    first, _second = load_both(worker, heard)
    worker.load("3")
    heard.wait(lambda: len(heard.models()) == 1)
    worker.translate((TEXT,), SHORT, False, model=first)
    heard.wait(lambda: bool(heard.of(JobFailed)))
    assert "not loaded any more" in str(heard.of(JobFailed)[-1].message)


def test_a_third_model_takes_the_place_of_the_oldest(worker, heard):
    first, second = load_both(worker, heard)
    worker.load("1", beside=True)
    heard.wait(lambda: len(heard.of(ModelLoaded)) == 3)
    assert len(heard.models()) == 2 and heard.models()[1] == second and first not in heard.models()


def test_the_same_model_loaded_beside_itself_is_one(worker, heard):
    worker.load("2")
    worker.load("2", beside=True)
    heard.wait(lambda: len(heard.of(ModelLoaded)) >= 1 and heard.of(ModelLoaded)[-1].number == 2)
    assert len(heard.models()) == 1


# ---- the controller ----


@pytest.fixture
def controller(qtbot, qapp):
    session = Session(Selection())
    made = Controller(session, load)
    made.load("2")
    qtbot.waitUntil(lambda: session.activity is Activity.IDLE, timeout=PATIENCE)
    yield made
    made.close()


def both(controller: Controller) -> tuple[tuple[Trace, ...], ...]:
    return tuple(take.traces for take in controller.session.takes)


def test_two_runs_come_into_the_session_as_two_takes(controller, qtbot):
    session = controller.session
    controller.translate([TEXT], SHORT, False)
    controller.translate([TEXT], SHORT, False, take=1, changes=(OFF,))
    qtbot.waitUntil(lambda: len(session.takes) == 2 and all(take.finished for take in session.takes), timeout=PATIENCE)
    qtbot.waitUntil(lambda: session.activity is Activity.IDLE, timeout=PATIENCE)
    assert [take.setup.changes for take in session.takes] == [(), (OFF,)]
    assert session.trace.setup.changes == ()
    session.selection.update(take=1)
    assert session.trace.setup.changes == (OFF,)


def test_the_window_waits_and_stops_for_all_takes_together(controller, qtbot):
    session = controller.session
    controller.translate([TEXT], SHORT, True)
    controller.translate([TEXT], SHORT, True, take=1, changes=(OFF,))

    def lengths() -> list[int]:
        return [traces[0].target_length for traces in both(controller) if traces]

    def waiting_at(step: int) -> Callable[[], bool]:
        return lambda: session.activity is Activity.WAITING and lengths() == [step, step]

    qtbot.waitUntil(waiting_at(1), timeout=PATIENCE)
    controller.next_step()
    assert session.activity is Activity.DECODING
    qtbot.waitUntil(waiting_at(2), timeout=PATIENCE)
    controller.stop()
    assert session.activity is Activity.IDLE
    controller.finish()  # there is nothing any more to finish
    time.sleep(0.2)
    qtbot.wait(1)
    assert lengths() == [2, 2] and session.activity is Activity.IDLE


def test_views_ask_about_the_selected_take_and_are_answered_by_its_own_model(controller, qtbot):
    session = controller.session
    first = session.description.fingerprint
    controller.load("3", beside=True)
    qtbot.waitUntil(lambda: len(session.models) == 2, timeout=PATIENCE)
    second = session.description.fingerprint
    controller.translate([TEXT], SHORT, False, model=first)
    controller.translate([TEXT], SHORT, False, take=1)
    qtbot.waitUntil(lambda: len(session.takes) == 2 and all(take.finished for take in session.takes), timeout=PATIENCE)
    qtbot.waitUntil(lambda: session.activity is Activity.IDLE, timeout=PATIENCE)
    for take, fingerprint in ((0, first), (1, second)):
        session.selection.update(take=take)
        assert session.maker.fingerprint == session.trace.setup.fingerprint == fingerprint
        trace = session.trace
        session.answers.want("head", LAYER, trace)
        qtbot.waitUntil(lambda trace=trace: session.answers.known(LAYER, trace) is not None, timeout=PATIENCE)
    for (trace,) in both(controller):
        found = session.answers.known(LAYER, trace)
        np.testing.assert_allclose(found.weights, trace.weights(CROSS)[1], atol=1e-5)


def test_a_trace_of_another_model_of_the_same_name_is_not_even_asked_about(controller, qtbot):
    session = controller.session
    controller.translate([TEXT], SHORT, False)
    qtbot.waitUntil(lambda: session.finished and session.activity is Activity.IDLE, timeout=PATIENCE)
    controller.load("3")
    qtbot.waitUntil(lambda: session.description.decoder_layers == 3, timeout=PATIENCE)
    assert session.maker is None
    session.answers.want("head", LAYER, session.trace)
    assert controller._asked == {}
