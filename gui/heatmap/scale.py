"""The one colour scale of all attention, 0 to 1, and its visible stretches.

Weights become levels, 0 to `TOP`, and levels become colours by a table; the last two entries of every table are
reserved for hatching and for cells that are not there, so that one 8-bit image holds all that a map shows.
"""

from __future__ import annotations

from enum import Enum
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QColor

from gui.look.theme import Theme
from model.values.sites import SiteGroup
from model.values.trace import Floats

Levels = NDArray[np.uint8]
Table = tuple[int, ...]  # 256 colours as 0xAARRGGBB

TOP = 253  # the level of weight 1
LINE = 254  # borders and the lines that hatch masked cells
NOTHING = 255  # transparent: a row that is not decoded yet
CENTRE = 127  # the level of 0 on the diverging scale


class ScaleMode(Enum):
    """How weights are spread over the scale. The legend names any mode but LINEAR."""

    LINEAR = "linear"
    GAMMA = "square root"
    PER_ROW = "each row to its maximum"


def mode_text(mode: ScaleMode) -> str:
    """The legend's words for a mode; empty for LINEAR."""
    if mode is ScaleMode.GAMMA:
        return QCoreApplication.translate("Heatmap", "stretched: √weight")
    if mode is ScaleMode.PER_ROW:
        return QCoreApplication.translate("Heatmap", "stretched: each row to its maximum")
    return ""


def stretched(weights: Floats, mode: ScaleMode) -> Floats:
    """[..., query, key] of weights -> the same shape, 0 to 1, as it is coloured."""
    if mode is ScaleMode.GAMMA:
        return np.sqrt(weights)
    if mode is ScaleMode.PER_ROW:
        highest = weights.max(axis=-1, keepdims=True)
        spread: Floats = np.divide(weights, highest, out=np.zeros_like(weights), where=highest > 0)
        return spread
    return weights


def levels(weights: Floats, mode: ScaleMode = ScaleMode.LINEAR) -> Levels:
    """[..., query, key] of weights, 0 to 1 -> levels, 0 to `TOP`."""
    scaled = stretched(weights, mode) * np.float32(TOP)
    scaled += np.float32(0.5)
    rounded: Levels = scaled.astype(np.uint8)
    return rounded


def diverging_levels(scores: Floats, limit: float) -> Levels:
    """Any numbers from -limit to limit -> levels with 0 at `CENTRE`."""
    scaled = np.clip(scores / max(limit, 1e-12), -1.0, 1.0)
    rounded: Levels = np.rint(scaled * (CENTRE - 1) + CENTRE).astype(np.uint8)
    return rounded


def _lab(colors: tuple[str, ...]) -> NDArray[np.float64]:
    """#RRGGBB -> CIE L*a*b* under D65, [color, 3]."""
    picked = [QColor(color) for color in colors]
    srgb = np.array([(color.redF(), color.greenF(), color.blueF()) for color in picked], dtype=np.float64)
    linear = np.where(srgb <= 0.04045, srgb / 12.92, ((srgb + 0.055) / 1.055) ** 2.4)
    xyz = linear @ _TO_XYZ.T / _WHITE
    f = np.where(xyz > 216 / 24389, np.cbrt(xyz), (24389 / 27 * xyz + 16) / 116)
    return np.stack((116 * f[:, 1] - 16, 500 * (f[:, 0] - f[:, 1]), 200 * (f[:, 1] - f[:, 2])), axis=-1)


def _srgb(lab: NDArray[np.float64]) -> NDArray[np.int64]:
    """CIE L*a*b* -> 0 to 255, [color, 3]; channels outside the sRGB range are clipped."""
    fy = (lab[:, 0] + 16) / 116
    f = np.stack((fy + lab[:, 1] / 500, fy, fy - lab[:, 2] / 200), axis=-1)
    xyz = np.where(f > 6 / 29, f**3, (116 * f - 16) * 27 / 24389) * _WHITE
    linear = np.clip(xyz @ np.linalg.inv(_TO_XYZ).T, 0.0, 1.0)
    srgb = np.where(linear <= 0.0031308, 12.92 * linear, 1.055 * linear ** (1 / 2.4) - 0.055)
    rounded: NDArray[np.int64] = np.rint(srgb * 255).astype(np.int64)
    return rounded


_TO_XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.072175], [0.0193339, 0.119192, 0.9503041]]
)
_WHITE = _TO_XYZ.sum(axis=1)


def _blend(colors: tuple[str, ...], count: int) -> list[int]:
    """`count` colours through the stops, lightness changing evenly from the first to the last."""
    lab = _lab(colors)
    lightness = np.linspace(lab[0, 0], lab[-1, 0], count)
    rising = slice(None) if lab[-1, 0] > lab[0, 0] else slice(None, None, -1)
    a, b = (np.interp(lightness, lab[rising, 0], lab[rising, channel]) for channel in (1, 2))
    red, green, blue = _srgb(np.stack((lightness, a, b), axis=-1)).T
    packed: list[int] = (0xFF000000 | red << 16 | green << 8 | blue).tolist()
    return packed


def _rgb(color: str) -> int:
    return QColor(color).rgb()


@lru_cache
def attention_table(theme: Theme) -> Table:
    """Equal steps of weight are equal steps of lightness: twice the distance from the panel is twice the weight."""
    return (*_blend(theme.scale, TOP + 1), _rgb(theme.hatch), 0)


@lru_cache
def diverging_table(theme: Theme) -> Table:
    """Negative scores amber, positive indigo, 0 the panel's own colour: a pair that colour-blind people tell apart."""
    below = _blend((theme.panel, theme.negative), CENTRE)[::-1]
    above = _blend((theme.panel, theme.positive), TOP + 1 - CENTRE)
    return (*below, *above, _rgb(theme.hatch), 0)


@lru_cache
def tint_table(theme: Theme, group: SiteGroup) -> Table:
    """Every level but 0 has the quiet tint of its kind: a cell that may be attended to."""
    panel, color = QColor(theme.panel), QColor(theme.of(group))
    pairs = ((panel.red(), color.red()), (panel.green(), color.green()), (panel.blue(), color.blue()))
    mixed = QColor(*(round(0.72 * p + 0.28 * c) for p, c in pairs))
    return (panel.rgb(), *(mixed.rgb(),) * TOP, _rgb(theme.hatch), 0)


def color_at(table: Table, level: Any) -> QColor:
    return QColor.fromRgba(table[int(level)])
