"""A classification gives both answers with rules, reasons and authorities."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taxonomy import AttributesError, Taxonomy, classify
from taxonomy.model.records import Attributes

CAR_T = {
    "agent": "cells",
    "genetic": "ex_vivo",
    "immune_effect": "supplies_effector|redirects",
    "immune_role": "primary",
}


def values(mapping: dict[str, Any]) -> tuple[str, str]:
    """Both answers."""
    found = classify(mapping)
    return found.cell_therapy.value, found.immunotherapy.value


def test_sets_may_be_lists_or_text() -> None:
    """``a|b`` and a list are the same set."""
    assert classify(CAR_T) == classify({**CAR_T, "immune_effect": ["redirects", "supplies_effector"]})
    assert classify(CAR_T) == classify({**CAR_T, "immune_effect": {"redirects", "supplies_effector"}})


def test_reason_is_in_plain_words() -> None:
    """The reason says what is given and what it does, without codes."""
    found = classify(CAR_T)

    assert "living cells" in found.cell_therapy.reason
    assert "ready-made immune cells" in found.immunotherapy.reason
    assert "_" not in found.cell_therapy.reason + found.immunotherapy.reason


def test_car_t_is_both_and_a_gene_therapy() -> None:
    """CAR-T stands in the overlap, and in a third set as well."""
    found = classify(CAR_T)

    assert found.both
    assert {"adoptive cell therapy", "gene therapy"} <= {rule.value for rule in found.subclasses}


def test_voting_authority_contradicts() -> None:
    """AS1: an authority that defines the term, and says otherwise of this treatment, makes it contested."""
    found = classify(CAR_T, [("immunotherapy", ("nci", "no", "nci-immunotherapy"))]).immunotherapy

    assert (found.value, found.rules) == ("contested", ("IM1", "AS1"))
    assert {(says.authority, says.value) for says in found.says} >= {("nci", "no"), ("mesh", "yes")}


def test_unsettled_science_is_told_apart() -> None:
    """IM6 is contested because science is open, not because words differ."""
    found = classify({**CAR_T, "immune_role": "unclear"}).immunotherapy
    assert found.unsettled
    assert found.says == ()


@pytest.mark.parametrize(
    ("mapping", "field", "allowed"),
    [
        ({"agent": "cels"}, "agent[0]", "cells"),
        ({"agnt": "cells"}, "agnt", "agent"),
        ({}, "agent", "cells"),
        ({"agent": "cells", "immune_effect": "activates"}, "immune_role", "primary"),
        ({"agent": "cells", "immune_effect": "none|primes", "immune_role": "primary"}, "immune_effect", "none"),
        ({"agent": 5}, "agent", "list"),
        ({"agent": "cells", "donor": ["me"]}, "donor", "autologous"),
        ({"agent": "cells", "cell_ontology": "CL1"}, "cell_ontology", "CL:0000084"),
        ({"agent": "cells", "expected_immunotherapy": "n"}, "expected_immunotherapy", "not a field"),
        ({"agent": "cells", "id": "t17", "assertions": "NCI:it=n"}, "assertions", "not a field"),
    ],
)
def test_bad_attributes_are_named(mapping: dict[str, Any], field: str, allowed: str) -> None:
    """The error names the field and what is allowed."""
    with pytest.raises(AttributesError) as caught:
        classify(mapping)

    assert any(name == field and allowed in f"{what} {expected}" for name, what, expected in caught.value.complaints)


def test_every_problem_at_once() -> None:
    """Two mistakes give two complaints."""
    with pytest.raises(AttributesError) as caught:
        classify({"agent": "cels", "intent": "cure"})
    assert {name for name, _, _ in caught.value.complaints} == {"agent[0]", "intent"}


def test_type_and_mapping_agree(small: Taxonomy) -> None:
    """A type, its identifier and its attributes have one answer."""
    type_ = small["car-t"]
    assert small.classify(type_) == small.classify("car-t") == small.classify(type_.attributes.data)


def values_of(name: str) -> st.SearchStrategy[Any]:
    """Any allowed value of an attribute."""
    field = Attributes.fields[name]
    words = list(field.words or {})
    if field.kind == "choices":
        some = [word for word in words if word != "none"]
        return st.lists(st.sampled_from(some), min_size=1, max_size=3, unique=True)
    return st.sampled_from(words)


CHOICES = [name for name, field in Attributes.fields.items() if field.words]


@given(st.fixed_dictionaries({name: values_of(name) for name in CHOICES}))
def test_invariants(mapping: dict[str, Any]) -> None:
    """For any attributes: no cells, no cell therapy; adoptive means cells; contested has two sides."""
    found = classify(mapping)

    if not {"cells", "engineered_tissue"} & set(mapping["agent"]):
        assert found.cell_therapy.value != "yes"
    if any(rule.id == "SC1" for rule in found.subclasses):
        assert {"cells", "engineered_tissue"} & set(mapping["agent"])
    for answer in found.answers:
        sides = {says.value for says in answer.says}
        assert answer.unsettled or (sides == {"yes", "no"} if answer.value == "contested" else answer.value in sides)


@given(
    st.fixed_dictionaries({name: values_of(name) for name in CHOICES}),
    st.sampled_from(
        sorted({"donor", "fda_pathway", "tissue_target", "systemic", "homologous", "manipulation", "function"})
    ),
    st.data(),
)
def test_other_attributes_never_alter_a_membership(mapping: dict[str, Any], name: str, data: st.DataObject) -> None:
    """What only sub-classes and regulation ask about changes neither membership."""
    other = {**mapping, name: data.draw(values_of(name))}
    assert values(other) == values(mapping)
