"""Between the window and the worker: asks for work, and puts what comes back into the session."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QLocale, QObject, Signal

from gui.jobs.mailbox import Mailbox
from gui.jobs.messages import AnswerGiven, JobFailed, ModelLoaded, State, TranslationProgress
from gui.jobs.worker import Loader, ModelWorker
from gui.pages.document import Document, Traces
from gui.state.answers import Asked, Pending
from gui.state.session import SENTENCE, TRANSLATION, Activity, Session
from gui.views.parts.numbers import count_text
from model.errors import Sentence, UserError
from model.values.changes import Change
from model.values.decoding import DecodingSettings
from model.values.questions import Progress
from model.values.trace import Trace
from model.values.trace_file import load_trace

log = logging.getLogger(__name__)


class Controller(QObject):
    """Owns the worker; `close` ends its thread. All methods are called in the GUI thread and return at once."""

    model_loaded = Signal(str)  # the name it was asked for by
    model_refused = Signal(str)  # a model could not be loaded; the one before stays in use
    extra_missing = Signal(str, object)  # the packages it needs, by their name in pyproject.toml; the error
    progressed = Signal(object)  # TranslationProgress, after the session has it

    def __init__(self, session: Session, loader: Loader, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self._mailbox = Mailbox(self)
        self._mailbox.delivered.connect(self._delivered)
        self._worker = ModelWorker(self._mailbox, loader)
        self._load_number = 0
        self._loading = ""
        self._runs: dict[int, _Run] = {}  # by take, what is being translated
        self._documents: dict[int, Document] = {}  # by take, what was asked for; none once it is given up
        self._asked: dict[str, tuple[int, Asked]] = {}  # by slot, what the worker was asked last
        session.answers.wanted_changed.connect(self._request_answer)
        session.trace_changed.connect(self._translate_what_is_looked_at)
        for signal in (session.trace_changed, session.activity_changed, session.description_changed):
            signal.connect(self.request_answers)

    def load(self, name: str, beside: bool = False, shown: str = "") -> None:
        """Load a model by name or folder; `beside`: the one in use stays loaded as well. `shown` is what a person
        calls it."""
        self._loading = name
        self._give_up()  # as loading does
        self._asked.clear()
        self._load_number = self._worker.load(name, beside)
        self.session.set_message("")
        self.session.set_loading(shown or Path(name).name)

    def translate(
        self,
        texts: list[str],
        settings: DecodingSettings,
        step_by_step: bool,
        sentence: int = 0,
        take: int = 0,
        changes: tuple[Change, ...] = (),
        model: str = "",
    ) -> bool:
        """Translate these and show the given one of them, counted from 0; the newest request of a take wins.

        False where it cannot begin; the session's message says why.

        `model` is the fingerprint of a loaded model; empty: the one in use.
        """
        if not any(text.strip() for text in texts):
            self.session.set_message(self.tr("There is nothing to translate; type a sentence."), True, TRANSLATION)
            return False
        if self.session.description is None:
            self.session.set_message(self.tr("No model is loaded; choose one from the list at the top."), error=True)
            return False
        self.session.set_message("")
        sentence = min(sentence, len(texts) - 1)
        document = Document(tuple(texts), settings, step_by_step, changes, model)
        self._documents[take] = document
        self._start(take, document, document.part_of(sentence), sentence)
        if document.long:
            words = self.tr("{0} sentences: those near the cursor are translated now, others when it comes to them.")
            self.session.set_message(words.format(count_text(len(texts), QLocale())), about=TRANSLATION)
        return True

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
        """Cancel the running translations; what was translated stays on the screen."""
        if self.session.activity in (Activity.WAITING, Activity.DECODING):
            self._give_up()
            self._worker.stop()
            self.session.set_activity(Activity.IDLE)

    def _give_up(self) -> None:
        self._runs.clear()
        self._documents.clear()

    def _start(self, take: int, document: Document, part: range, sentence: int) -> None:
        """Have a part of a document translated."""
        texts = document.texts[part.start : part.stop]
        number = self._worker.translate(
            texts, document.settings, document.step_by_step, take, document.changes, document.model
        )
        self._runs[take] = _Run(number, document, part, sentence)
        self.session.set_activity(Activity.DECODING)

    def _translate_what_is_looked_at(self) -> None:
        """Have the part of the selected sentence translated, if it is not yet and still stands in the text."""
        session, now = self.session, self.session.selection.now
        document = self._documents.get(now.take)
        if document is None or not document.shown or now.sentence >= len(document.texts):
            return
        if now.sentence in document.refused:
            session.set_message(document.refused[now.sentence], error=True, about=SENTENCE)
            return
        if session.typed is not None and session.typed.sentence != document.texts[now.sentence]:
            return
        part, run = document.part_for(now.sentence), self._runs.get(now.take)
        if part is not None and (run is None or run.part != part):
            self._start(now.take, document, part, now.sentence)

    def open_trace(self, path: Path) -> bool:
        """Show a saved trace, which needs no model; False when the file cannot be shown."""
        try:
            trace = load_trace(path)
        except UserError as error:
            self.session.set_message(error.sentence, error=True)
            return False
        self.stop()
        self._give_up()
        self.session.set_message("")
        self.session.set_traces((trace,), finished=True, follow=True, sentence=0)
        return True

    def request_answers(self) -> None:
        """Ask what the views want to know, if it can be answered now: while the decoder runs, traces grow too fast."""
        for slot in self.session.answers.wanted:
            self._request_answer(slot)

    def _request_answer(self, slot: str) -> None:
        answers = self.session.answers
        asked = answers.wanted.get(slot)
        if asked is None:
            if self._asked.pop(slot, None):
                self._worker.give_up(slot)
            return
        known = answers.known(asked.question, asked.about) is not None
        if not known and self._answerable(asked) and self._asked.get(slot, (0, None))[1] != asked:
            trace = asked.about if isinstance(asked.about, Trace) else None
            self._asked[slot] = (self._worker.ask(slot, asked.question, trace), asked)

    def _answerable(self, asked: Asked) -> bool:
        session = self.session
        if session.description is None or session.activity is Activity.LOADING:
            return False
        if isinstance(asked.about, str):
            return True
        return session.activity in (Activity.IDLE, Activity.WAITING) and session.maker_of(asked.about) is not None

    def close(self) -> None:
        """End the worker's thread; called once, before the window goes."""
        self._worker.close()

    def _delivered(self, _name: str, message: object) -> None:
        if isinstance(message, TranslationProgress):
            run = self._runs.get(message.take)
            if run is not None and run.number == message.number:
                self._show(message, run)
        elif isinstance(message, ModelLoaded) and message.number == self._load_number:
            self.session.set_models(message.models)
            self.session.set_activity(Activity.IDLE)
            self.session.set_message(message.models[0].notice)
            self.model_loaded.emit(message.name)
        elif isinstance(message, AnswerGiven):
            self._answered(message.number, message.slot, message.reply)
        elif isinstance(message, JobFailed):
            self._failed(message)

    def _answered(self, number: int, slot: str, reply: object) -> None:
        asked_number, asked = self._asked.get(slot, (0, None))
        if asked is not None and number == asked_number:
            pending = Pending(progress=reply) if isinstance(reply, Progress) else reply
            self.session.answers.give(slot, asked, pending)

    def _show(self, progress: TranslationProgress, run: _Run) -> None:
        session, selection = self.session, self.session.selection
        now = progress.description
        if now not in session.models:  # the GPU was full, and the model went on elsewhere
            session.set_models(tuple(now if one.fingerprint == now.fingerprint else one for one in session.models))
            session.set_message(now.notice)
        # A person who looks at an earlier step stays there.
        follow = run.fresh or selection.now.step >= selection.extent.steps - 1
        document, finished = run.document, progress.state == "finished"
        sentence: int | None = None
        before = self._before(progress.take, document)
        if not document.shown:
            sentence = run.sentence if session.typed is None else session.typed.place_in(document.texts)
        traces = document.with_part(before, run.part, progress.traces or (None,) * len(run.part), finished)
        run.fresh, document.shown, run.state = False, True, progress.state
        session.set_activity(self._activity())
        session.set_traces(traces, finished, follow, sentence, progress.take, document.texts, document.refused)
        self.progressed.emit(progress)

    def _before(self, take: int, document: Document) -> Traces:
        """The traces of a document that are shown so far."""
        return self.session.takes[take].traces if document.shown else (None,) * len(document.texts)

    def _activity(self) -> Activity:
        """The activity of all takes together."""
        states = {run.state for run in self._runs.values()}
        if "decoding" in states:
            return Activity.DECODING
        return Activity.WAITING if "waiting" in states else Activity.IDLE

    def _failed(self, failure: JobFailed) -> None:
        run = self._runs.get(failure.take)
        current = {
            "load": self._load_number,
            "translate": 0 if run is None else run.number,
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
        if failure.job == "answer":  # shown in place of the answer
            self._answered(failure.number, failure.slot, Pending(problem=message))
            return
        if failure.job == "translate":
            self._refused(failure.take, self._runs.pop(failure.take), message)
            return
        self.session.set_message(message, error=True)
        if failure.job == "load":
            self.session.set_activity(Activity.IDLE if self.session.description else Activity.NO_MODEL)
            self.model_refused.emit(self._loading)
            if failure.extra:
                self.extra_missing.emit(failure.extra, failure.message)

    def _refused(self, take: int, run: _Run, message: Sentence | str) -> None:
        """A part could not be translated. One sentence may be at fault: then the others are translated without it."""
        document, session = run.document, self.session
        wanted = session.selection.now.sentence if document.shown else run.sentence
        sentence = wanted if wanted in run.part else run.sentence
        if len(run.part) > 1 and run.fresh:
            document.split(run.part)
            self._start(take, document, document.part_of(sentence), sentence)
            return
        document.refused.update(dict.fromkeys(run.part, message))
        if len(document.texts) > 1 or document.shown:  # else what was translated before stays to be looked at
            before = self._before(take, document)
            document.shown = True
            session.set_traces(before, False, True, sentence, take, document.texts, document.refused)
        session.set_message(message, error=True, about=SENTENCE)
        session.set_activity(self._activity())


@dataclass
class _Run:
    """A translation under way, as far as it has been shown."""

    number: int  # of the request
    document: Document
    part: range
    sentence: int  # which one is shown first
    fresh: bool = True  # whether it has shown nothing yet
    state: State = "decoding"
