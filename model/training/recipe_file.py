"""Reading a recipe from TOML, where what makes no sense is refused by name before anything starts; and writing it."""

from __future__ import annotations

import difflib
import math
import tomllib
import typing
from collections.abc import Iterable
from dataclasses import MISSING, asdict, fields
from pathlib import Path
from typing import Any, Literal

from model.data.cleaning import CleaningRecipe
from model.errors import QT_TRANSLATE_NOOP, UserError
from model.files import toml_value
from model.training.recipe import RECIPES, DataRecipe, Recipe, TrainingRecipe

# Of a NetworkConfig: what the data decide, and what only other people's models have.
DECIDED = ("source_vocab_size", "target_vocab_size", "pad_id", "unknown_id", "start_id", "end_id")
FOREIGN: tuple[str, ...] = ("source_pad_id", "source_unknown_id", "source_start_id", "source_end_id")
FOREIGN += ("final_norm", "output_bias", "mask_pad")

_TABLES = ("data", "cleaning", "model", "training")
_PATHS = ("train", "train_target", "valid", "valid_target", "test", "test_target")
_OF_FILES = (*_PATHS, "format", "source_column", "target_column")
_LARGEST = 2**31 - 1  # more makes no sense for any number, and some libraries cannot take more
_AT_MOST = {"vocab_size": 1_000_000, "subword_alpha": 1}
_SMALLEST_VOCABULARY = 5  # four pieces are special
_AT_LEAST_ONE = {
    "data": ("max_pieces", "builtin_pairs", "valid_pairs", "vocab_sentences"),
    "training": (
        *("steps", "batch_tokens", "accumulate", "warmup_steps", "average_checkpoints"),
        *("checkpoint_steps", "evaluate_steps", "log_steps"),
    ),
}
_BELOW_ONE = ("label_smoothing", "ema_decay")
_TYPES = {int: "a whole number", float: "a number", bool: "true or false", str: "a text in quotes"}
_LANGUAGES = {"en": "English", "de": "German", "ko": "Korean"}


def _meant(key: str, known: Iterable[str]) -> str:
    """The key that was probably meant, or all that there are."""
    near = difflib.get_close_matches(key, known, 1)
    return f"did you mean '{near[0]}'" if near else f"it knows {', '.join(known)}"


def _fits(value: Any, wanted: Any) -> bool:
    if typing.get_origin(wanted) is Literal:
        return value in typing.get_args(wanted)
    if wanted is float:
        return isinstance(value, (int, float)) and not isinstance(value, bool)
    return isinstance(value, wanted) and (wanted is bool or not isinstance(value, bool))


def _table(values: dict[str, Any], name: str, file: str) -> dict[str, Any]:
    table = values.get(name, {})
    if not isinstance(table, dict):
        raise UserError(f"{file}: [{name}] must be a table of keys and values.")
    return dict(table)


def _check_size(name: str, key: str, value: Any, file: str) -> None:
    most = _AT_MOST.get(key, _LARGEST)
    if isinstance(value, (int, float)) and value > most:
        raise UserError(f"{file}: [{name}] {key} is {value}, but it must be at most {most}.")


def _section(kind: type, name: str, values: dict[str, Any], file: str) -> Any:
    """`kind(**values)` after checking every key and value; errors name the section and the key."""
    hints = typing.get_type_hints(kind)
    for key, value in values.items():
        if key not in hints:
            raise UserError(f"{file}: [{name}] has no key '{key}'; {_meant(key, hints)}.")
        if not _fits(value, hints[key]):
            wanted = hints[key]
            options = ", ".join(repr(option) for option in typing.get_args(wanted))
            expected = f"one of {options}" if options else _TYPES[wanted]
            raise UserError(f"{file}: [{name}] {key} is {value!r}, but it must be {expected}.")
        if isinstance(value, (int, float)) and not 0 <= value < math.inf:
            raise UserError(f"{file}: [{name}] {key} is {value}, but it cannot be negative, infinite or not a number.")
        _check_size(name, key, value, file)
        if key in _AT_LEAST_ONE.get(name, ()) and value < 1:
            raise UserError(f"{file}: [{name}] {key} is {value}, but it must be at least 1.")
        if key in _BELOW_ONE and value >= 1:
            raise UserError(f"{file}: [{name}] {key} is {value}, but it must be less than 1.")
    for item in fields(kind):
        if item.name not in values and item.default is MISSING and item.default_factory is MISSING:
            raise UserError(f"{file}: [{name}] lacks '{item.name}'.")
    return kind(**values)


def _check_data(data: DataRecipe, file: str) -> None:
    beside = [key for key in _OF_FILES if getattr(data, key) != getattr(DataRecipe, key)]
    if data.builtin and beside:
        raise UserError(
            f"{file}: [data] names the built-in corpus '{data.builtin}', which reads no files; give 'builtin' or "
            f"'{beside[0]}', not both."
        )
    if not data.builtin and not data.train:
        raise UserError(f"{file}: [data] names no pairs; give 'train', a file of them, or 'builtin', such as 'en-de'.")
    for key in ("source_language", "target_language"):
        if not getattr(data, key):
            raise UserError(f"{file}: [data] lacks '{key}'; give the language's name, for example 'English'.")
    for key in ("valid", "test"):
        if getattr(data, f"{key}_target") and not getattr(data, key):
            raise UserError(f"{file}: [data] has '{key}_target' without '{key}'; give both files or neither.")
    if 0 < data.vocab_size < _SMALLEST_VOCABULARY:
        raise UserError(
            f"{file}: [data] vocab_size is {data.vocab_size}, but it must be 0 or at least {_SMALLEST_VOCABULARY}: "
            f"some pieces are special."
        )


