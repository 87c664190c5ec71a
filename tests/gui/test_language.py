"""Another language on the screen: nothing is missing, every placeholder is kept, and one click changes it."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, Qt
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QFileDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from gui.state.language import FOLDER, LANGUAGES, Words, language
from gui.state.languages import in_english, in_words
from gui.state.selection import Selection
from gui.state.session import Session
from gui.views.panels.status_line import StatusLine
from model.values.languages import language_names, variant_names

ROOT = Path(__file__).resolve().parents[2]
OTHERS = [code for code in LANGUAGES if code != "en"]
LUPDATE = "import sys; from PySide6.scripts.pyside_tool import lupdate; lupdate()"


@pytest.fixture
def korean(qapp: QApplication) -> Iterator[None]:
    language.use("ko")
    yield
    language.use("en")


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> set[tuple[str, str]]:
    """Every text that the program says, by context, as Qt's own tool finds them."""
    path = tmp_path_factory.mktemp("words") / "asked.ts"
    files = [str(file) for folder in ("gui", "model") for file in sorted((ROOT / folder).rglob("*.py"))]
    command = [sys.executable, "-c", LUPDATE, *files, "-ts", str(path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    return set(Words(path).texts)


@pytest.mark.parametrize("code", OTHERS)
def test_every_text_of_the_screen_has_its_words_and_no_other_has(code: str, asked: set[tuple[str, str]]) -> None:
    texts = Words(FOLDER / f"{code}.ts").texts
    assert len(asked) > 1500
    assert sorted(asked - set(texts)) == []
    assert sorted(set(texts) - asked) == []
    assert [key for key, text in texts.items() if not text.strip()] == []


@pytest.mark.parametrize("code", OTHERS)
def test_what_is_filled_in_or_understood_by_qt_is_the_same_in_every_language(code: str) -> None:
    kept = re.compile(r"\{\w*\}|</?(?:b|i|p|br|a|span|table|tr|td|th|ul|li|h\d)\b[^>]*>|\(\*[^)]*\)|;;|\n")
    for (context, english), words in Words(FOLDER / f"{code}.ts").texts.items():
        assert sorted(kept.findall(english)) == sorted(kept.findall(words)), (context, english)


@pytest.mark.usefixtures("korean")
def test_korean_words_hold_no_particle_that_depends_on_what_is_filled_in() -> None:
    bare = re.compile(r"\{\w+\}[”’\"']?(?:은|는|이|가|을|를|과|와|로|으로)(?=[\s.,·)]|$)")
    assert [words for words in Words(FOLDER / "ko.ts").texts.values() if bare.search(words)] == []


@pytest.mark.parametrize("code", OTHERS)
def test_every_language_that_a_model_may_name_has_its_name(code: str) -> None:
    texts = Words(FOLDER / f"languages.{code}.ts").texts
    assert {name for context, name in texts if context == "Language"} == set(language_names())
    assert {name for context, name in texts if context == "LanguageVariant"} == set(variant_names())
    assert [key for key, text in texts.items() if not text.strip()] == []


@pytest.mark.usefixtures("korean")
@pytest.mark.parametrize(
    ("english", "words"),
    [
        ("German", "독일어"),
        ("English → German", "영어 → 독일어"),
        ("Catalan, Occitan, Spanish → English", "카탈로니아어, 오크어, 스페인어 → 영어"),
        ("Catalan, English and Spanish", "카탈로니아어·영어·스페인어"),
        ("Kashmiri (Arabic)", "카슈미르어 (아랍 문자)"),
        ("my model (3 layers)", "my model (3 layers)"),
        ("Notes, English", "Notes, English"),
        ("Tom (Latin)", "Tom (Latin)"),
        ("", ""),
        (" → ", " → "),
    ],
)
def test_languages_are_called_by_their_names(english: str, words: str) -> None:
    assert in_words(english) == words


@pytest.mark.usefixtures("korean")
def test_a_language_may_be_called_by_its_name_on_the_screen_or_in_english() -> None:
    odd = {"Norwegian Bokmål", "Norwegian Nynorsk", "Catalan, English and Spanish"}  # never with a variant
    for name in language_names():
        assert in_words(in_english(f" {in_words(name)} ")) == in_words(name) and in_english(name) == name
        for variant in variant_names() if name not in odd else ():
            both = f"{name} ({variant})"
            assert in_words(in_english(in_words(both))) == in_words(both) != both
    assert in_english("독일어") == "German" and in_english("영어") == "English"
    assert in_english("엘프어") == "엘프어"


def test_in_english_languages_stay_as_they_are(qapp: QApplication) -> None:
    assert in_words("English → Chinese (Simplified)") == "English → Chinese (Simplified)"


@pytest.mark.usefixtures("korean")
def test_qt_s_own_buttons_and_numbers_follow(qtbot: QtBot) -> None:
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)
    assert box.button(QDialogButtonBox.StandardButton.Cancel).text() == "취소"
    assert QLocale().language() is QLocale.Language.Korean


@pytest.mark.usefixtures("korean")
def test_qt_s_own_file_dialog_has_no_english_left(qtbot: QtBot) -> None:
    dialog = QFileDialog(options=QFileDialog.Option.DontUseNativeDialog)
    qtbot.addWidget(dialog)
    labels = [label.text() for label in dialog.findChildren(QLabel) if label.text()]
    assert labels and [text for text in labels if not re.search("[가-힣]", text)] == []


@pytest.mark.usefixtures("korean")
def test_what_nobody_has_translated_stays_english() -> None:
    assert QCoreApplication.translate("Nobody", "as it is") == "as it is"


class _Titled(QWidget):
    def title(self) -> str:
        return self.tr("Translucent says {0}").format(1)


class _Heir(_Titled):
    pass


def test_words_are_found_by_the_class_that_says_them(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    message = "<message><source>Translucent says {0}</source><translation>{0} 번째</translation></message>"
    (tmp_path / "ko.ts").write_text(f"<TS><context><name>_Titled</name>{message}</context></TS>", encoding="utf-8")
    (tmp_path / "languages.ko.ts").write_text("<TS></TS>")
    monkeypatch.setattr("gui.state.language.FOLDER", tmp_path)
    language.use("ko")
    heir = _Heir()
    qtbot.addWidget(heir)
    try:
        assert heir.title() == "1 번째"
    finally:
        language.use("en")
    assert heir.title() == "Translucent says 1"


@pytest.mark.parametrize(
    ("wanted", "system", "spoken"),
    [
        ("system", QLocale(QLocale.Language.Korean), "ko"),
        ("system", QLocale(QLocale.Language.German), "en"),
        ("en", QLocale(QLocale.Language.Korean), "en"),
        ("ko", QLocale(QLocale.Language.German), "ko"),
        ("klingon", QLocale(QLocale.Language.Korean), "ko"),  # settings of another version
    ],
)
def test_the_computer_decides_until_somebody_chooses(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch, wanted: str, system: QLocale, spoken: str
) -> None:
    monkeypatch.setattr(language, "_locale", system)
    before = QLocale()
    language.use(wanted)
    try:
        assert language.code == spoken
        assert QLocale().language() is (QLocale.Language.Korean if spoken == "ko" else system.language())
    finally:
        language.use("en")
        QLocale.setDefault(before)


@pytest.mark.parametrize("content", [None, "", "<TS><context>", "no words"])
@pytest.mark.parametrize("name", ["ko.ts", "languages.ko.ts"])
def test_without_its_files_the_screen_stays_english_and_says_why(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, content: str | None
) -> None:
    for other in {"ko.ts", "languages.ko.ts"} - {name}:
        (tmp_path / other).write_text("<TS></TS>")
    if content is not None:
        (tmp_path / name).write_text(content)
    monkeypatch.setattr("gui.state.language.FOLDER", tmp_path)
    language.use("ko")
    assert language.code == "en" and f"{tmp_path / name} cannot be read" in language.problem
    language.use("en")
    assert language.problem == ""


def test_the_status_line_offers_the_other_language_by_its_own_name(qtbot: QtBot) -> None:
    line = StatusLine(Session(Selection()))
    qtbot.addWidget(line)
    assert line.language_button.text() == "한국어"
    with qtbot.waitSignal(line.language_chosen) as chosen:
        qtbot.mouseClick(line.language_button, Qt.MouseButton.LeftButton)
    assert chosen.args == ["ko"]
