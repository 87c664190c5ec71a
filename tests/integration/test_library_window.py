"""The library in the whole window with real events, against a hub on the loopback: look up, download, use, rename,
remove, export."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from shiboken6 import isValid

import gui.app
from gui.app import close, make_application
from gui.state.settings import Settings
from gui.views.library.dialog import LibraryDialog
from gui.views.library.questions import RemoveQuestion, RenameQuestion
from gui.views.panels.header import LIBRARY
from gui.window.main_window import MainWindow
from model.bundle.bundle import save_bundle
from tests.integration.toy_window import TEXT, done, load, toy, wait
from tests.model.fake_hub import FakeHub, FakeRepository
from tests.model.hub_fixtures import hub_for_tests

LEFT, CONTROL = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier
REPOSITORY = "someone/toy-en-xx"


@pytest.fixture
def models(tmp_path: Path) -> Path:
    """The program's own folder of models."""
    return tmp_path / "models"


@pytest.fixture
def hub(models: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeHub]:
    """It holds a toy model of ours, and a file that makes its download long enough to be stopped."""
    save_bundle(toy(), tmp_path / "made")
    files = {file.name: file.read_bytes() for file in (tmp_path / "made").iterdir()}
    with hub_for_tests(models, monkeypatch) as hub:
        hub.repositories[REPOSITORY] = FakeRepository(files, card={"license": "cc-by-4.0"}, tags=["translation"])
        yield hub


@pytest.fixture
def open_window(qtbot, models, monkeypatch) -> Iterator[Callable[..., MainWindow]]:
    """With the real library; the model in use is a toy."""
    monkeypatch.setenv("TRANSLUCENT_MODELS", str(models))
    make_application(["test"])
    windows: list[MainWindow] = []

    def either(name: str):
        return load(name) if name == "toy" else gui.app.load_model(name)

    def make(loader=either, settings: Settings | None = None) -> MainWindow:
        window = MainWindow(loader, settings or Settings(text=TEXT, model="toy"))
        windows.append(window)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        window.start()
        wait(qtbot, lambda: done(window) and bool(window.library.entries))
        return window

    yield make
    for window in windows:
        if isValid(window):
            close(window)


def open_library(qtbot, window: MainWindow) -> LibraryDialog:
    qtbot.keyClick(window, Qt.Key.Key_O, CONTROL)
    dialog = window.library.dialog
    assert dialog is not None
    qtbot.waitExposed(dialog)
    wait(qtbot, lambda: dialog.list.count() > 0)
    return dialog


def look_up(qtbot, dialog: LibraryDialog, name: str = REPOSITORY) -> None:
    qtbot.mouseClick(dialog.download_button, LEFT)
    dialog.download.edit.clear()
    qtbot.keyClicks(dialog.download.edit, name)
    qtbot.keyClick(dialog.download.edit, Qt.Key.Key_Return)
    wait(qtbot, lambda: dialog.download.found is not None or dialog.download.message.property("error"))


def names(window: MainWindow) -> list[str]:
    return [entry.name for entry in window.library.entries]


def test_a_model_is_found_downloaded_and_used(open_window, qtbot, hub):
    window = open_window()
    dialog = open_library(qtbot, window)
    look_up(qtbot, dialog)
    page = dialog.download
    assert "cc-by-4.0" in page.facts.texts() and hub.url + "/" + REPOSITORY in page.facts.texts()
    assert not hub.asked("model.safetensors")  # nothing is loaded before it is asked for
    qtbot.mouseClick(page.download_button, LEFT)
    assert dialog.strip.isVisible()
    wait(qtbot, lambda: not window.library.job.downloading and "toy-en-xx" in names(window))
    assert "downloaded" in dialog.message.text() or dialog.page.name.text() == "toy-en-xx"
    assert not dialog.strip.isVisible()
    assert dialog.list.entry is not None and dialog.list.entry.repository == REPOSITORY
    qtbot.mouseClick(dialog.page.use_button, LEFT)
    wait(qtbot, lambda: window.header.models.currentText() == "toy-en-xx" and done(window))
    assert window.session.trace is not None and window.session.trace.source_text == TEXT
    assert dialog.page.use_button.text() == "In use"


