"""SentencePiece models beside a checkpoint: their sizes and special pieces, and vocabularies as large as its matrices.

An embedding may have more rows than there are pieces: a <pad> that is not in the SentencePiece model, or rows that only
round the number up. It never has fewer. Without torch.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import sentencepiece

from model.bundle.mapped_tokenizer import MappedTokenizer
from model.bundle.tokenizer import Tokenizer, Vocabulary
from model.errors import QT_TRANSLATE_NOOP, UserError
from model.foreign.plain.mapping import Mapping

LARGEST = 1 << 28  # bytes; SentencePiece models have a few million


@dataclass(frozen=True)
class Pieces:
    """How many pieces the SentencePiece models have."""

    source: int
    target: int


@dataclass(frozen=True)
class Special:
    """The ids of a SentencePiece model's own special pieces, -1 for one that it lacks."""

    size: int
    pad: int
    unknown: int
    start: int
    end: int


def _load(path: Path) -> Tokenizer:
    """The SentencePiece model in a file; a stranger's checkpoint.toml may name a device without end."""
    try:
        fits = path.is_file() and path.stat().st_size <= LARGEST
    except OSError:
        fits = False
    if not fits:
        raise UserError(
            QT_TRANSLATE_NOOP(
                "Model", "{path} is no file of a SentencePiece model; choose the one of this checkpoint."
            ),
            path=path,
        )
    return Tokenizer.load(path)


def read_special(path: Path) -> Special:
    """`UserError` for a file that is missing or no SentencePiece model."""
    tokenizer = _load(path)
    processor = sentencepiece.SentencePieceProcessor()
    processor.LoadFromSerializedProto(tokenizer.model)
    return Special(tokenizer.size, processor.pad_id(), processor.unk_id(), processor.bos_id(), processor.eos_id())


def read_pieces(mapping: Mapping) -> Pieces | None:
    """The sizes of the mapping's SentencePiece models, None while none is chosen."""
    if mapping.source_model is None:
        return None
    source = read_special(mapping.source_model).size
    return Pieces(source, source if mapping.target_model is None else read_special(mapping.target_model).size)


def special_ids(mapping: Mapping, source_rows: int, target_rows: int) -> dict[str, int]:
    """`ModelConfig`'s ids: those of the mapping, else the SentencePiece models' own.

    A <pad> that SentencePiece lacks is the first row after its pieces, where there is one. `UserError` names an id
    that neither gives.
    """
    if mapping.source_model is None or mapping.target_model_path is None:
        raise UserError(
            QT_TRANSLATE_NOOP(
                "Model",
                "The checkpoint has no SentencePiece model yet; choose the one that its sentences were cut with.",
            )
        )
    target = read_special(mapping.target_model_path)
    ids = _own(target, target_rows)
    ids |= {key: getattr(mapping, key) for key in ids if getattr(mapping, key) >= 0}
    source = ids
    if mapping.target_model is not None:
        own = _own(read_special(mapping.source_model), source_rows)
        source = {key: value if value >= 0 else ids[key] for key, value in own.items()}
    found = {**ids, **{f"source_{key}": source[key] for key in ("pad_id", "unknown_id", "end_id")}}
    found |= {key: getattr(mapping, key) for key in found if getattr(mapping, key) >= 0}
    for key, value in found.items():
        if value < 0:
            raise UserError(
                QT_TRANSLATE_NOOP(
                    "Model",
                    "The SentencePiece model has no piece for {key}; give the id that the model was "
                    "trained with as {key}.",
                ),
                key=key,
            )
    return found | {"source_start_id": mapping.source_start_id}  # -1 is valid: no start piece


def _own(special: Special, rows: int) -> dict[str, int]:
    pad = special.pad if special.pad >= 0 else special.size if rows > special.size else -1
    return {"pad_id": pad, "unknown_id": special.unknown, "start_id": special.start, "end_id": special.end}


def vocabularies(
    mapping: Mapping, ids: dict[str, int], source_rows: int, target_rows: int
) -> tuple[Vocabulary, Vocabulary]:
    """The source's and the target's, as large as their matrices; one object where both share a SentencePiece model."""
    assert mapping.source_model is not None and mapping.target_model_path is not None  # checked by `special_ids`
    own = {
        key: ids[f"source_{key}" if key != "start_id" else key]
        for key in ("pad_id", "unknown_id", "start_id", "end_id")
    }
    source = _vocabulary(mapping.source_model, source_rows, own)
    if mapping.target_model is None and source_rows == target_rows and all(ids[key] == own[key] for key in own):
        return source, source
    return source, _vocabulary(mapping.target_model_path, target_rows, ids)


def _vocabulary(path: Path, rows: int, ids: dict[str, int]) -> Vocabulary:
    tokenizer = _load(path)
    if rows < tokenizer.size:
        raise UserError(
            QT_TRANSLATE_NOOP(
                "Model",
                "{path} has {size} pieces, but the checkpoint's embedding has room for {rows}; choose "
                "the SentencePiece model that it was trained with.",
            ),
            path=path,
            size=f"{tokenizer.size:,}",
            rows=f"{rows:,}",
        )
    if rows == tokenizer.size:
        return tokenizer
    names = {tokenizer.piece(id): id for id in range(tokenizer.size)}
    for key, name in (("pad_id", "<pad>"), ("start_id", "<s>"), ("end_id", "</s>"), ("unknown_id", "<unk>")):
        if ids[key] >= tokenizer.size and name not in names:
            names[name] = ids[key]
    silent = frozenset((ids["pad_id"], ids["start_id"], ids["end_id"]))
    return MappedTokenizer(tokenizer.model, names, rows, ids["unknown_id"], silent, str(path))
