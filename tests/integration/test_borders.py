"""The borders between the parts: who may import whom, what the command line refuses, what can be translated."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

import main
from model.commands.arguments.command import Command
from model.errors import UserError

ROOT = Path(main.__file__).parent
BORDER = ("model.values", "model.errors", "model.files", "model.unfinished")
# Dialogs that show the values of one room; import-linter sees to it that no torch comes along.
DIALOGS = {
    "gui/views/library": ("model.library",),
    "gui/views/checkpoint": ("model.foreign.plain", "model.library.library"),
    "gui/views/new_training": (
        "model.data.cleaning",
        "model.data.preview",
        "model.network.config",
        "model.training.recipe",
    ),
}

IMPORT_MODEL = """
import importlib, pkgutil, sys

class Blocked:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {"PySide6", "shiboken6", "pyqtgraph", "gui"}:
            raise ImportError(f"{name} is blocked")

sys.meta_path.insert(0, Blocked())
import model
names = [module.name for module in pkgutil.walk_packages(model.__path__, "model.")]
for name in names:
    importlib.import_module(name)
print(len(names))
"""


def modules(folder: str) -> list[Path]:
    return sorted((ROOT / folder).rglob("*.py"))


def imports(path: Path) -> Iterator[str]:
    """Full names of the modules that a file imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports relatively"
            yield node.module or ""
            if node.module in ("PySide6", "model", "gui"):
                yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_model_imports_without_qt() -> None:
    done = subprocess.run([sys.executable, "-c", IMPORT_MODEL], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) >= len(modules("model")) - 1


def test_state_uses_only_the_core_of_qt() -> None:
    for path in modules("gui/state"):
        used = {name for name in imports(path) if name.startswith("PySide6")}
        assert used <= {"PySide6.QtCore"}, f"{path} uses {used}"


@pytest.mark.parametrize("folder", ["gui/views", "gui/pictures", "gui/heatmap", "gui/look", "gui/state"])
def test_views_know_only_the_values_of_the_model(folder: str) -> None:
    for path in modules(folder):
        allowed = BORDER + DIALOGS.get(path.parent.relative_to(ROOT).as_posix(), ())
        used = {name for name in imports(path) if name.startswith("model")}
        beyond = {name for name in used if not name.startswith(allowed)}
        assert not beyond, f"{path} uses {beyond}"


def test_pyqtgraph_draws_the_curves_and_nothing_else() -> None:
    room = ROOT / "gui" / "views" / "training"
    for path in {*modules("gui"), *modules("model")} - {room / "plotting.py"}:
        assert not any(name.startswith("pyqtgraph") for name in imports(path)), path
        if path not in (room / "curves.py", room / "curve_axis.py"):
            assert not any(name.startswith("gui.views.training.plotting") for name in imports(path)), path


def test_texts_for_translation_are_plain() -> None:
    """lupdate takes an f-string as it stands in the source, so it would never match what runs."""
    for path in modules("gui"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args:
                name = getattr(node.func, "attr", getattr(node.func, "id", ""))
                texts = node.args[1:2] if name == "translate" else node.args[:1]
                if name in ("tr", "translate") and any(isinstance(text, ast.JoinedStr) for text in texts):
                    pytest.fail(f"{path}:{node.lineno} translates an f-string")


# The command line


@pytest.mark.parametrize(
    "arguments",
    [
        ["paint"],
        ["--fast"],
        ["translate", "--beam", "none", "Hello."],
        ["translate", "--beam", "0", "Hello."],
        ["translate", "--method", "guess", "Hello."],
        ["translate", "--method", "greedy", "--beam", "4", "Hello."],
        ["translate", "--length-penalty", "1", "Hello."],
        ["translate", "--figure", "picture.gif", "Hello."],
        ["train"],
        ["train", "a.toml", "b.toml"],
        ["train", "a.toml", "--steps", "-3"],
        ["evaluate", "--model", "en-de"],
        ["screenshot"],
        ["screenshot", "a.png", "--size", "wide"],
        ["screenshot", "a.png", "--size", "100000x720"],
        ["screenshot", "a.png", "--theme", "pink"],
        ["doctor", "now"],
    ],
)
def test_wrong_use_is_one_sentence(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main.main(arguments)
    out, err = capsys.readouterr()
    assert (ended.value.code, out) == (2, "")
    assert err.count("\n") == 1
    assert err.endswith("--help' shows how it is used.\n")


@pytest.mark.parametrize(
    ("arguments", "status"),
    [(["--help"], 0), (["train", "--help"], 0), (["translate", "--method", "greedy", "--beam", "4", "Hello."], 2)],
)
def test_help_and_wrong_use_need_no_package(arguments: list[str], status: int) -> None:
    """Without `site` Python finds its own library and nothing that pip installed."""
    done = subprocess.run([sys.executable, "-S", "main.py", *arguments], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == status, done.stderr
    assert done.stderr.count("\n") == (1 if status else 0)


def test_wrong_use_of_the_real_program() -> None:
    done = subprocess.run([sys.executable, str(ROOT / "main.py"), "paint"], capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)


def test_what_follows_test_goes_to_pytest() -> None:
    assert main.parse(["test", "-x", "--json", "tests/model"]).pytest == ["-x", "--json", "tests/model"]
    assert main.parse([]).command == "window"
    assert main.parse(["screenshot", "a.png", "--size", "640x480"]).size == (640, 480)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux is ever without a screen")
def test_no_screen_is_one_sentence(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert main.main([]) == 1
    err = capsys.readouterr().err
    assert "main.py translate" in err
    assert "--figure" in err
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    ("error", "status", "ending"),
    [
        (None, 0, ""),
        (UserError("There is no such model."), 2, "There is no such model.\n"),
        (KeyboardInterrupt(), 130, ""),
        (ValueError("a bug"), 1, "This should not have happened (ValueError); the lines above say where it did.\n"),
        (ImportError("No module named 'x'"), 1, "(ImportError); the lines above say where it did.\n"),
    ],
)
def test_exit_statuses(
    error: BaseException | None,
    status: int,
    ending: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def run(_args: object) -> int:
        if error is not None:
            raise error
        return 0

    command = ModuleType("command")
    command.COMMAND = Command("", run)  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "command", command)
    monkeypatch.setitem(main.COMMANDS, "doctor", "command")
    monkeypatch.setattr("bootstrap.environment.prepare", lambda *_args: None)
    assert main.main(["doctor"]) == status
    out, err = capsys.readouterr()
    assert out == ""
    assert err.endswith(ending)
    assert ("Traceback" in err) is (status == 1)


def test_library_that_went_missing_is_explained(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def prepare(*_args: object) -> None:
        raise ImportError("libEGL.so.1: cannot open shared object file: No such file or directory")

    monkeypatch.setattr("bootstrap.environment.prepare", prepare)
    monkeypatch.setattr("bootstrap.system.qt_problem", lambda _python: "libEGL.so.1: cannot open shared object file")
    monkeypatch.setattr("shutil.which", lambda _name: None)
    assert main.main(["screenshot", "a.png"]) == 1
    err = capsys.readouterr().err
    assert err.startswith("Qt needs something of the system (libEGL.so.1")
    assert err.count("\n") == 1
