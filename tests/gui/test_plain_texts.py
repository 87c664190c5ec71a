"""Names and texts of strangers are shown as they are: `<s>` is no markup, in tooltips and in labels."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QHelpEvent, Qt, QTextDocument
from PySide6.QtWidgets import QApplication, QToolTip

from gui.look.plain import plain
from gui.views.inside.cells import Cells
from gui.views.panels.chips import Chip, ChipRow

ROOT = Path(__file__).parents[2]
WORDS = {"tr", "translate"}


def calls(tree: ast.AST, name: str) -> list[ast.Call]:
    found = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return [call for call in found if isinstance(call.func, ast.Attribute) and call.func.attr == name]


def tooltips(tree: ast.AST) -> list[ast.expr]:
    """What stands where a tooltip's text is given."""
    shown = [call.args[1] for call in calls(tree, "showText") if len(call.args) > 2]
    items = [call.args[1] for call in calls(tree, "setItemData") if ast.unparse(call.args[-1]).endswith("ToolTipRole")]
    return [*(call.args[-1] for call in calls(tree, "setToolTip")), *shown, *items]


def is_safe(text: ast.expr) -> bool:
    """A text of our own, or one that `plain` has made safe."""
    if isinstance(text, ast.IfExp):
        return is_safe(text.body) and is_safe(text.orelse)
    if isinstance(text, ast.Call) and isinstance(text.func, ast.Name):
        return text.func.id == "plain"
    if isinstance(text, ast.Call) and isinstance(text.func, ast.Attribute) and text.func.attr in WORDS:
        text = text.args[-1]
    return isinstance(text, ast.Constant) and not Qt.mightBeRichText(str(text.value))


@pytest.mark.parametrize("path", sorted((ROOT / "gui").rglob("*.py")), ids=lambda path: path.stem)
def test_every_tooltip_with_a_value_is_plain(path: Path) -> None:
    unsafe = [text for text in tooltips(ast.parse(path.read_text(encoding="utf-8"))) if not is_safe(text)]
    assert not unsafe, [f"line {text.lineno}: {ast.unparse(text)}" for text in unsafe]


@pytest.mark.parametrize("path", sorted((ROOT / "gui").rglob("*.py")), ids=lambda path: path.stem)
def test_every_label_with_a_value_is_plain(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    labels = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and ast.unparse(node.func) == "QLabel"]
    unsafe = [label for label in labels if not (label.args and is_safe(label.args[0]))]
    assert not unsafe, [f"line {label.lineno}: {ast.unparse(label)}" for label in unsafe]


@pytest.mark.parametrize(
    "text",
    ["<s>: probability 0.25\nlog-probability -1.4", "<b> & </b>", "&lt;s&gt; a  b", "a < b", "&amp;", "▁dog", ""],
)
def test_a_plain_text_is_shown_letter_by_letter(text: str) -> None:
    shown = QTextDocument()
    if Qt.mightBeRichText(plain(text)):  # as tooltips decide
        shown.setHtml(plain(text))
    else:
        shown.setPlainText(plain(text))
    assert shown.toPlainText() == text


def test_tooltips_of_odd_pieces_keep_their_names(qtbot, monkeypatch) -> None:
    shown: list[str] = []
    monkeypatch.setattr(QToolTip, "showText", lambda _place, text, *_more: shown.append(text))
    row = ChipRow()
    qtbot.addWidget(row)
    row.resize(400, 30)
    row.show()
    row.set_chips([Chip("<s>", "<s>: piece 1"), Chip("<b>", "<b>: piece 2")])
    place = row.chip_rect(1).center().toPoint()
    QApplication.sendEvent(row, QHelpEvent(QEvent.Type.ToolTip, place, row.mapToGlobal(place)))
    assert "&lt;b&gt;: piece 2" in shown[0]
    cells = Cells(["<s>"], ["<b>"], [[0.5]])
    index = cells.index(0, 0)
    assert "&lt;s&gt;, &lt;b&gt;: 0.5" in cells.data(index, Qt.ItemDataRole.ToolTipRole)
    assert cells.data(index, Qt.ItemDataRole.AccessibleTextRole) == "<s>, <b>: 0.5"  # a screen reader reads no markup
