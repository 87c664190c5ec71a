"""Gradient x input and integrated gradients of the chosen piece, with Captum.

Integrated gradients: Sundararajan, Taly and Yan 2017, arXiv 1703.01365. The inputs are the scaled embeddings of source
and target pieces before positions are added (section 3.4), so that a piece's share is the sum over its d_model numbers.
"""

from __future__ import annotations

from collections.abc import Iterator

import torch
from torch import Tensor

from model.decoding.changes import carried_out
from model.inside.arrays import array_of
from model.inside.subject import Subject
from model.network.points import Probe, Recorder
from model.values.questions import Progress, Reply
from model.values.questions.attribution import AttributionNumbers, AttributionQuestion, Shares
from model.values.trace import Trace

PART = 8  # points of the path that go through the model as one batch; between two parts others may work

Pair = tuple[Tensor, Tensor]  # embeddings of source and target, [batch, position, d_model]


class _Embeddings(Probe):
    """Puts these embeddings in the place of the model's own."""

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
        """The model's own, [1, position, d_model]; they take gradients, the model's weights do not."""
        with torch.no_grad(), carried_out(self._changes), Recorder("*.embedding") as recorder:
            self._network.forced(self._source, self._real, self._target)
        source, target = (recorder[f"{stack}.embedding"].clone() for stack in ("encoder", "decoder"))
        return source.requires_grad_(), target.requires_grad_()

    def value(self, inputs: Pair) -> float:
        with torch.no_grad():
            return float(self(*inputs)[0])


def attribution_numbers(subject: Subject, question: AttributionQuestion, trace: Trace) -> Iterator[Reply]:
    """One backward pass, then the path from the baseline in parts of `PART` points, with progress after each.

    Integrals over neighbouring stretches of the path add up, so each part is a Gauss-Legendre rule of its own.
    """
    from captum.attr import InputXGradient, IntegratedGradients  # takes a second with all it brings along

    function = _ChosenPiece(subject, trace, question.step)
    inputs = function.embeddings()
    with torch.enable_grad():
        gradient = _shares(InputXGradient(function).attribute(inputs))
    integrated = None
    if question.path_steps:
        parts = max(question.path_steps // PART, 1)
        sums = [torch.zeros_like(tensor) for tensor in inputs]
        for part in range(parts):
            yield Progress(part, parts)
            begin, end = (tuple((place / parts * x).detach() for x in inputs) for place in (part, part + 1))
            for tensor in end:
                tensor.requires_grad_()
            with torch.enable_grad():
                added = IntegratedGradients(function).attribute(
                    end, begin, n_steps=question.path_steps // parts, method="gausslegendre"
                )
            sums = [total + tensor.detach() for total, tensor in zip(sums, added, strict=True)]
        integrated = _shares((sums[0], sums[1]))
    zero = (torch.zeros_like(inputs[0]), torch.zeros_like(inputs[1]))
    yield AttributionNumbers(
        question=question,
        gradient=gradient,
        integrated=integrated,
        value=function.value(inputs),
        baseline_value=function.value(zero),
    )


def _shares(attributed: Pair) -> Shares:
    """[1, position, d_model] -> [position]"""
    source, target = (array_of(tensor[0].sum(dim=-1)) for tensor in attributed)
    return Shares(source, target)
