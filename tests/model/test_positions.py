"""The three sinusoid tables against their formulas, number by number with the math module."""

from __future__ import annotations

import math

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from model.network.positions import sinusoids

sizes = st.integers(1, 24).map(lambda half: 2 * half)


@settings(deadline=None, max_examples=40)
@given(length=st.integers(1, 60), d_model=sizes)
def test_the_paper_s_table_interleaves_sine_and_cosine(length: int, d_model: int) -> None:
    expected = [
        [(math.sin if d % 2 == 0 else math.cos)(position / 10000 ** ((d - d % 2) / d_model)) for d in range(d_model)]
        for position in range(length)
    ]
    table = sinusoids(length, d_model)
    assert table.dtype == torch.float32
    torch.testing.assert_close(table, torch.tensor(expected), rtol=0, atol=1e-6)


def test_far_positions_are_as_exact_as_near_ones() -> None:
    assert sinusoids(5001, 512)[5000, 0].item() == pytest.approx(math.sin(5000.0), abs=1e-6)
    assert sinusoids(5001, 512)[5000, 1].item() == pytest.approx(math.cos(5000.0), abs=1e-6)


@settings(deadline=None, max_examples=30)
@given(length=st.integers(1, 40), d_model=sizes)
def test_marian_s_table_is_the_paper_s_with_sines_before_cosines(length: int, d_model: int) -> None:
    paper, halves = sinusoids(length, d_model), sinusoids(length, d_model, "halves")
    assert torch.equal(halves[:, : d_model // 2], paper[:, 0::2])
    assert torch.equal(halves[:, d_model // 2 :], paper[:, 1::2])


@settings(deadline=None, max_examples=30)
@given(length=st.integers(1, 40), half=st.integers(2, 24))
def test_tensor2tensor_s_table_ends_at_exactly_a_ten_thousandth(length: int, half: int) -> None:
    expected = [
        [wave(position / 10000 ** (i / (half - 1))) for wave in (math.sin, math.cos) for i in range(half)]
        for position in range(length)
    ]
    torch.testing.assert_close(sinusoids(length, 2 * half, "tensor2tensor"), torch.tensor(expected), rtol=0, atol=1e-6)


def test_the_three_tables_differ() -> None:
    tables = [sinusoids(8, 16, layout) for layout in ("interleaved", "halves", "tensor2tensor")]
    assert all(not torch.allclose(tables[i], tables[j]) for i, j in ((0, 1), (0, 2), (1, 2)))
