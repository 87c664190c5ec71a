"""Subword sampling: the same letters, the likelihoods that the papers give, and the same draw in every process."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Literal

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.data import subwords
from model.data.subwords import SubwordSampler, sampler_of
from tests.model.tiny import SENTENCES, tiny_tokenizer

Kind = Literal["unigram", "bpe"]
KINDS: tuple[Kind, ...] = ("unigram", "bpe")


def draw(kind: Kind, texts: list[str], alpha: float, seed: int) -> list[list[int]]:
    tokenizer = tiny_tokenizer(kind)
    rows = tokenizer.batch_ids(texts)
    flat = np.array([id for row in rows for id in row], np.int64)
    return sampler_of(tokenizer, alpha).sample(flat, np.array([len(row) for row in rows]), seed)


@pytest.mark.parametrize("kind", KINDS)
@settings(deadline=None, max_examples=60)
@given(
    texts=st.lists(
        st.lists(st.sampled_from(" ".join(SENTENCES).split()) | st.just("\U0001f600"), max_size=8).map(" ".join),
        min_size=1,
        max_size=6,
    ),
    seed=st.integers(0, 2**32),
)
def test_a_drawn_segmentation_says_the_same_as_the_usual_one(kind: Kind, texts: list[str], seed: int) -> None:
    tokenizer = tiny_tokenizer(kind)
    drawn = draw(kind, texts, 0.3, seed)
    assert [tokenizer.decode(row) for row in drawn] == [tokenizer.decode(tokenizer.ids(text)) for text in texts]
    assert draw(kind, texts, 0.3, seed) == drawn


@pytest.mark.parametrize("kind", KINDS)
def test_draws_differ_by_seed_and_from_the_usual_cut(kind: Kind) -> None:
    texts = list(SENTENCES)
    draws = [draw(kind, texts, 0.3, seed) for seed in range(5)]
    assert len({str(rows) for rows in draws}) == 5
    usual = tiny_tokenizer(kind).batch_ids(texts)
    assert all(rows != usual for rows in draws)


def test_without_dropout_bpe_cuts_as_usual_and_a_high_alpha_makes_unigram_do_so() -> None:
    for kind, alpha in (("bpe", 1e-12), ("unigram", 200.0)):
        texts = [text for text in SENTENCES if text.isascii()]
        assert draw(kind, texts, alpha, 1) == tiny_tokenizer(kind).batch_ids(texts)  # type: ignore[arg-type]


def test_full_dropout_leaves_single_characters() -> None:
    (row,) = draw("bpe", ["old red ball"], 1.0, 1)
    assert tiny_tokenizer("bpe").pieces(row) == list("▁old▁red▁ball")


def test_unigram_draws_follow_the_likelihood() -> None:
    """Every segmentation of a word comes about as often as its likelihood to the power of alpha says."""
    tokenizer, alpha = tiny_tokenizer("unigram"), 0.2
    pieces = {tokenizer.piece(id): tokenizer.score(id) for id in range(tokenizer.size) if tokenizer.is_ordinary(id)}

    def segmentations(rest: str) -> list[tuple[tuple[str, ...], float]]:
        if not rest:
            return [((), 0.0)]
        return [
            ((rest[:n], *others), pieces[rest[:n]] + score)
            for n in range(1, len(rest) + 1)
            if rest[:n] in pieces
            for others, score in segmentations(rest[n:])
        ]

    words = " ".join(SENTENCES).split()
    found, word = max(((segmentations("▁" + word), word) for word in words), key=lambda item: len(item[0]))
    weights = np.exp([alpha * score for _, score in found])
    row = tokenizer.ids(word)
    count = 20_000
    drawn = SubwordSampler(tokenizer, alpha).sample(np.array(row * count), np.array([len(row)] * count), 3)
    counted = Counter(tuple(tokenizer.pieces(ids)) for ids in drawn)
    assert len(found) > 3 and set(counted) <= {cut for cut, _ in found}
    for (cut, _), share in zip(found, weights / weights.sum(), strict=True):
        assert counted[cut] / count == pytest.approx(share, abs=0.015)


def test_the_draw_is_the_same_in_another_process_and_with_a_full_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    program = (
        "from tests.model.test_subwords import draw, KINDS, SENTENCES\n"
        "print([draw(kind, list(SENTENCES), 0.3, 7) for kind in KINDS])"
    )
    root = Path(__file__).parents[2]
    result = subprocess.run([sys.executable, "-c", program], cwd=root, capture_output=True, text=True, check=True)
    sampler_of.cache_clear()
    monkeypatch.setattr(subwords, "CACHED_WORDS", 3)
    monkeypatch.setattr(subwords, "CACHED_CUTS", 3)
    assert result.stdout.strip() == str([draw(kind, list(SENTENCES), 0.3, 7) for kind in KINDS])
