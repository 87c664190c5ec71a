"""Teacher forcing of any text: the losses, the mask, unknown characters, and that it equals the step-by-step run."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
import torch

from model.errors import UserError
from model.translator import Translator, bundle_translator
from model.values.decoding import DecodingSettings
from model.values.masks import MaskReason
from model.values.questions.reference import ReferenceNumbers, ReferenceQuestion, parting
from model.values.sites import DECODER_SELF, TRANSFORMER_GROUPS
from model.values.trace import Trace
from tests.model.test_translator import collect
from tests.model.tiny import randomised
from tests.model.toy_bundle import make_bundle

SOURCE = "the dog sees it."

pytestmark = pytest.mark.usefixtures("one_thread")


@pytest.fixture(scope="module", params=[1, 2])
def translator(request: pytest.FixtureRequest) -> Translator:
    bundle = make_bundle(tokenizers=request.param, max_positions=40)
    randomised(bundle.model, seed=5)
    return bundle_translator(bundle, torch.device("cpu"))


def separate(translator: Translator) -> bool:
    """Whether each language has a vocabulary of its own."""
    bundle = translator.about.bundle
    return bundle.source_tokenizer is not bundle.target_tokenizer


def own_trace(translator: Translator, texts: tuple[str, ...] = (SOURCE,), method: str = "greedy") -> Trace:
    """Of the last text, step by step."""
    finished, builders, _ = collect(translator, list(texts), DecodingSettings(method=method, extra_length=9))
    return builders[-1].of(finished.hypotheses[-1][0])


def ask(translator: Translator, text: str, trace: Trace) -> ReferenceNumbers:
    *_, answer = translator.ask(ReferenceQuestion(text), trace)
    assert isinstance(answer, ReferenceNumbers)
    answer.trace.check()
    return answer


@pytest.mark.parametrize("method", ["greedy", "beam"])
@pytest.mark.parametrize("texts", [(SOURCE,), (SOURCE, "it.")])
def test_the_models_own_translation_is_forced_to_the_same_numbers(translator, method, texts):
    own = own_trace(translator, texts, method)
    numbers = ask(translator, own.target_text, own)
    assert numbers.own_pieces
    assert numbers.trace.predicted_pieces == own.predicted_pieces
    assert numbers.trace.input_pieces == own.input_pieces
    np.testing.assert_allclose(numbers.trace.logprob, own.logprob, atol=1e-4)
    np.testing.assert_allclose(numbers.nll, -own.logprob, atol=1e-4)
    for group in TRANSFORMER_GROUPS:
        np.testing.assert_allclose(numbers.trace.weights(group), own.weights(group), atol=1e-4)
    if method == "greedy":
        assert (numbers.rank == 1).all()
    assert parting(own, numbers.trace) is None


def test_a_translation_that_fills_every_position_is_forced_whole(translator):
    how = DecodingSettings(extra_length=99)
    finished, builders, _ = collect(translator, [SOURCE], how)
    own = builders[0].of(finished.hypotheses[0][0])
    assert own.target_length == translator.about.bundle.model.config.max_positions
    assert "</s>" not in own.predicted_pieces
    np.testing.assert_allclose(ask(translator, own.target_text, own).nll, -own.logprob, atol=1e-4)


def test_the_loss_of_every_piece_is_recomputed_from_a_pass_of_its_own(translator):
    own = own_trace(translator)
    text = SOURCE.upper() if separate(translator) else "my cat."
    numbers = ask(translator, text, own)
    bundle, config = translator.about.bundle, translator.about.bundle.model.config
    pieces = [*bundle.target_tokenizer.ids(text), config.end_id]
    source = torch.tensor([[*bundle.source_tokenizer.ids(SOURCE), config.end_id]])
    for q, piece in enumerate(pieces):  # one position at a time: what comes later cannot matter
        with torch.no_grad():
            hidden = bundle.model(source, torch.tensor([[config.start_id, *pieces[:q]]]))
            row = bundle.model.logits(hidden[0, -1]).double().log_softmax(dim=-1).numpy()
        assert numbers.nll[q] == pytest.approx(-row[piece], abs=1e-5)
        assert numbers.rank[q] == 1 + int((row > row[piece]).sum())
        best = int(row.argmax())
        assert numbers.best_pieces[q][0] == bundle.target_tokenizer.piece(best)
        assert numbers.best_logprob[q, 0] == pytest.approx(row[best], abs=1e-5)
    assert len(numbers.nll) == len(pieces)
    assert numbers.mean_nll == pytest.approx(float(np.mean(numbers.nll.astype(np.float64))), abs=1e-9)
    assert numbers.perplexity == pytest.approx(math.exp(numbers.mean_nll))
    assert numbers.trace.target_text == text
    assert [text[a:b].strip() for a, b in numbers.trace.target_spans[:-1]] == [
        piece.strip("▁") for piece in numbers.trace.predicted_pieces[:-1]
    ]


def test_the_input_is_the_target_shifted_right_under_the_whole_causal_mask(translator):
    own = own_trace(translator)
    forced = ask(translator, SOURCE, own).trace
    assert forced.input_pieces[0] == "<s>"
    assert forced.input_pieces[1:] == forced.predicted_pieces[:-1]
    assert forced.predicted_pieces[-1] == "</s>"
    rows, columns = np.indices((forced.target_length, forced.target_length))
    assert np.array_equal(forced.reasons(DECODER_SELF) == MaskReason.FUTURE, columns > rows)


def test_unknown_characters_are_found_in_the_text(translator):
    own = own_trace(translator)
    text = "漢 IT. 漢" if separate(translator) else "漢 it. 漢"
    numbers = ask(translator, text, own)
    assert numbers.unknown_text() == ("漢",)
    assert [text[a:b].strip() for a, b in numbers.unknown_spans()] == ["漢", "漢"]
    assert np.isfinite(numbers.nll).all()


@pytest.mark.parametrize("text", ["", "   ", "\n"])
def test_a_reference_without_pieces_is_refused(translator, text):
    with pytest.raises(UserError, match=r"There is no reference; type .*\.$"):
        ask(translator, text, own_trace(translator))


def test_a_reference_longer_than_the_positions_is_refused_by_its_numbers(translator):
    with pytest.raises(UserError, match=r"\d+ pieces, but this model has room for 39; shorten it\.$"):
        ask(translator, "the dog " * 60, own_trace(translator))


def test_where_they_part_is_the_first_other_piece(translator):
    own = own_trace(translator)
    forced = ask(translator, own.target_text, own).trace
    assert own.target_length > 3
    changed = replace(forced, predicted_pieces=(*forced.predicted_pieces[:2], "▁other", *forced.predicted_pieces[3:]))
    assert parting(own, changed) == 2
    begun = replace(own, predicted_pieces=own.predicted_pieces[:2])
    assert parting(begun, forced) is None
    assert parting(begun, changed) is None
