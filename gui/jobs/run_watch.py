"""The thread that looks after trainings: which of them this computer runs, how far they are, and how they ended."""

from __future__ import annotations

import contextlib
import socket
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from gui.jobs.job import Job, Request
from gui.jobs.run_process import collect, last_message
from model.errors import Sentence, UserError
from model.training.run_folder import RunFolder
from model.unfinished import process_exists
from model.values.run_status import RunStatus

INTERVAL = 0.5  # seconds between two looks


@dataclass(frozen=True)
class RunLook:
    """How a run stood at one look."""

    path: Path
    status: RunStatus | None  # None where no run can be read
    here: bool = False  # whether a process of this computer works on it
    starting: bool = False  # whether a process was started that has not reported anything yet
    last_message: Sentence | str = ""  # the last line of its log, if its process ended without giving a reason


class RunWatch(QObject):
    """Looks at runs for as long as this computer works on them.

    All methods are called in the GUI thread and return at once, except `close`, which waits for the thread.
    """

    looked = Signal(object)  # RunLook

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._job = Job("run watch", self)

    def watch(self, path: Path, process: int = 0, since: float = 0.0) -> None:
        """Look at a run, at least once. `process` was started at `since` (seconds since 1970) to work on it."""

        def look(request: Request) -> None:
            found = look_at(path, process, since)
            request.tell(found)
            if found.here or found.starting:
                request.again = INTERVAL

        self._job.ask(str(path), look, told=self.looked.emit)

    def search(self, place: Path) -> None:
        """Look at every run in this folder that this computer works on."""
        self._job.ask(f"search {place}", lambda _: runs_here(place), done=self._found)

    def close(self) -> None:
        self._job.close()

    def _found(self, paths: list[Path]) -> None:
        for path in paths:
            if not self._job.pending(str(path)):
                self.watch(path)


def runs_here(place: Path) -> list[Path]:
    """The run folders in `place` that a process of this computer works on."""
    try:
        return [path for path in sorted(place.iterdir()) if RunFolder(path).exists and look_at(path).here]
    except OSError:
        return []


def look_at(path: Path, process: int = 0, since: float = 0.0) -> RunLook:
    """One look at a run; `process` and `since` as for `RunWatch.watch`."""
    folder = RunFolder(path)
    collect(process)
    lives = process_exists(process)  # read this first: the process may write its status and exit
    status = None
    with contextlib.suppress(UserError):
        status = folder.status()
    if process and (status is None or status.time < since):
        return RunLook(path, status, here=lives, starting=lives, last_message="" if lives else last_message(folder))
    if status is None:
        return RunLook(path, None)
    here = status.active and status.host == socket.gethostname()
    if here:
        collect(status.process)  # a window before this one may have started it
    alive = here and folder.alive(status)
    return RunLook(path, status, here=alive, last_message=last_message(folder) if here and not alive else "")
