"""A command of `main.py`: its arguments, what it needs, and how it starts."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from typing import NamedTuple


def no_arguments(_parser: ArgumentParser) -> None:
    """The command takes none."""


def nothing_wrong(_args: Namespace) -> None:
    """Each argument by itself was checked already."""


def without_qt(_args: Namespace) -> bool:
    return False


def with_qt(_args: Namespace) -> bool:
    return True


class Command(NamedTuple):
    """`run` gives the exit status and loads what it needs itself, as that may have to be installed first."""

    help: str
    run: Callable[[Namespace], int]
    add_arguments: Callable[[ArgumentParser], None] = no_arguments
    check: Callable[[Namespace], None] = nothing_wrong  # raises `ArgumentTypeError` for arguments that do not fit
    needs_qt: Callable[[Namespace], bool] = without_qt
    needs_screen: bool = False  # one that a person sees; pictures are drawn without
    needs_packages: bool = True  # False: it runs even where they could not be installed
    extra: str = ""  # what it needs of the extras in pyproject.toml
