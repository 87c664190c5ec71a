"""Downloads a model: a generator of progress. Closing it cancels; received bytes are kept for the next attempt.

It uses plain HTTP with ranges, in the caller's thread, instead of the hub library's downloads: those cannot be stopped
at any moment, and its faster protocol (xet) cannot resume a partly received file (huggingface_hub 1.33).
"""

from __future__ import annotations

import errno
import os
import time
from collections import deque
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from model.errors import QT_TRANSLATE_NOOP, Sentence, UserError
from model.library.entry import LibraryEntry
from model.library.hub.connection import BrokenOffError, answering
from model.library.hub.models import HubFile, look_up
from model.library.hub.staging import Staging, installed, megabytes, new_digest

if TYPE_CHECKING:
    import httpx

ATTEMPTS = 5  # failed attempts in a row without progress
FIRST_WAIT = 1.0  # seconds before the second attempt; doubled for each further one
LONGEST_WAIT = 120.0  # seconds; if the hub asks for a longer wait, the download ends and says so
_EVERY = 0.1  # seconds between two events
_WINDOW = 10.0  # seconds over which the speed is measured
_SIZE = Sentence(QT_TRANSLATE_NOOP("Model", "size"))
_CHECKSUM = Sentence(QT_TRANSLATE_NOOP("Model", "checksum"))
_BLOCK = 1 << 20  # bytes


@dataclass(frozen=True)
class DownloadProgress:
    """The progress of a download; the last event carries the model's entry in the library."""

    done: int  # bytes received, including those of earlier attempts
    total: int
    file: str = ""
    seconds_left: float | None = None  # None if unknown
    note: Sentence | str = ""  # a sentence on why it waits
    entry: LibraryEntry | None = None


def download(repo_id: str, revision: str | None = None) -> Generator[DownloadProgress, None, None]:
    """Download a model at one commit, check every file, and put it into the library in one rename.

    `revision` should be the commit from `look_up`, so that the user gets the model that was shown. Raises `UserError`,
    one sentence, for everything that stops it; received bytes are kept.
    """
    model = look_up(repo_id, revision)
    if model.problem:
        raise UserError(
            QT_TRANSLATE_NOOP("Model", "{repository} was not downloaded, as it cannot be used here. {problem}"),
            repository=model.repository,
            problem=model.problem,
        )
    if entry := installed(model):
        yield DownloadProgress(model.size, model.size, entry=entry, seconds_left=0.0)
        return
    staging = Staging(model)
    try:
        with staging.claimed():
            meter = _Meter(staging.prepare(), model.size)
            yield meter.event("")
            for file in model.files:
                if not staging.whole(file):
                    yield from _fetch(staging, file, meter)
            entry = staging.finish()
    except OSError as error:
        raise _unwritable(staging.folder, error) from error
    yield DownloadProgress(model.size, model.size, entry=entry, seconds_left=0.0)


class _Meter:
    """Counts bytes and estimates the remaining time."""

    def __init__(self, done: int, total: int) -> None:
        self.done, self.total = done, total
        self._seen: deque[tuple[float, int]] = deque([(time.monotonic(), done)])
        self._told = 0.0

    def add(self, count: int) -> None:
        self.done += count

    @property
    def due(self) -> bool:
        return time.monotonic() - self._told >= _EVERY

    def event(self, file: str, note: Sentence | str = "") -> DownloadProgress:
        now = self._told = time.monotonic()
        self._seen.append((now, self.done))
        while len(self._seen) > 2 and now - self._seen[0][0] > _WINDOW:
            self._seen.popleft()
        begin, before = self._seen[0]
        left = None
        if now - begin >= 0.5 and self.done > before:
            left = (self.total - self.done) * (now - begin) / (self.done - before)
        return DownloadProgress(self.done, self.total, file, left, note)


