"""Colours by meaning, light and dark, and the application's palette and style sheet. Follows the system."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from model.values.sites import CROSS, DECODER_SELF, ENCODER_SELF, SiteGroup


@dataclass(frozen=True)
class Theme:
    """One set of colours, as #RRGGBB."""

    name: str
    page: str  # behind the panels
    panel: str
    line: str  # borders
    hatch: str  # strokes over masked cells: stronger than lines, so that no one takes them for small weights
    text: str
    quiet: str  # secondary text
    accent: str
    on_accent: str
    raised: str  # chips, buttons, the current row
    good: str  # probability bars
    error: str
    warning: str
    paused: str
    info: str  # the sign for more information
    encoder_self: str
    decoder_self: str
    cross: str
    positive: str  # the two ends of the scale of scores, whose middle is the panel's colour
    negative: str
    training: str  # the curves of a training: losses
    validation: str
    bleu: str  # and scores; colours that people with any colour vision can tell apart
    exact: str
    scale: tuple[str, ...]  # the attention scale from 0 to 1; lightness is strictly monotone
    heads: tuple[str, ...]  # eight that people with any colour vision can tell apart

    def of(self, group: SiteGroup) -> str:
        """The one colour of an attention kind: its tab, its frame and its bars."""
        return {
            ENCODER_SELF: self.encoder_self,
            DECODER_SELF: self.decoder_self,
            CROSS: self.cross,
        }.get(group, self.accent)


# The heads' colours maximise the smallest distance in CIE L*a*b* between any two of them under normal vision and
# simulated protanopia, deuteranopia and tritanopia (Machado et al. 2009): it is above 25 in every case.
LIGHT = Theme(
    name="light",
    page="#F4F4F1",
    panel="#FFFFFF",
    line="#DCDCD6",
    hatch="#C4C4BC",
    text="#1D2230",
    quiet="#6B7080",
    accent="#4B50C8",
    on_accent="#FFFFFF",
    raised="#EDEEF5",
    good="#2F8F5B",
    error="#B3261E",
    warning="#C07A12",
    paused="#C07A12",
    info="#4B50C8",
    encoder_self="#1A8A7D",
    decoder_self="#C07A12",
    cross="#4B50C8",
    positive="#4B50C8",
    negative="#C07A12",
    training="#4B50C8",
    validation="#C07A12",
    bleu="#14806A",
    exact="#93308F",
    scale=("#FFFFFF", "#DCE3F4", "#B4C2E8", "#8A97DB", "#6467CB", "#4A3FA8", "#34217B", "#1E0F4A", "#120726"),
    heads=("#1850DE", "#9A0A02", "#8DA609", "#F651A4", "#359FFD", "#63092A", "#DA856F", "#232A66"),
)

DARK = Theme(
    name="dark",
    page="#14161C",
    panel="#1C1F28",
    line="#2F3340",
    hatch="#4C5266",
    text="#E9EBF2",
    quiet="#969CAF",
    accent="#9AA0FF",
    on_accent="#14161C",
    raised="#2A2E3B",
    good="#5BC98C",
    error="#FF8A80",
    warning="#F0B04F",
    paused="#F0B04F",
    info="#9AA0FF",
    encoder_self="#4FD1C0",
    decoder_self="#F0B04F",
    cross="#9AA0FF",
    positive="#9AA0FF",
    negative="#F0B04F",
    training="#9AA0FF",
    validation="#F0B04F",
    bleu="#5BDDB0",
    exact="#EE4FB0",
    scale=("#1C1F28", "#2B2C50", "#403A80", "#5D4BAA", "#8263C6", "#AA82D4", "#CFA7DA", "#EBCFDD", "#FFF3DC"),
    heads=("#84B9FF", "#DD7E1C", "#46844D", "#FDE425", "#38FDD9", "#A65F93", "#BDF28D", "#8668FD"),
)


def system_theme() -> Theme:
    """The theme the desktop asks for; light where it does not say."""
    dark = QApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
    return DARK if dark else LIGHT


