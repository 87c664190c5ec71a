"""A whole training through its events: what it leaves, and that it resumes exactly whatever stops it."""

from __future__ import annotations

import dataclasses
import errno
import json
import os
import random
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import load_file
from torch import Tensor

from model.bundle.bundle import load_bundle
from model.decoding.evaluate import translate_all
from model.errors import UserError
from model.files import read_json, write_json
from model.library.loading import load_translator
from model.training.checkpoint import Progress, list_checkpoints, read_checkpoint
from model.training.early_moments import is_early_moment
from model.training.recipe import Recipe
from model.training.recipe_change import recipe_changes
from model.training.recipe_file import read_recipe
from model.training.run_bundle import RunBundle
from model.training.run_folder import RunFolder
from model.training.run_record import RunRecord
from model.training.train import Trainer
from model.training.updater import Updater
from model.training.validation import Validation
from model.values.decoding import DecodingSettings
from model.values.training_events import (
    CheckpointSaved,
    Evaluated,
    Finished,
    Notice,
    Paused,
    Preparing,
    Started,
    StepLogged,
    TrainingEvent,
)
from tests.model.corpora import metrics, reversal_pairs, steps, toy_recipe, train, write_pairs

pytestmark = pytest.mark.usefixtures("one_thread")

NOBODY = 2**22 + 1  # no process has such a number on Linux
# Fields of events that are not the same each time: durations, and how many steps were asked for.
VARYING = dict.fromkeys(("seconds", "seconds_left", "tokens_per_second", "steps"), 0)
LAST = 12  # updates of a toy training
NUMERALS = str.maketrans("0123456789", "十一二三四五六七八九")

VARIANTS: dict[str, dict[str, Any]] = {
    "dropout": {"dropout": 0.2},
    "subword sampling": {"space": "", "subword_alpha": 0.3, "vocab_size": 60},
    "running mean": {"ema_decay": 0.9},
    "Muon": {"optimizer": "muon"},
    "accumulation and R-Drop": {"accumulate": 2, "r_drop": 1.0},
}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("training")


@pytest.fixture(scope="module")
def recipe(place: Path) -> Recipe:
    return toy_recipe(place)


