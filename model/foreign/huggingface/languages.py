"""The languages that a model of `transformers` offers, read from its tokenizer, and where a choice of one goes.

M2M100, NLLB, mBART and their kin have a piece for every language; T5 was trained with a sentence before the text, and
some of its descendants (MADLAD) with a piece that is written into the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, Literal

from model.errors import QT_TRANSLATE_NOOP, Sentence, UserError
from model.values.languages import AS_TYPED

_SOURCE = Sentence(QT_TRANSLATE_NOOP("Model", "source"))
_TARGET = Sentence(QT_TRANSLATE_NOOP("Model", "target"))

# Pieces that name a language: NLLB's deu_Latn, mBART's de_DE, M2M100's __de__.
_PIECE = re.compile(r"[a-z]{3}_[A-Z][a-z]{3}|[a-z]{2,3}_[A-Z]{2}|__([a-z]{2,3}(?:_[A-Z]{2})?)__")
_IN_TEXT = re.compile(r"<2([a-zA-Z]{2,3}(?:_[a-zA-Z]+)?)>")
_TASK = re.compile(r"translate (\w+) to (\w+):\s*")
_TOLD = re.compile(r"translate\b[^:\n]{0,60}:|<2\w+>", re.IGNORECASE)


@dataclass(frozen=True)
class Languages:
    """`ids` are the language pieces by code; `before` is what stands before the text, by target language."""

    kind: Literal["pieces", "text", "none"] = "none"
    sources: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    source: str = ""  # the defaults, which come first above; empty where there is nothing to choose
    target: str = ""
    ids: dict[str, int] = field(default_factory=dict)
    before: dict[str, str] = field(default_factory=dict)
    tasks: tuple[str, ...] = ()  # everything that the family was trained to read before a text

    def is_told(self, text: str) -> bool:
        """Whether a person has put a task before the text themselves."""
        text = text.lstrip()
        return bool(_TOLD.match(text)) or any(text.startswith(task) for task in self.tasks)

    def chosen_source(self, wanted: str) -> str:
        return _chosen(wanted, self.sources, self.source, _SOURCE)

    def chosen_target(self, wanted: str) -> str:
        return _chosen(wanted, self.targets, self.target, _TARGET)


def _chosen(wanted: str, offered: tuple[str, ...], default: str, side: Sentence) -> str:
    if not wanted or wanted in offered:
        return wanted or default
    if not offered:
        if wanted == default:
            return default
        raise UserError(
            QT_TRANSLATE_NOOP(
                "Model", "This model's {side} language cannot be chosen, so “{wanted}” is not possible; leave it out."
            ),
            side=side,
            wanted=wanted,
        )
    # A code is written in the family's own way, but a person may not know whether that is de, de_DE or deu_Latn.
    similar = [code for code in offered if code.lower().startswith(wanted.lower()[:2])] or list(offered)
    shown = ", ".join(similar[:8]) + (", …" if len(similar) > 8 else "")
    raise UserError(
        QT_TRANSLATE_NOOP(
            "Model", "This model has no {side} language “{wanted}”; choose one that it has, for example {shown}."
        ),
        side=side,
        wanted=wanted,
        shown=shown,
    )


def find_languages(tokenizer: Any, config: Any, first_piece: int | None, start: int | None, size: int) -> Languages:
    """All that can be chosen, with defaults.

    `first_piece` and `start` are ids that the model's configuration says a translation begins with, and that the
    decoder starts from: one of them may name a language. Only ids below `size` are the model's.
    """
    ids = _language_ids(tokenizer, size)
    if ids:
        return _of_pieces(tokenizer, ids, first_piece, start)
    before = _before_text(tokenizer, config)
    if not before:
        return Languages()
    sources = tuple(dict.fromkeys(source for source, _ in before if source))
    # With one source language a target says all; else the pair has to be named.
    names = {pair: pair[1] if len(sources) < 2 else f"{pair[0]} to {pair[1]}" for pair in before}
    return Languages(
        kind="text",
        targets=(*names.values(), AS_TYPED),
        source=sources[0] if len(sources) == 1 else "",
        target=next(iter(names.values())),
        before={names[pair]: text for pair, text in before.items()},
        tasks=tuple(prefix.strip() for prefix in _prefixes(config)),
    )


def _language_ids(tokenizer: Any, size: int) -> dict[str, int]:
    """Code -> id of every language piece that the model has a row for."""
    known = getattr(tokenizer, "lang_code_to_id", None)
    found: dict[str, Any] = {}
    if isinstance(known, dict):
        found = {str(code).removeprefix("__").removesuffix("__"): id for code, id in known.items()}
    else:
        extra = getattr(tokenizer, "extra_special_tokens", None) or ()
        tokens = [*tokenizer.all_special_tokens, *map(str, extra), *tokenizer.get_added_vocab()]
        for token in dict.fromkeys(tokens):
            if match := _PIECE.fullmatch(token):
                found[match[1] or token] = tokenizer.convert_tokens_to_ids(token)
    unknown = tokenizer.unk_token_id
    return {code: id for code, id in found.items() if isinstance(id, int) and 0 <= id < size and id != unknown}


def _of_pieces(tokenizer: Any, ids: dict[str, int], first_piece: int | None, start: int | None) -> Languages:
    codes = tuple(sorted(ids))
    names = {id: code for code, id in ids.items()}
    own = str(getattr(tokenizer, "src_lang", None) or "").removeprefix("__").removesuffix("__")
    source = own if own in ids else _like(codes, "en") or codes[0]
    wanted = str(getattr(tokenizer, "tgt_lang", None) or "").removeprefix("__").removesuffix("__")
    target = names.get(first_piece if first_piece is not None else -1) or names.get(start if start is not None else -1)
    if not target:
        target = wanted if wanted in ids and wanted != source else ""
    if not target:  # nothing says it: anything but the source, one that most people can check
        order = ("de", "fr", "es", "en") if _like((source,), "en") else ("en", "de")
        others = tuple(code for code in codes if code != source)
        target = next((code for code in (_like(others, one) for one in order) if code), "") or (*others, source)[0]
    if source == target:  # a model into English, whose tokenizer reads English by default
        others = tuple(code for code in codes if code != target)
        source = _like(others, "de") or _like(others, "en") or (*others, source)[0]
    chooses = set_source(tokenizer, source, ids[source])
    ordered = [tuple(sorted(codes, key=lambda code: code != default)) for default in (source, target)]
    return Languages("pieces", ordered[0] if chooses else (), ordered[1], source, target, ids)


def set_source(tokenizer: Any, code: str, id: int) -> bool:
    """Let the tokenizer put the piece of this language to its source texts; False for one that puts none."""
    for name in (code, f"__{code}__"):
        try:
            tokenizer.src_lang = name
            if getattr(tokenizer, "tgt_lang", "") is None:
                tokenizer.tgt_lang = name  # M2M100's cuts no target text without one
            if id in tokenizer("a")["input_ids"]:
                return True
        except (KeyError, ValueError, AttributeError, TypeError):
            continue  # families disagree about whether a code has marks around it
    return False


_LONG = {"en": "eng", "de": "deu", "fr": "fra", "es": "spa"}


def _like(codes: tuple[str, ...], language: str) -> str:
    """The code of a language in any family's way of writing, or nothing."""
    found = (code for code in codes if re.split(r"[_-]", code)[0] in (language, _LONG.get(language)))
    return next(found, "")


def _prefixes(config: Any) -> list[str]:
    """The sentences before the text of all tasks that T5's kin were trained for."""
    tasks = getattr(config, "task_specific_params", None)
    told = [task.get("prefix") for task in tasks.values() if isinstance(task, dict)] if isinstance(tasks, dict) else []
    return [prefix for prefix in told if isinstance(prefix, str) and prefix.strip()]


def _before_text(tokenizer: Any, config: Any) -> dict[tuple[str, str], str]:
    """(source, target) -> what the family was trained to read before the text."""
    found: dict[tuple[str, str], str] = {}
    for prefix in _prefixes(config):
        if match := _TASK.fullmatch(prefix):
            found[match[1], match[2]] = prefix
    if found:
        return found
    pieces = sorted(match[1] for piece in tokenizer.get_vocab() if (match := _IN_TEXT.fullmatch(piece)))
    order = sorted(pieces, key=lambda code: code not in ("de", "fr", "es", "en"))
    return {("", code): f"<2{code}> " for code in order}
