"""One head, step by step: what is drawn is the chain of equation 1, and every number can be reached."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from gui.heatmap.figure import Figure, write_figure
from gui.heatmap.scale import color_at, diverging_table
from gui.look.look import look
from gui.look.theme import DARK, LIGHT
from gui.pictures.head_steps.chain import ChainPicture
from gui.pictures.head_steps.picture import Stage
from gui.pictures.vectors import number_text, paint_strip, strip_cell, strip_index
from gui.state.answers import Asked
from gui.state.selection import Selection
from gui.state.session import Activity, Session
from gui.views.inside.head_steps.view import HeadStepsView
from model.values.masks import MaskReason
from model.values.questions.attention import AttentionNumbers, AttentionQuestion
from model.values.sites import CROSS, DECODER_SELF, ENCODER_SELF, TRANSFORMER_GROUPS, SiteGroup
from tests.model.attention_toy import numbers, traces, translator

CLOSE = {"rtol": 1e-5, "atol": 1e-5}
CASES = [(group, padded) for group in TRANSFORMER_GROUPS for padded in (False, True)]
LEFT = Qt.MouseButton.LeftButton


def opened(
    qtbot: QtBot, group: SiteGroup = CROSS, padded: bool = False, known: AttentionNumbers | None = None
) -> HeadStepsView:
    """The view at the last step, on layer 2, with its numbers."""
    selection = Selection()
    session = Session(selection)
    session.set_description(translator().description)
    session.set_activity(Activity.IDLE)
    session.set_traces((traces()[padded],), finished=True, follow=True)
    selection.update(group=group, layer=1)
    view = HeadStepsView(session, selection)
    qtbot.addWidget(view)
    view.resize(860, 470)
    for one in TRANSFORMER_GROUPS:
        found = numbers(one, padded) if known is None or one is not group else known
        session.answers.give("head", Asked(AttentionQuestion(one, 1), traces()[padded]), found)
    with qtbot.waitExposed(view):
        view.show()
    view.style()  # the frame of the style is there before anything is clicked
    QTest.qWait(1)
    assert view.ready
    return view


def point_of(view: HeadStepsView, query: int, key: int) -> QPointF:
    picture = view.map.picture
    assert picture is not None
    return picture.layout(view.map._area(), view.map.font()).grid.cell(query, key).center()


def chain_of(view: HeadStepsView) -> ChainPicture:
    picture = view.chain.picture
    assert picture is not None
    return picture


@pytest.mark.parametrize(("group", "padded"), CASES)
def test_every_strip_and_number_follows_from_the_ones_before(qtbot: QtBot, group: SiteGroup, padded: bool) -> None:
    view = opened(qtbot, group, padded)
    allowed = traces()[padded].reasons(group) == MaskReason.ALLOWED
    for query, key in np.ndindex(*allowed.shape):
        view.selection.update(query=query, key=key, head=query % 4)
        chain = chain_of(view)
        assert (chain.query, chain.key) == (query, key)
        strips = [strip.values.astype(np.float64) for strip in chain.strips]
        q, k, products, v, weighted, summed, own = strips[:7]
        heads, bias, out = strips[7:-2], strips[-2], strips[-1]
        np.testing.assert_allclose(q * k, products, **CLOSE)
        dot, scaled, masked, weight = (number for _, number in chain.step_numbers())
        assert products.sum() == pytest.approx(dot, rel=1e-5, abs=1e-5)
        assert dot / np.sqrt(q.size) == pytest.approx(scaled, rel=1e-5, abs=1e-5)
        assert (masked is None) == (not allowed[query, key]) and masked in (None, scaled)
        row = chain.row
        if row.total:
            powers = np.exp(np.where(row.allowed, row.scaled, -np.inf))
            assert weight == pytest.approx(powers[key] / powers.sum(), abs=1e-5)
        else:
            assert weight == 0
        np.testing.assert_allclose(weight * v, weighted, **CLOSE)
        values = view.numbers.values[view.head].astype(np.float64)
        np.testing.assert_allclose(row.weights @ values, summed, **CLOSE)
        np.testing.assert_allclose(view.numbers.out_slice(view.head) @ summed, own, **CLOSE)
        np.testing.assert_array_equal(heads[view.head], own)
        np.testing.assert_allclose(np.sum(heads, axis=0) + bias, out, **CLOSE)
        np.testing.assert_allclose(out, view.numbers.out[query], **CLOSE)


def test_a_model_without_a_bias_says_so_and_still_adds_up(qtbot: QtBot) -> None:
    found = numbers(CROSS)
    assert found.out_bias is not None
    view = opened(qtbot, known=replace(found, out=found.out - found.out_bias, out_bias=None))
    chain = chain_of(view)
    assert "no bias" in chain.strips[-1].name
    np.testing.assert_allclose(np.sum([s.values for s in chain.strips[7:-1]], axis=0), chain.strips[-1].values, **CLOSE)


def test_a_model_that_does_not_divide_says_so(qtbot: QtBot) -> None:
    found = numbers(CROSS)
    view = opened(qtbot, known=replace(found, scale=1.0, scores=found.scores * 2))
    view.show_stage(Stage.SCALED)
    assert view.button(Stage.SCALED).text() == "÷ 1"
    assert chain_of(view).other_weights() is None
    assert "does not" in view.reason or "small enough" in view.reason


def test_what_is_added_for_each_distance_is_a_step_of_its_own(qtbot: QtBot) -> None:
    """As in T5: nothing is divided, and a learned number is added before the mask."""
    found, trace = numbers(DECODER_SELF), traces()[0]
    distance = np.subtract.outer(np.arange(trace.target_length), np.arange(trace.target_length))
    bias = np.stack([np.cos(distance * (head + 1)) * 3 for head in range(4)]).astype(np.float32)
    scores = found.scores / found.scale + bias
    allowed = trace.reasons(DECODER_SELF) == MaskReason.ALLOWED
    powers = np.where(allowed, np.exp(scores), 0.0)
    weights = (powers / powers.sum(axis=-1, keepdims=True)).astype(np.float32)
    known = replace(found, scale=1.0, bias=bias, scores=scores, weights=weights)
    view = opened(qtbot, DECODER_SELF, known=known)
    view.show_stage(Stage.SCALED)
    assert view.button(Stage.SCALED).text() == "+ bias"
    assert "learns how far to look" in view.reason
    picture = view.map.picture
    for query, key in ((2, 0), (3, 3), (4, 1)):
        view.selection.update(query=query, key=key, head=1)
        picture = view.map.picture
        chain = chain_of(view)
        dot, scaled, _, weight = (number for _, number in chain.step_numbers())
        assert scaled == pytest.approx(dot + bias[1, query, key], abs=1e-4)
        assert picture.value(Stage.SCALED, query, key) == pytest.approx(scaled, abs=1e-5)
        assert picture.value(Stage.DOTS, query, key) == pytest.approx(dot, abs=1e-5)
        assert weight == pytest.approx(chain.row.powers[key] / chain.row.total, abs=1e-5)
        without = chain.other_weights()
        assert without is not None and without[0] == "without + bias"
        plain = np.where(allowed[query], np.exp(found.scores[1, query] / found.scale), 0.0)
        np.testing.assert_allclose(without[1], plain / plain.sum(), **CLOSE)
    changing = picture.changing
    before, after = changing._colors(Stage.DOTS), changing._colors(Stage.SCALED)
    changing.show(Stage.DOTS, Stage.SCALED, 0.5)
    np.testing.assert_allclose(changing.cell_colors()[0], (before + after) / 2, atol=0.5)
    assert changing.limit_now == pytest.approx(np.abs(picture.scaled).max(), rel=1e-5)
    assert view.table().headerData(1, Qt.Orientation.Horizontal) == "+ bias"


@pytest.mark.parametrize("group", list(TRANSFORMER_GROUPS))
def test_the_query_is_the_current_row_and_the_key_its_strongest(qtbot: QtBot, group: SiteGroup) -> None:
    view = opened(qtbot, group)
    for step in (1, traces()[0].target_length - 1):
        view.selection.update(step=step, query=None, key=None)
        assert view.query == (0 if group == ENCODER_SELF else step)
        assert view.key == int(view.numbers.weights[view.head, view.query].argmax())
        chain = chain_of(view)
        assert (chain.query, chain.key) == (view.query, view.key)


def test_a_click_chooses_the_cell_and_the_pointer_reads_it(qtbot: QtBot) -> None:
    view = opened(qtbot)
    before = view.map.grab().toImage()
    QTest.mouseMove(view.map, point_of(view, 1, 2).toPoint())
    qtbot.waitUntil(lambda: view.map.grab().toImage() != before)
    assert view.selection.now.query is None  # pointing chooses nothing
    QTest.mouseClick(view.map, LEFT, pos=point_of(view, 1, 2).toPoint())
    assert (view.selection.now.query, view.selection.now.key) == (1, 2)
    number = number_text(float(view.numbers.weights[view.head, 1, 2]))
    assert number in view.map.accessibleDescription()
    assert view.chain.accessibleDescription().endswith(number)


def test_arrow_keys_walk_over_the_decoded_rows(qtbot: QtBot) -> None:
    view = opened(qtbot)
    view.selection.update(step=2)
    view.map.setFocus()
    qtbot.keyClick(view.map, Qt.Key.Key_Up)
    assert view.selection.now.query == 1
    for _ in range(5):
        qtbot.keyClick(view.map, Qt.Key.Key_Down)
    assert view.selection.now.query == 2  # rows after the step are not there
    key = view.selection.now.key
    assert key is not None
    qtbot.keyClick(view.map, Qt.Key.Key_Left if key else Qt.Key.Key_Right)
    assert view.selection.now.key == (key - 1 if key else 1)
    qtbot.keyClick(view.map, Qt.Key.Key_Escape)
    assert view.selection.now.query is None


def test_stages_are_chosen_by_button_and_by_key(qtbot: QtBot) -> None:
    view = opened(qtbot, DECODER_SELF)
    view.selection.update(step=3)
    seen = set()
    for stage in Stage:
        qtbot.mouseClick(view.button(stage), LEFT)
        assert view.stage is stage and view.button(stage).isChecked() and chain_of(view).stage is stage
        qtbot.waitUntil(lambda: view.map.picture.changing.still)
        seen.add(view.reason)
        text, _ = view.map.cell_text(1, 3)
        if stage < Stage.MASKED:
            dot = float(view.numbers.dots(view.head)[1, 3])
            assert text == number_text(dot if stage is Stage.DOTS else dot * view.numbers.scale)
        else:
            assert text == "masked: future piece"
    assert len(seen) == 4
    qtbot.keyClick(view.map, Qt.Key.Key_Return)
    assert view.stage is Stage.DOTS


def test_reasons_tell_this_rows_own_numbers(qtbot: QtBot) -> None:
    view = opened(qtbot, DECODER_SELF)
    view.selection.update(step=2, query=2, key=0)
    row = view.row
    view.show_stage(Stage.SCALED)
    dots = view.numbers.dots(view.head)[:3]
    for number in (dots.var(), (dots * view.numbers.scale).var(), row.undivided.max(), row.weights.max()):
        assert number_text(float(number)) in view.reason
    view.show_stage(Stage.MASKED)
    future = 100 * row.unmasked[3:].sum()
    assert f"{future:.1f} %" in view.reason
    view.selection.update(group=CROSS)
    assert "Nothing is masked here" in view.reason


def test_padding_is_explained(qtbot: QtBot) -> None:
    view = opened(qtbot, CROSS, padded=True)
    view.show_stage(Stage.MASKED)
    padding = 100 * view.row.unmasked[~traces()[1].source_allowed].sum()
    assert f"{padding:.1f} %" in view.reason or f"{padding:.2f} %" in view.reason
    view.selection.update(group=ENCODER_SELF)
    view.selection.update(query=traces()[1].source_length - 1, key=0)
    assert "padding" in view.reason and chain_of(view).row.total == 0


def test_the_matrix_changes_before_the_eyes_and_the_legend_counts_down(qtbot: QtBot) -> None:
    view = opened(qtbot)
    view.show_stage(Stage.DOTS)
    qtbot.waitUntil(lambda: view.map.picture.changing.still)
    changing = view.map.picture.changing
    start, hatched = changing.cell_colors()
    assert hatched == 0
    changing.show(Stage.DOTS, Stage.SCALED, 0.5)
    pale, _ = changing.cell_colors()
    white = np.full(3, 255.0)
    assert np.abs(pale - white).sum() < 0.75 * np.abs(start - white).sum()  # smaller numbers on the same scale
    assert changing.limit_now == pytest.approx(changing.limit)
    changing.show(Stage.DOTS, Stage.SCALED, 1.0)
    np.testing.assert_array_equal(changing.cell_colors()[0], start)  # the scale has followed
    assert changing.limit_now == pytest.approx(changing.limit * view.numbers.scale)
    changing.show(Stage.MASKED, Stage.WEIGHTS, 0.25)
    first, last = (changing._colors(stage) for stage in (Stage.MASKED, Stage.WEIGHTS))
    np.testing.assert_allclose(changing.cell_colors()[0], 0.75 * first + 0.25 * last, atol=0.5)


def test_a_frame_between_two_stages_is_what_both_ends_look_like(qtbot: QtBot) -> None:
    view = opened(qtbot, DECODER_SELF)
    changing = view.map.picture.changing
    middle = []
    for part in (0.9999, 1.0):
        changing.show(Stage.SCALED, Stage.WEIGHTS, part)
        image = QImage(200, 200, QImage.Format.Format_RGB32)
        image.fill(0xFFFFFFFF)
        painter = QPainter(image)
        changing.paint(painter, QRectF(0, 0, 200, 200))
        painter.end()
        middle.append(np.array(image.constBits(), dtype=np.uint8).reshape(200, 200, 4)[..., :3].astype(int))
    assert np.abs(middle[0] - middle[1]).max() <= 3  # levels are rounded once more at rest


def test_playing_goes_through_the_stages_and_stops(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gui.views.inside.head_steps.view.PAUSE", 5)
    monkeypatch.setattr("gui.views.inside.head_steps.view.CHANGE", 5)
    view = opened(qtbot)
    view._pause.setInterval(5)
    seen = []
    view.map.next_wanted.connect(lambda: None)
    qtbot.mouseClick(view.play_button, LEFT)
    assert view.playing and view.stage is Stage.DOTS
    qtbot.waitUntil(lambda: seen.append(view.stage) or not view.playing, timeout=10_000)
    assert view.stage is Stage.WEIGHTS
    assert sorted(set(seen)) == list(dict.fromkeys(seen))  # forwards only
    qtbot.mouseClick(view.play_button, LEFT)
    view.hide()
    assert not view.playing


def test_the_strips_tell_every_number_by_pointer_and_by_key(qtbot: QtBot) -> None:
    view = opened(qtbot)
    chain, picture = view.chain, chain_of(view)
    layout = picture.layout(chain._area(), chain.font())
    spot = strip_cell(layout.strips[2], 4, 3).center()
    QTest.mouseMove(chain, spot.toPoint())
    qtbot.waitUntil(lambda: chain.pointed == (2, 3))
    q, k, product = (float(strip.values[3]) for strip in picture.strips[:3])
    assert f"{number_text(q)} × {number_text(k)} = {number_text(product)}" in chain.accessibleDescription()
    assert "number 4 of 4" in chain.accessibleDescription()
    chain.setFocus()
    qtbot.keyClick(chain, Qt.Key.Key_Down)
    assert chain.pointed == (3, 3)
    assert number_text(float(picture.strips[3].values[3])) in chain.accessibleDescription()
    for _ in range(20):
        qtbot.keyClick(chain, Qt.Key.Key_Down)
        qtbot.keyClick(chain, Qt.Key.Key_Right)
    assert chain.pointed == (len(picture.strips) - 1, 15)
    assert number_text(float(view.numbers.out[view.query, 15])) in chain.accessibleDescription()


def test_a_click_on_a_bar_chooses_its_key(qtbot: QtBot) -> None:
    view = opened(qtbot)
    layout = chain_of(view).layout(view.chain._area(), view.chain.font())
    spot = strip_cell(layout.bars, traces()[0].source_length, 1).center().toPoint()
    QTest.mouseMove(view.chain, spot)
    QTest.mouseClick(view.chain, LEFT, pos=spot)
    assert (view.selection.now.query, view.selection.now.key) == (view.query, 1)


@pytest.mark.parametrize("group", list(TRANSFORMER_GROUPS))
def test_the_table_is_the_rows_chain(qtbot: QtBot, group: SiteGroup) -> None:
    view = opened(qtbot, group)
    view.selection.update(step=2, query=2)
    cells, row = view.table(), view.row
    assert cells is not None and cells.rowCount() == row.weights.size + 1
    for key in range(row.weights.size):
        dot, scaled, mask, power, weight, added = (cells.cell(key, column) for column in range(6))
        assert scaled == pytest.approx(dot * view.numbers.scale)
        if mask == "allowed":
            assert power == pytest.approx(np.exp(scaled - row.shift), rel=1e-5)
            assert weight == pytest.approx(power / cells.cell(row.weights.size, 3), abs=1e-5)
        else:
            assert mask == "future" and power == 0 and weight == 0
        assert added == pytest.approx(weight * np.linalg.norm(view.numbers.values[view.head, key]), abs=1e-5)
    assert cells.cell(row.weights.size, 4) == pytest.approx(1.0, abs=1e-5)


@pytest.mark.parametrize("suffix", [".png", ".svg", ".pdf"])
def test_it_is_a_figure_too(qtbot: QtBot, tmp_path, suffix: str) -> None:
    view = opened(qtbot, DECODER_SELF)
    view.show_stage(Stage.MASKED)
    write_figure(Figure(view.trace, view.title, view.paint_figure, DARK, view.rule), tmp_path / f"head{suffix}")
    assert (tmp_path / f"head{suffix}").stat().st_size > 2000


def test_dark_repaints_all(qtbot: QtBot) -> None:
    view = opened(qtbot)
    light = view.map.grab().toImage()
    look.use(DARK)
    assert view.map.grab().toImage() != light
    assert view.map.picture.theme is DARK and chain_of(view).theme is DARK


def test_a_strip_shows_sign_and_size_and_finds_its_cells() -> None:
    image = QImage(90, 10, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)
    rect = QRectF(0, 0, 90, 10)
    paint_strip(painter, rect, np.array([1.0, 0.0, -1.0], np.float32), 1.0, LIGHT)
    painter.end()
    assert image.pixelColor(15, 5).name().upper() == LIGHT.accent
    assert image.pixelColor(45, 5).name().upper() == "#FFFFFF"
    assert image.pixelColor(75, 5) == color_at(diverging_table(LIGHT), 1)
    assert [strip_index(rect, 3, x) for x in (-1, 0, 29.9, 30, 89.9, 90)] == [None, 0, 0, 1, 2, None]
    assert strip_index(rect, 0, 5) is None
