"""The inside views in the whole window, with a real (toy) model and real events."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from gui.heatmap.mask_strip import SLOT as SCORES_SLOT
from gui.state.session import Activity
from gui.views.inside.registry import SLOTS
from gui.views.panels.view_bar import key_of
from model.values.sites import CROSS
from model.values.trace_file import load_trace, save_trace
from tests.integration.toy_window import PATIENCE, open_inside

ALL = pytest.mark.parametrize("slot", SLOTS)


@ALL
def test_every_view_shows_the_translation_and_reads_as_a_table(slot, open_window, qtbot):
    window = open_window()
    view = open_inside(qtbot, window, slot)
    assert view.title and view.rule
    table = view.open_table()
    assert table is not None
    assert table.model.rowCount() and table.model.columnCount()
    assert table.csv_text().count("\n") == table.model.rowCount() + 1
    table.close()


@ALL
@pytest.mark.parametrize("suffix", [".svg", ".pdf", ".png"])
def test_every_view_is_saved_as_a_picture(slot, suffix, open_window, qtbot, tmp_path):
    window = open_window()
    open_inside(qtbot, window, slot)
    path = tmp_path / f"picture{suffix}"
    window.save(path)
    assert not window.session.message_is_error, window.session.message
    beginning = path.read_bytes()[:200]
    assert {".svg": b"<svg", ".pdf": b"%PDF", ".png": b"PNG"}[suffix] in beginning


@ALL
def test_every_view_follows_the_selection_a_new_sentence_and_another_model(slot, open_window, qtbot):
    window = open_window()
    view = open_inside(qtbot, window, slot)
    for change in ({"step": 0}, {"layer": 1}, {"head": 2}):
        window.selection.update(**change)
        qtbot.waitUntil(lambda: view.ready, timeout=PATIENCE)
    for number in (1, 2, 3):
        window.overview.choose_group(number)
        qtbot.waitUntil(lambda: view.ready, timeout=PATIENCE)
    window.source.set_text("a cat likes it.")
    window.translate()
    qtbot.waitUntil(
        lambda: window.session.activity is Activity.IDLE and window.session.trace.source_text == "a cat likes it.",
        timeout=PATIENCE,
    )
    qtbot.waitUntil(lambda: view.ready, timeout=PATIENCE)
    window.load_model("other")  # one more decoder layer
    qtbot.waitUntil(
        lambda: window.session.activity is Activity.IDLE and window.selection.extent.layers(CROSS) == 3,
        timeout=PATIENCE,
    )
    qtbot.waitUntil(lambda: view.ready, timeout=PATIENCE)


@ALL
def test_every_view_says_why_it_cannot_show_a_foreign_trace(slot, open_window, qtbot, tmp_path):
    window = open_window()
    view = open_inside(qtbot, window, slot)
    path = tmp_path / "foreign.safetensors"
    save_trace(window.session.trace, path)
    trace = load_trace(path)
    trace = replace(trace, setup=replace(trace.setup, model="a model of somebody else", fingerprint="another"))
    window.session.set_traces((trace,), finished=True, follow=True)
    assert view.ready == (view.question() is None)
    assert view.ready or "a model of somebody else" in view.notice


def test_the_overview_is_lent_and_comes_back_as_it_was(open_window, qtbot):
    window = open_window()
    page = window.translation
    widths = page.columns.sizes()
    for slot in (*SLOTS, *reversed(SLOTS)):
        view = open_inside(qtbot, window, slot)
        assert view.isVisible()
        assert window.overview.isVisible() == (not view.whole_width)
        assert page.column_widths() == widths
    qtbot.mouseClick(page.bar.button(0), Qt.MouseButton.LeftButton)
    assert page.inside is None
    assert window.overview.isVisible() and window.head.isVisible()
    assert page.columns.sizes() == widths
    assert set(window.session.answers.wanted) == {SCORES_SLOT}  # the mask panel is back, and no view asks any more


def press(qtbot, widget, number: int) -> None:
    """The keys of a button of the view bar; all heads are 0."""
    keys = key_of(number)[0]
    qtbot.keyClick(widget, keys.key(), keys.keyboardModifiers())


def test_keys_reach_every_view(open_window, qtbot):
    window = open_window()
    for number, slot in enumerate(SLOTS, start=1):
        press(qtbot, window, number)
        assert window.translation.inside is not None and window.translation.inside.slot == slot
    press(qtbot, window, 0)
    assert window.translation.inside is None


def test_closing_while_a_view_asks_ends_everything(open_window, qtbot):
    window = open_window()
    for slot in SLOTS:
        window.translation.show_inside(slot)
    window.close()


def test_a_view_without_its_numbers_saves_nothing_else_instead(open_window, qtbot, tmp_path):
    window = open_window()
    view = open_inside(qtbot, window, "machine")
    window.session.set_description(None)
    assert not view.ready
    path = tmp_path / "picture.svg"
    window.save(path)
    assert window.session.message_is_error and "none is loaded" in window.session.message
    assert not path.exists()
    window.save(tmp_path / "all.safetensors")  # what needs no view
    assert not window.session.message_is_error


def test_a_scrolling_picture_leaves_the_layers_key_to_the_page(open_window, qtbot):
    window = open_window()
    for slot, name in (("lines", "canvas"), ("reference", "forcing")):
        view = open_inside(qtbot, window, slot)
        window.selection.update(layer=0)
        qtbot.keyClick(getattr(view, name), Qt.Key.Key_PageDown)
        assert window.selection.now.layer == 1


@ALL
def test_keys_go_to_the_view_that_was_chosen_and_not_into_the_sentence(slot, open_window, qtbot):
    window = open_window()
    window.source.edit.setFocus()
    press(qtbot, window.source.edit, SLOTS.index(slot) + 1)
    view = window.translation.inside
    assert view is not None
    qtbot.waitUntil(lambda: view.ready, timeout=PATIENCE)
    qtbot.waitUntil(lambda: view.body.isAncestorOf(window.focusWidget()), timeout=10_000)
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_N)
    assert window.source.text == "the dog sees it."


def test_n_walks_through_the_machine_at_once(open_window, qtbot):
    window = open_window()
    window.source.edit.setFocus()
    qtbot.keyClick(window.source.edit, Qt.Key.Key_4, Qt.KeyboardModifier.AltModifier)
    view = window.translation.inside
    qtbot.waitUntil(lambda: view.ready, timeout=PATIENCE)
    qtbot.waitUntil(lambda: view.body.isAncestorOf(window.focusWidget()), timeout=10_000)
    title = view.title
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_N)
    assert view.title != title
