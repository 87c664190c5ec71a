"""One update: padding never counts, accumulation equals the big batch, and a bad loss changes nothing."""

from __future__ import annotations

import math
from typing import Any

import pytest
import torch
import torch.nn.functional as F
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import Tensor

from model.data.batches import Batch, make_batch
from model.network.loss import smoothed_cross_entropy, symmetric_divergence
from model.network.transformer import Transformer
from model.training.distributed import Group
from model.training.recipe import TrainingRecipe
from model.training.schedule import learning_rate
from model.training.updater import NotFiniteError, Updater, choose_dtype, shrink_residuals
from tests.model.tiny import piece_ids, tiny_model

pytestmark = pytest.mark.usefixtures("one_thread")

A = ([[4, 5, 6], [7, 8]], [[9, 10], [11, 12, 13]])
B = ([[14, 15, 16, 17, 18]], [[19, 20, 21, 22]])


def updater(model: Transformer, **training: Any) -> Updater:
    recipe = TrainingRecipe(**{"warmup_steps": 2, "peak_learning_rate": 1e-2, "device": "cpu", **training})
    return Updater(model.train(), recipe, torch.float32, Group())


def weights(model: Transformer) -> dict[str, Tensor]:
    return {name: parameter.detach().clone() for name, parameter in model.named_parameters()}


def gradients(model: Transformer) -> dict[str, Tensor]:
    return {name: parameter.grad.clone() for name, parameter in model.named_parameters() if parameter.grad is not None}


def padded(batch: Batch, source: int, target: int) -> Batch:
    widths = (source, target, target)
    parts = (batch.source, batch.target_in, batch.target_out)
    return Batch(*(F.pad(part, (0, width)) for part, width in zip(parts, widths, strict=True)))


@settings(max_examples=25)
@given(
    rows=st.lists(st.tuples(piece_ids(), piece_ids()), min_size=1, max_size=4),
    extra=st.tuples(st.integers(0, 5), st.integers(0, 5)),
    r_drop=st.sampled_from([0.0, 1.0]),
)
def test_padding_never_counts(rows: list[tuple[list[int], list[int]]], extra: tuple[int, int], r_drop: float) -> None:
    model = tiny_model()
    batch = make_batch([source for source, _ in rows], [target for _, target in rows])
    found = []
    for one in (batch, padded(batch, *extra)):
        model.zero_grad()
        loss, nll = updater(model).loss(one, 0.1, r_drop)
        loss.backward()
        found.append((loss.detach(), nll, gradients(model)))
        assert one.target_tokens == sum(len(target) + 1 for _, target in rows)
    for ours, theirs in zip(*found, strict=True):
        torch.testing.assert_close(ours, theirs, rtol=1e-4, atol=1e-5)


@pytest.mark.parametrize("r_drop", [0.0, 2.0])
def test_accumulation_equals_the_big_batch(r_drop: float) -> None:
    parts, whole = tiny_model(), tiny_model()
    whole_batch = make_batch(A[0] + B[0], A[1] + B[1])
    one, other = updater(parts, r_drop=r_drop), updater(whole, r_drop=r_drop)
    for step in (1, 2, 3):
        accumulated = one.update(step, [make_batch(*A), make_batch(*B)])
        at_once = other.update(step, [whole_batch])
        assert accumulated.pieces == at_once.pieces == 12
        assert accumulated.loss == pytest.approx(at_once.loss, rel=1e-5)
        assert accumulated.nll == pytest.approx(at_once.nll, rel=1e-5)
        assert accumulated.gradient_norm == pytest.approx(at_once.gradient_norm, rel=1e-4)
        for name, gradient in gradients(parts).items():
            torch.testing.assert_close(gradient, gradients(whole)[name], rtol=1e-4, atol=1e-6)
    for name, weight in weights(parts).items():
        if not name.endswith("key.bias"):  # its gradient is 0 but for rounding, which Adam makes as large as any
            torch.testing.assert_close(weight, weights(whole)[name], rtol=0, atol=2e-4)


def test_the_loss_is_the_plain_one_of_the_model_s_logits() -> None:
    model = tiny_model()
    batch = make_batch(*A)
    loss, nll = updater(model).loss(batch, 0.1)
    real = batch.target_out != 0
    logits = model.logits(model(batch.source, batch.target_in))[real]
    expected, expected_nll = smoothed_cross_entropy(logits, batch.target_out[real], 0.1)
    torch.testing.assert_close((loss, nll), (expected, expected_nll), rtol=1e-5, atol=1e-4)


def test_r_drop_compares_two_passes_with_other_dropout() -> None:
    model = tiny_model(dropout=0.3)
    batch = make_batch(*A)
    real = batch.target_out != 0
    seen: list[Tensor] = []
    hook = model.decoder_norm.register_forward_hook(lambda _module, _inputs, out: seen.append(out))
    loss, _ = updater(model).loss(batch, 0.1, 3.0)
    hook.remove()
    first, second = (model.logits(hidden)[real] for hidden in seen[0].chunk(2))
    assert not torch.allclose(first, second)
    target = batch.target_out[real]
    mean = (smoothed_cross_entropy(first, target, 0.1)[0] + smoothed_cross_entropy(second, target, 0.1)[0]) / 2
    torch.testing.assert_close(loss, mean + 0.75 * symmetric_divergence(first, second), rtol=1e-5, atol=1e-4)


