"""The one thread that owns the model. The newest request wins; results carry the request's number.

Requests come from the GUI thread and return at once. `torch` is imported in the worker's thread, so the window is on
the screen before it is loaded (except on Windows, where main.py must import it before Qt, pytorch #166628).
"""

from __future__ import annotations

import threading
import traceback
from collections.abc import Callable
from functools import partial
from typing import TypeVar

from gui.jobs.mailbox import Mailbox
from gui.jobs.messages import (
    AnswerTold,
    Ask,
    Job,
    JobFailed,
    LoadModel,
    ModelLoaded,
    ScoreMaps,
    ScoresReady,
    State,
    Translate,
)
from gui.jobs.under_way import Answering, Translating
from model.errors import QT_TRANSLATE_NOOP, MissingExtra, UserError
from model.values.questions import Progress, Question
from model.values.steps import DecodingSettings, Translator
from model.values.trace import Trace

Loader = Callable[[str], Translator]
Result = TypeVar("Result")


class ModelWorker:
    """Runs requests one after another in its own thread and puts results into the mailbox.

    Mailbox names: "model", "translation", "scores", "failed", and "answer" with the slot. `close` ends the thread and
    waits for it. Questions wait until nothing else is to be done; a long answer gives way between two of its parts.
    """

    def __init__(self, mailbox: Mailbox, loader: Loader) -> None:
        self.mailbox = mailbox
        self.loader = loader
        self._condition = threading.Condition()
        self._load: LoadModel | None = None
        self._translate: Translate | None = None
        self._scores: ScoreMaps | None = None
        self._asked: dict[str, Ask] = {}
        self._given_up: set[str] = set()  # slots whose running answer nobody waits for
        self._steps_allowed = 0  # in step mode: how many more steps may be computed; -1: all
        self._closing = False
        self._number = 0
        self._translator: Translator | None = None
        self._thread = threading.Thread(target=self._run, name="model worker", daemon=True)
        self._thread.start()

    # ---- requests, from the GUI thread ----

    def load(self, name: str) -> int:
        """Load another model; whatever runs is given up. The old model stays in use if this one cannot be loaded."""
        with self._condition:
            self._number += 1
            self._load, self._translate, self._scores = LoadModel(self._number, name), None, None
            self._condition.notify()
            return self._number

    def translate(self, texts: tuple[str, ...], settings: DecodingSettings, step_by_step: bool) -> int:
        """Translate; one that runs or waits is given up. In step mode every piece after the first waits for `step`."""
        with self._condition:
            self._number += 1
            self._translate = Translate(self._number, texts, settings, step_by_step)
            self._scores = None
            self._steps_allowed = 1 if step_by_step else -1
            self._condition.notify()
            return self._number

    def step(self, count: int = 1) -> None:
        """In step mode: let the decoder compute `count` more pieces, or all that are left for -1."""
        with self._condition:
            self._steps_allowed = -1 if count < 0 or self._steps_allowed < 0 else self._steps_allowed + count
            self._condition.notify()

    def hold(self) -> None:
        """From now on as in step mode: wait after the next piece."""
        with self._condition:
            self._steps_allowed = 1  # not 0: only a step that was computed is reported, and so the waiting with it
            self._condition.notify()

    def score(self, trace: Trace) -> int:
        """The scores before the mask of what is decoded so far; only the newest such request is answered."""
        with self._condition:
            self._number += 1
            self._scores = ScoreMaps(self._number, trace)
            self._condition.notify()
            return self._number

    def ask(self, slot: str, question: Question, trace: Trace | None) -> int:
        """Answer a question; what this slot asked before is given up."""
        with self._condition:
            self._number += 1
            self._asked.pop(slot, None)  # the newest goes to the end of the line
            self._asked[slot] = Ask(self._number, slot, question, trace)
            self._given_up.add(slot)
            self._condition.notify()
            return self._number

    def give_up(self, slot: str) -> None:
        """Nobody waits for this slot's answer any more."""
        with self._condition:
            self._asked.pop(slot, None)
            self._given_up.add(slot)
            self._condition.notify()

    def stop(self) -> None:
        """Give up the running translation; what was decoded stays with whoever received it."""
        with self._condition:
            self._number += 1
            self._translate = Translate(self._number, (), DecodingSettings(), False)
            self._condition.notify()

    def close(self) -> None:
        """End the thread after the step it is computing, and wait for it."""
        with self._condition:
            self._closing = True
            self._condition.notify()
        self._thread.join()

    # ---- the worker's thread ----

    def _run(self) -> None:
        running: Translating | None = None
        answering: dict[str, Answering] = {}
        while True:
            ask: Ask | None = None
            stepping = False
            with self._condition:
                while not (self._requested or self._closing or answering or (running and self._steps_allowed)):
                    self._condition.wait()
                for slot in self._given_up & answering.keys():
                    answering.pop(slot).close()
                self._given_up.clear()
                if self._closing:
                    for closing in (running, *answering.values()):
                        if closing:
                            closing.close()
                    return
                # One at a time, in this order; what is not taken now stays for the next round.
                load, translate, scores = self._load, self._translate, self._scores
                if load:
                    self._load = None
                elif translate:
                    self._translate = None
                elif scores:
                    self._scores = None
                elif running and self._steps_allowed:
                    stepping = True
                    self._steps_allowed -= self._steps_allowed > 0
                elif self._asked:
                    ask = self._asked.pop(next(iter(self._asked)))
            if load:
                while answering:
                    answering.popitem()[1].close()  # their model goes
            if running and (load or translate):
                running.close()
                running = None
            if load:
                self._guard(load.number, "load", partial(self._do_load, load))
            elif translate:
                running = self._guard(translate.number, "translate", partial(self._begin, translate))
            elif scores:
                self._guard(scores.number, "scores", partial(self._do_scores, scores))
            elif ask:
                begun = self._guard(ask.number, "answer", partial(self._begin_answer, ask), ask.slot)
                if begun:
                    answering[ask.slot] = begun
            elif running and stepping:
                if not self._guard(running.request.number, "translate", partial(self._advance, running)):
                    running = None
            elif answering:
                slot, first = next(iter(answering.items()))
                del answering[slot]  # those that are not done take turns
                if self._guard(first.ask.number, "answer", partial(self._answer_on, first), slot):
                    answering[slot] = first

    @property
    def _requested(self) -> bool:
        return bool(self._load or self._translate or self._scores or self._asked)

    def _guard(self, number: int, job: Job, work: Callable[[], Result], slot: str = "") -> Result | None:
        """Run `work`; an error becomes a message, and the thread lives on."""
        name = f"failed {slot}" if slot else "failed"
        try:
            return work()
        except UserError as error:
            extra = error.extra if isinstance(error, MissingExtra) else ""
            self.mailbox.put(name, JobFailed(number, job, error.sentence, expected=True, slot=slot, extra=extra))
        except Exception as error:  # the window must stay usable whatever a model does
            message = f"{type(error).__name__}: {error}"
            self.mailbox.put(name, JobFailed(number, job, message, False, traceback.format_exc(), slot))
        return None

    def _begin_answer(self, ask: Ask) -> Answering:
        if self._translator is None:
            raise UserError(
                QT_TRANSLATE_NOOP(
                    "Model", "The numbers inside need the model, and none is loaded; choose one at the top."
                )
            )
        return Answering(ask, self._translator.ask(ask.question, ask.trace))

    def _answer_on(self, answering: Answering) -> bool:
        """Compute up to the next thing that is told; False when that was the answer."""
        told = next(answering.events)
        self.mailbox.put(f"answer {answering.ask.slot}", AnswerTold(answering.ask.number, answering.ask.slot, told))
        return isinstance(told, Progress)

    def _do_load(self, request: LoadModel) -> None:
        translator = self.loader(request.name)
        self._translator = translator
        self.mailbox.put("model", ModelLoaded(request.number, request.name, translator.description))

    def _begin(self, request: Translate) -> Translating | None:
        if not request.texts:
            return None
        if self._translator is None:
            raise UserError(QT_TRANSLATE_NOOP("Model", "No model is loaded yet; choose one from the list at the top."))
        return Translating(request, self._translator, self._translator.translate(request.texts, request.settings))

    def _advance(self, running: Translating) -> bool:
        """Compute the next piece and report it; False when the translation is finished."""
        running.advance()
        with self._condition:
            if self._translate or self._load:
                return True  # nobody waits for this any more
            waiting = self._steps_allowed == 0
        state: State = "finished" if running.finished else "waiting" if waiting else "decoding"
        self.mailbox.put("translation", running.progress(state))
        return not running.finished

    def _do_scores(self, request: ScoreMaps) -> None:
        if self._translator is None:
            raise UserError(
                QT_TRANSLATE_NOOP(
                    "Model", "The scores before the mask need the model, and none is loaded; choose one at the top."
                )
            )
        self.mailbox.put("scores", ScoresReady(request.number, self._translator.scores(request.trace)))
