"""Maps as pixels: nothing strong is lost, masked is never like zero, future never like padding."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRectF

from gui.heatmap.paint import diagonals
from gui.heatmap.pixels import hatching, map_pixels, resized, resized_reasons, tiled, without_rows
from gui.heatmap.scale import LINE, NOTHING
from model.values.masks import MaskReason

SIZES = st.integers(1, 40)


@given(SIZES, SIZES, SIZES, SIZES, st.integers(0, 2**32 - 1))
def test_every_size_keeps_the_extremes_of_what_it_shows(
    rows: int, columns: int, high: int, wide: int, seed: int
) -> None:
    cells = np.random.default_rng(seed).integers(0, 254, (rows, columns)).astype(np.uint8)
    shown = resized(cells, high, wide)
    assert shown.shape == (high, wide)
    assert shown.max() == cells.max()
    assert set(np.unique(shown)) <= set(np.unique(cells))


def test_a_thin_diagonal_survives_four_cells_a_pixel() -> None:
    shown = resized(np.eye(256, dtype=np.uint8) * 200, 64, 64)
    assert np.array_equal(shown, np.eye(64, dtype=np.uint8) * 200)


def test_around_a_centre_the_furthest_wins() -> None:
    cells = np.array([[127, 20, 130, 127], [127, 127, 127, 240]], dtype=np.uint8)
    assert resized(cells, 1, 2, centre=127).tolist() == [[20, 240]]


def test_a_pixel_is_masked_only_where_all_its_cells_are() -> None:
    reasons = np.array([[0, 2, 2, 2]], dtype=np.uint8)
    assert resized_reasons(reasons, 1, 2).tolist() == [[0, 2]]


def test_masked_cells_are_hatched_and_zero_is_not() -> None:
    reasons = np.array([[0, MaskReason.FUTURE], [0, MaskReason.PADDING]], dtype=np.uint8)
    shown = map_pixels(np.zeros((2, 2), np.uint8), reasons, 20, 20)
    assert not (shown[:, :10] == LINE).any()
    assert (shown[:10, 10:] == LINE).any() and (shown[10:, 10:] == LINE).any()


def test_future_rises_and_padding_falls() -> None:
    future = hatching(np.full((8, 8), MaskReason.FUTURE, np.uint8), 4, 1)
    padding = hatching(np.full((8, 8), MaskReason.PADDING, np.uint8), 4, 1)
    assert future[3, 1] and future[2, 2] and future[1, 3]
    assert padding[1, 1] and padding[2, 2] and padding[3, 3]
    assert not np.array_equal(future, padding)


def test_gaps_part_allowed_cells_and_leave_hatching_whole() -> None:
    cells = np.full((2, 2), 200, np.uint8)
    reasons = np.array([[0, 2], [0, 0]], dtype=np.uint8)
    plain = map_pixels(cells, reasons, 20, 20)
    parted = map_pixels(cells, reasons, 20, 20, gap=1)
    assert (parted[10, :] == 0).all()
    assert np.array_equal(plain[:10, 10:], parted[:10, 10:])


def test_rows_not_decoded_are_not_there() -> None:
    shown = without_rows(np.ones((10, 4), np.uint8), visible=2, rows=4)
    assert (shown[:5] == 1).all() and (shown[5:] == NOTHING).all()


def test_tiles_lie_in_order_with_borders_and_spaces() -> None:
    maps = np.arange(6, dtype=np.uint8).reshape(2, 3, 1, 1) + np.zeros((2, 3, 4, 5), np.uint8)
    image = tiled(maps, space=2, border=1)
    assert image.shape == (2 * 8, 3 * 9)
    for layer in range(2):
        for head in range(3):
            tile = image[layer * 8 : layer * 8 + 8, head * 9 : head * 9 + 9]
            assert (tile[1:5, 1:6] == layer * 3 + head).all()
            assert (tile[0, :7] == LINE).all() and (tile[6:] == NOTHING).all()


@given(st.floats(-50, 50), st.floats(-50, 50), st.floats(1, 60), st.floats(1, 60), st.booleans())
def test_hatching_lines_stay_in_their_box(left: float, top: float, width: float, height: float, rising: bool) -> None:
    box = QRectF(left, top, width, height)
    for line in diagonals(box, 5.0, rising):
        for point in line:
            assert box.adjusted(-1e-6, -1e-6, 1e-6, 1e-6).contains(point)
