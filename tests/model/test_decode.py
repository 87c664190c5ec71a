"""Decoding: greedy, beam, sampling, forced prefix, batches, recording."""

from __future__ import annotations

import itertools
import math
from dataclasses import replace

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from model.decoding.decode import DecodedStep, TransformerStepper, decode_batch, teacher_forced
from model.decoding.search import Beam, gnmt_length_penalty, make_search
from model.errors import UserError
from model.network.config import ModelConfig
from model.network.transformer import Transformer
from model.values.steps import DecodingSettings

VOCABULARY = 13
END = 3


@pytest.fixture(scope="module")
def model() -> Transformer:
    torch.manual_seed(5)
    config = ModelConfig(
        VOCABULARY, VOCABULARY, d_model=16, d_ff=32, heads=4, encoder_layers=2, decoder_layers=2, dropout=0.3,
        max_positions=24,
    )  # fmt: skip
    made = Transformer(config)
    with torch.no_grad():  # sharper than a fresh model, so that choices are not all near ties
        made.output.weight.mul_(6.0)
    return made.eval()


sentences = st.lists(st.integers(4, VOCABULARY - 1), min_size=1, max_size=8).map(lambda ids: [*ids, END])


PLAIN = DecodingSettings()


def run(model, sources, how=PLAIN, prefixes=None):
    """[sentence] of [(score, normalised, ids)] best first, by following the events alone."""
    rows = [[[]] for _ in sources]
    ended = [[] for _ in sources]
    steps = []
    for event in decode_batch(TransformerStepper(model), sources, prefixes or [[] for _ in sources], how):
        if not isinstance(event, DecodedStep):
            continue
        steps.append(event)
        penalty = gnmt_length_penalty(event.index + 1, how.length_penalty)
        for choice in event.sentences:
            before = rows[choice.sentence]
            ended[choice.sentence] += [(b.score, b.score / penalty, [*before[b.row], b.id]) for b in choice.ended]
            rows[choice.sentence] = [[*before[b.row], b.id] for b in choice.going_on]
    return [sorted(one, key=lambda found: -found[1]) for one in ended], steps


def forced_score(model, source, ids) -> float:
    logprobs, _ = teacher_forced(model, source, [model.config.start_id, *ids[:-1]], len(source))
    return float(sum(logprobs[i, id] for i, id in enumerate(ids)))


@settings(max_examples=20)
@given(source=sentences)
def test_greedy_takes_the_likeliest_piece_of_the_full_pass_at_every_step(model, source):
    (found,), _ = run(model, [source])
    score, _, ids = found[0]
    logprobs, _ = teacher_forced(model, source, [model.config.start_id, *ids[:-1]], len(source))
    logprobs = logprobs.clone()  # an inference tensor cannot be changed
    logprobs[:, [model.config.pad_id, model.config.start_id]] = -math.inf
    assert logprobs.argmax(-1).tolist() == ids
    assert score == pytest.approx(forced_score(model, source, ids), abs=1e-4)


@settings(max_examples=10)
@given(sources=st.lists(sentences, min_size=2, max_size=4), method=st.sampled_from(["greedy", "beam"]))
def test_a_batch_translates_like_each_sentence_alone(model, sources, method):
    how = DecodingSettings(method=method, beam=3)
    together, _ = run(model, sources, how)
    for source, found in zip(sources, together, strict=True):
        (alone,), _ = run(model, [source], how)
        assert found[0][2] == alone[0][2]
        assert found[0][0] == pytest.approx(alone[0][0], abs=1e-4)


@settings(max_examples=15)
@given(source=sentences)
def test_a_beam_of_one_is_greedy(model, source):
    (greedy,), _ = run(model, [source])
    (beam,), _ = run(model, [source], DecodingSettings(method="beam", beam=1))
    assert beam[0][2] == greedy[0][2]


@settings(max_examples=10)
@given(source=sentences, beam=st.integers(2, 5))
def test_beam_scores_are_those_of_a_forced_pass(model, source, beam):
    (found,), _ = run(model, [source], DecodingSettings(method="beam", beam=beam))
    assert found
    for score, _, ids in found:
        assert score == pytest.approx(forced_score(model, source, ids), abs=1e-4)


@settings(max_examples=10)
@given(source=sentences, prefix=st.lists(st.integers(4, VOCABULARY - 1), min_size=1, max_size=4),
       method=st.sampled_from(["greedy", "beam", "sample"]))  # fmt: skip
