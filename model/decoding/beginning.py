"""What every translation must begin with: a text whose last word may go on.

All pieces before the last word are forced one by one, as the vocabulary writes them. In the last word the model chooses
its own pieces, as long as they spell what was given: "Hun" may become "▁Hund". If its pieces were forced as well, the
model would have to go on after a cut that it never saw in training. Others call this token healing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from torch import Tensor

from model.errors import QT_TRANSLATE_NOOP, UserError
from model.values.pieces import byte_piece, bytes_of, is_special, word_starts

if TYPE_CHECKING:
    from model.decoding.text_decoding import TargetVocabulary

Spelling = tuple[Mapping[int, int], ...]  # [byte of the text] piece that may come there -> the place after it


@dataclass(frozen=True)
class Beginning:
    """`ids` are forced one by one; then pieces follow `spelling` from place 0 until they leave it at its end."""

    ids: tuple[int, ...] = ()
    spelling: Spelling = ()

    def after(self, *ids: int) -> Beginning:
        """The same beginning after special pieces."""
        return replace(self, ids=(*ids, *self.ids))


@lru_cache(maxsize=1)  # many lines may have the same one, and finding it looks at every piece
def beginning(vocabulary: TargetVocabulary, text: str, closed: bool = False) -> Beginning:
    """The beginning for a text, `closed` if it ends with a whole piece; a space at its end ends the last word.

    Raises `UserError` for a text that the vocabulary cannot write.
    """
    pieces = vocabulary.encode(text)
    if not pieces:
        return Beginning()
    unknown = next((piece for piece in pieces if not piece.known), None)
    if unknown is not None:
        raise _unwritable(text[unknown.start : unknown.end].strip() or text)
    if closed:
        return Beginning(tuple(piece.id for piece in pieces))
    starts = word_starts([piece.piece for piece in pieces])
    last = max(i for i, start in enumerate(starts) if start)
    # Some vocabularies write the space after a word, others before it.
    rest = b"".join(bytes_of(piece.piece) for piece in pieces[last:]).rstrip(b" ")
    if not rest:
        return Beginning(tuple(piece.id for piece in pieces[:last]))
    if text[-1].isspace():
        rest += b" "
    spelling = _spelling(vocabulary, rest, frozenset(piece.id for piece in pieces[last:]))
    if not spelling[0]:
        raise _unwritable(text)
    return Beginning(tuple(piece.id for piece in pieces[:last]), spelling)


def _unwritable(text: str) -> UserError:
    return UserError(
        QT_TRANSLATE_NOOP(
            "Model", "The model's vocabulary cannot write “{text}” of the forced beginning; choose other characters."
        ),
        text=text,
    )


def _spelling(vocabulary: TargetVocabulary, rest: bytes, own: frozenset[int]) -> Spelling:
    """The pieces that go on from each place of `rest`, without those after which it could not be spelled to its end.

    A piece for one byte may come only where the vocabulary itself needs it: if it is among its `own` pieces for `rest`.
    """
    found: list[dict[int, int]] = [{} for _ in rest]
    places: dict[int, list[int]] = {}
    for place, byte in enumerate(rest):
        places.setdefault(byte, []).append(place)
    for id in range(vocabulary.size):
        piece = vocabulary.piece(id)
        added = b"" if is_special(piece) else bytes_of(piece)
        if len(added) == 1 and piece == byte_piece(added[0]) and id not in own:
            continue
        for place in places.get(added[0], ()) if added else ():
            if rest.startswith(added, place) or added.startswith(rest[place:]):
                found[place][id] = min(place + len(added), len(rest))
    for place in reversed(range(len(rest))):
        possible = {id: after for id, after in found[place].items() if after == len(rest) or found[after]}
        # A piece that reaches the end comes first: "▁H" is likelier than "▁Hund" at a word that begins with "Hun", as
        # it begins many other words as well, but after it the model would have to write what it never meant to.
        found[place] = {id: after for id, after in possible.items() if after == len(rest)} or possible
    return tuple(found)


def forbid_others(logprobs: Tensor, spelling: Spelling, places: Sequence[int]) -> None:
    """In each row of `logprobs` [row, vocabulary] leave only the pieces that may come at the row's place."""
    for row, place in zip(logprobs, places, strict=True):
        if place < len(spelling):
            allowed = list(spelling[place])
            kept = row[allowed]
            row.fill_(float("-inf"))
            row[allowed] = kept


def place_after(spelling: Spelling, place: int, id: int) -> int:
    return spelling[place][id] if place < len(spelling) else place
