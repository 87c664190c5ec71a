"""From which language into which, for a model that offers a choice: what is chosen until a person does."""

from __future__ import annotations

from collections.abc import Sequence

from model.languages import language_name

USUAL_SOURCES = ("English",)
USUAL_TARGETS = ("German", "French", "Spanish", "Korean", "Chinese", "Chinese (Simplified)", "English")


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


def _first(codes: Sequence[str], names: Sequence[str], but: str = "") -> str:
    known = {language_name(code): code for code in reversed(codes) if code != but}
    return next((known[name] for name in names if name in known), next(iter(codes), ""))
