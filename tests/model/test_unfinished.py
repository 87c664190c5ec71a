"""What killed writers leave goes; what is being written, here or elsewhere, stays."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from model.unfinished import process_exists, remove_unfinished, unfinished_path

NOBODY = 2**22 + 1  # no process has such a number on Linux


def left(folder: Path, name: str, age: float = 0.0) -> Path:
    path = folder / name
    path.write_bytes(b"half")
    os.utime(path, (time.time() - age,) * 2)
    return path


def of_process(path: Path, number: int) -> str:
    return unfinished_path(path).name.replace(f".{os.getpid()}-", f".{number}-")


def test_only_what_ended_processes_left_is_removed(tmp_path: Path) -> None:
    path = tmp_path / "weights.bin"
    dead = left(tmp_path, of_process(path, NOBODY))
    folder = unfinished_path(tmp_path / "model")
    folder = folder.with_name(folder.name.replace(f".{os.getpid()}-", f".{NOBODY}-"))
    (folder / "deep").mkdir(parents=True)
    here = left(tmp_path, unfinished_path(path).name, age=10**6)  # a live process may take its time
    child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    other = left(tmp_path, of_process(path, child.pid))
    download = left(tmp_path, "model.safetensors.part", age=10**6)  # resumed later, by its own rules
    remove_unfinished(tmp_path)
    assert not dead.exists() and not folder.exists()
    assert here.exists() and other.exists() and download.exists()
    child.communicate()
    remove_unfinished(tmp_path)
    assert not other.exists()
    remove_unfinished(tmp_path / "missing")


@pytest.mark.parametrize("name", [".weights.bin.elsewhere.7-0.part", ".step-2.safetensors.7.part", "ab12.7-99.part"])
def test_of_other_computers_and_older_versions_only_what_is_old_is_removed(name: str, tmp_path: Path) -> None:
    path = left(tmp_path, name)
    remove_unfinished(tmp_path)
    assert path.exists()
    left(tmp_path, name, age=10**6)
    remove_unfinished(tmp_path)
    assert not path.exists()


def test_every_writer_has_a_name_of_its_own_that_fits_a_file_system(tmp_path: Path) -> None:
    path = tmp_path / ("한" * 80)
    names = {unfinished_path(path) for _ in range(3)}
    assert len(names) == 3
    assert all(name.parent == tmp_path and len(os.fsencode(name.name)) < 255 for name in names)


def test_a_process_exists_until_it_has_ended_also_before_its_parent_asks() -> None:
    assert process_exists(os.getpid())
    assert process_exists(1)  # another user's, perhaps
    assert not process_exists(0)
    assert not process_exists(-1)
    child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    assert process_exists(child.pid)
    assert child.stdin is not None
    child.stdin.close()
    ends = time.monotonic() + 60
    while process_exists(child.pid) and sys.platform == "linux":  # elsewhere a zombie cannot be told
        assert time.monotonic() < ends
        time.sleep(0.01)
    child.wait()
    assert not process_exists(child.pid)
