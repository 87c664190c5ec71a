"""Measures of heads against plain loops; padding never counts; heads made by hand get their names."""

from __future__ import annotations

from dataclasses import replace
from math import log2

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.values.masks import MaskReason
from model.values.questions.head_measures import (
    MEASURES,
    SHARES,
    Measure,
    aligned_keys,
    measure_heads,
    measured,
    punctuation_keys,
    special_keys,
)
from model.values.questions.head_roles import BROAD_RULE, SHARE_RULES, Role, name_heads, rules_of
from model.values.sites import CROSS, DECODER_SELF, ENCODER_SELF, TRANSFORMER_GROUPS, Side, SiteGroup, group_reasons
from model.values.trace import AttentionMap, Trace, maps_of
from tests.gui.traces import make_trace, weighted

SIZES = st.tuples(st.integers(1, 3), st.integers(1, 3), st.integers(1, 7), st.integers(1, 7), st.integers(0, 3))


def by_hand(trace: Trace, group: SiteGroup, layer: int, head: int) -> dict[Measure, float]:
    """Every measure of one head, cell by cell, as its definition says."""
    weights, reasons = trace.weights(group).astype(float), trace.reasons(group)
    pieces = trace.key_pieces(group)
    allowed = [[k for k in range(weights.shape[3]) if reasons[q, k] == 0] for q in range(weights.shape[2])]
    found: dict[Measure, list[float]] = {measure: [] for measure in MEASURES}
    for q, keys in enumerate(allowed):
        if len(keys) < 2:
            continue
        row = weights[layer, head, q]
        entropy = -sum(row[k] * log2(row[k]) for k in keys if row[k] > 0)
        found[Measure.ENTROPY].append(entropy)
        found[Measure.EVENNESS].append(entropy / log2(len(keys)))
        found[Measure.LARGEST].append(max(row[k] for k in keys))
        middle = float(q)
        place: int | None = q
        if group == CROSS:
            middle = q * (len(keys) - 1) / max(trace.target_length - 1, 1)
            place = aligned_by_hand(weights, allowed, layer, head, q)
        found[Measure.DISTANCE].append(sum(row[k] * abs(k - middle) for k in keys))
        if place is not None:
            for measure, beside in ((Measure.PREVIOUS, -1), (Measure.SAME, 0), (Measure.NEXT, 1)):
                if place + beside in keys:
                    found[measure].append(row[place + beside])
            found[Measure.NEARBY].append(sum(row[k] for k in keys if abs(k - place) <= 1))
            if group == CROSS:
                found[Measure.AGREEMENT].append(float(max(keys, key=lambda k: row[k]) == place))
        found[Measure.SPECIAL].append(sum(row[k] for k in keys if pieces[k] in ("<s>", "</s>")))
        marks = [k for k in keys if not any(c.isalnum() for c in pieces[k]) and pieces[k] != "▁"]
        found[Measure.PUNCTUATION].append(sum(row[k] for k in marks))
    return {measure: float(np.mean(values)) if values else float("nan") for measure, values in found.items()}


def aligned_by_hand(weights, allowed, layer: int, head: int, query: int) -> int | None:
    others = [
        weights[other, number]
        for other in range(weights.shape[0])
        for number in range(weights.shape[1])
        if (other, number) != (layer, head)
    ]
    if not others:
        return None
    mean = sum(others) / len(others)
    score = {k: mean[query, k] * (mean[query, k] / sum(mean[q, k] for q in range(len(allowed)))) for k in allowed[0]}
    return max(score, key=lambda k: score[k])


@pytest.mark.parametrize("group", TRANSFORMER_GROUPS)
@settings(max_examples=25)
@given(sizes=SIZES, seed=st.integers(0, 1000))
def test_every_measure_is_what_its_definition_says(group, sizes, seed):
    layers, heads, real, target, padded = sizes
    trace = make_trace(layers, heads, real + padded, target, padded, seed=seed)
    measures = measure_heads(trace, group)
    assert measures.rows == int(((trace.reasons(group) == MaskReason.ALLOWED).sum(axis=1) >= 2).sum())
    for layer in range(layers):
        for head in range(heads):
            expected = by_hand(trace, group, layer, head)
            found = {measure: measures.mean(measure)[layer, head] for measure in measured(group)}
            assert found == pytest.approx({m: expected[m] for m in found}, abs=1e-5, nan_ok=True)


