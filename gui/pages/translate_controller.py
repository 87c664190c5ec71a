"""Between the window and the worker: asks for work, and puts what comes back into the session."""

from __future__ import annotations

import logging
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from gui.jobs.mailbox import Mailbox
from gui.jobs.messages import AnswerTold, JobFailed, ModelLoaded, ScoresReady, TranslationProgress
from gui.jobs.worker import Loader, ModelWorker
from gui.state.answers import Pending
from gui.state.session import Activity, Session
from model.errors import UserError
from model.values.questions import Progress, Question
from model.values.steps import DecodingSettings
from model.values.trace import Trace, load_trace

log = logging.getLogger(__name__)


class Controller(QObject):
    """Owns the worker; `close` ends its thread. All methods are called in the GUI thread and return at once."""

    model_loaded = Signal(str)  # the name it was asked for by
    model_refused = Signal(str)  # a model could not be loaded; the one before stays in use
    extra_missing = Signal(str, object)  # the packages it needs, by their name in pyproject.toml; what was said
    progressed = Signal(object)  # TranslationProgress, after the session has it

    def __init__(self, session: Session, loader: Loader, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self._mailbox = Mailbox(self)
        self._mailbox.delivered.connect(self._delivered)
        self._worker = ModelWorker(self._mailbox, loader)
        self._load_number = 0
        self._translate_number = 0
        self._scores_number = 0
        self._loading = ""
        self._fresh = False  # whether the running translation has shown nothing yet
        self._sentence = 0  # which of its sentences is shown first
        self._asked: dict[str, tuple[int, Question, Trace | None]] = {}  # by slot, what the worker was asked last
        session.trace_changed.connect(self.request_scores)
        session.answers.wanted_changed.connect(self._request_answer)
        for signal in (session.trace_changed, session.activity_changed, session.description_changed):
            signal.connect(self.request_answers)

    def load(self, name: str) -> None:
        """Load a model by name or folder."""
        self._loading = name
        self._translate_number = 0  # loading gives up what runs
        self._asked.clear()
        self._load_number = self._worker.load(name)
        self.session.set_message("")
        self.session.set_activity(Activity.LOADING)

    def translate(self, texts: list[str], settings: DecodingSettings, step_by_step: bool, sentence: int = 0) -> None:
        """Translate these and show the given one of them, counted from 0; the newest request wins."""
        if not any(text.strip() for text in texts):
            self.session.set_message(self.tr("There is nothing to translate; type a sentence."), error=True)
            return
        if self.session.activity is Activity.LOADING:
            self.session.set_message(self.tr("The model is still being loaded; translate again in a moment."))
            return
        if self.session.description is None:
            self.session.set_message(self.tr("No model is loaded; choose one from the list at the top."), error=True)
            return
        self._fresh, self._sentence = True, sentence
        self.session.set_message("")
        self._translate_number = self._worker.translate(tuple(texts), settings, step_by_step)
        self.session.set_activity(Activity.DECODING)

    def next_step(self) -> None:
        """In step mode: compute one more piece."""
        if self.session.activity is Activity.WAITING:
            self.session.set_activity(Activity.DECODING)
            self._worker.step()

    def finish(self) -> None:
        """In step mode: compute all pieces that are left."""
        if self.session.activity in (Activity.WAITING, Activity.DECODING):
            self.session.set_activity(Activity.DECODING)
            self._worker.step(-1)

    def hold(self) -> None:
        """Let the running decoder wait for `next_step` from the next piece on."""
        if self.session.activity is Activity.DECODING:
            self._worker.hold()

    def stop(self) -> None:
        """Give up the running translation; what is there stays on the screen."""
        if self.session.activity in (Activity.WAITING, Activity.DECODING):
            self._translate_number = 0
            self._worker.stop()
            self.session.set_activity(Activity.IDLE)
            self.request_scores()

    def open_trace(self, path: Path) -> bool:
        """Show a saved trace, which needs no model; False when the file cannot be shown."""
        try:
            trace = load_trace(path)
        except UserError as error:
            self.session.set_message(error.sentence, error=True)
            return False
        self.stop()
        self.session.set_message("")
        self.session.set_traces((trace,), finished=True, follow=True, sentence=0)
        return True

    def request_scores(self) -> None:
        """Ask for the scores before the mask, once the decoder rests: a running one grows too fast to follow."""
        trace = self.session.trace
        resting = self.session.activity in (Activity.IDLE, Activity.WAITING)
        description = self.session.description
        known = self.session.scores is not None and self.session.scores.trace is trace
        if trace is None or known or not resting or description is None or trace.model != description.name:
            return
        self._scores_number = self._worker.score(trace)

    def request_answers(self) -> None:
        """Ask for what the inside views want to know, where it can be answered now."""
        for slot in self.session.answers.wanted:
            self._request_answer(slot)

    def _request_answer(self, slot: str) -> None:
        answers = self.session.answers
        question = answers.wanted.get(slot)
        trace = self.session.trace if question is None or question.about_trace else None
        if question is None:
            if self._asked.pop(slot, None):
                self._worker.give_up(slot)
        elif answers.known(question) is None and self._answerable(question):
            number, *asked = self._asked.get(slot, (0, None, None))
            if not number or asked[0] != question or asked[1] is not trace:
                self._asked[slot] = (self._worker.ask(slot, question, trace), question, trace)

    def _answerable(self, question: Question) -> bool:
        session = self.session
        if session.description is None or session.activity is Activity.LOADING:
            return False
        if not question.about_trace:
            return True
        resting = session.activity in (Activity.IDLE, Activity.WAITING)
        return resting and session.trace is not None and session.trace.model == session.description.name

    def close(self) -> None:
        """End the worker's thread; called once, before the window goes."""
        self._worker.close()

    def _delivered(self, _name: str, message: object) -> None:
        if isinstance(message, TranslationProgress) and message.number == self._translate_number:
            self._show(message)
        elif isinstance(message, ScoresReady) and message.number == self._scores_number:
            if any(message.scores.trace is trace for trace in self.session.traces):
                self.session.set_scores(message.scores)
        elif isinstance(message, ModelLoaded) and message.number == self._load_number:
            self.session.answers.forget()
            self.session.set_description(message.description)
            self.session.set_activity(Activity.IDLE)
            self.session.set_message(message.description.notice)
            self.request_scores()  # of what is shown, which may have been opened before its model
            self.model_loaded.emit(message.name)
        elif isinstance(message, AnswerTold):
            self._answered(message.number, message.slot, message.told)
        elif isinstance(message, JobFailed):
            self._failed(message)

    def _answered(self, number: int, slot: str, told: object) -> None:
        asked, question, trace = self._asked.get(slot, (0, Question(), None))
        if number == asked:
            pending = Pending(progress=told) if isinstance(told, Progress) else told
            self.session.answers.give(slot, question, trace, pending)

    def _show(self, progress: TranslationProgress) -> None:
        session, selection = self.session, self.session.selection
        if session.description != progress.description:
            session.set_description(progress.description)
            session.set_message(progress.description.notice)
        # Whoever looks at an earlier step is not pulled away from it.
        follow = self._fresh or selection.now.step >= selection.extent.steps - 1
        sentence = self._sentence if self._fresh else None
        self._fresh = False
        states = {"decoding": Activity.DECODING, "waiting": Activity.WAITING, "finished": Activity.IDLE}
        session.set_activity(states[progress.state])
        session.set_traces(progress.traces, progress.state == "finished", follow, sentence)
        self.progressed.emit(progress)

    def _failed(self, failure: JobFailed) -> None:
        current = {
            "load": self._load_number,
            "translate": self._translate_number,
            "scores": self._scores_number,
            "answer": self._asked.get(failure.slot, (0,))[0],
        }[failure.job]
        if failure.number != current:
            return
        if failure.detail:
            log.error("%s failed:\n%s", failure.job, failure.detail)
        message = failure.message
        if not failure.expected:
            message = self.tr(
                "Something in the program failed ({0}); what you typed is kept, please try again."
            ).format(failure.message)
        if failure.job == "answer":  # said where the answer would stand
            self._answered(failure.number, failure.slot, Pending(problem=message))
            return
        self.session.set_message(message, error=True)
        if failure.job == "load":
            self.session.set_activity(Activity.IDLE if self.session.description else Activity.NO_MODEL)
            self.model_refused.emit(self._loading)
            if failure.extra:
                self.extra_missing.emit(failure.extra, failure.message)
        elif failure.job == "translate":
            self.session.set_activity(Activity.IDLE)
