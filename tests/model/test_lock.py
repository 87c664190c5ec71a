"""A lock that one holds at a time, and that no dead process keeps."""

from __future__ import annotations

import errno
import subprocess
import sys
from pathlib import Path

import pytest

from model.errors import UserError
from model.training.lock import HeldError, locked

HOLD = """
import sys
from pathlib import Path
from model.training.lock import HeldError, locked
try:
    with locked(Path(sys.argv[1])):
        print("held", flush=True)
        sys.stdin.read()
except HeldError:
    print("refused", flush=True)
    sys.stdin.read()
"""
ROOT = Path(__file__).parents[2]


def hold(path: Path) -> subprocess.Popen[str]:
    pipe = subprocess.PIPE
    return subprocess.Popen([sys.executable, "-c", HOLD, str(path)], stdin=pipe, stdout=pipe, text=True, cwd=ROOT)


def said(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def end(process: subprocess.Popen[str]) -> None:
    process.kill()  # -9 where there are such signals
    process.communicate()


def test_of_many_that_want_it_at_once_one_gets_it(tmp_path: Path) -> None:
    processes = [hold(tmp_path / "run" / "lock") for _ in range(4)]
    try:
        assert sorted(map(said, processes)) == ["held", "refused", "refused", "refused"]
    finally:
        for process in processes:
            end(process)


def test_a_killed_process_lets_it_go(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    process = hold(path)
    try:
        assert said(process) == "held"
        with pytest.raises(HeldError), locked(path):
            pass
    finally:
        end(process)
    with locked(path), pytest.raises(HeldError), locked(path):
        pass
    with locked(path):  # an error in between lets it go, too
        pass


@pytest.mark.skipif(sys.platform == "win32", reason="the call is that of POSIX")
def test_a_file_system_without_locks_refuses_nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def none(*_: object) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr("fcntl.flock", none)
    with locked(tmp_path / "lock"), locked(tmp_path / "lock"):
        pass


def test_a_place_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UserError, match="lock cannot be written"), locked(tmp_path / "file" / "lock"):
        pass
