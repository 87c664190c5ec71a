"""The models on this computer: what is listed, found, added, renamed and removed; a list that nothing can lose."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from model.errors import UserError
from model.library import library
from model.library.library import add_folder, entries, find_model, remove, rename, search
from model.library.model_files import needed_files
from model.values.languages import language_name, languages_of
from tests.model.fake_models import marian_files, write_files

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch) -> Path:
    """The program's own folder of models, for this test alone."""
    root = tmp_path / "library"
    monkeypatch.setenv("TRANSLUCENT_MODELS", str(root))
    return root


def marian(tmp_path: Path, name: str = "opus-mt-en-fi") -> Path:
    return write_files(tmp_path / name, marian_files())


def names() -> list[str]:
    return [entry.name for entry in entries()]


def test_shipped_models_are_listed_first_with_their_languages():
    first, second = entries()
    assert (first.key, first.name, first.shipped) == ("en-de", "English → German", True)
    assert second.languages == "English → French"
    assert first.card is not None and first.size > 20_000_000 and first.family == "Translucent"
    assert first.problem == ""


def test_an_added_folder_is_told_without_being_loaded_or_copied(tmp_path, folder):
    path = marian(tmp_path)
    entry = add_folder(path)
    assert (entry.name, entry.family) == ("opus-mt-en-fi", "OPUS-MT (Marian)")
    assert (entry.source_language, entry.target_language) == ("English", "Finnish")
    assert entry.licence == "apache-2.0"
    assert entry.origin == "on this computer" and entry.added and not entry.shipped
    assert entry.size == sum(len(content) for content in marian_files().values())
    assert find_model(entry.key) == path
    assert find_model("OPUS-mt-en-fi") == path  # by name, in whatever case
    assert [kept.name for kept in folder.iterdir() if kept.is_dir()] == []


def test_an_exported_folder_keeps_its_languages_under_any_name(tmp_path):
    """Its config.json says them, as the model itself does once it is loaded."""
    told = {"source_language": "Korean", "target_language": "Basque"}
    files = {**marian_files(), "config.json": json.dumps({"model_type": "marian", "translucent": told}).encode()}
    assert add_folder(write_files(tmp_path / "mine", files)).languages == "Korean \u2192 Basque"
    files["config.json"] = json.dumps({"model_type": "marian", "translucent": 3}).encode()
    assert add_folder(write_files(tmp_path / "opus-mt-en-fi", files)).languages == "English \u2192 Finnish"


def test_adding_the_same_folder_twice_or_by_its_config_gives_one_entry(tmp_path):
    path = marian(tmp_path)
    assert add_folder(path) == add_folder(path / "config.json") == add_folder(tmp_path / "." / path.name)
    assert len(entries()) == 3


@pytest.mark.parametrize(
    ("files", "says"),
    [
        ({}, "holds no config.json"),
        ({"config.json": b'{"model_type": "gpt2"}', "model.safetensors": b"x"}, "'gpt2' model has no encoder"),
        ({"config.json": b'{"model_type": "whisper", "is_encoder_decoder": true}', "model.safetensors": b"x"},
         "'whisper'"),
        ({"config.json": b"{", "model.safetensors": b"x"}, "is not JSON"),
        ({"config.json": b'{"model_type": "marian"}', "tf_model.h5": b"x"}, "TensorFlow .tf_model.h5"),
        ({"config.json": b'{"model_type": "marian"}'}, "holds no weights"),
        ({"config.json": b'{"model_type": "marian"}', "model-00001-of-00002.safetensors": b"x",
          "model.safetensors.index.json": b"{}"}, "parts of its weights are missing"),
        ({"model.safetensors": b"x"}, "weights but no config.json"),
        ({"config.json": b'{"model_type": "x", "is_encoder_decoder": true, "auto_map": {}}', "model.safetensors": b"x"},
         "code of its own"),
    ],
)  # fmt: skip
def test_what_is_no_model_is_refused_in_one_sentence(tmp_path, files, says):
    path = write_files(tmp_path / "thing", files)
    with pytest.raises(UserError, match=says):
        add_folder(path)
    assert len(entries()) == 2


