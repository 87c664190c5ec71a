"""Folders of other programs and broken ones: one sentence says what each is and the way out, when it is added."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import tarfile
import zipfile
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import load_file, save_file

from model.bundle.bundle import save_bundle
from model.commands.models import run
from model.errors import UserError
from model.foreign.marian.export import export_marian
from model.library.library import entries, find_model
from model.library.loading import add_model, load_translator
from tests.model.toy_bundle import make_bundle

COMMIT = "0123456789abcdef0123456789abcdef01234567"
NOTE = b"version https://git-lfs.github.com/spec/v1\noid sha256:%064d\nsize 298763321\n" % 7
links = pytest.mark.skipif(sys.platform == "win32", reason="making links needs a right there")


@pytest.fixture(autouse=True)
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRANSLUCENT_MODELS", str(tmp_path / "library"))


@pytest.fixture
def opus(tmp_path: Path) -> Path:
    """A small Marian model that can be loaded."""
    export_marian(make_bundle(), tmp_path / "opus-mt-en-de")
    return tmp_path / "opus-mt-en-de"


def refused(path: Path) -> str:
    """The one sentence with which adding and opening refuse it; nothing is added."""
    before = len(entries())
    with pytest.raises(UserError) as caught:
        add_model(path)
    said = str(caught.value)
    assert said.count(str(path)) == 1 and said.endswith("."), said
    assert len(entries()) == before
    if path.is_dir():
        with pytest.raises(UserError):
            load_translator(str(path))
    return said


def touched(folder: Path, *names: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        (folder / name).write_bytes(b"something")
    return folder


# ---- models of other programs ----


@pytest.mark.parametrize(
    ("names", "program", "way"),
    [
        (
            ("opus.spm32k-spm32k.vocab.yml", "source.spm", "opus.best-perplexity.npz", "decoder.yml"),
            "Marian",
            "OPUS-MT",
        ),
        (("model.deen.intgemm.alphas.bin", "vocab.deen.spm", "lex.50.50.deen.s2t.bin"), "Bergamot", "OPUS-MT"),
        (("model.bin", "shared_vocabulary.json"), "CTranslate2", "converted from"),
        (("model.bin", "source_vocabulary.txt", "target_vocabulary.txt"), "CTranslate2", "converted from"),
        (("model.pt", "dict.en.txt", "dict.de.txt"), "fairseq", "scripts that convert"),
        (("en-de_step_100000.pt",), "OpenNMT", "scripts that convert"),
        (("config.yaml", "best.ckpt", "src_vocab.txt"), "JoeyNMT", "scripts that convert"),
        (("model-q4.gguf",), "GGUF", "model.safetensors"),
        (("encoder_model.onnx", "decoder_model.onnx"), "ONNX", "model.safetensors"),
        (("tf_model.h5",), "TensorFlow", "model.safetensors"),
        (("flax_model.msgpack",), "Flax", "model.safetensors"),
    ],
)
def test_another_programs_model_is_named_with_the_way_out(
    tmp_path: Path, names: tuple[str, ...], program: str, way: str
) -> None:
    said = refused(touched(tmp_path / "model", *names))
    assert program in said and way in said and "does not read" in said


def test_its_own_config_json_does_not_hide_what_it_is(tmp_path: Path, opus: Path) -> None:
    folder = touched(tmp_path / "ct2", "model.bin", "shared_vocabulary.json")
    (folder / "config.json").write_text(json.dumps({"add_source_bos": False, "unk_token": "<unk>"}))
    assert "CTranslate2" in refused(folder)
    for file, program in (("model.onnx", "ONNX"), ("tf_model.h5", "TensorFlow"), ("flax_model.msgpack", "Flax")):
        other = touched(tmp_path / program, file)
        shutil.copy(opus / "config.json", other)
        assert program in refused(other)


def test_an_argos_package_is_named_though_a_model_lies_in_it(tmp_path: Path) -> None:
    folder = touched(tmp_path / "en_de", "metadata.json", "sentencepiece.model")
    (touched(folder / "model", "model.bin", "shared_vocabulary.json") / "config.json").write_text("{}")
    assert "Argos Translate" in refused(folder)


@pytest.mark.parametrize("kind", ["gpt2", "bert", "llama", "whisper"])
def test_a_model_that_does_not_translate_is_named(tmp_path: Path, kind: str) -> None:
    folder = touched(tmp_path / "model", "model.safetensors", "tokenizer.json")
    (folder / "config.json").write_text(json.dumps({"model_type": kind}))
    said = refused(folder)
    assert f"'{kind}'" in said and "choose a translation model" in said


def test_an_adapter_is_no_whole_model(tmp_path: Path) -> None:
    assert "adapter for another model" in refused(
        touched(tmp_path / "lora", "adapter_config.json", "adapter_model.safetensors")
    )


# ---- files and archives ----


def test_a_single_file_is_told_by_what_it_is(tmp_path: Path, opus: Path) -> None:
    with zipfile.ZipFile(tmp_path / "opus.zip", "w") as archive:
        archive.write(opus / "config.json", "config.json")
    with tarfile.open(tmp_path / "without-ending", "w") as archive:
        archive.add(opus / "config.json", "config.json")
    for name in ("opus.zip", "without-ending"):
        assert "is an archive; unpack it" in refused(tmp_path / name)
    (tmp_path / "model.gguf").write_bytes(b"GGUF" + bytes(40))
    assert "llama.cpp" in refused(tmp_path / "model.gguf")
    assert "is a file of weights" in refused(opus / "model.safetensors")
    assert "is a file; choose the folder" in refused(opus / "README.md")


def test_a_folder_with_an_archive_says_to_unpack_it(tmp_path: Path) -> None:
    assert "holds an archive, opus.zip" in refused(touched(tmp_path / "download", "opus.zip"))


def test_the_only_model_inside_a_folder_is_taken(tmp_path: Path, opus: Path) -> None:
    inside = Path(shutil.copytree(opus, tmp_path / "unpacked" / "opus-mt-en-de"))
    entry = add_model(tmp_path / "unpacked")
    assert (entry.path, entry.key) == (inside, str(inside))
    assert load_translator(str(tmp_path / "unpacked")).about.name == "opus-mt-en-de"


# ---- damaged models ----


def test_weights_that_are_cut_off_are_refused_and_listed_as_such(opus: Path) -> None:
    path = opus / "model.safetensors"
    entry = add_model(opus)
    assert entry.problem == ""
    whole = path.stat().st_size
    os.truncate(path, whole - 10)
    (listed,) = (one for one in entries() if one.key == entry.key)
    assert f"is cut off: it has {whole - 10:,} bytes of {whole:,}" in str(listed.problem)
    with pytest.raises(UserError, match="is cut off"):
        find_model(entry.name)
    with pytest.raises(UserError, match="is cut off"):
        load_translator(entry.key)


@pytest.mark.parametrize("new", [True, False])
def test_a_pickle_that_is_cut_off_is_refused(opus: Path, new: bool) -> None:
    tensors = load_file(opus / "model.safetensors")
    (opus / "model.safetensors").unlink()
    path = opus / "pytorch_model.bin"
    torch.save(tensors, path, _use_new_zipfile_serialization=new)
    os.truncate(path, path.stat().st_size - 500)
    assert "is cut off" in refused(opus)


def test_tensors_that_are_missing_or_of_another_shape_are_refused(opus: Path) -> None:
    path = opus / "model.safetensors"
    tensors = load_file(path)
    name = next(name for name in tensors if name.endswith("fc1.weight"))
    save_file({key: value for key, value in tensors.items() if key != name}, path)
    assert f"lacks 1 of the tensors that config.json means, first '{name}'" in refused(opus)
    save_file({**tensors, name: tensors[name][:3].clone()}, path)
    assert f"the tensor '{name}' has the shape (3, 16)" in refused(opus)


def test_a_bundle_of_our_own_is_looked_at_as_closely(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    save_bundle(make_bundle(), folder)
    path = folder / "model.safetensors"
    tensors = load_file(path)
    name = min(tensors)
    save_file({key: value for key, value in tensors.items() if key != name}, path)
    assert "lacks 1 tensors of this architecture" in refused(folder)
    save_file(tensors, path)
    (folder / "joint.model").write_bytes(NOTE)
    assert "git-lfs's notes in place of files (joint.model)" in refused(folder)
    save_bundle(make_bundle(), folder)
    assert add_model(folder).problem == ""


@pytest.mark.parametrize("name", ["model.safetensors", "source.spm", "vocab.json", "config.json"])
def test_a_note_of_git_lfs_in_place_of_any_file_is_told(opus: Path, name: str) -> None:
    (opus / name).write_bytes(NOTE)
    assert f"git-lfs's notes in place of files ({name}); run 'git lfs pull'" in refused(opus)


def test_a_note_in_place_of_what_is_not_needed_does_not_matter(opus: Path) -> None:
    (opus / "README.md").write_bytes(NOTE)
    assert add_model(opus).problem == ""


# ---- the cache of the Hugging Face hub ----


def cached(opus: Path, root: Path) -> Path:
    """The model as the hub's own programs keep it."""
    folder = root / "models--Some-Org--opus-mt-en-de"
    snapshot = folder / "snapshots" / COMMIT
    (folder / "refs").mkdir(parents=True)
    (folder / "refs" / "main").write_text(COMMIT)
    snapshot.mkdir(parents=True)
    (folder / "blobs").mkdir()
    for file in opus.iterdir():
        shutil.copy(file, folder / "blobs" / f"b-{file.name}")
        os.symlink(f"../../blobs/b-{file.name}", snapshot / file.name)
    return folder


