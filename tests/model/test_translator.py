"""The translator's events, the traces built from them, and text that cannot be translated."""

from __future__ import annotations

import copy
from dataclasses import replace

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from model.decoding.evaluate import translate_all
from model.errors import UserError
from model.network.points import Recorder, probing
from model.network.transformer import Transformer
from model.translator import Translator, bundle_translator
from model.values.changes import HeadScaled
from model.values.decoding import DecodingSettings
from model.values.endings import Ending
from model.values.questions.attention import AttentionQuestion
from model.values.questions.lens import LensQuestion
from model.values.search_tree import Fate
from model.values.setup import Setup
from model.values.sites import CROSS, DECODER_SELF, ENCODER_SELF, TRANSFORMER_GROUPS
from model.values.steps import DecodingStep, SourceEncoded, TranslationFinished
from model.values.trace import MaskReason, Trace
from model.values.trace_builder import TraceBuilder
from model.values.trace_file import load_trace, save_trace
from tests.model.asking import ask_scores, second_pass
from tests.model.toy_bundle import make_bundle

PLAIN = DecodingSettings(extra_length=8)


@pytest.fixture(scope="module")
def translator() -> Translator:
    bundle = make_bundle(max_positions=40)
    with torch.no_grad():
        bundle.model.output.weight.mul_(4.0)
    return bundle_translator(bundle, torch.device("cpu"))


def collect(translator, texts, how=PLAIN):
    """The finished hypotheses, each sentence's builder, and the newest trace after every step."""
    builders, growing, finished = [], [], None
    for event in translator.translate(texts, how):
        if isinstance(event, SourceEncoded):
            builders = [TraceBuilder(event, i) for i in range(len(event.sentences))]
        elif isinstance(event, DecodingStep):
            for step in event.sentences:
                builders[step.sentence].add(step)
            growing.append([builder.newest() for builder in builders])
        else:
            assert isinstance(event, TranslationFinished)
            finished = event
    assert finished is not None
    return finished, builders, growing


@pytest.mark.parametrize("method", ["greedy", "beam", "sample"])
@pytest.mark.parametrize("texts", [["the dog sees it."], ["my house is red.", "it."]])
def test_a_finished_trace_is_whole_and_equals_a_second_pass(translator, method, texts):
    finished, builders, _ = collect(translator, texts, DecodingSettings(method=method, extra_length=8))
    for text, builder, hypotheses in zip(texts, builders, finished.hypotheses, strict=True):
        assert list(hypotheses) == sorted(hypotheses, key=lambda one: -one.normalised)
        for hypothesis in hypotheses:
            trace = builder.of(hypothesis)
            trace.check()
            assert trace.source_text == text
            assert trace.target_text == hypothesis.text
            assert trace.predicted_pieces == hypothesis.pieces
            assert trace.input_pieces == ("<s>", *hypothesis.pieces[:-1])
            assert hypothesis.cut_off == (hypothesis.pieces[-1] != "</s>")
            assert trace.ending is (Ending.LENGTH if hypothesis.cut_off else Ending.END)
            assert trace.logprob.sum() == pytest.approx(hypothesis.score, abs=1e-4)
            logprobs, recorder = second_pass(translator, trace, "*.weights")
            forced = [float(logprobs[i, id]) for i, id in enumerate(hypothesis.ids)]
            np.testing.assert_allclose(trace.logprob, forced, atol=1e-4)
            second = {
                ENCODER_SELF: [recorder["encoder.0.self.weights"]],
                DECODER_SELF: [recorder[f"decoder.{i}.self.weights"] for i in range(2)],
                CROSS: [recorder[f"decoder.{i}.cross.weights"] for i in range(2)],
            }
            for group, layers in second.items():
                expected = torch.cat(layers).numpy()
                np.testing.assert_allclose(trace.weights(group), expected, atol=1e-4)


@pytest.mark.parametrize("method", ["greedy", "beam"])
def test_traces_given_out_while_decoding_never_change(translator, method):
    _, _, growing = collect(translator, ["the dog sees it.", "a cat."], DecodingSettings(method=method, extra_length=8))
    kept = []
    _, _, again = collect(translator, ["the dog sees it.", "a cat."], DecodingSettings(method=method, extra_length=8))
    for step in again:
        kept.append([(t.weights(DECODER_SELF).copy(), t.weights(CROSS).copy(), t.predicted_pieces) for t in step])
    for step, copies in zip(growing, kept, strict=True):
        for trace, (decoder_self, cross, pieces) in zip(step, copies, strict=True):
            trace.check()
            assert trace.predicted_pieces == pieces
            assert (trace.ending is Ending.END) == (pieces[-1] == "</s>")
            np.testing.assert_array_equal(trace.weights(DECODER_SELF), decoder_self)
            np.testing.assert_array_equal(trace.weights(CROSS), cross)
            with pytest.raises(ValueError, match="read-only"):
                trace.weights(CROSS)[0] = 1.0