def test_a_plain_checkpoint_is_told_by_its_toml(tmp_path):
    toml = """
checkpoint = "weights.pt"
name = "mine"
[languages]
source = "Greek"
target = "Thai"
[vocabulary]
source = "both.model"
[architecture]
heads = 8
norm = "post"
activation = "relu"
positions = "table"
scale_embedding = true
"""
    files = {"checkpoint.toml": toml.encode(), "weights.pt": b"w" * 70, "both.model": b"p" * 30}
    path = write_files(tmp_path / "plain", files)
    entry = add_folder(path)
    assert (entry.name, entry.languages, entry.size) == ("mine", "Greek → Thai", 100)
    assert find_model(str(path / "checkpoint.toml")) == path / "checkpoint.toml"
    (path / "weights.pt").unlink()
    assert "weights.pt is gone" in str(entries()[-1].problem)
    (path / "checkpoint.toml").write_text("[[")
    assert "not valid TOML" in str(entries()[-1].problem)


def test_a_training_is_a_model_once_it_has_learnt_something(tmp_path):
    run = write_files(tmp_path / "en-fi", {"config.toml": b"", "status.json": b"{}"})
    with pytest.raises(UserError, match="nothing yet"):
        add_folder(run)
    write_files(run / "checkpoints", {"step-10.safetensors": b"x" * 50})
    entry = add_folder(run)
    assert (entry.family, entry.languages, entry.size) == ("Translucent", "English → Finnish", 50)


def test_a_folder_of_models_names_them_and_a_missing_one_is_told(tmp_path):
    for name in ("opus-mt-en-fi", "opus-mt-en-sv"):
        marian(tmp_path / "many", name)
    with pytest.raises(UserError, match="choose one of them: opus-mt-en-fi, opus-mt-en-sv"):
        add_folder(tmp_path / "many")
    with pytest.raises(UserError, match="no folder"):
        add_folder(tmp_path / "nowhere")


def test_an_added_folder_that_goes_stays_listed_with_its_problem(tmp_path):
    path = marian(tmp_path)
    key = add_folder(path).key
    path.rename(tmp_path / "elsewhere")
    gone = entries()[-1]
    assert gone.key == key and "is gone; put it back" in str(gone.problem)
    with pytest.raises(UserError, match="is gone"):
        find_model(gone.name)
    (tmp_path / "elsewhere").rename(path)
    assert entries()[-1].problem == ""


def test_a_damaged_config_is_a_problem_not_a_crash(tmp_path):
    path = marian(tmp_path)
    add_folder(path)
    (path / "config.json").write_bytes(b"\xff\xfe{")
    assert "damaged" in str(entries()[-1].problem)


def test_removing_forgets_an_added_folder_and_touches_no_file(tmp_path):
    path = marian(tmp_path)
    before = sorted(path.iterdir())
    remove(add_folder(path).key)
    assert len(entries()) == 2 and sorted(path.iterdir()) == before


def test_removing_deletes_what_stands_in_the_programs_own_folder(folder):
    path = marian(folder)
    (entry,) = search("finnish")
    remove(entry.key)
    assert not path.exists() and len(entries()) == 2
    assert not list(folder.glob(".deleted-*"))


def test_shipped_models_cannot_be_removed():
    with pytest.raises(UserError, match="comes with the program"):
        remove("en-de")
    assert (library.MODELS / "en-de" / "config.json").is_file()


