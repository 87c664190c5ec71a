"""Attribution by gradients: against plain autograd, against differences, complete, and without a trace on the model."""

from __future__ import annotations

import math

import numpy as np
import pytest
import torch
from torch import Tensor

from model.decoding.forced_trace import forced_trace
from model.inside.attribution import PART, attribution_numbers
from model.inside.subject import Subject
from model.network.points import Probe, Recorder, probing
from model.translator import Translator, bundle_translator
from model.values.decoding import DecodingSettings
from model.values.questions import Progress
from model.values.questions.attribution import AttributionNumbers, AttributionQuestion, Shares, rank_correlation
from model.values.trace import Trace
from tests.model.test_translator import collect
from tests.model.tiny import randomised
from tests.model.toy_bundle import make_bundle

STEP = 4

pytestmark = pytest.mark.usefixtures("one_thread")


@pytest.fixture(scope="module", params=["post", "pre"])
def translator(request: pytest.FixtureRequest) -> Translator:
    bundle = make_bundle(max_positions=40, norm=request.param)
    randomised(bundle.model, seed=5)
    return bundle_translator(bundle, torch.device("cpu"))


@pytest.fixture(scope="module")
def trace(translator: Translator) -> Trace:
    made = forced_trace(translator.about.bundle, "the dog sees it.", "my house is red.")
    assert made.target_length > STEP + 2
    return made


def ask(translator: Translator, trace: Trace, step: int = STEP, tolerance: float | None = 0.01) -> AttributionNumbers:
    *_, answer = translator.ask(AttributionQuestion(step, tolerance), trace)
    assert isinstance(answer, AttributionNumbers)
    return answer


class Replaced(Probe):
    def __init__(self, source: Tensor, target: Tensor) -> None:
        self.tensors = {"encoder.embedding": source, "decoder.embedding": target}

    def visit(self, name: str, tensor: Tensor) -> Tensor:
        return self.tensors.get(name, tensor)


class Oracle:
    """The whole target in one pass, as the trace holds it, later pieces included."""

    def __init__(self, translator: Translator, trace: Trace, step: int) -> None:
        self.model = translator.about.bundle.model
        self.step = step
        self.source = torch.tensor([Subject(translator.reader, translator.network).source_ids(trace)])
        self.target = torch.tensor([Subject(translator.reader, translator.network).target_in_ids(trace)])
        self.chosen = translator.about.bundle.target_tokenizer.id(trace.predicted_pieces[step])
        with torch.no_grad(), Recorder("*.embedding") as recorder:
            self.model(self.source, self.target)
        self.inputs = [recorder[f"{stack}.embedding"].clone() for stack in ("encoder", "decoder")]

    def value(self, source: Tensor, target: Tensor) -> Tensor:
        with Replaced(source, target):
            hidden = self.model(self.source, self.target)
        return self.model.logits(hidden[0, self.step]).double().log_softmax(dim=-1)[self.chosen]

    def gradients(self, factor: float = 1.0) -> tuple[Tensor, ...]:
        inputs = [(factor * x).requires_grad_() for x in self.inputs]
        return torch.autograd.grad(self.value(*inputs), inputs)

    def scaled(self, block: int, position: int, factor: float) -> float:
        inputs = [x.clone() for x in self.inputs]
        inputs[block][0, position] *= factor
        with torch.no_grad():
            return float(self.value(*inputs))


def test_gradient_times_input_is_plain_autograds_and_the_future_has_exactly_none(translator, trace):
    numbers = ask(translator, trace, tolerance=None)
    oracle = Oracle(translator, trace, STEP)
    expected = [(g * x)[0].sum(dim=-1).numpy() for g, x in zip(oracle.gradients(), oracle.inputs, strict=True)]
    np.testing.assert_allclose(numbers.gradient.source, expected[0], atol=1e-5)
    np.testing.assert_allclose(numbers.gradient.target, expected[1][: STEP + 1], atol=1e-5)
    assert numbers.gradient.target.shape == (STEP + 1,)
    assert (expected[1][STEP + 1 :] == 0.0).all()  # of the pass over all positions, which the mask cuts
    assert numbers.integrated is None
    assert numbers.value == pytest.approx(float(trace.logprob[STEP]), abs=1e-5)


def test_gradient_times_input_is_how_fast_the_value_changes_when_a_piece_grows(translator, trace):
    numbers = ask(translator, trace, tolerance=None)
    oracle = Oracle(translator, trace, STEP)
    small = 2e-3
    for block, shares in enumerate((numbers.gradient.source, numbers.gradient.target)):
        for position, share in enumerate(shares):
            rise = oracle.scaled(block, position, 1 + small) - oracle.scaled(block, position, 1 - small)
            assert share == pytest.approx(rise / (2 * small), abs=2e-3, rel=2e-2)


def test_integrated_gradients_are_the_mean_gradient_on_the_way_times_the_input(translator, trace):
    numbers = ask(translator, trace, tolerance=0.001)
    oracle = Oracle(translator, trace, STEP)
    points = 200
    sums = [torch.zeros_like(x) for x in oracle.inputs]
    for n in range(points):  # the plain midpoint rule
        for total, gradient in zip(sums, oracle.gradients((n + 0.5) / points), strict=True):
            total += gradient / points
    expected = [(g * x)[0].sum(dim=-1).numpy() for g, x in zip(sums, oracle.inputs, strict=True)]
    assert numbers.integrated is not None
    scale = max(np.abs(each).max() for each in expected)
    np.testing.assert_allclose(numbers.integrated.source, expected[0], atol=0.02 * scale)
    np.testing.assert_allclose(numbers.integrated.target, expected[1][: STEP + 1], atol=0.02 * scale)


