"""The arguments of `main.py screenshot`; read before anything is installed."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError, Namespace

from model.commands.arguments.command import Command, with_qt
from model.commands.arguments.common import file_ending, sentence

PICTURES = (".png", ".jpg", ".jpeg", ".bmp")

LARGEST = 10_000  # pixels a side; far more than any screen, and still a picture that memory holds


def size(text: str) -> tuple[int, int]:
    """'1280x720' -> (1280, 720)"""
    width, _, height = text.lower().partition("x")
    if not (width.isdecimal() and height.isdecimal() and int(width) and int(height)):
        raise ArgumentTypeError(f"'{text}' is not a size such as 1280x720")
    if max(int(width), int(height)) > LARGEST:
        raise ArgumentTypeError(f"'{text}' is more than {LARGEST:,} pixels wide or high")
    return int(width), int(height)


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("out", type=file_ending(*PICTURES), metavar="OUT.png")
    parser.add_argument("--text", type=sentence, metavar="T", help="the sentence to translate")
    parser.add_argument("--view", metavar="NAME", help="the part of the window to draw (all of it)")
    parser.add_argument("--size", type=size, default=(1280, 720), metavar="WxH", help="in pixels (1280x720)")
    parser.add_argument("--theme", choices=["light", "dark"], default="light")
    parser.add_argument("--language", choices=["en", "ko"], default="en")


def run(args: Namespace) -> int:
    from gui.commands import screenshot

    return screenshot.run(args)


COMMAND = Command("draw the window into a picture; needs no screen", run, add_arguments, needs_qt=with_qt)
