"""The training page with run folders and real events: follow, scrub, play, point, click, what each state can."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, QSize, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from gui.app import speak
from gui.look.look import look
from gui.look.theme import DARK, LIGHT, Theme
from gui.pages.training_page import TrainingPage
from gui.views.panels.closing_question import ClosingQuestion
from gui.views.parts.player_icons import Sign
from model.values.sites import CROSS, DECODER_SELF, ENCODER_SELF
from tests.gui.runs import SENTENCES, FakeRun, make_run

PATIENCE = 30_000  # milliseconds; a busy machine must not decide a test
SMALLEST = QSize(1000, 531)  # of the page in the smallest window
Open = Callable[[Path | None], TrainingPage]


@pytest.fixture
def open_page(qtbot: QtBot) -> Iterator[Open]:
    pages: list[TrainingPage] = []

    def make(path: Path | None = None) -> TrainingPage:
        page = TrainingPage()
        pages.append(page)
        page.resize(1280, 676)
        page.show()
        qtbot.waitExposed(page)
        if path is not None:
            page.open_run(path)
            until(qtbot, lambda: settled(page))
        return page

    yield make
    for page in pages:
        page.shutdown()
        page.close()
        page.deleteLater()
    QApplication.processEvents()


def until(qtbot: QtBot, condition: Callable[[], bool]) -> None:
    qtbot.waitUntil(condition, timeout=PATIENCE)


def settled(page: TrainingPage) -> bool:
    """The folder has been read and the selected moment's heads are there, or cannot be."""
    run = page.run
    read = run.status is not None or bool(run.reading.problem)
    return read and (not run.has_heads or run.heads_step == run.moment or bool(run.heads_problem))


def small(path: Path, until: int = 600) -> FakeRun:
    return make_run(path, until=until, layers=2, heads=3)


def click(qtbot: QtBot, button: QAbstractButton) -> None:
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_without_a_run_it_explains_and_offers_two_ways(qtbot: QtBot, open_page: Open) -> None:
    page = open_page(None)
    assert page.middle.currentWidget() is page.notice
    assert not page.strip.isVisible()
    with qtbot.waitSignal(page.new_requested):
        click(qtbot, page.notice.new_button)
    with qtbot.waitSignal(page.open_requested):
        click(qtbot, page.notice.open_button)


def test_a_run_is_shown_and_followed(qtbot: QtBot, open_page: Open, tmp_path: Path) -> None:
    run = small(tmp_path / "run")
    page = open_page(run.path)
    assert page.middle.currentWidget() is page.body
    assert page.run.moments == (200, 400, 600)
    assert page.run.moment == 600
    assert "600" in page.strip.progress.text() and "3,000" in page.strip.progress.text()
    assert page.sentence.reference.text() == SENTENCES[0][1]
    assert np.array_equal(page.session.trace.weights(CROSS), run.traces(600)[0].weights(CROSS))
    run.evaluate(800)
    until(qtbot, lambda: page.run.moment == page.run.heads_step == 800)  # its samples may be read before its heads
    assert np.array_equal(page.session.trace.weights(CROSS), run.traces(800)[0].weights(CROSS))


def test_who_looks_at_an_earlier_moment_is_not_pulled_away(qtbot: QtBot, open_page: Open, tmp_path: Path) -> None:
    run = small(tmp_path / "run")
    page = open_page(run.path)
    click(qtbot, page.player.button(Sign.BACK))
    assert page.run.moment == 400
    run.evaluate(800)
    until(qtbot, lambda: 800 in page.run.moments)
    assert page.run.moment == 400


