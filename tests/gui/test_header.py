"""The header: model picker, decoding settings, the live switch and the button that starts and stops."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from gui.look.look import look
from gui.look.theme import DARK, style_sheet
from gui.state.selection import Selection
from gui.state.session import Activity, Session
from gui.views.panels.header import Header, ModelChoice
from gui.views.panels.sentence_edit import SentenceEdit
from model.values.decoding import DecodingSettings
from model.values.description import ModelDescription

DESCRIPTION = ModelDescription(
    "small", "English", "German", 6, 6, 8, 256, 1024, "post", 12_345_678, 8000, 8000, 512, "CPU", "fp32"
)
MODELS = [ModelChoice("English → German", "en-de"), ModelChoice("German → English", "de-en")]


@pytest.fixture
def session(qtbot: QtBot) -> Session:
    return Session(Selection())


@pytest.fixture
def header(qtbot: QtBot, session: Session) -> Header:
    header = Header(session)
    qtbot.addWidget(header)
    header.set_models(MODELS)
    header.resize(1280, 44)
    header.show()
    return header


def choose(header: Header, text: str) -> None:
    header.models.setFocus()
    index = header.models.findText(text)
    header.models.setCurrentIndex(index)
    header.models.activated.emit(index)


def test_a_model_is_chosen_by_its_key(qtbot: QtBot, header: Header) -> None:
    header.select_model("en-de")
    with qtbot.waitSignal(header.model_chosen) as chosen:
        qtbot.keyClick(header.models, Qt.Key.Key_Down)
    assert chosen.args == ["de-en"]


def test_a_broken_model_is_greyed_and_says_why_unless_it_is_in_use(header: Header) -> None:
    header.set_models([*MODELS, ModelChoice("lost", "lost", "lost\nOPUS-MT", "Its folder is gone; put it back.")])
    row = header.models.findText("lost")
    item = header.models.model().item(row)  # type: ignore[attr-defined]
    assert not item.isEnabled()
    assert header.models.itemData(row, Qt.ItemDataRole.ToolTipRole) == "lost\nOPUS-MT\nIts folder is gone; put it back."
    header.select_model("lost")
    assert item.isEnabled() and header.models.currentText() == "lost"


def test_the_languages_chosen_are_part_of_the_settings(header: Header, session: Session) -> None:
    session.set_description(replace(DESCRIPTION, target_languages=("fra", "deu"), family="OPUS-MT (Marian)"))
    assert (header.settings.source_language, header.settings.target_language) == ("", "deu")
    session.choose_language(1, "fra")
    assert header.settings.target_language == "fra"
    assert "OPUS-MT (Marian)" in header.sizes.toolTip()
    session.set_description(DESCRIPTION)
    assert header.settings == DecodingSettings()


@pytest.mark.parametrize("which", ["open_model_requested", "open_trace_requested", "library_requested"])
def test_opening_something_is_a_request_and_leaves_the_model_chosen(qtbot: QtBot, header: Header, which: str) -> None:
    header.select_model("de-en")
    with qtbot.waitSignal(getattr(header, which)):
        names = {"open_model": "Open a model folder…", "open_trace": "Open a trace…", "library": "Models…"}
        choose(header, names[which.removesuffix("_requested")])
    assert header.models.currentText() == "German → English"


def test_the_button_translates_and_becomes_stop_while_decoding(qtbot: QtBot, header: Header, session: Session) -> None:
    assert not header.translate_button.isEnabled()
    session.set_activity(Activity.IDLE)
    with qtbot.waitSignal(header.translate_requested):
        qtbot.mouseClick(header.translate_button, Qt.MouseButton.LeftButton)
    width = header.translate_button.width()
    for running in (Activity.DECODING, Activity.WAITING):
        session.set_activity(running)
        assert header.translate_button.text() == "Stop"
        assert header.translate_button.width() == width
        with qtbot.waitSignal(header.stop_requested):
            qtbot.mouseClick(header.translate_button, Qt.MouseButton.LeftButton)
    session.set_activity(Activity.LOADING)
    with qtbot.waitSignal(header.translate_requested):  # as soon as the model is there
        qtbot.mouseClick(header.translate_button, Qt.MouseButton.LeftButton)


def test_ctrl_enter_translates_from_the_text_field_and_while_decoding(qtbot: QtBot, session: Session) -> None:
    window, edit = QWidget(), SentenceEdit()
    header = Header(session)
    layout = QVBoxLayout(window)
    layout.addWidget(header)
    layout.addWidget(edit)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
    edit.setFocus()
    session.set_activity(Activity.DECODING)
    with qtbot.waitSignal(header.translate_requested):
        qtbot.keyClick(edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert edit.toPlainText() == ""


def test_the_live_switch(qtbot: QtBot, header: Header) -> None:
    with qtbot.waitSignal(header.live_toggled) as toggled:
        qtbot.mouseClick(header.live_button, Qt.MouseButton.LeftButton)
    assert toggled.args == [True] and header.live
    with qtbot.assertNotEmitted(header.live_toggled):
        header.set_live(False)
    assert header.live_button.text() == "○ Live"


def test_a_method_is_chosen_in_the_row(qtbot: QtBot, header: Header) -> None:
    assert header.settings == DecodingSettings()
    with qtbot.waitSignal(header.settings_changed):
        qtbot.keyClick(header.decoding.combo, Qt.Key.Key_Down)
    assert header.settings == DecodingSettings(method="beam")


def test_the_dialog_edits_every_setting_and_cancel_changes_nothing(qtbot: QtBot, header: Header) -> None:
    before = DecodingSettings(method="sample", candidates=7)
    header.set_settings(before)
    picker = header.decoding
    qtbot.mouseClick(picker.more_button, Qt.MouseButton.LeftButton)
    dialog = picker.dialog
    assert dialog is not None and dialog.temperature.isVisible() and not dialog.beam.isVisible()
    dialog.temperature.setValue(0.7)
    dialog.top_k.setValue(5)
    dialog.top_p.setValue(0.9)
    dialog.seed.setValue(3)
    qtbot.keyClicks(dialog.prefix, "Ich weiß")
    with qtbot.waitSignal(header.settings_changed):
        qtbot.mouseClick(dialog.buttons.button(QDialogButtonBox.StandardButton.Ok), Qt.MouseButton.LeftButton)
    after = replace(before, temperature=0.7, top_k=5, top_p=0.9, seed=3, prefix="Ich weiß")
    assert header.settings == after
    assert "beginning" in picker.combo.currentText() and "Ich weiß" in picker.combo.toolTip()
    qtbot.mouseClick(picker.more_button, Qt.MouseButton.LeftButton)
    dialog = picker.dialog
    assert dialog is not None
    dialog.seed.setValue(99)
    with qtbot.assertNotEmitted(header.settings_changed):
        qtbot.mouseClick(dialog.buttons.button(QDialogButtonBox.StandardButton.Cancel), Qt.MouseButton.LeftButton)
    assert header.settings == after and picker.dialog is None


def test_whole_pieces_of_a_beginning_end_with_another_text(qtbot: QtBot, header: Header) -> None:
    header.set_settings(DecodingSettings(prefix="H", prefix_closed=True))
    for typed, closed in (("", True), ("un ", False)):
        qtbot.mouseClick(header.decoding.more_button, Qt.MouseButton.LeftButton)
        dialog = header.decoding.dialog
        assert dialog is not None
        qtbot.keyClicks(dialog.prefix, typed)
        qtbot.mouseClick(dialog.buttons.button(QDialogButtonBox.StandardButton.Ok), Qt.MouseButton.LeftButton)
        assert (header.settings.prefix, header.settings.prefix_closed) == ("H" + typed, closed)


def test_sizes_are_shown_whole_or_not_at_all(header: Header, session: Session) -> None:
    session.set_description(DESCRIPTION)
    needed = header.sizes.sizeHint().width()
    assert header.sizes.lines(needed) == [header.sizes.text()]
    assert header.sizes.lines(needed // 2) == []  # "6 layers × 8 h…" is no number of heads


def test_choices_have_the_room_before_the_sizes(qtbot: QtBot, header: Header, session: Session) -> None:
    header.select_model("en-de")
    session.set_description(DESCRIPTION)
    pickers = (header.models, header.decoding.combo)
    qtbot.waitUntil(lambda: not header.sizes.elided)
    assert not any(picker.elided for picker in pickers)
    header.resize(header.sizeHint().width() + 20, 44)  # too little for the sizes, enough for all others
    qtbot.waitUntil(lambda: header.sizes.elided)
    assert header.name.isVisible() and not any(picker.elided for picker in pickers)


def test_the_sizes_follow_the_model(header: Header, session: Session) -> None:
    session.set_description(DESCRIPTION)
    assert header.sizes.text() == "6 layers × 8 heads · d_model 256"
    session.set_description(replace(DESCRIPTION, decoder_layers=2))
    assert header.sizes.text().startswith("6+2 layers")
    one = replace(DESCRIPTION, encoder_layers=1, decoder_layers=1, heads=1)
    session.set_description(one)
    assert header.sizes.text() == "1 layer × 1 head · d_model 256"
    assert "encoder 1 layer, decoder 1 layer, 1 head\n" in header.sizes.toolTip()
    session.set_description(DESCRIPTION)
    assert "12,345,678 parameters" in header.sizes.toolTip()
    session.set_description(None)
    assert header.sizes.text() == ""


def test_where_the_norm_stands_is_told_in_words(header: Header, session: Session) -> None:
    for norm, words in (("post", "norm after each sub-layer"), ("pre", "norm before each sub-layer")):
        session.set_description(replace(DESCRIPTION, norm=norm))
        assert words in header.sizes.toolTip()


def test_it_fits_into_1280_with_long_korean_words(header: Header, session: Session) -> None:
    header.setStyleSheet(style_sheet(DARK))
    look.use(DARK)
    header.set_models([ModelChoice("한국어에서 영어로 옮기는 아주 커다란 번역 모델", "ko-en")])
    header.select_model("ko-en")
    session.set_description(DESCRIPTION)
    for text in ("안쪽 들여다보기", "훈련하기", "배우기 단원", "발표 모드 F5"):
        header.add_button(QPushButton(text))
    assert header.minimumSizeHint().width() <= 1280
    assert header.height() == 44
    assert not header.grab().isNull()
