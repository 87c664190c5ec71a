"""The threads behind the dialog for plain checkpoints; what they call in `model` is replaced here."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from gui.jobs.checkpoint_job import CheckpointJob
from model.errors import UserError

PATIENCE = 30.0  # seconds; a busy machine must not decide a test
PLAIN = "model.foreign.plain"
MAPPING: Any = object()


@pytest.fixture
def job(qtbot: QtBot) -> Iterator[CheckpointJob]:
    job = CheckpointJob()
    yield job
    job.close()
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("checkpoint")]


@pytest.fixture
def until(qtbot: QtBot) -> Callable[[Callable[[], bool]], None]:
    return lambda condition: qtbot.waitUntil(condition, timeout=int(1000 * PATIENCE))


def test_what_is_wrong_with_a_file_is_told_with_its_task(
    job: CheckpointJob, until: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise UserError("The file is damaged; get it anew.")

    refused: list[tuple[str, str]] = []
    job.refused.connect(lambda task, problem: refused.append((task, problem)))
    monkeypatch.setattr(f"{PLAIN}.opening.open_checkpoint", refuse)
    monkeypatch.setattr(f"{PLAIN}.opening.report_of", lambda *_: {}["nothing"])
    job.open(Path("a.pt"), None, None)
    until(lambda: len(refused) == 1)
    job.check(MAPPING, MAPPING)
    until(lambda: len(refused) == 2)
    assert [(task, str(problem)) for task, problem in refused] == [
        ("open", "The file is damaged; get it anew."),
        ("check", "KeyError: 'nothing'"),
    ]


def test_trials_are_told_one_after_another_and_stop_when_asked(
    job: CheckpointJob, until: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    go, closed = threading.Semaphore(0), threading.Event()

    def trials(*_: object) -> Iterator[int]:
        try:
            for number in range(1, 4):
                assert go.acquire(timeout=PATIENCE)
                yield number
        finally:
            closed.set()

    tried: list[tuple[int, bool]] = []
    job.tried.connect(lambda trials, ended: tried.append((trials, ended)))
    monkeypatch.setattr(f"{PLAIN}.trying.try_pair", trials)
    job.try_pair(MAPPING, "a dog", "ein Hund")
    go.release()
    until(lambda: tried == [(1, False)])
    go.release(2)
    until(lambda: bool(tried) and tried[-1] == (3, True))
    tried.clear()
    closed.clear()
    job.try_pair(MAPPING, "a dog", "ein Hund")
    go.release()
    until(lambda: tried == [(1, False)])
    job.stop_trying()
    go.release()
    assert closed.wait(PATIENCE)
    assert tried == [(1, False)]


def test_closing_stops_what_is_made_and_leaves_a_file_whole(
    job: CheckpointJob, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    making, writing, stopped = (threading.Event() for _ in range(3))

    def make(_mapping: object, _folder: Path, stop: Callable[[], bool]) -> None:
        making.set()
        ends = time.monotonic() + PATIENCE
        while not stop() and time.monotonic() < ends:
            time.sleep(0.001)
        if stop():
            stopped.set()

    def write(_mapping: object, path: Path) -> None:
        writing.set()
        if stopped.wait(PATIENCE):  # closing has begun
            path.write_text("whole")

    monkeypatch.setattr(f"{PLAIN}.making.make_bundle", make)
    monkeypatch.setattr(f"{PLAIN}.mapping_file.write_mapping", write)
    job.make(MAPPING, tmp_path / "model")
    job.save(MAPPING, tmp_path / "checkpoint.toml")
    assert making.wait(PATIENCE) and writing.wait(PATIENCE)
    job.close()
    assert (tmp_path / "checkpoint.toml").read_text() == "whole"
