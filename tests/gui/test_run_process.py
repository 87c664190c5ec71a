"""Trainings as processes: started, asked to pause and to finish, found again; measuring; reading the first pairs."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
import shiboken6
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from gui.jobs.data_preview import DataPreview
from gui.jobs.estimator import Estimator
from gui.jobs.run_process import discard_start, end_start, last_message, start_training
from gui.jobs.run_watch import RunLook, RunWatch, look_at
from model.data.cleaning import CleaningRecipe
from model.data.cleaning_report import Reason
from model.data.preview import Preview
from model.errors import UserError
from model.files import write_text
from model.training.recipe import DataRecipe
from model.training.run_folder import RunFolder
from model.unfinished import process_exists
from model.values.estimate import Estimate
from model.values.run_status import RunStatus

FAKE = Path(__file__).with_name("fake_trainer.py")
PATIENCE = 60.0  # seconds; a busy machine must not decide a test
MANY = 10**6  # steps: for ever


def wait(condition: Callable[[], object]) -> None:
    ends = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < ends, "nothing came of it in time"
        time.sleep(0.02)


@pytest.fixture(autouse=True)
def fake(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gui.jobs.run_process.MAIN", FAKE)


@pytest.fixture
def make(tmp_path: Path) -> Iterator[Callable[..., RunFolder]]:
    made: list[RunFolder] = []

    def new(name: str = "quiet", steps: int = MANY) -> RunFolder:
        folder = RunFolder(tmp_path / "a run" / name)
        write_text(folder.config, f'name = "{name}"\n[training]\nsteps = {steps}\n')
        made.append(folder)
        return folder

    yield new
    for folder in made:
        if folder.exists and folder.alive(folder.status()):
            end_start(folder.status().process)
            wait(lambda folder=folder: not folder.alive(folder.status()))


def state(folder: RunFolder) -> str:
    return folder.status().state if folder.exists else ""


def test_a_training_is_started_paused_resumed_and_finished(make: Callable[..., RunFolder]) -> None:
    folder = make()
    number = start_training(folder, resume=False)
    wait(lambda: state(folder) == "running")
    assert folder.status().process == number
    assert folder.alive(folder.status())
    folder.ask("pause")
    wait(lambda: state(folder) == "paused")
    wait(lambda: not process_exists(number))
    paused = folder.status().step
    start_training(folder, resume=True)
    wait(lambda: state(folder) == "running")
    assert folder.status().step >= paused
    folder.ask("finish")
    wait(lambda: state(folder) == "finished")
    assert folder.log.read_text().count("a line that nobody needs") == 2  # one log for both


def test_a_start_forgets_what_was_asked_of_the_last_one(make: Callable[..., RunFolder]) -> None:
    folder = make(steps=3)
    folder.ask("pause")
    start_training(folder, resume=False)
    assert folder.wish() == ""
    wait(lambda: state(folder) == "finished")


def test_what_is_asked_while_the_process_starts_is_heard(make: Callable[..., RunFolder]) -> None:
    folder = make()
    start_training(folder, resume=False)
    folder.ask("pause")  # before Python has even begun there
    wait(lambda: state(folder) == "paused")


def test_a_paused_run_is_finished_as_it_is(make: Callable[..., RunFolder]) -> None:
    folder = make()
    start_training(folder, resume=False)
    folder.ask("pause")
    wait(lambda: state(folder) == "paused")
    paused = folder.status().step
    start_training(folder, resume=True, finish=True)
    wait(lambda: state(folder) == "finished")
    assert folder.status().step == paused


def test_a_process_that_dies_leaves_its_last_words(make: Callable[..., RunFolder]) -> None:
    folder = make("dies")
    since = time.time()
    number = start_training(folder, resume=False)
    wait(lambda: not look_at(folder.path, number, since).starting)
    look = look_at(folder.path, number, since)
    assert (look.status, look.here, look.last_message) == (None, False, "No module named 'torch'.")
    discard_start(folder)
    assert not folder.path.exists()


def test_a_look_waits_for_the_new_process_and_not_for_the_old_status(make: Callable[..., RunFolder]) -> None:
    folder = make("dies")
    folder.tell(RunStatus("paused", 5, 10))
    since = time.time() + 0.001
    number = start_training(folder, resume=True)
    wait(lambda: not look_at(folder.path, number, since).starting)
    assert "torch" in look_at(folder.path, number, since).last_message


def test_a_killed_training_is_seen_to_be_dead(make: Callable[..., RunFolder]) -> None:
    folder = make()
    start_training(folder, resume=False)
    wait(lambda: state(folder) == "running")
    (folder.path / "die").touch()
    wait(lambda: state(folder) == "running" and not look_at(folder.path).here)
    assert look_at(folder.path).last_message == "Out of luck."


# Watching


@pytest.fixture
def watch(qtbot: QtBot) -> Iterator[RunWatch]:
    watch = RunWatch()
    yield watch
    watch.close()


def test_a_run_is_watched_until_its_process_ends(qtbot: QtBot, watch: RunWatch, make: Callable[..., RunFolder]) -> None:
    looks: list[RunLook] = []
    watch.looked.connect(looks.append)
    folder = make()
    since = time.time()
    watch.watch(folder.path, start_training(folder, resume=False), since)
    qtbot.waitUntil(lambda: bool(looks) and looks[-1].here and not looks[-1].starting, timeout=int(1000 * PATIENCE))
    folder.ask("pause")
    qtbot.waitUntil(lambda: not looks[-1].here, timeout=int(1000 * PATIENCE))
    assert looks[-1].status is not None and looks[-1].status.state == "paused"


def test_only_the_trainings_of_this_computer_are_found(
    qtbot: QtBot, watch: RunWatch, make: Callable[..., RunFolder]
) -> None:
    looks: list[RunLook] = []
    watch.looked.connect(looks.append)
    over, running = make("over"), make("running")
    over.tell(RunStatus("finished", 10, 10))
    start_training(running, resume=False)
    wait(lambda: state(running) == "running")
    watch.watch(over.path)
    qtbot.waitUntil(lambda: bool(looks), timeout=int(1000 * PATIENCE))
    looks.clear()
    watch.search(over.path.parent / "no such place")
    watch.search(over.path.parent)
    qtbot.waitUntil(lambda: bool(looks), timeout=int(1000 * PATIENCE))
    assert {look.path for look in looks} == {running.path} and looks[-1].here


def test_what_is_not_a_run_is_no_fault(tmp_path: Path) -> None:
    look = look_at(tmp_path / "gone")
    assert (look.status, look.here, look.last_message) == (None, False, "")


def test_a_folder_with_something_in_it_is_not_discarded(make: Callable[..., RunFolder]) -> None:
    folder = make()
    (folder.path / "notes.txt").write_text("mine")
    discard_start(folder)
    assert folder.config.exists() and (folder.path / "notes.txt").exists()


def test_a_place_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UserError, match="cannot be started"):
        start_training(RunFolder(tmp_path / "file" / "run"), resume=False)


def test_only_the_end_of_a_long_log_is_read(make: Callable[..., RunFolder]) -> None:
    folder = make()
    assert last_message(folder) == ""
    folder.log.write_bytes(b"x\n" * 100_000 + "täuscht \xff\n\n".encode("latin-1"))
    assert last_message(folder).startswith("t")


# Measuring


@pytest.fixture
def estimator(qtbot: QtBot) -> Iterator[Estimator]:
    estimator = Estimator()
    yield estimator
    estimator.close()


def config(steps: int) -> str:
    return f'name = "x"\n[training]\nsteps = {steps}\n'


def test_the_newest_measurement_wins(qtbot: QtBot, estimator: Estimator) -> None:
    seen: list[Estimate] = []
    estimator.measured.connect(seen.append)
    estimator.request(config(100))
    estimator.request(config(200))
    qtbot.waitUntil(lambda: bool(seen), timeout=int(1000 * PATIENCE))
    assert [(one.updates, one.seconds, one.parameters) for one in seen] == [(200, 100.0, 1234567)]


def test_a_refused_measurement_says_why(qtbot: QtBot, estimator: Estimator) -> None:
    with qtbot.waitSignal(estimator.refused, timeout=int(1000 * PATIENCE)) as refused:
        estimator.request(config(13))
    assert "13 brings bad luck" in refused.args[0]


def test_closing_ends_a_measurement(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    slow = tmp_path / "slow.py"
    slow.write_text("import os, time; print(os.getpid(), file=open(__file__ + '.pid', 'w', 1)); time.sleep(600)")
    monkeypatch.setattr("gui.jobs.run_process.MAIN", slow)
    estimator = Estimator()
    estimator.request(config(1))
    told = tmp_path / "slow.py.pid"
    wait(lambda: told.exists() and told.read_text().endswith("\n"))
    number = int(told.read_text())
    estimator.close()
    wait(lambda: not process_exists(number))


# The first pairs


@pytest.fixture
def preview(qtbot: QtBot) -> Iterator[DataPreview]:
    preview = DataPreview()
    yield preview
    preview.close()


def watched(preview: DataPreview) -> tuple[list[Preview], list[str]]:
    seen: list[Preview] = []
    refused: list[str] = []
    preview.seen.connect(seen.append)
    preview.refused.connect(refused.append)
    return seen, refused


def test_the_first_pairs_of_a_file_and_what_is_left_out(qtbot: QtBot, preview: DataPreview, tmp_path: Path) -> None:
    file = tmp_path / "pairs.tsv"
    file.write_text("".join(f"a dog {i}\tein Hund {i}\n" for i in range(50)) + "a dog 1\tein Hund 1\n")
    with qtbot.waitSignal(preview.seen, timeout=int(1000 * PATIENCE)) as seen:
        preview.request(DataRecipe(train=str(file)), CleaningRecipe())
    found = seen.args[0]
    assert found.pairs[0] == ("a dog 0", "ein Hund 0")
    assert (found.report.read, found.report.dropped[Reason.DUPLICATE], found.whole) == (51, 1, True)


@pytest.mark.parametrize("corpus", ["en-de", "en-ko"])
def test_the_first_pairs_of_the_built_in_corpus(qtbot: QtBot, preview: DataPreview, corpus: str) -> None:
    with qtbot.waitSignal(preview.seen, timeout=int(1000 * PATIENCE)) as seen:
        preview.request(DataRecipe(builtin=corpus), CleaningRecipe())  # type: ignore[arg-type]
    assert len(seen.args[0].pairs) > 20 and all(all(pair) for pair in seen.args[0].pairs)


def test_a_missing_file_is_one_sentence(qtbot: QtBot, preview: DataPreview, tmp_path: Path) -> None:
    with qtbot.waitSignal(preview.refused, timeout=int(1000 * PATIENCE)) as refused:
        preview.request(DataRecipe(train=str(tmp_path / "none.tsv")), CleaningRecipe())
    assert "none.tsv" in str(refused.args[0]) and str(refused.args[0]).endswith(".")


class Held:
    """In place of `preview`: reads until it is told to stop."""

    def __init__(self) -> None:
        self.reading = threading.Semaphore(0)

    def __call__(self, source: object, cleaning: object, stop: Callable[[], bool]) -> str:
        self.reading.release()
        wait(stop)
        return f"{source}"


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Held:
    held = Held()
    monkeypatch.setattr("gui.jobs.data_preview.preview", held)
    return held


def test_the_newest_request_wins(qtbot: QtBot, preview: DataPreview, held: Held) -> None:
    seen, refused = watched(preview)
    preview.request(DataRecipe(train="first.tsv"), CleaningRecipe())
    assert held.reading.acquire(timeout=PATIENCE)
    preview.request(DataRecipe(train="second.tsv"), CleaningRecipe())
    assert held.reading.acquire(timeout=PATIENCE)
    preview.stop()
    qtbot.waitUntil(lambda: bool(seen), timeout=int(1000 * PATIENCE))
    assert len(seen) == 1 and "second.tsv" in str(seen[0]) and refused == []


def test_reading_stops_between_two_pairs_of_the_built_in_corpus(
    qtbot: QtBot, preview: DataPreview, monkeypatch: pytest.MonkeyPatch
) -> None:
    pair = SimpleNamespace(source="a dog", target="ein Hund")

    def endless(*_: object, **_options: object) -> Iterator[SimpleNamespace]:
        yield pair
        preview.stop()
        while True:
            yield pair

    monkeypatch.setattr("model.data.grammar.generate", endless)
    with qtbot.waitSignal(preview.seen, timeout=int(1000 * PATIENCE)) as seen:
        preview.request(DataRecipe(builtin="en-de"), CleaningRecipe())
    assert seen.args[0].pairs == [("a dog", "ein Hund")]


def test_closing_does_not_wait_for_what_cannot_be_stopped(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    parent = QObject()
    preview = DataPreview(parent)
    seen, refused = watched(preview)
    making, closed = threading.Event(), threading.Event()

    def slow(*_: object, **_options: object) -> Iterator[SimpleNamespace]:
        making.set()
        assert closed.wait(PATIENCE)
        yield SimpleNamespace(source="a dog", target="ein Hund")

    monkeypatch.setattr("model.data.grammar.generate", slow)
    preview.request(DataRecipe(builtin="en-de"), CleaningRecipe())
    assert making.wait(PATIENCE)
    preview.close()
    shiboken6.delete(parent)  # what comes after that reaches nobody
    closed.set()
    wait(lambda: not any(thread.name == "data preview" for thread in threading.enumerate()))
    assert (seen, refused) == ([], [])


def test_nothing_comes_of_what_was_cancelled(qtbot: QtBot, held: Held) -> None:
    parent = QObject()
    preview = DataPreview(parent)
    seen, refused = watched(preview)
    preview.request(DataRecipe(train="first.tsv"), CleaningRecipe())
    assert held.reading.acquire(timeout=PATIENCE)
    preview.close()
    qtbot.wait(50)
    assert (seen, refused) == ([], [])
    assert not any(thread.name == "data preview" for thread in threading.enumerate())


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("step 40/1,200  epoch 1  loss 5.1  3 min left", False),
        ("step 100  checkpoint saved", False),
        ("reading the pairs ...", False),
        ("3,318,144 parameters, 20,000 pairs (0 left out as too long), on CPU in float32", False),
        ("torch.OutOfMemoryError: out of memory at step 40", True),
        ("No space left on device; free some.", True),
    ],
)
def test_progress_is_no_reason_for_an_end(make: Callable[..., RunFolder], line: str, said: bool) -> None:
    folder = make()
    folder.log.write_text(f"Something earlier.\n{line}\n")
    assert last_message(folder) == (line if said else "")
