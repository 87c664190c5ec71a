"""The possible noun phrases of each role in a sentence, as spaces: numbered, shared, and made on demand."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from functools import cache

from model.data.grammar import lexicon as lex
from model.data.grammar.meaning import (
    DEFINITE,
    Adjective,
    Clause,
    Determiner,
    Kind,
    Nominal,
    Noun,
    NounPhrase,
    Pronoun,
    Relative,
    Tense,
    Verb,
)
from model.data.grammar.space import Items, Product, Space, Union

Nouns = tuple[Noun, ...]
Determiners = frozenset[Determiner]

ALL = frozenset(Determiner)
COUNTED = frozenset({Determiner.TWO, Determiner.THREE})
SPECIFIC = ALL - {Determiner.NONE}
EXISTING = ALL - DEFINITE

_ONE, _MANY = False, True
_OWNERS = (Determiner.MY, Determiner.HIS, Determiner.HER, Determiner.OUR)


class Shape(Enum):
    """How a noun phrase is built. Shapes are drawn by weight, the words in them uniformly."""

    SPEAKER = "I, we; in questions you"
    PRONOUN = "he, she, they"
    PLAIN = "the man, the men, a man"
    SPECIAL = "this man, these men, my child, two men, men"
    DESCRIBED = "the tired man"
    RELATIVE_DOING = "the man who sleeps"
    RELATIVE_SUBJECT = "the man who buys a hat"
    RELATIVE_OBJECT = "the hat that the man buys"


PRONOUNS: dict[Shape | None, tuple[Pronoun, ...]] = {
    Shape.SPEAKER: (lex.I, lex.WE),
    Shape.PRONOUN: (lex.HE, lex.SHE, lex.THEY),
}
ASKED = (lex.YOU,)
RELATIVES = (Shape.RELATIVE_DOING, Shape.RELATIVE_SUBJECT, Shape.RELATIVE_OBJECT)

_DOING = {
    Kind.PERSON: (lex.LAUGH, lex.SING, lex.DANCE, lex.WORK, lex.SLEEP, lex.WAIT),
    Kind.ANIMAL: (lex.SLEEP, lex.WAIT, lex.RUN, lex.PLAY),
}
_SUBJECT: dict[Kind, tuple[tuple[tuple[Verb, ...], Nouns], ...]] = {
    Kind.PERSON: (
        ((lex.EAT, lex.BUY), lex.FOODS),
        ((lex.DRINK, lex.BUY), lex.DRINKS),
        ((lex.READ, lex.WRITE), lex.TEXTS),
        ((lex.BUY, lex.SELL, lex.FIND, lex.SEE), lex.THINGS),
        ((lex.SEE, lex.MEET, lex.INVITE, lex.CALL, lex.HELP, lex.FOLLOW, lex.LIKE), lex.PEOPLE),
        ((lex.SEE, lex.FIND, lex.FOLLOW, lex.LIKE), lex.ANIMALS),
    ),
    Kind.ANIMAL: (((lex.SEE, lex.FOLLOW), lex.PEOPLE + lex.ANIMALS),),
}
_OBJECT = {
    Kind.PERSON: (lex.SEE, lex.MEET, lex.INVITE, lex.CALL, lex.HELP, lex.FOLLOW, lex.LIKE),
    Kind.ANIMAL: (lex.SEE, lex.FIND, lex.FOLLOW, lex.LIKE),
    Kind.FOOD: (lex.EAT, lex.BUY),
    Kind.DRINK: (lex.DRINK, lex.BUY),
    Kind.TEXT: (lex.READ, lex.WRITE),
    Kind.THING: (lex.BUY, lex.SELL, lex.FIND, lex.SEE),
}
_SEQUENCE = {(Tense.PRESENT, Tense.PRESENT), (Tense.PAST, Tense.PRESENT), (Tense.PAST, Tense.PAST)}


@cache
def noun_phrases(nouns: Nouns, shape: Shape, allowed: Determiners, tense: Tense = Tense.PRESENT) -> Space[NounPhrase]:
    """The noun phrases of one shape (no pronouns) with these nouns and determiners; the space may be empty.

    `tense` is that of the main clause: if it is past, a relative clause is in the past too.
    """
    if shape is Shape.RELATIVE_DOING:
        return Union([_relative_doing(noun, allowed, tense) for noun in nouns if noun.kind in _DOING])
    if shape is Shape.RELATIVE_SUBJECT:
        return Union([_relative_subject(noun, allowed, tense) for noun in nouns if noun.kind in _SUBJECT])
    if shape is Shape.RELATIVE_OBJECT:
        return Union([_relative_object(noun, allowed, tense) for noun in nouns if noun.kind in _OBJECT])
    return Items(
        [
            _phrase(noun, determiner, plural, adjective)
            for noun in nouns
            for determiner, plural in _determiners(noun, shape)
            if determiner in allowed
            for adjective in (lex.ADJECTIVES_OF[noun.kind] if shape is Shape.DESCRIBED else (None,))
        ]
    )


def pronoun_pairs(subjects: tuple[Pronoun, ...], others: tuple[Pronoun, ...]) -> Space[tuple[Pronoun, Pronoun]]:
    """Subject and object that refer to different people: "I see him", not "I see us"."""
    return Items(
        [
            (subject, other)
            for subject in subjects
            for other in others
            if other is not subject and not (subject.person == other.person == 1)
        ]
    )


def _determiners(noun: Noun, shape: Shape) -> Iterator[tuple[Determiner, bool]]:
    """The determiners of a shape, each with the number (True: plural)."""
    if noun.kind is Kind.DRINK:
        if shape is Shape.SPECIAL:
            yield Determiner.THIS, _ONE
        else:
            yield from ((Determiner.THE, _ONE), (Determiner.NONE, _ONE))
        return
    owners = [(owner, _ONE) for owner in _OWNERS if noun.owned]
    if noun.kind is Kind.PLACE:
        if shape is Shape.PLAIN:
            yield from ((Determiner.THE, _ONE), *owners)
        elif shape is Shape.DESCRIBED:
            yield from ((Determiner.THE, _ONE), (Determiner.A, _ONE))
        else:
            yield Determiner.THIS, _ONE
    elif shape is Shape.SPECIAL:
        yield from ((Determiner.THIS, _ONE), (Determiner.THIS, _MANY), *owners)
        yield from ((Determiner.TWO, _MANY), (Determiner.THREE, _MANY), (Determiner.NONE, _MANY))
    else:
        yield from ((Determiner.THE, _ONE), (Determiner.THE, _MANY), (Determiner.A, _ONE))
        if shape is Shape.DESCRIBED:
            yield from ((Determiner.TWO, _MANY), (Determiner.NONE, _MANY), *owners[::3])


@cache
def _phrase(noun: Noun, determiner: Determiner, plural: bool, adjective: Adjective | None = None) -> NounPhrase:
    return NounPhrase(noun, determiner, plural, adjective)


def _heads(noun: Noun, allowed: Determiners) -> Space[tuple[Determiner, bool]]:
    return Items([pair for pair in _determiners(noun, Shape.PLAIN) if pair[0] in allowed & SPECIFIC])


def _tenses(verb: Verb, main: Tense) -> Space[Tense]:
    """Past only after a past; present only for the verb whose past looks like its present."""
    return Items([tense for tense in Tense if (tense, main) in _SEQUENCE and (tense, verb) != (Tense.PAST, lex.READ)])


def _relative_doing(noun: Noun, allowed: Determiners, tense: Tense) -> Space[NounPhrase]:
    def make(head: tuple[Determiner, bool], verb: Verb, when: Tense, place: NounPhrase | None) -> NounPhrase:
        return NounPhrase(noun, *head, relative=Relative(Clause(verb, when, place=place)))

    places = Items((None, *(_phrase(place, Determiner.THE, _ONE) for place in lex.OUTDOORS)))
    return Product(
        make,
        _heads(noun, allowed),
        Items(_DOING[noun.kind]),
        Items([when for when in Tense if (when, tense) in _SEQUENCE]),
        places,
    )


def _relative_subject(noun: Noun, allowed: Determiners, tense: Tense) -> Space[NounPhrase]:
    def make(verb: Verb, head: tuple[Determiner, bool], when: Tense, other: Nominal) -> NounPhrase:
        return NounPhrase(noun, *head, relative=Relative(Clause(verb, when, object=other)))

    heads = _heads(noun, allowed)
    spaces: list[Space[NounPhrase]] = []
    for verbs, nouns in _SUBJECT[noun.kind]:
        others = noun_phrases(without(nouns, noun), Shape.PLAIN, ALL)
        spaces += [Product(make, Items((verb,)), heads, _tenses(verb, tense), others) for verb in verbs]
    return Union(spaces)


def _relative_object(noun: Noun, allowed: Determiners, tense: Tense) -> Space[NounPhrase]:
    def make(verb: Verb, head: tuple[Determiner, bool], when: Tense, other: Nominal) -> NounPhrase:
        return NounPhrase(noun, *head, relative=Relative(Clause(verb, when, subject=other)))

    heads = _heads(noun, allowed)
    subjects: Space[Nominal] = Union(
        [
            Items(PRONOUNS[Shape.SPEAKER] + PRONOUNS[Shape.PRONOUN]),
            noun_phrases(without(lex.PEOPLE, noun), Shape.PLAIN, DEFINITE),
        ]
    )
    return Union([Product(make, Items((verb,)), heads, _tenses(verb, tense), subjects) for verb in _OBJECT[noun.kind]])


def without(nouns: Nouns, noun: Noun) -> Nouns:
    """The other nouns, so that no sentence has the same noun twice."""
    return tuple(other for other in nouns if other is not noun)