def test_every_hypothesis_begins_with_the_forced_prefix(model, source, prefix, method):
    (found,), _ = run(model, [source], DecodingSettings(method=method), [prefix])
    assert found
    for score, _, ids in found:
        assert ids[: len(prefix)] == prefix
        assert score == pytest.approx(forced_score(model, source, ids), abs=1e-4)


@settings(max_examples=10)
@given(sources=st.lists(sentences, min_size=1, max_size=3), method=st.sampled_from(["greedy", "beam"]))
def test_rows_recorded_while_decoding_equal_a_second_pass(model, sources, method):
    how = DecodingSettings(method=method, beam=3)
    ends, steps = run(model, sources, how)
    longest = max(len(source) for source in sources)
    for number, source in enumerate(sources):
        mine = [choice for step in steps for choice in step.sentences if choice.sentence == number]
        paths = [[[]]]  # ids of every row before each step
        for choice in mine:
            paths.append([[*paths[-1][b.row], b.id] for b in choice.going_on])
        for step, choice in enumerate(mine):
            assert choice.decoder_self.shape[2] == len(paths[step])
            for row, ids in enumerate(paths[step]):
                _, recorder = teacher_forced(model, source, [2, *ids], longest, "*.weights")
                for layer in range(2):
                    own = recorder[f"decoder.{layer}.self.weights"][0, :, -1].numpy()
                    cross = recorder[f"decoder.{layer}.cross.weights"][0, :, -1].numpy()
                    np.testing.assert_allclose(choice.decoder_self[layer, :, row], own, atol=1e-4)
                    np.testing.assert_allclose(choice.cross[layer, :, row], cross, atol=1e-4)
    assert all(ends)


def test_recording_changes_no_choice_and_not_recording_keeps_nothing(model):
    source = [5, 9, 4, 7, END]
    (with_record,), _ = run(model, [source], DecodingSettings(method="beam"))
    (without,), steps = run(model, [source], DecodingSettings(method="beam", record=False))
    assert [ids for _, _, ids in with_record] == [ids for _, _, ids in without]
    assert all(choice.cross is None and choice.decoder_self is None for s in steps for choice in s.sentences)


def test_candidates_are_the_best_of_the_whole_vocabulary(model):
    source = [5, 9, 4, END]
    (found,), steps = run(model, [source], DecodingSettings(candidates=VOCABULARY))
    ids = found[0][2]
    logprobs, _ = teacher_forced(model, source, [2, *ids[:-1]], len(source))
    for step in steps:
        choice = step.sentences[0]
        assert np.exp(choice.candidate_logprob[0]).sum() == pytest.approx(1.0, abs=1e-5)
        assert (np.diff(choice.candidate_logprob[0]) <= 0).all()
        expected = logprobs[step.index][choice.candidate_ids[0]].numpy()
        np.testing.assert_allclose(choice.candidate_logprob[0], expected, atol=1e-4)


def test_the_greatest_length_cuts_off(model):
    source = [5, END]
    _, steps = run(model, [source], DecodingSettings(extra_length=2))
    assert len(steps) <= 3
    (longest,), _ = run(model, [source], DecodingSettings(extra_length=1000))
    assert len(longest[0][2]) <= model.config.max_positions


def test_sampling_repeats_with_its_seed_and_keeps_within_top_k(model):
    source = [5, 9, 4, 7, END]
    how = DecodingSettings(method="sample", top_k=2, temperature=1.5, seed=11)
    (first,), steps = run(model, [source], how)
    (again,), _ = run(model, [source], how)
    assert first == again
    for step in steps:
        choice = step.sentences[0]
        (branch,) = choice.going_on or choice.ended
        allowed = [int(id) for id in choice.candidate_ids[0] if int(id) not in (0, 2)][:2]
        assert branch.id in allowed
    wild = replace(how, temperature=4.0, top_k=0)
    others = [run(model, [source], replace(wild, seed=seed))[0][0][0][2] for seed in range(8)]
    assert len({tuple(ids) for ids in others}) > 1


def test_top_p_near_zero_is_greedy(model):
    source = [5, 9, 4, 7, END]
    (greedy,), _ = run(model, [source])
    (narrow,), _ = run(model, [source], DecodingSettings(method="sample", top_p=1e-6))
    assert narrow[0][2] == greedy[0][2]


