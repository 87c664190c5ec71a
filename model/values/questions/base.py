"""A question about the inside of a model, and what comes back while it is being answered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from model.errors import Sentence
from model.values.needs import Need, why_not


@dataclass(frozen=True)
class Question:
    """Equal questions about one trace have equal answers, so an answer may be kept for as long as its trace."""

    about_trace: ClassVar[bool] = True  # False: the answer does not depend on the translation that is shown
    needs: ClassVar[frozenset[Need]] = frozenset()

    @classmethod
    def why_not(cls, offers: frozenset[Need], family: str) -> Sentence | None:
        """Why a model with these offers cannot answer; None where it can."""
        return why_not(cls.needs, offers, family)


@dataclass(frozen=True)
class Progress:
    """How far a long answer is: `done` of `total`."""

    done: int
    total: int
    doing: Sentence | str = ""


Reply = Progress | Any  # any number of `Progress`, then the answer
