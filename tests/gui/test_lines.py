"""Lines: heads are switched, isolated and brought back; a piece shows only its lines and their numbers."""

from __future__ import annotations

import time
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.heatmap.figure import Figure, write_figure
from gui.look.theme import DARK
from gui.pictures.lines.data import THRESHOLD, Pointed, lines_data
from gui.pictures.lines.numbers import short_weight
from gui.state.selection import Selection
from gui.state.session import Session
from gui.views.inside.lines.view import LinesView
from model.values.masks import MaskReason
from model.values.pieces import is_special
from model.values.sites import CROSS, DECODER_SELF, ENCODER_SELF, TRANSFORMER_GROUPS, SiteGroup
from model.values.trace import Trace
from tests.gui.traces import make_trace, weighted

LEFT = Qt.MouseButton.LeftButton
GROUPS = list(TRANSFORMER_GROUPS)


def opened(qtbot: QtBot, trace: Trace | None = None, **fields: object) -> LinesView:
    selection = Selection()
    session = Session(selection)
    session.set_traces((trace or make_trace(),), finished=True, follow=True)
    selection.update(**{"layer": 1, **fields})
    view = LinesView(session, selection)
    qtbot.addWidget(view)
    view.resize(860, 470)
    with qtbot.waitExposed(view):
        view.show()
    QTest.qWait(1)
    qtbot.waitUntil(lambda: not view.canvas.drawing)
    assert view.ready
    return view


def center(view: LinesView, pointed: Pointed) -> QPoint:
    layout = view.canvas.lines_layout()
    assert layout is not None and view.canvas.picture is not None
    return view.canvas.picture.label_rect(layout, pointed).center().toPoint()


def tile(view: LinesView, head: int) -> QPoint:
    return view.tiles.tile(head).center().toPoint()


def pixels(view: LinesView) -> np.ndarray:
    """[row, column, channel] of the lines that are shown."""
    image = view.canvas.lines_image()
    assert image is not None
    return np.array(image.constBits(), dtype=np.uint8).reshape(image.height(), image.width(), 4).astype(int)


# ---- what is shown ----


@pytest.mark.parametrize("group", GROUPS)
def test_the_weights_are_the_traces_until_the_step(qtbot: QtBot, group: SiteGroup) -> None:
    trace = make_trace()
    view = opened(qtbot, trace, group=group, step=4)
    rows = trace.source_length if group == ENCODER_SELF else 5
    np.testing.assert_array_equal(view.data.weights, trace.weights(group)[1][:, :rows])
    assert view.data.current == (None if group == ENCODER_SELF else 4)
    if group != ENCODER_SELF:
        assert [label.both for label in view.data.query_labels[:2]] == ["<s> → Ich", "Ich → wusste"]
        assert "→" in view.rule


@pytest.mark.parametrize("heads", [1, 8, 16])
def test_a_lines_opacity_is_its_weight_however_many_heads_are_on(qtbot: QtBot, heads: int) -> None:
    """One strong line per head and row, between pieces of one number: level lines that cross nothing."""
    trace = make_trace(layers=1, heads=heads, source=6, target=6)
    weights = np.zeros_like(trace.weights(CROSS))
    given = np.linspace(0.2, 0.9, 6)
    weights[0, :, np.arange(6), np.arange(6)] = given[:, None]
    view = opened(qtbot, weighted(trace, cross=weights), layer=0)
    layout = view.canvas.lines_layout()
    for on in ({0}, set(range(heads)), {0, heads - 1}):
        for head in range(heads):
            if (head in on) != (head in view.tiles.on):
                QTest.mouseClick(view.tiles, LEFT, pos=tile(view, head))
        assert set(view.tiles.on) == on
        qtbot.waitUntil(lambda: not view.canvas.drawing)
        alpha = pixels(view)[..., 3]
        rows = layout.heights("query") + layout.shifts(heads)[0]
        for row, weight in zip(rows, given, strict=True):
            near = alpha[int(row) - 1 : int(row) + 1, 50].max() / 255
            at_least = weight - 0.01
            assert near >= at_least
            if on == {0}:
                assert near == pytest.approx(weight, abs=0.01)


def test_lines_stay_where_they_are_when_others_go(qtbot: QtBot) -> None:
    view = opened(qtbot)
    before = view.canvas.lines_layout().shifts(8)
    QTest.mouseClick(view.tiles, LEFT, pos=tile(view, 0))
    np.testing.assert_array_equal(view.canvas.lines_layout().shifts(view.data.heads), before)


