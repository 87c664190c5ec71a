"""The library's and the hub's work off the GUI thread: listing, adding, removing, exporting; looking up, downloading.

Three threads, so that none waits for another: files of this computer, questions to the hub, and the one download.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from PySide6.QtCore import QObject, Signal

from gui.jobs.guard import Failure
from gui.jobs.job import Job, Request
from gui.jobs.library_service import LibraryService
from model.errors import QT_TRANSLATE_NOOP, Sentence, UserError
from model.files import read_json
from model.foreign.families import family_of, has_transformers
from model.library.entry import LibraryEntry

if TYPE_CHECKING:
    from model.library.hub import DownloadProgress, HubModel
    from model.library.hub.staging import Unfinished

EXTRA = "families"  # what other families need, by its name in pyproject.toml
MOMENT = 2.0  # seconds that closing waits for the network
LONGEST_CARD = 300_000  # bytes of a card that are read
Task = Literal["list", "add", "remove", "rename", "discard", "card", "export", "look up", "search", "download"]


@dataclass(frozen=True)
class Listed:
    """All models. `lacking`: the keys of those that need packages not installed; `exportable`: the keys of those that
    can be written as a folder for transformers."""

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
    """All methods are called in the GUI thread and return at once, except `close`, which waits for the threads."""

    listed = Signal(object)  # Listed
    done = Signal(object)  # Done
    refused = Signal(object)  # Refused
    progressed = Signal(object)  # DownloadProgress
    cancelled = Signal()  # the download was cancelled; the files so far are kept

    def __init__(self, service: LibraryService, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._service = service
        self._files, self._questions, self._downloads = Job("library", self), Job("hub", self), Job("download", self)
        self._number = 0
        self._stop_download = threading.Event()

    @property
    def downloading(self) -> bool:
        return self._downloads.pending("download")

    def list_models(self) -> None:
        """Tell all models of this computer with `listed`."""
        refuse = partial(self._refuse, "list", 0)
        self._files.ask("list", lambda _: self._list(), done=self.listed.emit, failed=refuse)

    def add_folder(self, path: Path) -> int:
        return self._change("add", lambda: self._service.add_folder(path))

    def remove(self, key: str) -> int:
        return self._change("remove", lambda: self._service.remove(key))

    def rename(self, key: str, name: str) -> int:
        return self._change("rename", lambda: self._service.rename(key, name))

    def discard(self, repository: str) -> int:
        """Delete the files of an unfinished download."""
        return self._change("discard", lambda: self._service.discard(repository))

    def export(self, path: Path, target: Path) -> int:
        """Write the model in `path` as a folder that transformers can load."""

        def work() -> Path:
            self._service.export(path, target)
            return target

        return self._change("export", work)

    def read_card(self, path: Path) -> int:
        """Read a card; only the newest request is answered."""
        return self._ask(self._files, "card", "card", lambda: _card(path))

    def look_up(self, name: str) -> int:
        """Ask the hub about a repository; only the newest question is answered."""
        return self._ask(self._questions, "question", "look up", lambda: self._service.look_up(name))

    def search_hub(self, text: str) -> int:
        """Search the hub; only the newest question is answered."""
        return self._ask(self._questions, "question", "search", lambda: self._service.search_hub(text))

    def download(self, found: HubModel) -> None:
        """Download what was looked up; one at a time."""
        if self.downloading:
            return
        self._number += 1
        number = self._number
        self._stop_download = stop = threading.Event()

        def tell(progress: DownloadProgress) -> None:
            if not stop.is_set():
                self.progressed.emit(progress)

        def end(entry: LibraryEntry | None) -> None:
            if entry is None:
                self.cancelled.emit()
            else:
                self.done.emit(Done("download", number, entry))

        def refuse(failure: Failure) -> None:
            if stop.is_set():
                self.cancelled.emit()
            else:
                self._refuse("download", number, failure)

        self._downloads.ask(
            "download", lambda request: self._load(found, stop, request), told=tell, done=end, failed=refuse
        )

    def cancel_download(self) -> None:
        """Cancel it soon; the files so far are kept, and the next download continues from them."""
        self._stop_download.set()

    def close(self) -> None:
        """Wait for work on files, but only `MOMENT` seconds for the network: its threads then end with the process."""
        self.cancel_download()
        self._files.close()
        for job in (self._questions, self._downloads):
            job.close(MOMENT)

    # ---- requests and what comes of them ----

    def _change(self, task: Task, work: Callable[[], Any]) -> int:
        """Ask for something that no later request replaces."""
        return self._ask(self._files, f"{task} {self._number + 1}", task, work)

    def _ask(self, job: Job, slot: str, task: Task, work: Callable[[], Any]) -> int:
        """Ask for work; the newest request of each slot wins."""
        self._number += 1
        number = self._number
        job.ask(
            slot,
            lambda _: work(),
            done=lambda result: self.done.emit(Done(task, number, result)),
            failed=partial(self._refuse, task, number),
        )
        return number

    def _refuse(self, task: Task, number: int, failure: Failure) -> None:
        self.refused.emit(Refused(task, number, failure.text, failure.extra))

    # ---- the threads ----

    def _list(self) -> Listed:
        found = tuple(self._service.entries())
        played = {entry.key for entry in found if _layout(entry) == "transformers"}
        ours = {entry.key for entry in found if not entry.problem and _layout(entry) == "ours"}
        lacking = frozenset() if has_transformers() else frozenset(played)
        return Listed(found, lacking, frozenset(ours), tuple(self._service.unfinished()), self._service.notice())

    def _load(self, found: HubModel, stop: threading.Event, request: Request) -> LibraryEntry | None:
        """The model, or None where it was given up."""
        with closing(self._service.download(found.repository, found.revision)) as events:  # closing cancels
            for event in events:
                if event.entry is not None:
                    return event.entry
                if stop.is_set():
                    break
                request.tell(event)
        return None


def _layout(entry: LibraryEntry) -> Literal["ours", "marian", "transformers"]:
    """The format of a model's files: ours, or Hugging Face's, run by our own code ("marian") or by transformers."""
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
