"""Training checkpoints: exact resume, and a file that cannot be used changes nothing."""

from __future__ import annotations

import json
import random
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import load, save
from torch import Tensor

from model.checkpoint import Progress, average_weights, list_checkpoints, load_checkpoint, save_checkpoint
from model.data import make_batch
from model.dropout import dropout_state, restore_dropout, seed_dropout
from model.errors import UserError
from model.loss import fused_cross_entropy
from model.transformer import Transformer
from tests.model.tiny import tiny_model

BATCH = make_batch([[4, 5, 6], [7, 8]], [[9, 10], [11, 12, 13]])


def adam(model: Transformer) -> torch.optim.Adam:
    return torch.optim.Adam(model.parameters(), lr=1e-2, betas=(0.9, 0.98), eps=1e-9, fused=True)


def train(model: Transformer, optimizer: torch.optim.Adam, steps: int) -> list[float]:
    """A few updates with dropout; the loss of each."""
    model.train()
    losses = []
    for _ in range(steps):
        hidden = model(BATCH.source, BATCH.target_in)
        real = BATCH.target_out != 0
        loss, _ = fused_cross_entropy(hidden[real], model.output.weight, BATCH.target_out[real], 0.1)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        optimizer.step()
        losses.append(float(loss.detach()))
    return losses


def trained(seed: int = 0, steps: int = 3, **changes: Any) -> tuple[Transformer, torch.optim.Adam]:
    model = tiny_model(seed, **{"dropout": 0.3, **changes})
    optimizer = adam(model)
    train(model, optimizer, steps)
    return model, optimizer


def snapshot(model: Transformer, optimizer: torch.optim.Adam) -> dict[str, Tensor]:
    tensors = {name: value.clone() for name, value in model.state_dict().items()}
    for name, parameter in model.named_parameters():
        for key, value in optimizer.state.get(parameter, {}).items():
            tensors[f"{key}.{name}"] = value.clone()
    tensors["random"] = torch.get_rng_state()
    return tensors


def same(one: dict[str, Tensor], other: dict[str, Tensor]) -> bool:
    return one.keys() == other.keys() and all(torch.equal(one[name], other[name]) for name in one)


@pytest.mark.parametrize("tying", ["all", "none"])
def test_a_resumed_run_goes_on_with_exactly_the_same_losses(tying: str, tmp_path: Path) -> None:
    seed_dropout(3)
    model, optimizer = trained(tying=tying)
    progress = Progress(step=3, epoch=1, batch=7, target_tokens=99)
    path = save_checkpoint(tmp_path, model, optimizer, progress, {"dropout": dropout_state()})
    torch_numbers = torch.rand(3)
    expected = train(model, optimizer, 4)

    seed_dropout(8)
    other, other_optimizer = trained(seed=1, steps=1, tying=tying)
    torch.manual_seed(77)
    again, randomness = load_checkpoint(path, other, other_optimizer)
    restore_dropout(randomness["dropout"])
    assert again == progress
    assert torch.equal(torch.rand(3), torch_numbers)
    assert train(other, other_optimizer, 4) == expected
    assert same(
        {name: value for name, value in snapshot(model, optimizer).items() if name != "random"},
        {name: value for name, value in snapshot(other, other_optimizer).items() if name != "random"},
    )


def test_a_resumed_run_goes_on_in_a_model_that_has_not_trained_yet(tmp_path: Path) -> None:
    model, optimizer = trained()
    path = save_checkpoint(tmp_path, model, optimizer, Progress(step=3), {"dropout": dropout_state()})
    expected = train(model, optimizer, 3)
    fresh = tiny_model(5, dropout=0.3)
    fresh_optimizer = adam(fresh)
    _, randomness = load_checkpoint(path, fresh, fresh_optimizer)
    restore_dropout(randomness["dropout"])
    assert train(fresh, fresh_optimizer, 3) == expected


def test_a_checkpoint_before_the_first_update_can_be_loaded(tmp_path: Path) -> None:
    model = tiny_model()
    path = save_checkpoint(tmp_path, model, adam(model), Progress(), {"dropout": dropout_state()})
    other = tiny_model(1)
    assert load_checkpoint(path, other, adam(other))[0] == Progress()
    assert torch.equal(other.output.weight, model.output.weight)


def test_tied_matrices_are_stored_once_and_tied_after_loading(tmp_path: Path) -> None:
    model, optimizer = trained()
    path = save_checkpoint(tmp_path, model, optimizer, Progress(step=3), {})
    stored = load(path.read_bytes())
    assert sum(1 for name in stored if name.startswith("model.") and ("embedding" in name or "output" in name)) == 1
    other, other_optimizer = trained(seed=1)
    load_checkpoint(path, other, other_optimizer)
    assert other.output.weight is other.target_embedding.weight is other.source_embedding.weight


def test_checkpoints_are_listed_by_step_and_other_files_are_not(tmp_path: Path) -> None:
    model, optimizer = trained(steps=1)
    for step in (200, 1000, 90, 12_345_678, 5):
        save_checkpoint(tmp_path, model, optimizer, Progress(step=step), {})
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
    return save_checkpoint(folder, model, optimizer, Progress(step=3), {"dropout": dropout_state()}).read_bytes()


@cache
def victim() -> tuple[Transformer, torch.optim.Adam]:
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
    refuses(save_checkpoint(tmp_path, other, optimizer, Progress(step=1), {}), "another shape")


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


# ---- averaging


def test_the_average_is_the_mean_of_every_weight(tmp_path: Path) -> None:
    models = [trained(seed=seed, steps=1) for seed in range(3)]
    paths = [save_checkpoint(tmp_path, *pair, Progress(step=i), {}) for i, pair in enumerate(models)]
    mean = average_weights(paths)
    parameters = [dict(model.named_parameters()) for model, _ in models]
    assert mean.keys() == parameters[0].keys()
    for name, value in mean.items():
        expected = torch.stack([p[name].detach().double() for p in parameters]).mean(dim=0)
        assert value.dtype == torch.float32
        torch.testing.assert_close(value, expected.float(), rtol=0, atol=1e-7)


def test_the_average_of_one_is_itself(tmp_path: Path) -> None:
    model, optimizer = trained()
    mean = average_weights([save_checkpoint(tmp_path, model, optimizer, Progress(step=3), {})])
    assert all(torch.equal(mean[name], parameter) for name, parameter in model.named_parameters())


def test_averaging_files_that_cannot_be_used_is_a_user_error(tmp_path: Path, content: bytes) -> None:
    good = tmp_path / "good.safetensors"
    good.write_bytes(content)
    bad = tmp_path / "bad.safetensors"
    bad.write_bytes(content[:-9])
    other, optimizer = trained(steps=1, decoder_layers=1)
    shorter = save_checkpoint(tmp_path / "other", other, optimizer, Progress(step=1), {})
    for path in (bad, tmp_path / "missing.safetensors", shorter):
        with pytest.raises(UserError, match=path.name):
            average_weights([good, path])
