"""A map as device pixels: every cell a block of one level, masked cells hatched, in plain NumPy.

Composing whole pixels keeps cells crisp at every size and screen scale, and makes all heads of a kind one image.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gui.heatmap.scale import LINE, NOTHING, Levels
from model.values.masks import MaskReason

Reasons = NDArray[np.uint8]  # `MaskReason` of every cell, [query, key]


def _starts(count: int, pixels: int) -> NDArray[np.int64]:
    """Which cell each pixel shows; for fewer pixels than cells, the first of the cells it shows."""
    return np.arange(pixels) * count // pixels


def _folded(cells: Levels, starts: NDArray[np.int64], axis: int, fold: Callable[..., Levels]) -> Levels:
    """`fold` of each block of cells. On short blocks, folding shifted slices is much faster than `reduceat`."""
    ends = np.append(starts[1:], cells.shape[axis])
    folded = np.take(cells, starts, axis=axis)
    for offset in range(1, int((ends - starts).max())):
        fold(folded, np.take(cells, np.minimum(starts + offset, ends - 1), axis=axis), out=folded)
    return folded


def _extreme(levels: Levels, starts: NDArray[np.int64], axis: int, centre: int) -> Levels:
    """The level furthest from `centre` in each block of cells, so that a thin strong line is not averaged away."""
    highest = _folded(levels, starts, axis, np.maximum)
    if centre == 0:
        return highest
    lowest = _folded(levels, starts, axis, np.minimum)
    return np.where(highest.astype(int) - centre >= centre - lowest.astype(int), highest, lowest)


def resized(levels: Levels, height: int, width: int, centre: int = 0) -> Levels:
    """[..., query, key] -> [..., height, width], by repetition, or by block extreme where pixels are fewer."""
    for axis, pixels in ((-2, height), (-1, width)):
        starts = _starts(levels.shape[axis], pixels)
        if pixels < levels.shape[axis]:
            levels = _extreme(levels, starts, axis, centre)
        elif pixels > levels.shape[axis]:
            levels = np.take(levels, starts, axis=axis)
    return levels


def resized_reasons(reasons: Reasons, height: int, width: int) -> Reasons:
    """[query, key] -> [height, width]; a pixel is masked only where all of its cells are."""
    for axis, pixels in ((0, height), (1, width)):
        starts = _starts(reasons.shape[axis], pixels)
        fewer = pixels < reasons.shape[axis]
        reasons = _folded(reasons, starts, axis, np.minimum) if fewer else np.take(reasons, starts, axis=axis)
    return reasons


def hatching(reasons: Reasons, period: int, thickness: int) -> NDArray[np.bool_]:
    """Where lines are drawn, [height, width]: rising for the future, falling for padding."""
    down, right = np.ogrid[: reasons.shape[0], : reasons.shape[1]]
    future = (reasons == MaskReason.FUTURE) & ((right + down) % period < thickness)
    padding = (reasons == MaskReason.PADDING) & ((right - down) % period < thickness)
    return np.asarray(future | padding)


def row_pixels(visible: int, rows: int, height: int) -> int:
    """How many pixel rows the first `visible` of `rows` take."""
    return -(-visible * height // rows) if rows else 0


def map_pixels(
    levels: Levels,
    reasons: Reasons,
    height: int,
    width: int,
    *,
    period: int = 4,
    thickness: int = 1,
    gap: int = 0,
    centre: int = 0,
) -> Levels:
    """[..., query, key] of levels -> [..., height, width] of levels with hatching.

    `gap` pixels of level 0 separate allowed cells; the hatching runs through masked cells, which look like one area.
    """
    pixels = resized(levels, height, width, centre)
    masks = resized_reasons(reasons, height, width)
    if gap:
        pixels = pixels.copy()
        lines = np.zeros((height, width), dtype=bool)
        for axis, count, length in ((0, levels.shape[-2], height), (1, levels.shape[-1], width)):
            firsts = -(-np.arange(1, count) * length // count)
            for offset in range(gap):
                np.moveaxis(lines, axis, 0)[firsts + offset] = True
        pixels[..., lines & (masks == MaskReason.ALLOWED)] = centre
    if masks.any():
        pixels = np.where(masks != MaskReason.ALLOWED, centre, pixels).astype(np.uint8)
        pixels[..., hatching(masks, period, thickness)] = LINE
    return pixels


def without_rows(pixels: Levels, visible: int, rows: int) -> Levels:
    """A copy of [..., height, width] in which rows from `visible` on are transparent."""
    shown = pixels.copy()
    shown[..., row_pixels(visible, rows, pixels.shape[-2]) :, :] = NOTHING
    return shown


def tiled(maps: Levels, space: int, border: int) -> Levels:
    """[layer, head, height, width] -> one image of all maps, `border` pixels of `LINE` round each, `space` between."""
    layers, heads, height, width = maps.shape
    full_height, full_width = height + 2 * border, width + 2 * border
    image = np.full((layers, full_height + space, heads, full_width + space), NOTHING, dtype=np.uint8)
    image[:, :full_height, :, :full_width] = LINE
    inside: Any = (slice(None), slice(border, border + height), slice(None), slice(border, border + width))
    image[inside] = maps.transpose(0, 2, 1, 3)
    rows, columns = layers * (full_height + space), heads * (full_width + space)
    return image.reshape(rows, columns)
