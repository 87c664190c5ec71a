"""Plain PyTorch checkpoints: logits and attention of our Transformer equal those of the module they come from."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import torch
from torch import Tensor, nn

from model.bundle.bundle import Bundle, load_bundle, save_bundle
from model.decoding.decode import forced_pass
from model.errors import UserError
from model.foreign.plain.guess import guess
from model.foreign.plain.loading import bundle_of, load_plain, read_checkpoint
from model.foreign.plain.mapping_file import mapping_text
from model.foreign.plain.trying import try_pair
from model.network.points import Recorder
from model.translator import bundle_translator
from model.values.decoding import DecodingSettings
from tests.model.plain_modules import (
    END,
    HEADS,
    LAYERS,
    LONGEST,
    PAD,
    PIECES,
    START,
    WIDTH,
    TwoStacks,
    WholeTransformer,
    forward,
    guessed,
    made,
    saved,
    sines,
)
from tests.model.tiny import SENTENCES, tiny_tokenizer

SOURCE = torch.tensor([9, 30, 7, 111, 12, END, PAD, PAD])
TARGET = torch.tensor([START, 17, 5, 61, 8])
CLOSE = {"rtol": 0.0, "atol": 1e-5}


def compare(bundle: Bundle, module: nn.Module, encoder: str, decoder: str) -> None:
    """Logits, and every head of every attention, as the module computes them."""
    logits, weights = forward(module, SOURCE, TARGET)
    real = SOURCE != PAD
    with torch.inference_mode(), Recorder("*.weights") as recorder:
        own = bundle.model.logits(bundle.model(SOURCE[None], TARGET[None]))[0]
    torch.testing.assert_close(own, logits, **CLOSE)
    config = bundle.model.config
    for layer in range(config.encoder_layers):
        theirs = weights[f"{encoder}.{layer}.self_attn"]
        torch.testing.assert_close(recorder[f"encoder.{layer}.self.weights"][0][:, real], theirs[:, real], **CLOSE)
    for layer in range(config.decoder_layers):
        for ours, name in (("self", "self_attn"), ("cross", "multihead_attn")):
            theirs = weights[f"{decoder}.{layer}.{name}"]
            assert theirs.size(0) == HEADS
            torch.testing.assert_close(recorder[f"decoder.{layer}.{ours}.weights"][0], theirs, **CLOSE)


@pytest.mark.parametrize("prefix", ["", "module.", "model._orig_mod."])
@pytest.mark.parametrize(
    "built",
    [
        {},
        {"norm_first": True},
        {"activation": "gelu"},
        {"bias": False},
        {"norm_first": True, "activation": "gelu", "bias": False, "scaled": False},
    ],
    ids=str,
)
def test_nn_transformer(tmp_path: Path, built: dict[str, Any], prefix: str) -> None:
    module = made(WholeTransformer(**built))
    told = {
        "norm": "pre" if built.get("norm_first") else "post",
        "activation": built.get("activation", "relu"),
        "scale_embedding": built.get("scaled", True),
    }
    bundle = bundle_of(guessed(saved(module, tmp_path, prefix), **told))
    compare(bundle, module, "transformer.encoder.layers", "transformer.decoder.layers")
    config = bundle.model.config
    assert (config.positions, config.max_positions, config.tying) == ("interleaved", LONGEST, "none")
    assert config.final_norm and config.output_bias


@pytest.mark.parametrize("norm_first", [False, True])
def test_two_stacks_with_learned_positions_and_one_matrix(tmp_path: Path, norm_first: bool) -> None:
    module = made(TwoStacks(norm_first))
    told = {"norm": "pre" if norm_first else "post", "activation": "gelu", "scale_embedding": False}
    mapping = guessed(saved(module, tmp_path), **told)
    assert (mapping.encoder_layers, mapping.decoder_layers) == ("enc.layers", "dec.layers")
    bundle = bundle_of(mapping)
    compare(bundle, module, "enc.layers", "dec.layers")
    config = bundle.model.config
    assert (config.positions, config.max_positions, config.tying) == ("learned", LONGEST, "all")
    assert not config.final_norm and not config.output_bias and config.decoder_layers == LAYERS + 1


def test_a_model_without_positions(tmp_path: Path) -> None:
    module = made(TwoStacks(learned=False))
    mapping = guessed(saved(module, tmp_path), activation="gelu", scale_embedding=False, positions="none")
    bundle = bundle_of(mapping)
    compare(bundle, module, "enc.layers", "dec.layers")
    assert any("without positions" in str(sentence) for sentence in bundle.differences)
    save_bundle(bundle, tmp_path / "model")
    assert load_bundle(tmp_path / "model").differences == bundle.differences
    path = tmp_path / "model" / "config.json"
    config = json.loads(path.read_text())
    assert config["differences"] == [str(sentence) for sentence in bundle.differences]
    del config["sentences"]  # as older versions wrote it
    path.write_text(json.dumps(config))
    assert [str(sentence) for sentence in load_bundle(tmp_path / "model").differences] == config["differences"]


@pytest.mark.parametrize("tied", ["target", "all"])
def test_tying_is_seen_in_the_numbers_not_in_the_names(tmp_path: Path, tied: str) -> None:
    module = made(WholeTransformer())
    with torch.no_grad():
        module.generator.weight.copy_(module.tgt_tok_emb.embedding.weight)
        if tied == "all":
            module.src_tok_emb.embedding.weight.copy_(module.tgt_tok_emb.embedding.weight)
    bundle = bundle_of(guessed(saved(module, tmp_path)))
    assert bundle.model.config.tying == tied
    compare(bundle, module, "transformer.encoder.layers", "transformer.decoder.layers")


def test_one_number_that_differs_unties(tmp_path: Path) -> None:
    module = made(WholeTransformer())
    with torch.no_grad():
        module.generator.weight.copy_(module.tgt_tok_emb.embedding.weight)
        module.generator.weight[PAD, 0] += 0.5
    bundle = bundle_of(guessed(saved(module, tmp_path)))
    assert bundle.model.config.tying == "none"
    compare(bundle, module, "transformer.encoder.layers", "transformer.decoder.layers")


def test_it_translates_and_becomes_an_ordinary_bundle(tmp_path: Path) -> None:
    module = made(WholeTransformer())
    mapping = guessed(saved(module, tmp_path / "their"), name="mine", source_language="English")
    (tmp_path / "their" / "checkpoint.toml").write_text(mapping_text(mapping, tmp_path / "their"))
    bundle = load_plain(tmp_path / "their")
    save_bundle(bundle, tmp_path / "ours")
    again = load_bundle(tmp_path / "ours")
    assert (again.name, again.source_language, again.family) == ("mine", "English", "torch.nn.Transformer")
    assert again.source_tokenizer is again.target_tokenizer
    assert "model.pt" in again.card and "4 heads" in again.card
    compare(again, module, "transformer.encoder.layers", "transformer.decoder.layers")
    results = [
        list(bundle_translator(one, torch.device("cpu")).translate([SENTENCES[0]], DecodingSettings()))[-1]
        for one in (bundle, again)
    ]
    assert results[0].hypotheses[0] == results[1].hypotheses[0]


def test_nothing_is_copied_in_float32(tmp_path: Path) -> None:
    """The three projections are parts of one mapped tensor, and the checkpoint is never written to."""
    checkpoint = saved(made(WholeTransformer()), tmp_path)
    before = checkpoint.read_bytes()
    bundle = bundle_of(guessed(checkpoint))
    attention = bundle.model.encoder[0].self_attention
    pointers = [part.weight.untyped_storage().data_ptr() for part in (attention.query, attention.key, attention.value)]
    assert len(set(pointers)) == 1
    with torch.no_grad():
        bundle.model.target_embedding.weight.zero_()
    assert checkpoint.read_bytes() == before


def test_half_precision_is_read_and_kept_on_request(tmp_path: Path) -> None:
    module = made(WholeTransformer()).half()
    mapping = guessed(saved(module, tmp_path))
    assert {parameter.dtype for parameter in bundle_of(mapping, None).model.parameters()} == {torch.float16}
    bundle = bundle_of(mapping)
    assert bundle.model.config.positions == "interleaved"  # which half precision rounds
    module.float()
    module.positional_encoding.pos_embedding = sines(LONGEST, WIDTH)[:, None]
    compare(bundle, module, "transformer.encoder.layers", "transformer.decoder.layers")


# Vocabularies


def test_an_embedding_with_more_rows_than_pieces(tmp_path: Path) -> None:
    """Ids are SentencePiece's, and the first row after them is the <pad> that it lacks."""
    state = made(WholeTransformer()).state_dict()
    rows: dict[str, Tensor] = {}
    for name in ("src_tok_emb.embedding.weight", "tgt_tok_emb.embedding.weight", "generator.weight", "generator.bias"):
        rows[name] = torch.cat((state[name], torch.ones_like(state[name][:3])))
    torch.save(state | rows, tmp_path / "model.pt")
    (tmp_path / "spm.model").write_bytes(tiny_tokenizer().model)
    mapping = guessed(tmp_path / "model.pt", pad_id=PIECES)
    bundle = bundle_of(mapping)
    assert bundle.model.config.target_vocab_size == bundle.target_tokenizer.size == PIECES + 3
    assert bundle.target_tokenizer.ids(SENTENCES[0]) == tiny_tokenizer().ids(SENTENCES[0])
    save_bundle(bundle, tmp_path / "ours")
    again = load_bundle(tmp_path / "ours")
    assert again.target_tokenizer.size == PIECES + 3 and again.model.config.pad_id == PIECES


