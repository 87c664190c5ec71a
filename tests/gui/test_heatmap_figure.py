"""Figures: three formats, shapes and text in the two vector ones, and one clear sentence for what cannot be."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtGui import QImage
from PySide6.QtSvg import QSvgRenderer
from pytestqt.qtbot import QtBot

from gui.heatmap.figure import save_figure
from gui.look.theme import DARK, LIGHT
from model.errors import UserError
from model.values.sites import CROSS, DECODER_SELF, TRANSFORMER_GROUPS, SiteGroup
from tests.gui.traces import make_trace

ONE = {"layer": 1, "head": 1}


@pytest.mark.parametrize("where", [{}, ONE], ids=["all", "one"])
@pytest.mark.parametrize("group", list(TRANSFORMER_GROUPS))
def test_png(qtbot: QtBot, tmp_path: Path, where: dict[str, int], group: SiteGroup) -> None:
    path = tmp_path / "figure.PNG"
    save_figure(make_trace(2, 3, padded=2), path, DARK, group, **where, size=(640, 480))
    image = QImage(str(path))
    assert (image.width(), image.height()) == (1280, 960)
    assert image.pixelColor(2, 2).name().upper() == DARK.panel


@pytest.mark.parametrize("where", [{}, ONE], ids=["all", "one"])
def test_svg_holds_shapes_and_text(qtbot: QtBot, tmp_path: Path, where: dict[str, int]) -> None:
    path = tmp_path / "figure.svg"
    save_figure(make_trace(2, 3), path, LIGHT, DECODER_SELF, **where)
    text = path.read_text(encoding="utf-8")
    assert "<image" not in text and "<text" in text and "<path" in text
    assert "I did not know that she had already left the house" in text
    assert ("verlassen" in text) and QSvgRenderer(str(path)).isValid()


@pytest.mark.parametrize("where", [{}, ONE], ids=["all", "one"])
def test_pdf_holds_shapes_and_text(qtbot: QtBot, tmp_path: Path, where: dict[str, int]) -> None:
    path = tmp_path / "figure.pdf"
    save_figure(make_trace(2, 3), path, LIGHT, CROSS, **where)
    content = path.read_bytes()
    assert content.startswith(b"%PDF") and b"/Font" in content and b"/Subtype /Image" not in content


def test_long_sentences_stay_small_files(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "figure.svg"
    save_figure(make_trace(source=256, target=256), path, LIGHT, DECODER_SELF)
    assert path.stat().st_size < 8_000_000


def test_an_svg_of_any_text_is_well_formed(qtbot: QtBot, tmp_path: Path) -> None:
    path, text = tmp_path / "figure.svg", "a\x1b[31m\x00 \ufffe <s> & ]]> \ud83d 한"
    trace = make_trace(2, 3)
    odd = replace(trace, source_text=text, source_pieces=("\x1b", *trace.source_pieces[1:]))
    save_figure(odd, path, LIGHT, CROSS, **ONE)
    description = ElementTree.parse(path).getroot().findtext("{http://www.w3.org/2000/svg}desc")
    assert description is not None and description.startswith("a�[31m� � <s> & ]]> � 한 →")
    assert QSvgRenderer(str(path)).isValid()


def test_what_cannot_be_is_said(qtbot: QtBot, tmp_path: Path) -> None:
    trace = make_trace(2, 3)
    with pytest.raises(UserError, match=r"\.png, \.svg or \.pdf"):
        save_figure(trace, tmp_path / "figure.gif", LIGHT, CROSS)
    with pytest.raises(UserError, match="layer up to 2 and a head up to 3"):
        save_figure(trace, tmp_path / "figure.png", LIGHT, CROSS, layer=2, head=0)
    with pytest.raises(UserError, match="or neither"):
        save_figure(trace, tmp_path / "figure.png", LIGHT, CROSS, layer=1)
    (tmp_path / "file").write_text("")
    with pytest.raises(UserError, match="cannot be written"):
        save_figure(trace, tmp_path / "file" / "figure.png", LIGHT, CROSS)


def test_needs_no_widgets(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from PySide6.QtGui import QGuiApplication; app = QGuiApplication([]);"
        "from gui.heatmap.figure import save_figure; from gui.look.theme import LIGHT;"
        "from model.values.sites import CROSS; from tests.gui.traces import make_trace;"
        f"save_figure(make_trace(1, 2), Path({str(tmp_path / 'figure.pdf')!r}), LIGHT, CROSS)"
    )
    subprocess.run([sys.executable, "-c", script], check=True, cwd=Path(__file__).parents[2], timeout=60)
    assert (tmp_path / "figure.pdf").stat().st_size > 1000
