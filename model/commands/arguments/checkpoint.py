"""The arguments of `main.py checkpoint`."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from model.commands.arguments.command import Command
from model.commands.arguments.common import folder


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "file", type=folder, metavar="FILE", help="the checkpoint, or a checkpoint.toml that says what is what"
    )
    parser.add_argument("--to", type=folder, metavar="DIR", help="make the model there; without it, only the report")
    parser.add_argument("--json", action="store_true", help="the report as JSON on standard output")


def run(args: Namespace) -> int:
    from model.commands import checkpoint

    return checkpoint.run(args)


COMMAND = Command("fit a torch.nn.Transformer checkpoint to this program; shows what matches", run, add_arguments)
