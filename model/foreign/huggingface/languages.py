"""The languages that a model of `transformers` offers, read from its tokenizer, and how a choice reaches the model.

M2M100, NLLB, mBART and similar models have a piece for every language. T5 was trained with a sentence before the text,
and some of its descendants (MADLAD) with a piece that is written into the text.
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
    """`ids` are the language pieces by code; `before` is the text to put before a sentence, by target language."""

    kind: Literal["pieces", "text", "none"] = "none"
    sources: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    source: str = ""  # the defaults, which are first in the lists above; empty where there is no choice
    target: str = ""
    ids: dict[str, int] = field(default_factory=dict)
    before: dict[str, str] = field(default_factory=dict)
    tasks: tuple[str, ...] = ()  # all texts that the family was trained to read before a sentence

    def is_told(self, text: str) -> bool:
        """Whether the person has typed a task before the text."""
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
    # Each family writes codes in its own way (de, de_DE, deu_Latn), so suggest similar ones.
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

    `first_piece` is the id that every translation begins with by the configuration, `start` the decoder's first input:
    one of them may name a language. Only ids below `size` belong to the model.
    """
    ids = _language_ids(tokenizer, size)
    if ids:
        return _of_pieces(tokenizer, ids, first_piece, start)
    before = _before_text(tokenizer, config)
    if not before:
        return Languages()
    sources = tuple(dict.fromkeys(source for source, _ in before if source))
    # With one source language the target is enough; otherwise name the pair.
    names = {pair: pair[1] if len(sources) < 2 else f"{pair[0]} to {pair[1]}" for pair in before}
    return Languages(
        kind="text",
        targets=(*names.values(), AS_TYPED),
        source=sources[0] if len(sources) == 1 else "",
        target=next(iter(names.values())),
        before={names[pair]: text for pair, text in before.items()},
        tasks=tuple(prefix.strip() for prefix in _prefixes(config)),
    )


_OTHERS = ("pad_token", "unk_token", "bos_token", "eos_token", "sep_token", "cls_token", "mask_token")


def _language_ids(tokenizer: Any, size: int) -> dict[str, int]:
    """Code -> id of every language piece that the model has a row for."""
    known = getattr(tokenizer, "lang_code_to_id", None)
    found: dict[str, Any] = {}
    if isinstance(known, dict):
        found = {str(code).removeprefix("__").removesuffix("__"): id for code, id in known.items()}
    else:
        extra = getattr(tokenizer, "extra_special_tokens", None) or ()
        tokens = [*tokenizer.all_special_tokens, *map(str, extra), *tokenizer.get_added_vocab()]
        others = {str(getattr(tokenizer, name, None)) for name in _OTHERS}  # Blenderbot writes its end as __end__
        for token in dict.fromkeys(token for token in tokens if token not in others):
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
    if not target:  # none is given: take one that is not the source and that many people can read
        order = ("de", "fr", "es", "en") if _like((source,), "en") else ("en", "de")
        others = tuple(code for code in codes if code != source)
        target = next((code for code in (_like(others, one) for one in order) if code), "") or (*others, source)[0]
    if source == target:  # for example a model into English whose tokenizer also has English as the default source
        others = tuple(code for code in codes if code != target)
        source = _like(others, "de") or _like(others, "en") or (*others, source)[0]
    chooses = set_source(tokenizer, source, ids[source])
    ordered = [tuple(sorted(codes, key=lambda code: code != default)) for default in (source, target)]
    return Languages("pieces", ordered[0] if chooses else (), ordered[1], source, target, ids)


def set_source(tokenizer: Any, code: str, id: int) -> bool:
    """Make the tokenizer add the piece of this language to source texts; False for one that adds none."""
    for name in (code, f"__{code}__"):
        try:
            tokenizer.src_lang = name
            if getattr(tokenizer, "tgt_lang", "") is None:
                tokenizer.tgt_lang = name  # M2M100's cannot encode a target text without one
            if id in tokenizer("a")["input_ids"]:
                return True
        except (KeyError, ValueError, AttributeError, TypeError):
            continue  # families disagree about whether a code has marks around it
    return False


_LONG = {"en": "eng", "de": "deu", "fr": "fra", "es": "spa"}


def _like(codes: tuple[str, ...], language: str) -> str:
    """The code of a language in any family's spelling, or ""."""
    found = (code for code in codes if re.split(r"[_-]", code)[0] in (language, _LONG.get(language)))
    return next(found, "")


def _prefixes(config: Any) -> list[str]:
    """The prefixes of all tasks that a model like T5 was trained for."""
    tasks = getattr(config, "task_specific_params", None)
    told = [task.get("prefix") for task in tasks.values() if isinstance(task, dict)] if isinstance(tasks, dict) else []
    return [prefix for prefix in told if isinstance(prefix, str) and prefix.strip()]


def _before_text(tokenizer: Any, config: Any) -> dict[tuple[str, str], str]:
    """(source, target) -> the text that the family was trained to read before a sentence."""
    found: dict[tuple[str, str], str] = {}
    for prefix in _prefixes(config):
        if match := _TASK.fullmatch(prefix):
            found[match[1], match[2]] = prefix
    if found:
        return found
    pieces = sorted(match[1] for piece in tokenizer.get_vocab() if (match := _IN_TEXT.fullmatch(piece)))
    order = sorted(pieces, key=lambda code: code not in ("de", "fr", "es", "en"))
    return {("", code): f"<2{code}> " for code in order}
