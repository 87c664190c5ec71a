"""Which function answers which question."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from model.inside.attention import attention_numbers, scores
from model.inside.attribution import attribution_numbers
from model.inside.lens import lens_numbers
from model.inside.machine import machine_numbers
from model.inside.norms import norms_numbers
from model.inside.reference import reference_numbers
from model.inside.subject import Subject
from model.inside.survey import survey
from model.values.questions import Question, Reply
from model.values.questions.attention import AttentionQuestion
from model.values.questions.attribution import AttributionQuestion
from model.values.questions.lens import LensQuestion
from model.values.questions.machine import MachineQuestion
from model.values.questions.norms import NormsQuestion
from model.values.questions.reference import ReferenceQuestion
from model.values.questions.scores import ScoresQuestion
from model.values.questions.survey import SurveyQuestion
from model.values.trace import Trace

# A plain function returns its answer. A generator yields its progress first; its last value is the answer.
ANSWERS: dict[type[Question], Callable[..., Any]] = {
    ScoresQuestion: scores,
    AttentionQuestion: attention_numbers,
    MachineQuestion: machine_numbers,
    NormsQuestion: norms_numbers,
    SurveyQuestion: survey,
    AttributionQuestion: attribution_numbers,
    LensQuestion: lens_numbers,
    ReferenceQuestion: reference_numbers,
}


def answer(subject: Subject, question: Question, trace: Trace | None) -> Iterator[Reply]:
    """Yield any number of `Progress`, then the answer. Raises `UserError` for what cannot be answered."""
    found = ANSWERS[type(question)](subject, question, trace)
    if isinstance(found, Iterator):
        yield from found
    else:
        yield found
