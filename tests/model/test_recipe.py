"""What a recipe says: every key is documented with its default, and the learning rate's curve is the paper's."""

from __future__ import annotations

import dataclasses
import itertools
import json
import re
import typing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.data.cleaning import CleaningRecipe
from model.network.architectures import ARCHITECTURES, DEFAULT
from model.training.recipe import RECIPES, DataRecipe, TrainingRecipe
from model.training.recipe_file import DECIDED, FOREIGN
from model.training.schedule import learning_rate

DOCUMENTATION = Path(__file__).parents[2] / "docs" / "configuration.md"


def table(heading: str) -> dict[str, list[str]]:
    """The cells of each row under a heading, by the key in the first one."""
    part = DOCUMENTATION.read_text(encoding="utf-8").split(f"\n## {heading}\n")[1].split("\n## ")[0]
    rows = [
        [cell.strip() for cell in line.strip("|").split(" | ")] for line in part.splitlines() if line.startswith("|")
    ]
    return {found[1]: row[1:] for row in rows if (found := re.fullmatch(r"`(\w+)`", row[0].strip("| ")))}


def written(value: Any) -> str:
    """As it stands in a TOML file."""
    return f"`{json.dumps(value)}`"


@pytest.mark.parametrize(("heading", "kind"), [("[data]", DataRecipe), ("[cleaning]", CleaningRecipe),
                                               ("[training]", TrainingRecipe)])  # fmt: skip
def test_every_key_is_documented_with_its_type_and_default(heading: str, kind: Any) -> None:
    documented = table(heading)
    assert list(documented) == [field.name for field in dataclasses.fields(kind)]
    names = {"bool": "true or false", "int": "whole number", "float": "number", "str": "text"}
    for field in dataclasses.fields(kind):
        shown_type, default, meaning = documented[field.name]
        assert default == written(field.default), field.name
        assert shown_type == names.get(str(field.type), "one of"), field.name
        assert len(meaning) > 10, field.name
        if shown_type == "one of":
            for option in re.findall(r'"([\w-]*)"', str(field.type)):
                assert f'`"{option}"`' in meaning, (field.name, option)


@pytest.mark.parametrize("name", ARCHITECTURES)
def test_every_size_of_every_architecture_is_documented(name: str) -> None:
    kind = ARCHITECTURES[name].config_class()
    own = table("[model]" if name == DEFAULT else f'[model] with architecture "{name}"')
    documented = {**table("[model]"), **own}
    left_out = {*DECIDED, *FOREIGN}
    fields = {field.name: field for field in dataclasses.fields(kind) if field.name not in left_out}
    assert set(own) <= {"architecture", "preset", *fields}
    for key, field in fields.items():
        assert documented[key][1] == written(field.default), key
        for option in getattr(typing.get_type_hints(kind)[key], "__args__", ()):
            assert f'`"{option}"`' in documented[key][2], (key, option)
    for preset in kind.presets:
        assert f'`"{preset}"`' in documented["preset"][2]
    assert f'`"{name}"`' in documented["architecture"][2]


@pytest.mark.parametrize("name", RECIPES)
def test_every_named_recipe_is_documented_with_its_values(name: str) -> None:
    text = DOCUMENTATION.read_text(encoding="utf-8")
    part = text.split("\n## Named recipes\n")[1].split(f"\n### {name}\n")[1].split("\n#")[0]
    for keys in RECIPES[name].values():
        for key, value in keys.items():
            assert re.search(rf"(?m)^{key} = {re.escape(json.dumps(value))}$", part), key


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
