"""The attention of a sentence pair under teacher forcing."""

from __future__ import annotations

import numpy as np
import torch

from model.decoding.forced_trace import forced_trace
from model.network.transformer import Transformer
from model.training.run_model import make_bundle
from model.values.sites import CROSS, DECODER_SELF, TRANSFORMER_GROUPS
from model.values.snapshot import load_snapshot
from tests.model.corpora import steps, toy_recipe, train
from tests.model.tiny import randomised
from tests.model.toy_bundle import make_bundle as toy_bundle

PAIR = ("the dog sees it.", "my house is red.")


def test_every_row_sums_to_1_and_the_future_is_exactly_0() -> None:
    trace = forced_trace(toy_bundle(), *PAIR)
    trace.check()
    for group in TRANSFORMER_GROUPS:
        np.testing.assert_allclose(trace.weights(group).sum(axis=-1), 1.0, atol=1e-5)
    assert not trace.weights(DECODER_SELF)[:, :, trace.reasons(DECODER_SELF) != 0].any()
    assert (trace.source_text, trace.target_text, trace.setup.describe()) == (*PAIR, "teacher forcing")


def test_the_probabilities_are_those_of_an_independent_pass_over_the_reference() -> None:
    bundle = toy_bundle()
    randomised(bundle.model)
    trace = forced_trace(bundle, *PAIR)
    source = [*bundle.source_tokenizer.ids(PAIR[0]), 3]
    target = [*bundle.target_tokenizer.ids(PAIR[1]), 3]
    with torch.no_grad():
        hidden = bundle.model(torch.tensor([source]), torch.tensor([[2, *target[:-1]]]))
        logprob = bundle.model.logits(hidden)[0].log_softmax(dim=-1)
    np.testing.assert_allclose(trace.logprob, logprob[torch.arange(len(target)), target].numpy(), atol=1e-4)
    assert trace.candidate_ids[:, 0].tolist() == logprob.argmax(dim=-1).tolist()
    assert [bundle.target_tokenizer.id(piece) for piece in trace.predicted_pieces] == target
    assert trace.input_pieces == ("<s>", *trace.predicted_pieces[:-1])
    for (begin, end), piece in zip(trace.target_spans, trace.predicted_pieces[:-1], strict=False):
        assert PAIR[1][begin:end].strip() == piece.replace("▁", "")


def test_an_unknown_character_is_marked() -> None:
    trace = forced_trace(toy_bundle(), "the 漢 sees it.", "it.")
    (position,) = trace.unknown_source
    begin, end = trace.source_spans[position]
    assert "漢" in "the 漢 sees it."[begin:end]


def test_over_a_training_the_axes_stay_and_the_heads_change(tmp_path, one_thread):
    recipe = toy_recipe(tmp_path, probes=2, steps=12, evaluate_steps=4)
    train(recipe, tmp_path / "run")
    paths = sorted((tmp_path / "run" / "snapshots").iterdir(), key=lambda path: int(path.stem))
    assert [int(path.stem) for path in paths] == [0, 1, 2, 3, 4, 8, 12]  # close at the start, then each evaluation
    assert steps(tmp_path / "run", "Evaluated") == [4, 8, 12]
    found = [load_snapshot(path) for path in paths]
    assert {len(traces) for traces in found} == {2}
    for moments in zip(*found, strict=True):
        assert len({(t.source_pieces, t.input_pieces, t.predicted_pieces, t.target_text) for t in moments}) == 1
        assert not np.array_equal(moments[0].weights(CROSS), moments[-1].weights(CROSS))


def test_a_bundle_is_made_in_evaluation_mode(tmp_path) -> None:
    recipe = toy_recipe(tmp_path)
    toy = toy_bundle()
    model = Transformer(toy.model.config).train()
    bundle = make_bundle(recipe, model, (toy.source_tokenizer, toy.target_tokenizer))
    assert not bundle.model.training
    assert (bundle.name, bundle.source_language, bundle.target_language) == ("toy", "Digits", "Backwards")
