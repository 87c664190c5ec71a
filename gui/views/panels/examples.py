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
    Example(
        str(QT_TRANSLATE_NOOP("Examples", "A short sentence, nearly word by word")),
        "The brown dog sleeps under our table.",
    ),
    Example(
        str(QT_TRANSLATE_NOOP("Examples", "Agreement: article and adjective follow the noun")),
        "I saw a red car in front of the old church.",
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
        "I have to go to the bank to get some money.",
    ),
    Example(
        str(QT_TRANSLATE_NOOP("Examples", "A verb in two parts: to get up")), "Tomorrow we will get up very early."
    ),
    Example(
        str(QT_TRANSLATE_NOOP("Examples", "A name and a date are copied")),
        "Tom was born in Boston on October 20, 2013.",
    ),
    Example(
        str(QT_TRANSLATE_NOOP("Examples", "Rare words fall into pieces, and the model guesses")),
        "The photosynthesis of underwater plants depends on sunlight.",
    ),
    Example(
        str(QT_TRANSLATE_NOOP("Examples", "A clause inside a clause: every verb finds its end")),
        "The book that I read yesterday was so interesting that I could not sleep.",
    ),
    Example(
        str(QT_TRANSLATE_NOOP("Examples", "A long sentence")),
        "Tom said that he did not want to go to Boston because he had a lot of work to do.",
    ),
    Example(
        str(QT_TRANSLATE_NOOP("Examples", "Two lengths: the shorter one is padded")),
        "Good morning!\nThe children are playing in the garden because the weather is so nice today.",
    ),
)
