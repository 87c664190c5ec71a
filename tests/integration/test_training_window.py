"""Training in the window with real events: start, pause, resume, finish, open again, close while it runs.

The processes are real, but count steps instead of training (tests/gui/fake_trainer.py): no test waits for torch.
"""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from shiboken6 import isValid

import gui.pages.training_controller
from gui.app import close, make_application
from gui.jobs.run_process import end_start, start_training
from gui.jobs.run_watch import look_at
from gui.state.session import Activity
from gui.state.settings import Settings, load_settings, save_settings
from gui.views.panels.closing_question import ClosingQuestion
from gui.views.panels.examples import EXAMPLES
from gui.views.panels.page_switch import Page
from gui.window.main_window import MainWindow
from gui.window.view_state import view_states
from model.files import write_text
from model.training.run_folder import RunFolder
from model.values.run_status import RunStatus
from tests.gui.runs import make_run
from tests.integration.toy_window import TEXT, load, wait

FAKE = Path(__file__).parents[1] / "gui" / "fake_trainer.py"
LEFT, CONTROL = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier
MANY = 10**6  # steps: for ever


@pytest.fixture
def runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The place of the run folders; whatever still trains there is ended after the test."""
    place = tmp_path / "runs"
    monkeypatch.setattr("gui.jobs.run_process.MAIN", FAKE)
    monkeypatch.setattr(gui.pages.training_controller, "default_place", lambda: place)
    yield place
    for path in place.glob("*"):
        folder = RunFolder(path)
        if folder.exists and look_at(path).here and folder.status().process != os.getpid():
            end_start(folder.status().process)
            ends = time.monotonic() + 30
            while look_at(path).here and time.monotonic() < ends:
                time.sleep(0.02)


@pytest.fixture
def open_window(qtbot, runs) -> Iterator[Callable[..., MainWindow]]:
    make_application(["test"])
    windows: list[MainWindow] = []

    def make(settings: Settings | None = None) -> MainWindow:
        window = MainWindow(load, settings or Settings(text=TEXT, model="toy"))
        windows.append(window)
        with qtbot.waitActive(window):  # shortcuts belong to the active window
            window.show()
            window.activateWindow()
        return window

    yield make
    for window in windows:
        if isValid(window):
            close(window)


def start(qtbot, window: MainWindow, steps: int = MANY, name: str = "mine") -> RunFolder:
    """As a person does: the page, *New training*, a name, *Start*."""
    window.training.new_training()
    dialog = window.training.dialog
    assert dialog is not None
    dialog.model.steps.setValue(steps)
    dialog.place.name.selectAll()
    qtbot.keyClicks(dialog.place.name, name)
    folder = dialog.place.folder()
    qtbot.mouseClick(dialog.start_button, LEFT)
    wait(qtbot, lambda: not dialog.starting)
    return RunFolder(folder)


def strip(window: MainWindow):
    return window.training.make_page().strip


def state(folder: RunFolder) -> str:
    return folder.status().state


def test_the_switch_by_mouse_and_keyboard(open_window, qtbot):
    window = open_window()
    assert window.pages.currentWidget() is window.translation
    qtbot.mouseClick(window.header.switch.train_button, LEFT)
    assert window.pages.currentWidget() is window.training.make_page()
    assert window.header.runs.isVisible() and not window.header.models.isVisible()
    qtbot.keyClick(window, Qt.Key.Key_1, CONTROL)
    assert window.pages.currentWidget() is window.translation and window.header.models.isVisible()
    qtbot.keyClick(window, Qt.Key.Key_2, CONTROL)
    assert window.header.switch.page is Page.TRAIN


def test_the_keys_of_a_run_work_as_soon_as_its_page_is_there(open_window, qtbot, tmp_path):
    run = make_run(tmp_path / "run", until=400, layers=2, heads=3)
    window = open_window()
    window.training.open_run(run.path)
    page = window.training.make_page()
    wait(qtbot, lambda: page.run.heads_step is not None)
    group = page.selection.now.group
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_1)
    assert page.selection.now.group is not group
    moment = page.run.moment
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Home)
    assert page.run.moment != moment


def in_korean(window: MainWindow, open_window, qtbot) -> MainWindow:
    """As gui.app does it when the language is chosen."""
    states = view_states(window)
    qtbot.mouseClick(window.status.language_button, LEFT)
    again = open_window(window.settings)
    states[-1].restore(again)
    return again


def test_the_same_moment_is_looked_at_in_another_language(open_window, qtbot, tmp_path):
    run = make_run(tmp_path / "run", until=600, layers=2, heads=3)
    window = open_window()
    window.training.open_run(run.path)
    page = window.training.make_page()
    wait(qtbot, lambda: page.run.heads_step is not None)
    page.run.select(page.run.moments[0])
    page.run.select_probe(1)
    wait(qtbot, lambda: page.run.heads_step == page.run.moments[0])
    page.selection.update(layer=1, head=2)
    again = in_korean(window, open_window, qtbot).training.make_page()
    wait(qtbot, lambda: again.run.heads_step is not None)
    assert (again.run.moment, again.run.probe) == (page.run.moments[0], 1)
    assert (again.selection.now.layer, again.selection.now.head) == (1, 2)


def test_a_training_that_just_starts_is_not_lost_in_another_language(open_window, qtbot, runs):
    window = open_window()
    window.training.new_training()
    dialog = window.training.dialog
    dialog.model.steps.setValue(MANY)
    folder = RunFolder(dialog.place.folder())
    qtbot.mouseClick(dialog.start_button, LEFT)
    assert window.training.starts
    dialog.reject()
    again = in_korean(window, open_window, qtbot)
    wait(qtbot, lambda: again.training.current == folder.path and again.training.active == [folder.path])
    wait(qtbot, lambda: state(folder) == "running" and strip(again).pause_button.isEnabled())


def test_resuming_says_so_and_a_lost_configuration_is_named(open_window, qtbot):
    window = open_window()
    folder = start(qtbot, window)
    wait(qtbot, lambda: bool(window.training.active) and state(folder) == "running")
    folder.ask("pause")
    wait(qtbot, lambda: strip(window).resume_button.isVisible() and not window.training.active)
    config = folder.config.read_bytes()
    folder.config.unlink()
    qtbot.mouseClick(strip(window).resume_button, LEFT)
    assert "has lost its config.toml" in window.session.message
    assert strip(window).resume_button.isEnabled()
    folder.config.write_bytes(config)
    qtbot.mouseClick(strip(window).resume_button, LEFT)
    assert window.training.make_page().run.asked == "resume" and not strip(window).resume_button.isEnabled()
    wait(qtbot, lambda: state(folder) == "running" and strip(window).pause_button.isVisible())


def finish(qtbot, window):
    qtbot.mouseClick(strip(window).finish_button, LEFT)
    window.training.page.question.act_button.click()


def test_start_pause_resume_finish_and_open_again(open_window, qtbot, runs):
    window = open_window()
    qtbot.mouseClick(window.header.switch.train_button, LEFT)
    folder = start(qtbot, window)
    assert folder.path == runs / "mine" and window.training.current == folder.path
    assert not window.training.dialog.isVisible()
    wait(qtbot, lambda: strip(window).pause_button.isVisible() and strip(window).pause_button.isEnabled())
    wait(qtbot, lambda: window.header.switch.train_button.text().startswith("●"))
    qtbot.mouseClick(strip(window).pause_button, LEFT)
    wait(qtbot, lambda: state(folder) == "paused" and not window.training.active)
    assert window.header.switch.train_button.text() == "Train"
    paused = folder.status().step
    wait(qtbot, lambda: strip(window).resume_button.isVisible() and strip(window).resume_button.isEnabled())
    qtbot.mouseClick(strip(window).resume_button, LEFT)
    wait(qtbot, lambda: state(folder) == "running" and bool(window.training.active))
    assert folder.status().step >= paused
    wait(qtbot, lambda: strip(window).finish_button.isEnabled())
    finish(qtbot, window)
    wait(qtbot, lambda: state(folder) == "finished" and not window.training.active)
    wait(qtbot, lambda: "finished" in window.session.message)
    close(window)
    settings, _ = load_settings()
    assert settings.runs == [str(folder.path)]
    again = open_window(settings)
    wait(qtbot, lambda: again.header.runs.findText("mine") >= 0)
    qtbot.keyClick(again, Qt.Key.Key_2, CONTROL)
    again.header.runs.setFocus()
    qtbot.keyClick(again.header.runs, Qt.Key.Key_Down)
    assert again.training.current == folder.path


def test_a_paused_run_is_stopped_and_kept_without_training_on(open_window, qtbot):
    window = open_window()
    folder = start(qtbot, window)
    folder.ask("pause")
    wait(qtbot, lambda: strip(window).resume_button.isVisible() and strip(window).finish_button.isEnabled())
    paused = folder.status().step
    finish(qtbot, window)
    assert strip(window).finish_button.isEnabled() and not folder.wish()  # nobody is there to hear a wish
    wait(qtbot, lambda: "is finished" in window.session.message and not window.training.active)
    assert (state(folder), folder.status().step) == ("finished", paused)
    wait(qtbot, lambda: not strip(window).finish_button.isEnabled())


def test_a_run_that_is_just_being_resumed_is_asked_to_finish(open_window, qtbot):
    window = open_window()
    folder = start(qtbot, window)
    folder.ask("pause")
    wait(qtbot, lambda: strip(window).resume_button.isVisible() and strip(window).finish_button.isEnabled())
    qtbot.mouseClick(strip(window).resume_button, LEFT)
    finish(qtbot, window)
    wait(qtbot, lambda: state(folder) == "finished" and not window.training.active)


def test_a_paused_run_that_cannot_be_finished_says_why(open_window, qtbot):
    window = open_window()
    folder = start(qtbot, window)
    folder.ask("pause")
    wait(qtbot, lambda: strip(window).resume_button.isVisible() and strip(window).finish_button.isEnabled())
    folder.config.write_text(folder.config.read_text().replace('name = "mine"', 'name = "dies"'))
    finish(qtbot, window)
    wait(qtbot, lambda: "No module named 'torch'." in window.session.message)
    assert "A model is made" not in strip(window).advice.text() and strip(window).finish_button.isEnabled()


def test_the_translate_page_works_while_a_training_runs(open_window, qtbot):
    window = open_window()
    window.start()
    start(qtbot, window)
    qtbot.keyClick(window, Qt.Key.Key_1, CONTROL)
    window.source.set_text("it.")
    wait(qtbot, lambda: window.session.activity is Activity.IDLE)
    window.translate()
    wait(qtbot, lambda: window.session.finished and window.session.trace.source_text == "it.")
    assert window.training.active


def test_translate_with_it_loads_the_run(open_window, qtbot):
    window = open_window()
    folder = start(qtbot, window)
    folder.ask("pause")
    wait(qtbot, lambda: strip(window).translate_button.isEnabled())
    qtbot.mouseClick(strip(window).translate_button, LEFT)
    assert window.pages.currentWidget() is window.translation
    wait(qtbot, lambda: window.header.models.currentText() == "mine")


@pytest.mark.parametrize(
    ("before", "after"), [(EXAMPLES[0].text, "What the run knows."), ("I typed this.", "I typed this.")]
)
def test_a_run_translates_a_sentence_of_its_own_in_place_of_an_example(open_window, qtbot, tmp_path, before, after):
    window = open_window(Settings(text=before, model="toy"))
    window.training.translate_requested.emit(str(tmp_path), "What the run knows.")
    assert window.source.text == after
    window.source.edit.undo()
    assert window.source.text == before
    window.session.set_message("")


def test_a_start_that_dies_is_said_in_the_dialog_and_leaves_nothing(open_window, qtbot):
    window = open_window()
    folder = start(qtbot, window, name="dies")
    dialog = window.training.dialog
    assert dialog.isVisible() and "No module named 'torch'." in dialog.message.text()
    assert not folder.path.exists() and dialog.start_button.isEnabled()
    dialog.reject()


def test_an_unwritable_place_is_said_in_the_dialog(open_window, qtbot, tmp_path):
    (tmp_path / "file").write_text("")
    window = open_window()
    window.training.new_training()
    dialog = window.training.dialog
    dialog.place.place.set_path(str(tmp_path / "file"))
    qtbot.mouseClick(dialog.start_button, LEFT)
    assert "cannot be written" in dialog.message.text() and dialog.message.property("error")
    dialog.reject()


def test_a_killed_training_is_said_on_every_page(open_window, qtbot):
    window = open_window()
    folder = start(qtbot, window)
    wait(qtbot, lambda: state(folder) == "running" and bool(window.training.active))
    (folder.path / "die").touch()
    wait(qtbot, lambda: "Out of luck." in window.session.message)
    assert window.session.message_is_error and not window.training.active


def test_what_is_no_run_is_refused_and_the_open_one_stays(open_window, qtbot, tmp_path):
    window = open_window()
    assert not window.training.open_run(tmp_path)
    assert "no run folder" in window.session.message and window.training.current is None


def test_a_run_of_another_machine_is_opened_and_not_taken_for_ours(open_window, qtbot, runs):
    folder = RunFolder(runs / "theirs")
    write_text(folder.config, "")
    folder.tell(RunStatus("running", 5, 10))
    status = folder.path / "status.json"
    status.write_text(status.read_text().replace('"host": "', '"host": "not-'))
    window = open_window()
    assert window.training.open_run(folder.path)
    wait(qtbot, lambda: window.header.runs.currentText() == "theirs")
    assert not window.training.active
    window.close()
    assert not window.isVisible()  # nothing to ask


def test_missing_runs_are_not_offered_but_not_forgotten(open_window, qtbot, runs):
    folder = RunFolder(runs / "there")
    write_text(folder.config, "")
    folder.tell(RunStatus("finished", 10, 10))
    settings = Settings(text=TEXT, model="toy", runs=[str(runs / "gone"), str(folder.path)])
    window = open_window(settings)
    wait(qtbot, lambda: window.header.runs.findText("there") >= 0)
    assert window.header.runs.findText("gone") < 0
    close(window)
    assert load_settings()[0].runs == settings.runs


# Closing while a training runs


def question(window: MainWindow) -> ClosingQuestion | None:
    found = [child for child in window.findChildren(ClosingQuestion) if child.isVisible()]
    return found[0] if found else None


def closing(qtbot, window: MainWindow) -> ClosingQuestion:
    wait(qtbot, lambda: bool(window.training.active))
    window.close()
    asked = question(window)
    assert asked is not None and window.isVisible()
    wait(qtbot, asked.isActiveWindow)
    return asked


def test_cancel_keeps_the_window(open_window, qtbot):
    window = open_window()
    start(qtbot, window)
    asked = closing(qtbot, window)
    qtbot.keyClick(asked, Qt.Key.Key_Escape)
    assert window.isVisible() and window.training.active


def test_the_training_goes_on_and_the_next_start_finds_it(open_window, qtbot):
    window = open_window()
    folder = start(qtbot, window)
    qtbot.keyClick(closing(qtbot, window), Qt.Key.Key_Return)
    assert not window.isVisible()
    assert folder.alive(folder.status())
    again = open_window(load_settings()[0])
    wait(qtbot, lambda: again.header.switch.train_button.text().startswith("●"))
    assert again.training.current == folder.path
    qtbot.mouseClick(again.header.switch.train_button, LEFT)
    wait(qtbot, lambda: strip(again).pause_button.isEnabled())


def test_the_training_pauses_with_the_window(open_window, qtbot):
    window = open_window()
    folder = start(qtbot, window)
    wait(qtbot, lambda: state(folder) == "running")
    asked = closing(qtbot, window)
    qtbot.mouseClick(asked.pause_button, LEFT)
    assert not window.isVisible()
    wait(qtbot, lambda: state(folder) == "paused")


def test_nothing_is_asked_where_nothing_is_remembered(open_window, qtbot):
    window = open_window()
    start(qtbot, window)
    wait(qtbot, lambda: bool(window.training.active))
    window.remember = False
    window.close()
    assert not window.isVisible()


def test_the_question_is_asked_of_a_training_that_was_started_elsewhere(open_window, qtbot, runs):
    folder = RunFolder(runs / "by-hand")
    write_text(folder.config, f'name = "x"\n[training]\nsteps = {MANY}\n')
    start_training(folder, resume=False)
    wait(qtbot, lambda: folder.exists)
    window = open_window()
    assert window.training.open_run(folder.path)
    asked = closing(qtbot, window)
    assert "by-hand" in " ".join(label.text() for label in asked.findChildren(QLabel))
    reached = set()
    for _ in range(6):
        reached.add(getattr(QApplication.focusWidget(), "text", str)())
        qtbot.keyClick(asked, Qt.Key.Key_Tab)
    assert {button.text() for button in asked.findChildren(QPushButton)} <= reached
    asked.reject()


# The window ends without being closed


def test_a_run_is_remembered_as_soon_as_it_is_started_and_nothing_else_is_saved(open_window, qtbot, runs):
    save_settings(Settings(text="kept", live=True))
    window = open_window()
    window.source.set_text("not saved before the window closes")
    folder = start(qtbot, window)
    settings, _ = load_settings()
    assert (settings.runs, settings.text, settings.live) == ([str(folder.path)], "kept", True)


def test_a_run_is_remembered_as_soon_as_it_is_opened(open_window, runs):
    folder = RunFolder(runs / "there")
    write_text(folder.config, "")
    folder.tell(RunStatus("finished", 10, 10))
    window = open_window()
    window.remember = False
    window.training.open_run(folder.path)
    assert load_settings()[0].runs == []
    window.remember = True
    window.training.open_run(folder.path)
    assert load_settings()[0].runs == [str(folder.path)]


def test_a_start_that_comes_to_nothing_is_not_remembered(open_window, qtbot):
    window = open_window()
    start(qtbot, window, name="dies")
    assert window.training.dialog.isVisible() and load_settings()[0].runs == []


@pytest.mark.parametrize("remember", [True, False])
def test_a_training_nobody_remembers_is_found_where_new_ones_are_made(open_window, qtbot, runs, remember):
    folder = RunFolder(runs / "orphan")
    write_text(folder.config, f'name = "x"\n[training]\nsteps = {MANY}\n')
    over = RunFolder(runs / "over")
    write_text(over.config, "")
    over.tell(RunStatus("finished", 10, 10))
    start_training(folder, resume=False)
    wait(qtbot, lambda: folder.exists)
    window = open_window()
    window.remember = remember
    window.start()
    if remember:
        wait(qtbot, lambda: window.training.current == folder.path)
        wait(qtbot, lambda: window.header.switch.train_button.text().startswith("●"))
        assert load_settings()[0].runs == [str(folder.path)]
    else:  # a screenshot shows nobody's training
        wait(qtbot, lambda: window.session.finished and window.session.activity is Activity.IDLE)
        assert window.training.current is None and not window.training.active


# What is said of a run's end


def test_the_end_is_taken_back_when_the_run_goes_on(open_window, qtbot):
    window = open_window()
    folder = start(qtbot, window)
    wait(qtbot, lambda: state(folder) == "running" and bool(window.training.active))
    (folder.path / "die").touch()
    wait(qtbot, lambda: "cut off" in window.session.message)
    (folder.path / "die").unlink()
    wait(qtbot, lambda: strip(window).resume_button.isEnabled())
    qtbot.mouseClick(strip(window).resume_button, LEFT)
    wait(qtbot, lambda: bool(window.training.active))
    assert window.session.message == ""
    wait(qtbot, lambda: look_at(folder.path).here)  # it has told who it is, so that it can be ended


def test_the_end_is_taken_back_when_it_is_resumed_from_a_terminal(open_window, qtbot):
    window = open_window()
    folder = start(qtbot, window)
    wait(qtbot, lambda: state(folder) == "running" and bool(window.training.active))
    (folder.path / "die").touch()
    wait(qtbot, lambda: "cut off" in window.session.message)
    (folder.path / "die").unlink()
    start_training(folder, resume=True)
    wait(qtbot, lambda: bool(window.training.active))
    assert window.session.message == ""


def test_a_killed_training_ended_without_a_word(open_window, qtbot):
    window = open_window()
    folder = start(qtbot, window)
    wait(qtbot, lambda: state(folder) == "running" and bool(window.training.active))
    with folder.log.open("a") as log:
        log.write("step 40/1,200  epoch 1  loss 5.1  3 min left\n")
    os.kill(folder.status().process, signal.SIGKILL)
    wait(qtbot, lambda: "cut off" in window.session.message)
    assert "ended without an error message" in window.session.message and "step 40" not in window.session.message


def test_the_status_line_speaks_of_the_page_that_is_shown(open_window, qtbot, tmp_path):
    window = open_window()
    window.start()
    wait(qtbot, window.status.recorded.isVisible)
    qtbot.keyClick(window, Qt.Key.Key_2, CONTROL)
    assert not window.status.recorded.isVisible() and not window.status.hint.isVisible()
    window.training.open_run(make_run(tmp_path / "seen", until=200, layers=1, heads=1).path)
    wait(qtbot, lambda: "Space plays the training" in window.status.hint.text() and window.status.hint.isVisible())
    qtbot.keyClick(window, Qt.Key.Key_1, CONTROL)
    assert window.status.recorded.isVisible() and "hover" in window.status.hint.text()
