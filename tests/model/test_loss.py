"""Label-smoothed cross-entropy: the fused version, torch's, and the plain one are one function."""

from __future__ import annotations

import pytest
import torch
import torch.nn.functional as F
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import Tensor

from model.data.batches import make_batch
from model.network.loss import CHUNK_ROWS, fused_cross_entropy, smoothed_cross_entropy, symmetric_divergence
from tests.model.tiny import piece_ids, random_tensor, shared_model

WIDTH, VOCAB = 12, 29


def problem(rows: int, seed: int = 0) -> tuple[Tensor, Tensor, Tensor]:
    """Hidden vectors and output matrix that want a gradient, and targets."""
    hidden, weight = random_tensor(rows, WIDTH, seed=seed), random_tensor(VOCAB, WIDTH, seed=seed + 1)
    target = torch.randint(0, VOCAB, (rows,), generator=torch.Generator().manual_seed(seed + 2))
    return hidden.requires_grad_(), weight.requires_grad_(), target


def gradient(of: Tensor) -> Tensor:
    assert of.grad is not None
    return of.grad


@settings(deadline=None, max_examples=60)
@given(rows=st.integers(1, 9), smoothing=st.floats(0, 0.9), seed=st.integers(0, 500), size=st.sampled_from([1.0, 20.0]))
def test_the_plain_loss_is_torch_s(rows: int, smoothing: float, seed: int, size: float) -> None:
    logits = random_tensor(rows, VOCAB, seed=seed) * size
    target = torch.randint(0, VOCAB, (rows,), generator=torch.Generator().manual_seed(seed))
    loss, nll = smoothed_cross_entropy(logits, target, smoothing)
    expected = F.cross_entropy(logits, target, label_smoothing=smoothing, reduction="sum")
    torch.testing.assert_close(loss, expected, rtol=1e-5, atol=1e-5)
    torch.testing.assert_close(nll, F.cross_entropy(logits, target, reduction="sum"), rtol=1e-5, atol=1e-5)


@pytest.mark.parametrize("rows", [1, 7, CHUNK_ROWS, CHUNK_ROWS + 1, 2 * CHUNK_ROWS + 3])
@pytest.mark.parametrize("smoothing", [0.0, 0.1])
def test_the_fused_loss_equals_the_plain_one_in_value_and_gradient(rows: int, smoothing: float) -> None:
    hidden, weight, target = problem(rows)
    plain_hidden, plain_weight, _ = problem(rows)
    loss, nll = fused_cross_entropy(hidden, weight, target, smoothing)
    plain_loss, plain_nll = smoothed_cross_entropy(plain_hidden @ plain_weight.t(), target, smoothing)
    torch.testing.assert_close(loss, plain_loss, rtol=1e-5, atol=1e-4)
    torch.testing.assert_close(nll, plain_nll, rtol=1e-5, atol=1e-4)
    assert not nll.requires_grad
    (loss * 3.0 / rows).backward()
    (plain_loss * 3.0 / rows).backward()
    torch.testing.assert_close(gradient(hidden), gradient(plain_hidden), rtol=1e-4, atol=1e-6)
    torch.testing.assert_close(gradient(weight), gradient(plain_weight), rtol=1e-4, atol=1e-5)


@settings(deadline=None, max_examples=30)
@given(rows=st.integers(1, 12), smoothing=st.floats(0, 0.9), seed=st.integers(0, 500))
def test_the_fused_gradient_is_torch_s_for_any_smoothing(rows: int, smoothing: float, seed: int) -> None:
    hidden, weight, target = problem(rows, seed)
    own_hidden, own_weight, _ = problem(rows, seed)
    fused_cross_entropy(hidden, weight, target, smoothing)[0].backward()
    F.cross_entropy(own_hidden @ own_weight.t(), target, label_smoothing=smoothing, reduction="sum").backward()
    torch.testing.assert_close(gradient(hidden), gradient(own_hidden), rtol=1e-4, atol=1e-5)
    torch.testing.assert_close(gradient(weight), gradient(own_weight), rtol=1e-4, atol=1e-5)


def test_label_smoothing_0_is_the_plain_negative_log_likelihood() -> None:
    hidden, weight, target = problem(CHUNK_ROWS + 5)
    loss, nll = fused_cross_entropy(hidden, weight, target, 0.0)
    torch.testing.assert_close(loss.detach(), nll, rtol=0, atol=1e-3)
    torch.testing.assert_close(nll, F.cross_entropy(hidden @ weight.t(), target, reduction="sum"), rtol=1e-6, atol=1e-3)