# ---- heads ----


def test_a_click_switches_a_head_and_a_double_click_isolates_it(qtbot: QtBot) -> None:
    view = opened(qtbot)
    everything = pixels(view)
    QTest.mouseClick(view.tiles, LEFT, pos=tile(view, 2))
    assert view.tiles.on == (0, 1, 3, 4, 5, 6, 7) and "7 of 8" in view.title
    QTest.mouseClick(view.tiles, LEFT, pos=tile(view, 2))
    assert view.tiles.on == tuple(range(8))
    QTest.qWait(QApplication.doubleClickInterval() + 20)
    double_click(view, 5)
    assert view.tiles.on == (5,)
    qtbot.waitUntil(lambda: not view.canvas.drawing)
    assert (pixels(view)[..., 3] <= everything[..., 3]).all() and (pixels(view) != everything).any()
    double_click(view, 5)
    assert view.tiles.on == tuple(range(8))
    qtbot.waitUntil(lambda: not view.canvas.drawing)
    np.testing.assert_array_equal(pixels(view), everything)
    double_click(view, 5)
    double_click(view, 1)
    assert view.tiles.on == (1,)
    QTest.mouseClick(view.all_button, LEFT)
    assert view.tiles.on == tuple(range(8))


def double_click(view: LinesView, head: int) -> None:
    """As a mouse does it: a click, then the second press as a double click."""
    QTest.mouseClick(view.tiles, LEFT, pos=tile(view, head))
    QTest.mouseDClick(view.tiles, LEFT, pos=tile(view, head))


def test_keys_do_what_the_mouse_does(qtbot: QtBot) -> None:
    view = opened(qtbot)
    view.tiles.setFocus()
    for _ in range(3):
        qtbot.keyClick(view.tiles, Qt.Key.Key_Right)
    qtbot.keyClick(view.tiles, Qt.Key.Key_Space)
    assert view.tiles.on == (0, 1, 2, 4, 5, 6, 7)
    assert "At head 4, which is off" in view.tiles.accessibleDescription()
    qtbot.keyClick(view.tiles, Qt.Key.Key_Return)
    assert view.tiles.on == (3,)
    qtbot.keyClick(view.tiles, Qt.Key.Key_Return)
    assert view.tiles.on == tuple(range(8))
    qtbot.keyClick(view.tiles, Qt.Key.Key_Space)
    qtbot.keyClick(view.tiles, Qt.Key.Key_A)
    assert view.tiles.on == tuple(range(8))


def test_with_no_head_on_it_says_so(qtbot: QtBot) -> None:
    view = opened(qtbot)
    view.tiles.isolate(0)
    view.tiles.toggle(0)
    assert "no head is on" in view.numbers.accessibleDescription()
    qtbot.waitUntil(lambda: not view.canvas.drawing)
    assert not pixels(view).any() and view.legend.texts == []
    view.numbers.grab()


# ---- one piece ----


@pytest.mark.parametrize("group", GROUPS)
def test_pointing_at_a_piece_shows_only_its_lines_and_numbers(qtbot: QtBot, group: SiteGroup) -> None:
    view = opened(qtbot, group=group)
    for pointed in (Pointed("query", 3), Pointed("key", 2)):
        QTest.mouseMove(view.canvas, center(view, pointed))
        qtbot.waitUntil(lambda pointed=pointed: view.pointed == pointed)
        other = "key" if pointed.side == "query" else "query"
        weights = view.data.weights[:, 3] if pointed.side == "query" else view.data.weights[:, :, 2]
        picture = view.numbers.picture
        np.testing.assert_array_equal(picture.weights, weights)
        told = view.numbers.accessibleDescription()
        number = int(weights[0].argmax())
        assert (
            f"{view.data.labels(other)[number].both}: H1 {weights[0, number]:.4f}, H2 {weights[1, number]:.4f}" in told
        )
        alpha = pixels(view)[..., 3]
        layout = view.canvas.lines_layout()
        ends = alpha[:, 0] if pointed.side == "query" else alpha[:, -1]
        inside = layout.rows(pointed.side).row(pointed.number).translated(0, -layout.ink.top())
        lit = np.flatnonzero(ends)
        assert lit.size and lit.min() >= inside.top() - 2 and lit.max() <= inside.bottom() + 2
    view.selection.update(query=None, key=None)
    assert view.pointed is None


