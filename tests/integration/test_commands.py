"""The command line as a person types it, on a toy model: translate, train, evaluate, screenshot, window."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file

import main
from gui.commands.screenshot import save
from gui.views.inside.lines.view import LinesView
from model.bundle.bundle import load_bundle, save_bundle
from model.values.trace_file import load_trace
from tests.model.toy_bundle import TEXTS, make_bundle

ROOT = Path(main.__file__).parent


@pytest.fixture(scope="module")
def toy(tmp_path_factory) -> str:
    folder = tmp_path_factory.mktemp("models") / "toy"
    save_bundle(make_bundle(max_positions=24), folder)
    return str(folder)


def run(capsys, *arguments: str) -> tuple[int, str, str]:
    try:
        status = main.main(list(arguments))
    except SystemExit as stop:  # wrong use found by the parser
        status = int(stop.code or 0)
    out, err = capsys.readouterr()
    return status, out, err


def test_translate_prints_a_line_for_each_sentence(capsys, toy):
    status, out, _ = run(capsys, "translate", "the dog sees it.", "it.", "--model", toy)
    assert status == 0
    assert len(out.splitlines()) == 2


def piped(toy: str, text: str, *options: str) -> list[str]:
    """The lines that come out when `text` goes in."""
    done = subprocess.run(
        [sys.executable, "main.py", "translate", "--model", toy, *options],
        input=text,
        capture_output=True,
        encoding="utf-8",
        cwd=ROOT,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.split("\n")[:-1]


def test_each_line_of_standard_input_gives_one_line(toy):
    lines = piped(toy, "the dog sees it.\n\nit.\r\n \u200b\nit.")
    assert [bool(line) for line in lines] == [True, False, True, False, True]
    assert lines[2] == lines[4]


def test_a_blank_line_has_the_same_keys_in_json(toy):
    sentence, blank, invisible = (json.loads(line) for line in piped(toy, "it.\n\n\u200b", "--json"))
    assert list(blank) == list(invisible) == list(sentence)
    assert (sentence["source"], blank["source"], invisible["source"]) == ("it.", "", "\u200b")
    assert blank["translation"] == "" and blank["hypotheses"] == [] and sentence["translation"]


def test_json_tells_everything_and_nothing_else(capsys, toy):
    status, out, _ = run(capsys, "translate", "a cat is \u6f22.", "--model", toy, "--json", "--beam", "3")
    assert status == 0
    (line,) = out.splitlines()
    told = json.loads(line)
    assert told["source"] == "a cat is \u6f22."
    assert len(told["logprob"]) == len(told["predicted_pieces"])
    assert told["score"] == pytest.approx(sum(told["logprob"]), abs=1e-3)
    assert told["unknown_source"]
    assert "GNMT" in told["decoding"]["described"]
    assert told["hypotheses"][0]["translation"] == told["translation"]


def test_traces_and_figures_are_written(capsys, toy, tmp_path):
    trace = tmp_path / "one.safetensors"
    for suffix in ("png", "svg", "pdf"):
        figure = tmp_path / f"one.{suffix}"
        status, _, err = run(
            capsys, "translate", "my house is red.", "--model", toy, "--trace", str(trace), "--figure", str(figure)
        )
        assert status == 0, err
        assert figure.stat().st_size > 500
    assert load_trace(trace).source_text == "my house is red."


def test_several_sentences_give_numbered_files(capsys, toy, tmp_path):
    status, _, _ = run(capsys, "translate", "it.", "a cat.", "--model", toy, "--trace", str(tmp_path / "t.safetensors"))
    assert status == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["t-1.safetensors", "t-2.safetensors"]


@pytest.mark.parametrize(
    "arguments",
    [
        ["translate", "it.", "--model", "no-such-model"],
        ["translate", "", "--model", "TOY"],
        ["translate", "the dog sees it. " * 50, "--model", "TOY"],
        ["translate", "it.", "--model", "TOY", "--device", "nonsense"],
        ["translate", "it.", "--model", "TOY", "--figure", "a.bmp"],
        ["translate", "it.", "--model", "TOY", "--beam", "0"],
        ["translate", "it.", "--model", ""],
        ["translate", "it.", "--model", "TOY", "--beam", "100000"],
        ["translate", "it.", "--model", "TOY", "--beam", "2", "--length-penalty", "nan"],
        ["translate", "it.", "--model", "TOY", "--beam", "2", "--length-penalty", "1000"],
        ["evaluate", "--model", "TOY", "--data", "README.md", "--beam", "4", "--length-penalty", "1000"],
        *(
            [*words, name]
            for name in ("a\0b", "a" * 300, "no-such-folder/" + "a" * 300)
            for words in (
                ["translate", "it.", "--model"],
                ["train", "no-such.toml", "--run"],
                ["train"],
                ["evaluate", "--model", "TOY", "--data"],
                ["export", "--model", "TOY", "--to"],
                ["models", "add"],
            )
        ),
        ["translate", "caf\udce9", "--model", "TOY"],  # as Python gives bytes that are not UTF-8
        ["translate", "it.", "--model", "TOY", "--prefix", "\ud83d"],
        ["translate", "it.", "--model", "TOY", "--trace", "caf\udce9"],
        ["translate", "it.", "--model", "TOY", "--trace", ""],
        ["translate", "it.", "--model", "TOY", "--source-language", "en"],
        ["translate", "it.", "--model", "TOY", "--target-language", "de"],
        ["train", "no-such.toml"],
        ["evaluate", "--model", "TOY", "--data", ""],
        ["evaluate", "--model", "TOY", "--data", "no-such.tsv", "--length-penalty", "1"],
        ["evaluate", "--model", " ", "--data", "no-such.tsv"],
        ["export", "--model", "", "--to", "x"],
        ["export", "--model", "TOY", "--to", "README.md"],
        ["checkpoint", ""],
        ["checkpoint", "README.md"],
        ["checkpoint", "."],
        ["models", "add", ""],
        ["models", "show", ""],
        ["models", "remove", ""],
        ["evaluate", "--model", "TOY", "--data", "no-such.tsv"],
        ["screenshot", "a.png", "--view", "nothing"],
        ["screenshot", "a.gif"],
        ["screenshot", "a"],
        ["translate", "it.", "--model", "TOY", "--trace", "t.trace"],
        ["bench", "nothing"],
        ["bench", "decoding", "--preset", "base"],
        ["bench", "training", "--pairs", "20"],
        ["models", "list", "--yes"],
        ["train", "no-such.toml", "--estimate", "--resume"],
        ["screenshot", "a.png", "--text", "caf\udce9"],
        ["nonsense"],
    ],
)
def test_wrong_use_is_one_sentence_and_status_2(capsys, toy, arguments):
    status, out, err = run(capsys, *[toy if word == "TOY" else word for word in arguments])
    assert status == 2
    assert out == ""
    assert len(err.strip().splitlines()) == 1
    assert "Traceback" not in err


def corpus(folder: Path) -> None:
    # A language of our own: every word is spelt backwards.
    lines = [f"{text}\t{' '.join(word[::-1] for word in text.split())}" for text in TEXTS]
    (folder / "train.tsv").write_text("\n".join(lines * 4) + "\n")
    (folder / "valid.tsv").write_text("\n".join(lines[:6]) + "\n")


def config(folder: Path, **training: object) -> str:
    values = {"steps": 30, "warmup_steps": 10, "batch_tokens": 200, "checkpoint_steps": 10, "evaluate_steps": 15}
    values |= {"log_steps": 5, "device": '"cpu"', "precision": '"float32"', **training}
    lines = "\n".join(f"{key} = {value}" for key, value in values.items())
    path = folder / "toy.toml"
    path.write_text(
        f'name = "toy"\n[data]\ntrain = "train.tsv"\nvalid = "valid.tsv"\nsource_language = "English"\n'
        f'target_language = "Backwards"\nvocab_size = 28\n[model]\npreset = "tiny"\ndropout = 0.1\n'
        f"[training]\n{lines}\n"
    )
    return str(path)


def test_train_leaves_a_run_folder_and_a_bundle_that_translates(capsys, tmp_path):
    corpus(tmp_path)
    run_folder = tmp_path / "run"
    status, out, err = run(capsys, "train", config(tmp_path), "--run", str(run_folder))
    assert status == 0, err
    assert json.loads(out)["step"] == 30
    status_told = json.loads((run_folder / "status.json").read_text())
    assert (status_told["state"], status_told["step"], status_told["steps"]) == ("finished", 30, 30)
    events = [json.loads(line) for line in (run_folder / "metrics.jsonl").read_text().splitlines()]
    logged = [event for event in events if event["event"] == "StepLogged"]
    assert logged[-1]["nll"] < logged[0]["nll"]
    assert [event["step"] for event in events if event["event"] == "Evaluated"] == [15, 30]
    assert (run_folder / "config.toml").is_file()
    assert (run_folder / "samples.jsonl").read_text()
    bundle = load_bundle(run_folder / "bundle")
    assert "main.py train" in bundle.card
    status, out, _ = run(capsys, "translate", "the dog sees it.", "--model", str(run_folder / "bundle"))
    assert status == 0
    status, out, _ = run(
        capsys, "evaluate", "--model", str(run_folder / "bundle"), "--data", str(tmp_path / "valid.tsv"), "--json"
    )
    assert status == 0
    assert "tok:13a" in json.loads(out)["bleu_signature"]
    told = ["--model", str(run_folder / "bundle"), "--data", str(tmp_path / "valid.tsv"), "--json", "--lowercase"]
    status, out, _ = run(capsys, "evaluate", *told, "--beam", "2", "--length-penalty", "1.5")
    assert status == 0
    assert "case:lc" in json.loads(out)["bleu_signature"] and "length penalty 1.5" in json.loads(out)["decoding"]


def test_a_run_is_never_overwritten_and_resumes_to_the_same_weights(capsys, tmp_path):
    corpus(tmp_path)
    whole, parts = tmp_path / "whole", tmp_path / "parts"
    assert run(capsys, "train", config(tmp_path), "--run", str(whole))[0] == 0
    assert run(capsys, "train", config(tmp_path), "--run", str(parts), "--steps", "20")[0] == 0
    status, _, err = run(capsys, "train", config(tmp_path), "--run", str(parts))
    assert status == 2
    assert "--resume" in err
    assert run(capsys, "train", config(tmp_path), "--run", str(parts), "--resume")[0] == 0
    name = "step-0000030.safetensors"
    expected, found = load_file(whole / "checkpoints" / name), load_file(parts / "checkpoints" / name)
    assert set(expected) == set(found)
    for key, tensor in expected.items():
        assert torch.equal(tensor, found[key]), key


def test_training_on_bad_data_says_which_line(capsys, tmp_path):
    corpus(tmp_path)
    (tmp_path / "valid.tsv").write_text("one\teno\n" * 20 + "no tab here\n")
    status, _, err = run(capsys, "train", config(tmp_path), "--run", str(tmp_path / "run"))
    assert status == 2
    assert "Line 21" in err and "valid.tsv" in err


CHILD = """
import sys
from PySide6.QtCore import QTimer
import gui.app, main

