"""The picture of `main.py translate ... --figure`: all heads of cross-attention, in light colours for paper."""

from __future__ import annotations

from pathlib import Path

from gui.app import make_application
from gui.heatmap.figure import save_figure as paint_figure
from gui.look.theme import LIGHT
from model.values.sites import CROSS
from model.values.trace import Trace


def save_figure(trace: Trace, path: Path) -> None:
    """Draw `trace` into `path`; works without a screen."""
    app = make_application(["translucent"])  # fonts belong to it, so it must live while painting
    try:
        paint_figure(trace, path, LIGHT, CROSS)
    finally:
        app.processEvents()
