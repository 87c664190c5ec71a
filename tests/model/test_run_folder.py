"""A run folder as its readers see it: half-written lines, dead processes, other versions."""

from __future__ import annotations

import json
import os
import socket
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.errors import UserError
from model.files import read_json, write_bytes
from model.training.run_folder import LineTail, RunFolder
from model.values.run_status import RunStatus

STATUS = RunStatus("running", step=3, steps=9, doing="training", share=0.5, notices=("a notice",))


@pytest.fixture
def folder(tmp_path: Path) -> RunFolder:
    folder = RunFolder(tmp_path / "run")
    folder.path.mkdir()
    folder.config.write_text("")
    folder.tell(STATUS)
    return folder


# ---- lines


@settings(max_examples=40)
@given(cuts=st.lists(st.integers(1, 30), max_size=12), values=st.lists(st.text(max_size=8), min_size=1, max_size=8))
def test_every_line_is_read_once_however_it_arrives(
    cuts: list[int], values: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("tail") / "metrics.jsonl"
    content = "".join(json.dumps({"value": value}, ensure_ascii=False) + "\n" for value in values)
    content_bytes = content.encode("utf-8", "surrogatepass")
    tail = LineTail(path)
    assert tail.read() == ([], False)
    found: list[Any] = []
    with path.open("wb", buffering=0) as file:
        for cut in [*cuts, len(content_bytes)]:
            file.write(content_bytes[:cut])
            content_bytes = content_bytes[cut:]
            lines, anew = tail.read()
            assert not anew
            found += [line["value"] for line in lines]
    assert found == values
    assert tail.read() == ([], False)


def test_a_log_that_was_written_anew_is_read_anew(tmp_path: Path) -> None:
    path = tmp_path / "metrics.jsonl"
    write_bytes(path, b'{"step": 1}\n{"step": 2}\n')
    tail = LineTail(path)
    assert tail.read() == ([{"step": 1}, {"step": 2}], False)
    write_bytes(path, b'{"step": 1}\n{"step": 5}\n{"step": 6}\n')  # longer, but another file
    assert tail.read() == ([{"step": 1}, {"step": 5}, {"step": 6}], True)
    path.write_bytes(b'{"step": 7}\n')  # the same file, cut off
    assert tail.read() == ([{"step": 7}], True)
    path.unlink()
    assert tail.read() == ([], True)
    assert tail.read() == ([], False)


def test_lines_that_are_no_objects_are_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "metrics.jsonl"
    path.write_bytes(b'{"step": 1}\n{"st\n[1]\n\xff\n7\n\n{"step": 2}\n')
    assert LineTail(path).read() == ([{"step": 1}, {"step": 2}], False)


# ---- status


def test_a_status_comes_back_with_who_told_it_and_when(folder: RunFolder) -> None:
    found = folder.status()
    assert (found.process, found.host) == (os.getpid(), socket.gethostname())
    assert abs(found.time - time.time()) < 60
    assert (found.state, found.step, found.steps, found.share) == ("running", 3, 9, 0.5)
    assert found.notices == ("a notice",)
    assert folder.exists and found.active
    assert "alive" not in json.loads((folder.path / "status.json").read_text())  # whoever reads it finds that out


@pytest.mark.parametrize("content", ["", "{", "[]", '{"state": "flying"}', '{"state": "paused", "speed": 3}', "{}",
                                     '{"state": "paused", "notices": 3}', "null"])  # fmt: skip
def test_a_damaged_or_foreign_status_is_one_sentence(content: str, folder: RunFolder) -> None:
    (folder.path / "status.json").write_text(content)
    with pytest.raises(UserError, match=r"status\.json"):
        folder.status()


def test_the_status_of_an_older_version_that_told_less_can_be_read(folder: RunFolder) -> None:
    (folder.path / "status.json").write_text('{"state": "finished", "step": 30}')
    assert folder.status() == RunStatus("finished", 30)


def test_another_folder_is_no_run(tmp_path: Path) -> None:
    assert not RunFolder(tmp_path).exists
    assert not RunFolder(tmp_path / "nothing").exists
    with pytest.raises(UserError, match="no run folder"):
        RunFolder(tmp_path).status()


# ---- processes


def test_a_run_is_alive_while_its_process_is_or_while_another_machine_tells_of_it(folder: RunFolder) -> None:
    told = folder.status()
    assert folder.alive(told)
    assert not folder.alive(RunStatus(**{**vars(told), "process": 2**22 + 1}))
    assert not folder.alive(RunStatus(**{**vars(told), "state": "paused"}))
    elsewhere = {**vars(told), "host": "elsewhere", "process": 2**22 + 1}
    assert folder.alive(RunStatus(**elsewhere))
    assert not folder.alive(RunStatus(**{**elsewhere, "time": time.time() - 3600}))


def test_a_process_that_got_the_number_of_a_dead_trainer_is_not_the_trainer(folder: RunFolder) -> None:
    with folder.claimed():
        assert folder.alive(folder.status())
    assert not folder.alive(folder.status())  # this process exists, but holds no lock: it trains nothing


# ---- wishes and what was written


def test_a_wish_is_heard_until_it_is_fulfilled(folder: RunFolder) -> None:
    assert folder.wish() == ""
    folder.ask("pause")
    assert folder.wish() == "pause"
    folder.ask("finish")
    assert folder.wish() == "finish"
    folder.fulfil()
    assert folder.wish() == ""
    folder.fulfil()
    for content in ('{"wish": "explode"}', "{", "[]", '{"wish": ["pause"]}'):
        (folder.path / "wish.json").write_text(content)
        assert folder.wish() == ""


def test_a_start_forgets_what_was_wished_before_it_and_nothing_else(folder: RunFolder) -> None:
    begun = time.time()
    folder.ask("pause")
    folder.forget(begun)
    assert folder.wish() == "pause"
    folder.forget(time.time() + 1)
    assert folder.wish() == ""
    folder.forget(begun)
    for content in ('{"wish": "pause"}', "{", '{"wish": "pause", "time": "late"}'):  # an older version's, damaged ones
        (folder.path / "wish.json").write_text(content)
        folder.forget(begun)
        assert not (folder.path / "wish.json").exists()


def test_a_folder_is_claimed_by_one_at_a_time(folder: RunFolder) -> None:
    with folder.claimed():
        with pytest.raises(UserError, match="another process at this moment"), folder.claimed():
            pass
        assert folder.status() == folder.status()  # readers are not kept out
    with folder.claimed():
        pass


def test_snapshots_and_checkpoints_are_listed_by_step(folder: RunFolder) -> None:
    assert folder.snapshot_steps() == folder.checkpoint_steps() == []
    for step in (200, 30, 12_345_678):
        write_bytes(folder.snapshot(step), b"")
        write_bytes(folder.checkpoints / f"step-{step:07d}.safetensors", b"")
    for name in ("step-0000001.damaged", ".step-0000002.safetensors.7.part", "notes.txt"):
        write_bytes(folder.checkpoints / name, b"")
    assert folder.snapshot_steps() == folder.checkpoint_steps() == [30, 200, 12_345_678]


def test_reading_never_sees_half_a_status(folder: RunFolder) -> None:
    """The file is replaced, not written over: one opened before keeps its content."""
    with (folder.path / "status.json").open() as before:
        folder.tell(RunStatus("paused", 5))
        assert json.load(before)["state"] == "running"
    assert read_json(folder.path / "status.json")["state"] == "paused"
    assert sorted(path.name for path in folder.path.iterdir()) == ["config.toml", "status.json"]
