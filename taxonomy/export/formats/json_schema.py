"""The JSON Schema of the document, from the declarations of the fields."""

from __future__ import annotations

from typing import Any

from taxonomy.loading.sources import Source
from taxonomy.model import vocabulary as v
from taxonomy.model.lazy import FOLDERS
from taxonomy.model.records import KINDS
from taxonomy.model.schema import DIALECT, of_record

from ..columns import Column
from ..iri import SITE
from ..view import View
from .json_document import about, text

TEXT = {"type": "string"}
TEXTS = {"type": "array", "items": TEXT}
FORMS: dict[str, dict[str, Any]] = {
    "text": TEXT,
    "texts": TEXTS,
    "truth": {"type": "boolean"},
    "number": {"type": "integer", "minimum": 1},
    "day": TEXT,
    "url": TEXT,
}


def closed(properties: dict[str, Any], description: str) -> dict[str, Any]:
    """The schema of a mapping that has exactly these properties."""
    return {
        "type": "object",
        "description": description,
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def derived() -> dict[str, Any]:
    """The schema of what is derived from a type."""
    says = {"authority": TEXT, "value": {"enum": ["yes", "no"]}, "reason": TEXT, "source": TEXT}
    voice = closed(says, "What one authority says, by its own definition, and where.")
    answer = {"value": {"enum": list(v.ANSWER)}, "rules": TEXTS, "why": TEXT, "unsettled": {"type": "boolean"}}
    answer["says"] = {"type": "array", "items": voice}
    label = closed(
        {"indication": TEXT, "jurisdiction": {"enum": list(v.JURISDICTION)}, "label": TEXT}, "A reader's label."
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
        "warning_required": {"type": "boolean", "description": "Whether a use is sold without proof somewhere."},
    }  # fmt: skip
    return closed(properties, "Computed by the rules from the fields beside it; never stored.")


def record(kind: str) -> dict[str, Any]:
    """The schema of one kind of record as it stands in the document."""
    found = of_record(KINDS[kind])
    extra: dict[str, Any] = {"iri": {**TEXT, "format": "uri", "description": "The permanent address."}}
    if kind == "type":
        extra["derived"] = {"$ref": "#/$defs/derived"}
    found["properties"] = {**extra, **found["properties"]}
    found["required"] = [*extra, *found["required"]]
    return {"title": KINDS[kind].__name__, "description": " ".join((KINDS[kind].__doc__ or "").split()), **found}


def row(columns: tuple[Column, ...], description: str) -> dict[str, Any]:
    """The schema of a table's row."""
    return closed({each.name: {**FORMS[each.form], "description": each.help} for each in columns}, description)


def schema(view: View) -> dict[str, Any]:
    """The schema as plain data."""
    head = {"$schema": TEXT, **dict.fromkeys(about(view), TEXT), "base": TEXT}
    lists = {folder: {"type": "array", "items": {"$ref": f"#/$defs/{kind}"}} for kind, folder in FOLDERS.items()}
    lists["sources"] = {"type": "array", "items": {"$ref": "#/$defs/source"}}
    lists["rules"] = {"type": "array", "items": {"$ref": "#/$defs/rule"}}
    source = closed({"iri": TEXT, **dict.fromkeys(Source._fields, TEXT)}, "A source that records cite.")
    defs = {**{kind: record(kind) for kind in KINDS}, "source": source, "derived": derived()}
    defs["rule"] = row(view.tables["rules"].columns, view.tables["rules"].help)
    where = f"{SITE}en/latest/data/taxonomy.schema.json"
    return {
        "$schema": DIALECT,
        "$id": where,
        "title": about(view)["title"],
        **closed({**head, **lists}, about(view)["description"]),
        "$defs": defs,
    }


def files(view: View) -> dict[str, bytes]:
    """``taxonomy.schema.json``."""
    return {"taxonomy.schema.json": text(schema(view))}