def _check_model(recipe: Recipe, file: str) -> None:
    """Refuse a [model] that could not be built, before the data are read and its true vocabulary sizes are known."""
    try:
        config_class = recipe.config_class
    except UserError as error:
        raise UserError(f"{file}: [model] {error}") from error
    known = ["architecture", "preset", *(item.name for item in fields(config_class))]
    known = [name for name in known if name not in (*DECIDED, *FOREIGN)]
    for key, value in recipe.model.items():
        if key not in known:
            raise UserError(f"{file}: [model] has no key '{key}'; {_meant(key, known)}.")
        _check_size("model", key, value, file)
    size = recipe.data.vocab_size or 8000
    try:
        config = recipe.network_config(size, size)
    except UserError as error:
        raise UserError(f"{file}: {error}") from error
    if recipe.training.optimizer == "muon" and not config.muon:
        raise UserError(
            QT_TRANSLATE_NOOP(
                "Model",
                "{file}: [training] optimizer 'muon' trains the matrices of a Transformer's layers, which the "
                "architecture '{name}' does not have; choose 'adam'.",
            ),
            file=file,
            name=recipe.model["architecture"],
        )
    if config.tying == "all" and not recipe.data.joint_vocab:
        raise UserError(
            f"{file}: [data] joint_vocab is false, but [model] tying 'all' shares one matrix between both languages; "
            f"choose tying 'target' or 'none'."
        )
    if recipe.data.max_pieces > config.max_positions:
        raise UserError(
            f"{file}: [data] max_pieces {recipe.data.max_pieces} is more than the model's {config.max_positions} "
            f"positions; lower it or raise [model] max_positions."
        )


def parse_recipe(text: str, folder: Path, file: str = "the configuration") -> Recipe:
    """The recipe in a TOML text; relative data paths are taken from `folder`.

    Raises `UserError` for broken TOML, an unknown or missing key, or a value that makes no sense, before anything runs.
    """
    try:
        values = tomllib.loads(text)
        str(values)  # hexadecimal numbers may be longer than Python can say
    except tomllib.TOMLDecodeError as error:
        raise UserError(f"{file} is not valid TOML: {error}.") from error
    except (ValueError, RecursionError) as error:
        raise UserError(f"{file} holds a number too long or brackets too deep to be read; correct it.") from error
    unknown = sorted(set(values) - {"name", "recipe", *_TABLES})
    if unknown:
        raise UserError(
            f"{file} has an unknown part '{unknown[0]}'; it knows name, recipe, {', '.join(f'[{t}]' for t in _TABLES)}."
        )
    if not isinstance(values.get("name"), str) or not values["name"].strip():
        raise UserError(f"{file} needs a 'name' for the model, for example name = \"my-model\".")
    chosen = values.get("recipe", "")
    if chosen not in ("", *RECIPES):
        raise UserError(f"{file}: recipe is {chosen!r}, but it must be one of: {', '.join(RECIPES)}.")
    defaults = RECIPES.get(chosen, {})
    tables = {name: _table(values, name, file) for name in _TABLES}
    if tables["data"].get("train"):
        defaults = {**defaults, "data": {k: v for k, v in defaults.get("data", {}).items() if k != "builtin"}}
    tables = {name: {**defaults.get(name, {}), **table} for name, table in tables.items()}
    data = tables["data"]
    for key in _PATHS:
        if data.get(key) and isinstance(data[key], str):
            if "\0" in data[key]:
                raise UserError(f"{file}: [data] {key} holds a NUL character, which no path can; correct it.")
            data[key] = str((folder / data[key]).resolve())
    if data.get("builtin") in typing.get_args(typing.get_type_hints(DataRecipe)["builtin"])[1:]:
        for side, code in zip(("source", "target"), data["builtin"].split("-"), strict=True):
            data.setdefault(f"{side}_language", _LANGUAGES[code])
    recipe = Recipe(
        name=values["name"],
        data=_section(DataRecipe, "data", data, file),
        cleaning=_section(CleaningRecipe, "cleaning", tables["cleaning"], file),
        model=tables["model"],
        training=_section(TrainingRecipe, "training", tables["training"], file),
    )
    _check_data(recipe.data, file)
    _check_model(recipe, file)
    return recipe


def read_recipe(path: Path) -> Recipe:
    """The recipe in a file; `UserError` as for `parse_recipe`, and when the file cannot be read."""
    try:
        text = path.read_text(encoding="utf-8-sig")  # some editors begin a file with a byte order mark
    except OSError as error:
        raise UserError(f"{path} cannot be read ({error.strerror}); give the path of a TOML file.") from error
    except UnicodeDecodeError as error:
        raise UserError(f"{path} is not UTF-8 text; save it as UTF-8.") from error
    return parse_recipe(text, path.parent, str(path))


def recipe_text(recipe: Recipe) -> str:
    """TOML with every key, so that it means the same in any later version; `parse_recipe` gives the recipe back."""
    lines = [f"name = {toml_value(recipe.name)}"]
    for name in _TABLES:
        values = recipe.model if name == "model" else asdict(getattr(recipe, name))
        lines += ["", f"[{name}]", *(f"{key} = {toml_value(value)}" for key, value in values.items())]
    return "\n".join(lines) + "\n"
