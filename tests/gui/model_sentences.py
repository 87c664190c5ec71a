"""What the code without a screen says to a person, as its templates: f"{path} is cut off" is "{0} is cut off"."""

from __future__ import annotations

import ast
import re
from itertools import count
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# The command line is English, and so is a model's card, which is a file for others to read.
ENGLISH = ("model/bench", "model/commands", "model/training/card.py")
# What Linux and macOS say of a file or a folder, which our sentences bring along.
REASONS = {
    "Permission denied", "Operation not permitted", "No such file or directory", "File exists", "Is a directory",
    "Not a directory", "Directory not empty", "File name too long", "File too large", "No space left on device",
    "Disk quota exceeded", "Read-only file system", "Input/output error", "Stale file handle", "Too many open files",
    "Cannot allocate memory",
}  # fmt: skip
ERRORS = {"UserError", "NotFiniteError", "MissingExtra", "NotFoundError", "BrokenOffError"}


def texts() -> set[str]:
    """Every text in the code of the model and of the window's threads, also cut off at a semicolon, as some are."""
    whole = {text for tree in _trees() for _, text in _texts(tree)}
    return REASONS | whole | {text[: cut.start()] for text in whole for cut in re.finditer(";", text)}


def sentences() -> set[str]:
    """Those that a person may read: whatever looks like a sentence, and whatever an error is made with."""
    found = set()
    for tree in _trees():
        told = {id(node.args[0]) for node in ast.walk(tree) if isinstance(node, ast.Call) and _is_error(node)}
        for node, text in _texts(tree):
            if (id(node) in told and _words(text)) or (_is_sentence(text) and _words(text) >= 3):
                found.add(text)
    return found


def _trees() -> list[ast.Module]:
    folders = ("model", "gui/jobs")
    files = [file for folder in folders for file in sorted((ROOT / folder).rglob("*.py"))]
    files.append(ROOT / "gui/state/settings.py")
    names = ((file, file.relative_to(ROOT).as_posix()) for file in files)
    return [ast.parse(file.read_text(encoding="utf-8")) for file, name in names if not name.startswith(ENGLISH)]


def _texts(tree: ast.Module) -> list[tuple[ast.expr, str]]:
    inside, found = set(), []
    for node in ast.walk(tree):  # an f-string comes before its parts
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            inside.add(id(node.value))  # a docstring
        elif isinstance(node, ast.JoinedStr):
            inside.update(map(id, node.values))
            places = count()
            parts = [part.value if isinstance(part, ast.Constant) else f"{{{next(places)}}}" for part in node.values]
            found.append((node, "".join(map(str, parts))))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            first, *rest = node.value.split("{}")  # for str.format
            found.append((node, first + "".join(f"{{{place}}}{part}" for place, part in enumerate(rest))))
    return [(node, text) for node, text in found if id(node) not in inside]


def _is_error(call: ast.Call) -> bool:
    name = getattr(call.func, "id", "") or getattr(call.func, "attr", "")
    return name in ERRORS and bool(call.args)


def _is_sentence(text: str) -> bool:
    return text.endswith(".") and "\n" not in text and (text[0].isupper() or text[0] in "'“{[")


def _words(text: str) -> int:
    return len(re.findall(r"[A-Za-z]{2,}", re.sub(r"\{\d+\}", "", text)))
