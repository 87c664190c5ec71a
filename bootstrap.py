"""Sets a fresh machine up: `.venv` beside main.py, what pyproject.toml names, and the system libraries Qt needs.

Standard library only, and in a syntax that an old Python can read, so that it can say that it is too old. What is
there is written down in a stamp inside `.venv`, so that later starts only read one small file. Everything is said on
standard error: standard output belongs to the commands.
"""

from __future__ import annotations

import contextlib
import importlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Iterable, Iterator  # noqa: UP035 - collections.abc's cannot be subscripted by Python 3.8

OLDEST_PYTHON = (3, 11)
ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
VENV_PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "translucent.stamp"  # a line for each requirement that is installed, for the Python and for Qt
UNFINISHED = VENV / "translucent.unfinished"  # exists while pip changes things; found at a start: it was cut off
LOCK = VENV / "translucent.lock"

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

# Runs in the environment's Python: the last line it prints is what is wrong, or nothing.
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


class SetupError(Exception):
    """What stopped the set-up: one sentence, and optionally the lines of a tool's output that show why."""

    def __init__(self, sentence: str, details: Iterable[str] = ()) -> None:
        super().__init__(sentence)
        self.details = list(details)


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


# What is wanted, and what is there ------------------------------------------------------------------------------------


def check_python(version: tuple[int, ...] = sys.version_info[:3]) -> None:
    """Raise `SetupError` when this Python is too old to go on."""
    if version[:2] >= OLDEST_PYTHON:
        return
    names = [f"python3.{minor}" for minor in range(20, OLDEST_PYTHON[1] - 1, -1)]
    newer = next((name for name in names if runs([name, "--version"])), None)
    remedy = f"start it with '{newer} main.py'" if newer else "install a newer one, for example from python.org"
    wanted, here = ".".join(map(str, OLDEST_PYTHON)), ".".join(map(str, version[:3]))
    raise SetupError(f"Python {wanted} or newer is needed (this is {here}); {remedy}.")


def runs(command: list[str]) -> bool:
    try:
        return subprocess.call(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) == 0
    except OSError:
        return False


def requirements(extra: str = "") -> list[str]:
    """The requirement strings of pyproject.toml, those of the extra included."""
    import tomllib  # not in the old Pythons that only get as far as check_python

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return [*project["dependencies"], *(project["optional-dependencies"][extra] if extra else [])]


def split_requirement(requirement: str) -> tuple[str, list[tuple[str, str]]]:
    """'numpy>=2.0,<3' -> ('numpy', [('>=', '2.0'), ('<', '3')])."""
    match = re.fullmatch(r"([A-Za-z0-9._-]+?)\s*((?:[<>=!]=?[^,;\[]+,?)*)", requirement.strip())
    if match is None:
        raise ValueError(f"pyproject.toml asks for {requirement!r}, but only 'name>=1.2,<3' is understood here.")
    return match[1], re.findall(r"([<>=!]=|[<>])\s*([^,\s]+)", match[2])


def allows(requirement: str, version: str) -> bool:
    """Whether the version is in the requirement's range; local labels ('+cpu') and pre-release marks do not count."""
    tests = {
        ">=": lambda a, b: a >= b,
        "<=": lambda a, b: a <= b,
        "==": lambda a, b: a == b,
        "!=": lambda a, b: a != b,
        ">": lambda a, b: a > b,
        "<": lambda a, b: a < b,
    }

    def number(text: str) -> list[int]:
        parts = [int(part) for part in re.match(r"[0-9.]*", text)[0].split(".") if part]  # type: ignore[index]
        return parts + [0] * (8 - len(parts))

    return all(tests[operator](number(version), number(bound)) for operator, bound in split_requirement(requirement)[1])


