"""The dialog for plain checkpoints: from a file to a model that translates, with the mouse and the keyboard."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import torch
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from gui.look.look import look
from gui.look.theme import DARK, LIGHT, style_sheet
from gui.pages.checkpoint_controller import CheckpointController
from gui.views.checkpoint.dialog import CheckpointDialog
from gui.views.checkpoint.tensors import REPORT_PAGE, ROLES_PAGE, TRIAL_PAGE
from model.bundle.bundle import load_bundle
from model.foreign.plain.loading import bundle_of
from model.foreign.plain.mapping_file import read_mapping
from tests.model.plain_modules import HEADS, TwoStacks, WholeTransformer, made, saved
from tests.model.tiny import SENTENCES, tiny_tokenizer

LEFT = Qt.MouseButton.LeftButton
PATIENCE = 20_000  # milliseconds for a thread on a busy machine


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """model.pt, its SentencePiece model, and bad.pt, which does not fit."""
    folder = tmp_path_factory.mktemp("plain")
    module = made(WholeTransformer(norm_first=True))
    saved(module, folder, "module.", steps=torch.zeros(1))
    state = torch.load(folder / "model.pt", weights_only=True)
    del state["module.transformer.encoder.layers.1.norm2.weight"]
    torch.save(state, folder / "bad.pt")
    return folder


@pytest.fixture
def controller(qtbot: QtBot) -> Iterator[CheckpointController]:
    controller = CheckpointController()
    yield controller
    controller.close()


@pytest.fixture
def dialog(qtbot: QtBot, controller: CheckpointController, tmp_path: Path) -> CheckpointDialog:
    dialog = controller.open(None, tmp_path / "models")
    qtbot.waitExposed(dialog)
    return dialog


def write(qtbot: QtBot, field: QWidget, text: str) -> None:
    qtbot.mouseClick(field, LEFT)
    qtbot.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(field, Qt.Key.Key_Delete)
    qtbot.keyClicks(field, text)


def open_checkpoint(qtbot: QtBot, dialog: CheckpointDialog, path: Path) -> None:
    with qtbot.waitSignal(dialog.check_requested, timeout=PATIENCE):
        write(qtbot, dialog.files.checkpoint.edit, str(path))
    checked(qtbot, dialog)


def checked(qtbot: QtBot, dialog: CheckpointDialog) -> None:
    """Wait until what the form says has been compared."""
    qtbot.waitUntil(lambda: "\u2026" not in dialog.foot.message.text(), timeout=PATIENCE)


def name_languages(qtbot: QtBot, dialog: CheckpointDialog) -> None:
    write(qtbot, dialog.files.source_language, "English")
    write(qtbot, dialog.files.target_language, "German")
    checked(qtbot, dialog)


def choose(qtbot: QtBot, combo: QComboBox, text: str) -> None:
    """With the keys; a choice that stands there already is left and taken again."""
    combo.setFocus()
    index = combo.findText(text)
    assert index >= 0, [combo.itemText(i) for i in range(combo.count())]
    qtbot.keyClick(combo, Qt.Key.Key_End if index == 0 else Qt.Key.Key_Home)
    while combo.currentIndex() != index:
        qtbot.keyClick(combo, Qt.Key.Key_Up if index < combo.currentIndex() else Qt.Key.Key_Down)


def settle(qtbot: QtBot, dialog: CheckpointDialog) -> None:
    """Say what the module of `folder` is."""
    for key, text in (
        ("heads", str(HEADS)),
        ("norm", "before (norm_first=True)"),
        ("activation", "ReLU"),
        ("scale_embedding", "times \u221ad_model"),
    ):
        choose(qtbot, dialog.settings.combos[key], text)
    checked(qtbot, dialog)


def page(qtbot: QtBot, dialog: CheckpointDialog, number: int) -> None:
    qtbot.mouseClick(dialog.tensors.tabs.button(number), LEFT)
    assert dialog.tensors.pages.currentIndex() == number


# From a file to a model


def test_from_a_file_to_a_model(qtbot: QtBot, dialog: CheckpointDialog, folder: Path, tmp_path: Path) -> None:
    assert not dialog.foot.make.isEnabled() and "state dict" in dialog.foot.message.text()
    open_checkpoint(qtbot, dialog, folder / "model.pt")
    assert dialog.files.source_model.path == str(folder / "spm.model")  # found beside it
    assert "d_model 16" in dialog.files.sizes.text() and "2 + 2 layers" in dialog.files.sizes.text()
    assert {state.text() for state in dialog.roles.states.values()} == {"fits"}
    assert not dialog.foot.make.isEnabled() and "Give both languages" in dialog.foot.message.text()
    name_languages(qtbot, dialog)
    assert "4 settings are only guesses" in dialog.foot.message.text()
    settle(qtbot, dialog)
    assert dialog.foot.message.text() == "Everything fits."
    write(qtbot, dialog.files.name, "mine")
    checked(qtbot, dialog)
    with qtbot.waitSignal(dialog.model_made, timeout=PATIENCE) as told:
        qtbot.mouseClick(dialog.foot.make, LEFT)
    assert told.args == [str(tmp_path / "models" / "mine")] and not dialog.isVisible()
    bundle = load_bundle(tmp_path / "models" / "mine")
    assert (bundle.name, bundle.source_language, bundle.target_language) == ("mine", "English", "German")
    config = bundle.model.config
    assert (config.heads, config.norm, config.activation) == (HEADS, "pre", "relu")
    assert list((tmp_path / "models").iterdir()) == [tmp_path / "models" / "mine"]  # nothing half-made beside it


def test_choosing_what_stands_there_confirms_a_guess(qtbot: QtBot, dialog: CheckpointDialog, folder: Path) -> None:
    open_checkpoint(qtbot, dialog, folder / "model.pt")
    marks = dialog.settings.marks
    assert [key for key, mark in marks.items() if mark.isVisible()] == [
        "heads",
        "norm",
        "activation",
        "scale_embedding",
    ]
    choose(qtbot, dialog.settings.combos["activation"], "ReLU")
    assert not marks["activation"].isVisible() and marks["norm"].isVisible()


def test_the_report_shows_what_is_missing_and_left_over(qtbot: QtBot, dialog: CheckpointDialog, folder: Path) -> None:
    open_checkpoint(qtbot, dialog, folder / "bad.pt")
    assert "norm2.weight" in dialog.foot.message.text() and not dialog.foot.make.isEnabled()
    page(qtbot, dialog, REPORT_PAGE)
    assert "1 missing" in dialog.report.summary.text() and "1 left over" in dialog.report.summary.text()
    model = dialog.report.model
    assert model.row(0)[0] == "encoder.1.feed_forward_residual.norm.weight" and model.row(0)[4] == "missing"
    assert model.row(1)[1] == "steps" and model.row(1)[4] == "left over"
    everything = model.rowCount()
    qtbot.mouseClick(dialog.report.only, LEFT)
    assert model.rowCount() == 2 < everything
    assert not dialog.trial.button.isEnabled()


def test_a_part_that_is_open_is_chosen_in_the_dialog(
    qtbot: QtBot, dialog: CheckpointDialog, folder: Path, tmp_path: Path
) -> None:
    state = torch.load(folder / "model.pt", weights_only=True)
    for old, new in (("module.src_tok_emb.embedding", "a"), ("module.tgt_tok_emb.embedding", "b")):
        state[f"{new}.weight"] = state.pop(f"{old}.weight")
    torch.save(state, tmp_path / "model.pt")
    (tmp_path / "spm.model").write_bytes(tiny_tokenizer().model)
    open_checkpoint(qtbot, dialog, tmp_path / "model.pt")
    assert dialog.roles.states["source_embedding"].text() == "missing"
    assert "Nothing was chosen for source_embedding.weight" in dialog.foot.message.text()
    choose(qtbot, dialog.roles.combos["source_embedding"], "a.weight  (220 \u00d7 16)")
    choose(qtbot, dialog.roles.combos["target_embedding"], "b.weight  (220 \u00d7 16)")
    checked(qtbot, dialog)
    assert dialog.roles.states["source_embedding"].text() == dialog.roles.states["target_embedding"].text() == "fits"
    choose(qtbot, dialog.roles.combos["decoder_norm"], "none")
    checked(qtbot, dialog)
    assert "none after the decoder's" in dialog.foot.message.text() and dialog.foot.message.property("error")


def test_another_vocabulary_keeps_what_was_chosen(
    qtbot: QtBot, dialog: CheckpointDialog, folder: Path, tmp_path: Path
) -> None:
    open_checkpoint(qtbot, dialog, folder / "model.pt")
    choose(qtbot, dialog.settings.combos["norm"], "before (norm_first=True)")
    (tmp_path / "bpe.model").write_bytes(tiny_tokenizer("bpe").model)
    with qtbot.waitSignal(dialog.check_requested, timeout=PATIENCE):
        write(qtbot, dialog.files.source_model.edit, str(tmp_path / "bpe.model"))
    checked(qtbot, dialog)
    assert dialog.settings.values()["norm"] == "pre" and "norm" not in dialog.settings.unsure
    assert dialog.roles.states["source_embedding"].text() == "needs 500 \u00d7 16"


@pytest.mark.parametrize("name", ["gone.pt", "spm.model", "other.pt"])
def test_what_is_no_checkpoint_is_said(
    qtbot: QtBot, dialog: CheckpointDialog, folder: Path, tmp_path: Path, name: str
) -> None:
    torch.save({"weight": torch.ones(3)}, tmp_path / "other.pt")
    path = tmp_path / name if name == "other.pt" else folder / name
    write(qtbot, dialog.files.checkpoint.edit, str(path))
    qtbot.waitUntil(lambda: bool(dialog.foot.message.property("error")), timeout=PATIENCE)
    assert name in dialog.foot.message.text() and not dialog.foot.make.isEnabled()
    open_checkpoint(qtbot, dialog, folder / "model.pt")
    assert not dialog.foot.message.property("error")


def test_positions_that_are_in_no_table(qtbot: QtBot, dialog: CheckpointDialog, tmp_path: Path) -> None:
    open_checkpoint(qtbot, dialog, saved(made(TwoStacks(learned=False)), tmp_path))
    assert "positions" in dialog.settings.unsure and dialog.settings.max_positions.isVisible()
    assert dialog.roles.states["source_positions"].text() == "not used"
    choose(qtbot, dialog.settings.combos["positions"], "none")
    write(qtbot, dialog.settings.max_positions.lineEdit(), "70")
    checked(qtbot, dialog)
    assert "positions" not in dialog.settings.unsure and dialog.settings.values()["max_positions"] == 70


# A sentence pair


def try_pair(qtbot: QtBot, dialog: CheckpointDialog) -> None:
    page(qtbot, dialog, TRIAL_PAGE)
    write(qtbot, dialog.trial.source, "A small dog")
    write(qtbot, dialog.trial.target, "Two children")
    qtbot.mouseClick(dialog.trial.button, LEFT)


def test_a_pair_is_tried_and_its_settings_taken(qtbot: QtBot, dialog: CheckpointDialog, folder: Path) -> None:
    open_checkpoint(qtbot, dialog, folder / "model.pt")
    page(qtbot, dialog, TRIAL_PAGE)
    assert not dialog.trial.button.isEnabled()  # nothing is typed yet
    try_pair(qtbot, dialog)
    qtbot.waitUntil(lambda: dialog.trial.button.text() == "Try", timeout=PATIENCE)
    table = dialog.trial.table
    losses = [float(table.item(row, 0).text()) for row in range(table.rowCount())]
    assert losses == sorted(losses) and len(losses) == 12
    assert "guessing blindly: 5.39" in dialog.trial.summary.text()
    qtbot.mouseClick(table.viewport(), LEFT, pos=table.visualItemRect(table.item(0, 0)).center())
    wanted = [table.item(0, column).text() for column in range(4)]
    qtbot.mouseClick(dialog.trial.use_button, LEFT)
    values = dialog.settings.values()
    words = {"pre": "before", "post": "after", "relu": "ReLU", "gelu": "GELU", "silu": "SiLU"}
    assert [str(values["heads"]), words[values["norm"]], words[values["activation"]]] == wanted[1:]
    assert not dialog.settings.unsure
    assert table.item(0, 0).font().bold()  # the row that is in use now


def test_a_trial_is_stopped(qtbot: QtBot, dialog: CheckpointDialog, folder: Path) -> None:
    open_checkpoint(qtbot, dialog, folder / "model.pt")
    try_pair(qtbot, dialog)
    assert dialog.trial.button.text() == "Stop"
    with qtbot.waitSignal(dialog.try_stopped):
        qtbot.mouseClick(dialog.trial.button, LEFT)
    assert dialog.trial.button.text() == "Try" and "Stopped" in dialog.trial.summary.text()


def test_a_pair_that_cannot_be_tried(qtbot: QtBot, dialog: CheckpointDialog, folder: Path) -> None:
    open_checkpoint(qtbot, dialog, folder / "model.pt")
    page(qtbot, dialog, TRIAL_PAGE)
    write(qtbot, dialog.trial.source, " ".join(SENTENCES[:2]))
    write(qtbot, dialog.trial.target, "Two")
    qtbot.keyClick(dialog.trial.target, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(dialog.trial.summary.property("error")), timeout=PATIENCE)
    assert "longer than the model's 80 positions" in dialog.trial.summary.text()
    assert dialog.isVisible()  # Return tries the pair and makes no model


# Descriptions


def test_a_description_is_saved_and_opened(
    qtbot: QtBot,
    dialog: CheckpointDialog,
    controller: CheckpointController,
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    file = tmp_path / "checkpoint.toml"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file), ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    open_checkpoint(qtbot, dialog, folder / "model.pt")
    name_languages(qtbot, dialog)
    settle(qtbot, dialog)
    with qtbot.waitSignal(controller.job.saved, timeout=PATIENCE):
        qtbot.mouseClick(dialog.foot.save, LEFT)
    assert str(file) in dialog.foot.message.text()
    mapping = read_mapping(file)
    assert (mapping.heads, mapping.norm, mapping.source_language) == (HEADS, "pre", "English")
    qtbot.mouseClick(dialog.foot.cancel, LEFT)
    assert not dialog.isVisible()
    again = controller.open(None, tmp_path)
    with qtbot.waitSignal(again.check_requested, timeout=PATIENCE):
        qtbot.mouseClick(again.foot.load, LEFT)
    checked(qtbot, again)
    assert again.foot.message.text() == "Everything fits." and not again.settings.unsure
    assert again.files.source_language.text() == "English"
    file.write_text(file.read_text().replace("heads", "head"))
    qtbot.mouseClick(again.foot.load, LEFT)
    qtbot.waitUntil(lambda: "no key 'head'" in again.foot.message.text(), timeout=PATIENCE)


def test_a_place_that_cannot_be_written(qtbot: QtBot, dialog: CheckpointDialog, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    open_checkpoint(qtbot, dialog, folder / "model.pt")
    name_languages(qtbot, dialog)
    write(qtbot, dialog.files.place.edit, str(tmp_path / "file"))
    qtbot.mouseClick(dialog.foot.make, LEFT)
    qtbot.waitUntil(lambda: "cannot be written" in dialog.foot.message.text(), timeout=PATIENCE)
    assert dialog.isVisible() and dialog.foot.make.isEnabled()
    write(qtbot, dialog.files.name, "a/b")
    checked(qtbot, dialog)
    assert not dialog.foot.make.isEnabled() and "a/b" in dialog.foot.message.text()
    write(qtbot, dialog.files.name, "ab")
    write(qtbot, dialog.files.place.edit, "~nosuch/y")
    checked(qtbot, dialog)
    assert not dialog.foot.make.isEnabled() and "no person \u201c~nosuch\u201d" in dialog.foot.message.text()
    write(qtbot, dialog.files.checkpoint.edit, "~nosuch/model.pt")
    qtbot.waitUntil(lambda: "model.pt" in dialog.foot.message.text(), timeout=PATIENCE)


def test_escape_closes_and_nothing_is_made(
    qtbot: QtBot,
    dialog: CheckpointDialog,
    controller: CheckpointController,
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    closed = threading.Event()

    def slow(*arguments: Any) -> Any:
        assert closed.wait(PATIENCE / 1000)
        return bundle_of(*arguments)

    monkeypatch.setattr("model.foreign.plain.making.bundle_of", slow)
    told: list[str] = []
    controller.model_made.connect(told.append)
    open_checkpoint(qtbot, dialog, folder / "model.pt")
    name_languages(qtbot, dialog)
    qtbot.mouseClick(dialog.foot.make, LEFT)
    assert not dialog.foot.make.isEnabled() and "Making" in dialog.foot.message.text()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    closed.set()
    controller.close()
    assert told == [] and not (tmp_path / "models").exists()


def test_closing_asks_before_choices_are_lost(
    qtbot: QtBot, dialog: CheckpointDialog, folder: Path, tmp_path: Path
) -> None:
    open_checkpoint(qtbot, dialog, folder / "model.pt")
    name_languages(qtbot, dialog)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible() and dialog.question is not None
    qtbot.keyClick(dialog.question, Qt.Key.Key_Return)  # a hasty Enter keeps them
    assert dialog.isVisible() and dialog.files.source_language.text() == "English"
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    dialog.question.act_button.click()
    assert not dialog.isVisible()


def test_a_checkpoint_that_was_only_looked_at_closes_unasked(
    qtbot: QtBot, dialog: CheckpointDialog, folder: Path
) -> None:
    open_checkpoint(qtbot, dialog, folder / "model.pt")
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_it_fits_a_projector_and_everything_has_a_name(
    qtbot: QtBot, dialog: CheckpointDialog, folder: Path, theme: Any
) -> None:
    dialog.setStyleSheet(style_sheet(theme))
    look.use(theme)
    open_checkpoint(qtbot, dialog, folder / "bad.pt")
    for number in (ROLES_PAGE, REPORT_PAGE, TRIAL_PAGE):
        page(qtbot, dialog, number)
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


def test_everything_is_reached_with_the_tab_key(qtbot: QtBot, dialog: CheckpointDialog, folder: Path) -> None:
    open_checkpoint(qtbot, dialog, folder / "model.pt")
    name_languages(qtbot, dialog)
    reached: set[QWidget] = set()
    dialog.files.checkpoint.edit.setFocus()
    for _ in range(60):
        focused = dialog.focusWidget()
        assert focused is not None
        reached.add(focused)
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
    wanted = {*dialog.settings.combos.values(), *dialog.settings.ids.values(), *dialog.roles.combos.values()}
    wanted |= {dialog.foot.load, dialog.foot.save, dialog.foot.cancel, dialog.foot.make, dialog.files.name}
    assert not wanted - reached
