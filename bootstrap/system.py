"""The system parts that Qt needs (a platform plugin, libraries, a font), and the packages that contain them."""

from __future__ import annotations

import os
import shutil
import subprocess

from bootstrap import screen
from bootstrap.errors import SetupError, say

# The libraries that Qt's own build expects from the system, as each package manager calls them.
QT_PACKAGES = {
    "apt-get": [
        "libegl1", "libgl1", "libglib2.0-0", "libxkbcommon0", "libdbus-1-3", "libfontconfig1",
        "libxcb-cursor0", "libxkbcommon-x11-0",
        "libxcb-icccm4", "libxcb-keysyms1", "libxcb-image0", "libxcb-render-util0",
        "libxcb-shape0", "libxcb-xinerama0", "libxcb-xkb1",
        "libwayland-client0", "libwayland-cursor0", "libwayland-egl1",
    ],
    "dnf": [
        "libglvnd-egl", "libglvnd-glx", "glib2", "libxkbcommon", "dbus-libs", "fontconfig",
        "xcb-util-cursor", "libxkbcommon-x11",
        "xcb-util-wm", "xcb-util-keysyms", "xcb-util-image", "xcb-util-renderutil", "libxcb",
        "libwayland-client", "libwayland-cursor", "libwayland-egl",
    ],
    "pacman": [
        "libglvnd", "glib2", "libxkbcommon", "dbus", "fontconfig", "xcb-util-cursor", "libxkbcommon-x11",
        "xcb-util-wm", "xcb-util-keysyms", "xcb-util-image", "xcb-util-renderutil", "libxcb", "wayland",
    ],
    "zypper": [
        "libEGL1", "libGL1", "libglib-2_0-0", "libxkbcommon0", "libdbus-1-3", "fontconfig",
        "libxcb-cursor0", "libxkbcommon-x11-0",
        "libxcb-icccm4", "libxcb-keysyms1", "libxcb-image0", "libxcb-render-util0",
        "libxcb-shape0", "libxcb-xinerama0", "libxcb-xkb1",
        "libwayland-client0", "libwayland-cursor0", "libwayland-egl1",
    ],
}  # fmt: skip
FONT_PACKAGES = {
    "apt-get": ["fonts-dejavu-core"],
    "dnf": ["dejavu-sans-fonts"],
    "pacman": ["ttf-dejavu"],
    "zypper": ["dejavu-fonts"],
}
INSTALL = {
    "apt-get": "apt-get install -y",
    "dnf": "dnf install -y",
    "pacman": "pacman -S --needed",
    "zypper": "zypper install",
}
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


def qt_problem(python: str) -> str | None:
    """Why Qt does not load in that Python, in Qt's or the loader's words, or None when it does."""
    environment = {name: value for name, value in os.environ.items() if name != "QT_QPA_PLATFORM"}
    done = subprocess.run(
        [python, "-c", QT_PROBE, screen.qt_platform()],
        capture_output=True,
        text=True,
        errors="replace",
        env=environment,
    )
    if done.returncode == 0:
        return done.stdout.strip() or None
    return (done.stderr.strip().splitlines() or [f"it ended with status {done.returncode}"])[-1]


def qt_packages(problem: str) -> dict[str, list[str]]:
    """The packages that fix the problem, by package manager; empty if no package does."""
    if problem == NO_FONTS:
        return FONT_PACKAGES
    return QT_PACKAGES if "cannot open shared object file" in problem else {}


def provide_qt(python: str) -> None:
    """Make Qt load in that Python, or raise `SetupError` with the command to run or the reason."""
    before = None
    problem = qt_problem(python)
    while problem is not None and problem != before:  # the fonts show only after the libraries
        packages = qt_packages(problem)
        if not packages:
            break
        install_system_packages(packages, f"Qt needs something of the system ({problem})")
        before, problem = problem, qt_problem(python)
    if problem is not None:
        raise SetupError(f"Qt cannot be loaded here ({problem}); 'main.py translate' works without a window.")


def install_command(packages: dict[str, list[str]]) -> str:
    """What a person types to install the packages; empty where no package manager is known."""
    manager = next((name for name in packages if shutil.which(name)), "")
    if not manager:
        return ""
    root = "" if os.geteuid() == 0 else "sudo "
    return f"{root}{INSTALL[manager]} {' '.join(packages[manager])}"


def install_system_packages(packages: dict[str, list[str]], why: str) -> None:
    """With apt-get as root; else raise `SetupError` with the exact command."""
    typed = install_command(packages)
    if not typed:
        raise SetupError(f"{why}; install it with your system's package manager and start again.")
    if not typed.startswith("apt-get"):
        raise SetupError(f"{why}; run '{typed}' and start again.")
    wanted = packages["apt-get"]
    say(f"{why}: installing {' '.join(wanted)} ...")
    command = ["apt-get", "install", "-y", "--no-install-recommends", *wanted]
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for step in (command, ["apt-get", "update"], command):  # a fresh machine has no package lists yet
        done = subprocess.run(
            step, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace", env=environment
        )
        if step is command and done.returncode == 0:
            return
    raise SetupError(f"{why}, but '{' '.join(command)}' failed.", done.stdout.splitlines()[-8:])
