"""Runs pip to install the requirements, and reports its progress and why it failed."""

from __future__ import annotations

import os
import re
import subprocess
import sys

from bootstrap import places
from bootstrap.errors import SetupError, say
from bootstrap.requirements import OLDEST_PYTHON, split_requirement


def install(needed: list[str], new: list[str]) -> None:
    """Install the requirements in `.venv`; `new` are those not yet installed. One line of progress for each package."""
    names = [split_requirement(requirement)[0] for requirement in new]
    size = ""
    if "torch" in names:
        gpu = ", or 2 to 4 GB where PyTorch for Linux brings its GPU libraries" if sys.platform == "linux" else ""
        size = f": about 400 MB{gpu}, once; this takes some minutes"
    say(f"Loading {', '.join(names)}{size} ...")
    places.UNFINISHED.touch()
    command = [str(places.VENV_PYTHON), "-m", "pip", "install", "--disable-pip-version-check", "--no-input"]
    command += ["--progress-bar", "off", "--prefer-binary", *needed]
    # Override a user's setting that makes `pip install --user` the default: it makes no sense in an environment.
    environment = {**os.environ, "PIP_USER": "0", "PYTHONUNBUFFERED": "1"}
    lines: list[str] = []
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        env=environment,
        close_fds=False,  # pip inherits only the lock: no other file here is inheritable
    ) as pip:
        assert pip.stdout is not None
        for line in pip.stdout:
            lines.append(line.rstrip())
            progress = progress_text(line)
            if progress:
                say(progress)
    if pip.returncode and any(line.startswith("Installing collected packages") for line in lines):
        raise failure(lines)  # UNFINISHED stays, as some packages may be incomplete: the next start makes `.venv` again
    places.UNFINISHED.unlink()
    if pip.returncode:
        raise failure(lines)


def progress_text(line: str) -> str | None:
    """The message for the user from one line of pip's output, None if it has none."""
    match = re.match(r"\s*(Downloading|Using cached|Processing) (\S+\.whl)(?!\.)(?: \((\d\S* \w+)\))?", line)
    if match:
        name, version = re.split(r"[/\\]", match[2])[-1].split("-")[:2]
        where = ", already on this machine" if match[1] != "Downloading" else ""
        size = f" ({match[3]}{where})" if match[3] else ""
        return f"  {name} {version.replace('%2B', '+')}{size}"
    if line.startswith("Installing collected packages: "):
        return f"  installing {line.count(',') + 1} packages ..."
    return None


def failure(lines: list[str]) -> SetupError:
    """pip's failure as one sentence; pip's last lines are added only when the cause is not recognised."""
    text = "\n".join(lines)
    offline = r"Retrying \(|NewConnectionError|NameResolutionError|name resolution|Max retries|ProxyError|ReadTimeout"
    if "No space left on device" in text:
        return SetupError(f"The disk is full: free some GB where {places.VENV} lies and start again.")
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
