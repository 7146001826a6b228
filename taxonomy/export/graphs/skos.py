"""SKOS: each type is a concept; every other record is a node with the same columns as its table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from taxonomy.export.addresses import expanded, iri, term
from taxonomy.export.columns import Column, Row, Table, Value
from taxonomy.export.edition import Edition
from taxonomy.export.formats.json_document import CREATOR, about
from taxonomy.export.names import EXACT
from taxonomy.model.citation import cited_keys
from taxonomy.model.letters import slug
from taxonomy.model.records import FOLDERS, Type
from taxonomy.model.vocabulary import FAMILY

from .rdf import Node, day, en, literal, to, truth, turtle, typed

SCHEME = iri("scheme", "therapies")
MAKERS = iri("agent", "contributors")
# The name of a row of each table; of the others, the table's name without its s.
ONE = {"statuses": "status", "authorities": "authority", "deprecated": "deprecated", "vocabulary": "allowed-value"}
#: Terms of our own that are neither a table nor a column.
OWN_TERMS = {
    "use": "The use of a treatment that this is about.",
    "derived": "Whether the values of a property are computed by rules, and not stored.",
}
LABELS = ("name", "question", "said", "title")  # the columns by which a reader knows a record
RANGES = {"truth": "xsd:boolean", "number": "xsd:integer", "decimal": "xsd:decimal", "url": "xsd:anyURI"}


def one(table: str) -> str:
    """What a row of a table is called."""
    return ONE.get(table, table.removesuffix("s")).replace("_", "-")


def kind_class(table: str) -> str:
    """The class of the rows of a table."""
    return "term:" + "".join(part.capitalize() for part in one(table).split("-"))


def address(table: Table, row: Row) -> str:
    """The address of a row: its own, or a part of the page of the record that it belongs to."""
    if "iri" in row:
        return str(row["iri"])
    if table.name == "vocabulary":
        of, _, column = str(row["field"]).partition(".")
        return f"{term(column)}#{of}.{slug(str(row['value']))}"
    record, *rest = table.key
    if record == "record":  # a table of several kinds of record: the first two columns say which
        kind, id = str(row["record"]), str(row[rest.pop(0)])
        return f"{iri(kind, id)}#{'.'.join([one(table.name), *(slug(str(row[name])) for name in rest)])}"
    part = ".".join([one(table.name), *(slug(str(row[name])) for name in rest)])
    return f"{iri(record, str(row[record]))}#{part}"


def values(column: Column, value: Value) -> list[Node]:
    """The values of one cell."""
    if isinstance(value, bool):
        return [truth(value)]
    if isinstance(value, int):
        return [typed(str(value), "integer")]
    return [value_of(column, each) for each in (value if isinstance(value, list) else [value]) if each]


def value_of(column: Column, text: str) -> Node:
    """One text of a cell: another record, a typed value, a code, or words."""
    if column.refers in FOLDERS:
        return to(iri(column.refers, text))
    if column.form == "day":
        return day(text)
    if column.form in RANGES:
        return typed(text, RANGES[column.form].partition(":")[2])
    return literal(text) if column.code or column.words else en(text)


def source_nodes(row: Row) -> list[Node]:
    """The sources of a row, as nodes; their places stay in the citations."""
    cited: Any = row.get("sources", [])
    return [to(iri("source", key)) for key in cited_keys(cited)]


def of_row(table: Table, row: Row) -> Node:
    """A row as a node."""
    node: Node = {"@id": address(table, row), "@type": [kind_class(table.name)]}
    named = next((name for name in LABELS if "iri" in row and row.get(name)), "")
    if named and table.name != "types":
        node["rdfs:label"] = [en(str(row[named]))]
    for column in table.columns:
        if column.name != "iri":
            node[f"term:{column.name}"] = values(column, row[column.name])
    for fields, other, there in table.refers:
        if len(fields) > 1:  # a row of a table whose rows are parts of a record
            found = dict(zip(there, (row[name] for name in fields), strict=True))
            node[f"term:{one(other)}"] = [to(address(Table(other, "", there, (), (), []), found))]
    node["dcterms:source"] = source_nodes(row)
    if row.get("reviewed"):
        node["dcterms:modified"] = [day(str(row["reviewed"]))]
    return node


def of_type(edition: Edition, table: Table, row: Row) -> Node:
    """A type as a concept, beside what its row says."""
    node, type_ = of_row(table, row), edition.taxonomy[str(row["id"])]
    node["@type"] = ["skos:Concept", *node["@type"]]
    names = edition.names[type_.id]
    concept: Node = {
        "skos:prefLabel": [en(type_.name)],
        "skos:altLabel": [en(each.text) for each in names if each.scope == EXACT],
        # Found by whoever types them, and shown as the name of nothing: they stand for less, or not for this alone.
        "skos:hiddenLabel": [en(each.text) for each in names if each.scope != EXACT],
        "skos:definition": [en(type_.sentence)],
        "skos:notation": [literal(type_.id)],
        "skos:inScheme": [to(SCHEME)],
        "skos:topConceptOf": [] if type_.parents else [to(SCHEME)],
        "skos:broader": [to(iri("type", each)) for each in type_.parents],
        "skos:narrower": [to(iri("type", each.id)) for each in edition.taxonomy.children(type_)],
        "skos:scopeNote": [en(each) for each in type_.notes],
    }
    for predicate, object_id in matches(edition, type_):
        concept.setdefault(predicate, []).append(to(expanded(object_id)))
    return {"@id": node.pop("@id"), "@type": node.pop("@type"), **concept, **node}


def matches(edition: Edition, type_: Type) -> list[tuple[str, str]]:
    """The mappings of a type, but for those to a wider thing that a wider type has as well: that follows."""
    known = {
        each.object_id
        for wider in edition.taxonomy.ancestors(type_)
        for each in edition.taxonomy[wider].mappings
        if each.predicate in ("skos:exactMatch", "skos:broadMatch")
    }
    return [
        (each.predicate, each.object_id)
        for each in type_.mappings
        if not (each.predicate == "skos:broadMatch" and each.object_id in known)
    ]


def of_concept(edition: Edition, row: Row) -> Node:
    """A term as a concept beside the treatments: not above them, since authorities differ on what falls under it."""
    concept = edition.taxonomy.concepts[str(row["id"])]
    found: Node = {
        "@type": ["skos:Concept", kind_class("concepts")],
        "skos:prefLabel": [en(concept.name)],
        "skos:altLabel": [en(each) for each in concept.synonyms],
        "skos:definition": [en(concept.sentence)],
        "skos:notation": [literal(concept.id)],
        "skos:inScheme": [to(SCHEME)],
    }
    for mapping in concept.mappings:
        found.setdefault(mapping.predicate, []).append(to(expanded(mapping.object_id)))
    return found


def scheme(edition: Edition) -> Iterator[Node]:
    """The scheme, who made it, and its families."""
    whole = about(edition)
    yield {"@id": MAKERS, "@type": ["foaf:Organization"], "rdfs:label": [en(CREATOR)]}
    yield {
        "@id": SCHEME,
        "@type": ["skos:ConceptScheme"],
        "skos:prefLabel": [en(whole["title"])],
        "rdfs:label": [en(whole["title"])],
        "dcterms:title": [en(whole["title"])],
        "dcterms:description": [en(whole["description"])],
        "dcterms:creator": [to(MAKERS)],
        "dcterms:publisher": [to(MAKERS)],
        "dcterms:license": [to(whole["license"])],
        "dcterms:issued": [day(edition.modified)] if edition.modified else [],
        "dcterms:modified": [day(edition.modified)] if edition.modified else [],
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
                "skos:inScheme": [to(SCHEME)],
                "skos:member": members,
            }


def declared(edition: Edition) -> Iterator[Node]:
    """The classes and properties of our own, each with what it means, and whether it is derived."""
    columns: dict[str, list[tuple[Table, Column]]] = {}
    for table in edition.tables.values():
        name = kind_class(table.name).removeprefix("term:")
        yield {
            "@id": term(name),
            "@type": ["rdfs:Class"],
            "rdfs:label": [en(one(table.name).replace("-", " "))],
            "rdfs:comment": [en(table.help)],
        }
        for column in table.columns:
            columns.setdefault(column.name, []).append((table, column))
    for name, found in sorted(columns.items()):
        yield declared_property(name, found)
    yield {
        "@id": term("use"),
        "@type": ["rdf:Property"],
        "rdfs:label": [en("use")],
        "rdfs:comment": [en(OWN_TERMS["use"])],
        "rdfs:range": [to(expanded(kind_class("uses")))],
        "term:derived": [truth(False)],
    }
    yield {
        "@id": term("derived"),
        "@type": ["rdf:Property"],
        "rdfs:label": [en("derived")],
        "rdfs:comment": [en(OWN_TERMS["derived"])],
        "rdfs:domain": [to(expanded("rdf:Property"))],
        "rdfs:range": [to(expanded("xsd:boolean"))],
        "term:derived": [truth(False)],
    }


def declared_property(name: str, found: list[tuple[Table, Column]]) -> Node:
    """One property: the columns of that name in all tables."""
    _, column = found[0]
    ranges = {
        expanded(kind_class(FOLDERS[each.refers])) if each.refers in FOLDERS else expanded(RANGES.get(each.form, "rdfs:Literal"))
        for _, each in found
    }  # fmt: skip
    domains = [to(expanded(kind_class(table.name))) for table, _ in found]
    # More than one domain would mean that all hold at once.
    domain = "rdfs:domain" if len(domains) == 1 else "schema:domainIncludes"
    return {
        "@id": term(name),
        "@type": ["rdf:Property"],
        "rdfs:label": [en(name.replace("_", " "))],
        "rdfs:comment": [en(column.help)],
        domain: domains,
        "rdfs:range": [to(each) for each in ranges] if len(ranges) == 1 else [],
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
