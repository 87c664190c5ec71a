"""The whole window says what it shows: of which text, settings and model; and it keeps up when these change midway."""

from __future__ import annotations

import threading

from PySide6.QtCore import QPoint, QRect, Qt

from gui.app import close
from gui.state.behind import Behind
from gui.state.session import Activity
from gui.state.settings import load_settings, save_settings
from gui.window.main_window import MainWindow
from model.values.endings import Ending
from tests.integration.test_window import Gate, type_text
from tests.integration.toy_window import TEXT, done, load, open_inside, wait

CONTROL = Qt.KeyboardModifier.ControlModifier


def covered(window: MainWindow) -> bool:
    """Whether the veil lies over everything below the bar of views."""
    veil, below = window.translation.veil, window.translation.below
    place, size = veil.mapFromGlobal(below.mapToGlobal(QPoint())), below.size()
    return veil.isVisible() and veil.rect().contains(QRect(place, size))


def translate(qtbot, window: MainWindow) -> None:
    qtbot.keyClick(window.source.edit, Qt.Key.Key_Return, CONTROL)


def test_what_is_shown_is_veiled_from_the_edit_to_the_new_translation_in_every_view(open_window, qtbot):
    window = open_window()
    session, veil = window.session, window.translation.veil
    assert session.behind is Behind.NOTHING and not veil.isVisible()
    type_text(qtbot, window, "my house is red.")
    assert session.behind is Behind.TEXT and "of the earlier text" in window.output.standing.text()
    wait(qtbot, veil.isVisible)
    assert not window.source.count.isVisible()  # the pieces are counted when they are translated
    open_inside(qtbot, window, "head")
    assert covered(window)
    window.resize(1100, 650)
    wait(qtbot, lambda: covered(window))
    qtbot.mouseClick(window.header.translate_button, Qt.MouseButton.LeftButton)
    wait(qtbot, lambda: done(window) and session.trace.source_text == "my house is red.")
    assert session.behind is Behind.NOTHING and not veil.isVisible() and window.source.count.isVisible()
    window.source.edit.undo()
    assert session.behind is Behind.TEXT
    window.source.edit.redo()
    assert session.behind is Behind.NOTHING


def test_other_settings_veil_until_they_are_used_or_taken_back(open_window, qtbot):
    window = open_window()
    combo = window.header.decoding.combo
    combo.setCurrentIndex(1)
    combo.activated.emit(1)
    assert window.session.behind is Behind.DECODING
    combo.activated.emit(0)
    assert window.session.behind is Behind.NOTHING
    combo.activated.emit(1)
    window.source.edit.setFocus()
    translate(qtbot, window)
    wait(qtbot, lambda: done(window) and window.session.trace.setup.decoding.method == "beam")
    assert window.session.behind is Behind.NOTHING


def test_while_a_model_loads_one_types_and_asks_and_it_is_done_when_the_model_is_there(open_window, qtbot):
    gate = threading.Event()

    def slowly(name: str):
        gate.wait(60)
        return load(name)

    window = open_window(slowly, started=False)
    window.start()
    assert window.session.activity is Activity.LOADING
    assert window.output.standing.text().startswith("loading “toy”…")
    assert window.header.models.placeholderText() == "Loading…"
    type_text(qtbot, window, "it sees a dog.")
    qtbot.mouseClick(window.header.translate_button, Qt.MouseButton.LeftButton)
    assert "as soon as the model is there" in window.session.message
    gate.set()
    wait(qtbot, lambda: done(window))
    assert window.session.trace.source_text == "it sees a dog." and window.session.message == ""
    assert window.session.behind is Behind.NOTHING and not window.translation.veil.isVisible()


def test_stopping_and_editing_midway_leave_no_translation_that_looks_whole(open_window, qtbot):
    gate = Gate()
    window = open_window(gate, started=False)
    for _ in range(3):  # the source and two pieces
        gate.allowed.release()
    window.start()
    wait(qtbot, lambda: window.session.trace is not None and window.session.trace.target_length == 2)
    assert window.output.standing.text() == ""  # it goes on
    qtbot.mouseClick(window.header.translate_button, Qt.MouseButton.LeftButton)
    assert window.session.trace.ending is Ending.OPEN
    assert window.output.standing.text() == "stopped before its end"
    window.source.edit.setFocus()
    qtbot.keyClick(window.source.edit, Qt.Key.Key_X)
    assert "of the earlier text" in window.output.standing.text()
    for _ in range(200):
        gate.allowed.release()
    translate(qtbot, window)
    assert "another is being made" in window.output.standing.text()
    wait(qtbot, lambda: done(window) and window.session.behind is Behind.NOTHING)


def test_another_model_in_the_middle_of_a_translation_translates_the_text_that_is_there(open_window, qtbot):
    gate = Gate()
    window = open_window(gate, started=False)
    for _ in range(3):
        gate.allowed.release()
    window.start()
    wait(qtbot, lambda: window.session.trace is not None)
    for _ in range(400):
        gate.allowed.release()
    window.load_model("other")
    type_text(qtbot, window, "a cat likes it.")
    wait(qtbot, lambda: done(window) and window.session.description.decoder_layers == 3)
    wait(qtbot, lambda: window.session.trace.maps["cross"].layers == 3)
    assert window.session.trace.source_text == "a cat likes it." and window.session.behind is Behind.NOTHING


def test_a_long_text_follows_the_cursor(open_window, qtbot):
    window = open_window()
    texts = [f"the dog sees it {'it ' * (i % 3)}." for i in range(200)]
    window.source.replace_text("\n".join(texts))
    translate(qtbot, window)
    wait(qtbot, lambda: done(window) and window.session.trace is not None and len(window.session.traces) == 200)
    assert window.selection.now.sentence == 0 and window.source.position.text() == "1/200"
    qtbot.keyClick(window.source.edit, Qt.Key.Key_End, CONTROL)
    wait(qtbot, lambda: done(window) and window.session.trace is not None and window.selection.now.sentence == 199)
    assert sum(trace is not None for trace in window.session.traces) < 40
    qtbot.mouseClick(window.source.previous_button, Qt.MouseButton.LeftButton)
    assert window.selection.now.sentence == window.source.cursor_sentence == 198


def test_two_windows_keep_what_each_was_told(open_window, own_settings, qtbot):
    first, second = open_window(), open_window()
    for window in (first, second):
        window.settings.assume(text=TEXT, model="toy")
        save_settings(window.settings)
    first.source.set_text("typed in the first")
    first.session.references["it."] = "es."
    second.header.set_live(True)
    close(first)
    close(second)
    kept, _ = load_settings()
    assert (kept.text, kept.references, kept.live) == ("typed in the first", {"it.": "es."}, True)
