"""A question about the inside of a model, and what is told while it is being answered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from model.errors import Sentence


@dataclass(frozen=True)
class Question:
    """Equal questions about one trace have equal answers, so an answer may be kept for as long as its trace."""

    about_trace: ClassVar[bool] = True  # False: the answer does not depend on the translation that is shown


@dataclass(frozen=True)
class Progress:
    """How far a long answer is: `done` of `total`."""

    done: int
    total: int
    doing: Sentence | str = ""


Told = Progress | Any  # any number of `Progress`, then the answer
