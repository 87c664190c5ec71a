"""Several processes as one: sums, shares and what happens when one of them goes."""

from __future__ import annotations

import multiprocessing
import os
import socket
from collections.abc import Callable
from typing import Any

import pytest
import torch

from model.data.batches import make_batch
from model.errors import UserError
from model.training.distributed import Group
from model.training.recipe import TrainingRecipe
from model.training.updater import Updater
from tests.model.tiny import tiny_model

SOURCES = [[4, 5, 6], [7, 8], [9, 10, 11, 12], [13]]
TARGETS = [[9, 10], [11, 12, 13], [14], [15, 16, 17, 18]]


def updates(group: Group, steps: int = 3) -> tuple[list[tuple[float, ...]], torch.Tensor]:
    """Each process takes its share of one batch; the second's share of the last update is empty."""
    torch.set_num_threads(1)
    model = tiny_model().train()
    updater = Updater(model, TrainingRecipe(warmup_steps=2, peak_learning_rate=1e-2), torch.float32, group)
    told = []
    for step in range(1, steps + 1):
        rows = range(4) if step < steps else range(1)
        own = [i for i in rows if i % group.size == group.rank]
        batches = [make_batch([SOURCES[i] for i in own], [TARGETS[i] for i in own])] if own else []
        update = updater.update(step, batches)
        told.append((update.loss, update.nll, update.pieces, update.gradient_norm))
    return told, model.target_embedding.weight.detach()


def _everything(rank: int, port: int, results: Any) -> None:
    os.environ |= {"WORLD_SIZE": "2", "RANK": str(rank), "LOCAL_RANK": str(rank)}
    os.environ |= {"MASTER_ADDR": "127.0.0.1", "MASTER_PORT": str(port)}
    group = Group()
    told, weight = updates(group)
    found: dict[str, Any] = {"told": told, "weight": weight.tolist(), "leads": group.leads}
    found["sum"] = group.sum(rank + 1, 0.5)
    found["gather"] = group.gather({"rank": rank})
    found["led"] = group.led(lambda: rank + 10)
    try:
        group.led(_refuse)
    except UserError as error:
        found["refused"] = str(error)
    found["device"] = group.device_name("cpu")
    results.put((rank, found))
    if rank == 1:
        os._exit(0)  # without a word
    try:
        group.gather("who is there?")
        group.gather("who is there?")
    except UserError as error:
        results.put((2, str(error)))
    os._exit(0)


def _refuse() -> None:
    raise UserError("The folder cannot be used.")


@pytest.fixture(scope="module")
def two() -> dict[int, Any]:
    """What each of two gloo processes found; under 2, what the first said when the second had gone."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    context = multiprocessing.get_context("spawn")
    results = context.SimpleQueue()
    processes = [context.Process(target=_everything, args=(rank, port, results)) for rank in range(2)]
    for process in processes:
        process.start()
    found = dict(results.get() for _ in range(3))
    for process in processes:
        process.join(120)
        process.close()
    return found


def test_two_processes_make_the_updates_of_one(two: dict[int, Any]) -> None:
    told, weight = updates(Group())
    for rank in range(2):
        for ours, alone in zip(two[rank]["told"], told, strict=True):
            assert ours == pytest.approx(alone, rel=1e-4)
        torch.testing.assert_close(torch.tensor(two[rank]["weight"]), weight, rtol=0, atol=1e-4)
    assert two[0]["weight"] == two[1]["weight"]  # not one bit apart


def test_they_share_numbers_and_values(two: dict[int, Any]) -> None:
    for rank in range(2):
        assert two[rank]["sum"] == [3.0, 1.0]
        assert two[rank]["gather"] == [{"rank": 0}, {"rank": 1}]
    assert [two[rank]["leads"] for rank in range(2)] == [True, False]
    assert [two[rank]["led"] for rank in range(2)] == [10, None]


def test_what_the_leading_one_refuses_all_refuse(two: dict[int, Any]) -> None:
    assert [two[rank]["refused"] for rank in range(2)] == ["The folder cannot be used."] * 2


def test_one_that_has_gone_is_a_sentence(two: dict[int, Any]) -> None:
    assert "Another process of this training has gone" in two[2]
    assert "\n" not in two[2]


def test_alone_nothing_is_shared() -> None:
    group = Group()
    assert (group.size, group.leads) == (1, True)
    assert group.sum(1, 2) == [1, 2]
    assert group.gather("me") == ["me"]
    assert group.led(lambda: 5) == 5
    group.wait()
    group.leave()
    failing: Callable[[], None] = _refuse
    with pytest.raises(UserError, match="cannot be used"):
        group.led(failing)


def test_others_that_cannot_be_reached_are_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WORLD_SIZE", "2")
    monkeypatch.setenv("RANK", "1")
    for name in ("MASTER_ADDR", "MASTER_PORT"):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(UserError, match="torchrun"):
        Group()
