"""Korean: the verb last, modifiers before their noun, particles by the noun's last sound, the polite -아요/어요 style.

There are no articles. A definite subject takes the topic particle (은/는). Any other subject takes the subject particle
(이/가), and so does every subject inside a relative clause and a question word. Time, place, recipient and object stand
in this order before the verb. Counted things take a counter; 들 marks the plural of people and animals, and of nouns
with "these".
"""

from __future__ import annotations

from functools import cache

from model.data.grammar.meaning import (
    DEFINITE,
    Clause,
    Determiner,
    Nominal,
    NounPhrase,
    Pronoun,
    Question,
    Relative,
    Tense,
)
from model.data.grammar.tree import Tree, leaf

_PARTICLES = {"은": "는", "이": "가", "을": "를"}
_DETERMINERS = {
    Determiner.THIS: "이",
    Determiner.MY: "제",
    Determiner.HIS: "그의",
    Determiner.HER: "그녀의",
    Determiner.OUR: "우리",
}
_NUMBERS = {Determiner.TWO: "두", Determiner.THREE: "세"}
_FIRST_SYLLABLE = 0xAC00
_FINALS = 28


def ends_in_consonant(word: str) -> bool:
    """Whether the last syllable has a final consonant (받침)."""
    return (ord(word[-1]) - _FIRST_SYLLABLE) % _FINALS > 0


def particle(word: str, after_consonant: str) -> str:
    """The form of the particle after this word: 은/는, 이/가, 을/를; other particles have one form."""
    return after_consonant if ends_in_consonant(word) else _PARTICLES.get(after_consonant, after_consonant)


def sentence(clause: Clause) -> Tree:
    """A statement or a question, with its full stop or question mark."""
    parts: list[Tree] = []
    if clause.fronted and clause.time:
        parts.append(leaf("Adv", clause.time.korean))
    if clause.question is Question.SUBJECT:
        parts.append(_asked("누", "가"))
    elif isinstance(clause.subject, Pronoun):
        if clause.subject.korean:
            parts.append(nominal(clause.subject, "은"))
    elif clause.subject:
        parts.append(nominal(clause.subject, "은" if clause.subject.determiner in DEFINITE else "이"))
    parts.append(Tree("VP", (*_before_verb(clause), *_verb(clause))))
    parts.append(leaf("Punct", "?" if clause.question else "."))
    return Tree("S", tuple(parts))


def nominal(phrase: Nominal, case: str) -> Tree:
    """A pronoun or noun phrase with its particle; `case` is the form that the particle has after a consonant."""
    if isinstance(phrase, Pronoun):
        return _pronoun(phrase, case)
    if phrase.relative:
        return Tree("NP", (_relative(phrase.relative), *_noun_phrase_parts(phrase, case)))
    return _simple(phrase, case)


@cache
def _pronoun(pronoun: Pronoun, case: str) -> Tree:
    form = particle(pronoun.korean, case)
    stem = "제" if (pronoun.korean, form) == ("저", "가") else pronoun.korean
    return Tree("NP", (leaf("Pron", stem), leaf("Particle", form)))


@cache
def _simple(phrase: NounPhrase, case: str) -> Tree:
    return Tree("NP", _noun_phrase_parts(phrase, case))


def _noun_phrase_parts(phrase: NounPhrase, case: str) -> tuple[Tree, ...]:
    noun, determiner = phrase.noun, phrase.determiner
    parts = [leaf("N", noun.korean)]
    if phrase.adjective:
        parts.insert(0, leaf("Adj", phrase.adjective.korean))
    if determiner in _DETERMINERS:
        parts.insert(0, leaf("Det", _DETERMINERS[determiner]))
    last = noun.korean
    if determiner in _NUMBERS:
        parts += [leaf("Num", _NUMBERS[determiner]), leaf("Counter", noun.counter)]
        last = noun.counter
    elif phrase.plural and (determiner is Determiner.THIS or (noun.animate and determiner is not Determiner.NONE)):
        parts.append(leaf("Plural", "들"))
        last = "들"
    parts.append(leaf("Particle", particle(last, case)))
    return tuple(parts)


def _relative(relative: Relative) -> Tree:
    clause = relative.clause
    subject = (nominal(clause.subject, "이"),) if clause.subject else ()
    past = clause.tense is Tense.PAST
    verb = leaf("V", clause.verb.korean_adnominal_past if past else clause.verb.korean_adnominal)
    return Tree("RelC", (*subject, Tree("VP", (*_before_verb(clause), verb))))


def _before_verb(clause: Clause) -> list[Tree]:
    parts: list[Tree] = []
    if clause.time and not clause.fronted:
        parts.append(leaf("Adv", clause.time.korean))
    if clause.question is Question.WHEN:
        parts.append(leaf("Wh", "언제"))
    elif clause.question is Question.WHY:
        parts.append(leaf("Wh", "왜"))
    elif clause.question is Question.WHERE:
        parts.append(_asked("어디", clause.verb.korean_place))
    if clause.place:
        parts.append(nominal(clause.place, clause.verb.korean_place))
    if clause.recipient:
        parts.append(nominal(clause.recipient, "에게"))
    if clause.question is Question.THING:
        parts.append(_asked("무엇", clause.verb.korean_object))
    elif clause.question is Question.PERSON:
        parts.append(_asked("누구", clause.verb.korean_object))
    elif clause.object:
        parts.append(nominal(clause.object, clause.verb.korean_object))
    return parts


def _verb(clause: Clause) -> tuple[Tree, ...]:
    """The verb that ends the sentence, with -지 않다 if it is negated."""
    word = clause.adjective or clause.verb
    label = "Adj" if clause.adjective else "V"
    past = clause.tense is Tense.PAST
    if not clause.negated:
        return (leaf(label, word.korean_past if past else word.korean_present),)
    if not clause.adjective and clause.verb.korean_negative:
        return (leaf("V", clause.verb.korean_negative[past]),)
    return (leaf(label, word.korean_stem), leaf("Neg", "않았어요" if past else "않아요"))


def _asked(word: str, case: str) -> Tree:
    return Tree("NP", (leaf("Wh", word), leaf("Particle", particle(word, case))))
