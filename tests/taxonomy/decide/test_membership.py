"""Each rule has a treatment to which it applies and one, most alike, to which it does not."""

from __future__ import annotations

from typing import Any

import pytest

from taxonomy.decide import membership, subclasses
from taxonomy.decide.classification import RULES, classify, decide, facts, normalised
from taxonomy.decide.membership import VOTING
from taxonomy.decide.rule import Rule
from taxonomy.loading.folder import Folder
from taxonomy.model.citation import Citation
from taxonomy.model.vocabulary import TERM

Mapping = dict[str, Any]

CELLS: Mapping = {"agent": ["cells"], "manipulation": "more_than_minimal", "homologous": "y"}
ANTIBODY: Mapping = {"agent": ["antibody"], "indication": "cancer: lung"}
WAKES: Mapping = {"agent": ["protein"], "immune_effect": ["activates"], "immune_role": "primary"}
CALMS: Mapping = {"agent": ["antibody"], "immune_effect": ["suppresses"], "immune_role": "primary"}
LENDS: Mapping = {"agent": ["cells"], "immune_effect": ["supplies_effector"], "immune_role": "primary"}
NOTHING: Mapping = {"agent": ["small_molecule"]}

# rule: (a treatment that it decides, one that it does not)
MEMBERSHIP: dict[str, tuple[Mapping, Mapping]] = {
    "CT5": ({**CELLS, "intent": "reproduce"}, CELLS),
    "CT6": ({"agent": ["vector"], "flag": ["in_vivo_generated"]}, {"agent": ["vector"]}),
    "CT4": ({**CELLS, "flag": ["nonviable"]}, CELLS),
    "CT1": (CELLS, {"agent": ["blood_cells"]}),
    "CT2": ({"agent": ["platelets"]}, {"agent": ["plasma"]}),
    "CT3": ({"agent": ["native_tissue"]}, {"agent": ["engineered_tissue"]}),
    "CT7": ({"agent": ["organ"]}, {"agent": ["native_tissue"]}),
    "CT0": ({"agent": ["microbe"]}, CELLS),
    "IM6": ({**WAKES, "immune_role": "unclear"}, WAKES),
    "IM7": (ANTIBODY, {**ANTIBODY, "indication": "high cholesterol"}),
    "IM0": (NOTHING, WAKES),
    "IM5": ({**WAKES, "immune_role": "secondary"}, WAKES),
    "IM5b": ({**CALMS, "immune_role": "secondary"}, {**WAKES, "immune_role": "secondary"}),
    "IM3": ({**WAKES, "intent": "prevent"}, WAKES),
    "IM8": ({**LENDS, "agent": ["blood_cells"]}, LENDS),
    "IM1": (LENDS, CALMS),
    "IM2": ({**WAKES, "immune_effect": ["tolerises"]}, CALMS),
    "IM4a": (CALMS, WAKES),
    "IM4b": ({**WAKES, "immune_effect": ["reconstitutes"]}, CALMS),
}
CLASSES: dict[str, tuple[Mapping, Mapping]] = {
    "SC1": (LENDS, {**LENDS, "flag": ["nonviable"]}),
    "SC2": ({**WAKES, "host_role": "active"}, {**WAKES, "host_role": "passive"}),
    "SC3": ({**LENDS, "host_role": "passive"}, {**LENDS, "host_role": "active"}),
    "SC4": ({**WAKES, "specificity": "antigen"}, {**WAKES, "specificity": "nonspecific"}),
    "SC5": ({**WAKES, "specificity": "nonspecific"}, {**WAKES, "specificity": "antigen"}),
    "SC6": ({**WAKES, "immune_effect": ["tolerises"]}, WAKES),
    "SC7": (
        {"agent": ["vector"], "genetic": "in_vivo"},
        {"agent": ["nucleic_acid"], "genetic": "in_vivo", "flag": ["synthetic_oligo"]},
    ),
    "SC8": ({**CELLS, "function": "regenerate"}, {**CELLS, "function": "attack"}),
    "EU1": ({**CELLS, "intent": "reproduce"}, CELLS),
    "EU2": ({"agent": ["organ"]}, CELLS),
    "EU3": ({"agent": ["plasma"]}, {"agent": ["protein"]}),
    "EU4": ({**CELLS, "genetic": "ex_vivo"}, {**CELLS, "genetic": "ex_vivo", "flag": ["edit_not_recombinant"]}),
    "EU5": (
        {**CELLS, "agent": ["cells", "device"], "function": "replace", "tissue_target": "y"},
        {**CELLS, "function": "replace", "tissue_target": "y"},
    ),
    "EU6": ({**CELLS, "function": "replace", "tissue_target": "y"}, {**CELLS, "function": "replace"}),
    "EU7": ({**CELLS, "agent": ["cells", "device"]}, CELLS),
    "EU8": (CELLS, {**CELLS, "manipulation": "minimal"}),
    "EU9": ({**CELLS, "manipulation": "minimal"}, {**CELLS, "manipulation": "minimal", "homologous": "n"}),
    "EU10": (
        {"agent": ["nucleic_acid"], "genetic": "in_vivo", "flag": ["infectious_vaccine"]},
        {"agent": ["nucleic_acid"], "genetic": "in_vivo"},
    ),
    "EU11": (
        {"agent": ["vector"], "genetic": "in_vivo"},
        {"agent": ["nucleic_acid"], "genetic": "in_vivo", "flag": ["synthetic_oligo"]},
    ),
    "EU0": ({"agent": ["protein"]}, CELLS),
    "US1": ({"agent": ["organ"]}, CELLS),
    "US2": ({"agent": ["blood_cells"]}, CELLS),
    "US3": ({**CELLS, "intent": "reproduce"}, CELLS),
    "US4": ({"agent": ["engineered_tissue"], "fda_pathway": "device"}, {"agent": ["engineered_tissue"]}),
    "US5": ({**CELLS, "donor": "xenogeneic"}, CELLS),
    "US6": ({**CELLS, "genetic": "ex_vivo"}, CELLS),
    "US7": (
        {**CELLS, "manipulation": "minimal", "donor": "autologous"},
        {**CELLS, "manipulation": "minimal", "donor": "allogeneic_unrelated"},
    ),
    "US8": (CELLS, {"agent": ["protein"]}),
    "US9": ({"agent": ["antigen"], "flag": ["infectious_vaccine"]}, {"agent": ["antigen"]}),
    "US10": ({"agent": ["vector"], "genetic": "in_vivo"}, {"agent": ["protein"]}),
    "US11": ({"agent": ["small_molecule"]}, {"agent": ["protein"]}),
    "US0": ({"agent": ["protein"]}, {"agent": ["small_molecule"]}),
}
ALL = {**MEMBERSHIP, **CLASSES}


