"""Installs an optional extra of pyproject.toml with the running Python's pip, in a thread of its own.

What is already there is named too, so that pip changes no version that the program needs. While packages are loaded it
can be given up; once pip puts them in place it is left to finish, which takes seconds, because half an installation
would be worse than none.
"""

from __future__ import annotations

import importlib
import logging
import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from bootstrap import pip
from bootstrap.requirements import requirements
from gui.jobs import run_process
from gui.jobs.mailbox import Mailbox
from gui.state.language import language
from model.errors import reason_of

log = logging.getLogger(__name__)

PIP = ("-m", "pip", "install", "--disable-pip-version-check", "--no-input", "--progress-bar", "off", "--prefer-binary")
PLACING = "Installing collected packages"  # how the line begins from which on pip is left to finish


@dataclass(frozen=True)
class Said:
    """One line of progress."""

    number: int
    text: str
    placing: bool  # whether it can no longer be given up


@dataclass(frozen=True)
class Ended:
    number: int
    problem: str  # one sentence; "": installed


def new_requirements(extra: str) -> list[str]:
    """What the extra asks for beyond what the program always needs, as pyproject.toml writes it."""
    try:
        always = set(requirements())
        return [requirement for requirement in requirements(extra) if requirement not in always]
    except (OSError, KeyError):
        return []


def by_hand(extra: str) -> str:
    """The command that does the same in a terminal."""
    python = f'"{sys.executable}"' if " " in sys.executable else sys.executable
    return " ".join([python, "-m pip install", *(f'"{one}"' for one in new_requirements(extra))])


class ExtraInstall(QObject):
    """All methods are called in the GUI thread and return at once, but `close`, which waits for the thread to end."""

    said = Signal(str, bool)  # a line of progress; whether it can no longer be given up
    installed = Signal()
    refused = Signal(str)  # one sentence

    def __init__(self, parent: QObject | None = None, python: Sequence[str] = (sys.executable,)) -> None:
        """`python` is the command of the interpreter whose pip installs."""
        super().__init__(parent)
        self._python = tuple(python)
        self._mailbox = Mailbox(self)
        self._mailbox.delivered.connect(self._delivered)
        self._lock = threading.Lock()
        self._number = 0
        self._process: subprocess.Popen[str] | None = None
        self._placing = False
        self._thread: threading.Thread | None = None

    @property
    def running(self) -> bool:
        return self._thread is not None and self._thread.is_alive()

    def start(self, extra: str) -> None:
        """Install it; nothing while an installation runs."""
        if self.running:
            return
        self._number += 1
        self._placing = False
        self._thread = threading.Thread(target=self._run, args=(self._number, extra), name="pip", daemon=True)
        self._thread.start()

    def cancel(self) -> None:
        """Give it up while packages are loaded; nothing was changed then."""
        with self._lock:
            if self._placing:
                return
            self._number += 1
            if self._process is not None:
                _kill(self._process)

    def close(self) -> None:
        self.cancel()
        if self._thread is not None:
            self._thread.join()

    # ---- the thread ----

    def _run(self, number: int, extra: str) -> None:
        try:
            problem = self._install(number, extra)
        except OSError as error:
            problem = self.tr("pip could not be started ({0}); run by hand: {1}").format(
                language.say(reason_of(error)), by_hand(extra)
            )
        except Exception as error:  # a fault here must not leave the dialog waiting
            log.exception("installing %s failed", extra)
            problem = f"{type(error).__name__}: {error}"
        importlib.invalidate_caches()  # so that what is new can be imported without another start
        self._mailbox.put("ended", Ended(number, problem))

    def _install(self, number: int, extra: str) -> str:
        """Run pip to its end; what is wrong as one sentence, or nothing."""
        if not new_requirements(extra):
            return self.tr("pyproject.toml beside the program names no packages for this; install the program anew.")
        command = [*self._python, *PIP, *requirements(extra)]
        with self._lock:
            if number != self._number:
                return ""
            process = self._process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                encoding="utf-8",
                errors="replace",
                env={**run_process.environment(), "PIP_USER": "0"},
                start_new_session=True,  # so that what pip itself starts ends with it
                creationflags=run_process.NO_CONSOLE,
            )
        lines: list[str] = []
        with process:
            assert process.stdout is not None
            for line in process.stdout:
                lines.append(line.rstrip())
                if line.startswith(PLACING):
                    with self._lock:
                        self._placing = True
                if told := self._progress(line):
                    self._mailbox.put("said", Said(number, told, self._placing))
        with self._lock:
            self._process = None
        return self._failure(lines, extra) if process.returncode else ""

    def _failure(self, lines: list[str], extra: str) -> str:
        hand = by_hand(extra)
        output = "\n".join(lines)
        if "externally-managed-environment" in output:
            text = self.tr("This Python belongs to the system and takes no packages; install them in it by hand: {0}")
            return text.format(hand)
        if "No module named pip" in output:
            return self.tr("This Python has no pip; get it with your system's package manager, then run: {0}").format(
                hand
            )
        if "No space left on device" in output:
            return self.tr("The disk is full; free some GB and try again, or later run by hand: {0}").format(hand)
        if lack := re.search(r"No matching distribution found for (\S+)", output):
            text = self.tr("There is no build of {0} for Python {1} on this computer; run it by hand with another: {2}")
            return text.format(lack[1], ".".join(map(str, sys.version_info[:2])), hand)
        if not pip.failure(lines).details:  # the network is all that is left to blame
            text = self.tr(
                "The packages could not be loaded, as this computer seems to have no network; connect it and try "
                "again, or with a network run by hand: {0}"
            )
            return text.format(hand)
        last = next((line for line in reversed(lines) if line.strip()), "")
        return self.tr("pip could not install it ({0}); by hand: {1}").format(last.strip(), hand)

    def _progress(self, line: str) -> str:
        """What a person wants to know of one line of pip's output, if anything."""
        if line.startswith(PLACING):
            return self.tr("putting {0} packages in place…").format(line.count(",") + 1)
        told = (pip.progress_text(line) or "").strip()
        return told.replace("already on this machine", self.tr("already on this computer"))

    # ---- the GUI's thread ----

    def _delivered(self, _name: str, message: object) -> None:
        if isinstance(message, Said) and message.number == self._number:
            self.said.emit(message.text, message.placing)
        elif isinstance(message, Ended) and message.number == self._number:
            if message.problem:
                self.refused.emit(message.problem)
            else:
                self.installed.emit()


def _kill(process: subprocess.Popen[str]) -> None:
    if os.name == "nt":
        process.kill()
        return
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except OSError:
        process.kill()
