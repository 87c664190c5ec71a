"""A SentencePiece model whose ids come from another file, such as Marian's source.spm with vocab.json.

OPUS-MT has one list of ids for the pieces of both languages, so the ids are not those of SentencePiece.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from model.bundle.tokenizer import UNNAMED, Piece, Tokenizer
from model.errors import QT_TRANSLATE_NOOP, Sentence, UserError
from model.values.pieces import WORD_MARK

_LANGUAGE = re.compile(r">>(.+)<<")  # a piece that names the target language


def read_mapping(value: Any, size: int, source: str) -> dict[str, int]:
    """`value` as piece -> id, every id below `size`; `UserError`, naming the file `source`, for anything else."""
    if not isinstance(value, dict) or not value:
        raise UserError(
            QT_TRANSLATE_NOOP(
                "Model", "{source} is damaged: it does not hold pieces with their ids; put the original file back."
            ),
            source=source,
        )
    for piece, id in value.items():
        if type(id) is not int or not 0 <= id < size:
            raise UserError(
                QT_TRANSLATE_NOOP(
                    "Model", "{source} is damaged: its piece {piece} has the id {id}, but the model has {size} pieces."
                ),
                source=source,
                piece=repr(piece[:30]),
                id=repr(str(id)[:30]),
                size=size,
            )
    return value


class MappedTokenizer:
    """Splits text with SentencePiece and takes ids from `mapping`; a piece missing in the mapping is <unk>."""

    def __init__(
        self,
        model: bytes,
        mapping: dict[str, int],
        size: int,
        unknown_id: int,
        silent: frozenset[int],
        source: Sentence | str = UNNAMED,
    ) -> None:
        """`size` is the vocabulary's size, perhaps larger than the mapping; decoding leaves out `silent` ids."""
        self._tokenizer = Tokenizer(model, source)
        self.model = model
        self.mapping: dict[str, int] | None = mapping
        self.unknown_id = unknown_id
        self.silent = silent
        self._ids = mapping
        self._pieces = [f"<unused {id}>" for id in range(size)]
        for piece, id in mapping.items():
            self._pieces[id] = piece
        self.languages = tuple(sorted(m[1] for piece in mapping if (m := _LANGUAGE.fullmatch(piece))))

    @property
    def size(self) -> int:
        return len(self._pieces)

    def encode(self, text: str) -> list[Piece]:
        """Like `Tokenizer.encode`, with the mapping's ids."""
        return [self._numbered(piece) for piece in self._tokenizer.encode(text)]

    def _numbered(self, piece: Piece) -> Piece:
        id = self._ids.get(piece.piece)
        return Piece(
            piece.piece,
            self.unknown_id if id is None else id,
            piece.start,
            piece.end,
            id not in (None, self.unknown_id),
        )

    def ids(self, text: str) -> list[int]:
        return [piece.id for piece in self.encode(text)]

    def batch_ids(self, texts: Sequence[str]) -> list[list[int]]:
        return [self.ids(text) for text in texts]

    def decode(self, ids: Sequence[int]) -> str:
        """The text of `ids` as SentencePiece joins them; silent ids are left out, an unknown piece becomes U+2047."""
        shown = [
            f"{WORD_MARK}\u2047{WORD_MARK}" if id == self.unknown_id else self._pieces[id]
            for id in ids
            if id not in self.silent
        ]
        return self._tokenizer.joined(shown).replace(WORD_MARK, " ").strip()

    def piece(self, id: int) -> str:
        return self._pieces[id]

    def pieces(self, ids: Sequence[int]) -> list[str]:
        return [self._pieces[id] for id in ids]

    def id(self, piece: str) -> int:
        """The id of a piece; that of <unk> if the vocabulary lacks it."""
        return self._ids.get(piece, self.unknown_id)
