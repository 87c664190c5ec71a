"""pyqtgraph with this program's Qt and settings; all code that plots imports it from here."""

import os

os.environ.setdefault("PYQTGRAPH_QT_LIB", "PySide6")

import pyqtgraph as pg  # type: ignore[import-untyped]

pg.setConfigOptions(imageAxisOrder="row-major", antialias=True)

__all__ = ["pg"]
