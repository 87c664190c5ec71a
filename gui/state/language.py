"""The language of the screen: English stands in the source, the others in resources/i18n as Qt Linguist's files.

`ko.ts` has the words of the screen. What stands in no view but in `model` has files of its own: `languages.ko.ts` the
names of languages, `sentences.ko.ts` the errors and whatever else it says in sentences.
"""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from gui.state.sentences import Sentences

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "i18n"
FILES = ("{0}.ts", "languages.{0}.ts", "sentences.{0}.ts")
LANGUAGES = {"en": "English", "ko": "한국어"}  # each by its own name, so that whoever needs it finds it


class Words(QTranslator):
    """Reads Linguist files (.ts) as they are: nothing is compiled, and a changed word is seen at the next start."""

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

    def of(self, context: str) -> dict[str, str]:
        """The words of one context by their English."""
        return {english: words for (name, english), words in self.texts.items() if name == context}

    def isEmpty(self) -> bool:
        return not self.texts

    def translate(self, context: str, text: str, _comment: str | None = None, _count: int = -1) -> str:
        """What is unknown stays English: an empty text would be taken for a translation."""
        return self.texts.get((context, text)) or text


class Language:
    """What is installed in the application; use one at a time."""

    def __init__(self) -> None:
        self.code = "en"
        self.problem = ""  # why it is not the language that was asked for, as a sentence
        self._translators: list[QTranslator] = []
        self._sentences = Sentences({}, {})
        self.english: dict[tuple[str, str], str] = {}  # of names, by "Language" or "LanguageVariant" and their words
        self._locale = QLocale()  # the system's

    def use(self, code: str) -> None:
        """Speak a language of `LANGUAGES`, or with "system" the computer's where it is one of them, else English.

        Widgets take their words when they are made, so a window that is open has to be made anew.
        """
        for translator in self._translators:
            QCoreApplication.removeTranslator(translator)
        own = QLocale.languageToCode(self._locale.language())
        self.code = code if code in LANGUAGES else own if own in LANGUAGES else "en"
        self._translators, self.problem = [], ""
        words = self._words(self.code) if self.code != "en" else None
        self._sentences = Sentences(words.of("Sentence"), words.of("Phrase")) if words else Sentences({}, {})
        self.english = {(context, name): text for (context, text), name in words.texts.items()} if words else {}
        if words is None:
            self.code = "en"
        else:
            # Qt asks the newest first; its own file must be it, as ours answers whatever it is asked.
            self._translators.append(words)
            of_qt = QTranslator()
            if of_qt.load(f"qtbase_{self.code}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
                self._translators.append(of_qt)
        for translator in self._translators:
            QCoreApplication.installTranslator(translator)
        QLocale.setDefault(self._locale if self.code in ("en", own) else QLocale(self.code))

    def _words(self, code: str) -> Words | None:
        """None where the file cannot be read: English is better than no window."""
        words = Words()
        for path in (FOLDER / name.format(code) for name in FILES):
            try:
                words.read(path)
            except (OSError, ElementTree.ParseError) as error:
                why = error.strerror if isinstance(error, OSError) else error
                self.problem = f"{path} cannot be read ({why}), so the screen stays English; install the program again."
                return None
        return words

    def say(self, sentence: str) -> str:
        """A sentence of the code without a screen, such as an error's, in this language; else as it is."""
        return self._sentences.say(sentence)

    @property
    def other(self) -> str:
        """The code of the next one in turn."""
        codes = list(LANGUAGES)
        return codes[(codes.index(self.code) + 1) % len(codes)]


language = Language()