class Closing(gui.app.MainWindow):
    def start(self):
        self.source.set_text("it.")  # the toy has few positions
        self.load_model(sys.argv[1])
        self.session.trace_changed.connect(self.look)

    def look(self):
        if self.session.finished:
            QTimer.singleShot(0, self, self.end)

    def end(self):
        print(self.session.message)
        self.close()

gui.app.MainWindow = Closing
status = main.main([])
assert "torch" in sys.modules
sys.exit(status)
"""


@pytest.mark.parametrize("damaged", [False, True])
def test_the_real_program_starts_translates_and_ends_with_status_0(toy, own_settings, damaged):
    if damaged:
        path = own_settings / "translucent" / "settings.json"
        path.parent.mkdir()
        path.write_text("{")
    done = subprocess.run(
        [sys.executable, "-c", CHILD, toy], cwd=ROOT, capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert ("settings file was damaged" in done.stdout) == damaged  # and still to be read after the first translation


SWITCH = """
class Switching(Closing):
    windows = 0

    def start(self):
        Switching.windows += 1
        if self.windows == 2:  # what was typed in the first window
            print(self.source.text)
            self.load_model(sys.argv[1])
            self.session.trace_changed.connect(self.look)
        else:
            super().start()

    def end(self):
        print(self.status.language_button.text())
        if self.windows == 1:
            self.status.language_button.click()
        else:
            self.close()