def test_a_download_is_stopped_and_goes_on_later(open_window, qtbot, hub):
    hub.repositories[REPOSITORY].files["README.md"] = b"# Long\n" + b"x" * 600_000
    hub.pause = 0.05
    window = open_window()
    dialog = open_library(qtbot, window)
    look_up(qtbot, dialog)
    qtbot.mouseClick(dialog.download.download_button, LEFT)
    wait(qtbot, lambda: dialog.strip.bar.value() > 100)
    assert "README.md" in dialog.strip.numbers.toolTip() and not dialog.download.download_button.isEnabled()
    qtbot.mouseClick(dialog.strip.cancel_button, LEFT)
    wait(qtbot, lambda: not window.library.job.downloading and not dialog.strip.isVisible())
    assert "is kept" in dialog.message.text()
    assert "toy-en-xx" not in names(window)  # half a model never appears as one
    hub.pause = 0.0
    hub.log.clear()
    wait(qtbot, lambda: dialog.download.download_button.isEnabled())
    qtbot.mouseClick(dialog.download.download_button, LEFT)
    wait(qtbot, lambda: "toy-en-xx" in names(window))
    assert any(asked.range for asked in hub.asked("README.md"))  # not from the beginning


def test_closing_the_window_ends_a_download(open_window, qtbot, hub):
    hub.repositories[REPOSITORY].files["README.md"] = b"x" * 600_000
    hub.pause = 0.05
    window = open_window()
    dialog = open_library(qtbot, window)
    look_up(qtbot, dialog)
    qtbot.mouseClick(dialog.download.download_button, LEFT)
    wait(qtbot, lambda: dialog.strip.bar.value() > 0)
    close(window)
    assert not {"library", "hub", "download"} & {thread.name for thread in threading.enumerate()}


def test_a_download_goes_on_while_the_library_is_closed(open_window, qtbot, hub):
    hub.repositories[REPOSITORY].files["README.md"] = b"x" * 200_000
    hub.pause = 0.03
    window = open_window()
    dialog = open_library(qtbot, window)
    look_up(qtbot, dialog)
    qtbot.mouseClick(dialog.download.download_button, LEFT)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    wait(qtbot, lambda: "toy-en-xx" in names(window))
    assert "toy-en-xx" in window.session.message and not window.session.message_is_error
    assert window.header.models.findText("toy-en-xx") >= 0


def test_without_a_network_it_is_said_and_everything_goes_on(open_window, qtbot, hub, monkeypatch):
    monkeypatch.setenv("HF_ENDPOINT", "http://127.0.0.1:9")
    window = open_window()
    dialog = open_library(qtbot, window)
    look_up(qtbot, dialog)
    assert "no connection" in dialog.download.message.text()
    assert dialog.download.edit.text() == REPOSITORY  # nothing typed is lost
    look_up(qtbot, dialog, "opus")
    assert "no connection" in dialog.download.message.text()
    assert done(window) and not window.session.message_is_error


def test_a_name_that_the_hub_does_not_know(open_window, qtbot, hub):
    dialog = open_library(qtbot, open_window())
    look_up(qtbot, dialog, "someone/toy-en-xy")
    assert "did you mean" in dialog.download.message.text() and REPOSITORY in dialog.download.message.text()


def test_a_folder_is_added_renamed_and_removed_but_its_files_stay(open_window, qtbot, tmp_path, monkeypatch):
    save_bundle(toy(), tmp_path / "mine")
    window = open_window()
    dialog = open_library(qtbot, window)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_arguments: str(tmp_path / "mine"))
    qtbot.mouseClick(dialog.add_button, LEFT)
    wait(qtbot, lambda: dialog.list.entry is not None and dialog.list.entry.path == tmp_path / "mine")
    wait(qtbot, lambda: "A card" in dialog.page.card.toPlainText())
    qtbot.mouseClick(dialog.page.rename_button, LEFT)
    rename = dialog.findChild(RenameQuestion)
    qtbot.keyClicks(rename.edit, "my own")
    qtbot.keyClick(rename.edit, Qt.Key.Key_Return)
    wait(qtbot, lambda: "my own" in names(window))
    assert dialog.page.name.text() == "my own" and window.header.models.findText("my own") >= 0
    qtbot.mouseClick(dialog.page.remove_button, LEFT)
    question = dialog.findChild(RemoveQuestion)
    assert "stay where they are" in question.about.text()
    qtbot.mouseClick(question.act_button, LEFT)
    wait(qtbot, lambda: "my own" not in names(window))
    assert (tmp_path / "mine" / "config.json").exists()
    assert window.header.models.findText("my own") < 0


