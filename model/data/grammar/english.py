"""English: subject, verb, object; "do" in questions and negation; the adverb of frequency before the verb."""

from __future__ import annotations

from functools import cache

from model.data.grammar.lexicon import BE
from model.data.grammar.meaning import Clause, Determiner, Kind, Nominal, NounPhrase, Pronoun, Question, Relative, Tense
from model.data.grammar.tree import Tree, leaf

_QUESTION_WORDS = {
    Question.SUBJECT: "who",
    Question.THING: "what",
    Question.PERSON: "who",
    Question.WHERE: "where",
    Question.WHEN: "when",
    Question.WHY: "why",
}


def sentence(clause: Clause) -> Tree:
    """A statement or a question, with its full stop or question mark."""
    question = clause.question
    parts: list[Tree] = []
    if clause.fronted and clause.time:
        parts.append(leaf("Adv", clause.time.english))
    if question in _QUESTION_WORDS:
        parts.append(leaf("Wh", _QUESTION_WORDS[question]))
    if question is None or question is Question.SUBJECT:
        if clause.subject:
            parts.append(nominal(clause.subject))
        parts.append(_predicate(clause))
    else:
        parts.append(leaf("V" if clause.verb is BE else "Aux", _finite(clause, do_support=True)))
        if clause.subject:
            parts.append(nominal(clause.subject))
        rest = _rest(clause)
        if clause.verb is not BE:
            rest.insert(0, leaf("V", clause.verb.english))
        if rest:
            parts.append(Tree("VP", tuple(rest)))
    parts.append(leaf("Punct", "?" if question else "."))
    return Tree("S", tuple(parts))


def nominal(phrase: Nominal, is_object: bool = False) -> Tree:
    """A pronoun, or a noun with its determiner, adjective and relative clause."""
    if isinstance(phrase, Pronoun):
        return _pronoun(phrase, is_object)
    if phrase.relative:
        return Tree("NP", (*_noun_phrase_parts(phrase), _relative(phrase.relative, phrase)))
    return _simple(phrase)


@cache
def _pronoun(pronoun: Pronoun, is_object: bool) -> Tree:
    return Tree("NP", (leaf("Pron", pronoun.english_object if is_object else pronoun.english),))


@cache
def _simple(phrase: NounPhrase) -> Tree:
    return Tree("NP", _noun_phrase_parts(phrase))


def _noun_phrase_parts(phrase: NounPhrase) -> tuple[Tree, ...]:
    noun = phrase.noun.english_plural if phrase.plural else phrase.noun.english
    adjective = phrase.adjective.english if phrase.adjective else ""
    parts = [leaf("N", noun)]
    if adjective:
        parts.insert(0, leaf("Adj", adjective))
    if phrase.determiner is not Determiner.NONE:
        parts.insert(0, leaf("Det", _determiner(phrase, adjective or noun)))
    return tuple(parts)


def _determiner(phrase: NounPhrase, following: str) -> str:
    if phrase.determiner is Determiner.A:
        return "an" if following[0] in "aeiou" else "a"
    if phrase.determiner is Determiner.THIS and phrase.plural:
        return "these"
    return phrase.determiner.value


def _relative(relative: Relative, head: NounPhrase) -> Tree:
    word = leaf("Rel", "who" if head.noun.kind is Kind.PERSON else "that")
    clause = relative.clause
    if clause.subject is None:
        return Tree("RelC", (word, _predicate(clause, head)))
    return Tree("RelC", (word, nominal(clause.subject), _predicate(clause)))


def _predicate(clause: Clause, head: NounPhrase | None = None) -> Tree:
    """The verb phrase; in a subject relative clause, `head` is the noun that the verb agrees with."""
    verbs: list[Tree] = []
    finite = _finite(clause, do_support=clause.negated, head=head)
    if clause.negated:
        verbs.append(leaf("V" if clause.verb is BE else "Aux", finite))
        verbs.append(leaf("Neg", "not"))
        if clause.verb is not BE:
            verbs.append(leaf("V", clause.verb.english))
    else:
        verbs.append(leaf("V", finite))
        if clause.time and clause.time.frequency:
            verbs.insert(len(verbs) if clause.verb is BE else 0, leaf("Adv", clause.time.english))
    return Tree("VP", (*verbs, *_rest(clause)))


def _rest(clause: Clause) -> list[Tree]:
    """What follows the verb."""
    rest: list[Tree] = []
    if clause.recipient:
        rest.append(nominal(clause.recipient, is_object=True))
    if clause.object:
        rest.append(nominal(clause.object, is_object=True))
    if clause.adjective:
        rest.append(leaf("Adj", clause.adjective.english))
    if clause.place:
        rest.append(_place(clause.place, clause.verb.goal))
    if clause.time and not clause.fronted and not clause.time.frequency:
        rest.append(leaf("Adv", clause.time.english))
    return rest


@cache
def _place(place: NounPhrase, goal: bool) -> Tree:
    return Tree("PP", (leaf("P", "to" if goal else "in"), nominal(place)))


def _finite(clause: Clause, *, do_support: bool, head: NounPhrase | None = None) -> str:
    """The verb, or the form of "do" before it, that agrees with the subject; "who" is third person singular."""
    subject = clause.subject or head
    plural = subject.plural if subject else False
    person = subject.person if isinstance(subject, Pronoun) else 3
    past = clause.tense is Tense.PAST
    if clause.verb is BE:
        if past:
            return "were" if plural or person == 2 else "was"
        if plural or person == 2:
            return "are"
        return "am" if person == 1 else "is"
    third = person == 3 and not plural
    if do_support:
        return "did" if past else "does" if third else "do"
    if past:
        return clause.verb.english_past
    return clause.verb.english_third if third else clause.verb.english
