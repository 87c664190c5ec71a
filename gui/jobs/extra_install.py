"""Installs an optional extra of pyproject.toml with the running Python's pip, in a thread of its own.

Installed packages are listed too, so that pip changes no version that the program needs. The installation can be
cancelled while packages are downloaded. Once pip puts them in place it runs to its end, which takes seconds, because
half an installation would be worse than none.
"""

from __future__ import annotations

import importlib
import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from bootstrap import pip
from bootstrap.requirements import requirements
from gui.jobs import run_process
from gui.jobs.guard import Failure
from gui.jobs.job import Job, Request
from gui.state.language import language
from model.errors import UserError, reason_of

PIP = ("-m", "pip", "install", "--disable-pip-version-check", "--no-input", "--progress-bar", "off", "--prefer-binary")
PLACING = "Installing collected packages"  # from the line that begins so, pip runs to its end


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
    """All methods are called in the GUI thread and return at once, except `close`, which waits for the thread."""

    said = Signal(str, bool)  # a line of progress; whether it can no longer be given up
    installed = Signal()
    refused = Signal(str)  # one sentence

    def __init__(self, parent: QObject | None = None, python: Sequence[str] = (sys.executable,)) -> None:
        """`python` is the command of the interpreter whose pip installs."""
        super().__init__(parent)
        self._python = tuple(python)
        self._job = Job("pip", self)
        self._placing = threading.Event()  # set once pip puts the packages in place

    @property
    def running(self) -> bool:
        return self._job.pending("install")

    def start(self, extra: str) -> None:
        """Install it; nothing while an installation runs."""
        if self.running:
            return
        self._placing = placing = threading.Event()
        self._job.ask(
            "install",
            lambda request: self._install(extra, placing, request),
            told=lambda line: self.said.emit(*line),
            done=lambda _: self.installed.emit(),
            failed=self._refuse,
        )

    def cancel(self) -> None:
        """Cancel it while packages are downloaded; nothing has been changed by then."""
        if not self._placing.is_set():
            self._job.cancel()

    def close(self) -> None:
        self._job.close()

    def _refuse(self, failure: Failure) -> None:
        self.refused.emit(language.say(failure.text))

    # ---- the thread ----

    def _install(self, extra: str, placing: threading.Event, request: Request) -> None:
        """Run pip to its end; `UserError` says what is wrong."""
        if not new_requirements(extra):
            raise UserError(
                self.tr("pyproject.toml beside the program names no packages for this; install the program anew.")
            )
        try:
            process = subprocess.Popen(
                [*self._python, *PIP, *requirements(extra)],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                encoding="utf-8",
                errors="replace",
                env={**run_process.environment(), "PIP_USER": "0"},
                start_new_session=True,  # so that pip's own child processes end with it
                creationflags=run_process.NO_CONSOLE,
            )
        except OSError as error:
            text = self.tr("pip could not be started ({0}); run by hand: {1}")
            raise UserError(text.format(language.say(reason_of(error)), by_hand(extra))) from error
        request.at_cancel(lambda: None if placing.is_set() else _kill(process))
        lines: list[str] = []
        with process:
            assert process.stdout is not None
            for line in process.stdout:
                lines.append(line.rstrip())
                if line.startswith(PLACING):
                    placing.set()
                if told := self._progress(line):
                    request.tell((told, placing.is_set()))
        importlib.invalidate_caches()  # so that new packages can be imported without a restart
        if process.returncode:
            raise UserError(self._failure(lines, extra))

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
        if not pip.failure(lines).details:  # only the network is left as a cause
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


def _kill(process: subprocess.Popen[str]) -> None:
    """End pip and what it has started."""
    if process.poll() is not None:
        return  # its number may belong to another process by now
    if os.name == "nt":
        process.kill()
        return
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except OSError:
        process.kill()
