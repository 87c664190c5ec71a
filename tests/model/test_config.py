"""A configuration is checked when it is made, and every refusal names the field."""

from __future__ import annotations

import dataclasses
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.errors import UserError
from model.network.config import PRESETS, ModelConfig
from tests.model.tiny import tiny_config


def test_the_defaults_are_the_paper_s_base_model() -> None:
    config = ModelConfig(source_vocab_size=37000, target_vocab_size=37000)
    assert (config.d_model, config.d_ff, config.heads, config.d_head) == (512, 2048, 8, 64)
    assert (config.encoder_layers, config.decoder_layers, config.dropout) == (6, 6, 0.1)
    assert (config.norm, config.activation, config.positions, config.tying) == ("post", "relu", "interleaved", "all")


@pytest.mark.parametrize("name", PRESETS)
def test_every_preset_is_a_valid_model(name: str) -> None:
    config = ModelConfig(source_vocab_size=100, target_vocab_size=100, **PRESETS[name])
    assert config.d_head * config.heads == config.d_model


def test_the_big_preset_is_the_paper_s() -> None:
    config = ModelConfig(source_vocab_size=100, target_vocab_size=100, **PRESETS["big"])
    assert (config.d_model, config.d_ff, config.heads, config.dropout, config.d_head) == (1024, 4096, 16, 0.3, 64)


@pytest.mark.parametrize(
    "field",
    [
        "source_vocab_size",
        "target_vocab_size",
        "d_model",
        "d_ff",
        "heads",
        "encoder_layers",
        "decoder_layers",
        "max_positions",
    ],
)
@pytest.mark.parametrize("value", [0, -1, 2.0, "8", None, True], ids=repr)
def test_a_size_must_be_a_positive_whole_number(field: str, value: Any) -> None:
    with pytest.raises(UserError, match=field):
        tiny_config(**{field: value})


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"d_model": 18}, "d_model 18.*4 heads"),
        ({"d_model": 15, "heads": 5}, "d_model 15 is odd"),
        ({"dropout": 1.0}, "dropout"),
        ({"dropout": -0.1}, "dropout"),
        ({"dropout": float("nan")}, "dropout"),
        ({"dropout": "0.1"}, "dropout"),
        ({"dropout": None}, "dropout"),
        ({"dropout": False}, "dropout"),
        ({"d_model": 10**30}, "d_model"),
        ({"norm": "rms"}, "norm.*post, pre"),
        ({"norm": ["post"]}, "norm"),
        ({"activation": "tanh"}, "activation.*relu, gelu, silu"),
        ({"positions": "spiral"}, "positions"),
        ({"tying": "source"}, "tying"),
        ({"source_vocab_size": 30}, "vocabular.*30 and 23"),
        ({"scale_embedding": "no"}, "scale_embedding"),
        ({"scale_embedding": 1}, "scale_embedding"),
        ({"layer_norm_eps": -1e-5}, "layer_norm_eps"),
        ({"layer_norm_eps": float("nan")}, "layer_norm_eps"),
        ({"layer_norm_eps": "1e-5"}, "layer_norm_eps"),
        ({"pad_id": 23}, "pad_id"),
        ({"unknown_id": -1}, "unknown_id"),
        ({"start_id": 1.5}, "start_id"),
        ({"end_id": None}, "end_id"),
        ({"tying": "target", "source_vocab_size": 3}, "end_id.*3 pieces"),
    ],
    ids=str,
)
def test_a_value_that_cannot_describe_a_model_is_refused_by_name(changes: dict[str, Any], named: str) -> None:
    with pytest.raises(UserError, match=named):
        tiny_config(**changes)


def test_separate_vocabularies_are_fine_when_not_all_is_tied() -> None:
    for tying in ("target", "none"):
        assert tiny_config(tying=tying, source_vocab_size=50).source_vocab_size == 50


def test_a_configuration_cannot_change() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        tiny_config().d_model = 64  # type: ignore[misc]


@settings(deadline=None, max_examples=60)
@given(
    heads=st.integers(1, 8),
    half_width=st.integers(1, 16),
    dropout=st.floats(0, 0.99),
    norm=st.sampled_from(["post", "pre"]),
    tying=st.sampled_from(["all", "target", "none"]),
    scaled=st.booleans(),
)
def test_to_dict_and_from_dict_round_trip_also_through_json(
    heads: int, half_width: int, dropout: float, norm: str, tying: str, scaled: bool
) -> None:
    config = tiny_config(
        heads=heads, d_model=2 * half_width * heads, dropout=dropout, norm=norm, tying=tying, scale_embedding=scaled
    )
    assert ModelConfig.from_dict(config.to_dict()) == config
    assert ModelConfig.from_dict(json.loads(json.dumps(config.to_dict()))) == config


@pytest.mark.parametrize("field", ["source_vocab_size", "target_vocab_size"])
def test_from_dict_names_a_missing_key(field: str) -> None:
    values = tiny_config().to_dict()
    del values[field]
    with pytest.raises(UserError, match=field):
        ModelConfig.from_dict(values)


def test_from_dict_names_an_unknown_key() -> None:
    with pytest.raises(UserError, match="window_size"):
        ModelConfig.from_dict({**tiny_config().to_dict(), "window_size": 4})


def test_from_dict_fills_in_what_an_older_file_left_out() -> None:
    config = ModelConfig.from_dict({"source_vocab_size": 9, "target_vocab_size": 9})
    assert config == ModelConfig(source_vocab_size=9, target_vocab_size=9)
