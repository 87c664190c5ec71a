"""Files that are dropped on the window or pasted into it go where they belong, and nothing typed is lost."""

from __future__ import annotations

import gzip
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget

from gui.state.settings import load_settings
from gui.views.panels.page_switch import Page
from gui.window.dropped import Kind, look_at
from model.bundle.bundle import save_bundle
from model.values.trace_file import save_trace
from tests.gui.runs import make_run
from tests.gui.traces import make_trace
from tests.integration.toy_window import done, toy, wait
from tests.model.toy_bundle import make_bundle


def urls(*paths: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def drop(qtbot, window, onto: QWidget, *paths: Path) -> None:
    """As Qt does it: the widget under the pointer, then each one around it, until one takes what is dragged."""
    data, copy = urls(*paths), Qt.DropAction.CopyAction
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    target: QWidget | None = onto
    while target is not None:
        enter = QDragEnterEvent(QPoint(3, 3), copy, data, buttons, keys)
        enter.ignore()
        if target.acceptDrops():
            QApplication.sendEvent(target, enter)
        if enter.isAccepted():
            QApplication.sendEvent(target, QDropEvent(QPointF(3, 3), copy, data, buttons, keys))
            qtbot.wait(20)
            return
        target = None if target.isWindow() else target.parentWidget()
    raise AssertionError("nothing takes what is dropped")


def test_a_text_goes_into_the_field_and_undo_brings_back_what_was_typed(qtbot, open_window, tmp_path: Path) -> None:
    window = open_window(started=False)
    path = tmp_path / "letter.txt"
    path.write_bytes("\ufeffA dog.\r\nA cat.\n".encode())
    for onto in (window.source.edit.viewport(), window.head.map, window.status):
        window.source.set_text("What I typed.")
        drop(qtbot, window, onto, path)
        assert window.source.text == "What I typed."  # until the question is answered
        window.doors.question.act_button.click()
        assert window.source.sentences == ["A dog.", "A cat."]
        window.source.edit.undo()
        assert window.source.text == "What I typed."
    drop(qtbot, window, window.status, path)
    window.doors.question.cancel_button.click()
    assert window.source.text == "What I typed."
    qtbot.wait(1)
    drop(qtbot, window, window.status, path)
    next(
        b for b in window.doors.question.findChildren(type(window.save_button)) if b.text() == "Add at the end"
    ).click()
    assert window.source.sentences == ["What I typed.", "A dog.", "A cat."]


def test_a_text_replaces_an_empty_field_unasked(qtbot, open_window, tmp_path: Path) -> None:
    window = open_window(started=False)
    window.source.set_text("")
    (tmp_path / "letter").write_text("A dog.")
    drop(qtbot, window, window.source.edit.viewport(), tmp_path / "letter")
    assert window.doors.question is None and window.source.text == "A dog."


def test_a_pasted_file_is_its_text(qtbot, open_window, tmp_path: Path) -> None:
    window = open_window(started=False)
    window.source.set_text("")
    (tmp_path / "letter.txt").write_text("A dog.")
    QApplication.clipboard().setMimeData(urls(tmp_path / "letter.txt"))
    window.source.edit.paste()
    assert window.source.text == "A dog."


def test_a_trace_and_a_training_open(qtbot, open_window, tmp_path: Path) -> None:
    window = open_window(started=False)
    save_trace(make_trace(2, 3), tmp_path / "a.safetensors")
    drop(qtbot, window, window.source.edit.viewport(), tmp_path / "a.safetensors")
    assert window.session.trace.source_text == make_trace(2, 3).source_text
    run = make_run(tmp_path / "run", until=400)
    drop(qtbot, window, window.head.map, run.path)
    assert window.pages.currentIndex() == Page.TRAIN.value and window.training.current == run.path
    drop(qtbot, window, window.training.page, tmp_path / "a.safetensors")  # also from the other page
    assert window.pages.currentIndex() == Page.TRANSLATE.value


def test_pairs_begin_a_new_training(qtbot, open_window, tmp_path: Path) -> None:
    window = open_window(started=False)
    (tmp_path / "pairs.tsv").write_text("a dog\tein Hund\n" * 20)
    drop(qtbot, window, window.head.map, tmp_path / "pairs.tsv")
    data = window.training.dialog.data
    assert data.train.path == str(tmp_path / "pairs.tsv") and data.builtin == "" and data.train_target.path == ""
    window.training.dialog.reject()
    for name, text in (("a.en", "a dog\n"), ("a.de", "ein Hund\n")):
        (tmp_path / name).write_text(text)
    drop(qtbot, window, window.head.map, tmp_path / "a.en", tmp_path / "a.de")
    assert (data.train.path, data.train_target.path) == (str(tmp_path / "a.en"), str(tmp_path / "a.de"))
    window.training.dialog.reject()


def test_a_models_folder_is_offered_to_the_library(qtbot, open_window, tmp_path: Path, monkeypatch) -> None:
    window = open_window(started=False)
    save_bundle(toy(), tmp_path / "mine")
    added = []
    monkeypatch.setattr(window.library.job, "add_folder", lambda path: added.append(path) or 1)
    for dropped in (tmp_path / "mine", tmp_path / "mine" / "model.safetensors", tmp_path / "mine" / "config.json"):
        drop(qtbot, window, window.head.map, dropped)
        window.doors.question.act_button.click()
    assert added == [tmp_path / "mine"] * 3


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.txt", "한국어".encode(), Kind.TEXT),
        ("unicode.txt", "Grüße".encode("utf-16"), Kind.TEXT),
        ("noending", b"A dog.", Kind.TEXT),
        ("latin.txt", "Grüße".encode("latin-1"), Kind.NOTHING),
        ("picture.png", b"\x89PNG\r\n\x1a\n\0\0", Kind.NOTHING),
        ("empty.txt", b"", Kind.NOTHING),
        ("long.txt", "한".encode() * 400_000, Kind.NOTHING),
        ("corpus.tsv.gz", gzip.compress(b"a\tb\n"), Kind.PAIRS),
        ("weights.pt", b"PK\x03\x04", Kind.CHECKPOINT),
        ("not.safetensors", b"\xff" * 20, Kind.CHECKPOINT),
        ("deep.safetensors", (50_000).to_bytes(8, "little") + b"[" * 50_000, Kind.CHECKPOINT),
    ],
    ids=lambda value: "content" if isinstance(value, bytes) else None,  # packed bytes hold the time
)
def test_a_file_is_looked_at_for_what_it_is(tmp_path: Path, name: str, content: bytes, kind: Kind) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    dropped = look_at([path])
    assert dropped.kind is kind
    assert (name in dropped.text) == (kind is Kind.NOTHING)


