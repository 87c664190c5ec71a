"""Batches hold every pair once an epoch, in an order that seed and epoch decide, and padding is only padding."""

from __future__ import annotations

import threading
from pathlib import Path

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from model.bundle.tokenizer import END, PAD, START
from model.data import batches
from model.data.batches import Batch, batch_of, count_batches, epoch_plan, make_batch, pad, pieces_of
from model.data.encoded import EncodedPairs, encode_pairs
from model.data.textstore import store_pairs
from tests.model.test_encoded import pairs_of
from tests.model.tiny import tiny_tokenizer


def some_data(folder: Path, max_pieces: int = 100) -> EncodedPairs:
    tokenizer = tiny_tokenizer("bpe")
    return encode_pairs(store_pairs(pairs_of(150), "pairs", folder), tokenizer, tokenizer, max_pieces, folder)


class Lengths:
    """Claims any number of pairs, whose lengths follow from their number."""

    def __init__(self, count: int) -> None:
        self.count = count
        self.asked = 0
        self.most = 0

    def __len__(self) -> int:
        return self.count

    def lengths(self, indices: np.ndarray) -> np.ndarray:
        self.asked += len(indices)
        self.most = max(self.most, len(indices))
        return np.column_stack((indices * 7919 % 40 + 1, indices * 104729 % 40 + 1)).astype(np.int32)


def rows(batch: Batch) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    """Source and target ids of each pair, without padding."""
    return [
        (tuple(i for i in source if i != PAD), tuple(i for i in target if i != PAD))
        for source, target in zip(batch.source.tolist(), batch.target_out.tolist(), strict=True)
    ]


def plan(data: batches.HasLengths, tokens: int, seed: int, epoch: int | None, begin: int = 0) -> list[list[int]]:
    return [indices.tolist() for indices in epoch_plan(data, tokens, seed, epoch, begin)]


# ---- padding


@settings(deadline=None, max_examples=60)
@given(rows=st.lists(st.lists(st.integers(1, 99), max_size=7), min_size=1, max_size=5))
def test_padding_fills_every_row_to_the_longest(rows: list[list[int]]) -> None:
    padded = pad(rows)
    assert padded.dtype == torch.long
    assert padded.shape == (len(rows), max(map(len, rows)))
    for row, ids in zip(padded.tolist(), rows, strict=True):
        assert row == ids + [PAD] * (len(row) - len(ids))


