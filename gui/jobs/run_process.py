"""Trainings as separate processes: starting one, and reading its last line of output.

A training outlives the window that started it; it is asked to pause or to finish through its run folder.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

from model.errors import QT_TRANSLATE_NOOP, SENTENCES, Sentence, UserError
from model.training.run_folder import RunFolder

MAIN = Path(__file__).resolve().parents[2] / "main.py"
_PROGRESS = re.compile(r"^step |\.\.\.$|^[\d,]+ parameters, ")  # lines that a training prints as it goes on
TAIL = 4096  # bytes at the end of log.txt that are looked at
NO_CONSOLE = getattr(subprocess, "CREATE_NO_WINDOW", 0)  # on Windows, where each process would open a console


def environment() -> dict[str, str]:
    """Ours, with UTF-8 output, unbuffered so that a killed process loses no line; errors are printed as JSON too."""
    return {**os.environ, "PYTHONUNBUFFERED": "1", "PYTHONIOENCODING": "utf-8", SENTENCES: "1"}


def start_training(folder: RunFolder, resume: bool, finish: bool = False) -> int:
    """Start the training that `folder`'s config.toml describes and return its process number.

    With `finish` it only makes the model from the newest checkpoint. Its output goes to log.txt; an earlier request
    to pause or finish is dropped. `UserError` when it cannot be started.
    """
    arguments = [sys.executable, str(MAIN), "train", str(folder.config), "--run", str(folder.path)]
    arguments += ["--begun", str(time.time())]  # requests from this time on are for this process
    arguments += ["--resume"] if resume else []
    arguments += ["--finish"] if finish else []
    try:
        folder.path.mkdir(parents=True, exist_ok=True)
        folder.fulfil()
        with folder.log.open("ab") as log:
            # Not QProcess: in PySide its detached start returns no process number.
            process = subprocess.Popen(
                arguments,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                cwd=MAIN.parent,
                env=environment(),
                start_new_session=True,  # Ctrl+C in the window's terminal is not meant for it
                creationflags=NO_CONSOLE,
            )
    except OSError as error:
        raise UserError(
            QT_TRANSLATE_NOOP(
                "Model",
                "The training cannot be started in {path} ({reason}); free some space or choose another folder.",
            ),
            path=folder.path,
            reason=error,
        ) from error
    process.returncode = 0  # it outlives this program and is not waited for; without this Popen would warn
    return process.pid


def collect(process: int) -> None:
    """Reap an ended child process (POSIX), which else stays in the process table; other systems do not need this."""
    if os.name == "posix" and process > 0:
        with contextlib.suppress(ChildProcessError):
            os.waitpid(process, os.WNOHANG)


def end_start(process: int) -> None:
    """End a process that has started but reported nothing yet; no work is lost."""
    with contextlib.suppress(OSError):
        os.kill(process, signal.SIGTERM)


def discard_start(folder: RunFolder) -> None:
    """Remove the folder of a failed start, if it holds only files that the start put there."""
    started = {folder.config, folder.log, folder.path / "status.json", folder.path / "wish.json", folder.lock}
    with contextlib.suppress(OSError):
        if set(folder.path.iterdir()) <= started:
            for path in folder.path.iterdir():
                path.unlink()
            folder.path.rmdir()


def last_message(folder: RunFolder) -> Sentence | str:
    """The last line that the training process printed, which may say why it ended; "" if it only tells progress."""
    try:
        with folder.log.open("rb") as file:
            file.seek(max(file.seek(0, os.SEEK_END) - TAIL, 0))
            said = last_sentence(file.read().decode(errors="replace"))
    except OSError:
        return ""
    return "" if _PROGRESS.search(str(said)) else said


def last_sentence(printed: str) -> Sentence | str:
    """The last line that a process printed; as a `Sentence` if the line before it holds the same sentence as JSON."""
    lines = [line.strip() for line in printed.splitlines() if line.strip()]
    before, last = ["", "", *lines][-2:]
    try:
        found = Sentence.from_json(json.loads(before))
    except (ValueError, RecursionError):
        found = None
    return last if found is None or str(found) != last else found
