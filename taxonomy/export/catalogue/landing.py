"""What the addresses lead to that are no record's: sources, families, terms, and the documents themselves."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from taxonomy.export.addresses import BASE, TERMS, iri, term
from taxonomy.export.columns import Column, Table
from taxonomy.export.edition import Edition
from taxonomy.export.formats.fhir import ALL, SYSTEM, VALUE_SETS, concept_map_url
from taxonomy.export.formats.json_document import TITLE
from taxonomy.export.formats.sssom import SET_ID
from taxonomy.export.graphs.axioms import DEFINED, MEMBERSHIPS, RELATIONS
from taxonomy.export.graphs.owl import ONTOLOGY, version_address
from taxonomy.export.graphs.skos import MAKERS, OWN_TERMS, SCHEME, kind_class

from .dcat import SET


class Landing(NamedTuple):
    """An address, and what it is of.

    Attributes:
        iri: the address.
        title: what stands there.
        kind: ``format``, ``table``, ``column``, ``term``, ``source``, ``concept`` or ``family``.
        of: the name of the format, the table, the column of a table (``types.id``), the term, the source, the concept or the family.
    """

    iri: str
    title: str
    kind: str
    of: str


class Term(NamedTuple):
    """A term of our own that is no table and no column.

    Attributes:
        name: its name.
        words: what readers are told it is.
        help: what it means.
    """

    name: str
    words: str
    help: str


def terms() -> list[Term]:
    """The terms of the graphs and of the ontology beside the tables and their columns."""
    found = [Term(name, name.replace("_", " "), help) for name, help in OWN_TERMS.items()]
    for name, relation in RELATIONS.items():
        found.append(Term(name, relation.words, f"In the ontology: by the attribute {relation.attribute}."))
    for name, words in MEMBERSHIPS.values():
        found.append(Term(name, words, "In the ontology: a class to which types belong by our rules."))
    for name, (words, *_) in DEFINED.items():
        found.append(
            Term(name, words, "In the ontology: a class that is defined by others, so that reasoners find its members.")
        )
    return found


def columns_once(edition: Edition) -> Iterator[tuple[Table, Column]]:
    """Each column's name once, in the first table that has it."""
    seen: set[str] = set()
    for table in edition.tables.values():
        for column in table.columns:
            if column.name not in seen:
                seen.add(column.name)
                yield table, column


def landings(edition: Edition) -> Iterator[Landing]:
    """Every address of our own that the formats name, but for those of records and of rules."""
    documents = {
        BASE: "json", TERMS: "skos", MAKERS: "json", SCHEME: "skos", SET: "dcat", SET_ID: "sssom", ONTOLOGY: "owl",
        version_address(edition): "owl", f"{BASE}fhir": "fhir", SYSTEM: "fhir", ALL: "fhir",
        **{f"{BASE}fhir/ValueSet/{id}": "fhir" for id in VALUE_SETS},
    }  # fmt: skip
    prefixes = {each.object_id.partition(":")[0] for type_ in edition.types() for each in type_.mappings}
    documents |= {concept_map_url(prefix): "fhir" for prefix in sorted(prefixes)}
    yield from (Landing(address, TITLE, "format", name) for address, name in documents.items())
    for table in edition.tables.values():
        yield Landing(term(kind_class(table.name).removeprefix("term:")), f"Table {table.name}", "table", table.name)
    for table, column in columns_once(edition):
        yield Landing(term(column.name), f"Column {column.name}", "column", f"{table.name}.{column.name}")
    yield from (Landing(term(each.name), each.words, "term", each.name) for each in terms())
    for key, source in sorted(edition.taxonomy.sources.items()):
        yield Landing(iri("source", key), source.title, "source", key)
    for id, concept in sorted(edition.taxonomy.concepts.items()):
        yield Landing(iri("concept", id), concept.name, "concept", id)
    for family in sorted({type_.family for type_ in edition.types()}):
        yield Landing(iri("family", family), f"Family {family}", "family", family)
