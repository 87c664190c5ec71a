"""Who may look at whom, with NumPy and torch giving the same answer and a reason for every masked cell."""

from __future__ import annotations

import numpy as np
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from model.values.masks import MaskReason, causal_mask, combined_mask, mask_reasons, padding_mask, self_padding_mask

reality = st.lists(st.booleans(), min_size=1, max_size=9)


@settings(deadline=None, max_examples=100)
@given(real=reality, past=st.integers(0, 5))
def test_every_cell_is_decided_by_its_own_query_and_key(real: list[bool], past: int) -> None:
    keys = np.arange(len(real))
    queries = np.arange(min(past, len(real) - 1), len(real))
    causal = causal_mask(queries, keys)
    padding = padding_mask(np.array(real))
    both = combined_mask(causal, padding)
    reasons = mask_reasons(causal, np.broadcast_to(padding, causal.shape))
    for row, query in enumerate(queries):
        for key in keys:
            future, pad = key > query, not real[key]
            assert causal[row, key] == (not future)
            assert padding[0, key] == (not pad)
            assert both[row, key] == (not future and not pad)
            expected = MaskReason.FUTURE if future else MaskReason.PADDING if pad else MaskReason.ALLOWED
            assert reasons[row, key] == expected


@settings(deadline=None, max_examples=60)
@given(rows=st.lists(st.lists(st.booleans(), min_size=4, max_size=4), min_size=1, max_size=4))
def test_numpy_and_torch_agree(rows: list[list[bool]]) -> None:
    array, tensor = np.array(rows), torch.tensor(rows)
    positions = np.arange(4)
    causal_array, causal_tensor = causal_mask(positions, positions), causal_mask(torch.arange(4), torch.arange(4))
    pairs = [
        (padding_mask(array), padding_mask(tensor)),
        (self_padding_mask(array), self_padding_mask(tensor)),
        (causal_array, causal_tensor),
        (
            combined_mask(causal_array, self_padding_mask(array)),
            combined_mask(causal_tensor, self_padding_mask(tensor)),
        ),
        (mask_reasons(causal_array, self_padding_mask(array)), mask_reasons(causal_tensor, self_padding_mask(tensor))),
    ]
    for ours, theirs in pairs:
        assert isinstance(ours, np.ndarray) and isinstance(theirs, torch.Tensor)
        assert ours.shape == tuple(theirs.shape)
        assert np.array_equal(ours, theirs.numpy())


@settings(deadline=None, max_examples=60)
@given(real=reality)
def test_padding_is_neither_looked_at_nor_looks(real: list[bool]) -> None:
    allowed = self_padding_mask(np.array(real))
    assert allowed.shape == (len(real), len(real))
    for query, query_real in enumerate(real):
        for key, key_real in enumerate(real):
            assert allowed[query, key] == (query_real and key_real)


@settings(deadline=None, max_examples=60)
@given(real=reality)
def test_reasons_and_the_combined_mask_tell_the_same_story(real: list[bool]) -> None:
    positions = np.arange(len(real))
    causal = causal_mask(positions, positions)
    padding = self_padding_mask(np.array(real))
    reasons = mask_reasons(causal, padding)
    assert np.array_equal(reasons == MaskReason.ALLOWED, combined_mask(causal, padding))
    assert np.array_equal(reasons == MaskReason.FUTURE, ~causal)
    assert set(np.unique(reasons)) <= set(MaskReason)


def test_the_first_position_may_always_look_at_itself_and_the_last_at_everything() -> None:
    positions = np.arange(6)
    causal = causal_mask(positions, positions)
    assert causal[0].tolist() == [True, False, False, False, False, False]
    assert causal[-1].all()


def test_padding_masks_keep_leading_dimensions() -> None:
    assert padding_mask(np.ones((2, 3, 5), dtype=bool)).shape == (2, 3, 1, 5)
    assert self_padding_mask(np.ones((2, 3, 5), dtype=bool)).shape == (2, 3, 5, 5)
