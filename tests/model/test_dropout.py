"""Our CPU dropout: what it keeps, what it drops, and that its random sequence can be resumed exactly."""

from __future__ import annotations

import json

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import Tensor

from model.network.dropout import Dropout, dropout_state, restore_dropout, seed_dropout
from tests.model.tiny import random_tensor


def dropped(p: float, *shape: int) -> Tensor:
    out: Tensor = Dropout(p).train()(torch.ones(shape))
    return out


@pytest.mark.parametrize("p", [0.1, 0.3, 0.5, 0.9])
def test_each_number_is_zero_with_probability_p_and_the_expectation_stays(p: float) -> None:
    seed_dropout(11)
    count = 400_000
    out = dropped(p, count)
    deviation = (p * (1 - p) / count) ** 0.5
    assert (out == 0).double().mean().item() == pytest.approx(p, abs=5 * deviation + 1 / 512)  # p in steps of 1/256
    assert out.double().mean().item() == pytest.approx(1.0, abs=5 * deviation / (1 - p))


def test_every_kept_number_is_scaled_by_the_same_factor() -> None:
    seed_dropout(1)
    x = random_tensor(50, 60)
    out = Dropout(0.1).train()(x)
    kept = out != 0
    assert 0.85 < kept.float().mean() < 0.95
    torch.testing.assert_close(out[kept], x[kept] * (256 / 230))  # 0.1 is 26/256


@pytest.mark.parametrize("p", [0.001, 0.999])
def test_a_probability_near_the_ends_neither_keeps_nor_drops_all(p: float) -> None:
    seed_dropout(2)
    out = dropped(p, 100_000)
    assert 0 < int((out == 0).sum()) < 100_000


def test_neighbours_are_dropped_independently() -> None:
    seed_dropout(3)
    zero = (dropped(0.3, 300_000) == 0).double()
    for distance in (1, 2, 7, 8, 64):
        both = (zero[distance:] * zero[:-distance]).mean().item()
        assert both == pytest.approx(0.09, abs=0.004), distance


def test_probability_zero_and_evaluation_hand_back_the_very_tensor() -> None:
    x = random_tensor(3, 4)
    before = dropout_state()
    assert Dropout(0.0).train()(x) is x
    assert Dropout(0.5).eval()(x) is x
    assert dropout_state() == before


def test_the_gradient_is_dropped_and_scaled_like_the_number() -> None:
    seed_dropout(4)
    x = torch.ones(1000, requires_grad=True)
    out = Dropout(0.4).train()(x)
    out.sum().backward()
    assert x.grad is not None
    assert torch.equal(x.grad, out.detach())


def test_an_empty_tensor_passes() -> None:
    assert dropped(0.5, 0, 4).shape == (0, 4)


@settings(deadline=None, max_examples=40)
@given(shape=st.lists(st.integers(1, 7), min_size=1, max_size=4), bfloat=st.booleans())
def test_shape_and_number_format_stay(shape: list[int], bfloat: bool) -> None:
    dtype = torch.bfloat16 if bfloat else torch.float32
    out = Dropout(0.5).train()(torch.ones(shape, dtype=dtype).transpose(0, -1))
    assert out.dtype == dtype
    assert list(out.shape) == list(torch.ones(shape).transpose(0, -1).shape)


def test_the_seed_decides_the_masks() -> None:
    seed_dropout(7)
    first = [dropped(0.5, 100) for _ in range(3)]
    seed_dropout(7)
    assert all(torch.equal(mask, dropped(0.5, 100)) for mask in first)
    seed_dropout(8)
    assert not torch.equal(first[0], dropped(0.5, 100))


@settings(deadline=None, max_examples=30)
@given(
    seed=st.integers(0, 2**31),
    before=st.lists(st.integers(1, 40), max_size=4),
    after=st.lists(st.integers(1, 40), min_size=1, max_size=4),
)
def test_a_saved_state_resumes_the_exact_sequence_also_through_json(
    seed: int, before: list[int], after: list[int]
) -> None:
    seed_dropout(seed)
    for count in before:
        dropped(0.3, count)
    saved = json.dumps(dropout_state())
    expected = [dropped(0.3, count) for count in after]
    seed_dropout(seed + 1)
    dropped(0.3, 13)
    restore_dropout(json.loads(saved))
    assert all(torch.equal(mask, dropped(0.3, count)) for mask, count in zip(expected, after, strict=True))
