"""Reads a recipe from TOML, refusing each invalid key or value by name before anything starts; and writes it."""

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
from model.data.opening import is_stream
from model.errors import QT_TRANSLATE_NOOP, STANDARD_INPUT, Sentence, UserError
from model.files import toml_value
from model.training.recipe import RECIPES, DataRecipe, Recipe, TrainingRecipe

# Keys of a NetworkConfig that [model] may not set: the data decide the first, only foreign models have the others.
DECIDED = ("source_vocab_size", "target_vocab_size", "pad_id", "unknown_id", "start_id", "end_id")
FOREIGN: tuple[str, ...] = ("source_pad_id", "source_unknown_id", "source_start_id", "source_end_id")
FOREIGN += ("final_norm", "output_bias", "mask_pad")

_TABLES = ("data", "cleaning", "model", "training")
_PATHS = ("train", "train_target", "valid", "valid_target", "test", "test_target")
_WRITTEN = ("format", "source_column", "target_column")  # how a file is written
_OF_FILES = (*_PATHS, *_WRITTEN, *(f"{part}_{key}" for part in ("valid", "test") for key in _WRITTEN))
_LARGEST = 2**31 - 1  # the limit of every number; some libraries fail with larger ones
_AT_MOST = {"vocab_size": 1_000_000, "subword_alpha": 1}
_SMALLEST_VOCABULARY = 5  # the four special pieces and one more
_AT_LEAST_ONE = {
    "data": ("max_pieces", "builtin_pairs", "valid_pairs", "vocab_sentences"),
    "training": (
        *("steps", "batch_tokens", "accumulate", "warmup_steps", "average_checkpoints"),
        *("checkpoint_steps", "evaluate_steps", "log_steps"),
    ),
}
_BELOW_ONE = ("label_smoothing", "ema_decay")
_TYPES = {
    int: Sentence(QT_TRANSLATE_NOOP("Model", "a whole number")),
    float: Sentence(QT_TRANSLATE_NOOP("Model", "a number")),
    bool: Sentence(QT_TRANSLATE_NOOP("Model", "true or false")),
    str: Sentence(QT_TRANSLATE_NOOP("Model", "a text in quotes")),
}
_UNNAMED = Sentence(QT_TRANSLATE_NOOP("Model", "the configuration"))
_LANGUAGES = {"en": "English", "de": "German", "ko": "Korean"}


def _meant(key: str, known: Iterable[str]) -> Sentence:
    """The most similar known key, or all known keys, as a part of a sentence."""
    near = difflib.get_close_matches(key, known, 1)
    return (
        Sentence(QT_TRANSLATE_NOOP("Model", "did you mean '{name}'"), name=near[0])
        if near
        else Sentence(QT_TRANSLATE_NOOP("Model", "it knows {known}"), known=", ".join(known))
    )


def _fits(value: Any, wanted: Any) -> bool:
    if typing.get_origin(wanted) is Literal:
        return value in typing.get_args(wanted)
    if wanted is float:
        return isinstance(value, (int, float)) and not isinstance(value, bool)
    return isinstance(value, wanted) and (wanted is bool or not isinstance(value, bool))


def _table(values: dict[str, Any], name: str, file: Sentence | str) -> dict[str, Any]:
    table = values.get(name, {})
    if not isinstance(table, dict):
        raise UserError(
            QT_TRANSLATE_NOOP("Model", "{file}: [{name}] must be a table of keys and values."), file=file, name=name
        )
    return dict(table)


def _check_size(name: str, key: str, value: Any, file: Sentence | str) -> None:
    most = _AT_MOST.get(key, _LARGEST)
    if isinstance(value, (int, float)) and value > most:
        raise UserError(
            QT_TRANSLATE_NOOP("Model", "{file}: [{name}] {key} is {value}, but it must be at most {most}."),
            file=file,
            name=name,
            key=key,
            value=value,
            most=most,
        )


