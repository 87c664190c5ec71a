"""What is remembered between starts, when several windows share one file."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from gui.state.settings import MOST_REFERENCES, MOST_RUNS, Settings, load_settings, save_settings


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "settings.json"


def two_windows(path: Path, **there: object) -> tuple[Settings, Settings]:
    assert save_settings(Settings(**there), path) == ""
    return load_settings(path)[0], load_settings(path)[0]


def test_what_one_window_was_told_survives_the_closing_of_another(path: Path) -> None:
    first, second = two_windows(path, text="the dog sees it.", theme="dark", other={"newer": 1})
    first.references["it."] = "es."
    first.text = "my house."
    first.remember_languages("model", "en", "de")
    second.language = "ko"
    second.other["newest"] = 2
    assert save_settings(first, path) == save_settings(second, path) == ""
    now, _ = load_settings(path)
    assert (now.text, now.theme, now.language) == ("my house.", "dark", "ko")
    assert (now.references, now.languages) == ({"it.": "es."}, {"model": ["en", "de"]})
    assert now.other == {"newer": 1, "newest": 2}


def test_of_two_changes_of_one_value_the_last_one_counts(path: Path) -> None:
    first, second = two_windows(path, references={"a": "1", "b": "2"})
    first.text, second.text = "first", "second"
    first.references["a"] = "mine"
    del second.references["b"]
    save_settings(second, path)
    save_settings(first, path)
    now, _ = load_settings(path)
    assert now.text == "first" and now.references == {"a": "mine"}


def test_a_value_that_was_saved_is_not_written_over_again_later(path: Path) -> None:
    first, second = two_windows(path)
    first.text = "first"
    save_settings(first, path)
    second.text = "second"
    save_settings(second, path)
    first.live = True
    save_settings(first, path)
    now, _ = load_settings(path)
    assert now.text == "second" and now.live


def test_what_nobody_chose_is_not_written(path: Path) -> None:
    first, second = two_windows(path)
    second.assume(text="an example", model="the usual one")
    first.text = "typed"
    save_settings(first, path)
    save_settings(second, path)
    assert load_settings(path)[0].text == "typed" and load_settings(path)[0].model == ""
    second.text = ""
    save_settings(second, path)
    assert load_settings(path)[0].text == ""


def test_trainings_of_all_windows_are_remembered_and_forgotten_ones_stay_forgotten(path: Path) -> None:
    first, second = two_windows(path, runs=["old", "older"])
    first.remember_run("first")
    second.remember_run("second")
    second.forget_run("older")
    second.text = "not yet"
    save_settings(first, path, only=("runs",))
    save_settings(second, path, only=("runs",))
    now, _ = load_settings(path)
    assert now.runs == ["second", "old", "first"] and now.text == ""
    for number in range(2 * MOST_RUNS):
        first.remember_run(str(number))
    save_settings(first, path)
    assert len(load_settings(path)[0].runs) == MOST_RUNS


def test_the_newest_references_are_kept(path: Path) -> None:
    first, second = two_windows(path)
    first.references = {f"first {i}": "x" for i in range(MOST_REFERENCES)}
    second.references = {"second": "y"}
    save_settings(first, path)
    save_settings(second, path)
    kept = load_settings(path)[0].references
    assert len(kept) == MOST_REFERENCES and "second" in kept and "first 0" not in kept


def test_processes_that_save_at_once_lose_nothing(path: Path) -> None:
    code = """
import sys
from pathlib import Path
from gui.state.settings import load_settings, save_settings
path, name = Path(sys.argv[1]), sys.argv[2]
settings, _ = load_settings(path)
sys.stdin.readline()
for number in range(20):
    settings.references[f"{name} {number}"] = "x"
    assert save_settings(settings, path) == ""
"""
    started = [
        subprocess.Popen([sys.executable, "-c", code, str(path), name], stdin=subprocess.PIPE) for name in ("a", "b")
    ]
    for process in started:
        assert process.stdin is not None
        process.stdin.write(b"\n")
        process.stdin.close()
    assert [process.wait() for process in started] == [0, 0]
    assert len(load_settings(path)[0].references) == 40
    assert json.loads(path.read_text(encoding="utf-8"))["version"] == 1


def test_a_lock_that_hangs_costs_little_and_loses_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from filelock import FileLock

    monkeypatch.setattr("gui.state.settings.LOCK_PATIENCE", 0.05)
    with FileLock(path.with_suffix(".lock")):
        assert save_settings(Settings(text="typed"), path) == ""
    assert load_settings(path)[0].text == "typed"
