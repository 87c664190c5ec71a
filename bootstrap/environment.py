"""The environment `.venv`: check whether it is complete, create it, and restart the program in it.

A stamp file inside it lists what is installed, so that later starts read only one small file.
"""

from __future__ import annotations

import contextlib
import importlib
import importlib.util
import os
import shutil
import subprocess
import sys
import time
from typing import Iterable, Iterator  # noqa: UP035 - collections.abc's cannot be subscripted by Python 3.8

from bootstrap import pip, places, screen, system
from bootstrap.errors import SetupError, say
from bootstrap.requirements import missing, requirements


def inside_venv() -> bool:
    return os.path.realpath(sys.prefix) == os.path.realpath(places.VENV)


def interpreter(extra: str = "") -> str:
    """The Python that has (or will have) the required packages: this one, or that of `.venv`."""
    return str(places.VENV_PYTHON) if inside_venv() or missing(requirements(extra)) else sys.executable


def prepare(extra: str = "", qt: bool = True) -> None:
    """Return if this interpreter has everything; else set up `.venv` and restart in it, without returning.

    With `qt`, the system libraries of Qt must load too. Raises `SetupError`.
    """
    needed = requirements(extra)
    inside = inside_venv()
    if not inside and not missing(needed):
        return
    if not is_ready(needed, qt):
        try:
            places.VENV.mkdir(exist_ok=True)
            with locked():
                if not is_ready(needed, qt):  # another start may have done it while this one waited
                    set_up(needed, qt)
        except OSError as error:
            raise SetupError(
                f"The set-up in {places.VENV} failed ({error.strerror or error}); free the disk or make the folder "
                "writable, then start again."
            ) from error
    elif inside:
        return
    restart()


@contextlib.contextmanager
def locked() -> Iterator[None]:
    """Let only one process at a time set up. The system releases the lock when that process ends, however it ends.

    pip inherits the lock: if pip outlives a killed start, the next start waits until pip has ended.
    """
    with places.LOCK.open("a+b") as file:
        os.set_inheritable(file.fileno(), True)
        told = False
        while not try_lock(file.fileno()):
            if not told:
                say("Another start is setting things up; waiting for it.")
                told = True
            time.sleep(0.2)
        yield


def try_lock(descriptor: int) -> bool:
    """False while another process holds the lock; True, without a lock, where the file system does not support one."""
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
    """Make `.venv` complete, whatever state it is in, and write its stamp."""
    version = venv_version()
    stamped = read_stamp()
    if version is None or places.UNFINISHED.exists() or (stamped and python_line(version) not in stamped):
        make_venv()
        version, stamped = venv_version(), set()
        if version is None:
            raise SetupError(f"The new environment in {places.VENV} does not start; delete the folder and start again.")
    if not stamped >= set(needed):
        pip.install(needed, [requirement for requirement in needed if requirement not in stamped])
        still_named = {*requirements("test"), qt_line()}
        stamped = {python_line(version), *needed, *(stamped & still_named)}
        write_stamp(stamped)
    if qt and qt_line() not in stamped:
        system.provide_qt(str(places.VENV_PYTHON))
        write_stamp({*stamped, qt_line()})


def venv_version() -> tuple[int, int] | None:
    """The Python version of `.venv`, or None when it is missing, broken or without pip."""
    code = "import sys, pip; print(*sys.version_info[:2])"
    try:
        done = subprocess.run([str(places.VENV_PYTHON), "-c", code], capture_output=True, text=True, check=True)
        major, minor = done.stdout.split()
    except (OSError, ValueError, subprocess.CalledProcessError):
        return None
    return int(major), int(minor)


def make_venv() -> None:
    """Create an empty environment and delete whatever was there."""
    if importlib.util.find_spec("ensurepip") is None:
        package = "python{}.{}-venv".format(*sys.version_info[:2])
        system.install_system_packages({"apt-get": [package]}, "This Python comes without its venv module")
        importlib.invalidate_caches()
    say(f"Making an environment in {places.VENV} ...")
    places.UNFINISHED.touch()
    for entry in places.VENV.iterdir():
        if entry not in (places.LOCK, places.UNFINISHED):
            shutil.rmtree(entry) if entry.is_dir() and not entry.is_symlink() else entry.unlink()
    base = getattr(sys, "_base_executable", None) or sys.executable  # .venv must not be based on itself
    done = subprocess.run(
        [base, "-m", "venv", str(places.VENV)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )
    if done.returncode:
        raise SetupError(f"No environment could be made in {places.VENV} with {base}.", done.stdout.splitlines()[-10:])
    places.UNFINISHED.unlink()


def restart() -> None:
    """Run the same command line in the environment's Python."""
    command = [str(places.VENV_PYTHON), *sys.orig_argv[1:]]
    sys.stdout.flush()
    sys.stderr.flush()
    if os.name == "nt":  # on Windows execv starts a new process, and the console would not wait for it
        sys.exit(subprocess.call(command))
    os.execv(command[0], command)


# The stamp ------------------------------------------------------------------------------------------------------------


def read_stamp() -> set[str]:
    try:
        return set(places.STAMP.read_text(encoding="utf-8").splitlines())
    except (OSError, ValueError):
        return set()


def write_stamp(lines: set[str]) -> None:
    part = places.STAMP.with_suffix(".part")
    part.write_text("".join(f"{line}\n" for line in sorted(lines)), encoding="utf-8")
    os.replace(part, places.STAMP)


def python_line(version: Iterable[int] = sys.version_info[:2]) -> str:
    return "python {}.{}".format(*version)


def qt_line() -> str:
    return f"qt {screen.qt_platform()}"


def is_ready(needed: Iterable[str], qt: bool) -> bool:
    """Whether `.venv` is complete, by its stamp."""
    wanted = {*needed, *([qt_line()] if qt else []), *([python_line()] if inside_venv() else [])}
    return os.access(places.VENV_PYTHON, os.X_OK) and not places.UNFINISHED.exists() and wanted <= read_stamp()