BY_ID = {rule.id: rule for rules in RULES.values() for rule in rules}


def fires(rule: Rule, mapping: Mapping) -> bool:
    """Whether the rule decides, or, for a sub-class, whether it applies."""
    f = facts(normalised(mapping))
    return rule.applies(f) if rule.term == "subclass" else decide(rule.term, f) is rule


def test_every_rule_has_its_pair() -> None:
    """No rule without a passing and a failing test, and no test without its rule."""
    missing, gone = BY_ID.keys() - ALL.keys(), ALL.keys() - BY_ID.keys()
    assert not missing, f"add a pair of treatments to MEMBERSHIP or CLASSES above for: {', '.join(sorted(missing))}"
    assert not gone, f"take out of MEMBERSHIP or CLASSES above: {', '.join(sorted(gone))}"


def test_every_declared_rule_is_asked() -> None:
    """What a module declares as a rule stands among the rules, under what it decides, in the order of the module."""
    declared = [each for module in (membership, subclasses) for each in vars(module).values() if isinstance(each, Rule)]
    assert declared == [rule for rules in RULES.values() for rule in rules]
    assert [rule.term for rule in declared] == [term for term, rules in RULES.items() for _ in rules]


@pytest.mark.parametrize("id", ALL)
def test_rule_applies(id: str) -> None:
    """The rule decides the first treatment of its pair."""
    assert fires(BY_ID[id], ALL[id][0])


