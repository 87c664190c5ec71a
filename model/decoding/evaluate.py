"""Translating many sentences without recording, and the loss of the references themselves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import torch

from model.bundle.bundle import Bundle
from model.data.batches import make_batch
from model.decoding.bundle_reader import BundleReader
from model.decoding.decode import DecodedStep, Run, decode_batch
from model.decoding.search import gnmt_length_penalty
from model.decoding.text_decoding import Reader
from model.errors import QT_TRANSLATE_NOOP, UserError
from model.network.network import Network
from model.values.decoding import DecodingSettings

BATCH_PIECES = 4096  # source pieces, padding included, decoded in one batch


def translate_all(
    bundle: Bundle, texts: Sequence[str], settings: DecodingSettings, batch_pieces: int = BATCH_PIECES
) -> Iterator[tuple[int, str]]:
    """`translate_many` with a bundle's model."""
    yield from translate_many(BundleReader(bundle), bundle.model, texts, settings, batch_pieces)


def translate_many(
    reader: Reader, network: Network, texts: Sequence[str], settings: DecodingSettings, batch_pieces: int = BATCH_PIECES
) -> Iterator[tuple[int, str]]:
    """Yield (index, translation) of every text: first those without pieces, as "", then batches from short to long.

    Raises `UserError` with the number of a text that has more pieces than the model has positions.
    """
    settings = replace(settings, record=False, candidates=1, prefix="")
    forced, run = reader.forced(settings), Run(reader.start(settings), settings)
    ids = [[piece.id for piece in reader.source(text, settings)] for text in texts]
    for i, row in enumerate(ids):
        if len(row) > reader.max_source_pieces:
            raise UserError(
                QT_TRANSLATE_NOOP(
                    "Model",
                    "Sentence {number} has {pieces} pieces, but this model has room for {room}; split or remove it.",
                ),
                number=i + 1,
                pieces=len(row) - 1,
                room=reader.max_source_pieces - 1,
            )
    yield from ((i, "") for i, row in enumerate(ids) if not row)
    order = sorted((i for i, row in enumerate(ids) if row), key=lambda i: len(ids[i]))
    begin = 0
    while begin < len(order):
        end = begin + 1
        while end < len(order) and len(ids[order[end]]) * (end + 1 - begin) <= batch_pieces:
            end += 1
        batch = order[begin:end]
        found = _best(network, [ids[i] for i in batch], [forced] * len(batch), run)
        yield from ((index, reader.target.decode(best)) for index, best in zip(batch, found, strict=True))
        begin = end


def _best(network: Network, sources: list[list[int]], prefixes: list[list[int]], run: Run) -> list[list[int]]:
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


@dataclass(frozen=True)
class ForcedLoss:
    """The loss of a reference, summed over its pieces, </s> included."""

    nll: float  # in nats
    pieces: int


def forced_losses(
    bundle: Bundle, pairs: Sequence[tuple[str, str]], settings: DecodingSettings | None = None
) -> list[ForcedLoss | None]:
    """The plain loss of each reference under teacher forcing; None where a side is empty or too long.

    For a model with several target languages `settings` chooses one, as for a translation: its piece is put before
    each source.
    """
    config = bundle.model.config
    device = bundle.model.device
    reader, settings = BundleReader(bundle), settings or DecodingSettings()
    more = config.source_start_id >= 0  # whether a start piece has to be cut off: `make_batch` adds it, and </s>
    sources = [[piece.id for piece in reader.source(source, settings)][more:-1] for source, _ in pairs]
    ids = [(source, bundle.target_tokenizer.ids(target)) for source, (_, target) in zip(sources, pairs, strict=True)]
    room = range(1, config.max_positions)
    fits = [bool(source) and len(source) + more in room and len(target) in room for source, target in ids]
    usable = [i for i, fit in enumerate(fits) if fit]
    usable.sort(key=lambda i: max(map(len, ids[i])))
    found: list[ForcedLoss | None] = [None] * len(pairs)
    bundle.model.eval()
    begin = 0
    while begin < len(usable):
        end = begin + 1
        while end < len(usable) and (max(map(len, ids[usable[end]])) + 1) * (end + 1 - begin) <= BATCH_PIECES:
            end += 1
        rows = usable[begin:end]
        batch = make_batch([ids[i][0] for i in rows], [ids[i][1] for i in rows], config.special)
        target_out = batch.target_out.to(device)
        with torch.inference_mode():
            hidden = bundle.model(batch.source.to(device), batch.target_in.to(device))
            logprob = bundle.model.logprobs(bundle.model.logits(hidden))
            # Filled, not multiplied by 0: where <pad> is masked before the softmax, its log-probability is -inf.
            nll = -logprob.gather(2, target_out[..., None])[..., 0].masked_fill(target_out == config.pad_id, 0.0)
        for i, total in zip(rows, nll.double().sum(dim=1).tolist(), strict=True):
            found[i] = ForcedLoss(total, len(ids[i][1]) + 1)
        begin = end
    return found
