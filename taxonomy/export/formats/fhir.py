"""FHIR R5: one CodeSystem of all types, and ValueSets for the questions that people ask."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from taxonomy.export.addresses import BASE
from taxonomy.export.columns import Row
from taxonomy.export.edition import Edition
from taxonomy.model.records import Type

from .json_document import about, json_text

SYSTEM = f"{BASE}fhir/CodeSystem/therapies"
PUBLISHER = "The therapy taxonomy contributors"
SYNONYM = {"system": "http://terminology.hl7.org/CodeSystem/designation-usage", "code": "display"}

# Properties of a concept: the column that they come from, and their FHIR type.
PROPERTIES = {
    "family": ("family", "code"),
    "source": ("sources", "string"),
    "reviewed": ("reviewed", "dateTime"),
    "derived-cell-therapy": ("derived_cell_therapy", "code"),
    "derived-immunotherapy": ("derived_immunotherapy", "code"),
    "derived-both": ("derived_both", "boolean"),
    "derived-subclass": ("derived_subclasses", "string"),
    "derived-warning-required": ("derived_warning_required", "boolean"),
}
STANDARD = {
    "parent": ("http://hl7.org/fhir/concept-properties#parent", "A wider type.", "code"),
    "status": ("http://hl7.org/fhir/concept-properties#status", "Whether the code may be used: active or retired.", "code"),
    "replacedBy": ("", "The type that stands in the place of a retired one.", "code"),
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


def resource(edition: Edition, kind: str, id: str, title: str) -> dict[str, Any]:
    """What every resource says of itself."""
    whole = about(edition)
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
        **({"date": edition.reviewed} if edition.reviewed else {}),
        "publisher": PUBLISHER,
        "description": whole["description"],
        "copyright": f"{PUBLISHER}, {whole['license']}",
    }


def properties(row: Row, type_: Type) -> Iterator[dict[str, Any]]:
    """The properties of one concept."""
    yield from ({"code": "parent", "valueCode": each} for each in type_.parents)
    yield {"code": "status", "valueCode": "active"}
    for code, (name, form) in PROPERTIES.items():
        value = row[name]
        key = f"value{form[0].upper()}{form[1:]}"
        yield from ({"code": code, key: each} for each in (value if isinstance(value, list) else [value]))


def concepts(edition: Edition) -> Iterator[dict[str, Any]]:
    """A concept for each type, and one for each that was given up."""
    for row in edition.tables["types"].rows:
        type_ = edition.taxonomy[str(row["id"])]
        names = [{"language": "en", "use": SYNONYM, "value": each} for each in type_.synonyms]
        found = {"code": type_.id, "display": type_.name, "definition": type_.sentence}
        yield {**found, **({"designation": names} if names else {}), "property": list(properties(row, type_))}
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
        {"code": code, **({"uri": uri} if uri else {}), "description": words, "type": form}
        for code, (uri, words, form) in STANDARD.items()
    ]
    for code, (name, form) in PROPERTIES.items():
        note = " Derived by rules, not stored." if code.startswith("derived") else ""
        declared.append({"code": code, "description": help[name] + note, "type": form})
    listed = list(concepts(edition))
    return {
        **resource(edition, "CodeSystem", "therapies", about(edition)["title"]),
        "caseSensitive": True,
        "valueSet": f"{BASE}fhir/ValueSet/all-types",
        "hierarchyMeaning": "is-a",
        "compositional": False,
        "versionNeeded": False,
        "content": "complete",
        "count": len(listed),
        "property": declared,
        **({"concept": listed} if listed else {}),
    }


def value_set(edition: Edition, id: str) -> dict[str, Any]:
    """One ValueSet, its codes listed, so that no server need work them out."""
    title, chosen = VALUE_SETS[id]
    codes = [{"code": row["id"], "display": row["name"]} for row in edition.tables["types"].rows if chosen(row)]
    include = {"system": SYSTEM, "version": edition.version, **({"concept": codes} if codes else {})}
    return {**resource(edition, "ValueSet", id, title), "compose": {"include": [include]}} if codes else {}


def files(edition: Edition) -> dict[str, bytes]:
    """A file for each resource; a ValueSet that would be empty is left out, as FHIR knows none."""
    found = {"CodeSystem-therapies.json": json_text(code_system(edition))}
    for id in VALUE_SETS:
        if made := value_set(edition, id):
            found[f"ValueSet-{id}.json"] = json_text(made)
    return found
