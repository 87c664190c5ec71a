"""Arguments shared by several commands: a typed text becomes a value, or a sentence that says what is wrong."""

from __future__ import annotations

import os
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Callable, Iterable
from pathlib import Path

MODEL = "en-de"  # the shipped one
LONGEST_NAME = 255  # bytes, of a file or a folder on every common file system


def sentence(typed: str) -> str:
    """A text of the person; refused if the bytes that were typed are not UTF-8."""
    if not is_text(typed):
        shown = typed.encode("utf-8", "backslashreplace").decode()
        raise ArgumentTypeError(f"'{shown}' is not UTF-8 text; give it as UTF-8, or pipe it in converted")
    return typed


def is_text(typed: str) -> bool:
    """Whether it is whole characters only. Python hides a byte that is not UTF-8 in half a surrogate pair."""
    return not any("\ud800" <= character <= "\udfff" for character in typed)


def name(text: str) -> str:
    """A path or a part of one; refused if no file system can hold it, or if its name is not UTF-8."""
    if not is_text(text):
        raise ArgumentTypeError(f"{text!r} has a name that is not UTF-8 text; rename it")
    if "\0" in text or any(len(os.fsencode(part)) > LONGEST_NAME for part in Path(text).parts):
        raise ArgumentTypeError(
            f"{text!r} cannot be a path: one with a NUL character, or a name of more than {LONGEST_NAME} bytes"
        )
    return text


def path(text: str) -> Path:
    return Path(name(text))


def folder(text: str) -> Path:
    if not text.strip():
        raise ArgumentTypeError("the folder's name is empty")
    return path(text)


def file(text: str) -> Path:
    if not Path(text).name:
        raise ArgumentTypeError(f"'{text}' is not the name of a file")
    return path(text)


def file_ending(*endings: str) -> Callable[[str], Path]:
    """The name of a file with one of these endings, which say what is written into it."""

    def parse(text: str) -> Path:
        named = file(text)
        if named.suffix.lower() not in endings:
            wanted = endings[0] if len(endings) == 1 else f"one of {', '.join(endings)}"
            raise ArgumentTypeError(f"'{text}' must end with {wanted}")
        return named

    return parse


def model(text: str) -> str:
    """A model's name or its folder."""
    if not text.strip():
        raise ArgumentTypeError("the model's name is empty")
    return name(text)


def count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise ArgumentTypeError(f"'{text}' is not a whole number of at least 1")
    return int(text)


def not_negative(text: str) -> int:
    if not text.isdecimal():
        raise ArgumentTypeError(f"'{text}' is not a whole number of at least 0")
    return int(text)


def add_languages(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--source-language", type=sentence, metavar="CODE", help="of a model that reads several, as it writes them"
    )
    parser.add_argument(
        "--target-language", type=sentence, metavar="CODE", help="of a model that writes several: fra, de_DE, ..."
    )


def add_sampling(parser: ArgumentParser) -> None:
    parser.add_argument("--seed", type=not_negative, metavar="N", help="of the first line; the next ones count up (0)")
    parser.add_argument("--temperature", type=float, metavar="T", help="divides the logits before sampling (1)")
    parser.add_argument("--top-k", type=not_negative, metavar="K", help="sample from the K likeliest pieces (0: all)")
    parser.add_argument("--top-p", type=float, metavar="P", help="sample from the likeliest that reach P together (1)")


def check_sampling(args: Namespace, sampling: bool) -> None:
    """Raise `ArgumentTypeError` for options of sampling with another method."""
    if not sampling:
        refuse(args, ("seed", "temperature", "top_k", "top_p"), "belongs to sampling; add --method sample")


def check_search(args: Namespace, beam_search: bool, add: str) -> None:
    """Raise `ArgumentTypeError` for beam-search options without beam search; `add` is the option that turns it on."""
    if not beam_search:
        refuse(args, ("beam", "length_penalty"), f"belongs to beam search; add {add}")


def refuse(args: Namespace, names: Iterable[str], why: str) -> None:
    """Raise `ArgumentTypeError` for the first of these options that was given: it would be ignored."""
    for name in names:
        if getattr(args, name) not in (None, False):
            raise ArgumentTypeError(f"--{name.replace('_', '-')} {why}")
