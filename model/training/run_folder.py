"""Reads a run folder, while it is written or afterwards. No torch, no Qt.

The trainer writes it, on this machine or another; the window, the command line and the tests read it with this module.
It is readable at any time: every file is renamed into place when complete, and the two logs grow by whole lines.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import socket
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal

from model.errors import QT_TRANSLATE_NOOP, UserError, sentence_from_json, sentences_as_json
from model.files import read_json, write_json
from model.training.lock import HeldError, is_held, locked
from model.unfinished import process_exists
from model.values.run_status import RunStatus

Wish = Literal["", "pause", "finish"]

QUIET_SECONDS = 300.0  # a run on another machine counts as interrupted after so long without a new status
_CHECKPOINT = re.compile(r"step-(\d+)\.safetensors")
_SNAPSHOT = re.compile(r"(\d+)\.safetensors")


class LineTail:
    """The new complete lines of a JSON Lines file since the last `read`; an incomplete line is left for the next."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._position = 0
        self._file = 0  # inode: a resumed run may have replaced the log

    def read(self) -> tuple[list[dict[str, Any]], bool]:
        """New objects, and whether the file was replaced, so that lines read before are no longer valid."""
        try:
            with self.path.open("rb") as file:
                state = os.fstat(file.fileno())
                anew = self._position > 0 and (state.st_ino != self._file or state.st_size < self._position)
                if anew:
                    self._position = 0
                self._file = state.st_ino
                file.seek(self._position)
                content = file.read()
        except FileNotFoundError:
            anew, self._position = self._position > 0, 0
            return [], anew
        whole = content[: content.rfind(b"\n") + 1]
        self._position += len(whole)
        found = []
        for line in whole.splitlines():
            try:
                value = json.loads(line)
            except ValueError:
                continue  # a line cut off by a power failure
            if isinstance(value, dict):
                found.append(value)
        return found, anew


class RunFolder:
    """The files of one run. A file that does not exist yet never makes reading fail."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.config = path / "config.toml"
        self.metrics = path / "metrics.jsonl"  # `event`: the name of a training event, with its fields
        self.samples = path / "samples.jsonl"  # step, source, reference, translation
        self.log = path / "log.txt"  # output of the training process, if the window started it
        self.checkpoints = path / "checkpoints"
        self.snapshots = path / "snapshots"
        self.bundle = path / "bundle"
        self.cleaning = path / "cleaning.json"  # the cleaning report of the training pairs
        self.streamed = path / "streamed"  # copies of what came from pipes, for a resumed run
        self.data = path / "data.json"  # hashes of the training and validation pairs
        self.vocabularies = [path / f"{side}.model" for side in ("joint", "source", "target")]
        self.lock = path / "lock"  # held by the process that trains
        self._status = path / "status.json"
        self._wish = path / "wish.json"

    @property
    def exists(self) -> bool:
        """Whether this folder is a run: it has a configuration and a status."""
        return os.path.isfile(self.config) and os.path.isfile(self._status)  # False where it may not be looked into

    # ---- how it stands ----

    def status(self) -> RunStatus:
        """Raises `UserError` if the folder is no run, or its status was written by another version."""
        if not self._status.is_file():
            raise UserError(
                QT_TRANSLATE_NOOP(
                    "Model", "{path} is no run folder: it has no status.json; choose one written by main.py train."
                ),
                path=self.path,
            )
        values = read_json(self._status)
        try:
            status = _status(values)
        except TypeError as error:
            raise UserError(
                QT_TRANSLATE_NOOP("Model", "{file} was written by another version; train with this one anew."),
                file=self._status,
            ) from error
        if status.state not in ("preparing", "running", "paused", "finished", "failed"):
            raise UserError(
                QT_TRANSLATE_NOOP("Model", "{file} was written by another version; train with this one anew."),
                file=self._status,
            )
        return status

    def tell(self, status: RunStatus) -> None:
        """For the trainer: write status.json."""
        values = dict(vars(replace(status, process=os.getpid(), host=socket.gethostname(), time=time.time())))
        del values["alive"]
        write_json(self._status, sentences_as_json(values))

    def is_here(self, status: RunStatus) -> bool:
        """Whether this computer wrote the status."""
        return status.host == socket.gethostname()

    def alive(self, status: RunStatus) -> bool:
        """Whether a run with an active status is really running: a killed process leaves the status "running"."""
        if not status.active:
            return False
        if self.is_here(status):  # the lock, too: after a restart another process may have the same number
            return process_exists(status.process) and is_held(self.lock)
        return time.time() - status.time < QUIET_SECONDS

    @contextlib.contextmanager
    def claimed(self) -> Iterator[None]:
        """For the trainer: lock the folder for this process; `UserError` if another process holds the lock."""
        try:
            with locked(self.lock):
                yield
        except HeldError as error:
            raise UserError(
                QT_TRANSLATE_NOOP(
                    "Model",
                    "{path} is being trained by another process at this moment; pause that one first, "
                    "or remove {lock} if its computer has gone.",
                ),
                path=self.path,
                lock=self.lock,
            ) from error

    # ---- asking something of the process that trains, wherever it runs ----

    def ask(self, wish: Wish) -> None:
        """Ask the trainer to pause (save and end) or to finish (write the bundle with the weights learnt so far)."""
        write_json(self._wish, {"wish": wish, "time": time.time()})

    def wish(self) -> Wish:
        """The current request, "" if there is none."""
        if not self._wish.exists():
            return ""
        try:
            wish = read_json(self._wish).get("wish", "")
        except UserError:
            return ""
        return wish if wish in ("pause", "finish") else ""

    def fulfil(self) -> None:
        """For the trainer: delete the request."""
        self._wish.unlink(missing_ok=True)

    def forget(self, before: float) -> None:
        """For the trainer: delete a request older than `before` (seconds since 1970), meant for an earlier process."""
        asked = None
        with contextlib.suppress(UserError):
            asked = read_json(self._wish).get("time")
        if not (isinstance(asked, float) and asked >= before):
            self.fulfil()

    # ---- what it has written ----

    def snapshot_steps(self) -> list[int]:
        """The steps at which the probe sentences' attention was saved, ascending."""
        return sorted(_numbers(self.snapshots, _SNAPSHOT))

    def snapshot(self, step: int) -> Path:
        return self.snapshots / f"{step:07d}.safetensors"

    def checkpoint_steps(self) -> list[int]:
        return sorted(_numbers(self.checkpoints, _CHECKPOINT))


def _status(values: dict[str, Any]) -> RunStatus:
    """Raises TypeError if the values are not a status."""
    told = {key: value for key, value in values.items() if key != "sentences"}
    notices = tuple(sentence_from_json(values, notice) for notice in values.get("notices", ()))
    return RunStatus(**{**told, "reason": sentence_from_json(values, values.get("reason", "")), "notices": notices})


def _numbers(folder: Path, name: re.Pattern[str]) -> list[int]:
    try:
        return [int(match[1]) for entry in os.scandir(folder) if (match := name.fullmatch(entry.name))]
    except FileNotFoundError:
        return []
