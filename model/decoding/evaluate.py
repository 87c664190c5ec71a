"""Translating many sentences without recording, and the loss of the references themselves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import torch

from model.bundle.bundle import Bundle
from model.data.batches import make_batch
from model.decoding.bundle_reader import BundleReader
from model.decoding.many import BATCH_PIECES, batches, translate_many
from model.errors import UserError
from model.values.decoding import DecodingSettings


def translate_all(
    bundle: Bundle, texts: Sequence[str], settings: DecodingSettings, batch_pieces: int = BATCH_PIECES
) -> Iterator[tuple[int, str]]:
    """`translate_many` with a bundle's model: (index, translation) of every text, "" for one without room."""
    for one in translate_many(BundleReader(bundle), bundle.model, texts, settings, batch_pieces):
        yield one.index, one.text


def _readable(reader: BundleReader, text: str, settings: DecodingSettings) -> list[int]:
    """The ids of a source, none for one that names a language which the model lacks."""
    try:
        return [piece.id for piece in reader.source(text, settings)]
    except UserError:
        if settings.target_language or not reader.names_language(text):
            raise  # it concerns all texts
        return []


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
    sources = [_readable(reader, source, settings)[more:-1] for source, _ in pairs]
    ids = [(source, bundle.target_tokenizer.ids(target)) for source, (_, target) in zip(sources, pairs, strict=True)]
    room = range(1, config.max_positions)
    fits = [bool(source) and len(source) + more in room and len(target) in room for source, target in ids]
    usable = [i for i, fit in enumerate(fits) if fit]
    found: list[ForcedLoss | None] = [None] * len(pairs)
    bundle.model.eval()
    for rows in batches({i: max(map(len, ids[i])) + 1 for i in usable}):
        batch = make_batch([ids[i][0] for i in rows], [ids[i][1] for i in rows], config.special)
        target_out = batch.target_out.to(device)
        with torch.inference_mode():
            hidden = bundle.model(batch.source.to(device), batch.target_in.to(device))
            logprob = bundle.model.logprobs(bundle.model.logits(hidden))
            # Filled, not multiplied by 0: where <pad> is masked before the softmax, its log-probability is -inf.
            nll = -logprob.gather(2, target_out[..., None])[..., 0].masked_fill(target_out == config.pad_id, 0.0)
        for i, total in zip(rows, nll.double().sum(dim=1).tolist(), strict=True):
            found[i] = ForcedLoss(total, len(ids[i][1]) + 1)
    return found
