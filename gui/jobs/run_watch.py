"""The thread that looks after trainings: which of them this computer runs, how far they are, and how they ended."""

from __future__ import annotations

import contextlib
import socket
import threading
from dataclasses import dataclass
from pathlib import Path

from gui.jobs.mailbox import Mailbox
from gui.jobs.run_process import collect, last_words
from model.errors import Sentence, UserError
from model.training.run_folder import RunFolder, RunStatus, process_exists

INTERVAL = 0.5  # seconds between two looks


@dataclass(frozen=True)
class RunLook:
    """How a run stood at one look."""

    path: Path
    status: RunStatus | None  # None where no run can be read
    here: bool = False  # whether a process of this computer works on it
    starting: bool = False  # whether a process that was started has not told anything yet
    last_words: Sentence | str = ""  # the last line of its log, where its process ended without telling why


class RunWatch:
    """Looks at runs for as long as this computer works on them; every look goes into the mailbox under its path.

    Every method returns at once; only `close` waits for the thread.
    """

    def __init__(self, mailbox: Mailbox) -> None:
        self.mailbox = mailbox
        self._condition = threading.Condition()
        self._starts: dict[Path, tuple[int, float]] = {}  # process number and time of a start, 0 and 0 without one
        self._places: list[Path] = []  # to be searched for runs
        self._closing = False
        self._thread: threading.Thread | None = None  # begins with the first run: most people only translate

    def watch(self, path: Path, process: int = 0, since: float = 0.0) -> None:
        """Look at a run, at least once. `process` was started at `since` (seconds since 1970) to work on it."""
        with self._condition:
            self._starts[path] = (process, since)
            self._wake()

    def search(self, place: Path) -> None:
        """Look at every run in this folder that this computer works on."""
        with self._condition:
            self._places.append(place)
            self._wake()

    def close(self) -> None:
        """End the thread and wait for it."""
        with self._condition:
            self._closing = True
            self._condition.notify()
        if self._thread is not None:
            self._thread.join()

    def _wake(self) -> None:
        self._condition.notify()
        if self._thread is None and not self._closing:
            self._thread = threading.Thread(target=self._run, name="run watch", daemon=True)
            self._thread.start()

    def _run(self) -> None:
        while True:
            with self._condition:
                if not (self._closing or self._places):
                    self._condition.wait(INTERVAL if self._starts else None)
                if self._closing:
                    return
                places, self._places = self._places, []
            found = [path for place in places for path in runs_here(place)]
            with self._condition:
                for path in found:
                    self._starts.setdefault(path, (0, 0.0))
                starts = dict(self._starts)
            for path, (process, since) in starts.items():
                look = look_at(path, process, since)
                self.mailbox.put(str(path), look)
                with self._condition:
                    if not (look.here or look.starting) and self._starts.get(path) == (process, since):
                        del self._starts[path]


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
    lives = process_exists(process)  # before the status, which it may write as its last deed
    status = None
    with contextlib.suppress(UserError):
        status = folder.status()
    if process and (status is None or status.time < since):
        return RunLook(path, status, here=lives, starting=lives, last_words="" if lives else last_words(folder))
    if status is None:
        return RunLook(path, None)
    here = status.active and status.host == socket.gethostname()
    if here:
        collect(status.process)  # a window before this one may have started it
    alive = here and folder.alive(status)
    return RunLook(path, status, here=alive, last_words=last_words(folder) if here and not alive else "")
