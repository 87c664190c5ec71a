"""Summaries on the screen: two maps that point together, the right numbers, rules, warnings and the legend's end."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from gui.heatmap.scale import ScaleMode, levels
from gui.heatmap.summary import summarise
from gui.look.theme import DARK, LIGHT
from gui.state.answers import Asked
from gui.state.selection import Selection
from gui.state.session import Activity, Session
from gui.views.inside.summaries.map import SummaryMap
from gui.views.inside.summaries.view import LEFT, RIGHT, SummariesView
from gui.views.inside.summaries.words import BESIDE, NORMS, PLAIN, Choice
from model.values.masks import MaskReason
from model.values.questions.norms import NormsNumbers, NormsQuestion
from model.values.questions.summaries import rollout, row_shares
from model.values.sites import CROSS, DECODER_SELF, TRANSFORMER_GROUPS
from tests.gui.inside_numbers import DESCRIPTION, questions
from tests.gui.traces import make_trace


@pytest.fixture
def view(qtbot: QtBot) -> SummariesView:
    selection = Selection()
    session = Session(selection)
    session.set_traces((make_trace(padded=2),), finished=True, follow=True)
    session.set_description(DESCRIPTION)
    session.set_activity(Activity.IDLE)
    selection.update(layer=3, head=5)
    shown = SummariesView(session, selection)
    qtbot.addWidget(shown)
    shown.resize(1252, 470)
    shown.show()
    qtbot.waitExposed(shown)
    return shown


def norms_of(view: SummariesView) -> NormsNumbers:
    """Made-up lengths of the right shape, up to about 5."""
    weights = view.trace.weights(view.now.group)
    lengths = np.random.default_rng(3).uniform(0.5, 5.0, (*weights.shape[:2], 1, weights.shape[3]))
    heads = (weights * lengths).astype(np.float32)
    return NormsNumbers(view.now.group, heads, 0.7 * heads.sum(axis=1))


def answer(view: SummariesView) -> NormsNumbers:
    numbers = norms_of(view)
    view.session.answers.give("summary", Asked(NormsQuestion(view.now.group), view.trace), numbers)
    return numbers


def shown(view: SummariesView) -> tuple[np.ndarray, np.ndarray]:
    left, right = view.left.picture(), view.right.picture()
    assert left is not None and right is not None
    return left.weights, right.weights


def test_rollout_beside_the_mean_of_all_weights_is_shown_first(view):
    assert view.ready and view.choices == (Choice.MEAN_ALL, Choice.ROLLOUT)
    left, right = shown(view)
    assert np.array_equal(left, view.trace.weights(CROSS).mean(axis=(0, 1)))
    assert np.array_equal(right, rollout(view.trace, CROSS))


@pytest.mark.parametrize("choice", [choice for choice in RIGHT if choice in PLAIN])
@pytest.mark.parametrize("group", TRANSFORMER_GROUPS)
def test_means_and_maxima(view, choice, group):
    view.selection.update(group=group)
    view.choose(choice)
    left, right = shown(view)
    assert np.array_equal(right, summarise(view.trace.weights(group), PLAIN[choice], 3, 5))
    assert np.array_equal(left, summarise(view.trace.weights(group), PLAIN[BESIDE[choice]], 3, 5))


def test_norms_are_asked_for_and_drawn_on_a_scale_of_their_own(view):
    view.choose(Choice.NORM_LAYER)
    assert not view.ready and questions(view.session) == {"summary": NormsQuestion(CROSS)}
    numbers = answer(view)
    assert view.ready
    left, right = shown(view)
    assert np.array_equal(left, view.trace.weights(CROSS)[3].mean(axis=0))
    assert np.array_equal(right, numbers.summed[3])
    picture = view.right.picture()
    assert picture.limit == numbers.summed[3].max() > 1
    assert picture._legend.top == f"{picture.limit:.2f}" and picture._legend.note == "length"
    assert np.array_equal(picture._map.levels, levels(numbers.summed[3] / np.float32(picture.limit)))
    view.selection.update(layer=0)
    assert np.array_equal(shown(view)[1], numbers.summed[0])  # another layer asks nothing new
    view.choose(Choice.NORM_HEAD)
    assert np.array_equal(shown(view)[1], numbers.heads[0, 5])
    assert np.array_equal(shown(view)[0], view.trace.weights(CROSS)[0, 5])


def test_norms_as_shares_are_a_switch_that_is_said(view, qtbot):
    assert not view.shares.isEnabled()
    view.choose(Choice.NORM_HEAD)
    numbers = answer(view)
    qtbot.mouseClick(view.shares, Qt.MouseButton.LeftButton)
    picture = view.right.picture()
    assert np.array_equal(picture.weights, row_shares(numbers.heads[3, 5]))
    assert picture.weights.sum(axis=1) == pytest.approx(1.0, abs=1e-5)
    assert (picture.limit, picture._legend.top, picture._legend.note) == (1.0, "1", "")
    assert "divided by its sum" in view.text.toPlainText()
    view.choose(Choice.ROLLOUT)
    assert not view.shares.isEnabled() and "divided by its sum" not in view.text.toPlainText()


@pytest.mark.parametrize("group", TRANSFORMER_GROUPS)
@pytest.mark.parametrize("choice", RIGHT)
def test_every_summary_has_its_rule_its_warning_and_its_source(view, choice, group):
    view.selection.update(group=group)
    view.choose(choice)
    if choice in NORMS:
        answer(view)
    text = view.text.toPlainText()
    for heading in ("Rule", "What it says", "Where it misleads", "Source"):
        assert heading in text
    assert "_" not in text and "^" not in text  # indices are set as such
    assert "is not an explanation" in view.warning.text() and view.warning.isVisible()
    assert view.rule.split(":")[0] == view.right_choice.currentText()


def test_both_maps_point_together(view, qtbot):
    layout = view.right.picture().layout(view.right._area(), view.right.font())
    qtbot.mouseMove(view.right, layout.grid.cell(4, 2).center().toPoint())
    assert (view.now.query, view.now.key) == (4, 2)
    left, right = shown(view)
    assert view.left.accessibleDescription().startswith(f"{left[4, 2]:.4f}")
    assert view.right.accessibleDescription().startswith(f"{right[4, 2]:.4f}")
    before = view.pictures
    qtbot.mouseMove(view.right, layout.grid.cell(5, 3).center().toPoint())
    assert view.pictures is before  # moving the mouse makes nothing anew


def dark_pixels(shown: SummaryMap) -> int:
    """Of the box with the number, which is filled with the colour of text."""
    image, ink = shown.grab().toImage(), QColor(LIGHT.text).rgb()
    return sum(image.pixel(x, y) == ink for x in range(0, image.width(), 2) for y in range(0, image.height(), 2))


def test_the_number_pointed_at_stands_in_both_maps(view, qtbot):
    before = [dark_pixels(shown) for shown in (view.left, view.right)]
    view.right.setFocus()
    qtbot.keyClick(view.right, Qt.Key.Key_Down)
    assert view.now.query is not None
    after = [dark_pixels(shown) for shown in (view.left, view.right)]
    assert after[0] > before[0] + 150 and after[1] > after[0]  # who looks at whom stands in one of them


def test_layer_and_head_follow_and_write_the_selection(view, qtbot):
    view.choose(Choice.MEAN_HEADS)
    assert (view.layer.value(), view.head.value()) == (4, 6)
    view.layer.setFocus()
    qtbot.keyClick(view.layer, Qt.Key.Key_Up)
    qtbot.keyClick(view.head, Qt.Key.Key_Down)
    assert (view.now.layer, view.now.head) == (4, 4)
    view.selection.update(layer=1, head=0)
    assert (view.layer.value(), view.head.value()) == (2, 1)


@pytest.mark.parametrize(
    ("right", "left", "layer", "head"),
    [
        (Choice.ROLLOUT, Choice.MEAN_ALL, False, False),
        (Choice.ROLLOUT, Choice.HEAD, True, True),
        (Choice.MAX_HEADS, Choice.MEAN_HEADS, True, False),
        (Choice.MAX_LAYERS, Choice.MEAN_LAYERS, False, True),
    ],
)
def test_layer_and_head_can_be_changed_where_a_map_is_of_them(view, right, left, layer, head):
    view.choose(right)
    view.left_choice.setCurrentIndex(LEFT.index(left))
    assert (view.layer.isEnabled(), view.head.isEnabled()) == (layer, head)
    before = shown(view)
    view.selection.update(layer=0, head=0)
    changed = any(not np.array_equal(a, b) for a, b in zip(before, shown(view), strict=True))
    assert changed == (layer or head)  # what is disabled would change nothing


def test_the_keyboard_comes_to_the_tab_that_is_chosen(view, qtbot):
    view.take_focus()
    qtbot.waitUntil(lambda: view.groups.tabs[CROSS].hasFocus())
    assert view.now.group == CROSS and view.groups.tabs[CROSS].isChecked()


def test_rows_after_the_step_are_not_there_yet(view):
    view.selection.update(step=4)
    assert [picture.visible for picture in view.pictures] == [5, 5]
    assert view.table().rowCount() == 5


def test_it_tells_in_how_many_rows_both_point_at_the_same_piece(view):
    left, right = shown(view)
    same = int((left.argmax(axis=1) == right.argmax(axis=1)).sum())
    assert f"in {same} of {len(left)} rows" in view.same.text()
    assert 0 < same < len(left)


def test_the_map_reads_as_a_table_with_masked_cells_empty(view):
    view.selection.update(group=DECODER_SELF)
    cells, expected = view.table(), rollout(view.trace, DECODER_SELF)
    reasons = view.trace.reasons(DECODER_SELF)
    for q in range(cells.rowCount()):
        for k in range(cells.columnCount()):
            masked = reasons[q, k] != MaskReason.ALLOWED
            assert cells.cell(q, k) == (None if masked else float(expected[q, k]))
    assert cells.row_header(0).startswith("1 <s> → ") and cells.column_header(0) == "1 <s>"
    table = view.open_table()
    assert table is not None
    table.close()


@pytest.mark.parametrize("mode", ScaleMode)
def test_a_stretch_of_the_scale_is_named(view, mode):
    view.mode.setCurrentIndex(list(ScaleMode).index(mode))
    for picture in view.pictures:
        assert np.array_equal(picture._map.levels, levels(picture.weights, mode))
        assert picture._legend.mode is mode


def test_it_paints_itself_into_any_painter(view):
    view.choose(Choice.NORM_LAYER)
    answer(view)
    image = QImage(900, 500, QImage.Format.Format_RGB32)
    image.fill(QColor(DARK.panel))
    painter = QPainter(image)
    view.paint_figure(painter, QRectF(0, 0, 900, 500), DARK)
    painter.end()
    for half in (range(0, 450, 7), range(450, 900, 7)):
        assert len({image.pixel(x, y) for x in half for y in range(0, 500, 7)}) > 20


def test_every_control_has_a_name_and_the_keyboard(view):
    for control in (
        view.left_choice,
        view.right_choice,
        view.shares,
        view.mode,
        view.layer,
        view.head,
        view.left,
        view.right,
    ):
        assert control.accessibleName()
        assert control.focusPolicy() & Qt.FocusPolicy.TabFocus
    assert set(LEFT) == set(PLAIN)
