"""The arguments of `main.py doctor`."""

from __future__ import annotations

from argparse import Namespace

from model.commands.arguments.command import Command


def run(args: Namespace) -> int:
    from model.commands import doctor

    return doctor.run(args)


COMMAND = Command(
    "say what is installed, which device is used, what is missing and how to get it", run, needs_packages=False
)