def test_renaming_keeps_the_key_and_needs_a_free_name(tmp_path):
    entry = add_folder(marian(tmp_path))
    assert rename(entry.key, "  My\tmodel ").name == "My model"
    assert find_model("my model") == entry.path
    assert rename("en-de", "Deutsch").key == "en-de"
    assert names()[0] == "Deutsch"
    for name, says in (
        ("", "empty"),
        (" \n", "empty"),
        ("DEUTSCH", "already"),
        ("en-fr", "already"),
        ("x" * 101, "100"),
    ):
        with pytest.raises(UserError, match=says):
            rename(entry.key, name)
    assert rename(entry.key, "MY MODEL").name == "MY MODEL"  # its own name is free for itself


def test_two_models_of_one_name_are_told_apart(tmp_path):
    add_folder(marian(tmp_path / "a"))
    add_folder(marian(tmp_path / "b"))
    assert names()[2:] == ["opus-mt-en-fi", "opus-mt-en-fi (2)"]


def test_search_finds_every_word_anywhere(tmp_path):
    add_folder(marian(tmp_path))
    assert [entry.name for entry in search("FINNISH marian")] == ["opus-mt-en-fi"]
    assert [entry.key for entry in search("german")] == ["en-de"]
    assert search("finnish french") == []
    assert len(search("")) == 3


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b"\xff", b'{"format": "translucent-library/1", "added": 3, "names": {}}']
)
def test_a_damaged_list_is_put_aside_and_used_on(tmp_path, folder, content):
    folder.mkdir()
    (folder / "library.json").write_bytes(content)
    assert len(entries()) == 2 and len(entries()) == 2
    (aside,) = folder.glob("library.damaged-*.json")
    assert aside.read_bytes() == content
    assert str(aside) in str(library.notice())
    add_folder(marian(tmp_path))
    assert len(entries()) == 3
    assert len(list(folder.glob("library.damaged-*.json"))) == 1


def test_a_list_that_cannot_be_read_now_is_not_written_anew(tmp_path, folder, monkeypatch):
    """As when another program holds it on Windows: what it remembers would be lost for good."""
    add_folder(marian(tmp_path))
    before = (folder / "library.json").read_bytes()
    read = Path.read_bytes

    def refuse(self: Path) -> bytes:
        if self.name == "library.json":
            raise PermissionError(13, "Permission denied")
        return read(self)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "read_bytes", refuse)
        with pytest.raises(UserError, match="so nothing was changed"):
            add_folder(marian(tmp_path, "opus-mt-en-sv"))
        with pytest.raises(UserError, match="so nothing was changed"):
            rename("en-de", "mine")
    assert (folder / "library.json").read_bytes() == before


def test_an_empty_name_is_nobodys(tmp_path):
    """Most models have no repository, which is "" too."""
    for ask in (
        remove,
        find_model,
        library.find_entry,
        lambda name: rename(name, "x"),
        lambda name: add_folder(Path(name)),
    ):
        with pytest.raises(UserError, match=r"name is empty|no model named ''"):
            ask("")


def test_a_name_that_no_disk_takes_in_a_downloads_record_is_a_problem(folder):
    path = marian(folder)
    (path / "origin.json").write_text(json.dumps({"repository": "a/b", "files": {"x\0y": 1}}))
    assert "is missing" in str(next(entry for entry in entries() if entry.path == path).problem)


def test_parts_that_claim_to_be_a_great_many_are_told_at_once():
    index = "model.safetensors.index.json"
    for count in ("999999", "9" * 30, "9" * 5000):
        assert needed_files(["config.json", index, f"model-00001-of-{count}.safetensors"]).problem
    assert not needed_files(["config.json", index, "model-1-of-2.safetensors", "model-2-of-2.safetensors"]).problem


def test_what_can_be_read_of_a_damaged_list_is_kept(tmp_path, folder):
    path = marian(tmp_path)
    folder.mkdir()
    values = {"format": "translucent-library/1", "added": [3, str(path)], "names": {str(path): "Suomi", "en-de": 7}}
    (folder / "library.json").write_text(json.dumps(values))
    assert names() == ["English → German", "English → French", "Suomi"]
    assert library.notice()


