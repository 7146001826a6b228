"""The JSON Schema (2020-12) of a record and of the whole document, from the declarations of the fields."""

from __future__ import annotations

from typing import Any

from taxonomy.export.addresses import SITE
from taxonomy.export.columns import Column
from taxonomy.export.edition import Edition
from taxonomy.loading.sources import Source
from taxonomy.model import vocabulary as v
from taxonomy.model.fields import DATE, Field, Record
from taxonomy.model.records import FOLDERS, KINDS

from .json_document import about, json_text

DIALECT = "https://json-schema.org/draft/2020-12/schema"
TEXT = {"type": "string"}
TEXTS = {"type": "array", "items": TEXT}
FORMS: dict[str, dict[str, Any]] = {
    "text": TEXT,
    "texts": TEXTS,
    "truth": {"type": "boolean"},
    "number": {"type": "integer", "minimum": 1},
    "decimal": TEXT,
    "day": TEXT,
    "url": TEXT,
}


def address_of(kind: str) -> str:
    """Where the schema of a kind of record is published."""
    return f"{SITE}en/latest/data/schema/{kind}.schema.json"


def schema_of(kind: str) -> dict[str, Any]:
    """The JSON Schema (2020-12) of one kind of record.

    Args:
        kind: ``type``, ``product``, ``claim`` …
    """
    record = KINDS[kind]
    described = " ".join((record.__doc__ or "").split())
    of_file = record_schema(record, day=["string", "integer"])  # editors read a year alone as a number
    return {"$schema": DIALECT, "title": record.__name__, "description": described, **of_file}


def record_schema(record: type[Record], day: str | list[str] = "string") -> dict[str, Any]:
    """The schema of a record, with the type that a date has."""
    return {
        "type": "object",
        "properties": {name: field_schema(field, day) for name, field in record.fields.items()},
        "required": [name for name, field in record.fields.items() if field.required],
        "additionalProperties": False,
    }


def field_schema(field: Field[Any], day: str | list[str]) -> dict[str, Any]:
    """The schema of one field's value."""
    if field.record is not None:
        nested = record_schema(field.record, day)
        schema = nested if field.kind == "record" else {"type": "array", "items": nested, "minItems": 1}
        return {"description": field.help, **schema}
    item: dict[str, Any] = {"type": "string", "pattern": r"^\s*[^\s=+@-]"}
    if field.words:
        item = {"enum": list(field.words)}
    elif field.pattern:
        item = {"type": "string", "pattern": f"^(?:{field.pattern})$"}
        if field.pattern == DATE:
            item |= {"type": day, "description": "ISO 8601, as precise as the source"}
    if field.kind in ("list", "choices"):
        return {"description": field.help, "type": "array", "items": item, "minItems": 1, "uniqueItems": True}
    return {**item, "description": field.help}


def closed(properties: dict[str, Any], description: str) -> dict[str, Any]:
    """The schema of a mapping that has exactly these properties."""
    return {
        "type": "object",
        "description": description,
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def derived_schema() -> dict[str, Any]:
    """The schema of what is derived from a type."""
    says = {"authority": TEXT, "value": {"enum": ["yes", "no"]}, "reason": TEXT, "source": TEXT}
    voice = closed(says, "What one authority says, by its own definition, and where.")
    answer = {"value": {"enum": list(v.ANSWER)}, "rules": TEXTS, "why": TEXT, "unsettled": {"type": "boolean"}}
    answer["says"] = {"type": "array", "items": voice}
    label = closed(
        {"indication": TEXT, "jurisdiction": {"enum": list(v.JURISDICTION)}, "label": TEXT}, "A reader's label."
    )
    number = {"type": "integer", "minimum": 0}
    group = closed(
        {"name": TEXT, "number": number, "base": number, "percent": {"type": "number", "minimum": 0, "maximum": 100},
         "figure": TEXT, "interval": {"type": "string"}, "counted": TEXT},
        "How many of the people of one group something happened to.",
    )  # fmt: skip
    outcome = closed(
        {"indication": TEXT, "people": {"type": "array", "items": group}, "sentence": TEXT},
        "An outcome, in whole people of the same number in each group.",
    )
    properties = {
        **{term: {"enum": list(v.ANSWER), "description": f"Whether it is {words}."} for term, words in v.TERM.items()},
        "rules": {**TEXTS, "description": "The rules that decided."},
        "why": {**TEXT, "description": "The reason in plain words."},
        "both": {"type": "boolean", "description": "Whether it is both, without dispute."},
        "subclasses": {**TEXTS, "description": "Groups of treatments to which it belongs."},
        "eu_class": {**TEXT, "description": "How EU law would class it: our reading, not a ruling."},
        "fda_class": {**TEXT, "description": "How US law would class it: our reading, not a ruling."},
        "answers": closed({term: closed(answer, f"The answer for {words}.") for term, words in v.TERM.items()}, "Both answers, with who says what."),
        "labels": {"type": "array", "items": label, "description": "What a reader is told about each use, by place."},
        "outcomes": {"type": "array", "items": outcome, "description": "In how many people what happened, by use."},
        "warning_required": {"type": "boolean", "description": "Whether a use is sold without proof somewhere."},
    }  # fmt: skip
    return closed(properties, "Computed by the rules from the fields beside it; never stored.")


def stored_schema(kind: str) -> dict[str, Any]:
    """The schema of one kind of record as it stands in the document."""
    found = record_schema(KINDS[kind])
    extra: dict[str, Any] = {"iri": {**TEXT, "format": "uri", "description": "The permanent address."}}
    if kind == "type":
        extra["derived"] = {"$ref": "#/$defs/derived"}
    found["properties"] = {**extra, **found["properties"]}
    found["required"] = [*extra, *found["required"]]
    return {"title": KINDS[kind].__name__, "description": " ".join((KINDS[kind].__doc__ or "").split()), **found}


def row(columns: tuple[Column, ...], description: str) -> dict[str, Any]:
    """The schema of a table's row."""
    return closed({each.name: {**FORMS[each.form], "description": each.help} for each in columns}, description)


def schema(edition: Edition) -> dict[str, Any]:
    """The schema as plain data."""
    head = {"$schema": TEXT, **dict.fromkeys(about(edition), TEXT), "base": TEXT}
    lists = {folder: {"type": "array", "items": {"$ref": f"#/$defs/{kind}"}} for kind, folder in FOLDERS.items()}
    lists["sources"] = {"type": "array", "items": {"$ref": "#/$defs/source"}}
    lists["rules"] = {"type": "array", "items": {"$ref": "#/$defs/rule"}}
    source = closed({"iri": TEXT, **dict.fromkeys(Source._fields, TEXT)}, "A source that records cite.")
    defs = {**{kind: stored_schema(kind) for kind in KINDS}, "source": source, "derived": derived_schema()}
    defs["rule"] = row(edition.tables["rules"].columns, edition.tables["rules"].help)
    where = f"{SITE}en/latest/data/taxonomy.schema.json"
    return {
        "$schema": DIALECT,
        "$id": where,
        "title": about(edition)["title"],
        **closed({**head, **lists}, about(edition)["description"]),
        "$defs": defs,
    }


def record_files(_: Edition) -> dict[str, bytes]:
    """A schema for the file of each kind of record: ``type.schema.json`` and its like."""
    return {f"{kind}.schema.json": json_text({"$id": address_of(kind), **schema_of(kind)}) for kind in KINDS}


def files(edition: Edition) -> dict[str, bytes]:
    """``taxonomy.schema.json``."""
    return {"taxonomy.schema.json": json_text(schema(edition))}
