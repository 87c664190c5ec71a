"""Rollout against its definition in loops; norms against the vectors themselves."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from model.translator import Translator, bundle_translator
from model.values.decoding import DecodingSettings
from model.values.masks import MaskReason
from model.values.questions.attention import AttentionQuestion
from model.values.questions.norms import NormsQuestion
from model.values.questions.summaries import mixed_with_residual, rollout, row_shares
from model.values.sites import CROSS, DECODER_SELF, ENCODER_SELF, TRANSFORMER_GROUPS, SiteGroup
from model.values.steps import DecodingStep, SourceEncoded
from model.values.trace import Trace
from model.values.trace_builder import TraceBuilder
from tests.gui.traces import make_trace
from tests.model.toy_bundle import make_bundle

SIZES = st.tuples(st.integers(1, 4), st.integers(1, 3), st.integers(1, 6), st.integers(1, 6), st.integers(0, 3))


def followed(trace: Trace, group: SiteGroup) -> np.ndarray:
    """[query, key]: the share of each piece of the input in each row, carried from layer to layer piece by piece."""

    def step(shares, weights):
        mean = weights.astype(float).mean(axis=0)
        return np.array(
            [
                0.5 * sum(mean[q, k] * shares[k] for k in range(len(shares))) + 0.5 * shares[q]
                if mean[q].any()
                else np.zeros_like(shares[q])
                for q in range(len(shares))
            ]
        )

    encoder = np.eye(trace.source_length)
    for weights in trace.weights(ENCODER_SELF):
        encoder = step(encoder, weights)
    if group == ENCODER_SELF:
        return encoder
    own = np.eye(trace.target_length)
    if group == DECODER_SELF:
        for weights in trace.weights(DECODER_SELF):
            own = step(own, weights)
        return own
    # Both parts of every row, so that what the source has not is still there to be counted.
    source = np.zeros((trace.target_length, trace.source_length))
    for self_weights, cross in zip(trace.weights(DECODER_SELF), trace.weights(CROSS), strict=True):
        own, source = step(own, self_weights), step(source, self_weights)
        looked = cross.astype(float).mean(axis=0) @ encoder
        own, source = 0.5 * own, 0.5 * source + 0.5 * looked
        assert (own.sum(axis=1) + source.sum(axis=1)) == pytest.approx(1.0, abs=1e-5)
    return source / source.sum(axis=1, keepdims=True)


@pytest.mark.parametrize("group", TRANSFORMER_GROUPS)
@settings(max_examples=25)
@given(sizes=SIZES, seed=st.integers(0, 1000))
def test_rollout_is_its_definition_and_keeps_rows_and_masks(group, sizes, seed):
    layers, heads, real, target, padded = sizes
    trace = make_trace(layers, heads, real + padded, target, padded, seed=seed)
    rolled = rollout(trace, group)
    allowed = trace.reasons(group) == MaskReason.ALLOWED
    assert rolled.dtype == np.float32
    assert rolled == pytest.approx(followed(trace, group), abs=1e-5)
    assert rolled.sum(axis=1)[allowed.any(axis=1)] == pytest.approx(1.0, abs=1e-5)
    assert not rolled[~allowed].any()


def test_a_head_that_looks_at_itself_leaves_everything_where_it_is():
    weights = np.tile(np.eye(4, dtype=np.float32), (3, 2, 1, 1))
    assert mixed_with_residual(weights) == pytest.approx(np.tile(np.eye(4), (3, 1, 1)))


def test_row_shares_leave_a_row_of_zeros_alone():
    values = np.array([[1.0, 3.0], [0.0, 0.0]], np.float32)
    assert row_shares(values).tolist() == [[0.25, 0.75], [0.0, 0.0]]


# ---- norms


@pytest.fixture(scope="module")
def translator() -> Translator:
    return bundle_translator(make_bundle(max_positions=40), torch.device("cpu"))


@pytest.fixture(scope="module")
def trace(translator: Translator) -> Trace:
    """Of the shorter of two sentences, so that it has padding."""
    builders: list[TraceBuilder] = []
    for event in translator.translate(["my house is red.", "it."], DecodingSettings(extra_length=6)):
        if isinstance(event, SourceEncoded):
            builders = [TraceBuilder(event, i) for i in range(len(event.sentences))]
        elif isinstance(event, DecodingStep):
            for step in event.sentences:
                builders[step.sentence].add(step)
        else:
            found = builders[1].of(event.hypotheses[1][0])
    assert not found.source_allowed.all() and found.target_length > 2
    return found


@pytest.mark.parametrize("group", TRANSFORMER_GROUPS)
def test_norms_are_the_lengths_of_what_each_key_adds(translator, trace, group):
    (norms,) = translator.ask(NormsQuestion(group), trace)
    layers, heads = trace.weights(group).shape[:2]
    assert norms.heads.shape == trace.weights(group).shape
    assert norms.summed.shape == (layers, *trace.weights(group).shape[2:])
    for layer in range(layers):
        (numbers,) = translator.ask(AttentionQuestion(group, layer), trace)
        queries, keys = numbers.weights.shape[1:]
        for q in range(queries):
            total = np.zeros(numbers.out.shape[1])
            for k in range(keys):
                added = np.zeros_like(total)
                for head in range(heads):
                    vector = numbers.weights[head, q, k] * (numbers.out_slice(head) @ numbers.values[head, k])
                    assert norms.heads[layer, head, q, k] == pytest.approx(np.linalg.norm(vector), abs=1e-5)
                    added += vector
                assert norms.summed[layer, q, k] == pytest.approx(np.linalg.norm(added), abs=1e-5)
                total += added
            bias = 0.0 if numbers.out_bias is None else numbers.out_bias
            assert total + bias == pytest.approx(numbers.out[q], abs=1e-5)  # the keys' vectors are all there is
    masked = trace.reasons(group) != MaskReason.ALLOWED
    assert masked.any() and not norms.heads[:, :, masked].any() and not norms.summed[:, masked].any()
    assert not norms.heads.flags.writeable


def test_heads_may_cancel_out(translator, trace):
    (norms,) = translator.ask(NormsQuestion(CROSS), trace)
    together = norms.heads.sum(axis=1)
    assert (norms.summed <= together + 1e-5).all()
    assert (norms.summed < together - 1e-3).any()