@pytest.mark.parametrize(
    ("part", "places"),
    [
        (1, [0.25, 0.75]),
        (2, [(n + 0.5 + side * 0.5 / 3**0.5) / 2 for n in (0, 1) for side in (-1, 1)]),  # Gauss and Legendre's
    ],
)
def test_the_first_points_are_where_the_rule_has_them(translator, trace, monkeypatch, part, places):
    monkeypatch.setattr("model.inside.attribution.PART", part)
    oracle = Oracle(translator, trace, STEP)
    means = [sum(each) / len(places) for each in zip(*map(oracle.gradients, places), strict=True)]
    expected = [(g * x)[0].sum(dim=-1).numpy() for g, x in zip(means, oracle.inputs, strict=True)]
    numbers = ask(translator, trace, tolerance=1e9)  # nothing is too coarse
    assert numbers.integrated is not None and numbers.points == len(places)
    np.testing.assert_allclose(numbers.integrated.source, expected[0], atol=1e-5)
    np.testing.assert_allclose(numbers.integrated.target, expected[1][: STEP + 1], atol=1e-5)


@pytest.mark.parametrize("tolerance", [0.05, 0.01])
def test_points_are_added_until_the_shares_are_complete(translator, trace, tolerance):
    for step in range(0, trace.target_length, 3):
        numbers = ask(translator, trace, step, tolerance)
        shares = numbers.integrated
        assert shares is not None
        total = float(shares.source.sum(dtype=np.float64) + shares.target.sum(dtype=np.float64))
        missing = abs(total - (numbers.value - numbers.baseline_value))
        assert abs(numbers.error(shares)) == pytest.approx(missing, abs=1e-9)
        assert missing <= max(tolerance * abs(numbers.change), 1e-4)


def test_no_more_points_are_used_than_the_most(translator, trace, monkeypatch):
    monkeypatch.setattr("model.inside.attribution.MOST_POINTS", 48)
    assert ask(translator, trace, tolerance=0.0).points in (48, 64)


def test_the_baseline_is_the_value_with_every_embedding_zero(translator, trace):
    oracle = Oracle(translator, trace, STEP)
    with torch.no_grad():
        zero = float(oracle.value(*(torch.zeros_like(x) for x in oracle.inputs)))
    assert ask(translator, trace).baseline_value == pytest.approx(zero, abs=1e-5)


def test_nothing_in_the_model_changes(translator, trace):
    model = translator.about.bundle.model
    before = {name: tensor.clone() for name, tensor in model.state_dict().items()}
    events = attribution_numbers(Subject(translator.reader, translator.network), AttributionQuestion(STEP), trace)
    for _ in events:
        assert not probing()  # whoever works between two parts is not seen
        assert torch.is_grad_enabled()
    with torch.inference_mode():  # as a caller may have it
        assert all(torch.equal(before[name], tensor) for name, tensor in model.state_dict().items())
    assert all(parameter.grad is None and parameter.requires_grad for parameter in model.parameters())
    assert not any(module.training for module in model.modules())


def test_it_tells_how_far_it_is_and_can_be_cancelled_between_two_parts(translator, trace):
    events = attribution_numbers(Subject(translator.reader, translator.network), AttributionQuestion(STEP), trace)
    first, second = next(events), next(events)
    assert isinstance(first, Progress) and isinstance(second, Progress)
    assert (first.done, second.done) == (0, PART) and f"{PART} points" in str(second.doing)
    events.close()
    assert not probing()
    assert all(parameter.grad is None for parameter in translator.about.bundle.model.parameters())


def test_padding_gets_exactly_nothing_and_changes_nothing(translator):
    how = DecodingSettings(extra_length=6)
    _, builders, _ = collect(translator, ["the dog sees it.", "it."], how)
    _, alone, _ = collect(translator, ["it."], how)
    padded, plain = builders[1].newest(), alone[0].newest()
    assert padded.predicted_pieces == plain.predicted_pieces
    first, second = (ask(translator, trace, 1, 0.001).integrated for trace in (padded, plain))
    assert first is not None and second is not None
    real = padded.source_allowed
    assert (first.source[~real] == 0.0).all() and not real.all()
    np.testing.assert_allclose(first.source[real], second.source, atol=1e-4)
    np.testing.assert_allclose(first.target, second.target, atol=1e-4)


def shares(*values: float) -> Shares:
    return Shares(np.array(values, np.float32), np.zeros(1, np.float32))


def test_the_error_is_told_for_any_change():
    made = AttributionNumbers(AttributionQuestion(0), shares(1.0), None, value=-1.0, baseline_value=-3.0)
    assert made.change == 2.0
    assert made.error(shares(1.5)) == -0.5 and made.relative_error(shares(1.5)) == 0.25
    flat = AttributionNumbers(AttributionQuestion(0), shares(1.0), None, value=-1.0, baseline_value=-1.0)
    assert flat.relative_error(shares(0.0)) == 0.0
    assert math.isinf(flat.relative_error(shares(0.5)))


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ([0.1, 0.2, 0.7], [1, 5, 9], 1.0),
        ([0.1, 0.2, 0.7], [9, 5, 1], -1.0),
        ([1, 2, 3, 4], [1, 3, 2, 4], 0.8),
        ([1, 2, 2, 4], [1, 2, 3, 4], 0.9486833),
        ([1, 1, 1], [1, 2, 3], None),
        ([1, 2], [1, 2], None),
    ],
)
def test_spearmans_rank_correlation(first, second, expected):
    found = rank_correlation(np.array(first, np.float32), np.array(second, np.float32))
    assert found == (None if expected is None else pytest.approx(expected, abs=1e-6))