@links
def test_a_folder_of_the_cache_finds_its_snapshot_and_is_named_after_its_repository(tmp_path: Path, opus: Path) -> None:
    folder = cached(opus, tmp_path / "hub")
    old = folder / "snapshots" / "0ld"
    old.mkdir()
    entry = add_model(folder)
    assert (entry.key, entry.path) == (str(folder), folder / "snapshots" / COMMIT)
    assert entry.name == "opus-mt-en-de" and entry.repository == "Some-Org/opus-mt-en-de"
    assert entry.origin == f"Some-Org/opus-mt-en-de at {COMMIT[:12]}"
    assert add_model(entry.path) == add_model(tmp_path / "hub") == entry, "the same model by any of its folders"
    for name in (entry.key, str(entry.path), "Some-Org/opus-mt-en-de", str(tmp_path / "hub")):
        assert load_translator(name).about.name == "opus-mt-en-de"


@links
def test_without_its_branch_the_newest_snapshot_counts_and_without_any_it_is_told(tmp_path: Path, opus: Path) -> None:
    folder = cached(opus, tmp_path)
    (folder / "refs" / "main").unlink()
    assert add_model(folder).path.name == COMMIT
    shutil.rmtree(folder / "snapshots")
    other = tmp_path / "models--Some-Org--other"
    other.mkdir()
    assert "without a snapshot" in refused(other)
    (listed,) = (entry for entry in entries() if entry.key == str(folder))
    assert "without a snapshot" in str(listed.problem)