def test_slider_keys_and_mouse_choose_the_moment_and_keep_the_head(
    qtbot: QtBot, open_page: Open, tmp_path: Path
) -> None:
    run = small(tmp_path / "run")
    page = open_page(run.path)
    page.selection.update(group=DECODER_SELF, layer=1, head=2, key=3)
    page.player.slider.setFocus()
    qtbot.keyClick(page.player.slider, Qt.Key.Key_Left)
    assert page.run.moment == 400
    until(qtbot, lambda: settled(page))
    now = page.selection.now
    assert (now.group, now.layer, now.head, now.key) == (DECODER_SELF, 1, 2, 3)
    assert np.array_equal(page.session.trace.weights(DECODER_SELF), run.traces(400)[0].weights(DECODER_SELF))
    qtbot.keyClick(page.player.slider, Qt.Key.Key_Home)
    assert page.run.moment == 200
    where = QPoint(round(page.player.slider.x_of(2)), 11)
    qtbot.mouseClick(page.player.slider, Qt.MouseButton.LeftButton, pos=where)
    assert page.run.moment == 600
    page.setFocus()
    for key, moment in ((Qt.Key.Key_Left, 400), (Qt.Key.Key_Home, 200), (Qt.Key.Key_End, 600)):
        qtbot.keyClick(page, key)
        assert page.run.moment == moment
    qtbot.keyClick(page, Qt.Key.Key_1)
    assert page.selection.now.group == ENCODER_SELF


def test_space_plays_every_moment_to_the_newest(qtbot: QtBot, open_page: Open, tmp_path: Path) -> None:
    page = open_page(small(tmp_path / "run").path)
    shown: list[int | None] = []
    page.run.heads_changed.connect(lambda: shown.append(page.run.heads_step))
    page.player.set_speed(4.0)
    page.setFocus()
    qtbot.keyClick(page, Qt.Key.Key_Space)
    assert page.player.playing
    until(qtbot, lambda: not page.player.playing and settled(page))
    assert shown == [200, 400, 600]  # it waits for the heads and leaves none out


def test_space_again_pauses(qtbot: QtBot, open_page: Open, tmp_path: Path) -> None:
    page = open_page(small(tmp_path / "run").path)
    page.setFocus()
    qtbot.keyClick(page, Qt.Key.Key_Space)
    qtbot.keyClick(page, Qt.Key.Key_Space)
    assert not page.player.playing


def test_another_sentence(qtbot: QtBot, open_page: Open, tmp_path: Path) -> None:
    run = small(tmp_path / "run")
    page = open_page(run.path)
    page.sentence.picker.setFocus()
    qtbot.keyClick(page.sentence.picker, Qt.Key.Key_Down)
    assert page.run.probe == 1
    assert page.sentence.reference.text() == SENTENCES[1][1]
    assert np.array_equal(page.session.trace.weights(CROSS), run.traces(600)[1].weights(CROSS))
    click(qtbot, page.samples_button)
    page.samples.view.selectRow(2)
    assert page.run.probe == 2
    assert page.session.trace.source_text == SENTENCES[2][0]


