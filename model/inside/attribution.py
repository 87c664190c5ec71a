"""Gradient x input and integrated gradients of the chosen piece.

Integrated gradients: Sundararajan, Taly and Yan 2017, arXiv 1703.01365. The inputs are the scaled embeddings of source
and target pieces before positions are added (section 3.4), so that a piece's share is the sum over its d_model numbers.
"""

from __future__ import annotations

from collections.abc import Iterator

import torch
from numpy.polynomial.legendre import leggauss
from torch import Tensor

from model.decoding.changes import carried_out
from model.inside.arrays import array_of
from model.inside.subject import Subject
from model.network.points import Probe, Recorder
from model.values.questions import Progress, Reply
from model.values.questions.attribution import AttributionNumbers, AttributionQuestion, Shares
from model.values.trace import Trace

PART = 8  # points of the path in one batch; between two parts the worker can do other work

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

    def gradients(self, inputs: Pair) -> Pair:
        """[batch, position, d_model]: of each value for its own embeddings, because rows are independent."""
        leaves = [tensor.detach().requires_grad_() for tensor in inputs]
        with torch.enable_grad():
            source, target = torch.autograd.grad(self(*leaves).sum(), leaves)
        return source, target

    def value(self, inputs: Pair) -> float:
        with torch.no_grad():
            return float(self(*inputs)[0])


def attribution_numbers(subject: Subject, question: AttributionQuestion, trace: Trace) -> Iterator[Reply]:
    """One backward pass, then the path from the baseline in parts of `PART` points, with progress after each.

    The integrals over the parts of the path add up, so each part uses its own Gauss-Legendre rule.
    """
    function = _ChosenPiece(subject, trace, question.step)
    inputs = function.embeddings()
    gradient = _shares(inputs, function.gradients(inputs))
    integrated = None
    if question.path_steps:
        parts = max(question.path_steps // PART, 1)
        nodes, weights = (inputs[0].new_tensor(array) for array in leggauss(question.path_steps // parts))
        means = (torch.zeros_like(inputs[0]), torch.zeros_like(inputs[1]))
        for part in range(parts):
            yield Progress(part, parts)
            places = ((part + (1 + nodes) / 2) / parts)[:, None, None]  # from -1 .. 1 to this part of 0 .. 1
            gradients = function.gradients((places * inputs[0], places * inputs[1]))
            for mean, at_places in zip(means, gradients, strict=True):
                mean += torch.einsum("n,npd->pd", weights / (2 * parts), at_places)
        integrated = _shares(inputs, means)
    zero = (torch.zeros_like(inputs[0]), torch.zeros_like(inputs[1]))
    yield AttributionNumbers(
        question=question,
        gradient=gradient,
        integrated=integrated,
        value=function.value(inputs),
        baseline_value=function.value(zero),
    )


def _shares(inputs: Pair, gradients: Pair) -> Shares:
    """[1, position, d_model] -> [position]"""
    source, target = (array_of((x * g)[0].sum(dim=-1)) for x, g in zip(inputs, gradients, strict=True))
    return Shares(source, target)
