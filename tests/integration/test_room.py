"""Everything has room: on every page and in every view, in both languages, from a small screen to a large one."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
import torch
from PySide6.QtCore import QCoreApplication, QSize, Qt

from gui.app import close, make_application, speak
from gui.state.settings import Settings
from gui.views.inside.registry import SLOTS
from gui.views.panels.page_switch import Page
from gui.window.main_window import LEAST, MainWindow
from model.bundle.bundle import Bundle
from model.bundle.tokenizer import Tokenizer
from model.network.config import ModelConfig
from model.network.transformer import Transformer
from model.translator import Translator, bundle_translator
from tests.gui.runs import make_run
from tests.integration.fit import misfits
from tests.integration.toy_window import PATIENCE, done, wait

SENTENCES = [
    f"{who} {does} {what}, {where}."
    for who in ("The researcher", "A student", "My neighbour")
    for does in ("understood", "did not understand")
    for what in ("the international translation", "extraordinarily complicated sentences")
    for where in ("yesterday", "in the library")
]
TEXT = "The researcher did not understand extraordinarily complicated sentences, in the library."
SIZES = ((1920, 1080), (1280, 720), (1000, 600), (853, 430), LEAST)
Show = Callable[..., MainWindow]


def bundle(layers: int, heads: int) -> Bundle:
    """A model whose pieces are words and whose scores have three digits before the point."""
    torch.manual_seed(5)
    words = Tokenizer.train(SENTENCES, 110, "bpe")
    config = ModelConfig(
        words.size,
        words.size,
        d_model=4 * heads,
        d_ff=32,
        heads=heads,
        encoder_layers=layers,
        decoder_layers=layers,
        max_positions=40,
        tying="all",
    )
    model = Transformer(config).eval()
    with torch.no_grad():
        for name, weights in model.named_parameters():
            if ".query." in name:
                weights.mul_(20.0)
    return Bundle("toy", "English", "Shouting", model, words, words, "# A card\n", {})


@pytest.fixture
def show(qtbot) -> Iterator[Show]:
    """A window with a translation; the language is English again afterwards."""
    make_application(["test"])
    windows: list[MainWindow] = []

    def make(language: str = "en", layers: int = 6, heads: int = 8) -> MainWindow:
        speak(language)
        made = bundle(layers, heads)

        def load(_name: str) -> Translator:
            return bundle_translator(made, torch.device("cpu"))

        window = MainWindow(load, Settings(text=TEXT, model="toy"))
        window.remember = False
        windows.append(window)
        window.show()
        window.start()
        wait(qtbot, lambda: done(window), timeout=20_000)
        return window

    yield make
    for window in windows:
        close(window)
    speak("en")


def settle() -> None:
    for _ in range(4):  # layouts ask each other for more than one round
        QCoreApplication.processEvents()


def in_every_view(qtbot, window: MainWindow, sizes: tuple[tuple[int, int], ...]) -> list[str]:
    """What does not fit, with its view and size."""
    found = []
    for slot in ("", *SLOTS):
        view = window.translation.show_inside(slot) if slot else None
        if view is None:
            window.translation.show_heads()
        for size in sizes:
            window.resize(*size)
            settle()
            assert window.size() == QSize(*size)
            qtbot.waitUntil(lambda view=view: view is None or view.ready, timeout=PATIENCE)
            settle()
            found += [f"{slot or 'all heads'} at {size[0]}x{size[1]}: {misfit}" for misfit in misfits(window)]
    return found


@pytest.mark.parametrize("language", ["en", "ko"])
def test_every_view_has_room_at_every_size(language, show, qtbot, one_thread):
    window = show(language)
    found = in_every_view(qtbot, window, SIZES)
    assert not found, "\n".join(found)


def test_twelve_layers_of_sixteen_heads_have_room(show, qtbot, one_thread):
    window = show(layers=12, heads=16)
    found = in_every_view(qtbot, window, ((1000, 600),))
    assert not found, "\n".join(found)


def test_what_stands_beside_goes_under_in_a_narrow_window_and_comes_back(show, qtbot):
    window = show(layers=2, heads=4)
    page = window.translation
    window.resize(1280, 720)
    settle()
    widths, places = page.columns.sizes(), page.overview.parentWidget()
    window.resize(*LEAST)
    settle()
    assert page.masks.isVisible() and page.masks.mapTo(page, page.masks.rect().topLeft()).y() > window.height()
    window.overview.map.setFocus()
    view = page.show_inside("head")
    settle()
    assert page.overview.isVisible() and page.overview.mapTo(page, page.overview.rect().topLeft()).x() < 20
    assert window.focusWidget() is window.overview.map  # it was moved, and still has the keyboard
    window.resize(1280, 720)
    settle()
    assert page.overview.geometry().right() < page.beside.width() / 2 < view.mapTo(page, view.rect().topRight()).x()
    page.show_heads()
    settle()
    assert page.overview.parentWidget() is places
    assert page.columns.sizes() == pytest.approx(widths, abs=2)


def test_the_training_page_has_room_at_every_size(show, qtbot, tmp_path):
    window = show(layers=2, heads=4)
    window.training.open_run(make_run(tmp_path / "run", until=400, layers=2, heads=3).path)
    window.show_page(Page.TRAIN)
    page = window.training.make_page()
    wait(qtbot, lambda: page.run.heads_step is not None)
    found = []
    for size in SIZES:
        window.resize(*size)
        settle()
        found += [f"{size[0]}x{size[1]}: {misfit}" for misfit in misfits(window)]
    assert not found, "\n".join(found)


def test_escape_leaves_the_keyboard_with_something_that_is_seen(show, qtbot):
    window = show(layers=2, heads=4)
    for slot in SLOTS:
        view = window.translation.show_inside(slot)
        view.take_focus()
        qtbot.waitUntil(lambda view=view: view.ready and view.isAncestorOf(window.focusWidget()), timeout=PATIENCE)
        for _ in range(3):
            qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Escape)
            assert window.focusWidget().isVisible(), slot


def test_all_heads_grow_with_a_window_that_was_enlarged_meanwhile(show, qtbot):
    window = show(layers=2, heads=4)
    page = window.translation
    window.resize(1000, 600)
    settle()
    page.show_inside("lines")
    window.resize(1800, 900)
    settle()
    page.show_heads()
    settle()
    enlarged = page.columns.sizes()
    window.resize(1280, 720)
    settle()
    window.resize(1800, 900)
    settle()
    assert enlarged == pytest.approx(page.columns.sizes(), abs=60)
    assert enlarged[0] > 600
