"""What only other people's models have: other special ids, a bias of the output, learned positions, a last
norm after post-norm layers, pieces numbered by another file. Whatever reads the model must respect them."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import pytest
import torch
import torch.nn.functional as F
from hypothesis import given, settings
from hypothesis import strategies as st

from model.bundle.bundle import Bundle, empty_model, fill_model, load_bundle, save_bundle
from model.bundle.mapped_tokenizer import MappedTokenizer, read_mapping
from model.bundle.tokenizer import Tokenizer
from model.data.batches import make_batch
from model.decoding.decode import Run, decode_batch, forced_pass, source_batch
from model.decoding.evaluate import forced_losses
from model.decoding.forced_trace import forced_trace
from model.errors import UserError
from model.network.config import ModelConfig
from model.network.transformer import Transformer
from model.training.recipe import TrainingRecipe
from model.translator import Translator, bundle_translator
from model.values.decoding import DecodingSettings
from model.values.questions.lens import LensQuestion
from model.values.questions.machine import MachineQuestion
from model.values.steps import TranslationFinished
from model.values.trace import Trace
from model.values.trace_builder import TraceBuilder
from tests.model.asking import ask_scores
from tests.model.test_updater import updater
from tests.model.tiny import SENTENCES, piece_ids, random_tensor, randomised, tiny_config, tiny_model

pytestmark = pytest.mark.usefixtures("one_thread")

CODES = ("deu", "fra")


def mapped_bundle(**changes: Any) -> Bundle:
    """As an OPUS-MT model: </s> is not 0, <pad> is last and starts the decoder, ids are sorted over both languages."""
    tokenizer = Tokenizer.train(SENTENCES * 4, 220)
    names = sorted({tokenizer.piece(id) for id in range(tokenizer.size)} - {"<pad>", "<s>"}, key=lambda p: p[::-1])
    names += [f">>{code}<<" for code in CODES]
    mapping = {piece: id for id, piece in enumerate([*names, "<pad>"])}
    size = len(mapping)
    config = ModelConfig(
        size, size, d_model=16, d_ff=24, heads=4, encoder_layers=2, decoder_layers=2, dropout=0.0, max_positions=60,
        positions="halves", activation="silu", output_bias=True, mask_pad=True, pad_id=size - 1, start_id=size - 1,
        unknown_id=mapping["<unk>"], end_id=mapping["</s>"], **changes,
    )  # fmt: skip
    silent = frozenset({config.pad_id, config.end_id})
    vocabulary = MappedTokenizer(tokenizer.model, mapping, size, config.unknown_id, silent)
    model = randomised(Transformer(config), 5, 0.5).eval()
    with torch.no_grad():
        model.target_embedding.weight[config.pad_id] = 0.0
    return Bundle("opus", "English", "many", model, vocabulary, vocabulary, target_languages=CODES, family="Marian")


def translated(translator: Translator, text: str, settings: DecodingSettings) -> Trace:
    builder: TraceBuilder | None = None
    for event in translator.translate([text], settings):
        if isinstance(event, TranslationFinished):
            assert builder is not None
            return builder.of(event.hypotheses[0][0])
        if builder is None:
            builder = TraceBuilder(event, 0)
        else:
            builder.add(event.sentences[0])
    raise AssertionError


@pytest.fixture(scope="module")
def translator() -> Translator:
    return bundle_translator(mapped_bundle(), torch.device("cpu"))


# ---- the model


def test_a_masked_pad_has_no_share_of_the_probability_and_logits_stay_raw() -> None:
    model = tiny_model(mask_pad=True)
    hidden = random_tensor(3, model.config.d_model)
    with torch.inference_mode():
        logits, logprobs = model.logits(hidden), model.logprobs(model.logits(hidden))
    assert logprobs[:, model.config.pad_id].tolist() == [-math.inf] * 3
    assert torch.isfinite(logits).all()
    torch.testing.assert_close(logprobs[:, 1:], logits[:, 1:].log_softmax(-1), rtol=0, atol=1e-6)


def test_logits_have_their_bias() -> None:
    model = tiny_model(output_bias=True)
    hidden = random_tensor(3, model.config.d_model)
    with torch.inference_mode():
        expected = hidden @ model.target_embedding.weight.T + model.output.bias
        torch.testing.assert_close(model.logits(hidden), expected)


@pytest.mark.parametrize("r_drop", [0.0, 2.0])
def test_training_moves_the_bias_as_the_plain_loss_would(r_drop: float) -> None:
    model = tiny_model(output_bias=True)
    batch = make_batch([[4, 5], [6]], [[7, 8, 9], [10]])
    loss, nll = updater(model).loss(batch, 0.1, r_drop)
    loss.backward()
    got = model.output.bias.grad.clone()
    model.zero_grad()
    logits = model.logits(model(batch.source, batch.target_in))[batch.target_out != 0]
    plain = F.cross_entropy(logits, batch.target_out[batch.target_out != 0], label_smoothing=0.1, reduction="sum")
    plain.backward()
    torch.testing.assert_close(loss, plain, rtol=1e-5, atol=1e-5)
    torch.testing.assert_close(got, model.output.bias.grad, rtol=1e-4, atol=1e-6)
    assert nll < loss


def test_a_last_norm_may_follow_post_norm_layers_and_be_missing_after_pre_norm_ones() -> None:
    ids = torch.tensor([[4, 5, 6]])
    for norm in ("post", "pre"):
        with_norm, without = (tiny_model(norm=norm, final_norm=last) for last in (True, False))
        without.load_state_dict({k: v for k, v in with_norm.state_dict().items() if k in without.state_dict()})
        with torch.inference_mode():
            bare, normed = without.encode(ids, ids != 0), with_norm.encode(ids, ids != 0)
            torch.testing.assert_close(with_norm.encoder_norm(bare), normed)
    assert tiny_config(norm="pre").final_norm is True and tiny_config().final_norm is False


def test_learned_positions_are_weights_of_each_side_and_learn() -> None:
    model = tiny_model(positions="learned")
    names = {name for name, _ in model.named_parameters()}
    assert {"source_positions", "target_positions"} <= names
    shifted = tiny_model(positions="learned")
    with torch.no_grad():
        shifted.source_positions[1] += 1.0
    ids = torch.tensor([[4, 5, 6]])
    with torch.inference_mode():
        first, real = ids[:, :1], ids != 0
        assert torch.equal(model.encode(first, real[:, :1]), shifted.encode(first, real[:, :1]))
        assert not torch.allclose(model.encode(ids, real), shifted.encode(ids, real))
    updater(model).loss(make_batch([[4, 5]], [[6]]), 0.1)[0].backward()
    assert model.source_positions.grad.abs().sum() > 0 and model.target_positions.grad[:2].abs().sum() > 0


def test_the_two_sides_may_have_special_pieces_of_their_own() -> None:
    config = tiny_config(tying="target", target_vocab_size=9, source_pad_id=22, source_end_id=20)
    model = randomised(Transformer(config), 1).eval()
    with torch.inference_mode():
        alone = model(torch.tensor([[4, 5, 20]]), torch.tensor([[2, 5]]))
        together = model(torch.tensor([[4, 5, 20, 22], [0, 5, 6, 20]]), torch.tensor([[2, 5], [2, 6]]))
    torch.testing.assert_close(together[:1], alone)  # id 22 is padding on this side, and id 0 is not
    _, real = source_batch(model, [[4, 5, 20], [0, 5, 6, 20]])
    assert real.tolist() == [[True, True, True, False], [True] * 4]
    assert (config.source_unknown_id, tiny_config().source_end_id) == (1, 3)


@settings(max_examples=20)
@given(sources=st.lists(piece_ids(), min_size=1, max_size=3))
def test_decoding_equals_a_second_pass_whatever_the_special_ids_are(sources: list[list[int]]) -> None:
    model = tiny_model(tying="target", mask_pad=True, output_bias=True, pad_id=22, start_id=22, end_id=7,
                       positions="learned", final_norm=True, source_pad_id=0, source_end_id=3)  # fmt: skip
    rows = [[*ids, 3] for ids in sources]
    events = list(decode_batch(model, rows, [[] for _ in rows], Run(22, DecodingSettings(extra_length=4))))
    for sentence, row in enumerate(rows):
        steps = [c for event in events[1:] for c in event.sentences if c.sentence == sentence]
        chosen = [(c.going_on or c.ended)[0] for c in steps]
        logprobs = model.logprobs(forced_pass(model, row, [22, *(b.id for b in chosen[:-1])], max(map(len, rows))))
        for q, branch in enumerate(chosen):
            assert branch.id != 22
            assert branch.logprob == pytest.approx(float(logprobs[q, branch.id]), abs=1e-4)


def test_an_empty_model_is_filled_without_a_copy_and_only_with_what_fits() -> None:
    model = tiny_model(output_bias=True, positions="learned")
    given_weights = {name: tensor.detach() for name, tensor in model.named_parameters()}
    filled = empty_model(model.config)
    fill_model(filled, given_weights.__getitem__, "a file")
    assert (
        all(tensor.data_ptr() == given_weights[name].data_ptr() for name, tensor in filled.named_parameters())
        and filled.output.weight is filled.target_embedding.weight
    )
    ids = torch.tensor([[4, 5]])
    with torch.inference_mode():
        assert torch.equal(filled.eval()(ids, ids), model(ids, ids))
    for wrong in (torch.zeros(3), given_weights["output.bias"].int(), given_weights["output.bias"] * math.nan):
        bad = {**given_weights, "output.bias": wrong}
        with pytest.raises(UserError, match=r"a file.*output.bias"):
            fill_model(empty_model(model.config), bad.__getitem__, "a file")


# ---- pieces numbered by another file


def test_pieces_are_sentencepieces_and_ids_the_mappings(translator: Translator) -> None:
    vocabulary = translator.about.bundle.source_tokenizer
    plain = Tokenizer(vocabulary.model)
    for text in SENTENCES:
        assert [p.piece for p in vocabulary.encode(text)] == [p.piece for p in plain.encode(text)]
        assert vocabulary.decode(vocabulary.ids(text)) == plain.decode(plain.ids(text)).strip()
        assert [vocabulary.piece(id) for id in vocabulary.ids(text)] == [p.piece for p in vocabulary.encode(text)]
    assert vocabulary.ids(SENTENCES[0]) != plain.ids(SENTENCES[0])
    unknown = vocabulary.encode("§")
    assert [p.known for p in unknown if p.piece == "§"] == [False]
    assert "\u2047" in vocabulary.decode([p.id for p in unknown])
    assert vocabulary.id("no such piece") == translator.about.bundle.model.config.unknown_id


@pytest.mark.parametrize("value", [[], {}, {"a": "1"}, {"a": 9}, {"a": -1}, {"a": True}, "text", None])
def test_a_mapping_that_is_none_is_refused(value: Any) -> None:
    with pytest.raises(UserError, match=r"vocab.json is damaged"):
        read_mapping(value, 9, "vocab.json")


def test_a_mapped_model_survives_save_and_load(translator: Translator, tmp_path: Path) -> None:
    made = translator.about.bundle
    save_bundle(made, tmp_path)
    loaded = load_bundle(tmp_path)
    assert loaded.model.config == made.model.config
    assert (loaded.target_languages, loaded.source_tokenizer.mapping) == (CODES, made.source_tokenizer.mapping)
    assert loaded.source_tokenizer is loaded.target_tokenizer
    again = bundle_translator(loaded, torch.device("cpu"))
    how = DecodingSettings(extra_length=5)
    assert (
        translated(again, SENTENCES[1], how).predicted_pieces
        == translated(translator, SENTENCES[1], how).predicted_pieces
    )
    mapping = json.loads((tmp_path / "joint_vocab.json").read_text())
    (tmp_path / "joint_vocab.json").write_text(json.dumps({**mapping, "x": 99_999}))
    with pytest.raises(UserError, match=r"joint_vocab.json is damaged"):
        load_bundle(tmp_path)


def test_half_precision_stays_so_only_where_it_is_asked_for(translator: Translator, tmp_path: Path) -> None:
    save_bundle(translator.about.bundle, tmp_path, torch.float16)
    assert load_bundle(tmp_path).model.output.weight.dtype == torch.float32
    assert load_bundle(tmp_path, None).model.output.weight.dtype == torch.float16


# ---- target languages


@pytest.mark.parametrize(
    ("text", "language", "piece"),
    [
        ("A small dog.", "", ">>deu<<"),
        ("A small dog.", "fra", ">>fra<<"),
        (">>fra<< A small dog.", "", ">>fra<<"),
        (">>fra<< A small dog.", "deu", ">>fra<<"),
    ],
)
def test_the_encoder_reads_the_target_language_first(
    translator: Translator, text: str, language: str, piece: str
) -> None:
    translator.reader.language = "deu"
    trace = translated(translator, text, DecodingSettings(target_language=language, extra_length=3))
    assert trace.source_pieces[0] == piece and trace.source_pieces[-1] == "</s>"
    covered = "".join(text[begin:end] for begin, end in trace.source_spans[1:])
    assert covered.replace(" ", "") == "Asmalldog."
    assert not trace.unknown_source
    ask_scores(translator, trace)  # a second pass reads the same pieces


@pytest.mark.parametrize(("text", "language"), [("A dog.", "xyz"), (">>xyz<< A dog.", "")])
def test_an_unknown_language_is_refused_by_its_code(translator: Translator, text: str, language: str) -> None:
    with pytest.raises(UserError, match=r"no target language 'xyz'; choose one of: deu, fra|'>>xyz<<'.* of deu, fra"):
        translated(translator, text, DecodingSettings(target_language=language))
    with pytest.raises(UserError, match="nothing to translate"):
        translated(translator, ">>fra<<  ", DecodingSettings())


# ---- what looks inside


def test_the_machine_adds_up_with_the_bias_and_without_the_pad(translator: Translator) -> None:
    trace = translated(translator, SENTENCES[0], DecodingSettings(extra_length=4))
    *_, numbers = translator.ask(MachineQuestion(), trace)
    logits = numbers.logits
    assert logits.chosen_bias is not None
    output = numbers.decoder.output
    products = (output * logits.chosen_row).sum(axis=1) + logits.chosen_bias
    assert products == pytest.approx(logits.chosen_logit, abs=1e-4)
    assert logits.chosen_logit - logits.log_sum == pytest.approx(trace.logprob, abs=1e-4)


@pytest.mark.parametrize("final_norm", [True, False])
def test_the_lens_ends_in_what_the_model_says(final_norm: bool) -> None:
    translator = bundle_translator(mapped_bundle(final_norm=final_norm), torch.device("cpu"))
    trace = translated(translator, SENTENCES[0], DecodingSettings(extra_length=4))
    *_, numbers = translator.ask(LensQuestion(with_norm=True), trace)
    assert numbers.logprob[-1] == pytest.approx(trace.logprob, abs=1e-4)
    # With the norms of the end, the last layer's own sum would give the last row; the rows before it differ from it.
    assert numbers.logprob[-2] != pytest.approx(trace.logprob, abs=1e-4)


def test_forced_losses_count_only_the_references_pieces(translator: Translator) -> None:
    bundle = translator.about.bundle
    pair = (SENTENCES[0], SENTENCES[1])
    alone = forced_losses(bundle, [pair])[0]
    among = forced_losses(bundle, [pair, (SENTENCES[2], SENTENCES[0][:9])])[0]
    assert alone is not None and among is not None
    assert alone.pieces == len(bundle.target_tokenizer.ids(pair[1])) + 1
    assert alone.nll == pytest.approx(among.nll, rel=1e-4)


def test_forced_losses_of_a_masked_pad_are_numbers(translator: Translator) -> None:
    """A reference that is shorter than another of its batch is filled up with <pad>, whose log-probability is -inf."""
    pairs = [(SENTENCES[0], SENTENCES[1]), (SENTENCES[2], SENTENCES[0][:9])]
    losses = forced_losses(translator.about.bundle, pairs)
    assert [loss is not None and loss.nll for loss in losses] == [
        pytest.approx(one.nll, rel=1e-4) for pair in pairs if (one := forced_losses(translator.about.bundle, [pair])[0])
    ]
    assert all(loss is not None and math.isfinite(loss.nll) for loss in losses)


def test_forced_losses_are_those_of_the_language_that_is_translated_into(translator: Translator) -> None:
    bundle = translator.about.bundle
    how = DecodingSettings(target_language=CODES[1])
    read = [piece.id for piece in translator.reader.source(SENTENCES[0], how)]
    target = bundle.target_tokenizer.ids(SENTENCES[1])
    logprobs = bundle.model.logprobs(
        forced_pass(bundle.model, read, [bundle.model.config.start_id, *target], len(read))
    )
    expected = -sum(float(logprobs[i, id]) for i, id in enumerate([*target, bundle.model.config.end_id]))
    pair = (SENTENCES[0], SENTENCES[1])
    found, first = forced_losses(bundle, [pair], how)[0], forced_losses(bundle, [pair])[0]
    written = forced_losses(bundle, [(f">>{CODES[1]}<< {pair[0]}", pair[1])])[0]
    assert found is not None and first is not None and written is not None
    assert found.nll == pytest.approx(expected, rel=1e-5) and written.nll == pytest.approx(expected, rel=1e-5)
    assert first.nll != pytest.approx(expected, rel=1e-5)
    with pytest.raises(UserError, match="no target language 'xx'"):
        forced_losses(bundle, [pair], DecodingSettings(target_language="xx"))


def test_such_a_model_can_be_trained_on(translator: Translator) -> None:
    bundle = mapped_bundle()
    special = bundle.model.config.special
    pairs = [(SENTENCES[0], SENTENCES[2]), (SENTENCES[1], SENTENCES[3])]
    encode = bundle.source_tokenizer.ids
    batch = make_batch([encode(s) for s, _ in pairs], [encode(t) for _, t in pairs], special)
    assert batch.target_in[:, 0].tolist() == [special.start] * 2
    made = updater(bundle.model, peak_learning_rate=3e-3, optimizer="adam")
    losses = [made.update(step, [batch]).loss for step in range(1, 9)]
    assert losses[-1] < losses[0] * 0.9
    assert TrainingRecipe().label_smoothing > 0  # the smoothed loss of a model with a masked <pad> stays finite
    assert all(map(math.isfinite, losses))


def test_a_source_may_begin_with_a_piece_of_its_own() -> None:
    """As in PyTorch's own tutorial on translation, whose sources are put between <s> and </s>."""
    bundle = mapped_bundle(source_start_id=3)
    translator = bundle_translator(bundle, torch.device("cpu"))
    how = DecodingSettings(extra_length=3)
    trace = translated(translator, SENTENCES[0], how)
    first = bundle.source_tokenizer.piece(3)
    assert trace.source_pieces[:2] == (first, ">>deu<<") and trace.source_spans[0] == (0, 0)
    ask_scores(translator, trace)
    ids = [piece.id for piece in translator.reader.source(SENTENCES[0], how)]
    target = bundle.target_tokenizer.ids(SENTENCES[1])
    batch = make_batch([ids[1:-1]], [target], bundle.model.config.special)
    assert batch.source.tolist() == [ids]
    logprobs = bundle.model.logprobs(forced_pass(bundle.model, ids, [bundle.model.config.start_id, *target], len(ids)))
    expected = -sum(float(logprobs[i, id]) for i, id in enumerate([*target, bundle.model.config.end_id]))
    loss = forced_losses(bundle, [(SENTENCES[0], SENTENCES[1])])[0]
    assert loss is not None and loss.nll == pytest.approx(expected, rel=1e-5)
    assert forced_trace(bundle, SENTENCES[0], SENTENCES[1]).source_pieces[0] == first
