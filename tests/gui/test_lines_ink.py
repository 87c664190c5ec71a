"""A line is as opaque as its weight, whatever else is drawn; heads come and go without changing others."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from PySide6.QtGui import QColor, QImage

from gui.look.colors import head_color
from gui.look.theme import DARK, LIGHT, Theme
from gui.pictures.lines.ink import Ink, Lines, few_lines

COLORS = [QColor(color) for color in LIGHT.heads]


def lines(*rows: tuple[int, float, float, float]) -> Lines:
    """(head, start, end, weight) of each."""
    heads, start, end, weights = zip(*rows, strict=True)
    return Lines(np.array(heads), *(np.array(part, np.float32) for part in (start, end, weights)))


def pixels(image: QImage) -> np.ndarray:
    """[row, column, blue green red alpha], premultiplied."""
    array = np.array(image.constBits(), dtype=np.uint8)
    return array.reshape(image.height(), image.bytesPerLine() // 4, 4)[:, : image.width()].astype(int)


def drawn(some: Lines, on: tuple[int, ...], heads: int = 8, height: int = 60, width: int = 80) -> np.ndarray:
    ink = Ink(some, heads, height, width)
    while not ink.done:
        ink.work(0.001)
    return pixels(ink.image(on, COLORS))


@pytest.mark.parametrize("weight", [0.004, 0.1, 0.5, 0.87, 1.0])
@pytest.mark.parametrize("on", [(2,), (0, 2), tuple(range(8))])
@pytest.mark.parametrize(("start", "end"), [(20, 20), (10, 14), (5, 55)])
def test_opacity_is_the_weight_whatever_heads_are_on(
    weight: float, on: tuple[int, ...], start: float, end: float
) -> None:
    others = [(head, 2.0, 2.0, 0.9) for head in range(8) if head != 2]
    found = drawn(lines((2, start, end, weight), *others), on)[5:, :, 3]
    strongest = found.max(axis=0) / 255
    assert np.abs(strongest[[1, -2]] - weight).max() < 0.006  # where the line is level
    assert np.abs(strongest - weight).max() < 0.006  # and in between


def test_a_steep_line_has_neither_gaps_nor_blots() -> None:
    found = drawn(lines((0, 5.0, 395.0, 0.3)), (0,), height=400)[..., 3] / 255
    assert found.max(axis=0).min() > 0.26 and found.max() < 0.34
    assert found[6:394].max(axis=1).min() > 0.15  # where it is steep it is thinner, but never broken


def test_a_level_line_is_its_weight_everywhere_and_two_pixels_thick() -> None:
    for start in (20.0, 20.3, 20.5):
        found = drawn(lines((0, start, start, 0.25)), (0,))[..., 3]
        assert np.abs(found.max(axis=0) - 0.25 * 255).max() <= 1
        assert found.sum(axis=0) / 255 == pytest.approx(np.full(80, 0.5), abs=0.03)


def test_crossing_lines_add_up_as_glass_would_in_any_order() -> None:
    one, two = (0, 20.0, 20.0, 0.5), (1, 20.0, 20.0, 0.4)
    found = drawn(lines(one, two), (0, 1))
    np.testing.assert_array_equal(found, drawn(lines(two, one), (0, 1)))
    assert found[..., 3].max() == pytest.approx(255 * (1 - 0.5 * 0.6), abs=1)


def test_a_head_that_is_off_leaves_nothing_behind() -> None:
    both = lines((0, 10.0, 30.0, 0.5), (1, 30.0, 10.0, 0.5))
    np.testing.assert_array_equal(drawn(both, (1,)), drawn(lines((1, 30.0, 10.0, 0.5)), (1,)))
    assert not drawn(both, ()).any()


def test_a_line_has_its_heads_colour() -> None:
    blue, green, red, alpha = drawn(lines((1, 20.0, 20.0, 0.5)), (1,))[20, 40]
    color = COLORS[1]
    for found, wanted in ((red, color.red()), (green, color.green()), (blue, color.blue())):
        assert found / alpha * 255 == pytest.approx(wanted, abs=3)


def test_few_lines_and_bands_of_rows_are_the_same_picture() -> None:
    random = np.random.default_rng(0)
    some = Lines(
        random.integers(0, 8, 60),
        *(random.uniform(4, 56, 60).astype(np.float32) for _ in range(2)),
        random.random(60).astype(np.float32),
    )
    whole = drawn(some, tuple(range(8)))
    np.testing.assert_allclose(pixels(few_lines(some, COLORS, 60, 80)), whole, atol=1)
    ink = Ink(some, 8, 60, 80)
    ink.work(60.0)
    bands = np.concatenate([ink.rows(range(8), COLORS, top, top + 7) for top in range(0, 60, 7)])
    np.testing.assert_array_equal(bands.view(np.uint8).reshape(60, 80, 4), whole)


def test_work_stops_in_time_and_goes_on() -> None:
    random = np.random.default_rng(0)
    many = Lines(
        np.repeat(np.arange(8), 1000),
        *(random.uniform(4, 396, 8000).astype(np.float32) for _ in range(2)),
        random.random(8000).astype(np.float32),
    )
    ink = Ink(many, 8, 400, 300)
    ink.work(0.0)
    assert not ink.done
    rounds = 0
    while not ink.done:
        ink.work(0.0)
        rounds += 1
    assert rounds > 10


# ---- colours ----

SIGHTS = {  # Machado, Oliveira and Fernandes 2009, complete deficiency, on linear RGB
    "normal": np.eye(3),
    "protan": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deutan": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]],
    "tritan": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.3039]],
}
XYZ = np.array([[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.072175], [0.0193339, 0.119192, 0.9503041]])


def linear(color: QColor) -> np.ndarray:
    srgb = np.array([color.redF(), color.greenF(), color.blueF()])
    return np.where(srgb <= 0.04045, srgb / 12.92, ((srgb + 0.055) / 1.055) ** 2.4)


def lab(rgb: np.ndarray) -> np.ndarray:
    xyz = XYZ @ rgb / XYZ.sum(axis=1)
    f = np.where(xyz > 216 / 24389, np.cbrt(np.maximum(xyz, 0)), (24389 / 27 * xyz + 16) / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


@pytest.mark.parametrize("sight", list(SIGHTS))
@pytest.mark.parametrize("colors", [LIGHT.heads, DARK.heads])
def test_eight_heads_are_told_apart_by_every_kind_of_eye(colors: tuple[str, ...], sight: str) -> None:
    seen = [lab(np.clip(np.array(SIGHTS[sight]) @ linear(QColor(color)), 0, 1)) for color in colors]
    assert min(np.linalg.norm(a - b) for a, b in combinations(seen, 2)) > 25


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_heads_stand_out_from_the_panel_and_sixteen_differ(theme: Theme) -> None:
    panel = XYZ[1] @ linear(QColor(theme.panel))
    for head in range(8):
        own = XYZ[1] @ linear(head_color(head, theme))
        assert (max(own, panel) + 0.05) / (min(own, panel) + 0.05) > 2.5
    assert len({head_color(head, theme).rgb() for head in range(16)}) == 16
