"""Imports `transformers`, which is optional and slow to import, and keeps it quiet."""

from __future__ import annotations

import importlib
import importlib.util
import logging
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType

from model.errors import QT_TRANSLATE_NOOP, MissingExtra

EXTRA = "families"  # the name of the list in pyproject.toml
PACKAGES = ("protobuf", "sacremoses")  # what this list brings beside transformers
_ASKS = re.compile(r"need to install (\w+)|requires the (\w+) library|pip install `?(\w+)|No module named '(\w+)")


def import_transformers() -> ModuleType:
    """The package; `MissingExtra` says how to get it. Its own messages and progress bars are switched off."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            package = importlib.import_module("transformers")
            logs = importlib.import_module("transformers.utils.logging")
    except ImportError as error:
        raise MissingExtra(
            QT_TRANSLATE_NOOP(
                "Model",
                "This model is played by the package transformers, which is not installed here; get it "
                'with pip install "translucent[families]" or with the button in the library.',
            ),
            extra=EXTRA,
        ) from error
    logs.set_verbosity_error()
    # Its own switch would also turn off the progress bars of huggingface_hub, which the library needs for downloads.
    logs.set_tqdm_hook(lambda _factory, arguments, named: logs.EmptyTqdm(*arguments, **named))
    return package


def has_protobuf() -> bool:
    """Whether protobuf is installed; the package needs it only to convert SentencePiece models to its tokenizers."""
    try:
        return importlib.util.find_spec("google.protobuf") is not None
    except ModuleNotFoundError:
        return False


def missing_package(error: BaseException) -> str:
    """The package that `transformers` asks for in this error, "" where it asks for none."""
    if not isinstance(error, ImportError):
        return ""
    found = _ASKS.search(" ".join(str(error).split()))
    name = next(name for name in found.groups() if name) if found else error.name or ""
    return "protobuf" if name == "google" else name.partition(".")[0]


@contextmanager
def quiet() -> Iterator[None]:
    """No warnings and no log lines inside; our own code reports what a person must know, in one sentence."""
    names = ("transformers", "huggingface_hub")
    levels = {name: logging.getLogger(name).level for name in names}
    try:
        for name in names:
            logging.getLogger(name).setLevel(logging.CRITICAL)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        for name, level in levels.items():
            logging.getLogger(name).setLevel(level)
