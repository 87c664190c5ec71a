"""Attribution beside attention: signed shares, the completeness error, agreement in words."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QGuiApplication

from gui.heatmap.scale import color_at, diverging_levels, diverging_table
from gui.look.look import look
from gui.look.theme import DARK, LIGHT
from gui.state.answers import Pending
from gui.views.inside.attribution import AttributionView
from model.values.questions import Progress
from model.values.questions.attribution import AttributionQuestion, Shares
from model.values.sites import CROSS, DECODER_SELF, ENCODER_SELF
from tests.gui.inside_numbers import attribution_numbers, give, questions, resting_session
from tests.gui.painted import painted, words_in
from tests.gui.traces import make_trace, weighted

STEP = 5


def make_view(qtbot, trace, step: int = STEP) -> AttributionView:
    session = resting_session(trace)
    session.selection.update(step=step, layer=2, head=3)
    view = AttributionView(session, session.selection)
    qtbot.addWidget(view)
    view.resize(880, 470)
    view.show()
    answer(view)
    qtbot.waitUntil(lambda: view.canvas.width() > 700)
    return view


def answer(view: AttributionView) -> None:
    question = questions(view.session)["attribution"]
    assert isinstance(question, AttributionQuestion)
    give(view.session, "attribution", attribution_numbers(view.trace, question))
    assert view.ready


@pytest.fixture
def trace():
    return make_trace(source=11, target=13)


@pytest.fixture
def view(qtbot, trace):
    return make_view(qtbot, trace)


def test_it_asks_about_the_current_step_with_the_chosen_exactness(view, qtbot):
    assert questions(view.session)["attribution"] == AttributionQuestion(STEP, 0.01)
    view.selection.update(step=2)
    assert questions(view.session)["attribution"] == AttributionQuestion(2, 0.01)
    view.tolerance.setFocus()
    qtbot.keyClick(view.tolerance, Qt.Key.Key_Down)
    assert questions(view.session)["attribution"] == AttributionQuestion(2, 0.001)
    view.method.setCurrentIndex(1)
    assert questions(view.session)["attribution"] == AttributionQuestion(2, None)
    answer(view)
    assert not view.tolerance.isEnabled()
    assert len(view.canvas.picture.shares) == 2  # attention, gradient x input
    view.selection.update(layer=4)
    assert questions(view.session)["attribution"] == AttributionQuestion(2, None)  # the same numbers
    assert view.ready


def test_progress_can_be_cancelled(view):
    view.selection.update(step=1)
    give(view.session, "attribution", Pending(progress=Progress(1, 4)))
    assert not view.ready
    view.cancel()
    assert view.session.answers.wanted == {}


def test_three_rows_stand_under_the_maps_on_the_same_columns(view, trace):
    picture, canvas = view.canvas.picture, view.canvas
    assert [row.name for row in picture.shares] == ["attention", "gradient × input", "integrated gradients"]
    for column in (0, 4, 10, 11, 16):
        boxes = [canvas.cell_rect(row, column) for row in (0, STEP, STEP + 1, STEP + 2, STEP + 3)]
        assert len({(box.left(), box.width()) for box in boxes}) == 1
        assert all(upper.bottom() <= lower.top() + 0.01 for upper, lower in pairwise(boxes))
    np.testing.assert_array_equal(picture.shares[0].source, trace.weights(CROSS)[2, 3, STEP])
    np.testing.assert_array_equal(picture.shares[0].target, trace.weights(DECODER_SELF)[2, 3, STEP, : STEP + 1])
    assert picture.shares[2].source is view.numbers.integrated.source


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_shares_have_the_diverging_scales_colours(view, theme):
    look.use(theme)
    image = view.canvas.grab().toImage()
    shares = view.numbers.integrated
    limit = max(np.abs(shares.source).max(), np.abs(shares.target).max())
    for column in (0, 3, 10):
        level = diverging_levels(shares.source[column : column + 1], limit)[0]
        corner = view.canvas.cell_rect(STEP + 3, column).topLeft() + QPointF(3, 3)
        assert image.pixelColor(corner.toPoint()).name() == color_at(diverging_table(theme), level).name()


def test_words_tell_every_cell_and_why_some_have_nothing(view, trace):
    picture = view.canvas.picture
    number, words = picture.cell_text(STEP + 3, 2)
    assert float(number.replace("−", "-").split()[0]) == pytest.approx(
        float(view.numbers.integrated.source[2]), abs=1e-6
    )
    assert "integrated gradients of" in words and "log-probability of" in words
    later = trace.source_length + STEP + 1
    number, words = picture.cell_text(STEP + 3, later)
    assert number == "masked: future piece" and "gets no share" in words
    assert picture.cell_text(3, 2)[0] == f"{trace.weights(CROSS)[2, 3, 3, 2]:.4f}"
    assert picture.cell_text(3, trace.source_length + 1)[0] == f"{trace.weights(DECODER_SELF)[2, 3, 3, 1]:.4f}"


def test_a_cells_number_in_its_rows_unit_is_what_hover_and_table_say(view):
    numbers = view.numbers
    small = Shares(numbers.gradient.source * np.float32(1e-4), numbers.gradient.target * np.float32(1e-4))
    give(view.session, "attribution", replace(numbers, gradient=small))
    picture, area, font = view.canvas.picture, QRectF(0, 0, 1300, 500), QFont()
    words = painted(picture.paint)
    row = picture.rows - 2  # gradient x input
    label = next(word.text for word in words if word.text.startswith("in 10"))
    power = int(label.split()[1].removeprefix("10").translate(str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")))
    for column in (0, 3, 8):
        (cell,) = words_in(words, picture.cell(area, font, row, column))
        number = float(cell.replace("−", "-")) * 10.0**power
        told = picture.cell_text(row, column)[0]
        assert told.endswith(" nats")
        assert number == pytest.approx(float(small.source[column]), abs=0.006 * 10.0**power)
        assert float(told.split()[0].replace("−", "-")) == pytest.approx(float(small.source[column]), abs=6e-7)
        assert view.table().cell(column, 2) == pytest.approx(float(small.source[column]))


def test_how_many_points_it_took_is_told_and_when_they_did_not_suffice(view):
    numbers = view.numbers  # they miss a tenth
    assert view.completeness_text().endswith("(10.0 %) with 64 points.")
    give(view.session, "attribution", replace(numbers, points=1024))
    assert view.completeness_text().endswith("with 1024 points, the most that are tried.")


def test_padding_is_hatched_and_says_so(qtbot):
    padded = make_trace(source=11, target=8, padded=3)
    view = make_view(qtbot, padded)
    assert view.canvas.picture.cell_text(STEP + 2, 9)[0] == "masked: padding"
    cells = view.table()
    assert cells.cell(9, 1) is None  # no number where there is none


def test_the_completeness_error_adds_up_as_it_is_told(view):
    numbers, shares = view.numbers, view.numbers.integrated
    total = float(shares.source.sum(dtype=np.float64) + shares.target.sum(dtype=np.float64))
    assert numbers.change == pytest.approx(2.0) and total == pytest.approx(1.8, abs=1e-5)
    told = view.told.text()
    for part in ("Change +2.000", "shares +1.800", "completeness error −0.200 (10.0 %)"):
        assert part in told
    cells = view.table()
    by_name = {cells.row_header(row): cells.cell(row, 3) for row in range(cells.rowCount())}
    assert by_name["completeness error"] == pytest.approx(
        by_name["sum of all shares"] - (by_name["log p"] - by_name["log p, all embeddings zero"]), abs=1e-6
    )
    rows = [cells.cell(row, 3) for row in range(11 + STEP + 1)]
    assert sum(rows) == pytest.approx(by_name["sum of all shares"], abs=1e-5)


def test_agreement_is_told_in_words_with_the_warning(view, trace):
    attention = trace.weights(CROSS)[2, 3, STEP]
    same = replace(view.numbers, integrated=Shares(-attention, view.numbers.integrated.target))  # the sign is no rank
    give(view.session, "attribution", same)
    assert view.agreements()[0] == pytest.approx(1.0)
    assert "Layer 3 · Head 4: source +1.00, much alike" in view.agreement.text()
    places = np.argsort(np.argsort(attention)).astype(np.float32)
    opposite = replace(view.numbers, integrated=Shares(20 - places, view.numbers.integrated.target))
    give(view.session, "attribution", opposite)
    assert "source −1.00, rather opposed" in view.agreement.text()
    assert "not an explanation" in view.caveat.text()


def test_the_first_step_has_too_few_target_pieces_to_compare(qtbot, trace):
    view = make_view(qtbot, trace, step=0)
    assert view.agreements()[1] is None
    assert "too few pieces" in view.agreement.text()


def test_a_mean_of_heads_can_stand_above(view, trace):
    view.attention.setCurrentIndex(1)
    np.testing.assert_allclose(
        view.canvas.picture.shares[0].source, trace.weights(CROSS)[2, :, STEP].mean(axis=0), atol=1e-6
    )
    assert "Layer 3, mean of 8 heads" in view.agreement.text()
    view.attention.setCurrentIndex(2)
    np.testing.assert_allclose(
        view.canvas.picture.shares[0].source, trace.weights(CROSS)[:, :, STEP].mean(axis=(0, 1)), atol=1e-6
    )


def test_an_encoder_head_that_the_decoder_lacks_shows_its_last(qtbot):
    trace = weighted(
        make_trace(), decoder_self=make_trace().weights(DECODER_SELF)[:2], cross=make_trace().weights(CROSS)[:2]
    )
    session = resting_session(trace)
    session.selection.update(group=ENCODER_SELF, layer=5)
    view = AttributionView(session, session.selection)
    qtbot.addWidget(view)
    view.show()
    answer(view)
    np.testing.assert_array_equal(view.canvas.picture.shares[0].source, trace.weights(CROSS)[1, 0, -1])


def test_clicks_and_keys(view, qtbot):
    view.canvas.setFocus()
    qtbot.keyClick(view.canvas, Qt.Key.Key_Right)
    assert view.canvas.pointed == (STEP, 0)
    qtbot.keyClick(view.canvas, Qt.Key.Key_Down)
    assert view.canvas.pointed == (STEP + 1, 0)
    assert "looks at" in view.canvas.accessibleDescription()
    qtbot.keyClick(view.canvas, Qt.Key.Key_Return)
    assert (view.selection.now.query, view.selection.now.key) == (STEP, 0)
    qtbot.mouseClick(view.canvas, Qt.MouseButton.LeftButton, pos=view.canvas.cell_rect(2, 4).center().toPoint())
    assert view.selection.now.step == 2


@pytest.mark.parametrize("script", ["latin", "cjk", "arabic"])
@pytest.mark.parametrize("count", [1, 6, 14, 60])
@pytest.mark.parametrize("size", [(320, 240), (850, 330), (1480, 700)])
def test_everything_lies_inside(qtbot, script, count, size):
    trace = make_trace(source=count + 1, target=count, script=script)
    view = make_view(qtbot, trace, step=count - 1)
    picture = view.canvas.picture
    font = QFont(QGuiApplication.font())
    font.setPixelSize(13)
    area = QRectF(0, 0, *size)
    places = picture.places(area, font)
    assert places.source.rect.right() < places.target.rect.left()
    assert places.target.rect.right() <= area.right()
    if size[1] > 300:
        assert places.legend + 20 <= area.bottom() + 1
    for row in (0, picture.rows - 3, picture.rows - 1):
        for column in (0, picture.columns - 1):
            assert picture.cell_at(area, font, picture.cell(area, font, row, column).center()) == (row, column)


def test_a_hundred_steps_leave_room_for_the_rows_and_their_legend(qtbot):
    view = make_view(qtbot, make_trace(source=73, target=122))
    view.resize(840, 420)
    qtbot.waitUntil(lambda: view.canvas.width() < 830)
    area = view.canvas.area()
    places = view.canvas.picture.places(area, view.canvas.font())
    assert places.source.rect.height() >= 24
    assert places.legend + view.canvas.fontMetrics().height() <= area.bottom()


def test_the_power_of_ten_of_small_shares_is_never_elided(view, monkeypatch):
    numbers = view.numbers
    small = Shares(numbers.gradient.source * np.float32(1e-4), numbers.gradient.target * np.float32(1e-4))
    give(view.session, "attribution", replace(numbers, gradient=small))
    texts = []
    monkeypatch.setattr(
        "gui.pictures.attribution.draw_line",
        lambda painter, box, text, align=None: texts.append(
            (text, QFontMetricsF(painter.font()).horizontalAdvance(text), box.width())
        ),
    )
    view.canvas.set_picture(view.canvas.picture)
    view.canvas.grab()
    scales = [one for one in texts if "colours to" in one[0]]
    assert len(scales) == 2 and scales[0][0].startswith("in 10⁻")
    assert all(needed <= room for _, needed, room in scales)


def test_a_narrow_view_shortens_its_pickers_and_nothing_overlaps(qtbot, trace):
    view = make_view(qtbot, trace)
    view.resize(view.minimumSizeHint())
    qtbot.waitUntil(lambda: view.width() <= 620)
    row = [view.attention, view.method, view.tolerance, view.table_button]
    for left, right in pairwise(row):
        assert left.geometry().right() < right.geometry().left()
    assert view.table_button.geometry().right() < view.width()
