"""The arguments of `main.py export`."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from model.commands.arguments.command import Command
from model.commands.arguments.common import MODEL, folder, model


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--model", type=model, default=MODEL, metavar="NAME|DIR", help=f"a model by name or folder ({MODEL})"
    )
    parser.add_argument("--to", required=True, type=folder, metavar="DIR", help="the folder to write, new or empty")


def run(args: Namespace) -> int:
    from model.commands import export

    return export.run(args)


COMMAND = Command("write a model as a Marian folder, for programs that use transformers", run, add_arguments)