def test_other_views_follow_the_pointer_and_it_follows_them(qtbot: QtBot) -> None:
    view = opened(qtbot)
    QTest.mouseMove(view.canvas, center(view, Pointed("query", 6)))
    qtbot.waitUntil(lambda: view.selection.now.query == 6)
    view.selection.update(query=None, key=4)
    assert view.pointed == Pointed("key", 4)


def test_arrow_keys_walk_along_both_columns(qtbot: QtBot) -> None:
    view = opened(qtbot, step=5)
    view.canvas.setFocus()
    qtbot.keyClick(view.canvas, Qt.Key.Key_Down)
    assert view.pointed == Pointed("query", 5)  # the walk begins at the current row
    qtbot.keyClick(view.canvas, Qt.Key.Key_Down)
    assert view.pointed == Pointed("query", 5)  # later rows are not decoded
    qtbot.keyClick(view.canvas, Qt.Key.Key_Up)
    qtbot.keyClick(view.canvas, Qt.Key.Key_Right)
    assert view.pointed == Pointed("key", 4)
    qtbot.keyClick(view.canvas, Qt.Key.Key_Escape)
    assert view.pointed is None


def test_it_says_when_all_lines_are_drawn(qtbot: QtBot) -> None:
    view = opened(qtbot, make_trace(source=60, target=60))
    view.selection.update(layer=3)
    assert view.ready and view.canvas.drawing and not view.drawn and not view.settled
    qtbot.waitUntil(lambda: view.drawn, timeout=10_000)
    first = view.grab().toImage()
    qtbot.wait(50)
    assert view.settled and view.grab().toImage() == first  # nothing came after it


# ---- words, and what is hidden ----


@pytest.mark.parametrize("group", GROUPS)
@pytest.mark.parametrize("words", [False, True])
def test_what_is_hidden_is_told_and_adds_up(qtbot: QtBot, group: SiteGroup, words: bool) -> None:
    trace = make_trace(padded=2)
    view = opened(qtbot, trace, group=group)
    if words:
        QTest.mouseClick(view.words_button, LEFT)
    every = view.data.weights.sum(dtype=np.float64)
    assert not any("hidden" in text for text in view.legend.texts)
    QTest.mouseClick(view.hide_button, LEFT)
    assert not any(is_special(label.text) for side in ("query", "key") for label in view.data.labels(side))
    share = view.data.shares(view.tiles.on)
    assert share.shown + share.hidden == pytest.approx(1.0)
    assert view.data.weights.sum(dtype=np.float64) / every == pytest.approx(share.shown, abs=1e-5)
    told = "hidden: {:.1f} % of the attention of the heads shown ({:.1f} % goes to special pieces, {:.1f} % comes from"
    if not words:  # from the trace itself: parts of *all* attention, not of what is hidden
        weights = trace.weights(group)[view.layer].astype(np.float64)
        queries, keys = (
            np.array([not is_special(piece) for piece in pieces])
            for pieces in (trace.query_pieces(group), trace.key_pieces(group))
        )
        to, from_ = weights[:, queries][:, :, ~keys].sum(), weights[:, ~queries].sum()
        parts = (to + from_) / weights.sum(), to / weights.sum(), from_ / weights.sum()
        assert any(text.startswith(told.format(*(100 * part for part in parts))) for text in view.legend.texts)
    view.tiles.isolate(3)
    alone = view.data.shares((3,))
    parts = alone.hidden, alone.to_hidden, alone.from_hidden
    assert any(text.startswith(told.format(*(100 * part for part in parts))) for text in view.legend.texts)


@pytest.mark.parametrize("group", GROUPS)
def test_words_say_their_rule_and_rows_still_sum_to_one(qtbot: QtBot, group: SiteGroup) -> None:
    pieces = ("▁vor", "schrift", "▁ge", "lesen", ".", "</s>")
    trace = make_trace(layers=2, source=6, target=6)
    sides = {"source_pieces": pieces, "input_pieces": ("<s>", *pieces[:-1]), "predicted_pieces": pieces}
    trace = replace(trace, **sides, source_spans=(), target_spans=())
    view = opened(qtbot, trace, group=group)
    view.words_button.click()
    assert "sum over keys, mean over queries" in view.rule
    np.testing.assert_allclose(view.data.weights.sum(axis=-1), 1.0, atol=1e-5)
    assert [label.text for label in view.data.key_labels][-2:] in (["gelesen", "."], [".", "</s>"])
    if group == CROSS:
        assert view.data.query_labels[1].both == "vorschrift → schrift ge"
        QTest.mouseMove(view.canvas, center(view, Pointed("key", 1)))
        qtbot.waitUntil(lambda: view.selection.now.key == 2)
        view.selection.update(key=3)  # another piece of the same word
        assert view.pointed == Pointed("key", 1)


