"""The doctor names what is there, what is missing and how to get it, and its status says whether anything is."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest

from model.bundle.bundle import Bundle, save_bundle
from model.commands import doctor
from tests.model.tiny import tiny_model, tiny_tokenizer


@pytest.fixture
def models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """One small model where the shipped ones are looked for."""
    tokenizer = tiny_tokenizer()
    model = tiny_model(source_vocab_size=tokenizer.size, target_vocab_size=tokenizer.size)
    save_bundle(Bundle("small", "English", "German", model, tokenizer, tokenizer), tmp_path / "small")
    monkeypatch.setattr("model.library.library.MODELS", tmp_path)
    monkeypatch.setattr("bootstrap.system.qt_problem", lambda _python: None)
    return tmp_path


def report(capsys: pytest.CaptureFixture[str]) -> tuple[int, dict[str, str]]:
    """Exit status and the lines by the thing they speak of."""
    status = doctor.run(argparse.Namespace())
    lines = capsys.readouterr().out.splitlines()
    names = {line[9:29].strip(): f"{line[:8].strip()} {line[30:]}" for line in lines[:-1]}
    return status, {**names, "end": lines[-1]}


def test_all_is_there(models: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, lines = report(capsys)
    assert status == 0
    assert {"Python", "PySide6-Essentials", "torch", "numpy", "Qt", "Screen", "Device"} <= lines.keys()
    assert all(line.startswith(("ok ", "note ")) for name, line in lines.items() if name != "end")
    assert "English \u2192 German" in lines["Model small"]
    assert lines["end"] == "Everything needed is here."


def test_no_model(models: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("model.library.library.MODELS", models / "empty")
    status, lines = report(capsys)
    assert status == 1
    assert lines["Models"].startswith("missing ")
    assert "main.py train" in lines["Models"]


def test_damaged_model(models: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (models / "small" / "model.safetensors").write_bytes(b"short")
    status, lines = report(capsys)
    assert status == 1
    assert "model.safetensors" in lines["Model small"] and "cut off" in lines["Model small"]


def test_package_that_is_missing_or_of_the_wrong_version(
    models: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from bootstrap import requirements

    versions = {**requirements.installed_versions(), "torch": "2.7.1"}
    del versions["numpy"]
    monkeypatch.setattr("bootstrap.requirements.installed_versions", lambda: versions)
    status, lines = report(capsys)
    assert status == 1
    assert lines["torch"].startswith("missing 2.7.1, but wanted >=2.9")
    assert lines["numpy"].startswith("missing not installed, wanted >=2.0")
    assert lines["end"].startswith("Missing: 2;")


def test_qt_that_does_not_load(
    models: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bootstrap.system.qt_problem", lambda _python: "libEGL.so.1: cannot open shared object file")
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    status, lines = report(capsys)
    assert status == 1
    assert "sudo apt-get install -y libegl1" in lines["Qt"]


@pytest.mark.skipif("sys.platform != 'linux'", reason="only Linux is ever without a screen")
def test_no_screen_is_only_a_note(
    models: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    status, lines = report(capsys)
    assert status == 0
    assert lines["Screen"].startswith("note none")


def test_a_screen_that_does_not_answer(
    models: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bootstrap.screen.problem", lambda: "The screen ':7' does not answer.")
    monkeypatch.setenv("DISPLAY", ":7")
    status, lines = report(capsys)
    assert status == 0  # what needs no window works
    assert lines["Screen"] == "note none that answers; The screen ':7' does not answer."
