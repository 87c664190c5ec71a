"""Encoded pairs: the tokenizer's own ids, whatever the cache has been through."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import numpy as np
import pytest

from model.bundle.tokenizer import Tokenizer
from model.data import encoded
from model.data.encoded import EncodedPairs, encode_pairs
from model.data.textstore import TextPairs, store_pairs
from model.errors import UserError
from tests.model.tiny import SENTENCES, tiny_tokenizer

WORDS = " ".join(SENTENCES[:2]).split()


def pairs_of(count: int, seed: int = 0) -> list[tuple[str, str]]:
    """Pairs of one to twelve words a side."""
    random = np.random.default_rng(seed)
    return [
        (" ".join(random.choice(WORDS, random.integers(1, 13))), " ".join(random.choice(WORDS, random.integers(1, 13))))
        for _ in range(count)
    ]


def encode(texts: TextPairs, cache: Path, max_pieces: int = 100, target: Tokenizer | None = None) -> EncodedPairs:
    tokenizer = tiny_tokenizer("bpe")
    return encode_pairs(texts, tokenizer, target or tokenizer, max_pieces, cache)


def check(data: EncodedPairs, pairs: list[tuple[str, str]]) -> None:
    """The data hold exactly these pairs, in this order."""
    assert len(data) == len(pairs)
    lengths = data.lengths(np.arange(len(pairs)))
    assert lengths.dtype == np.int32 and lengths.shape == (len(pairs), 2)
    for index, (source, target) in enumerate(pairs):
        ids = data.ids(index)
        assert ids[0].tolist() == data.source_tokenizer.ids(source)
        assert ids[1].tolist() == data.target_tokenizer.ids(target)
        assert lengths[index].tolist() == [len(ids[0]), len(ids[1])]
        assert data.texts(index) == (source, target)


def flip(path: Path) -> None:
    """Turn one bit over, as a disk does that grows old: the size stays."""
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


@pytest.mark.parametrize("joint", [True, False])
def test_the_ids_are_the_tokenizers_and_the_texts_stay_with_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, joint: bool
) -> None:
    monkeypatch.setattr(encoded, "BLOCK", 7)
    pairs = pairs_of(60)
    texts = store_pairs(pairs, "pairs", tmp_path)
    check(encode(texts, tmp_path, target=None if joint else tiny_tokenizer("unigram")), pairs)
    view = texts.without(np.array([0, 30]))
    check(encode(view, tmp_path), [pair for i, pair in enumerate(pairs) if i not in (0, 30)])


def test_pairs_that_are_too_long_or_without_pieces_are_left_out_and_counted(tmp_path: Path) -> None:
    pairs = [("dog", "dog"), ("dog " * 30, "dog"), ("dog", "dog " * 30), (" ", "dog"), ("red", "red")]
    data = encode(store_pairs(pairs, "pairs", tmp_path), tmp_path, max_pieces=10)
    check(data, [pairs[0], pairs[4]])
    assert data.too_long == 3 and data.max_pieces == 10


def test_a_pair_that_just_fits_with_its_end_is_kept(tmp_path: Path) -> None:
    count = len(tiny_tokenizer("bpe").ids("old red ball"))
    for pair in (("old red ball", "dog"), ("dog", "old red ball")):
        texts = store_pairs([pair, ("a", "a")], str(pair), tmp_path)
        assert len(encode(texts, tmp_path, max_pieces=count + 1)) == 2
        assert len(encode(texts, tmp_path, max_pieces=count)) == 1


def test_data_without_any_fitting_pair_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="None of the 1 sentence pairs has fewer than 3 pieces"):
        encode(store_pairs([("dog " * 9, "dog")], "pairs", tmp_path), tmp_path / "pieces", max_pieces=3)
    assert list((tmp_path / "pieces").iterdir()) == []


def test_encoding_is_done_once_for_the_same_texts_pieces_and_limit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts, cache = store_pairs(pairs_of(40), "pairs", tmp_path), tmp_path / "pieces"
    encode(texts, cache)
    with monkeypatch.context() as blocked:
        blocked.setattr(Tokenizer, "batch_ids", lambda *_: pytest.fail("encoded again"))
        check(encode(texts, cache), pairs_of(40))
    encode(texts, cache, max_pieces=99)
    encode(texts, cache, target=tiny_tokenizer("unigram"))
    encode(texts.subset(np.arange(20)), cache)
    encode(store_pairs(pairs_of(40, seed=1), "others", tmp_path), cache)
    assert len(list(cache.iterdir())) == 5


@pytest.mark.parametrize("name", ["ids.bin", "index.bin", "meta.json"])
@pytest.mark.parametrize("harm", ["gone", "empty", "cut", "flipped"])
def test_a_damaged_cache_is_made_anew(tmp_path: Path, name: str, harm: str) -> None:
    texts, cache = store_pairs(pairs_of(40), "pairs", tmp_path), tmp_path / "pieces"
    encode(texts, cache)
    (folder,) = cache.iterdir()
    if harm == "gone":
        (folder / name).unlink()
    elif harm == "flipped":
        flip(folder / name)
    else:
        os.truncate(folder / name, 0 if harm == "empty" else 11)
    check(encode(texts, cache), pairs_of(40))
    assert list(cache.iterdir()) == [folder]


def test_a_full_disk_is_said_and_the_partial_is_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    texts, cache = store_pairs(pairs_of(40), "pairs", tmp_path), tmp_path / "pieces"

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UserError, match=r"pieces.*No space left"):
        encode(texts, cache)
    assert list(cache.iterdir()) == []


def test_a_cancelled_encoding_leaves_nothing_and_tells_how_far_it_is(tmp_path: Path) -> None:
    texts, cache = store_pairs(pairs_of(9000), "pairs", tmp_path), tmp_path / "pieces"
    tokenizer = tiny_tokenizer("bpe")
    shares: list[float] = []

    def stop(what: str, share: float) -> None:
        shares.append(share)
        if share > 0.5:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        encode_pairs(texts, tokenizer, tokenizer, 100, cache, stop)
    assert shares == [4096 / 9000, 8192 / 9000]
    assert list(cache.iterdir()) == []
