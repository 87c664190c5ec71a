"""Summaries against their definitions."""

from __future__ import annotations

import numpy as np
import pytest

from gui.heatmap.summary import Summary, summarise
from model.values.sites import CROSS
from tests.gui.traces import make_trace

WEIGHTS = make_trace(layers=3, heads=4, source=6, target=7).weights(CROSS)


@pytest.mark.parametrize(
    ("summary", "wanted"),
    [
        (Summary.HEAD, WEIGHTS[1, 2]),
        (Summary.MEAN_HEADS, sum(WEIGHTS[1, h] for h in range(4)) / 4),
        (Summary.MAX_HEADS, np.maximum.reduce([WEIGHTS[1, h] for h in range(4)])),
        (Summary.MEAN_LAYERS, sum(WEIGHTS[layer, 2] for layer in range(3)) / 3),
        (Summary.MAX_LAYERS, np.maximum.reduce([WEIGHTS[layer, 2] for layer in range(3)])),
        (Summary.MEAN_ALL, sum(WEIGHTS[layer, h] for layer in range(3) for h in range(4)) / 12),
        (Summary.MAX_ALL, np.maximum.reduce([WEIGHTS[layer, h] for layer in range(3) for h in range(4)])),
    ],
)
def test_summary(summary: Summary, wanted: np.ndarray) -> None:
    assert np.allclose(summarise(WEIGHTS, summary, 1, 2), wanted, atol=1e-6)
    if "MEAN" in summary.name:
        assert np.allclose(summarise(WEIGHTS, summary, 1, 2).sum(axis=-1), 1.0, atol=1e-5)
