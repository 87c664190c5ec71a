"""The language of the screen: English is in the source code, others are Qt Linguist files in resources/i18n.

`ko.ts` has the words of the screen, and in the context "Model" the sentences of the code without a screen, such as its
errors; `languages.ko.ts` has the names of languages.
"""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from model.errors import Sentence

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "i18n"
FILES = ("{0}.ts", "languages.{0}.ts")
LANGUAGES = {"en": "English", "ko": "한국어"}  # each by its own name, so that its speakers find it


class Words(QTranslator):
    """Reads Linguist files (.ts) directly: nothing is compiled, and a changed word shows at the next start."""

    def __init__(self, *paths: Path) -> None:
        super().__init__()
        self.texts: dict[tuple[str, str], str] = {}  # by context and English text
        for path in paths:
            self.read(path)

    def read(self, path: Path) -> None:
        for context in ElementTree.parse(path).getroot().iter("context"):
            name = context.findtext("name", "")
            for message in context.iter("message"):
                self.texts[name, message.findtext("source", "")] = message.findtext("translation", "")

    def isEmpty(self) -> bool:
        return not self.texts

    def translate(self, context: str, text: str, _comment: str | None = None, _count: int = -1) -> str:
        """The translated text, else the English one: Qt would take an empty text for a translation."""
        return self.texts.get((context, text)) or text


class Language:
    """What is installed in the application; use one at a time."""

    def __init__(self) -> None:
        self.code = "en"
        self.problem = ""  # why it is not the language that was asked for, as a sentence
        self._translators: list[QTranslator] = []
        self.english: dict[tuple[str, str], str] = {}  # of names, by "Language" or "LanguageVariant" and their words
        self._locale = QLocale()  # the system's

    def use(self, code: str) -> None:
        """Use a language of `LANGUAGES`; for "system" the computer's language if it is one of them, else English.

        Widgets take their words when they are made, so an open window has to be made again.
        """
        for translator in self._translators:
            QCoreApplication.removeTranslator(translator)
        own = QLocale.languageToCode(self._locale.language())
        self.code = code if code in LANGUAGES else own if own in LANGUAGES else "en"
        self._translators, self.problem = [], ""
        words = self._words(self.code) if self.code != "en" else None
        self.english = {(context, name): text for (context, text), name in words.texts.items()} if words else {}
        if words is None:
            self.code = "en"
        else:
            # Qt asks the newest first. Its own file must be the newest, because ours answers every question.
            self._translators.append(words)
            of_qt = QTranslator()
            if of_qt.load(f"qtbase_{self.code}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
                self._translators.append(of_qt)
        for translator in self._translators:
            QCoreApplication.installTranslator(translator)
        QLocale.setDefault(self._locale if self.code in ("en", own) else QLocale(self.code))

    def _words(self, code: str) -> Words | None:
        """The words of a language; None if a file cannot be read: then the screen stays English."""
        words = Words()
        for path in (FOLDER / name.format(code) for name in FILES):
            try:
                words.read(path)
            except (OSError, ElementTree.ParseError) as error:
                why = error.strerror if isinstance(error, OSError) else error
                self.problem = f"{path} cannot be read ({why}), so the screen stays English; install the program again."
                return None
        return words

    def say(self, sentence: Sentence | str) -> str:
        """A sentence of the code without a screen, such as an error, in this language; plain text stays as it is."""
        return sentence if isinstance(sentence, str) else sentence.said(_of_model)

    @property
    def other(self) -> str:
        """The code of the next one in turn."""
        codes = list(LANGUAGES)
        return codes[(codes.index(self.code) + 1) % len(codes)]


def _of_model(text: str) -> str:
    return QCoreApplication.translate("Model", text)


language = Language()
