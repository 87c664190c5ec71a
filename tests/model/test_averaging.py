"""Means of weights: of checkpoints, and the running mean; tied matrices stay tied."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from torch import Tensor

from model.errors import UserError
from model.network.transformer import Transformer
from model.training.averaging import RunningMean, average_weights, put_weights
from model.training.checkpoint import Progress, save_checkpoint
from tests.model.tiny import randomised, tiny_model


def saved(folder: Path, model: Transformer, step: int) -> Path:
    return save_checkpoint(folder, model, torch.optim.Adam(model.parameters()), Progress(step=step), [])


def copied(model: Transformer) -> dict[str, Tensor]:
    return {name: parameter.detach().clone() for name, parameter in model.named_parameters()}


def test_the_average_is_the_mean_of_every_weight(tmp_path: Path) -> None:
    models = [tiny_model(seed) for seed in range(3)]
    mean = average_weights([saved(tmp_path, model, i) for i, model in enumerate(models)])
    assert mean.keys() == copied(models[0]).keys()
    for name, value in mean.items():
        expected = torch.stack([copied(model)[name].double() for model in models]).mean(dim=0)
        assert value.dtype == torch.float32
        torch.testing.assert_close(value, expected.float(), rtol=0, atol=1e-7)


def test_the_average_of_one_is_itself(tmp_path: Path) -> None:
    model = tiny_model()
    mean = average_weights([saved(tmp_path, model, 3)])
    assert all(torch.equal(mean[name], parameter) for name, parameter in model.named_parameters())


def test_averaging_files_that_cannot_be_used_is_a_user_error(tmp_path: Path) -> None:
    good = saved(tmp_path, tiny_model(), 1)
    bad = tmp_path / "bad.safetensors"
    bad.write_bytes(good.read_bytes()[:-9])
    shorter = saved(tmp_path / "other", tiny_model(decoder_layers=1), 1)
    for path in (bad, tmp_path / "missing.safetensors", shorter):
        with pytest.raises(UserError, match=path.name):
            average_weights([good, path])


@given(decay=st.floats(0.05, 0.9999), updates=st.integers(1, 25))
def test_the_running_mean_is_its_formula(decay: float, updates: int) -> None:
    model = tiny_model(encoder_layers=1, decoder_layers=1)
    mean = RunningMean(model, decay)
    name = "target_embedding.weight"
    expected = copied(model)[name].double()
    for update in range(1, updates + 1):
        randomised(model, seed=update)
        mean.update(model)
        stays = min(decay, (1 + update) / (10 + update))
        expected = stays * expected + (1 - stays) * copied(model)[name].double()
    torch.testing.assert_close(mean.weights[name].double(), expected, rtol=0, atol=1e-5)
    assert mean.updates == updates


def test_the_running_mean_of_a_model_that_rests_is_the_model_and_never_the_model_itself() -> None:
    model = tiny_model()
    before = copied(model)
    mean = RunningMean(model, 0.99)
    for _ in range(3):
        mean.update(model)
    for name, weight in mean.weights.items():
        torch.testing.assert_close(weight, before[name], rtol=0, atol=1e-6)
    randomised(model, seed=9)
    name = "target_embedding.weight"
    torch.testing.assert_close(mean.weights[name], before[name], rtol=0, atol=1e-6)


@pytest.mark.parametrize("tying", ["all", "target", "none"])
def test_putting_weights_back_keeps_matrices_tied(tying: str) -> None:
    model, other = tiny_model(1, tying=tying), tiny_model(2, tying=tying)
    put_weights(model, copied(other))
    assert all(torch.equal(a, b) for a, b in zip(model.parameters(), other.parameters(), strict=True))
    assert (model.output.weight is model.target_embedding.weight) == (tying != "none")
    assert (model.source_embedding is model.target_embedding) == (tying == "all")
