"""From pieces to words: rows still sum to 1 whatever the words are, and nothing that is hidden is lost."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.values.questions.words import Groups, groups_of, merged, merged_allowed, shares, until

PIECES = ("<s>", "▁Die", "▁Aus", "schuss", "mit", "glieder", "▁sind", ".", "</s>")


@st.composite
def groups(draw: st.DrawFn, length: int) -> Groups:
    ends = sorted({*draw(st.sets(st.integers(1, length))), length})
    return tuple(range(start, end) for start, end in zip([0, *ends[:-1]], ends, strict=True))


@st.composite
def attention(draw: st.DrawFn) -> tuple[np.ndarray, np.ndarray, Groups, Groups]:
    """Weights [head, query, key] under any mask, the mask, and words of both sides."""
    queries, keys = draw(st.integers(1, 7)), draw(st.integers(1, 7))
    random = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    allowed = random.random((queries, keys)) < draw(st.sampled_from([0.3, 0.7, 1.0]))
    powers = np.where(allowed, np.exp(random.normal(0, 3, (3, queries, keys))), 0.0)
    sums = powers.sum(axis=-1, keepdims=True)
    weights = np.divide(powers, sums, out=np.zeros_like(powers), where=sums > 0).astype(np.float32)
    return weights, allowed, draw(groups(queries)), draw(groups(keys))


@given(attention())
def test_what_words_give_is_the_mean_of_what_their_pieces_give(
    case: tuple[np.ndarray, np.ndarray, Groups, Groups],
) -> None:
    weights, allowed, queries, keys = case
    found = merged(weights, queries, keys)
    gives = allowed.any(axis=1).astype(float)  # 1 where a piece may look at anything, else 0
    expected = [gives[group.start : group.stop].mean() for group in queries]
    np.testing.assert_allclose(found.sum(axis=-1), np.broadcast_to(expected, (3, len(queries))), atol=1e-5)
    assert not found[:, ~merged_allowed(allowed, queries, keys)].any()


@given(attention())
def test_a_cell_is_the_sum_over_keys_and_the_mean_over_queries(
    case: tuple[np.ndarray, np.ndarray, Groups, Groups],
) -> None:
    weights, _, queries, keys = case
    found = merged(weights, queries, keys)
    for row, query in enumerate(queries):
        for column, key in enumerate(keys):
            cells = weights[:, query.start : query.stop, key.start : key.stop]
            np.testing.assert_allclose(found[:, row, column], cells.sum(axis=2).mean(axis=1), atol=1e-6)


def test_single_pieces_stay_as_they_are() -> None:
    weights = np.random.default_rng(0).random((2, 4, 3)).astype(np.float32)
    alone = [groups_of([f"▁{n}" for n in range(count)], words=False) for count in (4, 3)]
    np.testing.assert_array_equal(merged(weights, *alone), weights)


def test_words_and_their_positions() -> None:
    found = groups_of(PIECES, words=True)
    assert found == (range(1), range(1, 2), range(2, 6), range(6, 7), range(7, 8), range(8, 9))
    assert until(found, 4) == (range(1), range(1, 2), range(2, 4))  # the word is cut where decoding is
    assert until(found, 9) == found


def test_a_word_being_decoded_is_the_mean_of_its_decoded_rows() -> None:
    weights = np.eye(4, dtype=np.float32)[None]
    words = until((range(1), range(1, 4)), 3)
    np.testing.assert_allclose(merged(weights, words, (range(2), range(2, 4)))[0], [[1, 0], [0.5, 0.5]])


@given(attention(), st.randoms(use_true_random=False))
def test_hidden_and_shown_are_all_there_is(case: tuple[np.ndarray, np.ndarray, Groups, Groups], random) -> None:
    weights, _, _, _ = case
    queries = np.array([random.random() < 0.5 for _ in range(weights.shape[1])], dtype=bool)
    keys = np.array([random.random() < 0.5 for _ in range(weights.shape[2])], dtype=bool)
    found = shares(weights, queries, keys)
    total = weights.sum(dtype=np.float64)
    if not total:
        assert (found.shown, found.hidden) == (0, 0)
        return
    assert found.shown + found.hidden == pytest.approx(1.0)
    assert found.shown == pytest.approx(weights[:, queries][:, :, keys].sum(dtype=np.float64) / total, abs=1e-6)
    assert found.to_hidden == pytest.approx(weights[:, queries][:, :, ~keys].sum(dtype=np.float64) / total, abs=1e-6)
    assert found.from_hidden == pytest.approx(weights[:, ~queries].sum(dtype=np.float64) / total, abs=1e-6)


def test_where_nothing_is_hidden_the_share_is_exactly_nothing() -> None:
    weights = np.full((3, 5, 7), 1 / 7, dtype=np.float32)
    found = shares(weights, np.ones(5, bool), np.ones(7, bool))
    assert (found.shown, found.hidden) == (1.0, 0.0)
