"""Describes a model folder without loading it: family, languages, size, card, licence. No torch, no weights read.

A model may be our own bundle, a folder in Hugging Face's layout, a run folder of a training, or a plain checkpoint
with its checkpoint.toml.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from model.errors import QT_TRANSLATE_NOOP, Sentence, UserError
from model.files import read_json
from model.foreign.families import UNKNOWN, family_of
from model.foreign.hub_cache import model_name, repository_of
from model.library.contents import Contents, contents_of
from model.library.model_files import needed_files
from model.library.other_programs import other_program
from model.library.recognition import CHECKPOINT, absent, is_model, model_in, no_model, unreadable
from model.library.whole import cut_off
from model.training.run_folder import RunFolder
from model.values.languages import language_name, languages_of

PLAIN_FAMILY = "torch.nn.Transformer"
_CARDS = ("card.md", "README.md")
_OWN_FILES = ("_tokenizer", "_mapping")  # how keys of our config.json end that name a file
_HEAD = 64 * 1024  # first bytes of a card, in which its metadata is searched
_LONGEST = 100  # letters of a name or licence from an untrusted file


@dataclass(frozen=True)
class Described:
    """One model folder; `problem` is a sentence if it cannot be used, else ""."""

    path: Path  # of the model itself, which may be inside the folder that was given
    name: str
    family: str  # "" where it cannot be told
    source_language: str = ""
    target_language: str = ""
    size: int = 0  # bytes of the needed files
    card: Path | None = None
    licence: str = ""
    problem: Sentence | str = ""


def describe(path: Path, named: str = "") -> Described:
    """Describe `path`; never raises. `named` is a name to read languages from, if better than the folder's."""
    try:
        found = _found(path, named)
    except UserError as error:
        found = Described(path, path.name, "", problem=error.sentence)
    except OSError as error:
        found = Described(path, path.name, "", problem=unreadable(path, error))
    return Described(
        path=found.path,
        name=plain(found.name) or plain(path.name) or "model",
        family=plain(found.family),
        source_language=plain(found.source_language),
        target_language=plain(found.target_language),
        size=found.size,
        card=found.card,
        licence=plain(found.licence),
        problem=_plain_sentence(found.problem),
    )


def _found(path: Path, named: str) -> Described:
    if not path.exists() and not path.is_symlink():
        problem = Sentence(
            QT_TRANSLATE_NOOP("Model", "{path} is gone; put it back, or remove the model from the list."), path=path
        )
        return Described(path, path.name, "", problem=problem)
    path = model_in(path)
    if not is_model(path):
        return Described(path, model_name(path), "", problem=no_model(path))
    if path.is_file() or (path / CHECKPOINT).is_file():
        return _plain(path)
    run = RunFolder(path)
    return _run(run) if run.exists else _model(path, named or repository_of(path) or path.name)


def plain(text: str, longest: int | None = _LONGEST) -> str:
    """Untrusted text on one line, without control characters for a terminal or a screen."""
    shown = "".join(letter if letter.isprintable() else " " for letter in text)
    return " ".join(shown.split())[:longest]


def _plain_sentence(sentence: Sentence | str) -> Sentence | str:
    if isinstance(sentence, str):
        return plain(sentence, None)
    return Sentence(sentence.text, **{name: _plain_sentence(value) for name, value in sentence.values.items()})


def _model(folder: Path, named: str) -> Described:
    found = contents_of(folder)
    if problem := absent(found, ("config.json",)):
        return Described(folder, model_name(folder), "", problem=problem)
    config = read_json(folder / "config.json")
    family = family_of(config)
    problem, used = _files(found, config)
    if family.problem:
        problem = (other_program(found) if family.name == UNKNOWN else "") or family.problem
    card = next((folder / name for name in _CARDS if name in found.sizes), None)
    metadata = _metadata(card) if card else {}
    source, target = languages(config, named, metadata.get("language", ()))
    name = config.get("name") if "format" in config else None
    return Described(
        path=folder,
        name=name if isinstance(name, str) else model_name(folder),
        family="" if family.name == UNKNOWN else family.name,
        source_language=source,
        target_language=target,
        size=sum(found.sizes.get(name, 0) for name in used),
        card=card,
        licence=", ".join(metadata.get("license", ())),
        problem=problem,
    )