def _fetch(staging: Staging, file: HubFile, meter: _Meter) -> Iterator[DownloadProgress]:
    """Download one file, resuming an earlier attempt, and check it; until then its name ends in `.part`."""
    failures, most = 0, meter.done
    while True:
        try:
            yield from _attempt(staging, file, meter)
            return
        except BrokenOffError as error:
            failures = 1 if meter.done > most else failures + 1
            most = max(most, meter.done)  # restarting a file from its beginning is not progress
            wait = error.wait or FIRST_WAIT * 2 ** (failures - 1)
            if failures >= ATTEMPTS or wait > LONGEST_WAIT:
                raise UserError(
                    QT_TRANSLATE_NOOP(
                        "Model",
                        "{problem}; {done} of {total} came and are kept, and the next download goes on from there.",
                    ),
                    problem=error,
                    done=megabytes(meter.done),
                    total=megabytes(meter.total),
                ) from error
            waiting = Sentence(QT_TRANSLATE_NOOP("Model", "{what}; trying again."), what=error.what)
            ends = time.monotonic() + wait
            while time.monotonic() < ends:
                yield meter.event(file.name, waiting)
                time.sleep(min(_EVERY, wait))


def _attempt(staging: Staging, file: HubFile, meter: _Meter) -> Iterator[DownloadProgress]:
    """Request the missing part of one file once; raises `BrokenOffError` if the answer ends too early."""
    path, model = staging.part(file), staging.model
    address = f"{model.repository}/resolve/{model.revision}/{quote(file.name)}"
    digest, have = new_digest(file), 0
    with path.open("ab") as part:
        for block in _blocks(path):  # the checksum covers earlier bytes too
            digest.update(block)
            have += len(block)
            if meter.due:
                yield meter.event(file.name)
        if have < file.size:
            with answering(address, model.repository, offset=have) as response:
                if _total(response) not in (None, file.size):
                    raise _wrong(staging, file, meter, _SIZE)
                if have and not _goes_on(response, have):  # the answer is the whole file, or not usable
                    part.truncate(0)
                    meter.add(-have)
                    digest, have = new_digest(file), 0
                    if response.status_code != 200:
                        text = QT_TRANSLATE_NOOP("Model", "The hub did not go on where it was asked to")
                        raise BrokenOffError(Sentence(text))
                for chunk in response.iter_bytes():
                    have += len(chunk)
                    if have > file.size:
                        raise _wrong(staging, file, meter, _SIZE)
                    part.write(chunk)
                    part.flush()  # so that counted bytes are in the file if the user cancels
                    digest.update(chunk)
                    meter.add(len(chunk))
                    if meter.due:
                        yield meter.event(file.name)
        if have < file.size:
            raise BrokenOffError(Sentence(QT_TRANSLATE_NOOP("Model", "The connection to the hub ended too early")))
        part.flush()
        os.fsync(part.fileno())
    if file.kind and digest.hexdigest() != file.checksum:
        raise _wrong(staging, file, meter, _CHECKSUM)
    staging.keep(file)
    yield meter.event(file.name)


def _goes_on(response: httpx.Response, have: int) -> bool:
    """Whether the answer is the requested rest of the file, uncompressed."""
    plain = response.headers.get("Content-Encoding", "identity") == "identity"
    begins = response.headers.get("Content-Range", "").startswith(f"bytes {have}-")
    return response.status_code == 206 and plain and begins


def _total(response: httpx.Response) -> int | None:
    """The size of the whole file, None if the answer does not give it."""
    if response.headers.get("Content-Encoding", "identity") != "identity":
        return None
    text = response.headers.get("Content-Range", "").rpartition("/")[2]
    if response.status_code == 200:
        text = response.headers.get("Content-Length", "")
    return int(text) if text.isdecimal() else None


def _wrong(staging: Staging, file: HubFile, meter: _Meter, what: Sentence) -> UserError:
    """Discard the received part of a file; returns the error that says why."""
    meter.add(-staging.there(file))
    staging.drop(file)
    return UserError(
        QT_TRANSLATE_NOOP(
            "Model",
            "{name} of {repository} is not what the hub announced (its {what} is wrong) and was "
            "thrown away; download again, and if that repeats itself, tell the model's author.",
        ),
        name=file.name,
        repository=staging.model.repository,
        what=what,
    )


def _blocks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            yield block


def _unwritable(folder: Path, error: OSError) -> UserError:
    if error.errno in (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)):
        return UserError(
            QT_TRANSLATE_NOOP(
                "Model",
                "The disk of {folder} is full; what came is kept, so free some space and download "
                "again, and it goes on.",
            ),
            folder=folder,
        )
    return UserError(
        QT_TRANSLATE_NOOP(
            "Model", "{folder} cannot be written ({reason}); name a folder that you may write to in TRANSLUCENT_MODELS."
        ),
        folder=folder,
        reason=error,
    )
