"""What a folder in Hugging Face's layout describes, checked against its files before any weights are read."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import torch

from model.bundle.tensor_file import open_tensors
from model.errors import QT_TRANSLATE_NOOP, MissingExtra, Sentence, UserError
from model.files import read_json
from model.foreign.families import has_transformers
from model.foreign.huggingface.checks import check_folder, check_size
from model.foreign.huggingface.package import (
    EXTRA,
    PACKAGES,
    has_protobuf,
    import_transformers,
    missing_package,
    quiet,
)

TOKENIZER = Sentence(QT_TRANSLATE_NOOP("Model", "tokenizer"))
LOCAL: dict[str, Any] = {"local_files_only": True, "trust_remote_code": False}
Loaded = TypeVar("Loaded")
# Families whose tensors have one name in every file, whoever saved it.
_SAME_NAMES = ("bart", "mbart", "m2m_100", "t5", "mt5", "umt5", "pegasus", "fsmt", "blenderbot", "blenderbot-small")


@dataclass(frozen=True)
class DescribedModel:
    """`values` are those of config.json, `config` what `transformers` makes of them; the weights have `numbers`."""

    transformers: Any
    values: dict[str, Any]
    config: Any
    numbers: int


def check_huggingface(folder: Path) -> None:
    """Raise `UserError` for what would fail when the model is loaded; without `transformers` only a part of it."""
    if has_transformers():
        described_model(folder)
    else:
        check_folder(folder)


def described_model(folder: Path) -> DescribedModel:
    """The configuration, after its sizes have been compared with the weights' own.

    Raises `MissingExtra` without `transformers`, and `UserError` for what does not fit together or needs code.
    """
    values, numbers = check_folder(folder)
    transformers = import_transformers()
    with quiet():
        config = attempt(folder, "config.json", lambda: transformers.AutoConfig.from_pretrained(folder, **LOCAL))
        kinds = transformers.AutoModelForSeq2SeqLM
        if type(config) not in kinds._model_mapping:
            raise UserError(
                QT_TRANSLATE_NOOP(
                    "Model",
                    "{folder} holds a '{model_type}' model, which has no encoder and decoder for text; "
                    "choose a translation model.",
                ),
                folder=folder,
                model_type=config.model_type,
            )

        def empty() -> Any:
            with torch.device("meta"):
                return kinds.from_config(config, trust_remote_code=False, attn_implementation="eager")

        model = attempt(folder, "config.json", empty)
        check_size(folder, model, numbers)
        _check_tensors(folder, model, str(config.model_type))
        _check_tokenizer(transformers, folder)
    return DescribedModel(transformers, values, config, numbers)


def computed_positions(model: Any) -> set[str]:
    """Names of tables of sinusoids, which many checkpoints leave out: `transformers` computes them."""
    return {
        f"{path}.{name}"
        for path, module in model.named_modules()
        if "Sinusoidal" in type(module).__name__
        for name, _ in module.named_parameters(recurse=False)
    }


def _check_tensors(folder: Path, model: Any, kind: str) -> None:
    """Compare the names and shapes of the file's tensors with those of `model`, which has no memory for them.

    `transformers` renames tensors of some families, so missing ones are told only of those where it does not.
    """
    spare = {*(getattr(model, "all_tied_weights_keys", None) or ()), *computed_positions(model)}
    prefix = f"{model.base_model_prefix}."
    missing = []
    with open_tensors(folder) as file:
        for name, parameter in model.named_parameters(remove_duplicate=False):
            if name not in file:
                # Saved by the class inside or around this one, it has a name with less or more in front.
                others = (name.removeprefix(prefix), prefix + name)
                if name not in spare and not any(other in file for other in others):
                    missing.append(name)
            elif file.shape(name) != tuple(parameter.shape):
                raise UserError(
                    QT_TRANSLATE_NOOP(
                        "Model", "{path}: the tensor '{name}' has the shape {shape}, but config.json means {expected}."
                    ),
                    path=file.path,
                    name=name,
                    shape=file.shape(name),
                    expected=tuple(parameter.shape),
                )
        if missing and kind in _SAME_NAMES:
            raise UserError(
                QT_TRANSLATE_NOOP(
                    "Model",
                    "{path} lacks {missing} of the tensors that config.json means, first '{first}'; get both files "
                    "anew.",
                ),
                path=file.path,
                missing=len(missing),
                first=missing[0],
            )


def attempt(folder: Path, part: Sentence | str, load: Callable[[], Loaded]) -> Loaded:
    """What `load` returns; any error in code that is not ours becomes a `UserError`."""
    try:
        return load()
    except UserError:
        raise
    except torch.OutOfMemoryError:
        raise
    except MemoryError as error:
        raise UserError(
            QT_TRANSLATE_NOOP(
                "Model", "{folder} does not fit into memory; close other programs or choose a smaller model."
            ),
            folder=folder,
        ) from error
    except BaseException as error:
        # The tokenizers are written in Rust; a panic in them is a BaseException but not an Exception.
        if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
            raise
        unread = part is TOKENIZER and not (folder / "tokenizer.json").is_file() and any(folder.glob("*.model"))
        package = missing_package(error) or ("protobuf" if unread and not has_protobuf() else "")
        if package in PACKAGES:
            raise MissingExtra(
                QT_TRANSLATE_NOOP(
                    "Model",
                    "The {part} of {folder} needs the package {package}, which is not installed; get it with pip "
                    'install "translucent[families]" or with the button in the library.',
                ),
                part=part,
                folder=folder,
                package=package,
                extra=EXTRA,
            ) from error
        if package:
            raise UserError(
                QT_TRANSLATE_NOOP(
                    "Model",
                    "The {part} of {folder} needs the package {package}, which is not installed; get it with "
                    "pip install {package} and open the model again.",
                ),
                part=part,
                folder=folder,
                package=package,
            ) from error
        raise UserError(
            QT_TRANSLATE_NOOP(
                "Model",
                "{folder} cannot be opened: transformers cannot read its {part} ({reason}); get the "
                "model anew or a newer version of it.",
            ),
            folder=folder,
            part=part,
            reason=shortened(" ".join(str(error).split()) or type(error).__name__),
        ) from error


def shortened(reason: str) -> str:
    """The beginning of what another program says, not cut inside a word."""
    return textwrap.shorten(reason, 160, placeholder=" …")


def _check_tokenizer(transformers: Any, folder: Path) -> None:
    """Refuse a tokenizer that is code of its own; with a tokenizer.json the package reads it without that code."""
    path = folder / "tokenizer_config.json"
    told = read_json(path) if path.is_file() else {}
    kind = told.get("tokenizer_class")
    if (folder / "tokenizer.json").is_file() or not isinstance(kind, str) or hasattr(transformers, kind):
        return
    if hasattr(transformers, kind.removesuffix("Fast")):
        return
    raise UserError(
        QT_TRANSLATE_NOOP(
            "Model",
            "{folder} has a tokenizer that is code of its own ({kind}), and this program never runs code of a model; "
            "choose a model whose tokenizer comes with transformers.",
        ),
        folder=folder,
        kind=kind[:60],
    )
