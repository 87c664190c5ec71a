"""Parallel text: what a file may hold, and batches that hold every pair exactly once."""

from __future__ import annotations

import gzip
from functools import cache
from pathlib import Path

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from model.data import Batch, PairData, epoch_batches, make_batch, pad, read_pairs
from model.errors import UserError
from model.tokenizer import END, PAD, START
from tests.model.tiny import SENTENCES, tiny_tokenizer

# ---- reading


def write(path: Path, content: bytes) -> Path:
    path.write_bytes(gzip.compress(content) if path.suffix == ".gz" else content)
    return path


@pytest.mark.parametrize("name", ["pairs.tsv", "pairs.tsv.gz"])
def test_pairs_are_read_in_order_with_further_columns_left_out(tmp_path: Path, name: str) -> None:
    content = "A dog.\tEin Hund.\n  two \t zwei\tCC-BY 2.0\t#7\r\n작은 새\tkleiner Vogel"
    assert read_pairs(write(tmp_path / name, content.encode())) == [
        ("A dog.", "Ein Hund."),
        ("two", "zwei"),
        ("작은 새", "kleiner Vogel"),
    ]


def test_a_byte_order_mark_is_no_part_of_the_first_sentence(tmp_path: Path) -> None:
    assert read_pairs(write(tmp_path / "pairs.tsv", b"\xef\xbb\xbfone\teins\n")) == [("one", "eins")]


@pytest.mark.parametrize("name", ["pairs.tsv", "pairs.tsv.gz"])
@pytest.mark.parametrize("bad", ["only one column", "\tno source", "no target\t", " \t ", "", "a, b"])
def test_a_line_that_is_no_pair_is_named(tmp_path: Path, name: str, bad: str) -> None:
    content = "one\teins\n" * 299 + bad + "\n" + "two\tzwei\n"
    with pytest.raises(UserError, match=rf"Line 300 of .*{name}"):
        read_pairs(write(tmp_path / name, content.encode()))


@pytest.mark.parametrize("name", ["pairs.tsv", "pairs.tsv.gz"])
@pytest.mark.parametrize("line", [1, 250])
def test_a_line_that_is_not_utf_8_is_named(tmp_path: Path, name: str, line: int) -> None:
    content = b"one\teins\n" * (line - 1) + "für\tpour\n".encode("latin-1") + b"two\tzwei\n" * 50
    with pytest.raises(UserError, match=rf"[Ll]ine {line}\b") as raised:
        read_pairs(write(tmp_path / name, content))
    assert name in str(raised.value) and "UTF-8" in str(raised.value)


def test_utf_16_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"pairs\.tsv"):
        read_pairs(write(tmp_path / "pairs.tsv", "one\teins\n".encode("utf-16")))


@pytest.mark.parametrize("name", ["empty.tsv", "empty.tsv.gz"])
def test_an_empty_file_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(UserError, match=f"{name} holds no sentence pairs"):
        read_pairs(write(tmp_path / name, b""))


def test_a_missing_file_a_folder_and_a_false_gzip_are_refused(tmp_path: Path) -> None:
    (tmp_path / "folder.tsv").mkdir()
    (tmp_path / "false.gz").write_bytes(b"one\teins\n")
    for name in ("missing.tsv", "missing.tsv.gz", "folder.tsv", "false.gz"):
        with pytest.raises(UserError, match=f"{name} cannot be read"):
            read_pairs(tmp_path / name)


def test_a_truncated_or_damaged_gzip_gives_an_error_and_never_some_of_the_pairs(tmp_path: Path) -> None:
    rows = "".join(f"source {i * 7919 % 1009}\tziel {i * 104729 % 1013}\n" for i in range(400))
    whole = gzip.compress(rows.encode())
    path = tmp_path / "pairs.tsv.gz"
    for length in range(1, len(whole), 61):
        path.write_bytes(whole[:length])
        with pytest.raises(UserError, match=r"pairs\.tsv\.gz"):
            read_pairs(path)
    for position in range(12, len(whole), 61):
        path.write_bytes(whole[:position] + bytes([whole[position] ^ 0x55]) + whole[position + 1 :])
        with pytest.raises(UserError, match=r"pairs\.tsv\.gz"):
            read_pairs(path)


