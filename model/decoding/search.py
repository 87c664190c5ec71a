"""Choosing the next piece: greedy, sampling, and beam search with GNMT's length penalty.

A search looks at one sentence and one step at a time: it gets the log-probabilities of all next pieces for each of its
rows (hypotheses that are being extended) and says which branches go on and which have ended.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

import torch
from torch import Tensor

from model.values.decoding import DecodingSettings


def gnmt_length_penalty(length: int, alpha: float) -> float:
    """lp(Y) = ((5 + |Y|) / (5 + 1))^alpha (Wu et al. 2016, equation 14), which divides the log-probability.

    Other toolkits write "length penalty" for |Y|^alpha; the same alpha means another thing there.
    """
    return float(((5 + length) / 6) ** alpha)


@dataclass(frozen=True)
class Continuation:
    """One continuation of a row: the piece it adds, its log-probability, and the sum of all so far."""

    row: int
    id: int
    logprob: float
    score: float


@dataclass
class Choice:
    """The result of one step: every continuation that the search looked at is in one of the lists, best first.

    `done` ends the sentence; then `going_on` is empty.
    """

    going_on: list[Continuation] = field(default_factory=list)
    ended: list[Continuation] = field(default_factory=list)
    dropped: list[Continuation] = field(default_factory=list)
    done: bool = False


class Search(Protocol):
    """Keeps what the search of one sentence must remember from step to step."""

    def choose(self, logprobs: Tensor, scores: list[float], length: int, forced: int | None, last: bool) -> Choice:
        """Pick branches.

        `logprobs` [row, vocabulary]; `scores` [row] their sums so far; `length` pieces after this step; `forced` a
        piece that must be taken; `last` when no further step is allowed.
        """
        ...


def _split(branches: list[Continuation], end_id: int, last: bool) -> Choice:
    ended = [branch for branch in branches if branch.id == end_id or last]
    going_on = [] if last else [branch for branch in branches if branch.id != end_id]
    return Choice(going_on, ended, done=not going_on)


class Greedy:
    """Always the likeliest piece."""

    def __init__(self, end_id: int) -> None:
        self.end_id = end_id

    def pick(self, logprobs: Tensor) -> int:
        return int(logprobs.argmax())

    def choose(self, logprobs: Tensor, scores: list[float], length: int, forced: int | None, last: bool) -> Choice:
        id = self.pick(logprobs[0]) if forced is None else forced
        logprob = float(logprobs[0, id])
        return _split([Continuation(0, id, logprob, scores[0] + logprob)], self.end_id, last)


class Sampling(Greedy):
    """A piece drawn from softmax(logits / temperature), cut to the top k and to the smallest set that reaches top p."""

    def __init__(self, end_id: int, settings: DecodingSettings, generator: torch.Generator) -> None:
        super().__init__(end_id)
        self.settings = settings
        self.generator = generator

    def pick(self, logprobs: Tensor) -> int:
        ordered, ids = (logprobs.cpu() / self.settings.temperature).log_softmax(-1).sort(descending=True)
        probabilities = ordered.exp()
        keep = torch.ones_like(probabilities, dtype=torch.bool)
        if self.settings.top_k:
            keep[self.settings.top_k :] = False
        if self.settings.top_p < 1.0:
            # A piece stays if those before it have not yet reached p; so the likeliest always stays.
            keep &= probabilities.cumsum(-1) - probabilities < self.settings.top_p
        drawn = torch.multinomial(probabilities * keep, 1, generator=self.generator)
        return int(ids[drawn])


class Beam:
    """The `beam` best hypotheses side by side; ended ones are compared by score / length penalty.

    The search is done when at least `beam` hypotheses have ended and no unfinished one is better, by the same measure,
    than the best that ended.
    """

    def __init__(self, end_id: int, beam: int, alpha: float) -> None:
        self.end_id = end_id
        self.beam = beam
        self.alpha = alpha
        self.ended_count = 0
        self.best_ended = float("-inf")

    def choose(self, logprobs: Tensor, scores: list[float], length: int, forced: int | None, last: bool) -> Choice:
        totals = logprobs + torch.tensor(scores, dtype=logprobs.dtype, device=logprobs.device)[:, None]
        if forced is None:
            # Twice the beam: even if all rows' </s> are among them, enough others remain.
            values, flat = totals.flatten().topk(min(2 * self.beam, totals.numel()))
        else:
            values, flat = totals[:, forced].sort(descending=True)
            flat = flat * totals.size(1) + forced
        vocabulary = totals.size(1)
        branches = []
        for score, index in zip(values.tolist(), flat.tolist(), strict=True):
            if score == float("-inf"):
                continue
            row, id = divmod(index, vocabulary)
            branches.append(Continuation(row, id, float(logprobs[row, id]), score))
        # An end counts only if it ranks within the beam; otherwise a poor early end would crowd out better hypotheses.
        considered = [b for i, b in enumerate(branches) if b.id != self.end_id or i < self.beam]
        choice = _split(considered, self.end_id, last)
        if last:
            choice.ended = choice.ended[: self.beam]
        choice.going_on = choice.going_on[: self.beam]
        penalty = gnmt_length_penalty(length, self.alpha)
        for branch in choice.ended:
            self.ended_count += 1
            self.best_ended = max(self.best_ended, branch.score / penalty)
        if choice.going_on and self.ended_count >= self.beam:
            choice.done = choice.going_on[0].score / penalty <= self.best_ended
        if choice.done:
            choice.going_on = []
        taken = {*choice.going_on, *choice.ended}
        choice.dropped = [branch for branch in branches if branch not in taken]
        return choice


def make_search(settings: DecodingSettings, end_id: int, sentence: int) -> Search:
    """The search that the settings name. When sampling, sentence 3 of several draws as if alone with `seed` + 3."""
    if settings.method == "beam":
        return Beam(end_id, settings.beam, settings.length_penalty)
    if settings.method == "sample":
        generator = torch.Generator().manual_seed(settings.of_sentence(sentence).seed)
        return Sampling(end_id, settings, generator)
    return Greedy(end_id)