def _files(found: Contents, config: dict[str, Any]) -> tuple[Sentence | str, tuple[str, ...]]:
    """What is wrong with the files of a model, "" if nothing is, and the names of those that it needs."""
    everything = tuple(sorted({*found.sizes, *found.dangling}))
    problem: Sentence | str
    if "format" in config:  # our bundles name their vocabulary files in config.json
        weights = ("model.safetensors",)
        if weights[0] not in everything:
            problem = Sentence(
                QT_TRANSLATE_NOOP("Model", "{folder} holds no model.safetensors; put the file back."),
                folder=found.folder,
            )
            return problem, everything
        named = [value for key, value in config.items() if key.endswith(_OWN_FILES) and isinstance(value, str)]
        own = tuple(dict.fromkeys((*weights, *named)))
        return absent(found, own) or cut_off(found.folder, weights), everything
    needed = needed_files(everything)
    names = tuple(name for name in needed.names if name not in _CARDS)
    problem = absent(found, names) or needed.problem or cut_off(found.folder, needed.weights)
    if not needed.weights:
        problem = absent(found, everything) or other_program(found) or problem
    return problem, needed.names


def _metadata(card: Path) -> dict[str, tuple[str, ...]]:
    with card.open("rb") as file:
        return card_metadata(file.read(_HEAD).decode(errors="replace"))


def _run(run: RunFolder) -> Described:
    if (run.bundle / "config.json").is_file():
        found = _model(run.bundle, run.path.name)
        return Described(**{**vars(found), "path": run.path, "name": run.path.name})
    files = sorted(run.checkpoints.glob("step-*.safetensors"))
    problem = (
        ""
        if files
        else Sentence(
            QT_TRANSLATE_NOOP("Model", "{path} has learnt nothing yet; wait for its first checkpoint."), path=run.path
        )
    )
    pair = languages_of(run.path.name) or ("", "")
    size = files[-1].stat().st_size if files else 0
    return Described(run.path, run.path.name, "Translucent", *pair, size=size, problem=problem)


def _plain(path: Path) -> Described:
    from model.foreign.plain.mapping_file import read_mapping

    mapping = read_mapping(path if path.is_file() else path / CHECKPOINT)
    folder = path.parent if path.is_file() else path
    files = {mapping.checkpoint, mapping.source_model, mapping.target_model} - {None}
    gone = sorted(str(file) for file in files if file is not None and not file.exists())
    return Described(
        path=path,
        name=mapping.name,
        family=PLAIN_FAMILY,
        source_language=mapping.source_language,
        target_language=mapping.target_language,
        size=sum(file.stat().st_size for file in files if file is not None and file.is_file()),
        card=next((folder / card for card in _CARDS if (folder / card).is_file()), None),
        problem=Sentence(
            QT_TRANSLATE_NOOP("Model", "{path} is gone; put it back, or correct {file}."),
            path=gone[0],
            file=CHECKPOINT,
        )
        if gone
        else "",
    )


def languages(config: dict[str, Any], named: str, codes: tuple[str, ...] = ()) -> tuple[str, str]:
    """English names of source and target, from the configuration, the model's name, or the codes of its card."""
    exported = config.get("translucent")  # written by our own export (marian.config.OURS)
    ours = exported if isinstance(exported, dict) and "format" not in config else config
    told = ours.get("source_language"), ours.get("target_language")
    if isinstance(told[0], str) and isinstance(told[1], str):
        return told[0], told[1]
    pair = languages_of(named)
    if pair is not None:
        return pair
    if len(codes) > 2 or "multilingual" in codes:
        return "many languages", "many languages"
    if config.get("model_type") in ("m2m_100", "nllb-moe", "mbart", "umt5"):
        return "many languages", "many languages"
    if len(codes) == 2 and config.get("model_type") == "marian":
        return language_name(codes[0]), language_name(codes[1])
    return "", ""


_FIELD = re.compile(r"([a-z_]+):\s*(.*)")


def card_metadata(text: str) -> dict[str, tuple[str, ...]]:
    """The values of `language`, `license` and other keys in a card's front matter; reads only a small part of YAML."""
    lines = text.lstrip("\ufeff").splitlines()
    if not lines or lines[0].strip() != "---":
        return {}
    found: dict[str, tuple[str, ...]] = {}
    field = ""
    for line in lines[1:]:
        if line.strip() == "---":
            return found
        if match := _FIELD.fullmatch(line):
            field, value = match[1], match[2].strip()
            words = [word.strip(" '\"") for word in value.strip("[]").split(",")]
            found[field] = tuple(word for word in words if word)
        elif field and line.lstrip().startswith("- "):
            found[field] = (*found[field], line.lstrip()[2:].strip(" '\""))
    return {}  # never closed: the first line is a rule, not front matter
