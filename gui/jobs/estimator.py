"""Measures in a process of its own how long a training would take here; the newest request wins."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from gui.jobs import run_process
from gui.jobs.guard import Failure
from gui.jobs.job import Job, Request
from model.errors import UserError
from model.values.estimate import Estimate

DELAY = 0.25  # seconds without another request before a measurement starts


class Estimator(QObject):
    """All methods are called in the GUI thread and return at once, but `close`, which waits for the thread to end."""

    measured = Signal(object)  # Estimate
    refused = Signal(str)  # one sentence

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._job = Job("estimator", self)

    def request(self, text: str) -> None:
        """Measure the recipe in this TOML text, soon; whatever was asked before is given up."""
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
        reason = failure.text or self.tr("it ended without a word")
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
        raise UserError(str(error.strerror)) from error
    try:
        return Estimate(**json.loads(printed.strip().splitlines()[-1]))
    except (ValueError, IndexError, TypeError):
        raise UserError(said.strip().splitlines()[-1] if said.strip() else "") from None
