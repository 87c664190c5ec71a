"""The machine's numbers: every chain from piece to logit adds up, in the paper's order and in pre-norm."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from model.inside.answers import answer
from model.inside.subject import Subject
from model.translator import Translator, bundle_translator
from model.values.questions.machine import MachineNumbers, MachineQuestion, NormNumbers, StackNumbers
from model.values.sites import DECODER_SELF
from model.values.trace import Trace
from tests.model.test_translator import collect
from tests.model.tiny import randomised
from tests.model.toy_bundle import make_bundle

CLOSE = {"rtol": 0.0, "atol": 1e-5}
TEXTS = ["the dog sees it.", "it."]  # the second one is padded

MODELS = {
    "post": {},
    "pre": {"norm": "pre", "encoder_layers": 2},
    "unscaled": {"scale_embedding": False, "activation": "gelu"},
    "untied": {"tokenizers": 2, "positions": "halves"},
}


@pytest.fixture(scope="module", params=MODELS)
def asked(request: pytest.FixtureRequest) -> tuple[str, Translator, Trace, MachineNumbers]:
    bundle = make_bundle(max_positions=40, **MODELS[request.param])
    randomised(bundle.model, seed=5)
    translator = bundle_translator(bundle, torch.device("cpu"))
    finished, builders, _ = collect(translator, TEXTS)
    trace = builders[1].of(finished.hypotheses[1][0])
    (numbers,) = answer(Subject(translator.reader, translator.network), MachineQuestion(), trace)
    return request.param, translator, trace, numbers


def stacks(numbers: MachineNumbers) -> list[StackNumbers]:
    return [numbers.encoder, numbers.decoder]


def layer_norm(norm: NormNumbers) -> np.ndarray:
    x = norm.before.astype(np.float64)
    mean, variance = x.mean(axis=-1, keepdims=True), x.var(axis=-1, keepdims=True)
    return (x - mean) / np.sqrt(variance + norm.epsilon) * norm.gain + norm.bias


def test_pieces_become_rows_scaled_and_placed(asked) -> None:
    name, translator, trace, numbers = asked
    tokenizers = (translator.about.bundle.source_tokenizer, translator.about.bundle.target_tokenizer)
    model = translator.about.bundle.model
    tables = (model.source_embedding, model.target_embedding)
    for stack, tokenizer, table, pieces in zip(
        stacks(numbers), tokenizers, tables, (trace.source_pieces, trace.input_pieces), strict=True
    ):
        embedding = stack.embedding
        assert [tokenizer.piece(int(id)) for id in embedding.ids] == list(pieces)
        np.testing.assert_array_equal(embedding.raw, table.weight.detach().numpy()[embedding.ids])
        assert embedding.scale == pytest.approx(1.0 if name == "unscaled" else np.sqrt(16))
        np.testing.assert_allclose(embedding.raw * embedding.scale, embedding.scaled, **CLOSE)
        np.testing.assert_allclose(embedding.scaled + embedding.positions, embedding.input, **CLOSE)


def test_positions_are_the_sinusoids_of_section_3_5(asked) -> None:
    name, _, _, numbers = asked
    for stack in stacks(numbers):
        table = stack.embedding.positions
        for (position, dimension), value in np.ndenumerate(table):
            if name == "untied":  # Marian's layout
                i, cosine = dimension % 8, dimension >= 8
            else:
                i, cosine = dimension // 2, dimension % 2
            angle = position / 10000 ** (2 * i / 16)
            assert value == pytest.approx(np.cos(angle) if cosine else np.sin(angle), abs=1e-5)


def test_every_sublayer_adds_up_and_feeds_the_next(asked) -> None:
    name, _, _, numbers = asked
    for stack, parts in zip(stacks(numbers), (("self", "ff"), ("self", "cross", "ff")), strict=True):
        x = stack.embedding.input
        for layer in stack.layers:
            assert tuple(one.part for one in layer) == parts
            for one in layer:
                np.testing.assert_array_equal(one.x, x)
                np.testing.assert_allclose(one.x + one.out, one.sum, **CLOSE)
                np.testing.assert_array_equal(one.norm.before, one.x if name == "pre" else one.sum)
                np.testing.assert_allclose(layer_norm(one.norm), one.norm.after, **CLOSE)
                assert one.pre_norm == (name == "pre")
                np.testing.assert_array_equal(one.result, one.sum if name == "pre" else one.norm.after)
                np.testing.assert_array_equal(one.given, one.norm.after if name == "pre" else one.x)
                x = one.result
        if name == "pre":
            np.testing.assert_array_equal(stack.final_norm.before, x)
            np.testing.assert_allclose(layer_norm(stack.final_norm), stack.output, **CLOSE)
        else:
            assert stack.final_norm is None
            np.testing.assert_array_equal(stack.output, x)


def test_sublayers_give_what_their_matrices_make_of_heads_and_hidden_units(asked) -> None:
    name, translator, _, numbers = asked
    model = translator.about.bundle.model
    for stack, modules in zip(stacks(numbers), (model.encoder, model.decoder), strict=True):
        for layer, module in zip(stack.layers, modules, strict=True):
            for one in layer:
                if one.part == "ff":
                    ff = module.feed_forward
                    with torch.inference_mode():
                        inner = ff.inner(torch.tensor(one.given))
                    if name != "unscaled":
                        np.testing.assert_allclose(np.maximum(inner.numpy(), 0), one.hidden, **CLOSE)
                    made, matrix = one.hidden, ff.outer
                    assert one.heads is None
                else:
                    made = one.heads
                    matrix = (module.self_attention if one.part == "self" else module.cross_attention).out
                    assert one.hidden is None
                with torch.inference_mode():
                    np.testing.assert_allclose(matrix(torch.tensor(made)).numpy(), one.out, **CLOSE)


def test_heads_are_the_weighted_values_of_the_trace(asked) -> None:
    """Head h stands in the columns h * d_v to (h + 1) * d_v: rebuilt from the trace's weights and the given vectors."""
    _, translator, trace, numbers = asked
    for index, layer in enumerate(numbers.decoder.layers):
        one = numbers.decoder.sublayer(index, "self")
        assert one is layer[0]
        with torch.inference_mode():
            values = translator.about.bundle.model.decoder[index].self_attention.value(torch.tensor(one.given)).numpy()
        d_v = numbers.d_head
        for head in range(4):
            columns = slice(head * d_v, (head + 1) * d_v)
            expected = trace.weights(DECODER_SELF)[index, head] @ values[:, columns]
            np.testing.assert_allclose(one.heads[:, columns], expected, rtol=0, atol=1e-4)


