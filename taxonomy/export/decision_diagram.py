"""The rules of the two terms as decision diagrams, for programs that cannot run Python.

A diagram is not written by hand: the rules are asked about every combination of what they
look at, and equal answers are joined. Values that no rule tells apart form one variable.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from taxonomy.decide.classification import decide
from taxonomy.decide.rule import Facts
from taxonomy.model import vocabulary as v

#: What the rules of the two terms may look at, in the order in which a guide asks.
SETS: dict[str, tuple[str, ...]] = {
    "agent": tuple(v.AGENT),
    "flag": tuple(v.FLAG),
    "effect": tuple(each for each in v.IMMUNE_EFFECT if each != "none"),
}
CHOICES: dict[str, tuple[Any, ...]] = {
    "intent": tuple(v.INTENT),
    "role": tuple(v.IMMUNE_ROLE),
    "cancer": (False, True),
}
ORDER = ("agent", "intent", "flag", "effect", "role", "cancer")
#: The rest of the facts, which only sub-classes look at.
DEFAULTS = Facts(
    agent=frozenset(), effect=frozenset(), role="none", intent="treat", flag=frozenset(), cancer=False,
    genetic="none", donor="na", manipulation="na", homologous="na", function="", tissue_target="n", systemic="y",
    host_role="na", specificity="na", fda_pathway="",
)  # fmt: skip


class Variable(NamedTuple):
    """One thing that a diagram asks.

    Attributes:
        field: the field of the facts.
        values: values of a set, of which any one counts; nothing for a field with one value.
    """

    field: str
    values: tuple[str, ...] = ()

    @property
    def answers(self) -> tuple[Any, ...]:
        """Every answer, in the order of a node's children."""
        return (False, True) if self.values else CHOICES[self.field]


Child = int | str  # place of a node, or the identifier of the rule that decides


class Diagram(NamedTuple):
    """The rules of one term.

    Attributes:
        nodes: the place of a variable, and a child for each of its answers; children stand before parents.
        root: where to begin.
    """

    variables: tuple[Variable, ...]
    nodes: tuple[tuple[int, tuple[Child, ...]], ...]
    root: Child

    def decide(self, facts: Facts) -> str:
        """The identifier of the rule that decides about ``facts``."""
        at = self.root
        while not isinstance(at, str):
            place, children = self.nodes[at]
            variable = self.variables[place]
            at = children[variable.answers.index(answer(variable, facts))]
        return at


def answer(variable: Variable, facts: Facts) -> Any:
    """What ``facts`` answer to a variable."""
    value = getattr(facts, variable.field)
    return bool(value & set(variable.values)) if variable.values else value


def assemble(answers: Mapping[Variable, Any]) -> Facts:
    """Facts that give these answers: the first value stands for its group."""
    fields: dict[str, Any] = {field: frozenset() for field in SETS}
    for variable, value in answers.items():
        if variable.values:
            fields[variable.field] |= {variable.values[0]} if value else frozenset()
        else:
            fields[variable.field] = value
    return DEFAULTS._replace(**fields)


def possible(facts: Facts) -> bool:
    """Whether facts can be: without an effect on the immune system, there is none that has a role."""
    return bool(facts.effect) or facts.role == "none"


def single() -> Iterator[Facts]:
    """All facts with at most one value in each set."""
    options = [
        [frozenset(), *(frozenset({each}) for each in SETS[field])] if field in SETS else CHOICES[field]
        for field in ORDER
    ]
    for values in itertools.product(*options):
        found = DEFAULTS._replace(**dict(zip(ORDER, values, strict=True)))
        if possible(found):
            yield found


Case = tuple[tuple[Any, ...], str]  # values in ``ORDER``, and the rule that decides
Answers = dict[tuple[Any, ...], str]  # values of all other fields -> the rule that decides


def columns(table: list[Case], place: int) -> dict[Any, Answers]:
    """The answers of a term, a column for each value of the field at ``place``."""
    found: dict[Any, Answers] = {}
    for values, rule in table:
        found.setdefault(values[place], {})[values[:place] + values[place + 1 :]] = rule
    return found


def differ(one: Answers, other: Answers) -> bool:
    """Whether two columns differ where both are possible."""
    return any(other.get(rest, rule) != rule for rest, rule in one.items())


def variables(table: list[Case]) -> tuple[Variable, ...]:
    """What a term depends on: of a set, the values that its rules tell apart, in groups."""
    found: list[Variable] = []
    for place, field in enumerate(ORDER):
        answers = columns(table, place)
        if field in CHOICES:
            if any(differ(*pair) for pair in itertools.combinations(answers.values(), 2)):
                found.append(Variable(field))
            continue
        groups: list[tuple[Answers, list[str]]] = [(answers[frozenset()], [])]  # first, those that change nothing
        for value in SETS[field]:
            column = answers[frozenset({value})]
            same = next((names for first, names in groups if not differ(first, column)), None)
            if same is None:
                groups.append((column, [value]))
            else:
                same.append(value)
        found += [Variable(field, tuple(names)) for _, names in groups[1:]]
    return tuple(found)


def diagram(term: str, known: list[Facts] | None = None) -> Diagram:
    """The rules of one term as a diagram.

    Args:
        term: ``cell_therapy`` or ``immunotherapy``.
        known: ``single()``, made once for both terms.
    """
    table = [(tuple(getattr(each, field) for field in ORDER), decide(term, each).id) for each in known or single()]
    asked = variables(table)
    places: dict[tuple[int, tuple[Child, ...]], int] = {}

    def build(answers: dict[Variable, Any]) -> Child | None:
        if len(answers) == len(asked):
            facts = assemble(answers)
            return decide(term, facts).id if possible(facts) else None
        variable = asked[len(answers)]
        children = [build({**answers, variable: each}) for each in variable.answers]
        given = [each for each in children if each is not None]
        if not given:
            return None
        if len(set(given)) == 1:
            return given[0]
        # What cannot be may lead anywhere.
        node = len(answers), tuple(given[0] if each is None else each for each in children)
        return places.setdefault(node, len(places))

    root = build({})
    assert root is not None
    return Diagram(asked, tuple(places), root)


def diagrams() -> dict[str, Diagram]:
    """The diagram of each term."""
    known = list(single())
    return {term: diagram(term, known) for term in v.TERM}
