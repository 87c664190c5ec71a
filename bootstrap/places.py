"""The paths of the environment and of the files that the set-up writes in it."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
VENV_PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "translucent.stamp"  # one line for each installed requirement, one for the Python, one for Qt
UNFINISHED = VENV / "translucent.unfinished"  # exists during changes; found at a start, it shows an interrupted set-up
LOCK = VENV / "translucent.lock"
