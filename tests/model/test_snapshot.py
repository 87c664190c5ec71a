"""Snapshots and their traces: saved as they were, checked when loaded, forced onto the reference."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.numpy import load, save

from model.errors import UserError
from model.values.sites import CROSS
from model.values.snapshot import load_snapshot, save_snapshot
from tests.model.test_trace import make_trace, same


def test_a_snapshot_comes_back_as_it_was(tmp_path: Path) -> None:
    traces = [make_trace(), make_trace(source=7, target=5, layers=1, heads=2, seed=3), make_trace(padding=1)]
    save_snapshot(tmp_path / "1.safetensors", traces)
    found = load_snapshot(tmp_path / "1.safetensors")
    assert len(found) == 3
    assert all(same(one, other) for one, other in zip(traces, found, strict=True))
    save_snapshot(tmp_path / "0.safetensors", [])
    assert load_snapshot(tmp_path / "0.safetensors") == ()


def test_what_is_damaged_missing_or_something_else_is_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "1.safetensors"
    save_snapshot(path, [make_trace(), make_trace(seed=1)])
    good = path.read_bytes()
    tensors = load(good)
    for damaged in (
        b"",
        good[:50],
        good[:-1],
        save(tensors, {"format": "translucent-snapshot/9", "traces": "2"}),
        save(tensors, {"format": "translucent-snapshot/1"}),
        save(tensors, {"format": "translucent-snapshot/1", "traces": "2"}),
        save(tensors, {"format": "translucent-snapshot/1", "traces": "many"}),
        save(tensors, {"format": "translucent-snapshot/1", "traces": "3"}),
    ):
        path.write_bytes(damaged)
        with pytest.raises(UserError, match=r"1\.safetensors"):
            if load_snapshot(path) == ():
                raise UserError(f"{path} promises no traces")
    with pytest.raises(UserError, match="missing"):
        load_snapshot(tmp_path / "missing.safetensors")


def test_mutated_snapshots_load_checked_or_give_a_user_error(tmp_path: Path) -> None:
    path = tmp_path / "1.safetensors"
    save_snapshot(path, [make_trace(), make_trace(seed=1)])
    good, chance = path.read_bytes(), random.Random(3)
    refused = 0
    for _ in range(80):
        damaged = bytearray(good)
        damaged[chance.randrange(len(good))] = chance.randrange(256)
        path.write_bytes(damaged)
        try:
            for trace in load_snapshot(path):
                trace.check()
        except UserError as error:
            refused += 1
            assert "\n" not in str(error)
    assert refused > 10


def test_arrays_of_a_loaded_snapshot_cannot_be_changed(tmp_path: Path) -> None:
    save_snapshot(tmp_path / "1.safetensors", [make_trace()])
    (trace,) = load_snapshot(tmp_path / "1.safetensors")
    with pytest.raises(ValueError, match="read-only"):
        trace.weights(CROSS)[:] = 0
    assert isinstance(trace.weights(CROSS), np.ndarray) and not isinstance(trace.weights(CROSS), torch.Tensor)