def test_the_share_too_faint_to_draw_is_told(qtbot: QtBot) -> None:
    view = opened(qtbot)
    weights = view.data.weights
    share = weights[weights < THRESHOLD].sum(dtype=np.float64) / weights.sum(dtype=np.float64)
    assert view.data.faint(range(8)) == pytest.approx(share)
    assert f"lines under {THRESHOLD} are not drawn: {100 * share:.1f} % of the attention shown" in view.legend.texts


# ---- elsewhere ----


def test_the_table_holds_the_lines_that_are_shown(qtbot: QtBot) -> None:
    view = opened(qtbot, group=DECODER_SELF)
    view.tiles.isolate(4)
    weights, allowed = view.data.weights[4], view.data.allowed
    cells = view.table()
    assert cells.rowCount() == int((weights >= THRESHOLD).sum())
    view.selection.update(query=6)
    cells = view.table()
    assert {cells.cell(row, 1) for row in range(cells.rowCount())} == {view.data.query_labels[6].both}
    found = {cells.cell(row, 2): cells.cell(row, 3) for row in range(cells.rowCount())}
    for key in np.flatnonzero(allowed[6] & (weights[6] >= THRESHOLD)):
        assert found[view.data.key_labels[key].text] in weights[6]
    assert all(cells.cell(row, 0) == 5 for row in range(cells.rowCount()))


@pytest.mark.parametrize("suffix", [".png", ".svg", ".pdf"])
def test_it_is_a_figure_too(qtbot: QtBot, tmp_path, suffix: str) -> None:
    view = opened(qtbot)
    view.tiles.isolate(1)
    path = tmp_path / f"lines{suffix}"
    write_figure(Figure(view.trace, view.title, view.paint_figure, DARK, view.rule), path)
    assert path.stat().st_size > 5000
    if suffix == ".svg":
        lines = int((view.data.weights[1] >= THRESHOLD).sum())
        assert path.read_text().count("<path") >= lines  # shapes, not a picture of them


def test_every_number_is_written_for_eight_heads_at_1280(qtbot: QtBot) -> None:
    view = opened(qtbot)
    layout = view.numbers.picture.layout(view.numbers._area(), view.numbers.font())
    assert layout.written and len(layout.rows) == len(view.data.keys)
    assert [short_weight(weight) for weight in (0.23141, 0.0, 1.0, 0.99999)] == [".2314", ".0000", "1.000", "1.000"]


@pytest.mark.parametrize("heads", [1, 12, 24])
def test_other_numbers_of_heads(qtbot: QtBot, heads: int) -> None:
    view = opened(qtbot, make_trace(layers=2, heads=heads))
    assert view.tiles.on == tuple(range(heads))
    assert view.tiles.tile(heads - 1).right() <= view.tiles.width() + 1
    view.grab()


def test_long_sentences_scroll_and_the_strongest_are_told(qtbot: QtBot) -> None:
    view = opened(qtbot, make_trace(layers=2, source=60, target=60))
    assert view.canvas.height() > view.scroller.viewport().height()
    layout = view.canvas.lines_layout()
    assert layout.left.cell_height >= 14 and layout.right.cell_height >= 14
    view.canvas.setFocus()
    qtbot.keyClick(view.canvas, Qt.Key.Key_Down)  # to the current row, the last
    assert view.scroller.verticalScrollBar().value() > 0
    view.selection.update(query=None, key=2)  # by another view
    assert view.scroller.verticalScrollBar().value() < 40
    QTest.mouseMove(view.canvas, center(view, Pointed("query", 20)))
    view.scroller.verticalScrollBar().setValue(100)
    QTest.mouseMove(view.canvas, center(view, Pointed("query", 8)))
    qtbot.waitUntil(lambda: view.pointed == Pointed("query", 8))
    assert view.scroller.verticalScrollBar().value() == 100  # nothing moves away under the pointer
    picture = view.numbers.picture
    rows = picture.layout(view.numbers._area(), view.numbers.font()).rows
    assert 5 < len(rows) < 60
    shown = picture.means[list(rows)]
    assert shown.min() >= np.delete(picture.means, rows).max()


