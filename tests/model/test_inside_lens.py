"""The logit lens: its last state is the model itself, its others are the output matrix on what each layer gave."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from model.decoding.forced_trace import forced_trace
from model.inside.lens import lens_numbers
from model.inside.subject import Subject
from model.translator import Translator, bundle_translator
from model.values.decoding import DecodingSettings
from model.values.questions.lens import LensNumbers, LensQuestion
from model.values.trace import Trace
from tests.model.asking import second_pass
from tests.model.test_translator import collect
from tests.model.tiny import randomised
from tests.model.toy_bundle import make_bundle

LAYERS = 3

pytestmark = pytest.mark.usefixtures("one_thread")


@pytest.fixture(scope="module", params=["post", "pre"])
def translator(request: pytest.FixtureRequest) -> Translator:
    bundle = make_bundle(max_positions=40, decoder_layers=LAYERS, norm=request.param)
    randomised(bundle.model, seed=5)
    return bundle_translator(bundle, torch.device("cpu"))


def trace_of(translator: Translator) -> Trace:
    """Step by step, as the window has it."""
    finished, builders, _ = collect(translator, ["the dog sees it."], DecodingSettings(method="beam", extra_length=6))
    trace = builders[0].of(finished.hypotheses[0][0])
    assert trace.target_length > 3
    return trace


def ask(translator: Translator, trace: Trace, with_norm: bool) -> LensNumbers:
    *_, answer = translator.ask(LensQuestion(with_norm, best=4), trace)
    assert isinstance(answer, LensNumbers)
    return answer


@pytest.mark.parametrize("with_norm", [True, False])
def test_the_last_state_is_what_the_model_says(translator, with_norm):
    trace = trace_of(translator)
    numbers = ask(translator, trace, with_norm)
    real, _ = second_pass(translator, trace)
    tokenizer = translator.about.bundle.target_tokenizer
    assert numbers.logprob.shape == numbers.rank.shape == numbers.entropy.shape == (LAYERS + 1, trace.target_length)
    np.testing.assert_allclose(numbers.logprob[-1], trace.logprob, atol=1e-5)
    for q, piece in enumerate(trace.predicted_pieces):
        row = real[q].numpy()
        order = np.argsort(-row, kind="stable")
        assert numbers.logprob[-1, q] == pytest.approx(row[tokenizer.id(piece)], abs=1e-5)
        assert numbers.rank[-1, q] == 1 + int((row > row[tokenizer.id(piece)]).sum())
        assert list(numbers.best_pieces[-1][q]) == tokenizer.pieces(order[:4].tolist())
        np.testing.assert_allclose(numbers.best_logprob[-1, q], row[order[:4]], atol=1e-5)
        assert numbers.entropy[-1, q] == pytest.approx(float(-(np.exp(row) * row).sum()), abs=1e-4)


def layer_norm(x: np.ndarray, norm: torch.nn.Module, epsilon: float) -> np.ndarray:
    """Written out, in float64."""
    x = x.astype(np.float64)
    centred = x - x.mean(axis=-1, keepdims=True)
    scaled = centred / np.sqrt((centred**2).mean(axis=-1, keepdims=True) + epsilon)
    return scaled * norm.weight.detach().double().numpy() + norm.bias.detach().double().numpy()


@pytest.mark.parametrize("with_norm", [True, False])
def test_every_state_before_is_recomputed_from_its_own_parts(translator, with_norm):
    trace = trace_of(translator)
    numbers = ask(translator, trace, with_norm)
    model = translator.about.bundle.model
    post = model.config.norm == "post"
    _, recorder = second_pass(translator, trace, "decoder.*")
    ids = [translator.about.bundle.target_tokenizer.id(piece) for piece in trace.predicted_pieces]
    for state in range(LAYERS):
        name = "decoder.input"
        if state:
            name = f"decoder.{state - 1}.ff." + ("sum" if with_norm or not post else "norm")
        x = recorder[name][0].double().numpy()
        if with_norm:
            last = model.decoder[-1].feed_forward_residual.norm if post else model.decoder_norm
            x = layer_norm(x, last, model.config.layer_norm_eps)
        logits = x @ model.output.weight.detach().double().numpy().T
        logprob = logits - np.log(np.exp(logits).sum(axis=-1, keepdims=True))
        np.testing.assert_allclose(numbers.logprob[state], logprob[np.arange(len(ids)), ids], atol=1e-5)
    assert numbers.last_norm == ("none" if not with_norm else "last layer" if post else "decoder")


def test_with_and_without_the_norm_differ_everywhere_but_in_the_last_state(translator):
    trace = trace_of(translator)
    first, second = ask(translator, trace, True), ask(translator, trace, False)
    assert np.array_equal(first.logprob[-1], second.logprob[-1])
    assert (np.abs(first.logprob[:-1] - second.logprob[:-1]).max(axis=1) > 1e-3).all()


def test_a_padded_source_changes_nothing(translator):
    _, builders, _ = collect(translator, ["the dog sees it.", "it."], DecodingSettings(extra_length=6))
    padded = builders[1].newest()
    assert not padded.source_allowed.all()
    np.testing.assert_allclose(
        lens_numbers(Subject(translator.reader, translator.network), LensQuestion(True), padded).logprob[-1],
        padded.logprob,
        atol=1e-5,
    )


def test_few_pieces_are_all_that_a_small_vocabulary_has(translator):
    trace = forced_trace(translator.about.bundle, "it.", "a cat.")
    size = translator.about.bundle.model.config.target_vocab_size
    assert (
        lens_numbers(
            Subject(translator.reader, translator.network), LensQuestion(True, best=999), trace
        ).best_logprob.shape[-1]
        == size
    )
