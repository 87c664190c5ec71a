"""The arguments of `main.py translate`; read before anything is installed. Here because it can draw a figure."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from model.commands.arguments.command import Command
from model.commands.arguments.common import (
    MODEL,
    add_languages,
    add_sampling,
    check_sampling,
    check_search,
    count,
    file_ending,
    model,
    sentence,
)

if TYPE_CHECKING:
    from model.values.trace import Trace

FIGURES = (".png", ".svg", ".pdf")


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "text", nargs="*", type=sentence, metavar="TEXT", help="a sentence; without any, standard input is read"
    )
    parser.add_argument(
        "--model", type=model, default=MODEL, metavar="NAME|DIR", help=f"a shipped model or a folder ({MODEL})"
    )
    parser.add_argument("--method", choices=["greedy", "beam", "sample"], help="greedy, or beam where --beam is given")
    parser.add_argument("--beam", type=count, metavar="N", help="hypotheses kept by beam search (4)")
    parser.add_argument("--length-penalty", type=float, metavar="A", help="GNMT's alpha for beam search (0.6)")
    add_sampling(parser)
    parser.add_argument(
        "--prefix", type=sentence, default="", metavar="TEXT", help="what the translation must begin with"
    )
    add_languages(parser)
    parser.add_argument("--device", default="auto", help="auto, cpu, cuda or mps (auto)")
    parser.add_argument("--json", action="store_true", help="one JSON object a line on standard output")
    parser.add_argument(
        "--trace",
        type=file_ending(".safetensors"),
        metavar="F.safetensors",
        help="save all attention and probabilities",
    )
    parser.add_argument("--figure", type=file_ending(*FIGURES), metavar="F.png|svg|pdf", help="draw the attention")


def check(args: Namespace) -> None:
    searched = args.method == "beam" or (args.method is None and args.beam is not None)
    check_search(args, beam_search=searched, add="--method beam")
    check_sampling(args, sampling=args.method == "sample")


def needs_qt(args: Namespace) -> bool:
    return args.figure is not None


def run(args: Namespace) -> int:
    from model.commands import translate

    return translate.run(args, save_figure)


def save_figure(trace: Trace, path: Path) -> None:
    from gui.commands import figure

    figure.save_figure(trace, path)


COMMAND = Command(
    "translate sentences, given here or on standard input, one a line", run, add_arguments, check, needs_qt
)
