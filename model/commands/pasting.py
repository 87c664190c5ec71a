"""A command of this program as a line to paste into the terminal, quoted as its shell needs it."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path


def to_paste(*arguments: str | Path, before: tuple[str, ...] = ()) -> str:
    """`python3 main.py ARGUMENTS`, with main.py where the person found it; `before` replaces `python3`."""
    program = sys.argv[0] if Path(sys.argv[0]).name == "main.py" else "main.py"
    python = ("python",) if os.name == "nt" else ("python3",)
    words = [*(before or python), program, *map(str, arguments)]
    return subprocess.list2cmdline(words) if os.name == "nt" else shlex.join(words)
