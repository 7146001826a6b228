"""The tables as CSV, described by a Frictionless data package."""

from __future__ import annotations

import csv
import io
from typing import Any

from taxonomy.export.columns import Column, Table, Value, dated
from taxonomy.export.edition import Edition
from taxonomy.export.writing import Unwritable
from taxonomy.model.citation import BEFORE_PLACE
from taxonomy.model.records import FOLDERS

from .json_document import about, json_text

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
#: The table and the column that hold what a kind of record is named by.
KEYS = {**{kind: (folder, "id") for kind, folder in FOLDERS.items()}, "source": ("sources", "key")}
BETWEEN = "|"  # the values of a list in one cell
FORMS: dict[str, dict[str, Any]] = {
    "text": {"type": "string"},
    "texts": {"type": "list", "delimiter": BETWEEN, "itemType": "string"},
    "truth": {"type": "boolean", "trueValues": ["true"], "falseValues": ["false"]},
    "number": {"type": "integer"},
    "decimal": {"type": "number"},
    "day": {"type": "date"},
    "url": {"type": "string", "format": "uri"},
}


def cell(value: Value) -> str:
    """A value as one cell of CSV.

    Raises:
        Unwritable: if an item of a list holds the sign that stands between items.
    """
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        if any(BETWEEN in each for each in value):
            raise Unwritable(f"{value}: an item holds '{BETWEEN}', which separates items in a CSV cell")
        return BETWEEN.join(value)
    return str(value)


def csv_of(table: Table) -> bytes:
    """One table as CSV (RFC 4180, UTF-8, lines end with a line feed)."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    names = [each.name for each in table.columns]
    writer.writerow(names)
    writer.writerows([cell(row[name]) for name in names] for row in table.rows)
    return stream.getvalue().encode()


def field(column: Column, key: tuple[str, ...]) -> dict[str, Any]:
    """The description of one column."""
    found: dict[str, Any] = {"name": column.name, **FORMS[column.form], "description": column.help}
    constraints: dict[str, Any] = {**found.get("constraints", {})}
    if column.name in key:
        constraints["required"] = True
    if column.words and column.form == "text":
        constraints["enum"] = list(column.words)
    if constraints:
        found["constraints"] = constraints
    if column.form == "texts" and column.refers in KEYS:
        # A data package knows no foreign key of a list: so this says it in the same words, of each item.
        there, key_there = KEYS[column.refers]
        found["itemsReferTo"] = {"resource": there, "field": key_there}
        if column.refers == "source":
            found["itemsReferTo"]["upTo"] = BEFORE_PLACE
    if column.derived:
        found["derived"] = True
    return found


def resource(table: Table) -> dict[str, Any]:
    """The description of one table."""
    references = [
        {"fields": list(fields), "reference": {"resource": to, "fields": list(there)}}
        for fields, to, there in table.refers
    ]
    schema: dict[str, Any] = {
        "fields": [field(each, table.key) for each in table.columns],
        "missingValues": [""],
        "primaryKey": list(table.key),
    }
    if references:
        schema["foreignKeys"] = references
    return {
        "name": table.name,
        "type": "table",
        "description": f"One row: {table.help[0].lower()}{table.help[1:]}",
        "path": f"{table.name}.csv",
        "scheme": "file",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\n"},
        "schema": schema,
    }


def package(edition: Edition) -> dict[str, Any]:
    """The data package as plain data."""
    whole = about(edition)
    return {
        "$schema": PROFILE,
        "name": "therapy-taxonomy",
        "title": whole["title"],
        "description": whole["description"],
        "version": whole["version"],
        "created": f"{whole['modified']}T00:00:00Z",
        "homepage": whole["homepage"],
        "licenses": [{"name": "CC-BY-4.0", "path": whole["license"], "title": "Creative Commons Attribution 4.0"}],
        "resources": [resource(dated(table)) for table in edition.tables.values()],
    }


def files(edition: Edition) -> dict[str, bytes]:
    """A file for each table, and ``datapackage.json``; made once, as catalogues name their checksums."""
    if "csv" not in edition.made:
        made = {f"{table.name}.csv": csv_of(dated(table)) for table in edition.tables.values()}
        edition.made["csv"] = {**made, "datapackage.json": json_text(package(edition))}
    return edition.made["csv"]
