"""Gradient x input and integrated gradients of the chosen piece.

Integrated gradients: Sundararajan, Taly and Yan 2017, arXiv 1703.01365. The inputs are the scaled embeddings of source
and target pieces before positions are added (section 3.4), so that a piece's share is the sum over its d_model numbers.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import torch
from numpy.polynomial.legendre import leggauss
from numpy.typing import NDArray
from torch import Tensor

from model.decoding.changes import carried_out
from model.errors import QT_TRANSLATE_NOOP, Sentence
from model.inside.arrays import array_of
from model.inside.subject import Subject
from model.network.points import Probe, Recorder
from model.values.questions import Progress, Reply
from model.values.questions.attribution import MOST_POINTS, AttributionNumbers, AttributionQuestion, Shares
from model.values.trace import Floats, Trace, no_longer_writable

PART = 16  # points of the path in one pass; between two passes the worker can do other work
FIRST_PARTS = 2  # the path is cut into so many equal parts first
ROUNDING = 5e-5  # nats; what float32 may leave over, whatever is asked for
SMALL = 0.01  # nats; errors of single parts below this, together, change no share that can be seen

Doubles = NDArray[np.float64]
Pair = tuple[Tensor, Tensor]  # embeddings of source and target, [batch, position, d_model]


class _Embeddings(Probe):
    """Replaces the model's own embeddings by these."""

    def __init__(self, source: Tensor, target: Tensor) -> None:
        self._by_name = {"encoder.embedding": source, "decoder.embedding": target}

    def visit(self, name: str, tensor: Tensor) -> Tensor:
        return self._by_name.get(name, tensor)


class _ChosenPiece:
    """The log-probability of one piece at one step, as a function of embeddings."""

    def __init__(self, subject: Subject, trace: Trace, step: int) -> None:
        self._network = network = subject.network
        self._changes = trace.setup.changes
        ids = subject.source_ids(trace)
        padding = [network.special.source_pad] * (trace.source_length - len(ids))
        self._source = torch.tensor([[*ids, *padding]], device=network.device)
        self._real = torch.tensor([trace.source_allowed.tolist()], device=network.device)
        # What comes after the step is masked, so it need not be computed.
        self._target = torch.tensor([subject.target_in_ids(trace)[: step + 1]], device=network.device)
        self._chosen = subject.chosen_ids(trace)[step]

    def __call__(self, source: Tensor, target: Tensor) -> Tensor:
        """[batch]"""
        batch = len(source)
        inputs = (tensor.expand(batch, -1) for tensor in (self._source, self._real, self._target))
        with carried_out(self._changes), _Embeddings(source, target):
            logits = self._network.forced(*inputs)
        return self._network.logprobs(logits[:, -1])[:, self._chosen]

    def embeddings(self) -> Pair:
        """The model's own, [1, position, d_model]."""
        with torch.no_grad(), carried_out(self._changes), Recorder("*.embedding") as recorder:
            self._network.forced(self._source, self._real, self._target)
        source, target = (recorder[f"{stack}.embedding"].clone() for stack in ("encoder", "decoder"))
        return source, target

    def values(self, inputs: Pair) -> Tensor:
        """[batch], without gradients."""
        with torch.no_grad():
            return self(*inputs)

    def gradients(self, inputs: Pair) -> tuple[Tensor, Pair]:
        """Values [batch], and gradients [batch, position, d_model] of each for its own embeddings: rows are
        independent."""
        leaves = [tensor.detach().requires_grad_() for tensor in inputs]
        with torch.enable_grad():
            values = self(*leaves)
            source, target = torch.autograd.grad(values.sum(), leaves)
        return values.detach(), (source, target)


@dataclass(frozen=True)
class _Part:
    """The path from `start` to `end` (parts of 1), with the shares that it adds. The sum of its shares should be the
    rise of the function from `start` to `end`, which is known exactly, so its own error is known, too.
    """

    start: float
    end: float
    before: float  # the function at `start`
    after: float  # and at `end`
    source: Doubles  # [source]
    target: Doubles  # [step + 1]

    @property
    def rise(self) -> float:
        return self.after - self.before

    @property
    def error(self) -> float:
        return float(self.source.sum() + self.target.sum()) - self.rise

    @property
    def middle(self) -> float:
        return (self.start + self.end) / 2


