"""What a view needs from a model, what a model offers, and a sentence for the user where they do not match."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from model.errors import QT_TRANSLATE_NOOP, Sentence


class Need(StrEnum):
    """Each is a set of named points or a way to compute something; a network lists those that it has."""

    ATTENTION = "attention"  # weights [head, query, key] at sites
    EQUATION = "equation"  # also queries, keys, values, scores and W_O: equation 1 number by number
    LAYERS = "layers"  # the decoder's vectors after each layer, and a way to read each like the last one
    VECTORS = "vectors"  # every vector of the paper's figure 1
    GRADIENTS = "gradients"  # the embeddings of both sides as points that gradients go through


ALL_NEEDS = frozenset(Need)
_WHY_NOT = {
    Need.ATTENTION: QT_TRANSLATE_NOOP(
        "Model", "{family} has no attention: none of its pieces looks at another, so there are no heads to show."
    ),
    Need.EQUATION: QT_TRANSLATE_NOOP(
        "Model",
        "{family} computes its attention in a way of its own, so its scores cannot be shown step by step; its weights "
        "can.",
    ),
    Need.LAYERS: QT_TRANSLATE_NOOP(
        "Model", "The layers of {family} cannot be read one by one, because its output fits none but the last."
    ),
    Need.VECTORS: QT_TRANSLATE_NOOP(
        "Model",
        "{family} is not built like the paper's figure 1, so its vectors cannot be followed box by box; a Transformer "
        "of this program or an OPUS-MT model can be.",
    ),
    Need.GRADIENTS: QT_TRANSLATE_NOOP(
        "Model",
        "Gradients cannot be followed to the pieces of {family}; choose a model of this program or an OPUS-MT model.",
    ),
}


def why_not(needs: Iterable[Need], offers: frozenset[Need], family: str) -> Sentence | None:
    """The sentence about the first need that is not offered; None where all are."""
    for need in Need:
        if need in needs and need not in offers:
            return Sentence(_WHY_NOT[need], family=family)
    return None
