"""FHIR R5: one CodeSystem of all types, ValueSets for the questions that people ask, ConceptMaps, and all as a package.

A property of type ``code`` is, for FHIR, another concept of the same system; words of a vocabulary are texts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from taxonomy.export.addresses import BASE, namespace, term
from taxonomy.export.columns import Row
from taxonomy.export.edition import Edition
from taxonomy.export.names import EXACT
from taxonomy.model.records import Mapping, Type

from .fhir_package import package
from .json_document import CREATOR, about, json_text

SYSTEM = f"{BASE}fhir/CodeSystem/therapies"
ALL = f"{BASE}fhir/ValueSet/all-types"
SYNONYM = {"system": "http://snomed.info/sct", "code": "900000000000013009", "display": "Synonym"}

# Properties of a concept: the column that they come from, and their FHIR type.
PROPERTIES = {
    "family": ("family", "string"),
    "source": ("sources", "string"),
    "reviewed": ("reviewed", "dateTime"),
    "derived-cell-therapy": ("derived_cell_therapy", "string"),
    "derived-immunotherapy": ("derived_immunotherapy", "string"),
    "derived-both": ("derived_both", "boolean"),
    "derived-subclass": ("derived_subclasses", "string"),
    "derived-warning-required": ("derived_warning_required", "boolean"),
}
FOUND_BY = (
    "found-by",
    f"{term('synonyms')}",
    "A name of something narrower, or that stands for other things, too.",
    "string",
)
STANDARD = {
    "parent": ("http://hl7.org/fhir/concept-properties#parent", "A wider type.", "code"),
    "status": ("http://hl7.org/fhir/concept-properties#status", "Whether the code may be used: active or retired.", "code"),
    "replacedBy": (term("replaced_by"), "The type that stands in the place of a retired one.", "code"),
}  # fmt: skip

Chosen = Callable[[Row], bool]
VALUE_SETS: dict[str, tuple[str, Chosen]] = {
    "all-types": ("All types", lambda _: True),
    "cell-therapy": ("Types that are cell therapy", lambda row: row["derived_cell_therapy"] == "yes"),
    "immunotherapy": ("Types that are immunotherapy", lambda row: row["derived_immunotherapy"] == "yes"),
    "both": ("Types that are both", lambda row: row["derived_both"] is True),
    "contested": (
        "Types about which authorities differ",
        lambda row: "contested" in {row["derived_cell_therapy"], row["derived_immunotherapy"]},
    ),
    "warning-required": (
        "Types with a use that is sold without proof",
        lambda row: row["derived_warning_required"] is True,
    ),
}
#: The names that FHIR gives to vocabularies: https://hl7.org/fhir/terminologies-systems.html; else their addresses.
SYSTEMS = {
    "NCIT": "http://ncicb.nci.nih.gov/xml/owl/EVS/Thesaurus.owl",
    "SNOMEDCT": "http://snomed.info/sct",
    "ATC": "http://www.whocc.no/atc",
    "ICD10PCS": "http://www.cms.gov/Medicare/Coding/ICD10",
}
RELATIONSHIP = {
    "skos:exactMatch": "equivalent",
    "skos:closeMatch": "related-to",
    "skos:broadMatch": "source-is-narrower-than-target",
    "skos:narrowMatch": "source-is-broader-than-target",
    "skos:relatedMatch": "related-to",
}


def resource(edition: Edition, kind: str, id: str, title: str, description: str) -> dict[str, Any]:
    """What every resource says of itself."""
    words = [part.capitalize() for part in id.split("-")]
    return {
        "resourceType": kind,
        "id": id,
        "url": f"{BASE}fhir/{kind}/{id}",
        "version": edition.version,
        "name": "Therapy" + "".join(words),
        "title": title,
        "status": "active",
        "experimental": False,
        **({"date": edition.modified} if edition.modified else {}),
        "publisher": CREATOR,
        "description": description,
        "copyright": f"{CREATOR}, {about(edition)['license']}",
    }


def properties(edition: Edition, row: Row, type_: Type) -> Iterator[dict[str, Any]]:
    """The properties of one concept."""
    yield from ({"code": "parent", "valueCode": each} for each in type_.parents)
    yield {"code": "status", "valueCode": "active"}
    for code, (name, form) in PROPERTIES.items():
        value = row[name]
        key = f"value{form[0].upper()}{form[1:]}"
        yield from ({"code": code, key: each} for each in (value if isinstance(value, list) else [value]))
    yield from (
        {"code": FOUND_BY[0], "valueString": each.text} for each in edition.names[type_.id] if each.scope != EXACT
    )


def concepts(edition: Edition) -> Iterator[dict[str, Any]]:
    """A concept for each type, and one for each that was given up."""
    for row in edition.tables["types"].rows:
        type_ = edition.taxonomy[str(row["id"])]
        exact = [each.text for each in edition.names[type_.id] if each.scope == EXACT]
        names = [{"language": "en", "use": SYNONYM, "value": each} for each in exact]
        found = {"code": type_.id, "display": type_.name, "definition": type_.sentence}
        yield {**found, **({"designation": names} if names else {}), "property": list(properties(edition, row, type_))}
    for row in edition.tables["deprecated"].rows:
        if row["kind"] == "type":
            gone = [
                {"code": "status", "valueCode": "retired"},
                {"code": "replacedBy", "valueCode": row["replaced_by"]},
            ]
            yield {"code": row["id"], "display": f"{row['id']} (given up)", "definition": row["reason"], "property": gone}  # fmt: skip


def code_system(edition: Edition) -> dict[str, Any]:
    """The CodeSystem of all types."""
    help = {column.name: column.help for column in edition.tables["types"].columns}
    declared = [
        {"code": code, "uri": uri, "description": words, "type": form} for code, (uri, words, form) in STANDARD.items()
    ]
    for code, (name, form) in PROPERTIES.items():
        note = " Derived by rules, not stored." if code.startswith("derived") else ""
        declared.append({"code": code, "uri": term(name), "description": help[name] + note, "type": form})
    declared.append(dict(zip(("code", "uri", "description", "type"), FOUND_BY, strict=True)))
    listed = list(concepts(edition))
    whole = about(edition)
    return {
        **resource(edition, "CodeSystem", "therapies", whole["title"], whole["description"]),
        "caseSensitive": True,
        "valueSet": ALL,
        "hierarchyMeaning": "is-a",
        "compositional": False,
        "versionNeeded": False,
        "content": "complete",
        "count": len(listed),
        "property": declared,
        **({"concept": listed} if listed else {}),
    }


def value_set(edition: Edition, id: str) -> dict[str, Any]:
    """One ValueSet, its codes listed, so that no server need work them out; that of all types is the whole system."""
    title, chosen = VALUE_SETS[id]
    codes = [{"code": row["id"], "display": row["name"]} for row in edition.tables["types"].rows if chosen(row)]
    include: dict[str, Any] = {"system": SYSTEM, "version": edition.version}
    if id == "all-types":
        words = "Every kind of treatment of the therapy taxonomy: the whole of its code system."
    else:
        include["concept"] = codes
        words = f"{title}, as the rules of the therapy taxonomy say. {len(codes)} codes."
    return {**resource(edition, "ValueSet", id, title, words), "compose": {"include": [include]}} if codes else {}


def system_of(prefix: str) -> str:
    """What FHIR calls a vocabulary."""
    return SYSTEMS.get(prefix, namespace(prefix))


def concept_map_url(prefix: str) -> str:
    """The address of the mappings to one vocabulary."""
    return f"{BASE}fhir/ConceptMap/therapies-to-{prefix.lower()}"


def concept_map(edition: Edition, prefix: str) -> dict[str, Any]:
    """The mappings of all types to one vocabulary."""
    elements = []
    for type_ in edition.types():
        found = [each for each in type_.mappings if each.object_id.partition(":")[0] == prefix]
        if found:
            elements.append({"code": type_.id, "display": type_.name, "target": [target(each) for each in found]})
    title = f"Therapy taxonomy to {prefix}"
    words = f"Which kinds of treatment are the same as a code of {prefix}, or wider, narrower or near."
    return {
        **resource(edition, "ConceptMap", concept_map_url(prefix).rpartition("/")[2], title, words),
        "sourceScopeUri": ALL,
        "group": [{"source": SYSTEM, "target": system_of(prefix), "element": elements}],
    }


def target(mapping: Mapping) -> dict[str, str]:
    """What a concept is mapped to."""
    code = mapping.object_id.partition(":")[2]
    return {"code": code, "display": mapping.object_label, "relationship": RELATIONSHIP[mapping.predicate]}


def files(edition: Edition) -> dict[str, bytes]:
    """A file for each resource, and ``package.tgz`` with all; a ValueSet that would be empty is left out."""
    found = {"CodeSystem-therapies.json": json_text(code_system(edition))}
    for id in VALUE_SETS:
        if made := value_set(edition, id):
            found[f"ValueSet-{id}.json"] = json_text(made)
    for prefix in sorted({each.object_id.partition(":")[0] for type_ in edition.types() for each in type_.mappings}):
        mapped = concept_map(edition, prefix)
        found[f"ConceptMap-{mapped['id']}.json"] = json_text(mapped)
    return {**found, "package.tgz": package(edition, found)}
