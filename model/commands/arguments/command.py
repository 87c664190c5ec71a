"""A command of `main.py`: its arguments, what it needs, and how it starts."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from typing import NamedTuple


def no_arguments(_parser: ArgumentParser) -> None:
    """For a command without arguments."""


def nothing_wrong(_args: Namespace) -> None:
    """For a command whose arguments need no check together: each one was checked when it was parsed."""


def without_qt(_args: Namespace) -> bool:
    return False


def with_qt(_args: Namespace) -> bool:
    return True


class Command(NamedTuple):
    """`run` returns the exit status. It imports its packages itself, as they may have to be installed first."""

    help: str
    run: Callable[[Namespace], int]
    add_arguments: Callable[[ArgumentParser], None] = no_arguments
    check: Callable[[Namespace], None] = nothing_wrong  # raises `ArgumentTypeError` for arguments that do not fit
    needs_qt: Callable[[Namespace], bool] = without_qt
    needs_screen: bool = False  # a real screen; drawing pictures needs none
    needs_packages: bool = True  # False: it runs even if they could not be installed
    extra: str = ""  # the extra of pyproject.toml that it needs
