"""What other families tell of themselves, and what can be asked about their translations."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from model.errors import UserError
from model.foreign.huggingface import load_huggingface
from model.translator import Translator
from model.values.changes import HeadScaled
from model.values.decoding import DecodingSettings
from model.values.questions import Progress, Question
from model.values.questions.attention import AttentionNumbers, AttentionQuestion, head_row
from model.values.questions.attribution import AttributionQuestion
from model.values.questions.lens import LensNumbers, LensQuestion
from model.values.questions.machine import MachineQuestion
from model.values.questions.norms import NormsQuestion
from model.values.questions.reference import ReferenceNumbers, ReferenceQuestion
from model.values.questions.survey import SurveyNumbers, SurveyQuestion
from model.values.setup import Setup
from model.values.sites import CROSS, TRANSFORMER_GROUPS
from model.values.steps import DecodingStep, SourceEncoded
from model.values.trace import Trace
from model.values.trace_builder import TraceBuilder
from tests.model.asking import ask, ask_scores, second_pass
from tests.model.huggingface_toys import SEEDS, TOYS, make, reference, start_and_first

pytestmark = pytest.mark.usefixtures("one_thread")
_loaded: dict[str, tuple[Translator, Path]] = {}


@pytest.fixture
def toy(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Translator:
    name: str = request.param
    if name not in _loaded:
        folder = make(name, tmp_path_factory.mktemp(name), SEEDS[name])
        _loaded[name] = load_huggingface(folder, torch.device("cpu")), folder
    return _loaded[name][0]


def of(*names: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("toy", names, indirect=True)


def trace_of(translator: Translator, text: str = "A small dog") -> Trace:
    """Of a sentence that is padded, beside a longer one."""
    settings = DecodingSettings(extra_length=5, target_language="as typed" if translator.about.family == "T5" else "")
    for event in translator.translate([text, f"{text}, {text}"], settings):
        if isinstance(event, SourceEncoded):
            builder = TraceBuilder(event, 0)
        elif isinstance(event, DecodingStep):
            for step in event.sentences:
                if step.sentence == 0:
                    builder.add(step)
        else:
            return builder.of(event.hypotheses[0][0])
    raise AssertionError


SAID = {
    "bart": ("learned, one vector for each, .* number 2", "before the first layer", "GELU", "bias of its own", "<s>"),
    "mbart": ("number 2", "pre-norm", "before the first layer", "starts from de_DE", "names the language"),
    "mbart50": ("number 2", "pre-norm", "starts from </s>", "names the language"),
    "m2m_100": ("all sines come first .* from 2", "pre-norm", "starts from </s>", "names the language"),
    "nllb": ("all sines come first", "pre-norm", "names the language"),
    "t5": ("not divided by √d_k", "first one's", "pre-norm", "RMSNorm", "no biases", "starts from <pad>", "12 numbers"),
    "mt5": ("not divided by √d_k", "first one's", "gated"),
    "umt5": ("not divided by √d_k", "every layer has its own", "gated"),
    "pegasus": ("all sines come first", "pre-norm", "GELU"),
}
NOT_SAID = {
    "bart": ("pre-norm", "divided by √d_k", "RMSNorm", "no biases", "names the language"),
    "mbart": ("not multiplied by √d_model", "RMSNorm"),
    "m2m_100": ("learned, one vector", "GELU", "not multiplied by √d_model", "before the first layer"),
    "t5": ("learned, one vector", "GELU", "names the language"),
    "pegasus": ("before the first layer", "from 2", "learned, one vector"),
}
NORMS = {"bart": "post"}


@of(*SAID)
def test_differences_are_told_in_sentences(toy: Translator) -> None:
    name = next(name for name, (one, _) in _loaded.items() if one is toy)
    description = toy.description
    text = "\n".join(map(str, description.differences))
    import re

    for pattern in SAID[name]:
        assert re.search(pattern, text), (pattern, text)
    for pattern in NOT_SAID.get(name, ()):
        assert not re.search(pattern, text), (pattern, text)
    assert all(one[0].isupper() and one.endswith(".") for one in map(str, description.differences))
    assert description.norm == NORMS.get(name, "pre")
    assert (description.encoder_layers, description.decoder_layers, description.heads) == (2, 2, 2)
    assert (description.d_model, description.d_ff, description.precision) == (16, 24, "float32")
    model, _ = reference(_loaded[name][1])
    assert description.parameters == sum(parameter.numel() for parameter in model.parameters())


@of("t5")
def test_only_distances_are_known_so_the_length_is_what_was_trained(toy: Translator, tmp_path: Path) -> None:
    assert toy.description.max_positions == 96  # n_positions
    assert load_huggingface(make("mt5", tmp_path), torch.device("cpu")).description.max_positions == 512


@of(*TOYS)
def test_a_reference_is_forced(toy: Translator) -> None:
    name = next(name for name, (one, _) in _loaded.items() if one is toy)
    trace = trace_of(toy)
    found = ask(toy, ReferenceQuestion("red ball"), trace)
    assert isinstance(found, ReferenceNumbers) and not found.own_pieces
    model, tokenizer = reference(_loaded[name][1])
    start, first = start_and_first(name, model, tokenizer)
    text = tokenizer(text_target="red ball", add_special_tokens=False)["input_ids"] if name != "m2m_100" else None
    text = text or tokenizer("red ball", add_special_tokens=False)["input_ids"]
    labels = [*([] if first is None else [first]), *text, model.config.eos_token_id]
    with torch.inference_mode():
        told = model(
            **tokenizer("A small dog", return_tensors="pt"), decoder_input_ids=torch.tensor([[start, *labels[:-1]]])
        )
    logprobs = told.logits[0].log_softmax(dim=-1)
    np.testing.assert_allclose(found.nll, -logprobs[range(len(labels)), labels].numpy(), rtol=0, atol=1e-4)
    assert found.trace.target_length == len(labels)
    own = ask(toy, ReferenceQuestion(trace.target_text), trace)
    assert own.trace.predicted_pieces == trace.predicted_pieces
    np.testing.assert_allclose(own.trace.weights(CROSS), trace.weights(CROSS), rtol=0, atol=1e-4)
    np.testing.assert_allclose(-own.nll, trace.logprob, rtol=0, atol=1e-4)


@of(*TOYS)
@pytest.mark.parametrize("with_norm", [False, True])
def test_the_lens_ends_in_what_the_model_says(toy: Translator, with_norm: bool) -> None:
    name = next(name for name, (one, _) in _loaded.items() if one is toy)
    trace = trace_of(toy)
    found = ask(toy, LensQuestion(with_norm), trace)
    assert isinstance(found, LensNumbers)
    assert found.logprob.shape == (3, trace.target_length)
    np.testing.assert_allclose(found.logprob[-1], trace.logprob, rtol=0, atol=1e-4)
    assert found.last_norm == ("none" if not with_norm else "last layer" if name == "bart" else "decoder")
    assert np.isfinite(found.entropy).all() and (found.entropy >= 0).all()
    # Without its last layer the model says what the lens reads before it.
    model, tokenizer = reference(_loaded[name][1])
    if not with_norm or name == "bart":
        return
    layers = model.get_decoder().layers if hasattr(model.get_decoder(), "layers") else model.get_decoder().block
    del layers[-1]
    ids = torch.tensor([[toy.reader.target.id(piece) for piece in trace.input_pieces]])
    with torch.inference_mode():
        told = model(**tokenizer("A small dog", return_tensors="pt"), decoder_input_ids=ids, use_cache=False)
    chosen = [toy.reader.target.id(piece) for piece in trace.predicted_pieces]
    wanted = told.logits[0].log_softmax(dim=-1)[range(len(chosen)), chosen].numpy()
    np.testing.assert_allclose(found.logprob[1], wanted, rtol=0, atol=1e-4)


@of("bart", "m2m_100", "pegasus", "t5")
def test_equation_1_number_by_number(toy: Translator) -> None:
    trace = trace_of(toy)
    for group in TRANSFORMER_GROUPS:
        found = ask(toy, AttentionQuestion(group, 1), trace)
        assert isinstance(found, AttentionNumbers)
        assert found.scale == (1.0 if toy.about.family == "T5" else pytest.approx(8**-0.5))
        added_positions = toy.about.family in ("T5", "umT5") and group != CROSS
        assert (found.bias is not None) == added_positions
        allowed = trace.reasons(group) == 0
        for query in np.flatnonzero(allowed.any(axis=-1)):
            row = head_row(found, allowed, 1, int(query))
            np.testing.assert_allclose(row.powers / row.total, trace.weights(group)[1, 1, query], rtol=0, atol=1e-4)
        added = sum(found.contribution(head) for head in range(2))
        bias = 0.0 if found.out_bias is None else found.out_bias
        np.testing.assert_allclose(added + bias, found.out, rtol=0, atol=1e-4)


@of("m2m_100", "t5")
def test_heads_are_measured_over_a_file(toy: Translator, tmp_path: Path) -> None:
    path = tmp_path / "sentences.txt"
    path.write_text("A small dog\n\nan old red ball\n" + "dog " * 200 + "\n")
    *told, found = toy.ask(SurveyQuestion(str(path)), None)
    assert all(isinstance(one, Progress) for one in told)
    assert isinstance(found, SurveyNumbers)
    assert (found.sentences, found.too_long) == (2, 1)


@of("m2m_100")
def test_a_file_is_translated_into_the_language_that_was_asked_for(toy: Translator, tmp_path: Path) -> None:
    """Also when a translation into another one comes in between, to which a long answer gives way."""
    path = tmp_path / "sentences.txt"
    path.write_text("A small dog\nan old red ball\n" * 6)

    def measured(language: str, between: str) -> np.ndarray:
        events = toy.ask(SurveyQuestion(str(path), target_language=language), None)
        for _ in range(3):
            next(events)
        list(toy.translate(["dog"], DecodingSettings(target_language=between, extra_length=1)))
        *_, found = events
        assert isinstance(found, SurveyNumbers)
        return found.measures[CROSS].sums

    french = measured("fr", "fr")
    np.testing.assert_array_equal(measured("fr", "de"), french)
    assert not np.array_equal(measured("de", "de"), french)


@of("bart")
@pytest.mark.parametrize("question", [MachineQuestion(), AttributionQuestion(0)])
def test_what_cannot_be_followed_is_said(toy: Translator, question: Question) -> None:
    lack = toy.description.can(type(question))
    assert lack is not None and "BART" in str(lack)
    with pytest.raises(UserError, match="BART"):
        ask(toy, question, trace_of(toy))


@of("bart", "t5", "m2m_100")
def test_norms_are_the_lengths_of_what_each_key_adds(toy: Translator) -> None:
    trace = trace_of(toy)
    for group in TRANSFORMER_GROUPS:
        norms, numbers = ask(toy, NormsQuestion(group), trace), ask(toy, AttentionQuestion(group, 1), trace)
        added = np.stack(
            [numbers.values[head] @ numbers.out_slice(head).T for head in range(2)]
        )  # [head, key, d_model]
        wanted = numbers.weights[..., None] * added[:, None]  # [head, query, key, d_model]
        np.testing.assert_allclose(norms.heads[1], np.linalg.norm(wanted, axis=-1), rtol=0, atol=1e-4)
        np.testing.assert_allclose(norms.summed[1], np.linalg.norm(wanted.sum(axis=0), axis=-1), rtol=0, atol=1e-4)


@of(*TOYS)
def test_the_same_points_as_in_our_own_models(toy: Translator) -> None:
    """A recorder reads there and a change writes there."""
    trace = trace_of(toy)
    parts = ("queries", "keys", "values", "scores", "weights", "heads", "out")
    _, recorder = second_pass(toy, trace, "*")
    for site in toy.network.sites:
        assert all(f"{site.name}.{part}" in recorder.seen for part in parts)
    assert {"decoder.input", "decoder.0.ff.sum", "logits"} <= set(recorder.seen)
    off = HeadScaled("decoder.1.cross", 0)
    changed = replace(trace, setup=replace(trace.setup, changes=(off,)))
    before, after = (ask(toy, AttentionQuestion(CROSS, 1), one) for one in (trace, changed))
    assert before.heads[0].any() and not after.heads[0].any()
    np.testing.assert_allclose(after.heads[1], before.heads[1], rtol=0, atol=1e-5)


@of("bart")
def test_another_models_translation_is_refused(toy: Translator, tmp_path: Path) -> None:
    trace = trace_of(toy)
    anonymous = replace(trace, setup=Setup(trace.setup.model))  # as a file of format 1: known by its numbers alone
    cross = replace(trace.maps["cross"], weights=trace.weights(CROSS)[:1])
    for foreign in (
        trace_of(load_huggingface(make("bart", tmp_path / toy.about.name, seed=9), torch.device("cpu"))),
        replace(anonymous, logprob=trace.logprob - 1),
        replace(anonymous, maps={**trace.maps, "cross": cross}),
    ):
        with pytest.raises(UserError, match="made by another model"):
            ask_scores(toy, foreign)
        with pytest.raises(UserError, match="made by another model"):
            ask(toy, LensQuestion(False), foreign)
    ask_scores(toy, anonymous)
