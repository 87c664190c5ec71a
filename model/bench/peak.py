"""The peak memory of a child process, without the pages of mapped files that it read."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from model.errors import UserError

ROOT = Path(__file__).parents[2]
SAMPLE_SECONDS = 0.02
RESULT = "result "  # begins the child's last line; every other line names the current stage


def can_measure() -> bool:
    """Whether anonymous memory can be measured; only Linux reports it separately."""
    return Path("/proc/self/status").exists()


def status_bytes(process: str | int, field: str) -> int:
    """A field of /proc/PID/status, "RssAnon" or "VmHWM"; 0 for a process that has gone."""
    try:
        text = Path(f"/proc/{process}/status").read_text()
    except OSError:
        return 0
    return next((1024 * int(line.split()[1]) for line in text.splitlines() if line.startswith(f"{field}:")), 0)


def measure(module: str, arguments: Sequence[str], tell: Callable[[str], None]) -> dict[str, Any]:
    """Run `python -m module arguments` and measure its anonymous memory; `tell` gets the name of each stage.

    Returns "anonymous" (the peak in bytes), "during" (the stage of the peak), "peaks" (the peak of each stage) and
    "result" (what the child reported).

    Pages of mapped files do not count: they are copies of data on the disk, and the system drops them whenever another
    program needs the memory. Raises `UserError` when the child fails.
    """
    with tempfile.TemporaryFile("w+") as errors:
        child = subprocess.Popen(
            [sys.executable, "-m", module, *arguments], stdout=subprocess.PIPE, stderr=errors, text=True, cwd=ROOT
        )
        assert child.stdout is not None  # it is a PIPE
        peaks: dict[str, int] = {}

        def look(doing: str) -> None:
            peaks[doing] = max(peaks.get(doing, 0), status_bytes(child.pid, "RssAnon"))

        def begins(doing: str) -> None:
            look(doing)  # else a stage shorter than SAMPLE_SECONDS would be missing
            tell(doing)

        now = _Report(begins)
        reader = threading.Thread(target=now.follow, args=[child.stdout], name="bench-reader")
        reader.start()
        try:
            while child.poll() is None:
                look(now.doing)
                time.sleep(SAMPLE_SECONDS)
        finally:
            child.kill()
            child.wait()
            reader.join()
            child.stdout.close()
        errors.seek(0)
        reason = (errors.read().strip().splitlines() or ["no reason given"])[-1]
    if child.returncode or now.result is None:
        raise UserError(f"The measuring process ended early ({reason}); free memory and disk space and try again.")
    during = max(peaks, key=lambda name: peaks[name])
    return {"anonymous": peaks[during], "during": during, "peaks": peaks, "result": now.result}


class _Report:
    """The output of the child: its current stage, and at the end its result."""

    def __init__(self, tell: Callable[[str], None]) -> None:
        self.doing = "starting"
        self.result: Any = None
        self._tell = tell

    def follow(self, lines: Iterable[str]) -> None:
        for line in lines:
            if line.startswith(RESULT):
                self.result = json.loads(line.removeprefix(RESULT))
            else:
                self.doing = line.rstrip("\n")
                self._tell(self.doing)