def palette(theme: Theme) -> QPalette:
    """Qt's own palette in the theme's colours, so that menus, dialogs and tables match."""
    colors = QPalette()
    role = QPalette.ColorRole
    for where, value in (
        (role.Window, theme.page),
        (role.WindowText, theme.text),
        (role.Base, theme.panel),
        (role.AlternateBase, theme.page),
        (role.Text, theme.text),
        (role.Button, theme.panel),
        (role.ButtonText, theme.text),
        (role.Highlight, theme.accent),
        (role.HighlightedText, theme.on_accent),
        (role.ToolTipBase, theme.text),
        (role.ToolTipText, theme.panel),
        (role.PlaceholderText, theme.quiet),
        (role.Mid, theme.line),
        (role.Link, theme.accent),
    ):
        colors.setColor(where, QColor(value))
    for where in (role.Text, role.WindowText, role.ButtonText):
        colors.setColor(QPalette.ColorGroup.Disabled, where, QColor(theme.quiet))
    return colors


def style_sheet(theme: Theme) -> str:
    """Calm surfaces: 8 px corners, thin lines, no shadows. Object names and properties say what a widget is."""
    return f"""
    QWidget {{ font-size: 13px; color: {theme.text}; }}
    QMainWindow, QDialog {{ background: {theme.page}; }}
    QFrame[panel="true"] {{ background: {theme.panel}; border: 1px solid {theme.line}; border-radius: 8px; }}
    QFrame[popover="true"] {{ background: {theme.panel}; border: 1px solid {theme.hatch}; }}
    QLabel {{ background: transparent; border: none; }}
    QLabel[quiet="true"] {{ color: {theme.quiet}; font-size: 12px; }}
    QLabel[title="true"] {{ font-weight: 600; }}
    QLabel[name="true"] {{ font-size: 15px; font-weight: 600; }}
    QLabel[heading="true"] {{ font-size: 17px; font-weight: 600; }}
    QLabel[error="true"] {{ color: {theme.error}; }}
    QPushButton, QToolButton, QComboBox {{
        background: {theme.panel}; border: 1px solid {theme.line}; border-radius: 6px; padding: 4px 10px; }}
    QPushButton:hover, QToolButton:hover, QComboBox:hover {{ background: {theme.raised}; }}
    QPushButton:focus, QToolButton:focus, QComboBox:focus, QPlainTextEdit:focus {{
        border: 1px solid {theme.accent}; }}
    QPushButton:checked, QToolButton:checked {{ background: {theme.raised}; border: 1px solid {theme.accent}; }}
    QToolButton[flat="true"] {{ background: transparent; border: 1px solid transparent; padding: 4px; }}
    QToolButton[flat="true"]:hover {{ background: {theme.raised}; }}
    QToolButton[flat="true"]:focus {{ border: 1px solid {theme.accent}; }}
    QToolButton[bare="true"] {{ padding: 0; }}
    QToolButton[small="true"] {{ padding: 0 6px; font-size: 12px; }}
    QToolButton::menu-indicator {{ image: none; }}
    QToolButton[choice="true"]:focus {{ border: 1px dashed {theme.text}; }}
    QToolButton[choice="true"]:checked {{ border: 1px solid {theme.accent}; color: {theme.accent}; }}
    QToolButton[choice="true"]:checked:focus {{ border: 2px solid {theme.accent}; padding: 3px 9px; }}
    QPushButton:disabled, QToolButton:disabled, QComboBox:disabled {{ color: {theme.quiet}; }}
    QPushButton[primary="true"] {{
        background: {theme.accent}; color: {theme.on_accent}; border: 1px solid {theme.accent}; font-weight: 600; }}
    QPushButton[primary="true"]:disabled {{ background: {theme.raised}; color: {theme.quiet};
        border: 1px solid {theme.line}; }}
    QPlainTextEdit {{ background: {theme.panel}; border: 1px solid transparent; border-radius: 6px;
        selection-background-color: {theme.accent}; selection-color: {theme.on_accent}; }}
    QProgressBar {{ background: {theme.line}; border: none; border-radius: 4px; height: 8px; }}
    QProgressBar::chunk {{ background: {theme.accent}; border-radius: 4px; }}
    QSlider::groove:horizontal {{ height: 4px; background: {theme.line}; border-radius: 2px; }}
    QSlider::sub-page:horizontal {{ background: {theme.accent}; border-radius: 2px; }}
    QSlider::handle:horizontal {{
        background: {theme.accent}; width: 14px; height: 14px; margin: -5px 0; border-radius: 7px; }}
    QSlider::handle:horizontal:focus {{ border: 2px solid {theme.text}; }}
    QScrollArea, QWidget#rightColumn {{ border: none; background: transparent; }}
    QScrollBar:vertical {{ background: transparent; width: 8px; margin: 0; }}
    QScrollBar:horizontal {{ background: transparent; height: 8px; margin: 0; }}
    QScrollBar::handle {{ background: {theme.hatch}; border-radius: 3px; margin: 1px;
        min-height: 24px; min-width: 24px; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
    QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
    QSplitter::handle {{ background: transparent; }}
    QDialog QLineEdit, QLineEdit[field="true"] {{ background: {theme.panel}; border: 1px solid {theme.line};
        border-radius: 6px; padding: 3px 6px; }}
    QRadioButton::indicator {{ width: 12px; height: 12px; border: 1px solid {theme.quiet}; border-radius: 7px;
        background: {theme.panel}; }}
    QRadioButton::indicator:checked {{ width: 6px; height: 6px; border: 4px solid {theme.accent}; }}
    QRadioButton:focus {{ color: {theme.accent}; }}
    QDialog QTableView, QDialog QTreeView, QListView[field="true"], QTextBrowser {{ background: {theme.panel};
        border: 1px solid {theme.line}; border-radius: 6px; }}
    QListView[field="true"]::item {{ padding: 3px 4px; }}
    QListView[field="true"]:focus, QTextBrowser:focus {{ border: 1px solid {theme.accent}; }}
    QDialog QHeaderView::section {{ background: {theme.panel}; color: {theme.quiet}; border: none;
        border-bottom: 1px solid {theme.line}; padding: 3px 6px; text-align: left; }}
    QAbstractSpinBox[field="true"] {{
        background: {theme.panel}; border: 1px solid {theme.line}; border-radius: 6px; padding: 2px; }}
    QAbstractSpinBox[field="true"]:focus {{ border: 1px solid {theme.accent}; }}
    QAbstractSpinBox[field="true"]::up-button, QAbstractSpinBox[field="true"]::down-button {{
        width: 20px; border: none; }}
    QAbstractSpinBox[field="true"]::up-arrow, QAbstractSpinBox[field="true"]::down-arrow {{
        width: 0; height: 0; border: 4px solid {theme.panel}; }}
    QAbstractSpinBox[field="true"]::up-arrow {{ border-top: none; border-bottom-color: {theme.text}; }}
    QAbstractSpinBox[field="true"]::down-arrow {{ border-bottom: none; border-top-color: {theme.text}; }}
    QAbstractSpinBox[field="true"]::up-arrow:off {{ border-bottom-color: {theme.hatch}; }}
    QAbstractSpinBox[field="true"]::down-arrow:off {{ border-top-color: {theme.hatch}; }}
    QAbstractSpinBox QLineEdit {{ background: transparent; border: none; padding: 0; }}
    QSpinBox:disabled, QDoubleSpinBox:disabled, QLineEdit:disabled {{ color: {theme.quiet}; }}
    QMenu::item:selected {{ color: {theme.on_accent}; }}
    QMenu::item:disabled {{ color: {theme.quiet}; }}
    QToolTip {{ background: {theme.text}; color: {theme.panel}; border: none; padding: 4px; }}
    """


def table_style(theme: Theme, selected: str, ink: str) -> str:
    """The style sheet of a table of numbers, with the colours of its selected cells."""
    return f"""
    QTableView {{ background: {theme.panel}; alternate-background-color: {theme.page}; gridline-color: {theme.line};
        border: 1px solid {theme.line}; selection-background-color: {selected}; selection-color: {ink}; }}
    QHeaderView::section, QTableCornerButton::section {{ background: {theme.raised}; color: {theme.text}; border: none;
        border-right: 1px solid {theme.line}; border-bottom: 1px solid {theme.line}; padding: 3px 6px; }}
    QHeaderView {{ background: {theme.panel}; }}
    """
