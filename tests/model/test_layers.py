"""The feed-forward network and the layers of both stacks against torch.nn's own, in both norm orders."""

from __future__ import annotations

from typing import Any

import pytest
import torch
from torch import Tensor, nn

from model.network.config import Norm
from model.network.dropout import seed_dropout
from model.network.layers import DecoderLayer, EncoderLayer, FeedForward, Residual
from model.network.points import Recorder
from tests.model.tiny import (
    INNER,
    WIDTH,
    copy_weights,
    own_decoder_layer,
    own_encoder_layer,
    random_tensor,
    randomised,
    tiny_config,
)


@pytest.mark.parametrize(
    ("name", "activation"),
    [("relu", nn.ReLU()), ("gelu", nn.GELU()), ("silu", nn.SiLU())],
    ids=["relu", "gelu", "silu"],
)
def test_feed_forward_equals_two_linears_around_the_activation(name: Any, activation: nn.Module) -> None:
    ours = randomised(FeedForward(tiny_config(activation=name), "ff"))
    own = nn.Sequential(nn.Linear(WIDTH, INNER), activation, nn.Linear(INNER, WIDTH))
    copy_weights(own[0], ours.inner)
    copy_weights(own[2], ours.outer)
    x = random_tensor(2, 5, WIDTH)
    torch.testing.assert_close(ours(x), own(x))


@pytest.mark.parametrize("norm", ["post", "pre"])
def test_the_residual_normalises_at_the_paper_s_place_or_before(norm: Norm) -> None:
    residual = randomised(Residual(tiny_config(norm=norm, layer_norm_eps=1e-3), "r")).eval()
    x, weight = random_tensor(2, 4, WIDTH), random_tensor(WIDTH, WIDTH, seed=1)

    def normalised(y: Tensor) -> Tensor:
        mean, variance = y.mean(-1, keepdim=True), y.var(-1, unbiased=False, keepdim=True)
        return (y - mean) / (variance + 1e-3).sqrt() * residual.norm.weight + residual.norm.bias

    expected = normalised(x + x @ weight) if norm == "post" else x + normalised(x) @ weight
    torch.testing.assert_close(residual(x, lambda y: y @ weight), expected, rtol=1e-4, atol=1e-5)


@pytest.mark.parametrize("norm", ["post", "pre"])
def test_the_residual_drops_only_what_the_sub_layer_adds(norm: Norm) -> None:
    residual = Residual(tiny_config(norm=norm, dropout=0.5), "r").train()
    seed_dropout(3)
    x = torch.full((1, 64, WIDTH), 5.0)
    with Recorder("r.sum") as recorder:
        residual(x, lambda y: torch.ones_like(y))
    assert set(recorder["r.sum"].unique().tolist()) == {5.0, 7.0}  # dropped, or kept and scaled by 1 / (1 - 0.5)


@pytest.mark.parametrize("recording", [False, True], ids=["fused", "explicit"])
@pytest.mark.parametrize("norm", ["post", "pre"])
def test_an_encoder_layer_equals_torchs_own(norm: Norm, recording: bool) -> None:
    layer = randomised(EncoderLayer(tiny_config(norm=norm), 0)).eval()
    x = random_tensor(3, 6, WIDTH, seed=7)
    real = torch.tensor([[True] * 6, [True] * 4 + [False] * 2, [True] + [False] * 5])
    with torch.no_grad():
        expected = own_encoder_layer(layer, norm)(x, src_key_padding_mask=~real)
        allowed = (real[:, :, None] & real[:, None, :])[:, None]
        if recording:
            with Recorder("*"):
                out = layer(x, allowed)
        else:
            out = layer(x, allowed)
    torch.testing.assert_close(out[real], expected[real], rtol=1e-4, atol=1e-5)


@pytest.mark.parametrize("recording", [False, True], ids=["fused", "explicit"])
@pytest.mark.parametrize("norm", ["post", "pre"])
def test_a_decoder_layer_equals_torchs_own(norm: Norm, recording: bool) -> None:
    layer = randomised(DecoderLayer(tiny_config(norm=norm), 0)).eval()
    x, memory = random_tensor(3, 5, WIDTH, seed=8), random_tensor(3, 6, WIDTH, seed=9)
    real = torch.tensor([[True] * 6, [True] * 4 + [False] * 2, [True] + [False] * 5])
    causal = torch.ones(5, 5, dtype=torch.bool).tril()
    with torch.no_grad():
        expected = own_decoder_layer(layer, norm)(x, memory, tgt_mask=~causal, memory_key_padding_mask=~real)
        if recording:
            with Recorder("*"):
                out = layer(x, layer.cache(memory), causal, real[:, None, None])
        else:
            out = layer(x, layer.cache(memory), causal, real[:, None, None])
    torch.testing.assert_close(out, expected, rtol=1e-4, atol=1e-5)


def test_layers_show_every_step_under_their_own_name() -> None:
    config = tiny_config()
    encoder, decoder = EncoderLayer(config, 3).eval(), DecoderLayer(config, 5).eval()
    x = random_tensor(1, 4, WIDTH)
    everything = torch.ones(4, 4, dtype=torch.bool)
    with torch.no_grad(), Recorder("*") as recorder:
        encoder(x, everything)
        decoder(x, decoder.cache(x), everything, everything)
    attention = {"queries", "keys", "values", "scores", "allowed", "weights", "heads", "out", "sum", "norm"}
    feed_forward = {"hidden", "out", "sum", "norm"}
    expected = {f"encoder.3.self.{part}" for part in attention} | {f"encoder.3.ff.{part}" for part in feed_forward}
    expected |= {f"decoder.5.{where}.{part}" for where in ("self", "cross") for part in attention}
    expected |= {f"decoder.5.ff.{part}" for part in feed_forward}
    assert set(recorder.seen) == expected
