"""Measures in a process of its own how long a training would take here; the newest request wins."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from gui.jobs import run_process
from gui.jobs.mailbox import Mailbox
from gui.state.language import language
from model.errors import Sentence, reason_of, sentence_from_json

DELAY = 250  # milliseconds without another request before a measurement starts


@dataclass(frozen=True)
class Estimate:
    """What `main.py train CONFIG --estimate` measured on this computer."""

    parameters: int
    updates: int
    seconds_per_update: float
    seconds: float  # for the whole run
    device: Sentence | str
    precision: str


@dataclass(frozen=True)
class _Answer:
    number: int
    estimate: Estimate | None
    problem: Sentence | str = ""


class Estimator(QObject):
    """All methods are called in the GUI thread and return at once, but `close`, which waits for the threads to end."""

    measured = Signal(object)  # Estimate
    refused = Signal(str)  # one sentence, as shown

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._mailbox = Mailbox(self)
        self._mailbox.delivered.connect(self._delivered)
        self._lock = threading.Lock()
        self._number = 0
        self._process: subprocess.Popen[str] | None = None
        self._threads: list[threading.Thread] = []
        self._text = ""
        self._delay = QTimer(self)
        self._delay.setSingleShot(True)
        self._delay.setInterval(DELAY)
        self._delay.timeout.connect(self._start)

    @property
    def process_number(self) -> int:
        """The process that measures now; 0 when none does."""
        process = self._process
        return process.pid if process is not None else 0

    def request(self, text: str) -> None:
        """Measure the recipe in this TOML text, soon; whatever was asked before is given up."""
        self.cancel()
        self._text = text
        self._delay.start()

    def cancel(self) -> None:
        """Give up what was asked."""
        self._delay.stop()
        with self._lock:
            self._number += 1
            if self._process is not None:
                self._process.kill()

    def close(self) -> None:
        self.cancel()
        for thread in self._threads:
            thread.join()

    def _start(self) -> None:
        thread = threading.Thread(target=self._run, args=(self._number, self._text), name="estimator", daemon=True)
        self._threads = [old for old in self._threads if old.is_alive()] + [thread]
        thread.start()

    def _run(self, number: int, text: str) -> None:
        try:
            with tempfile.TemporaryDirectory(prefix="translucent-") as folder:
                config = Path(folder) / "estimate.toml"
                config.write_text(text, encoding="utf-8")
                printed, said = self._measure(number, config)
        except OSError as error:
            self._mailbox.put("estimate", _Answer(number, None, reason_of(error)))
            return
        try:
            answer = _Answer(number, _estimate(json.loads(printed.strip().splitlines()[-1])))
        except (ValueError, IndexError, TypeError, KeyError, RecursionError):
            answer = _Answer(number, None, run_process.last_sentence(said))
        self._mailbox.put("estimate", answer)

    def _measure(self, number: int, config: Path) -> tuple[str, str]:
        """What the process printed on standard output and standard error."""
        with self._lock:
            if number != self._number:
                return "", ""
            process = self._process = subprocess.Popen(
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
        printed, said = process.communicate()
        with self._lock:
            if self._process is process:
                self._process = None
        return printed, said

    def _delivered(self, _name: str, answer: _Answer) -> None:
        if answer.number != self._number:
            return
        if answer.estimate is not None:
            self.measured.emit(answer.estimate)
        else:
            reason = language.say(answer.problem) or self.tr("it ended without a word")
            self.refused.emit(self.tr("The time cannot be measured: {0}").format(reason))


def _estimate(values: dict[str, Any]) -> Estimate:
    """What the process printed; any of several errors for something else."""
    told = {key: value for key, value in values.items() if key != "sentences"}
    return Estimate(**{**told, "device": sentence_from_json(values, told["device"])})
