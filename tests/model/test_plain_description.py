"""checkpoint.toml and what is wrong with it, and `main.py checkpoint`."""

from __future__ import annotations

import json
import os
from argparse import Namespace
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from model.bundle.bundle import load_bundle
from model.commands import checkpoint as command
from model.errors import UserError
from model.foreign.plain.loading import load_plain
from model.foreign.plain.mapping import TABLES, Mapping
from model.foreign.plain.mapping_file import mapping_text, parse_mapping, read_mapping
from model.library.library import remove
from model.library.loading import add_model
from tests.model.plain_modules import (
    HEADS,
    WIDTH,
    WholeTransformer,
    changed,
    guessed,
    made,
    saved,
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkpoint, its SentencePiece model and the guessed checkpoint.toml."""
    folder = tmp_path_factory.mktemp("plain")
    mapping = guessed(saved(made(WholeTransformer()), folder))
    (folder / "checkpoint.toml").write_text(mapping_text(mapping, folder))
    return folder


# checkpoint.toml


def test_a_mapping_is_read_as_it_was_written(folder: Path) -> None:
    mapping = replace(guessed(folder / "model.pt"), name='a "name"\\', source_pad_id=3, layer_norm_eps=1e-6)
    text = mapping_text(mapping, folder, {"heads"})
    assert parse_mapping(text, folder) == mapping
    assert 'checkpoint = "model.pt"' in text and "heads = 4  # a guess" in text
    moved = parse_mapping(mapping_text(mapping), Path("/elsewhere"))
    assert moved.checkpoint == mapping.checkpoint  # without a folder paths are whole


def edited(folder: Path, old: str, new: str) -> str:
    text = (folder / "checkpoint.toml").read_text()
    assert old in text
    return text.replace(old, new, 1)


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("heads = 4", "", r"lacks 'heads' in \[architecture\]"),
        ('norm = "post"', "", r"lacks 'norm' in \[architecture\]"),
        ("scale_embedding = true", "", r"lacks 'scale_embedding'"),
        ("heads = 4", "head = 4", r"\[architecture\] has no key 'head'; did you mean 'heads'"),
        ("heads = 4", 'heads = "4"', r"heads is '4', but it must be a whole number"),
        ("heads = 4", "heads = 0", r"heads is 0, but it must be a whole number from 1 on"),
        ("heads = 4", "heads = true", r"heads is True"),
        ('norm = "post"', 'norm = "middle"', r"one of 'post', 'pre'"),
        ("scale_embedding = true", "scale_embedding = 1", r"must be true or false"),
        ("layer_norm_eps = 1e-05", "layer_norm_eps = nan", r"layer_norm_eps is nan"),
        ("[tensors]", "[tensor]", r"has no key 'tensor'; did you mean 'tensors'"),
        ("[tensors]", "[tensors", r"is not valid TOML"),
        ('checkpoint = "model.pt"', "checkpoint = 7", r"must be the path of a file"),
        ('checkpoint = "model.pt"', "", r"lacks 'checkpoint'"),
        ("pad_id = -1", "pad_id = -2", r"pad_id is -2"),
        ('name = "model"', 'name = "model"\nlanguages = 3', r"\[languages\] must be a table|not valid TOML"),
    ],
)
def test_what_makes_no_sense_is_refused_by_name(folder: Path, old: str, new: str, sentence: str) -> None:
    with pytest.raises(UserError, match=sentence):
        parse_mapping(edited(folder, old, new), folder)


@given(st.text(max_size=60), st.integers(0, 900))
def test_no_damage_gives_a_traceback(damage: str, where: int) -> None:
    mapping = Mapping(Path("m.pt"), 4, "post", "relu", "table", True, Path("spm.model"))
    text = mapping_text(mapping)
    try:
        parse_mapping(text[:where] + damage + text[where + len(damage) :], Path("."))
    except UserError as error:
        assert str(error).endswith(".")


def test_files_that_are_no_toml(folder: Path, tmp_path: Path) -> None:
    for path in (folder / "model.pt", tmp_path / "none.toml", tmp_path):
        with pytest.raises(UserError):
            read_mapping(path)
    (tmp_path / "checkpoint.toml").write_text(edited(folder, 'checkpoint = "model.pt"', 'checkpoint = "gone.pt"'))
    with pytest.raises(UserError, match=r"gone\.pt"):
        load_plain(tmp_path)


def test_every_key_is_documented() -> None:
    page = (Path(__file__).parents[2] / "docs" / "checkpoints.md").read_text()
    for table, keys in TABLES.items():
        assert not table or f"## [{table}]" in page
        for key in keys:
            assert f"| `{key}` |" in page, key


# The command


def asked(
    capsys: pytest.CaptureFixture[str], file: Path, to: Path | None = None, json_: bool = False
) -> tuple[int, str]:
    status = command.run(Namespace(file=file, to=to, json=json_))
    return status, capsys.readouterr().out


def test_a_bare_checkpoint_gets_a_report_and_a_first_toml(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out = asked(capsys, folder / "model.pt")
    report = out.partition("\n\n")[0]
    assert status == 0 and "0 missing, 0 wrong shape, 0 left over" in report and "is interleaved" in report
    assert 'source = "spm.model"' in out and out.count("# a guess") == 4
    assert parse_mapping(out, folder).encoder_layers == "transformer.encoder.layers"


def test_the_described_checkpoint_becomes_a_model(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out = asked(capsys, folder / "checkpoint.toml", tmp_path / "made", json_=True)
    assert status == 0 and json.loads(out)["model"] == str(tmp_path / "made")
    assert load_bundle(tmp_path / "made").model.config.heads == HEADS
    with pytest.raises(UserError, match="not empty"):
        asked(capsys, folder / "checkpoint.toml", tmp_path / "made")


def test_guesses_alone_make_no_model(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(UserError, match="does not say its heads"):
        asked(capsys, folder / "model.pt", tmp_path / "made")
    assert not (tmp_path / "made").exists()


def test_a_report_of_what_is_missing(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    changed(folder, tmp_path, **{"transformer.encoder.layers.0.norm2.weight": None, "more": torch.ones(2)})
    status, out = asked(capsys, tmp_path / "model.pt", json_=True)
    told = json.loads(out)
    assert status == 1 and not told["complete"]
    assert (told["numbers"]["missing"], told["numbers"]["left over"]) == (1, 1)
    assert told["sizes"]["d_model"] == WIDTH and told["left_over"][0]["tensor"] == "more"
    status, out = asked(capsys, tmp_path / "model.pt")
    assert status == 1 and "  missing: encoder.0.feed_forward_residual.norm.weight" in out and "left over: more" in out


def test_a_cut_off_checkpoint_is_refused_when_its_description_is_added(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRANSLUCENT_MODELS", str(tmp_path / "library"))
    folder = tmp_path / "their"
    folder.mkdir()
    checkpoint = saved(made(WholeTransformer()), folder)
    (folder / "checkpoint.toml").write_text(mapping_text(guessed(checkpoint), folder))
    assert add_model(folder).problem == ""
    remove(str(folder))
    os.truncate(checkpoint, checkpoint.stat().st_size - 100)
    with pytest.raises(UserError, match="is cut off, damaged"):
        add_model(folder)
