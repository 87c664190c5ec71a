"""Roles and summaries in the whole window with a toy model: a file with progress and cancel, and norms."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from gui.views.inside.roles.view import RolesView
from gui.views.inside.summaries.view import SummariesView
from gui.views.inside.summaries.words import Choice
from model.values.questions.head_measures import Measure
from model.values.questions.norms import NormsQuestion
from model.values.sites import CROSS, DECODER_SELF, TRANSFORMER_GROUPS
from model.values.steps import DecodingStep
from tests.integration.toy_window import done, load, wait

LINES = ["the dog sees it.", "a cat likes it.", "it.", "my house is red."]


def slow(name: str):
    """A translator whose steps take a while, so that there is time to cancel."""
    translator = load(name)
    translate = translator.translate

    def slowly(texts, settings, changes=()):
        for event in translate(texts, settings, changes):
            if isinstance(event, DecodingStep) and len(texts) > 1:
                time.sleep(0.02)
            yield event

    translator.translate = slowly  # type: ignore[method-assign]
    return translator


def roles(window) -> RolesView:
    view = window.translation.show_inside("roles")
    assert isinstance(view, RolesView)
    return view


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "sentences.txt"
    path.write_text("\n".join([*LINES * 4, "the dog sees it " * 30]))
    return path


def test_a_file_is_measured_with_progress(open_window, qtbot, file):
    window = open_window()
    view = roles(window)
    assert view.ready and view.measures.rows == window.session.trace.target_length
    told = []
    window.session.answers.changed.connect(lambda _slot: told.append(view.notice))
    view.show_file(str(file))
    wait(qtbot, lambda: view.ready)
    assert any("16 sentences" in notice for notice in told)
    assert "16 sentences" in view.source.text() and "1 too long, skipped" in view.source.text()
    over_file = view.measures
    assert over_file.rows > 100
    view.selection.update(group=DECODER_SELF)
    assert view.ready and view.measures.group == DECODER_SELF  # one reading answers all kinds
    window.source.set_text("it.")
    window.translate()
    wait(qtbot, lambda: done(window) and window.session.trace.source_text == "it.")
    view.selection.update(group=CROSS)
    wait(qtbot, lambda: view.ready)
    assert view.measures.mean(Measure.ENTROPY) == pytest.approx(over_file.mean(Measure.ENTROPY))
    assert view.measures is over_file  # another sentence changes nothing about the file


def test_cancel_gives_up_the_file_and_the_model_is_free(open_window, qtbot, file):
    window = open_window(slow)
    view = roles(window)
    view.show_file(str(file))
    (cancel,) = (button for button in view.findChildren(QPushButton) if button.text() == "Cancel")
    wait(qtbot, lambda: "Translating" in view.notice and cancel.isVisible())
    qtbot.mouseClick(cancel, Qt.MouseButton.LeftButton)
    assert view.ready and view.file is None
    window.source.set_text("a cat.")
    window.translate()
    wait(qtbot, lambda: done(window) and window.session.trace.source_text == "a cat.")
    wait(qtbot, lambda: view.ready)
    assert "this sentence" in view.source.text()


def test_a_file_that_cannot_be_used_is_said_in_the_view(open_window, qtbot, tmp_path):
    window = open_window()
    view = roles(window)
    path = tmp_path / "picture.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\r")
    view.show_file(str(path))
    wait(qtbot, lambda: "is a picture" in view.notice)
    qtbot.mouseClick(view.sentence_button, Qt.MouseButton.LeftButton)
    assert view.ready


def test_summaries_with_the_norms_of_the_model(open_window, qtbot):
    window = open_window()
    view = window.translation.show_inside("summary")
    assert isinstance(view, SummariesView) and view.ready
    for group in TRANSFORMER_GROUPS:
        window.selection.update(group=group, layer=0, head=1)
        view.choose(Choice.NORM_LAYER)
        wait(qtbot, lambda: view.ready)
        expected = window.session.answers.known(NormsQuestion(group), window.session.trace).summed[0]
        assert view.right.picture().weights is not None and (view.right.picture().weights == expected).all()
        view.choose(Choice.ROLLOUT)
    window.grab()
