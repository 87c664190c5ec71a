"""Models of other families in the whole window with real events: installing what they need, choosing their languages,
what they do otherwise than the paper."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from gui.app import close, make_application
from gui.jobs.extra_install import ExtraInstall
from gui.state.session import Activity
from gui.state.settings import Settings, load_settings
from gui.window.main_window import MainWindow
from model.errors import MissingExtra
from model.values.decoding import DecodingSettings
from tests.integration.toy_window import TEXT, load, wait

LEFT = Qt.MouseButton.LeftButton
PIP = """
import sys, time
assert sys.argv[1:4] == ["-m", "pip", "install"] and "transformers>=5,<6" in sys.argv, sys.argv
print("Collecting transformers", flush=True)
print("Downloading transformers-5.24.0-py3-none-any.whl (12.0 MB)", flush=True)
"""
POPUP = ("does not support grabbing the keyboard", "does not support raise")  # offscreen


@pytest.fixture
def open_window(qtbot) -> Iterator[Callable[..., MainWindow]]:
    make_application(["test"])
    windows: list[MainWindow] = []

    def make(loader=load, settings: Settings | None = None) -> MainWindow:
        window = MainWindow(loader, settings or Settings(text=TEXT, model="toy"))
        windows.append(window)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        window.start()
        wait(qtbot, lambda: done(window))
        return window

    yield make
    for window in windows:
        if isValid(window):
            close(window)


def done(window: MainWindow) -> bool:
    return window.session.finished and window.session.activity is Activity.IDLE


# What other families need


class Needy:
    """A loader whose models need packages until they are there."""

    def __init__(self) -> None:
        self.there = False

    def __call__(self, name: str):
        if name == "needy" and not self.there:
            raise MissingExtra(
                "This model is played by the package transformers, which is not installed.", extra="families"
            )
        return load(name)


def with_pip(window: MainWindow, tmp_path: Path, after: str) -> None:
    """Let a script stand for pip."""
    script = tmp_path / "pip.py"
    script.write_text(PIP + after, encoding="utf-8")
    old = window.library.install
    new = ExtraInstall(window.library, python=(sys.executable, str(script)))
    for name in ("installed", "refused", "said"):
        slot = {"installed": "_installed", "refused": "_install_refused", "said": "_install_said"}[name]
        getattr(new, name).connect(getattr(window.library, slot))
    old.close()
    window.library.install = new


def test_a_family_is_installed_and_its_model_loads_without_a_restart(open_window, qtbot, tmp_path):
    needy = Needy()
    window = open_window(needy)
    with_pip(window, tmp_path, "print('Installing collected packages: a, b', flush=True)\n")
    window.load_model("needy")
    wait(qtbot, lambda: window.library.install_dialog is not None)
    dialog = window.library.install_dialog
    assert "transformers" in dialog.reason.text() and "transformers>=5" in dialog.about.text()
    needy.there = True
    qtbot.mouseClick(dialog.install_button, LEFT)
    wait(qtbot, lambda: window.settings.model == "needy" and done(window))
    assert window.library.install_dialog is None or not window.library.install_dialog.isVisible()


def test_an_installation_without_a_network_says_how_to_do_it_by_hand(open_window, qtbot, tmp_path):
    window = open_window(Needy())
    with_pip(window, tmp_path, "print('WARNING: Retrying (Retry(total=0)) after NewConnectionError'); sys.exit(1)\n")
    window.load_model("needy")
    wait(qtbot, lambda: window.library.install_dialog is not None)
    dialog = window.library.install_dialog
    qtbot.mouseClick(dialog.install_button, LEFT)
    wait(qtbot, lambda: "no network" in dialog.state.text())
    assert "-m pip install" in dialog.state.text() and "transformers>=5" in dialog.state.text()
    assert dialog.install_button.isEnabled()
    dialog.reject()


def test_an_installation_is_cancelled(open_window, qtbot, tmp_path):
    window = open_window(Needy())
    with_pip(window, tmp_path, "time.sleep(60)\n")
    window.load_model("needy")
    wait(qtbot, lambda: window.library.install_dialog is not None)
    dialog = window.library.install_dialog
    qtbot.mouseClick(dialog.install_button, LEFT)
    wait(qtbot, lambda: "transformers 5.24.0" in dialog.state.text())
    qtbot.mouseClick(dialog.cancel_button, LEFT)
    wait(qtbot, lambda: not window.library.install.running)
    assert window.settings.model == "toy"


def test_closing_the_window_ends_an_installation(open_window, qtbot, tmp_path):
    window = open_window(Needy())
    with_pip(window, tmp_path, "print(__import__('os').getpid(), file=open(sys.argv[0] + '.pid', 'w')); time.sleep(60)")
    window.load_model("needy")
    wait(qtbot, lambda: window.library.install_dialog is not None)
    qtbot.mouseClick(window.library.install_dialog.install_button, LEFT)
    wait(qtbot, lambda: (tmp_path / "pip.py.pid").exists() and (tmp_path / "pip.py.pid").read_text().strip() != "")
    begin = time.monotonic()
    close(window)
    assert time.monotonic() - begin < 30  # it was ended, not waited for
    process = int((tmp_path / "pip.py.pid").read_text())
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)


# Languages


class Asked:
    """A loader whose model speaks several languages, and what it was asked for."""

    def __init__(self, many: int = 0) -> None:
        self.settings: list[DecodingSettings] = []
        self.codes = (
            "ace_Arab",
            "eng_Latn",
            "deu_Latn",
            "fra_Latn",
            "kor_Hang",
            *(f"x{i:02}_Latn" for i in range(many)),
        )

    def __call__(self, name: str):
        translator = load(name)
        kind = type(translator)
        asked = self

        class Several(kind):
            @property
            def description(self):
                told = super().description
                return replace(told, source_languages=asked.codes, target_languages=asked.codes)

            def translate(self, texts, settings, changes=()):
                asked.settings.append(settings)
                return super().translate(texts, replace(settings, source_language="", target_language=""), changes)

        if name == "several":
            translator.__class__ = Several
        return translator


def test_languages_are_chosen_beside_the_texts_and_remembered_per_model(open_window, qtbot, own_settings):
    asked = Asked()
    window = open_window(asked)
    source, target = window.source.language_picker, window.output.language_picker
    assert not source.isVisible()
    window.load_model("several")
    wait(qtbot, lambda: window.settings.model == "several" and done(window) and bool(asked.settings))
    assert source.isVisible() and (source.currentText(), target.currentText()) == ("English", "German")
    assert (asked.settings[-1].source_language, asked.settings[-1].target_language) == ("eng_Latn", "deu_Latn")
    window.header.set_live(True)
    before = len(asked.settings)
    target.setFocus()
    qtbot.keyClick(target, Qt.Key.Key_Down)
    wait(qtbot, lambda: len(asked.settings) > before and done(window))
    assert target.currentText() == "Korean" and asked.settings[-1].target_language == "kor_Hang"
    assert "kor_Hang" in target.toolTip()
    window.load_model("toy")
    wait(qtbot, lambda: window.settings.model == "toy" and done(window))
    assert not target.isVisible() and window.header.settings.target_language == ""
    close(window)
    settings, _ = load_settings()
    assert settings.languages == {"several": ["eng_Latn", "kor_Hang"]}
    again = open_window(asked, replace(settings, model="several"))
    assert again.output.language_picker.code == "kor_Hang"
    assert asked.settings[-1].target_language == "kor_Hang"


@pytest.mark.qt_log_ignore(*POPUP)
def test_a_language_among_many_is_found_by_typing(open_window, qtbot):
    window = open_window(Asked(many=195), Settings(text=TEXT, model="several"))
    picker = window.output.language_picker
    picker.setFocus()
    qtbot.keyClick(picker, Qt.Key.Key_F4)
    popup = picker.list
    assert popup is not None and popup.list.count() == 200
    qtbot.keyClicks(popup.search, "fren")
    assert [popup.list.item(i).toolTip() for i in range(popup.list.count())] == ["fra_Latn"]
    popup.search.clear()
    qtbot.keyClicks(popup.search, "x0")
    assert popup.list.count() == 10
    qtbot.keyClick(popup.search, Qt.Key.Key_Down)
    qtbot.keyClick(popup.search, Qt.Key.Key_Return)
    assert picker.code == "x01_Latn" and window.session.languages == ("eng_Latn", "x01_Latn")
    wait(qtbot, lambda: picker.list is None)
    picker.showPopup()
    qtbot.keyClicks(picker.list.search, "klingon")
    assert picker.list.none.isVisible()
    qtbot.keyClick(picker.list.search, Qt.Key.Key_Return)
    qtbot.keyClick(picker.list, Qt.Key.Key_Escape)
    wait(qtbot, lambda: picker.list is None)
    assert picker.code == "x01_Latn"


# What a model does otherwise


@pytest.mark.qt_log_ignore(*POPUP)
def test_what_a_model_does_otherwise_than_the_paper_is_told(open_window, qtbot):
    window = open_window()
    header = window.header.differences
    assert not header.isVisible()
    view = window.translation.show_inside("machine")
    assert not view.differences.isVisible()
    told = replace(window.session.description, family="T5", differences=("It has no sqrt(d_k).", "It is pre-norm."))
    window.session.set_description(told)
    assert header.isVisible() and view.differences.isVisible()
    assert "no sqrt(d_k)" in header.toolTip() and "T5" in window.header.sizes.toolTip()
    header.setFocus()
    qtbot.keyClick(header, Qt.Key.Key_Space)
    assert "It is pre-norm." in header.popover.accessibleDescription()
    qtbot.keyClick(header.popover, Qt.Key.Key_Escape)
    wait(qtbot, lambda: header.popover is None)
    qtbot.mouseClick(view.differences, LEFT)
    assert view.differences.popover.isVisible()
    view.differences.popover.close()
    assert QApplication.activePopupWidget() is None