@pytest.mark.parametrize("id", ALL)
def test_rule_does_not_apply(id: str) -> None:
    """The rule leaves the second treatment of its pair to others."""
    assert not fires(BY_ID[id], ALL[id][1])


@pytest.mark.parametrize("id", MEMBERSHIP)
def test_contested_has_both_sides(id: str) -> None:
    """A contested answer names who says yes and who says no; only IM6, where science is open, does not."""
    rule = BY_ID[id]
    values = {says.value for says in rule.says}

    if rule.value == "contested" and id != "IM6":
        assert values == {"yes", "no"}
    elif id != "IM6":
        assert rule.value in values


@pytest.mark.parametrize("rule", [rule for rules in RULES.values() for rule in rules], ids=lambda rule: rule.id)
def test_rule_is_described(rule: Rule) -> None:
    """A rule has one plain sentence."""
    assert rule.sentence.endswith(".")
    assert rule.sentence.count(". ") == 0


def test_rules_cite_known_sources() -> None:
    """What a rule cites is in the bibliography, and who it names is an authority with a record."""
    folder = Folder()
    for rules in RULES.values():
        for rule in rules:
            for says in rule.says:
                assert Citation.parse(says.source).key in folder.sources, f"{rule.id} cites {says.source}"
                assert says.authority in folder.records["authority"], f"{rule.id} names {says.authority}"


def test_voting_authorities_define_the_term() -> None:
    """An authority votes on a term if, and only if, its record says that it defines the term."""
    records = Folder().records["authority"]
    for term in TERM:
        defining = {
            id
            for id, record in records.items()
            for each in record.get("definitions", [])
            if each["term"] == term and each["role"] == "defines"
        }
        assert defining == VOTING[term]


MINIMAL_PAIRS: list[tuple[str, Mapping, Mapping, tuple[str, str], tuple[str, str]]] = [
    ("donor or laboratory red cells", {"agent": "blood_cells"}, {"agent": "cells"}, ("contested", "no"), ("yes", "no")),
    ("mRNA vaccine against infection or cancer", {"agent": "nucleic_acid", "immune_effect": "primes", "immune_role": "primary", "intent": "prevent"}, {"agent": "nucleic_acid", "immune_effect": "primes", "immune_role": "primary"}, ("no", "contested"), ("no", "yes")),
    ("CAR-T made outside or inside the body", {**LENDS, "genetic": "ex_vivo"}, {**LENDS, "agent": "vector", "genetic": "in_vivo", "flag": "in_vivo_generated"}, ("yes", "yes"), ("contested", "yes")),
    ("antibodies lent or used to calm", {"agent": "antibody", "immune_effect": "supplies_effector", "immune_role": "primary"}, CALMS, ("no", "yes"), ("no", "contested")),
    ("transplant for sickle cell disease or leukaemia", {"agent": "cells"}, {**LENDS, "immune_role": "co_primary"}, ("yes", "no"), ("yes", "yes")),
    ("donor islets or insulin", {"agent": "cells"}, {"agent": "protein"}, ("yes", "no"), ("no", "no")),
    ("bacteria in the bladder or in the gut", {"agent": "microbe", "immune_effect": "activates", "immune_role": "primary"}, {"agent": "microbe"}, ("no", "yes"), ("no", "no")),
    ("antibody against cancer or cholesterol", ANTIBODY, {**ANTIBODY, "indication": "high cholesterol"}, ("no", "contested"), ("no", "no")),
]  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other", "first", "second"), [pair[1:] for pair in MINIMAL_PAIRS], ids=[pair[0] for pair in MINIMAL_PAIRS]
)
def test_minimal_pair(one: Mapping, other: Mapping, first: tuple[str, str], second: tuple[str, str]) -> None:
    """Change one attribute, and the answer flips."""
    for mapping, expected in ((one, first), (other, second)):
        found = classify(mapping)
        assert (found.cell_therapy.value, found.immunotherapy.value) == expected
