"""Made-up traces for the tests of what draws them: seeded random softmax weights under the right masks."""

from __future__ import annotations

from dataclasses import replace
from itertools import cycle, islice

import numpy as np
from numpy.typing import NDArray

from model.values.decoding import DecodingSettings
from model.values.endings import Ending
from model.values.masks import MaskReason
from model.values.questions.scores import Scores
from model.values.setup import Setup
from model.values.sites import TRANSFORMER_GROUPS, Side, SiteGroup, group_reasons
from model.values.trace import AttentionMap, Floats, Trace, maps_of

MADE_UP = Setup("a made-up model", "made up", DecodingSettings())

SOURCES = {
    "latin": "▁I ▁did ▁not ▁know ▁that ▁she ▁had ▁already ▁left ▁the ▁house .",
    "cjk": "▁我 不 知道 她 已经 离开 了 那 座 房子 昨天 。",
    "arabic": "▁لم ▁أكن ▁أعلم ▁أنها ▁قد ▁غادرت ▁المنزل ▁بالفعل ▁أمس ▁مساء ًا .",
}
TARGETS = {
    "latin": "▁Ich ▁wusste ▁nicht , ▁dass ▁sie ▁das ▁Haus ▁schon ▁verlassen ▁hatte ▁gestern .",
    "cjk": "▁彼女 が もう 家 を 出 た こと を 知ら なかった です 。",
    "arabic": "▁كنت ▁أجهل ▁أنها ▁رحلت ▁عن ▁البيت ▁منذ ▁وقت ▁طويل ▁ولم ▁تعد ▁إليه .",
}


def _pieces(text: str, count: int) -> tuple[str, ...]:
    return tuple(islice(cycle(text.split()), max(count, 0)))


def _softmax(scores: NDArray[np.float32], allowed: NDArray[np.bool_]) -> NDArray[np.float32]:
    """Rows in which nothing is allowed are 0, as in a trace."""
    powers = np.where(allowed, np.exp(scores - scores.max(axis=-1, keepdims=True)), 0.0)
    sums = powers.sum(axis=-1, keepdims=True)
    return np.asarray(np.divide(powers, sums, out=np.zeros_like(powers), where=sums > 0), dtype=np.float32)


def _random_scores(
    random: np.random.Generator, layers: int, heads: int, rows: int, columns: int
) -> NDArray[np.float32]:
    """[layer, head, query, key]: every head leans towards another diagonal, some sharply, some hardly."""
    shift = random.integers(-2, 3, (layers, heads, 1, 1))
    distance = np.abs(np.arange(rows)[:, None] - np.arange(columns)[None, :] - shift)
    sharpness = random.choice([0.1, 0.4, 1.2, 4.0], (layers, heads, 1, 1))
    return np.asarray(random.normal(0.0, 1.0, distance.shape) - sharpness * distance + 3.0, dtype=np.float32)


def make_trace(
    layers: int = 6,
    heads: int = 8,
    source: int = 12,
    target: int = 14,
    padded: int = 0,
    script: str = "latin",
    seed: int = 0,
) -> Trace:
    """A whole trace that passes `Trace.check`.

    `source` counts all source pieces, `</s>` and the last `padded` ones (`<pad>`) among them; `target` counts steps,
    the last of which predicts `</s>`. `script` is a key of `SOURCES`.
    """
    random = np.random.default_rng(seed)
    real = source - padded
    source_pieces = (*_pieces(SOURCES[script], real - 1), "</s>", *("<pad>",) * padded)
    predicted = (*_pieces(TARGETS[script], target - 1), "</s>")
    source_allowed = np.arange(source) < real
    lengths = {Side.SOURCE: source, Side.TARGET: target}

    def attention(group: SiteGroup) -> AttentionMap:
        scores = _random_scores(random, layers, heads, lengths[group.queries], lengths[group.keys])
        reasons = group_reasons(group, source_allowed, target)
        return AttentionMap(group, _softmax(scores, reasons == MaskReason.ALLOWED), reasons)

    maps = maps_of(attention(group) for group in TRANSFORMER_GROUPS)
    chances = np.sort(random.dirichlet(np.full(10, 0.3), target), axis=-1)[:, ::-1]
    logprob = np.log(np.maximum(chances, 1e-6)).astype(np.float32)
    candidates = tuple((piece, *(f"▁piece{i}" for i in range(1, 10))) for piece in predicted)
    return Trace(
        maps=maps,
        source_allowed=source_allowed,
        logprob=logprob[:, 0].copy(),
        candidate_ids=np.arange(target * 10).reshape(target, 10),
        candidate_logprob=logprob,
        source_pieces=source_pieces,
        input_pieces=("<s>", *predicted[:-1]),
        predicted_pieces=predicted,
        source_text=_joined(source_pieces),
        target_text=_joined(predicted),
        setup=MADE_UP,
        candidate_pieces=candidates,
        source_spans=_spans(source_pieces),
        target_spans=_spans(predicted),
        ending=Ending.END,
    )


def weighted(trace: Trace, **weights: Floats) -> Trace:
    """The same with other weights in the groups of these names."""
    others = {name: replace(trace.maps[name], weights=array) for name, array in weights.items()}
    return replace(trace, maps={**trace.maps, **others})


def with_groups(trace: Trace, *groups: SiteGroup) -> Trace:
    """As a model would leave it that has these groups alone; without any, a model that has no attention at all."""
    return replace(trace, maps={group.name: trace.maps[group.name] for group in groups})


def unfinished(trace: Trace) -> Trace:
    """The same while it is still being decoded: its last piece is not yet `</s>`."""
    return replace(trace, predicted_pieces=(*trace.predicted_pieces[:-1], "▁und"), ending=Ending.OPEN)


def _parts(pieces: tuple[str, ...]) -> list[str]:
    """The text that each piece stands for: nothing for a special piece, no space before the first."""
    texts = ["" if piece in ("<pad>", "</s>", "<s>") else piece.replace("▁", " ") for piece in pieces]
    return [texts[0].lstrip(), *texts[1:]] if texts else []


def _joined(pieces: tuple[str, ...]) -> str:
    return "".join(_parts(pieces))


def _spans(pieces: tuple[str, ...]) -> tuple[tuple[int, int], ...]:
    """The characters of the text that each piece covers, without the space before it."""
    spans, end = [], 0
    for part in _parts(pieces):
        begin, end = end + len(part) - len(part.lstrip()), end + len(part)
        spans.append((begin, end))
    return tuple(spans)


def make_scores(trace: Trace, seed: int = 1) -> Scores:
    """Scores whose masked softmax is the trace's weights; masked cells hold scores too."""
    random = np.random.default_rng(seed)

    def of(group: SiteGroup) -> NDArray[np.float32]:
        weights = trace.weights(group)
        allowed = np.broadcast_to(trace.reasons(group) == MaskReason.ALLOWED, weights.shape)
        shift = random.normal(2.0, 1.0, (*weights.shape[:-1], 1))
        seen = np.log(np.maximum(weights, 1e-30)) + shift
        return np.asarray(np.where(allowed, seen, random.normal(0.0, 2.0, weights.shape)), dtype=np.float32)

    return Scores({group.name: of(group) for group in trace.groups})
