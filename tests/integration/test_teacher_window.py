"""Lens, teacher and attribution in the whole window, with a real (toy) model in its own thread."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from PySide6.QtCore import Qt

from gui.views.inside.attribution import AttributionView
from gui.views.inside.lens import LensView
from gui.views.inside.reference.view import ReferenceView
from model.translator import Translator, bundle_translator
from model.values.questions.attribution import AttributionQuestion
from model.values.questions.reference import ReferenceQuestion
from tests.integration.toy_window import PATIENCE, TEXT, open_inside, toy


@pytest.fixture
def translator() -> Translator:
    """The same as the window's."""
    return bundle_translator(toy(), torch.device("cpu"))


def type_reference(qtbot, view: ReferenceView, text: str) -> None:
    view.edit.setFocus()
    view.edit.selectAll()
    qtbot.keyClicks(view.edit, text)


def test_a_typed_reference_is_forced_and_outlives_other_views_and_sentences(open_window, qtbot, translator):
    window = open_window()
    view = open_inside(qtbot, window, "reference")
    assert isinstance(view, ReferenceView)
    own = window.session.trace
    assert view.edit.toPlainText() == own.target_text
    np.testing.assert_allclose(view.numbers.trace.logprob, own.logprob, atol=1e-4)
    type_reference(qtbot, view, "my cat is red.")
    qtbot.waitUntil(lambda: view.ready and view.numbers.trace.target_text == "my cat is red.", timeout=PATIENCE)
    assert window.focusWidget() is view.edit
    *_, expected = translator.ask(ReferenceQuestion("my cat is red."), own)
    np.testing.assert_allclose(view.numbers.nll, expected.nll, atol=1e-5)
    assert "They part at step" in view.told.text()
    open_inside(qtbot, window, "lens")
    window.source.set_text("a cat likes it.")
    window.translate()
    qtbot.waitUntil(lambda: window.session.trace.source_text == "a cat likes it.", timeout=PATIENCE)
    assert open_inside(qtbot, window, "reference") is view
    assert view.edit.toPlainText() == window.session.trace.target_text
    window.source.set_text(TEXT)
    window.translate()
    qtbot.waitUntil(lambda: view.edit.toPlainText() == "my cat is red.", timeout=PATIENCE)
    qtbot.waitUntil(lambda: view.ready and view.numbers.trace.target_text == "my cat is red.", timeout=PATIENCE)


def test_a_reference_that_is_too_long_is_refused_in_place_and_nothing_typed_is_lost(open_window, qtbot):
    window = open_window()
    view = open_inside(qtbot, window, "reference")
    long = "the dog " * 20
    type_reference(qtbot, view, long)
    qtbot.waitUntil(lambda: "room for 23" in view.notice, timeout=PATIENCE)
    assert view.edit.toPlainText() == long
    assert not window.session.message_is_error  # it is said where the numbers would stand
    qtbot.keyClick(view.edit, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(view.edit, Qt.Key.Key_Backspace)
    qtbot.waitUntil(lambda: "no reference" in view.notice, timeout=PATIENCE)
    qtbot.mouseClick(view.own_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: view.ready, timeout=PATIENCE)


def test_attribution_is_computed_in_the_workers_thread_for_every_step_that_is_looked_at(
    open_window,
    qtbot,
    translator,
):
    window = open_window()
    view = open_inside(qtbot, window, "attribution")
    assert isinstance(view, AttributionView)
    for step in (0, 3):
        window.selection.update(step=step)
        qtbot.waitUntil(lambda step=step: view.ready and view.numbers.question.step == step, timeout=PATIENCE)
        *_, expected = translator.ask(AttributionQuestion(step), window.session.trace)
        np.testing.assert_allclose(view.numbers.integrated.source, expected.integrated.source, atol=1e-5)
        np.testing.assert_allclose(view.numbers.gradient.target, expected.gradient.target, atol=1e-5)
    view.tolerance.setCurrentIndex(0)  # 5 %
    open_inside(qtbot, window, "lens")  # leaving gives the answer up
    assert "attribution" not in window.session.answers.wanted
    assert open_inside(qtbot, window, "attribution") is view
    assert view.numbers.question.tolerance == 0.05


def test_the_lenss_last_row_is_what_the_window_says_everywhere_else(open_window, qtbot):
    window = open_window()
    view = open_inside(qtbot, window, "lens")
    assert isinstance(view, LensView)
    trace = window.session.trace
    np.testing.assert_allclose(view.answer.logprob[-1], trace.logprob, atol=1e-5)
    assert [row[0][0] for row in zip(view.answer.best_pieces[-1], strict=True)] == [
        row[0] for row in trace.candidate_pieces
    ]
    center = view.canvas.cell_rect(1, 2).center().toPoint()
    qtbot.mouseClick(view.canvas, Qt.MouseButton.LeftButton, pos=center)
    assert window.selection.now.step == 2
    assert "Step 3" in view.told.text()