def _section(kind: type, name: str, values: dict[str, Any], file: Sentence | str) -> Any:
    """`kind(**values)` after checking every key and value; errors name the section and the key."""
    hints = typing.get_type_hints(kind)
    for key, value in values.items():
        if key not in hints:
            raise UserError(
                QT_TRANSLATE_NOOP("Model", "{file}: [{name}] has no key '{key}'; {meant}."),
                file=file,
                name=name,
                key=key,
                meant=_meant(key, hints),
            )
        if not _fits(value, hints[key]):
            wanted = hints[key]
            options = ", ".join(repr(option) for option in typing.get_args(wanted))
            one_of = Sentence(QT_TRANSLATE_NOOP("Model", "one of {options}"), options=options)
            raise UserError(
                QT_TRANSLATE_NOOP("Model", "{file}: [{name}] {key} is {value}, but it must be {expected}."),
                file=file,
                name=name,
                key=key,
                value=repr(value),
                expected=one_of if options else _TYPES[wanted],
            )
        if isinstance(value, (int, float)) and not 0 <= value < math.inf:
            raise UserError(
                QT_TRANSLATE_NOOP(
                    "Model", "{file}: [{name}] {key} is {value}, but it cannot be negative, infinite or not a number."
                ),
                file=file,
                name=name,
                key=key,
                value=value,
            )
        _check_size(name, key, value, file)
        if key in _AT_LEAST_ONE.get(name, ()) and value < 1:
            raise UserError(
                QT_TRANSLATE_NOOP("Model", "{file}: [{name}] {key} is {value}, but it must be at least 1."),
                file=file,
                name=name,
                key=key,
                value=value,
            )
        if key in _BELOW_ONE and value >= 1:
            raise UserError(
                QT_TRANSLATE_NOOP("Model", "{file}: [{name}] {key} is {value}, but it must be less than 1."),
                file=file,
                name=name,
                key=key,
                value=value,
            )
    for item in fields(kind):
        if item.name not in values and item.default is MISSING and item.default_factory is MISSING:
            raise UserError(
                QT_TRANSLATE_NOOP("Model", "{file}: [{name}] lacks '{key}'."), file=file, name=name, key=item.name
            )
    return kind(**values)


def _check_data(data: DataRecipe, file: Sentence | str) -> None:
    beside = [key for key in _OF_FILES if getattr(data, key) != getattr(DataRecipe, key)]
    if data.builtin and beside:
        raise UserError(
            QT_TRANSLATE_NOOP(
                "Model",
                "{file}: [data] names the built-in corpus '{builtin}', which reads no files; give "
                "'builtin' or '{beside}', not both.",
            ),
            file=file,
            builtin=data.builtin,
            beside=beside[0],
        )
    if not data.builtin and not data.train:
        raise UserError(
            QT_TRANSLATE_NOOP(
                "Model", "{file}: [data] names no pairs; give 'train', a file of them, or 'builtin', such as 'en-de'."
            ),
            file=file,
        )
    for key in ("source_language", "target_language"):
        if not getattr(data, key):
            raise UserError(
                QT_TRANSLATE_NOOP(
                    "Model", "{file}: [data] lacks '{key}'; give the language's name, for example 'English'."
                ),
                file=file,
                key=key,
            )
    for part in ("valid", "test"):
        written = next((key for key in _WRITTEN if getattr(data, f"{part}_{key}")), "")
        if written and not getattr(data, part):
            raise UserError(
                QT_TRANSLATE_NOOP(
                    "Model", "{file}: [data] has '{part}_{key}' without '{part}'; name that file or leave the key out."
                ),
                file=file,
                part=part,
                key=written,
            )
    for key in ("valid", "test"):
        if getattr(data, f"{key}_target") and not getattr(data, key):
            raise UserError(
                QT_TRANSLATE_NOOP(
                    "Model", "{file}: [data] has '{key}_target' without '{key}'; give both files or neither."
                ),
                file=file,
                key=key,
            )
    if 0 < data.vocab_size < _SMALLEST_VOCABULARY:
        raise UserError(
            QT_TRANSLATE_NOOP(
                "Model",
                "{file}: [data] vocab_size is {vocab_size}, but it must be 0 or at least "
                "{least}: some pieces are special.",
            ),
            file=file,
            vocab_size=data.vocab_size,
            least=_SMALLEST_VOCABULARY,
        )


def _check_model(recipe: Recipe, file: Sentence | str) -> None:
    """Refuse a [model] that cannot be built, before the data are read and the real vocabulary sizes are known."""
    try:
        config_class = recipe.config_class
    except UserError as error:
        raise UserError("{file}: {problem}", file=file, problem=error) from error
    known = ["architecture", "preset", *(item.name for item in fields(config_class))]
    known = [name for name in known if name not in (*DECIDED, *FOREIGN)]
    for key, value in recipe.model.items():
        if key not in known:
            raise UserError(
                QT_TRANSLATE_NOOP("Model", "{file}: [model] has no key '{key}'; {meant}."),
                file=file,
                key=key,
                meant=_meant(key, known),
            )
        _check_size("model", key, value, file)
    size = recipe.data.vocab_size or 8000
    try:
        config = recipe.network_config(size, size)
    except UserError as error:
        raise UserError("{file}: {problem}", file=file, problem=error) from error
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
            QT_TRANSLATE_NOOP(
                "Model",
                "{file}: [data] joint_vocab is false, but [model] tying 'all' shares one matrix "
                "between both languages; choose tying 'target' or 'none'.",
            ),
            file=file,
        )
    if recipe.data.max_pieces > config.max_positions:
        raise UserError(
            QT_TRANSLATE_NOOP(
                "Model",
                "{file}: [data] max_pieces {max_pieces} is more than the model's {max_positions} "
                "positions; lower it or raise [model] max_positions.",
            ),
            file=file,
            max_pieces=recipe.data.max_pieces,
            max_positions=config.max_positions,
        )


