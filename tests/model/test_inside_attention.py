"""Equation 1 from its own parts: every number that one head's view shows follows from the one before it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from model.values.masks import MaskReason
from model.values.questions.attention import head_row, masked_softmax
from model.values.sites import CROSS, DECODER_SELF, TRANSFORMER_GROUPS, SiteGroup
from model.values.trace import Bools
from tests.model.attention_toy import numbers, traces

CASES = [(group, padded) for group in TRANSFORMER_GROUPS for padded in (False, True)]
CLOSE = {"rtol": 1e-5, "atol": 1e-5}


def allowed_of(group: SiteGroup, padded: bool) -> Bools:
    return np.asarray(traces()[padded].reasons(group) == MaskReason.ALLOWED)


@pytest.mark.parametrize(("group", "padded"), CASES)
def test_scores_are_the_divided_sums_of_products(group: SiteGroup, padded: bool) -> None:
    found = numbers(group, padded)
    d_k = found.queries.shape[-1]
    assert found.scale == pytest.approx(d_k**-0.5)
    for head in range(len(found.queries)):
        sums = (found.queries[head][:, None, :].astype(np.float64) * found.keys[head][None]).sum(axis=-1)
        np.testing.assert_allclose(found.dots(head), sums, **CLOSE)
        np.testing.assert_allclose(sums / np.sqrt(d_k), found.scores[head], **CLOSE)


@pytest.mark.parametrize(("group", "padded"), CASES)
def test_weights_are_the_masked_softmax_of_the_scores(group: SiteGroup, padded: bool) -> None:
    found, allowed = numbers(group, padded), allowed_of(group, padded)
    assert (allowed.all()) == (group != DECODER_SELF and not padded)
    expected = masked_softmax(found.scores.astype(np.float64), allowed)
    np.testing.assert_allclose(found.weights, expected, **CLOSE)
    assert not found.weights[:, ~allowed].any()
    np.testing.assert_allclose(found.weights, traces()[padded].weights(group)[1], atol=1e-4)


@pytest.mark.parametrize(("group", "padded"), CASES)
def test_heads_are_weighted_values_and_all_parts_sum_to_the_output(group: SiteGroup, padded: bool) -> None:
    found = numbers(group, padded)
    np.testing.assert_allclose(found.weights @ found.values, found.heads, **CLOSE)
    parts = [found.contribution(head) for head in range(len(found.heads))]
    for head, part in enumerate(parts):
        np.testing.assert_allclose(found.heads[head] @ found.out_slice(head).T, part, **CLOSE)
    assert found.out_bias is not None and np.abs(found.out_bias).max() > 0.1
    np.testing.assert_allclose(sum(parts) + found.out_bias, found.out, **CLOSE)


@pytest.mark.parametrize(("group", "padded"), CASES)
def test_every_row_is_a_chain(group: SiteGroup, padded: bool) -> None:
    found, allowed = numbers(group, padded), allowed_of(group, padded)
    for head in range(len(found.queries)):
        for query in range(found.queries.shape[1]):
            row = head_row(found, allowed, head, query)
            q = found.queries[head, query].astype(np.float64)
            np.testing.assert_allclose(row.dots, [(q * k).sum() for k in found.keys[head]], **CLOSE)
            np.testing.assert_allclose(row.scaled, row.dots * found.scale, **CLOSE)
            powers = np.where(row.allowed, np.exp(row.scaled - row.shift), 0.0)
            np.testing.assert_allclose(row.powers, powers, **CLOSE)
            assert row.total == pytest.approx(powers.sum())
            if row.total:
                np.testing.assert_allclose(row.powers / row.total, row.weights, **CLOSE)
                assert row.weights.sum() == pytest.approx(1.0, abs=1e-5)
            else:
                assert not row.weights.any() and not row.allowed.any()
            lengths = [np.linalg.norm(w * v) for w, v in zip(row.weights, found.values[head], strict=True)]
            np.testing.assert_allclose(row.added, lengths, **CLOSE)


def test_what_a_row_would_be_without_the_mask_and_without_the_division() -> None:
    found, allowed = numbers(DECODER_SELF), allowed_of(DECODER_SELF, False)
    row = head_row(found, allowed, 0, 2)
    np.testing.assert_allclose(row.unmasked, np.exp(row.scaled) / np.exp(row.scaled).sum(), **CLOSE)
    assert row.unmasked[3:].sum() > 0
    seen = np.exp(row.dots[:3]) / np.exp(row.dots[:3]).sum()
    np.testing.assert_allclose(row.undivided[:3], seen, **CLOSE)
    assert not row.undivided[3:].any()
    assert row.undivided.max() > row.weights.max()  # the division makes the softmax softer


def test_huge_scores_give_readable_powers_and_the_same_weights() -> None:
    found, allowed = numbers(CROSS), allowed_of(CROSS, False)
    huge = replace(found, queries=found.queries * 2000)
    weights = masked_softmax(huge.dots(0)[1] * huge.scale, allowed[1])
    changed = replace(huge, weights=np.repeat(weights[None, None], 4, axis=0).repeat(2, axis=1).astype(np.float32))
    row = head_row(changed, allowed, 0, 1)
    assert row.shift == row.scaled.max() > 80
    assert row.powers.max() == 1.0
    np.testing.assert_allclose(row.powers / row.total, row.weights, **CLOSE)


def test_a_sub_layer_without_a_bias_is_the_sum_of_its_heads() -> None:
    found = numbers(CROSS)
    assert found.out_bias is not None
    bare = replace(found, out=found.out - found.out_bias, out_bias=None)
    parts = sum(bare.contribution(head) for head in range(len(bare.heads)))
    np.testing.assert_allclose(parts, bare.out, **CLOSE)


def test_softmax_of_nothing_is_nothing() -> None:
    assert not masked_softmax(np.array([[1.0, 2.0]]), np.array([[False, False]])).any()


def test_what_crosses_to_the_screen_is_read_only_float32() -> None:
    found = numbers(CROSS)
    for name in ("queries", "keys", "values", "scores", "weights", "heads", "out", "out_weight"):
        array = getattr(found, name)
        assert array.dtype == np.float32 and not array.flags.writeable
