"""An LSTM encoder-decoder, with attention and without: what is its own."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from torch import nn

from model.bundle.bundle import load_bundle
from model.decoding.decode import forced_pass
from model.errors import UserError
from model.network.rivals.lstm import Attention, Lstm
from model.training.recipe_file import parse_recipe
from model.values.changes import HeadScaled
from model.values.needs import Need
from model.values.questions import Question
from model.values.questions.attention import AttentionQuestion
from model.values.questions.attribution import AttributionQuestion
from model.values.questions.lens import LensQuestion
from model.values.questions.machine import MachineQuestion
from model.values.questions.reference import ReferenceQuestion
from model.values.questions.scores import ScoresQuestion
from model.values.sites import CROSS
from tests.model.asking import ask
from tests.model.corpora import toy_recipe, train
from tests.model.toy_networks import network, traces, translator

KINDS: tuple[Attention, ...] = ("general", "none")
VOCABULARY, END = 24, 3
TEXTS = ["the dog sees it.", "it."]


def lstm(attention: Attention) -> dict[str, str]:
    return {"architecture": "lstm", "attention": attention}


def test_the_numbers_are_those_of_torchs_own_cells() -> None:
    """The whole network again, a position at a time, without packing, padding or a kernel."""
    model = network(lstm("general"))
    assert isinstance(model, Lstm)
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
def test_it_has_one_head_or_none(attention: Attention) -> None:
    for trace in traces(translator(lstm(attention))):
        assert trace.groups == ((CROSS,) if attention == "general" else ())
        assert attention == "none" or trace.weights(CROSS).shape[:2] == (1, 1)


@pytest.mark.parametrize("attention", KINDS)
def test_what_it_cannot_show_is_a_sentence_and_what_it_can_is_answered(attention: Attention) -> None:
    of = translator(lstm(attention))
    description, trace = of.description, traces(of)[0]
    assert description.heads == (1 if attention == "general" else 0) and description.groups == trace.groups
    questions: list[Question] = [ScoresQuestion(), AttentionQuestion(CROSS, 0), LensQuestion(True), MachineQuestion()]
    for question in questions:
        assert description.can(type(question)) is not None
        with pytest.raises(UserError, match=r"[a-z].*\.$"):
            ask(of, question, trace)
    assert (Need.ATTENTION in description.offers) is (attention == "general")
    shares = ask(of, AttributionQuestion(0), trace)
    assert shares.relative_error(shares.integrated) <= 0.01
    assert np.abs(shares.gradient.source).max() > 0


def test_its_head_can_be_switched_off() -> None:
    of = translator(lstm("general"))
    plain = traces(of)[0]
    off = replace(plain, setup=replace(plain.setup, changes=(HeadScaled("decoder.0.cross", 0),)))
    text = ReferenceQuestion(plain.target_text)
    assert not np.allclose(ask(of, text, off).nll, ask(of, text, plain).nll, atol=1e-4)


def test_its_card_says_what_it_is(tmp_path: Path) -> None:
    recipe = replace(toy_recipe(tmp_path, steps=2), model={**lstm("none"), "preset": "tiny"})
    train(recipe, tmp_path / "run")
    assert "An LSTM encoder-decoder" in load_bundle(tmp_path / "run" / "bundle").card


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
        ("abacus", "", "adam", "no architecture 'abacus'; choose one of: transformer, lstm"),
    ],
)
def test_a_recipe_that_makes_no_sense_is_refused(
    architecture: str, more: str, optimizer: str, told: str, tmp_path: Path
) -> None:
    text = RECIPE.format(architecture=architecture, more=more, optimizer=optimizer)
    with pytest.raises(UserError, match=told):
        parse_recipe(text, tmp_path)
    assert parse_recipe(RECIPE.format(architecture="lstm", more="", optimizer="adam"), tmp_path)
