"""Follows a run folder in a thread: it may lie on a slow drive and be written by another machine."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from gui.jobs.guard import Failure
from gui.jobs.job import Job, Request
from gui.jobs.run_reader import RunReader
from model.errors import Sentence, UserError
from model.values.trace import Trace

INTERVAL = 0.5  # seconds between two looks


@dataclass(frozen=True, eq=False)
class SnapshotRead:
    """The probe sentences' traces after `step`; none and a sentence when they cannot be shown."""

    step: int
    traces: tuple[Trace, ...]
    problem: Sentence | str = ""


class RunTail(QObject):
    """Looks at one run folder again and again. All methods return at once, but `close` waits for the thread."""

    read = Signal(object)  # gui.state.run.Reading, of a look that found something new
    snapshot_read = Signal(object)  # SnapshotRead

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._job = Job("run tail", self)
        self._reader: RunReader | None = None

    def open(self, path: Path) -> None:
        """Watch this folder instead of the one before, which is no longer reported."""
        self._job.cancel()
        self._reader = reader = RunReader(path)

        def look(request: Request) -> None:
            reading = reader.look()
            if reading is not None:
                request.tell(reading)
            request.again = INTERVAL

        self._job.ask("look", look, told=self.read.emit)

    def load_snapshot(self, step: int) -> None:
        """Read the snapshot of this step, and its neighbours when there is time; the newest request wins."""
        if (reader := self._reader) is None:
            return
        neighbours: list[int] = []

        def load(_request: Request) -> SnapshotRead:
            traces = reader.snapshot(step)
            neighbours.extend(reader.neighbours(step))
            return SnapshotRead(step, traces)

        def prefetch(request: Request) -> None:
            """Read a neighbour ahead, so that playing finds it in memory; errors are reported when it is requested."""
            if neighbours:
                request.again = 0.0
                with contextlib.suppress(UserError):
                    reader.snapshot(neighbours.pop(0))

        def refuse(failure: Failure) -> None:
            self.snapshot_read.emit(SnapshotRead(step, (), failure.text))

        self._job.ask("snapshot", load, done=self.snapshot_read.emit, failed=refuse)
        self._job.ask("prefetch", prefetch)

    def close(self) -> None:
        self._job.close()