@settings(deadline=None, max_examples=25)
@given(seed=st.integers(0, 2**31), beam=st.integers(2, 4), alpha=st.sampled_from([0.0, 0.6, 1.3]))
def test_the_newest_trace_of_a_finished_beam_is_its_best(seed: int, beam: int, alpha: float) -> None:
    """Also where the last step ended nothing: the best that goes on may only now be worse than what ended before."""
    bundle = make_bundle(max_positions=40)
    torch.manual_seed(seed)
    with torch.no_grad():
        for parameter in bundle.model.parameters():
            parameter.normal_(0.0, 0.5)
    how = DecodingSettings(method="beam", beam=beam, length_penalty=alpha, extra_length=12)
    finished, builders, growing = collect(bundle_translator(bundle, torch.device("cpu")), ["the dog.", "it."], how)
    for builder, hypotheses, newest in zip(builders, finished.hypotheses, growing[-1], strict=True):
        best = builder.of(hypotheses[0])
        assert newest.predicted_pieces == best.predicted_pieces and newest.target_text == best.target_text
        np.testing.assert_array_equal(newest.weights(CROSS), best.weights(CROSS))


def test_padding_of_a_batch_is_in_the_trace_and_masked(translator):
    _, builders, _ = collect(translator, ["the dog sees it.", "it."])
    short = builders[1].newest()
    assert short.source_pieces[-1] == "<pad>"
    padded = ~short.source_allowed
    assert padded.any() and builders[0].newest().source_allowed.all()
    for group in (ENCODER_SELF, CROSS):
        assert not short.weights(group)[..., padded].any()
        assert (short.reasons(group)[..., padded] == MaskReason.PADDING).all()


def test_scores_before_the_mask_explain_the_weights(translator):
    _, builders, _ = collect(translator, ["the dog sees it.", "it."])
    for builder in builders:
        trace = builder.newest()
        scores = ask_scores(translator, trace)
        for group in TRANSFORMER_GROUPS:
            raw, allowed = scores.of(group).astype(np.float64), trace.reasons(group) == MaskReason.ALLOWED
            assert raw.shape == trace.weights(group).shape
            powers = np.where(allowed, np.exp(raw - raw.max(axis=-1, keepdims=True)), 0.0)
            sums = powers.sum(axis=-1, keepdims=True)
            expected = np.divide(powers, sums, out=np.zeros_like(powers), where=sums > 0)
            np.testing.assert_allclose(trace.weights(group), expected, atol=1e-4)


def test_a_trace_survives_the_disk(translator, tmp_path):
    finished, builders, _ = collect(translator, ["the dog sees \u6f22."])
    trace = builders[0].of(finished.hypotheses[0][0])
    save_trace(trace, tmp_path / "one.safetensors")
    loaded = load_trace(tmp_path / "one.safetensors")
    for group in TRANSFORMER_GROUPS:
        np.testing.assert_array_equal(loaded.weights(group), trace.weights(group))
    assert loaded.source_pieces == trace.source_pieces
    assert loaded.candidate_pieces == trace.candidate_pieces
    assert loaded.unknown_source == trace.unknown_source and trace.unknown_source


def test_the_prefix_is_forced(translator):
    finished, _, _ = collect(translator, ["the dog."], DecodingSettings(prefix="a cat", extra_length=8))
    assert finished.hypotheses[0][0].text.startswith("a cat")


def test_spans_cover_the_translation(translator):
    finished, _, _ = collect(translator, ["my house is red."])
    best = finished.hypotheses[0][0]
    assert "".join(best.text[start:end] for start, end in best.spans) == best.text


@pytest.mark.parametrize("text", ["", "   ", "\u200b\n", "\x01\x02"])
def test_text_without_pieces_is_refused(translator, text):
    with pytest.raises(UserError, match="nothing to translate"):
        list(translator.translate([text], PLAIN))


def test_no_text_at_all_is_refused(translator):
    with pytest.raises(UserError, match="nothing to translate"):
        list(translator.translate([], PLAIN))


