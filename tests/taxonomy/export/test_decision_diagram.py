"""The decision diagrams say what the rules say."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taxonomy import decision_diagram as diagram
from taxonomy.decide.classification import RULES, decide
from taxonomy.decide.rule import Facts
from taxonomy.model.vocabulary import TERM

DIAGRAMS = diagram.diagrams()


@pytest.mark.parametrize("term", TERM)
def test_a_diagram_decides_as_the_rules_on_every_combination(term: str) -> None:
    """Whatever the variables of a term are, its diagram names the rule that Python names."""
    made = DIAGRAMS[term]
    count = 0
    for answers in itertools.product(*(each.answers for each in made.variables)):
        facts = diagram.assemble(dict(zip(made.variables, answers, strict=True)))
        if diagram.possible(facts):
            assert made.decide(facts) == decide(term, facts).id, facts
            count += 1
    assert count > 100


def subset(field: str) -> st.SearchStrategy[frozenset[str]]:
    """Any set of the values of one field."""
    return st.frozensets(st.sampled_from(diagram.SETS[field]))


@given(
    st.builds(
        diagram.DEFAULTS._replace,
        **{field: subset(field) for field in diagram.SETS},
        **{field: st.sampled_from(values) for field, values in diagram.CHOICES.items()},
    ).filter(diagram.possible)
)
def test_values_in_a_group_count_alike(facts: Facts) -> None:
    """Any set of values, not only one of each group, leads to the same rule."""
    for term, made in DIAGRAMS.items():
        assert made.decide(facts) == decide(term, facts).id


def test_every_rule_can_decide() -> None:
    """A diagram names every rule of its term: none is unreachable."""
    for term, made in DIAGRAMS.items():
        leaves = {child for _, children in made.nodes for child in children if isinstance(child, str)}
        assert leaves == {rule.id for rule in RULES[term]}


def test_a_diagram_holds_nothing_that_changes_nothing() -> None:
    """No node has equal children, no two nodes are equal, and each child stands before its parent."""
    for made in DIAGRAMS.values():
        assert len(set(made.nodes)) == len(made.nodes)
        for place, (_, children) in enumerate(made.nodes):
            assert len(set(children)) > 1
            assert all(child < place for child in children if isinstance(child, int))
