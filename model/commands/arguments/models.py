"""The arguments of `main.py models`."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from model.commands.arguments.command import Command
from model.commands.arguments.common import name, refuse

ACTIONS = "list (the default), search TEXT, show NAME, add DIR, download REPOSITORY, rename NAME NEW, remove NAME"

ASKING = ("download", "remove")


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("action", nargs="?", default="list", metavar="ACTION", help=ACTIONS)
    parser.add_argument("name", nargs="*", type=name, metavar="NAME", help="what the action needs")
    parser.add_argument("--yes", action="store_true", help="download or remove without asking")
    parser.add_argument("--json", action="store_true", help="one JSON object a line on standard output")


def check(args: Namespace) -> None:
    if args.action not in ASKING:
        refuse(args, ("yes",), f"belongs to {' and '.join(ASKING)}, which ask; leave it out")


def run(args: Namespace) -> int:
    from model.commands import models

    return models.run(args)


COMMAND = Command("the models on this computer and on the Hugging Face hub", run, add_arguments, check)