def normalised(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def installed_versions(folders: Iterable[str] | None = None) -> dict[str, str]:
    """Versions by normalised project name, as the folders of `sys.path` show them.

    Their names say it all; importlib.metadata would take longer to import than a later start may take in all.
    """
    found: dict[str, str] = {}
    for folder in sys.path if folders is None else folders:
        with contextlib.suppress(OSError):
            for entry in os.listdir(folder or "."):
                if entry.endswith(".dist-info"):
                    name, _, version = entry[: -len(".dist-info")].partition("-")
                    found.setdefault(normalised(name), version)
    return found


def missing(needed: Iterable[str]) -> list[str]:
    """The requirements that this interpreter does not meet."""
    versions = installed_versions()
    names = {requirement: normalised(split_requirement(requirement)[0]) for requirement in needed}
    return [r for r, name in names.items() if name not in versions or not allows(r, versions[name])]


def inside_venv() -> bool:
    return os.path.realpath(sys.prefix) == os.path.realpath(VENV)


def interpreter(extra: str = "") -> str:
    """The Python that has (or will have) what is needed: this one, or that of `.venv`."""
    return str(VENV_PYTHON) if inside_venv() or missing(requirements(extra)) else sys.executable


# The stamp ------------------------------------------------------------------------------------------------------------


def read_stamp() -> set[str]:
    try:
        return set(STAMP.read_text(encoding="utf-8").splitlines())
    except (OSError, ValueError):
        return set()


def write_stamp(lines: set[str]) -> None:
    part = STAMP.with_suffix(".part")
    part.write_text("".join(f"{line}\n" for line in sorted(lines)), encoding="utf-8")
    os.replace(part, STAMP)


def python_line(version: Iterable[int] = sys.version_info[:2]) -> str:
    return "python {}.{}".format(*version)


def qt_line() -> str:
    return f"qt {qt_platform()}"


def is_ready(needed: Iterable[str], qt: bool) -> bool:
    """Whether `.venv` has everything; reads one small file."""
    wanted = {*needed, *([qt_line()] if qt else []), *([python_line()] if inside_venv() else [])}
    return os.access(VENV_PYTHON, os.X_OK) and not UNFINISHED.exists() and wanted <= read_stamp()


# Setting up -----------------------------------------------------------------------------------------------------------


def prepare(extra: str = "", qt: bool = True) -> None:
    """Return when this interpreter has everything; else set `.venv` up and go on in it, which does not return.

    `qt` says whether Qt will be used, so that its system libraries must load. Raises `SetupError`.
    """
    needed = requirements(extra)
    inside = inside_venv()
    if not inside and not missing(needed):
        return
    if not is_ready(needed, qt):
        try:
            VENV.mkdir(exist_ok=True)
            with locked():
                if not is_ready(needed, qt):  # another start may have done it while this one waited
                    set_up(needed, qt)
        except OSError as error:
            raise SetupError(
                f"The set-up in {VENV} failed ({error.strerror or error}); free the disk or make the folder writable, "
                "then start again."
            ) from error
    elif inside:
        return
    restart()


@contextlib.contextmanager
def locked() -> Iterator[None]:
    """Only one start at a time sets up; the lock ends with its process, however that ends.

    pip inherits it: should it outlive a start that was killed, the next one waits for it to end.
    """
    with LOCK.open("a+b") as file:
        os.set_inheritable(file.fileno(), True)
        told = False
        while not try_lock(file.fileno()):
            if not told:
                say("Another start is setting things up; waiting for it.")
                told = True
            time.sleep(0.2)
        yield


def try_lock(descriptor: int) -> bool:
    """False while another process holds the lock; where the file system knows no locks, nothing is waited for."""
    if sys.platform == "win32":
        import msvcrt

        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
    import fcntl

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return True
    return True


def set_up(needed: list[str], qt: bool) -> None:
    """Bring `.venv` from whatever state it is in to one that has everything, and stamp it."""
    version = venv_version()
    stamped = read_stamp()
    if version is None or UNFINISHED.exists() or (stamped and python_line(version) not in stamped):
        make_venv()
        version, stamped = venv_version(), set()
        if version is None:
            raise SetupError(f"The new environment in {VENV} does not start; delete the folder and start again.")
    if not stamped >= set(needed):
        install(needed, [requirement for requirement in needed if requirement not in stamped])
        still_named = {*requirements("test"), qt_line()}
        stamped = {python_line(version), *needed, *(stamped & still_named)}
        write_stamp(stamped)
    if qt and qt_line() not in stamped:
        provide_qt(str(VENV_PYTHON))
        write_stamp({*stamped, qt_line()})


def venv_version() -> tuple[int, int] | None:
    """The Python version of `.venv`, or None when it is missing, broken or without pip."""
    code = "import sys, pip; print(*sys.version_info[:2])"
    try:
        done = subprocess.run([str(VENV_PYTHON), "-c", code], capture_output=True, text=True, check=True)
        major, minor = done.stdout.split()
    except (OSError, ValueError, subprocess.CalledProcessError):
        return None
    return int(major), int(minor)


def make_venv() -> None:
    """An empty environment, in place of whatever is there."""
    if importlib.util.find_spec("ensurepip") is None:
        package = "python{}.{}-venv".format(*sys.version_info[:2])
        install_system_packages([package], "This Python comes without its venv module")
        importlib.invalidate_caches()
    say(f"Making an environment in {VENV} ...")
    UNFINISHED.touch()
    for entry in VENV.iterdir():
        if entry not in (LOCK, UNFINISHED):
            shutil.rmtree(entry) if entry.is_dir() and not entry.is_symlink() else entry.unlink()
    base = getattr(sys, "_base_executable", None) or sys.executable  # the environment may not rest on itself
    done = subprocess.run([base, "-m", "venv", str(VENV)], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if done.returncode:
        raise SetupError(f"No environment could be made in {VENV} with {base}.", done.stdout.splitlines()[-10:])
    UNFINISHED.unlink()


def install(needed: list[str], new: list[str]) -> None:
    """Let pip bring `.venv` to the requirements, of which some are new, with a line of progress for each package."""
    names = [split_requirement(requirement)[0] for requirement in new]
    size = ""
    if "torch" in names:
        gpu = ", or 2 to 4 GB where PyTorch for Linux brings its GPU libraries" if sys.platform == "linux" else ""
        size = f": about 400 MB{gpu}, once; this takes some minutes"
    say(f"Loading {', '.join(names)}{size} ...")
    UNFINISHED.touch()
    command = [str(VENV_PYTHON), "-m", "pip", "install", "--disable-pip-version-check", "--no-input"]
    command += ["--progress-bar", "off", "--prefer-binary", *needed]
    # A person's own "pip install --user by default" makes no sense in an environment.
    environment = {**os.environ, "PIP_USER": "0", "PYTHONUNBUFFERED": "1"}
    lines: list[str] = []
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        env=environment,
        close_fds=False,  # of ours only the lock is inheritable
    ) as pip:
        assert pip.stdout is not None
        for line in pip.stdout:
            lines.append(line.rstrip())
            progress = pip_progress(line)
            if progress:
                say(progress)
    if pip.returncode and any(line.startswith("Installing collected packages") for line in lines):
        raise pip_failure(lines)  # some are half there: the next start begins anew
    UNFINISHED.unlink()
    if pip.returncode:
        raise pip_failure(lines)


def pip_progress(line: str) -> str | None:
    """What a person wants to know of one line of pip's output, if anything."""
    match = re.match(r"\s*(Downloading|Using cached|Processing) (\S+\.whl)(?!\.)(?: \((\d\S* \w+)\))?", line)
    if match:
        name, version = re.split(r"[/\\]", match[2])[-1].split("-")[:2]
        where = ", already on this machine" if match[1] != "Downloading" else ""
        size = f" ({match[3]}{where})" if match[3] else ""
        return f"  {name} {version.replace('%2B', '+')}{size}"
    if line.startswith("Installing collected packages: "):
        return f"  installing {line.count(',') + 1} packages ..."
    return None


def pip_failure(lines: list[str]) -> SetupError:
    """pip's failure as one sentence; its last lines are added only where the sentence does not say it all."""
    text = "\n".join(lines)
    offline = r"Retrying \(|NewConnectionError|NameResolutionError|name resolution|Max retries|ProxyError|ReadTimeout"
    if "No space left on device" in text:
        return SetupError(f"The disk is full: free some GB where {VENV} lies and start again.")
    if re.search(offline, text):
        return SetupError(
            "pip could not load what is needed, as this machine seems to have no network; connect it (behind a proxy "
            "set HTTPS_PROXY) and start again."
        )
    lack = re.search(r"No matching distribution found for (\S+)", text)
    if lack:
        here = "Python {}.{}".format(*sys.version_info[:2])
        return SetupError(
            f"There is no build of {lack[1]} for {here} on this machine; start main.py with another Python, from "
            f"{'.'.join(map(str, OLDEST_PYTHON))} on."
        )
    return SetupError("pip could not install what is needed; its last lines say why.", lines[-12:])


def restart() -> None:
    """Go on with the same command line in the environment's Python."""
    command = [str(VENV_PYTHON), *sys.orig_argv[1:]]
    sys.stdout.flush()
    sys.stderr.flush()
    if os.name == "nt":  # execv there starts a second process and lets the console go on at once
        sys.exit(subprocess.call(command))
    os.execv(command[0], command)


# Qt and the screen ----------------------------------------------------------------------------------------------------


def has_screen() -> bool:
    """Whether a window could open; only Linux is ever without a screen."""
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return sys.platform != "linux" or any(os.environ.get(name) for name in names)


def qt_platform() -> str:
    """The platform plugin Qt will load here; elsewhere than on Linux it needs nothing from the system."""
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
    """Debian's packages that cure the problem; empty where no package does."""
    if problem == NO_FONTS:
        return FONT_PACKAGES
    return QT_PACKAGES if "cannot open shared object file" in problem else []


def provide_qt(python: str) -> None:
    """Make Qt load in that Python, or raise `SetupError` with the command that does."""
    for _ in range(2):  # a machine may lack both libraries and fonts, and shows one after the other
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
