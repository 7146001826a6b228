"""SKOS: each type is a concept; every other record is a node with the same columns as its table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from taxonomy.export.addresses import expanded, iri, term
from taxonomy.export.columns import Column, Row, Table, Value
from taxonomy.export.edition import Edition
from taxonomy.export.formats.json_document import about
from taxonomy.model.citation import cited_keys
from taxonomy.model.letters import slug
from taxonomy.model.vocabulary import FAMILY

from .rdf import Node, day, en, literal, to, truth, turtle, typed

SCHEME = iri("scheme", "therapies")
# The name of a row of each table; of the others, the table's name without its s.
ONE = {"statuses": "status", "authorities": "authority", "deprecated": "deprecated", "vocabulary": "allowed-value"}
CODES = frozenset({"id", "key", "value", "iri", "field"})  # texts that are of no language


def one(table: str) -> str:
    """What a row of a table is called."""
    return ONE.get(table, table.removesuffix("s")).replace("_", "-")


def kind_class(table: str) -> str:
    """The class of the rows of a table."""
    return "term:" + "".join(part.capitalize() for part in one(table).split("-"))


def address(table: Table, row: Row) -> str:
    """The address of a row: its own, or one made of its key."""
    if "iri" in row:
        return str(row["iri"])
    return iri(one(table.name), "/".join(slug(str(row[name])) for name in table.key))


def values(column: Column, value: Value) -> list[Node]:
    """The values of one cell."""
    if isinstance(value, bool):
        return [truth(value)]
    if isinstance(value, int):
        return [typed(str(value), "integer")]
    if value in ("", []):
        return []
    if column.form == "day":
        return [day(str(value))]
    if column.form == "url":
        return [typed(str(value), "anyURI")]
    make = literal if column.words or column.name in CODES else en
    return [make(each) for each in (value if isinstance(value, list) else [value])]


def source_nodes(row: Row) -> list[Node]:
    """The sources of a row, as nodes; their places stay in the citations."""
    cited: Any = row.get("sources", [])
    return [to(iri("source", key)) for key in cited_keys(cited)]


def of_row(table: Table, row: Row) -> Node:
    """A row as a node."""
    node: Node = {"@id": address(table, row), "@type": [kind_class(table.name)]}
    names = {fields[0]: kind for fields, kind, _ in table.refers if len(fields) == 1}
    for column in table.columns:
        if column.name == "iri":
            continue
        found = values(column, row[column.name])
        if column.name in names and found:
            found = [to(iri(one(names[column.name]), str(row[column.name])))]
        if column.name == "sources":
            found = [literal(each["@value"]) for each in found]
        node[f"term:{column.name}"] = found
    node["dcterms:source"] = source_nodes(row)
    if row.get("reviewed"):
        node["dcterms:modified"] = [day(str(row["reviewed"]))]
    return node


def of_type(edition: Edition, table: Table, row: Row) -> Node:
    """A type as a concept, beside what its row says."""
    node, type_ = of_row(table, row), edition.taxonomy[str(row["id"])]
    node["@type"] = ["skos:Concept", *node["@type"]]
    concept: Node = {
        "skos:prefLabel": [en(type_.name)],
        "skos:altLabel": [en(each) for each in type_.synonyms if each != type_.name],
        "skos:definition": [en(type_.sentence)],
        "skos:notation": [literal(type_.id)],
        "skos:inScheme": [to(SCHEME)],
        "skos:topConceptOf": [] if type_.parents else [to(SCHEME)],
        "skos:broader": [to(iri("type", each)) for each in type_.parents],
        "skos:narrower": [to(iri("type", each.id)) for each in edition.taxonomy.children(type_)],
        "skos:scopeNote": [en(each) for each in type_.notes],
    }
    for mapping in type_.mappings:
        concept.setdefault(mapping.predicate, []).append(to(expanded(mapping.object_id)))
    return {"@id": node.pop("@id"), "@type": node.pop("@type"), **concept, **node}


def of_concept(edition: Edition, row: Row) -> Node:
    """A term as a concept beside the treatments: not above them, since authorities differ on what falls under it."""
    concept = edition.taxonomy.concepts[str(row["id"])]
    found: Node = {
        "@type": ["skos:Concept"],
        "skos:prefLabel": [en(concept.name)],
        "skos:altLabel": [en(each) for each in concept.synonyms],
        "skos:definition": [en(concept.sentence)],
        "skos:notation": [literal(concept.id)],
    }
    for mapping in concept.mappings:
        found.setdefault(mapping.predicate, []).append(to(expanded(mapping.object_id)))
    return found


def scheme(edition: Edition) -> Iterator[Node]:
    """The scheme and its families."""
    whole = about(edition)
    yield {
        "@id": SCHEME,
        "@type": ["skos:ConceptScheme"],
        "dcterms:title": [en(whole["title"])],
        "dcterms:description": [en(whole["description"])],
        "dcterms:license": [to(whole["license"])],
        "dcterms:modified": [day(edition.reviewed)] if edition.reviewed else [],
        "owl:versionInfo": [literal(edition.version)],
        "skos:hasTopConcept": [to(iri("type", each.id)) for each in edition.types() if not each.parents],
    }
    for family, words in FAMILY.items():
        members = [to(iri("type", each.id)) for each in edition.types() if each.family == family]
        if members:
            yield {
                "@id": iri("family", family),
                "@type": ["skos:Collection"],
                "skos:prefLabel": [en(words)],
                "skos:notation": [literal(family)],
                "skos:member": members,
            }


def declared(edition: Edition) -> Iterator[Node]:
    """The classes and properties of our own, each with what it means, and whether it is derived."""
    columns: dict[str, Column] = {}
    for table in edition.tables.values():
        yield {
            "@id": term(kind_class(table.name).removeprefix("term:")),
            "@type": ["rdfs:Class"],
            "rdfs:comment": [en(table.help)],
        }
        for column in table.columns:
            columns.setdefault(column.name, column)
    for name, column in sorted(columns.items()):
        yield {
            "@id": term(name),
            "@type": ["rdf:Property"],
            "rdfs:comment": [en(column.help)],
            "term:derived": [truth(column.derived)],
        }


def given_up(row: Row) -> Node:
    """An identifier that was given up, as linked-data clients look for it."""
    kind = str(row["kind"])
    return {"owl:deprecated": [truth(True)], "dcterms:isReplacedBy": [to(iri(kind, str(row["replaced_by"])))]}


def nodes(edition: Edition) -> list[Node]:
    """Every node, in the order of the tables."""
    found = [*scheme(edition), *declared(edition)]
    for table in edition.tables.values():
        for row in table.rows:
            if table.name == "types":
                found.append(of_type(edition, table, row))
            elif table.name == "concepts":
                found.append({**of_row(table, row), **of_concept(edition, row)})
            elif table.name == "deprecated":
                found.append({**of_row(table, row), **given_up(row)})
            else:
                found.append(of_row(table, row))
    return found


def files(edition: Edition) -> dict[str, bytes]:
    """``taxonomy.skos.ttl``."""
    return {"taxonomy.skos.ttl": turtle(nodes(edition))}
