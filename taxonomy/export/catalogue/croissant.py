"""The tables in Croissant 1.0 (https://docs.mlcommons.org/croissant/), as programs that learn load them."""

from __future__ import annotations

import hashlib
from typing import Any

from taxonomy.export.columns import Column, Table, dated
from taxonomy.export.edition import Edition
from taxonomy.export.formats import csv_package
from taxonomy.export.formats.json_document import CREATOR, about, json_text

from .downloads import DATA, KEYWORDS

NAMES = (
    "citeAs", "column", "conformsTo", "equivalentProperty", "extract", "field", "fileProperty", "fileObject", "fileSet",
    "format", "includes", "isLiveDataset", "jsonPath", "key", "md5", "parentField", "path", "recordSet", "references",
    "regex", "repeated", "replace", "samplingRate", "separator", "source", "subField", "transform",
)  # fmt: skip
CONTEXT: dict[str, Any] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "sc": "https://schema.org/",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "dct": "http://purl.org/dc/terms/",
    **{name: f"cr:{name}" for name in NAMES},
    "conformsTo": "dct:conformsTo",
    "data": {"@id": "cr:data", "@type": "@json"},
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
}
TYPES = {"truth": "sc:Boolean", "number": "sc:Integer", "decimal": "sc:Float", "day": "sc:Date", "url": "sc:URL"}


def field(table: Table, column: Column) -> dict[str, Any]:
    """One column."""
    found: dict[str, Any] = {
        "@type": "cr:Field",
        "@id": f"{table.name}/{column.name}",
        "name": column.name,
        "description": column.help,
        "dataType": TYPES.get(column.form, "sc:Text"),
        "source": {"fileObject": {"@id": f"{table.name}.csv"}, "extract": {"column": column.name}},
    }
    for fields, to, there in table.refers:
        if fields == (column.name,):
            found["references"] = {"field": {"@id": f"{to}/{there[0]}"}}
    return found


def record_set(table: Table) -> dict[str, Any]:
    """One table."""
    return {
        "@type": "cr:RecordSet",
        "@id": table.name,
        "name": table.name,
        "description": table.help,
        "key": [{"@id": f"{table.name}/{name}"} for name in table.key],
        "field": [field(table, column) for column in table.columns],
    }


def croissant(edition: Edition) -> dict[str, Any]:
    """The whole description, with the checksum of each table."""
    whole, made = about(edition), csv_package.files(edition)
    tables = [dated(table) for table in edition.tables.values()]
    return {
        "@context": CONTEXT,
        "@type": "sc:Dataset",
        "name": "therapy-taxonomy",
        "alternateName": whole["title"],
        "description": whole["description"],
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "citeAs": f"{CREATOR}. {whole['title']}. Version {edition.version}. {whole['homepage']}",
        "license": whole["license"],
        "url": whole["homepage"],
        "version": edition.version,
        "keywords": list(KEYWORDS),
        "creator": {"@type": "Organization", "name": CREATOR},
        "publisher": {"@type": "Organization", "name": CREATOR},
        "isAccessibleForFree": True,
        "isLiveDataset": True,
        **({"datePublished": whole["modified"], "dateModified": whole["modified"]} if whole["modified"] else {}),
        "distribution": [
            {
                "@type": "cr:FileObject",
                "@id": f"{table.name}.csv",
                "name": f"{table.name}.csv",
                "description": table.help,
                "contentUrl": f"{DATA}csv/{table.name}.csv",
                "contentSize": f"{len(made[f'{table.name}.csv'])} B",
                "encodingFormat": "text/csv",
                "sha256": hashlib.sha256(made[f"{table.name}.csv"]).hexdigest(),
            }
            for table in tables
        ],
        "recordSet": [record_set(table) for table in tables],
    }


def files(edition: Edition) -> dict[str, bytes]:
    """``croissant.json``."""
    return {"croissant.json": json_text(croissant(edition))}
