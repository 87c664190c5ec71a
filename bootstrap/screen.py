"""Which screen Qt will use here, and whether it can: where it cannot, Qt ends the program with a core dump."""

from __future__ import annotations

import ctypes
import ctypes.util
import glob
import importlib.util
import os
import sys
from typing import Callable  # noqa: UP035 - collections.abc's cannot be subscripted by Python 3.8

OFFSCREEN = "offscreen"


def has_screen() -> bool:
    """Whether a window can open; only Linux is checked for a missing screen."""
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return sys.platform != "linux" or any(os.environ.get(name) for name in names)


def platforms() -> list[str]:
    """The platform plugins that Qt will try here, the first one first."""
    if os.environ.get("QT_QPA_PLATFORM"):
        return [name.split(":")[0] for name in os.environ["QT_QPA_PLATFORM"].split(";")]
    if sys.platform != "linux":
        return ["native"]
    found = [
        name for name, variable in (("xcb", "DISPLAY"), ("wayland", "WAYLAND_DISPLAY")) if os.environ.get(variable)
    ]
    if os.environ.get("XDG_SESSION_TYPE") == "wayland":
        found.reverse()
    return found or [OFFSCREEN]


def qt_platform() -> str:
    """The platform plugin that Qt will load first; outside Linux it needs nothing from the system."""
    return platforms()[0]


def missing_library() -> str:
    """What the loader misses for the first plugin, in its words; "" if it loads. Only of Qt's own build on Linux."""
    for plugin in _plugins(qt_platform()):
        try:
            ctypes.CDLL(plugin)
        except OSError as error:
            return " ".join(str(error).split())
    return ""


def problem() -> str:
    """Why no window can open here, as a sentence; "" if one can."""
    if sys.platform != "linux":
        return ""
    told = [_why_not(name) for name in platforms()]
    return "" if "" in told else told[0]


def _why_not(platform: str) -> str:
    """Why this platform cannot be used, "" if it can."""
    if _plugins() and not _plugins(platform):
        return f"Qt has no platform '{platform}', which QT_QPA_PLATFORM names; unset it and start again."
    answers = _SCREENS.get(platform)
    if answers is None or answers():
        return ""
    name = "DISPLAY" if platform == "xcb" else "WAYLAND_DISPLAY"
    return (
        f"The screen '{os.environ.get(name, '')}' that {name} names does not answer or does not let this program in; "
        "start it from a terminal on that screen, or over 'ssh -X'."
    )


def _plugins(platform: str = "") -> list[str]:
    """The files of the plugins of a platform, or of all, in Qt's own build; none elsewhere."""
    spec = importlib.util.find_spec("PySide6") if sys.platform == "linux" else None
    folders = list(spec.submodule_search_locations or []) if spec is not None else []
    return [
        file
        for folder in folders
        for file in glob.glob(os.path.join(glob.escape(folder), "Qt", "plugins", "platforms", f"libq{platform}*.so"))
    ]


def _x_answers() -> bool:
    """Whether the X server lets this program in."""
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return True  # the loader's message is the better one
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connect.argtypes = [ctypes.c_char_p, ctypes.c_void_p]
    xcb.xcb_connection_has_error.argtypes = xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(None, None)
    failed = xcb.xcb_connection_has_error(connection)
    xcb.xcb_disconnect(connection)
    return not failed


def _wayland_answers() -> bool:
    """Whether the Wayland compositor lets this program in."""
    try:
        wayland = ctypes.CDLL("libwayland-client.so.0")
    except OSError:
        return True
    wayland.wl_display_connect.restype = ctypes.c_void_p
    wayland.wl_display_connect.argtypes = [ctypes.c_char_p]
    wayland.wl_display_disconnect.argtypes = [ctypes.c_void_p]
    display = wayland.wl_display_connect(None)
    if display:
        wayland.wl_display_disconnect(display)
    return bool(display)


_SCREENS: dict[str, Callable[[], bool]] = {"xcb": _x_answers, "wayland": _wayland_answers}
