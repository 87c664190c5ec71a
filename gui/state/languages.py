"""The source and target language for a model that offers a choice, and the names of languages on the screen."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from gui.state.language import language
from model.values.languages import language_name

USUAL_SOURCES = ("English",)
USUAL_TARGETS = ("German", "French", "Spanish", "Korean", "Chinese", "Chinese (Simplified)", "English")

_VARIANT = re.compile(r"(.+) \((.+)\)")


def usual_languages(
    sources: Sequence[str], targets: Sequence[str], source: str = "", target: str = ""
) -> tuple[str, str]:
    """The codes of source and target to choose among those offered; "" where none is offered.

    `source` and `target` are taken if offered, else the most usual ones; models write their codes in different ways.
    """
    if source not in sources:
        source = _first(sources, USUAL_SOURCES)
    if target not in targets:
        target = _first(targets, USUAL_TARGETS, but=source if len(targets) > 1 else "")
    return source, target


def in_words(name: str) -> str:
    """English names of languages in the screen's language: "English → Chinese (Simplified)", "Thai, Lao".

    Other text, such as a title that a person gave, stays as it is.
    """
    return _in_words(name) or name


def _in_words(name: str) -> str:
    """The name in the screen's language; "" if any part is not a language's name."""
    if name == (words := QCoreApplication.translate("Language", name)):
        words = ""
    for between in (" → ", ", "):
        if not words and between in name:
            parts = [_in_words(part) for part in name.split(between)]
            return between.join(parts) if all(parts) else ""
    if not words and (split := _VARIANT.fullmatch(name)):
        language_words, variant = _in_words(split[1]), QCoreApplication.translate("LanguageVariant", split[2])
        return f"{language_words} ({variant})" if language_words and variant != split[2] else ""
    return words


def in_english(name: str) -> str:
    """The reverse: the English name, which `model` knows, of a language named on the screen; other text stays."""
    name = name.strip()
    english = language.english.get(("Language", name))
    if english is None and (split := _VARIANT.fullmatch(name)):
        parts = language.english.get(("Language", split[1])), language.english.get(("LanguageVariant", split[2]))
        return f"{parts[0]} ({parts[1]})" if all(parts) else name
    return english or name


def _first(codes: Sequence[str], names: Sequence[str], but: str = "") -> str:
    known = {language_name(code): code for code in reversed(codes) if code != but}
    return next((known[name] for name in names if name in known), next(iter(codes), ""))
