"""What the decoder would say after each of its layers: the logit lens."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from model.values.needs import Need
from model.values.questions.base import Question
from model.values.trace import Floats, Ints

LastNorm = Literal["none", "decoder", "last layer"]


@dataclass(frozen=True)
class LensQuestion(Question):
    """The `best` likeliest pieces after every layer; `with_norm`: each state first goes through the last LayerNorm."""

    needs: ClassVar[frozenset[Need]] = frozenset({Need.LAYERS})

    with_norm: bool
    best: int = 5


@dataclass(frozen=True, eq=False)
class LensNumbers:
    """State 0 is the decoder's input, state n the output of layer n; the last state's numbers are the model's own.

    In a post-norm model every layer ends in a LayerNorm of its own, so "the last LayerNorm" is the last layer's; in a
    pre-norm one it is the norm after the stack.
    """

    logprob: Floats  # [state, target], of the piece that was chosen in the end
    rank: Ints  # [state, target], of that piece: 1 is the likeliest
    best_pieces: tuple[tuple[tuple[str, ...], ...], ...]  # [state][target][best]
    best_logprob: Floats  # [state, target, best]
    entropy: Floats  # [state, target], of the whole distribution, in nats
    with_norm: bool
    last_norm: LastNorm  # where the norm that `with_norm` applies comes from
