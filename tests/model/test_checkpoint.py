"""Training checkpoints: exact resume, and a file that cannot be used changes nothing."""

from __future__ import annotations

import errno
import json
import random
import tempfile
from functools import cache
from pathlib import Path
from typing import Any, Literal

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from safetensors.torch import load, save
from torch import Tensor

from model.data.batches import make_batch
from model.errors import UserError
from model.network.dropout import dropout_state, restore_dropout, seed_dropout
from model.network.loss import fused_cross_entropy
from model.network.transformer import Transformer
from model.training.checkpoint import (
    Progress,
    best_steps,
    list_checkpoints,
    newest_readable,
    read_checkpoint,
    restore,
    save_checkpoint,
)
from model.training.optimizer import Optimizer, make_optimizer
from model.training.recipe import TrainingRecipe
from tests.model.tiny import tiny_model

BATCH = make_batch([[4, 5, 6], [7, 8]], [[9, 10], [11, 12, 13]])


def optimizer_of(model: Transformer, kind: Literal["adam", "muon"] = "adam") -> Optimizer:
    optimizer = make_optimizer(model, TrainingRecipe(optimizer=kind))
    optimizer.set_rate(1e-2)
    return optimizer


def train(model: Transformer, optimizer: Optimizer, steps: int) -> list[float]:
    """A few updates with dropout; the loss of each."""
    model.train()
    losses = []
    for _ in range(steps):
        hidden = model(BATCH.source, BATCH.target_in)
        real = BATCH.target_out != 0
        loss, _ = fused_cross_entropy(hidden[real], model.output.weight, BATCH.target_out[real], 0.1)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(float(loss.detach()))
    return losses


def trained(
    seed: int = 0, steps: int = 3, kind: Literal["adam", "muon"] = "adam", **changes: Any
) -> tuple[Transformer, Optimizer]:
    model = tiny_model(seed, **{"dropout": 0.3, **changes})
    optimizer = optimizer_of(model, kind)
    train(model, optimizer, steps)
    return model, optimizer


def load_checkpoint(path: Path, model: Transformer, optimizer: Optimizer) -> tuple[Progress, list[dict[str, Any]]]:
    """Read and restore."""
    checkpoint = read_checkpoint(path)
    restore(checkpoint, model, optimizer)
    return checkpoint.progress, checkpoint.randomness


def snapshot(model: Transformer, optimizer: Optimizer) -> dict[str, Tensor]:
    tensors = {name: value.clone() for name, value in model.state_dict().items()}
    for name, parameter in model.named_parameters():
        for key, value in optimizer.state.get(parameter, []).items():
            tensors[f"{key}.{name}"] = value.clone()
    tensors["random"] = torch.get_rng_state()
    return tensors


def same(one: dict[str, Tensor], other: dict[str, Tensor]) -> bool:
    return one.keys() == other.keys() and all(torch.equal(one[name], other[name]) for name in one)


@pytest.mark.parametrize(("tying", "kind"), [("all", "adam"), ("none", "adam"), ("all", "muon")])
def test_a_resumed_run_goes_on_with_exactly_the_same_losses(
    tying: str, kind: Literal["adam", "muon"], tmp_path: Path
) -> None:
    seed_dropout(3)
    model, optimizer = trained(tying=tying, kind=kind)
    progress = Progress(3, 1, 7, 99, 2.5, {"2": (0.5, -1.5)}, 1, 2)
    path = save_checkpoint(tmp_path, model, optimizer, progress, [{"dropout": dropout_state()}])
    torch_numbers = torch.rand(3)
    expected = train(model, optimizer, 4)

    seed_dropout(8)
    other, other_optimizer = trained(seed=1, steps=1, kind=kind, tying=tying)
    torch.manual_seed(77)
    again, randomness = load_checkpoint(path, other, other_optimizer)
    restore_dropout(randomness[0]["dropout"])
    assert again == progress
    assert torch.equal(torch.rand(3), torch_numbers)
    assert train(other, other_optimizer, 4) == expected
    assert same(
        {name: value for name, value in snapshot(model, optimizer).items() if name != "random"},
        {name: value for name, value in snapshot(other, other_optimizer).items() if name != "random"},
    )


def test_a_resumed_run_goes_on_in_a_model_that_has_not_trained_yet(tmp_path: Path) -> None:
    model, optimizer = trained()
    path = save_checkpoint(tmp_path, model, optimizer, Progress(step=3), [{"dropout": dropout_state()}])
    expected = train(model, optimizer, 3)
    fresh = tiny_model(5, dropout=0.3)
    fresh_optimizer = optimizer_of(fresh)
    _, randomness = load_checkpoint(path, fresh, fresh_optimizer)
    restore_dropout(randomness[0]["dropout"])
    assert train(fresh, fresh_optimizer, 3) == expected


