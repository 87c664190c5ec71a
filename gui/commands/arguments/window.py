"""`main.py` without a command opens the window; read before anything is installed."""

from __future__ import annotations

from argparse import Namespace

from model.commands.arguments.command import Command, with_qt


def run(_args: Namespace) -> int:
    from gui.app import run_window

    return run_window()


COMMAND = Command("open the window", run, needs_qt=with_qt, needs_screen=True)
