"""Translucent's entry point: the command line. `python3 main.py` opens the window, the first start sets things up.

Commands live in `model.commands` and `gui.commands`, each a module with `run(args) -> status`, loaded when asked for.
In a syntax that an old Python can read, so that it can say that it is too old.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import subprocess
import sys
import time
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from bootstrap import environment, places, requirements, system
from bootstrap.errors import SetupError

if TYPE_CHECKING:
    from model.values.trace import Trace

WRONG_USE = 2  # the exit status for it
STOPPED = 130  # by Ctrl+C
LONGEST_NAME = 255  # bytes, of a file or a folder on every common file system

MODULES = {
    "window": "gui.commands.window",
    "translate": "model.commands.translate",
    "train": "model.commands.train",
    "evaluate": "model.commands.evaluate",
    "screenshot": "gui.commands.screenshot",
    "bench": "gui.commands.bench",
    "models": "model.commands.models",
    "export": "model.commands.export",
    "checkpoint": "model.commands.checkpoint",
    "doctor": "model.commands.doctor",
}
MODEL = "en-de"  # the shipped one
WITHOUT_QT = {"decoding", "loading", "training", "memory"}  # measurements of the model's side
FIGURE_MODULE = "gui.commands.figure"
FIGURES = (".png", ".svg", ".pdf")
NO_SCREEN = (
    "There is no screen here (neither DISPLAY nor WAYLAND_DISPLAY is set), so no window can open; "
    "'python3 main.py translate \"A sentence.\" --figure picture.png' draws the picture without one."
)


class Parser(argparse.ArgumentParser):
    """Says what is wrong in one sentence, without the whole usage."""

    def error(self, message: str) -> NoReturn:
        sentence = " ".join(message.split()).rstrip(".")
        self.exit(WRONG_USE, f"{sentence[:1].upper()}{sentence[1:]}; '{self.prog} --help' shows how it is used.\n")


def name(text: str) -> str:
    """A path or a part of one, unless no file system can have it."""
    if "\0" in text or any(len(os.fsencode(part)) > LONGEST_NAME for part in Path(text).parts):
        raise argparse.ArgumentTypeError(
            f"{text!r} cannot be a path: one with a NUL character, or a name of more than {LONGEST_NAME} bytes"
        )
    return text


def path(text: str) -> Path:
    return Path(name(text))


def figure(text: str) -> Path:
    if Path(text).suffix.lower() not in FIGURES:
        raise argparse.ArgumentTypeError(f"'{text}' must end with one of {', '.join(FIGURES)}")
    return path(text)


def folder(text: str) -> Path:
    if not text.strip():
        raise argparse.ArgumentTypeError("the folder's name is empty")
    return path(text)


def file(text: str) -> Path:
    if not Path(text).name:
        raise argparse.ArgumentTypeError(f"'{text}' is not the name of a file")
    return path(text)


def named(text: str) -> str:
    if not text.strip():
        raise argparse.ArgumentTypeError("the model's name is empty")
    return name(text)


def count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"'{text}' is not a whole number of at least 1")
    return int(text)


def size(text: str) -> tuple[int, int]:
    """'1280x720' -> (1280, 720)"""
    width, _, height = text.lower().partition("x")
    if not (width.isdecimal() and height.isdecimal() and int(width) and int(height)):
        raise argparse.ArgumentTypeError(f"'{text}' is not a size such as 1280x720")
    return int(width), int(height)


def build_parser() -> Parser:
    parser = Parser(
        prog="main.py",
        description="Type a sentence and watch a Transformer translate it. Without a command, the window opens.",
        allow_abbrev=False,
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")

    def command(name: str, help: str) -> argparse.ArgumentParser:
        return commands.add_parser(name, help=help, description=help, allow_abbrev=False)

    def languages(sub: argparse.ArgumentParser) -> None:
        sub.add_argument("--source-language", metavar="CODE", help="of a model that reads several, as it writes them")
        sub.add_argument("--target-language", metavar="CODE", help="of a model that writes several: fra, de_DE, ...")

    sub = command("translate", "translate sentences, given here or on standard input, one a line")
    sub.add_argument("text", nargs="*", metavar="TEXT", help="a sentence; without any, standard input is read")
    sub.add_argument(
        "--model", type=named, default=MODEL, metavar="NAME|DIR", help=f"a shipped model or a folder ({MODEL})"
    )
    sub.add_argument("--method", choices=["greedy", "beam", "sample"], help="greedy, or beam where --beam is given")
    sub.add_argument("--beam", type=count, metavar="N", help="hypotheses kept by beam search (4)")
    sub.add_argument("--length-penalty", type=float, metavar="A", help="GNMT's alpha for beam search (0.6)")
    sub.add_argument("--prefix", default="", metavar="TEXT", help="what the translation must begin with")
    languages(sub)
    sub.add_argument("--device", default="auto", help="auto, cpu, cuda or mps (auto)")
    sub.add_argument("--json", action="store_true", help="one JSON object a line on standard output")
    sub.add_argument("--trace", type=file, metavar="F.safetensors", help="save all attention and probabilities")
    sub.add_argument("--figure", type=figure, metavar="F.png|svg|pdf", help="draw the attention")

    sub = command("train", "train a model; the window can watch the run folder")
    sub.add_argument("config", type=path, metavar="CONFIG.toml", help="data, sizes and schedule of the run")
    sub.add_argument("--run", type=folder, metavar="DIR", help="the run folder (runs/NAME)")
    sub.add_argument("--resume", action="store_true", help="go on from the newest checkpoint")
    sub.add_argument("--finish", action="store_true", help="make the model from the newest checkpoint; no more updates")
    sub.add_argument("--steps", type=count, metavar="N", help="updates, in place of the configuration's")
    sub.add_argument("--estimate", action="store_true", help="only say how long it will take, as JSON")
    # Seconds since 1970: the window's click, else now, before torch is loaded.
    sub.add_argument("--begun", type=float, default=time.time(), help=argparse.SUPPRESS)

    sub = command("evaluate", "measure a model on sentence pairs with sacreBLEU")
    sub.add_argument("--model", type=named, required=True, metavar="NAME|DIR", help="a shipped model or a folder")
    sub.add_argument("--data", required=True, type=file, metavar="FILE", help="sources and references: TSV, JSON Lines")
    sub.add_argument("--beam", type=count, metavar="N", help="beam search with N hypotheses (greedy)")
    sub.add_argument("--length-penalty", type=float, metavar="A", help="GNMT's alpha for beam search (0.6)")
    sub.add_argument(
        "--lowercase", action="store_true", help="scores that do not see capitals, as some papers have them"
    )
    languages(sub)
    sub.add_argument("--sentences", action="store_true", help="every translation with its own scores, too")
    sub.add_argument("--device", default="auto", help="auto, cpu, cuda or mps (auto)")
    sub.add_argument("--json", action="store_true", help="one JSON object a line on standard output")

    sub = command("models", "the models on this computer and on the Hugging Face hub")
    actions = "list (the default), search TEXT, show NAME, add DIR, download REPOSITORY, rename NAME NEW, remove NAME"
    sub.add_argument("action", nargs="?", default="list", metavar="ACTION", help=actions)
    sub.add_argument("name", nargs="*", type=name, metavar="NAME", help="what the action needs")
    sub.add_argument("--yes", action="store_true", help="download or remove without asking")
    sub.add_argument("--json", action="store_true", help="one JSON object a line on standard output")

    sub = command("export", "write a model as a Marian folder, for programs that use transformers")
    sub.add_argument(
        "--model", type=named, default=MODEL, metavar="NAME|DIR", help=f"a model by name or folder ({MODEL})"
    )
    sub.add_argument("--to", required=True, type=folder, metavar="DIR", help="the folder to write, new or empty")

    sub = command("checkpoint", "fit a torch.nn.Transformer checkpoint to this program; shows what matches")
    sub.add_argument(
        "file", type=folder, metavar="FILE", help="the checkpoint, or a checkpoint.toml that says what is what"
    )
    sub.add_argument("--to", type=folder, metavar="DIR", help="make the model there; without it, only the report")
    sub.add_argument("--json", action="store_true", help="the report as JSON on standard output")

    sub = command("screenshot", "draw the window into a picture; needs no screen")
    sub.add_argument("out", type=path, metavar="OUT.png")
    sub.add_argument("--text", metavar="T", help="the sentence to translate")
    sub.add_argument("--view", metavar="NAME", help="the part of the window to draw (all of it)")
    sub.add_argument("--size", type=size, default=(1280, 720), metavar="WxH", help="in pixels (1280x720)")
    sub.add_argument("--theme", choices=["light", "dark"], default="light")
    sub.add_argument("--language", choices=["en", "ko"], default="en")

    sub = command("bench", "measure start, decoding, painting, training and its memory on this machine")
    names = "start, recording, repaint, trace, inside (without any, these), decoding, loading, training, memory"
    sub.add_argument("name", nargs="*", metavar="NAME", help=names)
    sub.add_argument("--device", default="auto", help="training: auto, cpu, cuda or mps (auto)")
    sub.add_argument(
        "--preset", default="", metavar="NAME", help="training: the sizes (base on a GPU, small elsewhere)"
    )
    sub.add_argument("--pairs", type=count, default=2_000_000, metavar="N", help="memory: N against N/20 (2000000)")
    sub.add_argument("--json", action="store_true", help="one JSON object a line on standard output")

    command("doctor", "say what is installed, which device is used, what is missing and how to get it")
    command("test", "set up what the tests need and run them; what follows goes to pytest")
    return parser


def parse(arguments: list[str]) -> argparse.Namespace:
    """The command line as values; wrong use ends the program with status 2 and one sentence."""
    if arguments[:1] == ["test"] and not {"-h", "--help"} & set(arguments):
        return argparse.Namespace(command="test", pytest=arguments[1:])  # argparse would take pytest's options as ours
    parser = build_parser()
    args = parser.parse_args(arguments)
    args.command = args.command or "window"
    if args.command in ("translate", "evaluate"):
        method = getattr(args, "method", None)
        searched = method == "beam" or (method is None and args.beam is not None)
        for option, value in (("--beam", args.beam), ("--length-penalty", args.length_penalty)):
            if value is not None and not searched:
                add = "--method beam" if args.command == "translate" else "--beam N"
                parser.error(f"{option} belongs to beam search; add {add}")
    return args


def needs_qt(args: argparse.Namespace) -> bool:
    if args.command == "bench" and args.name and set(args.name) <= WITHOUT_QT:
        return False
    drawing = args.command == "translate" and args.figure is not None
    return drawing or args.command == "test" or MODULES.get(args.command, "").startswith("gui.")


def run(args: argparse.Namespace) -> int:
    """Load the command's module and run it, with everything it needs set up."""
    if args.command == "window" and not system.has_screen():
        print(NO_SCREEN, file=sys.stderr)
        return 1
    if needs_qt(args) and not system.has_screen():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"  # for pictures; without a screen Qt would end the program
    try:
        environment.prepare("test" if args.command == "test" else "", needs_qt(args))
    except SetupError as error:
        if args.command != "doctor":  # which is there to say what else is missing
            raise
        print(error, file=sys.stderr)
    if args.command == "test":
        status = subprocess.call([sys.executable, "-m", "pytest", *args.pytest], cwd=places.ROOT)
        return {0: 0, 4: WRONG_USE}.get(status, 1)  # 4: pytest did not understand its options
    if sys.platform == "win32" and needs_qt(args):
        import torch  # noqa: F401 - after Qt its DLLs would not load there (pytorch #166628)
    module = importlib.import_module(MODULES[args.command])
    if args.command == "translate":  # the model's side knows no screen, so it is handed what draws
        return int(module.run(args, save_figure))
    return int(module.run(args))


def save_figure(trace: Trace, path: Path) -> None:
    importlib.import_module(FIGURE_MODULE).save_figure(trace, path)


def explain(error: ImportError) -> str | None:
    """A library that has gone since the set-up, as a sentence with the cure; None for other import errors."""
    if not system.qt_packages(str(error)):
        return None
    try:
        system.provide_qt(sys.executable)
    except SetupError as cure:
        return str(cure)
    return "What Qt lacked is installed now; start again."


def main(arguments: list[str] | None = None) -> int:
    """Run one command line and return its exit status: 0 done, 2 wrong use, 1 anything else."""
    if sys.platform == "win32":
        for stream in (sys.stdin, sys.stdout, sys.stderr):
            stream.reconfigure(encoding="utf-8")  # type: ignore[union-attr] # pieces are no code page's business
    try:
        requirements.check_python()
        return run(parse(sys.argv[1:] if arguments is None else arguments))
    except SetupError as error:
        print(*error.details, error, sep="\n", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return STOPPED
    except BrokenPipeError:  # who reads standard output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
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


if __name__ == "__main__":
    sys.exit(main())