class _Path:
    """The straight path from all-zero embeddings to the model's own."""

    def __init__(self, function: _ChosenPiece, inputs: Pair) -> None:
        self._function, self._inputs = function, inputs
        nodes, weights = leggauss(PART)
        self._places = np.append((1 + nodes) / 2, 1.0)  # of the rule, then the end of the part
        self._weights = np.append(weights / 2, 0.0)

    def part(self, start: float, end: float, before: float) -> _Part:
        """One pass over `PART` points of Gauss and Legendre's rule."""
        places = self._inputs[0].new_tensor(start + (end - start) * self._places)[:, None, None]
        values, gradients = self._function.gradients((places * self._inputs[0], places * self._inputs[1]))
        weights = self._inputs[0].new_tensor((end - start) * self._weights)
        source, target = (
            array_of(torch.einsum("n,npd,pd->p", weights, gradient, own[0])).astype(np.float64)
            for own, gradient in zip(self._inputs, gradients, strict=True)
        )
        return _Part(start, end, before, float(values[-1]), source, target)


def attribution_numbers(subject: Subject, question: AttributionQuestion, trace: Trace) -> Iterator[Reply]:
    """One backward pass, then the path from the baseline part by part, with progress after each.

    The part whose shares miss most of its rise is halved, until the path is exact enough (`_is_exact`) or has
    `MOST_POINTS`.
    """
    function = _ChosenPiece(subject, trace, question.step)
    inputs = function.embeddings()
    values, gradients = function.gradients(inputs)
    zero = (torch.zeros_like(inputs[0]), torch.zeros_like(inputs[1]))
    value, baseline = float(values[0]), float(function.values(zero)[0])
    integrated, points = None, 0
    if question.tolerance is not None:
        path, parts = _Path(function, inputs), list[_Part]()
        for number in range(FIRST_PARTS):
            yield _progress(points)
            before = parts[-1].after if parts else baseline
            parts.append(path.part(number / FIRST_PARTS, (number + 1) / FIRST_PARTS, before))
            points += PART
        while points < MOST_POINTS and not _is_exact(parts, question.tolerance):
            yield _progress(points)
            worst = max(parts, key=lambda part: abs(part.error))
            parts.remove(worst)
            first = path.part(worst.start, worst.middle, worst.before)
            parts += [first, path.part(worst.middle, worst.end, first.after)]
            points += 2 * PART
        integrated = Shares(*(_summed([getattr(part, side) for part in parts]) for side in ("source", "target")))
    yield AttributionNumbers(
        question=question,
        gradient=_shares(inputs, gradients),
        integrated=integrated,
        value=value,
        baseline_value=baseline,
        points=points,
    )


def _is_exact(parts: list[_Part], tolerance: float) -> bool:
    """Whether the shares miss at most this part of the change, and not only because errors cancel each other out: the
    parts' own errors are as small a part of all that the function rises and falls on the way, or `SMALL`.
    """
    change, missing = abs(sum(part.rise for part in parts)), abs(sum(part.error for part in parts))
    way, errors = sum(abs(part.rise) for part in parts), sum(abs(part.error) for part in parts)
    return missing <= max(tolerance * change, ROUNDING) and errors <= max(tolerance * way, SMALL)


def _progress(points: int) -> Progress:
    """How many points it will take is not known, so the total is 0."""
    doing = QT_TRANSLATE_NOOP("Model", "Integrated gradients: {points} points so far")
    return Progress(points, 0, Sentence(doing, points=points))


def _summed(shares: list[Doubles]) -> Floats:
    return no_longer_writable(np.sum(shares, axis=0).astype(np.float32))


def _shares(inputs: Pair, gradients: Pair) -> Shares:
    """[1, position, d_model] -> [position]"""
    source, target = (array_of((x * g)[0].sum(dim=-1)) for x, g in zip(inputs, gradients, strict=True))
    return Shares(source, target)
