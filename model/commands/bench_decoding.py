"""`main.py bench decoding`: OPUS-MT translates one sentence at a time, in our code and in other libraries.

All use the same weights on the processor in float32, the same sentences and the same number of pieces. Contestants take
turns, so that a busy moment of the machine affects all of them, and ratios are medians over the rounds. Translations
and recorded attention weights are compared too: a faster program with other output would prove nothing.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import torch

from model.bench.opus import write_opus
from model.data.grammar import generate
from model.decoding.decode import EncodedBatch, Run, SentenceChoice, decode_batch
from model.decoding.search import Continuation
from model.device import describe_device
from model.errors import UserError
from model.foreign.marian.loading import load_marian
from model.network.linear import pack_for_decoding
from model.translator import Translator, bundle_translator
from model.values.decoding import DecodingSettings
from model.values.trace import Floats

STEPS = 32  # pieces of every translation; a random model would not stop by itself
SENTENCES, ROUNDS = 4, 5
BEAMS = (1, 4)
GOAL_RECORDED, GOAL_PLAIN = 3.0, 1.5

Ids = list[list[int]]
Maps = list[Floats]  # cross-attention of each sentence, [layer, head, target, source]
Way = tuple[list[int], list[Floats]]  # a hypothesis: its pieces, and the weights [layer, head, source] of each


def bench_decoding() -> list[dict[str, Any]]:
    """Recorded: compared with `transformers.generate(output_attentions=True)`; plain: CTranslate2, if installed."""
    with tempfile.TemporaryDirectory(prefix="translucent-bench-") as name:
        folder = Path(name) / "opus-mt-en-de"
        write_opus(folder)
        translator = bundle_translator(load_marian(folder), torch.device("cpu"))
        sources = _sources(translator)
        theirs = _Transformers(folder)
        results = [_recorded(translator, theirs, sources, beam) for beam in BEAMS]
        try:
            fast = _CTranslate2(folder, Path(name) / "ct2")
        except UserError as error:
            print(error, file=sys.stderr)
            return results
        return results + [_plain(translator, fast, sources, beam) for beam in BEAMS]


def _sources(translator: Translator) -> Ids:
    texts = [pair.source for pair in generate("en-de", 400, seed=5)]
    longest = sorted(texts, key=len)[-SENTENCES:]
    how = DecodingSettings()
    return [[piece.id for piece in translator.reader.source(text, how)] for text in longest]


class _Ours:
    """Translates one sentence at a time with our own decoder."""

    def __init__(self, translator: Translator, beam: int, record: bool) -> None:
        self._translator = translator
        self._how = DecodingSettings("beam" if beam > 1 else "greedy", beam, length_penalty=0.0, record=record)

    def __call__(self, sources: Ids) -> tuple[Ids, Maps]:
        found: Ids = []
        maps: Maps = []
        network, start = self._translator.network, self._translator.reader.start(self._how)
        pack_for_decoding(network)
        for source in sources:
            how = replace(self._how, extra_length=STEPS - (len(source) - 1))
            rows: list[Way] = [([], [])]
            best: tuple[float, Way] = (float("-inf"), rows[0])
            for event in decode_batch(network, [source], [[]], Run(start, how)):
                if isinstance(event, EncodedBatch):
                    continue
                choice = event.sentences[0]
                ended = [(branch.score, _extended(rows, branch, choice)) for branch in choice.ended]
                best = max([best, *ended], key=lambda pair: pair[0])
                rows = [_extended(rows, branch, choice) for branch in choice.going_on]
            ids, weights = best[1]
            found.append(ids)
            maps += [np.stack(weights, axis=2)] if weights else []
        return found, maps


def _extended(rows: list[Way], branch: Continuation, choice: SentenceChoice) -> Way:
    ids, weights = rows[branch.row]
    return [*ids, branch.id], [*weights] if choice.rows is None else [*weights, choice.rows["cross"][:, :, branch.row]]


class _Transformers:
    def __init__(self, folder: Path) -> None:
        try:
            from transformers import MarianMTModel
        except ImportError as error:
            raise UserError(
                "This measurement compares with transformers, which is not installed; install it with "
                'pip install "transformers>=5,<6" in this program\'s environment.'
            ) from error
        self.model: Any = MarianMTModel.from_pretrained(
            folder, dtype=torch.float32, attn_implementation="eager", local_files_only=True
        )

    def __call__(self, sources: Ids, beam: int, record: bool) -> tuple[Ids, Maps]:
        found: Ids = []
        maps: Maps = []
        for source in sources:
            with torch.inference_mode():
                told = self.model.generate(
                    torch.tensor([source]),
                    num_beams=beam,
                    do_sample=False,
                    max_new_tokens=STEPS,
                    length_penalty=0.0,
                    renormalize_logits=True,
                    early_stopping=False,
                    output_attentions=record,
                    return_dict_in_generate=True,
                )
            found.append(told.sequences[0, 1:].tolist())
            if record:
                maps.append(self._cross(told, len(found[-1])))
        return found, maps

    @staticmethod
    def _cross(told: Any, steps: int) -> Floats:
        """[layer, head, target, source] of the returned hypothesis; `beam_indices` gives its row at each step."""
        beams = getattr(told, "beam_indices", None)
        rows = [0] * steps if beams is None else beams[0, :steps].tolist()
        taken = [
            torch.stack([layer[row, :, 0] for layer in step])
            for row, step in zip(rows, told.cross_attentions, strict=False)
        ]
        weights: Floats = torch.stack(taken, dim=2).numpy()
        return weights


class _CTranslate2:
    def __init__(self, folder: Path, converted: Path) -> None:
        try:
            import ctranslate2
            from ctranslate2.converters import TransformersConverter
        except ImportError as error:
            raise UserError(
                "The comparison with CTranslate2 is left out, because it is not installed; install it with "
                'pip install "ctranslate2>=4.8,<5" in this program\'s environment.'
            ) from error
        TransformersConverter(str(folder)).convert(str(converted))
        self.translator = ctranslate2.Translator(
            str(converted), compute_type="float32", inter_threads=1, intra_threads=torch.get_num_threads()
        )

    def __call__(self, sources: list[list[str]], beam: int) -> list[list[str]]:
        return [
            self.translator.translate_batch(
                [source], beam_size=beam, max_decoding_length=STEPS, length_penalty=0.0, return_end_token=True
            )[0].hypotheses[0]
            for source in sources
        ]


def _take_turns(ours: Callable[[], Any], theirs: Callable[[], Any]) -> tuple[float, float, float]:
    """Median seconds of each, and the median of their ratios."""
    ours(), theirs()  # not counted: fills caches
    seconds = []
    for _ in range(ROUNDS):
        begin = time.perf_counter()
        ours()
        middle = time.perf_counter()
        theirs()
        seconds.append((middle - begin, time.perf_counter() - middle))
    own, other = (statistics.median(column) for column in zip(*seconds, strict=True))
    return own, other, statistics.median(b / a for a, b in seconds)


def _result(name: str, times: tuple[float, float, float], pieces: int, goal: float, rival: str) -> dict[str, Any]:
    own, other, ratio = times
    return {
        "name": name,
        "pieces_per_s": round(pieces / own, 1),
        f"{rival}_pieces_per_s": round(pieces / other, 1),
        "times_as_fast": round(ratio, 2),
        "goal": goal,
    }


def _recorded(translator: Translator, theirs: _Transformers, sources: Ids, beam: int) -> dict[str, Any]:
    ours = _Ours(translator, beam, record=True)
    (ids, maps), (their_ids, their_maps) = ours(sources), theirs(sources, beam, True)
    times = _take_turns(lambda: ours(sources), lambda: theirs(sources, beam, True))
    pieces = sum(map(len, ids))
    result = _result(f"decoding recorded, beam {beam}", times, pieces, GOAL_RECORDED, "transformers")
    same = [i for i, (a, b) in enumerate(zip(ids, their_ids, strict=True)) if a == b]
    far = max((float(np.abs(maps[i] - their_maps[i]).max()) for i in same), default=float("nan"))
    plain = _Ours(translator, beam, record=False)
    without = _take_turns(lambda: plain(sources), lambda: theirs(sources, beam, False))
    return result | {
        "same_translations": f"{len(same)} of {len(ids)}",
        "largest_difference": float(f"{far:.1e}"),
        "times_as_fast_unrecorded": round(without[2], 2),
        "device": describe_device(translator.device),
    }


def _plain(translator: Translator, theirs: _CTranslate2, sources: Ids, beam: int) -> dict[str, Any]:
    ours = _Ours(translator, beam, record=False)
    assert translator.about.bundle is not None
    vocabulary = translator.about.bundle.source_tokenizer
    texts = [vocabulary.pieces(source) for source in sources]
    ids, said = ours(sources)[0], theirs(texts, beam)
    times = _take_turns(lambda: ours(sources), lambda: theirs(texts, beam))
    result = _result(f"decoding unrecorded, beam {beam}", times, sum(map(len, ids)), 1 / GOAL_PLAIN, "ctranslate2")
    result["goal"] = round(1 / GOAL_PLAIN, 2)
    same = sum(vocabulary.pieces(a) == b for a, b in zip(ids, said, strict=True))
    return result | {"same_translations": f"{same} of {len(ids)}"}
