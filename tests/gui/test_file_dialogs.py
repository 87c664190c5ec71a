"""Saving: the chosen kind of file is written with its ending, and nothing is replaced without a question."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from gui.state.folders import Place, folders
from gui.state.settings import Settings, load_settings, save_settings
from gui.views.parts.confirmation import Confirmation
from gui.views.parts.file_dialogs import FileKind, ask_folder, ask_open, ask_save, named

TRACE, PNG, PDF = FileKind("Trace", ".safetensors"), FileKind("PNG", ".png"), FileKind("PDF", ".pdf")
KINDS = [TRACE, PNG, PDF]


@pytest.fixture(autouse=True)
def used():
    kept: dict[str, str] = {}
    folders.keep_in(kept)
    yield kept
    folders.keep_in({})


@pytest.mark.parametrize(
    ("typed", "chosen", "written"),
    [
        ("Fig. 3", PDF, "Fig. 3.pdf"),
        ("report v1.2", TRACE, "report v1.2.safetensors"),
        ("photo.jpg", PNG, "photo.jpg.png"),
        ("figure", PDF, "figure.pdf"),
        ("figure.PDF", PDF, "figure.PDF"),
        ("figure.pdf", TRACE, "figure.pdf"),  # the list was not touched, so the ending decides
        ("translation.safetensors", PDF, "translation.pdf"),  # the name was not touched, so the list decides
        (".hidden", PNG, ".hidden.png"),
    ],
)
def test_the_chosen_kind_is_what_is_written(typed: str, chosen: FileKind, written: str) -> None:
    assert named(Path("/folder") / typed, KINDS, chosen) == Path("/folder") / written


def answer_next(accept: bool, asked: list[str]) -> None:
    """Answer the question that opens next."""

    def press() -> None:
        question = QApplication.activeModalWidget()
        assert isinstance(question, Confirmation)
        asked.append(question.heading.text())
        (question.act_button if accept else question.cancel_button).click()

    QTimer.singleShot(0, press)


def test_what_would_be_replaced_is_asked_about(qtbot, tmp_path: Path, monkeypatch) -> None:
    parent, asked, starts = QWidget(), [], []
    qtbot.addWidget(parent)
    (tmp_path / "figure.pdf").write_text("old")
    names = iter(["figure", "other", "figure"])

    def dialog(_parent, _title, start, *_more):
        starts.append(start)
        return str(tmp_path / next(names)), PDF.filter

    monkeypatch.setattr(QFileDialog, "getSaveFileName", dialog)
    answer_next(False, asked)
    assert ask_save(parent, "Save", Place.RESULTS, "figure", KINDS) == tmp_path / "other.pdf"
    assert starts[1] == str(tmp_path / "figure.pdf")  # the name that was given up is there to be changed
    answer_next(True, asked)
    assert ask_save(parent, "Save", Place.RESULTS, "figure", KINDS) == tmp_path / "figure.pdf"
    assert asked == ["Replace “figure.pdf”?"] * 2
    assert (tmp_path / "figure.pdf").read_text() == "old"  # asking writes nothing


def test_dialogs_begin_where_the_last_file_of_their_kind_was(qtbot, tmp_path: Path, used, monkeypatch) -> None:
    parent, starts = QWidget(), []
    qtbot.addWidget(parent)
    (tmp_path / "models").mkdir()

    def open_dialog(_parent, _title, start, *_more):
        starts.append(Path(start))
        return str(tmp_path / "a.safetensors"), ""

    def folder_dialog(_parent, _title, start):
        starts.append(Path(start))
        return str(tmp_path / "models")

    monkeypatch.setattr(QFileDialog, "getOpenFileName", open_dialog)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", folder_dialog)
    for _ in range(2):
        ask_open(parent, "Open", Place.RESULTS)
        ask_folder(parent, "Folder", Place.MODELS)
    assert starts[0] != Path.cwd() and starts[1] != Path.cwd()
    assert starts[2:] == [tmp_path, tmp_path / "models"]
    assert used == {"results": str(tmp_path), "models": str(tmp_path / "models")}
    (tmp_path / "models").rmdir()
    ask_folder(parent, "Folder", Place.MODELS)
    assert starts[-1].is_dir() and starts[-1] != Path.cwd()
    ask_open(parent, "Open", Place.DATA, at=str(tmp_path / "gone.txt"))
    assert starts[-1] == tmp_path  # near what is there already


def test_the_folders_are_remembered_between_starts_and_windows(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    first, second = Settings(), Settings()
    for settings, place in ((first, Place.MODELS), (second, Place.RESULTS)):
        folders.keep_in(settings.folders)
        folders.remember(place, tmp_path)
        assert not save_settings(settings, path)
    assert load_settings(path)[0].folders == {"models": str(tmp_path), "results": str(tmp_path)}
