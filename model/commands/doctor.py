"""`main.py doctor`: what is installed, which device is used, what is missing and how to get it.

Only the checks of the device and the models need packages; the others work even if nothing is installed.
"""

from __future__ import annotations

import argparse
import platform
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum

from bootstrap import requirements, system
from bootstrap import screen as screens


class State(Enum):
    """The result of one check; the values are the words shown to the user."""

    OK = "ok"
    NOTE = "note"  # it works, but not as well as possible
    MISSING = "missing"


@dataclass(frozen=True)
class Finding:
    """One line of the report; `cure` says how to get what is missing."""

    state: State
    name: str
    what: str
    cure: str = ""


def python() -> Iterator[Finding]:
    yield Finding(State.OK, "Python", f"{platform.python_version()}, {sys.executable}")


def packages() -> Iterator[Finding]:
    """Each dependency of pyproject.toml: its version, and the range that is required."""
    versions = requirements.installed_versions()
    for requirement in requirements.requirements():
        name, _ = requirements.split_requirement(requirement)
        version = versions.get(requirements.normalised(name))
        wanted = requirement[len(name) :].strip()
        cure = "connect to the network and run 'python3 main.py doctor' again, which installs it"
        if version is None:
            yield Finding(State.MISSING, name, f"not installed, wanted {wanted}", cure)
        elif not requirements.allows(requirement, version):
            yield Finding(State.MISSING, name, f"{version}, but wanted {wanted}", cure)
        else:
            yield Finding(State.OK, name, f"{version} (wanted {wanted})")


def qt() -> Iterator[Finding]:
    """Whether Qt's libraries and at least one font load, tried in a separate process."""
    problem = system.qt_problem(sys.executable)
    if problem is None:
        yield Finding(State.OK, "Qt", f"loads, for the platform '{screens.qt_platform()}'; fonts are there")
        return
    command = system.install_command(system.qt_packages(problem))
    cure = f"run '{command}'" if command else "install it with your system's package manager"
    yield Finding(State.MISSING, "Qt", problem, cure)


def screen() -> Iterator[Finding]:
    problem = screens.problem()
    if screens.has_screen() and problem:
        yield Finding(State.NOTE, "Screen", "none that answers", problem)
    elif screens.has_screen():
        yield Finding(State.OK, "Screen", f"platform '{screens.qt_platform()}'")
    else:
        cure = "the window needs one; 'main.py translate' with --figure, train, evaluate and screenshot do not"
        yield Finding(State.NOTE, "Screen", "none", cure)


def device() -> Iterator[Finding]:
    """The device on which the model runs, and the number format that is fast there."""
    try:
        from model.device import choose_device, describe_device, fast_dtype
        from model.threads import candidates, named_by
    except (ImportError, OSError) as error:  # OSError: a DLL that does not load
        yield Finding(State.MISSING, "Device", f"unknown, as PyTorch does not load ({error})", "install it, see above")
        return
    chosen = choose_device()
    precision = str(fast_dtype(chosen.type)).removeprefix("torch.")
    kind = "CPU" if chosen.type == "cpu" else describe_device(chosen)
    yield Finding(State.OK, "Device", f"{kind}, training in {precision}")
    if chosen.type == "cpu":
        most, name = candidates()[-1], named_by()
        said = f"{most}, as {name} says" if name else f"1 to {most}: the fastest is measured when a model is loaded"
        yield Finding(State.OK, "Threads", said)
    if chosen.type == "cpu" and shutil.which("nvidia-smi"):
        cure = "update its driver, or install a CUDA build of PyTorch into the environment above"
        yield Finding(State.NOTE, "GPU", "an NVIDIA driver is here, but PyTorch cannot use it", cure)


def models() -> Iterator[Finding]:
    """Every shipped model, loaded as the window would load it; the others are described without loading them."""
    try:
        from model.bundle.bundle import load_bundle
        from model.library.library import MODELS, entries, notice, shipped_models
    except (ImportError, OSError) as error:
        yield Finding(State.MISSING, "Models", f"not looked at, as something does not load ({error})", "see above")
        return
    from model.errors import UserError

    names = shipped_models(MODELS)
    if not names:
        cure = "put the folder back from the repository, or train one: 'main.py train docs/recipes/en-de.toml'"
        yield Finding(State.MISSING, "Models", f"none in {MODELS}", cure)
    for name, languages in names.items():
        try:
            bundle = load_bundle(MODELS / name)
        except UserError as error:
            yield Finding(State.MISSING, f"Model {name}", "does not load", str(error))
            continue
        parameters = sum(parameter.numel() for parameter in bundle.model.parameters())
        yield Finding(State.OK, f"Model {name}", f"{languages}, {parameters:,} parameters")
    for entry in entries():
        if not entry.shipped:
            facts = [entry.family, entry.languages, f"{entry.size / 1e6:,.0f} MB", str(entry.path)]
            state = State.NOTE if entry.problem else State.OK
            yield Finding(state, f"Model {entry.name}", ", ".join(filter(None, facts)), str(entry.problem))
    if told := notice():
        yield Finding(State.NOTE, "List of models", "was damaged", str(told))


CHECKS: tuple[Callable[[], Iterator[Finding]], ...] = (python, packages, qt, screen, device, models)


def line(finding: Finding) -> str:
    cure = f"; {finding.cure}" if finding.cure else ""
    return f"{finding.state.value:<8} {finding.name:<20} {finding.what}{cure}"


def run(args: argparse.Namespace) -> int:
    """Print one line for each check; 0 if nothing necessary is missing, else 1."""
    missing = 0
    for check in CHECKS:
        for finding in check():
            print(line(finding), flush=True)
            missing += finding.state is State.MISSING
    print("Everything needed is here." if not missing else f"Missing: {missing}; the lines above say how to get it.")
    return 1 if missing else 0
