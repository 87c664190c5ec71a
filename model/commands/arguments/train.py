"""The arguments of `main.py train`."""

from __future__ import annotations

import time
from argparse import SUPPRESS, ArgumentParser, Namespace

from model.commands.arguments.command import Command
from model.commands.arguments.common import count, folder, path, refuse


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("config", type=path, metavar="CONFIG.toml", help="data, sizes and schedule of the run")
    parser.add_argument("--run", type=folder, metavar="DIR", help="the run folder (runs/NAME)")
    parser.add_argument("--resume", action="store_true", help="go on from the newest checkpoint")
    parser.add_argument(
        "--finish", action="store_true", help="make the model from the newest checkpoint; no more updates"
    )
    parser.add_argument("--steps", type=count, metavar="N", help="updates, in place of the configuration's")
    parser.add_argument("--estimate", action="store_true", help="only say how long it will take, as JSON")
    # Seconds since 1970: the time of the click in the window, else now, before torch is loaded.
    parser.add_argument("--begun", type=float, default=time.time(), help=SUPPRESS)


def check(args: Namespace) -> None:
    if args.estimate:
        refuse(args, ("resume", "finish"), "trains, and --estimate only says how long that takes; leave one out")


def run(args: Namespace) -> int:
    from model.commands import train

    return train.run(args)


COMMAND = Command("train a model; the window can watch the run folder", run, add_arguments, check)
