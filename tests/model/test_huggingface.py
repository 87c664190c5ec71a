"""Other families against `transformers` itself: logits, attention, translations and scores."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from model.foreign.huggingface import load_huggingface
from model.translator import Translator
from model.values.decoding import DecodingSettings
from model.values.sites import CROSS, DECODER_SELF, ENCODER_SELF, TRANSFORMER_GROUPS
from model.values.steps import DecodingStep, Hypothesis, SourceEncoded
from model.values.trace import Trace
from model.values.trace_builder import TraceBuilder
from tests.model.asking import ask_scores, second_pass
from tests.model.huggingface_toys import SEEDS, TOYS, make, reference, start_and_first

TEXTS = ["A small dog", "Hi, an old red ball runs"]
SAME = 1e-4  # float32 sums in another order differ by less
GREEDY = DecodingSettings(extra_length=10)
BEAM = DecodingSettings(method="beam", beam=3, length_penalty=0.0, extra_length=10)

pytestmark = pytest.mark.usefixtures("one_thread")


@pytest.fixture(scope="module", params=list(TOYS))
def toy(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path, Any]]:
    name: str = request.param
    folder = make(name, tmp_path_factory.mktemp(name), SEEDS[name])
    yield name, folder, load_huggingface(folder, torch.device("cpu"))


def plainly(name: str, settings: DecodingSettings) -> DecodingSettings:
    """Without the sentence that T5 is given before the text; that has tests of its own."""
    return replace(settings, target_language="as typed") if name == "t5" else settings


def traces(
    translator: Translator, texts: list[str], settings: DecodingSettings
) -> list[list[tuple[Hypothesis, Trace]]]:
    builders: list[TraceBuilder] = []
    for event in translator.translate(texts, settings):
        if isinstance(event, SourceEncoded):
            builders = [TraceBuilder(event, i) for i in range(len(event.sentences))]
        elif isinstance(event, DecodingStep):
            for step in event.sentences:
                builders[step.sentence].add(step)
        else:
            found = event.hypotheses
    return [[(one, builder.of(one)) for one in ones] for builder, ones in zip(builders, found, strict=True)]


def test_attention_and_probabilities_are_those_of_transformers(toy: tuple[str, Path, Any]) -> None:
    name, folder, translator = toy
    model, tokenizer = reference(folder)
    start, first = start_and_first(name, model, tokenizer)
    for text, ((best, trace), *_) in zip(TEXTS, traces(translator, TEXTS, plainly(name, GREEDY)), strict=True):
        trace.check()
        source = tokenizer(text, return_tensors="pt")
        ids = torch.tensor([[start, *best.ids[:-1]]])
        with torch.inference_mode():
            told = model(**source, decoder_input_ids=ids, output_attentions=True)
        real = source["input_ids"].shape[1]  # of the source, which is padded in the batch
        assert trace.source_allowed.sum() == real
        for group, theirs in (
            (ENCODER_SELF, told.encoder_attentions),
            (DECODER_SELF, told.decoder_attentions),
            (CROSS, told.cross_attentions),
        ):
            wanted = torch.stack(theirs)[:, 0].numpy()
            ours = trace.weights(group)
            np.testing.assert_allclose(ours[:, :, : wanted.shape[2], : wanted.shape[3]], wanted, rtol=0, atol=SAME)
            assert not ours[:, :, ~(trace.reasons(group) == 0)].any()
        logprobs = told.logits[0].log_softmax(dim=-1).numpy()
        np.testing.assert_allclose(trace.logprob, logprobs[range(len(best.ids)), best.ids], rtol=0, atol=SAME)
        best_ids = trace.candidate_ids[:, 0]
        np.testing.assert_allclose(
            trace.candidate_logprob[:, 0], logprobs[range(len(best.ids)), best_ids], rtol=0, atol=SAME
        )
        if first is not None:
            assert best.ids[0] == first


@pytest.mark.parametrize("settings", [GREEDY, BEAM], ids=["greedy", "beam"])
def test_translations_are_those_of_generate(toy: tuple[str, Path, Any], settings: DecodingSettings) -> None:
    name, folder, translator = toy
    model, tokenizer = reference(folder)
    start, first = start_and_first(name, model, tokenizer)
    model.generation_config.forced_eos_token_id = None  # ours cuts off at the greatest length instead
    for text in TEXTS:
        source = tokenizer(text, return_tensors="pt")
        with torch.inference_mode():
            theirs = model.generate(
                **source,
                num_beams=settings.beam if settings.method == "beam" else 1,
                length_penalty=0.0,  # as ours with alpha 0: sums of log-probabilities are compared as they are
                do_sample=False,
                early_stopping=False,
                decoder_start_token_id=start,
                forced_bos_token_id=first,
                suppress_tokens=[model.config.pad_token_id],
                max_new_tokens=min(
                    source["input_ids"].shape[1] - 1 + settings.extra_length, translator.network.max_positions
                ),
            )[0].tolist()
        ((best, _), *_), *_ = traces(translator, [text], plainly(name, settings))
        assert [start, *best.ids] == theirs
        # M2M100 has rows for words that were made up; transformers writes them as unknown, ours leaves them out.
        silent = {*translator.reader.offered.ids.values()}
        silent |= {id for id, piece in zip(best.ids, best.pieces, strict=True) if piece.startswith("<unused")}
        spoken = [id for id in best.ids if id not in silent]
        assert best.text == tokenizer.decode(spoken, skip_special_tokens=True)


def test_padding_is_never_chosen_but_keeps_its_share(tmp_path: Path) -> None:
    translator = load_huggingface(make("bart", tmp_path), torch.device("cpu"))
    translator.network.model.final_logits_bias[0, translator.network.special.pad] = 50.0
    for settings in (GREEDY, BEAM):
        for ones in traces(translator, TEXTS, settings):
            assert not any("<pad>" in best.pieces for best, _ in ones)
            assert {row[0] for row in ones[0][1].candidate_pieces} == {"<pad>"}
            assert ones[0][1].logprob.max() < -20


def test_every_row_under_beam_search_belongs_to_its_hypothesis(toy: tuple[str, Path, Any]) -> None:
    _, _, translator = toy
    for ones in traces(translator, TEXTS, BEAM):
        assert len(ones) > 1
        for best, trace in ones:
            trace.check()
            logprobs, recorder = second_pass(translator, trace, "*.weights")
            for site in translator.network.sites:
                again = recorder[f"{site.name}.weights"][0].numpy()
                np.testing.assert_allclose(trace.weights(site.group)[site.layer], again, rtol=0, atol=SAME)
            chosen = logprobs[range(len(best.ids)), list(best.ids)].numpy()
            np.testing.assert_allclose(trace.logprob, chosen, rtol=0, atol=SAME)


def test_scores_masked_and_through_a_softmax_are_the_weights(toy: tuple[str, Path, Any]) -> None:
    _, _, translator = toy
    (_, trace), *_ = traces(translator, TEXTS, GREEDY)[0]  # the shorter one, so that there is padding
    scores = ask_scores(translator, trace)
    for group in TRANSFORMER_GROUPS:
        allowed = trace.reasons(group) == 0
        masked = np.where(allowed, scores.of(group).astype(np.float64), -np.inf)
        queries = allowed.any(axis=-1)
        powers = np.exp(masked - masked.max(axis=-1, keepdims=True, initial=-1e30, where=allowed))
        weights = powers / np.maximum(powers.sum(axis=-1, keepdims=True), 1e-30)
        np.testing.assert_allclose(weights[:, :, queries], trace.weights(group)[:, :, queries], rtol=0, atol=SAME)
    relative = toy[0] in ("t5", "mt5", "umt5")
    own = {ENCODER_SELF, DECODER_SELF} if relative else set()
    assert (scores.divided, scores.biased) == (not relative, {group.name for group in own})
    future = np.triu(np.ones(scores.of(DECODER_SELF).shape[-2:], bool), 1)
    assert np.isfinite(scores.of(DECODER_SELF)).all()
    assert np.abs(scores.of(DECODER_SELF)[:, :, future]).max() > 0, "the future has scores before the mask"


def test_nothing_is_recorded_unless_it_is_wanted(toy: tuple[str, Path, Any]) -> None:
    _, _, translator = toy
    quiet = DecodingSettings(extra_length=10, record=False)
    events = list(translator.translate(TEXTS, quiet))
    encoded, step, finished = events[0], events[1], events[-1]
    assert isinstance(encoded, SourceEncoded) and encoded.sentences[0].maps is None
    assert isinstance(step, DecodingStep) and step.sentences[0].rows is None
    loud = [ones[0][0].ids for ones in traces(translator, TEXTS, GREEDY)]
    assert [ones[0].ids for ones in finished.hypotheses] == loud  # type: ignore[union-attr]
