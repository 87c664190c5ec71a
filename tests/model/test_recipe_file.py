"""A training configuration as TOML: every mistake refused by name before anything runs, and nothing lost in writing."""

from __future__ import annotations

import dataclasses
import math
import os
import threading
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.data.cleaning import CleaningRecipe
from model.errors import UserError
from model.network.config import PRESETS, ModelConfig
from model.training.recipe import RECIPES, DataRecipe, Recipe, TrainingRecipe
from model.training.recipe_file import parse_recipe, read_recipe, recipe_text

FOLDER = Path("/data/run")
DATA = 'train = "train.tsv"\nvalid = "valid.tsv"\nsource_language = "English"\ntarget_language = "German"\n'


def text(data: str = "", model: str = "", training: str = "", top: str = 'name = "en-de"') -> str:
    return f"{top}\n[data]\n{DATA}{data}\n[model]\n{model}\n[training]\n{training}\n"


def parse(**parts: str) -> Recipe:
    return parse_recipe(text(**parts), FOLDER, "en-de.toml")


def toml(value: Any) -> str:
    return {True: "true", False: "false"}.get(value, repr(value)) if isinstance(value, bool) else repr(value)


def test_the_smallest_file_gives_the_paper_s_defaults() -> None:
    recipe = parse_recipe(f'name = "en-de"\n[data]\n{DATA}', FOLDER)
    assert recipe.training == TrainingRecipe()
    assert recipe.network_config(9, 9) == ModelConfig(9, 9)
    assert recipe.cleaning == CleaningRecipe()
    assert (recipe.training.label_smoothing, recipe.training.warmup_steps) == (0.1, 4000)
    assert recipe.data.vocab_kind == "unigram"


def test_relative_paths_count_from_the_folder_and_absolute_ones_stay() -> None:
    recipe = parse_recipe(
        text().replace('"train.tsv"', '"../pairs/train.tsv.gz"').replace('"valid.tsv"', '"/other/valid.tsv"'), FOLDER
    )
    assert recipe.data.train == str(Path("/data/pairs/train.tsv.gz").resolve())
    assert recipe.data.valid == str(Path("/other/valid.tsv").resolve())


def test_every_key_of_every_table_can_be_set() -> None:
    values = {
        "vocab_size": 500, "vocab_kind": "bpe", "joint_vocab": False, "max_pieces": 40, "subword_alpha": 0.2,
        "attribution": "by hand", "test": str(Path("/data/test.tsv").resolve()), "format": "lines",
        "train_target": str(Path("/data/t").resolve()), "valid_target": str(Path("/data/v").resolve()),
        "test_target": str(Path("/data/u").resolve()), "source_column": "2", "target_column": "3",
        "valid_format": "lines", "valid_source_column": "4", "valid_target_column": "5",
        "test_format": "lines", "test_source_column": "6", "test_target_column": "7",
        "builtin_pairs": 5, "valid_pairs": 6, "vocab_sentences": 7,
    }  # fmt: skip
    recipe = parse(data="\n".join(f"{k} = {toml(v)}" for k, v in values.items()), model='tying = "target"')
    assert {key: getattr(recipe.data, key) for key in values} == values
    assert set(values) | {"train", "valid", "source_language", "target_language", "builtin"} == {
        field.name for field in dataclasses.fields(DataRecipe)
    }
    texts = {"device": "cpu", "precision": "float32", "best_by": "loss", "optimizer": "muon", "bleu_tokenizer": "zh"}
    changed = {
        field.name: texts[field.name] if field.name in texts
        else 0.5 if isinstance(field.default, float) else 7
        for field in dataclasses.fields(TrainingRecipe)
    }  # fmt: skip
    recipe = parse(training="\n".join(f"{k} = {toml(v)}" for k, v in changed.items()))
    assert dataclasses.asdict(recipe.training) == changed


@pytest.mark.parametrize("preset", PRESETS)
def test_a_preset_gives_its_sizes_and_other_keys_override_it(preset: str) -> None:
    recipe = parse(model=f'preset = "{preset}"\nencoder_layers = 1\nnorm = "pre"')
    assert recipe.network_config(9, 9) == ModelConfig(9, 9, **{**PRESETS[preset], "encoder_layers": 1, "norm": "pre"})


