"""The sentence patterns, each with its weight and the space of its sentences.

Drawing sentences uniformly would make nearly all of them long, as long patterns have the most sentences. So the pattern
is drawn by weight: verb frame, then mood (statement, negation, question; present or past), then the shapes of subject
and object, then time and place, each choice with its own weights. Only the words inside a pattern are uniform.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import TypeVar

from model.data.grammar import lexicon as lex
from model.data.grammar.meaning import (
    DEFINITE,
    Adjective,
    Clause,
    Determiner,
    Kind,
    Nominal,
    NounPhrase,
    Pronoun,
    Question,
    Tense,
    Time,
    Verb,
)
from model.data.grammar.phrases import (
    ALL,
    ASKED,
    COUNTED,
    EXISTING,
    PRONOUNS,
    RELATIVES,
    SPECIFIC,
    Determiners,
    Nouns,
    Shape,
    noun_phrases,
    pronoun_pairs,
    without,
)
from model.data.grammar.space import Items, Product, Space, Union

T = TypeVar("T")
Participants = tuple[Nominal | None, Nominal | None, Nominal | None]  # subject, recipient, object


@dataclass(frozen=True)
class Template:
    """One pattern: its share of all sentences, and its possible meanings."""

    weight: float
    space: Space[Clause]


@dataclass(frozen=True)
class Mood:
    tense: Tense
    negated: bool = False
    question: Question | None = None

    @property
    def affirmative(self) -> bool:
        """A statement that is not negated."""
        return not self.negated and self.question is None


@dataclass(frozen=True)
class Frame:
    """Verbs that allow the same subjects, objects, times and places."""

    weight: float
    verbs: tuple[Verb, ...]
    subjects: Nouns
    objects: Nouns = ()
    recipients: Nouns = ()
    places: Nouns = ()
    place_required: bool = False
    adjectives: tuple[Adjective, ...] = ()
    timeless: bool = False
    subject_determiners: Determiners = SPECIFIC
    object_determiners: Determiners = ALL
    asks_for: Question | None = None  # set if every sentence of the frame asks for its object

    @property
    def people(self) -> bool:
        return any(noun.kind is Kind.PERSON for noun in self.subjects)


def _lasting(kind: Kind) -> tuple[Adjective, ...]:
    """The adjectives of lasting properties, which do not fit "yesterday" or "every day"."""
    return tuple(adjective for adjective in lex.ADJECTIVES_OF[kind] if adjective not in lex.PASSING)


FRAMES = (
    Frame(6, (lex.LAUGH, lex.SING, lex.DANCE, lex.WORK), lex.PEOPLE, places=lex.PLACES),
    Frame(4, (lex.SLEEP, lex.WAIT), lex.PEOPLE, places=lex.PLACES),
    Frame(3, (lex.RUN, lex.PLAY), lex.YOUNG, places=lex.OUTDOORS),
    Frame(4, (lex.SLEEP, lex.WAIT, lex.RUN, lex.PLAY), lex.ANIMALS, places=lex.OUTDOORS),
    Frame(5, (lex.EAT,), lex.PEOPLE, lex.FOODS, places=lex.TABLES),
    Frame(4, (lex.DRINK,), lex.PEOPLE, lex.DRINKS, places=lex.TABLES),
    Frame(4, (lex.BUY,), lex.PEOPLE, lex.FOODS + lex.DRINKS, places=lex.MARKETS),
    Frame(7, (lex.READ, lex.WRITE), lex.PEOPLE, lex.TEXTS, places=lex.DESKS),
    Frame(4, (lex.BUY, lex.SELL), lex.PEOPLE, lex.THINGS, places=lex.MARKETS),
    Frame(4, (lex.FIND, lex.SEE), lex.PEOPLE, lex.THINGS, places=lex.PLACES),
    Frame(7, (lex.SEE, lex.MEET), lex.PEOPLE, lex.PEOPLE, places=lex.PLACES, object_determiners=SPECIFIC),
    Frame(5, (lex.INVITE, lex.CALL), lex.PEOPLE, lex.PEOPLE, object_determiners=SPECIFIC),
    Frame(6, (lex.HELP, lex.ANSWER, lex.FOLLOW), lex.PEOPLE, lex.PEOPLE, object_determiners=SPECIFIC),
    Frame(5, (lex.SEE, lex.FIND, lex.FOLLOW, lex.HELP), lex.PEOPLE, lex.ANIMALS, places=lex.OUTDOORS),
    Frame(
        4,
        (lex.SEE, lex.FOLLOW),
        lex.ANIMALS,
        lex.ANIMALS + lex.PEOPLE,
        places=lex.OUTDOORS,
        object_determiners=SPECIFIC,
    ),
    Frame(8, (lex.GIVE, lex.SHOW), lex.PEOPLE, lex.TEXTS + lex.THINGS, recipients=lex.PEOPLE),
    Frame(
        6,
        (lex.LIKE,),
        lex.PEOPLE,
        lex.PEOPLE + lex.ANIMALS + lex.FOODS + lex.DRINKS + lex.TEXTS,
        timeless=True,
        subject_determiners=DEFINITE,
        object_determiners=DEFINITE | {Determiner.NONE},
    ),
    Frame(7, (lex.GO,), lex.PEOPLE, places=lex.GOALS, place_required=True),
    Frame(
        4, (lex.LIVE,), lex.PEOPLE, places=lex.HOMES, place_required=True, timeless=True, subject_determiners=DEFINITE
    ),
    Frame(5, (lex.BE,), lex.PEOPLE + lex.THINGS, places=lex.PLACES, place_required=True),
    Frame(2, (lex.BE,), lex.ANIMALS, places=lex.OUTDOORS, place_required=True),
    Frame(
        5,
        (lex.HAVE,),
        lex.PEOPLE,
        lex.PETS + lex.TEXTS[:1] + lex.THINGS,
        timeless=True,
        subject_determiners=DEFINITE,
        object_determiners=EXISTING,
    ),
    *(
        Frame(
            weight,
            (lex.BE,),
            nouns,
            adjectives=adjectives,
            timeless=not set(adjectives) <= set(lex.PASSING),
            subject_determiners=DEFINITE,
        )
        for weight, nouns, adjectives in (
            (3, lex.PEOPLE, lex.PASSING),
            (1, lex.PEOPLE, _lasting(Kind.PERSON)),
            (1, lex.ANIMALS, lex.PASSING[:2]),
            (1.5, lex.ANIMALS, _lasting(Kind.ANIMAL)),
            (1, lex.FOODS, _lasting(Kind.FOOD)),
            (1, lex.DRINKS, _lasting(Kind.DRINK)),
            (1.5, lex.TEXTS, _lasting(Kind.TEXT)),
            (1.5, lex.THINGS, _lasting(Kind.THING)),
            (1, lex.PLACES, _lasting(Kind.PLACE)),
        )
    ),
    Frame(
        4,
        (lex.EAT, lex.DRINK, lex.BUY, lex.SELL, lex.FIND, lex.READ, lex.WRITE, lex.SEE),
        lex.PEOPLE,
        asks_for=Question.THING,
    ),
    Frame(
        4,
        (lex.SEE, lex.MEET, lex.INVITE, lex.CALL, lex.HELP, lex.ANSWER, lex.FOLLOW),
        lex.PEOPLE,
        asks_for=Question.PERSON,
    ),
)

_SHAPES = {
    Shape.SPEAKER: 2.0,
    Shape.PRONOUN: 3.0,
    Shape.PLAIN: 4.0,
    Shape.SPECIAL: 2.0,
    Shape.DESCRIBED: 3.0,
    Shape.RELATIVE_DOING: 0.5,
    Shape.RELATIVE_SUBJECT: 1.0,
    Shape.RELATIVE_OBJECT: 1.0,
}
_NOTHING = Items((None,))


@dataclass(frozen=True)
class _Surroundings:
    """The position of the time and the shape of the place, None if there is none."""

    time: str | None = None  # "final", "fronted" or "frequency"
    place: Shape | None = None


@cache
def templates() -> tuple[Template, ...]:
    """Every pattern that has sentences, always in the same order; their weights sum to 1."""
    found = []
    for frame, frame_share in _shares([(frame, frame.weight) for frame in FRAMES]):
        for mood, mood_share in _shares(list(_moods(frame))):
            for shapes, shapes_share in _shares(list(_shape_pairs(frame, mood))):
                for around, around_share in _shares(list(_surroundings(frame, mood, shapes))):
                    space = _sentences(frame, mood, shapes, around)
                    if space.size:
                        found.append(Template(frame_share * mood_share * shapes_share * around_share, space))
    return tuple(found)


def _shares(weighted: Sequence[tuple[T, float]]) -> Iterator[tuple[T, float]]:
    total = sum(weight for _, weight in weighted)  # exact in any order: all weights are multiples of 0.25
    return ((choice, weight / total) for choice, weight in weighted)


def _moods(frame: Frame) -> Iterator[tuple[Mood, float]]:
    present, past = Tense.PRESENT, Tense.PAST
    if frame.asks_for:
        yield from ((Mood(present, question=frame.asks_for), 1), (Mood(past, question=frame.asks_for), 1))
        return
    yield from ((Mood(present), 22), (Mood(past), 22), (Mood(present, negated=True), 9), (Mood(past, negated=True), 8))
    asked = {Question.YES_NO: 6.0}
    if frame.people and frame.verbs != (lex.HAVE,):
        asked[Question.SUBJECT] = 3.0
    if frame.places:
        asked[Question.WHERE] = 3.0
    if not frame.timeless and not frame.adjectives and frame.verbs != (lex.BE,):
        asked[Question.WHEN] = 2.0
    if not frame.timeless:
        asked[Question.WHY] = 2.0
    for (question, weight), tense in product(asked.items(), (present, past)):
        yield Mood(tense, question=question), weight


def _shape_pairs(frame: Frame, mood: Mood) -> Iterator[tuple[tuple[Shape | None, Shape | None], float]]:
    """Shapes of subject and object; relative clauses occur only in statements, and only beside short phrases."""
    subjects: list[Shape | None] = [shape for shape in Shape if mood.affirmative or shape not in RELATIVES]
    objects = list(subjects) if frame.objects else [None]
    if mood.question is Question.SUBJECT:
        subjects = [None]
    for subject, other in product(subjects, objects):
        if subject in PRONOUNS and not frame.people:
            continue
        if subject is Shape.DESCRIBED and frame.adjectives:
            continue  # avoids "the small dog is big"
        if other in PRONOUNS and (frame.recipients or not any(noun.kind is Kind.PERSON for noun in frame.objects)):
            continue
        short = (None, *PRONOUNS, Shape.PLAIN)
        if (subject in RELATIVES and other not in short) or (other in RELATIVES and subject not in short):
            continue
        weight = (_SHAPES[subject] if subject else 1.0) * (_SHAPES[other] if other else 1.0)
        if _participants(frame, mood, subject, other).size:
            yield (subject, other), weight


def _surroundings(
    frame: Frame, mood: Mood, shapes: tuple[Shape | None, Shape | None]
) -> Iterator[tuple[_Surroundings, float]]:
    asks_for_adverb = mood.question in (Question.WHERE, Question.WHEN, Question.WHY)
    relative = any(shape in RELATIVES for shape in shapes)
    places: list[tuple[Shape | None, float]] = [(None, 8)]
    if frame.place_required:
        places = [(Shape.PLAIN, 5), (Shape.DESCRIBED, 2)] if not relative else [(Shape.PLAIN, 1)]
        if mood.question is Question.WHERE:
            places = [(None, 1)]
    elif frame.places and not relative and not asks_for_adverb and not (mood.negated and frame.objects):
        places.append((Shape.PLAIN, 3))
        if shapes.count(Shape.DESCRIBED) < 2:
            places.append((Shape.DESCRIBED, 1))
    times: list[tuple[str | None, float]] = [(None, 8)]
    if not frame.timeless and not relative and not asks_for_adverb:
        if not frame.recipients:
            times.append(("final", 4))
        if mood.question is None:
            times.append(("fronted", 3))
        if mood.affirmative and mood.tense is Tense.PRESENT:
            times.append(("frequency", 4))
    for (place, place_weight), (time, time_weight) in product(places, times):
        if place and time == "final" and not frame.place_required:
            continue
        yield _Surroundings(time, place), place_weight * time_weight


def _sentences(
    frame: Frame, mood: Mood, shapes: tuple[Shape | None, Shape | None], around: _Surroundings
) -> Space[Clause]:
    def make(
        participants: Participants,
        verb: Verb,
        place: NounPhrase | None,
        time: Time | None,
        adjective: Adjective | None,
    ) -> Clause:
        subject, recipient, other = participants
        fronted = around.time == "fronted"
        return Clause(
            verb,
            mood.tense,
            subject,
            recipient,
            other,
            place,
            time,
            fronted,
            adjective,
            mood.negated,
            mood.question,
        )

    ambiguous = mood.tense is Tense.PAST and not mood.negated and mood.question in (None, Question.SUBJECT)
    verbs = [verb for verb in frame.verbs if not (ambiguous and verb is lex.READ)]
    return Product(
        make,
        _participants(frame, mood, *shapes),
        Items(verbs),
        noun_phrases(frame.places, around.place, DEFINITE if mood.negated else ALL) if around.place else _NOTHING,
        Items(_times(mood, around.time)) if around.time else _NOTHING,
        Items(frame.adjectives) if frame.adjectives else _NOTHING,
    )


def _times(mood: Mood, position: str) -> tuple[Time, ...]:
    if position == "frequency":
        return lex.FREQUENCIES
    times = lex.PAST_TIMES if mood.tense is Tense.PAST else lex.PRESENT_TIMES
    # Negation with "every day" is ambiguous in English: "not every day", or "on no day".
    return tuple(time for time in times if not (mood.negated and time.english == "every day"))


def _participants(
    frame: Frame, mood: Mood, subject_shape: Shape | None, object_shape: Shape | None
) -> Space[Participants]:
    """Subject, recipient and object; no noun occurs twice."""
    subject_determiners = frame.subject_determiners if mood.affirmative else DEFINITE
    object_determiners = frame.object_determiners - (COUNTED if mood.negated else frozenset())

    def others(subjects: Space[Nominal | None], nouns: Nouns, recipients: Nouns) -> Space[Participants]:
        recipient: Space[Nominal | None] = _NOTHING
        if recipients:
            recipient = noun_phrases(recipients, Shape.PLAIN, DEFINITE if mood.negated else SPECIFIC)
        other: Space[Nominal | None] = _NOTHING
        if object_shape in PRONOUNS:
            other = Items(PRONOUNS[object_shape])
        elif object_shape:
            allowed = object_determiners & SPECIFIC if frame.recipients else object_determiners
            other = noun_phrases(nouns, object_shape, allowed, mood.tense)
        return Product(_triple, subjects, recipient, other)

    if subject_shape is None:
        return others(_NOTHING, frame.objects, frame.recipients)
    if subject_shape in PRONOUNS:
        pronouns = ASKED if subject_shape is Shape.SPEAKER and mood.question else PRONOUNS[subject_shape]
        if object_shape in PRONOUNS:
            return Product(_pronoun_triple, pronoun_pairs(pronouns, PRONOUNS[object_shape]))
        return others(Items(pronouns), frame.objects, frame.recipients)
    return Union(
        [
            others(
                noun_phrases((noun,), subject_shape, subject_determiners, mood.tense),
                without(frame.objects, noun),
                without(frame.recipients, noun),
            )
            for noun in frame.subjects
        ]
    )


def _triple(subject: Nominal | None, recipient: Nominal | None, other: Nominal | None) -> Participants:
    return subject, recipient, other


def _pronoun_triple(pair: tuple[Pronoun, Pronoun]) -> Participants:
    return pair[0], None, pair[1]
