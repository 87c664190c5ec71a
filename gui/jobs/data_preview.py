"""Reads the first sentence pairs for a person to look at, in a thread of its own; the newest request wins."""

from __future__ import annotations

import threading
from collections.abc import Callable
from itertools import takewhile

from PySide6.QtCore import QObject, Signal

from gui.jobs.guard import Failure
from gui.jobs.job import Job
from model.data.cleaning import CleaningRecipe
from model.data.cleaning_report import CleaningReport
from model.data.preview import Preview, preview
from model.training.recipe import DataRecipe

GENERATED_PAIRS = 200  # of the built-in corpus that are shown
MOMENT = 0.3  # seconds that closing waits; work that cannot be stopped, such as making the grammar, soon ends by itself


class DataPreview(QObject):
    """All methods are called in the GUI thread and return at once; `close` waits a moment for the thread."""

    seen = Signal(object)  # Preview; of the built-in corpus with an empty report
    refused = Signal(object)  # Sentence | str

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._job = Job("data preview", self)
        self._stop = threading.Event()

    def request(self, data: DataRecipe, cleaning: CleaningRecipe) -> None:
        """Read the first training pairs; this cancels an earlier request."""
        self._stop = stop = threading.Event()
        self._job.ask(
            "preview",
            lambda request: _read(data, cleaning, lambda: stop.is_set() or request.cancelled),
            done=self.seen.emit,
            failed=self._refuse,
        )

    def stop(self) -> None:
        """Read no further; what was found so far is shown."""
        self._stop.set()

    def cancel(self) -> None:
        """Give up what is being read; nothing of it is shown."""
        self._job.cancel()

    def close(self) -> None:
        self._job.close(MOMENT)

    def _refuse(self, failure: Failure) -> None:
        self.refused.emit(failure.text)


def _read(data: DataRecipe, cleaning: CleaningRecipe, stop: Callable[[], bool]) -> Preview:
    if not data.builtin:
        from model.training.training_data import corpus_source

        return preview(corpus_source(data, "train"), cleaning, stop=stop)
    from model.data.grammar import generate

    made = takewhile(lambda _: not stop(), generate(data.builtin, GENERATED_PAIRS, part="train"))
    pairs = [(pair.source, pair.target) for pair in made]
    return Preview(pairs, CleaningReport(), 0.0, False)
