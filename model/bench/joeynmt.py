"""JoeyNMT 2.3 as a contestant: not a dependency of this project, but installed into the cache on first use."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import IO

import torch

from model.bench.work import Work
from model.errors import UserError
from model.training.training_data import cache_folder

ROOT = Path(__file__).parents[2]
# JoeyNMT and the few libraries that its model and training loop import; it uses our torch and NumPy.
PACKAGES = (
    "joeynmt==2.3.0",
    "pyyaml>=6,<7",
    "importlib_metadata>=6,<8",
    "zipp>=3,<4",
    "packaging",
    "subword-nmt>=0.3.8,<1",
    "tqdm>=4,<5",
)


def provide() -> Path:
    """The folder of JoeyNMT, about 6 MB; pip installs it at the first call.

    Raises `UserError` if it cannot be installed.
    """
    folder = cache_folder().parent / "bench" / "joeynmt-2.3.0"
    if folder.exists():
        return folder
    print("Installing JoeyNMT for the comparison ...", file=sys.stderr, flush=True)
    part = folder.with_name(folder.name + ".part")
    shutil.rmtree(part, ignore_errors=True)
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--retries", "1"]
    try:
        done = subprocess.run(
            [*command, "--no-deps", "--target", str(part), *PACKAGES],
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise UserError(f"JoeyNMT cannot be installed ({error}); it is left out.") from error
    if done.returncode:
        reason = (done.stderr.strip().splitlines() or ["pip failed"])[-1]
        raise UserError(f"JoeyNMT cannot be installed ({reason}); it is left out.")
    part.rename(folder)
    return folder


class JoeyNMT:
    """A child process that makes updates on request; `close` ends it."""

    name = "JoeyNMT 2.3"

    def __init__(self, folder: Path, work: Work, device: torch.device) -> None:
        """Raises `UserError` if JoeyNMT does not run here."""
        arguments = [str(folder), str(device), json.dumps(asdict(work))]
        self._errors = tempfile.TemporaryFile("w+")  # noqa: SIM115 - closed by `close`
        self._process = subprocess.Popen(
            [sys.executable, "-W", "ignore", "-m", "model.bench.joeynmt_child", *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            text=True,
            cwd=ROOT,
        )
        self._answer()

    def seconds(self, numbers: range) -> float:
        self._pipe(self._process.stdin).write(f"{numbers.start} {numbers.stop}\n")
        self._pipe(self._process.stdin).flush()
        return float(self._answer())

    def close(self) -> None:
        self._process.communicate()  # closes its input, which ends it
        self._errors.close()

    def _answer(self) -> str:
        line = self._pipe(self._process.stdout).readline()
        if not line:
            self._process.wait()
            self._errors.seek(0)
            reason = (self._errors.read().strip().splitlines() or ["it ended"])[-1]
            self.close()
            raise UserError(f"JoeyNMT does not run here ({reason}); it is left out.")
        return line

    @staticmethod
    def _pipe(stream: IO[str] | None) -> IO[str]:
        assert stream is not None  # `Popen` was called with PIPE
        return stream
