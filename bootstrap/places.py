"""Where the environment is, and what the set-up writes down in it."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
VENV_PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "translucent.stamp"  # a line for each requirement that is installed, for the Python and for Qt
UNFINISHED = VENV / "translucent.unfinished"  # exists while pip changes things; found at a start: it was cut off
LOCK = VENV / "translucent.lock"
