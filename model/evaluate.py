"""Translating many sentences without recording, and measuring the result with sacreBLEU."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from model.bundle import Bundle
from model.decode import DecodedStep, decode_batch
from model.errors import UserError
from model.search import gnmt_length_penalty
from model.steps import DecodingSettings

BATCH_PIECES = 4096  # source pieces, padding counted, decoded side by side


def translate_all(
    bundle: Bundle, texts: Sequence[str], settings: DecodingSettings, batch_pieces: int = BATCH_PIECES
) -> Iterator[tuple[int, str]]:
    """Yield (index, translation) of every text, batches of similar length first come first.

    A text without pieces translates to "". Raises `UserError` naming the line of a text longer than the positions.
    """
    config = bundle.model.config
    settings = replace(settings, record=False, candidates=1, prefix="")
    ids = [[*bundle.source_tokenizer.ids(text), config.end_id] for text in texts]
    for i, row in enumerate(ids):
        if len(row) > config.max_positions:
            raise UserError(
                f"Sentence {i + 1} has {len(row) - 1} pieces, but this model has room for {config.max_positions - 1}; "
                f"split or remove it."
            )
    order = sorted(range(len(texts)), key=lambda i: len(ids[i]))
    begin = 0
    while begin < len(order):
        end = begin + 1
        while end < len(order) and len(ids[order[end]]) * (end + 1 - begin) <= batch_pieces:
            end += 1
        batch = order[begin:end]
        for position, best in enumerate(_best(bundle, [ids[i] for i in batch], settings)):
            index = batch[position]
            yield index, bundle.target_tokenizer.decode(best) if len(ids[index]) > 1 else ""
        begin = end


def _best(bundle: Bundle, sources: list[list[int]], settings: DecodingSettings) -> list[list[int]]:
    """The ids of the best hypothesis of each source."""
    rows: list[list[list[int]]] = [[[]] for _ in sources]  # [sentence][row] -> ids so far
    best: list[tuple[float, list[int]]] = [(float("-inf"), []) for _ in sources]
    for event in decode_batch(bundle.model, sources, [[] for _ in sources], settings):
        if not isinstance(event, DecodedStep):
            continue
        penalty = gnmt_length_penalty(event.index + 1, settings.length_penalty)
        for choice in event.sentences:
            before = rows[choice.sentence]
            for branch in choice.ended:
                if branch.score / penalty > best[choice.sentence][0]:
                    best[choice.sentence] = (branch.score / penalty, [*before[branch.row], branch.id])
            rows[choice.sentence] = [[*before[branch.row], branch.id] for branch in choice.going_on]
    return [ids for _, ids in best]


@dataclass(frozen=True)
class Quality:
    """Corpus scores from 0 to 100 with the signatures that say how they were computed."""

    bleu: float
    bleu_signature: str
    chrf: float
    chrf_signature: str


def measure(translations: Sequence[str], references: Sequence[str]) -> Quality:
    """Cased sacreBLEU (tokenised by 13a) and chrF2 of whole-corpus translations against one reference each."""
    from sacrebleu.metrics import BLEU, CHRF  # takes long to import, and only evaluation needs it

    bleu, chrf = BLEU(), CHRF()
    bleu_score = bleu.corpus_score(list(translations), [list(references)])
    chrf_score = chrf.corpus_score(list(translations), [list(references)])
    return Quality(bleu_score.score, str(bleu.get_signature()), chrf_score.score, str(chrf.get_signature()))