def test_a_checkpoint_before_the_first_update_can_be_loaded(tmp_path: Path) -> None:
    model = tiny_model()
    path = save_checkpoint(tmp_path, model, optimizer_of(model), Progress(), [{"dropout": dropout_state()}])
    other = tiny_model(1)
    assert load_checkpoint(path, other, optimizer_of(other))[0] == Progress()
    assert torch.equal(other.output.weight, model.output.weight)


def test_tied_matrices_are_stored_once_and_tied_after_loading(tmp_path: Path) -> None:
    model, optimizer = trained()
    path = save_checkpoint(tmp_path, model, optimizer, Progress(step=3), [])
    stored = load(path.read_bytes())
    assert sum(1 for name in stored if name.startswith("model.") and ("embedding" in name or "output" in name)) == 1
    other, other_optimizer = trained(seed=1)
    load_checkpoint(path, other, other_optimizer)
    assert other.output.weight is other.target_embedding.weight is other.source_embedding.weight


def test_checkpoints_are_listed_by_step_and_other_files_are_not(tmp_path: Path) -> None:
    model, optimizer = trained(steps=1)
    for step in (200, 1000, 90, 12_345_678, 5):
        save_checkpoint(tmp_path, model, optimizer, Progress(step=step), [])
    for name in ("step-x.safetensors", ".step-0000001.safetensors.77.part", "step-3.txt", "best.safetensors"):
        (tmp_path / name).write_bytes(b"")
    steps = [int(path.stem.removeprefix("step-")) for path in list_checkpoints(tmp_path)]
    assert steps == [5, 90, 200, 1000, 12_345_678]
    assert list_checkpoints(tmp_path / "missing") == []


# ---- files that cannot be used


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A good checkpoint of the victim's shape."""
    model, optimizer = trained(seed=4, steps=1)
    folder = tmp_path_factory.mktemp("good")
    return save_checkpoint(folder, model, optimizer, Progress(step=3), [{"dropout": dropout_state()}]).read_bytes()


@cache
def victim() -> tuple[Transformer, Optimizer]:
    """What a bad file is loaded into; it stays the same, which is what the tests are about."""
    return trained(seed=1, steps=1)


def refuses(path: Path, match: str = ".") -> None:
    """Loading `path` gives a `UserError` and leaves model, optimizer and randomness untouched."""
    model, optimizer = victim()
    before = snapshot(model, optimizer)
    with pytest.raises(UserError, match=match) as raised:
        load_checkpoint(path, model, optimizer)
    assert str(path) in str(raised.value)
    assert same(before, snapshot(model, optimizer))


def rewritten(content: bytes, changes: dict[str, str | None], without: str | None = None) -> bytes:
    """The checkpoint with other metadata, or lacking one tensor."""
    length = int.from_bytes(content[:8], "little")
    metadata = json.loads(content[8 : 8 + length])["__metadata__"]
    metadata = {key: value for key, value in {**metadata, **changes}.items() if value is not None}
    return save({name: tensor for name, tensor in load(content).items() if name != without}, metadata)


