"""The requirements of pyproject.toml, and which of them this interpreter meets."""

from __future__ import annotations

import contextlib
import os
import re
import subprocess
import sys
from typing import Iterable  # noqa: UP035 - collections.abc's cannot be subscripted by Python 3.8

from bootstrap import places
from bootstrap.errors import SetupError

OLDEST_PYTHON = (3, 11)


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
    """The requirement strings of pyproject.toml, including those of the extra."""
    import tomllib  # missing in old Pythons, which stop at check_python

    project = tomllib.loads((places.ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
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
    """Installed versions by normalised project name, read from the names of the `.dist-info` folders in `sys.path`.

    importlib.metadata is not used: its import alone takes longer than a whole later start may take.
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
