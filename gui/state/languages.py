"""From which language into which, for a model that offers a choice, and what the screen calls a language."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from gui.state.language import language
from model.languages import language_name

USUAL_SOURCES = ("English",)
USUAL_TARGETS = ("German", "French", "Spanish", "Korean", "Chinese", "Chinese (Simplified)", "English")

_VARIANT = re.compile(r"(.+) \((.+)\)")


def usual_languages(
    sources: Sequence[str], targets: Sequence[str], source: str = "", target: str = ""
) -> tuple[str, str]:
    """Codes of the source and the target among those that are offered; "" where nothing is.

    `source` and `target` where they are among them, else usual ones, in whatever way this model writes its codes.
    """
    if source not in sources:
        source = _first(sources, USUAL_SOURCES)
    if target not in targets:
        target = _first(targets, USUAL_TARGETS, but=source if len(targets) > 1 else "")
    return source, target


def in_words(name: str) -> str:
    """English names of languages as the screen's language has them: "English → Chinese (Simplified)", "Thai, Lao".

    What is no language's name, such as a title that a person gave, stays as it is.
    """
    whole = QCoreApplication.translate("Language", name)
    if whole != name:
        return whole
    for between in (" → ", ", "):
        if between in name:
            return between.join(in_words(part) for part in name.split(between))
    variant = _VARIANT.fullmatch(name)
    if variant is None:
        return name
    return f"{in_words(variant[1])} ({QCoreApplication.translate('LanguageVariant', variant[2])})"


def in_english(name: str) -> str:
    """The other way: a language as `model` knows it, by what a person calls it; what is no such name stays."""
    name = name.strip()
    return language.english.get(name, name)


def _first(codes: Sequence[str], names: Sequence[str], but: str = "") -> str:
    known = {language_name(code): code for code in reversed(codes) if code != but}
    return next((known[name] for name in names if name in known), next(iter(codes), ""))
