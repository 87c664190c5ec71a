"""Export to `transformers`: its own classes give our logits, ids and translations."""

from __future__ import annotations

import argparse
import json
import warnings
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import load_file

import model.foreign.marian.export as export_module
from model.bundle.bundle import Bundle, save_bundle
from model.bundle.tokenizer import Tokenizer
from model.commands.export import run
from model.decoding.bundle_reader import BundleReader
from model.errors import UserError
from model.foreign.marian.export import export_marian
from model.foreign.marian.loading import load_marian
from model.network.config import ModelConfig
from model.network.transformer import Transformer
from model.values.decoding import DecodingSettings
from tests.model.marian_folders import ENGLISH, GERMAN, make_folder, reference, reference_tokenizer, spm
from tests.model.test_marian import assert_same_numbers, texts_as_ids, translations
from tests.model.tiny import randomised

pytestmark = pytest.mark.usefixtures("one_thread")


def make_bundle(separate: bool = False, **changes: Any) -> Bundle:
    source = spm("source")
    target = spm("target") if separate else source
    sizes = {"d_model": 16, "d_ff": 24, "heads": 4, "encoder_layers": 2, "decoder_layers": 3, "max_positions": 64}
    values: dict[str, Any] = {**sizes, "tying": "target" if separate else "all", **changes}
    config = ModelConfig(source.size, target.size, **values)
    model = randomised(Transformer(config), seed=7, spread=0.4).eval()
    return Bundle("toy", "English", "German", model, source, target, "# A card\n", alignment_head=(1, config.heads - 1))


CONFIGURATIONS: dict[str, dict[str, Any]] = {
    "the paper's": {},
    "Marian's positions": {"positions": "halves"},
    "gelu": {"activation": "gelu"},
    "silu": {"activation": "silu"},
    "two vocabularies": {"separate": True},
    "target tied": {"tying": "target"},
    "nothing tied": {"tying": "none"},
    "two vocabularies, nothing tied": {"separate": True, "tying": "none"},
    "a bias": {"output_bias": True},
    "pad masked": {"mask_pad": True, "start_id": 0},
    "not scaled": {"scale_embedding": False},
    "one head": {"heads": 1, "d_model": 10},
}


def assert_equal_logits(one: Bundle, other: Bundle) -> None:
    config = one.model.config
    sources, targets = texts_as_ids(one)
    for source, target in zip(sources, targets, strict=True):
        with torch.inference_mode():
            logits = [
                bundle.model.logits(bundle.model(torch.tensor([source]), torch.tensor([target])))
                for bundle in (one, other)
            ]
        torch.testing.assert_close(logits[0], logits[1], atol=1e-4, rtol=1e-4)
    assert config.start_id == other.model.config.start_id


@pytest.mark.parametrize("name", CONFIGURATIONS)
def test_transformers_computes_what_ours_does(tmp_path, name):
    bundle = make_bundle(**CONFIGURATIONS[name])
    folder = tmp_path / "exported"
    export_marian(bundle, folder)
    other, theirs = reference(folder), reference_tokenizer(folder)
    assert_same_numbers(bundle, other)
    reader = BundleReader(bundle)
    for text in (*ENGLISH, *GERMAN, "Ärger 12 猫?", "a"):
        ids = theirs(text)["input_ids"]
        assert [piece.id for piece in reader.source(text, DecodingSettings())] == ids
        assert bundle.target_tokenizer.ids(text) == theirs(text_target=text)["input_ids"][:-1]
    # Its generation_config.json alone makes `generate` choose as ours does.
    sources, _ = texts_as_ids(bundle, seed=3)
    for method, beams in (("greedy", 1), ("beam", 3)):
        ours = translations(bundle, sources, method=method, beam=3)
        for source, wanted in zip(sources, ours, strict=True):
            with torch.inference_mode(), warnings.catch_warnings():
                warnings.simplefilter("ignore")
                found = other.generate(
                    torch.tensor([source]),
                    attention_mask=torch.ones(1, len(source), dtype=torch.long),
                    num_beams=beams,
                    max_new_tokens=len(source) - 1 + 12,
                    max_length=None,
                    length_penalty=0.0,
                    early_stopping=False,
                    forced_eos_token_id=None,
                )
            assert found[0, 1:].tolist() == wanted


@pytest.mark.parametrize("name", CONFIGURATIONS)
def test_there_and_back(tmp_path, name):
    bundle = make_bundle(**CONFIGURATIONS[name])
    export_marian(bundle, tmp_path / "exported")
    back = load_marian(tmp_path / "exported")
    assert_equal_logits(bundle, back)
    assert (back.source_language, back.target_language) == ("English", "German")
    assert back.alignment_head == bundle.alignment_head
    assert "# A card" in back.card
    changed = replace(bundle.model.config, positions="halves")
    assert back.model.config == changed
    for text in ENGLISH + GERMAN:
        assert back.source_tokenizer.encode(text) == bundle.source_tokenizer.encode(text)
        assert back.target_tokenizer.decode(back.target_tokenizer.ids(text)) == bundle.target_tokenizer.decode(
            bundle.target_tokenizer.ids(text)
        )
    sources, _ = texts_as_ids(bundle)
    assert translations(back, sources) == translations(bundle, sources)
    # Once in Marian's order, nothing moves any more.
    export_marian(back, tmp_path / "again")
    first, second = (load_file(tmp_path / name / "model.safetensors") for name in ("exported", "again"))
    assert first.keys() == second.keys() and all(torch.equal(first[key], second[key]) for key in first)


