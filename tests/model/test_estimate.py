"""How long a training will take: numbers that hang together, and nothing left behind."""

from __future__ import annotations

from pathlib import Path

import pytest

from model.bundle.tokenizer import Tokenizer
from model.data.grammar import generate
from model.errors import UserError
from model.network.transformer import Transformer
from model.training.estimate import estimate
from model.training.recipe_file import parse_recipe
from model.training.updater import Updater
from tests.model.corpora import toy_recipe

pytestmark = pytest.mark.usefixtures("one_thread")


def test_it_names_the_parameters_and_times_every_update(tmp_path: Path) -> None:
    recipe = toy_recipe(tmp_path, vocab_size=60, steps=500, accumulate=3)
    before = sorted(tmp_path.rglob("*"))
    found = estimate(recipe)
    assert found.parameters == Transformer(recipe.network_config(60, 60)).parameter_count()
    assert found.updates == 500
    assert 0 < found.seconds_per_update < 60
    assert found.seconds == pytest.approx(500 * found.seconds_per_update)
    assert (str(found.device), found.precision) == ("CPU, 1 thread", "float32")
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize(
    "changes",
    [
        {"max_positions": 3},
        {"vocab_size": 4},
        {"batch_tokens": 1},
        {"r_drop": 1.0, "ema_decay": 0.9},
        {"vocab_size": 0},
    ],
    ids=str,
)
def test_recipes_at_the_edges_have_an_estimate_too(changes: dict[str, float], tmp_path: Path) -> None:
    assert estimate(toy_recipe(tmp_path, **changes)).seconds > 0


def test_the_built_in_corpus_is_taken_to_need_few_pieces(tmp_path: Path) -> None:
    usual = toy_recipe(tmp_path, train="", valid="", builtin="en-de", vocab_size=8000)
    few = toy_recipe(tmp_path, train="", valid="", builtin="en-de", vocab_size=0)
    files = toy_recipe(tmp_path, vocab_size=8000)
    assert estimate(usual).parameters == estimate(few).parameters < estimate(files).parameters


def test_the_classroom_has_as_many_parameters_as_estimated(tmp_path: Path) -> None:
    recipe = parse_recipe('name = "x"\nrecipe = "classroom"\n[data]\nbuiltin_pairs = 1000', tmp_path)
    pairs = [(pair.source, pair.target) for pair in generate("en-de", 1000, part="train")]
    learnt = Tokenizer.train((text for pair in pairs for text in pair), recipe.data.vocab_size, "bpe", exactly=False)
    assert estimate(recipe).parameters == Transformer(recipe.network_config(learnt.size, learnt.size)).parameter_count()


def test_a_missing_device_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="toaster"):
        estimate(toy_recipe(tmp_path, device="toaster"))


def test_too_little_memory_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_arguments: object) -> None:
        raise RuntimeError("[enforce fail at alloc_cpu.cpp:127] . DefaultCPUAllocator: can't allocate memory")

    monkeypatch.setattr(Updater, "update", full)
    with pytest.raises(
        UserError, match=r"^The memory of CPU, 1 thread is too small for this training; choose a smaller"
    ):
        estimate(toy_recipe(tmp_path))


def test_a_rate_that_ruins_the_model_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(
        UserError, match=r"^A few updates already ruin the model; lower \[training\] peak_learning_rate"
    ):
        estimate(toy_recipe(tmp_path, peak_learning_rate=1e9, warmup_steps=1))
