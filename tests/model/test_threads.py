"""The number of threads is measured: what is usually fastest now counts, and who has named a number is obeyed."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import torch

from model import threads
from model.data.batches import make_batch
from model.network.dropout import dropout_state
from model.threads import Pace, candidates, choose_threads
from model.training.checkpoint import list_checkpoints, read_checkpoint
from model.training.distributed import Group
from model.training.run_state import RunState
from model.training.train import Trainer
from tests.model.corpora import toy_recipe, train


@pytest.fixture(autouse=True)
def two_or_one(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A processor with two cores, and nobody who named a number."""
    before = torch.get_num_threads()
    torch.set_num_threads(2)
    monkeypatch.setattr(threads, "MOST", 2)
    for name in threads.NAMED_BY:
        monkeypatch.delenv(name, raising=False)
    yield
    torch.set_num_threads(before)


def taking(seconds: dict[int, float]) -> Callable[[], Iterator[None]]:
    """A trial of four parts that takes so long with so many threads."""

    def trial() -> Iterator[None]:
        for _ in range(4):
            time.sleep(seconds[torch.get_num_threads()] / 4)
            yield

    return trial


def test_the_number_that_is_fastest_is_taken() -> None:
    choose_threads(taking({1: 0.02, 2: 0.01}))
    assert torch.get_num_threads() == 2
    choose_threads(taking({1: 0.01, 2: 0.04}))
    assert torch.get_num_threads() == 1


def test_of_equals_the_smaller_leaves_a_core_to_others() -> None:
    choose_threads(taking({1: 0.02, 2: 0.0195}))
    assert torch.get_num_threads() == 1


def test_a_hopeless_number_is_given_up_within_one_part() -> None:
    begin = time.perf_counter()
    choose_threads(taking({1: 0.02, 2: 2.0}))
    assert torch.get_num_threads() == 1
    assert time.perf_counter() - begin < 1.5  # the whole trial would take 2.0


def test_who_names_a_number_has_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    assert candidates() == [1, 2]
    torch.set_num_threads(1)
    assert candidates() == [1, 2]  # what was chosen for one model is no limit for the next
    torch.set_num_threads(2)
    monkeypatch.setenv("OMP_NUM_THREADS", "2")
    assert candidates() == [2]
    Pace(taking({1: 0.0, 2: 0.01})).use()
    assert torch.get_num_threads() == 2


def test_it_is_measured_anew_when_steps_become_slow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(threads, "AGAIN", 0.0)
    seconds = {1: 0.02, 2: 0.01}
    pace = Pace(taking(seconds))
    pace.use()
    assert torch.get_num_threads() == 2
    seconds[2] = 0.1  # another program takes a core
    for _ in range(3):
        pace.took(0.1)
    pace.use()
    assert torch.get_num_threads() == 2  # three slow steps may be chance
    for _ in range(threads.WATCHED):
        pace.took(0.1)
    pace.use()
    assert torch.get_num_threads() == 1


def test_a_trial_changes_no_weight_and_no_random_number(tmp_path: Path) -> None:
    recipe = toy_recipe(tmp_path)
    torch.set_num_threads(2)
    state = RunState(recipe.network_config(20, 20), recipe.training, torch.device("cpu"), Group())
    weights = {name: p.detach().clone() for name, p in state.model.named_parameters()}
    random, dropout = torch.get_rng_state(), dropout_state()
    assert state.settle(make_batch([[5, 6, 7]], [[7, 6, 5]]), threads=0) in (1, 2)
    assert torch.equal(torch.get_rng_state(), random) and dropout_state() == dropout
    for name, parameter in state.model.named_parameters():
        assert torch.equal(parameter, weights[name]) and parameter.grad is None


def test_a_resumed_run_keeps_its_number(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run = tmp_path / "run"
    train(toy_recipe(tmp_path, steps=4, evaluate_steps=4), run)
    first = read_checkpoint(list_checkpoints(run / "checkpoints")[-1]).progress.threads
    assert first in (1, 2)
    torch.set_num_threads(2)
    monkeypatch.setattr("model.training.run_state.choose_threads", lambda *_: pytest.fail("measured again"))
    trainer = Trainer(toy_recipe(tmp_path, steps=6, evaluate_steps=6), run, resume=True)
    list(trainer.events())
    assert trainer.progress.threads == torch.get_num_threads() == first