@pytest.mark.parametrize("separate", [False, True])
def test_a_model_of_theirs_goes_back_unchanged(tmp_path, separate):
    folder = make_folder(tmp_path / "theirs", separate=separate, bias=True, end_first=False, languages=True)
    bundle = load_marian(folder)
    export_marian(bundle, tmp_path / "exported")
    assert_same_numbers(bundle, reference(tmp_path / "exported"))
    one, other = reference_tokenizer(folder), reference_tokenizer(tmp_path / "exported")
    for text in (*ENGLISH, ">>fra<< a small cat", "unknown ☃"):
        assert one(text)["input_ids"] == other(text)["input_ids"]
    assert load_marian(tmp_path / "exported").target_languages == bundle.target_languages


def test_what_ours_never_chooses_theirs_never_does(tmp_path):
    bundle = make_bundle(output_bias=True)
    config = bundle.model.config
    with torch.no_grad():  # <pad> and <s> would win every step
        bundle.model.output.bias[[config.pad_id, config.start_id]] = 50.0
    export_marian(bundle, tmp_path)
    other = reference(tmp_path)
    sources, _ = texts_as_ids(bundle)
    for source, wanted in zip(sources, translations(bundle, sources), strict=True):
        found = other.generate(torch.tensor([source]), num_beams=1, max_new_tokens=len(source) + 11, max_length=None)
        assert not {config.pad_id, config.start_id} & set(wanted)
        assert found[0, 1:-1].tolist() == wanted[:-1]  # theirs ends with </s> where the room does


def test_half_precision_stays_half(tmp_path):
    bundle = make_bundle()
    bundle.model.half()
    export_marian(bundle, tmp_path)
    tensors = load_file(tmp_path / "model.safetensors")
    assert {tensor.dtype for tensor in tensors.values()} == {torch.float16}
    assert json.loads((tmp_path / "config.json").read_text())["torch_dtype"] == "float16"


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"norm": "pre"}, "pre-norm"),
        ({"final_norm": True}, "one more norm"),
        ({"positions": "learned"}, "learned"),
        ({"positions": "tensor2tensor"}, "Tensor2Tensor"),
        ({"layer_norm_eps": 1e-6}, "variance"),
        ({"end_id": 7}, "</s>"),
    ],
)
def test_what_marian_cannot_express_is_refused(tmp_path, changes, word):
    with pytest.raises(UserError, match=word) as refused:
        export_marian(make_bundle(**changes), tmp_path / "exported")
    assert "\n" not in str(refused.value) and str(refused.value).endswith(".")
    assert not (tmp_path / "exported").exists()


def test_a_folder_of_somebody_else_is_not_touched(tmp_path):
    bundle = make_bundle()
    theirs = make_folder(tmp_path / "theirs")
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "letter.txt").write_text("x")
    export_marian(bundle, tmp_path / "mixed")
    (tmp_path / "mixed" / "letter.txt").write_text("x")
    (tmp_path / "file").write_text("x")
    for folder in (theirs, mine, tmp_path / "mixed", tmp_path / "file"):
        before = {file: file.read_bytes() for file in folder.rglob("*")} if folder.is_dir() else {}
        with pytest.raises(UserError):
            export_marian(bundle, folder)
        assert all(file.read_bytes() == content for file, content in before.items())


def test_an_earlier_export_is_replaced(tmp_path):
    export_marian(make_bundle(separate=True), tmp_path / "exported")
    bundle = make_bundle()
    export_marian(bundle, tmp_path / "exported")
    assert not (tmp_path / "exported" / "target_vocab.json").exists()
    assert_equal_logits(bundle, load_marian(tmp_path / "exported"))


def test_an_export_that_stops_half_way_is_no_model(tmp_path, monkeypatch):
    folder = tmp_path / "exported"
    export_marian(make_bundle(), folder)
    written = export_module.write_bytes

    def full_disk(path: Path, content: bytes) -> None:
        if path.name == "model.safetensors":
            raise UserError("The disk is full.")
        written(path, content)

    monkeypatch.setattr(export_module, "write_bytes", full_disk)
    with pytest.raises(UserError, match="full"):
        export_marian(make_bundle(separate=True), folder)
    with pytest.raises(UserError):
        load_marian(folder)
    monkeypatch.undo()
    export_marian(make_bundle(separate=True), folder)  # and can be begun anew
    assert load_marian(folder).model.config.tying == "target"


def test_the_command(tmp_path, capsys):
    bundle = make_bundle()
    save_bundle(bundle, tmp_path / "ours")
    assert run(argparse.Namespace(model=str(tmp_path / "ours"), to=str(tmp_path / "exported"))) == 0
    assert "'toy'" in capsys.readouterr().out
    assert_equal_logits(bundle, load_marian(tmp_path / "exported"))
    with pytest.raises(UserError):
        run(argparse.Namespace(model=str(tmp_path / "nowhere"), to=str(tmp_path / "other")))


def test_a_vocabulary_that_holds_every_piece_once(tmp_path):
    export_marian(make_bundle(), tmp_path)
    vocabulary = json.loads((tmp_path / "vocab.json").read_text())
    tokenizer: Tokenizer = spm("source")
    assert vocabulary == {tokenizer.piece(id): id for id in range(tokenizer.size)}
