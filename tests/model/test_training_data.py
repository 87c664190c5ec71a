"""From a recipe's [data] to encoded pairs: files, held-out pairs, the grammar, vocabularies, the cache."""

from __future__ import annotations

import os
import threading
from pathlib import Path
from typing import Any

import pytest

from model.errors import UserError
from model.training.recipe import DataRecipe, Recipe
from model.training.training_data import TrainingData, cache_folder, prepare_data
from tests.model.corpora import reversal_pairs, toy_recipe, write_pairs


def prepare(folder: Path, recipe: Recipe, **arguments: Any) -> TrainingData:
    return prepare_data(recipe, folder / "run", 32, folder / "cache", **arguments)


def texts(data: TrainingData) -> list[tuple[str, str]]:
    return [data.train.texts(i) for i in range(len(data.train))]


def test_files_are_cleaned_encoded_and_kept_apart(tmp_path: Path) -> None:
    recipe = toy_recipe(tmp_path)
    test = reversal_pairs(7, seed=4)
    recipe = toy_recipe(tmp_path, test=str(write_pairs(tmp_path / "test.tsv", test)))
    data = prepare(tmp_path, recipe)
    assert data.test_pairs == test
    assert data.valid_pairs == reversal_pairs(300)[-20:]
    assert data.report is not None and data.report.read == 280 and data.report.kept == len(data.train)
    assert not set(texts(data)) & set(data.valid_pairs)
    for i in range(0, len(data.train), 40):
        source, target = data.train.ids(i)
        assert data.source_tokenizer.decode(source.tolist()) == data.train.texts(i)[0]
        assert data.target_tokenizer.decode(target.tolist()) == data.train.texts(i)[1]


def test_without_a_validation_file_pairs_are_held_out_always_the_same_ones(tmp_path: Path) -> None:
    recipe = toy_recipe(tmp_path, valid="", valid_pairs=30)
    data = prepare(tmp_path, recipe)
    assert len(data.valid_pairs) == 30
    assert not {source for source, _ in texts(data)} & {source for source, _ in data.valid_pairs}
    again = prepare_data(recipe, tmp_path / "run", 32, tmp_path / "other-cache")
    assert (again.valid_pairs, texts(again)) == (data.valid_pairs, texts(data))
    with pytest.raises(UserError, match="too few"):
        prepare(tmp_path, toy_recipe(tmp_path, valid="", valid_pairs=200))


def test_the_grammar_needs_no_files(tmp_path: Path) -> None:
    recipe = Recipe("x", DataRecipe(builtin="en-ko", builtin_pairs=200, valid_pairs=50, vocab_size=0))
    data = prepare(tmp_path, recipe)
    assert data.report is None
    assert (len(data.valid_pairs), len(data.test_pairs)) == (50, 1000)
    assert len(data.train) + data.train.too_long == 200
    sources = {source for source, _ in texts(data)}
    assert not sources & {source for source, _ in data.valid_pairs}
    assert not sources & {source for source, _ in data.test_pairs}


def test_the_vocabulary_is_learnt_once_and_belongs_to_the_run(tmp_path: Path) -> None:
    recipe = toy_recipe(tmp_path, joint_vocab=False, tying="target")
    doing: list[str] = []
    data = prepare(tmp_path, recipe, progress=lambda what, share: doing.append(what))
    assert data.source_tokenizer is not data.target_tokenizer
    assert doing.count("learning the vocabulary") == 2
    kept = [(tmp_path / "run" / f"{side}.model").read_bytes() for side in ("source", "target")]
    doing.clear()
    again = prepare(tmp_path, recipe, progress=lambda what, share: doing.append(what))
    assert "learning the vocabulary" not in doing and "encoding" not in doing  # and the cache has the rest
    assert [again.source_tokenizer.model, again.target_tokenizer.model] == kept


def test_a_changed_file_is_read_anew(tmp_path: Path) -> None:
    recipe = toy_recipe(tmp_path)
    before = prepare(tmp_path, recipe)
    write_pairs(Path(recipe.data.train), reversal_pairs(100, seed=5))
    after = prepare(tmp_path, recipe)
    assert len(after.train) < len(before.train)
    assert set(texts(after)) <= set(reversal_pairs(100, seed=5))


