"""Work on a plain checkpoint, in threads: opening, checking, trying a sentence pair, making the model.

Of each kind of request the newest wins.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from PySide6.QtCore import QObject, Signal

from gui.jobs.mailbox import Mailbox
from model.errors import Sentence, UserError
from model.foreign.plain.inspect import Seen
from model.foreign.plain.mapping import Mapping

log = logging.getLogger(__name__)

Task = Literal["open", "check", "try", "save", "make"]


@dataclass(frozen=True)
class _Answer:
    task: Task
    number: int
    result: Any = None
    problem: Sentence | str = ""
    ended: bool = True


class CheckpointJob(QObject):
    """All methods are called in the GUI thread and return at once, but `close`, which waits for the threads to end."""

    opened = Signal(object)  # model.plain.guess.Opened
    checked = Signal(object, object)  # Mapping, model.plain.checking.Report
    tried = Signal(object, bool)  # model.plain.trying.Trials so far; whether it has ended
    saved = Signal(str)  # the checkpoint.toml that was written
    made = Signal(str)  # the bundle's folder
    refused = Signal(str, object)  # Task, Sentence | str

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._mailbox = Mailbox(self)
        self._mailbox.delivered.connect(self._delivered)
        self._numbers: dict[Task, int] = {}
        self._threads: list[threading.Thread] = []
        self._closed = False
        self._turn = threading.Lock()  # for what holds a model in memory: one at a time

    def open(self, checkpoint: Path, source_model: Path | None, target_model: Path | None) -> None:
        """Read names and shapes, and guess what they are."""

        def work() -> Iterator[Any]:
            from model.foreign.plain.opening import open_checkpoint  # in the thread, for it loads torch

            yield open_checkpoint(checkpoint, source_model, target_model)

        self._start("open", work)

    def open_description(self, path: Path) -> None:
        """Open what a checkpoint.toml describes."""

        def work() -> Iterator[Any]:
            from model.foreign.plain.opening import open_description

            yield open_description(path)

        self._start("open", work)

    def check(self, seen: Seen, mapping: Mapping) -> None:
        """Hold every parameter against its tensor."""

        def work() -> Iterator[Any]:
            from model.foreign.plain.opening import report_of

            yield mapping, report_of(seen, mapping)

        self._start("check", work)

    def try_pair(self, mapping: Mapping, source: str, target: str) -> None:
        """Tell the loss of a sentence pair under the mapping and under other settings, one after another."""

        def work() -> Iterator[Any]:
            from model.foreign.plain.trying import try_pair

            with closing(try_pair(mapping, source, target)) as trials:
                yield from trials

        self._start("try", work)

    def save(self, mapping: Mapping, path: Path) -> None:
        """Write a checkpoint.toml."""

        def work() -> Iterator[Any]:
            from model.foreign.plain.mapping_file import write_mapping

            write_mapping(mapping, path)
            yield str(path)

        self._start("save", work)

    def make(self, mapping: Mapping, folder: Path) -> None:
        """Make the model and write it as a bundle into `folder`, which must not exist or be empty."""

        def work() -> Iterator[Any]:
            from model.foreign.plain.making import make_bundle

            make_bundle(mapping, folder, lambda: number != self._numbers["make"])
            yield str(folder)

        number = self._numbers.get("make", 0) + 1
        self._start("make", work)

    def cancel(self, *tasks: Task) -> None:
        """Give these up, all when none is named; nothing of them is told any more. A file is still saved."""
        for task in tasks or ("open", "check", "try", "make"):
            self._numbers[task] = self._numbers.get(task, 0) + 1

    def close(self) -> None:
        self.cancel()
        self._closed = True
        for thread in self._threads:
            thread.join()

    def _start(self, task: Task, work: Callable[[], Iterator[Any]]) -> None:
        """Do this in place of what was asked of this kind before; `work` yields what there is to tell."""
        self.cancel(task)
        arguments = (task, self._numbers[task], work)
        thread = threading.Thread(target=self._run, args=arguments, name=f"checkpoint: {task}", daemon=True)
        self._threads = [old for old in self._threads if old.is_alive()] + [thread]
        thread.start()

    def _run(self, task: Task, number: int, work: Callable[[], Iterator[Any]]) -> None:
        with self._turn if task in ("try", "make") else nullcontext():
            if number != self._numbers[task]:
                return
            last: Any = None
            try:
                for last in work():
                    if number != self._numbers[task]:
                        return
                    self._mailbox.put(task, _Answer(task, number, last, ended=False))
                answer = _Answer(task, number, last)
            except UserError as error:
                answer = _Answer(task, number, problem=error.sentence)
            except Exception as error:  # a fault here must not leave the dialog waiting
                log.exception("%s failed", task)
                answer = _Answer(task, number, problem=f"{type(error).__name__}: {error}")
            self._mailbox.put(task, answer)

    def _delivered(self, _name: str, answer: _Answer) -> None:
        if self._closed or answer.number != self._numbers[answer.task]:
            return
        if answer.problem:
            self.refused.emit(answer.task, answer.problem)
        elif answer.task == "try":
            self.tried.emit(answer.result, answer.ended)
        elif answer.ended:
            self._tell(answer.task, answer.result)

    def _tell(self, task: Task, result: Any) -> None:
        match task:
            case "open":
                self.opened.emit(result)
            case "check":
                self.checked.emit(*result)
            case "save":
                self.saved.emit(result)
            case "make":
                self.made.emit(result)
