"""`main.py models` as a person types it, with a hub on the loopback."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import main
from model.bundle.bundle import save_bundle
from model.foreign.marian.export import export_marian
from model.library.loading import load_translator
from model.values.decoding import DecodingSettings
from tests.model.fake_hub import FakeHub, FakeRepository
from tests.model.fake_models import marian_files
from tests.model.hub_fixtures import hub_for_tests
from tests.model.toy_bundle import make_bundle

ROOT = Path(main.__file__).parent
NAME = "someone/toy-en-fi"
BIG = "Helsinki-NLP/opus-mt-en-fi"


@pytest.fixture
def root(tmp_path) -> Path:
    return tmp_path / "library"


@pytest.fixture
def hub(root, tmp_path, monkeypatch) -> Iterator[FakeHub]:
    with hub_for_tests(root, monkeypatch) as hub:
        save_bundle(make_bundle(max_positions=24), tmp_path / "toy")
        files = {path.name: path.read_bytes() for path in (tmp_path / "toy").iterdir()}
        hub.repositories[NAME] = FakeRepository(files, card={"license": "mit"}, tags=["license:mit"])
        hub.repositories[BIG] = FakeRepository(marian_files(1_000_000), card={"license": "cc-by-4.0"})
        yield hub


def run(capsys, *arguments: str) -> tuple[int, str, str]:
    try:
        status = main.main(["models", *arguments])
    except SystemExit as stop:  # wrong use found by the parser
        status = int(stop.code or 0)
    out, err = capsys.readouterr()
    return status, out, err


def test_a_model_goes_from_the_hub_to_a_translation_that_asks_nobody(capsys, hub):
    status, _, err = run(capsys, "download", NAME, "--yes")
    assert status == 0
    assert "licence   mit" in err and f"source    {hub.url}/{NAME}" in err and "by this program itself" in err
    status, out, _ = run(capsys, "list", "--json")
    *shipped, mine = map(json.loads, out.splitlines())
    assert [entry["key"] for entry in shipped] == ["en-de", "en-fr"]
    assert mine["repository"] == NAME and mine["licence"] == "mit" and not mine["problem"]
    asked = len(hub.log)
    for name in (NAME, mine["key"], mine["name"]):
        translator = load_translator(name, "cpu")
        assert list(translator.translate(["the dog sees it."], DecodingSettings()))
    assert len(hub.log) == asked, "a model that is here asked the hub"


def test_licence_and_source_are_shown_and_asked_about_first(capsys, hub, root, monkeypatch):
    status, _, err = run(capsys, "download", NAME)  # nobody at the keyboard
    assert status == 2 and "licence   mit" in err and "add --yes" in err
    keyboard = io.StringIO("n\n")
    keyboard.isatty = lambda: True
    monkeypatch.setattr("sys.stdin", keyboard)
    status, _, err = run(capsys, "download", NAME)
    assert status == 1 and "licence   mit" in err and "[y/N]" in err
    assert not root.exists()


def test_progress_as_json_ends_with_the_model(capsys, hub):
    status, out, _ = run(capsys, "download", NAME, "--yes", "--json")
    events = [json.loads(line) for line in out.splitlines()]
    assert status == 0
    assert events[-1]["done"] == events[-1]["total"] and Path(events[-1]["key"]).is_dir()


def test_search_looks_here_and_on_the_hub_and_lives_without_one(capsys, hub, monkeypatch):
    status, out, _ = run(capsys, "search", "en-fi")
    assert status == 0 and BIG in out and NAME in out and "license" not in out
    monkeypatch.setenv("HF_ENDPOINT", "http://127.0.0.1:9")
    status, out, err = run(capsys, "search", "german")
    assert status == 0 and "English → German" in out and "no connection to the hub" in err


def test_show_tells_of_either_side(capsys, hub):
    status, out, _ = run(capsys, "show", BIG)
    assert status == 0 and "cc-by-4.0" in out and "OPUS-MT (Marian)" in out and "English → Finnish" in out
    status, out, _ = run(capsys, "show", BIG, "--json")
    assert json.loads(out)["size"] > 1_000_000
    status, out, _ = run(capsys, "show", "en-de")
    assert status == 0 and "card.md" in out
    status, _, err = run(capsys, "show", "someone/toy-en-fii")
    assert status == 2 and f"did you mean {NAME}" in err


def test_add_rename_remove(capsys, tmp_path, monkeypatch):
    monkeypatch.setenv("TRANSLUCENT_MODELS", str(tmp_path / "library"))
    path = tmp_path / "opus-mt-en-fi"
    export_marian(make_bundle(), path)
    assert run(capsys, "add", str(path))[0] == 0
    assert run(capsys, "rename", "opus-mt-en-fi", "Suomi")[0] == 0
    assert "Suomi\n  OPUS-MT (Marian), English → Shouting" in run(capsys)[1]
    status, _, err = run(capsys, "remove", "Suomi")
    assert status == 0 and "its folder stays" in err and path.is_dir()
    assert run(capsys, "remove", "Suomi")[0] == 2
    assert "comes with the program" in run(capsys, "remove", "en-de")[2]


@pytest.mark.parametrize("arguments", [("add",), ("rename", "x"), ("list", "x"), ("search",), ("show", "a", "b")])
def test_wrong_use_is_one_sentence(capsys, arguments, tmp_path, monkeypatch):
    monkeypatch.setenv("TRANSLUCENT_MODELS", str(tmp_path / "library"))
    status, _, err = run(capsys, *arguments)
    assert status == 2 and "it is one of: list | search TEXT" in err and len(err.splitlines()) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl+C cannot be sent to another process there")
def test_ctrl_c_keeps_what_came_and_the_next_goes_on(capsys, hub, root):
    hub.pause, hub.holding = 0.02, 700_000  # it cannot have ended before the signal, however busy the machine
    process = subprocess.Popen(
        [sys.executable, "main.py", "models", "download", BIG, "--yes", "--json"],
        cwd=ROOT,
        env={**os.environ, "TRANSLUCENT_MODELS": str(root), "HF_ENDPOINT": hub.url, "NO_PROXY": "*"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # a job in the background ignores it
    )
    assert process.stdout is not None
    for line in process.stdout:
        if json.loads(line)["done"] > 100_000:
            break
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=30)
    assert process.returncode == main.STOPPED, err
    assert "What came is kept" in err and "Traceback" not in err
    hub.holding = 0
    ends = time.monotonic() + 10
    while any(asked.sent == 0 for asked in hub.asked("/cdn/")) and time.monotonic() < ends:
        time.sleep(0.05)
    hub.pause = 0.0
    hub.log.clear()
    assert run(capsys, "download", BIG, "--yes")[0] == 0
    (asked,) = [asked for asked in hub.asked("/cdn/") if asked.sent]
    assert int(asked.range.strip("bytes=-")) >= 100_000 and asked.sent < 900_000
