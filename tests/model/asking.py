"""Asking a translator one question, to the end."""

from __future__ import annotations

from typing import Any

from torch import Tensor

from model.inside.subject import Subject
from model.network.points import Recorder
from model.translator import Translator
from model.values.questions import Question
from model.values.questions.scores import Scores, ScoresQuestion
from model.values.trace import Trace


def ask(translator: Translator, question: Question, trace: Trace | None) -> Any:
    """The answer itself, without what is told on the way."""
    *_, answer = translator.ask(question, trace)
    return answer


def ask_scores(translator: Translator, trace: Trace) -> Scores:
    scores: Scores = ask(translator, ScoresQuestion(), trace)
    return scores


def second_pass(translator: Translator, trace: Trace, *patterns: str) -> tuple[Tensor, Recorder]:
    """Log-probabilities [target, vocabulary] and the recorded points of a teacher-forced pass over a trace."""
    recorder = Recorder(*patterns)
    logits = Subject(translator.reader, translator.network).logits(trace, recorder)
    return translator.network.logprobs(logits), recorder
