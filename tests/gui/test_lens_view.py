"""Prediction by layer: colours, words, clicks, keys and the table of the logit lens."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QGuiApplication

from gui.heatmap.scale import TOP, attention_table, color_at
from gui.look.colors import ink_on
from gui.look.look import look
from gui.look.theme import DARK, LIGHT
from gui.pictures.cell_text import percent_text
from gui.pictures.lens import LensPicture
from gui.pictures.lens_tint import Tint, decided_at, rank_strength
from gui.views.inside.lens import LensView
from model.values.pieces import shown
from model.values.questions.lens import LensQuestion
from tests.gui.inside_numbers import give, lens_numbers, questions, resting_session
from tests.gui.painted import painted, words_in
from tests.gui.traces import make_trace


@pytest.fixture
def trace():
    return make_trace(target=13)


@pytest.fixture
def numbers(trace):
    return lens_numbers(trace)


@pytest.fixture
def view(qtbot, trace, numbers):
    session = resting_session(trace)
    view = LensView(session, session.selection)
    qtbot.addWidget(view)
    view.resize(1240, 460)
    view.show()
    give(session, "lens", numbers)
    assert view.ready
    qtbot.waitUntil(lambda: view.canvas.width() > 900)
    return view


def test_it_asks_with_the_norm_first_and_again_without(view, qtbot, trace):
    assert questions(view.session)["lens"] == LensQuestion(True)
    assert "last layer's LayerNorm" in view.rule
    view.norm.setFocus()
    qtbot.keyClick(view.norm, Qt.Key.Key_Down)
    assert questions(view.session)["lens"] == LensQuestion(False)
    give(view.session, "lens", lens_numbers(trace, with_norm=False))
    assert "as it is" in view.rule
    assert "never trained" in view.caveat.text()


def color_in(view, row: int, column: int) -> str:
    """Near the cell's lower left corner, where no letter is."""
    box = view.canvas.cell_rect(row, column)
    return view.canvas.grab().toImage().pixelColor(round(box.left()) + 3, round(box.bottom()) - 4).name()


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_cells_have_the_colour_of_the_chosen_pieces_probability_or_rank(view, numbers, theme):
    look.use(theme)
    for row, column in ((0, 0), (6, 3), (5, 8), (2, 7)):
        probability = math.exp(float(numbers.logprob[row, column]))
        assert color_in(view, row, column) == color_at(attention_table(theme), round(probability * TOP)).name()
    view.tint.setCurrentIndex(1)
    for row, column in ((0, 0), (6, 3)):
        strength = rank_strength(int(numbers.rank[row, column]))
        assert color_in(view, row, column) == color_at(attention_table(theme), round(strength * TOP)).name()


@pytest.mark.parametrize("tint", list(Tint))
def test_the_number_in_a_cell_is_of_the_piece_above_it(qtbot, trace, numbers, tint):
    picture = LensPicture(trace, numbers, 3, tint, LIGHT)
    words = painted(picture.paint)
    for row, step in ((0, 0), (2, 7), (4, 5), (6, 12)):
        piece, number = words_in(words, picture.cell(QRectF(0, 0, 1300, 500), QFont(), row, step))
        assert piece == shown(numbers.best_pieces[row][step][0])
        assert number == percent_text(math.exp(float(numbers.best_logprob[row, step, 0])))
    legend = " ".join(word.text for word in words)
    assert "number: probability of the piece in the cell" in legend
    assert f"colour: {tint.value} of the chosen piece" in legend


def test_ranks_have_few_strengths_that_never_rise():
    strengths = [rank_strength(rank) for rank in range(1, 2000)]
    assert strengths == sorted(strengths, reverse=True)
    assert strengths[0] == 1.0 and strengths[1] < 1.0 and strengths[-1] == 0.0
    assert len(set(strengths)) == 5


def test_a_click_on_a_column_goes_to_its_step(view, qtbot):
    qtbot.mouseClick(view.canvas, Qt.MouseButton.LeftButton, pos=view.canvas.cell_rect(2, 4).center().toPoint())
    assert view.selection.now.step == 4
    assert view.canvas.picture.step == 4
    above = view.canvas.cell_rect(0, 9)
    qtbot.mouseClick(
        view.canvas, Qt.MouseButton.LeftButton, pos=(above.center() - above.bottomLeft() + above.topLeft()).toPoint()
    )
    assert view.selection.now.step == 9  # a word above a column counts as the column


def test_keys_walk_from_the_current_step_and_enter_goes_to_another(view, qtbot, numbers, trace):
    view.canvas.setFocus()
    qtbot.keyClick(view.canvas, Qt.Key.Key_Down)
    assert view.canvas.pointed == (0, 12)
    qtbot.keyClick(view.canvas, Qt.Key.Key_Left)
    qtbot.keyClick(view.canvas, Qt.Key.Key_Down)
    assert view.canvas.pointed == (1, 11)
    heard = view.canvas.accessibleDescription()
    assert f"rank {numbers.rank[1, 11]}," in heard
    assert f"p {math.exp(float(numbers.logprob[1, 11])):.6g}" in heard
    assert "layer 1, step 12" in heard
    qtbot.keyClick(view.canvas, Qt.Key.Key_Return)
    assert view.selection.now.step == 11
    qtbot.keyClick(view.canvas, Qt.Key.Key_Escape)
    assert view.canvas.pointed is None and view.canvas.accessibleDescription() == ""


