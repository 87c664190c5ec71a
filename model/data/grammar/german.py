"""German: the finite verb second in statements, first in yes-no questions, last in relative clauses.

The verb bracket: the participle of the perfect, or the prefix of a separable verb, closes the main clause. Between its
two parts stand pronouns, time, recipient, object, "nicht", place; with negation a definite object comes before the
time. A relative clause of the object follows the bracket. "Not a" is "kein". The past tense is the perfect, except for
sein, haben and mögen, which use the simple past.
"""

from __future__ import annotations

from functools import cache

from model.data.grammar.meaning import (
    DEFINITE,
    Case,
    Clause,
    Determiner,
    Gender,
    Nominal,
    Noun,
    NounPhrase,
    Pronoun,
    Question,
    Relative,
    Tense,
)
from model.data.grammar.tree import Tree, leaf

# Endings by case; in each row masculine, feminine, neuter, plural. "-" is no ending.
_DEFINITE = {Case.NOMINATIVE: "der die das die", Case.ACCUSATIVE: "den die das die", Case.DATIVE: "dem der dem den"}
_DIESER = {Case.NOMINATIVE: "er e es e", Case.ACCUSATIVE: "en e es e", Case.DATIVE: "em er em en"}
_EIN = {Case.NOMINATIVE: "- e - e", Case.ACCUSATIVE: "en e - e", Case.DATIVE: "em er em en"}
_WEAK = {Case.NOMINATIVE: "e e e en", Case.ACCUSATIVE: "en e e en", Case.DATIVE: "en en en en"}
_MIXED = {Case.NOMINATIVE: "er e es en", Case.ACCUSATIVE: "en e es en", Case.DATIVE: "en en en en"}
_STRONG = {Case.NOMINATIVE: "er e es e", Case.ACCUSATIVE: "en e es e", Case.DATIVE: "em er em en"}
_RELATIVE = {**_DEFINITE, Case.DATIVE: "dem der dem denen"}

_EIN_WORDS = {
    Determiner.A: "ein",
    Determiner.MY: "mein",
    Determiner.HIS: "sein",
    Determiner.HER: "ihr",
    Determiner.OUR: "unser",
}
_NUMBERS = {Determiner.TWO: "zwei", Determiner.THREE: "drei"}
_COLUMNS = {Gender.MASCULINE: 0, Gender.FEMININE: 1, Gender.NEUTER: 2}
_CASES = {Case.NOMINATIVE: 0, Case.ACCUSATIVE: 1, Case.DATIVE: 2}
_CONTRACTED = {"in dem": "im", "in das": "ins"}
_HABEN = ("habe", "hast", "hat", "haben")
_SEIN = ("bin", "bist", "ist", "sind")


def sentence(clause: Clause) -> Tree:
    """A statement or a question, with its full stop or question mark."""
    parts: list[Tree] = []
    finite, closing = _verbs(clause, clause.subject)
    subject = [nominal(clause.subject, Case.NOMINATIVE)] if clause.subject else []
    if clause.fronted and clause.time:
        parts += [leaf("Adv", clause.time.german), finite, *subject]
    elif clause.question is None:
        parts += [*subject, finite]
    elif clause.question is Question.YES_NO:
        parts += [finite, *subject]
    else:
        parts += [leaf("Wh", _question_word(clause)), finite, *subject]
    middle = [*_middle(clause), *closing]
    if middle:
        parts.append(Tree("VP", tuple(middle)))
    if isinstance(clause.object, NounPhrase) and clause.object.relative:
        parts.append(_relative(clause.object.relative, clause.object))
    parts.append(leaf("Punct", "?" if clause.question else "."))
    return Tree("S", tuple(parts))


def nominal(phrase: Nominal, case: Case, negated: bool = False) -> Tree:
    """A pronoun or noun phrase; it contains the relative clause of a subject, between commas, but not of an object."""
    if isinstance(phrase, Pronoun):
        return _pronoun(phrase, case)
    if phrase.relative is None:
        return _simple(phrase, case, negated)
    parts = _noun_phrase_parts(phrase, case, negated)
    if case is Case.NOMINATIVE:
        return Tree("NP", (*parts, _relative(phrase.relative, phrase), leaf("Punct", ",")))
    return Tree("NP", parts)


@cache
def _pronoun(pronoun: Pronoun, case: Case) -> Tree:
    return Tree("NP", (leaf("Pron", pronoun.german[_CASES[case]]),))


@cache
def _simple(phrase: NounPhrase, case: Case, negated: bool) -> Tree:
    return Tree("NP", _noun_phrase_parts(phrase, case, negated))


def _noun_phrase_parts(phrase: NounPhrase, case: Case, negated: bool) -> tuple[Tree, ...]:
    column = 3 if phrase.plural else _COLUMNS[phrase.noun.gender]
    determiner, endings = _determiner(phrase.determiner, case, column, negated)
    parts = [leaf("Det", determiner)] if determiner else []
    if phrase.adjective:
        parts.append(leaf("Adj", phrase.adjective.german_stem + endings[case].split()[column]))
    parts.append(leaf("N", _noun(phrase.noun, phrase.plural, case)))
    return tuple(parts)


