"""Why a run ended, where the run folder itself is what failed."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch

from model.errors import UserError
from model.training.checkpoint import Progress, list_checkpoints
from model.training.run_failure import advice, explain
from model.training.run_folder import RunFolder
from tests.model.corpora import toy_recipe, train

CPU, GPU = torch.device("cpu"), torch.device("cuda")


class _Stale:
    """A folder on a drive that went away."""

    def glob(self, _pattern: str) -> list[Path]:
        raise OSError(116, "Stale file handle")


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (UserError("The disk is full."), "The disk is full."),
        (OSError("Stale file handle"), "OSError: Stale file handle"),
        (MemoryError(), "MemoryError: "),
    ],
)
def test_a_folder_that_is_gone_does_not_hide_what_happened(tmp_path: Path, error: Exception, reason: str) -> None:
    folder = RunFolder(tmp_path)
    folder.checkpoints = _Stale()  # type: ignore[assignment]
    failure = explain(error, folder, Progress(), CPU)
    assert str(failure.reason) == reason and failure.problem is None


def test_a_device_that_vanished_is_a_sentence_and_on_a_cpu_the_error_stays(tmp_path: Path) -> None:
    error = RuntimeError("unspecified launch failure\nmore of it")
    on_gpu = explain(error, RunFolder(tmp_path), Progress(step=4, batch=2), GPU)
    assert str(on_gpu.reason).startswith(
        "unspecified launch failure, at step 5 (epoch 1, batch 3); nothing had been saved"
    )
    assert str(on_gpu.problem).endswith('start again, if need be with [training] device = "cpu".')
    assert explain(error, RunFolder(tmp_path), Progress(), CPU).problem is None


def test_advice_names_only_a_checkpoint_that_can_be_read(tmp_path: Path) -> None:
    train(toy_recipe(tmp_path, bleu_sentences=0), tmp_path / "run")
    folder = RunFolder(tmp_path / "run")
    newest, before, *others = reversed(list_checkpoints(folder.checkpoints))
    assert str(advice(folder)) == "the last checkpoint is good: resume it"
    damage(newest)
    assert str(advice(folder)) == "the last good checkpoint is that of step 8: resume it"
    for path in (before, *others):
        damage(path)
    assert str(advice(folder)) == "no checkpoint can be read: start again in another folder"


def damage(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[-20] ^= 1
    path.write_bytes(content)
