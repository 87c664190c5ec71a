"""Plain checkpoints that do not fit: what the report says, what is refused, and what is guessed."""

from __future__ import annotations

import pickle
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from torch import nn

from model.bundle.bundle import empty_model, weights
from model.errors import UserError
from model.foreign.plain.checking import check
from model.foreign.plain.guess import guess, possible_heads, usual_heads
from model.foreign.plain.inspect import Seen, side
from model.foreign.plain.loading import bundle_of, read_checkpoint
from model.foreign.plain.mapping_file import mapping_text
from model.foreign.plain.vocabulary import Pieces
from tests.model.plain_modules import (
    INNER,
    LAYERS,
    PIECES,
    WIDTH,
    TwoStacks,
    WholeTransformer,
    changed,
    guessed,
    made,
    saved,
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkpoint, its SentencePiece model and the guessed checkpoint.toml."""
    folder = tmp_path_factory.mktemp("plain")
    mapping = guessed(saved(made(WholeTransformer()), folder))
    (folder / "checkpoint.toml").write_text(mapping_text(mapping, folder))
    return folder


# What the report says


@pytest.mark.parametrize("module", [WholeTransformer(), TwoStacks(), TwoStacks(learned=False)], ids=["a", "b", "c"])
def test_the_report_names_each_of_our_parameters_once(tmp_path: Path, module: nn.Module) -> None:
    mapping = guessed(saved(module, tmp_path), scale_embedding=False)
    report = check(read_checkpoint(mapping.checkpoint), mapping)
    named = [line.parameter for line in report.lines]
    config = replace(bundle_of(mapping).model.config, tying="none")
    wanted = set(weights(empty_model(config)))
    assert len(named) == len(set(named)) and wanted <= set(named)
    assert set(named) - wanted <= {"source_positions", "target_positions"}  # a sinusoid's numbers need no parameter
    assert report.problems == () and report.left_over == ()
    assert report.numbers["matched"] == len(named)


def test_missing_wrong_and_left_over_are_told_apart(folder: Path, tmp_path: Path) -> None:
    weight = "transformer.decoder.layers.1.linear1.weight"
    mapping = changed(
        folder,
        tmp_path,
        **{
            weight: torch.zeros(INNER + 1, WIDTH),
            "transformer.encoder.layers.0.norm2.weight": None,
            "steps": torch.zeros(3),
        },
    )
    report = check(read_checkpoint(mapping.checkpoint), mapping)
    states = {line.parameter: line.state for line in report.lines if line.state != "matched"}
    assert states == {
        "decoder.1.feed_forward.inner.weight": "wrong shape",
        "encoder.0.feed_forward_residual.norm.weight": "missing",
    }
    assert [(one.tensor, one.inside) for one in report.left_over] == [("steps", False)]
    assert len(report.problems) == 2
    with pytest.raises(UserError, match=r"does not fit yet: .*norm2\.weight.*1 more problem"):
        bundle_of(mapping)


def test_a_bias_that_one_layer_lost_is_missing_not_zero(folder: Path, tmp_path: Path) -> None:
    name = "transformer.encoder.layers.1.self_attn.in_proj_bias"
    mapping = changed(folder, tmp_path, **{name: None})
    with pytest.raises(UserError, match=r"layers\.1\.self_attn\.in_proj_bias"):
        bundle_of(mapping)
    both = changed(folder, tmp_path, **{name: None, name.replace("1", "0"): None})
    report = check(read_checkpoint(both.checkpoint), both)
    assert report.numbers["zeros"] == 3 * LAYERS and not report.problems


def test_left_over_tensors_are_used_for_nothing_and_named_in_the_card(folder: Path, tmp_path: Path) -> None:
    mapping = changed(folder, tmp_path, optimizer_moment=torch.zeros(7))
    assert "`optimizer_moment` (7)" in bundle_of(mapping).card


@pytest.mark.parametrize(
    ("change", "told", "sentence"),
    [
        ({"transformer.encoder.layers.0.gate.weight": torch.ones(WIDTH)}, {}, r"custom layer cannot be shown"),
        ({}, {"decoder_norm": ""}, r"norm after the encoder's layers but none after the decoder's"),
        ({}, {"heads": 3}, r"d_model 16 cannot be shared out evenly over 3 heads"),
        ({}, {"encoder_layers": "transformer.decoder.layers"}, r"encoder layers are called 'transformer\.encoder"),
        ({}, {"output": ""}, r"Nothing was chosen for output\.weight"),
        ({}, {"output": "gone"}, r"no tensor 'gone'"),
        ({}, {"target_embedding": "generator.bias"}, r"'generator\.bias' has the shape 220"),
        ({}, {"source_positions": "generator.bias"}, r"source_positions needs"),
        ({}, {"source_model": None}, r"no SentencePiece model yet"),
        ({}, {"source_model": Path("/dev/zero")}, r"zero is no file of a SentencePiece model"),
        ({}, {"source_model": Path(__file__)}, r"is not a SentencePiece model or is damaged"),
        ({}, {"pad_id": 99_999}, r"pad_id is 99999, outside"),
        ({"generator.bias": torch.full((PIECES,), float("nan"))}, {}, r"not finite"),
        ({"generator.bias": torch.ones(PIECES, dtype=torch.int64)}, {}, r"whole numbers in 'generator\.bias'"),
        ({"generator.weight": torch.ones(PIECES - 1, WIDTH)}, {}, r"shape 219 × 16, but output\.weight needs 220 × 16"),
    ],
    ids=lambda value: str(value)[:30],
)
def test_what_cannot_be_expressed_is_refused_in_one_sentence(
    folder: Path, tmp_path: Path, change: dict[str, Any], told: dict[str, Any], sentence: str
) -> None:
    mapping = replace(changed(folder, tmp_path, **change), **told)
    with pytest.raises(UserError, match=sentence) as refused:
        bundle_of(mapping)
    assert str(refused.value).endswith(".") and "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("stacks", "sentence"),
    [
        ({}, "no layers of torch"),
        ({"encoder": 0}, "an encoder but not a decoder"),
        ({"decoder": 1}, "a decoder but not"),
    ],
    ids=["neither", "encoder", "decoder"],
)
def test_half_a_transformer_is_none(tmp_path: Path, stacks: dict[str, int], sentence: str) -> None:
    whole = made(WholeTransformer()).state_dict()
    left = {"x.weight": torch.ones(3)}
    for side_ in stacks:
        left |= {name: tensor for name, tensor in whole.items() if f".{side_}." in name}
    torch.save(left, tmp_path / "m.pt")
    with pytest.raises(UserError, match=sentence):
        guess(read_checkpoint(tmp_path / "m.pt"))


def test_a_number_of_layers_that_no_model_has(tmp_path: Path) -> None:
    torch.save({"a.layers.9999.self_attn.in_proj_weight": torch.ones(3, 1)}, tmp_path / "m.pt")
    with pytest.raises(UserError, match="10,000 layers"):
        guess(read_checkpoint(tmp_path / "m.pt"))


class Harmful:
    def __reduce__(self) -> tuple[Any, ...]:
        return (Path.write_text, (Path("was_run"), "code"))


def test_code_in_a_pickle_is_never_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    torch.save({"weight": Harmful()}, tmp_path / "a.pt")
    (tmp_path / "b.pt").write_bytes(pickle.dumps(Harmful()))
    for name in ("a.pt", "b.pt"):
        with pytest.raises(UserError):
            read_checkpoint(tmp_path / name)
    assert not (tmp_path / "was_run").exists()


NAMES = [
    *WholeTransformer().state_dict(),
    "extra.weight",
    "pos",
    "transformer.encoder.layers.7.self_attn.in_proj_weight",
]
SIZES = st.sampled_from([0, 1, 2, INNER, WIDTH, 3 * WIDTH, PIECES])


@given(
    st.dictionaries(st.sampled_from(NAMES), st.lists(SIZES, max_size=4).map(tuple), max_size=4),
    st.sets(st.sampled_from(NAMES), max_size=4),
)
def test_no_shapes_give_a_traceback(folder: Path, shapes: dict[str, tuple[int, ...]], gone: set[str]) -> None:
    """Whatever a file claims about its tensors: a report or one sentence."""
    seen = read_checkpoint(folder / "model.pt")
    changed_shapes = {name: shape for name, shape in {**seen.shapes, **shapes}.items() if name not in gone}
    try:
        mapping = guess(Seen(seen.path, changed_shapes)).mapping
        report = check(Seen(seen.path, changed_shapes), mapping, Pieces(PIECES, PIECES))
    except UserError as error:
        assert str(error).endswith(".")
        return
    for sentence in map(str, report.problems):
        assert sentence.endswith(".") and "\n" not in sentence
    # Complete means that every line has what it needs.
    if not report.problems:
        assert {line.state for line in report.lines} <= {"matched", "zeros"}


# What is guessed


def test_names_that_say_nothing_leave_the_role_open() -> None:
    layers = {f"{side_}.layers.0.self_attn.in_proj_weight": (48, 16) for side_ in ("e", "d")}
    shapes = {**layers, "d.layers.0.multihead_attn.in_proj_weight": (48, 16), "a.weight": (9, 16), "b.weight": (9, 16)}
    found = guess(Seen(Path("m.pt"), shapes))
    assert found.mapping.source_embedding == found.mapping.target_embedding == ""
    assert found.candidates.of("source_embedding") == ("a.weight", "b.weight")
    assert {"heads", "norm", "activation", "scale_embedding", "positions"} == found.unsure
    del shapes["b.weight"]
    two = guess(Seen(Path("m.pt"), {**shapes, "tgt.weight": (9, 16)})).mapping
    assert (two.source_embedding, two.target_embedding) == ("a.weight", "tgt.weight")
    shapes["b.weight"] = (9, 16)
    one = guess(Seen(Path("m.pt"), {**shapes, "dec_emb.weight": (9, 16)}))
    assert one.mapping.target_embedding == "dec_emb.weight" and one.mapping.source_embedding == ""


def test_the_usual_heads() -> None:
    assert [usual_heads(width) for width in (512, 16, 12, 6, 7, 1)] == [8, 8, 6, 6, 7, 1]
    assert possible_heads(12) == (1, 2, 3, 4, 6, 12)
    assert [side(name) for name in ("src_emb", "decoder.embed", "x", "src_tgt")] == ["source", "target", "", ""]
