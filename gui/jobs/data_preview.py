"""Reads the first sentence pairs for a person to look at, in a thread of its own; the newest request wins."""

from __future__ import annotations

import logging
import threading
import time
from dataclasses import dataclass
from itertools import takewhile

from PySide6.QtCore import QObject, Signal

from gui.jobs.mailbox import Mailbox
from model.data.cleaning import CleaningRecipe, CleaningReport, Preview, preview
from model.errors import Sentence, UserError
from model.training.recipe import DataRecipe

log = logging.getLogger(__name__)

GENERATED_PAIRS = 200  # of the built-in corpus that are shown
MOMENT = 0.3  # seconds that closing waits; what cannot be stopped at once, as making the grammar, ends by itself soon


@dataclass(frozen=True)
class _Answer:
    number: int
    preview: Preview | None
    problem: Sentence | str = ""


class DataPreview(QObject):
    """All methods are called in the GUI thread and return at once; `close` waits a moment for the threads."""

    seen = Signal(object)  # Preview; of the built-in corpus with an empty report
    refused = Signal(object)  # Sentence | str

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._mailbox = Mailbox(self)
        self._mailbox.delivered.connect(self._delivered)
        self._number = 0
        self._stop = threading.Event()
        self._threads: list[threading.Thread] = []

    def request(self, data: DataRecipe, cleaning: CleaningRecipe) -> None:
        """Read the beginning of the training pairs; what is being read for another request is given up."""
        self.cancel()
        self._stop = threading.Event()
        arguments = (self._number, data, cleaning, self._stop)
        thread = threading.Thread(target=self._run, args=arguments, name="data preview", daemon=True)
        self._threads = [old for old in self._threads if old.is_alive()] + [thread]
        thread.start()

    def stop(self) -> None:
        """Read no further; what was found so far is shown."""
        self._stop.set()

    def cancel(self) -> None:
        """Give up what is being read; nothing of it is shown."""
        self._number += 1
        self._stop.set()

    def close(self) -> None:
        self.cancel()
        ends = time.monotonic() + MOMENT
        for thread in self._threads:
            thread.join(max(ends - time.monotonic(), 0.0))

    def _run(self, number: int, data: DataRecipe, cleaning: CleaningRecipe, stop: threading.Event) -> None:
        try:
            answer = _Answer(number, _read(data, cleaning, stop))
        except UserError as error:
            answer = _Answer(number, None, error.sentence)
        except Exception as error:  # a fault here must not leave the dialog waiting
            log.exception("reading the first pairs failed")
            answer = _Answer(number, None, f"{type(error).__name__}: {error}")
        if number == self._number:  # else nobody waits for it, and the mailbox may be gone
            self._mailbox.put("preview", answer)

    def _delivered(self, _name: str, answer: _Answer) -> None:
        if answer.number != self._number:
            return
        if answer.preview is None:
            self.refused.emit(answer.problem)
        else:
            self.seen.emit(answer.preview)


def _read(data: DataRecipe, cleaning: CleaningRecipe, stop: threading.Event) -> Preview:
    if not data.builtin:
        from model.training.training_data import corpus_source

        return preview(corpus_source(data, "train"), cleaning, stop=stop.is_set)
    from model.data.grammar import generate

    made = takewhile(lambda _: not stop.is_set(), generate(data.builtin, GENERATED_PAIRS, part="train"))
    pairs = [(pair.source, pair.target) for pair in made]
    return Preview(pairs, CleaningReport(), 0.0, False)
