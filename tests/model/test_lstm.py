"""An LSTM encoder-decoder, with attention and without, through everything that is there for any network."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import nn

from model.bundle.bundle import Bundle, load_bundle, save_bundle
from model.decoding.decode import DecodedStep, Run, decode_batch, forced_pass
from model.decoding.forced_trace import forced_trace
from model.errors import UserError
from model.files import read_json
from model.library.loading import load_translator
from model.network.architectures import name_of
from model.network.building import make_network
from model.network.rivals.lstm import Attention, Lstm, LstmConfig
from model.training.recipe_file import parse_recipe
from model.translator import Translator, bundle_translator
from model.values.changes import HeadScaled
from model.values.decoding import DecodingSettings
from model.values.needs import Need
from model.values.questions import Question
from model.values.questions.attention import AttentionQuestion
from model.values.questions.attribution import AttributionQuestion
from model.values.questions.lens import LensQuestion
from model.values.questions.machine import MachineQuestion
from model.values.questions.reference import ReferenceQuestion
from model.values.questions.scores import ScoresQuestion
from model.values.sites import CROSS
from model.values.steps import DecodingStep, SourceEncoded
from model.values.trace import Trace
from model.values.trace_builder import TraceBuilder
from model.values.trace_file import load_trace, save_trace
from tests.model.asking import ask
from tests.model.corpora import toy_recipe, train
from tests.model.toy_bundle import make_bundle

KINDS: tuple[Attention, ...] = ("general", "none")
VOCABULARY, END = 24, 3
TEXTS = ["the dog sees it.", "it."]


def network(attention: Attention) -> Lstm:
    torch.manual_seed(2)
    made = make_network(LstmConfig(VOCABULARY, VOCABULARY, d_model=16, layers=2, attention=attention))
    assert isinstance(made, Lstm)
    with torch.no_grad():  # sharper than a fresh network, so that choices are not all near ties
        made.output.weight.mul_(8.0)
    return made.eval()


def translator(attention: Attention) -> Translator:
    toy = make_bundle()
    model = network(attention)
    assert model.config.source_vocab_size == toy.source_tokenizer.size
    return bundle_translator(replace(toy, model=model), torch.device("cpu"))


def traces(of: Translator) -> list[Trace]:
    for event in of.translate(TEXTS, DecodingSettings("beam", 3, extra_length=6)):
        if isinstance(event, SourceEncoded):
            builders = [TraceBuilder(event, i) for i in range(len(TEXTS))]
        elif isinstance(event, DecodingStep):
            for step in event.sentences:
                builders[step.sentence].add(step)
        else:
            return [builder.of(ones[0]) for builder, ones in zip(builders, event.hypotheses, strict=True)]
    raise AssertionError


sentences = st.lists(st.integers(4, VOCABULARY - 1), min_size=1, max_size=7).map(lambda ids: [*ids, END])


@pytest.mark.parametrize("attention", KINDS)
@settings(max_examples=10, deadline=None)
@given(sources=st.lists(sentences, min_size=1, max_size=3), beam=st.integers(1, 3))
def test_steps_of_a_padded_batch_equal_a_forced_pass_of_each_sentence(
    attention: Attention, sources: list[list[int]], beam: int
) -> None:
    model = network(attention)
    how = DecodingSettings("beam" if beam > 1 else "greedy", beam, extra_length=3)
    rows: list[list[list[int]]] = [[[]] for _ in sources]
    for event in decode_batch(model, sources, [[]] * len(sources), Run(2, how)):
        if isinstance(event, DecodedStep):
            for choice in event.sentences:
                source, before = sources[choice.sentence], rows[choice.sentence]
                for branch in (*choice.going_on, *choice.ended):
                    logits = forced_pass(model, source, [2, *before[branch.row]], len(source))
                    wanted = model.logprobs(logits)[-1, branch.id]
                    assert branch.logprob == pytest.approx(float(wanted), abs=1e-4)
                rows[choice.sentence] = [[*before[b.row], b.id] for b in choice.going_on]


def test_the_numbers_are_those_of_torchs_own_cells() -> None:
    """The whole network again, a position at a time, without packing, padding or a kernel."""
    model = network("general")
    source, target = torch.tensor([[5, 9, 4, END]]), torch.tensor([[2, 7, 8]])

    def cell(layer: nn.LSTM, suffix: str) -> nn.LSTMCell:
        made = nn.LSTMCell(layer.input_size, layer.hidden_size)
        parts = ("weight_ih", "weight_hh", "bias_ih", "bias_hh")
        made.load_state_dict({part: getattr(layer, f"{part}_l0{suffix}") for part in parts})
        return made

    with torch.no_grad():
        x = model.source_embedding(source)[0]
        last = []
        for layer in model.encoder:
            forward, backward = cell(layer, ""), cell(layer, "_reverse")
            there, back = [], []
            state = before = None
            for row in x:
                state = forward(row, state)
                there.append(state[0])
            for row in x.flip(0):
                before = backward(row, before)
                back.append(before[0])
            x = torch.cat([torch.stack(there), torch.stack(back[::-1])], dim=-1)
            last.append(tuple(torch.cat(pair) for pair in zip(state, before, strict=True)))
        memory, x = x, model.target_embedding(target)[0]
        for layer, start in zip(model.decoder, last, strict=True):
            one, state, given = cell(layer, ""), start, []
            for row in x:
                state = one(row, state)
                given.append(state[0])
            x = torch.stack(given)
        weights = (x @ model.query.weight.T @ memory.T).softmax(dim=-1)
        looked = torch.tanh(torch.cat([weights @ memory, x], dim=-1) @ model.combine.weight.T)
        wanted = looked @ model.output.weight.T
    torch.testing.assert_close(forced_pass(model, source[0].tolist(), target[0].tolist(), 4), wanted, atol=1e-5, rtol=0)


@pytest.mark.parametrize("attention", KINDS)
def test_its_trace_has_the_maps_that_there_are(attention: Attention, tmp_path: Path) -> None:
    of = translator(attention)
    for trace in traces(of):
        trace.check()
        assert trace.groups == ((CROSS,) if attention == "general" else ())
        save_trace(trace, tmp_path / "trace.safetensors")
        again = load_trace(tmp_path / "trace.safetensors")
        assert again.groups == trace.groups and again.setup == trace.setup and again.search == trace.search
        if attention == "general":
            assert trace.weights(CROSS).shape[:2] == (1, 1)
            forced = ask(of, ReferenceQuestion(trace.target_text), trace).trace
            np.testing.assert_allclose(forced.weights(CROSS), trace.weights(CROSS), rtol=0, atol=1e-4)
    assert forced_trace(of.about.bundle, *TEXTS).groups == trace.groups


@pytest.mark.parametrize("attention", KINDS)
def test_what_it_cannot_show_is_a_sentence_and_what_it_can_is_answered(attention: Attention) -> None:
    of = translator(attention)
    description, trace = of.description, traces(of)[0]
    assert description.heads == (1 if attention == "general" else 0) and description.groups == trace.groups
    questions: list[Question] = [ScoresQuestion(), AttentionQuestion(CROSS, 0), LensQuestion(True), MachineQuestion()]
    for question in questions:
        assert description.can(type(question)) is not None
        with pytest.raises(UserError, match=r"[a-z].*\.$"):
            ask(of, question, trace)
    assert (Need.ATTENTION in description.offers) is (attention == "general")
    found = ask(of, AttributionQuestion(0), trace)
    assert found.relative_error(found.integrated) < 0.02 and np.abs(found.gradient.source).max() > 0


def test_its_head_can_be_switched_off() -> None:
    of = translator("general")
    plain = traces(of)[0]
    off = replace(plain, setup=replace(plain.setup, changes=(HeadScaled("decoder.0.cross", 0),)))
    text = ReferenceQuestion(plain.target_text)
    assert not np.allclose(ask(of, text, off).nll, ask(of, text, plain).nll, atol=1e-4)


@pytest.mark.parametrize("attention", KINDS)
def test_it_survives_save_and_load(attention: Attention, tmp_path: Path) -> None:
    of = translator(attention)
    save_bundle(of.about.bundle, tmp_path / "bundle")
    assert read_json(tmp_path / "bundle" / "config.json")["network"] == "lstm"
    loaded = load_bundle(tmp_path / "bundle")
    assert isinstance(loaded.model, Lstm) and name_of(loaded.model.config) == "lstm"
    again = load_translator(str(tmp_path / "bundle"), "cpu")
    assert again.fingerprint == of.fingerprint
    np.testing.assert_array_equal(traces(again)[0].logprob, traces(of)[0].logprob)


@pytest.mark.parametrize("attention", KINDS)
def test_it_is_trained_resumed_and_made_a_bundle(attention: Attention, tmp_path: Path, one_thread: None) -> None:
    recipe = toy_recipe(tmp_path, steps=6, evaluate_steps=3, checkpoint_steps=3)
    sizes = {"architecture": "lstm", "preset": "tiny", "attention": attention, "dropout": 0.2}
    recipe = replace(recipe, model=sizes)
    train(recipe, tmp_path / "whole")
    whole = load_bundle(tmp_path / "whole" / "bundle")
    assert isinstance(whole.model, Lstm) and "An LSTM encoder-decoder" in whole.card
    train(replace(recipe, training=replace(recipe.training, steps=3)), tmp_path / "part")
    train(recipe, tmp_path / "part", resume=True)
    parts = load_bundle(tmp_path / "part" / "bundle")
    for (name, one), (_, other) in zip(whole.model.named_parameters(), parts.model.named_parameters(), strict=True):
        assert torch.equal(one, other), name
    of = load_translator(str(tmp_path / "whole"), "cpu")
    assert isinstance(of.about.bundle, Bundle) and traces(of)[0].groups == of.description.groups


RECIPE = """
name = "lstm"
recipe = "classroom"
[data]
builtin = "en-de"
source_language = "English"
target_language = "German"
[model]
architecture = "{architecture}"
{more}
[training]
optimizer = "{optimizer}"
"""


@pytest.mark.parametrize(
    ("architecture", "more", "optimizer", "told"),
    [
        ("lstm", "", "muon", "'muon' trains the matrices .* 'lstm' does not have; choose 'adam'"),
        ("lstm", "heads = 4", "adam", "has no key 'heads'"),
        ("lstm", 'attention = "additive"', "adam", "attention is 'additive', but it must be one of: general, none"),
        ("lstm", 'preset = "big"', "adam", "preset is 'big'"),
        ("lstm", "d_model = 33", "adam", "d_model 33 is odd"),
        ("gru", "", "adam", "no architecture 'gru'; choose one of: transformer, lstm"),
    ],
)
def test_a_recipe_that_makes_no_sense_is_refused(
    architecture: str, more: str, optimizer: str, told: str, tmp_path: Path
) -> None:
    text = RECIPE.format(architecture=architecture, more=more, optimizer=optimizer)
    with pytest.raises(UserError, match=told):
        parse_recipe(text, tmp_path)
    assert parse_recipe(RECIPE.format(architecture="lstm", more="", optimizer="adam"), tmp_path)