@links
@pytest.mark.parametrize("gone", ["model.safetensors", "config.json", "source.spm"])
def test_a_link_to_nowhere_is_called_one(tmp_path: Path, opus: Path, gone: str) -> None:
    folder = cached(opus, tmp_path)
    (folder / "blobs" / f"b-{gone}").unlink()
    with pytest.raises(UserError, match=rf"holds links to files that are gone \({gone}\)"):
        add_model(folder)
    link = tmp_path / "link"
    os.symlink(tmp_path / "nowhere", link)
    with pytest.raises(UserError, match=r"is a link to .*nowhere, which is gone"):
        add_model(link)


def test_a_model_whose_folder_goes_is_told_and_can_be_forgotten(
    tmp_path: Path, opus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    entry = add_model(opus)
    opus.rename(tmp_path / "moved")
    (gone,) = (one for one in entries() if one.key == entry.key)
    assert (gone.name, gone.family, gone.size) == ("opus-mt-en-de", "", 0) and "is gone" in str(gone.problem)
    names = argparse.Namespace(action="remove", name=[entry.key], json=False, yes=False)
    assert run(names) == 0
    assert capsys.readouterr().err == "'opus-mt-en-de' is forgotten.\n"


def test_a_file_in_place_of_a_models_name_is_told_by_what_it_is(tmp_path: Path) -> None:
    (tmp_path / "opus.zip").write_bytes(b"PK\x03\x04" + bytes(40))
    with pytest.raises(UserError, match="is an archive; unpack it"):
        find_model(str(tmp_path / "opus.zip"))


def refuse(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Make a file one that may not be read nor looked at."""
    find, read = os.stat, Path.open

    def stat(path: Any, **more: Any) -> os.stat_result:
        if str(path).endswith(name):
            raise PermissionError(13, "Permission denied", str(path))
        return find(path, **more)

    def opened(self: Path, *given: Any, **more: Any) -> Any:
        if self.name == name:
            raise PermissionError(13, "Permission denied", str(self))
        return read(self, *given, **more)

    monkeypatch.setattr(os, "stat", stat)
    monkeypatch.setattr(Path, "open", opened)


@pytest.mark.parametrize("name", ["config.json", "model.safetensors"])
def test_a_file_that_may_not_be_read_is_named(opus: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    refuse(monkeypatch, name)
    assert f"{opus / name} cannot be read (Permission denied)" in refused(opus)


def test_a_folder_that_may_not_be_entered_is_no_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its files cannot even be asked for."""
    folder = tmp_path / "locked"
    folder.mkdir()
    refuse(monkeypatch, "checkpoint.toml")
    assert str(folder) in refused(folder)
