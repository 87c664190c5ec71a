"""Tens of thousands of lines as one picture, in NumPy: QPainter takes a tenth of a millisecond for each.

A line is two pixels thick and as opaque as its weight. Where lines cross, they combine like layers of glass, in any
order: opacity 1 - (1 - a)(1 - b), colours mixed by their shares. So the drawing order does not matter, and a head can
be removed again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from time import perf_counter

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QColor, QImage

from model.values.trace import Floats

MOST = 255.0 / 256.0  # the opacity of weight 1: the greatest that eight bits can hold
CHUNK = 60_000  # samples between two looks at the clock
Depths = NDArray[np.float32]
Pixels = NDArray[np.uint32]


@dataclass(frozen=True, eq=False)
class Lines:
    """Lines from the left edge at `start` [line] to the right edge at `end`, in pixels from the top."""

    heads: NDArray[np.int64]  # [line]
    start: Floats
    end: Floats
    weights: Floats

    def __len__(self) -> int:
        return len(self.weights)

    def part(self, chosen: slice | NDArray[np.bool_]) -> Lines:
        return Lines(self.heads[chosen], self.start[chosen], self.end[chosen], self.weights[chosen])


def ease(x: NDArray[np.float64]) -> NDArray[np.float64]:
    """The height of a line at x, both 0 to 1; it is level at both ends. A cubic Bezier curve gives the same shape."""
    return x * x * (3.0 - 2.0 * x)


def depth(weights: Floats) -> NDArray[np.float64]:
    """Depths add up where lines cross; the opacity is 1 - e^-depth."""
    return -np.log1p(-np.minimum(weights.astype(np.float64), 1.0) * MOST)


class Ink:
    """The depth of every pixel for every head; `work` fills it in parts, so the window never waits for all lines."""

    def __init__(self, lines: Lines, heads: int, height: int, width: int, thickness: int = 2) -> None:
        """`height`, `width` and `thickness` are device pixels."""
        self.height, self.width, self.thickness = max(height, 4), max(width, 1), thickness
        self._layers: Depths = np.zeros((heads, self.height * self.width), dtype=np.float32)
        self._todo: list[tuple[int, Lines, int]] = []  # head, lines, samples a pixel
        for head in range(heads):
            own = lines.part(lines.heads == head)
            for repeats, some in _by_steepness(own, self.width, thickness):
                step = max(CHUNK // (self.width * repeats), 1)
                self._todo += [
                    (head, some.part(slice(first, first + step)), repeats) for first in range(0, len(some), step)
                ]

    @property
    def done(self) -> bool:
        return not self._todo

    def work(self, seconds: float) -> None:
        """Draw for about this many seconds, or until all is drawn."""
        ends = perf_counter() + seconds
        while self._todo:
            head, lines, repeats = self._todo.pop()
            self._deposit(self._layers[head], lines, repeats)
            if perf_counter() > ends:
                break

    def _deposit(self, layer: Depths, lines: Lines, repeats: int) -> None:
        places, amounts = _samples(lines, repeats, self.height, self.width, self.thickness)
        first = int(places.min())
        found = np.bincount((places - first).ravel(), weights=amounts.ravel())
        layer[first : first + found.size] += found.astype(np.float32)

    def rows(self, on: Sequence[int], colors: Sequence[QColor], top: int, bottom: int) -> Pixels:
        """The pixels [row, column] of rows `top` to `bottom` as they are so far, of the heads that are on."""
        bottom = min(bottom, self.height)
        if not len(on):
            return np.zeros((bottom - top, self.width), dtype=np.uint32)
        above = min(self.thickness - 1, top)  # thick lines that begin there reach into these rows
        part = self._layers[list(on), (top - above) * self.width : bottom * self.width]
        found: Depths = (_mix([colors[head] for head in on]).T @ part).reshape(4, -1, self.width)
        return _pixels(_thick(found, self.thickness)[:, above:])

    def image(self, on: Sequence[int], colors: Sequence[QColor], ratio: float = 1.0) -> QImage:
        """What is drawn so far of the heads that are on; transparent where there is no line."""
        return image_of(self.rows(on, colors, 0, self.height), ratio)


def few_lines(
    lines: Lines, colors: Sequence[QColor], height: int, width: int, thickness: int = 2, ratio: float = 1.0
) -> QImage:
    """The same as `Ink` in one go, for one piece's few lines while the pointer moves. `colors` are all heads'."""
    height, width = max(height, 4), max(width, 1)
    mix = _mix(colors)
    found = np.zeros((4, height * width), dtype=np.float32)
    for repeats, some in _by_steepness(lines, width, thickness):
        places, amounts = _samples(some, repeats, height, width, thickness)
        first = int(places.min())
        places = (places - first).ravel()
        for channel, shade in enumerate(mix[some.heads].T):
            bins = np.bincount(places, weights=(amounts * shade[None, :, None]).ravel())
            found[channel, first : first + bins.size] += bins.astype(np.float32)
    return image_of(_pixels(_thick(found.reshape(4, height, width), thickness)), ratio)


def _mix(colors: Sequence[QColor]) -> Depths:
    """[color, 4]: red, green and blue, and 1 for the depth itself."""
    parts = [[color.redF(), color.greenF(), color.blueF(), 1.0] for color in colors]
    return np.array(parts, dtype=np.float32).reshape(len(parts), 4)


def _by_steepness(lines: Lines, width: int, thickness: int) -> list[tuple[int, Lines]]:
    """Steep lines need several samples a pixel, or they would have gaps."""
    steepest = 1.5 * np.abs(lines.end - lines.start) / width
    repeats = np.maximum(np.ceil(steepest / thickness), 1).astype(int)
    return [(int(count), lines.part(repeats == count)) for count in np.unique(repeats)]


def _samples(
    lines: Lines, repeats: int, height: int, width: int, thickness: int
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Pixel numbers [2, line, sample] and the depth that each gets there, of the upper edge of every line."""
    samples = width * repeats
    x = (np.arange(samples) + 0.5) / samples
    drop = (lines.end - lines.start).astype(np.float64)[:, None]
    # A steep line covers more pixels of a column than its thickness, each as strongly as a level line does.
    slope = np.abs(drop) * (6.0 * x * (1.0 - x))[None, :] / width
    amount = depth(lines.weights)[:, None] * np.maximum(slope / thickness, 1.0) / repeats
    top = lines.start.astype(np.float64)[:, None] + drop * ease(x)[None, :] - thickness / 2
    top = np.clip(top, 0.0, height - thickness - 1.001)
    row = top.astype(np.int64)
    below = top - row
    place = row * width + (np.arange(samples) // repeats)[None, :]
    return np.stack((place, place + width)), np.stack((amount * (1 - below), amount * below))


def _thick(depths: Depths, thickness: int) -> Depths:
    """[4, height, width] of upper edges -> of whole lines."""
    thick = depths.copy()
    for row in range(1, thickness):
        thick[:, row:] += depths[:, :-row]
    return thick


def _pixels(depths: Depths) -> Pixels:
    """[4, height, width] -> [height, width] of premultiplied colours."""
    _, height, width = depths.shape
    flat = depths.reshape(4, -1)
    some = np.flatnonzero(flat[3])
    packed = np.zeros(height * width, dtype=np.uint32)
    if some.size:
        found = flat[:, some]
        opacity = -np.expm1(-found[3])
        shades = found[:3] * (255.0 * opacity / found[3])
        pixels = (opacity * 255.0 + 0.5).astype(np.uint32) << np.uint32(24)
        for channel, places in ((0, 16), (1, 8), (2, 0)):
            pixels |= (shades[channel] + 0.5).astype(np.uint32) << np.uint32(places)
        packed[some] = pixels
    return packed.reshape(height, width)


def image_of(pixels: Pixels, ratio: float = 1.0) -> QImage:
    """`pixels` as a picture of its own, `ratio` of them a logical pixel."""
    height, width = pixels.shape
    image = QImage(pixels.data, width, height, 4 * width, QImage.Format.Format_ARGB32_Premultiplied).copy()
    image.setDevicePixelRatio(ratio)
    return image
