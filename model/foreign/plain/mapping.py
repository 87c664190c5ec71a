"""The roles of a plain checkpoint's tensors, and what no tensor can tell, as one frozen value. Without torch.

A checkpoint of `torch.nn.Transformer` holds names and shapes. The number of heads, the order of the norms, the
activation, the positions and the scaling leave no trace in a shape, so they must be given here, never assumed.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from model.errors import QT_TRANSLATE_NOOP, UserError
from model.network.config import Activation, Norm

# "table": as the checkpoint holds them, sinusoids or learned; "none": the model was trained without any.
PlainPositions = Literal["table", "interleaved", "halves", "tensor2tensor", "none"]

# Roles of single tensors, in the order of the dialog. The first three must be given.
EMBEDDINGS = ("source_embedding", "target_embedding", "output")
ROLES = (*EMBEDDINGS, "output_bias", "source_positions", "target_positions", "encoder_norm", "decoder_norm")
IDS = ("pad_id", "unknown_id", "start_id", "end_id")
SOURCE_IDS = ("source_pad_id", "source_unknown_id", "source_end_id", "source_start_id")

# How checkpoint.toml is laid out: table -> key there -> field here.
TABLES: dict[str, dict[str, str]] = {
    "": {"name": "name", "checkpoint": "checkpoint"},
    "languages": {"source": "source_language", "target": "target_language"},
    "vocabulary": {
        "source": "source_model",
        "target": "target_model",
        **{key: key for key in (*IDS, *SOURCE_IDS)},
    },
    "architecture": {
        key: key
        for key in ("heads", "norm", "activation", "positions", "max_positions", "scale_embedding", "layer_norm_eps")
    },
    "tensors": {key: key for key in ("encoder_layers", "decoder_layers", *ROLES)},
}


@dataclass(frozen=True)
class Mapping:
    """All that makes a Transformer of a checkpoint. Raises `UserError`, naming the key, for an impossible value.

    A tensor's name is "" where the checkpoint has none or nobody has chosen one yet; an id of -1 is the SentencePiece
    model's own.
    """

    checkpoint: Path
    # Not visible in any shape. No defaults: a wrong value gives nonsense without any error.
    heads: int
    norm: Norm
    activation: Activation
    positions: PlainPositions
    scale_embedding: bool
    source_model: Path | None = None  # SentencePiece; None: not chosen yet
    target_model: Path | None = None  # None: both languages share the source's
    name: str = "checkpoint"
    source_language: str = "Source"
    target_language: str = "Target"
    max_positions: int = 512  # used unless `positions` is "table": then the table's length counts
    layer_norm_eps: float = 1e-5
    pad_id: int = -1
    unknown_id: int = -1
    start_id: int = -1
    end_id: int = -1
    source_pad_id: int = -1
    source_unknown_id: int = -1
    source_end_id: int = -1
    source_start_id: int = -1  # -1: a source does not begin with a start piece
    # The part of the layers' names before their number: "transformer.encoder.layers".
    encoder_layers: str = ""
    decoder_layers: str = ""
    source_embedding: str = ""
    target_embedding: str = ""
    output: str = ""
    output_bias: str = ""
    source_positions: str = ""
    target_positions: str = ""
    encoder_norm: str = ""  # without ".weight"
    decoder_norm: str = ""

    def __post_init__(self) -> None:
        choices = {"norm": Norm, "activation": Activation, "positions": PlainPositions}
        for key, allowed in choices.items():
            if getattr(self, key) not in get_args(allowed):
                options = ", ".join(get_args(allowed))
                raise UserError(
                    QT_TRANSLATE_NOOP("Model", "The checkpoint's {key} is {value}, but it must be one of: {options}."),
                    key=key,
                    value=repr(getattr(self, key)),
                    options=options,
                )
        for key, least in (("heads", 1), ("max_positions", 1), *((key, -1) for key in (*IDS, *SOURCE_IDS))):
            value = getattr(self, key)
            if type(value) is not int or not least <= value < 1 << 31:
                raise UserError(
                    QT_TRANSLATE_NOOP(
                        "Model", "The checkpoint's {key} is {value}, but it must be a whole number from {least} on."
                    ),
                    key=key,
                    value=repr(value),
                    least=least,
                )
        if type(self.scale_embedding) is not bool:
            raise UserError(
                QT_TRANSLATE_NOOP("Model", "The checkpoint's scale_embedding is {value}, not true or false."),
                value=repr(self.scale_embedding),
            )
        if type(self.layer_norm_eps) not in (int, float) or not 0.0 < self.layer_norm_eps < 1.0:
            raise UserError(
                QT_TRANSLATE_NOOP("Model", "The checkpoint's layer_norm_eps is {value}, not between 0 and 1."),
                value=repr(self.layer_norm_eps),
            )

    @property
    def target_model_path(self) -> Path | None:
        """The SentencePiece model of the target."""
        return self.target_model or self.source_model