@settings(deadline=None, max_examples=60)
@given(
    pairs=st.lists(
        st.tuples(st.lists(st.integers(1, 99), max_size=6), st.lists(st.integers(1, 99), max_size=6)),
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


def test_a_batch_holds_the_pairs_it_was_asked_for_in_their_order(tmp_path: Path) -> None:
    data = some_data(tmp_path)
    for indices in (np.array([3]), np.array([7, 0, 149, 7])):
        batch = batch_of(data, indices)
        sources, targets = zip(*(data.ids(i) for i in indices.tolist()), strict=True)
        wanted = make_batch([ids.tolist() for ids in sources], [ids.tolist() for ids in targets])
        for name in ("source", "target_in", "target_out"):
            got, expected = getattr(batch, name), getattr(wanted, name)
            assert torch.equal(got, expected) and got.dtype == torch.long
        assert pieces_of(data, indices) == batch.target_tokens


# ---- the plan


@settings(deadline=None, max_examples=60)
@given(
    count=st.integers(1, 400),
    pool=st.integers(1, 500),
    batch_tokens=st.integers(1, 3000),
    seed=st.integers(0, 2**32),
    epoch=st.none() | st.integers(0, 50),
)
def test_every_pair_is_given_out_exactly_once_an_epoch_within_the_token_limit(
    count: int, pool: int, batch_tokens: int, seed: int, epoch: int | None
) -> None:
    data = Lengths(count)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(batches, "POOL", pool)
        given_out = plan(data, batch_tokens, seed, epoch)
    assert sorted(index for batch in given_out for index in batch) == list(range(count))
    assert data.most <= pool
    for batch in given_out:
        longest = int(data.lengths(np.array(batch)).max()) + 1
        assert longest * len(batch) <= batch_tokens or len(batch) == 1


@settings(deadline=None, max_examples=40)
@given(
    batch_tokens=st.integers(50, 800),
    seed=st.integers(0, 99),
    epoch=st.none() | st.integers(0, 9),
    pool=st.sampled_from([40, 1000]),
    data=st.data(),
)
def test_the_seed_and_epoch_decide_the_order_and_an_epoch_can_be_entered_midway(
    batch_tokens: int, seed: int, epoch: int | None, pool: int, data: st.DataObject
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(batches, "POOL", pool)
        whole = plan(Lengths(200), batch_tokens, seed, epoch)
        assert plan(Lengths(200), batch_tokens, seed, epoch) == whole
        begin = data.draw(st.integers(0, len(whole)))
        assert plan(Lengths(200), batch_tokens, seed, epoch, begin) == whole[begin:]


def test_epochs_and_seeds_differ_in_their_order_and_company() -> None:
    orders = [plan(Lengths(600), 300, seed, epoch) for seed, epoch in ((1, 0), (1, 1), (2, 0))]
    assert orders[0] != orders[1] and orders[0] != orders[2] and orders[1] != orders[2]
    composed = [{frozenset(batch) for batch in order} for order in orders]
    assert len(composed[0] & composed[1]) < len(composed[0]) / 2


def test_pairs_of_similar_length_share_a_batch_and_batches_come_in_random_order() -> None:
    data = Lengths(3000)
    given_out = plan(data, 400, 1, 0)
    longest = [data.lengths(np.array(batch)).max(1) + 1 for batch in given_out]
    assert sum(map(np.sum, longest)) / sum(len(batch) * batch.max() for batch in longest) > 0.9
    means = [float(batch.mean()) for batch in longest]
    assert abs(np.corrcoef(np.arange(len(means)), means)[0, 1]) < 0.3
    measured = [int(data.lengths(np.array(batch)).max()) for batch in plan(data, 400, 1, None)]
    assert measured == sorted(measured)


def test_a_plan_never_holds_more_than_a_pool() -> None:
    """Ten million pairs: their first batches come after a look at one pool of them, drawn from all over."""
    data = Lengths(10_000_000)
    batches_of_ten_million = epoch_plan(data, 4096, 1, 0)
    first = [next(batches_of_ten_million) for _ in range(50)]
    assert data.asked == data.most == batches.POOL
    seen = np.concatenate(first)
    assert len(set(seen.tolist())) == len(seen) and 4e6 < seen.mean() < 6e6
    assert all(batch.base is None or batch.base.size <= batches.POOL for batch in first)


def test_the_number_of_batches_is_told_beforehand() -> None:
    for count in (1, 500, 5000):
        assert count_batches(Lengths(count), 700) == len(plan(Lengths(count), 700, 1, None))
    exact = sum(1 for _ in epoch_plan(Lengths(400_000), 4096, 1, 0))
    assert count_batches(Lengths(400_000), 4096) == pytest.approx(exact, rel=0.01)


# ---- subword sampling


def test_a_draw_alone_decides_the_pieces(tmp_path: Path) -> None:
    data, indices = some_data(tmp_path), np.arange(40)
    first = rows(batch_of(data, indices, 0.3, (1, 2, 3)))
    assert rows(batch_of(data, indices, 0.3, (1, 2, 4))) != first
    assert rows(batch_of(data, indices[:5], 0.3, (9,))) != first[:5]
    assert rows(batch_of(data, indices, 0.3, (1, 2, 3))) == first
    assert rows(batch_of(data, indices)) != first == rows(batch_of(data, indices, 0.3, (1, 2, 3)))


def test_threads_that_draw_at_once_do_not_disturb_each_other(tmp_path: Path) -> None:
    data, indices = some_data(tmp_path), np.arange(40)
    alone = [rows(batch_of(data, indices, 0.3, (number,))) for number in range(4)]
    together: dict[int, list[object]] = {number: [] for number in range(4)}

    def draw(number: int) -> None:
        for _ in range(10):
            together[number].append(rows(batch_of(data, indices, 0.3, (number,))))

    threads = [threading.Thread(target=draw, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(found == [alone[number]] * 10 for number, found in together.items())


@pytest.mark.parametrize("limit", [30, 60, 100])
def test_resampled_pieces_say_the_same_and_never_exceed_the_limit(tmp_path: Path, limit: int) -> None:
    """A batch wider than the model's position table would end the run in the middle of an epoch."""
    data = some_data(tmp_path, limit)
    different = 0
    for number, indices in enumerate(epoch_plan(data, 500, 1, 0)):
        batch = batch_of(data, indices, 0.4, (1, 0, number))
        assert max(batch.source.size(1), batch.target_in.size(1)) <= limit
        usual = rows(batch_of(data, indices))
        for (source, target), (usual_source, usual_target) in zip(rows(batch), usual, strict=True):
            assert data.source_tokenizer.decode(source) == data.source_tokenizer.decode(usual_source)
            assert data.target_tokenizer.decode(target) == data.target_tokenizer.decode(usual_target)
            different += source != usual_source
    assert different > len(data) / 3