@pytest.fixture(scope="module")
def whole(place: Path, recipe: Recipe) -> Iterator[Path]:
    """A run that nothing stopped; read only."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    train(recipe, place / "whole")
    torch.set_num_threads(threads)
    yield place / "whole"


def tensors(run: Path, step: int = LAST) -> dict[str, Tensor]:
    return load_file(run / "checkpoints" / f"step-{step:07d}.safetensors")


def check_same_end(run: Path, whole: Path) -> None:
    """Bit-identical weights, moments and random state, and logs in which every step stands once."""
    found, expected = tensors(run), tensors(whole)
    assert found.keys() == expected.keys()
    for name, tensor in expected.items():
        assert torch.equal(found[name], tensor), name
    for event in ("StepLogged", "Evaluated"):
        assert steps(run, event) == steps(whole, event)
    for event in ("StepLogged", "Evaluated"):  # also means over updates before and after an interruption
        for one, other in zip(metrics(run, event), metrics(whole, event), strict=True):
            assert {**one, **VARYING} == {**other, **VARYING}
    assert (run / "samples.jsonl").read_bytes() == (whole / "samples.jsonl").read_bytes()
    assert RunFolder(run).snapshot_steps() == RunFolder(whole).snapshot_steps()
    assert RunFolder(run).status().state == "finished"


def until(trainer: Trainer, stop: Any) -> list[TrainingEvent]:
    """Events up to the first for which `stop(event)` holds, then close the generator there."""
    events = trainer.events()
    seen = []
    for event in events:
        seen.append(event)
        if stop(event):
            break
    events.close()
    return seen


def told_enough(event: TrainingEvent, left: Iterator[int]) -> bool:
    """Whether `left` is used up; what a start tells does not count, or no start would get further."""
    return not isinstance(event, Preparing | Notice) and next(left, None) is None


# ---- a run that nothing stops


def test_a_run_leaves_what_the_design_says(whole: Path, recipe: Recipe) -> None:
    folder = RunFolder(whole)
    status = folder.status()
    assert (status.state, status.step, status.steps, status.reason) == ("finished", LAST, LAST, "")
    assert read_recipe(folder.config) == recipe
    assert steps(whole, "StepLogged") == [2, 4, 6, 8, 10, 12]
    assert steps(whole, "Evaluated") == [6, 12]
    assert folder.snapshot_steps() == [0, 1, 2, 3, 5, 6, 12]  # before the first update, and a dense start
    assert steps(whole, "CheckpointSaved") == [4, 6, 8, 12]
    assert folder.checkpoint_steps() == [6, 8, 12]
    assert [json.loads(line)["step"] for line in folder.samples.read_text().splitlines()] == [6, 6, 12, 12]
    assert read_json(folder.cleaning)["kept"] == 280 - read_json(folder.cleaning)["dropped"]["COPIED"]
    logged = metrics(whole, "StepLogged")
    assert logged[-1]["nll"] < logged[0]["nll"] - 0.5
    assert all(line["tokens_per_second"] > 0 and line["gradient_norm"] > 0 for line in logged)
    assert [line["seconds"] for line in logged] == sorted(line["seconds"] for line in logged)
    assert logged[-1]["seconds_left"] == 0
    assert not list(whole.rglob("*.part"))
    facts = read_json(folder.bundle / "metrics.json")
    assert (facts["steps"], facts["training_pairs"]) == (LAST, metrics(whole, "Started")[0]["pairs"])
    assert {score["method"] for score in facts["scores"]} == {"greedy", "beam"}
    assert "Digits to Backwards" in (folder.bundle / "card.md").read_text()


def test_the_events_come_in_order(tmp_path: Path) -> None:
    events = train(toy_recipe(tmp_path, steps=4, evaluate_steps=4), tmp_path / "run")
    kinds = [type(event) for event in events]
    assert kinds == [
        Preparing, Notice, Preparing, Started, StepLogged, StepLogged, Evaluated, CheckpointSaved, Finished,
    ]  # fmt: skip
    assert isinstance(events[-1], Finished)
    assert Path(events[-1].bundle).is_dir()


def test_the_same_seed_gives_the_same_run_and_another_one_another(tmp_path: Path, whole: Path) -> None:
    train(toy_recipe(tmp_path), tmp_path / "again")
    check_same_end(tmp_path / "again", whole)
    train(toy_recipe(tmp_path, seed=2), tmp_path / "other")
    name = "model.target_embedding.weight"
    assert not torch.equal(tensors(tmp_path / "other")[name], tensors(whole)[name])


def test_speed_and_mean_are_of_the_updates_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def slowly(*arguments: Any) -> Any:
        time.sleep(1.0)
        return measured(*arguments)

    measured = Validation.measure
    monkeypatch.setattr(Validation, "measure", slowly)
    events = train(toy_recipe(tmp_path, steps=3, evaluate_steps=1, log_steps=3), tmp_path / "run")
    (logged,) = (event for event in events if isinstance(event, StepLogged))
    pieces = read_checkpoint(list_checkpoints(tmp_path / "run" / "checkpoints")[-1]).progress.target_tokens
    assert logged.seconds > 2.0  # of training, with its evaluations
    assert pieces / logged.tokens_per_second < 1.0


def test_the_first_moments_are_few_for_any_run() -> None:
    kept = [step for step in range(3000) if is_early_moment(step, evaluate_steps=500)]
    assert kept == [0, 1, 2, 3, 5, 7, 10, 20, 30, 50, 70, 100, 200, 300]
    assert sum(is_early_moment(step, 10**6) for step in range(10**6)) == 31


def test_keeping_the_first_heads_changes_no_update(tmp_path: Path, whole: Path) -> None:
    train(toy_recipe(tmp_path, probes=0), tmp_path / "without")
    assert RunFolder(tmp_path / "without").snapshot_steps() == [6, 12]
    found, expected = tensors(tmp_path / "without"), tensors(whole)
    assert all(torch.equal(found[name], tensor) for name, tensor in expected.items())


# ---- exact resume


@pytest.mark.parametrize("variant", VARIANTS)
def test_closing_at_any_moment_and_resuming_gives_the_same_bits(variant: str, tmp_path: Path) -> None:
    recipe = toy_recipe(tmp_path, **VARIANTS[variant])
    train(recipe, tmp_path / "whole")
    run = tmp_path / "run"
    chance = random.Random(variant)
    ended: list[type] = []
    while Finished not in ended:
        trainer = Trainer(recipe, run, resume=(run / "status.json").exists())
        left = iter(range(chance.randint(0, 4)))  # events of the training itself
        seen = until(trainer, lambda event, left=left: isinstance(event, Finished) or told_enough(event, left))
        ended.append(type(seen[-1]))
        assert RunFolder(run).status().state == ("finished" if ended[-1] is Finished else "paused")
    assert len(ended) > 3
    check_same_end(run, tmp_path / "whole")


@pytest.mark.parametrize(
    ("kind", "step"), [(StepLogged, 6), (Evaluated, 6), (CheckpointSaved, 6), (StepLogged, 12), (Evaluated, 12)]
)
def test_closing_around_an_evaluation_loses_nothing(
    kind: type, step: int, tmp_path: Path, whole: Path, recipe: Recipe
) -> None:
    run = tmp_path / "run"
    until(Trainer(recipe, run), lambda event: type(event) is kind and event.step == step)
    assert RunFolder(run).checkpoint_steps()[-1] == step
    assert RunFolder(run).status().state == "paused"
    events = train(recipe, run, resume=True)
    assert [event.resumed_at for event in events if isinstance(event, Started)] == [step]
    check_same_end(run, whole)


def test_closing_before_the_first_update_leaves_a_run_that_starts_anew(
    tmp_path: Path, whole: Path, recipe: Recipe
) -> None:
    for kind in (Preparing, Started):
        until(Trainer(recipe, tmp_path / "run", resume=kind is Started), lambda event, kind=kind: type(event) is kind)
        assert RunFolder(tmp_path / "run").status().state == "paused"
    train(recipe, tmp_path / "run", resume=True)
    check_same_end(tmp_path / "run", whole)


def test_a_pause_is_heard_after_the_update_and_loses_nothing(
    tmp_path: Path, whole: Path, recipe: Recipe, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("model.training.train.LISTEN_SECONDS", 0.0)
    run = tmp_path / "run"
    folder = RunFolder(run)
    seen = []
    for event in Trainer(recipe, run).events():
        seen.append(event)
        if isinstance(event, StepLogged) and event.step == 2:
            folder.ask("pause")
    assert isinstance(seen[-1], Paused) and seen[-1].step == 2
    assert (folder.status().state, folder.status().step) == ("paused", 2)
    assert folder.checkpoint_steps() == [2]
    train(recipe, run, resume=True)  # the wish is not heard a second time
    check_same_end(run, whole)


def test_a_pause_while_the_data_are_prepared_leaves_a_paused_run(
    tmp_path: Path, whole: Path, recipe: Recipe, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRANSLUCENT_CACHE", str(tmp_path / "cache"))
    trainer = Trainer(recipe, tmp_path / "run")
    seen = []
    for event in trainer.events():
        seen.append(event)
        trainer.wish = "pause"
    assert seen == [Preparing("reading the sentence pairs"), Paused(0)]
    assert not list((tmp_path / "cache").glob("*.part"))
    train(recipe, tmp_path / "run", resume=True)
    check_same_end(tmp_path / "run", whole)


def test_what_was_asked_of_a_killed_process_does_not_stop_the_next_one(
    tmp_path: Path, whole: Path, recipe: Recipe, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("model.training.train.LISTEN_SECONDS", 0.0)
    run = tmp_path / "run"
    until(Trainer(recipe, run), lambda event: isinstance(event, CheckpointSaved))
    RunFolder(run).ask("pause")
    train(recipe, run, resume=True)
    check_same_end(run, whole)


def test_a_pause_asked_while_the_process_starts_is_heard(
    tmp_path: Path, whole: Path, recipe: Recipe, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("model.training.train.LISTEN_SECONDS", 0.0)
    run = tmp_path / "run"
    until(Trainer(recipe, run), lambda event: isinstance(event, StepLogged) and event.step == 4)
    begun = time.time()
    RunFolder(run).ask("pause")  # while torch is loaded
    *_, last = Trainer(recipe, run, resume=True, begun=begun).events()
    assert isinstance(last, Paused) and last.step <= 5
    train(recipe, run, resume=True)
    check_same_end(run, whole)


def test_a_wish_to_finish_before_the_first_update_makes_the_model_of_the_checkpoint(
    tmp_path: Path, recipe: Recipe
) -> None:
    run = tmp_path / "run"
    until(Trainer(recipe, run), lambda event: isinstance(event, StepLogged) and event.step == 4)
    trainer = Trainer(recipe, run, resume=True)
    trainer.wish = "finish"
    events = list(trainer.events())
    assert isinstance(events[-1], Finished) and events[-1].step == 4
    assert steps(run, "StepLogged") == [2, 4] and steps(run, "Evaluated") == [4]
    assert load_translator(str(run / "bundle"), "cpu").about.bundle.name == "toy"
    assert RunFolder(run).status().state == "finished"


def test_finishing_early_leaves_a_bundle_and_a_run_that_can_go_on(
    tmp_path: Path, whole: Path, recipe: Recipe, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("model.training.train.LISTEN_SECONDS", 0.0)
    run = tmp_path / "run"
    folder = RunFolder(run)
    for event in Trainer(recipe, run).events():
        if isinstance(event, StepLogged) and event.step == 4:
            folder.ask("finish")
    assert isinstance(event, Finished) and event.step == 4
    assert (folder.status().state, folder.status().step) == ("finished", 4)
    assert steps(run, "Evaluated") == [4]
    assert load_translator(str(folder.bundle), "cpu").about.bundle.name == "toy"
    train(recipe, run, resume=True)
    for name, tensor in tensors(whole).items():
        assert torch.equal(tensors(run)[name], tensor), name
    assert steps(run, "StepLogged") == steps(whole, "StepLogged")


def test_closing_after_the_end_keeps_the_run_finished(tmp_path: Path) -> None:
    recipe = toy_recipe(tmp_path, steps=2, evaluate_steps=2)
    until(Trainer(recipe, tmp_path / "run"), lambda event: isinstance(event, Finished))
    assert RunFolder(tmp_path / "run").status().state == "finished"


def test_more_steps_go_on_after_the_end(tmp_path: Path, whole: Path, recipe: Recipe) -> None:
    shorter = dataclasses.replace(recipe, training=dataclasses.replace(recipe.training, steps=6))
    train(shorter, tmp_path / "run")
    train(recipe, tmp_path / "run", resume=True)
    check_same_end(tmp_path / "run", whole)


# ---- damage


def test_a_damaged_newest_checkpoint_is_passed_over_and_told(tmp_path: Path, whole: Path, recipe: Recipe) -> None:
    run = tmp_path / "run"
    shutil.copytree(whole, run)
    newest = run / "checkpoints" / "step-0000012.safetensors"
    content = bytearray(newest.read_bytes())
    content[-100] ^= 1
    newest.write_bytes(content)
    events = train(recipe, run, resume=True)
    left_out, damaged = notices(events)
    assert "left out" in left_out and newest.name in damaged
    assert [str(notice) for notice in RunFolder(run).status().notices] == [left_out, damaged]
    assert newest.with_suffix(".damaged").read_bytes() == content
    started = next(event for event in events if isinstance(event, Started))
    assert started.resumed_at == 8
    check_same_end(run, whole)


def test_without_any_readable_checkpoint_it_stops_with_a_sentence(tmp_path: Path, whole: Path, recipe: Recipe) -> None:
    run = tmp_path / "run"
    shutil.copytree(whole, run)
    for path in list_checkpoints(run / "checkpoints"):
        path.write_bytes(path.read_bytes()[:1000])
    with pytest.raises(UserError, match=r"No checkpoint in .* can be read"):
        train(recipe, run, resume=True)
    assert RunFolder(run).status().state == "failed"
    assert "can be read" in str(RunFolder(run).status().reason)
    assert len(list_checkpoints(run / "checkpoints")) == 3  # nothing is thrown away


@pytest.mark.parametrize(
    "lost", ["config.toml", "data.json", "joint.model", "lock", "metrics.jsonl", "samples.jsonl", "snapshots", "bundle"]
)
def test_a_run_folder_that_lost_a_part_goes_on(lost: str, tmp_path: Path, whole: Path, recipe: Recipe) -> None:
    run = tmp_path / "run"
    shutil.copytree(whole, run)
    (run / "checkpoints" / "step-0000012.safetensors").unlink()
    if (run / lost).is_dir():
        shutil.rmtree(run / lost)
    else:
        (run / lost).unlink()
    train(recipe, run, resume=True)
    for name, tensor in tensors(whole).items():
        assert torch.equal(tensors(run)[name], tensor), name
    assert load_translator(str(run), "cpu")
    assert load_translator(str(run / "bundle"), "cpu")


@pytest.mark.parametrize(("name", "content"), [("status.json", b'{"state": "pau'), ("joint.model", b"\x0a\x05cut"),
                                               ("status.json", b'{"state": "flying"}')])  # fmt: skip
def test_a_damaged_part_is_named_in_one_sentence(
    name: str, content: bytes, tmp_path: Path, whole: Path, recipe: Recipe
) -> None:
    run = tmp_path / "run"
    shutil.copytree(whole, run)
    (run / name).write_bytes(content)
    with pytest.raises(UserError, match=name):
        train(recipe, run, resume=True)
    assert (run / "checkpoints" / "step-0000012.safetensors").exists()


def test_another_model_cannot_resume_the_run_and_leaves_it_as_it_was(tmp_path: Path, whole: Path) -> None:
    run = tmp_path / "run"
    shutil.copytree(whole, run)
    with pytest.raises(UserError, match=r"\[model\] d_ff is 128, but the run in .* was begun with 64"):
        train(toy_recipe(tmp_path, d_ff=128), run, resume=True)
    assert (run / "config.toml").read_bytes() == (whole / "config.toml").read_bytes()
    assert (run / "metrics.jsonl").read_bytes() == (whole / "metrics.jsonl").read_bytes()
    assert load_translator(str(run), "cpu")


def test_a_start_cut_off_before_its_first_checkpoint_leaves_no_trace_in_the_logs(
    tmp_path: Path, whole: Path, recipe: Recipe
) -> None:
    run = tmp_path / "run"
    until(Trainer(recipe, run), lambda event: isinstance(event, CheckpointSaved))
    shutil.rmtree(run / "checkpoints")
    with (run / "metrics.jsonl").open("a") as file:
        file.write('{"event": "StepLogged", "st')
    write_json(run / "status.json", {**read_json(run / "status.json"), "state": "running", "process": NOBODY})
    train(recipe, run)
    check_same_end(run, whole)


# ---- what stops a training


def failing(times: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """The loss is not a number from call number `times` on."""
    from model.training import updater

    calls = iter(range(10**6))
    real = updater.fused_cross_entropy

    def loss(*arguments: Any) -> tuple[Tensor, Tensor]:
        total, nll = real(*arguments)
        return (total * float("nan"), nll) if arguments[0].requires_grad and next(calls) >= times - 1 else (total, nll)

    monkeypatch.setattr(updater, "fused_cross_entropy", loss)


def test_a_loss_that_is_not_a_number_stops_names_the_batch_and_keeps_the_last_checkpoint(
    tmp_path: Path, whole: Path, recipe: Recipe, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = tmp_path / "run"
    batches = metrics(whole, "Started")[0]["batches_per_epoch"]
    assert batches < 9
    with monkeypatch.context() as patch:
        failing(10, patch)
        with pytest.raises(UserError, match=rf"not a number at step 10 \(epoch 2, batch {10 - batches}\)") as raised:
            train(recipe, run)
    status = RunFolder(run).status()
    assert (status.state, status.step, str(status.reason)) == ("failed", 9, str(raised.value))
    assert read_checkpoint(list_checkpoints(run / "checkpoints")[-1]).progress.step == 8
    assert all(torch.isfinite(tensor).all() for tensor in tensors(run, 8).values() if tensor.is_floating_point())
    train(recipe, run, resume=True)
    check_same_end(run, whole)


def test_an_absurd_learning_rate_ends_in_that_sentence_and_promises_no_checkpoint(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"not a number .*nothing had been saved yet: start again with a lower"):
        train(toy_recipe(tmp_path, peak_learning_rate=1e30, clip_norm=0.0, warmup_steps=1), tmp_path / "run")
    assert RunFolder(tmp_path / "run").status().state == "failed"


@pytest.mark.parametrize("after", [3, 12, 17, 23, 26])
def test_a_full_disk_stops_with_a_sentence_and_the_run_resumes(
    after: int, tmp_path: Path, whole: Path, recipe: Recipe, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = tmp_path / "run"
    flush, written = os.fsync, iter(range(10**6))

    def fsync(descriptor: int) -> None:
        if next(written) >= after:
            raise OSError(errno.ENOSPC, "No space left on device")
        flush(descriptor)

    with monkeypatch.context() as patch:
        patch.setattr("model.training.train.LISTEN_SECONDS", 1e9)
        patch.setattr("model.training.run_record.TELL_SECONDS", 1e9)  # fewer writings, always the same ones
        patch.setattr("os.fsync", fsync)
        with pytest.raises(UserError, match="No space left on device") as raised:
            train(recipe, run)
    assert "\n" not in str(raised.value)
    assert not list(run.rglob("*.part"))
    for path in list_checkpoints(run / "checkpoints"):
        read_checkpoint(path)
    write_json(run / "status.json", {**read_json(run / "status.json"), "process": NOBODY})  # that process has ended
    train(recipe, run, resume=(run / "checkpoints").exists())
    check_same_end(run, whole)


def test_an_error_of_the_program_itself_is_told_in_the_status_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_arguments: object) -> None:
        raise RuntimeError("the processor caught fire")

    monkeypatch.setattr("model.training.updater.fused_cross_entropy", broken)
    with pytest.raises(RuntimeError):
        train(toy_recipe(tmp_path), tmp_path / "run")
    status = RunFolder(tmp_path / "run").status()
    assert status.state == "failed"
    assert "caught fire" in str(status.reason) and "step 1 " in str(status.reason)


# ---- checkpoints


def test_the_newest_and_the_best_are_kept_and_none_is_removed_too_early(tmp_path: Path) -> None:
    recipe = toy_recipe(
        tmp_path, steps=20, checkpoint_steps=2, evaluate_steps=4, average_checkpoints=2, keep_best=2, best_by="loss",
        log_steps=1, bleu_sentences=0, peak_learning_rate=0.03,
    )  # fmt: skip
    folder = RunFolder(tmp_path / "run")
    saved: list[int] = []
    losses: dict[int, float] = {}
    for event in Trainer(recipe, folder.path).events():
        if isinstance(event, StepLogged) and event.step > 2:
            assert folder.checkpoint_steps()[-1] >= event.step - 2  # never older than the last interval
        if isinstance(event, Evaluated):
            assert event.improved == (event.nll < min(losses.values(), default=1e9))
            losses[event.step] = event.nll
        if isinstance(event, CheckpointSaved):
            saved.append(event.step)
            best = sorted(losses, key=lambda step: losses[step])[:2]
            assert folder.checkpoint_steps() == sorted({*saved[-2:], *best})
    assert saved == list(range(2, 21, 2))


def test_the_older_checkpoints_stay_until_the_new_one_is_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    recipe = toy_recipe(tmp_path, average_checkpoints=1, keep_best=0, checkpoint_steps=2)
    checkpoints = tmp_path / "run" / "checkpoints"
    counted: list[int] = []
    replace = os.replace

    def watched(source: Any, target: Any) -> None:
        if Path(target).parent == checkpoints:
            counted.append(len(list_checkpoints(checkpoints)))
            read_checkpoint(Path(source))
        replace(source, target)

    monkeypatch.setattr("os.replace", watched)
    assert isinstance(train(recipe, tmp_path / "run")[-1], Finished)  # with nothing but the newest checkpoint
    assert counted == [0, 1, 1, 1, 1, 1]
    assert len(list_checkpoints(checkpoints)) == 1


def test_patience_ends_a_run_that_gets_no_better(tmp_path: Path) -> None:
    recipe = toy_recipe(tmp_path, evaluate_steps=1, peak_learning_rate=1e-30, patience=3, best_by="bleu")
    events = train(recipe, tmp_path / "run")
    assert [event.improved for event in events if isinstance(event, Evaluated)] == [True, False, False, False]
    assert isinstance(events[-1], Finished) and events[-1].step == 4
    assert "ends after step 4 of 12: 3 evaluations in a row" in str(RunFolder(tmp_path / "run").status().notices[-1])
    assert RunFolder(tmp_path / "run").status().state == "finished"
    again = train(recipe, tmp_path / "run", resume=True)
    assert not any(isinstance(event, StepLogged) for event in again)


@pytest.mark.parametrize("best_by", ["bleu", "chrf", "loss"])
def test_what_is_better_is_decided_by_what_the_recipe_says(best_by: str, tmp_path: Path) -> None:
    events = train(toy_recipe(tmp_path, evaluate_steps=2, best_by=best_by), tmp_path / "run")
    best: tuple[float, ...] = ()
    for event in events:
        if isinstance(event, Evaluated):
            assert event.nll is not None and event.bleu is not None and event.chrf is not None
            bleu = event.bleu if event.bleu >= 1 else 0.0
            score = {"bleu": (bleu, -event.nll), "chrf": (event.chrf, -event.nll), "loss": (-event.nll,)}[best_by]
            assert event.improved == (score > best)
            assert (event.better_by != "") == event.improved
            best = max(best, score)


def test_a_run_whose_loss_falls_goes_on_while_bleu_is_zero(tmp_path: Path) -> None:
    recipe = toy_recipe(tmp_path, evaluate_steps=2, patience=2, peak_learning_rate=1e-4, dropout=0.0, best_by="bleu")
    events = train(recipe, tmp_path / "run")
    evaluations = [event for event in events if isinstance(event, Evaluated)]
    assert all(event.bleu is not None and event.bleu < 1 for event in evaluations)
    assert [event.better_by for event in evaluations] == ["bleu"] + ["loss"] * 5
    assert isinstance(events[-1], Finished) and events[-1].step == LAST


def test_a_language_without_spaces_is_judged_by_its_own_tokenizer(tmp_path: Path) -> None:
    pairs = [(source, target.translate(NUMERALS)) for source, target in reversal_pairs(300, space="")]
    recipe = toy_recipe(tmp_path, evaluate_steps=6, steps=LAST)
    write_pairs(tmp_path / "train.tsv", pairs[:-20])
    write_pairs(tmp_path / "valid.tsv", pairs[-20:])
    events = train(recipe, tmp_path / "run")
    assert [event.tokenizer for event in events if isinstance(event, Started | Finished)] == ["zh", "zh"]
    card = (tmp_path / "run" / "bundle" / "card.md").read_text()
    assert "chosen by BLEU (tokenizer zh) on the validation set" in card
    assert "tok:zh" in card and "chrF2" in card


def test_where_bleu_cannot_count_the_loss_chooses_and_everybody_is_told(tmp_path: Path) -> None:
    events = train(toy_recipe(tmp_path, space="", evaluate_steps=4), tmp_path / "run")
    assert any("compared by the loss" in str(event.text) for event in events if isinstance(event, Notice))
    assert any("compared by the loss" in str(notice) for notice in RunFolder(tmp_path / "run").status().notices)
    assert "chosen by the loss on the validation set" in (tmp_path / "run" / "bundle" / "card.md").read_text()
    assert {event.better_by for event in events if isinstance(event, Evaluated) and event.improved} == {"loss"}


def test_a_checkpoint_of_a_version_with_one_number_as_a_score_is_resumed(tmp_path: Path) -> None:
    progress = Progress(4, best={"4": (12.5,)}, scored_by="bleu")
    values = json.loads(json.dumps(dataclasses.asdict(progress)))
    assert Progress.of({**values, "best": {"4": 12.5}}) == Progress.of(values) == progress


def test_the_running_mean_is_what_is_measured_and_shipped(tmp_path: Path) -> None:
    """With a mean that hardly moves, training must not show in what is measured."""
    recipe = toy_recipe(tmp_path, ema_decay=0.2, steps=2, evaluate_steps=2, average_checkpoints=1)
    events = train(recipe, tmp_path / "run")
    found = read_checkpoint(list_checkpoints(tmp_path / "run" / "checkpoints")[0])
    assert found.mean and found.mean_updates == 2
    assert isinstance(events[-1], Finished) and "running mean" in str(events[-1].weights)
    shipped = load_translator(str(tmp_path / "run" / "bundle"), "cpu").about.bundle.model
    for name, parameter in shipped.named_parameters():
        torch.testing.assert_close(parameter.detach(), found.mean[name].half().float())


# ---- who may use a folder


def test_a_folder_with_a_run_is_never_overwritten(tmp_path: Path, whole: Path, recipe: Recipe) -> None:
    with pytest.raises(UserError, match="--resume"):
        Trainer(recipe, whole)
    with pytest.raises(UserError, match="no run to resume"):
        Trainer(recipe, tmp_path / "nothing", resume=True)


def test_a_run_of_a_living_process_is_left_alone_and_that_of_a_dead_one_goes_on(
    tmp_path: Path, whole: Path, recipe: Recipe
) -> None:
    run = tmp_path / "run"
    shutil.copytree(whole, run)
    (run / "checkpoints" / "step-0000012.safetensors").unlink()
    status = read_json(run / "status.json")
    for state in ("preparing", "running"):
        write_json(run / "status.json", {**status, "state": state, "process": os.getpid()})
        with RunFolder(run).claimed(), pytest.raises(UserError, match="another process"):
            Trainer(recipe, run, resume=True)
    write_json(run / "status.json", {**status, "state": "running", "process": NOBODY})
    train(recipe, run, resume=True)
    check_same_end(run, whole)


def test_of_two_starts_in_one_instant_one_is_refused_and_the_other_goes_on(
    tmp_path: Path, whole: Path, recipe: Recipe, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = tmp_path / "run"
    first, second = Trainer(recipe, run), Trainer(recipe, run)  # both find the folder free
    begin = RunRecord.begin

    def meanwhile(record: RunRecord, resumed: bool) -> None:
        """The first has looked twice and told nothing yet."""
        monkeypatch.setattr(RunRecord, "begin", begin)
        with pytest.raises(UserError, match="another process"):
            next(second.events())
        assert not RunFolder(run).exists  # it is not the second's to write
        begin(record, resumed)

    monkeypatch.setattr(RunRecord, "begin", meanwhile)
    assert isinstance([*first.events()][-1], Finished)
    with pytest.raises(UserError, match="already holds a run"):
        next(second.events())
    check_same_end(run, whole)


# ---- the same data


def test_other_pairs_under_the_same_path_are_refused_until_the_old_ones_are_back(tmp_path: Path, whole: Path) -> None:
    run = tmp_path / "run"
    own = toy_recipe(tmp_path)
    until(Trainer(own, run), lambda event: isinstance(event, CheckpointSaved))
    for part, path in (("training", Path(own.data.train)), ("validation", Path(own.data.valid))):
        content = path.read_bytes()
        write_pairs(path, reversal_pairs(100, seed=5))
        with pytest.raises(UserError, match=rf"The {part} pairs \(.*{path.name}\) are not those .* put the original"):
            train(own, run, resume=True)
        assert RunFolder(run).status().state == "failed"
        path.write_bytes(content)
    train(own, run, resume=True)
    check_same_end(run, whole)


def test_the_same_pairs_in_another_place_are_told_and_learnt_from(tmp_path: Path, whole: Path, recipe: Recipe) -> None:
    run = tmp_path / "run"
    until(Trainer(recipe, run), lambda event: isinstance(event, CheckpointSaved))
    moved = toy_recipe(tmp_path / "elsewhere")
    notices = [str(event.text) for event in train(moved, run, resume=True) if isinstance(event, Notice)]
    assert any("[data] train is" in text and "elsewhere" in text for text in notices)
    check_same_end(run, whole)


def test_a_run_without_a_checkpoint_may_begin_again_with_other_pairs(tmp_path: Path) -> None:
    run = tmp_path / "run"
    recipe = toy_recipe(tmp_path, steps=2, evaluate_steps=2)
    until(Trainer(recipe, run), lambda event: isinstance(event, Started))
    shutil.rmtree(run / "checkpoints", ignore_errors=True)
    write_pairs(Path(recipe.data.train), reversal_pairs(100, seed=5))
    assert isinstance(train(recipe, run, resume=True)[-1], Finished)


def test_a_missing_device_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="nonsense"):
        Trainer(toy_recipe(tmp_path, device="nonsense"), tmp_path / "run")


# ---- learning


def test_saying_digits_backwards_is_learnt(tmp_path: Path) -> None:
    recipe = toy_recipe(
        tmp_path, count=2500, longest=5, steps=400, batch_tokens=512, warmup_steps=80, cooldown_steps=150,
        peak_learning_rate=6e-3, evaluate_steps=400, checkpoint_steps=400, log_steps=100, dropout=0.0,
        label_smoothing=0.0, residual_gain=0.5, d_model=64, d_ff=128, bleu_sentences=20, average_checkpoints=1,
    )  # fmt: skip
    events = train(recipe, tmp_path / "run")
    evaluated = [event for event in events if isinstance(event, Evaluated)]
    assert evaluated[-1].perplexity < 1.05
    assert evaluated[-1].exact is not None and evaluated[-1].exact > 0.9
    bundle = load_translator(str(tmp_path / "run" / "bundle"), "cpu").about.bundle
    assert list(translate_all(bundle, ["4 8 1 5"], DecodingSettings())) == [(0, "5 1 8 4")]


@pytest.mark.parametrize(
    "change",
    [
        *({"vocab_size": 60}, {"seed": 2}, {"optimizer": "muon"}),
        *({"target_language": "Forwards"}, {"norm": "pre"}, {"max_pieces": 9}),
    ],
    ids=str,
)
def test_what_the_checkpoints_depend_on_cannot_change(change: dict[str, Any], tmp_path: Path, whole: Path) -> None:
    run = tmp_path / "run"
    shutil.copytree(whole, run)
    with pytest.raises(UserError, match=rf"{next(iter(change))} is .*, but the run in .* was begun with"):
        train(toy_recipe(tmp_path, **change), run, resume=True)
    assert (run / "config.toml").read_bytes() == (whole / "config.toml").read_bytes()


def test_another_name_for_the_same_sizes_is_no_change(tmp_path: Path) -> None:
    base = toy_recipe(tmp_path)
    spelled = dataclasses.replace(base, model={"preset": "tiny", "dropout": 0.1, "max_positions": 32, "norm": "post"})
    assert recipe_changes(base, spelled, "run") == []
    deeper = dataclasses.replace(base, model={**base.model, "dropout": 0.3})
    plain = dataclasses.replace(base, model={"preset": "small"})
    told = recipe_changes(plain, dataclasses.replace(plain, model={"preset": "small", "dropout": 0.3}), "run")
    assert [str(sentence) for sentence in told] == ["[model] dropout is 0.3 from here on; it was 0.1."]
    assert len(recipe_changes(base, deeper, "run")) == 1


def test_what_may_change_is_told_and_so_is_that_nothing_is_left(tmp_path: Path, whole: Path) -> None:
    run = tmp_path / "run"
    shutil.copytree(whole, run)
    notices = [
        str(e.text)
        for e in train(toy_recipe(tmp_path, steps=8, dropout=0.2), run, resume=True)
        if isinstance(e, Notice)
    ]
    assert any("[training] steps is 8 from here on; it was 12" in text for text in notices)
    assert any("[model] dropout is 0.2 from here on; it was 0.1" in text for text in notices)
    assert any("12 updates are done and 8 were asked for" in text for text in notices)


def test_the_weights_are_chosen_over_the_whole_validation_set(tmp_path: Path) -> None:
    """An evaluation of a few sentences that went well by luck must not decide which weights are kept."""
    recipe = toy_recipe(tmp_path, best_by="loss", average_checkpoints=1, keep_best=2, steps=40, evaluate_steps=20)
    trainer = Trainer(recipe, tmp_path / "run")
    list(trainer.events())
    trainer.progress.best = {"20": (99.0,), "40": (0.0,)}
    chooser = RunBundle(recipe, trainer.folder, trainer.data, trainer.state.updater)
    chosen = chooser.choose(trainer.progress)
    assert chosen is not None and str(chosen.name) == "weights of step 40"
    assert len(chooser.validation.sentences) == 20 > recipe.training.bleu_sentences


# ---- what a start finds of an earlier one, and what a resumed run may change


def test_a_start_without_a_checkpoint_learns_its_own_vocabulary(tmp_path: Path) -> None:
    before = toy_recipe(tmp_path, vocab_size=20)
    until(Trainer(before, tmp_path / "run"), lambda event: isinstance(event, Started))
    assert not list_checkpoints(tmp_path / "run" / "checkpoints")
    train(toy_recipe(tmp_path, vocab_size=24, vocab_kind="bpe", steps=1), tmp_path / "run")
    assert load_bundle(tmp_path / "run" / "bundle").target_tokenizer.size == 24


def test_a_running_mean_that_is_wanted_late_begins_at_what_is_trained(tmp_path: Path) -> None:
    train(toy_recipe(tmp_path), tmp_path / "run")
    trained = read_checkpoint(list_checkpoints(tmp_path / "run" / "checkpoints")[-1]).weights
    train(toy_recipe(tmp_path, ema_decay=0.999, steps=LAST + 1), tmp_path / "run", resume=True)
    found = read_checkpoint(list_checkpoints(tmp_path / "run" / "checkpoints")[-1])
    for name, mean in found.mean.items():
        low, high = torch.minimum(trained[name], found.weights[name]), torch.maximum(trained[name], found.weights[name])
        assert bool(((low - 1e-6 <= mean) & (mean <= high + 1e-6)).all()), name


def test_the_number_of_a_killed_process_may_be_another_ones_or_ours(
    tmp_path: Path, whole: Path, recipe: Recipe
) -> None:
    shutil.copytree(whole, tmp_path / "run")
    status = read_json(tmp_path / "run" / "status.json")
    for process in (os.getpid(), os.getppid()):  # as in a container, where every start is process 1
        write_json(tmp_path / "run" / "status.json", {**status, "state": "running", "process": process})
        assert isinstance(train(recipe, tmp_path / "run", resume=True)[-1], Finished)


def test_scores_of_two_kinds_are_not_compared(tmp_path: Path) -> None:
    train(toy_recipe(tmp_path, evaluate_steps=4), tmp_path / "run")
    changed = toy_recipe(tmp_path, evaluate_steps=4, steps=2 * LAST, best_by="loss", patience=2)
    events = train(changed, tmp_path / "run", resume=True)
    losses = [event.nll for event in events if isinstance(event, Evaluated)]
    assert losses == sorted(losses, reverse=True)  # each better than the last, so that nobody loses patience
    assert all(event.improved for event in events if isinstance(event, Evaluated))
    assert read_checkpoint(list_checkpoints(tmp_path / "run" / "checkpoints")[-1]).progress.step == 2 * LAST


def test_weights_that_are_no_numbers_are_never_saved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = Updater.update

    def ruined(self: Updater, number: int, batches: Any) -> Any:
        update = made(self, number, batches)
        if number == 6:
            with torch.no_grad():
                next(self.model.parameters()).fill_(float("inf"))
        return update

    monkeypatch.setattr(Updater, "update", ruined)
    with pytest.raises(UserError, match=r"^After step 6 the weights are no longer numbers; the last checkpoint is"):
        train(toy_recipe(tmp_path), tmp_path / "run")
    assert "NaN" not in (tmp_path / "run" / "metrics.jsonl").read_text()
    monkeypatch.setattr(Updater, "update", made)
    assert isinstance(train(toy_recipe(tmp_path), tmp_path / "run", resume=True)[-1], Finished)


def test_a_pause_while_the_weights_are_chosen_is_heard_and_the_bundle_made_later(
    tmp_path: Path, whole: Path, recipe: Recipe, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(whole, tmp_path / "run")
    shutil.rmtree(tmp_path / "run" / "bundle")
    trainer = Trainer(recipe, tmp_path / "run", resume=True)
    choose = RunBundle.choose

    def interrupted(self: RunBundle, *arguments: Any) -> Any:
        trainer.wish = "pause"  # as Ctrl+C does
        return choose(self, *arguments)

    monkeypatch.setattr(RunBundle, "choose", interrupted)
    assert isinstance(list(trainer.events())[-1], Paused)
    assert RunFolder(tmp_path / "run").status().state == "paused" and not (tmp_path / "run" / "bundle").exists()
    monkeypatch.setattr(RunBundle, "choose", choose)
    assert isinstance(train(recipe, tmp_path / "run", resume=True)[-1], Finished)
    assert (tmp_path / "run" / "bundle" / "model.safetensors").exists()


def test_a_damaged_older_checkpoint_is_no_candidate(tmp_path: Path, whole: Path, recipe: Recipe) -> None:
    shutil.copytree(whole, tmp_path / "run")
    oldest = list_checkpoints(tmp_path / "run" / "checkpoints")[0]
    content = bytearray(oldest.read_bytes())
    content[-1] ^= 1
    oldest.write_bytes(content)
    assert isinstance(train(recipe, tmp_path / "run", resume=True)[-1], Finished)


def test_a_processor_without_memory_is_told_as_a_device_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_arguments: Any) -> None:
        raise RuntimeError("[enforce fail at alloc_cpu.cpp:127] . DefaultCPUAllocator: can't allocate memory")

    monkeypatch.setattr(Updater, "update", full)
    with pytest.raises(UserError, match=r"^The memory of CPU, 1 thread ran out at step 1 .* smaller \[model\]\.$"):
        train(toy_recipe(tmp_path), tmp_path / "run")


# ---- what is told of the pairs


def notices(events: list[TrainingEvent]) -> list[str]:
    return [str(event.text) for event in events if isinstance(event, Notice)]


def test_validation_pairs_that_are_learnt_are_told(tmp_path: Path) -> None:
    recipe = toy_recipe(tmp_path, steps=1)
    pairs = reversal_pairs(300)
    write_pairs(Path(recipe.data.valid), pairs[-23:])  # three of them are the last ones of the training pairs
    events = train(recipe, tmp_path / "run")
    copied, learnt = notices(events)
    assert copied.startswith("4 of 280 lines are left out: 4 translation equals source.")
    assert learnt.startswith("3 of the 23 validation pairs are training pairs,")
    assert [str(notice) for notice in RunFolder(tmp_path / "run").status().notices] == notices(events)


def test_pairs_left_out_for_those_held_out_are_told(tmp_path: Path) -> None:
    recipe = toy_recipe(tmp_path, steps=1, valid="", valid_pairs=20)
    with Path(recipe.data.train).open("a", encoding="utf-8") as file:
        file.writelines(f"{source} !\t{target} !\n" for source, target in reversal_pairs(300)[:-20])
    _, told = notices(train(recipe, tmp_path / "run"))
    assert told.startswith("20 pairs are not trained on, because their source sentences are those of pairs held out")


def test_validation_pairs_without_room_are_told(tmp_path: Path) -> None:
    recipe = toy_recipe(tmp_path, steps=1)
    with Path(recipe.data.valid).open("a", encoding="utf-8") as file:
        file.write(" ".join("12345" * 20) + "\t" + " ".join("54321" * 20) + "\n")
    _, told = notices(train(recipe, tmp_path / "run"))
    assert told == "1 of the validation pairs have no room in 32 positions, so no loss is measured on them."
