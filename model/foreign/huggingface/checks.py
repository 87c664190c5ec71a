"""What is refused before `transformers` reads anything of a folder: one sentence for each reason.

A configuration may come from a stranger. Its sizes are compared with the weights that really exist before any memory is
allocated, and nothing is followed that would need code from the folder, or another repository.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch

from model.bundle.tensor_file import open_tensors
from model.errors import QT_TRANSLATE_NOOP, UserError
from model.files import read_json
from model.foreign.families import family_of

_MOST_LAYERS, _MOST_POSITIONS, _MOST_NUMBER = 512, 1 << 17, 1 << 31
_MOST_PIECES = 1 << 20
_TOKENIZER_FILES = (
    "tokenizer.json", "spiece.model", "sentencepiece.bpe.model", "sentencepiece.model", "tokenizer.model", "spm.model",
    "vocab.json", "vocab.txt", "vocab-src.json", "merges.txt", "source.spm", "prophetnet.tokenizer",
)  # fmt: skip
_WITHOUT_FILES = ("ByT5Tokenizer",)  # its pieces are the bytes
_QUANTISED = (torch.int8, torch.uint8, torch.bool)


def check_folder(folder: Path) -> tuple[dict[str, Any], int]:
    """The configuration, and how many numbers the weights hold. `UserError` for what cannot be a translation model."""
    if not (folder / "config.json").is_file():
        raise UserError(
            QT_TRANSLATE_NOOP(
                "Model", "{folder} is not a model: it holds no config.json; choose the folder of a model."
            ),
            folder=folder,
        )
    if (folder / "adapter_config.json").is_file():
        raise UserError(
            QT_TRANSLATE_NOOP(
                "Model", "{folder} holds only an adapter for another model; choose the folder of a whole model."
            ),
            folder=folder,
        )
    config = read_json(folder / "config.json")
    family = family_of(config)
    if family.loads == "no":
        raise UserError(
            QT_TRANSLATE_NOOP("Model", "{folder} cannot be opened. {problem}"),
            folder=folder,
            problem=family.problem,
        )
    if isinstance(config.get("quantization_config"), dict):
        raise UserError(
            QT_TRANSLATE_NOOP(
                "Model",
                "{folder} holds quantised weights, which do not say what the model computes; get the model's original.",
            ),
            folder=folder,
        )
    _check_numbers(folder / "config.json", config)
    told = read_json(folder / "tokenizer_config.json") if (folder / "tokenizer_config.json").is_file() else {}
    _check_counts(folder / "tokenizer_config.json", told)
    if told.get("tokenizer_class") not in _WITHOUT_FILES and not any(
        (folder / name).is_file() for name in _TOKENIZER_FILES
    ):
        raise UserError(
            QT_TRANSLATE_NOOP(
                "Model",
                "{folder} holds no tokenizer (tokenizer.json or a SentencePiece model), so no text can "
                "be read; put the files of the original model beside its weights.",
            ),
            folder=folder,
        )
    return config, _check_weights(folder)


def _check_numbers(path: Path, config: dict[str, Any]) -> None:
    for key, value in config.items():
        if isinstance(value, dict):
            _check_numbers(path, value)
        if isinstance(value, bool) or not isinstance(value, int):
            continue
        most = _MOST_NUMBER
        if key.endswith("layers"):
            most = _MOST_LAYERS
        elif "position" in key:
            most = _MOST_POSITIONS
        if abs(value) > most:
            raise UserError(
                QT_TRANSLATE_NOOP("Model", "{path} is damaged: its {key} is {value}, but at most {most} makes sense."),
                path=path,
                key=key,
                value=str(value)[:30],
                most=most,
            )


def _check_counts(path: Path, told: dict[str, Any]) -> None:
    """Checked first: a tokenizer creates as many pieces as its configuration says, before we can compare."""
    for key, value in told.items():
        if type(value) is int and key != "model_max_length" and abs(value) > _MOST_PIECES:
            raise UserError(
                QT_TRANSLATE_NOOP("Model", "{path} is damaged: its {key} is {value}, but at most {most} makes sense."),
                path=path,
                key=key,
                value=str(value)[:30],
                most=_MOST_PIECES,
            )


def _check_weights(folder: Path) -> int:
    with open_tensors(folder) as file:
        numbers = 0
        for name in file.names:
            if file.dtype(name) in _QUANTISED:
                raise UserError(
                    QT_TRANSLATE_NOOP(
                        "Model",
                        "{folder} holds quantised weights ('{name}'), which do not say what the model "
                        "computes; get the model's original.",
                    ),
                    folder=folder,
                    name=name,
                )
            count = 1
            for length in file.shape(name):
                count *= length
            numbers += count
    if not numbers:
        raise UserError(
            QT_TRANSLATE_NOOP("Model", "{folder} is damaged: its weights are empty; get the model anew."), folder=folder
        )
    return numbers


def check_size(folder: Path, empty: Any, numbers: int) -> None:
    """`empty` is the model that the configuration describes, without memory: its size must match the weights."""
    tied = set(getattr(empty, "all_tied_weights_keys", None) or ())
    wanted = sum(p.numel() for name, p in empty.named_parameters() if name not in tied)
    buffers = sum(buffer.numel() for buffer in empty.buffers())
    if wanted > 1.5 * numbers + 100_000 or buffers > numbers + (1 << 28):
        raise UserError(
            QT_TRANSLATE_NOOP(
                "Model",
                "{folder} does not fit together: its config.json describes a model of {wanted} "
                "numbers, but its weights hold {numbers}; get the model anew.",
            ),
            folder=folder,
            wanted=f"{wanted:,}",
            numbers=f"{numbers:,}",
        )
