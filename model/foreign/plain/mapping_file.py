"""Reads and writes a `Mapping` as checkpoint.toml; errors name the key that is wrong. Without torch."""

from __future__ import annotations

import difflib
import os
import tomllib
import typing
from collections.abc import Collection
from dataclasses import MISSING, fields
from pathlib import Path
from typing import Any

from model.errors import QT_TRANSLATE_NOOP, Sentence, UserError
from model.files import toml_value, write_text
from model.foreign.plain.mapping import TABLES, Mapping

FILE = "checkpoint.toml"
LARGEST = 1 << 20  # bytes; no mapping is longer, but a checkpoint given by mistake is
_PATHS = ("checkpoint", "source_model", "target_model")
_TYPES = {
    int: Sentence(QT_TRANSLATE_NOOP("Model", "a whole number")),
    float: Sentence(QT_TRANSLATE_NOOP("Model", "a number")),
    bool: Sentence(QT_TRANSLATE_NOOP("Model", "true or false")),
    str: Sentence(QT_TRANSLATE_NOOP("Model", "a text in quotes")),
}
LONGEST_NAME = 255  # bytes; with a longer name every system call on the file fails


def read_mapping(path: Path) -> Mapping:
    """The mapping in a file; relative paths are taken from its folder. `UserError` says what is wrong, by name."""
    try:
        if path.stat().st_size > LARGEST:
            raise UserError(
                QT_TRANSLATE_NOOP(
                    "Model", "{path} is too large for a {file}; give the TOML file that describes the checkpoint."
                ),
                path=path,
                file=FILE,
            )
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise UserError(
            QT_TRANSLATE_NOOP("Model", "{path} cannot be read ({reason}); give a checkpoint or its {file}."),
            path=path,
            reason=error,
            file=FILE,
        ) from error
    except UnicodeDecodeError as error:
        raise UserError(
            QT_TRANSLATE_NOOP("Model", "{path} is not UTF-8 text; give a {file} that is saved as UTF-8."),
            path=path,
            file=FILE,
        ) from error
    return parse_mapping(text, path.parent, str(path))


def parse_mapping(text: str, folder: Path, file: str = FILE) -> Mapping:
    """The mapping in a TOML text."""
    try:
        values = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise UserError(
            QT_TRANSLATE_NOOP("Model", "{file} is not valid TOML: {reason}."), file=file, reason=str(error).rstrip(".")
        ) from error
    given: dict[str, Any] = {}
    for table, keys in TABLES.items():
        part = values if not table else values.get(table, {})
        if not isinstance(part, dict):
            raise UserError(
                QT_TRANSLATE_NOOP("Model", "{file}: [{table}] must be a table of keys and values."),
                file=file,
                table=table,
            )
        where = f"[{table}] " if table else ""
        for key, value in part.items():
            if not table and key in TABLES:
                continue
            if key not in keys:
                raise UserError(
                    QT_TRANSLATE_NOOP("Model", "{file}: {where}has no key '{key}'; {meant}."),
                    file=file,
                    where=where,
                    key=key,
                    meant=_meant(key, [*keys, *_tables(table)]),
                )
            given[keys[key]] = _checked(value, keys[key], f"{file}: {where}{key}", folder)
    for item in fields(Mapping):
        if item.name not in given and item.default is MISSING:
            raise UserError(
                QT_TRANSLATE_NOOP("Model", "{file} lacks {place}; docs/checkpoints.md says what it means."),
                file=file,
                place=_place(item.name),
            )
    try:
        return Mapping(**given)
    except UserError as error:
        raise UserError("{file}: {problem}", file=file, problem=error) from error


def _tables(table: str) -> list[str]:
    return [] if table else [name for name in TABLES if name]


def _meant(key: str, known: list[str]) -> Sentence:
    near = difflib.get_close_matches(key, known, 1)
    return (
        Sentence(QT_TRANSLATE_NOOP("Model", "did you mean '{name}'"), name=near[0])
        if near
        else Sentence(QT_TRANSLATE_NOOP("Model", "it knows {known}"), known=", ".join(known))
    )


def _place(field: str) -> Sentence | str:
    """'heads' in [architecture]: where this field is in the file."""
    for table, keys in TABLES.items():
        for key, name in keys.items():
            if name == field:
                return (
                    Sentence(QT_TRANSLATE_NOOP("Model", "'{key}' in [{table}]"), key=key, table=table)
                    if table
                    else f"'{key}'"
                )
    raise ValueError(field)


def _checked(value: Any, field: str, where: str, folder: Path) -> Any:
    wanted = typing.get_type_hints(Mapping)[field]
    if field in _PATHS:
        if not isinstance(value, str) or not value or "\0" in value:
            raise UserError(QT_TRANSLATE_NOOP("Model", "{where} must be the path of a file in quotes."), where=where)
        if any(len(part.encode("utf-8", "replace")) > LONGEST_NAME for part in Path(value).parts):
            raise UserError(
                QT_TRANSLATE_NOOP("Model", "{where} names a file with more than {most} letters, which no system has."),
                where=where,
                most=LONGEST_NAME,
            )
        return folder / Path(value).expanduser()
    if typing.get_origin(wanted) is typing.Literal:
        options = typing.get_args(wanted)
        if value not in options:
            raise UserError(
                QT_TRANSLATE_NOOP("Model", "{where} is {value}, but it must be one of {options}."),
                where=where,
                value=repr(value),
                options=", ".join(map(repr, options)),
            )
        return value
    numeric = wanted is float and type(value) in (int, float)
    if type(value) is not wanted and not numeric:
        raise UserError(
            QT_TRANSLATE_NOOP("Model", "{where} is {value}, but it must be {wanted}."),
            where=where,
            value=repr(value),
            wanted=_TYPES[wanted],
        )
    return value


def write_mapping(mapping: Mapping, path: Path) -> None:
    """Write a checkpoint.toml; `UserError` where that is not possible."""
    try:
        write_text(path, mapping_text(mapping, path.absolute().parent))
    except UnicodeEncodeError as error:
        raise UserError(
            QT_TRANSLATE_NOOP(
                "Model", "A name of a file or a tensor is no valid text, so it cannot be written; rename it."
            )
        ) from error


def mapping_text(mapping: Mapping, folder: Path | None = None, guessed: Collection[str] = ()) -> str:
    """TOML with every key, which `parse_mapping` reads again.

    Paths inside `folder` are written relative to it; `guessed` names the fields that a person has to check.
    """
    lines = ["# Which tensor of the checkpoint is what, for Translucent; docs/checkpoints.md explains every key."]
    for table, keys in TABLES.items():
        lines += ["", f"[{table}]"] if table else []
        for key, field in keys.items():
            value = getattr(mapping, field)
            if value is None:
                continue
            note = "  # a guess: no shape tells it" if field in guessed else ""
            lines.append(f"{key} = {toml_value(_relative(value, folder) if field in _PATHS else value)}{note}")
    return "\n".join(lines) + "\n"


def _relative(path: Path, folder: Path | None) -> str:
    absolute = Path(os.path.abspath(path))
    if folder is not None and absolute.is_relative_to(os.path.abspath(folder)):
        return absolute.relative_to(os.path.abspath(folder)).as_posix()
    return absolute.as_posix()
