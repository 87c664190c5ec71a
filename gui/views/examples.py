"""Sentences to begin with, each with what it shows."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

LANGUAGE = "English"
CONTEXT = "Examples"


@dataclass(frozen=True)
class Example:
    """An English text, one sentence a line, and the untranslated label that says what it shows."""

    label: str
    text: str

    def shown_label(self) -> str:
        return QCoreApplication.translate(CONTEXT, self.label)


EXAMPLES = (
    Example(
        str(QT_TRANSLATE_NOOP("Examples", "Word order: the verbs go to the end")),
        "I did not know that she had already left the house.",
    ),
    Example(str(QT_TRANSLATE_NOOP("Examples", "A short sentence, nearly word by word")), "The brown dog sleeps under our table."),
    Example(
        str(QT_TRANSLATE_NOOP("Examples", "Agreement: article and adjective follow the noun")),
        "The small red cars are standing in front of the old church.",
    ),
    Example(
        str(QT_TRANSLATE_NOOP("Examples", "A pronoun: who is tired?")),
        "The animal did not cross the street because it was too tired.",
    ),
    Example(
        str(QT_TRANSLATE_NOOP("Examples", "The same pronoun: what is too wide?")),
        "The animal did not cross the street because it was too wide.",
    ),
    Example(
        str(QT_TRANSLATE_NOOP("Examples", "A question: the verb moves to the front")), "Where did you find my keys?"
    ),
    Example(str(QT_TRANSLATE_NOOP("Examples", "Negation")), "Nobody has ever told us the truth."),
    Example(
        str(QT_TRANSLATE_NOOP("Examples", "A word with two meanings: bank")),
        "After swimming across the river, we rested on the bank.",
    ),
    Example(
        str(QT_TRANSLATE_NOOP("Examples", "A verb in two parts: to get up")), "Tomorrow we will get up very early."
    ),
    Example(
        str(QT_TRANSLATE_NOOP("Examples", "A name and a number are copied")),
        "Maria Kowalski was born in 1987 and lives in Rotterdam.",
    ),
    Example(
        str(QT_TRANSLATE_NOOP("Examples", "Rare words fall into pieces")),
        "The photosynthesis of underwater plants depends on sunlight.",
    ),
    Example(
        str(QT_TRANSLATE_NOOP("Examples", "A long sentence with a clause inside")),
        "The letter that my grandfather wrote to his sister when he was a soldier arrived after the war had ended.",
    ),
    Example(
        str(QT_TRANSLATE_NOOP("Examples", "Two lengths: the shorter one is padded")),
        "Good morning!\nThe children were playing in the garden until it began to rain.",
    ),
)
