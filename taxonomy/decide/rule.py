"""What a rule is, what it asks about, and who it follows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple


class Facts(NamedTuple):
    """The attributes that the rules ask about, defaults filled in."""

    agent: frozenset[str]
    effect: frozenset[str]
    role: str
    intent: str
    flag: frozenset[str]
    cancer: bool
    genetic: str
    donor: str
    manipulation: str
    homologous: str
    function: str
    tissue_target: str
    systemic: str
    host_role: str
    specificity: str
    fda_pathway: str


class Says(NamedTuple):
    """One authority's answer: ``value`` is yes or no, ``source`` a citation of ``sources.bib``."""

    authority: str
    value: str
    reason: str
    source: str


class Rule(NamedTuple):
    """A rule: what it asks (``applies``), what then holds (``value``), and according to whom.

    ``reason`` is what a page says of a treatment: ``{facts}`` stands for the facts in
    words, ``{sentence}`` for the rule's own sentence.
    """

    id: str
    term: str
    value: str
    sentence: str
    says: tuple[Says, ...]
    applies: Callable[[Facts], bool]
    reason: str = "{facts} {sentence}"


def rule(
    id: str, term: str, value: str, *says: Says, reason: str = "{facts} {sentence}"
) -> Callable[[Callable[[Facts], bool]], Rule]:
    """Make a rule of the decorated function: its docstring is the sentence that a layperson reads."""

    def made_of(function: Callable[[Facts], bool]) -> Rule:
        sentence = " ".join((function.__doc__ or "").split())
        return Rule(id, term, value, sentence, says, function, reason)

    return made_of


def declared(names: Mapping[str, object], term: str) -> tuple[Rule, ...]:
    """The rules of a module that decide a term, in the order in which they stand there and are asked."""
    return tuple(each for each in names.values() if isinstance(each, Rule) and each.term == term)
