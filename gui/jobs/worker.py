"""The one thread that owns the model. The newest request wins; results carry the request's number.

Requests come from the GUI thread and return at once. `torch` is imported in the worker's thread, so the window is on
the screen before it is loaded (except on Windows, where main.py must import it before Qt, pytorch #166628).
"""

from __future__ import annotations

import threading
import traceback
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from gui.jobs.mailbox import Mailbox
from gui.jobs.messages import (
    AnswerGiven,
    Ask,
    Job,
    JobFailed,
    LoadModel,
    ModelLoaded,
    State,
    Translate,
)
from gui.jobs.under_way import Answering, Translating
from model.errors import QT_TRANSLATE_NOOP, MissingExtra, UserError
from model.values.changes import Change
from model.values.decoding import DecodingSettings
from model.values.questions import Progress, Question
from model.values.trace import Trace

if TYPE_CHECKING:  # torch comes with it
    from model.translator import Translator

Loader = Callable[[str], "Translator"]
Result = TypeVar("Result")
MOST_MODELS = 2  # that are loaded side by side


class ModelWorker:
    """Runs requests one after another in its own thread and puts results into the mailbox.

    Several translations (*takes*) may run side by side, each with a model of its own; they take turns. Mailbox names:
    "model", "translation" with the take, "answer" with the slot, "failed". `close` ends the thread and waits for it.
    Questions wait until nothing else is to be done; a long answer gives way between two of its parts.
    """

    def __init__(self, mailbox: Mailbox, loader: Loader) -> None:
        self.mailbox = mailbox
        self.loader = loader
        self._condition = threading.Condition()
        self._load: LoadModel | None = None
        self._translate: dict[int, Translate] = {}  # by take
        self._takes: set[int] = set()  # that were asked for
        self._asked: dict[str, Ask] = {}
        self._given_up: set[str] = set()  # slots whose running answer is to be dropped
        self._steps_allowed: dict[int, int] = {}  # by take, how many more steps may be computed; -1: all
        self._closing = False
        self._number = 0
        self._models: dict[str, Translator] = {}  # by fingerprint, the one in use first
        self._thread = threading.Thread(target=self._run, name="model worker", daemon=True)
        self._thread.start()

    # ---- requests, from the GUI thread ----

    def load(self, name: str, beside: bool = False) -> int:
        """Load another model; this cancels what runs. The old model stays in use if this one cannot be loaded.

        `beside`: if this one can be loaded, the old one stays loaded too, so that its translations can be compared and
        asked about.
        """
        with self._condition:
            self._number += 1
            self._load = LoadModel(self._number, name, beside)
            self._translate.clear()
            self._condition.notify()
            return self._number

    def translate(
        self,
        texts: tuple[str, ...],
        settings: DecodingSettings,
        step_by_step: bool,
        take: int = 0,
        changes: tuple[Change, ...] = (),
        model: str = "",
    ) -> int:
        """Translate; an earlier request of the same take is cancelled. In step mode every piece after the first waits
        for `step`."""
        with self._condition:
            self._number += 1
            self._translate[take] = Translate(self._number, take, texts, settings, changes, model)
            self._takes.add(take)
            self._steps_allowed[take] = 1 if step_by_step else -1
            self._condition.notify()
            return self._number

    def step(self, count: int = 1) -> None:
        """In step mode: let each decoder compute `count` more pieces, or all that are left for -1."""
        with self._condition:
            for take, allowed in self._steps_allowed.items():
                self._steps_allowed[take] = -1 if count < 0 or allowed < 0 else allowed + count
            self._condition.notify()

    def hold(self) -> None:
        """Switch to step mode: wait after the next piece."""
        with self._condition:
            for take in self._steps_allowed:  # not 0: the state "waiting" is only reported with a computed step
                self._steps_allowed[take] = 1
            self._condition.notify()

    def ask(self, slot: str, question: Question, trace: Trace | None) -> int:
        """Answer a question; what this slot asked before is given up. The model that made the trace answers."""
        with self._condition:
            self._number += 1
            self._asked.pop(slot, None)  # the newest goes to the end of the line
            self._asked[slot] = Ask(self._number, slot, question, trace)
            self._given_up.add(slot)
            self._condition.notify()
            return self._number

    def give_up(self, slot: str) -> None:
        """Drop this slot's question and its running answer."""
        with self._condition:
            self._asked.pop(slot, None)
            self._given_up.add(slot)
            self._condition.notify()

    def stop(self) -> None:
        """Cancel the running translations; pieces that were delivered stay valid."""
        with self._condition:
            self._number += 1
            self._translate = {take: Translate(self._number, take) for take in self._takes}
            self._condition.notify()

    def close(self) -> None:
        """End the thread after the step it is computing, and wait for it."""
        with self._condition:
            self._closing = True
            self._condition.notify()
        self._thread.join()

    # ---- the worker's thread ----

    def _run(self) -> None:
        running: dict[int, Translating] = {}  # by take, the one whose turn it is first
        answering: dict[str, Answering] = {}
        while (work := self._next(running, answering)) is not None:
            work()
        for translating in running.values():
            translating.close()
        for answer in answering.values():
            answer.close()

    def _next(self, running: dict[int, Translating], answering: dict[str, Answering]) -> Callable[[], object] | None:
        """The next piece of work, in this order of priority; the rest keeps waiting. None: end the thread."""
        with self._condition:
            self._close_given_up(answering)
            while not (self._closing or self._requested or answering or self._turn(running) is not None):
                self._condition.wait()
                self._close_given_up(answering)
            if self._closing:
                return None
            if load := self._load:
                self._load = None
                return partial(self._do_load, load, running, answering)
            if self._translate:
                request = self._translate.pop(next(iter(self._translate)))
                return partial(self._begin, request, running)
            if (take := self._turn(running)) is not None:
                self._steps_allowed[take] -= self._steps_allowed[take] > 0
                return partial(self._advance, take, running)
            if self._asked:
                return partial(self._begin_answer, self._asked.pop(next(iter(self._asked))), answering)
            return partial(self._answer_on, next(iter(answering)), answering)

    def _close_given_up(self, answering: dict[str, Answering]) -> None:
        for slot in self._given_up & answering.keys():
            answering.pop(slot).close()
        self._given_up.clear()

    @property
    def _requested(self) -> bool:
        return bool(self._load or self._translate or self._asked)

    def _turn(self, running: dict[int, Translating]) -> int | None:
        """The first take that may compute its next step; None if there is none."""
        return next((take for take in running if self._steps_allowed.get(take)), None)

    def _guard(self, job: Job, number: int, work: Callable[[], Result], slot: str = "", take: int = 0) -> Result | None:
        """Run `work`; an error becomes a message, and the thread lives on."""
        name = f"failed {slot or take}"
        try:
            return work()
        except UserError as error:
            extra = error.extra if isinstance(error, MissingExtra) else ""
            self.mailbox.put(name, JobFailed(number, job, error.sentence, True, slot=slot, take=take, extra=extra))
        except Exception as error:  # the window must stay usable whatever a model does
            message = f"{type(error).__name__}: {error}"
            self.mailbox.put(name, JobFailed(number, job, message, False, traceback.format_exc(), slot, take))
        return None

    # ---- models ----

    def _do_load(self, request: LoadModel, running: dict[int, Translating], answering: dict[str, Answering]) -> None:
        while answering:
            answering.popitem()[1].close()  # their model may be unloaded
        while running:
            running.popitem()[1].close()
        self._guard("load", request.number, lambda: self._put_in_use(request))

    def _put_in_use(self, request: LoadModel) -> None:
        translator = self.loader(request.name)
        before = list(self._models.items()) if request.beside else []
        self._models = dict([(translator.description.fingerprint, translator), *before][:MOST_MODELS])
        models = tuple(one.description for one in self._models.values())
        self.mailbox.put("model", ModelLoaded(request.number, request.name, models))

    def _model(self, fingerprint: str = "") -> Translator:
        """The loaded model with this fingerprint; the one in use if it is empty."""
        if not self._models:
            raise UserError(
                QT_TRANSLATE_NOOP(
                    "Model", "This needs a model, and none is loaded; choose one from the list at the top."
                )
            )
        if fingerprint in self._models or not fingerprint:
            return self._models.get(fingerprint) or next(iter(self._models.values()))
        raise UserError(
            QT_TRANSLATE_NOOP("Model", "The model that is wanted here is not loaded any more; load it again.")
        )

    def _maker(self, trace: Trace) -> Translator:
        """The loaded model that made a trace, else the one in use."""
        in_use = self._model()
        for translator in self._models.values():
            of = translator.description
            if trace.setup.of_model(of.name, of.fingerprint):
                return translator
        return in_use  # it reports that it did not make the trace

    # ---- translations ----

    def _begin(self, request: Translate, running: dict[int, Translating]) -> None:
        if request.take in running:
            running.pop(request.take).close()
        if request.texts:
            begun = self._guard(
                "translate",
                request.number,
                lambda: Translating(request, self._model(request.model)),
                take=request.take,
            )
            if begun is not None:
                running[request.take] = begun

    def _advance(self, take: int, running: dict[int, Translating]) -> None:
        """Compute the next piece of a take and report it; then the other takes have their turn."""
        translating = running.pop(take)
        goes_on = self._guard("translate", translating.request.number, lambda: self._step(translating), take=take)
        if goes_on:
            running[take] = translating

    def _step(self, running: Translating) -> bool:
        """Compute and report one step; False when the translation is finished."""
        running.advance()
        take = running.request.take
        with self._condition:
            if take in self._translate or self._load:
                return True  # a newer request replaces this one: report nothing
            waiting = self._steps_allowed[take] == 0
        state: State = "finished" if running.finished else "waiting" if waiting else "decoding"
        self.mailbox.put(f"translation {take}", running.progress(state))
        return not running.finished

    # ---- answers ----

    def _begin_answer(self, ask: Ask, answering: dict[str, Answering]) -> None:
        def begin() -> Answering:
            translator = self._model() if ask.trace is None else self._maker(ask.trace)
            return Answering(ask, translator.ask(ask.question, ask.trace))

        begun = self._guard("answer", ask.number, begin, ask.slot)
        if begun is not None:
            answering[ask.slot] = begun

    def _answer_on(self, slot: str, answering: dict[str, Answering]) -> None:
        """Compute a slot's answer up to its next report; unfinished answers take turns."""
        first = answering.pop(slot)
        if self._guard("answer", first.ask.number, lambda: self._reply(first), slot):
            answering[slot] = first

    def _reply(self, answering: Answering) -> bool:
        """Report the next event; False when it was the final answer."""
        reply = next(answering.events)
        ask = answering.ask
        self.mailbox.put(f"answer {ask.slot}", AnswerGiven(ask.number, ask.slot, reply))
        return isinstance(reply, Progress)