def test_sampling_follows_the_distribution():
    search = make_search(DecodingSettings(method="sample", temperature=2.0, seed=3), END, 0)
    logprobs = torch.log(torch.tensor([[0.5, 0.3, 0.2]]))
    drawn = [search.choose(logprobs, [0.0], 1, None, False) for _ in range(3000)]
    counts = np.bincount([(c.going_on or c.ended)[0].id for c in drawn], minlength=3) / 3000
    expected = np.sqrt([0.5, 0.3, 0.2])
    np.testing.assert_allclose(counts, expected / expected.sum(), atol=0.04)


def oracle(table, alpha, length):
    """Every sequence of a hand-made model up to `length` pieces that ends with END, scored, best first."""
    found = []
    for size in range(1, length + 1):
        for ids in itertools.product(range(len(table[0])), repeat=size):
            if (ids[-1] == END or size == length) and END not in ids[:-1]:
                score = sum(table[i][id] for i, id in enumerate(ids))
                found.append((score / gnmt_length_penalty(size, alpha), list(ids)))
    return sorted(found, reverse=True)


@settings(max_examples=40)
@given(seed=st.integers(0, 10_000), alpha=st.sampled_from([0.0, 0.6, 1.0, 3.0]))
def test_a_wide_beam_finds_what_an_exhaustive_search_finds(seed, alpha):
    # A hand-made model whose probabilities depend on the position alone: 5 pieces, 3 positions.
    generator = np.random.default_rng(seed)
    table = np.log(generator.dirichlet(np.ones(5), size=3)).tolist()
    best = oracle(table, alpha, 3)
    beam = Beam(END, 150, alpha)
    rows, scores, ended = [[]], [0.0], []
    for position in range(3):
        logprobs = torch.tensor([table[position]] * len(rows), dtype=torch.float64)
        choice = beam.choose(logprobs, scores, position + 1, None, position == 2)
        penalty = gnmt_length_penalty(position + 1, alpha)
        ended += [(b.score / penalty, [*rows[b.row], b.id]) for b in choice.ended]
        rows = [[*rows[b.row], b.id] for b in choice.going_on]
        scores = [b.score for b in choice.going_on]
        if choice.done:
            break
    assert max(ended)[0] == pytest.approx(best[0][0], abs=1e-9)


def test_a_narrow_beam_on_a_hand_made_model_step_by_step():
    # Pieces: 0, 1 and END; written out by hand for a beam of 2 without length penalty.
    beam = Beam(END, 2, 0.0)
    log = math.log
    first = torch.tensor([[log(0.5), log(0.4), -math.inf, log(0.1)]])
    choice = beam.choose(first, [0.0], 1, None, False)
    assert [(b.row, b.id) for b in choice.going_on] == [(0, 0), (0, 1)]
    assert choice.ended == []  # END is third: outside the beam, it does not count
    second = torch.tensor([[log(0.1), log(0.1), -math.inf, log(0.8)], [log(0.05), log(0.9), -math.inf, log(0.05)]])
    choice = beam.choose(second, [log(0.5), log(0.4)], 2, None, False)
    assert [(b.row, b.id) for b in choice.ended] == [(0, END)]  # 0.5 * 0.8 = 0.40 is the best of all
    assert (choice.going_on[0].row, choice.going_on[0].id) == (1, 1)  # 0.4 * 0.9 = 0.36
    assert not choice.done  # only one has ended, and a beam of 2 wants two
    assert choice.ended[0].score == pytest.approx(log(0.4), abs=1e-6)


def test_gnmt_length_penalty_is_the_formula():
    assert gnmt_length_penalty(1, 0.6) == 1.0
    assert gnmt_length_penalty(19, 0.6) == pytest.approx(4**0.6)
    assert gnmt_length_penalty(50, 0.0) == 1.0


@pytest.mark.parametrize(
    ("field", "value"),
    [("method", "magic"), ("beam", 0), ("beam", 1000), ("temperature", 0.0), ("top_p", 0.0), ("top_p", 1.5),
     ("top_k", -1), ("candidates", 0), ("length_penalty", -1.0),
     ("length_penalty", 1000.0), ("length_penalty", float("nan")), ("temperature", float("nan")),
     ("temperature", float("inf"))],
)  # fmt: skip
def test_senseless_settings_are_refused_in_one_sentence(field, value):
    with pytest.raises(UserError) as refused:
        DecodingSettings(**{field: value})
    assert "\n" not in str(refused.value)


def test_closing_the_generator_cancels(model):
    events = decode_batch(TransformerStepper(model), [[5, 6, 7, END]], [[]], DecodingSettings())
    next(events)
    next(events)
    events.close()
    with pytest.raises(StopIteration):
        next(events)
