"""config.json of a Marian model of `transformers`, read strictly.

The defaults of `transformers` fit no model of OPUS-MT, so every value that affects the numbers must be in the file.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from model.errors import QT_TRANSLATE_NOOP, Sentence, UserError
from model.files import read_json
from model.network.config import Activation

# Names in `transformers` of the functions we have; its gelu_new, gelu_fast and quick_gelu are other functions.
_ACTIVATIONS: dict[str, Activation] = {
    "relu": "relu",
    "gelu": "gelu",
    "gelu_python": "gelu",
    "silu": "silu",
    "swish": "silu",
}
_SIZES = ("vocab_size", "d_model", "encoder_layers", "decoder_layers", "max_position_embeddings")
_BOTH = ("attention_heads", "ffn_dim")  # encoder_... and decoder_...
OURS = "translucent"  # the key of config.json under which our export keeps what Marian has no key for


@dataclass(frozen=True)
class MarianSettings:
    """What config.json says, checked one value at a time; `weights` compares it with the tensors."""

    path: Path
    source_vocab_size: int
    target_vocab_size: int
    d_model: int
    d_ff: int
    heads: int
    encoder_layers: int
    decoder_layers: int
    max_positions: int
    dropout: float
    activation: Activation
    scale_embedding: bool
    pad_id: int
    start_id: int
    end_id: int
    # Only whether another matrix may replace a missing one; the tensors themselves decide what is tied.
    may_share: bool
    may_tie: bool
    normalize_before: bool
    add_final_layer_norm: bool
    repository: str  # where the model was once loaded from, "" where the file does not say
    ours: dict[str, Any] = field(default_factory=dict)


def read_settings(folder: Path) -> MarianSettings:
    """The settings in `folder`/config.json; `UserError` names the key that is missing, wrong or not supported."""
    path = folder / "config.json"
    config = read_json(path)
    if config.get("model_type") != "marian":
        raise UserError(
            QT_TRANSLATE_NOOP("Model", "{path} describes no Marian model (its model_type is {kind})."),
            path=path,
            kind=repr(str(config.get("model_type"))[:40]),
        )
    if config.get("quantization_config") is not None:
        raise UserError(
            QT_TRANSLATE_NOOP(
                "Model", "{path} describes quantized weights, which cannot be read; get the model's original weights."
            ),
            path=path,
        )
    values = _Values(path, config)
    sizes = {key: values.whole(key, 1) for key in _SIZES}
    both: dict[str, int] = {}
    for what in _BOTH:
        encoder, decoder = (values.whole(f"{side}_{what}", 1) for side in ("encoder", "decoder"))
        if encoder != decoder:
            raise UserError(
                QT_TRANSLATE_NOOP(
                    "Model",
                    "{path} has encoder_{what} {encoder} but decoder_{what} {decoder}, and models "
                    "whose two stacks differ cannot be loaded; choose another model.",
                ),
                path=path,
                what=what,
                encoder=encoder,
                decoder=decoder,
            )
        both[what] = encoder
    activation = values.text("activation_function")
    if activation not in _ACTIVATIONS:
        raise UserError(
            QT_TRANSLATE_NOOP(
                "Model",
                "{path} asks for the activation function {activation}, but only {activations} are "
                "known; choose another model.",
            ),
            path=path,
            activation=repr(activation[:40]),
            activations=", ".join(sorted(_ACTIVATIONS)),
        )
    target_size = sizes["vocab_size"]
    if config.get("decoder_vocab_size") is not None:  # old files lack it
        target_size = values.whole("decoder_vocab_size", 1)
    return MarianSettings(
        path=path,
        source_vocab_size=sizes["vocab_size"],
        target_vocab_size=target_size,
        d_model=sizes["d_model"],
        d_ff=both["ffn_dim"],
        heads=both["attention_heads"],
        encoder_layers=sizes["encoder_layers"],
        decoder_layers=sizes["decoder_layers"],
        max_positions=sizes["max_position_embeddings"],
        dropout=values.fraction("dropout", 0.1),  # used only in training
        activation=_ACTIVATIONS[activation],
        scale_embedding=values.flag("scale_embedding"),
        pad_id=values.id("pad_token_id"),
        start_id=values.id("decoder_start_token_id"),
        end_id=values.id("eos_token_id"),
        may_share=values.flag("share_encoder_decoder_embeddings", True),
        may_tie=values.flag("tie_word_embeddings", True),
        normalize_before=values.flag("normalize_before", False),
        add_final_layer_norm=values.flag("add_final_layer_norm", False),
        repository=name if isinstance(name := config.get("_name_or_path"), str) else "",
        ours=ours if isinstance(ours := config.get(OURS), dict) else {},
    )


class _Values:
    """Typed access to a JSON object; every refusal names the file and the key."""

    def __init__(self, path: Path, config: dict[str, Any]) -> None:
        self.path = path
        self.config = config

    def _wrong(self, key: str, wanted: Sentence) -> UserError:
        value = self.config.get(key)
        if value is None:
            return UserError(
                QT_TRANSLATE_NOOP(
                    "Model", "{path} lacks '{key}', without which the model cannot be built; get the file anew."
                ),
                path=self.path,
                key=key,
            )
        return UserError(
            QT_TRANSLATE_NOOP("Model", "{path}: {key} is {value}, but it must be {wanted}; get the file anew."),
            path=self.path,
            key=key,
            value=repr(str(value)[:40]),
            wanted=wanted,
        )

    def whole(self, key: str, least: int = 0) -> int:
        value = self.config.get(key)
        if type(value) is not int or not least <= value < 1 << 31:
            raise self._wrong(
                key, Sentence(QT_TRANSLATE_NOOP("Model", "a whole number of at least {least}"), least=least)
            )
        return value

    def id(self, key: str) -> int:
        """The id of a piece; some files write it as a list with one element."""
        value = self.config.get(key)
        if isinstance(value, list) and len(value) == 1:
            return _Values(self.path, {key: value[0]}).whole(key)
        return self.whole(key)

    def fraction(self, key: str, missing: float) -> float:
        value = self.config.get(key, missing)
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0.0 <= value < 1.0:
            raise self._wrong(key, Sentence(QT_TRANSLATE_NOOP("Model", "a number of at least 0 and less than 1")))
        return float(value)

    def flag(self, key: str, missing: bool | None = None) -> bool:
        value = self.config.get(key)
        value = missing if value is None else value
        if not isinstance(value, bool):
            raise self._wrong(key, Sentence(QT_TRANSLATE_NOOP("Model", "true or false")))
        return value

    def text(self, key: str) -> str:
        value = self.config.get(key)
        if not isinstance(value, str):
            raise self._wrong(key, Sentence(QT_TRANSLATE_NOOP("Model", "a text")))
        return value