REFUSED: list[tuple[dict[str, str], str]] = [
    ({"data": "vocabsize = 9"}, r"\[data\].*vocabsize"),
    ({"training": "learning_rate = 0.1"}, r"\[training\].*learning_rate"),
    ({"model": "depth = 3"}, r"\[model\].*depth"),
    ({"model": "source_vocab_size = 300"}, r"\[model\].*source_vocab_size"),
    ({"model": "pad_id = 5"}, r"\[model\].*pad_id"),
    ({"top": 'name = "x"\nversion = 2'}, "version"),
    ({"top": ""}, "name"),
    ({"top": "name = 3"}, "name"),
    ({"data": 'vocab_size = "8000"'}, "vocab_size.*whole number"),
    ({"data": "vocab_size = 80.5"}, "vocab_size.*whole number"),
    ({"data": "vocab_size = true"}, "vocab_size.*whole number"),
    ({"data": "joint_vocab = 1"}, "joint_vocab.*true or false"),
    ({"data": 'vocab_kind = "word"'}, "vocab_kind.*'unigram', 'bpe'"),
    ({"data": "vocab_kind = []"}, "vocab_kind.*'unigram', 'bpe'"),
    ({"data": "subword_alpha = -0.1"}, "subword_alpha.*negative"),
    ({"data": "subword_alpha = nan"}, "subword_alpha"),
    ({"data": "attribution = 2"}, "attribution.*text"),
    ({"data": "subword_alpha = 1e307"}, "subword_alpha.*at most 1"),
    *(({"data": f"vocab_size = {size}"}, f"vocab_size is {size}.*at least 5") for size in (1, 2, 3, 4)),
    ({"data": "vocab_size = 2147483647"}, "vocab_size is 2147483647.*at most 1000000"),
    ({"data": 'test = "a\\u0000b"'}, "test holds a NUL"),
    ({"data": "valid_pairs = 2147483648"}, "valid_pairs.*at most 2147483647"),
    ({"data": "builtin = 'en-de'"}, "'builtin' or 'train'"),
    ({"data": "test_target = 'x'"}, "'test_target' without 'test'"),
    ({"data": "max_pieces = 600"}, "max_pieces 600.*512"),
    ({"data": "format = 'xml'"}, "format.*'tsv'"),
    ({"top": 'name = "x"\nrecipe = "best"'}, "recipe.*paper, small-data, classroom"),
    ({"training": "ema_decay = 1.0"}, "ema_decay.*less than 1"),
    ({"training": 'best_by = "ter"'}, "best_by.*'bleu', 'chrf', 'loss'"),
    ({"data": "max_pieces = 0"}, "max_pieces"),
    ({"data": "joint_vocab = false"}, "joint_vocab"),  # tying "all" would share one matrix between two vocabularies
    ({"training": 'steps = "many"'}, "steps.*whole number"),
    ({"training": "steps = 1.5"}, "steps.*whole number"),
    ({"training": "peak_learning_rate = true"}, "peak_learning_rate.*a number"),
    ({"training": "peak_learning_rate = nan"}, "peak_learning_rate"),
    ({"training": "peak_learning_rate = inf"}, "peak_learning_rate"),
    ({"training": "clip_norm = -1"}, "clip_norm.*negative"),
    ({"training": "seed = -1"}, "seed.*negative"),
    ({"training": f"seed = {2**64}"}, "seed.*at most 2147483647"),
    ({"training": f"accumulate = {2**63}"}, "accumulate.*at most 2147483647"),
    ({"training": "peak_learning_rate = 1e308"}, "peak_learning_rate.*at most 2147483647"),
    ({"training": f"peak_learning_rate = {10**400}"}, "peak_learning_rate.*at most 2147483647"),
    ({"training": "label_smoothing = 1.0"}, "label_smoothing"),
    ({"training": 'precision = "int8"'}, "precision.*'auto', 'float32', 'bfloat16'"),
    ({"model": 'preset = "huge"'}, "preset.*huge.*base"),
    ({"model": "preset = []"}, "preset"),
    ({"model": 'd_model = "wide"'}, "d_model"),
    ({"model": "d_model = 100"}, "d_model 100.*8 heads"),
    ({"model": f"d_model = {10**30}"}, "d_model.*at most 2147483647"),
    ({"model": f"d_ff = {2**31 - 1}"}, "d_ff.*at most"),
    ({"model": "dropout = 1.5"}, "dropout"),
    ({"model": "dropout = false"}, "dropout"),
    ({"model": "layer_norm_eps = false"}, "layer_norm_eps"),
    ({"model": 'norm = "both"'}, "norm"),
    *(
        ({"training": f"{key} = 0"}, f"{key}.*at least 1")
        for key in (
            "steps", "batch_tokens", "warmup_steps", "checkpoint_steps", "evaluate_steps", "log_steps",
            "average_checkpoints",
        )
    ),
]  # fmt: skip


@pytest.mark.parametrize(("parts", "named"), REFUSED, ids=lambda value: str(value))
def test_what_makes_no_sense_is_refused_by_name(parts: dict[str, str], named: str) -> None:
    with pytest.raises(UserError, match=rf"(?s)en-de\.toml.*{named}"):
        parse(**parts)