@pytest.mark.parametrize("group", TRANSFORMER_GROUPS)
def test_padding_changes_nothing(group):
    trace = make_trace(2, 3, 8, 6, seed=4)
    allowed = np.pad(trace.source_allowed, (0, 3))

    def padded(one: AttentionMap) -> AttentionMap:
        more = [(0, 3 * (side is Side.SOURCE)) for side in (one.group.queries, one.group.keys)]
        reasons = group_reasons(one.group, allowed, trace.target_length)
        return AttentionMap(one.group, np.pad(one.weights, [(0, 0), (0, 0), *more]), reasons)

    longer = replace(
        trace,
        maps=maps_of(padded(one) for one in trace.maps.values()),
        source_allowed=allowed,
        source_pieces=(*trace.source_pieces, "<pad>", "<pad>", "<pad>"),
        source_spans=(),
    )
    longer.check()
    short, long = measure_heads(trace, group), measure_heads(longer, group)
    assert np.array_equal(short.sums, long.sums) and np.array_equal(short.counts, long.counts)
    assert short.rows == long.rows


def test_every_row_of_a_file_counts_once():
    traces = [make_trace(2, 2, 5 + n, 4 + 2 * n, seed=n) for n in range(3)]
    parts = [measure_heads(trace, CROSS) for trace in traces]
    total = parts[0] + parts[1] + parts[2]
    rows = np.concatenate([trace.weights(CROSS).max(axis=-1) for trace in traces], axis=-1)
    assert total.mean(Measure.LARGEST) == pytest.approx(rows.mean(axis=-1), abs=1e-6)
    assert total.rows == rows.shape[-1]
    with pytest.raises(ValueError, match="do not add up"):
        _ = parts[0] + measure_heads(traces[0], ENCODER_SELF)


def test_which_pieces_are_special_or_punctuation():
    pieces = ("<s>", "</s>", "<pad>", "<unk>", "▁", "▁,", ".", "▁a", "7", "—")
    assert special_keys(pieces).tolist() == [True] * 3 + [False] * 7
    assert punctuation_keys(pieces).tolist() == [False] * 5 + [True, True, False, False, True]


def test_no_head_confirms_itself():
    cross = np.zeros((1, 3, 2, 4), np.float32)
    cross[0, :2, 0, 1] = cross[0, :2, 1, 2] = 1.0  # two heads agree
    cross[0, 2, :, 3] = 1.0  # and one does not
    aligned = aligned_keys(cross)
    assert aligned is not None
    assert aligned[0, 2].tolist() == [1, 2]
    assert aligned[0, 0, 0] in (1, 3)
    assert aligned_keys(cross[:, :1]) is None


def test_a_piece_that_every_row_looks_at_draws_no_alignment():
    """Row 0 looks a little more at the comma than at its own word; so does every other row."""
    mean = np.array([[0.45, 0.0, 0.0, 0.55], [0.0, 0.45, 0.0, 0.55], [0.0, 0.0, 0.45, 0.55]], np.float32)
    aligned = aligned_keys(np.stack([mean, mean])[None])
    assert aligned is not None
    assert aligned[0, 0].tolist() == [0, 1, 2]


# ---- names


def self_trace(encoder: list[np.ndarray], decoder: list[np.ndarray]) -> Trace:
    """A trace whose one layer has these heads; 6 source pieces (a comma and </s> among them), 6 target pieces."""
    made = {"encoder_self": encoder, "decoder_self": decoder}
    weights = {name: np.stack(heads)[None].astype(np.float32) for name, heads in made.items() if heads}
    return replace(
        weighted(make_trace(1, max(len(encoder), len(decoder)), 6, 6), **weights),
        source_pieces=("▁a", "▁b", ",", "▁c", "▁d", "</s>"),
    )


def looking_at(places: list[int], keys: int = 6, sharp: float = 1.0) -> np.ndarray:
    """[query, key]: `sharp` on each row's place, the rest on the others alike."""
    weights = np.full((len(places), keys), (1 - sharp) / (keys - 1))
    weights[range(len(places)), places] = sharp
    return weights


def roles(trace: Trace, group: SiteGroup) -> list[Role]:
    return [named.role for named in name_heads(measure_heads(trace, group))[0]]