def test_damaged_foreign_and_missing_files_are_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "bad.safetensors"
    for damaged in (b"", b"{}", b"garbage" * 50, content[:7], content[: len(content) // 2], content[:-1]):
        path.write_bytes(damaged)
        refuses(path)
    path.write_bytes(save({"weight": torch.ones(2)}))
    refuses(path, "not a checkpoint")
    path.write_bytes(rewritten(content, {"format": "translucent-checkpoint/9"}))
    refuses(path, "not a checkpoint")
    refuses(tmp_path / "missing.safetensors")
    refuses(tmp_path)


@pytest.mark.parametrize(
    "changes",
    [
        {"progress": None},
        {"random": None},
        {"progress": "{"},
        {"random": "["},
        {"progress": "3"},
        {"progress": '{"leap": 3}'},
    ],
    ids=str,
)
def test_damaged_metadata_is_refused_before_anything_is_changed(
    changes: dict[str, str | None], tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "bad.safetensors"
    path.write_bytes(rewritten(content, changes))
    refuses(path)


@pytest.mark.parametrize(
    "name",
    [
        "random.torch",
        "model.target_embedding.weight",
        "adam.exp_avg.decoder.1.feed_forward.inner.bias",
        "adam.step.encoder.0.self_attention.key.weight",
    ],
)
def test_a_missing_tensor_is_refused_before_anything_is_changed(name: str, tmp_path: Path, content: bytes) -> None:
    assert name in load(content)
    path = tmp_path / "bad.safetensors"
    path.write_bytes(rewritten(content, {}, name))
    refuses(path)


@pytest.mark.parametrize(
    "changes", [{"d_ff": 32}, {"decoder_layers": 1}, {"encoder_layers": 3}, {"tying": "none"}], ids=str
)
def test_a_checkpoint_of_another_shape_is_refused(changes: dict[str, Any], tmp_path: Path) -> None:
    other, optimizer = trained(steps=1, **changes)
    refuses(save_checkpoint(tmp_path, other, optimizer, Progress(step=1), []), "another shape")


def test_mutated_files_load_whole_or_give_a_user_error(tmp_path: Path, content: bytes) -> None:
    header = int.from_bytes(content[:8], "little")
    chance = random.Random(9)
    path = tmp_path / "mutated.safetensors"
    model, optimizer = trained(seed=2, steps=1)
    refused = 0
    for _ in range(120):
        damaged = bytearray(content)
        for _ in range(chance.choice([1, 2, 8])):
            damaged[chance.randrange(header + 8)] = chance.randrange(256)
        path.write_bytes(damaged)
        before = snapshot(model, optimizer)
        try:
            load_checkpoint(path, model, optimizer)
        except UserError:
            refused += 1
            assert same(before, snapshot(model, optimizer))
    assert refused > 60


@settings(max_examples=60)
@given(data=st.data())
def test_every_changed_byte_is_noticed(data: st.DataObject, tmp_path_factory: pytest.TempPathFactory) -> None:
    """In the tensors always; in the header a change either is refused or means the same (a space for a line break)."""
    good = content_of_a_checkpoint()
    begin = int.from_bytes(good[:8], "little") + 8
    in_tensors = data.draw(st.booleans())
    position = data.draw(st.integers(begin, len(good) - 1) if in_tensors else st.integers(0, begin - 1))
    damaged = bytearray(good)
    damaged[position] ^= data.draw(st.integers(1, 255))
    path = tmp_path_factory.mktemp("damaged") / "step-0000003.safetensors"
    path.write_bytes(damaged)
    try:
        found = read_checkpoint(path)
    except UserError as error:
        assert str(path) in str(error)
    else:
        assert not in_tensors
        path.write_bytes(good)
        expected = read_checkpoint(path)
        assert (found.progress, found.randomness) == (expected.progress, expected.randomness)
        assert same(found.weights, expected.weights)


@settings(max_examples=25)
@given(kept=st.floats(0, 1, exclude_max=True))
def test_a_file_cut_off_anywhere_is_noticed(kept: float, tmp_path_factory: pytest.TempPathFactory) -> None:
    good = content_of_a_checkpoint()
    path = tmp_path_factory.mktemp("cut") / "step-0000003.safetensors"
    path.write_bytes(good[: int(kept * len(good))])
    with pytest.raises(UserError, match="damaged"):
        read_checkpoint(path)


@cache
def content_of_a_checkpoint() -> bytes:
    model, optimizer = trained(seed=4, steps=1, encoder_layers=1, decoder_layers=1)
    with tempfile.TemporaryDirectory() as folder:
        return save_checkpoint(Path(folder), model, optimizer, Progress(step=3), [{"a": 1}]).read_bytes()


# ---- several


def test_the_newest_readable_one_is_taken_and_newer_damaged_ones_are_named(tmp_path: Path) -> None:
    model, optimizer = trained(steps=1)
    paths = [save_checkpoint(tmp_path, model, optimizer, Progress(step=step), []) for step in (5, 10, 20)]
    paths[2].write_bytes(paths[2].read_bytes()[:-1])
    found, refused = newest_readable(tmp_path)
    assert found.progress.step == 10
    assert len(refused) == 1 and paths[2].name in str(refused[0])
    for path in paths:
        path.write_bytes(b"")
    with pytest.raises(UserError, match=r"No checkpoint in .* can be read"):
        newest_readable(tmp_path)
    with pytest.raises(UserError, match="no checkpoint"):
        newest_readable(tmp_path / "nothing")


def test_the_mean_is_kept_beside_the_weights(tmp_path: Path) -> None:
    model, optimizer = trained(steps=1)
    mean = {name: parameter.detach() * 2 for name, parameter in model.named_parameters()}
    found = read_checkpoint(save_checkpoint(tmp_path, model, optimizer, Progress(step=1), [], mean, 7))
    assert same(found.mean, mean)
    assert found.mean_updates == 7
    assert same(found.weights, {name: parameter.detach() for name, parameter in model.named_parameters()})


@given(scores=st.dictionaries(st.integers(1, 10**7), st.integers(0, 5), max_size=12), count=st.integers(0, 5))
def test_the_best_steps_are_the_highest_scores_and_of_equal_ones_the_later(scores: dict[int, int], count: int) -> None:
    progress = Progress(best={str(step): float(score) for step, score in scores.items()})
    expected = sorted(scores, key=lambda step: (-scores[step], -step))[:count]
    assert best_steps(progress, count) == expected


def test_a_full_disk_leaves_the_older_checkpoint_and_nothing_half_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    model, optimizer = trained(steps=1)
    before = save_checkpoint(tmp_path, model, optimizer, Progress(step=5), []).read_bytes()

    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    for step in (5, 6):
        with pytest.raises(UserError, match="No space left on device"):
            save_checkpoint(tmp_path, model, optimizer, Progress(step=step), [])
    assert [path.name for path in tmp_path.iterdir()] == ["step-0000005.safetensors"]
    assert next(tmp_path.iterdir()).read_bytes() == before