def test_an_update_is_adam_s_with_the_paper_s_numbers_and_the_schedule_s_rate() -> None:
    ours, theirs = tiny_model(), tiny_model()
    batch = make_batch(*A)
    one = updater(ours, clip_norm=0.0)
    adam = torch.optim.Adam(theirs.train().parameters(), betas=(0.9, 0.98), eps=1e-9)
    for step in range(1, 5):
        update = one.update(step, [batch])
        real = batch.target_out != 0
        logits = theirs.logits(theirs(batch.source, batch.target_in))[real]
        adam.zero_grad()
        smoothed_cross_entropy(logits, batch.target_out[real], 0.1)[0].div(int(real.sum())).backward()
        adam.param_groups[0]["lr"] = update.learning_rate
        adam.step()
        assert update.learning_rate == learning_rate(step, one.recipe, 16)
    for name, weight in weights(ours).items():
        if not name.endswith("key.bias"):  # its gradient is 0 but for rounding, which Adam makes as large as any
            torch.testing.assert_close(weight, weights(theirs)[name], rtol=1e-3, atol=1e-3)


def test_clipping_limits_the_norm_and_tells_the_one_before() -> None:
    model = tiny_model()
    update = updater(model, clip_norm=0.01).update(1, [make_batch(*A)])
    assert update.gradient_norm > 0.1
    norm = math.sqrt(sum(float(gradient.square().sum()) for gradient in gradients(model).values()))
    assert norm == pytest.approx(0.01, rel=1e-3)


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
@pytest.mark.parametrize("ema", [0.0, 0.9])
def test_a_loss_that_is_not_a_number_changes_nothing(value: float, ema: float) -> None:
    model = tiny_model()
    one = updater(model, ema_decay=ema)
    one.update(1, [make_batch(*A)])
    mean = {name: weight.clone() for name, weight in one.mean.weights.items()} if one.mean else {}
    before = weights(model)
    state = {key: value.clone() for key, value in one.optimizer.state[model.output.weight].items()}
    hook = model.decoder_norm.register_forward_hook(lambda _module, _inputs, out: out * value)
    with pytest.raises(NotFiniteError):
        one.update(2, [make_batch(*B)])
    hook.remove()
    assert all(torch.equal(weight, before[name]) for name, weight in weights(model).items())
    assert all(torch.equal(state[key], value) for key, value in one.optimizer.state[model.output.weight].items())
    assert not one.mean or all(torch.equal(mean[name], weight) for name, weight in one.mean.weights.items())
    assert math.isfinite(one.update(2, [make_batch(*B)]).loss)  # and it can go on


def test_the_mean_follows_every_update() -> None:
    model = tiny_model()
    one = updater(model, ema_decay=0.5)
    first = weights(model)
    one.update(1, [make_batch(*A)])
    assert one.mean is not None
    stays = 2 / 11
    for name, weight in weights(model).items():
        torch.testing.assert_close(one.mean.weights[name], stays * first[name] + (1 - stays) * weight)


def test_the_residual_gain_scales_the_last_matrix_of_every_sub_layer_and_nothing_else() -> None:
    model = tiny_model()
    before = weights(model)
    shrink_residuals(model, 0.5)
    scaled = {name for name, weight in weights(model).items() if not torch.equal(weight, before[name])}
    assert len(scaled) == 2 * 2 + 2 * 3  # attention and feed-forward in the encoder, two attentions in the decoder
    for name in scaled:
        assert torch.equal(weights(model)[name], before[name] * 0.5)


def test_the_recipe_decides_the_number_format() -> None:
    cpu = torch.device("cpu")
    assert choose_dtype(TrainingRecipe(precision="float32"), cpu) == torch.float32
    assert choose_dtype(TrainingRecipe(precision="bfloat16"), cpu) == torch.bfloat16
    assert choose_dtype(TrainingRecipe(), cpu) in (torch.float32, torch.bfloat16)


def test_muon_takes_the_matrices_inside_the_layers_and_adam_the_rest() -> None:
    model = tiny_model()
    made = updater(model, optimizer="muon")
    batch = make_batch(*A)
    made.update(1, [batch])
    inside = {name for name, p in model.named_parameters() if p.ndim == 2 and name.startswith(("encoder.", "decoder."))}
    muon = {name for name, p in model.named_parameters() if "momentum_buffer" in made.optimizer.state[p]}
    assert muon == inside
    assert all("exp_avg" in made.optimizer.state[p] for name, p in model.named_parameters() if name not in muon)


def test_a_step_of_muon_is_orthogonal_and_as_long_as_adams_usually_are() -> None:
    """Every direction of a matrix is stepped alike, with a root mean square of 0.2 times the rate (Liu et al. 2025)."""
    model = tiny_model()
    made = updater(model, optimizer="muon", warmup_steps=1, peak_learning_rate=1e-2)
    before = weights(model)
    made.update(1, [make_batch(*A)])
    step = before["encoder.0.feed_forward.inner.weight"] - weights(model)["encoder.0.feed_forward.inner.weight"]
    lengths = torch.linalg.svdvals(step)
    rows, columns = step.shape
    wanted = 1e-2 * 0.2 * math.sqrt(max(rows, columns))  # each singular value
    significant = lengths[: min(len(A[0]) + 3, columns)]  # so few pieces span only a few directions
    assert torch.all((significant > 0.5 * wanted) & (significant < 1.5 * wanted))
    assert float(step.square().mean().sqrt()) < 1.2 * 1e-2 * 0.2