def test_heads_made_by_hand_in_the_encoder():
    heads = [
        looking_at([1, 0, 1, 2, 3, 4]),
        looking_at([0, 1, 2, 3, 4, 5]),
        looking_at([1, 2, 3, 4, 5, 0]),
        looking_at([5] * 6),
        looking_at([2] * 6),
        looking_at([0] * 6, sharp=1 / 6),
        looking_at([3, 4, 0, 0, 0, 1]),
        looking_at([3, 4, 0, 0, 0, 1], sharp=0.6),
        0.35 * looking_at([1, 0, 1, 2, 3, 4])
        + 0.35 * looking_at([0, 1, 2, 3, 4, 5])
        + 0.3 * looking_at([4, 4, 4, 0, 0, 0]),
    ]
    names = [Role.PREVIOUS, Role.SAME, Role.NEXT, Role.SPECIAL, Role.PUNCTUATION, Role.BROAD, Role.SHARP, Role.MIXED]
    assert roles(self_trace(heads, []), ENCODER_SELF) == [*names, Role.NEARBY]


def test_a_previous_piece_head_of_the_decoder_is_never_judged_by_its_first_row():
    before = looking_at([0, 0, 1, 2, 3, 4])  # row 0 has no choice but itself
    named = name_heads(measure_heads(self_trace([], [before]), DECODER_SELF))[0][0]
    assert named.role is Role.PREVIOUS and named.reading.value == pytest.approx(1.0)


def test_the_greatest_share_wins_and_equals_go_by_the_order():
    mixed = 0.42 * looking_at([1, 0, 1, 2, 3, 4]) + 0.58 * looking_at([0, 1, 2, 3, 4, 5])
    equal = 0.5 * looking_at([1, 0, 1, 2, 3, 4]) + 0.5 * looking_at([0, 1, 2, 3, 4, 5])
    names = name_heads(measure_heads(self_trace([mixed, equal], []), ENCODER_SELF))[0]
    assert names[0].role is Role.SAME and names[0].reading.value == pytest.approx(0.58)
    assert names[1].role is Role.PREVIOUS  # both are 0.5 over the rows that have both


def test_heads_that_agree_are_aligned_and_one_that_looks_before_them_is_not():
    trace = make_trace(1, 4, 6, 5)
    good = looking_at([0, 1, 3, 2, 5])
    before = looking_at([1, 0, 2, 1, 4])
    weights = np.stack([good, good, good, before])[None].astype(np.float32)
    trace = replace(trace, maps={**trace.maps, "cross": replace(trace.maps["cross"], weights=weights)})
    assert roles(trace, CROSS) == [Role.ALIGNED] * 3 + [Role.PREVIOUS]


def test_only_rules_that_can_hold_are_asked():
    by_kind = {group: {rule.role for rule in rules_of(group)} for group in TRANSFORMER_GROUPS}
    assert Role.ALIGNED not in by_kind[ENCODER_SELF] | by_kind[DECODER_SELF]
    assert Role.NEXT not in by_kind[DECODER_SELF]
    assert Role.SAME not in by_kind[CROSS] and Role.ALIGNED in by_kind[CROSS]
    for group, measures in ((group, set(measured(group))) for group in TRANSFORMER_GROUPS):
        assert {rule.measure for rule in rules_of(group)} <= measures


def test_where_no_row_has_a_choice_nothing_is_named():
    measures = measure_heads(make_trace(1, 2, 3, 1), DECODER_SELF)
    assert measures.rows == 0
    assert [named.role for named in name_heads(measures)[0]] == [Role.NONE, Role.NONE]
    assert name_heads(measures)[0][0].reading is None


def test_a_mixed_head_tells_which_share_came_nearest():
    measures = measure_heads(self_trace([looking_at([3, 4, 0, 0, 0, 1], sharp=0.6)], []), ENCODER_SELF)
    named = name_heads(measures)[0][0]
    shares = [rule.measure for rule in rules_of(ENCODER_SELF) if rule in SHARE_RULES]
    assert named.role is Role.MIXED and named.reading is not None
    assert named.reading.excess == max(measures.excess(measure)[0, 0] for measure in shares)


# ---- against chance


def with_heads(trace: Trace, group: SiteGroup, weights: np.ndarray) -> Trace:
    one = trace.maps[group.name]
    return replace(trace, maps={**trace.maps, group.name: replace(one, weights=weights.astype(np.float32))})


