"""Work on a plain checkpoint, in threads: opening, checking, trying a sentence pair, making the model.

The newest request of each kind wins.
"""

from __future__ import annotations

from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any, Literal

from PySide6.QtCore import QObject, Signal

from gui.jobs.guard import Failure
from gui.jobs.job import Job, Receiver, Request, Work, ignore
from model.foreign.plain.inspect import Seen
from model.foreign.plain.mapping import Mapping

Task = Literal["open", "check", "try", "save", "make"]


class CheckpointJob(QObject):
    """All methods are called in the GUI thread and return at once, except `close`, which waits for the threads."""

    opened = Signal(object)  # model.plain.guess.Opened
    checked = Signal(object, object)  # Mapping, model.plain.checking.Report
    tried = Signal(object, bool)  # model.plain.trying.Trials so far; whether it has ended
    saved = Signal(str)  # the checkpoint.toml that was written
    made = Signal(str)  # the bundle's folder
    refused = Signal(str, object)  # Task, Sentence | str

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reading = Job("checkpoint: read", self)
        self._saving = Job("checkpoint: save", self)
        self._modelling = Job("checkpoint: model", self)  # one thread for what holds a model in memory

    def open(self, checkpoint: Path, source_model: Path | None, target_model: Path | None) -> None:
        """Read names and shapes, and guess what they are."""

        def work(_request: Request) -> Any:
            from model.foreign.plain.opening import open_checkpoint  # imported in the thread, because it loads torch

            return open_checkpoint(checkpoint, source_model, target_model)

        self._ask(self._reading, "open", work, self.opened.emit)

    def open_description(self, path: Path) -> None:
        """Open what a checkpoint.toml describes."""

        def work(_request: Request) -> Any:
            from model.foreign.plain.opening import open_description

            return open_description(path)

        self._ask(self._reading, "open", work, self.opened.emit)

    def check(self, seen: Seen, mapping: Mapping) -> None:
        """Compare every parameter with its tensor."""

        def work(_request: Request) -> Any:
            from model.foreign.plain.opening import report_of

            return report_of(seen, mapping)

        self._ask(self._reading, "check", work, lambda report: self.checked.emit(mapping, report))

    def try_pair(self, mapping: Mapping, source: str, target: str) -> None:
        """Compute the loss of a sentence pair under the mapping, then under other settings, one after another."""

        def work(request: Request) -> Any:
            from model.foreign.plain.trying import try_pair

            trials = None
            with closing(try_pair(mapping, source, target)) as looks:
                for trials in looks:
                    request.tell(trials)
                    if request.cancelled:
                        break
            return trials

        self._ask(
            self._modelling,
            "try",
            work,
            lambda trials: self.tried.emit(trials, True),
            told=lambda trials: self.tried.emit(trials, False),
        )

    def save(self, mapping: Mapping, path: Path) -> None:
        """Write a checkpoint.toml."""

        def work(_request: Request) -> str:
            from model.foreign.plain.mapping_file import write_mapping

            write_mapping(mapping, path)
            return str(path)

        self._ask(self._saving, "save", work, self.saved.emit)

    def make(self, mapping: Mapping, folder: Path) -> None:
        """Make the model and write it as a bundle into `folder`, which must not exist or be empty."""

        def work(request: Request) -> str:
            from model.foreign.plain.making import make_bundle

            make_bundle(mapping, folder, lambda: request.cancelled)
            return str(folder)

        self._ask(self._modelling, "make", work, self.made.emit)

    def stop_trying(self) -> None:
        """Stop trying settings; no further results are delivered."""
        self._modelling.cancel("try")

    def cancel(self) -> None:
        """Cancel everything but saving a file; no further results are delivered."""
        self._reading.cancel()
        self._modelling.cancel()

    def close(self) -> None:
        self.cancel()  # cancel all jobs before waiting for the first
        for job in (self._reading, self._modelling, self._saving):
            job.close()

    def _ask(self, job: Job, task: Task, work: Work, done: Receiver, told: Receiver = ignore) -> None:
        job.ask(task, work, told=told, done=done, failed=partial(self._refuse, task))

    def _refuse(self, task: Task, failure: Failure) -> None:
        self.refused.emit(task, failure.text)
