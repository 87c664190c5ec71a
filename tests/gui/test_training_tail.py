"""The thread that reads a run folder: lines that grow or are begun anew, snapshots, what cannot be read."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from gui.jobs.run_tail import RunTail, SnapshotRead
from gui.state.run import Reading
from model.files import write_json
from model.values.sites import CROSS
from tests.gui.runs import FakeRun, make_run

PATIENCE = 30_000  # milliseconds; a busy machine must not decide a test


class Listener:
    """A tail and what it has delivered."""

    def __init__(self) -> None:
        self.readings: list[Reading] = []
        self.snapshots: list[SnapshotRead] = []
        self.tail = RunTail()
        self.tail.read.connect(self.readings.append)
        self.tail.snapshot_read.connect(self.snapshots.append)

    @property
    def newest(self) -> Reading:
        return self.readings[-1] if self.readings else Reading()


@pytest.fixture
def listener(qtbot: QtBot) -> Iterator[Listener]:
    listener = Listener()
    yield listener
    listener.tail.close()


@pytest.fixture
def until(qtbot: QtBot) -> Callable[[Callable[[], bool]], None]:
    return lambda condition: qtbot.waitUntil(condition, timeout=PATIENCE)


Until = Callable[[Callable[[], bool]], None]


def test_what_is_appended_is_read(listener: Listener, until: Until, tmp_path: Path) -> None:
    run = FakeRun(tmp_path / "run")
    run.start()
    lines = [run.log(step) for step in (10, 20, 30)]
    listener.tail.open(run.path)
    until(lambda: len(listener.newest.logged) == 3)
    assert listener.newest.logged.of("nll").tolist() == [line["nll"] for line in lines]
    assert listener.newest.facts is not None and listener.newest.facts.pairs == 160_000
    with run.folder.metrics.open("a") as file:
        file.write('{"event": "StepLogged", "step": 40, "nl')  # still being written
    run.tell("running", step=40)
    until(lambda: listener.newest.status is not None and listener.newest.status.state == "running")
    assert len(listener.newest.logged) == 3
    with run.folder.metrics.open("a") as file:
        file.write('l": 1.25}\nnot JSON\n{"event": "StepLogged", "step": "forty"}\n{"event": "News"}\n[]\n')
    until(lambda: len(listener.newest.logged) == 4)
    assert listener.newest.logged.newest("nll") == 1.25
    assert listener.newest.logged.newest("loss") is None  # an older run told less
    assert listener.newest.problem == ""


def test_a_log_that_is_begun_anew_replaces_the_old_one(listener: Listener, until: Until, tmp_path: Path) -> None:
    run = make_run(tmp_path / "run", until=400, layers=1, heads=1)
    listener.tail.open(run.path)
    until(lambda: len(listener.newest.logged) == 40)
    before = listener.newest.logged
    kept = before.of("nll").copy()
    anew = run.path / "anew"
    anew.write_text('{"event": "StepLogged", "step": 10, "nll": 9.5}\n')
    os.replace(anew, run.folder.metrics)
    until(lambda: len(listener.newest.logged) == 1)
    assert listener.newest.logged.newest("nll") == 9.5
    assert listener.newest.evaluations == ()
    assert np.array_equal(before.of("nll"), kept)  # what was handed out never changes


def test_a_run_resumed_from_an_earlier_step_shows_each_step_once(
    listener: Listener, until: Until, tmp_path: Path
) -> None:
    run = FakeRun(tmp_path / "run")
    run.log_many(range(10, 101, 10))
    run.evaluate(100)
    listener.tail.open(run.path)
    until(lambda: len(listener.newest.logged) == 10)
    first = listener.newest.logged
    old = first.of("nll").copy()
    run.log(50, nll=5.0)
    run.log(60, nll=6.0)
    run.evaluate(100)
    until(lambda: listener.newest.logged.newest("step") == 60)
    assert listener.newest.logged.of("step").tolist() == [10, 20, 30, 40, 50, 60]
    assert listener.newest.logged.of("nll")[-2:].tolist() == [5.0, 6.0]
    assert [one.step for one in listener.newest.evaluations] == [100]
    assert np.array_equal(first.of("nll"), old)


def test_samples_of_older_runs_are_counted_in_their_order(listener: Listener, until: Until, tmp_path: Path) -> None:
    run = FakeRun(tmp_path / "run")
    write_json(run.path / "status.json", {"state": "running", "step": 40})  # all that an older run told
    run.log(40)
    for step in (20, 40):
        for text in ("eins", "zwei"):
            with run.folder.samples.open("a") as file:
                file.write(f'{{"step": {step}, "source": "one", "reference": "eins", "translation": "{text}"}}\n')
    listener.tail.open(run.path)
    until(lambda: len(listener.newest.samples) == 2)
    assert [(one.number, one.translation) for one in listener.newest.samples[40]] == [(0, "eins"), (1, "zwei")]
    status = listener.newest.status
    assert status is not None and status.alive and status.steps == 3000  # by its log, which is fresh


def test_points_are_exact_however_many(listener: Listener, until: Until, tmp_path: Path) -> None:
    run = FakeRun(tmp_path / "run", steps=1_000_000)
    lines = run.log_many(range(10, 1_000_001, 10))
    listener.tail.open(run.path)
    until(lambda: len(listener.newest.logged) == 100_000)
    logged = listener.newest.logged
    for name in ("step", "nll", "learning_rate", "tokens_per_second"):
        assert np.array_equal(logged.of(name), [line[name] for line in lines])
    with pytest.raises(ValueError):
        logged.table[0, 0] = 1.0


def test_a_killed_process_is_noticed(listener: Listener, until: Until, tmp_path: Path) -> None:
    run = make_run(tmp_path / "run", until=200, layers=1, heads=1)
    listener.tail.open(run.path)
    until(lambda: listener.newest.status is not None)
    assert listener.newest.status is not None and not listener.newest.status.cut_off
    run.forsake()
    until(lambda: listener.newest.status is not None and listener.newest.status.cut_off)


def test_snapshots_come_when_asked_for(listener: Listener, until: Until, tmp_path: Path) -> None:
    run = make_run(tmp_path / "run", until=600, layers=2, heads=3)
    listener.tail.open(run.path)
    listener.tail.load_snapshot(400)
    until(lambda: bool(listener.snapshots))
    found = listener.snapshots[-1]
    assert (found.step, found.problem) == (400, "")
    assert np.array_equal(found.traces[1].weights(CROSS), run.traces(400)[1].weights(CROSS))


@pytest.mark.parametrize("damage", [b"", b"not a snapshot at all", None])
def test_a_damaged_snapshot_is_a_sentence(
    listener: Listener, until: Until, tmp_path: Path, damage: bytes | None
) -> None:
    run = make_run(tmp_path / "run", until=400, layers=1, heads=1)
    path = run.folder.snapshot(200)
    path.unlink() if damage is None else path.write_bytes(damage)
    listener.tail.open(run.path)
    listener.tail.load_snapshot(200)
    until(lambda: bool(listener.snapshots))
    assert str(path) in str(listener.snapshots[-1].problem)
    assert listener.snapshots[-1].traces == ()
    listener.tail.load_snapshot(400)
    until(lambda: listener.snapshots[-1].step == 400)
    assert listener.snapshots[-1].problem == ""


def test_a_folder_that_is_no_run_and_one_that_becomes_unreadable(
    listener: Listener, until: Until, tmp_path: Path
) -> None:
    listener.tail.open(tmp_path)
    until(lambda: "no run folder" in str(listener.newest.problem))
    assert listener.newest.status is None
    run = make_run(tmp_path / "run", until=200, layers=1, heads=1)
    listener.tail.open(run.path)
    until(lambda: len(listener.newest.logged) == 20)
    status = (run.path / "status.json").read_bytes()
    (run.path / "status.json").write_bytes(b"{")
    until(lambda: "damaged" in str(listener.newest.problem))
    assert len(listener.newest.logged) == 20  # what was read before stays
    (run.path / "status.json").write_bytes(status)
    until(lambda: listener.newest.problem == "")


def test_another_run_takes_the_place_of_the_one_before(listener: Listener, until: Until, tmp_path: Path) -> None:
    first = make_run(tmp_path / "run", until=200, layers=1, heads=1)
    listener.tail.open(first.path)
    until(lambda: bool(listener.readings))
    listener.tail.load_snapshot(200)
    listener.tail.open(make_run(tmp_path / "other", until=100, layers=1, heads=1).path)
    first.log(210)
    listener.readings.clear()
    until(lambda: bool(listener.readings))
    assert len(listener.newest.logged) == 10
    listener.tail.load_snapshot(300)
    until(lambda: bool(listener.snapshots))
    assert [found.step for found in listener.snapshots] == [300]  # of the first run nothing is told any more


def test_what_nobody_understands_is_said_and_looking_goes_on(
    listener: Listener, until: Until, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = make_run(tmp_path / "run", until=200, layers=1, heads=1)
    listener.tail.open(run.path)
    until(lambda: len(listener.newest.logged) == 20)
    with monkeypatch.context() as patch:
        patch.setattr("gui.jobs.run_reader._Points.add", lambda *_: 1 / 0)
        run.log(210)
        until(lambda: "cannot be understood (ZeroDivisionError" in str(listener.newest.problem))
    run.log(220)
    until(lambda: listener.newest.problem == "" and listener.newest.logged.newest("step") == 220)


def test_closing_ends_the_thread(listener: Listener, until: Until, tmp_path: Path) -> None:
    listener.tail.open(make_run(tmp_path / "run", until=200, layers=1, heads=1).path)
    until(lambda: bool(listener.readings))
    listener.tail.close()
    assert not any(thread.name == "run tail" for thread in threading.enumerate())
