"""What heads do over a whole file of sentences."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from model.values.needs import Need
from model.values.questions.base import Question
from model.values.questions.head_measures import HeadMeasures
from model.values.sites import SiteGroup


@dataclass(frozen=True)
class SurveyQuestion(Question):
    """`path` is a file with a source sentence a line, or with pairs (TSV, TMX, JSON Lines), whose targets are not read.

    At most `most` sentences are translated. `changed` is the file's modification time in nanoseconds, so that a file
    that was edited is asked about again. The language codes are those of `DecodingSettings`; another language is
    another question, too.
    """

    about_trace: ClassVar[bool] = False
    needs: ClassVar[frozenset[Need]] = frozenset({Need.ATTENTION})

    path: str
    most: int = 200
    changed: int = 0
    source_language: str = ""
    target_language: str = ""


@dataclass(frozen=True, eq=False)
class SurveyNumbers:
    """Measures over all translated sentences of a file; the model translates them itself, greedily."""

    question: SurveyQuestion
    measures: dict[SiteGroup, HeadMeasures]
    sentences: int  # translated
    too_long: int  # skipped: more pieces than the model has room for, or a line too long to be a sentence
    unreadable: int  # skipped: not UTF-8, or not a pair in a file of pairs
    more: bool  # whether the file has more lines after those that were read
