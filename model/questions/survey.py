"""What heads do over a whole file of sentences."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from model.questions.base import Question


@dataclass(frozen=True)
class SurveyQuestion(Question):
    """`path` is a file with a source sentence a line, or with pairs (TSV, JSON Lines); at most `most` sentences."""

    about_trace: ClassVar[bool] = False
    path: str
    most: int = 200