def test_what_is_no_model_is_refused_in_a_sentence(open_window, qtbot, tmp_path, monkeypatch):
    dialog = open_library(qtbot, open_window())
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_arguments: str(tmp_path))
    qtbot.mouseClick(dialog.add_button, LEFT)
    wait(qtbot, lambda: "no model" in dialog.message.text())
    assert dialog.message.property("error")


def test_a_downloaded_model_is_deleted_from_the_disk(open_window, qtbot, models):
    save_bundle(toy(), models / "someone--thing")
    window = open_window()
    dialog = open_library(qtbot, window)
    dialog.select(str(models / "someone--thing"))
    qtbot.mouseClick(dialog.page.remove_button, LEFT)
    question = dialog.findChild(RemoveQuestion)
    assert "deleted from this computer" in question.about.text()
    qtbot.mouseClick(question.act_button, LEFT)
    wait(qtbot, lambda: len(window.library.entries) == 2)
    assert not (models / "someone--thing").exists()


def test_a_model_is_exported(open_window, qtbot, models, tmp_path, monkeypatch):
    save_bundle(toy(), models / "thing")
    dialog = open_library(qtbot, open_window())
    dialog.select(str(models / "thing"))
    target = tmp_path / "exported"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_arguments: (str(target), ""))
    qtbot.mouseClick(dialog.page.export_button, LEFT)
    wait(qtbot, lambda: "Exported to" in dialog.message.text() or dialog.message.property("error"))
    assert not dialog.message.property("error"), dialog.message.text()
    assert (target / "vocab.json").exists() and (target / "model.safetensors").exists()


def test_the_picker_opens_the_library_and_greys_what_is_broken(open_window, qtbot, models):
    save_bundle(toy(), models / "broken")
    (models / "broken" / "model.safetensors").unlink()
    window = open_window()
    picker = window.header.models
    row = picker.findText("toy")
    row = next(i for i in range(picker.count()) if picker.itemData(i) == str(models / "broken"))
    assert not picker.model().item(row).isEnabled()
    assert "model.safetensors" in picker.itemData(row, Qt.ItemDataRole.ToolTipRole)
    before = picker.currentIndex()
    index = picker.findData(LIBRARY)
    picker.setCurrentIndex(index)
    picker.activated.emit(index)
    assert window.library.dialog is not None and window.library.dialog.isVisible()
    assert picker.currentIndex() == before


def test_a_folder_that_was_opened_stays_in_the_list(open_window, qtbot, tmp_path, monkeypatch):
    save_bundle(toy(), tmp_path / "mine")
    window = open_window()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_arguments: str(tmp_path / "mine"))
    window.header.open_model_requested.emit()
    wait(qtbot, lambda: any(entry.path == tmp_path / "mine" for entry in window.library.entries))
    assert window.header.models.currentData() == str(tmp_path / "mine")
    assert not window.session.message_is_error


@pytest.mark.qt_log_ignore("does not support raise")  # offscreen
def test_a_checkpoint_is_described_from_here(open_window, qtbot):
    window = open_window()
    dialog = open_library(qtbot, window)
    qtbot.mouseClick(dialog.checkpoint_button, LEFT)
    described = window.models.checkpoints.dialog
    assert described is not None and described.isVisible()
    close(window)
    assert not isValid(described)


def test_a_model_that_was_just_made_joins_the_list_and_translates(open_window, qtbot, models):
    window = open_window()
    save_bundle(toy(), models / "made")
    window.library.add_made(models / "made")
    wait(qtbot, lambda: window.header.models.currentData() == str(models / "made") and done(window))
    assert window.settings.model == str(models / "made")
