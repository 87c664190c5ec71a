"""Measures in a process of its own how long a training would take here; the newest request wins."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from gui.jobs import run_process
from gui.jobs.guard import Failure
from gui.jobs.job import Job, Request
from gui.state.language import language
from model.errors import UserError, reason_of, sentence_from_json
from model.values.estimate import Estimate

DELAY = 0.25  # seconds without another request before a measurement starts


class Estimator(QObject):
    """All methods are called in the GUI thread and return at once, except `close`, which waits for the thread."""

    measured = Signal(object)  # Estimate
    refused = Signal(str)  # one sentence, as shown

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._job = Job("estimator", self)

    def request(self, text: str) -> None:
        """Measure the recipe in this TOML text after a short delay; this cancels an earlier request."""
        self._job.ask(
            "estimate",
            lambda request: _measure(text, request),
            done=self.measured.emit,
            failed=self._refuse,
            delay=DELAY,
        )

    def cancel(self) -> None:
        """Give up what was asked."""
        self._job.cancel()

    def close(self) -> None:
        self._job.close()

    def _refuse(self, failure: Failure) -> None:
        reason = language.say(failure.text) or self.tr("it ended without an error message")
        self.refused.emit(self.tr("The time cannot be measured: {0}").format(reason))


def _measure(text: str, request: Request) -> Estimate:
    """Raises `UserError` with the last line of the process's standard error, which may be empty."""
    try:
        with tempfile.TemporaryDirectory(prefix="translucent-") as folder:
            config = Path(folder) / "estimate.toml"
            config.write_text(text, encoding="utf-8")
            process = subprocess.Popen(
                [sys.executable, str(run_process.MAIN), "train", str(config), "--estimate"],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                encoding="utf-8",
                errors="replace",
                cwd=run_process.MAIN.parent,
                env=run_process.environment(),
                creationflags=run_process.NO_CONSOLE,
            )
            request.at_cancel(process.kill)
            printed, said = process.communicate()
    except OSError as error:
        raise UserError(reason_of(error)) from error
    try:
        return _estimate(json.loads(printed.strip().splitlines()[-1]))
    except (ValueError, IndexError, TypeError, KeyError, RecursionError):
        raise UserError(run_process.last_sentence(said)) from None


def _estimate(values: dict[str, Any]) -> Estimate:
    """The estimate that the process printed; raises one of several errors if `values` are something else."""
    told = {key: value for key, value in values.items() if key != "sentences"}
    return Estimate(**{**told, "device": sentence_from_json(values, told["device"])})
