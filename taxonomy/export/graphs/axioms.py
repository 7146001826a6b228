"""What holds of every treatment of a type, for reasoners: what it gives, from whom, how it acts, and what that makes it.

A wide type may hold treatments that differ from it, as records are written for readers. So an axiom is
stated of a type only if it holds of all that is narrower, too; else a reasoner would find that the
narrower ones cannot exist.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from taxonomy.export.addresses import expanded, term
from taxonomy.export.edition import Edition
from taxonomy.model import vocabulary as v
from taxonomy.model.letters import slug
from taxonomy.model.records import Type

from .rdf import Node, en, to

DEFINITION: Final = "obo:IAO_0000115"


class Relation(NamedTuple):
    """A property of our own: the attribute that it comes from, and what it says."""

    attribute: str
    words: str


RELATIONS: Final = {
    "gives": Relation("agent", "gives"),
    "gives_cell": Relation("cell_ontology", "gives cells of this kind"),
    "comes_from": Relation("donor", "comes from"),
    "acts_by": Relation("immune_effect", "acts on or through the immune system by"),
    "genes_changed": Relation("genetic", "genes are changed"),
}
#: The two notions, and what is outside of them.
MEMBERSHIPS: Final = {
    ("cell_therapy", "yes"): ("CellTherapy", "cell therapy"),
    ("cell_therapy", "no"): ("NotCellTherapy", "treatment that is no cell therapy"),
    ("immunotherapy", "yes"): ("Immunotherapy", "immunotherapy"),
    ("immunotherapy", "no"): ("NotImmunotherapy", "treatment that is no immunotherapy"),
}
#: Classes that are defined by others: a reasoner finds what belongs to them.
DEFINED: Final[dict[str, tuple[str, tuple[str, ...], tuple[tuple[str, str], ...]]]] = {
    "CellTherapyAndImmunotherapy": ("cell therapy that is immunotherapy", ("CellTherapy", "Immunotherapy"), ()),
    "AutologousCellTherapy": ("cell therapy with one's own cells", ("CellTherapy",), (("comes_from", "autologous"),)),
    "DonorCellTherapy": ("cell therapy with an unrelated donor's cells", ("CellTherapy",), (("comes_from", "allogeneic_unrelated"),)),
    "GeneModifiedCellTherapy": ("cell therapy with genes changed outside the body", ("CellTherapy",), (("genes_changed", "ex_vivo"),)),
    "AntibodyImmunotherapy": ("immunotherapy by antibodies", ("Immunotherapy",), (("gives", "antibody"),)),
}  # fmt: skip


def value_address(relation: str, value: str) -> str:
    """The class of what a value of an attribute stands for."""
    if relation == "gives_cell":
        return expanded(value)
    return f"{term(f'attributes_{RELATIONS[relation].attribute}')}#types.{slug(value)}"


def own_values(type_: Type, relation: str) -> set[str]:
    """The values of a type's own record."""
    found = getattr(type_.attributes, RELATIONS[relation].attribute)
    return {
        each for each in (found if isinstance(found, list) else [found]) if each not in ("", "na", "none", "either")
    }


class Axioms:
    """What holds of each type and of all that is narrower.

    Args:
        edition: the data.
    """

    def __init__(self, edition: Edition) -> None:
        self.taxonomy = edition.taxonomy
        types = edition.types()
        self.all_of = {
            each.id: [each, *(edition.taxonomy[id] for id in edition.taxonomy.descendants(each))] for each in types
        }

    def memberships(self, type_: Type) -> list[str]:
        """The classes of ``MEMBERSHIPS`` to which every treatment of a type belongs."""
        return [
            name
            for (about, value), (name, _) in MEMBERSHIPS.items()
            if all(getattr(self.taxonomy.classify(each), about).value == value for each in self.all_of[type_.id])
        ]

    def values(self, type_: Type, relation: str) -> list[str]:
        """The values of a relation that every treatment of a type has."""
        return sorted(set.intersection(*(own_values(each, relation) for each in self.all_of[type_.id])))

    def of(self, type_: Type) -> list[Node]:
        """All of it as wider classes."""
        return [
            *(to(term(name)) for name in self.memberships(type_)),
            *(some(name, each) for name in RELATIONS for each in self.values(type_, name)),
        ]


def some(relation: str, value: str) -> Node:
    """The class of what has a relation to something of a kind."""
    there = value_address(relation, value)
    return {"@type": ["owl:Restriction"], "owl:onProperty": [to(term(relation))], "owl:someValuesFrom": [to(there)]}


def declared(edition: Edition, axioms: Axioms) -> Iterator[Node]:
    """The properties and classes that the axioms name."""
    for name, relation in RELATIONS.items():
        yield {
            "@id": term(name),
            "@type": ["owl:ObjectProperty"],
            "rdfs:label": [en(relation.words)],
            DEFINITION: [en(f"What a treatment has by the attribute {relation.attribute} of its record.")],
        }
        words = getattr(v, relation.attribute.upper(), {})
        for value in sorted({each for type_ in edition.types() for each in axioms.values(type_, name)}):
            label = {"rdfs:label": [en(words[value])]} if value in words else {}
            yield {"@id": value_address(name, value), "@type": ["owl:Class"], **label}
    for (about, value), (name, words) in MEMBERSHIPS.items():
        other = MEMBERSHIPS[about, "no" if value == "yes" else "yes"][0]
        yield {
            "@id": term(name),
            "@type": ["owl:Class"],
            "rdfs:label": [en(words)],
            DEFINITION: [
                en(f"Every treatment for which the rules say '{value}' to the question: is it {v.TERM[about]}?")
            ],
            "owl:disjointWith": [to(term(other))] if value == "yes" else [],
        }
    for name, (words, of, having) in DEFINED.items():
        parts = [*({"@id": term(each), "@type": ["owl:Class"]} for each in of), *(some(*each) for each in having)]
        whole: Node = {"@type": ["owl:Class"], "owl:intersectionOf": [{"@list": parts}]}
        yield {
            "@id": term(name),
            "@type": ["owl:Class"],
            "rdfs:label": [en(words)],
            DEFINITION: [en(f"Every {words}.")],
            "owl:equivalentClass": [whole],
        }
