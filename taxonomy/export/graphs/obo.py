"""The ontology as OBO 1.4 and as OBO Graphs, in which most biomedical tools read it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from taxonomy.export.addresses import BASE, PREFIX, PREFIXES, expanded, iri, namespace, term
from taxonomy.export.edition import Edition
from taxonomy.export.formats.json_document import about, json_text
from taxonomy.export.names import EXACT, NARROWER, RELATED
from taxonomy.model.citation import cited_keys
from taxonomy.model.records import Type
from taxonomy.model.vocabulary import FAMILY

from .owl import DERIVED, ONTOLOGY, version_address

SCOPES = {EXACT: "EXACT", NARROWER: "NARROW", RELATED: "RELATED"}
PREDICATES = {EXACT: "hasExactSynonym", NARROWER: "hasNarrowSynonym", RELATED: "hasRelatedSynonym"}
ESCAPES = str.maketrans({
    "\\": "\\\\", '"': '\\"', "\n": "\\n", "{": "\\{", "}": "\\}", "!": "\\!", "\t": "\\t",
})  # fmt: skip


def quoted(text: str) -> str:
    return f'"{text.translate(ESCAPES)}"'


def curie(id: str) -> str:
    return f"{PREFIX}:{id}"


def derived(row: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """What rules say of a type: the property, the value, and its datatype."""
    for name in DERIVED:
        value = row[name]
        for each in value if isinstance(value, list) else [value]:
            yield (name, str(each).lower(), "boolean") if isinstance(each, bool) else (name, each, "string")


def header(edition: Edition) -> Iterator[str]:
    """What the whole is, and what its prefixes mean."""
    whole = about(edition)
    yield "format-version: 1.4"
    yield f"data-version: {edition.version}"
    for family in sorted({type_.family for type_ in edition.types()}):
        yield f"subsetdef: {family} {quoted(FAMILY[family])}"
    prefixes = {each.object_id.partition(":")[0] for type_ in edition.types() for each in type_.mappings}
    for prefix in (PREFIX, "skos", "dcterms", *sorted(prefixes)):
        yield f"idspace: {prefix} {BASE if prefix == PREFIX else namespace(prefix)}"
    yield "ontology: therapy-taxonomy"
    yield f"remark: {whole['description'].translate(ESCAPES)}"
    yield f"property_value: dcterms:license {whole['license']}"
    if edition.modified:
        yield f'property_value: dcterms:modified "{edition.modified}" xsd:date'


def stanza(edition: Edition, type_: Type, row: dict[str, Any]) -> Iterator[str]:
    """One type."""
    yield "[Term]"
    yield f"id: {curie(type_.id)}"
    yield f"name: {type_.name.translate(ESCAPES)}"
    yield f"def: {quoted(type_.sentence)} [{', '.join(iri('source', key) for key in cited_keys(type_.sources))}]"
    yield f"subset: {type_.family}"
    yield from (f"synonym: {quoted(each.text)} {SCOPES[each.scope]} []" for each in edition.names[type_.id])
    yield from (f"xref: {each}" for each in dict.fromkeys(each.object_id for each in type_.mappings))
    yield from (f"property_value: {each.predicate} {each.object_id}" for each in type_.mappings)
    yield from (f"property_value: {term(name)} {quoted(value)} xsd:{kind}" for name, value, kind in derived(row))
    yield f'property_value: dcterms:modified "{type_.reviewed}" xsd:string'
    yield from (f"is_a: {curie(each)}" for each in type_.parents)


def obo(edition: Edition) -> str:
    """The whole OBO document."""
    parts = ["\n".join(header(edition))]
    for type_, row in zip(edition.types(), edition.tables["types"].rows, strict=True):
        parts.append("\n".join(stanza(edition, type_, row)))
    for row in edition.tables["deprecated"].rows:
        if row["kind"] == "type":
            gone = ["[Term]", f"id: {curie(str(row['id']))}", f"name: obsolete {row['id']}"]
            parts.append("\n".join([*gone, "is_obsolete: true", f"replaced_by: {curie(str(row['replaced_by']))}"]))
    return "\n\n".join(parts) + "\n"


def node(edition: Edition, type_: Type, row: dict[str, Any]) -> dict[str, Any]:
    """One type as a node of OBO Graphs."""
    values = [{"pred": expanded(each.predicate), "val": expanded(each.object_id)} for each in type_.mappings]
    values += [{"pred": term(name), "val": value} for name, value, _ in derived(row)]
    values.append({"pred": f"{PREFIXES['dcterms']}modified", "val": type_.reviewed})
    meta: dict[str, Any] = {
        "definition": {"val": type_.sentence, "xrefs": [iri("source", key) for key in cited_keys(type_.sources)]},
        "subsets": [iri("family", type_.family)],
        "synonyms": [{"pred": PREDICATES[each.scope], "val": each.text} for each in edition.names[type_.id]],
        "xrefs": [{"val": each} for each in dict.fromkeys(each.object_id for each in type_.mappings)],
        "basicPropertyValues": values,
    }
    meta = {name: value for name, value in meta.items() if value}
    return {"id": iri("type", type_.id), "lbl": type_.name, "type": "CLASS", "meta": meta}


def graph(edition: Edition) -> dict[str, Any]:
    """The whole OBO Graphs document."""
    whole = about(edition)
    rows = edition.tables["types"].rows
    nodes = [node(edition, type_, row) for type_, row in zip(edition.types(), rows, strict=True)]
    for row in edition.tables["deprecated"].rows:
        if row["kind"] == "type":
            replaced = {"pred": expanded("obo:IAO_0100001"), "val": iri("type", str(row["replaced_by"]))}
            meta = {"deprecated": True, "basicPropertyValues": [replaced]}
            nodes.append({"id": str(row["iri"]), "lbl": f"obsolete {row['id']}", "type": "CLASS", "meta": meta})
    edges = [
        {"sub": iri("type", type_.id), "pred": "is_a", "obj": iri("type", each)}
        for type_ in edition.types()
        for each in type_.parents
    ]
    said = {"title": whole["title"], "description": whole["description"], "license": whole["license"]}
    values = [{"pred": PREFIXES["dcterms"] + name, "val": value} for name, value in said.items()]
    meta = {"version": version_address(edition), "basicPropertyValues": values}
    return {"graphs": [{"id": ONTOLOGY, "lbl": whole["title"], "meta": meta, "nodes": nodes, "edges": edges}]}


def files(edition: Edition) -> dict[str, bytes]:
    """``taxonomy.obo``."""
    return {"taxonomy.obo": obo(edition).encode()}


def graph_files(edition: Edition) -> dict[str, bytes]:
    """``taxonomy.obographs.json``."""
    return {"taxonomy.obographs.json": json_text(graph(edition))}
