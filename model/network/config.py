"""The architecture of one model as a frozen value: what all networks have, and our Transformer's (paper, table 3)."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from typing import Any, ClassVar, Literal, Self, get_args

from model.errors import QT_TRANSLATE_NOOP, UserError

Norm = Literal["post", "pre"]
Activation = Literal["relu", "gelu", "silu"]
Positions = Literal["interleaved", "halves", "tensor2tensor", "learned"]
Tying = Literal["all", "target", "none"]

# Limits far beyond any real model, so that a damaged or hostile file cannot ask for more memory than a machine has.
_LARGEST = {"d_model": 1 << 16, "d_ff": 1 << 18}
_LARGEST |= {"encoder_layers": 512, "decoder_layers": 512, "max_positions": 1 << 17, "heads": 1024}


@dataclass(frozen=True)
class SpecialIds:
    """Ids of the special pieces; the defaults are those of every vocabulary made here."""

    source_pad: int = 0
    source_end: int = 3
    source_start: int = -1  # -1: a source begins with its first piece
    pad: int = 0
    start: int = 2  # the decoder's first input; in Marian the same as `pad`
    end: int = 3


@dataclass(frozen=True)
class NetworkConfig:
    """What every network of our own has, whatever its layers are. Vocabulary sizes come from the data.

    A subclass adds its own sizes, checks them in `__post_init__`, and names presets. Raises `UserError`, naming the
    field, for a value that cannot describe a model.
    """

    source_vocab_size: int
    target_vocab_size: int
    d_model: int = 512
    dropout: float = 0.1
    max_positions: int = 512
    tying: Tying = "all"  # "all": source = target = output matrix (section 3.4); "target": target = output
    pad_id: int = 0
    unknown_id: int = 1
    start_id: int = 2
    end_id: int = 3
    # For models that others made. Ids of the source side; -1: the same as those of the target.
    source_pad_id: int = -1
    source_unknown_id: int = -1
    source_end_id: int = -1
    source_start_id: int = -1  # the piece that every source begins with; -1: none
    output_bias: bool = False  # added to the logits: Marian's final_logits_bias
    mask_pad: bool = False  # leave <pad> out of the softmax: in Marian its logit is 0, which would beat negative ones

    presets: ClassVar[dict[str, dict[str, Any]]] = {}  # sizes by the name that a recipe may give
    muon: ClassVar[bool] = False  # whether it has matrices that Muon can train

    def __post_init__(self) -> None:
        for name in ("pad_id", "unknown_id", "end_id"):  # a frozen dataclass allows no plain assignment
            if getattr(self, f"source_{name}") == -1:
                object.__setattr__(self, f"source_{name}", getattr(self, name))
        self._check_whole("source_vocab_size", "target_vocab_size", "d_model", "max_positions")
        self._check_shares("dropout")
        self._check_switches("output_bias", "mask_pad")
        self._check_choices({"tying": Tying})
        if self.tying == "all" and self.source_vocab_size != self.target_vocab_size:
            raise UserError(
                QT_TRANSLATE_NOOP(
                    "Model",
                    "Tying 'all' shares one embedding matrix, so the vocabularies must have one size, "
                    "not {source} and {target}; use tying 'target' for separate "
                    "ones.",
                ),
                source=self.source_vocab_size,
                target=self.target_vocab_size,
            )
        ids = dict.fromkeys(("pad_id", "unknown_id", "start_id", "end_id"), self.target_vocab_size)
        ids |= dict.fromkeys(("source_pad_id", "source_unknown_id", "source_end_id"), self.source_vocab_size)
        if self.source_start_id != -1:
            ids["source_start_id"] = self.source_vocab_size
        for name, size in ids.items():
            value = getattr(self, name)
            if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < size:
                raise UserError(
                    QT_TRANSLATE_NOOP(
                        "Model", "The model's {name} is {value}, outside its vocabulary of {size} pieces."
                    ),
                    name=name,
                    value=repr(value),
                    size=size,
                )

    def _check_whole(self, *names: str) -> None:
        """Whole numbers of at least 1 and within `_LARGEST`."""
        for name in names:
            value = getattr(self, name)
            if not isinstance(value, int) or isinstance(value, bool) or value < 1:
                raise UserError(
                    QT_TRANSLATE_NOOP(
                        "Model", "The model's {name} is {value}, but it must be a whole number of at least 1."
                    ),
                    name=name,
                    value=repr(value),
                )
            if value > _LARGEST.get(name, value):
                raise UserError(
                    QT_TRANSLATE_NOOP("Model", "The model's {name} is {value}, but at most {most} make sense."),
                    name=name,
                    value=value,
                    most=_LARGEST[name],
                )

    def _check_shares(self, *names: str) -> None:
        for name in names:
            value = getattr(self, name)
            if not isinstance(value, (int, float)) or isinstance(value, bool) or not 0.0 <= value < 1.0:
                raise UserError(
                    QT_TRANSLATE_NOOP(
                        "Model", "The model's {name} is {value}, but it must be at least 0 and less than 1."
                    ),
                    name=name,
                    value=repr(value),
                )

    def _check_switches(self, *names: str) -> None:
        for name in names:
            if not isinstance(getattr(self, name), bool):
                raise UserError(
                    QT_TRANSLATE_NOOP("Model", "The model's {name} is {value}, but it must be true or false."),
                    name=name,
                    value=repr(getattr(self, name)),
                )

    def _check_choices(self, choices: dict[str, Any]) -> None:
        for name, allowed in choices.items():
            if getattr(self, name) not in get_args(allowed):
                options = ", ".join(get_args(allowed))
                raise UserError(
                    QT_TRANSLATE_NOOP("Model", "The model's {name} is {value}, but it must be one of: {options}."),
                    name=name,
                    value=repr(getattr(self, name)),
                    options=options,
                )

    @property
    def special(self) -> SpecialIds:
        source = (self.source_pad_id, self.source_end_id, self.source_start_id)
        return SpecialIds(*source, self.pad_id, self.start_id, self.end_id)

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_dict(cls, values: dict[str, Any]) -> Self:
        """The configuration that `to_dict` gave; an unknown or missing key is refused by name."""
        known = {field.name for field in fields(cls)}
        unknown = sorted(set(values) - known)
        if unknown:
            raise UserError(
                QT_TRANSLATE_NOOP("Model", "The model's configuration has a key this version does not know: {keys}."),
                keys=", ".join(unknown),
            )
        missing = sorted({"source_vocab_size", "target_vocab_size"} - set(values))
        if missing:
            raise UserError(
                QT_TRANSLATE_NOOP("Model", "The model's configuration lacks {keys}; the file is incomplete."),
                keys=", ".join(missing),
            )
        return cls(**values)


@dataclass(frozen=True)
class ModelConfig(NetworkConfig):
    """Sizes and choices of an encoder-decoder Transformer; the defaults are the paper's base model."""

    d_ff: int = 2048
    heads: int = 8
    encoder_layers: int = 6
    decoder_layers: int = 6
    norm: Norm = "post"  # "post" is the paper's LayerNorm(x + Sublayer(x)); "pre" adds a last norm after each stack
    activation: Activation = "relu"
    positions: Positions = "interleaved"  # one of three incompatible sinusoid tables (positions.py), or learned vectors
    scale_embedding: bool = True  # embeddings times sqrt(d_model) (section 3.4)
    layer_norm_eps: float = 1e-5
    # For models that others made: one more LayerNorm after each stack; None: only where `norm` is "pre".
    final_norm: bool | None = None

    muon: ClassVar[bool] = True
    # "base" and "big" are the paper's (table 3), "shipped" is its shape at half the width, "small" and "mini" are for
    # small data, "classroom" learns in minutes, "tiny" is for tests.
    presets: ClassVar[dict[str, dict[str, Any]]] = {
        "base": {},
        "big": {"d_model": 1024, "d_ff": 4096, "heads": 16, "dropout": 0.3},
        "shipped": {"d_model": 256, "d_ff": 1024},
        "small": {"d_model": 256, "d_ff": 1024, "encoder_layers": 3, "decoder_layers": 3},
        "mini": {"d_model": 128, "d_ff": 256, "heads": 4, "encoder_layers": 4, "decoder_layers": 4},
        "classroom": {"d_model": 128, "d_ff": 256, "heads": 4, "encoder_layers": 2, "decoder_layers": 2},
        "tiny": {"d_model": 32, "d_ff": 64, "heads": 4, "encoder_layers": 2, "decoder_layers": 2, "dropout": 0.0},
    }

    def __post_init__(self) -> None:
        if self.final_norm is None:  # a frozen dataclass allows no plain assignment
            object.__setattr__(self, "final_norm", self.norm == "pre")
        super().__post_init__()
        self._check_whole("d_ff", "heads", "encoder_layers", "decoder_layers")
        if self.d_model % self.heads:
            raise UserError(
                QT_TRANSLATE_NOOP(
                    "Model",
                    "d_model {d_model} cannot be shared out evenly over {heads} heads; choose a "
                    "d_model that is a multiple of the heads.",
                ),
                d_model=self.d_model,
                heads=self.heads,
            )
        if self.d_model % 2:
            raise UserError(
                QT_TRANSLATE_NOOP(
                    "Model", "d_model {d_model} is odd, but sine and cosine positions need an even number."
                ),
                d_model=self.d_model,
            )
        self._check_shares("layer_norm_eps")
        self._check_switches("scale_embedding", "final_norm")
        self._check_choices({"norm": Norm, "activation": Activation, "positions": Positions})

    @property
    def d_head(self) -> int:
        """d_k = d_v = d_model / h (section 3.2.2)."""
        return self.d_model // self.heads


PRESETS = ModelConfig.presets
