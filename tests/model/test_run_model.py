"""The model of a run folder at any moment of its training."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import torch

from model.errors import UserError
from model.library.loading import load_translator
from model.training.checkpoint import list_checkpoints, read_checkpoint
from model.training.run_model import run_so_far
from model.training.train import Trainer
from model.values.training_events import CheckpointSaved, Started
from tests.model.corpora import toy_recipe, train

pytestmark = pytest.mark.usefixtures("one_thread")


def test_a_run_is_a_model_as_soon_as_it_has_a_checkpoint(tmp_path: Path) -> None:
    run = tmp_path / "run"
    names = []
    for event in Trainer(toy_recipe(tmp_path), run).events():
        if isinstance(event, Started):
            with pytest.raises(UserError, match="no checkpoint yet"):
                load_translator(str(run), "cpu")
        if isinstance(event, CheckpointSaved):
            bundle = load_translator(str(run), "cpu").about.bundle
            names.append(bundle.name)
            weights = read_checkpoint(list_checkpoints(run / "checkpoints")[-1]).weights
            for name, parameter in bundle.model.named_parameters():
                assert torch.equal(parameter, weights[name])
            assert bundle.model.output.weight is bundle.model.target_embedding.weight
            assert not bundle.model.training
    assert names == ["toy, step 4", "toy, step 6", "toy, step 8", "toy, step 12"]
    assert load_translator(str(run), "cpu").about.bundle.name == "toy"  # finished: its best model


@pytest.mark.parametrize("changes", [{"ema_decay": 0.5}, {"joint_vocab": False, "tying": "target"}], ids=str)
def test_the_running_mean_and_vocabularies_of_their_own(changes: dict[str, object], tmp_path: Path) -> None:
    run = tmp_path / "run"
    train(toy_recipe(tmp_path, **changes), run)
    bundle, _ = run_so_far(run)
    found = read_checkpoint(list_checkpoints(run / "checkpoints")[-1])
    for name, parameter in bundle.model.named_parameters():
        assert torch.equal(parameter, (found.mean or found.weights)[name])
    assert (bundle.source_tokenizer.model == bundle.target_tokenizer.model) == ("joint_vocab" not in changes)


def test_a_folder_whose_parts_do_not_fit_is_one_sentence(tmp_path: Path) -> None:
    run = tmp_path / "run"
    train(toy_recipe(tmp_path), run)
    config = (run / "config.toml").read_text()
    (run / "config.toml").write_text(config.replace('preset = "tiny"', 'preset = "classroom"'))
    with pytest.raises(UserError, match=r"does not fit the run's config\.toml"):
        run_so_far(run)
    (run / "config.toml").write_text(config)
    (run / "joint.model").unlink()
    with pytest.raises(UserError, match=r"joint\.model"):
        run_so_far(run)
    (run / "config.toml").write_text("name = ")
    with pytest.raises(UserError, match="TOML"):
        run_so_far(run)


def test_a_damaged_newest_checkpoint_gives_way_to_the_one_before(tmp_path: Path) -> None:
    run = tmp_path / "run"
    train(toy_recipe(tmp_path), run)
    paths = list_checkpoints(run / "checkpoints")
    paths[-1].write_bytes(paths[-1].read_bytes()[:-1])
    bundle, notices = run_so_far(run)
    assert bundle.name == "toy, step 8" and "step 8 is taken instead" in str(notices[0])
    assert paths[-1].exists()  # a reader changes nothing
    shutil.rmtree(run / "checkpoints")
    with pytest.raises(UserError, match="no checkpoint yet"):
        run_so_far(run)
