"""What the code without a screen says is said in the screen's language: every sentence of it, to the last part."""

from __future__ import annotations

import ast
import os
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gui.jobs.estimator import Estimator
from gui.jobs.run_process import last_message, last_sentence
from gui.pages.training_controller import TrainingController
from gui.state.language import FOLDER, Words, language
from gui.state.selection import Selection
from gui.state.session import Session
from gui.state.settings import Settings, load_settings, settings_path
from gui.views.panels.header import Header
from model.bundle.bundle import load_bundle
from model.bundle.tensor_file import open_tensors
from model.bundle.tokenizer import Tokenizer
from model.data.corpus import read_all, read_corpus
from model.data.corpus_source import CorpusSource
from model.device import choose_device, describe_device
from model.errors import REASONS, Sentence, UserError
from model.foreign.huggingface.checks import check_folder
from model.foreign.marian.config import read_settings
from model.foreign.plain.loading import read_checkpoint
from model.foreign.plain.mapping_file import parse_mapping
from model.library.hub.models import look_up, repository_name
from model.library.library import add_folder, find_model, remove, rename
from model.library.loading import load_translator
from model.network.config import ModelConfig
from model.training.checkpoint import newest_readable
from model.training.recipe_file import parse_recipe, read_recipe
from model.training.run_folder import RunFolder
from model.training.run_model import run_so_far
from model.values.decoding import DecodingSettings
from model.values.run_status import RunStatus
from model.values.trace_file import load_trace
from tests.gui.test_header import DESCRIPTION

ROOT = Path(__file__).resolve().parents[2]
SAID = {"Sentence", "UserError", "MissingExtra", "NotFoundError", "NotFiniteError"}  # their first argument is a text
ENGLISH = ("model/bench/", "model/commands/", "gui/commands/")  # the command line
PLACE = re.compile(r"\{(\w+)\}")


@pytest.fixture
def korean(qapp: QApplication) -> Iterator[None]:
    language.use("ko")
    yield
    language.use("en")


# ---- by syntax tree ----


def sources() -> Iterator[tuple[str, ast.Module]]:
    for folder in ("model", "gui"):
        for file in sorted((ROOT / folder).rglob("*.py")):
            name = file.relative_to(ROOT).as_posix()
            if not name.startswith(ENGLISH):
                yield name, ast.parse(file.read_text(encoding="utf-8"))


def called(node: ast.AST) -> str:
    return (getattr(node.func, "id", "") or getattr(node.func, "attr", "")) if isinstance(node, ast.Call) else ""


def marked(node: ast.expr) -> str | None:
    """The text of a call that lupdate finds."""
    if called(node) != "QT_TRANSLATE_NOOP":
        return None
    assert isinstance(node, ast.Call)
    context, text = (ast.literal_eval(argument) for argument in node.args)
    assert isinstance(text, str)
    return text if context == "Model" else None


def scopes(tree: ast.Module) -> list[list[ast.Assign | ast.Call]]:
    """Assignments and calls in the order of the source, of the module and of each function."""
    found: list[list[ast.Assign | ast.Call]] = [[]]

    def walk(node: ast.AST, scope: list[ast.Assign | ast.Call]) -> None:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.FunctionDef):
                found.append([])
                walk(child, found[-1])
            else:
                if isinstance(child, ast.Assign | ast.Call):
                    scope.append(child)
                walk(child, scope)

    walk(tree, found[0])
    return found


Made = tuple[str, str, set[str]]  # where a sentence is made, its text, the values it is made with


def sentences(name: str, tree: ast.Module) -> Iterator[Made]:
    """All of a file; a text that is not marked fails."""
    for scope in scopes(tree):
        assigned: dict[str, list[ast.expr]] = {}  # to a name since it was used
        for node in scope:
            if isinstance(node, ast.Assign):
                if isinstance(node.targets[0], ast.Name):
                    assigned.setdefault(node.targets[0].id, []).append(node.value)
                continue
            if called(node) not in SAID or not node.args:
                continue
            where = f"{name}:{node.lineno}"
            values = {keyword.arg or "**" for keyword in node.keywords} - {"extra"}
            text = node.args[0]
            for one in assigned.pop(text.id, []) if isinstance(text, ast.Name) else [text]:
                found = marked(one)
                if isinstance(one, ast.Constant) and not re.search("[A-Za-z]", PLACE.sub("", one.value)):
                    found = one.value  # the same in every language
                if found is not None:
                    yield where, found, values
                else:
                    written = isinstance(one, ast.Constant | ast.JoinedStr | ast.BinOp)
                    assert not written, f"{where}: the text is not marked for lupdate"