def test_sixty_pieces_and_eight_heads_hold_nothing_up(qtbot: QtBot) -> None:
    """Drawn bit by bit: no slice between two events is long; a busy machine may take several times as long."""
    trace = make_trace(layers=6, source=60, target=60)
    view = opened(qtbot, trace)
    canvas = view.canvas
    begun = time.perf_counter()
    view.selection.update(layer=3)
    opening = time.perf_counter() - begun
    longest, slices = 0.0, 0
    while canvas.drawing:
        begun = time.perf_counter()
        canvas._draw_on()
        longest, slices = max(longest, time.perf_counter() - begun), slices + 1
    hovers = []
    for row in range(20, 40):
        view.selection.update(query=row)
        begun = time.perf_counter()
        canvas.lines_image()
        hovers.append(time.perf_counter() - begun)
    print(f"opening {opening:.4f} slices {slices} longest {longest:.4f} hover {np.median(hovers):.4f}")
    assert slices > 3
    assert opening < 0.5 and longest < 0.25 and np.median(hovers) < 0.1


def test_padding_is_masked_for_everyone() -> None:
    trace = make_trace(padded=3)
    data = lines_data(trace, ENCODER_SELF, 0, 0, False, False)
    padding = trace.reasons(ENCODER_SELF) == MaskReason.PADDING
    np.testing.assert_array_equal(data.allowed, ~padding)
    assert not data.weights[:, padding].any()


# ---- a click keeps what it chooses ----


def test_a_click_keeps_a_piece_until_the_next_click_or_escape(qtbot: QtBot) -> None:
    view = opened(qtbot, group=ENCODER_SELF)
    chosen = Pointed("query", 3)
    QTest.mouseClick(view.canvas, LEFT, pos=center(view, chosen))
    assert view.pointed == chosen and view.now.query == 3
    QTest.mouseMove(view.canvas, center(view, Pointed("key", 1)))
    assert view.pointed == chosen  # it stays while the pointer goes on
    QTest.mouseClick(view.canvas, LEFT, pos=center(view, Pointed("key", 1)))
    assert view.pointed == Pointed("key", 1) and view.now.key == 1
    QTest.mouseClick(view.canvas, LEFT, pos=center(view, Pointed("key", 1)))
    assert view.pointed is None
    view.canvas.setFocus()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Return):
        QTest.keyClick(view.canvas, key)
    kept = view.pointed
    QTest.mouseMove(view.canvas, center(view, Pointed("query", 5)))
    assert kept is not None and view.pointed == kept
    QTest.keyClick(view.canvas, Qt.Key.Key_Escape)
    assert view.pointed is None


def test_a_row_of_the_decoder_becomes_the_step(qtbot: QtBot) -> None:
    view = opened(qtbot, group=CROSS, step=10)
    QTest.mouseClick(view.canvas, LEFT, pos=center(view, Pointed("query", 4)))
    assert (view.now.step, view.now.query) == (4, 4)
    assert view.data.decoded == 5  # as in the map of one head


def test_a_click_on_a_line_selects_its_head_query_and_key(qtbot: QtBot) -> None:
    trace = make_trace(layers=1, heads=4, source=6, target=6)
    weights = np.zeros_like(trace.weights(CROSS))
    weights[0, 2, 3, 1] = 0.9
    weights[0, 1, 5, 5] = 0.9
    view = opened(qtbot, weighted(trace, cross=weights), layer=0)
    layout = view.canvas.lines_layout()
    shift = layout.shifts(4)[2]
    start, end = layout.heights("query")[3] + shift, layout.heights("key")[1] + shift
    middle = QPoint(round(layout.ink.center().x()), round(layout.ink.top() + (start + end) / 2))
    QTest.mouseClick(view.canvas, Qt.MouseButton.RightButton, pos=middle)
    assert view.now.query is None
    QTest.mouseClick(view.canvas, LEFT, pos=middle)
    assert (view.now.head, view.now.query, view.now.key, view.now.step) == (2, 3, 1, 3)
    assert view.pointed == Pointed("query", 3)
    QTest.mouseClick(view.canvas, LEFT, pos=QPoint(middle.x(), round(layout.ink.top()) + 1))
    assert view.now.query is None and view.now.head == 2  # beside all lines: nothing is kept any more
