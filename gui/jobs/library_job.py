"""The library's and the hub's work off the GUI thread: listing, adding, removing, exporting; looking up, downloading.

Three lanes, each a thread with the requests that wait for it: files of this computer, questions to the hub, and the
one download. The threads start when they are first needed and end with the window.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from PySide6.QtCore import QObject, Signal

from gui.jobs.lane import Lane
from gui.jobs.library_doors import Doors
from gui.jobs.mailbox import Mailbox
from model.errors import QT_TRANSLATE_NOOP, MissingExtra, Sentence, UserError
from model.files import read_json
from model.foreign.families import family_of, has_transformers
from model.library.library import LibraryEntry

if TYPE_CHECKING:
    from model.library.hub import HubModel
    from model.library.hub.staging import Unfinished

log = logging.getLogger(__name__)

EXTRA = "families"  # what other families need, by its name in pyproject.toml
MOMENT = 2.0  # seconds that closing waits for the network
LONGEST_CARD = 300_000  # bytes of a card that are read
Task = Literal["list", "add", "remove", "rename", "discard", "card", "export", "look up", "search", "download"]


@dataclass(frozen=True)
class Listed:
    """All models; of some the keys: `lacking` need what is not installed, `exportable` are no folder for transformers
    yet."""

    entries: tuple[LibraryEntry, ...]
    lacking: frozenset[str]
    exportable: frozenset[str]
    unfinished: tuple[Unfinished, ...]
    notice: Sentence | str


@dataclass(frozen=True)
class Refused:
    """Why something could not be done, in one sentence; `extra` where installing that would help."""

    task: Task
    number: int
    problem: Sentence | str
    extra: str = ""


@dataclass(frozen=True)
class Done:
    task: Task
    number: int
    result: Any  # LibraryEntry after adding, renaming and downloading; a text for a card; a Path after exporting


class LibraryJob(QObject):
    """All methods are called in the GUI thread and return at once, but `close`, which waits for the threads to end."""

    listed = Signal(object)  # Listed
    done = Signal(object)  # Done
    refused = Signal(object)  # Refused
    progressed = Signal(object)  # DownloadProgress
    cancelled = Signal()  # the download was given up; what is there is kept

    def __init__(self, doors: Doors, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._doors = doors
        self._mailbox = Mailbox(self)
        self._mailbox.delivered.connect(self._delivered)
        self._files, self._questions, self._loads = Lane("library"), Lane("hub"), Lane("download")
        self._number = 0
        self._asked = 0  # the number of the newest question to the hub
        self._shown = 0  # the number of the newest card
        self._download: _Download | None = None
        self._closed = False

    @property
    def downloading(self) -> bool:
        return self._download is not None

    def list_models(self) -> None:
        """Tell all models of this computer with `listed`."""
        self._files.do(self._list)

    def add_folder(self, path: Path) -> int:
        return self._do("add", self._files, lambda: self._doors.add_folder(path))

    def remove(self, key: str) -> int:
        return self._do("remove", self._files, lambda: self._doors.remove(key))

    def rename(self, key: str, name: str) -> int:
        return self._do("rename", self._files, lambda: self._doors.rename(key, name))

    def discard(self, repository: str) -> int:
        """Delete what came of an unfinished download."""
        return self._do("discard", self._files, lambda: self._doors.discard(repository))

    def export(self, path: Path, target: Path) -> int:
        """Write the model in `path` as a folder that transformers can load."""

        def work() -> Path:
            self._doors.export(path, target)
            return target

        return self._do("export", self._files, work)

    def read_card(self, path: Path) -> int:
        """Read a card; only the newest one is told."""
        self._shown = self._do("card", self._files, lambda: _card(path))
        return self._shown

    def look_up(self, name: str) -> int:
        """Ask the hub about a repository; only the newest question is answered."""
        self._questions.clear()
        self._asked = self._do("look up", self._questions, lambda: self._doors.look_up(name))
        return self._asked

    def search_hub(self, text: str) -> int:
        """Search the hub; only the newest question is answered."""
        self._questions.clear()
        self._asked = self._do("search", self._questions, lambda: self._doors.search_hub(text))
        return self._asked

    def forget_question(self) -> None:
        """Nobody waits for the hub's answer any more."""
        self._questions.clear()
        self._asked = 0

    def download(self, found: HubModel) -> None:
        """Download what was looked up; one at a time."""
        if self._download is None:
            self._number += 1
            self._download = download = _Download(self._number)
            self._loads.do(lambda: self._load(download, found))

    def cancel_download(self) -> None:
        """Give it up soon; what is there is kept, and the next download goes on from it."""
        if self._download is not None:
            self._download.stop.set()

    def close(self) -> None:
        """What waits for the network ends with the process, should it not do so within a moment."""
        self._closed = True
        self.cancel_download()
        self._files.close()
        for lane in (self._questions, self._loads):
            lane.close(MOMENT)

    # ---- the threads ----

    def _put(self, name: str, message: object) -> None:
        if not self._closed:
            self._mailbox.put(name, message)

    def _do(self, task: Task, lane: Lane, work: Callable[[], Any]) -> int:
        self._number += 1
        number = self._number
        lane.do(lambda: self._guard(task, number, work))
        return number

    def _guard(self, task: Task, number: int, work: Callable[[], Any]) -> None:
        """Every request is answered, whatever happens in it."""
        name = task if task in ("card", "look up", "search") else f"{task} {number}"
        try:
            self._put(name, Done(task, number, work()))
        except UserError as error:
            extra = error.extra if isinstance(error, MissingExtra) else ""
            self._put(name, Refused(task, number, error.sentence, extra))
        except Exception as error:  # a fault here must not leave the dialog waiting
            log.exception("%s failed", task)
            self._put(name, Refused(task, number, f"{type(error).__name__}: {error}"))

    def _list(self) -> None:
        def work() -> Listed:
            found = tuple(self._doors.entries())
            played = {entry.key for entry in found if _layout(entry) == "transformers"}
            ours = {entry.key for entry in found if not entry.problem and _layout(entry) == "ours"}
            lacking = frozenset() if has_transformers() else frozenset(played)
            return Listed(found, lacking, frozenset(ours), tuple(self._doors.unfinished()), self._doors.notice())

        self._guard("list", 0, work)

    def _load(self, download: _Download, found: HubModel) -> None:
        def work() -> LibraryEntry | None:
            """The model, or None where it was given up."""
            events = self._doors.download(found.repository, found.revision)
            try:
                for event in events:
                    if event.entry is not None:
                        return event.entry
                    if download.stop.is_set():
                        break
                    self._put("progress", (download, event))
            finally:
                events.close()  # which cancels
            return None

        self._guard("download", download.number, work)

    # ---- the GUI's thread ----

    def _delivered(self, _name: str, message: object) -> None:
        if isinstance(message, tuple):
            download, event = message
            if isinstance(download, _Download) and download is self._download and not download.stop.is_set():
                self.progressed.emit(event)
            return
        assert isinstance(message, Done | Refused)
        if message.task == "download":
            ended, self._download = self._download, None
            stopped = ended is not None and ended.stop.is_set()
            if stopped and not (isinstance(message, Done) and message.result is not None):
                self.cancelled.emit()
                return
        newest = {"look up": self._asked, "search": self._asked, "card": self._shown}
        if newest.get(message.task, message.number) != message.number:
            return
        if isinstance(message, Refused):
            self.refused.emit(message)
        elif message.task == "list":
            self.listed.emit(message.result)
        else:
            self.done.emit(message)


class _Download:
    """One download: its number, and whether it is to stop."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.stop = threading.Event()


def _layout(entry: LibraryEntry) -> Literal["ours", "marian", "transformers"]:
    """Whose files a model is made of, and, of Hugging Face's, who plays it."""
    try:
        config = read_json(entry.path / "config.json")
    except (UserError, OSError):
        return "ours"  # a run folder or a plain checkpoint
    if "format" in config:
        return "ours"
    return "transformers" if family_of(config).loads == "transformers" else "marian"


def _card(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return file.read(LONGEST_CARD).decode(errors="replace")
    except OSError as error:
        raise UserError(
            QT_TRANSLATE_NOOP("Model", "The card {path} cannot be read ({reason})."), path=path, reason=error
        ) from error
