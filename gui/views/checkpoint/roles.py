"""Which tensor plays which part: a combo box for each, with what the report says about the choice."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from gui.look.plain import PlainLabel, plain
from gui.state.language import language
from gui.views.parts.elided_combo import ElidedComboBox
from gui.views.parts.elided_label import ElidedLabel
from model.foreign.plain.checking import Report, shape_text
from model.foreign.plain.guess import Opened
from model.foreign.plain.inspect import stacks
from model.foreign.plain.mapping import ROLES, Mapping

LAYERS = ("encoder_layers", "decoder_layers")
STATE_WIDTH = 124
_OPTIONAL = {"output_bias", "encoder_norm", "decoder_norm"}
# The parameters of our Transformer that each role's tensor is copied to.
_PARAMETERS = {
    "source_embedding": "source_embedding.weight",
    "target_embedding": "target_embedding.weight",
    "output": "output.weight",
    "output_bias": "output.bias",
    "source_positions": "source_positions",
    "target_positions": "target_positions",
    "encoder_norm": "encoder_norm.weight",
    "decoder_norm": "decoder_norm.weight",
}


class RolesPart(QWidget):
    """Gives the tensor names of a `Mapping`."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        about = QLabel(
            self.tr(
                "Names outside of the layers are everybody's own. What is clear from names and shapes is chosen "
                "already; choose the rest."
            )
        )
        about.setWordWrap(True)
        about.setProperty("quiet", True)
        names = {
            "encoder_layers": self.tr("Encoder layers"),
            "decoder_layers": self.tr("Decoder layers"),
            "source_embedding": self.tr("Source embedding"),
            "target_embedding": self.tr("Target embedding"),
            "output": self.tr("Output layer"),
            "output_bias": self.tr("Its bias"),
            "source_positions": self.tr("Source positions"),
            "target_positions": self.tr("Target positions"),
            "encoder_norm": self.tr("Norm after the encoder"),
            "decoder_norm": self.tr("Norm after the decoder"),
        }
        self.combos: dict[str, ElidedComboBox] = {}
        self.states: dict[str, ElidedLabel] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(6)
        for row, (role, name) in enumerate(names.items()):
            combo, state = ElidedComboBox(), ElidedLabel()
            combo.setAccessibleName(name)
            combo.setPlaceholderText(self.tr("choose\u2026"))
            combo.currentIndexChanged.connect(lambda _index: self.changed.emit())
            state.setProperty("quiet", True)
            state.setFixedWidth(STATE_WIDTH)
            grid.addWidget(PlainLabel(name), row, 0)
            grid.addWidget(combo, row, 1)
            grid.addWidget(state, row, 2)
            self.combos[role], self.states[role] = combo, state
        grid.setColumnStretch(1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(about)
        layout.addLayout(grid)
        layout.addStretch(1)

    def show_opened(self, opened: Opened) -> None:
        """What may be chosen, and what the mapping says."""
        mapping, shapes = opened.guess.mapping, opened.seen.shapes
        with QSignalBlocker(self):
            for role in LAYERS:
                decoder = role == "decoder_layers"
                found = [stack for stack in stacks(opened.seen) if stack.decoder is decoder]
                options = [(self.tr("{0} ({1} layers)").format(one.prefix, one.layers), one.prefix) for one in found]
                self._fill(role, options, getattr(mapping, role))
            for role in ROLES:
                options = [(self.tr("none"), "")] if role in _OPTIONAL else []
                for name in opened.guess.candidates.of(role):
                    shape = shapes.get(name, shapes.get(f"{name}.weight", ()))
                    options.append((f"{name}  ({language.say(shape_text(shape))})", name))
                self._fill(role, options, getattr(mapping, role))

    def _fill(self, role: str, options: list[tuple[str, str]], chosen: str) -> None:
        combo = self.combos[role]
        combo.clear()
        if chosen and chosen not in [name for _, name in options]:
            options = [*options, (self.tr("{0}  (not in the file)").format(chosen), chosen)]
        for text, name in options:
            combo.addItem(text, name)
        combo.setCurrentIndex(next((i for i, (_, name) in enumerate(options) if name == chosen), -1))
        combo.setEnabled(bool(options))

    def values(self) -> dict[str, str]:
        """Fields of a `Mapping`."""
        return {role: combo.currentData() or "" for role, combo in self.combos.items()}

    def show_report(self, mapping: Mapping, report: Report) -> None:
        """Beside each choice how it fits."""
        lines = {line.parameter: line for line in report.lines}
        words = {
            "matched": self.tr("fits"),
            "missing": self.tr("missing"),
            "wrong shape": self.tr("needs {0}"),
        }
        computed = mapping.positions != "table"
        for role, state in self.states.items():
            line = lines.get(_PARAMETERS.get(role, ""))
            text, error = "", False
            if role in LAYERS:
                text = self.tr("fits") if getattr(mapping, role) else self.tr("missing")
                error = not getattr(mapping, role)
            elif line is not None:
                text = words[line.state].format(language.say(shape_text(line.expected))) if line.state in words else ""
                error = line.state != "matched"
            elif role.endswith("positions") and computed:
                text = self.tr("not used")
            state.setText(text)
            state.setToolTip(plain(text))
            state.setProperty("error", error)
            state.setProperty("quiet", not error)
            state.style().unpolish(state)
            state.style().polish(state)
        for role in ("source_positions", "target_positions"):
            self.combos[role].setEnabled(not computed and self.combos[role].count() > 0)