def test_the_step_in_full_stands_beside_and_tells_its_pieces(view, numbers):
    view.selection.update(step=3)
    picture = view.canvas.picture
    number, words = picture.cell_text(2, picture.steps + 2)  # the second best after layer 2
    assert number == f"{math.exp(float(numbers.best_logprob[2, 3, 1])):.6g}"
    assert "layer 2, step 4: place 2 is \u2068b\u2069" in words
    assert picture.cell_text(2, picture.steps) == picture.cell_text(2, 3)  # how the chosen piece stands


def test_it_says_when_the_piece_was_decided(view, numbers, trace):
    view.selection.update(step=3)
    assert (
        view.told.text() == f"Step 4: “{trace.predicted_pieces[3].strip('▁')}” is first from layer 5 on and stays so."
    )
    assert decided_at(numbers, 3) == 5
    late = numbers.rank.copy()
    late[5, 3] = 2
    assert decided_at(replace(numbers, rank=late), 3) == 6
    late[6, 3] = 4
    assert decided_at(replace(numbers, rank=late), 3) is None
    assert decided_at(replace(numbers, rank=np.ones_like(late)), 3) == 0


def test_the_table_holds_every_number(view, numbers, trace):
    cells = view.table()
    assert cells.rowCount() == 13 * 7
    row = 3 * 7 + 2  # step 4, layer 2
    columns = [cells.column_header(k) for k in range(cells.columnCount())]
    assert cells.row_header(row) == "4"
    assert cells.cell(row, columns.index("after")) == "layer 2"
    assert cells.cell(row, columns.index("its rank")) == numbers.rank[2, 3]
    assert cells.cell(row, columns.index("its log-probability")) == float(numbers.logprob[2, 3])
    assert cells.cell(row, columns.index("piece 2")) == "b"
    assert cells.cell(row, columns.index("probability 2")) == pytest.approx(
        math.exp(float(numbers.best_logprob[2, 3, 1]))
    )


@pytest.mark.parametrize("script", ["latin", "cjk", "arabic"])
@pytest.mark.parametrize("target", [1, 6, 14, 60])
@pytest.mark.parametrize("size", [(300, 200), (1240, 400), (1880, 760)])
def test_everything_lies_inside_and_nothing_overlaps(qapp, script, target, size):
    trace = make_trace(target=target, script=script)
    picture = LensPicture(trace, lens_numbers(trace), target - 1, Tint.PROBABILITY, LIGHT)
    area, font = QRectF(0, 0, *size), QFont(QGuiApplication.font())
    font.setPixelSize(13)
    grid, beside = (picture.places(area, font).grid.rect, picture.places(area, font).step.rect)
    assert grid.right() < beside.left() and beside.right() <= area.right() + 1
    assert grid.left() > 0 and grid.top() > 0
    if size[1] >= 400:
        assert picture.places(area, font).legend.bottom() <= area.bottom()
    for row in range(picture.rows):
        for column in range(picture.columns):
            cell = picture.cell(area, font, row, column)
            assert picture.cell_at(area, font, cell.center()) == (row, column)


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_words_are_told_from_every_tint(qapp, theme):
    def luminance(color):
        parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in color.getRgbF()[:3]]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    for level in range(0, TOP + 1, 11):
        fill = color_at(attention_table(theme), level)
        high, low = sorted((luminance(fill), luminance(ink_on(fill, theme))), reverse=True)
        assert (high + 0.05) / (low + 0.05) >= 3.9


def test_columns_too_narrow_for_words_have_only_colours(qtbot, monkeypatch):
    trace = make_trace(target=120)
    drawn = []
    monkeypatch.setattr("gui.pictures.lens.draw_word", lambda painter, cell, text, strong=False: drawn.append(cell))
    session = resting_session(trace)
    view = LensView(session, session.selection)
    qtbot.addWidget(view)
    view.resize(1240, 460)
    view.show()
    give(session, "lens", lens_numbers(trace))
    qtbot.waitUntil(lambda: view.canvas.width() > 900)
    drawn.clear()
    view.canvas.grab()
    grid = view.canvas.picture.places(view.canvas.area(), view.canvas.font()).grid
    assert grid.cell_width < 9
    words = [cell for cell in drawn if cell.right() <= grid.rect.right() + 1]
    assert not any(grid.rect.top() <= cell.center().y() < grid.rect.bottom() for cell in words)
    for above in (True, False):
        lefts = sorted(cell.left() for cell in words if (cell.center().y() < grid.rect.top()) == above)
        assert len(lefts) > 30
        assert all(right - left >= 10 for left, right in pairwise(lefts))
        assert any(abs(left - grid.column_left(view.now.step)) < 1 for left in lefts)
