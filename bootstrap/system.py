"""The system parts that Qt needs (a platform plugin, libraries, a font), and the packages that contain them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

from bootstrap.errors import SetupError, say

# Debian's and Ubuntu's packages with the libraries that Qt's own build expects from the system.
QT_PACKAGES = [
    "libegl1", "libgl1", "libglib2.0-0", "libxkbcommon0", "libdbus-1-3", "libfontconfig1",
    "libxcb-cursor0", "libxkbcommon-x11-0",
    "libxcb-icccm4", "libxcb-keysyms1", "libxcb-image0", "libxcb-render-util0",
    "libxcb-shape0", "libxcb-xinerama0", "libxcb-xkb1",
    "libwayland-client0", "libwayland-cursor0", "libwayland-egl1",
]  # fmt: skip
FONT_PACKAGES = ["fonts-dejavu-core"]
NO_FONTS = "no font is installed"

# Runs in the environment's Python; prints the problem, or nothing.
QT_PROBE = f"""
import ctypes, glob, os, sys
try:
    from PySide6 import QtCore, QtGui, QtSvg, QtWidgets
    plugins = QtCore.QLibraryInfo.path(QtCore.QLibraryInfo.LibraryPath.PluginsPath)
    for plugin in glob.glob(os.path.join(plugins, "platforms", "libq" + sys.argv[1] + "*.so")):
        ctypes.CDLL(plugin)
    app = QtGui.QGuiApplication(["probe", "-platform", "offscreen"])
    print("" if QtGui.QFontDatabase.families() else "{NO_FONTS}")
except (ImportError, OSError) as error:
    print(" ".join(str(error).split()))
"""


def has_screen() -> bool:
    """Whether a window can open; only Linux is checked for a missing screen."""
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return sys.platform != "linux" or any(os.environ.get(name) for name in names)


def qt_platform() -> str:
    """The platform plugin that Qt will load here; outside Linux it needs nothing from the system."""
    chosen = os.environ.get("QT_QPA_PLATFORM", "").split(";")[0].split(":")[0]
    if chosen or sys.platform != "linux":
        return chosen or "native"
    if os.environ.get("DISPLAY"):
        return "xcb"
    return "wayland" if os.environ.get("WAYLAND_DISPLAY") else "offscreen"


def qt_problem(python: str) -> str | None:
    """Why Qt does not load in that Python, in Qt's or the loader's words, or None when it does."""
    environment = {name: value for name, value in os.environ.items() if name != "QT_QPA_PLATFORM"}
    done = subprocess.run(
        [python, "-c", QT_PROBE, qt_platform()],
        capture_output=True,
        text=True,
        errors="replace",
        env=environment,
    )
    if done.returncode == 0:
        return done.stdout.strip() or None
    return (done.stderr.strip().splitlines() or [f"it ended with status {done.returncode}"])[-1]


def qt_packages(problem: str) -> list[str]:
    """The Debian packages that fix the problem; empty if no package does."""
    if problem == NO_FONTS:
        return FONT_PACKAGES
    return QT_PACKAGES if "cannot open shared object file" in problem else []


def provide_qt(python: str) -> None:
    """Make Qt load in that Python, or raise `SetupError` with the command to run or the reason."""
    for _ in range(2):  # both libraries and fonts may be missing; the fonts show only after the libraries
        problem = qt_problem(python)
        if problem is None:
            return
        packages = qt_packages(problem)
        if not packages:
            break
        install_system_packages(packages, f"Qt needs something of the system ({problem})")
    problem = qt_problem(python)
    if problem is not None:
        raise SetupError(f"Qt cannot be loaded here ({problem}); 'main.py translate' works without a window.")


def install_system_packages(packages: list[str], why: str) -> None:
    """With apt-get as root; else raise `SetupError` with the exact command."""
    if shutil.which("apt-get") is None:
        raise SetupError(f"{why}; install it with your system's package manager and start again.")
    if os.geteuid() != 0:
        raise SetupError(f"{why}; run 'sudo apt-get install -y {' '.join(packages)}' and start again.")
    say(f"{why}: installing {' '.join(packages)} ...")
    command = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for step in (command, ["apt-get", "update"], command):  # a fresh machine has no package lists yet
        done = subprocess.run(step, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment)
        if step is command and done.returncode == 0:
            return
    raise SetupError(f"{why}, but '{' '.join(command)}' failed.", done.stdout.splitlines()[-8:])
