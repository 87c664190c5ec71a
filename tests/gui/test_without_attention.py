"""A model without attention leaves no maps: whatever shows heads says so in one sentence, and never fails."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from gui.heatmap.figure import Figure, write_figure
from gui.heatmap.head_map import HeadMap
from gui.heatmap.mask_strip import MaskStrip
from gui.heatmap.overview import OverviewMap
from gui.heatmap.surface import MapWidget
from gui.look.look import look
from gui.look.theme import DARK, LIGHT
from gui.pages.translate_page import TranslatePage
from gui.state.selection import Selection
from gui.state.session import Activity, Session
from gui.views.inside.needs import NEEDS
from gui.views.inside.registry import SLOTS, entries
from gui.views.inside.summaries.view import RIGHT, SummariesView
from gui.views.inside.summaries.words import NORMS, Choice
from gui.views.panels.candidates import CandidatesPanel
from gui.views.panels.differences import DifferencesButton
from gui.views.panels.head_panel import HeadPanel
from gui.views.panels.mask_panel import MaskPanel
from gui.views.panels.output_panel import OutputPanel
from gui.views.panels.overview_panel import OverviewPanel
from gui.views.panels.source_panel import SourcePanel
from gui.views.panels.where_it_looks import WhereItLooks
from model.errors import Sentence
from model.values.description import ModelDescription
from model.values.needs import Need
from model.values.sites import CROSS, TRANSFORMER_GROUPS, SiteGroup
from tests.gui.inside_numbers import DESCRIPTION, attribution_numbers, give, reference_numbers
from tests.gui.traces import make_trace, with_groups

RECURRENT = replace(DESCRIPTION, family="A recurrent network", heads=0, sites=(), offers=frozenset())
NO_HEADS = "A recurrent network has no attention"
MAPS = (OverviewMap, HeadMap, MaskStrip)
PANELS: tuple[Callable[[Session, Selection], QWidget], ...] = (
    OverviewPanel,
    HeadPanel,
    MaskPanel,
    lambda session, _selection: WhereItLooks(session),
)


def made_session(description: ModelDescription | None = RECURRENT, empty: bool = False) -> Session:
    session = Session(Selection())
    session.set_description(description)
    session.set_activity(Activity.IDLE)
    if not empty:
        session.set_traces((with_groups(make_trace()),), finished=True, follow=True)
    return session


def painted(widget: QWidget) -> QImage:
    return widget.grab().toImage()


def use(qtbot: QtBot, session: Session, widget: QWidget) -> None:
    """What a person may do with any widget, painted after everything."""
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Down, Qt.Key.Key_1, Qt.Key.Key_Return):
        qtbot.keyClick(widget, key)
    for point in (widget.rect().center(), widget.rect().topLeft()):
        qtbot.mouseMove(widget, point)
        qtbot.mouseClick(widget, Qt.MouseButton.LeftButton, pos=point)
        qtbot.mouseDClick(widget, Qt.MouseButton.LeftButton, pos=point)
    for group in TRANSFORMER_GROUPS:
        for fields in ({"group": group}, {"layer": 3, "head": 2}, {"step": 4}, {"query": 1, "key": 2}):
            session.selection.update(**fields)
            assert not painted(widget).isNull()


def test_there_is_nothing_to_select_but_steps_and_pieces(qapp):
    session = made_session()
    session.selection.update(layer=3, head=2, step=4)
    now = session.selection.now
    assert (now.layer, now.head, now.step) == (0, 0, 4)
    assert session.description is not None and session.description.groups == ()


@pytest.mark.parametrize("kind", MAPS)
def test_every_map_says_that_there_are_no_heads(qtbot: QtBot, kind: type[MapWidget], monkeypatch):
    said: list[str] = []
    monkeypatch.setattr(kind, "paint_sentence", lambda _widget, _painter, sentence: said.append(sentence))
    session = made_session(empty=True)
    widget = kind(session, session.selection)
    qtbot.addWidget(widget)
    widget.resize(400, 300)
    widget.show()
    painted(widget)
    assert NO_HEADS not in said[-1]  # nothing is translated yet
    session.set_traces((with_groups(make_trace()),), finished=True, follow=True)
    painted(widget)
    assert said[-1].startswith(NO_HEADS)
    use(qtbot, session, widget)
    session.set_description(None)  # a saved trace, whose model is known by its name alone
    painted(widget)
    assert said[-1].startswith("a made-up model has no attention")
    said.clear()
    session.set_traces((make_trace(),), finished=True, follow=True)
    painted(widget)
    assert said == []


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
@pytest.mark.parametrize("kind", MAPS)
def test_the_sentence_is_there_to_be_read(qtbot: QtBot, kind: type[MapWidget], theme):
    session = made_session()
    widget = kind(session, session.selection)
    qtbot.addWidget(widget)
    widget.resize(400, 300)
    look.use(theme)
    image = painted(widget)
    quiet = QColor(theme.quiet)
    pixels = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
    written = [p for p in pixels if max(abs(a - b) for a, b in zip(p.getRgb(), quiet.getRgb(), strict=True)) < 12]
    assert len(written) > 20


@pytest.mark.parametrize("make", PANELS)
def test_every_panel_lives_without_heads(qtbot: QtBot, make: Callable[[Session, Selection], QWidget]):
    session = made_session()
    panel = make(session, session.selection)
    qtbot.addWidget(panel)
    panel.resize(500, 320)
    panel.show()
    use(qtbot, session, panel)
    session.set_traces((make_trace(),), finished=True, follow=True)  # and back again
    session.set_traces((with_groups(make_trace(seed=1)),), finished=True, follow=True)
    use(qtbot, session, panel)


def test_no_head_is_named_where_there_is_none(qtbot: QtBot):
    session = made_session()
    panel = HeadPanel(session, session.selection)
    qtbot.addWidget(panel)
    panel.show()
    words = {label.text() for label in panel.findChildren(QLabel) if label.isVisible()}
    assert not any("Head" in text or "rows" in text or "attention" in text for text in words)
    session.set_traces((make_trace(),), finished=True, follow=True)
    assert "Layer 1 · Head 1" in {label.text() for label in panel.findChildren(QLabel) if label.isVisible()}


def test_a_view_tells_how_the_model_of_its_trace_differs_not_the_one_in_use(qtbot: QtBot):
    maker = replace(DESCRIPTION, differences=(Sentence("It has no bias."),))
    other = replace(DESCRIPTION, name="other", fingerprint="f" * 64, differences=(Sentence("It is pre-norm."),))
    session = made_session(maker)
    button = DifferencesButton(session, of_trace=True)
    qtbot.addWidget(button)
    assert "no bias" in button.toolTip()
    session.set_models((other, maker))
    assert "no bias" in button.toolTip() and "pre-norm" not in button.toolTip()
    session.set_traces((), finished=False, follow=True)
    assert "pre-norm" in button.toolTip()


@pytest.mark.parametrize("make", [SourcePanel, OutputPanel, CandidatesPanel])
def test_pieces_and_candidates_are_shown_all_the_same(qtbot: QtBot, make):
    session = made_session()
    panel = make(session)
    qtbot.addWidget(panel)
    panel.resize(500, 200)
    panel.show()
    use(qtbot, session, panel)
    if isinstance(panel, SourcePanel):
        assert len(panel.chips.chips) == session.trace.source_length
        assert not any(chip.strength for chip in panel.chips.chips)


def test_where_it_looks_says_that_it_looks_nowhere(qtbot: QtBot):
    session = made_session()
    panel = WhereItLooks(session)
    qtbot.addWidget(panel)
    panel.show()
    assert panel.caption.text() == "" and panel.rows.empty_text.startswith(NO_HEADS)
    session.set_description(None)
    assert panel.rows.empty_text.startswith("a made-up model has no attention")
    session.set_traces((), finished=False, follow=True)
    assert "will stand here" in panel.rows.empty_text
    session.set_traces((make_trace(),), finished=True, follow=True)
    assert panel.rows.bars and panel.rows.empty_text == ""


@pytest.mark.parametrize("slot", [slot for slot in SLOTS if NEEDS[slot]])
def test_every_inside_view_says_in_a_sentence_why_it_is_empty(qtbot: QtBot, slot: str):
    session = made_session()
    (entry,) = (entry for entry in entries() if entry.slot == slot)
    view = entry.make(session, session.selection)
    qtbot.addWidget(view)
    view.resize(900, 470)
    view.show()
    assert not view.ready and "A recurrent network" in view.notice
    assert view.open_table() is None
    use(qtbot, session, view)
    assert session.answers.wanted == {}
    look.use(DARK)
    assert not view.ready
    session.set_description(None)
    painted(view)
    assert view.notice and not view.ready
    session.set_description(DESCRIPTION)
    session.set_traces((make_trace(),), finished=True, follow=True)
    assert slot in session.answers.wanted or view.ready


@pytest.mark.parametrize("groups", [(), (CROSS,)], ids=["no attention", "one kind"])
@pytest.mark.parametrize("slot", ["reference", "attribution"])
def test_what_needs_no_heads_is_shown_without_them(
    qtbot: QtBot, slot: str, groups: tuple[SiteGroup, ...], tmp_path: Path
):
    session = made_session(replace(RECURRENT, offers=frozenset({Need.GRADIENTS})))
    session.set_traces((with_groups(make_trace(), *groups),), finished=True, follow=True)
    (entry,) = (entry for entry in entries() if entry.slot == slot)
    view = entry.make(session, session.selection)
    qtbot.addWidget(view)
    view.resize(900, 470)
    view.show()
    trace = session.trace
    question = session.answers.wanted[slot].question
    if slot == "reference":
        numbers = reference_numbers(trace)
        answer = replace(numbers, trace=with_groups(numbers.trace, *groups))
    else:
        answer = attribution_numbers(trace, question)
    give(session, slot, answer)
    assert view.ready and view.table() is not None
    write_figure(Figure(trace, view.title, view.paint_figure, LIGHT, view.rule), tmp_path / "figure.svg")
    assert (tmp_path / "figure.svg").stat().st_size > 1000
    use(qtbot, session, view)


def test_the_bar_says_of_each_view_why_it_is_empty(qtbot: QtBot):
    session = made_session()
    page = TranslatePage(session, session.selection)
    qtbot.addWidget(page)
    tips = {entry.slot: page.bar.button(number).toolTip() for number, entry in enumerate(entries(), start=1)}
    session.set_description(RECURRENT)
    for number, entry in enumerate(entries(), start=1):
        button = page.bar.button(number)
        lacking = bool(NEEDS[entry.slot])
        assert button.property("lacking") is lacking and button.isEnabled()
        assert ("A recurrent network" in button.toolTip()) is lacking
    session.set_description(DESCRIPTION)
    session.set_traces((make_trace(),), finished=True, follow=True)
    now = {entry.slot: page.bar.button(number).toolTip() for number, entry in enumerate(entries(), start=1)}
    assert all("A recurrent network" not in tip for tip in now.values()) and set(now) == set(tips)


def test_a_summary_that_cannot_be_made_is_disabled_and_another_one_is_shown(qtbot: QtBot) -> None:
    session = made_session(replace(DESCRIPTION, offers=frozenset({Need.ATTENTION})), empty=True)
    session.set_traces((with_groups(make_trace(), CROSS),), finished=True, follow=True)
    view = SummariesView(session, session.selection)
    qtbot.addWidget(view)
    view.show()
    assert view.choices[1] is Choice.MEAN_HEADS and view.ready
    disabled = [not view.right_choice.model().item(number).isEnabled() for number in range(len(RIGHT))]
    assert [choice for choice, off in zip(RIGHT, disabled, strict=True) if off] == [Choice.ROLLOUT, *NORMS]
    session.set_traces((make_trace(),), finished=True, follow=True)
    assert view.right_choice.model().item(RIGHT.index(Choice.ROLLOUT)).isEnabled()
