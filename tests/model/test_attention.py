"""Scaled dot-product and multi-head attention: the formula, torch's own module, and the two paths that must agree."""

from __future__ import annotations

import math
from typing import Literal

import pytest
import torch
import torch.nn.functional as F
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import Tensor

from model.network.attention import KeyValueCache, MultiHeadAttention, explicit_attention, fused_attention
from model.network.points import Recorder
from tests.model.tiny import HEADS, WIDTH, random_tensor, randomised, shared_model, torchs_own


def attend(attention: MultiHeadAttention, x: Tensor, memory: Tensor, allowed: Tensor) -> Tensor:
    with torch.no_grad():
        out: Tensor = attention(x, *attention.project(memory), allowed)
    return out


@st.composite
def masks(draw: st.DrawFn) -> Tensor:
    """[batch, 1, query, key], with fully masked rows now and then."""
    shape = (draw(st.integers(1, 3)), 1, draw(st.integers(1, 5)), draw(st.integers(1, 6)))
    bits = draw(st.lists(st.booleans(), min_size=math.prod(shape), max_size=math.prod(shape)))
    return torch.tensor(bits).view(shape)


def test_explicit_attention_is_equation_1_computed_by_hand() -> None:
    query = [[1.0, 2.0], [0.5, -1.0]]
    key = [[0.3, 0.1], [-0.2, 0.4], [1.0, -1.0]]
    value = [[1.0, 0.0, 2.0], [0.0, 3.0, -1.0], [5.0, 5.0, 5.0]]
    allowed = [[True, True, False], [True, True, True]]
    expected = []
    for q, row in zip(query, allowed, strict=True):
        scores = [sum(a * b for a, b in zip(q, k, strict=True)) / math.sqrt(2) for k in key]
        exponentials = [math.exp(s) if ok else 0.0 for s, ok in zip(scores, row, strict=True)]
        weights = [e / sum(exponentials) for e in exponentials]
        expected.append([sum(w * v[d] for w, v in zip(weights, value, strict=True)) for d in range(3)])

    def tensor(rows: list[list[float]]) -> Tensor:
        return torch.tensor(rows)[None, None]

    out = explicit_attention(tensor(query), tensor(key), tensor(value), torch.tensor(allowed)[None, None], "a")
    torch.testing.assert_close(out[0, 0], torch.tensor(expected), rtol=0, atol=1e-6)


@settings(deadline=None, max_examples=60)
@given(allowed=masks(), seed=st.integers(0, 1000), size=st.sampled_from([0.1, 1.0, 30.0]))
def test_fused_and_explicit_attention_agree_for_any_mask(allowed: Tensor, seed: int, size: float) -> None:
    batch, _, queries, keys = allowed.shape
    query = random_tensor(batch, 2, queries, 4, seed=seed) * size
    key, value = random_tensor(2, batch, 2, keys, 4, seed=seed + 1)
    explicit = explicit_attention(query, key, value, allowed, "a")
    fused = fused_attention(query, key, value, allowed)
    torch.testing.assert_close(fused, explicit, rtol=1e-5, atol=1e-5)
    nothing = (~allowed.any(dim=-1)).expand(batch, 2, queries)
    assert (explicit[nothing] == 0).all() and (fused[nothing] == 0).all()


def test_a_fully_masked_row_is_zeros_also_where_the_kernel_gives_nan(monkeypatch: pytest.MonkeyPatch) -> None:
    """Some GPU kernels do; the ones here do not, so one is played."""
    genuine = F.scaled_dot_product_attention

    def kernel(query: Tensor, key: Tensor, value: Tensor, attn_mask: Tensor) -> Tensor:
        out = genuine(query, key, value, attn_mask=attn_mask)
        return out.masked_fill(~attn_mask.any(dim=-1, keepdim=True), float("nan"))

    monkeypatch.setattr(F, "scaled_dot_product_attention", kernel)
    x = random_tensor(1, 1, 2, 4)
    out = fused_attention(x, x, x, torch.tensor([[True, False], [False, False]])[None, None])
    torch.testing.assert_close(out[0, 0], torch.stack((x[0, 0, 0], torch.zeros(4))))


@settings(deadline=None, max_examples=60)
@given(allowed=masks(), seed=st.integers(0, 1000), size=st.sampled_from([0.1, 1.0, 1000.0]))
def test_recorded_rows_sum_to_one_and_masked_weights_are_exactly_zero(allowed: Tensor, seed: int, size: float) -> None:
    batch, _, queries, keys = allowed.shape
    query = random_tensor(batch, 2, queries, 4, seed=seed) * size
    key, value = random_tensor(2, batch, 2, keys, 4, seed=seed + 1)
    with Recorder("a.*") as recorder:
        explicit_attention(query, key, value, allowed, "a")
    weights = recorder["a.weights"]
    everywhere = allowed.expand_as(weights)
    assert (weights[~everywhere] == 0).all()
    assert (weights >= 0).all()
    sums = weights.sum(dim=-1)
    some = everywhere.any(dim=-1)
    torch.testing.assert_close(sums[some], torch.ones_like(sums[some]), rtol=0, atol=1e-5)
    assert (sums[~some] == 0).all()
    expected = torch.einsum("bhqd,bhkd->bhqk", query, key) / 2.0  # sqrt(d_k), before the mask
    torch.testing.assert_close(recorder["a.scores"], expected, rtol=1e-5, atol=1e-4)