def test_a_sentence_longer_than_the_positions_is_refused_by_its_numbers(translator):
    with pytest.raises(UserError, match=r"has \d+ pieces, but this model has room for 39"):
        list(translator.translate(["the dog sees it. " * 40], PLAIN))


def test_a_prefix_longer_than_the_positions_is_refused(translator):
    with pytest.raises(UserError, match="prefix"):
        list(translator.translate(["it."], DecodingSettings(prefix="the dog sees it. " * 40)))


@settings(max_examples=25)
@given(text=st.text(min_size=1, max_size=12))
def test_any_text_translates_or_is_refused_in_one_sentence(translator, text):
    try:
        finished, builders, _ = collect(translator, [text])
    except UserError as refused:
        assert "\n" not in str(refused) or "\n" in text
        return
    trace = builders[0].of(finished.hypotheses[0][0])
    trace.check()
    assert all(0 <= start <= end <= len(text) for start, end in trace.source_spans)


def test_a_full_gpu_goes_on_with_the_cpu_and_says_so(translator, monkeypatch):
    bundle = make_bundle(max_positions=40)
    ours = bundle_translator(bundle, torch.device("cpu"))
    ours.device = torch.device("cuda")  # as if it ran on one
    real, calls = bundle.model.decode, []

    def full_once(*args):
        calls.append(len(calls))
        if len(calls) == 3:
            raise torch.OutOfMemoryError("CUDA out of memory")
        return real(*args)

    monkeypatch.setattr(bundle.model, "decode", full_once)
    events = list(ours.translate(["the dog sees it."], PLAIN))
    assert [type(event) for event in events].count(SourceEncoded) == 2
    assert isinstance(events[-1], TranslationFinished)
    assert ours.device.type == "cpu"
    assert "CPU" in str(ours.description.notice)


def test_nothing_is_recorded_unless_asked(translator):
    with Recorder("*") as outer:
        pass
    assert outer.seen == {}
    for event in translator.translate(["it."], DecodingSettings(record=False, extra_length=4)):
        if isinstance(event, SourceEncoded):
            assert event.sentences[0].maps is None
            with pytest.raises(ValueError, match="record"):
                TraceBuilder(event)
        if isinstance(event, DecodingStep):
            assert event.sentences[0].rows is None


def test_many_texts_translate_like_one_by_one(translator):
    texts = ["the dog sees it.", "it.", "", "my house is red.", "a cat likes it."]
    together = dict(translate_all(translator.about.bundle, texts, PLAIN, batch_pieces=20))
    assert together[2] == ""
    for i, text in enumerate(texts):
        if text:
            finished, _, _ = collect(translator, [text])
            assert together[i] == finished.hypotheses[0][0].text


def test_half_a_surrogate_pair_is_an_unknown_character(translator):
    finished, builders, _ = collect(translator, ["it \ud800 is"])
    trace = builders[0].of(finished.hypotheses[0][0])
    assert trace.unknown_source
    assert trace.source_text == "it ? is"  # which every file can hold


def test_another_models_trace_of_the_same_name_gets_no_numbers(translator):
    """A file from before a model was trained anew, or of another size: its weights are not this model's."""
    _, _, growing = collect(translator, ["the dog sees it."])
    trace, question = growing[-1][0], LensQuestion(True)
    assert list(translator.ask(question, trace))
    others = [
        make_bundle(max_positions=40),
        make_bundle(max_positions=40, decoder_layers=1),
        make_bundle(max_positions=2),
    ]
    with torch.no_grad():
        others[0].model.output.weight.mul_(4.0)
        others[0].model.decoder[0].cross_attention.out.weight.mul_(3.0)
    for bundle in others:
        other = bundle_translator(bundle, torch.device("cpu"))
        with pytest.raises(UserError, match="another model, which is also called “toy”"):
            list(other.ask(question, trace))
        with pytest.raises(UserError, match="another model"):  # also without a fingerprint, by its numbers
            list(other.ask(question, replace(trace, setup=Setup("toy"))))
        with pytest.raises(UserError, match="translate the sentence again"):
            ask_scores(other, trace)
    assert list(translator.ask(question, replace(trace, setup=Setup("toy", origin="a file of format 1"))))


