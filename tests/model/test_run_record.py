"""The trainer's pen: what is written when, and what is taken back when a run goes on from an earlier checkpoint."""

from __future__ import annotations

from pathlib import Path

import pytest

from model.files import append_json_line, read_json, write_bytes
from model.training.recipe_file import read_recipe
from model.training.run_folder import RunFolder
from model.training.run_record import RunRecord
from model.values.training_events import Evaluated, Sample, StepLogged
from tests.model.corpora import metrics, toy_recipe


@pytest.fixture
def record(tmp_path: Path) -> RunRecord:
    record = RunRecord(RunFolder(tmp_path / "run"), toy_recipe(tmp_path))
    record.begin(resumed=False)
    return record


def logged(step: int) -> StepLogged:
    return StepLogged(step, 12, 0, 2.0, 1.5, 1e-3, 1.0, 100.0, 3.0, 4.0)


def evaluated(step: int) -> Evaluated:
    samples = (Sample(0, "1 2", "2 1", "2"), Sample(1, "3", "3", "3"))
    return Evaluated(step, nll=1.0, perplexity=2.7, bleu=5.0, exact=0.1, improved=True, seconds=3.0, samples=samples)


def test_beginning_writes_the_configuration_and_the_end_forgets_what_was_wished(record: RunRecord) -> None:
    folder = record.folder
    assert read_recipe(folder.config) == record.recipe
    assert folder.status().state == "preparing"
    folder.ask("pause")
    record.begin(resumed=True)
    assert folder.wish() == "pause"  # asked while it starts: heard after the first update
    record.tell_last("paused", 0)
    assert folder.wish() == ""


def test_a_resumed_run_keeps_its_configuration_until_its_checkpoint_fits(tmp_path: Path, record: RunRecord) -> None:
    other = RunRecord(record.folder, toy_recipe(tmp_path, d_ff=99))
    other.begin(resumed=True)
    assert read_recipe(record.folder.config) == record.recipe
    other.rewind(0, [])
    assert read_recipe(record.folder.config) == other.recipe


def test_copies_of_pipes_stay_for_a_resumed_run_and_go_with_a_new_one(record: RunRecord) -> None:
    record.folder.streamed.mkdir()
    record.begin(resumed=True)
    assert record.folder.streamed.exists()
    record.begin(resumed=False)
    assert not record.folder.streamed.exists()


def test_samples_have_a_file_of_their_own(record: RunRecord) -> None:
    record.log(logged(2))
    record.log(evaluated(4))
    assert [line["step"] for line in metrics(record.folder.path, "StepLogged")] == [2]
    (line,) = metrics(record.folder.path, "Evaluated")
    assert line["bleu"] == 5.0 and "samples" not in line
    lines = record.folder.samples.read_text().splitlines()
    assert len(lines) == 2 and '"number": 1' in lines[1] and '"step": 4' in lines[1]


def test_going_back_takes_back_all_that_came_after_and_nothing_else(record: RunRecord) -> None:
    folder = record.folder
    for step in (2, 4, 6, 8):
        record.log(logged(step))
        record.log(evaluated(step))
        write_bytes(folder.snapshot(step), b"")
        write_bytes(folder.checkpoints / f"step-{step:07d}.safetensors", b"")
    append_json_line(folder.metrics, {"event": "Started", "resumed_at": 0})
    with folder.metrics.open("a") as file:
        file.write('{"event": "StepLogged", "step": 4')  # cut off by a power failure
    record.rewind(4, ["step-0000006 is damaged."])
    assert [line["step"] for line in metrics(folder.path, "StepLogged")] == [2, 4]
    assert [line["step"] for line in metrics(folder.path, "Evaluated")] == [2, 4]
    assert len(metrics(folder.path, "Started")) == 1
    assert len(folder.samples.read_text().splitlines()) == 4
    assert folder.snapshot_steps() == folder.checkpoint_steps() == [2, 4]
    assert (folder.checkpoints / "step-0000006.damaged").exists()
    record.tell("running", 4, "training")
    assert folder.status().notices == ("step-0000006 is damaged.",)


def test_rotation_keeps_the_newest_and_the_best(record: RunRecord) -> None:
    for step in range(1, 8):
        write_bytes(record.folder.checkpoints / f"step-{step:07d}.safetensors", b"")
    record.rotate([2, 6])
    assert record.folder.checkpoint_steps() == [2, 5, 6, 7]  # the recipe keeps three


def test_news_are_written_at_once_and_a_mere_step_now_and_then(
    record: RunRecord, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("model.training.run_record.TELL_SECONDS", 1e9)
    status = record.folder.path / "status.json"
    record.tell("running", 1, "training")
    record.tell("running", 2, "training")
    assert read_json(status)["step"] == 1
    record.tell("running", 3, "evaluating")
    assert read_json(status)["step"] == 3
    monkeypatch.setattr("model.training.run_record.TELL_SECONDS", 0.0)
    record.tell("running", 4, "evaluating")
    assert read_json(status)["step"] == 4


def test_a_last_word_that_the_disk_refuses_hides_nothing(record: RunRecord, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    record.tell_last("failed", 3, "the disk is full")
    assert record.folder.status().state == "preparing"
