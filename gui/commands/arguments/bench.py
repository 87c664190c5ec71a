"""The arguments of `main.py bench`; read before anything is installed."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from model.commands.arguments.command import Command
from model.commands.arguments.common import count, refuse

WITHOUT_QT = {"decoding", "loading", "training", "memory"}  # measurements of the model's side
NAMES = "start, recording, repaint, trace, inside (without any, these), decoding, loading, training, memory"


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("name", nargs="*", metavar="NAME", help=NAMES)
    parser.add_argument("--device", help="training: auto, cpu, cuda or mps (auto)")
    parser.add_argument("--preset", metavar="NAME", help="training: the sizes (base on a GPU, small elsewhere)")
    parser.add_argument("--pairs", type=count, metavar="N", help="memory: N against N/20 (2000000)")
    parser.add_argument("--json", action="store_true", help="one JSON object a line on standard output")


def check(args: Namespace) -> None:
    if "training" not in args.name:
        refuse(args, ("device", "preset"), "belongs to the measurement 'training'; name that")
    if "memory" not in args.name:
        refuse(args, ("pairs",), "belongs to the measurement 'memory'; name that")


def needs_qt(args: Namespace) -> bool:
    return not args.name or not set(args.name) <= WITHOUT_QT


def run(args: Namespace) -> int:
    from gui.commands import bench

    return bench.run(args)


COMMAND = Command(
    "measure start, decoding, painting, training and its memory on this machine", run, add_arguments, check, needs_qt
)