@pytest.fixture(scope="module")
def made() -> list[Made]:
    return [one for name, tree in sources() for one in sentences(name, tree)]


def test_every_sentence_is_marked_has_its_values_and_its_korean_words(made: list[Made]) -> None:
    korean = Words(FOLDER / "ko.ts").texts
    assert len({text for _, text, _ in made}) > 400
    for where, text, values in made:
        places = set(PLACE.findall(text))
        assert places <= values or "**" in values, (where, text, values)
        if PLACE.sub("", text).strip(" .:;"):
            assert set(PLACE.findall(korean["Model", text])) == places, where


def test_no_value_is_given_that_no_text_uses(made: list[Made]) -> None:
    used: dict[str, set[str]] = {}  # by where, as one of several texts may leave out what the others need
    given: dict[str, set[str]] = {}
    for where, text, values in made:
        used.setdefault(where, set()).update(PLACE.findall(text))
        given.setdefault(where, set()).update(values - {"**"})
    assert {where: values - used[where] for where, values in given.items() if values - used[where]} == {}


# ---- real errors, by the doors that a person comes through ----

Door = Callable[[Path], object]


def written(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def corpus(content: str | bytes, name: str = "pairs.tsv", **options: str) -> Door:
    return lambda folder: list(read_corpus(CorpusSource(written(folder / name, content), **options)))


def recipe(text: str) -> Door:
    return lambda folder: parse_recipe(text, folder)


def mapping(text: str) -> Door:
    return lambda folder: parse_mapping(text, folder)


def bundle(config: str) -> Door:
    def door(folder: Path) -> object:
        written(folder / "model" / "config.json", config)
        return load_bundle(folder / "model")

    return door


def marian(config: str) -> Door:
    def door(folder: Path) -> object:
        written(folder / "config.json", config)
        return read_settings(folder)

    return door


def damaged_checkpoint(folder: Path) -> object:
    written(folder / "step-0000001.safetensors", "nothing of the kind")
    return newest_readable(folder)


def two_files(folder: Path) -> object:
    source, target = written(folder / "a.en", "one\ntwo\n"), written(folder / "a.de", "eins\n")
    return list(read_corpus(CorpusSource(source, target)))


def learnt_nothing(folder: Path) -> object:
    run = folder / "run"
    written(run / "config.toml", 'name = "x"\n[data]\nbuiltin = "en-de"\n')
    RunFolder(run).tell(RunStatus("preparing"))
    return add_folder(run)


GRAMMAR = 'name = "x"\n[data]\nbuiltin = "en-de"\n'
DOORS: dict[str, Door] = {
    "one column": corpus("only one column\n" * 20),
    "several bad lines": corpus("good\tgut\n" + "bad\n" * 20),
    "NUL": corpus(b"a\0\tb\n" * 20),
    "not UTF-8": corpus(b"\xff\xfa\tb\n" * 20),
    "UTF-16": corpus("a\tb\n".encode("utf-16")),
    "no such column": corpus("a\tb\n", source_column="first"),
    "no pairs": corpus(""),
    "no JSON": corpus("{\n" * 20, "pairs.jsonl"),
    "another key": corpus('{"a": "b"}\n' * 20, "pairs.jsonl"),
    "no TMX": corpus("<html></html>", "pairs.tmx"),
    "no such file": lambda folder: list(read_corpus(CorpusSource(folder / "none.tsv"))),
    "two lengths": two_files,
    "half a pair": lambda folder: read_all(CorpusSource(written(folder / "a.tsv", "a\tb\n" * 30 + "a\t\n")), print),
    "no bundle": lambda folder: load_bundle(folder),
    "another format": bundle('{"format": "translucent-model/99"}'),
    "no JSON in a bundle": bundle("{"),
    "a bundle without a name": bundle('{"format": "translucent-model/1", "architecture": {}}'),
    "no tokenizer": lambda folder: Tokenizer.load(folder / "none.model"),
    "another tokenizer": lambda folder: Tokenizer.load(written(folder / "a.model", "nothing")),
    "too small a vocabulary": lambda folder: Tokenizer.train(["abcdefgh"], 6),
    "no weights": lambda folder: open_tensors(folder),
    "cut off weights": lambda folder: open_tensors(written(folder / "a.safetensors", b"\x08\0\0\0\0\0\0\0{}")),
    "no safetensors": lambda folder: open_tensors(written(folder / "a.safetensors", b"\xff" * 40)),
    "no pickle": lambda folder: open_tensors(written(folder / "a.bin", b"nothing of the kind")),
    "git-lfs": lambda folder: open_tensors(written(folder / "a.bin", b"version https://git-lfs.github.com/spec/v1")),
    "a bad size": lambda folder: ModelConfig(100, 100, d_model=0),
    "odd heads": lambda folder: ModelConfig(100, 100, d_model=100, heads=3),
    "a bad choice": lambda folder: ModelConfig(100, 100, norm="before"),  # type: ignore[arg-type]
    "unknown keys": lambda folder: ModelConfig.from_dict({"layers": 3}),
    "a misspelt key": recipe(GRAMMAR + "[training]\nstep = 3\n"),
    "an unknown key": recipe(GRAMMAR + "[training]\nqqq = 3\n"),
    "a text for a number": recipe(GRAMMAR + '[training]\nsteps = "3"\n'),
    "a bad option": recipe(GRAMMAR + '[training]\noptimizer = "sgd"\n'),
    "a negative number": recipe(GRAMMAR + "[training]\nsteps = -1\n"),
    "a bad preset": recipe(GRAMMAR + '[model]\npreset = "huge"\n'),
    "no data": recipe('name = "x"\n[data]\nsource_language = "English"\ntarget_language = "German"\n'),
    "no recipe": lambda folder: read_recipe(folder / "none.toml"),
    "an unknown key of a checkpoint": mapping('checkpoint = "a.pt"\nheadz = 8\n'),
    "a lack of a checkpoint": mapping('name = "x"\n'),
    "no checkpoint": lambda folder: read_checkpoint(folder / "none.pt"),
    "an empty checkpoint": lambda folder: read_checkpoint(written(folder / "a.pt", "")),
    "no Marian model": marian('{"model_type": "bert"}'),
    "a lack of Marian's": marian('{"model_type": "marian"}'),
    "a bad number of Marian's": marian('{"model_type": "marian", "d_model": "wide"}'),
    "a foreign model": lambda folder: check_folder(written(folder / "config.json", '{"model_type": "bert"}').parent),
    "another model's adapter": lambda folder: check_folder(
        written(written(folder / "config.json", "{}").with_name("adapter_config.json"), "{}").parent
    ),
    "no method": lambda folder: DecodingSettings(method="best"),  # type: ignore[arg-type]
    "too wide a beam": lambda folder: DecodingSettings(beam=1000),
    "no temperature": lambda folder: DecodingSettings(temperature=0.0),
    "no top_p": lambda folder: DecodingSettings(top_p=2.0),
    "no top_k": lambda folder: DecodingSettings(top_k=-1),
    "no run": lambda folder: RunFolder(folder).status(),
    "another version's run": lambda folder: (
        written(folder / "status.json", '{"state": "dreaming"}'),
        RunFolder(folder).status(),
    ),
    "no checkpoint of a run": lambda folder: run_so_far(
        written(folder / "config.toml", GRAMMAR).parent
    ),
    "an unknown model": lambda folder: find_model("nothing"),
    "no name": lambda folder: find_model(" "),
    "no folder": lambda folder: add_folder(folder / "none"),
    "a file": lambda folder: add_folder(written(folder / "a.txt", "")),
    "weights alone": lambda folder: add_folder(written(folder / "a.bin", "").parent),
    "a run that has learnt nothing": learnt_nothing,
    "a foreign folder": lambda folder: add_folder(written(folder / "config.json", '{"model_type": "bert"}').parent),
    "no name for a model": lambda folder: rename("en-de", " "),
    "too long a name": lambda folder: rename("en-de", "x" * 500),
    "another's name": lambda folder: rename("en-de", "English → French"),
    "no name on the hub": lambda folder: repository_name("x--y"),
    "what came with the program": lambda folder: remove("en-de"),
}  # fmt: skip
DOORS_OUTSIDE: dict[str, Door] = {
    "a damaged checkpoint": damaged_checkpoint,
    "a broken checkpoint.toml": mapping("checkpoint ="),
    "no TOML": recipe("name ="),
    "no XML": corpus("<tmx", "pairs.tmx"),
    "no device": lambda folder: choose_device("abacus"),
    "no hub": lambda folder: look_up("owner/name"),
    "no trace": lambda folder: load_trace(written(folder / "a.safetensors", "nothing of the kind")),
}
KEYS = {"preset", "greedy", "beam", "sample", "safetensors"}  # are called so in every language
ENGLISH_WORD = re.compile(r"(?<![\w./'\[-])[a-z]{2,}(?![\w./'\]=-])")
PARTS = {
    "source", "target", "training", "validation", "encoder", "decoder", "none", "size", "checksum", "tokenizer",
    "weights", "duplicate", "problem", "problems",
}  # fmt: skip


def leaves(sentence: Sentence) -> Iterator[str]:
    """The values that stay as they are in every language."""
    for value in sentence.values.values():
        if isinstance(value, str):
            yield value
        else:
            yield from leaves(value)


def provoked(door: Door, folder: Path) -> Sentence:
    with pytest.raises(UserError) as told:
        door(folder)
    assert str(told.value) == str(told.value.sentence)
    return told.value.sentence


@pytest.mark.usefixtures("korean")
@pytest.mark.parametrize("name", DOORS)
def test_a_real_error_is_korean_but_for_names_and_numbers(name: str, tmp_path: Path) -> None:
    sentence = provoked(DOORS[name], tmp_path)
    said = language.say(sentence)
    assert re.search("[가-힣]", said) and re.search("[A-Za-z]", str(sentence))
    rest = said.replace(str(tmp_path), "")
    for value in sorted(leaves(sentence), key=len, reverse=True):
        assert value not in PARTS or re.search(rf"[\['_]{value}[\]'_]", said), value  # else a key
        assert not re.search(r"\b[a-z]{3,} [a-z]{2,}\b", value.replace(str(tmp_path), "")), value
        rest = rest.replace(value, " ") if value else rest
    quoted = re.sub(r"'[^']*'", " ", rest)
    assert set(ENGLISH_WORD.findall(quoted)) <= KEYS, said


@pytest.mark.usefixtures("korean")
@pytest.mark.parametrize("name", DOORS_OUTSIDE)
def test_an_error_with_another_library_s_words_is_korean_around_them(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_ENDPOINT", "http://127.0.0.1:9")
    said = language.say(provoked(DOORS_OUTSIDE[name], tmp_path))
    assert re.search("[가-힣]", said) and not re.search(r"\b(?:the|cannot|is|choose)\b", said), said


@pytest.mark.usefixtures("korean")
def test_the_reasons_of_the_operating_system_are_said(tmp_path: Path) -> None:
    texts = Words(FOLDER / "ko.ts").texts
    assert {os.strerror(number) for number in (1, 2, 5, 12, 13, 17, 20, 21, 24, 27, 28, 30)} <= {*REASONS}
    sentence = provoked(lambda folder: Tokenizer.load(folder / "none.model"), tmp_path)
    assert texts["Model", "No such file or directory"] in language.say(sentence)


def test_in_english_a_sentence_is_as_the_command_line_prints_it(qapp: QApplication, tmp_path: Path) -> None:
    for door in DOORS.values():
        sentence = provoked(door, tmp_path / str(id(door)))
        assert language.say(sentence) == str(sentence)


@pytest.mark.usefixtures("korean")
def test_a_text_is_said_as_it_is() -> None:
    assert language.say("Permission denied") == "Permission denied"  # perhaps a person's own words


@pytest.mark.usefixtures("korean")
def test_an_error_reaches_the_screen_in_its_language(tmp_path: Path) -> None:
    session = Session(Selection())
    session.set_message(provoked(lambda folder: load_translator(str(folder / "nothing")), tmp_path), error=True)
    assert str(tmp_path / "nothing") in session.message and re.search("[가-힣]", session.message)


@pytest.mark.usefixtures("korean")
def test_a_run_that_goes_on_is_no_longer_complained_about_whatever_the_language(qtbot: QtBot, tmp_path: Path) -> None:
    session, window = Session(Selection()), QWidget()
    qtbot.addWidget(window)
    controller = TrainingController(Settings(), session, window)
    controller._complain(tmp_path, provoked(lambda folder: RunFolder(folder).status(), tmp_path))
    assert re.search("[가-힣]", session.message)
    controller._withdraw(tmp_path)
    controller.close()
    assert session.message == ""


# ---- from another process ----


@pytest.mark.usefixtures("korean")
def test_what_a_training_wrote_is_said_in_the_language_of_the_window(tmp_path: Path) -> None:
    folder = RunFolder(tmp_path)
    reason = provoked(damaged_checkpoint, tmp_path)
    folder.tell(RunStatus("failed", reason=reason, notices=("An older program's notice.", reason)))
    status = folder.status()
    assert language.say(status.reason) == language.say(reason) != str(reason)
    assert [language.say(notice) for notice in status.notices] == ["An older program's notice.", language.say(reason)]
    content = (tmp_path / "status.json").read_text(encoding="utf-8")
    assert str(reason) in content.replace("\\\\", "\\")  # for people, and for older programs


@pytest.mark.usefixtures("korean")
@pytest.mark.parametrize("sentences", ["", ', "sentences": 3', ', "sentences": {"It broke.": {"text": 1}}'])
def test_words_without_a_sentence_are_shown_as_they_are(tmp_path: Path, sentences: str) -> None:
    written(tmp_path / "status.json", f'{{"state": "failed", "reason": "It broke.", "notices": ["a"]{sentences}}}')
    status = RunFolder(tmp_path).status()
    assert (language.say(status.reason), status.notices) == ("It broke.", ("a",))


@pytest.mark.usefixtures("korean")
def test_the_last_words_of_a_process_are_korean_where_it_said_what_they_are_made_of(tmp_path: Path) -> None:
    folder = RunFolder(tmp_path)
    sentence = Sentence("{path} is empty; get the model anew.", path="x.bin")
    json = '{"text": "{path} is empty; get the model anew.", "values": {"path": "x.bin"}}'
    written(folder.log, f"step 3\n{json}\n{sentence}\n")
    assert language.say(last_message(folder)) == language.say(sentence) != str(sentence)
    for before in ("", "step 3", '{"text": "cut off', '{"text": "Another one.", "values": {}}'):
        assert last_sentence(f"{before}\n{sentence}\n") == str(sentence)
    assert last_sentence("") == ""


@pytest.mark.usefixtures("korean")
def test_why_the_time_cannot_be_measured_is_korean_to_its_end(qtbot: QtBot) -> None:
    estimator = Estimator()
    try:
        with qtbot.waitSignal(estimator.refused, timeout=60_000) as refused:
            estimator.request(GRAMMAR + '[training]\ndevice = "abacus"\n')
    finally:
        estimator.close()
    assert "'abacus'" in refused.args[0] and not re.search(r"\b(?:cannot|be|used|choose)\b", refused.args[0])


@pytest.mark.usefixtures("korean")
def test_the_header_tells_a_model_s_differences_in_korean(qtbot: QtBot) -> None:
    session = Session(Selection())
    header = Header(session)
    qtbot.addWidget(header)
    difference = Sentence("A bias is added to the logits.")
    session.set_description(replace(DESCRIPTION, differences=(difference,)))
    assert language.say(difference) != str(difference)
    assert header.sizes.toolTip().endswith(language.say(difference))


@pytest.mark.usefixtures("korean")
def test_damaged_settings_are_told_in_korean() -> None:
    written(settings_path(), "{")
    _, notice = load_settings()
    assert re.search("[가-힣]", language.say(notice)) and "settings.damaged.json" in language.say(notice)


@pytest.mark.usefixtures("korean")
def test_the_device_is_described_in_korean() -> None:
    assert re.search("[가-힣]", language.say(describe_device(torch.device("cpu"))))