cell = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=12).map(str.strip).filter(bool)


@settings(deadline=None, max_examples=60)
@given(pairs=st.lists(st.tuples(cell, cell), min_size=1, max_size=5), crlf=st.booleans())
def test_any_unicode_pair_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, pairs: list[tuple[str, str]], crlf: bool
) -> None:
    path = tmp_path_factory.mktemp("pairs", numbered=True) / "pairs.tsv"
    pairs = [(source.lstrip("\ufeff ") or "x", target) for source, target in pairs]
    path.write_bytes(("\r\n" if crlf else "\n").join("\t".join(pair) for pair in pairs).encode())
    assert read_pairs(path) == [(source.strip(), target) for source, target in pairs]


# ---- batches


@settings(deadline=None, max_examples=60)
@given(rows=st.lists(st.lists(st.integers(1, 99), min_size=1, max_size=7), min_size=1, max_size=5))
def test_padding_fills_every_row_to_the_longest(rows: list[list[int]]) -> None:
    padded = pad(rows)
    assert padded.dtype == torch.long
    assert padded.shape == (len(rows), max(map(len, rows)))
    for row, ids in zip(padded.tolist(), rows, strict=True):
        assert row == ids + [PAD] * (len(row) - len(ids))


@settings(deadline=None, max_examples=60)
@given(
    pairs=st.lists(
        st.tuples(st.lists(st.integers(4, 99), max_size=6), st.lists(st.integers(4, 99), max_size=6)),
        min_size=1,
        max_size=4,
    )
)
def test_a_batch_ends_the_source_and_shifts_the_target_right(pairs: list[tuple[list[int], list[int]]]) -> None:
    batch = make_batch([source for source, _ in pairs], [target for _, target in pairs])
    for row, (source, target) in enumerate(pairs):
        assert [id for id in batch.source[row].tolist() if id != PAD] == [*source, END]
        assert [id for id in batch.target_in[row].tolist() if id != PAD] == [START, *target]
        assert [id for id in batch.target_out[row].tolist() if id != PAD] == [*target, END]
        length = len(target)
        assert torch.equal(batch.target_in[row, 1 : length + 1], batch.target_out[row, :length])
    assert batch.target_in.shape == batch.target_out.shape
    assert batch.target_tokens == sum(len(target) + 1 for _, target in pairs)


WORDS = " ".join(SENTENCES[:2]).split()


def pairs_of(count: int, seed: int = 0) -> list[tuple[str, str]]:
    """Different pairs of one to twelve words a side."""
    random = np.random.default_rng(seed)
    return [
        tuple(" ".join(random.choice(WORDS, random.integers(1, 13))) for _ in range(2))  # type: ignore[misc]
        for _ in range(count)
    ]


@cache
def some_data(alpha: float = 0.0, max_pieces: int = 100) -> PairData:
    tokenizer = tiny_tokenizer("bpe")
    return PairData(pairs_of(150), tokenizer, tokenizer, max_pieces, alpha)


def rows(batch: Batch) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    """Source and target ids of each pair, without padding."""
    return [
        (tuple(i for i in source if i != PAD), tuple(i for i in target if i != PAD))
        for source, target in zip(batch.source.tolist(), batch.target_out.tolist(), strict=True)
    ]


@settings(deadline=None, max_examples=40)
@given(batch_tokens=st.integers(1, 3000), seed=st.integers(0, 2**32), epoch=st.integers(0, 50))
def test_every_pair_is_given_out_exactly_once_an_epoch_within_the_token_limit(
    batch_tokens: int, seed: int, epoch: int
) -> None:
    data = some_data()
    batches = list(epoch_batches(data, batch_tokens, seed, epoch))
    given_out = sorted(row for batch in batches for row in rows(batch))
    expected = sorted(((*s, END), (*t, END)) for s, t in zip(data.sources, data.targets, strict=True))
    assert given_out == expected
    for batch in batches:
        padded = batch.source.size(0) * max(batch.source.size(1), batch.target_out.size(1))
        assert padded <= batch_tokens or batch.source.size(0) == 1


