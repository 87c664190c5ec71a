"""What a run says that it is doing, in the person's language."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, QLocale, QTranslator
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.jobs.run_reader import RunReader
from gui.state.run import LOGGED, Logged, Reading, Run
from gui.views.training.notice import TrainingNotice
from gui.views.training.words import advice_text, doing_text, moment_text, progress_text
from model.training.run_folder import RunFolder
from model.values.run_status import RunStatus
from model.values.training_events import Evaluation
from tests.model.corpora import toy_recipe, train


class Shouting(QTranslator):
    """A language that is easily learnt."""

    def translate(self, _context: str, text: str, *_: Any) -> str:
        return text.upper()


@pytest.fixture
def shouted(qapp: QApplication) -> Iterator[None]:
    language = Shouting()
    QCoreApplication.installTranslator(language)
    yield
    QCoreApplication.removeTranslator(language)


def preparing(doing: str) -> Run:
    run = Run()
    run.open(Path("run"))
    run.update(Reading(RunStatus("preparing", doing=doing, share=0.25, alive=True)))
    return run


@pytest.mark.usefixtures("shouted")
def test_what_is_known_is_translated_and_the_rest_stays(qtbot: QtBot) -> None:
    run = preparing("learning the vocabulary")
    assert progress_text(run, QLocale.c()) == "LEARNING THE VOCABULARY · 25 %"
    notice = TrainingNotice(run)
    qtbot.addWidget(notice)
    assert notice.heading.text() == "LEARNING THE VOCABULARY, 25 % DONE"
    assert progress_text(preparing("feeding the cat"), QLocale.c()) == "feeding the cat · 25 %"


def test_no_time_is_left_where_no_step_is(qapp: QApplication) -> None:
    row = [139.0, *(float("nan") for _ in LOGGED[1:])]
    row[LOGGED.index("seconds_left")] = 21.0
    logged = Logged(np.array([row]))
    run = Run()
    run.update(Reading(RunStatus("running", step=139, steps=300, doing="training", alive=True), logged))
    assert progress_text(run, QLocale.c()) == "step 139 of 300 · about 21 s left"
    run.update(Reading(RunStatus("running", step=139, steps=300, doing="measuring the model", alive=True), logged))
    assert progress_text(run, QLocale.c()) == "step 139 of 300 · measuring the model"


@pytest.mark.usefixtures("shouted", "one_thread")
@pytest.mark.parametrize("builtin", ["", "en-de"])
def test_whatever_a_training_says_is_known(builtin: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said: set[str] = set()
    tell = RunFolder.tell

    def listening(folder: RunFolder, status: RunStatus) -> None:
        said.add(status.doing)
        tell(folder, status)

    monkeypatch.setattr(RunFolder, "tell", listening)
    monkeypatch.setenv("TRANSLUCENT_CACHE", str(tmp_path / "cache"))  # or another test has encoded these pairs already
    files = {"train": "", "valid": "", "builtin": builtin, "builtin_pairs": 60, "valid_pairs": 20} if builtin else {}
    train(toy_recipe(tmp_path, steps=1, bleu_sentences=1, **files), tmp_path / "run")
    assert {"starting", "encoding", "training", "evaluating", "measuring the model"} <= said
    assert [doing for doing in said if doing_text(doing) != doing.upper()] == []


def test_a_finished_run_has_one_score_that_of_the_saved_model(qapp: QApplication, tmp_path: Path) -> None:
    """The last evaluation's BLEU is of other weights and of fewer sentences: it does not stand beside the model."""
    path = tmp_path / "run"
    finished = train(toy_recipe(tmp_path), path)[-1]
    run, reader = Run(), RunReader(path)
    reading = reader.look()
    assert reading is not None and reading.result == finished
    run.open(path)
    run.update(reading)
    said = advice_text(run, QLocale.c())
    assert f"The best model ({finished.weights}) is in {path / 'bundle'}." in said
    assert said.endswith(f"BLEU {finished.bleu:.1f} and chrF2 {finished.chrf:.1f} on all 20 validation pairs.")
    assert said.count("BLEU") == 1


def test_a_moment_tells_what_its_numbers_are_of(qapp: QApplication) -> None:
    run = Run()
    run.open(Path("run"))
    evaluation = Evaluation(6, nll=1.0, perplexity=2.7183, bleu=5.0)
    run.update(Reading(RunStatus("running", alive=True), evaluations=(evaluation,), snapshot_steps=(0, 1, 6)))
    told = []
    for moment in run.moments:
        run.select(moment)
        told.append(moment_text(run, QLocale.c()))
    assert told == ["step 0, before the first update", "step 1", "step 6 · validation: BLEU 5.0 · perplexity 2.72"]
