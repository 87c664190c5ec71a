"""The error that stops a set-up, and messages to the user."""

from __future__ import annotations

import sys
from typing import Iterable  # noqa: UP035 - collections.abc's cannot be subscripted by Python 3.8


class SetupError(Exception):
    """What stopped the set-up: one sentence, and optionally the lines of a tool's output that show why."""

    def __init__(self, sentence: str, details: Iterable[str] = ()) -> None:
        super().__init__(sentence)
        self.details = list(details)


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
