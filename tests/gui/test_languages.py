"""Which languages are chosen before a person chooses, and what the pickers beside the texts show."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gui.state.language import language
from gui.state.languages import usual_languages
from gui.state.selection import Selection
from gui.state.session import Session
from gui.state.settings import MOST_MODELS, Settings, load_settings, save_settings
from gui.views.parts.language_picker import MANY, LanguagePicker
from tests.gui.test_header import DESCRIPTION

NLLB = ("ace_Arab", "deu_Latn", "eng_Latn", "fra_Latn", "zho_Hans")


@pytest.fixture
def session() -> Session:
    return Session(Selection())


@pytest.fixture
def picker(qtbot: QtBot, session: Session) -> Iterator[LanguagePicker]:
    """The target's, in a window on the screen."""
    window = QWidget()
    qtbot.addWidget(window)
    picker = LanguagePicker(session, 1, window)
    with qtbot.waitExposed(window):
        window.show()
    yield picker
    window.close()


@pytest.mark.parametrize(
    ("sources", "targets", "usual"),
    [
        ((), (), ("", "")),
        (NLLB, NLLB, ("eng_Latn", "deu_Latn")),
        (("af", "en", "de"), ("af", "en", "de"), ("en", "de")),
        (("ar_AR", "en_XX"), ("ar_AR", "en_XX"), ("en_XX", "ar_AR")),  # not into what it comes from
        ((), ("spa", "cat"), ("", "spa")),
        ((), ("xx1", "xx2"), ("", "xx1")),
        ((), ("eng",), ("", "eng")),
    ],
)
def test_usual_languages_whatever_the_codes_look_like(sources, targets, usual) -> None:
    assert usual_languages(sources, targets) == usual


def test_what_is_remembered_counts_where_it_is_still_offered() -> None:
    assert usual_languages(NLLB, NLLB, "fra_Latn", "zho_Hans") == ("fra_Latn", "zho_Hans")
    assert usual_languages(NLLB, NLLB, "fra_Latn", "gone") == ("fra_Latn", "deu_Latn")


def test_a_choice_by_the_person_is_told_and_stays_while_the_model_stays(qtbot: QtBot) -> None:
    session = Session(Selection())
    told = replace(DESCRIPTION, source_languages=NLLB, target_languages=NLLB)
    with qtbot.assertNotEmitted(session.languages_chosen):
        session.set_description(told)
    with qtbot.waitSignal(session.languages_chosen):
        session.choose_language(0, "fra_Latn")
    session.set_description(replace(told, notice="The GPU was full."))
    assert session.languages == ("fra_Latn", "deu_Latn")
    with qtbot.assertNotEmitted(session.languages_changed):
        session.choose_language(1, "klingon")  # the model has no such
    session.set_description(None)
    assert session.languages == ("", "")


def test_a_models_own_default_goes_before_what_is_usual_and_after_the_persons_choice() -> None:
    session = Session(Selection())
    session.set_description(
        replace(DESCRIPTION, source_languages=NLLB, target_languages=NLLB, default_languages=("eng_Latn", "zho_Hans"))
    )
    assert session.languages == ("eng_Latn", "zho_Hans")
    session.set_languages("fra_Latn", "deu_Latn")
    assert session.languages == ("fra_Latn", "deu_Latn")


def test_the_picker_is_there_only_for_a_choice_and_walks_by_keys(
    qtbot: QtBot, session: Session, picker: LanguagePicker
) -> None:
    assert not picker.isVisible()
    session.set_description(replace(DESCRIPTION, target_languages=("deu",)))
    assert not picker.isVisible() and session.languages == ("", "deu")
    session.set_description(replace(DESCRIPTION, target_languages=NLLB))
    assert picker.isVisible()
    assert [name for name, _ in picker.languages] == sorted(name for name, _ in picker.languages)
    assert picker.currentText() == "German" and picker.toolTip().endswith("German (deu_Latn)")
    qtbot.keyClick(picker, Qt.Key.Key_Up)
    assert session.languages[1] == "fra_Latn" and picker.currentText() == "French"


@pytest.mark.qt_log_ignore("does not support grabbing the keyboard", "does not support raise")  # offscreen
@pytest.mark.parametrize("typed", ["독일", "german", "deu"])
def test_a_language_is_found_by_its_name_on_the_screen_in_english_and_by_its_code(
    qtbot: QtBot, session: Session, picker: LanguagePicker, typed: str
) -> None:
    language.use("ko")
    try:
        session.set_description(replace(DESCRIPTION, target_languages=(*NLLB, *(f"x{i:02}" for i in range(MANY)))))
        picker.showPopup()
        assert picker.list is not None
        picker.list.search.setText(typed)
        picker.list.search.textEdited.emit(typed)  # as an input method for Hangul does
        assert [picker.list.list.item(i).text() for i in range(picker.list.list.count())] == ["독일어   deu_Latn"]
        qtbot.keyClick(picker.list.search, Qt.Key.Key_Return)
        assert session.languages[1] == "deu_Latn" and picker.currentText() == "독일어"
    finally:
        language.use("en")


@pytest.mark.qt_log_ignore("does not support grabbing the keyboard", "does not support raise")  # offscreen
def test_an_open_list_closes_when_another_model_is_there(
    qtbot: QtBot, session: Session, picker: LanguagePicker
) -> None:
    many = tuple(f"x{number:02}" for number in range(MANY))
    session.set_description(replace(DESCRIPTION, target_languages=many))
    picker.showPopup()
    assert picker.list is not None and picker.list.isVisible()
    session.set_description(replace(DESCRIPTION, target_languages=many, notice="The same model."))
    assert picker.list is not None and picker.list.isVisible()
    session.set_description(replace(DESCRIPTION, target_languages=NLLB))
    qtbot.waitUntil(lambda: picker.list is None)


def test_languages_are_remembered_by_model_and_a_damaged_memory_does_no_harm(tmp_path: Path) -> None:
    settings, path = Settings(), tmp_path / "settings.json"
    for number in range(MOST_MODELS + 1):
        settings.remember_languages(str(number), "eng_Latn", "deu_Latn")
    settings.remember_languages("1", "fra_Latn", "")
    assert save_settings(settings, path) == ""
    loaded, _ = load_settings(path)
    assert "0" not in loaded.languages and len(loaded.languages) == MOST_MODELS  # the oldest is forgotten
    assert loaded.languages["1"] == ["fra_Latn", ""]
    path.write_text('{"languages": {"a": ["x", "y"], "b": "xy", "c": [1, 2], "d": ["x"]}}')
    assert load_settings(path)[0].languages == {"a": ["x", "y"]}
    path.write_text('{"languages": ["a"], "model": "a"}')
    assert load_settings(path) == (Settings(model="a"), "")
