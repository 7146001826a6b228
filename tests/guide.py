"""Every combination that the guide can meet, with what Python says of it."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

from taxonomy import decision_diagram as diagram
from taxonomy.decide.classification import Classification, classify_facts, decide
from taxonomy.decide.rule import Facts
from taxonomy.model.vocabulary import TERM

SOME = 61  # of so many combinations one tells its reason, too: the reasons are long


def axes() -> dict[str, list[Any]]:
    """All answers to each question: of a set, every choice from the values that a rule tells apart."""
    variables = [each for made in diagram.diagrams().values() for each in made.variables if each.values]
    found: dict[str, list[Any]] = {}
    for field in diagram.ORDER:
        heads: dict[tuple[bool, ...], str] = {}  # one value for each way of being asked for
        for value in diagram.SETS.get(field, ()):
            asked = tuple(value in each.values for each in variables if each.field == field)
            if any(asked):
                heads.setdefault(asked, value)
        sets = [list(some) for n in range(len(heads) + 1) for some in itertools.combinations(heads.values(), n)]
        found[field] = sets if heads else list(diagram.CHOICES[field])
    return found


def combinations() -> Iterator[Facts]:
    """Every combination that can be, in the order of the axes."""
    for values in itertools.product(*axes().values()):
        fields: dict[str, Any] = {
            f: frozenset(v) if isinstance(v, list) else v for f, v in zip(diagram.ORDER, values, strict=True)
        }
        facts = diagram.DEFAULTS._replace(**fields)
        if facts.agent and diagram.possible(facts):
            yield facts


def expected() -> list[list[str]]:
    """What the script has to say: the rules of each combination, and of some the reasons."""
    found = []
    for number, facts in enumerate(combinations()):
        if number % SOME:
            found.append([decide(term, facts).id for term in TERM])
        else:
            made = classify_facts(facts, [])
            found.append([word for term in TERM for word in (made_of(made, term))])
    return found


def made_of(made: Classification, term: str) -> tuple[str, str]:
    """The rule and the reason for one term."""
    answer = getattr(made, term)
    return answer.rules[0], answer.reason