def test_a_sentence_without_heads_is_shown_with_its_own_words(qtbot: QtBot, open_page: Open, tmp_path: Path) -> None:
    run = small(tmp_path / "run")
    page = open_page(run.path)
    kept, translated = len(page.session.traces), page.run.samples
    assert kept < len(translated)
    click(qtbot, page.samples_button)
    row = page.samples.model.row_of(kept)
    assert row is not None
    rect = page.samples.view.visualRect(page.samples.model.index(row, 0))
    qtbot.mouseClick(page.samples.view.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    click(qtbot, page.heads_button)
    assert page.sentence.picker.currentText() == translated[kept].source
    assert page.pages.currentIndex() == 1 and "was not kept" in page.no_heads.text()
    page.run.select(page.run.moments[0])
    until(qtbot, lambda: settled(page))
    assert page.run.probe == kept and page.pages.currentIndex() == 1  # it stays, without another one's heads
    page.sentence.picker.setCurrentIndex(0)
    page.sentence.picker.activated.emit(0)
    assert page.pages.currentIndex() == 0 and page.selection.now.sentence == 0


def test_all_sentences_and_what_changed(qtbot: QtBot, open_page: Open, tmp_path: Path) -> None:
    run = small(tmp_path / "run", until=4000)
    run.tell("running", step=4000)
    page = open_page(run.path)
    click(qtbot, page.samples_button)
    model = page.samples.model
    assert page.samples.isVisible() and model.rowCount() == len(SENTENCES)
    assert [model.text(row, 0) for row in range(3)] == ["✓", "✓", "✓"]
    assert page.sentence.verdict.isVisible()
    page.run.select(400)
    assert model.text(0, 0) == "" and model.changed(0)
    assert not page.sentence.verdict.isVisible()
    page.run.select(200)
    assert not model.changed(0)  # there was nothing before


STATES = {
    "preparing": {"pause"},
    "running": {"pause", "finish", "translate"},
    "paused": {"resume", "finish", "translate"},
    "finished": {"translate"},
    "failed": {"resume", "finish", "translate"},
    "cut off": {"resume", "finish", "translate"},
}


@pytest.mark.parametrize(("state", "enabled"), STATES.items())
def test_buttons_can_what_the_run_can(
    qtbot: QtBot, open_page: Open, tmp_path: Path, state: str, enabled: set[str]
) -> None:
    run = FakeRun(tmp_path / "run") if state == "preparing" else small(tmp_path / "run", until=200)
    if state == "cut off":
        run.forsake()
    elif state in ("paused", "finished", "failed"):
        run.tell(state, step=200, reason="The disk is full; free some space and resume." if state == "failed" else "")
    page = open_page(run.path)
    strip = page.strip
    buttons: dict[str, QPushButton] = {
        "pause": strip.pause_button,
        "resume": strip.resume_button,
        "finish": strip.finish_button,
        "translate": strip.translate_button,
    }
    assert {name for name, button in buttons.items() if button.isEnabled()} == enabled
    assert state in strip.state.text()
    signals = {
        "pause": page.pause_requested,
        "resume": page.resume_requested,
        "finish": page.finish_requested,
        "translate": page.translate_requested,
    }
    if state == "failed":
        assert "The disk is full" in strip.advice.text() and "log.txt" in strip.advice.text()
    if state == "cut off":
        assert "step 200" in strip.advice.text()
    for name in enabled:
        with qtbot.waitSignal(signals[name]):
            click(qtbot, buttons[name])
            if name == "finish":
                page.question.act_button.click()


def test_stop_and_keep_asks_first_and_says_what_is_lost(qtbot: QtBot, open_page: Open, tmp_path: Path) -> None:
    run = small(tmp_path / "run", until=200)
    page = open_page(run.path)
    finished = []
    page.finish_requested.connect(lambda: finished.append(1))
    click(qtbot, page.strip.finish_button)
    assert "step 200 of" in page.question.heading.text() and "cannot go on" in page.question.about.text()
    qtbot.keyClick(page.question, Qt.Key.Key_Return)  # a hasty Enter gives up
    assert not finished and not page.question.isVisible()
    click(qtbot, page.strip.finish_button)
    run.tell("finished", step=200)
    until(qtbot, lambda: not page.run.can_finish)
    page.question.act_button.click()
    assert not finished  # it has ended by itself meanwhile


def test_a_run_that_was_cut_off_before_its_first_checkpoint_can_begin_again(
    qtbot: QtBot, open_page: Open, tmp_path: Path
) -> None:
    run = FakeRun(tmp_path / "run")
    run.forsake()
    page = open_page(run.path)
    assert not page.strip.finish_button.isEnabled()  # there is nothing to make a model from
    with qtbot.waitSignal(page.resume_requested):
        click(qtbot, page.strip.resume_button)


def test_pausing_says_so_until_the_run_has_paused(qtbot: QtBot, open_page: Open, tmp_path: Path) -> None:
    run = small(tmp_path / "run", until=200)
    page = open_page(run.path)
    click(qtbot, page.strip.pause_button)
    assert page.strip.advice.text().startswith("Pausing")
    run.tell("paused", step=200)
    until(qtbot, lambda: page.strip.resume_button.isVisible())
    assert not page.strip.advice.text().startswith("Pausing")


def test_resuming_says_so_until_the_run_goes_on(qtbot: QtBot, open_page: Open, tmp_path: Path) -> None:
    run = small(tmp_path / "run", until=200)
    run.tell("paused", step=200)
    page = open_page(run.path)
    until(qtbot, lambda: page.strip.resume_button.isEnabled())
    page.run.ask("resume")
    assert page.strip.advice.text().startswith("It is being started again")
    assert not page.strip.resume_button.isEnabled() and page.strip.finish_button.isEnabled() == page.run.can_finish
    run.tell("running", step=200)
    until(qtbot, lambda: page.strip.pause_button.isVisible())
    assert not page.strip.advice.text().startswith("It is being")


def test_a_damaged_snapshot_is_said_and_the_page_goes_on(qtbot: QtBot, open_page: Open, tmp_path: Path) -> None:
    run = small(tmp_path / "run")
    run.folder.snapshot(400).write_bytes(b"nothing of the kind")
    page = open_page(run.path)
    page.selection.update(layer=1, head=2)
    click(qtbot, page.player.button(Sign.BACK))
    until(qtbot, lambda: bool(page.run.heads_problem))
    assert str(run.folder.snapshot(400)) in page.no_heads.text()
    assert page.no_heads.isVisible() and not page.overview.isVisible()
    click(qtbot, page.player.button(Sign.BACK))
    until(qtbot, lambda: settled(page))
    assert page.overview.isVisible()
    assert (page.selection.now.layer, page.selection.now.head) == (1, 2)


def test_an_evaluation_whose_heads_come_after_its_translations(qtbot: QtBot, open_page: Open, tmp_path: Path) -> None:
    run = small(tmp_path / "run", until=200)
    run.evaluate(400, snapshot=False)
    page = open_page(run.path)
    assert page.run.moment == 400 and page.no_heads.isVisible()
    run.evaluate(400)
    until(qtbot, lambda: page.run.has_heads and settled(page))
    assert page.overview.isVisible()


def test_what_is_no_run_is_one_sentence_and_another_can_be_opened(
    qtbot: QtBot, open_page: Open, tmp_path: Path
) -> None:
    page = open_page(tmp_path)
    assert "no run folder" in page.notice.text.text()
    page.open_run(small(tmp_path / "run").path)
    until(qtbot, lambda: page.run.begun and settled(page))
    assert page.middle.currentWidget() is page.body
    page.open_run(tmp_path)
    assert page.middle.currentWidget() is page.notice
    assert page.session.trace is None


def test_curves_hold_every_value_and_tell_it(qtbot: QtBot, open_page: Open, tmp_path: Path) -> None:
    run = FakeRun(tmp_path / "run", layers=1, heads=1, steps=1_000_000)
    lines = run.log_many(range(10, 1_000_001, 10))
    run.evaluate(500_000)
    run.tell("running", step=1_000_000)
    page = open_page(run.path)
    x, y = page.curves.series("nll")
    assert np.array_equal(x, [line["step"] for line in lines])
    assert np.array_equal(y, [line["nll"] for line in lines])
    drawn = page.curves.curve("nll").getData()
    assert 100 < len(drawn[0]) < 10_000  # no more than can be told apart
    assert (drawn[1].min(), drawn[1].max()) == (y.min(), y.max())
    line = lines[49_999]
    assert f"{line['nll']:.3f}" in page.curves.text_at(500_003) and "500,000" in page.curves.text_at(500_003)
    table = page.show_numbers()
    assert table.model.rowCount() == 100_000
    assert table.model.value(49_999, 3) == line["nll"]
    assert table.model.text(49_999, 12).endswith("%") and table.model.text(0, 12) == ""
    table.close()


def test_pointing_tells_and_clicking_selects(qtbot: QtBot, open_page: Open, tmp_path: Path) -> None:
    page = open_page(small(tmp_path / "run").path)
    curves = page.curves
    steps, values = curves.series("nll")
    there = QPointF(210.0, values[steps == 210][0])
    point = curves.mapFromScene(curves.curve("nll").mapToScene(there))
    qtbot.mouseMove(curves.viewport(), point)
    until(qtbot, lambda: page.values.text().startswith("step 210"))
    qtbot.mouseClick(curves.viewport(), Qt.MouseButton.LeftButton, pos=point)
    until(qtbot, lambda: page.run.moment == 200)


def test_the_table_is_copied_and_grows(qtbot: QtBot, open_page: Open, tmp_path: Path) -> None:
    run = small(tmp_path / "run", until=200)
    page = open_page(run.path)
    click(qtbot, page.table_button)
    table = next(widget for widget in QApplication.topLevelWidgets() if type(widget).__name__ == "TrainingTable")
    run.log(210, nll=2.5)
    until(qtbot, lambda: table.model.rowCount() == 21)
    click(qtbot, table.copy_button)
    copied = QApplication.clipboard().text().splitlines()
    assert len(copied) == 22 and copied[0].startswith("step\tepoch")
    assert copied[-1].split("\t")[3] == "2.5000"
    table.close()


def test_a_theme_reaches_everything(qtbot: QtBot, open_page: Open, tmp_path: Path) -> None:
    page = open_page(small(tmp_path / "run").path)
    light = page.curves.grab().toImage().pixelColor(3, 3).name()
    look.use(DARK)
    QApplication.processEvents()
    assert light == LIGHT.panel.lower()
    assert page.curves.grab().toImage().pixelColor(3, 3).name() == DARK.panel.lower()
    assert page.curves.curve("nll").opts["pen"].color().name() == DARK.cross.lower()


def test_everything_that_takes_the_keyboard_has_a_name(open_page: Open, tmp_path: Path) -> None:
    page = open_page(small(tmp_path / "run").path)
    buttons = page.findChildren(QAbstractButton)
    nameless = [b for b in buttons if b.isVisible() and b.focusPolicy() and not (b.accessibleName() or b.text())]
    assert not [b for b in nameless if type(b).__name__ != "QAbstractButton"]  # the table's own corner
    for view in (page.player.slider, page.sentence.picker, page.overview.map, page.head.map, page.samples.view):
        assert view.accessibleName()


@pytest.mark.parametrize("asked", ["pause_button", "finish_button"])
def test_a_folder_that_disappears_is_said_and_nothing_can_be_asked(
    qtbot: QtBot, open_page: Open, tmp_path: Path, asked: str
) -> None:
    run = small(tmp_path / "run", until=200)
    page = open_page(run.path)
    strip = page.strip
    click(qtbot, getattr(strip, asked))
    if page.question is not None:
        page.question.act_button.click()
    run.path.rename(tmp_path / "elsewhere")
    until(qtbot, lambda: "gone" in strip.state.text())
    assert strip.advice.text() == "The folder has gone; open it where it is now, or start a new training."
    buttons = (strip.pause_button, strip.finish_button, strip.resume_button, strip.translate_button)
    assert not any(button.isEnabled() for button in buttons)
    assert "200" in strip.progress.text() and page.run.moments == (200,)  # what was read stays
    (tmp_path / "elsewhere").rename(run.path)
    until(qtbot, lambda: strip.pause_button.isEnabled())
    assert not strip.advice.text()


def test_it_says_what_the_heads_are_along(qtbot: QtBot, open_page: Open, tmp_path: Path) -> None:
    run = small(tmp_path / "run", until=200)
    page = open_page(run.path)
    assert page.sentence.along.isVisible() and "reference" in page.sentence.along.text()
    assert "same cell" in page.sentence.along.toolTip()
    bare = FakeRun(tmp_path / "bare", layers=1, heads=1)
    bare.evaluate(200, snapshot=False)
    page.open_run(bare.path)
    until(qtbot, lambda: page.run.moment == 200)
    assert not page.sentence.along.isVisible()


# From linear red, green and blue to what is seen (Machado, Oliveira and Fernandes 2009).
EYES = {
    "every cone": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": ((0.152, 1.053, -0.205), (0.115, 0.786, 0.099), (-0.004, -0.048, 1.052)),
    "deuteranopia": ((0.367, 0.861, -0.228), (0.280, 0.673, 0.047), (-0.012, 0.043, 0.969)),
    "tritanopia": ((1.256, -0.077, -0.179), (-0.078, 0.931, 0.148), (0.005, 0.691, 0.304)),
}
TO_XYZ = ((0.4339, 0.3762, 0.1899), (0.2126, 0.7152, 0.0722), (0.0177, 0.1095, 0.8728))  # each over its white


def seen(color: QColor, eye: str) -> np.ndarray:
    """A colour as this eye sees it, in CIELAB."""
    shares = np.array(color.getRgbF()[:3])
    linear = np.where(shares <= 0.04045, shares / 12.92, ((shares + 0.055) / 1.055) ** 2.4)
    xyz = np.array(TO_XYZ) @ np.clip(np.array(EYES[eye]) @ linear, 0, 1)
    x, y, z = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


@pytest.mark.parametrize("eye", EYES)
@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_the_four_numbers_have_the_colours_of_their_curves_and_every_eye_tells_them_apart(
    open_page: Open, tmp_path: Path, theme: Theme, eye: str
) -> None:
    page = open_page(small(tmp_path / "run").path)
    look.use(theme)
    curves = [page.curves.curve(key).opts["pen"].color() for key in ("nll", "valid", "bleu", "exact")]
    assert [color.name() for color in page.numbers.colors()] == [color.name() for color in curves]
    for one, other in combinations(curves, 2):
        assert np.linalg.norm(seen(one, eye) - seen(other, eye)) > 20, (one.name(), other.name())


def test_the_rows_of_a_map_are_named_in_whole_words(qtbot: QtBot, open_page: Open, tmp_path: Path) -> None:
    page = open_page(make_run(tmp_path / "run", until=200).path)
    page.selection.update(group=DECODER_SELF, layer=5, head=7)
    QApplication.processEvents()
    rows = page.head.rows
    assert rows.isVisible() and rows.shown and "…" not in rows.shown
    assert rows.toolTip() == "rows: input piece → predicts next"


def test_the_question_at_closing_is_of_one_or_of_several(qtbot: QtBot) -> None:
    said: list[str] = []
    for names in (["aa"], ["aa", "bb"]):
        question = ClosingQuestion(names)
        question.open()
        parts = [*question.findChildren(QLabel), *question.findChildren(QPushButton)]
        said.append(" ".join(part.text() for part in parts))
        qtbot.keyClick(question, Qt.Key.Key_Escape)
    one, several = said
    assert "\u201caa\u201d is being trained" in one and one.split()[-1] == "on"
    assert "\u201caa\u201d, \u201cbb\u201d are being trained" in several and "Pause the trainings" in several
    assert not {"It", "it"} & set(several.split())


@pytest.mark.parametrize("code", ["en", "ko"])
def test_the_smallest_window_has_room_for_long_advice(qtbot: QtBot, open_page: Open, tmp_path: Path, code: str) -> None:
    run = small(tmp_path / "run", until=200)
    reason, notice = "The disk is full; free some space and resume.", "The batch was halved twice. " * 8
    run.tell("failed", step=200, reason=reason, notices=[notice])
    speak(code)
    try:
        page = open_page(run.path)
        qtbot.waitUntil(lambda: page.strip.advice.height() > 1.5 * page.strip.advice.fontMetrics().height())
        page.resize(SMALLEST)
        until(qtbot, lambda: page.size() == SMALLEST)
        assert page.head.map.visibleRegion().boundingRect() == page.head.map.rect()
    finally:
        speak("en")


def test_the_numbers_are_saved_with_all_their_digits(
    qtbot: QtBot, open_page: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = open_page(small(tmp_path / "run", until=200).path)
    table = page.show_numbers()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "run 1.2"), ""))
    click(qtbot, table.save_button)
    content = (tmp_path / "run 1.2.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    lines = content.decode("utf-8-sig").splitlines()
    assert lines[0].startswith("step,epoch,") and len(lines) == table.model.rowCount() + 1
    last = table.model.rowCount() - 1
    loss = table.model.value(last, 3)
    assert loss is not None and float(lines[-1].split(",")[3]) == pytest.approx(loss, rel=1e-8)
    table.save_csv(tmp_path / "run 1.2.csv" / "inside.csv")
    assert "cannot be written" in table.note.text()
    table.close()
