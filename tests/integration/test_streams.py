"""The standard streams of every command: a full disk, a closed reader, other encodings."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import main

ROOT = Path(main.__file__).parent
FULL = Path("/dev/full")
on_linux = pytest.mark.skipif(not FULL.exists(), reason="there is no full device here")


def started(*arguments: str, **options) -> subprocess.CompletedProcess[bytes]:
    options = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **options}
    return subprocess.run([sys.executable, "main.py", *arguments], cwd=ROOT, check=False, **options)


@on_linux
@pytest.mark.parametrize("arguments", [["models"], ["models", "--json"], ["--help"], ["translate", "--help"]])
def test_a_full_disk_is_one_sentence(arguments):
    with FULL.open("wb") as full:
        done = started(*arguments, stdout=full)
    assert done.returncode == 1
    assert done.stderr.decode().splitlines() == [
        "Standard output cannot be written (No space left on device); free some space or write to another place."
    ]


@pytest.mark.skipif(os.name == "nt", reason="pipes end in another way there")
def test_a_reader_that_has_enough_is_no_trouble():
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = started("models", stdout=writing)
    finally:
        os.close(writing)
    assert (done.returncode, done.stderr) == (1, b"")


@on_linux
def test_messages_that_nobody_can_read_stop_nothing():
    with FULL.open("wb") as full:
        done = started("models", "show", "no-such-model-anywhere", stderr=full)
    assert done.returncode == 2


@pytest.mark.parametrize("encoding", ["ascii:strict", "cp949:strict", "latin-1:surrogateescape"])
def test_names_are_utf_8_whatever_the_locale_says(encoding, tmp_path, own_settings):
    from model.bundle.bundle import save_bundle
    from tests.model.toy_bundle import make_bundle

    folder = tmp_path / "한국어"
    save_bundle(make_bundle(), folder)
    variables = {**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0", "LC_ALL": "C"}
    done = started("models", "add", str(folder), "--json", env=variables)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout.decode("utf-8"))["path"] == str(folder)
