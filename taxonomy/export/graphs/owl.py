"""OWL: each type is a class with the annotations that OBO's tools and Protégé show."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from taxonomy.export.addresses import BASE, PREFIX, expanded, iri, term
from taxonomy.export.edition import Edition
from taxonomy.export.formats.json_document import about
from taxonomy.export.names import EXACT, NARROWER, RELATED, Name
from taxonomy.model.citation import cited_keys
from taxonomy.model.records import Type
from taxonomy.model.vocabulary import FAMILY

from .axioms import DEFINITION, Axioms, declared
from .rdf import Node, day, en, literal, to, truth, xml

ONTOLOGY = f"{BASE}ontology"
REPLACED_BY = "obo:IAO_0100001"
#: The property of OBO for names of each scope.
SYNONYM = {
    EXACT: "oboInOwl:hasExactSynonym", NARROWER: "oboInOwl:hasNarrowSynonym", RELATED: "oboInOwl:hasRelatedSynonym",
}  # fmt: skip

# Annotation properties of others that are used here, with their owners' labels, and what they are used for.
KNOWN = {
    DEFINITION: ("definition", "What the thing is, in a sentence."),
    REPLACED_BY: ("term replaced by", "What stands in the place of an identifier that was given up."),
    "oboInOwl:id": ("id", "The identifier in its short form."),
    SYNONYM[EXACT]: ("has_exact_synonym", "Another name of just this."),
    SYNONYM[NARROWER]: ("has_narrow_synonym", "The name of something narrower."),
    SYNONYM[RELATED]: ("has_related_synonym", "A name that stands for other things, too."),
    "oboInOwl:hasDbXref": ("database_cross_reference", "An identifier in another vocabulary, near or same."),
    "oboInOwl:inSubset": ("in_subset", "The family that it is listed in."),
    "skos:exactMatch": ("has exact match", "The same thing in another vocabulary."),
    "skos:closeMatch": ("has close match", "Nearly the same thing in another vocabulary."),
    "skos:broadMatch": ("has broader match", "A wider thing in another vocabulary."),
    "skos:narrowMatch": ("has narrower match", "A narrower thing in another vocabulary."),
    "skos:relatedMatch": ("has related match", "A related thing in another vocabulary."),
    "dcterms:source": ("Source", "Where that was read."),
    "dcterms:modified": ("Date Modified", "When it was last changed, or compared with its sources."),
    "dcterms:title": ("Title", "The title."),
    "dcterms:description": ("Description", "What the whole is."),
    "dcterms:license": ("License", "The licence."),
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
        "owl:versionIRI": [to(version_address(edition))],
        "owl:versionInfo": [literal(edition.version)],
        "dcterms:title": [en(whole["title"])],
        "dcterms:description": [en(whole["description"])],
        "dcterms:license": [to(whole["license"])],
        "dcterms:modified": [day(edition.modified)] if edition.modified else [],
    }
    for name, (words, meaning) in KNOWN.items():
        about_it = {"rdfs:label": [en(words)], DEFINITION: [en(meaning)]}
        yield {"@id": expanded(name), "@type": ["owl:AnnotationProperty"], **about_it}
    for column in edition.tables["types"].columns:
        if column.name in DERIVED:
            words = column.name.replace("_", " ")
            help = f"{column.help} Derived by rules, not stored."
            yield {"@id": term(column.name), "@type": ["owl:AnnotationProperty"], "rdfs:label": [en(words)], DEFINITION: [en(help)]}  # fmt: skip
    for family in sorted({type_.family for type_ in edition.types()}):
        yield {
            "@id": iri("family", family),
            "@type": ["owl:AnnotationProperty"],
            "rdfs:label": [en(f"family: {family}")],
            DEFINITION: [en(f"{FAMILY[family]}: a family of treatments.")],
            "rdfs:subPropertyOf": [to(expanded("oboInOwl:SubsetProperty"))],
        }


def version_address(edition: Edition) -> str:
    """The address of this edition of the ontology."""
    return f"{ONTOLOGY}/{edition.version.replace('+', '-')}"


def derived_values(value: Any) -> list[Node]:
    """A derived value of a row, as annotations."""
    if isinstance(value, bool):
        return [truth(value)]
    return [literal(each) for each in (value if isinstance(value, list) else [value])]


def synonyms(names: list[Name]) -> Node:
    """Names beside the label, by their scope."""
    return {SYNONYM[scope]: [en(each.text) for each in names if each.scope == scope] for scope in SYNONYM}


def matches_of(type_: Type) -> Node:
    """Mappings, by how near they are."""
    found: Node = {}
    for each in type_.mappings:
        found.setdefault(each.predicate, []).append(to(expanded(each.object_id)))
    return found


def classes(edition: Edition) -> Iterator[Node]:
    """A class for each type, and one for each that was given up."""
    rows = {str(row["id"]): row for row in edition.tables["types"].rows}
    axioms = Axioms(edition)
    yield from declared(edition, axioms)
    for type_ in edition.types():
        row = rows[type_.id]
        yield {
            "@id": iri("type", type_.id),
            "@type": ["owl:Class"],
            "rdfs:label": [en(type_.name)],
            "rdfs:subClassOf": [*(to(iri("type", each)) for each in type_.parents), *axioms.of(type_)],
            DEFINITION: [en(type_.sentence)],
            "oboInOwl:id": [literal(f"{PREFIX}:{type_.id}")],
            **synonyms(edition.names[type_.id]),
            "oboInOwl:hasDbXref": [literal(each.object_id) for each in type_.mappings],
            **matches_of(type_),
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
