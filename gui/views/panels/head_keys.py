"""The keys of a page with a player and heads; they apply to keys that the focused view does not use."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from gui.state.selection import Selection
from gui.views.panels.overview_panel import OverviewPanel
from gui.views.parts.player_base import Player

_KINDS = {Qt.Key.Key_1: 1, Qt.Key.Key_2: 2, Qt.Key.Key_3: 3}


def move_by_key(event: QKeyEvent, player: Player, overview: OverviewPanel, selection: Selection) -> bool:
    """Do what a plain key means for the player, kinds, layers and heads. False if it means nothing here."""
    if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
        return False
    now = selection.now
    key = Qt.Key(event.key())
    moves: dict[Qt.Key, Callable[[], object]] = {
        Qt.Key.Key_Space: player.toggle_play,
        Qt.Key.Key_Left: player.back,
        Qt.Key.Key_Right: player.forward,
        Qt.Key.Key_Home: player.first,
        Qt.Key.Key_End: player.last,
        Qt.Key.Key_BracketLeft: lambda: selection.update(head=now.head - 1),
        Qt.Key.Key_BracketRight: lambda: selection.update(head=now.head + 1),
        Qt.Key.Key_PageUp: lambda: selection.update(layer=now.layer - 1),
        Qt.Key.Key_PageDown: lambda: selection.update(layer=now.layer + 1),
    }
    if overview.isVisible():  # else the keyboard would go to what nobody sees
        moves[Qt.Key.Key_Escape] = lambda: overview.map.setFocus(Qt.FocusReason.ShortcutFocusReason)
    if key in _KINDS:
        overview.choose_group(_KINDS[key])
    elif key in moves:
        moves[key]()
    else:
        return False
    return True
