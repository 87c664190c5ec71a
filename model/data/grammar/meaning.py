"""The meaning of a sentence, independent of language: English, German and Korean sentences are made from it.

Each lexical entry has forms in all three languages, so a meaning has exactly one sentence in each. The grammar is
written so that an English sentence has exactly one meaning.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple, TypeAlias


class Gender(Enum):
    MASCULINE = "m"
    FEMININE = "f"
    NEUTER = "n"


class Case(Enum):
    NOMINATIVE = "nominative"
    ACCUSATIVE = "accusative"
    DATIVE = "dative"


class Tense(Enum):
    PRESENT = "present"
    PAST = "past"


class Determiner(Enum):
    THE = "the"
    A = "a"
    THIS = "this"
    MY = "my"
    HIS = "his"
    HER = "her"
    OUR = "our"
    TWO = "two"
    THREE = "three"
    NONE = ""


DEFINITE = frozenset(set(Determiner) - {Determiner.A, Determiner.TWO, Determiner.THREE, Determiner.NONE})


class Question(Enum):
    YES_NO = "yes-no"
    SUBJECT = "who"
    THING = "what"
    PERSON = "whom"
    WHERE = "where"
    WHEN = "when"
    WHY = "why"


class Kind(Enum):
    """The kind of thing that a noun names; it decides which verbs and adjectives fit."""

    PERSON = "person"
    ANIMAL = "animal"
    FOOD = "food"
    DRINK = "drink"
    TEXT = "text"
    THING = "thing"
    PLACE = "place"


@dataclass(frozen=True, slots=True, eq=False)
class Noun:
    kind: Kind
    english: str
    english_plural: str
    german: str
    german_plural: str
    gender: Gender
    korean: str
    counter: str  # the Korean counter for this noun
    german_oblique: str  # accusative and dative singular; differs from `german` only in weak masculine nouns
    owned: bool  # it can follow "my", as in "my garden"

    @property
    def animate(self) -> bool:
        return self.kind in (Kind.PERSON, Kind.ANIMAL)


@dataclass(frozen=True, slots=True, eq=False)
class Adjective:
    english: str
    german: str
    german_stem: str  # the stem before endings
    korean: str  # before a noun
    korean_present: str
    korean_past: str
    korean_stem: str  # before -지 않다


@dataclass(frozen=True, slots=True, eq=False)
class Pronoun:
    english: str
    english_object: str
    german: tuple[str, str, str]  # nominative, accusative, dative
    korean: str
    person: int
    plural: bool


@dataclass(frozen=True, slots=True, eq=False)
class Verb:
    english: str
    english_third: str
    english_past: str
    german_present: tuple[str, str, str, str]  # ich, du, er, wir/sie
    german_past: tuple[str, str, str, str] | None  # simple past; None: the verb uses the perfect
    german_participle: str
    german_with_sein: bool
    german_prefix: str  # prefix of a separable verb, else ""
    german_case: Case  # of the object
    korean_present: str
    korean_past: str
    korean_adnominal: str  # before a noun: present
    korean_adnominal_past: str
    korean_stem: str  # before -지 않다
    korean_negative: tuple[str, str] | None  # present and past of a verb with its own negative form
    korean_object: str  # particle of the object: 을, 이 (the forms after a consonant) or 에게
    korean_place: str  # 에 or 에서
    goal: bool  # its place is the goal of a movement


class Time(NamedTuple):
    english: str
    german: str
    korean: str
    frequency: bool  # English puts it before the verb ("often")


@dataclass(frozen=True, slots=True, eq=False)
class NounPhrase:
    noun: Noun
    determiner: Determiner
    plural: bool
    adjective: Adjective | None = None
    relative: Relative | None = None


Nominal: TypeAlias = NounPhrase | Pronoun


@dataclass(frozen=True, slots=True, eq=False)
class Clause:
    """A main clause, or a relative clause, in which the subject or the object is missing (the gap)."""

    verb: Verb
    tense: Tense
    subject: Nominal | None = None
    recipient: Nominal | None = None
    object: Nominal | None = None
    place: NounPhrase | None = None
    time: Time | None = None
    fronted: bool = False  # the time comes first in the sentence
    adjective: Adjective | None = None  # the predicate of "be"
    negated: bool = False
    question: Question | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Relative:
    """A relative clause; its head noun is the subject of the clause, else the object."""

    clause: Clause

    @property
    def is_subject(self) -> bool:
        return self.clause.subject is None
