"""`main.py` without a command: the window."""

from __future__ import annotations

import argparse

from gui.app import run_window


def run(args: argparse.Namespace) -> int:
    return run_window()