def even(trace: Trace, group: SiteGroup) -> np.ndarray:
    """[layer, head, query, key]: every head has the same weight on all that it may look at."""
    allowed = (trace.reasons(group) == MaskReason.ALLOWED).astype(float)
    alike = np.divide(allowed, allowed.sum(axis=1, keepdims=True), out=np.zeros_like(allowed), where=allowed > 0)
    return np.broadcast_to(alike, trace.weights(group).shape)


@pytest.mark.parametrize("group", TRANSFORMER_GROUPS)
@settings(max_examples=40)
@given(sizes=SIZES)
def test_an_even_head_is_broad_in_a_sentence_of_any_length_and_exceeds_itself_nowhere(group, sizes):
    layers, heads, real, target, padded = sizes
    trace = make_trace(layers, heads, real + padded, target, padded)
    measures = measure_heads(with_heads(trace, group, even(trace, group)), group)
    expected = Role.BROAD if measures.rows else Role.NONE
    assert {named.role for row in name_heads(measures) for named in row} == {expected}
    for measure in measured(group):
        np.testing.assert_allclose(measures.mean(measure), measures.even(measure), atol=1e-6)
        if measure in SHARES and measures.rows:
            assert (np.nan_to_num(measures.excess(measure)) < 1e-6).all()


@pytest.mark.parametrize("group", TRANSFORMER_GROUPS)
@settings(max_examples=25)
@given(sizes=SIZES, seed=st.integers(0, 1000))
def test_even_attention_is_measured_as_its_definition_says(group, sizes, seed):
    """Whatever the head does: by hand, with the places of this head but the weights of an even one."""
    layers, heads, real, target, padded = sizes
    trace = make_trace(layers, heads, real + padded, target, padded, seed=seed)
    measures, alike = measure_heads(trace, group), measure_heads(with_heads(trace, group, even(trace, group)), group)
    for measure in measured(group):
        if group != CROSS or measure not in (Measure.PREVIOUS, Measure.SAME, Measure.NEXT, Measure.NEARBY):
            np.testing.assert_allclose(measures.even(measure), alike.mean(measure), atol=1e-6)


@pytest.mark.parametrize("group", [ENCODER_SELF, DECODER_SELF])
@settings(max_examples=40)
@given(real=st.integers(2, 9), target=st.integers(2, 9), padded=st.integers(0, 3), sharp=st.floats(0.9, 1.0))
def test_a_head_that_looks_at_the_previous_piece_is_called_so(group, real, target, padded, sharp):
    trace = make_trace(1, 1, real + padded, target, padded)
    trace = replace(trace, source_pieces=(*(f"▁w{n}" for n in range(real)), *["<pad>"] * padded), source_spans=())
    alike = even(trace, group)
    weights = np.zeros_like(alike)
    allowed = trace.reasons(group) == MaskReason.ALLOWED
    for query in range(weights.shape[2]):
        if allowed[query].any():
            weights[0, 0, query, max(query - 1, 0)] = 1.0
    measures = measure_heads(with_heads(trace, group, sharp * weights + (1 - sharp) * alike), group)
    assert name_heads(measures)[0][0].role is Role.PREVIOUS


def test_half_the_attention_of_a_short_sentence_names_nothing():
    """Two pieces: 0.5 on the previous one and on </s> each is what any head that looks nowhere special gives."""
    trace = make_trace(1, 1, 2, 2)
    for group in TRANSFORMER_GROUPS:
        measures = measure_heads(with_heads(trace, group, even(trace, group)), group)
        (named,) = name_heads(measures)[0]
        assert named.role is Role.BROAD and named.reading.rule == BROAD_RULE


def test_equal_weights_share_their_agreement_with_the_alignment():
    cross = np.zeros((1, 2, 1, 4))
    cross[0, 0, 0] = [0.4, 0.4, 0.1, 0.1]
    cross[0, 1, 0] = [0.9, 0.1, 0.0, 0.0]  # the other head aligns the row to the first piece
    measures = measure_heads(with_heads(make_trace(1, 2, 4, 1), CROSS, cross), CROSS)
    assert measures.mean(Measure.AGREEMENT)[0, 0] == pytest.approx(0.5)
    assert measures.even(Measure.AGREEMENT)[0].tolist() == pytest.approx([0.25, 0.25])
    assert measures.excess(Measure.AGREEMENT)[0, 0] == pytest.approx(1 / 3)