def _found(folder: Path, name: str) -> str:
    """The whole path of a file named in `folder`; standard input keeps its "-"."""
    path = folder / name
    if Path(name) == STANDARD_INPUT:
        return name
    # A link to a pipe ("/dev/stdin") must stay: what it points to has no path.
    return str(path.absolute() if is_stream(path) else path.resolve())


def parse_recipe(text: str, folder: Path, file: Sentence | str = _UNNAMED) -> Recipe:
    """The recipe in a TOML text; data paths are relative to `folder`.

    Raises `UserError` for broken TOML, an unknown or missing key, or an invalid value, before anything runs.
    """
    try:
        values = tomllib.loads(text)
        str(values)  # fails if a hexadecimal number is too long for Python to print
    except tomllib.TOMLDecodeError as error:
        raise UserError(
            QT_TRANSLATE_NOOP("Model", "{file} is not valid TOML: {reason}."), file=file, reason=error
        ) from error
    except (ValueError, RecursionError) as error:
        raise UserError(
            QT_TRANSLATE_NOOP("Model", "{file} holds a number too long or brackets too deep to be read; correct it."),
            file=file,
        ) from error
    unknown = sorted(set(values) - {"name", "recipe", *_TABLES})
    if unknown:
        raise UserError(
            QT_TRANSLATE_NOOP("Model", "{file} has an unknown part '{unknown}'; it knows name, recipe, {tables}."),
            file=file,
            unknown=unknown[0],
            tables=", ".join(f"[{t}]" for t in _TABLES),
        )
    if not isinstance(values.get("name"), str) or not values["name"].strip():
        raise UserError(
            QT_TRANSLATE_NOOP("Model", "{file} needs a 'name' for the model, for example name = \"my-model\"."),
            file=file,
        )
    chosen = values.get("recipe", "")
    if chosen not in ("", *RECIPES):
        raise UserError(
            QT_TRANSLATE_NOOP("Model", "{file}: recipe is {chosen}, but it must be one of: {recipes}."),
            file=file,
            chosen=repr(chosen),
            recipes=", ".join(RECIPES),
        )
    defaults = RECIPES.get(chosen, {})
    tables = {name: _table(values, name, file) for name in _TABLES}
    if tables["data"].get("train"):
        defaults = {**defaults, "data": {k: v for k, v in defaults.get("data", {}).items() if k != "builtin"}}
    tables = {name: {**defaults.get(name, {}), **table} for name, table in tables.items()}
    data = tables["data"]
    for key in _PATHS:
        if data.get(key) and isinstance(data[key], str):
            if "\0" in data[key]:
                raise UserError(
                    QT_TRANSLATE_NOOP(
                        "Model", "{file}: [data] {key} holds a NUL character, which no path can; correct it."
                    ),
                    file=file,
                    key=key,
                )
            data[key] = _found(folder, data[key])
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
        text = path.read_text(encoding="utf-8-sig")  # some editors write a byte order mark
    except OSError as error:
        raise UserError(
            QT_TRANSLATE_NOOP("Model", "{path} cannot be read ({reason}); give the path of a TOML file."),
            path=path,
            reason=error,
        ) from error
    except UnicodeDecodeError as error:
        raise UserError(QT_TRANSLATE_NOOP("Model", "{path} is not UTF-8 text; save it as UTF-8."), path=path) from error
    # The folder of a pipe ("/dev/fd") holds no data.
    return parse_recipe(text, Path.cwd() if is_stream(path) else path.parent, str(path))


def recipe_text(recipe: Recipe) -> str:
    """TOML with every key, so that later versions with other defaults read the same recipe with `parse_recipe`."""
    lines = [f"name = {toml_value(recipe.name)}"]
    for name in _TABLES:
        values = recipe.model if name == "model" else asdict(getattr(recipe, name))
        lines += ["", f"[{name}]", *(f"{key} = {toml_value(value)}" for key, value in values.items())]
    return "\n".join(lines) + "\n"
