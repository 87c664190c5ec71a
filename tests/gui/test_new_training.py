"""The dialog for a new training: one click starts the defaults; what is chosen, typed or edited is what runs."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gui.look.theme import DARK, LIGHT, style_sheet
from gui.views.new_training.dialog import NewTrainingDialog
from gui.views.new_training.place import free_folder
from model.data.cleaning import CleaningRecipe
from model.data.cleaning_report import CleaningReport, Example, Reason
from model.data.preview import Preview
from model.errors import Sentence
from model.training.recipe import RECIPES, DataRecipe
from model.training.recipe_file import parse_recipe

PAIRS = [("The dog sleeps .", "Der Hund schläft ."), ("A cat runs .", "Eine Katze läuft .")]
EN_DE, EN_KO, FILES = range(3)
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def dialog(qtbot: QtBot, tmp_path: Path) -> NewTrainingDialog:
    dialog = NewTrainingDialog(tmp_path / "runs")
    qtbot.addWidget(dialog)
    dialog.open()
    return dialog


def started(qtbot: QtBot, dialog: NewTrainingDialog) -> tuple[Path, Any]:
    """Press the button; the folder, and the recipe in what would be written there."""
    with qtbot.waitSignal(dialog.start_requested) as asked:
        qtbot.mouseClick(dialog.start_button, LEFT)
    folder, text = asked.args
    return folder, parse_recipe(text, folder)


def choose(qtbot: QtBot, dialog: NewTrainingDialog, corpus: int) -> None:
    qtbot.mouseClick(dialog.data.corpora.button(corpus), LEFT)


def choose_files(qtbot: QtBot, dialog: NewTrainingDialog, path: str = "/data/pairs.tsv") -> None:
    choose(qtbot, dialog, FILES)
    data = dialog.data
    data.train.set_path(path)
    qtbot.keyClicks(data.source_language, "English")
    qtbot.keyClicks(data.target_language, "German")


def test_one_click_starts_the_classroom(qtbot: QtBot, dialog: NewTrainingDialog, tmp_path: Path) -> None:
    folder, recipe = started(qtbot, dialog)
    assert folder == tmp_path / "runs" / "classroom-en-de"
    assert (recipe.name, recipe.data.builtin, recipe.data.target_language) == ("classroom-en-de", "en-de", "German")
    assert recipe.network_config(9, 9).d_model == 128
    assert recipe.training.steps == RECIPES["classroom"]["training"]["steps"]
    assert dialog.starting and not dialog.start_button.isEnabled()


def test_return_starts_it_too(qtbot: QtBot, dialog: NewTrainingDialog) -> None:
    with qtbot.waitSignal(dialog.start_requested):
        qtbot.keyClick(dialog, Qt.Key.Key_Return)


@pytest.mark.parametrize("number", range(3))
def test_every_recipe_gives_a_configuration(qtbot: QtBot, dialog: NewTrainingDialog, number: int) -> None:
    dialog.model.recipes.button(number).click()
    _, recipe = started(qtbot, dialog)
    name = dialog.model.recipe
    expected = parse_recipe(f'name = "x"\nrecipe = "{name}"\n[data]\nbuiltin = "en-de"', Path("/"))
    assert (recipe.training, recipe.model) == (expected.training, expected.model)


def test_what_is_chosen_is_what_runs(qtbot: QtBot, dialog: NewTrainingDialog) -> None:
    choose(qtbot, dialog, EN_KO)
    dialog.data.pairs.setValue(5000)
    dialog.model.presets.setCurrentIndex(dialog.model.presets.findData("tiny"))
    dialog.model.steps.setValue(77)
    dialog.place.name.selectAll()
    qtbot.keyClicks(dialog.place.name, "My run")
    folder, recipe = started(qtbot, dialog)
    assert folder.name == recipe.name == "My run"
    assert (recipe.data.builtin, recipe.data.builtin_pairs, recipe.data.target_language) == ("en-ko", 5000, "Korean")
    assert (recipe.model["preset"], recipe.training.steps) == ("tiny", 77)


def test_files_of_ones_own(qtbot: QtBot, dialog: NewTrainingDialog, tmp_path: Path) -> None:
    path = str(tmp_path / 'a "quoted" file.tsv')
    choose_files(qtbot, dialog, path)
    qtbot.keyClicks(dialog.data.source_column, "3")
    dialog.data.valid_pairs.setValue(50)
    folder, recipe = started(qtbot, dialog)
    data = recipe.data
    assert (data.train, data.builtin, data.valid_pairs, data.source_column) == (path, "", 50, "3")
    assert dialog.model.recipe == "small-data"  # the classroom's is made for the built-in sentences
    assert not dialog.data.valid_target.isVisible() and dialog.data.valid_pairs.isVisible()
    dialog.data.valid.set_path("/data/valid.tsv")
    assert dialog.data.valid_target.isVisible() and not dialog.data.valid_pairs.isVisible()
    assert folder.name.startswith("small-data-")


@pytest.mark.parametrize("missing", ["train", "source_language", "valid"])
def test_what_is_still_missing_is_said(qtbot: QtBot, dialog: NewTrainingDialog, missing: str) -> None:
    choose_files(qtbot, dialog)
    if missing == "train":
        dialog.data.train.set_path("")
    elif missing == "valid":
        dialog.data.valid_target.set_path("/data/valid.de")
    else:
        dialog.data.source_language.clear()
    assert not dialog.start_button.isEnabled()
    assert dialog.message.text().endswith(".")
    assert not dialog.message.property("error")  # nobody did anything wrong yet


@pytest.mark.parametrize("name", ["", "a/b", "..", "CON", "what?", "  "])
def test_names_that_no_folder_can_have(qtbot: QtBot, dialog: NewTrainingDialog, name: str) -> None:
    dialog.place.name.selectAll()
    qtbot.keyClick(dialog.place.name, Qt.Key.Key_Backspace)
    qtbot.keyClicks(dialog.place.name, name)
    if name.strip():
        assert not dialog.start_button.isEnabled() and name in dialog.message.text()
    else:
        assert not dialog.start_button.isEnabled()


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("~nosuch/y", "There is no person \u201c~nosuch\u201d on this computer; choose another place."),
        pytest.param("/" + "x" * 300, "name too long", marks=pytest.mark.skipif(os.name == "nt", reason="words")),
    ],
)
def test_a_place_that_no_folder_can_have(qtbot: QtBot, dialog: NewTrainingDialog, place: str, said: str) -> None:
    dialog.place.place.edit.selectAll()
    qtbot.keyClicks(dialog.place.place.edit, place)
    assert said in dialog.message.text() and not dialog.start_button.isEnabled()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    dialog.look_again()
    dialog.open()
    assert said in dialog.message.text()


def test_a_name_that_is_taken_gets_the_next_number(tmp_path: Path) -> None:
    assert free_folder(tmp_path, "run") == tmp_path / "run"
    (tmp_path / "run").mkdir()
    (tmp_path / "run-2").mkdir()
    assert free_folder(tmp_path, "run") == tmp_path / "run-3"


def test_the_name_follows_the_choice_until_it_is_typed(qtbot: QtBot, dialog: NewTrainingDialog) -> None:
    choose(qtbot, dialog, EN_KO)
    assert dialog.place.name.text() == "classroom-en-ko"
    dialog.place.name.selectAll()
    qtbot.keyClicks(dialog.place.name, "mine")
    choose(qtbot, dialog, EN_DE)
    assert dialog.place.name.text() == "mine"


# The configuration as text


def edit(qtbot: QtBot, dialog: NewTrainingDialog, old: str, new: str) -> None:
    if not dialog.text.isVisible():
        qtbot.mouseClick(dialog.config_button, LEFT)
    text = dialog.text.toPlainText()
    assert old in text
    dialog.text.setPlainText(text.replace(old, new))


def test_the_text_is_the_whole_configuration_and_what_is_edited_runs(qtbot: QtBot, dialog: NewTrainingDialog) -> None:
    edit(qtbot, dialog, "label_smoothing = 0.1", "label_smoothing = 0.2")
    qtbot.mouseClick(dialog.config_button, LEFT)
    assert dialog.form.isVisible() and not dialog.data.isEnabled()  # the form no longer says what runs
    _, recipe = started(qtbot, dialog)
    assert recipe.training.label_smoothing == 0.2


def test_a_wrong_key_is_named_and_nothing_typed_is_lost(qtbot: QtBot, dialog: NewTrainingDialog) -> None:
    edit(qtbot, dialog, "label_smoothing", "label_smothing")
    assert "label_smothing" in dialog.message.text() and dialog.message.property("error")
    assert not dialog.start_button.isEnabled()
    qtbot.mouseClick(dialog.config_button, LEFT)
    qtbot.mouseClick(dialog.config_button, LEFT)
    assert "label_smothing" in dialog.text.toPlainText()
    edit(qtbot, dialog, "label_smothing", "label_smoothing")
    assert dialog.start_button.isEnabled()


def test_a_message_of_several_lines_is_seen_whole(qtbot: QtBot, dialog: NewTrainingDialog) -> None:
    dialog.resize(1280, 800)  # wide enough for the words of every font and style
    edit(qtbot, dialog, "label_smoothing", "zzz")
    text = dialog.message.text()
    assert "it knows steps" in text and text.endswith("seed.")
    qtbot.waitUntil(lambda: hidden_lines(dialog) == 0)
    assert not dialog.message.focusPolicy()


def test_a_message_without_end_is_scrolled_with_the_keyboard(qtbot: QtBot, dialog: NewTrainingDialog) -> None:
    size = dialog.size()
    dialog.show_problem("Something long is wrong with it. " * 200)
    qtbot.waitUntil(lambda: hidden_lines(dialog) > 0)
    assert dialog.size() == size and dialog.start_button.isVisible()
    dialog.message.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(dialog.message, Qt.Key.Key_PageDown)
    assert dialog.message.verticalScrollBar().value() > 0
    dialog.show_problem("Another.")
    qtbot.waitUntil(lambda: hidden_lines(dialog) == 0)


def hidden_lines(dialog: NewTrainingDialog) -> int:
    """How much of the message has to be scrolled to, in pixels."""
    return dialog.message.verticalScrollBar().maximum()


def test_edits_can_be_discarded(qtbot: QtBot, dialog: NewTrainingDialog) -> None:
    edit(qtbot, dialog, "steps = 600", "steps = 7")
    qtbot.mouseClick(dialog.discard_button, LEFT)
    dialog.question.cancel_button.click()
    assert "steps = 7" in dialog.text.toPlainText() and dialog.discard_button.isVisible()
    qtbot.mouseClick(dialog.discard_button, LEFT)
    dialog.question.act_button.click()
    assert dialog.form.isVisible() and dialog.data.isEnabled() and not dialog.discard_button.isVisible()
    _, recipe = started(qtbot, dialog)
    assert recipe.training.steps == 600


# What takes time is asked for, and what comes back is shown


def test_the_pairs_are_asked_for_once_for_each_choice(qtbot: QtBot, dialog: NewTrainingDialog) -> None:
    asked: list[tuple[DataRecipe, CleaningRecipe]] = []
    dialog.preview_requested.connect(lambda data, cleaning: asked.append((data, cleaning)))
    dialog.look_again()
    qtbot.waitUntil(lambda: len(asked) == 1)
    assert asked[0][0].builtin == "en-de"
    dialog.model.steps.setValue(5)
    with qtbot.waitSignal(dialog.preview_requested):
        choose_files(qtbot, dialog)
    assert [data.builtin or data.train for data, _ in asked] == ["en-de", "/data/pairs.tsv"]
    with qtbot.waitSignal(dialog.preview_cancelled):
        dialog.data.train.set_path("")


def test_the_cost_is_measured_anew_only_where_it_changes(qtbot: QtBot, dialog: NewTrainingDialog) -> None:
    asked: list[str] = []
    dialog.estimate_requested.connect(asked.append)
    dialog.look_again()
    qtbot.waitUntil(lambda: len(asked) == 1)
    dialog.show_estimate(1_234_567, 0.3, "CPU", "float32")
    assert "3 min" in dialog.model.time.text() and "1,234,567" in dialog.model.cost.text()
    dialog.model.steps.setValue(1200)
    assert "6 min" in dialog.model.time.text()
    with qtbot.waitSignal(dialog.estimate_requested):
        dialog.model.presets.setCurrentIndex(dialog.model.presets.findData("small"))
    assert len(asked) == 2 and parse_recipe(asked[1], Path("/")).model["preset"] == "small"
    dialog.show_no_estimate("The time cannot be measured: no device.")
    assert "no device" in dialog.model.cost.text() and dialog.start_button.isEnabled()


def report() -> CleaningReport:
    report = CleaningReport(read=10, kept=9)
    report.drop(Reason.COPIED, Example("pairs.tsv", 7, "the same four words", "the same four words"))
    return report


def test_the_pairs_and_what_is_left_out_are_shown(qtbot: QtBot, dialog: NewTrainingDialog) -> None:
    with qtbot.waitSignal(dialog.preview_requested):
        choose_files(qtbot, dialog)
    assert dialog.preview.stop_button.isVisible()
    with qtbot.waitSignal(dialog.preview_stopped):
        qtbot.mouseClick(dialog.preview.stop_button, LEFT)
    dialog.show_preview(Preview(PAIRS, report(), 0.5, False))
    preview = dialog.preview
    assert (preview.table.item(0, 0).text(), preview.table.item(1, 1).text()) == (PAIRS[0][0], PAIRS[1][1])
    assert "first 10 lines" in preview.summary.text() and "1 left out" in preview.summary.text()
    reason = preview.reasons.topLevelItem(0)
    assert "equals source" in reason.text(0)
    assert "line 7" in reason.child(0).text(0) and "four words" in reason.child(0).text(0)
    assert not preview.stop_button.isVisible()


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_has_words_of_its_own(qtbot: QtBot, dialog: NewTrainingDialog, reason: Reason) -> None:
    left_out = CleaningReport(read=2, kept=1)
    left_out.drop(reason, Example("pairs.tsv", 2, "a", "b"))
    with qtbot.waitSignal(dialog.preview_requested):
        choose_files(qtbot, dialog)
    dialog.show_preview(Preview(PAIRS, left_out, 1.0, True))
    assert len(dialog.preview.reasons.topLevelItem(0).text(0)) > len("1 ")


def test_the_beginning_of_a_file_does_not_stop_the_start_and_remarks_are_shown(
    qtbot: QtBot, dialog: NewTrainingDialog
) -> None:
    with qtbot.waitSignal(dialog.preview_requested):
        choose_files(qtbot, dialog)
    remarks = [Sentence("It can be read only once.")]
    for seen in (CleaningReport(read=20_000, kept=0, remarks=remarks), CleaningReport(remarks=remarks)):
        dialog.show_preview(Preview([], seen, 0.5 if seen.read else 0.0, False))
        assert dialog.start_button.isEnabled() and "It can be read only once." in dialog.preview.summary.text()
        assert ("20,000 lines: 0 kept" in dialog.preview.summary.text()) is (seen.read > 0)


def test_pairs_that_cannot_be_used_stop_the_start_until_others_are_chosen(
    qtbot: QtBot, dialog: NewTrainingDialog
) -> None:
    with qtbot.waitSignal(dialog.preview_requested):
        choose_files(qtbot, dialog)
    dialog.show_no_preview("pairs.tsv is UTF-16 text; save it as UTF-8.")
    assert "UTF-16" in dialog.preview.summary.text() and dialog.preview.summary.property("error")
    assert not dialog.start_button.isEnabled()
    with qtbot.waitSignal(dialog.preview_requested):
        choose(qtbot, dialog, EN_DE)
    assert dialog.start_button.isEnabled()


def test_a_start_that_fails_leaves_everything_as_it_is(qtbot: QtBot, dialog: NewTrainingDialog) -> None:
    dialog.model.steps.setValue(55)
    started(qtbot, dialog)
    dialog.show_problem("The disk is full; free some space.")
    assert dialog.message.text() == "The disk is full; free some space."
    assert dialog.isVisible() and dialog.start_button.isEnabled() and dialog.model.steps.value() == 55
    started(qtbot, dialog)
    dialog.start_succeeded()
    assert not dialog.isVisible()


def test_escape_closes_and_nothing_starts(qtbot: QtBot, dialog: NewTrainingDialog) -> None:
    with qtbot.assertNotEmitted(dialog.start_requested):
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_it_fits_a_projector_and_everything_has_a_name(qtbot: QtBot, dialog: NewTrainingDialog, theme: Any) -> None:
    dialog.setStyleSheet(style_sheet(theme))
    choose_files(qtbot, dialog)
    dialog.show_preview(Preview(PAIRS, report(), 1.0, True))
    assert dialog.minimumSizeHint().width() <= 1280 and dialog.minimumSizeHint().height() <= 680
    assert not dialog.grab().isNull()
    nameless = [
        type(widget).__name__
        for widget in dialog.findChildren(QWidget)
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        and widget.isVisibleTo(dialog)
        and not widget.accessibleName()
        and not widget.objectName().startswith("qt_")
    ]
    assert nameless == []


# Small data of one's own


def show(qtbot: QtBot, dialog: NewTrainingDialog, kept: int, share: float = 1.0) -> None:
    """Choose a file, and let its preview come back."""
    with qtbot.waitSignal(dialog.preview_requested):
        choose_files(qtbot, dialog)
    dialog.show_preview(Preview(PAIRS, CleaningReport(read=kept, kept=kept), share, share == 1.0))


def test_the_vocabulary_of_ones_own_files_is_as_large_as_they_allow(qtbot: QtBot, dialog: NewTrainingDialog) -> None:
    choose_files(qtbot, dialog)
    dialog.model.choose_recipe("classroom")  # whose own vocabulary is another
    _, recipe = started(qtbot, dialog)
    assert (recipe.data.vocab_size, recipe.data.vocab_kind) == (0, "unigram")
    dialog.show_problem("No.")
    edit(qtbot, dialog, "vocab_size = 0", "vocab_size = 500")
    assert started(qtbot, dialog)[1].data.vocab_size == 500


@pytest.mark.parametrize(
    ("kept", "share", "held_out"), [(300, 1.0, 15), (12, 1.0, 1), (50_000, 1.0, 1000), (200, 0.1, 100)]
)
def test_few_pairs_are_held_out_of_few(
    qtbot: QtBot, dialog: NewTrainingDialog, kept: int, share: float, held_out: int
) -> None:
    show(qtbot, dialog, kept, share)
    assert started(qtbot, dialog)[1].data.valid_pairs == held_out
    assert dialog.data.valid_pairs.suffix() == (" pair held out" if held_out == 1 else " pairs held out")


def test_a_number_held_out_that_was_chosen_stays(qtbot: QtBot, dialog: NewTrainingDialog) -> None:
    choose(qtbot, dialog, FILES)
    dialog.data.valid_pairs.setValue(40)
    show(qtbot, dialog, 300)
    assert dialog.data.valid_pairs.value() == 40


def test_more_held_out_than_is_left_to_learn_from_is_refused(
    qtbot: QtBot, dialog: NewTrainingDialog, tmp_path: Path
) -> None:
    valid = tmp_path / "valid.tsv"
    valid.touch()
    show(qtbot, dialog, 300)
    dialog.data.valid_pairs.setValue(151)
    assert not dialog.start_button.isEnabled() and dialog.message.property("error")
    assert "300 sentence pairs" in dialog.message.text() and "150 or fewer" in dialog.message.text()
    dialog.data.valid_pairs.setValue(150)
    assert dialog.start_button.isEnabled() and not dialog.message.text()
    dialog.data.valid_pairs.setValue(299)
    dialog.data.valid.set_path(str(valid))
    assert dialog.start_button.isEnabled()
    dialog.data.valid.set_path("")
    assert not dialog.start_button.isEnabled()
    choose(qtbot, dialog, EN_DE)
    assert dialog.start_button.isEnabled()


@pytest.mark.parametrize("validation", [False, True])
def test_nothing_to_learn_from_is_refused(
    qtbot: QtBot, dialog: NewTrainingDialog, tmp_path: Path, validation: bool
) -> None:
    if validation:
        (tmp_path / "valid.tsv").touch()
        dialog.data.valid.set_path(str(tmp_path / "valid.tsv"))
    show(qtbot, dialog, 0)
    assert "No sentence pair is left" in dialog.message.text() and dialog.message.property("error")
    assert not dialog.start_button.isEnabled()


@pytest.mark.parametrize("missing", ["valid.en", "valid.de"])
def test_a_validation_file_that_is_not_there_is_said_before_the_start(
    qtbot: QtBot, dialog: NewTrainingDialog, tmp_path: Path, missing: str
) -> None:
    choose_files(qtbot, dialog)
    for name in {"valid.en", "valid.de"} - {missing}:
        (tmp_path / name).touch()
    dialog.data.valid.set_path(str(tmp_path / "valid.en"))
    dialog.data.valid_target.set_path(str(tmp_path / "valid.de"))
    assert f"no file {tmp_path / missing};" in dialog.message.text() and dialog.message.property("error")
    assert not dialog.start_button.isEnabled()
    (tmp_path / missing).touch()
    dialog.look_again()
    assert dialog.start_button.isEnabled()


def test_files_that_do_not_fit_the_format(qtbot: QtBot, dialog: NewTrainingDialog, tmp_path: Path) -> None:
    for name in ("valid.en", "valid.de"):
        (tmp_path / name).touch()
    choose_files(qtbot, dialog)
    formats = dialog.data.format
    formats.setCurrentIndex(formats.findData("lines"))
    assert "choose it under \u201cTranslations\u201d" in dialog.message.text() and dialog.message.property("error")
    assert not dialog.start_button.isEnabled()
    dialog.data.train_target.set_path("/data/pairs.de")
    assert dialog.start_button.isEnabled()
    dialog.data.valid.set_path(str(tmp_path / "valid.en"))
    assert "for validation too" in dialog.message.text() and not dialog.start_button.isEnabled()
    dialog.data.valid_target.set_path(str(tmp_path / "valid.de"))
    assert dialog.start_button.isEnabled()
    formats.setCurrentIndex(formats.findData("tmx"))
    assert "Only aligned lines" in dialog.message.text() and not dialog.start_button.isEnabled()


def test_one_line_is_one_line(qtbot: QtBot, dialog: NewTrainingDialog) -> None:
    show(qtbot, dialog, 1)
    assert dialog.preview.summary.text() == "1 line read, 1 kept, none left out."
    assert "One sentence pair is too few" in dialog.message.text() and not dialog.start_button.isEnabled()


def test_the_place_shows_its_beginning(dialog: NewTrainingDialog) -> None:
    assert dialog.place.place.edit.cursorPosition() == 0


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_what_has_the_focus_does_not_look_chosen(qtbot: QtBot, dialog: NewTrainingDialog, theme: Any) -> None:
    dialog.setStyleSheet(style_sheet(theme))
    choose(qtbot, dialog, FILES)
    dialog.activateWindow()
    builtin, files = dialog.data.corpora.button(EN_DE), dialog.data.corpora.button(FILES)
    builtin.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(builtin.hasFocus)

    def frame(button: QWidget) -> set[str]:
        image = button.grab().toImage()
        return {image.pixelColor(0, y).name() for y in range(8, button.height() - 8)}

    assert theme.accent.lower() in frame(files)
    assert theme.accent.lower() not in frame(builtin) and len(frame(builtin)) == 2  # dashes


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_numbers_are_framed_as_the_other_fields_and_have_buttons(
    qtbot: QtBot, dialog: NewTrainingDialog, theme: Any
) -> None:
    dialog.setStyleSheet(style_sheet(theme))
    box, edit = dialog.model.steps, dialog.place.name
    middles = [field.grab().toImage().pixelColor(0, field.height() // 2).name() for field in (box, edit)]
    assert middles == 2 * [theme.line.lower()]
    assert box.fontMetrics().height() <= box.lineEdit().height()
    before = box.value()
    qtbot.mouseClick(box, LEFT, pos=QPoint(box.width() - 10, 8))
    assert box.value() == before + box.singleStep()
    for _ in range(2):
        qtbot.mouseClick(box, LEFT, pos=QPoint(box.width() - 10, box.height() - 8))
    assert box.value() == before - box.singleStep()
