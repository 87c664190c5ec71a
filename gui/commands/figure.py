"""The picture of `main.py translate ... --figure`: all heads of cross-attention, in light colours for paper."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtGui import QGuiApplication

from gui.heatmap.figure import save_figure as paint_figure
from gui.theme import LIGHT
from model.trace import AttentionKind, Trace


def save_figure(trace: Trace, path: Path) -> None:
    """Draw `trace` into `path`; works without a screen."""
    app = QGuiApplication.instance() or QGuiApplication(sys.argv[:1])
    paint_figure(trace, path, LIGHT, AttentionKind.CROSS)
    del app