def test_the_fingerprint_is_that_of_what_is_computed(translator):
    """Not of its name, nor of the precision its weights are stored in; one number is enough for another one."""
    bundle = translator.about.bundle
    renamed = bundle_translator(replace(bundle, name="another name"), torch.device("cpu"))
    assert renamed.fingerprint == translator.fingerprint == translator.description.fingerprint
    _, _, growing = collect(translator, ["it."])
    assert growing[-1][0].setup.fingerprint == translator.fingerprint
    changed = copy.deepcopy(bundle)
    half = copy.deepcopy(changed.model).half()
    exact = bundle_translator(replace(changed, model=copy.deepcopy(half).float()), torch.device("cpu"))
    assert bundle_translator(replace(changed, model=half), torch.device("cpu")).fingerprint == exact.fingerprint
    with torch.no_grad():
        changed.model.decoder[1].feed_forward.inner.bias[3] += 1e-3
    assert bundle_translator(changed, torch.device("cpu")).fingerprint != translator.fingerprint
    longer = replace(bundle.model.config, layer_norm_eps=1e-6)
    other = Transformer(longer)
    other.load_state_dict(bundle.model.state_dict())
    assert bundle_translator(replace(bundle, model=other), torch.device("cpu")).fingerprint != translator.fingerprint


# ---- changes


OFF = tuple(HeadScaled(f"decoder.{layer}.cross", 0) for layer in range(2))


def changed_trace(translator, changes) -> Trace:
    for event in translator.translate(["the dog sees it."], PLAIN, changes):
        if isinstance(event, SourceEncoded):
            builder = TraceBuilder(event)
        elif isinstance(event, DecodingStep):
            builder.add(event.sentences[0])
        else:
            return builder.of(event.hypotheses[0][0])
    raise AssertionError


def test_a_changed_run_is_another_run_and_its_answers_are_of_the_changed_model(translator):
    plain, changed = changed_trace(translator, ()), changed_trace(translator, OFF)
    assert plain.setup != changed.setup and changed.setup.changes == OFF
    assert not np.allclose(plain.candidate_logprob[0], changed.candidate_logprob[0], atol=1e-5)
    (lens,) = translator.ask(LensQuestion(True), changed)
    np.testing.assert_allclose(lens.logprob[-1], changed.logprob, rtol=0, atol=1e-4)
    for site in ("decoder.0.cross", "decoder.1.cross"):
        heads = next(iter(translator.ask(AttentionQuestion(CROSS, int(site[8])), changed))).heads
        assert not heads[0].any() and heads[1].any()
    (again,) = translator.ask(LensQuestion(True), plain)
    np.testing.assert_allclose(again.logprob[-1], plain.logprob, rtol=0, atol=1e-4)


def test_other_work_between_two_steps_is_not_changed(translator):
    """A change is carried out inside a step, never across one."""
    plain = changed_trace(translator, ())
    events = translator.translate(["the dog sees it."], PLAIN, OFF)
    next(events), next(events)
    assert not probing()
    beside = changed_trace(translator, ())
    np.testing.assert_array_equal(beside.logprob, plain.logprob)
    events.close()


def test_a_head_at_factor_1_changes_nothing_and_without_changes_the_fused_path_runs(translator, monkeypatch):
    plain, same = changed_trace(translator, ()), changed_trace(translator, (HeadScaled("decoder.0.self", 1, 1.0),))
    np.testing.assert_allclose(same.logprob, plain.logprob, rtol=0, atol=1e-6)
    opened = []
    monkeypatch.setattr("model.network.points.Probe.__enter__", lambda self: opened.append(self))
    list(translator.translate(["it."], DecodingSettings(record=False)))
    assert not opened


# ---- fates


@pytest.mark.parametrize("beam", [1, 2, 4])
def test_every_branch_of_a_search_has_a_fate(translator, beam):
    settings = DecodingSettings("beam" if beam > 1 else "greedy", beam)
    finished, builders, _ = collect(translator, ["the dog sees it."], settings)
    trace = builders[0].of(finished.hypotheses[0][0])
    assert len(trace.search) == len(builders[0].steps)
    rows = 1
    for number, branches in enumerate(trace.search):
        kept = [branch for branch in branches if branch.fate is Fate.KEPT]
        assert all(branch.row < rows for branch in branches) and len(kept) <= beam
        assert len({(branch.row, branch.id) for branch in branches}) == len(branches)
        assert [branch.score for branch in branches] == sorted((b.score for b in branches), reverse=True)
        last = number == len(trace.search) - 1
        assert (not kept) is last
        rows = len(kept)
    ends = [branch for branches in trace.search for branch in branches if branch.fate is Fate.ENDED]
    assert sorted(b.normalised for b in ends) == sorted(h.normalised for h in finished.hypotheses[0])
    dropped = [branch for branches in trace.search for branch in branches if branch.fate is Fate.DROPPED]
    assert bool(dropped) is (beam > 1)
