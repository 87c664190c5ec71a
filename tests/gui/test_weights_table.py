"""The numbers of a head: what is shown, copied and saved."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from gui.look.look import look
from gui.look.theme import DARK
from gui.views.inside.cells import Cells
from gui.views.parts.weights_table import NumbersTable, WeightsTable
from model.values.pieces import shown
from model.values.sites import DECODER_SELF, ENCODER_SELF
from tests.gui.traces import make_trace


@pytest.fixture
def table(qtbot: QtBot) -> WeightsTable:
    trace = make_trace(target=4)
    group = DECODER_SELF
    rows = [f"{shown(a)} → {shown(b)}" for a, b in zip(trace.input_pieces, trace.predicted_pieces, strict=True)]
    columns = [shown(piece) for piece in trace.input_pieces]
    table = WeightsTable("Layer 4 · Head 3", rows, columns, trace.weights(group)[3, 2], trace.reasons(group))
    qtbot.addWidget(table)
    look.use(DARK)
    table.show()
    return table


def shown_cell(table: WeightsTable, row: int, column: int) -> str:
    return str(table.model.data(table.model.index(row, column)))


def test_cells_and_headers(table: WeightsTable) -> None:
    assert table.model.headerData(1, Qt.Orientation.Vertical) == "2 Ich → wusste"
    assert table.model.headerData(2, Qt.Orientation.Horizontal) == "3 wusste"
    assert shown_cell(table, 0, 0) == "1.0000"
    assert shown_cell(table, 0, 1) == "masked (future)"
    tooltip = table.model.data(table.model.index(1, 0), Qt.ItemDataRole.ToolTipRole)
    assert "Ich → wusste looks at &lt;s&gt;: 0." in tooltip  # else Qt takes the piece for markup


def test_padding_is_named(qtbot: QtBot) -> None:
    trace = make_trace(source=6, padded=2)
    group = ENCODER_SELF
    names = list(trace.source_pieces)
    table = WeightsTable("Layer 1", names, names, trace.weights(group)[0, 0], trace.reasons(group))
    qtbot.addWidget(table)
    assert shown_cell(table, 0, 5) == "masked (padding)"


def test_more_decimals(qtbot: QtBot, table: WeightsTable) -> None:
    qtbot.keyClick(table.decimals, Qt.Key.Key_Down)
    assert shown_cell(table, 0, 0) == "1.000000"


def test_ctrl_c_copies_the_selection_with_its_headers(qtbot: QtBot, table: WeightsTable) -> None:
    model = table.model
    box = QItemSelection(model.index(1, 0), model.index(2, 1))
    table.view.selectionModel().select(box, QItemSelectionModel.SelectionFlag.ClearAndSelect)
    with qtbot.waitActive(table):
        table.activateWindow()
    table.view.setFocus()
    qtbot.keyClick(table.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = [line.split("\t") for line in QGuiApplication.clipboard().text().split("\n")]
    assert lines[0] == ["", "1 <s>", "2 Ich"]
    assert lines[1] == ["2 Ich → wusste", shown_cell(table, 1, 0), shown_cell(table, 1, 1)]
    assert len(lines) == 3


def test_the_button_copies_everything_when_nothing_is_selected(qtbot: QtBot, table: WeightsTable) -> None:
    table.view.clearSelection()
    qtbot.mouseClick(table.copy_button, Qt.MouseButton.LeftButton)
    lines = QGuiApplication.clipboard().text().split("\n")
    assert len(lines) == 5 and all(line.count("\t") == 4 for line in lines)
    assert "masked (future)" in lines[1]


def test_the_saved_numbers_are_exact_and_masked_cells_empty(table: WeightsTable, tmp_path: Path) -> None:
    path = tmp_path / "head.csv"
    table.save_csv(str(path))
    lines = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"))))
    weights = make_trace(target=4).weights(DECODER_SELF)[3, 2]
    for q in range(4):
        for k in range(4):
            cell = lines[q + 1][k + 1]
            assert cell == "" if k > q else np.float32(cell) == weights[q, k]
    assert str(path) in table.note.text()


def test_a_spreadsheet_reads_the_saved_letters_and_computes_nothing(qtbot: QtBot, tmp_path: Path) -> None:
    cells = Cells(["=1+1", "한국어"], ["-", "@x"], [["+", -0.5], ["<s>", 1.0]])
    table = NumbersTable("Texts", cells)
    qtbot.addWidget(table)
    path = tmp_path / "texts.csv"
    table.save_csv(str(path))
    content = path.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")  # without it, Excel takes an old encoding for granted
    assert content.decode("utf-8-sig").splitlines() == [",'-,'@x", "'=1+1,'+,-0.5", "한국어,<s>,1"]


def test_a_disk_that_refuses_is_told(table: WeightsTable, tmp_path: Path) -> None:
    table.save_csv(str(tmp_path / "missing" / "head.csv"))
    assert "could not be written" in table.note.text()
    assert table.note.property("error") is True


def test_names_must_fit_the_matrix(qtbot: QtBot) -> None:
    with pytest.raises(ValueError, match="do not name"):
        WeightsTable("x", ["a"], ["b"], np.zeros((2, 2), np.float32), np.zeros((2, 2), np.uint8))
