"""Translation memories (TMX) as a stream of translation units."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO
from xml.parsers import expat

from model.errors import QT_TRANSLATE_NOOP, UserError

CHUNK = 1 << 16  # bytes parsed at once
LONGEST_SEGMENT = 1 << 16  # characters
# Inline elements whose content is markup of some word processor; <hi> alone marks text of the sentence.
_CODES = {"bpt", "ept", "it", "ph", "ut", "ude", "sub"}


@dataclass
class Unit:
    """One <tu>: its line, and the segments in each language, whose codes are lower case with a hyphen."""

    line: int
    source_language: str  # of the file, "" if not declared
    texts: dict[str, list[str]] = field(default_factory=dict)
    too_long: bool = False

    def texts_in(self, codes: Sequence[str]) -> list[str]:
        """All segments in one of these codes, in order."""
        if len(codes) == 1:
            return self.texts.get(codes[0], [])
        return [text for code, texts in self.texts.items() if code in codes for text in texts]


def read_units(file: BinaryIO, path: Path) -> Iterator[Unit]:
    """Every translation unit in order, in constant memory.

    A DOCTYPE is allowed, as TMX files have one, but its DTD is never fetched. Raises `UserError` for broken XML, for an
    encoding that expat cannot read, for an entity of the DTD, and for a file that declares entities: TMX needs none,
    and a few lines of them can expand to gigabytes.
    """
    parser = _Parser()
    try:
        while chunk := file.read(CHUNK):
            parser.expat.Parse(chunk, False)
            yield from parser.take()
        parser.expat.Parse(b"", True)
    except expat.ExpatError as error:
        reason = expat.ErrorString(error.code)
        raise UserError(
            QT_TRANSLATE_NOOP("Model", "{path}, line {line} is not well-formed XML ({reason}); export the file again."),
            path=path,
            line=error.lineno,
            reason=reason,
        ) from error
    except (ValueError, LookupError):  # of Python's encodings, expat can use only single-byte ones
        raise UserError(
            QT_TRANSLATE_NOOP(
                "Model", "{path} declares the encoding '{encoding}', which cannot be read here; save the file as UTF-8."
            ),
            path=path,
            encoding=parser.encoding,
        ) from None
    except _UnknownEntityError as entity:
        raise UserError(
            QT_TRANSLATE_NOOP(
                "Model",
                "{path}, line {line} holds the XML entity '&{entity};', which the file "
                "does not explain; put the character itself in its place.",
            ),
            path=path,
            line=parser.expat.CurrentLineNumber,
            entity=entity,
        ) from None
    except _EntityError:
        raise UserError(
            QT_TRANSLATE_NOOP(
                "Model", "{path}, line {line} declares an XML entity, which no TMX file needs; remove it."
            ),
            path=path,
            line=parser.expat.CurrentLineNumber,
        ) from None
    yield from parser.take()
    if not parser.is_tmx:
        raise UserError(QT_TRANSLATE_NOOP("Model", "{path} is XML but not TMX; choose another file."), path=path)


class _EntityError(Exception):
    """A declaration of an entity."""


class _UnknownEntityError(Exception):
    """The name of an entity that only the DTD, which is not fetched, can define."""


class _Parser:
    def __init__(self) -> None:
        self.expat = expat.ParserCreate()
        self.expat.buffer_text = True
        self.expat.StartElementHandler = self._start
        self.expat.EndElementHandler = self._end
        self.expat.CharacterDataHandler = self._characters
        self.expat.EntityDeclHandler = self._entity
        self.expat.SkippedEntityHandler = self._skipped
        self.expat.XmlDeclHandler = self._declaration
        self.encoding: str | None = None  # as the file declares it
        self.is_tmx = False
        self._done: list[Unit] = []
        self._unit: Unit | None = None
        self._source_language = ""
        self._language = ""
        self._text: list[str] | None = None  # text of the open <seg>
        self._length = 0
        self._codes = 0  # number of open inline elements whose content is markup

    def take(self) -> list[Unit]:
        """The units finished since the last call."""
        done, self._done = self._done, []
        return done

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name in _CODES:
            self._codes += 1
        elif name == "seg" and self._unit is not None:
            self._text, self._length, self._codes = [], 0, 0
        elif name == "tuv":
            language = attributes.get("xml:lang") or attributes.get("lang", "")
            self._language = language.lower().replace("_", "-")
        elif name == "tu":
            self._unit = Unit(self.expat.CurrentLineNumber, self._source_language)
        elif name == "header":
            language = attributes.get("srclang", "").lower().replace("_", "-")
            self._source_language = "" if language == "*all*" else language
        elif name == "tmx":
            self.is_tmx = True

    def _end(self, name: str) -> None:
        if name in _CODES:
            self._codes -= 1
        elif name == "seg" and self._unit is not None and self._text is not None:
            self._unit.texts.setdefault(self._language, []).append(" ".join("".join(self._text).split()))
            self._text = None
        elif name == "tu" and self._unit is not None:
            self._done.append(self._unit)
            self._unit = None

    def _characters(self, text: str) -> None:
        if self._text is None or self._codes:
            return
        self._length += len(text)
        if self._length <= LONGEST_SEGMENT:
            self._text.append(text)
        elif self._unit is not None:
            self._unit.too_long = True

    def _entity(self, *_declaration: object) -> None:
        raise _EntityError

    def _skipped(self, name: str, _is_parameter: bool) -> None:
        raise _UnknownEntityError(name)

    def _declaration(self, _version: str, encoding: str | None, _standalone: int) -> None:
        self.encoding = encoding
