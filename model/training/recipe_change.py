"""Which keys of its recipe a resumed run may change: not those on which its checkpoints and pieces depend."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from model.errors import QT_TRANSLATE_NOOP, Sentence, UserError
from model.training.recipe import Recipe

# The paths of the data files and the text of the card may change; the pairs themselves must stay the same.
_FREE_DATA = {"train", "train_target", "valid", "valid_target", "test", "test_target", "attribution"}
_FREE_MODEL = {"dropout"}
_FIXED_TRAINING = {"seed", "optimizer"}


def recipe_changes(before: Recipe, after: Recipe, where: str) -> list[Sentence]:
    """One sentence for each changed key. Raises `UserError` if the run in `where` may not change that key."""
    told = []
    for table in ("data", "cleaning", "model", "training"):
        old, new = _values(before, table), _values(after, table)
        for key in (key for key in new if old.get(key) != new[key]):
            if _fixed(table, key):
                raise UserError(
                    QT_TRANSLATE_NOOP(
                        "Model",
                        "[{table}] {key} is {new}, but the run in {where} was begun with {old}; resume "
                        "it with its own config.toml, or start another run.",
                    ),
                    table=table,
                    key=key,
                    new=repr(new[key]),
                    where=where,
                    old=repr(old.get(key)),
                )
            told.append(
                Sentence(
                    QT_TRANSLATE_NOOP("Model", "[{table}] {key} is {new} from here on; it was {old}."),
                    table=table,
                    key=key,
                    new=repr(new[key]),
                    old=repr(old.get(key)),
                )
            )
    return told


def _values(recipe: Recipe, table: str) -> dict[str, Any]:
    if table == "model":  # complete, as sizes may come from the preset or the defaults
        return recipe.network_config(100, 100).to_dict()
    return asdict(getattr(recipe, table))


def _fixed(table: str, key: str) -> bool:
    if table == "training":
        return key in _FIXED_TRAINING
    return key not in (_FREE_MODEL if table == "model" else _FREE_DATA)
