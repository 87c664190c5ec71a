"""The library's dialog and its parts by themselves: what is shown, what is asked for, by mouse and by keyboard."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from gui.look.look import look
from gui.look.theme import DARK, LIGHT, style_sheet
from gui.views.library.card_view import CardView
from gui.views.library.dialog import LibraryDialog
from gui.views.library.questions import InstallDialog, RemoveQuestion, RenameQuestion
from model.library.entry import LibraryEntry
from model.library.hub import DownloadProgress, HubFile, HubHit, HubModel
from model.library.hub.staging import Unfinished

LEFT = Qt.MouseButton.LeftButton
NONE: frozenset[str] = frozenset()


def entry(key: str, name: str, **values: object) -> LibraryEntry:
    known = {
        "family": "OPUS-MT (Marian)",
        "source_language": "English",
        "target_language": "German",
        "size": 298_000_000,
    }
    return LibraryEntry(key=key, name=name, path=Path("/models") / key, **{**known, **values})  # type: ignore[arg-type]


SHIPPED = entry("en-de", "English → German", family="Translucent", size=27_000_000, shipped=True, card=Path("card.md"))
OPUS = entry("opus", "opus-mt-en-fi", target_language="Finnish", licence="cc-by-4.0", card=Path("README.md"))
GONE = entry(
    "gone", "lost", added=True, problem="/models/gone is gone; put it back, or remove the model from the list."
)
ENTRIES = (SHIPPED, OPUS, GONE)
FOUND = HubModel(
    repository="Helsinki-NLP/opus-mt-en-fi",
    revision="6" * 40,
    url="https://hub.test/Helsinki-NLP/opus-mt-en-fi",
    licence="apache-2.0",
    family="OPUS-MT (Marian)",
    loads="native",
    source_language="English",
    target_language="Finnish",
    languages=("English", "Finnish"),
    files=(HubFile("config.json", 1_000_000, "git", ""), HubFile("model.safetensors", 297_000_000, "sha256", "")),
    last_change="2024-02-29",
)


@pytest.fixture
def dialog(qtbot: QtBot) -> LibraryDialog:
    dialog = LibraryDialog()
    qtbot.addWidget(dialog)
    dialog.show_entries(ENTRIES, "en-de", NONE, frozenset({"en-de"}))
    with qtbot.waitExposed(dialog):
        dialog.show()
    return dialog


def names(dialog: LibraryDialog) -> list[str]:
    return [dialog.list.item(row).text() for row in range(dialog.list.count())]


def click(qtbot: QtBot, dialog: LibraryDialog, row: int) -> None:
    place = dialog.list.visualItemRect(dialog.list.item(row)).center()
    qtbot.mouseClick(dialog.list.viewport(), LEFT, pos=place)


def test_before_the_models_are_known_it_says_that_it_looks(qtbot: QtBot) -> None:
    dialog = LibraryDialog()
    qtbot.addWidget(dialog)
    assert dialog.lists.currentWidget() is dialog.none and "Looking" in dialog.none.text()
    assert dialog.stack.currentWidget() is dialog.help


def test_every_word_of_the_search_must_occur(qtbot: QtBot, dialog: LibraryDialog) -> None:
    qtbot.keyClicks(dialog.search, "marian finnish")
    assert names(dialog) == ["opus-mt-en-fi"]
    dialog.search.clear()
    qtbot.keyClicks(dialog.search, "CC-BY")
    assert names(dialog) == ["opus-mt-en-fi"]
    qtbot.keyClicks(dialog.search, " klingon")
    assert dialog.lists.currentWidget() is dialog.none
    assert "klingon" in dialog.none.text() and "downloaded" in dialog.none.text()
    dialog.search.clear()
    assert len(names(dialog)) == 3


def test_a_click_shows_the_model_and_asks_for_its_card(qtbot: QtBot, dialog: LibraryDialog) -> None:
    with qtbot.waitSignal(dialog.card_requested) as asked:
        click(qtbot, dialog, 1)
    assert asked.args == [OPUS]
    dialog.show_card("# The card\n\nMade of *pairs*.")
    page = dialog.page
    assert page.facts.texts()[:4] == ["English → Finnish", "OPUS-MT (Marian)", "298 MB", "cc-by-4.0"]
    assert page.card.toPlainText().split() == ["The", "card", "Made", "of", "pairs."]
    with qtbot.waitSignal(dialog.use_requested) as used:
        qtbot.mouseClick(page.use_button, LEFT)
    assert used.args == [OPUS]


def test_the_one_in_use_says_so_and_a_shipped_one_stays(qtbot: QtBot, dialog: LibraryDialog) -> None:
    click(qtbot, dialog, 0)
    page = dialog.page
    assert page.use_button.text() == "In use" and not page.use_button.isEnabled()
    assert not page.remove_button.isEnabled() and not page.rename_button.isEnabled()
    assert "comes with the program" in page.remove_button.toolTip()
    dialog.set_used("opus")
    assert page.use_button.text() == "Use this model" and page.use_button.isEnabled()


def test_a_model_that_cannot_be_used_says_why(qtbot: QtBot, dialog: LibraryDialog) -> None:
    click(qtbot, dialog, 2)
    assert dialog.page.problem.text() == GONE.problem and dialog.page.problem.isVisible()
    assert not dialog.page.use_button.isEnabled()
    assert dialog.page.remove_button.isEnabled()
    with qtbot.assertNotEmitted(dialog.use_requested):
        qtbot.keyClick(dialog.list, Qt.Key.Key_Return)
    assert GONE.problem in dialog.list.item(2).data(Qt.ItemDataRole.AccessibleTextRole)


def test_what_can_be_exported_offers_it(qtbot: QtBot, dialog: LibraryDialog) -> None:
    click(qtbot, dialog, 1)
    assert not dialog.page.export_button.isVisible()  # it is such a folder already
    click(qtbot, dialog, 0)
    with qtbot.waitSignal(dialog.export_requested) as asked:
        qtbot.mouseClick(dialog.page.export_button, LEFT)
    assert asked.args == [SHIPPED]


def test_what_a_family_needs_is_offered(qtbot: QtBot, dialog: LibraryDialog) -> None:
    dialog.show_entries(ENTRIES, "en-de", frozenset({"opus"}), NONE)
    click(qtbot, dialog, 0)
    assert not dialog.page.install_button.isVisible()
    click(qtbot, dialog, 1)
    assert "transformers" in dialog.page.problem.text()
    with qtbot.waitSignal(dialog.install_requested) as asked:
        qtbot.mouseClick(dialog.page.install_button, LEFT)
    assert "transformers" in asked.args[0]


def test_all_by_keyboard(qtbot: QtBot, dialog: LibraryDialog) -> None:
    dialog.activateWindow()
    dialog.search.setFocus()
    qtbot.keyClicks(dialog.search, "o")
    qtbot.keyClick(dialog.search, Qt.Key.Key_Down)
    assert dialog.list.hasFocus() and dialog.list.entry == SHIPPED
    qtbot.keyClick(dialog.list, Qt.Key.Key_Down)
    assert dialog.page.name.text() == "opus-mt-en-fi"
    with qtbot.waitSignal(dialog.use_requested) as used:
        qtbot.keyClick(dialog.list, Qt.Key.Key_Return)
    assert used.args == [OPUS]
    qtbot.keyClick(dialog, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert dialog.search.hasFocus()


def test_the_entry_that_is_shown_stays_when_the_list_changes(qtbot: QtBot, dialog: LibraryDialog) -> None:
    click(qtbot, dialog, 1)
    renamed = replace(OPUS, name="mine")
    dialog.show_entries((SHIPPED, renamed), "en-de", NONE, NONE)
    assert dialog.page.name.text() == "mine" and dialog.list.entry == renamed
    dialog.show_entries((SHIPPED,), "en-de", NONE, NONE)
    assert dialog.stack.currentWidget() is dialog.help  # it was removed


# Downloading


def test_a_name_is_looked_up_and_words_are_searched(qtbot: QtBot, dialog: LibraryDialog) -> None:
    qtbot.mouseClick(dialog.download_button, LEFT)
    page = dialog.download
    assert page.edit.hasFocus() and not page.find_button.isEnabled()
    qtbot.keyClicks(page.edit, "opus-mt-en")
    with qtbot.waitSignal(page.search_requested) as searched:
        qtbot.keyClick(page.edit, Qt.Key.Key_Return)
    assert searched.args == ["opus-mt-en"]
    page.show_hits([HubHit("a/b", "mit", ("English",), 1, "2024-01-01", False), HubHit("c/d", "", (), 1, "", False)])
    assert page.hits.hasFocus() and "licence not told" in page.hits.item(1).text()
    qtbot.keyClick(page.hits, Qt.Key.Key_Down)
    with qtbot.waitSignal(page.look_up_requested) as asked:
        qtbot.keyClick(page.hits, Qt.Key.Key_Return)
    assert asked.args == ["c/d"]
    assert "c/d" in page.message.text()
    page.show_hits([])
    assert "other" not in page.message.text() and "part of it" in page.message.text()


def test_licence_source_and_size_stand_there_before_the_download(qtbot: QtBot, dialog: LibraryDialog) -> None:
    dialog.show_download()
    page = dialog.download
    page.show_found(FOUND)
    shown = [label.text() for label in page.result.findChildren(QLabel)]
    for text in ("apache-2.0", FOUND.url, "298 MB in 2 files", "English → Finnish", "OPUS-MT (Marian)"):
        assert text in shown
    with qtbot.waitSignal(page.download_requested) as asked:
        qtbot.mouseClick(page.download_button, LEFT)
    assert asked.args == [FOUND]
    page.show_found(replace(FOUND, licence=""))
    assert any("not told" in label.text() for label in page.result.findChildren(QLabel))


def test_what_cannot_be_used_here_is_not_downloaded(qtbot: QtBot, dialog: LibraryDialog) -> None:
    dialog.show_download()
    page = dialog.download
    page.show_found(replace(FOUND, problem="A 'whisper' model has no encoder and decoder for text."))
    assert not page.download_button.isEnabled() and "whisper" in page.state.text()
    page.show_found(replace(FOUND, note="It is played by the package transformers.", installed="opus"))
    assert page.install_button.isVisible() and page.download_button.isEnabled()
    assert "already" in page.state.text()
    qtbot.mouseClick(page.show_button, LEFT)
    assert dialog.page.isVisible() and dialog.page.name.text() == "opus-mt-en-fi"


def test_progress_and_time_left_stand_below_whatever_is_looked_at(qtbot: QtBot, dialog: LibraryDialog) -> None:
    strip = dialog.strip
    strip.begin("a/b")
    assert strip.isVisible()
    strip.show_progress(DownloadProgress(3_000_000_000, 4_000_000_000, "model.bin", 130.0))
    assert strip.bar.value() == 750 and strip.bar.maximum() == 1000
    assert strip.numbers.text() == "3.0 GB of 4.0 GB · about 2 min left"
    strip.show_progress(DownloadProgress(1, 2, "model.bin", None, "The connection broke off; trying again."))
    assert "trying again" in strip.numbers.text()
    click(qtbot, dialog, 1)
    assert strip.isVisible()
    with qtbot.waitSignal(strip.cancel_requested):
        qtbot.mouseClick(strip.cancel_button, LEFT)
    assert not strip.cancel_button.isEnabled()
    strip.end()
    assert not strip.isVisible()


def test_unfinished_downloads_can_go_on_or_be_discarded(qtbot: QtBot, dialog: LibraryDialog) -> None:
    dialog.show_download()
    page = dialog.download
    page.show_unfinished([Unfinished("x/y", "0" * 40, 100_000_000, 400_000_000)])
    buttons = {button.text(): button for button in page.help.findChildren(QPushButton)}
    assert any("100 MB of 400 MB" in label.text() for label in page.help.findChildren(QLabel))
    with qtbot.waitSignal(page.discard_requested) as discarded:
        qtbot.mouseClick(buttons["Discard"], LEFT)
        page.question.act_button.click()  # what came may be gigabytes
    assert discarded.args == ["x/y"]
    with qtbot.waitSignal(page.look_up_requested) as asked:
        qtbot.mouseClick(buttons["x/y"], LEFT)
    assert asked.args == ["x/y"]
    page.show_unfinished([])
    assert not any(label.text() == "Not finished" and label.isVisible() for label in page.help.findChildren(QLabel))


# Cards


def test_a_card_shows_no_picture_reads_no_file_and_runs_nothing(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "picture.png").write_bytes(b"not to be read")
    view = CardView()
    qtbot.addWidget(view)
    asked: list[str] = []
    load = view.loadResource
    view.loadResource = lambda kind, name: (asked.append(str(name)), load(kind, name))[1]  # type: ignore[method-assign]
    view.resize(300, 200)
    view.show()
    file = f"file:{tmp_path}/picture.png"
    view.show_card(
        "---\nlicense: mit\n---\n# Name\n\n![a picture](http://127.0.0.1:9/x.png) ![b][r]\n"
        f"<img src='{file}'><script>alert(1)</script>\n\n[r]: {file}\n\n| a | b |\n|---|---|\n| 1 | 2 |\n"
    )
    view.grab()
    text = view.toPlainText()
    assert "license: mit" not in text and text.startswith("Name") and "a picture" in text
    assert load(2, QUrl.fromLocalFile(str(tmp_path / "picture.png"))) is None
    view.show_card("x" * 10_000_000)  # a card of ten megabytes must not hold up the window
    assert len(view.toPlainText()) <= 200_000


# Questions


@pytest.mark.parametrize(("deletes", "words"), [(True, "deleted from this computer"), (False, "stay where they are")])
def test_removing_says_whether_files_are_deleted(qtbot: QtBot, deletes: bool, words: str) -> None:
    question = RemoveQuestion(OPUS, deletes, used=True)
    qtbot.addWidget(question)
    question.show()
    assert words in question.about.text() and "in use" in question.about.text()
    qtbot.keyClick(question, Qt.Key.Key_Return)  # a hasty Enter keeps the model
    assert question.result() == 0 and not question.isVisible()


def test_a_new_name_must_be_another_one(qtbot: QtBot) -> None:
    question = RenameQuestion(OPUS)
    question.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(question)
    question.show()
    assert not question.act_button.isEnabled()
    qtbot.keyClicks(question.edit, "  my   model ")
    qtbot.keyClick(question.edit, Qt.Key.Key_Return)
    assert question.result() == 1 and question.name == "my model"


def test_installing_can_be_given_up_until_packages_are_put_in_place(qtbot: QtBot) -> None:
    dialog = InstallDialog("It needs the package transformers.", "transformers>=5,<6")
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.show()
    assert "transformers>=5,<6" in dialog.about.text()
    with qtbot.waitSignal(dialog.install_requested):
        qtbot.mouseClick(dialog.install_button, LEFT)
    dialog.show_progress("tokenizers 0.22 (3 MB)", False)
    assert "tokenizers" in dialog.state.text()
    dialog.show_problem("No network.")
    assert dialog.install_button.text() == "Try again" and dialog.install_button.isEnabled()
    qtbot.mouseClick(dialog.install_button, LEFT)
    dialog.show_progress("installing 5 packages ...", True)
    assert not dialog.cancel_button.isEnabled()
    dialog.reject()
    assert dialog.isVisible()
    dialog.show_installed()
    assert dialog.result() == 1


# How it looks


def test_it_fits_on_a_projector_with_long_words_and_paints_in_both_themes(qtbot: QtBot, dialog: LibraryDialog) -> None:
    for theme in (LIGHT, DARK):
        dialog.setStyleSheet(style_sheet(theme))
        look.use(theme)
        for text in (GONE.problem * 5, "아주 긴 한국어 문장이 여기에 들어갑니다. " * 20):
            long = replace(OPUS, name=text, licence=text, problem=text, family=text, origin=text)
            dialog.show_entries((long,), "", NONE, NONE)
            dialog.select("opus")
            dialog.say(text, error=True)
            dialog.strip.begin(text)
            dialog.download.show_found(replace(FOUND, repository=text, licence=text, problem=text))
            smallest = dialog.minimumSizeHint()
            assert smallest.width() <= 980 and smallest.height() <= 620, (smallest, text[:20])
            assert not dialog.grab().isNull()
    for button in dialog.findChildren(QPushButton):
        if button.isVisible():
            assert button.width() >= button.fontMetrics().horizontalAdvance(button.text())


def test_everything_that_takes_the_focus_has_a_name(dialog: LibraryDialog) -> None:
    for page in (dialog.page, dialog.download, dialog.help):
        dialog.stack.setCurrentWidget(page)
        dialog.strip.begin("a/b")
        nameless = [
            type(widget).__name__
            for widget in dialog.findChildren(QWidget)
            if widget.focusPolicy() != Qt.FocusPolicy.NoFocus and widget.isVisible() and not widget.accessibleName()
        ]
        assert nameless == []