@pytest.mark.parametrize("key", ["source_language", "target_language"])
def test_a_missing_key_is_named(key: str) -> None:
    without = "\n".join(line for line in text().splitlines() if not line.startswith(f"{key} "))
    with pytest.raises(UserError, match=rf"\[data\] lacks '{key}'"):
        parse_recipe(without, FOLDER, "en-de.toml")


def test_pairs_must_come_from_somewhere() -> None:
    without = "\n".join(line for line in text().splitlines() if not line.startswith(("train ", "valid ")))
    with pytest.raises(UserError, match=r"names no pairs.*'train'.*'builtin'"):
        parse_recipe(without, FOLDER, "en-de.toml")


@pytest.mark.parametrize(
    "key", ["train", "valid", "test", "train_target", "valid_target", "test_target", "source_column", "target_column"]
)
def test_the_built_in_corpus_reads_no_files(key: str) -> None:
    with pytest.raises(UserError, match=rf"en-de\.toml.*built-in corpus 'en-ko'.*'builtin' or '{key}'"):
        parse_recipe(f'name = "x"\n[data]\nbuiltin = "en-ko"\n{key} = "2"', FOLDER, "en-de.toml")


@pytest.mark.parametrize("key", ["valid_format", "valid_source_column", "test_target_column"])
def test_how_a_file_is_written_is_said_of_a_file(key: str) -> None:
    part, _, rest = key.partition("_")
    with pytest.raises(UserError, match=rf"\[data\] has '{part}_{rest}' without '{part}'"):
        parse_recipe(
            f'name = "x"\n[data]\ntrain = "a"\nsource_language = "A"\ntarget_language = "B"\n{key} = "tsv"', FOLDER
        )


def test_standard_input_stays_what_it_is() -> None:
    assert parse_recipe(text().replace('"train.tsv"', '"-"'), FOLDER).data.train == "-"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_the_paths_of_a_configuration_from_a_pipe_count_from_the_working_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pipe = tmp_path / "elsewhere" / "pipe"
    pipe.parent.mkdir()
    os.mkfifo(pipe)
    monkeypatch.chdir(tmp_path)
    writer = threading.Thread(target=pipe.write_text, args=(text(),))
    writer.start()
    assert read_recipe(pipe).data.train == str(tmp_path.resolve() / "train.tsv")
    writer.join()


@pytest.mark.parametrize("broken", ["name = ", "[data", "name = 'a'\nname = 'b'", "\x00"])
def test_broken_toml_is_refused(broken: str) -> None:
    with pytest.raises(UserError, match=r"en-de\.toml.*TOML"):
        parse_recipe(broken, FOLDER, "en-de.toml")


@pytest.mark.parametrize(
    "value", ["9" * 5000, "0x" + "f" * 5000, "[" * 5000, "{a = " * 5000], ids=lambda value: value[:3]
)
def test_what_is_too_long_or_too_deep_to_be_read_is_refused(value: str) -> None:
    with pytest.raises(UserError, match=r"en-de\.toml holds a number too long or brackets too deep"):
        parse(training=f"seed = {value}")


@pytest.mark.parametrize("part", ["data", "cleaning", "model", "training"])
@pytest.mark.parametrize("value", ["3", '"text"', "[1, 2]", "[[1, 2]]", "true"])
def test_a_part_that_is_no_table_is_refused_by_name(part: str, value: str) -> None:
    rest = "" if part == "data" else f"[data]\n{DATA}"
    with pytest.raises(UserError, match=part):
        parse_recipe(f'name = "x"\n{part} = {value}\n{rest}', FOLDER, "en-de.toml")


@settings(deadline=None, max_examples=80)
@given(
    part=st.sampled_from(["data", "model", "training"]),
    key=st.sampled_from(
        [field.name for kind in (DataRecipe, TrainingRecipe) for field in dataclasses.fields(kind)]
        + ["preset", "d_model"]
    ),
    value=st.sampled_from(
        ["1", "-1", "0", "1.5", "-inf", "nan", '"x"', "true", "[]", "{a = 1}", "2020-01-01", "9" * 30]
    ),
)
def test_whatever_stands_there_gives_a_recipe_or_one_user_error(part: str, key: str, value: str) -> None:
    lines = text().replace(f"{key} = ", f"# {key} = ").splitlines()
    lines.insert(lines.index(f"[{part}]") + 1, f"{key} = {value}")
    try:
        recipe = parse_recipe("\n".join(lines), FOLDER, "en-de.toml")
    except UserError as error:
        assert "en-de.toml" in str(error) or key in str(error)
    else:
        assert isinstance(recipe, Recipe)