@pytest.mark.parametrize("size", [0, 25])
def test_the_size_of_the_vocabulary_is_the_recipe_s_or_what_the_text_allows(size: int, tmp_path: Path) -> None:
    found = prepare(tmp_path, toy_recipe(tmp_path, vocab_size=size)).source_tokenizer.size
    assert found == size or (size == 0 and 14 < found < 200)


def test_an_impossible_vocabulary_says_how_large_it_may_be(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"5000 pieces.*at most \d+.*choose another vocab_size"):
        prepare(tmp_path, toy_recipe(tmp_path, vocab_size=5000))
    assert not (tmp_path / "run" / "joint.model").exists()


def test_what_stops_it_leaves_nothing_half_made(tmp_path: Path) -> None:
    class StopError(Exception):
        pass

    recipe = toy_recipe(tmp_path)
    seen: set[str] = set()

    def stop_at_something_new(doing: str, _share: float) -> None:
        if doing not in seen:
            seen.add(doing)
            raise StopError

    while True:
        try:
            data = prepare(tmp_path, recipe, progress=stop_at_something_new)
            break
        except StopError:
            assert not list((tmp_path / "cache").glob("*.part"))
    assert {"reading", "learning the vocabulary", "encoding"} <= seen
    assert len(data.train) > 200


def test_the_cache_is_where_the_environment_says(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("TRANSLUCENT_CACHE", str(tmp_path / "mine"))
    assert cache_folder() == tmp_path / "mine"
    monkeypatch.delenv("TRANSLUCENT_CACHE")
    assert cache_folder().name == "corpora"


def test_what_is_left_out_is_told_with_the_reasons_and_the_place_of_the_report(tmp_path: Path) -> None:
    recipe = toy_recipe(tmp_path)
    path = Path(recipe.data.train)
    path.write_bytes(path.read_bytes() + b"a b\tc\td\n" * 3 + b"f\xfcr\tpour\n")
    told = [str(notice) for notice in prepare(tmp_path, recipe).notices]
    reasons = "4 translation equals source, 3 with more columns than most lines, 1 not UTF-8 text"
    where = tmp_path / "run" / "cleaning.json"
    assert told == [f"8 of 284 lines are left out: {reasons}. Examples are in {where}."]


@pytest.mark.parametrize("columns", [{}, {"valid_source_column": "1", "valid_target_column": "2"}])
def test_validation_pairs_may_be_written_in_another_format(tmp_path: Path, columns: dict[str, str]) -> None:
    pairs = reversal_pairs(300)
    unit = '<tu><tuv xml:lang="en"><seg>{}</seg></tuv><tuv xml:lang="de"><seg>{}</seg></tuv></tu>'
    units = "".join(unit.format(*pair) for pair in pairs[:-20])
    (tmp_path / "a.tmx").write_text(f"<tmx><body>{units}</body></tmx>", encoding="utf-8")
    recipe = toy_recipe(tmp_path, train=str(tmp_path / "a.tmx"), source_column="en", target_column="de", **columns)
    data = prepare(tmp_path, recipe)
    assert data.valid_pairs == pairs[-20:] and set(texts(data)) <= set(pairs[:-20])
    turned = toy_recipe(tmp_path, valid_source_column="2", valid_target_column="1")
    assert prepare(tmp_path, turned).valid_pairs == [(target, source) for source, target in pairs[-20:]]
    with pytest.raises(UserError, match="no column 'en'"):
        prepare(tmp_path, toy_recipe(tmp_path, valid_source_column="en"))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_pairs_from_a_pipe_are_read_once_and_kept_for_a_resumed_run(tmp_path: Path) -> None:
    recipe = toy_recipe(tmp_path)
    content = Path(recipe.data.train).read_bytes()
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_bytes, args=(content,))
    writer.start()
    piped = toy_recipe(tmp_path, train=str(pipe))
    first = prepare(tmp_path, piped)
    writer.join()
    again = prepare(tmp_path, piped, begun_with=first.content)  # would wait for ever if it opened the pipe
    pipe.unlink()
    gone = prepare(tmp_path, piped, begun_with=first.content)
    assert texts(first) == texts(again) == texts(gone) == texts(prepare(tmp_path, recipe))