def test_what_cannot_be_opened_is_said(qtbot, open_window, tmp_path: Path) -> None:
    window = open_window(started=False)
    (tmp_path / "folder").mkdir()
    for paths, words in (
        ([tmp_path / "folder"], "“folder”"),
        ([tmp_path / "gone.txt"], "gone.txt"),
        ([tmp_path] * 3, "3 files"),
    ):
        drop(qtbot, window, window.source.edit.viewport(), *paths)
        assert words in window.session.message and window.session.message_is_error


def test_a_double_click_translates_on_with_another_piece(qtbot, open_window) -> None:
    window = open_window()
    trace = window.session.trace
    step = 1
    window.selection.update(step=step)
    rows = window.candidates.rows
    row = next(i for i, bar in enumerate(rows.bars) if not bar.strong and not bar.label.startswith("<"))
    name = trace.candidate_pieces[step][row]
    qtbot.mouseDClick(rows, Qt.MouseButton.LeftButton, pos=rows.row_rect(row).center().toPoint())
    prefix = window.header.settings.prefix
    assert prefix and name.lstrip("▁") in prefix
    wait(qtbot, lambda: done(window) and window.session.trace is not trace)
    assert window.session.trace.target_text.startswith(prefix)
    assert window.session.trace.setup.decoding.prefix_closed  # the very piece, not a longer one that begins like it
    assert prefix in window.session.message  # how to be rid of it


def test_text_with_anything_in_it_goes_through_the_window(qtbot, open_window, tmp_path: Path) -> None:
    window = open_window(started=False)
    text = "it\x1b\x00 <s>\ufffe."
    window.source.set_text("")
    data = QMimeData()
    data.setText(text)
    QApplication.clipboard().setMimeData(data)
    window.source.edit.paste()
    window.start()
    wait(qtbot, lambda: done(window) or window.session.message_is_error)
    assert not window.session.message_is_error, window.session.message
    for name in ("a.safetensors", "a.svg", "a.pdf", "a.png"):
        window.save(tmp_path / name)
        assert not window.session.message_is_error and (tmp_path / name).stat().st_size
    ElementTree.parse(tmp_path / "a.svg")
    before = window.source.text
    window.close()
    assert load_settings()[0].text == before


def test_a_models_folder_can_be_dropped_on_the_library(qtbot, open_window, tmp_path: Path, monkeypatch) -> None:
    window = open_window(started=False)
    added = []
    monkeypatch.setattr(window.library.job, "add_folder", lambda path: added.append(path) or 1)
    window.library.open()
    save_bundle(toy(), tmp_path / "mine")
    for dropped in (tmp_path / "mine", tmp_path / "mine" / "config.json"):
        drop(qtbot, window, window.library.dialog.search, dropped)
    assert added == [tmp_path / "mine"] * 2 and window.library.dialog.search.text() == ""


def test_another_programs_model_is_named_when_it_is_dropped(tmp_path: Path) -> None:
    folder = tmp_path / "ct2"
    folder.mkdir()
    for name in ("model.bin", "shared_vocabulary.json"):
        (folder / name).write_bytes(b"x")
    (folder / "config.json").write_text("{}")
    dropped = look_at([folder])
    assert dropped.kind is Kind.NOTHING and "CTranslate2" in dropped.text
    (tmp_path / "opus.zip").write_bytes(b"PK\x03\x04" + b"\xff" * 40)
    assert "unpack it" in look_at([tmp_path / "opus.zip"]).text
    made = tmp_path / "unpacked" / "toy"
    save_bundle(make_bundle(), made)
    assert look_at([tmp_path / "unpacked"]).paths == (made,)
