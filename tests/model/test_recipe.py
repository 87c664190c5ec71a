"""A training configuration: every mistake refused by name before anything runs, and the learning rate's curve."""

from __future__ import annotations

import dataclasses
import itertools
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.config import PRESETS
from model.errors import UserError
from model.recipe import DataRecipe, Recipe, TrainingRecipe, learning_rate, parse_recipe, read_recipe

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
    assert recipe.model_sizes() == {}
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
        "attribution": "by hand", "test": "/data/test.tsv",
    }  # fmt: skip
    recipe = parse(data="\n".join(f"{k} = {toml(v)}" for k, v in values.items()), model='tying = "target"')
    assert {key: getattr(recipe.data, key) for key in values} == values
    assert set(values) | {"train", "valid", "source_language", "target_language"} == {
        field.name for field in dataclasses.fields(DataRecipe)
    }
    changed = {
        field.name: "cpu" if field.name == "device" else "float32" if field.name == "precision"
        else 0.5 if isinstance(field.default, float) else 7
        for field in dataclasses.fields(TrainingRecipe)
    }  # fmt: skip
    recipe = parse(training="\n".join(f"{k} = {toml(v)}" for k, v in changed.items()))
    assert dataclasses.asdict(recipe.training) == changed


@pytest.mark.parametrize("preset", PRESETS)
def test_a_preset_gives_its_sizes_and_other_keys_override_it(preset: str) -> None:
    recipe = parse(model=f'preset = "{preset}"\nencoder_layers = 1\nnorm = "pre"')
    assert recipe.model_sizes() == {**PRESETS[preset], "encoder_layers": 1, "norm": "pre"}


REFUSED: list[tuple[dict[str, str], str]] = [
    ({"data": "vocabsize = 9"}, r"\[data\].*vocabsize"),
    ({"training": "learning_rate = 0.1"}, r"\[training\].*learning_rate"),
    ({"model": "depth = 3"}, r"\[model\].*depth"),
    ({"model": "source_vocab_size = 300"}, r"\[model\].*source_vocab_size"),
    ({"model": "pad_id = 5"}, r"\[model\].*pad_id"),
    ({"top": 'name = "x"\nversion = 2'}, "version"),
    ({"top": ""}, "name"),
    ({"top": "name = 3"}, "name"),
    ({"data": 'vocab_size = "8000"'}, "vocab_size.*int"),
    ({"data": "vocab_size = 80.5"}, "vocab_size.*int"),
    ({"data": "vocab_size = true"}, "vocab_size.*int"),
    ({"data": "joint_vocab = 1"}, "joint_vocab.*bool"),
    ({"data": 'vocab_kind = "word"'}, "vocab_kind.*unigram, bpe"),
    ({"data": "vocab_kind = []"}, "vocab_kind.*unigram, bpe"),
    ({"data": "subword_alpha = -0.1"}, "subword_alpha.*negative"),
    ({"data": "subword_alpha = nan"}, "subword_alpha"),
    ({"data": "attribution = 2"}, "attribution.*str"),
    ({"data": "vocab_size = 0"}, "vocab_size"),
    ({"data": "max_pieces = 0"}, "max_pieces"),
    ({"data": "joint_vocab = false"}, "joint_vocab"),  # tying "all" would share one matrix between two vocabularies
    ({"training": 'steps = "many"'}, "steps.*int"),
    ({"training": "steps = 1.5"}, "steps.*int"),
    ({"training": "peak_learning_rate = true"}, "peak_learning_rate.*float"),
    ({"training": "peak_learning_rate = nan"}, "peak_learning_rate"),
    ({"training": "peak_learning_rate = inf"}, "peak_learning_rate"),
    ({"training": "clip_norm = -1"}, "clip_norm.*negative"),
    ({"training": "seed = -1"}, "seed.*negative"),
    ({"training": "label_smoothing = 1.0"}, "label_smoothing"),
    ({"training": 'precision = "int8"'}, "precision.*auto, float32, bfloat16"),
    ({"model": 'preset = "huge"'}, "preset.*huge.*base"),
    ({"model": "preset = []"}, "preset"),
    ({"model": 'd_model = "wide"'}, "d_model"),
    ({"model": "d_model = 100"}, "d_model 100.*8 heads"),
    ({"model": "dropout = 1.5"}, "dropout"),
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


@pytest.mark.parametrize("key", ["train", "valid", "source_language", "target_language"])
def test_a_missing_key_is_named(key: str) -> None:
    without = "\n".join(line for line in text().splitlines() if not line.startswith(f"{key} "))
    with pytest.raises(UserError, match=rf"\[data\] lacks '{key}'"):
        parse_recipe(without, FOLDER, "en-de.toml")


@pytest.mark.parametrize("broken", ["name = ", "[data", "name = 'a'\nname = 'b'", "\x00"])
def test_broken_toml_is_refused(broken: str) -> None:
    with pytest.raises(UserError, match=r"en-de\.toml.*TOML"):
        parse_recipe(broken, FOLDER, "en-de.toml")


@pytest.mark.parametrize("part", ["data", "model", "training"])
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


# ---- the learning rate


@settings(deadline=None, max_examples=100)
@given(step=st.integers(1, 200_000), warmup=st.integers(1, 10_000), d_model=st.sampled_from([64, 256, 512, 1024]))
def test_the_learning_rate_is_equation_3(step: int, warmup: int, d_model: int) -> None:
    training = TrainingRecipe(warmup_steps=warmup)
    paper = d_model**-0.5 * min(step**-0.5, step * warmup**-1.5)
    assert learning_rate(step, training, d_model) == pytest.approx(paper, rel=1e-9)


def test_the_base_model_s_peak_is_the_known_number_and_comes_at_the_end_of_the_warm_up() -> None:
    rates = [learning_rate(step, TrainingRecipe(), 512) for step in range(1, 12_001)]
    assert max(rates) == pytest.approx(6.99e-4, rel=1e-3)
    assert rates.index(max(rates)) + 1 == 4000


def test_a_given_peak_is_reached_at_the_end_of_the_warm_up() -> None:
    training = TrainingRecipe(warmup_steps=50, peak_learning_rate=0.002)
    rates = [learning_rate(step, training, 512) for step in range(1, 500)]
    assert max(rates) == rates[49] == pytest.approx(0.002)
    assert rates[0] == pytest.approx(0.002 / 50)
    assert rates[199] == pytest.approx(0.001)  # four times the warm-up, half the rate


def test_the_cool_down_falls_to_almost_nothing_but_never_to_nothing() -> None:
    plain = TrainingRecipe(steps=1000, warmup_steps=100)
    training = dataclasses.replace(plain, cooldown_steps=200)
    for step in range(1, 801):
        assert learning_rate(step, training, 64) == learning_rate(step, plain, 64)
    falling = [learning_rate(step, training, 64) for step in range(801, 1001)]
    assert all(later < earlier for earlier, later in itertools.pairwise(falling))
    assert 0 < falling[-1] < 0.006 * learning_rate(1000, plain, 64)
    assert learning_rate(1100, training, 64) == 0.0  # resumed beyond its end: nothing moves
