"""Every vector between the pieces and the logits, sub-layer by sub-layer (figure 1)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

import numpy as np

from model.values.needs import Need
from model.values.questions.base import Question
from model.values.trace import Floats, Ints

Stack = Literal["encoder", "decoder"]
Part = Literal["self", "cross", "ff"]


@dataclass(frozen=True)
class MachineQuestion(Question):
    """All of both stacks, for all positions."""

    needs: ClassVar[frozenset[Need]] = frozenset({Need.VECTORS})


@dataclass(frozen=True, eq=False)
class EmbeddingNumbers:
    """How pieces become vectors (sections 3.4 and 3.5): `scaled` + `positions` = `input`."""

    ids: Ints  # [position], which row of the embedding matrix each piece is
    raw: Floats  # [position, d_model], those rows
    scale: float  # sqrt(d_model), or 1 in a model that does not scale
    scaled: Floats  # [position, d_model], raw * scale
    positions: Floats | None  # [position, d_model], the sinusoids; None: this model adds nothing here
    input: Floats  # [position, d_model], the input of the first layer


@dataclass(frozen=True, eq=False)
class NormNumbers:
    """One LayerNorm: after = (before - mean) / sqrt(variance + epsilon) * gain + bias, over the d_model numbers."""

    before: Floats  # [position, d_model]
    after: Floats  # [position, d_model]
    gain: Floats  # [d_model]
    bias: Floats  # [d_model]
    epsilon: float

    def mean(self, position: int) -> float:
        return float(self.before[position].mean(dtype=np.float64))

    def deviation(self, position: int) -> float:
        """sqrt(variance + epsilon), the divisor."""
        return float(np.sqrt(self.before[position].var(dtype=np.float64) + self.epsilon))


@dataclass(frozen=True, eq=False)
class SublayerNumbers:
    """One sub-layer inside its residual; all [position, d_model] but `hidden`.

    Post-norm (section 3.1): sum = x + out, and `result` is LayerNorm(sum). Pre-norm: LayerNorm(x) goes into the
    sub-layer, and `result` is sum = x + out.
    """

    part: Part
    x: Floats
    out: Floats  # Sublayer(x), or Sublayer(LayerNorm(x))
    sum: Floats  # x + out
    norm: NormNumbers
    pre_norm: bool
    heads: Floats | None = None  # attention only: the heads' results side by side, before W_O
    hidden: Floats | None = None  # feed-forward only: [position, d_ff], after the activation

    @property
    def given(self) -> Floats:
        """The input of the sub-layer itself."""
        return self.norm.after if self.pre_norm else self.x

    @property
    def result(self) -> Floats:
        """The input of the next sub-layer."""
        return self.sum if self.pre_norm else self.norm.after


@dataclass(frozen=True, eq=False)
class StackNumbers:
    embedding: EmbeddingNumbers
    layers: tuple[tuple[SublayerNumbers, ...], ...]  # [layer][sub-layer], in the order of computation
    final_norm: NormNumbers | None  # pre-norm models only: a last LayerNorm after the stack
    output: Floats  # [position, d_model]

    def sublayer(self, layer: int, part: Part) -> SublayerNumbers:
        return next(one for one in self.layers[layer] if one.part == part)


@dataclass(frozen=True, eq=False)
class LogitNumbers:
    """From the decoder's last vector to the next piece: logit = output . row of the output matrix (section 3.4).

    Some models add a bias for each piece, `chosen_bias`: Marian's final_logits_bias.

    Not all logits are kept: for some vocabularies they would take many megabytes. Kept are the best ones, the chosen
    one, a histogram, and `log_sum`, the logarithm of the sum of the exponentials of all: log p = logit - log_sum.
    """

    chosen_ids: Ints  # [target], the pieces that were chosen
    chosen_logit: Floats  # [target]
    chosen_row: Floats  # [target, d_model], their rows of the output matrix
    chosen_bias: Floats | None  # [target]; None: nothing is added
    best_ids: Ints  # [target, k], largest logit first
    best_pieces: tuple[tuple[str, ...], ...]  # [target][k]
    best_logit: Floats  # [target, k]
    log_sum: Floats  # [target]
    counts: Ints  # [target, bin], how many pieces have a logit in each bin
    edges: Floats  # [bin + 1], the same for all positions
    vocabulary: int  # how many pieces there are

    def logprob(self, position: int) -> Floats:
        """Of the best pieces: [k]."""
        logprob: Floats = self.best_logit[position] - self.log_sum[position]
        return logprob


def reach(values: Floats) -> float:
    """The absolute value that 99 of 100 numbers do not exceed, so that a few large ones do not decide."""
    sizes = np.abs(values).ravel()
    place = int(0.99 * (sizes.size - 1))
    return float(np.partition(sizes, place)[place])


@dataclass(frozen=True, eq=False)
class MachineNumbers:
    """`reach` is `reach()` of the residual streams of all layers: the limit of the colour scale for all vectors."""

    encoder: StackNumbers
    decoder: StackNumbers
    logits: LogitNumbers
    d_head: int  # numbers of one head: d_k = d_v
    activation: str  # of the feed-forward: relu, gelu or silu
    position_table: str  # which sinusoids, see model.network.positions
    tied: bool  # whether the logits use the target embedding's matrix
    reach: float

    def stack(self, name: Stack) -> StackNumbers:
        return self.encoder if name == "encoder" else self.decoder
