"""The roles of heads on the screen: map and table select each other, sorting, a file, and every rule one click away."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter
from PySide6.QtWidgets import QFileDialog, QProgressBar, QPushButton
from pytestqt.qtbot import QtBot

from gui.heatmap.scale import TOP, attention_table, color_at
from gui.look.theme import DARK, LIGHT
from gui.pictures.roles import RolesPicture
from gui.state.answers import Pending
from gui.state.selection import Selection
from gui.state.session import Activity, Session
from gui.views.inside.roles.table import FIRST_MEASURE, HEAD, LAYER, ROLE
from gui.views.inside.roles.view import RolesView
from model.values.questions import Progress
from model.values.questions.head_measures import MEASURES, HeadMeasures, Measure, measure_heads, measured
from model.values.questions.head_roles import Role, name_heads
from model.values.questions.survey import SurveyNumbers, SurveyQuestion
from model.values.sites import CROSS, DECODER_SELF, ENCODER_SELF, TRANSFORMER_GROUPS, SiteGroup
from tests.gui.inside_numbers import DESCRIPTION, give, questions
from tests.gui.painted import painted, words_in
from tests.gui.traces import make_trace, with_groups


@pytest.fixture
def view(qtbot: QtBot) -> RolesView:
    selection = Selection()
    session = Session(selection)
    session.set_traces((make_trace(),), finished=True, follow=True)
    session.set_description(DESCRIPTION)
    session.set_activity(Activity.IDLE)
    shown = RolesView(session, selection)
    qtbot.addWidget(shown)
    shown.resize(1252, 470)
    shown.show()
    qtbot.waitExposed(shown)
    return shown


def click(qtbot: QtBot, view: RolesView, layer: int, head: int) -> None:
    point = view.map.cell_rect(layer, head).center().toPoint()
    qtbot.mouseClick(view.map, Qt.MouseButton.LeftButton, pos=point)


def click_header(qtbot: QtBot, view: RolesView, column: int) -> None:
    header = view.heads.horizontalHeader()
    middle = header.sectionViewportPosition(column) + header.sectionSize(column) // 2
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(middle, header.height() // 2))


def shown_rows(view: RolesView) -> list[tuple[int, int]]:
    """Layer and head of the rows, from the top, as they are written."""
    model = view.heads.sorted
    return [(int(model.index(r, LAYER).data()), int(model.index(r, HEAD).data())) for r in range(model.rowCount())]


def selected_row(view: RolesView) -> tuple[int, int]:
    (index,) = view.heads.selectionModel().selectedRows()
    return shown_rows(view)[index.row()]


def test_map_and_table_hold_the_measures_of_the_sentence(view):
    measures = measure_heads(view.session.trace, CROSS)
    model = view.heads.sorted
    assert model.rowCount() == 48 and shown_rows(view)[:9] == [*((1, h + 1) for h in range(8)), (2, 1)]
    for row, (layer, head) in enumerate(shown_rows(view)):
        named = name_heads(measures)[layer - 1][head - 1]
        expected = {Role.MIXED: "mixed", Role.ALIGNED: "aligned", Role.PREVIOUS: "one before", Role.NEXT: "one after"}
        assert model.index(row, ROLE).data() == expected.get(named.role, named.role.value)
        for place, measure in enumerate(measured(CROSS)):
            value = measures.mean(measure)[layer - 1, head - 1]
            assert model.index(row, FIRST_MEASURE + place).data() == f"{value:.2f}"
    picture = view.map.picture
    assert picture is not None
    names = name_heads(measures)
    for layer, head in ((0, 0), (3, 5), (5, 7)):  # the number under a name is of the measure that gave the name
        named = names[layer][head]
        assert picture.values[layer, head] == measures.mean(named.reading.rule.measure)[layer, head]
        assert picture.numbers[layer][head] == f"{named.reading.value:.2f}"
    assert picture.measure == "colour and number: the measure that named the head"


def test_a_cell_says_what_its_number_is_where_it_is_not_what_named_the_head(view):
    view.colour.setCurrentIndex(1 + measured(CROSS).index(Measure.LARGEST))
    view.refresh()
    picture = view.map.picture
    words = painted(lambda painter, rect: picture.paint(painter, rect, LIGHT), 700, 400)
    largest = measure_heads(view.session.trace, CROSS).mean(Measure.LARGEST)
    for layer, head in ((0, 0), (5, 7)):
        cell = picture.layout(QRectF(0, 0, 700, 400), QFont()).cell(layer, head)
        assert words_in(words, cell)[-1] == f"Max {largest[layer, head]:.2f}"
    assert any("colour and number: largest weight" in word.text for word in words)
    heard = view.map.accessibleDescription()
    assert f"largest weight {largest[0, 0]:.2f} (even attention: " in heard


def test_hovering_a_number_of_the_table_tells_what_even_attention_gives(view):
    measures = measure_heads(view.session.trace, CROSS)
    place = measured(CROSS).index(Measure.NEARBY)
    told = view.heads.sorted.index(0, FIRST_MEASURE + place).data(Qt.ItemDataRole.ToolTipRole)
    mean, even = (float(array[0, 0]) for array in (measures.mean(Measure.NEARBY), measures.even(Measure.NEARBY)))
    assert told.endswith(f"{mean:.6f} (even attention: {even:.6f})")


def test_a_click_in_the_map_selects_the_head_and_its_row(view, qtbot):
    for layer, head in ((2, 5), (0, 0), (5, 7)):
        click(qtbot, view, layer, head)
        assert (view.now.layer, view.now.head) == (layer, head)
        assert selected_row(view) == (layer + 1, head + 1)
        assert view.why.text().startswith(f"Layer {layer + 1} · Head {head + 1} is “")


def test_arrow_keys_in_the_map_select(view, qtbot):
    view.map.setFocus()
    for key, expected in (
        (Qt.Key.Key_Down, (1, 0)),
        (Qt.Key.Key_Right, (1, 1)),
        (Qt.Key.Key_Up, (0, 1)),
        (Qt.Key.Key_Up, (0, 1)),
    ):
        qtbot.keyClick(view.map, key)
        assert (view.now.layer, view.now.head) == expected
        assert "Head" in view.map.accessibleDescription() and selected_row(view) == (expected[0] + 1, expected[1] + 1)


def test_a_row_of_the_table_selects_its_head_by_mouse_and_keyboard(view, qtbot):
    index = view.heads.sorted.index(3, ROLE)
    qtbot.mouseClick(view.heads.viewport(), Qt.MouseButton.LeftButton, pos=view.heads.visualRect(index).center())
    assert (view.now.layer, view.now.head) == (0, 3)
    for _ in range(6):
        qtbot.keyClick(view.heads, Qt.Key.Key_Down)
    assert (view.now.layer, view.now.head) == (1, 1)


def test_a_header_sorts_and_once_more_turns_the_order(view, qtbot):
    click(qtbot, view, 3, 4)
    measures = measure_heads(view.session.trace, CROSS)
    column = FIRST_MEASURE + measured(CROSS).index(Measure.ENTROPY)
    entropy = measures.mean(Measure.ENTROPY)
    click_header(qtbot, view, column)
    values = [entropy[layer - 1, head - 1] for layer, head in shown_rows(view)]
    assert values == sorted(values, reverse=True)
    assert selected_row(view) == (4, 5) and (view.now.layer, view.now.head) == (3, 4)
    assert view.heads.heads.headerData(column, Qt.Orientation.Horizontal).endswith("▾")
    click_header(qtbot, view, column)
    assert [entropy[layer - 1, head - 1] for layer, head in shown_rows(view)] == sorted(values)
    click(qtbot, view, 0, 6)
    assert selected_row(view) == (1, 7)
    view.heads.scrollToTop()
    for row in (5, 2):
        index = view.heads.sorted.index(row, ROLE)
        qtbot.mouseClick(view.heads.viewport(), Qt.MouseButton.LeftButton, pos=view.heads.visualRect(index).center())
        assert (view.now.layer + 1, view.now.head + 1) == shown_rows(view)[row] == selected_row(view)
    click_header(qtbot, view, LAYER)
    assert shown_rows(view) == [(layer, head) for layer in range(1, 7) for head in range(1, 9)]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_the_keyboard_sorts_by_the_current_column(view, qtbot, key):
    view.heads.setFocus()
    for _ in range(3):
        qtbot.keyClick(view.heads, Qt.Key.Key_Right)
    column = view.heads.currentIndex().column()
    assert column >= FIRST_MEASURE
    qtbot.keyClick(view.heads, key)
    values = [view.heads.sorted.index(row, column).data(Qt.ItemDataRole.UserRole) for row in range(48)]
    assert values == sorted(values, reverse=True) and len(set(values)) > 1
    assert selected_row(view) == (1, 1) == (view.now.layer + 1, view.now.head + 1)
    qtbot.keyClick(view.heads, key)
    values = [view.heads.sorted.index(row, column).data(Qt.ItemDataRole.UserRole) for row in range(48)]
    assert values == sorted(values)


def test_digits_and_brackets_are_left_to_the_window(view, qtbot):
    heard = []
    view.keyPressEvent = lambda event: heard.append(event.text())  # type: ignore[method-assign]
    view.heads.setFocus()
    for key in (Qt.Key.Key_1, Qt.Key.Key_BracketRight):
        qtbot.keyClick(view.heads, key)
    assert heard == ["1", "]"]


def test_each_kind_has_its_measures(view, qtbot):
    for group, tab in view.groups.tabs.items():
        qtbot.mouseClick(tab, Qt.MouseButton.LeftButton)
        assert view.now.group is group
        assert view.heads.heads.columnCount() == FIRST_MEASURE + len(measured(group))
        assert view.colour.count() == 1 + len(measured(group))
        rows = len(view.session.trace.query_pieces(group)) - (group == DECODER_SELF)
        assert f"{rows} rows" in view.source.text()
    assert tab.isChecked()


def test_the_colour_follows_the_chosen_measure_and_says_its_scale(view, qtbot):
    chosen = 1 + measured(CROSS).index(Measure.ENTROPY)
    view.colour.setFocus()
    qtbot.keyClick(view.colour, Qt.Key.Key_Home)
    view.colour.setCurrentIndex(chosen)
    view.colour.activated.emit(chosen)
    picture = view.map.picture
    values = measure_heads(view.session.trace, CROSS).mean(Measure.ENTROPY)
    assert picture is not None and picture.limit == values.max()
    assert picture.limit_text == f"{values.max():.2f} bits (largest here)"
    qtbot.mouseClick(view.groups.tabs[ENCODER_SELF], Qt.MouseButton.LeftButton)
    assert (
        view.map.picture is not None and view.map.picture.measure == "colour and number: entropy"
    )  # the choice goes on


def test_the_legend_names_a_number_only_where_cells_have_room_for_one(view):
    picture = view.map.picture
    for height, said in ((400, "colour and number: "), (170, "colour: ")):
        words = painted(lambda painter, rect: picture.paint(painter, rect, LIGHT), 500, height)
        cell = picture.layout(QRectF(0, 0, 500, height), QFont()).cell(0, 0)
        assert (picture.numbers[0][0] in words_in(words, cell)) == (said == "colour and number: ")
        assert any(f"{said}the measure" in word.text for word in words)


def test_keys_reach_only_the_chosen_kind_so_that_no_other_looks_chosen_too(view, qtbot):
    tabs = view.groups.tabs

    def reached():
        return {group for group, tab in tabs.items() if tab.focusPolicy() & Qt.FocusPolicy.TabFocus}

    assert reached() == {view.selection.now.group}
    qtbot.mouseClick(tabs[ENCODER_SELF], Qt.MouseButton.LeftButton)
    assert reached() == {ENCODER_SELF}
    tabs[ENCODER_SELF].setFocus()
    view.selection.update(group=CROSS)
    assert reached() == {CROSS} and view.window().focusWidget() is tabs[CROSS]


def test_cells_have_the_colour_of_their_value(qtbot):
    values = np.array([[0.0, 0.5, 1.0, np.nan]])
    names = [["a", "b", "c", "d"]]
    picture = RolesPicture(values, names, names, "", 1.0, "1", "share", "share")
    image = QImage(400, 120, QImage.Format.Format_RGB32)
    for theme in (LIGHT, DARK):
        image.fill(QColor(theme.panel))
        painter = QPainter(image)
        layout = picture.paint(painter, QRectF(0, 0, 400, 120), theme)
        painter.end()
        for head, level in enumerate((0, round(TOP / 2), TOP, 0)):
            corner = layout.cell(0, head).bottomLeft().toPoint() + QPoint(4, -4)
            assert image.pixelColor(corner) == color_at(attention_table(theme), level)


def test_the_rule_that_named_a_head_is_told_with_its_numbers(view, qtbot):
    told = set()
    for layer in range(6):
        for head in range(8):
            click(qtbot, view, layer, head)
            named = view.names[layer][head]
            told.add(named.role)
            reading, text = named.reading, view.why.text()
            assert f"{reading.value:.3f}" in text and f"{reading.rule.least:.2f}" in text
            if named.role is Role.MIXED:
                assert "no rule holds" in text and f"an excess of {reading.excess:.3f}" in text
            elif reading.rule.above_even:
                assert f"(even attention: {reading.even:.3f}), an excess of {reading.excess:.3f} ≥" in text
    assert {Role.MIXED} < told


def test_the_rules_are_one_click_away(view, qtbot):
    qtbot.mouseClick(view.rules_button, Qt.MouseButton.LeftButton)
    text = view.rules.toPlainText()
    assert view.rules.isVisible()
    for words in (
        "aligned: agreement with the alignment, excess ≥ 0.40",
        "(measure − even) ÷ (1 − even)",
        "−Σ w·log₂ w",
        "not an alignment made by a person",
    ):
        assert words in text
    view.selection.update(group=DECODER_SELF)
    assert "alignment" not in view.rules.toPlainText()
    qtbot.mouseClick(view.rules_button, Qt.MouseButton.LeftButton)
    assert view.heads.isVisible()


def test_everything_can_be_read_as_a_table_in_the_order_shown(view, qtbot):
    click_header(qtbot, view, FIRST_MEASURE)
    cells = view.table()
    assert [(cells.cell(row, LAYER), cells.cell(row, HEAD)) for row in range(48)] == shown_rows(view)
    measures = measure_heads(view.session.trace, CROSS)
    layer, head = shown_rows(view)[0]
    for place, measure in enumerate(measured(CROSS)):
        assert cells.cell(0, FIRST_MEASURE + place) == measures.mean(measure)[layer - 1, head - 1]
    table = view.open_table()
    assert table is not None and table.windowTitle() == "What each head does"
    table.close()


def test_while_decoding_nothing_is_measured(view):
    view.session.set_activity(Activity.DECODING)
    assert not view.ready and "pauses" in view.notice
    view.session.set_activity(Activity.IDLE)
    assert view.ready


def test_one_step_has_no_row_with_a_choice(view):
    view.session.set_traces((make_trace(target=1),), finished=False, follow=True)
    view.selection.update(group=DECODER_SELF)
    assert "has no name" in view.why.text()
    assert view.heads.sorted.index(0, FIRST_MEASURE).data() == "—"
    assert view.table().cell(0, FIRST_MEASURE) is None
    view.grab()


# ---- a file


def numbers(question: SurveyQuestion) -> SurveyNumbers:
    traces = [make_trace(source=8, target=9, seed=seed) for seed in range(3)]
    measures: dict[SiteGroup, HeadMeasures] = {}
    for group in TRANSFORMER_GROUPS:
        parts = [measure_heads(trace, group) for trace in traces]
        measures[group] = parts[0] + parts[1] + parts[2]
    return SurveyNumbers(question, measures, sentences=3, too_long=2, unreadable=1, more=True)


def test_a_file_shows_progress_then_its_measures(view, qtbot, tmp_path):
    path = tmp_path / "sentences.txt"
    path.write_text("one\ntwo\n")
    view.show_file(str(path))
    (question,) = questions(view.session).values()
    assert question == SurveyQuestion(str(path), 200, path.stat().st_mtime_ns)
    assert not view.ready and view.file_button.isChecked()
    give(view.session, "roles", Pending(progress=Progress(4, 9, "Translating…")))
    bar = view.findChild(QProgressBar)
    assert view.notice == "Translating…" and (bar.value(), bar.maximum()) == (4, 9) and bar.isVisible()
    give(view.session, "roles", numbers(question))
    assert view.ready
    assert np.array_equal(view.measures.sums, numbers(question).measures[CROSS].sums)
    for words in ("sentences.txt: 3 sentences, 27 rows", "2 too long", "1 unreadable", "the file goes on"):
        assert words in view.source.text()
    view.selection.update(group=ENCODER_SELF)
    assert view.measures.group == ENCODER_SELF and "24 rows" in view.source.text()
    qtbot.mouseClick(view.sentence_button, Qt.MouseButton.LeftButton)
    assert view.file is None and "this sentence" in view.source.text()


def test_a_file_is_measured_anew_in_another_language(view, qtbot, tmp_path):
    path = tmp_path / "sentences.txt"
    path.write_text("one\n")
    session = view.session
    codes = ("deu", "fra")
    session.set_description(replace(session.description, target_languages=codes, default_languages=("", "deu")))
    view.show_file(str(path))
    (german,) = questions(session).values()
    assert german.target_language == "deu"
    give(session, "roles", numbers(german))
    assert view.ready
    session.choose_language(1, "fra")
    (french,) = questions(session).values()
    assert (
        french == replace(german, target_language="fra")
        and session.answers.known(french, DESCRIPTION.fingerprint) is None
    )
    session.choose_language(1, "deu")  # what was measured is still known
    assert view.ready


def test_cancel_goes_back_to_the_sentence(view, qtbot, tmp_path):
    path = tmp_path / "sentences.txt"
    path.write_text("one\n")
    view.show_file(str(path))
    give(view.session, "roles", Pending(progress=Progress(0, 9, "Reading…")))
    (cancel,) = (button for button in view.findChildren(QPushButton) if button.text() == "Cancel")
    qtbot.mouseClick(cancel, Qt.MouseButton.LeftButton)
    assert view.session.answers.wanted == {}
    assert view.ready and view.file is None and view.sentence_button.isChecked()


def test_what_is_wrong_with_a_file_stands_in_the_view(view, tmp_path):
    view.show_file(str(tmp_path / "nowhere.txt"))
    (question,) = questions(view.session).values()
    assert question.changed == 0
    give(view.session, "roles", Pending(problem="It cannot be read."))
    assert view.notice == "It cannot be read."
    assert view.sentence_button.isEnabled()


def test_another_number_of_sentences_asks_anew(view, qtbot, tmp_path):
    path = tmp_path / "sentences.txt"
    path.write_text("one\n")
    view.most.setValue(50)
    assert view.session.answers.wanted == {}
    view.show_file(str(path))
    view.most.setValue(60)
    assert questions(view.session)["roles"].most == 60


def test_the_file_button_asks_which_file(view, qtbot, tmp_path, monkeypatch):
    path = tmp_path / "sentences.txt"
    path.write_text("one\n")
    answers = iter(["", str(path)])

    def dialog(*_arguments):
        assert view.sentence_button.isChecked()  # until one is chosen
        return next(answers), ""

    monkeypatch.setattr(QFileDialog, "getOpenFileName", dialog)
    qtbot.mouseClick(view.file_button, Qt.MouseButton.LeftButton)
    assert view.file is None
    qtbot.mouseClick(view.file_button, Qt.MouseButton.LeftButton)
    assert view.file is not None and view.file.path == str(path)


def test_every_control_has_a_name(view):
    for control in (
        view.colour,
        view.sentence_button,
        view.file_button,
        view.most,
        view.rules_button,
        view.map,
        view.heads,
    ):
        assert control.accessibleName()
        assert control.focusPolicy() & Qt.FocusPolicy.TabFocus
    assert all(tab.accessibleName() for tab in view.groups.tabs.values())


def test_a_kind_that_the_model_lacks_cannot_be_chosen(view):
    view.session.set_traces((with_groups(make_trace(), CROSS),), finished=True, follow=True)
    assert list(view.groups.tabs) == [CROSS] and view.groups.tabs[CROSS].isChecked()


def test_it_paints_itself_into_any_painter(view):
    image = QImage(800, 500, QImage.Format.Format_RGB32)
    image.fill(QColor(DARK.panel))
    painter = QPainter(image)
    view.paint_figure(painter, QRectF(0, 0, 800, 500), DARK)
    painter.end()
    assert len({image.pixel(x, y) for x in range(0, 800, 7) for y in range(0, 500, 7)}) > 20


def test_all_measures_have_words():
    from gui.views.inside.roles.rules import definition
    from gui.views.inside.roles.words import column_text, measure_text, role_text

    for group in TRANSFORMER_GROUPS:
        names = [measure_text(measure, group) for measure in MEASURES]
        assert len(set(names)) == len(names) and all(definition(measure, group) for measure in MEASURES)
        assert len({column_text(measure, group) for measure in MEASURES}) == len(names)
        assert len({role_text(role, group) for role in Role}) == len(Role)


def test_an_arrow_key_on_a_button_opens_no_dialog(view, qtbot, monkeypatch):
    """Arrows go through the steps; in a group of buttons they would press the next one."""
    asked = []
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *arguments: asked.append(arguments) or ("", ""))
    view.sentence_button.setFocus()
    qtbot.keyClick(view.sentence_button, Qt.Key.Key_Right)
    assert not asked
    assert view.sentence_button.isChecked() and not view.file_button.isChecked()


def test_the_head_that_was_trained_to_align_is_marked(view):
    assert "◆" not in view.picture().measure
    view.session.set_description(replace(DESCRIPTION, alignment_head=(5, 0)))
    view.session.set_traces((make_trace(seed=2),), finished=True, follow=True)
    view.selection.update(group=CROSS, layer=5, head=0)
    picture = view.picture()
    assert [(layer, head) for layer in range(6) for head in range(8) if "◆" in picture.names[layer][head]] == [(5, 0)]
    assert "trained to align" in picture.measure
    assert "guided alignment" in view.why.text()
    row = view.heads.heads.row_of(5, 0)
    assert str(view.heads.heads.exact(row, ROLE)).endswith("◆")
    view.selection.update(group=DECODER_SELF)
    assert "trained to align" not in view.picture().measure
    view.selection.update(group=CROSS)
    view.session.set_description(replace(DESCRIPTION, fingerprint="another", alignment_head=(5, 0)))
    view.session.set_traces((make_trace(seed=3),), finished=True, follow=True)
    assert "trained to align" not in view.picture().measure


@pytest.mark.parametrize("width", [480, 560, 640])
def test_layer_and_head_stay_in_sight_where_not_all_columns_fit(view, qtbot, width):
    shown = RolesView(view.session, view.selection)
    qtbot.addWidget(shown)
    shown.resize(width, 300)
    shown.show()
    qtbot.waitExposed(shown)
    across = shown.heads.horizontalScrollBar()
    qtbot.waitUntil(lambda: across.maximum() > 0)
    for layer, head in ((1, 3), (3, 0), (0, 2)):
        shown.selection.update(layer=layer, head=head)
        assert across.value() == 0
