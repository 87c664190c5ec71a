"""The boxes of figure 1 for one model: which there are, and in which order they are computed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum

from model.values.questions.machine import Part, Stack
from model.values.sites import CROSS, DECODER_SELF, ENCODER_SELF, SiteGroup


class Stage(Enum):
    """What a box does."""

    PIECES = "pieces"
    EMBEDDING = "embedding"
    POSITIONS = "positions"
    NORM = "norm"  # LayerNorm before a sub-layer; pre-norm models only
    SUBLAYER = "sub-layer"
    ADD = "add"  # the residual sum alone; pre-norm models only
    ADD_NORM = "add & norm"  # the paper's LayerNorm(x + Sublayer(x))
    FINAL_NORM = "final norm"  # after the stack; pre-norm models only
    LINEAR = "linear"
    SOFTMAX = "softmax"


BRANCH = (Stage.NORM, Stage.SUBLAYER)  # their vectors are beside the residual stream, all others are the stream


@dataclass(frozen=True)
class Box:
    """One box; `layer` counts from 0, and is None with `part` outside the layers."""

    stack: Stack
    stage: Stage
    layer: int | None = None
    part: Part | None = None

    def at(self, layer: int) -> Box:
        """The same box of another layer; a box outside the layers stays."""
        return self if self.layer is None else replace(self, layer=layer)

    @property
    def has_vector(self) -> bool:
        """Whether d_model numbers leave it for every position."""
        return self.stage not in (Stage.PIECES, Stage.LINEAR, Stage.SOFTMAX)

    @property
    def group(self) -> SiteGroup | None:
        """The attention inside its residual; None for the others."""
        if self.part == "cross":
            return CROSS
        if self.part == "self":
            return ENCODER_SELF if self.stack == "encoder" else DECODER_SELF
        return None


@dataclass(frozen=True)
class Machine:
    """The sizes that figure 1 is drawn with."""

    encoder_layers: int
    decoder_layers: int
    heads: int
    d_model: int
    d_ff: int
    source_vocabulary: int
    target_vocabulary: int
    pre_norm: bool
    has_positions: bool = True
    scale: float = 1.0  # of the embedding
    activation: str = "relu"
    tied: bool = True  # whether the logits use the target embedding's matrix

    def layers(self, stack: Stack) -> int:
        return self.encoder_layers if stack == "encoder" else self.decoder_layers

    def layer_boxes(self, stack: Stack, layer: int) -> tuple[Box, ...]:
        """The boxes of one layer, from bottom to top."""
        parts: tuple[Part, ...] = ("self", "ff") if stack == "encoder" else ("self", "cross", "ff")
        stages = (Stage.NORM, Stage.SUBLAYER, Stage.ADD) if self.pre_norm else (Stage.SUBLAYER, Stage.ADD_NORM)
        return tuple(Box(stack, stage, layer, part) for part in parts for stage in stages)

    def before(self, stack: Stack) -> tuple[Box, ...]:
        """What comes before the layers."""
        stages = [Stage.PIECES, Stage.EMBEDDING]
        if self.has_positions:
            stages.append(Stage.POSITIONS)
        return tuple(Box(stack, stage) for stage in stages)

    def after(self, stack: Stack) -> tuple[Box, ...]:
        """What comes after the layers."""
        stages = [Stage.FINAL_NORM] if self.pre_norm else []
        if stack == "decoder":
            stages += [Stage.LINEAR, Stage.SOFTMAX]
        return tuple(Box(stack, stage) for stage in stages)

    def column(self, stack: Stack, layer: int) -> tuple[Box, ...]:
        """What figure 1 shows of a stack, from bottom to top, with one of its layers."""
        return (*self.before(stack), *self.layer_boxes(stack, layer), *self.after(stack))

    def walk(self, stack: Stack | None = None) -> tuple[Box, ...]:
        """All boxes of all layers in the order of computation; of one stack, or of the encoder and then the decoder."""
        if stack is None:
            return (*self.walk("encoder"), *self.walk("decoder"))
        layers = (box for layer in range(self.layers(stack)) for box in self.layer_boxes(stack, layer))
        return (*self.before(stack), *layers, *self.after(stack))

    def stream(self, stack: Stack) -> tuple[Box, ...]:
        """The boxes that d_model numbers leave, in the order of computation."""
        return tuple(box for box in self.walk(stack) if box.has_vector)


def nearest(box: Box, machine: Machine) -> Box:
    """The box itself, or its equivalent in this model, which may norm elsewhere or have fewer layers."""
    if box.layer is not None:
        box = box.at(min(box.layer, machine.layers(box.stack) - 1))
    if box in machine.walk():
        return box
    swaps = {
        Stage.ADD_NORM: Stage.ADD,
        Stage.ADD: Stage.ADD_NORM,
        Stage.NORM: Stage.ADD_NORM,
        Stage.FINAL_NORM: Stage.PIECES,
        Stage.POSITIONS: Stage.EMBEDDING,
    }
    return replace(box, stage=swaps[box.stage])
