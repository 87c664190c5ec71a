"""Text to pieces and back with SentencePiece, and from every piece to the characters it covers."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol

import sentencepiece

from model.errors import QT_TRANSLATE_NOOP, Sentence, UserError
from model.values.pieces import whole_characters

UNNAMED = Sentence(QT_TRANSLATE_NOOP("Model", "the SentencePiece model"))  # used if no file is known
PAD, UNKNOWN, START, END = range(4)  # ids of <pad>, <unk>, <s>, </s> in every vocabulary made here


@dataclass(frozen=True)
class Piece:
    """One subword token; it covers the characters `text[start:end]`. `known` is False for <unk>."""

    piece: str
    id: int
    start: int
    end: int
    known: bool


class Vocabulary(Protocol):
    """Text to pieces and ids, and back: a `Tokenizer`, or a `MappedTokenizer` for other people's ids."""

    model: bytes  # the SentencePiece model
    mapping: dict[str, int] | None  # piece -> id, None if the ids are those of SentencePiece

    def __hash__(self) -> int: ...  # by its identity
    @property
    def size(self) -> int: ...
    def encode(self, text: str) -> list[Piece]: ...
    def ids(self, text: str) -> list[int]: ...
    def batch_ids(self, texts: Sequence[str]) -> list[list[int]]: ...
    def decode(self, ids: Sequence[int]) -> str: ...
    def piece(self, id: int) -> str: ...
    def pieces(self, ids: Sequence[int]) -> list[str]: ...
    def id(self, piece: str) -> int: ...


def _cores() -> int:
    """Cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Tokenizer:
    """One SentencePiece model with its own ids."""

    mapping: dict[str, int] | None = None

    def __init__(self, model: bytes, source: Sentence | str = UNNAMED) -> None:
        self.model = model
        self._processor = sentencepiece.SentencePieceProcessor()
        try:
            loaded = bool(model) and self._processor.LoadFromSerializedProto(model)
        except RuntimeError:
            loaded = False
        if not loaded:
            raise UserError(
                QT_TRANSLATE_NOOP(
                    "Model", "{source} is not a SentencePiece model or is damaged; put the original file back."
                ),
                source=source,
            )

    @classmethod
    def load(cls, path: Path) -> Tokenizer:
        try:
            return cls(path.read_bytes(), str(path))
        except OSError as error:
            raise UserError(
                QT_TRANSLATE_NOOP("Model", "{path} cannot be read ({reason}); the tokenizer belongs there."),
                path=path,
                reason=error,
            ) from error

    @classmethod
    def train(
        cls,
        texts: Iterable[str],
        vocab_size: int,
        kind: Literal["unigram", "bpe"] = "unigram",
        seed: int = 0,
        exactly: bool = True,
    ) -> Tokenizer:
        """Learn `vocab_size` pieces from `texts`; the same texts in the same order give the same pieces.

        Raises `UserError` when the texts do not give that many pieces; with `exactly` False there are then fewer.
        """
        import io

        sentencepiece.set_random_generator_seed(seed)
        out = io.BytesIO()
        try:
            sentencepiece.SentencePieceTrainer.train(
                sentence_iterator=iter(texts),
                model_writer=out,
                vocab_size=vocab_size,
                model_type=kind,
                character_coverage=1.0,
                pad_id=PAD,
                unk_id=UNKNOWN,
                bos_id=START,
                eos_id=END,
                normalization_rule_name="nmt_nfkc",
                minloglevel=2,
                num_threads=1,
                hard_vocab_limit=exactly,
            )
        except (RuntimeError, OSError) as error:
            said = str(error).rsplit("]", 1)[-1].strip()
            if least := re.search(r"required_chars\. \d+ vs (\d+)", said):
                raise UserError(
                    QT_TRANSLATE_NOOP(
                        "Model",
                        "A vocabulary of {vocab_size} pieces cannot be made from this text, whose "
                        "different characters and the special pieces alone are {least}; give a "
                        "vocab_size of at least {least}.",
                    ),
                    vocab_size=vocab_size,
                    least=least[1],
                ) from error
            reason: Sentence | str = said or Sentence(QT_TRANSLATE_NOOP("Model", "no reason given"))
            if most := re.search(r"<= (\d+)", said):
                reason = Sentence(QT_TRANSLATE_NOOP("Model", "it has at most {most}"), most=most[1])
            raise UserError(
                QT_TRANSLATE_NOOP(
                    "Model",
                    "A vocabulary of {vocab_size} pieces cannot be made from this text ({reason}); "
                    "choose another vocab_size, 0 for as many as there are, or add data.",
                ),
                vocab_size=vocab_size,
                reason=reason,
            ) from error
        return cls(out.getvalue())

    @property
    def size(self) -> int:
        return self._processor.get_piece_size()

    def encode(self, text: str) -> list[Piece]:
        """The pieces of `text`, without <s> or </s>, each with the characters it covers.

        The spans lie in order and without overlap; they leave out only what normalisation removes (outer and doubled
        spaces, control characters). An empty text has no pieces.
        """
        found = self._processor.encode(whole_characters(text), return_type="offset_mapping")
        unknown = self._processor.unk_id()
        pieces: list[Piece] = []
        reached = 0
        for piece, id, (start, end) in zip(found["pieces"], found["ids"], found["offsets"], strict=True):
            # If one character normalises into several pieces, the first covers it and the others cover nothing.
            start = max(start, reached)
            reached = max(end, start)
            pieces.append(Piece(piece, id, start, reached, id != unknown))
        return pieces

    def ids(self, text: str) -> list[int]:
        """Only the ids, for training."""
        ids: list[int] = self._processor.encode(text, out_type=int)
        return ids

    def batch_ids(self, texts: Sequence[str]) -> list[list[int]]:
        """`ids` of many texts, on every core."""
        ids: list[list[int]] = self._processor.encode(list(texts), out_type=int, num_threads=_cores())
        return ids

    def decode(self, ids: Sequence[int]) -> str:
        """The text of `ids`; <pad>, <s> and </s> are left out, an unknown piece becomes U+2047."""
        return str(self._processor.decode(list(ids)))

    def joined(self, pieces: Sequence[str]) -> str:
        """The text of pieces, bytes as the letters that they make; what is no piece of this model stays as it is."""
        return str(self._processor.decode_pieces(list(pieces)))

    def piece(self, id: int) -> str:
        return str(self._processor.id_to_piece(id))

    def pieces(self, ids: Sequence[int]) -> list[str]:
        return [self.piece(id) for id in ids]

    def score(self, id: int) -> float:
        """The log-probability of a unigram piece; for BPE, minus the rank of the piece."""
        return float(self._processor.get_score(id))

    def is_ordinary(self, id: int) -> bool:
        """Whether the piece is ordinary text: not <unk>, not a control piece such as <s>, not a byte."""
        processor = self._processor
        return not (
            processor.is_control(id) or processor.is_unknown(id) or processor.is_unused(id) or processor.is_byte(id)
        )

    def id(self, piece: str) -> int:
        """The id of a piece, given as in the vocabulary; that of <unk> if the vocabulary lacks it."""
        return int(self._processor.piece_to_id(piece))
