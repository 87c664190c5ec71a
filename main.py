"""Translucent's entry point: the command line. `python3 main.py` opens the window; the first start installs packages.

Each command is a `Command` in its own module: its arguments and how it starts. Those modules need only the standard
library. The syntax here stays readable for an old Python, so that an old Python can report that it is too old.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import sys
import traceback
from typing import TYPE_CHECKING, NoReturn

from bootstrap import environment, requirements, screen, streams, system
from bootstrap.errors import SetupError

if TYPE_CHECKING:
    from model.commands.arguments.command import Command

WRONG_USE = 2  # exit status for a wrong command line
STOPPED = 130  # exit status after Ctrl+C

COMMANDS = {
    "window": "gui.commands.arguments.window",
    "translate": "gui.commands.arguments.translate",
    "train": "model.commands.arguments.train",
    "evaluate": "model.commands.arguments.evaluate",
    "models": "model.commands.arguments.models",
    "export": "model.commands.arguments.export",
    "checkpoint": "model.commands.arguments.checkpoint",
    "screenshot": "gui.commands.arguments.screenshot",
    "bench": "gui.commands.arguments.bench",
    "doctor": "model.commands.arguments.doctor",
    "test": "gui.commands.arguments.test",
}
NO_SCREEN = (
    "There is no screen here (neither DISPLAY nor WAYLAND_DISPLAY is set), so no window can open; "
    "'python3 main.py translate \"A sentence.\" --figure picture.png' draws the picture without one."
)


class Parser(argparse.ArgumentParser):
    """Says what is wrong in one sentence, without the whole usage."""

    def error(self, message: str) -> NoReturn:
        sentence = " ".join(message.split()).rstrip(".")
        self.exit(WRONG_USE, f"{sentence[:1].upper()}{sentence[1:]}; '{self.prog} --help' shows how it is used.\n")


def command(name: str) -> Command:
    found: Command = importlib.import_module(COMMANDS[name]).COMMAND
    return found


def build_parser() -> Parser:
    parser = Parser(
        prog="main.py",
        description="Type a sentence and watch a Transformer translate it. Without a command, the window opens.",
        allow_abbrev=False,
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    for name in COMMANDS:
        if name != "window":  # the window opens without a command name
            help = command(name).help
            command(name).add_arguments(commands.add_parser(name, help=help, description=help, allow_abbrev=False))
    return parser


def parse(arguments: list[str]) -> argparse.Namespace:
    """Parse the command line; wrong use ends the program with status 2 and one sentence."""
    if arguments[:1] == ["test"] and not {"-h", "--help"} & set(arguments):
        return argparse.Namespace(command="test", pytest=arguments[1:])  # argparse would parse pytest's options as ours
    parser = build_parser()
    args = parser.parse_args(arguments)
    args.command = args.command or "window"
    try:
        command(args.command).check(args)
    except argparse.ArgumentTypeError as error:
        parser.prog += f" {args.command}"  # whose help says how its options go together
        parser.error(str(error))
    return args


def run(args: argparse.Namespace) -> int:
    """Set up what the command needs and run it."""
    chosen = command(args.command)
    if chosen.needs_screen and not screen.has_screen():
        print(NO_SCREEN, file=sys.stderr)
        return 1
    needs_qt = chosen.needs_qt(args)
    if needs_qt and not screen.has_screen():
        os.environ["QT_QPA_PLATFORM"] = screen.OFFSCREEN  # Qt aborts without a screen; pictures need none
    try:
        environment.prepare(chosen.extra, needs_qt)
        if needs_qt:
            use_screen(chosen.needs_screen)
    except SetupError as error:
        if chosen.needs_packages:
            raise
        print(error, file=sys.stderr)
    if sys.platform == "win32" and needs_qt:
        import torch  # noqa: F401 - on Windows its DLLs fail to load after Qt (pytorch #166628)
    return chosen.run(args)


def use_screen(needed: bool) -> None:
    """See to it that Qt can start; where it cannot, it ends the program with a core dump. Raises `SetupError`."""
    if screen.missing_library():  # removed since the set-up, or the packages are not ours
        system.provide_qt(sys.executable)
    if problem := screen.problem():
        if needed:
            raise SetupError(problem)
        os.environ["QT_QPA_PLATFORM"] = screen.OFFSCREEN


def explain(error: ImportError) -> str | None:
    """Install Qt's missing system libraries, or say how, in one sentence; None for other import errors."""
    if not system.qt_packages(str(error)):
        return None
    try:
        system.provide_qt(sys.executable)
    except SetupError as cure:
        return str(cure)
    return "What Qt lacked is installed now; start again."


def main(arguments: list[str] | None = None) -> int:
    """Run one command line and return its exit status: 0 done, 2 wrong use, 1 anything else."""
    try:
        requirements.check_python()
        return run(parse(sys.argv[1:] if arguments is None else arguments))
    except SetupError as error:
        print(*error.details, error, sep="\n", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return STOPPED
    except streams.OutputError as error:
        return streams.failed(error)
    except Exception as error:
        from model.errors import SENTENCES, UserError

        if isinstance(error, UserError):
            if os.environ.get(SENTENCES):
                print(json.dumps(error.sentence.to_json()), file=sys.stderr)
            print(error, file=sys.stderr)
            return WRONG_USE
        sentence = explain(error) if isinstance(error, ImportError) else None
        if sentence is None:
            traceback.print_exc()
            sentence = f"This should not have happened ({type(error).__name__}); the lines above say where it did."
        print(sentence, file=sys.stderr)
        return 1


def start() -> int:
    """Run this process's own command line, with streams in UTF-8; the exit status, once everything is written."""
    streams.use_utf8()
    try:
        status = main()
    except SystemExit as stop:  # argparse has said everything
        status = stop.code if isinstance(stop.code, int) else 0
    return streams.end(status)


if __name__ == "__main__":
    sys.exit(start())
