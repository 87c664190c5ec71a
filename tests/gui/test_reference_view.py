"""Teacher forcing: what is typed stays, what is unknown is marked, and where reference and run part."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QGuiApplication

from gui.heatmap.scale import TOP, color_at, tint_table
from gui.look.theme import LIGHT
from gui.pictures.reference import INPUT, LOSS, OWN, TARGET, WOULD, ForcingPicture
from gui.state.answers import Pending
from gui.state.session import Activity
from gui.views.inside.reference.view import ReferenceView
from model.values.questions.reference import ReferenceQuestion
from model.values.sites import CROSS, DECODER_SELF
from tests.gui.inside_numbers import forced_trace, give, questions, reference_numbers, resting_session
from tests.gui.traces import make_trace

OTHER = "Er ging nach Hause"


@pytest.fixture
def own():
    return forced_trace("Sie ging nach Hause")


@pytest.fixture
def view(qtbot, own):
    session = resting_session(own)
    view = ReferenceView(session, session.selection)
    qtbot.addWidget(view)
    view.resize(1240, 460)
    view.show()
    qtbot.waitExposed(view)
    return view


def asked(view) -> str:
    question = questions(view.session)["reference"]
    assert isinstance(question, ReferenceQuestion)
    return question.text


def answer(view, text: str, unknown: frozenset[int] = frozenset()) -> None:
    own = text == view.trace.target_text
    trace = view.trace if own else forced_trace(text, seed=5, source=view.trace)
    give(view.session, "reference", reference_numbers(trace, unknown, own))
    assert view.ready


def show_other(view, qtbot, text: str = OTHER) -> None:
    type_text(view, qtbot, text)
    qtbot.keyClick(view.edit, Qt.Key.Key_Return)
    answer(view, text)


def type_text(view, qtbot, text: str) -> None:
    view.edit.setFocus()
    view.edit.selectAll()
    if text.isascii():
        qtbot.keyClicks(view.edit, text)
    else:  # no keyboard has them
        QGuiApplication.clipboard().setText(text)
        view.edit.paste()


def test_it_begins_with_the_models_own_translation_and_a_hint(view, own):
    assert view.edit.toPlainText() == own.target_text
    assert asked(view) == own.target_text
    answer(view, own.target_text)
    assert "change a word" in view.note.text()
    assert "They do not part" in view.told.text()


def test_typing_counts_after_a_pause_and_enter_does_not_wait(view, qtbot, own):
    answer(view, own.target_text)
    type_text(view, qtbot, OTHER)
    assert asked(view) == own.target_text  # not yet
    qtbot.waitUntil(lambda: asked(view) == OTHER, timeout=5000)
    type_text(view, qtbot, "Wir gingen")
    qtbot.keyClick(view.edit, Qt.Key.Key_Return)
    assert asked(view) == "Wir gingen"
    assert view.edit.toPlainText() == "Wir gingen"  # Enter is no letter


def test_the_field_stays_while_numbers_are_computed_or_refused(view, qtbot, own):
    type_text(view, qtbot, OTHER)
    qtbot.keyClick(view.edit, Qt.Key.Key_Return)
    assert not view.ready and view.edit.isVisible() and view.edit.hasFocus()
    give(view.session, "reference", Pending(problem="The reference has 99 pieces, but this model has room for 9."))
    assert "99 pieces" in view.notice
    assert view.edit.toPlainText() == OTHER and view.edit.isEnabled()
    assert view.own_button.isVisible()


def test_what_was_typed_stays_for_every_sentence(view, qtbot, own):
    show_other(view, qtbot)
    view.hide()
    view.show()
    assert view.edit.toPlainText() == OTHER and asked(view) == OTHER
    second = replace(own, source_text="another sentence", target_text="Ein anderer Satz")
    view.session.set_traces((second,), finished=True, follow=True)
    assert view.edit.toPlainText() == "Ein anderer Satz" == asked(view)
    type_text(view, qtbot, "Noch ein Satz")  # and not even Enter
    view.session.set_traces((own,), finished=True, follow=True)
    assert view.edit.toPlainText() == OTHER == asked(view)
    view.session.set_traces((second,), finished=True, follow=True)
    assert view.edit.toPlainText() == "Noch ein Satz" == asked(view)


def test_it_follows_a_translation_that_grows_until_something_is_typed(view, qtbot, own):
    view.session.set_activity(Activity.WAITING)
    begun = replace(own, target_text="Sie ging")
    view.session.set_traces((begun,), finished=False, follow=True)
    assert view.edit.toPlainText() == "Sie ging"
    type_text(view, qtbot, OTHER)
    view.session.set_traces((own,), finished=False, follow=True)
    assert view.edit.toPlainText() == OTHER


def test_the_models_own_comes_back_and_can_be_undone(view, qtbot, own):
    show_other(view, qtbot)
    qtbot.mouseClick(view.own_button, Qt.MouseButton.LeftButton)
    assert view.edit.toPlainText() == own.target_text == asked(view)
    view.edit.setFocus()
    qtbot.keyClick(view.edit, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert view.edit.toPlainText() == OTHER


def test_line_breaks_of_a_pasted_text_are_spaces(view, qtbot):
    view.edit.setFocus()
    view.edit.selectAll()
    QGuiApplication.clipboard().setText("Er ging\nnach Hause")
    view.edit.paste()
    qtbot.keyClick(view.edit, Qt.Key.Key_Return)
    assert asked(view) == OTHER


def test_unknown_characters_are_told_and_marked(view, qtbot):
    text = "Er 😀 漢 ging"  # one of them is two UTF-16 units long
    type_text(view, qtbot, text)
    qtbot.keyClick(view.edit, Qt.Key.Key_Return)
    answer(view, text, unknown=frozenset({1, 2}))
    assert "lacks “\u2068😀\u2069”, “\u2068漢\u2069”" in view.note.text()
    assert [mark.cursor.selectedText() for mark in view.edit.extraSelections()] == ["😀", "漢"]
    assert "<unk>" in view.forcing.picture.cell_text(TARGET, 2)[1]
    show_other(view, qtbot)
    assert view.edit.extraSelections() == []


def test_where_they_part_is_said_with_both_probabilities(view, qtbot, own):
    show_other(view, qtbot)
    numbers = view.numbers
    said, chose = math.exp(-float(numbers.nll[0])), math.exp(float(own.logprob[0]))
    assert view.told.text().startswith("They part at step 1: the reference says “\u2068Er\u2069” (p ")
    assert f"(p {said:.2f}" in view.told.text() and f"chose “\u2068Sie\u2069” (p {chose:.2f}" in view.told.text()
    assert view.forcing.picture.parting == 0
    view.session.set_traces(
        (replace(own, predicted_pieces=("▁Sie", "▁ging"), input_pieces=("<s>", "▁Sie")),), False, True
    )
    type_text(view, qtbot, "Sie ging nach Hause heute")
    qtbot.keyClick(view.edit, Qt.Key.Key_Return)
    answer(view, "Sie ging nach Hause heute")
    assert "As far as the step-by-step run has come, 2 steps" in view.told.text()


def test_the_big_numbers_are_the_mean_of_the_losses_that_are_drawn(view, qtbot):
    show_other(view, qtbot)
    picture, count = view.forcing.picture, view.numbers.trace.target_length
    drawn = [float(picture.cell_text(LOSS, q)[0].split()[1]) for q in range(count)]
    mean = sum(drawn) / count
    assert float(view.loss.value) == pytest.approx(mean, abs=6e-4)
    assert float(view.perplexity.value) == pytest.approx(math.exp(mean), rel=1e-3, abs=6e-4)
    cells = view.table()
    assert cells.cell(count, 2) == pytest.approx(mean, abs=1e-5)
    assert [cells.cell(q, 2) for q in range(count)] == pytest.approx(drawn, abs=1e-5)


def test_the_input_is_drawn_shifted_above_the_target(view, qtbot):
    show_other(view, qtbot)
    picture = view.forcing.picture
    for q in range(len(picture.inputs) - 1):
        assert picture.inputs[q + 1] == picture.targets[q]
        above, below = (view.forcing.cell_rect(row, q) for row in (INPUT, TARGET))
        assert above.center().x() == below.center().x() and above.bottom() < below.top()
    assert picture.inputs[0] == "<s>" and picture.targets[-1] == "</s>"
    assert picture.cell_text(WOULD, 0)[1].startswith("after \u2068<s>\u2069 the model would say \u2068anders\u2069")


def test_a_longer_run_has_columns_of_its_own(view, qtbot):
    show_other(view, qtbot, "Er")
    picture = view.forcing.picture
    assert picture.columns == 5
    assert picture.cell_text(LOSS, 3) == ("", "")
    assert "step 4 of the step-by-step run chose" in picture.cell_text(OWN, 3)[1]


def test_a_click_and_keys_choose_a_step(view, qtbot):
    show_other(view, qtbot)
    qtbot.mouseClick(view.forcing, Qt.MouseButton.LeftButton, pos=view.forcing.cell_rect(LOSS, 1).center().toPoint())
    assert view.selection.now.step == 1
    view.forcing.setFocus()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Down):
        qtbot.keyClick(view.forcing, key)
    assert view.forcing.pointed == (TARGET, 2)
    assert view.forcing.accessibleDescription().startswith("loss ")
    qtbot.keyClick(view.forcing, Qt.Key.Key_Space)
    assert view.selection.now.step == 2


def test_the_whole_mask_stands_on_both_axes_and_gives_way_to_a_head(view, qtbot):
    show_other(view, qtbot)
    matrix = view.matrix
    image = matrix.grab().toImage()
    inside = matrix.cell_rect(3, 1).center()
    assert image.pixelColor(inside.toPoint()) == color_at(tint_table(LIGHT, DECODER_SELF), TOP)
    assert matrix.picture.cell_text(3, 1)[0] == "allowed"
    number, words = matrix.picture.cell_text(1, 3)
    assert number == "masked: future piece"
    assert "Er\u2069 → \u2068ging\u2069 cannot look at \u2068nach" in words
    view.matrix_choice.setCurrentIndex(1)
    view.selection.update(group=CROSS, layer=2, head=5)
    weight = view.numbers.trace.weights(CROSS)[2, 5, 1, 3]
    assert matrix.picture.cell_text(1, 3)[0] == f"{weight:.4f}"
    assert view.caption.text() == "Layer 3 · Head 6, cross-attention"


def test_without_a_translation_there_is_no_field_to_type_into(view):
    view.session.set_traces((), finished=True, follow=True)
    assert not view.edit.isEnabled() and not view.own_button.isEnabled()
    assert "Translate a sentence" in view.notice


def test_the_band_of_the_current_step_is_scrolled_to(view, qtbot):
    text = " ".join(f"Wort{n}" for n in range(60))
    view.session.set_traces((forced_trace(text),), finished=True, follow=True)
    answer(view, text)

    def in_sight(step: int) -> bool:
        return view.forcing.visibleRegion().contains(view.forcing.cell_rect(LOSS, step).center().toPoint())

    for step in (60, 0, 31):
        view.selection.update(step=step)
        qtbot.waitUntil(lambda step=step: in_sight(step), timeout=5000)
    assert not in_sight(60)


@pytest.mark.parametrize("script", ["latin", "cjk", "arabic"])
@pytest.mark.parametrize("target", [1, 6, 14, 60])
@pytest.mark.parametrize("width", [300, 780, 1320])
def test_bands_hold_every_column_inside_and_none_overlap(qapp, script, target, width):
    own = make_trace(target=target, script=script)
    forced = make_trace(target=target, script=script, seed=4)
    picture = ForcingPicture(own, reference_numbers(forced), 0, LIGHT)
    font = QFont(QGuiApplication.font())
    font.setPixelSize(13)
    height = picture.height_for(width, font)
    area = QRectF(0, 0, width, height)
    cells = {(row, q): picture.cell(area, font, row, q) for row in range(picture.rows) for q in range(picture.columns)}
    for place, cell in cells.items():
        assert area.adjusted(-1, -1, 1, 1).contains(cell), place
        assert picture.cell_at(area, font, cell.center()) == place
    boxes = list(cells.values())
    lefts, rights, tops, bottoms = (
        np.array([getattr(box, side)() for box in boxes]) for side in ("left", "right", "top", "bottom")
    )
    across = np.minimum(rights[:, None], rights) - np.maximum(lefts[:, None], lefts)
    down = np.minimum(bottoms[:, None], bottoms) - np.maximum(tops[:, None], tops)
    assert ((across <= 0.01) | (down <= 0.01) | np.eye(len(boxes), dtype=bool)).all()
    tall = QRectF(0, 0, width, height + 400)
    assert picture.cell(tall, font, LOSS, 0).height() > picture.cell(area, font, LOSS, 0).height()