@settings(deadline=None, max_examples=30)
@given(batch_tokens=st.integers(50, 800), seed=st.integers(0, 99), epoch=st.integers(0, 9), data=st.data())
def test_the_seed_and_epoch_decide_the_order_and_an_epoch_can_be_entered_midway(
    batch_tokens: int, seed: int, epoch: int, data: st.DataObject
) -> None:
    def order(begin: int = 0) -> list[list[tuple[tuple[int, ...], tuple[int, ...]]]]:
        return [rows(batch) for batch in epoch_batches(some_data(), batch_tokens, seed, epoch, begin)]

    whole = order()
    assert order() == whole
    begin = data.draw(st.integers(0, len(whole)))
    assert order(begin) == whole[begin:]


def test_epochs_and_seeds_differ_in_their_order() -> None:
    orders = [
        [tuple(rows(batch)) for batch in epoch_batches(some_data(), 300, seed, epoch)]
        for seed, epoch in ((1, 0), (1, 1), (2, 0))
    ]
    assert orders[0] != orders[1] and orders[0] != orders[2] and orders[1] != orders[2]


def test_pairs_of_one_length_meet_other_pairs_in_each_epoch() -> None:
    composed = [{frozenset(rows(batch)) for batch in epoch_batches(some_data(), 100, 1, epoch)} for epoch in (0, 1)]
    assert len(composed[0] & composed[1]) < len(composed[0]) / 2


def test_pairs_of_similar_length_share_a_batch() -> None:
    """Not much padding: that is what sorting by length is for."""
    padded = used = 0
    for batch in epoch_batches(some_data(), 400, 1, 0):
        padded += batch.source.size(0) * max(batch.source.size(1), batch.target_out.size(1))
        used += sum(max(len(source), len(target)) for source, target in rows(batch))
    assert used / padded > 0.9


def test_pairs_that_are_too_long_or_empty_are_left_out_and_counted() -> None:
    tokenizer = tiny_tokenizer("bpe")
    pairs = [("dog", "dog"), ("dog " * 30, "dog"), ("dog", "dog " * 30), ("\u200b", "dog")]
    empty = sum(1 for source, target in pairs if not tokenizer.ids(source) or not tokenizer.ids(target))
    data = PairData(pairs, tokenizer, tokenizer, max_pieces=10)
    assert data.too_long == len(pairs) - len(data) == 2 + empty
    assert all(len(ids) < 10 for ids in data.sources + data.targets)


def test_a_pair_that_just_fits_with_its_end_is_kept() -> None:
    tokenizer = tiny_tokenizer("bpe")
    count = len(tokenizer.ids("old red ball"))
    for pair in (("old red ball", "dog"), ("dog", "old red ball")):
        assert len(PairData([pair], tokenizer, tokenizer, max_pieces=count + 1)) == 1
        assert len(PairData([pair], tokenizer, tokenizer, max_pieces=count)) == 0


@pytest.mark.parametrize("limit", [30, 60, 100])
def test_resampled_pieces_say_the_same_and_never_exceed_the_limit(limit: int) -> None:
    """A batch wider than the model's position table would end the run in the middle of an epoch."""
    data = some_data(alpha=0.4, max_pieces=limit)
    usual = {
        (data.source_tokenizer.decode(s), data.target_tokenizer.decode(t))
        for s, t in zip(data.sources, data.targets, strict=True)
    }
    resampled: set[tuple[str, str]] = set()
    different = 0
    for batch in epoch_batches(data, 500, 1, 0):
        assert max(batch.source.size(1), batch.target_in.size(1)) <= limit
        for source, target in rows(batch):
            resampled.add((data.source_tokenizer.decode(source), data.target_tokenizer.decode(target)))
            different += list(source[:-1]) not in data.sources
    assert resampled == usual
    assert different > len(data) / 3
