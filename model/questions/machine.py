"""Every vector between the pieces and the logits, sub-layer by sub-layer (figure 1)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from model.questions.base import Question
from model.trace import Floats, Ints

Stack = Literal["encoder", "decoder"]
Part = Literal["self", "cross", "ff"]


@dataclass(frozen=True)
class MachineQuestion(Question):
    """All of both stacks, for all positions."""


@dataclass(frozen=True, eq=False)
class EmbeddingNumbers:
    """How pieces become vectors (sections 3.4 and 3.5): `scaled` + `positions` = `input`."""

    raw: Floats  # [position, d_model], rows of the embedding matrix
    scale: float  # sqrt(d_model), or 1 in a model that does not scale
    scaled: Floats  # [position, d_model], raw * scale
    positions: Floats | None  # [position, d_model], the sinusoids; None: this model adds nothing here
    input: Floats  # [position, d_model], what the first layer gets


@dataclass(frozen=True, eq=False)
class SublayerNumbers:
    """One sub-layer inside its residual; all [position, d_model] but `hidden`.

    Post-norm: sum = x + out, norm = LayerNorm(sum), and `result` is norm. Pre-norm: norm = LayerNorm(x) goes into the
    sub-layer, sum = x + out, and `result` is sum.
    """

    part: Part
    x: Floats
    out: Floats  # Sublayer(x), or Sublayer(LayerNorm(x))
    sum: Floats  # x + out
    norm: Floats
    norm_gain: Floats  # [d_model]
    norm_bias: Floats  # [d_model]
    epsilon: float  # added to the variance in LayerNorm
    pre_norm: bool
    hidden: Floats | None = None  # feed-forward only: [position, d_ff], after the activation

    @property
    def result(self) -> Floats:
        return self.sum if self.pre_norm else self.norm

    @property
    def before_norm(self) -> Floats:
        """What LayerNorm got."""
        return self.x if self.pre_norm else self.sum


@dataclass(frozen=True, eq=False)
class StackNumbers:
    embedding: EmbeddingNumbers
    layers: tuple[tuple[SublayerNumbers, ...], ...]  # [layer][sub-layer], in the order of computation
    final_norm: Floats | None  # [position, d_model], pre-norm models only: a last LayerNorm after the stack
    output: Floats  # [position, d_model]


@dataclass(frozen=True, eq=False)
class MachineNumbers:
    """`best_*` are the k largest logits of each decoder position, best first."""

    encoder: StackNumbers
    decoder: StackNumbers
    logits: Floats  # [target, vocabulary]
    chosen_ids: Ints  # [target], the pieces that were chosen
    best_ids: Ints  # [target, k]
    best_pieces: tuple[tuple[str, ...], ...]  # [target][k]
    activation: str  # of the feed-forward: relu, gelu or silu
    position_table: str  # which sinusoids, see model.positions
    tied: bool  # whether the logits use the target embedding's matrix

    def stack(self, name: Stack) -> StackNumbers:
        return self.encoder if name == "encoder" else self.decoder
