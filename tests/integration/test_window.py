"""The whole window with a real (toy) model and real events: type, translate, step, scrub, select, close."""

from __future__ import annotations

import base64
import threading
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from gui.app import close
from gui.heatmap.mask_strip import MaskStrip
from gui.jobs.library_job import LibraryJob
from gui.look.look import look
from gui.look.theme import DARK
from gui.state.session import Activity
from gui.state.settings import Settings, load_settings
from gui.views.panels.page_switch import Page
from gui.window.main_window import MainWindow
from gui.window.view_state import view_states
from model.bundle.bundle import save_bundle
from model.translator import Translator
from model.values.sites import CROSS, DECODER_SELF, ENCODER_SELF, TRANSFORMER_GROUPS
from model.values.steps import DecodingStep
from tests.integration.toy_window import TEXT, done, load, toy, wait
from tests.model.corpora import toy_recipe, train


class Gate:
    """A loader whose translator computes a step only when the test lets it."""

    def __init__(self) -> None:
        self.allowed = threading.Semaphore(0)
        self.computed = 0

    def __call__(self, name: str) -> Translator:
        translator = load(name)
        translate = translator.translate

        def gated(texts, settings, changes):
            events = translate(texts, settings, changes)
            while True:
                self.allowed.acquire(timeout=10)
                event = next(events, None)
                if event is None:
                    return
                self.computed += isinstance(event, DecodingStep)
                yield event

        translator.translate = gated  # type: ignore[method-assign]
        return translator


def type_text(qtbot, window: MainWindow, text: str) -> None:
    editor = window.source.edit
    editor.setFocus()
    editor.selectAll()
    qtbot.keyClicks(editor, text)


def test_the_first_start_loads_the_model_and_translates_the_text(open_window):
    window = open_window()
    trace = window.session.trace
    assert trace is not None and trace.source_text == TEXT
    trace.check()
    assert window.session.description is not None
    assert window.selection.now.step == trace.target_length - 1