@pytest.mark.parametrize("recording", [False, True], ids=["fused", "explicit"])
def test_multi_head_attention_equals_torchs_own(recording: bool) -> None:
    attention = randomised(MultiHeadAttention(WIDTH, HEADS, "a")).eval()
    x, memory = random_tensor(3, 5, WIDTH, seed=1), random_tensor(3, 7, WIDTH, seed=2)
    real = torch.tensor([[True] * 7, [True] * 4 + [False] * 3, [True] + [False] * 6])
    forbidden = random_tensor(5, 7, seed=3) > 0.5
    forbidden[:, 0] = False
    own, own_weights = torchs_own(attention)(
        x, memory, memory, key_padding_mask=~real, attn_mask=forbidden, average_attn_weights=False
    )
    allowed = (~forbidden)[None, None] & real[:, None, None]
    if recording:
        with Recorder("a.weights") as recorder:
            out = attend(attention, x, memory, allowed)
        torch.testing.assert_close(recorder["a.weights"], own_weights, rtol=1e-5, atol=1e-6)
    else:
        out = attend(attention, x, memory, allowed)
    torch.testing.assert_close(out, own, rtol=1e-5, atol=1e-5)


def test_the_training_path_gives_the_same_output_and_gradient_as_torchs_own() -> None:
    attention = randomised(MultiHeadAttention(WIDTH, HEADS, "a")).train()
    own = torchs_own(attention).train()
    x = random_tensor(2, 6, WIDTH, seed=4)
    allowed = torch.ones(6, 6, dtype=torch.bool).tril()
    mine = x.clone().requires_grad_()
    theirs = x.clone().requires_grad_()
    out = attention(mine, *attention.project(mine), allowed[None, None])
    expected = own(theirs, theirs, theirs, attn_mask=~allowed, need_weights=False)[0]
    torch.testing.assert_close(out, expected, rtol=1e-5, atol=1e-5)
    slope = random_tensor(2, 6, WIDTH, seed=5)
    out.backward(slope)
    expected.backward(slope)
    torch.testing.assert_close(mine.grad, theirs.grad, rtol=1e-4, atol=1e-5)
    torch.testing.assert_close(attention.out.weight.grad, own.out_proj.weight.grad, rtol=1e-4, atol=1e-5)
    gradients = [p.weight.grad for p in (attention.query, attention.key, attention.value)]
    torch.testing.assert_close(torch.cat([g for g in gradients if g is not None]), own.in_proj_weight.grad)


def test_a_fully_masked_row_has_a_finite_gradient() -> None:
    attention = randomised(MultiHeadAttention(WIDTH, HEADS, "a")).train()
    x = random_tensor(1, 3, WIDTH).requires_grad_()
    allowed = torch.tensor([[True, False, False], [False, False, False], [True, True, False]])
    attention(x, *attention.project(x), allowed[None, None]).sum().backward()
    assert x.grad is not None and torch.isfinite(x.grad).all()


@pytest.mark.parametrize("norm", ["post", "pre"])
@settings(deadline=None, max_examples=25)
@given(data=st.data())
def test_the_whole_model_gives_the_same_numbers_with_and_without_a_recorder(
    norm: Literal["post", "pre"], data: st.DataObject
) -> None:
    model = shared_model(norm)
    lengths = data.draw(st.lists(st.integers(1, 7), min_size=1, max_size=3))
    target_length = data.draw(st.integers(1, 7))
    generator = torch.Generator().manual_seed(data.draw(st.integers(0, 1000)))
    source = torch.randint(4, 23, (len(lengths), max(lengths)), generator=generator)
    for row, length in enumerate(lengths):
        source[row, length:] = 0
    target = torch.randint(4, 23, (len(lengths), target_length), generator=generator)
    with torch.no_grad():
        fused = model.logits(model(source, target))
        with Recorder("*.weights") as recorder:
            explicit = model.logits(model(source, target))
    torch.testing.assert_close(explicit, fused, rtol=0, atol=1e-5 * float(fused.abs().max()))

    real = source != 0
    for layer in range(2):
        for name, allowed in (
            (f"encoder.{layer}.self", real[:, :, None] & real[:, None, :]),
            (f"decoder.{layer}.self", torch.ones(target_length, target_length, dtype=torch.bool).tril()[None]),
            (f"decoder.{layer}.cross", real[:, None, :].expand(-1, target_length, -1)),
        ):
            weights = recorder[f"{name}.weights"]
            everywhere = allowed[:, None].expand_as(weights)
            assert (weights[~everywhere] == 0).all(), name
            sums, some = weights.sum(dim=-1), everywhere.any(dim=-1)
            assert (sums[some] - 1).abs().max() < 1e-5, name
            assert (sums[~some] == 0).all(), name


def test_the_cache_appends_in_order_and_can_drop_repeat_and_swap_rows() -> None:
    cache = KeyValueCache()
    assert cache.length == 0
    cache.reorder(torch.tensor([0]))  # nothing to reorder yet
    keys, values = random_tensor(2, 3, HEADS, 5, 4)
    cache.extend(keys[:, :, :2], values[:, :, :2])
    all_keys, all_values = cache.extend(keys[:, :, 2:], values[:, :, 2:])
    assert cache.length == 5
    assert torch.equal(all_keys, keys) and torch.equal(all_values, values)
    rows = torch.tensor([2, 0, 0, 1])
    cache.reorder(rows)
    assert cache.keys is not None and cache.values is not None
    assert torch.equal(cache.keys, keys[rows]) and torch.equal(cache.values, values[rows])