gui.app.MainWindow = Switching
"""


def test_another_language_is_a_click_away_and_remembered(toy, own_settings):
    code = CHILD.replace("gui.app.MainWindow = Closing\n", SWITCH)
    variables = {**os.environ, "LC_ALL": "C.UTF-8", "PYTHONIOENCODING": "utf-8"}
    for said in (["한국어", "it.", "English"], ["English"]):  # the second start begins in the language of the first
        done = subprocess.run(
            [sys.executable, "-c", code, toy],
            cwd=ROOT,
            capture_output=True,
            encoding="utf-8",
            timeout=300,
            check=False,
            env=variables,
        )
        assert done.returncode == 0, done.stderr
        assert done.stderr == ""
        assert done.stdout.split("\n")[: len(said)] == said
        settings = json.loads((own_settings / "translucent" / "settings.json").read_text(encoding="utf-8"))
        assert settings["language"] == ("ko" if len(said) == 3 else "en")


def test_the_window_is_built_without_loading_torch():
    code = "import sys, gui.window, gui.app; assert 'torch' not in sys.modules, 'torch was loaded'"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_screenshot_waits_until_the_last_line_is_drawn(capsys, toy, tmp_path, monkeypatch):
    monkeypatch.setattr("gui.window.main_window.DEFAULT_MODEL", toy)
    drawn = []

    def keep(window, path):
        view = window.findChild(LinesView)
        drawn.append((view.drawn, view.canvas.drawing, view.canvas.lines_image() is not None))
        return save(window, path)

    monkeypatch.setattr("gui.commands.screenshot.save", keep)
    text = "the dog sees it."
    status, _, err = run(capsys, "screenshot", str(tmp_path / "a.png"), "--text", text, "--view", "lines")
    assert (status, drawn) == (0, [(True, False, True)]), err


@pytest.mark.parametrize(("patience", "view"), [("PATIENCE", "cross"), ("ANSWER_PATIENCE", "attribution")])
def test_screenshot_draws_nothing_that_is_not_finished(capsys, toy, tmp_path, monkeypatch, patience, view):
    monkeypatch.setattr("gui.window.main_window.DEFAULT_MODEL", toy)
    monkeypatch.setattr(f"gui.commands.screenshot.{patience}", 0)
    status, _, err = run(capsys, "screenshot", str(tmp_path / "a.png"), "--text", "it.", "--view", view)
    assert status == 1 and "was not there after 0 seconds" in err and err.count("\n") == 1
    assert not (tmp_path / "a.png").exists()


def test_screenshot_draws_the_real_window(capsys, toy, tmp_path, monkeypatch):
    monkeypatch.setattr("gui.window.main_window.DEFAULT_MODEL", toy)
    for view in ("cross", "table"):
        out = tmp_path / f"{view}.png"
        status, _, err = run(capsys, "screenshot", str(out), "--text", "it.", "--view", view, "--theme", "dark")
        assert status == 0, err
        assert out.stat().st_size > 5000
