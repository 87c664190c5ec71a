"""Packed weights: the same product, only where nothing is lost, and never of weights that have changed."""

from __future__ import annotations

import pytest
import torch
from torch import nn

from model.network.linear import MOST_ROWS, Linear, pack_for_decoding
from tests.model.tiny import random_tensor, randomised, tiny_model

pytestmark = pytest.mark.usefixtures("one_thread")


def representable(module: nn.Module) -> nn.Module:
    with torch.no_grad():
        for parameter in module.parameters():
            parameter.copy_(parameter.half().float())
    return module


def layer(bias: bool = True, exact: bool = True) -> Linear:
    made = randomised(Linear(48, 33, bias=bias), 4)
    if exact:
        representable(made)
    return made


def packed_or_skip(made: Linear) -> Linear:
    if not made.pack():
        pytest.skip("torch packs no half-precision weights on this processor")
    return made


@pytest.mark.parametrize("bias", [True, False])
@pytest.mark.parametrize("shape", [(1, 48), (3, 5, 48), (MOST_ROWS, 48), (MOST_ROWS + 1, 48)])
def test_the_product_is_the_same(bias: bool, shape: tuple[int, ...]) -> None:
    made, x = packed_or_skip(layer(bias)), random_tensor(*shape)
    with torch.inference_mode():
        expected = x.double() @ made.weight.double().T + (made.bias.double() if bias else 0.0)
        torch.testing.assert_close(made(x).double(), expected, rtol=0, atol=1e-5)


def test_weights_that_half_precision_would_round_are_not_packed() -> None:
    made, x = layer(exact=False), random_tensor(2, 48)
    assert not made.pack()
    with torch.inference_mode():
        assert torch.equal(made(x), nn.functional.linear(x, made.weight, made.bias))


def test_a_changed_weight_is_never_multiplied_in_its_old_state() -> None:
    made, x = packed_or_skip(layer()), random_tensor(1, 48)
    with torch.no_grad():
        made.weight.mul_(2.0)
    with torch.inference_mode():
        assert torch.equal(made(x), nn.functional.linear(x, made.weight, made.bias))
    packed_or_skip(made)
    made.weight = nn.Parameter(torch.zeros(33, 48))
    with torch.inference_mode():
        assert torch.equal(made(x), made.bias[None])


def test_gradients_flow_past_the_packed_weights() -> None:
    made, x = packed_or_skip(layer()), random_tensor(1, 48)
    made(x).sum().backward()
    assert made.weight.grad is not None and torch.equal(made.weight.grad, x.expand(33, 48))


def test_decoding_with_packed_weights_gives_the_same_logits() -> None:
    model = representable(tiny_model())
    ids = torch.tensor([[4, 5, 6, 3]])
    with torch.inference_mode():
        plain = model.logits(model(ids, ids))
        pack_for_decoding(model)
        torch.testing.assert_close(model.logits(model(ids, ids)), plain, rtol=0, atol=1e-5)