def test_reading_a_file(tmp_path: Path) -> None:
    path = tmp_path / "en-de.toml"
    path.write_text(text(), encoding="utf-8")
    assert read_recipe(path).data.train == str((tmp_path / "train.tsv").resolve())
    path.write_bytes(b'name = "\xff"')
    with pytest.raises(UserError, match=r"en-de\.toml.*UTF-8"):
        read_recipe(path)
    with pytest.raises(UserError, match=r"missing\.toml"):
        read_recipe(tmp_path / "missing.toml")
    with pytest.raises(UserError, match=tmp_path.name):
        read_recipe(tmp_path)


def test_the_recipes_in_the_documentation_are_valid() -> None:
    recipes = sorted((Path(__file__).parents[2] / "docs" / "recipes").glob("*.toml"))
    assert recipes
    for path in recipes:
        assert read_recipe(path).name


# ---- named recipes


@pytest.mark.parametrize("name", RECIPES)
def test_a_named_recipe_gives_its_values_and_the_file_s_own_go_first(name: str) -> None:
    recipe = parse_recipe(f'name = "x"\nrecipe = "{name}"\n[data]\n{DATA}\n[training]\nseed = 5\nsteps = 77', FOLDER)
    for key, value in RECIPES[name]["training"].items():
        assert getattr(recipe.training, key) == (77 if key == "steps" else value)
    assert recipe.training.seed == 5
    assert recipe.model == RECIPES[name]["model"]
    assert recipe.data.builtin == ""  # the file names pairs of its own


def test_the_classroom_needs_no_file() -> None:
    recipe = parse_recipe('name = "x"\nrecipe = "classroom"', FOLDER)
    assert recipe.data.builtin == "en-de"
    assert (recipe.data.source_language, recipe.data.target_language) == ("English", "German")
    korean = parse_recipe('name = "x"\nrecipe = "classroom"\n[data]\nbuiltin = "en-ko"', FOLDER)
    assert korean.data.target_language == "Korean"


# ---- writing

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12) | st.sampled_from(
    [
        '"',
        "\\",
        '\\"',
        "\\u0041",
        "\n",
        "\r\n",
        "\t",
        "\x00",
        "\x1f",
        "\x7f",
        "\x85",
        "\u2028",
        "'" * 3,
        '"' * 3,
        "#",
        "😀",
    ]
)


@settings(max_examples=150)
@given(
    name=TEXT.map(lambda text: "n" + text),
    texts=st.tuples(TEXT, TEXT, TEXT),
    number=st.integers(8, 10**6),
    real=st.floats(0, 2**31 - 1),
    below=st.floats(0, 1, exclude_max=True),
    flag=st.booleans(),
)
def test_a_recipe_written_is_the_recipe_read(
    name: str, texts: tuple[str, str, str], number: int, real: float, below: float, flag: bool
) -> None:
    recipe = Recipe(
        name=name,
        data=DataRecipe(
            train=str(Path("/data/train.tsv").resolve()),
            source_language="L" + texts[0],
            target_language="L" + texts[1],
            attribution=texts[2],
            source_column=texts[0],
            vocab_size=number,
            subword_alpha=below,
        ),
        cleaning=CleaningRecipe(drop_duplicates=flag, max_length_ratio=real),
        model={"preset": "tiny", "dropout": below, "scale_embedding": flag},
        training=TrainingRecipe(seed=number, peak_learning_rate=real, label_smoothing=below, device="d" + texts[1]),
    )
    assert parse_recipe(recipe_text(recipe), Path("/elsewhere")) == recipe


@pytest.mark.parametrize("name", RECIPES)
def test_a_named_recipe_is_written_out_so_that_it_means_the_same_for_ever(name: str, monkeypatch: Any) -> None:
    recipe = parse_recipe(f'name = "x"\nrecipe = "{name}"\n[data]\n{DATA}', FOLDER)
    written = recipe_text(recipe)
    monkeypatch.setattr("model.training.recipe_file.RECIPES", {})
    assert parse_recipe(written, Path("/elsewhere")) == recipe
    assert math.isclose(recipe.training.clip_norm, 0.0 if name == "paper" else 1.0)


def test_a_key_with_a_slip_names_the_one_that_was_meant() -> None:
    with pytest.raises(UserError, match="did you mean 'steps'"):
        parse(training="step = 3")
    with pytest.raises(UserError, match="did you mean 'd_model'"):
        parse(model="dmodel = 64")


def test_a_byte_order_mark_is_no_part_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "c.toml"
    path.write_bytes(b"\xef\xbb\xbf" + text().replace("\n", "\r\n").encode())
    assert read_recipe(path).name == "en-de"