def test_hidden_folders_and_folders_without_a_model_never_appear(folder):
    marian(folder / ".downloads", "half")
    marian(folder, ".deleted-7-opus-mt-en-fi")  # deleting it was cut off
    (folder / "empty").mkdir(parents=True)
    assert len(entries()) == 2


def test_a_downloaded_model_that_lost_a_file_says_so(folder):
    path = marian(folder)
    sizes = {name: len(content) for name, content in marian_files().items()}
    origin = {"repository": "Helsinki-NLP/opus-mt-en-fi", "revision": "a" * 40, "licence": "cc-by-4.0", "files": sizes}
    (path / "origin.json").write_text(json.dumps(origin))
    (entry,) = search("finnish")
    assert (entry.problem, entry.licence) == ("", "cc-by-4.0")
    assert entry.origin == f"Helsinki-NLP/opus-mt-en-fi at {'a' * 12}"
    assert find_model("Helsinki-NLP/opus-mt-en-fi") == path
    with (path / "model.safetensors").open("ab") as file:
        file.truncate(10)
    assert "model.safetensors was changed" in str(entries()[-1].problem)


ADDING = """
import sys
from pathlib import Path
from model.library.library import add_folder, rename
for path in sys.argv[2:]:
    rename(add_folder(Path(path)).key, f"{sys.argv[1]} {Path(path).name}")
"""


def test_two_processes_at_once_lose_nothing(tmp_path):
    groups = [[str(marian(tmp_path, f"{group}-{n}")) for n in range(12)] for group in "ab"]
    at_once = [
        subprocess.Popen([sys.executable, "-c", ADDING, group, *paths], cwd=ROOT, env={**os.environ})
        for group, paths in zip("ab", groups, strict=True)
    ]
    assert [process.wait(60) for process in at_once] == [0, 0]
    assert {f"{group} {group}-{n}" for group in "ab" for n in range(12)} <= set(names())


def test_the_library_needs_no_torch(folder, tmp_path):
    marian(folder)
    code = (
        "import sys; sys.modules['torch'] = sys.modules['huggingface_hub'] = sys.modules['transformers'] = None\n"
        "from model.library.library import entries, search; assert len(entries()) == 3; assert search('Finnish')\n"
        "import model.library.hub"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)


@pytest.mark.parametrize(
    ("name", "pair"),
    [
        ("Helsinki-NLP/opus-mt-en-de", ("English", "German")),
        ("opus-mt-mt-en", ("Maltese", "English")),  # its "mt" in front is no Maltese
        ("opus-mt-tc-big-cat_oci_spa-en", ("Catalan, Occitan, Spanish", "English")),
        ("opus-mt-en-ROMANCE", ("English", "Romance languages")),
        ("opus-mt-en-cmn_Hans", ("English", "Mandarin Chinese (Simplified)")),
        ("opus-mt-en-de-finetuned-en-to-ro", ("English", "Romanian")),
        ("wmt19-en-de", ("English", "German")),
        ("/models/en2de/", ("English", "German")),
        ("nllb-200-distilled-600M", None),
        ("my-model", None),
        ("", None),
    ],
)
def test_languages_are_read_from_a_models_name(name, pair):
    assert languages_of(name) == pair


@pytest.mark.parametrize(
    ("code", "name"),
    [("de", "German"), ("deu", "German"), ("deu_Latn", "German"), ("de_DE", "German"), (">>deu<<", "German"),
     ("__de__", "German"), ("zho_Hant", "Chinese (Traditional)"), ("zh_CN", "Chinese (Simplified)"),
     ("pt_BR", "Portuguese (Brazil)"), ("srp_Cyrl", "Serbian (Cyrillic)"), (">>xyz_Foo<<", "xyz_Foo"), ("", "")],
)  # fmt: skip
def test_a_language_code_has_an_english_name(code, name):
    assert language_name(code) == name
