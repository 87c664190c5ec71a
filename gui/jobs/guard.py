"""Errors in a thread become values: what could not be done, in a sentence for the window."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from model.errors import MissingExtra, Sentence, UserError

log = logging.getLogger(__name__)

Result = TypeVar("Result")


@dataclass(frozen=True)
class Failure:
    """Why some work could not be done."""

    text: Sentence | str  # one sentence
    expected: bool = True  # False for a fault of the program
    detail: str = ""  # the traceback of such a fault
    extra: str = ""  # the list of packages in pyproject.toml that is missing


def guarded(what: str, work: Callable[[], Result]) -> Result | Failure:
    """The result of `work`, or why there is none; no error gets out. `what` names the work in the log."""
    try:
        return work()
    except UserError as error:
        return Failure(error.sentence, extra=error.extra if isinstance(error, MissingExtra) else "")
    except Exception as error:  # the thread must live on, and the window waits for an answer
        log.exception("%s failed", what)
        return Failure(f"{type(error).__name__}: {error}", expected=False, detail=traceback.format_exc())
