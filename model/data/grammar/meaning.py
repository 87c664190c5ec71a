"""What a sentence says, before any language says it: the one structure that English, German and Korean spell out.

Lexical entries carry all three languages, so a meaning has exactly one sentence in each; and the grammar is written so
that an English sentence has exactly one meaning.
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
    """What a noun is the name of: decides which verbs and adjectives go with it."""

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
    counter: str  # the Korean word that things of this kind are counted with
    german_oblique: str  # accusative and dative singular; differs from `german` in weak masculines only
    owned: bool  # "my garden" is a thing to say

    @property
    def animate(self) -> bool:
        return self.kind in (Kind.PERSON, Kind.ANIMAL)


@dataclass(frozen=True, slots=True, eq=False)
class Adjective:
    english: str
    german: str
    german_stem: str  # what endings are put to
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
    german_past: tuple[str, str, str, str] | None  # simple past of the few verbs that use it; the others: perfect
    german_participle: str
    german_with_sein: bool
    german_prefix: str  # of a separable verb
    german_case: Case  # of the object
    korean_present: str
    korean_past: str
    korean_adnominal: str  # before a noun: present
    korean_adnominal_past: str
    korean_stem: str  # before -지 않다
    korean_negative: tuple[str, str] | None  # present and past of a verb with a negative of its own
    korean_object: str  # 을, 이 (particles by the form after a consonant) or 에게
    korean_place: str  # 에 or 에서
    goal: bool  # its place is where the movement ends


class Time(NamedTuple):
    english: str
    german: str
    korean: str
    frequency: bool  # English puts it before the verb


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
    """A main clause; or a relative clause, whose gap is its missing subject or object."""

    verb: Verb
    tense: Tense
    subject: Nominal | None = None
    recipient: Nominal | None = None
    object: Nominal | None = None
    place: NounPhrase | None = None
    time: Time | None = None
    fronted: bool = False  # the time stands first
    adjective: Adjective | None = None  # the predicate of "be"
    negated: bool = False
    question: Question | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Relative:
    """A relative clause; its head noun is the clause's subject, or else its object."""

    clause: Clause

    @property
    def is_subject(self) -> bool:
        return self.clause.subject is None