def _determiner(determiner: Determiner, case: Case, column: int, negated: bool) -> tuple[str, dict[Case, str]]:
    """The determiner, and the endings of an adjective after it."""
    if determiner is Determiner.THE:
        return _DEFINITE[case].split()[column], _WEAK
    if determiner is Determiner.THIS:
        return "dies" + _DIESER[case].split()[column], _WEAK
    if determiner in _NUMBERS:
        return _NUMBERS[determiner], _STRONG
    if negated and determiner in (Determiner.A, Determiner.NONE):
        stem = "kein"
    elif determiner is Determiner.NONE:
        return "", _STRONG
    else:
        stem = _EIN_WORDS[determiner]
    return stem + _EIN[case].split()[column].strip("-"), _MIXED


def _noun(noun: Noun, plural: bool, case: Case) -> str:
    if plural:
        adds_n = case is Case.DATIVE and noun.german_plural[-1] not in "ns"
        return noun.german_plural + "n" * adds_n
    return noun.german if case is Case.NOMINATIVE else noun.german_oblique


def _relative(relative: Relative, head: NounPhrase) -> Tree:
    clause = relative.clause
    column = 3 if head.plural else _COLUMNS[head.noun.gender]
    case = Case.NOMINATIVE if relative.is_subject else clause.verb.german_case
    pronoun = leaf("Rel", _RELATIVE[case].split()[column])
    subject = (nominal(clause.subject, Case.NOMINATIVE),) if clause.subject else ()
    finite, closing = _verbs(clause, clause.subject or head)
    verbs: tuple[Tree, ...] = (*closing, finite)
    if clause.verb.german_prefix and clause.tense is Tense.PRESENT:
        verbs = (leaf("V", clause.verb.german_prefix + finite.words()[0]),)
    return Tree("RelC", (leaf("Punct", ","), pronoun, *subject, Tree("VP", (*_middle(clause), *verbs))))


def _verbs(clause: Clause, subject: Nominal | None) -> tuple[Tree, tuple[Tree, ...]]:
    """The finite verb, and the words that close the bracket; "wer" is third person singular."""
    verb = clause.verb
    plural = subject.plural if subject else False
    person = subject.person if isinstance(subject, Pronoun) else 3
    form = 3 if plural else person - 1
    if clause.tense is Tense.PRESENT:
        closing = (leaf("Prefix", verb.german_prefix),) if verb.german_prefix else ()
        return leaf("V", verb.german_present[form]), closing
    if verb.german_past:
        return leaf("V", verb.german_past[form]), ()
    return leaf("Aux", (_SEIN if verb.german_with_sein else _HABEN)[form]), (leaf("V", verb.german_participle),)


def _middle(clause: Clause) -> list[Tree]:
    """The parts between the two halves of the verb bracket."""
    pronouns: list[Tree] = []
    nouns: list[Tree] = []
    kein = False
    for phrase, case in ((clause.recipient, Case.DATIVE), (clause.object, clause.verb.german_case)):
        if isinstance(phrase, Pronoun):
            pronouns.append(_pronoun(phrase, case))
        elif phrase:
            kein = clause.negated and phrase.determiner not in DEFINITE
            nouns.append(nominal(phrase, case, negated=clause.negated))
    time = [leaf("Adv", clause.time.german)] if clause.time and not clause.fronted else []
    negation = [leaf("Neg", "nicht")] if clause.negated and not kein else []
    inner = [*nouns, *time] if negation else [*time, *nouns]
    place = [_place(clause.place, clause.verb.goal)] if clause.place else []
    adjective = [leaf("Adj", clause.adjective.german)] if clause.adjective else []
    return [*pronouns, *inner, *negation, *place, *adjective]


@cache
def _place(place: NounPhrase, goal: bool) -> Tree:
    """ "in" with the accusative for a goal, with the dative for a location; contracted with the article (im, ins)."""
    phrase = nominal(place, Case.ACCUSATIVE if goal else Case.DATIVE)
    if place.determiner is Determiner.THE:
        contracted = _CONTRACTED.get(f"in {phrase.words()[0]}")
        if contracted:
            return Tree("PP", (leaf("P", contracted), Tree("NP", phrase.children[1:])))
    return Tree("PP", (leaf("P", "in"), phrase))


def _question_word(clause: Clause) -> str:
    if clause.question is Question.PERSON:
        return "wem" if clause.verb.german_case is Case.DATIVE else "wen"
    if clause.question is Question.WHERE:
        return "wohin" if clause.verb.goal else "wo"
    return {Question.SUBJECT: "wer", Question.THING: "was", Question.WHEN: "wann", Question.WHY: "warum"}[
        clause.question or Question.SUBJECT
    ]