def test_fewer_rows_than_pieces_are_another_vocabulary(tmp_path: Path) -> None:
    checkpoint = saved(made(WholeTransformer()), tmp_path)
    (tmp_path / "spm.model").write_bytes(tiny_tokenizer("bpe").model)
    with pytest.raises(UserError, match=r"src_tok_emb.embedding.weight.*220 × 16.*500 × 16"):
        bundle_of(guessed(checkpoint))


def test_a_vocabulary_of_each_side(tmp_path: Path) -> None:
    """Their sizes tell the embeddings apart whose names do not."""
    module = made(WholeTransformer())
    source = torch.randn(500, WIDTH)
    state = {name: tensor for name, tensor in module.state_dict().items() if "tok_emb" not in name}
    state |= {"emb_a.weight": module.tgt_tok_emb.embedding.weight.detach(), "emb_b.weight": source}
    torch.save(state, tmp_path / "model.pt")
    (tmp_path / "bpe.model").write_bytes(tiny_tokenizer("bpe").model)
    (tmp_path / "unigram.model").write_bytes(tiny_tokenizer().model)
    from model.foreign.plain.vocabulary import Pieces

    seen = read_checkpoint(tmp_path / "model.pt")
    paths = tmp_path / "bpe.model", tmp_path / "unigram.model"
    assert guess(seen, *paths).mapping.source_embedding == ""  # ambiguous: it stays open
    mapping = guess(seen, *paths, Pieces(500, PIECES)).mapping
    assert (mapping.source_embedding, mapping.target_embedding) == ("emb_b.weight", "emb_a.weight")
    bundle = bundle_of(mapping)
    assert (bundle.source_tokenizer.size, bundle.target_tokenizer.size) == (500, PIECES)
    torch.testing.assert_close(bundle.model.source_embedding.weight.detach(), source)


