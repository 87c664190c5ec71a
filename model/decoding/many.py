"""Translating many texts in batches of similar length, without recording."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from model.decoding.decode import DecodedStep, Run, decode_batch
from model.decoding.search import gnmt_length_penalty
from model.decoding.text_decoding import Reader, forced_beginning, source_pieces
from model.errors import Sentence, UserError
from model.network.network import Network
from model.values.decoding import DecodingSettings
from model.values.endings import Loop, loop_at_end

BATCH_PIECES = 4096  # source pieces, padding included, decoded in one batch


@dataclass(frozen=True)
class Translated:
    """The translation of text number `index`; "" for a blank text, and where a `problem` says why there is none."""

    index: int
    text: str = ""
    cut_off: bool = False
    loop: Loop | None = None  # what it says again and again at its end
    problem: Sentence | None = None


def translate_many(
    reader: Reader,
    network: Network,
    texts: Sequence[str],
    settings: DecodingSettings,
    batch_pieces: int = BATCH_PIECES,
    numbers: Sequence[int] = (),
) -> Iterator[Translated]:
    """Every text once: first those that need no network, then batches from short to long.

    `numbers` are those of the texts in their file, by default 0, 1, 2 ...; they decide what sampling draws. Raises
    `UserError` for what concerns all texts.
    """
    settings = replace(settings, record=False, candidates=1)
    forced = forced_beginning(reader, network, settings)
    reader.source("a", settings)  # raises for a language that the model lacks
    run = Run(reader.start(settings), settings, spelling=forced.spelling)
    numbers = numbers or range(len(texts))
    ids: dict[int, list[int]] = {}
    for index, text in enumerate(texts):
        try:
            ids[index] = [piece.id for piece in source_pieces(reader, text, settings)]
        except UserError as error:
            yield Translated(index, problem=error.sentence)
        if not ids.get(index, True):
            yield Translated(index)
    for batch in batches({index: len(row) for index, row in ids.items() if row}, batch_pieces):
        of_batch = replace(run, numbers=tuple(numbers[index] for index in batch))
        found = _best(network, [ids[index] for index in batch], [forced.ids] * len(batch), of_batch)
        for index, best in zip(batch, found, strict=True):
            cut_off = best[-1:] != [network.special.end]
            yield Translated(index, reader.target.decode(best), cut_off, loop_at_end(reader.target.pieces(best)))


def batches(lengths: dict[int, int], most: int = BATCH_PIECES) -> Iterator[list[int]]:
    """The indices from short to long, in batches of at most `most` pieces with padding, but of at least one text."""
    order = sorted(lengths, key=lambda index: lengths[index])
    begin = 0
    while begin < len(order):
        end = begin + 1
        while end < len(order) and lengths[order[end]] * (end + 1 - begin) <= most:
            end += 1
        yield order[begin:end]
        begin = end


def _best(network: Network, sources: list[list[int]], prefixes: list[tuple[int, ...]], run: Run) -> list[list[int]]:
    """The ids of the best hypothesis of each source."""
    rows: list[list[list[int]]] = [[[]] for _ in sources]  # [sentence][row] -> ids so far
    best: list[tuple[float, list[int]]] = [(float("-inf"), []) for _ in sources]
    for event in decode_batch(network, sources, prefixes, run):
        if not isinstance(event, DecodedStep):
            continue
        penalty = gnmt_length_penalty(event.index + 1, run.settings.length_penalty)
        for choice in event.sentences:
            before = rows[choice.sentence]
            for branch in choice.ended:
                if branch.score / penalty > best[choice.sentence][0]:
                    best[choice.sentence] = (branch.score / penalty, [*before[branch.row], branch.id])
            rows[choice.sentence] = [[*before[branch.row], branch.id] for branch in choice.going_on]
    return [ids for _, ids in best]
