"""pyqtgraph with this program's Qt and settings; whoever plots takes it from here."""

import os

os.environ.setdefault("PYQTGRAPH_QT_LIB", "PySide6")

import pyqtgraph as pg  # type: ignore[import-untyped]

pg.setConfigOptions(imageAxisOrder="row-major", antialias=True)

__all__ = ["pg"]