# The trial of a sentence pair


def test_a_pair_tells_the_settings_that_the_model_was_trained_with(tmp_path: Path) -> None:
    module = made(WholeTransformer(norm_first=True, activation="gelu", scaled=False))
    source, target = SENTENCES[0], SENTENCES[2]
    tokenizer = tiny_tokenizer()
    ids = torch.tensor([[*tokenizer.ids(source), END]]), torch.tensor([[START, *tokenizer.ids(target)]])
    wanted = torch.tensor([[*tokenizer.ids(target), END]])
    module.eval()  # without dropout
    optimizer = torch.optim.Adam(module.parameters(), 3e-3)
    for _ in range(60):
        loss = nn.functional.cross_entropy(module(*ids)[0], wanted[0])
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    mapping = guessed(saved(module, tmp_path))  # post-norm, relu, scaled: all wrong
    trials = list(try_pair(mapping, source, target))[-1]
    assert len(trials.others) < 40
    best = trials.others[0]
    told = (best.mapping.norm, best.mapping.activation, best.mapping.scale_embedding, best.mapping.heads)
    assert told == ("pre", "gelu", False, HEADS)
    assert best.nll == pytest.approx(float(loss.detach()), abs=0.3) and best.nll < trials.own.nll - 1.0
    direct = list(try_pair(best.mapping, source, target))[-1].own.nll
    assert direct == pytest.approx(best.nll, abs=1e-5)  # sharing the weights changes nothing


def test_a_trial_is_given_up_between_two_settings(tmp_path: Path) -> None:
    mapping = guessed(saved(made(WholeTransformer()), tmp_path))
    trials = try_pair(mapping, SENTENCES[0], SENTENCES[1])
    first = next(trials)
    assert first.others == ()
    assert len(next(trials).others) == 1
    trials.close()
    with pytest.raises(UserError, match="a side is empty or longer"):
        next(try_pair(mapping, "", "x"))


def test_teacher_forcing_goes_on_as_with_every_model(tmp_path: Path) -> None:
    """A view's second pass: fused attention and recorded attention agree."""
    bundle = bundle_of(guessed(saved(made(WholeTransformer()), tmp_path)))
    inputs = bundle.model, SOURCE.tolist(), TARGET.tolist(), len(SOURCE)
    plain, watched = forced_pass(*inputs), forced_pass(*inputs, Recorder("*.weights"))
    torch.testing.assert_close(plain, watched, **CLOSE)
