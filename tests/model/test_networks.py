"""What every registered network must do: decode as it reads, leave sound traces, and come back from disk."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from model.bundle.bundle import load_bundle, save_bundle
from model.decoding.decode import DecodedStep, Run, decode_batch, forced_pass
from model.decoding.forced_trace import forced_trace
from model.errors import UserError
from model.files import read_json
from model.inside.answers import ANSWERS
from model.library.loading import load_translator
from model.network.architectures import name_of
from model.values.decoding import DecodingSettings
from model.values.needs import Need
from model.values.questions import Question
from model.values.questions.attention import AttentionQuestion
from model.values.questions.attribution import AttributionQuestion
from model.values.questions.lens import LensQuestion
from model.values.questions.machine import MachineQuestion
from model.values.questions.norms import NormsQuestion
from model.values.questions.reference import ReferenceQuestion
from model.values.questions.scores import ScoresQuestion
from model.values.sites import CROSS, site_groups
from model.values.trace_file import load_trace, save_trace
from tests.model.asking import ask
from tests.model.corpora import toy_recipe, train
from tests.model.toy_networks import NETWORKS, TEXTS, VOCABULARY, network, traces, translator

END = 3
EVERY = pytest.mark.parametrize("made", NETWORKS, ids=lambda made: "-".join(map(str, made.values())))
ASKED: list[Question] = [
    ScoresQuestion(),
    AttentionQuestion(CROSS, 0),
    LensQuestion(True),
    MachineQuestion(),
    NormsQuestion(CROSS),
    AttributionQuestion(0),
    ReferenceQuestion(TEXTS[1]),
]


sentences = st.lists(st.integers(4, VOCABULARY - 1), min_size=1, max_size=7).map(lambda ids: [*ids, END])


@EVERY
@settings(max_examples=10, deadline=None)
@given(sources=st.lists(sentences, min_size=1, max_size=3), beam=st.integers(1, 3))
def test_steps_of_a_padded_batch_equal_a_forced_pass_of_each_sentence(
    made: dict[str, Any], sources: list[list[int]], beam: int
) -> None:
    model = network(made)
    how = DecodingSettings("beam" if beam > 1 else "greedy", beam, extra_length=3)
    rows: list[list[list[int]]] = [[[]] for _ in sources]
    for event in decode_batch(model, sources, [[]] * len(sources), Run(2, how)):
        if isinstance(event, DecodedStep):
            for choice in event.sentences:
                source, before = sources[choice.sentence], rows[choice.sentence]
                for branch in (*choice.going_on, *choice.ended):
                    logits = forced_pass(model, source, [2, *before[branch.row]], len(source))
                    wanted = model.logprobs(logits)[-1, branch.id]
                    assert branch.logprob == pytest.approx(float(wanted), abs=1e-3)
                rows[choice.sentence] = [[*before[b.row], b.id] for b in choice.going_on]


@EVERY
def test_its_traces_have_its_sites_and_are_those_of_a_forced_pass(made: dict[str, Any], tmp_path: Path) -> None:
    of = translator(made)
    groups = site_groups(of.network.sites)
    assert of.description.groups == groups and (Need.ATTENTION in of.network.offers) is bool(groups)
    for trace in traces(of):
        trace.check()
        assert trace.groups == groups
        for group in groups:
            layers = len({site.layer for site in of.network.sites if site.group == group})
            assert trace.weights(group).shape[0] == layers
        save_trace(trace, tmp_path / "trace.safetensors")
        again = load_trace(tmp_path / "trace.safetensors")
        assert again.groups == groups and again.setup == trace.setup and again.search == trace.search
        forced = ask(of, ReferenceQuestion(trace.target_text), trace).trace
        for group in groups if forced.predicted_pieces == trace.predicted_pieces else ():
            np.testing.assert_allclose(forced.weights(group), trace.weights(group), rtol=0, atol=1e-4)
    assert forced_trace(of.about.bundle, *TEXTS).groups == groups


@EVERY
@pytest.mark.parametrize("question", ASKED, ids=lambda question: type(question).__name__)
def test_a_question_is_answered_or_refused_in_a_sentence(made: dict[str, Any], question: Question) -> None:
    """As its description says beforehand, so that a view need not ask to know."""
    of = translator(made)
    trace = traces(of)[0]
    assert type(question) in ANSWERS
    if of.description.can(type(question)) is None:
        assert ask(of, question, trace) is not None
    else:
        with pytest.raises(UserError, match=r"[a-z].*\.$"):
            ask(of, question, trace)


@EVERY
def test_it_comes_back_from_disk(made: dict[str, Any], tmp_path: Path) -> None:
    of = translator(made)
    save_bundle(of.about.bundle, tmp_path / "bundle")
    assert read_json(tmp_path / "bundle" / "config.json")["network"] == made["architecture"]
    assert name_of(load_bundle(tmp_path / "bundle").model.config) == made["architecture"]
    again = load_translator(str(tmp_path / "bundle"), "cpu")
    assert again.fingerprint == of.fingerprint
    np.testing.assert_array_equal(traces(again)[0].logprob, traces(of)[0].logprob)


@EVERY
def test_it_is_trained_resumed_and_made_a_bundle(made: dict[str, Any], tmp_path: Path, one_thread: None) -> None:
    recipe = toy_recipe(tmp_path, steps=6, evaluate_steps=3, checkpoint_steps=3)
    recipe = replace(recipe, model={**made, "preset": "tiny", "dropout": 0.2})
    train(recipe, tmp_path / "whole")
    train(replace(recipe, training=replace(recipe.training, steps=3)), tmp_path / "part")
    train(recipe, tmp_path / "part", resume=True)
    whole, parts = (load_bundle(tmp_path / run / "bundle").model for run in ("whole", "part"))
    for (name, one), (_, other) in zip(whole.named_parameters(), parts.named_parameters(), strict=True):
        assert torch.equal(one, other), name
    of = load_translator(str(tmp_path / "whole"), "cpu")
    assert traces(of)[0].groups == of.description.groups