@pytest.mark.parametrize("rows", [1, 3, CHUNK_ROWS // 2, CHUNK_ROWS // 2 + 1, CHUNK_ROWS, CHUNK_ROWS + 1])
@pytest.mark.parametrize(("smoothing", "r_drop"), [(0.0, 1.0), (0.1, 5.0), (0.1, 0.0)])
def test_r_drop_equals_the_plain_way_in_value_and_gradient(rows: int, smoothing: float, r_drop: float) -> None:
    """Both passes of a row stand in one chunk, so chunks hold half as many rows: their borders are tried."""
    chance = torch.Generator().manual_seed(rows)
    first, weight, target = problem(rows)
    second = first.detach() + 0.3 * torch.randn(first.shape, generator=chance)
    hidden = torch.cat([first.detach(), second]).requires_grad_()
    loss, nll = fused_cross_entropy(hidden, weight, target, smoothing, r_drop=r_drop)
    exact = hidden.detach().double().requires_grad_()
    exact_weight = weight.detach().double().requires_grad_()
    logits = [part @ exact_weight.t() for part in exact.chunk(2)]
    logprob = [part.log_softmax(dim=-1) for part in logits]
    nlls = [F.nll_loss(part, target, reduction="sum") for part in logprob]
    smooth = [F.cross_entropy(part, target, label_smoothing=smoothing, reduction="sum") for part in logits]
    divergence = ((logprob[0].exp() - logprob[1].exp()) * (logprob[0] - logprob[1])).sum()
    expected = sum(smooth) / 2 + r_drop / 4 * divergence
    torch.testing.assert_close(loss.double(), expected, rtol=1e-5, atol=1e-4)
    torch.testing.assert_close(nll.double(), sum(nlls).detach() / 2, rtol=1e-5, atol=1e-4)
    torch.testing.assert_close(symmetric_divergence(*logits).double(), divergence, rtol=1e-4, atol=1e-4)
    (loss * 0.7).backward()
    (expected * 0.7).backward()
    torch.testing.assert_close(gradient(hidden).double(), gradient(exact), rtol=1e-3, atol=2e-5)
    torch.testing.assert_close(gradient(weight).double(), gradient(exact_weight), rtol=1e-3, atol=2e-4)


def test_the_gradient_is_that_of_finite_differences() -> None:
    """Independent of any autograd: a small step along a random direction."""
    chance = torch.Generator().manual_seed(5)
    first, weight, target = problem(4)
    hidden = torch.cat([first.detach(), first.detach() + 0.2]).requires_grad_()
    fused_cross_entropy(hidden, weight, target, 0.1, r_drop=4.0)[0].backward()
    along, along_weight = torch.randn(hidden.shape, generator=chance), torch.randn(weight.shape, generator=chance)
    slope = float((gradient(hidden) * along).sum() + (gradient(weight) * along_weight).sum())
    step = 1e-3

    def at(distance: float) -> float:
        moved = hidden.detach() + distance * along
        return float(fused_cross_entropy(moved, weight.detach() + distance * along_weight, target, 0.1, r_drop=4.0)[0])

    assert (at(step) - at(-step)) / (2 * step) == pytest.approx(slope, rel=2e-2)


def test_two_equal_passes_have_no_divergence() -> None:
    hidden, weight, target = problem(9)
    once = fused_cross_entropy(hidden, weight, target, 0.1)[0]
    twice = fused_cross_entropy(torch.cat([hidden, hidden]), weight, target, 0.1, r_drop=7.0)[0]
    torch.testing.assert_close(once, twice, rtol=1e-6, atol=1e-4)


def test_bfloat16_products_stay_near_and_give_float32_gradients() -> None:
    hidden, weight, target = problem(CHUNK_ROWS + 50)
    plain_hidden, plain_weight, _ = problem(CHUNK_ROWS + 50)
    loss, nll = fused_cross_entropy(hidden, weight, target, 0.1, torch.bfloat16)
    plain, plain_nll = smoothed_cross_entropy(plain_hidden @ plain_weight.t(), target, 0.1)
    assert loss.dtype == nll.dtype == torch.float32
    torch.testing.assert_close(loss, plain, rtol=0.01, atol=0)
    torch.testing.assert_close(nll, plain_nll, rtol=0.01, atol=0)
    loss.backward()
    plain.backward()
    for ours, exact in ((hidden, plain_hidden), (weight, plain_weight)):
        assert gradient(ours).dtype == torch.float32
        difference = (gradient(ours) - gradient(exact)).norm() / gradient(exact).norm()
        assert difference < 0.03


def test_a_very_sure_and_wrong_prediction_stays_finite() -> None:
    hidden = torch.tensor([[1000.0, 0.0]], requires_grad=True)
    weight = torch.tensor([[1.0, 0.0], [-1.0, 0.0]], requires_grad=True)
    loss, nll = fused_cross_entropy(hidden, weight, torch.tensor([1]), 0.1)
    loss.backward()
    assert nll.item() == pytest.approx(2000.0)
    assert torch.isfinite(gradient(hidden)).all() and torch.isfinite(gradient(weight)).all()


@settings(deadline=None, max_examples=25)
@given(
    sources=st.lists(piece_ids(), min_size=1, max_size=3),
    targets=st.lists(piece_ids(), min_size=3, max_size=3),
    extra=st.integers(1, 4),
)
def test_padding_never_counts(sources: list[list[int]], targets: list[list[int]], extra: int) -> None:
    """A batch's loss is the sum of its sentences' losses, each computed alone, whatever the padding."""
    model = shared_model()
    weight = model.output.weight

    def loss(source: Tensor, target_in: Tensor, target_out: Tensor) -> tuple[float, float]:
        with torch.no_grad():
            hidden = model(source, target_in)
            real = target_out != 0
            value, nll = fused_cross_entropy(hidden[real], weight, target_out[real], 0.1)
        return float(value), float(nll)

    batch = make_batch(sources, targets[: len(sources)])
    wider = [F.pad(rows, (0, extra)) for rows in (batch.source, batch.target_in, batch.target_out)]
    alone = [make_batch([s], [t]) for s, t in zip(sources, targets, strict=False)]
    separate = [loss(one.source, one.target_in, one.target_out) for one in alone]
    expected = tuple(sum(part) for part in zip(*separate, strict=True))
    assert loss(batch.source, batch.target_in, batch.target_out) == pytest.approx(expected, rel=1e-5)
    assert loss(*wider) == pytest.approx(expected, rel=1e-5)
    assert batch.target_tokens == sum(one.target_tokens for one in alone)
