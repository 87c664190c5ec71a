"""One map out of many heads: a head itself, or the mean or maximum over heads, layers or both. NumPy only."""

from __future__ import annotations

from enum import Enum

from model.values.trace import Floats


class Summary(Enum):
    """What the big map shows of all [layer, head] maps of one attention kind."""

    HEAD = "head"
    MEAN_HEADS = "mean of the layer's heads"
    MAX_HEADS = "maximum of the layer's heads"
    MEAN_LAYERS = "mean of the head over layers"
    MAX_LAYERS = "maximum of the head over layers"
    MEAN_ALL = "mean of all"
    MAX_ALL = "maximum of all"


def summarise(weights: Floats, summary: Summary, layer: int, head: int) -> Floats:
    """[layer, head, query, key] -> [query, key].

    A mean of attention rows still sums to 1; a maximum need not. Heads of different layers have nothing in common but
    their number, so the summaries over layers say only where *any* or *the average* head of that number looks.
    """
    shown: Floats
    if summary is Summary.HEAD:
        shown = weights[layer, head]
    elif summary is Summary.MEAN_HEADS:
        shown = weights[layer].mean(axis=0)
    elif summary is Summary.MAX_HEADS:
        shown = weights[layer].max(axis=0)
    elif summary is Summary.MEAN_LAYERS:
        shown = weights[:, head].mean(axis=0)
    elif summary is Summary.MAX_LAYERS:
        shown = weights[:, head].max(axis=0)
    elif summary is Summary.MEAN_ALL:
        shown = weights.mean(axis=(0, 1))
    else:
        shown = weights.max(axis=(0, 1))
    return shown
