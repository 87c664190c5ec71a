"""The arguments of `main.py test` (all tests, in a separate process); read before anything is installed."""

from __future__ import annotations

import os
import subprocess
import sys
from argparse import Namespace

from bootstrap import places
from model.commands.arguments.command import Command, with_qt

WRONG_USE = 4  # pytest's exit status where it does not understand its options


MOST_WORKERS = 4  # each needs half a GB of memory


def run(args: Namespace) -> int:
    workers = min(os.cpu_count() or 1, MOST_WORKERS)
    spread = ["-n", str(workers), "--dist", "loadfile"]  # a file's tests share what is slow to make
    status = subprocess.call([sys.executable, "-m", "pytest", *spread, *args.pytest], cwd=places.ROOT)
    return {0: 0, WRONG_USE: 2}.get(status, 1)


COMMAND = Command(
    "set up what the tests need and run them; what follows goes to pytest", run, needs_qt=with_qt, extra="test"
)
