"""OWL: each type is a class with the annotations that OBO's tools and Protégé show."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from taxonomy.export.addresses import BASE, PREFIX, expanded, iri, term
from taxonomy.export.edition import Edition
from taxonomy.export.formats.json_document import about
from taxonomy.model.citation import cited_keys

from .rdf import Node, day, en, literal, to, truth, xml

ONTOLOGY = f"{BASE}ontology"
DEFINITION, REPLACED_BY = "obo:IAO_0000115", "obo:IAO_0100001"

# Annotation properties of others that are used here, with their owners' labels.
KNOWN = {
    DEFINITION: "definition",
    REPLACED_BY: "term replaced by",
    "oboInOwl:id": "id",
    "oboInOwl:hasExactSynonym": "has_exact_synonym",
    "oboInOwl:hasDbXref": "database_cross_reference",
    "oboInOwl:inSubset": "in_subset",
    "dcterms:source": "Source",
    "dcterms:modified": "Date Modified",
    "dcterms:title": "Title",
    "dcterms:description": "Description",
    "dcterms:license": "License",
}
DERIVED = (
    "derived_cell_therapy",
    "derived_immunotherapy",
    "derived_both",
    "derived_subclasses",
    "derived_eu_class",
    "derived_fda_class",
    "derived_warning_required",
)


def ontology(edition: Edition) -> Iterator[Node]:
    """The ontology itself, and the annotation properties."""
    whole = about(edition)
    yield {
        "@id": ONTOLOGY,
        "@type": ["owl:Ontology"],
        "owl:versionIRI": [to(f"{ONTOLOGY}/{edition.version}")],
        "owl:versionInfo": [literal(edition.version)],
        "dcterms:title": [en(whole["title"])],
        "dcterms:description": [en(whole["description"])],
        "dcterms:license": [to(whole["license"])],
        "dcterms:modified": [day(edition.reviewed)] if edition.reviewed else [],
    }
    for name, words in KNOWN.items():
        yield {"@id": expanded(name), "@type": ["owl:AnnotationProperty"], "rdfs:label": [en(words)]}
    for column in edition.tables["types"].columns:
        if column.name in DERIVED:
            words = column.name.replace("_", " ")
            help = f"{column.help} Derived by rules, not stored."
            yield {"@id": term(column.name), "@type": ["owl:AnnotationProperty"], "rdfs:label": [en(words)], "rdfs:comment": [en(help)]}  # fmt: skip
    for family in sorted({type_.family for type_ in edition.types()}):
        yield {
            "@id": iri("family", family),
            "@type": ["owl:AnnotationProperty"],
            "rdfs:label": [en(family)],
            "rdfs:subPropertyOf": [to(expanded("oboInOwl:SubsetProperty"))],
        }


def derived_values(value: Any) -> list[Node]:
    """A derived value of a row, as annotations."""
    if isinstance(value, bool):
        return [truth(value)]
    return [literal(each) for each in (value if isinstance(value, list) else [value])]


def classes(edition: Edition) -> Iterator[Node]:
    """A class for each type, and one for each that was given up."""
    rows = {str(row["id"]): row for row in edition.tables["types"].rows}
    for type_ in edition.types():
        row = rows[type_.id]
        yield {
            "@id": iri("type", type_.id),
            "@type": ["owl:Class"],
            "rdfs:label": [en(type_.name)],
            "rdfs:subClassOf": [to(iri("type", each)) for each in type_.parents],
            DEFINITION: [en(type_.sentence)],
            "oboInOwl:id": [literal(f"{PREFIX}:{type_.id}")],
            "oboInOwl:hasExactSynonym": [en(each) for each in type_.synonyms],
            "oboInOwl:hasDbXref": [literal(each.object_id) for each in type_.mappings],
            "oboInOwl:inSubset": [to(iri("family", type_.family))],
            "dcterms:source": [to(iri("source", key)) for key in cited_keys(type_.sources)],
            "dcterms:modified": [day(type_.reviewed)],
            **{f"term:{name}": derived_values(row[name]) for name in DERIVED},
        }  # fmt: skip
    for row in edition.tables["deprecated"].rows:
        if row["kind"] == "type":
            yield {
                "@id": str(row["iri"]),
                "@type": ["owl:Class"],
                "rdfs:label": [en(f"obsolete {row['id']}")],
                "owl:deprecated": [truth(True)],
                REPLACED_BY: [to(iri("type", str(row["replaced_by"])))],
                "rdfs:comment": [en(str(row["reason"]))],
            }


def files(edition: Edition) -> dict[str, bytes]:
    """``taxonomy.owl``."""
    return {"taxonomy.owl": xml([*ontology(edition), *classes(edition)])}