def test_the_last_vector_becomes_logits_and_the_traces_probabilities(asked) -> None:
    _, translator, trace, numbers = asked
    logits, output = numbers.logits, numbers.decoder.output
    matrix = translator.about.bundle.model.output.weight.detach().numpy()
    everything = output @ matrix.T
    assert [translator.about.bundle.target_tokenizer.piece(int(i)) for i in logits.chosen_ids] == list(
        trace.predicted_pieces
    )
    np.testing.assert_allclose((output * logits.chosen_row).sum(axis=-1), logits.chosen_logit, rtol=0, atol=1e-4)
    np.testing.assert_allclose(np.sort(everything)[:, ::-1][:, : logits.best_logit.shape[1]], logits.best_logit,
                               rtol=0, atol=1e-4)  # fmt: skip
    np.testing.assert_allclose(logits.chosen_logit - logits.log_sum, trace.logprob, rtol=0, atol=1e-4)
    np.testing.assert_allclose(np.log(np.exp(everything).sum(axis=-1)), logits.log_sum, rtol=0, atol=1e-4)
    for position in range(trace.target_length):
        np.testing.assert_allclose(
            logits.logprob(position), trace.candidate_logprob[position, : logits.best_ids.shape[1]], rtol=0, atol=1e-4
        )
    assert (logits.counts.sum(axis=-1) == logits.vocabulary).all()
    assert logits.vocabulary == matrix.shape[0]
    assert numbers.tied


def test_nothing_can_be_written_and_all_is_float32(asked) -> None:
    *_, numbers = asked
    for stack in stacks(numbers):
        arrays = [stack.output, stack.embedding.raw, stack.embedding.input]
        arrays += [array for layer in stack.layers for one in layer for array in (one.x, one.out, one.sum, one.result)]
        for array in arrays:
            assert array.dtype == np.float32 and not array.flags.writeable


def test_ninety_nine_of_a_hundred_numbers_are_within_reach(asked) -> None:
    *_, numbers = asked
    streams = np.concatenate([np.abs(o.result).ravel() for s in stacks(numbers) for layer in s.layers for o in layer])
    assert 0.985 <= (streams <= numbers.reach).mean() <= 0.995
