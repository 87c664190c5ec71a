"""What makes one evaluation of a run better than another: BLEU, chrF or the loss."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from model.data.pairs import evenly
from model.decoding.scores import Quality, bleu_can_count, tokenizer_for
from model.errors import QT_TRANSLATE_NOOP, Sentence
from model.training.recipe import TrainingRecipe

Score = tuple[float, ...]  # compared from its first number on; higher is better
JUDGED = 2000  # references that are looked at, spread over all
LEAST_BLEU = 1.0  # below, it comes from its smoothing and a lucky word, and says nothing


@dataclass(frozen=True)
class Criterion:
    """`tokenizer` is BLEU's. `notice` says why it is not the score that the recipe names."""

    metric: Literal["bleu", "chrf", "loss"]
    tokenizer: str
    notice: Sentence | None = None

    @property
    def name(self) -> str:
        """Scores of different names cannot be compared."""
        return f"bleu {self.tokenizer}" if self.metric == "bleu" and self.tokenizer != "13a" else self.metric

    def score(self, nll: float, quality: Quality | None) -> Score:
        """The score of an evaluation. Among equal ones, as all are while BLEU is below 1, the loss decides."""
        if self.metric == "loss" or quality is None:
            return (-nll,)
        if self.metric == "chrf":
            return quality.chrf, -nll
        return (quality.bleu if quality.bleu >= LEAST_BLEU else 0.0), -nll

    def decided_by(self, score: Score, best: Score) -> Literal["bleu", "chrf", "loss"]:
        """Which number made `score` better than `best`."""
        return "loss" if score[:1] == best[:1] else self.metric


def choose_criterion(recipe: TrainingRecipe, references: Sequence[str]) -> Criterion:
    """What the recipe names, but the loss where nothing is translated or BLEU could only be 0."""
    references = evenly(references, JUDGED)
    tokenizer = tokenizer_for(references) if recipe.bleu_tokenizer == "auto" else recipe.bleu_tokenizer
    if not recipe.bleu_sentences:
        return Criterion("loss", tokenizer)
    if recipe.best_by != "bleu" or bleu_can_count(references, tokenizer):
        return Criterion(recipe.best_by, tokenizer)
    notice = Sentence(
        QT_TRANSLATE_NOOP(
            "Model",
            "Evaluations are compared by the loss: BLEU needs four words in a row, and the tokenizer {tokenizer} finds "
            "so many in hardly any reference. [training] bleu_tokenizer names another, best_by another score.",
        ),
        tokenizer=tokenizer,
    )
    return Criterion("loss", tokenizer, notice)