def test_typing_and_control_enter_translates_what_was_typed(open_window, qtbot):
    window = open_window()
    type_text(qtbot, window, "my house is red.")
    assert window.session.trace.source_text == TEXT  # not before it is asked for
    qtbot.keyClick(window.source.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    wait(qtbot, lambda: done(window) and window.session.trace.source_text == "my house is red.")
    assert window.source.text == "my house is red."


def test_live_follows_the_typing_and_the_newest_wins(open_window, qtbot):
    window = open_window()
    qtbot.mouseClick(window.header.live_button, Qt.MouseButton.LeftButton)
    type_text(qtbot, window, "a cat likes it.")
    wait(qtbot, lambda: done(window) and window.session.trace.source_text == "a cat likes it.")


def test_in_step_mode_the_decoder_truly_waits(open_window, qtbot):
    gate = Gate()
    window = open_window(gate, started=False, step_by_step=True)
    for _ in range(200):
        gate.allowed.release()
    window.start()
    wait(qtbot, lambda: window.session.activity is Activity.WAITING)
    assert gate.computed == 1
    qtbot.wait(150)
    assert gate.computed == 1  # nothing is computed while nobody asks
    assert window.session.trace.target_length == 1
    window.overview.map.setFocus()
    for expected in (2, 3):
        qtbot.keyClick(window, Qt.Key.Key_Right)
        wait(qtbot, lambda expected=expected: window.session.trace.target_length == expected)
        wait(qtbot, lambda: window.session.activity is Activity.WAITING)
        assert gate.computed == expected
        assert window.selection.now.step == expected - 1
    window.player.last()
    window.player.last()
    wait(qtbot, lambda: done(window))
    assert window.session.trace.predicted_pieces


def test_every_step_can_be_revisited_by_keyboard_and_mouse(open_window, qtbot):
    window = open_window()
    last = window.session.trace.target_length - 1
    window.overview.setFocus()
    qtbot.keyClick(window, Qt.Key.Key_Home)
    assert window.selection.now.step == 0
    qtbot.keyClick(window, Qt.Key.Key_Right)
    assert window.selection.now.step == min(1, last)
    qtbot.keyClick(window, Qt.Key.Key_Left)
    qtbot.keyClick(window, Qt.Key.Key_End)
    assert window.selection.now.step == last
    window.player.slider.setFocus()
    qtbot.keyClick(window.player.slider, Qt.Key.Key_Home)
    assert window.selection.now.step == 0


def test_space_plays_to_the_end(open_window, qtbot):
    window = open_window()
    window.player.set_speed(4.0)
    window.setFocus()
    qtbot.keyClick(window, Qt.Key.Key_Home)
    qtbot.keyClick(window, Qt.Key.Key_Space)
    assert window.player.playing
    wait(qtbot,
        lambda: window.selection.now.step == window.session.trace.target_length - 1, timeout=20_000
    )  # fmt: skip
    wait(qtbot, lambda: not window.player.playing)


def test_heads_layers_and_kinds_by_keyboard(open_window, qtbot):
    window = open_window()
    window.setFocus()
    for key, group in zip("123", TRANSFORMER_GROUPS, strict=True):
        qtbot.keyClick(window, key)
        assert window.selection.now.group == group
    qtbot.keyClick(window, Qt.Key.Key_BracketRight)
    qtbot.keyClick(window, Qt.Key.Key_PageDown)
    assert (window.selection.now.layer, window.selection.now.head) == (1, 1)
    window.overview.map.setFocus()
    qtbot.keyClick(window.overview.map, Qt.Key.Key_Left)
    qtbot.keyClick(window.overview.map, Qt.Key.Key_Up)
    assert (window.selection.now.layer, window.selection.now.head) == (0, 0)


def test_a_click_in_the_overview_selects_the_head_under_it(open_window, qtbot):
    window = open_window()
    overview = window.overview.map
    seen = set()
    for x in range(20, overview.width() - 10, 40):
        for y in range(20, overview.height() - 40, 40):
            point = QPoint(x, y)
            found = overview.head_at(point.toPointF())
            if found is not None:
                qtbot.mouseClick(overview, Qt.MouseButton.LeftButton, pos=point)
                assert (window.selection.now.layer, window.selection.now.head) == found
                seen.add(found)
    assert seen == {(layer, head) for layer in range(2) for head in range(4)}


def test_scores_before_the_mask_arrive_once_the_decoder_rests(open_window, qtbot):
    window = open_window()
    wait(qtbot, lambda: window.masks.strip.scores is not None)
    scores = window.masks.strip.scores.of(CROSS)
    assert scores.shape == window.session.trace.weights(CROSS).shape
    powers = np.exp(scores)
    softmax = powers / powers.sum(axis=-1, keepdims=True)  # one sentence alone has nothing masked here
    np.testing.assert_allclose(softmax, window.session.trace.weights(CROSS), atol=1e-4)


def test_several_sentences_show_the_padding(open_window, qtbot):
    window = open_window()
    window.source.set_text("the dog sees it.\nit.")
    window.translate()
    wait(qtbot, lambda: done(window) and len(window.session.traces) == 2)
    window.selection.update(sentence=1)
    assert window.session.trace.source_text == "it."
    assert not window.session.trace.source_allowed.all()
    wait(qtbot, lambda: window.masks.strip.scores is not None)


@pytest.mark.parametrize("text", ["", "   \n  ", "\u200b"])
def test_nothing_to_translate_says_so_and_keeps_the_window_usable(open_window, qtbot, text):
    window = open_window()
    window.source.set_text(text)
    window.translate()
    wait(qtbot, lambda: window.session.message_is_error)
    assert "nothing to translate" in window.session.message
    assert window.session.activity is Activity.IDLE
    assert window.source.text == text
    window.source.set_text("it.")
    window.translate()
    wait(qtbot, lambda: done(window) and window.session.trace.source_text == "it.")
    assert window.session.message == ""


def test_ten_thousand_characters_are_refused_and_kept(open_window, qtbot):
    window = open_window()
    text = "the dog sees it. " * 588  # hardly less than a line that is broken in two
    window.source.set_text(text)
    window.translate()
    wait(qtbot, lambda: window.session.message_is_error)
    assert "room for 23" in window.session.message
    assert window.source.text == text


@pytest.mark.parametrize(
    "text",
    ["x", "\U0001f600 it \U0001f468\u200d\U0001f469\u200d\U0001f467", "\u05e9\u05dc\u05d5\u05dd it", "it\x07\x1b\t is"],
)
def test_odd_text_translates(open_window, qtbot, text):
    window = open_window()
    window.source.set_text(text)
    window.translate()
    wait(qtbot, lambda: window.session.message_is_error or (done(window) and window.session.trace.source_text != TEXT))
    assert not window.session.message_is_error
    window.grab()


@pytest.mark.parametrize(("name", "words"), [("broken", "broken"), ("crash", "a fault of the program")])
def test_a_model_that_cannot_be_loaded_leaves_the_old_one_in_use(open_window, qtbot, name, words):
    window = open_window()
    before = window.session.description
    window.load_model(name)
    wait(qtbot, lambda: window.session.message_is_error)
    assert words in window.session.message
    assert window.session.description is before
    window.source.set_text("it.")
    window.translate()
    wait(qtbot, lambda: done(window) and window.session.trace.source_text == "it.")


def test_without_any_model_the_window_says_what_to_do(open_window, qtbot):
    window = open_window(lambda _name: load("broken"), started=False)
    window.start()
    wait(qtbot, lambda: window.session.activity is Activity.NO_MODEL and window.session.message_is_error)
    window.translate()
    assert "choose one" in window.session.message
    window.grab()


def test_another_model_with_other_layers_takes_over(open_window, qtbot):
    window = open_window()
    window.selection.update(group=CROSS, layer=1, head=3)
    window.load_model("other")
    wait(qtbot, lambda: window.session.description.decoder_layers == 3)
    window.translate()
    wait(qtbot, lambda: done(window) and window.session.trace.weights(CROSS).shape[0] == 3)
    window.grab()


def test_a_new_text_while_decoding_wins(open_window, qtbot):
    gate = Gate()
    window = open_window(gate, started=False)
    window.start()
    wait(qtbot, lambda: window.session.activity is Activity.DECODING)
    window.source.set_text("a cat.")
    window.translate()
    for _ in range(300):
        gate.allowed.release()
    wait(qtbot, lambda: done(window))
    assert window.session.trace.source_text == "a cat."


def test_step_mode_holds_a_running_decoder(open_window, qtbot):
    gate = Gate()
    window = open_window(gate, started=False)
    window.start()
    wait(qtbot, lambda: window.session.activity is Activity.DECODING)
    window.player.step_button.click()
    for _ in range(300):
        gate.allowed.release()
    wait(qtbot, lambda: window.session.activity is Activity.WAITING)
    held = gate.computed
    assert held <= 2
    qtbot.wait(100)
    assert gate.computed == held
    window.player.step_button.click()
    wait(qtbot, lambda: done(window))


def test_the_sentence_of_the_cursor_is_shown_first(open_window, qtbot):
    window = open_window()
    type_text(qtbot, window, "the dog sees it.")
    qtbot.keyClick(window.source.edit, Qt.Key.Key_Return)
    qtbot.keyClicks(window.source.edit, "it.")
    qtbot.keyClick(window.source.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    wait(qtbot, lambda: done(window) and len(window.session.traces) == 2)
    assert window.selection.now.sentence == 1
    assert window.session.trace.source_text == "it."
    assert window.selection.now.step == window.session.trace.target_length - 1


def test_what_was_decoded_before_loading_does_not_come_after_it(open_window, qtbot):
    gate = Gate()
    window = open_window(gate, started=False)
    window.start()
    wait(qtbot, lambda: window.session.activity is Activity.DECODING)
    window.load_model("broken")
    for _ in range(300):
        gate.allowed.release()
    seen = []
    window.session.activity_changed.connect(lambda: seen.append(window.session.activity))
    wait(qtbot, lambda: window.session.message_is_error)
    assert seen == [Activity.IDLE]


def test_nothing_of_the_last_column_is_cut_off_sideways(open_window, qtbot):
    window = open_window()
    least = window.minimumSize()
    window.resize(least)
    wait(qtbot, lambda: window.width() == max(least.width(), window.minimumSizeHint().width()))
    viewport = window.masks.parentWidget().parentWidget()
    assert viewport.width() >= window.masks.parentWidget().width()


def test_the_table_says_which_attention_it_is_of(open_window):
    window = open_window()
    window.selection.update(group=ENCODER_SELF)
    table = window.show_table()
    assert "encoder self-attention" in table.windowTitle()
    table.close()


def test_stop_keeps_what_was_decoded(open_window, qtbot):
    gate = Gate()
    window = open_window(gate, started=False)
    window.start()
    wait(qtbot, lambda: window.session.activity is Activity.DECODING)
    gate.allowed.release()
    gate.allowed.release()
    wait(qtbot, lambda: window.session.trace is not None and window.session.trace.target_length == 2)
    qtbot.mouseClick(window.header.translate_button, Qt.MouseButton.LeftButton)
    assert window.session.activity is Activity.IDLE
    for _ in range(300):
        gate.allowed.release()
    wait(qtbot, lambda: window.masks.strip.scores is not None)
    assert window.session.trace.target_length == 2


def test_closing_during_a_translation_ends_the_worker(open_window, qtbot):
    gate = Gate()
    window = open_window(gate, started=False)
    window.start()
    wait(qtbot, lambda: window.session.activity is Activity.DECODING)
    gate.allowed.release()
    wait(qtbot, lambda: window.session.trace is not None)
    gate.allowed.release()
    close(window)
    assert not any(thread.name == "model worker" for thread in threading.enumerate())


def test_what_was_set_is_remembered(open_window, own_settings):
    window = open_window()
    window.source.set_text("my house.\nit.")
    window.header.set_live(True)
    window.resize(1100, 700)
    widths, geometry = window.columns.sizes(), window.saveGeometry()
    close(window)
    settings, notice = load_settings()
    assert notice == ""
    assert (settings.text, settings.live, settings.model) == ("my house.\nit.", True, "toy")
    again = MainWindow(load, settings)
    assert again.source.text == "my house.\nit."
    assert again.header.live
    assert len(widths) == 3
    assert settings.columns == widths
    assert base64.b64decode(settings.geometry) == geometry.data()  # the test's screen is too small to restore it
    close(again)


def test_in_another_language_one_goes_on_where_one_was(open_window, qtbot, tmp_path: Path):
    train(toy_recipe(tmp_path, steps=2), tmp_path / "run")
    window = open_window()
    window.header.set_settings(replace(window.header.settings, method="beam", beam=3))
    assert window.training.open_run(tmp_path / "run")
    assert window.pages.currentIndex() == Page.TRAIN.value
    type_text(qtbot, window, "it sees a dog.")
    states = view_states(window)
    qtbot.mouseClick(window.status.language_button, Qt.MouseButton.LeftButton)
    assert not window.isVisible() and states
    settings, _ = load_settings()
    assert settings.language == "ko" and settings.text == "it sees a dog."
    again = open_window(started=False)
    states[-1].restore(again)
    assert again.header.settings.method == "beam" and again.header.settings.beam == 3
    assert again.training.current == tmp_path / "run" and again.pages.currentIndex() == Page.TRAIN.value


def test_an_opened_trace_and_the_head_looked_at_are_there_in_another_language(open_window, qtbot, tmp_path: Path):
    window = open_window()
    window.save(tmp_path / "kept.safetensors")
    type_text(qtbot, window, "it.")
    window.translate()
    wait(qtbot, lambda: done(window))
    window.open_trace(tmp_path / "kept.safetensors")
    window.selection.update(group=DECODER_SELF, layer=1, head=2, step=1)
    window.translation.show_inside("machine")
    trace, at = window.session.trace, window.selection.now
    states = view_states(window)
    qtbot.mouseClick(window.status.language_button, Qt.MouseButton.LeftButton)
    again = open_window(started=False)
    states[-1].restore(again)
    again.start()
    wait(qtbot, lambda: again.translation.inside is not None and again.translation.inside.ready)
    assert again.session.trace is trace and again.selection.now == at  # no translation took its place
    assert again.translation.inside.slot == "machine"


def test_runs_side_by_side_are_there_in_another_language(open_window, qtbot):
    window = open_window()
    first = window.session.takes[0]
    type_text(qtbot, window, "it.")
    window.translate()
    wait(qtbot, lambda: done(window))
    window.session.set_takes((window.session.takes[0], first), follow=False)
    window.selection.update(take=1)
    window.selection.update(group=DECODER_SELF, layer=1, head=2, step=2)
    takes, at = window.session.takes, window.selection.now
    states = view_states(window)
    qtbot.mouseClick(window.status.language_button, Qt.MouseButton.LeftButton)
    again = open_window(started=False)
    states[-1].restore(again)
    assert again.session.takes == takes and again.selection.now == at
    assert again.session.trace is first.traces[0]


def test_what_is_not_yet_translated_is_translated_in_another_language(open_window, qtbot):
    window = open_window(live=True)
    type_text(qtbot, window, "it.")
    assert not window.settled
    states = view_states(window)
    qtbot.mouseClick(window.status.language_button, Qt.MouseButton.LeftButton)
    assert states[-1].takes == ()
    again = open_window(started=False)
    again.source.set_text("it.")
    states[-1].restore(again)
    again.start()
    wait(qtbot, lambda: done(again))
    assert again.session.trace.source_text == "it."


def test_a_download_is_not_given_up_for_another_language(open_window, qtbot, monkeypatch):
    monkeypatch.setattr(LibraryJob, "downloading", True)
    window = open_window()
    states = view_states(window)
    qtbot.mouseClick(window.status.language_button, Qt.MouseButton.LeftButton)
    assert window.isVisible() and not states
    assert window.session.message == "A model is being downloaded; change the language when it is here."


def test_what_is_loaded_after_an_installation_leaves_the_page_alone(open_window, qtbot):
    window = open_window()
    window.load_model("broken")
    wait(qtbot, lambda: "broken" in window.session.message)
    window.show_page(Page.TRAIN)
    window.session.set_message("")
    window.library.installed.emit()
    wait(qtbot, lambda: "broken" in window.session.message)
    assert window.pages.currentIndex() == Page.TRAIN.value


def test_a_damaged_settings_file_is_put_aside(own_settings):
    path = own_settings / "translucent" / "settings.json"
    path.parent.mkdir()
    path.write_text("{ this is not JSON")
    settings, notice = load_settings()
    assert settings == Settings()
    assert "damaged" in str(notice)
    assert path.with_name("settings.damaged.json").read_text() == "{ this is not JSON"


def test_traces_and_figures_are_saved_and_a_trace_opens_without_its_model(open_window, tmp_path: Path):
    window = open_window()
    for name in ("a.safetensors", "a.png", "a.svg", "a.pdf"):
        window.save(tmp_path / name)
        assert (tmp_path / name).stat().st_size > 100
        assert not window.session.message_is_error
    window.save(tmp_path / "a.png" / "a.pdf")  # a.png is no folder
    assert window.session.message_is_error
    other = open_window(lambda _name: load("broken"), started=False)
    other.controller.open_trace(tmp_path / "a.safetensors")
    assert other.session.trace.source_text == TEXT
    assert not other.session.message_is_error
    other.grab()
    other.controller.open_trace(tmp_path / "a.png")
    assert other.session.message_is_error
    assert other.session.trace.source_text == TEXT  # what was shown stays


def test_an_opened_trace_brings_its_text_and_stays_while_the_model_loads(open_window, qtbot, tmp_path: Path):
    first = open_window()
    first.save(tmp_path / "a.safetensors")
    window = open_window(started=False, live=True)
    window.source.set_text("my house.")
    window.start()
    window.open_trace(tmp_path / "a.safetensors")
    assert window.source.text == TEXT
    assert not window.masks.findChildren(MaskStrip)[0].grab().isNull()  # "needs the model", which is not there yet
    window.header.set_live(False)
    wait(qtbot, lambda: window.masks.strip.scores is not None)  # once the model is there
    assert window.session.activity is Activity.IDLE
    window.source.edit.undo()
    assert window.source.text == "my house."


def test_a_bundle_from_disk_runs_in_the_window(open_window, qtbot, tmp_path):
    from gui.app import load_model

    save_bundle(toy(), tmp_path / "mine")
    window = open_window(load_model, started=False)
    window.load_model(str(tmp_path / "mine"))
    wait(qtbot, lambda: done(window))
    assert window.header.models.currentText() == "mine"


def test_the_table_shows_the_numbers_of_the_map(open_window):
    window = open_window()
    window.selection.update(group=DECODER_SELF, layer=1, head=2)
    table = window.show_table()
    model = table.model
    trace = window.session.trace
    assert model.rowCount() == trace.target_length
    assert float(model.index(0, 0).data()) == pytest.approx(float(trace.weights(DECODER_SELF)[1, 2, 0, 0]), abs=1e-4)
    assert "masked" in model.index(0, trace.target_length - 1).data()
    table.close()


def test_both_themes_paint(open_window):
    window = open_window()
    light = window.grab().toImage()
    look.dress(DARK)
    dark = window.grab().toImage()
    assert light.pixelColor(5, 100).lightness() > 200 > 60 > dark.pixelColor(5, 100).lightness()


def test_everything_that_takes_the_focus_has_a_name(open_window):
    window = open_window()
    nameless = [
        f"{type(widget).__name__} in {type(widget.parent()).__name__}"
        for widget in window.findChildren(object)
        if hasattr(widget, "focusPolicy")
        and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        and widget.isVisibleTo(window)
        and not widget.accessibleName()
    ]
    assert nameless == []


def test_tab_reaches_every_panel(open_window, qtbot):
    window = open_window()
    window.source.edit.setFocus()
    reached = set()
    for _ in range(60):
        widget = QApplication.focusWidget()
        while widget is not None:
            reached.add(type(widget).__name__)
            widget = widget.parentWidget()
        qtbot.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Tab)
    assert {"Header", "SourcePanel", "OutputPanel", "StepPlayer", "OverviewPanel", "HeadPanel"} <= reached
