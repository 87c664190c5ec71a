"""Which function answers which question."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from model.inside.attention import attention_numbers
from model.questions import Question, Told
from model.questions.attention import AttentionQuestion
from model.trace import Trace

if TYPE_CHECKING:
    from model.translator import TransformerTranslator

# A function that returns gives its answer at once; one that yields also tells its progress, and its last value is it.
ANSWERS: dict[type[Question], Callable[..., Any]] = {
    AttentionQuestion: attention_numbers,
}


def answer(translator: TransformerTranslator, question: Question, trace: Trace | None) -> Iterator[Told]:
    """Yield any number of `Progress`, then the answer. Raises `UserError` for what cannot be answered."""
    found = ANSWERS[type(question)](translator, question, trace)
    if isinstance(found, Iterator):
        yield from found
    else:
        yield found
