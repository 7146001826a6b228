"""The whole reference as one JSON document, and back."""

from __future__ import annotations

import json
from typing import Any

from taxonomy.export.addresses import BASE, SITE, iri
from taxonomy.export.catalogue.release import version_of
from taxonomy.export.edition import Edition
from taxonomy.loading.field_checks import check_fields
from taxonomy.loading.sources import Source
from taxonomy.model.problems import DataError, Problem, Report, dotted
from taxonomy.model.records import FOLDERS, KINDS
from taxonomy.query.taxonomy import Taxonomy

LICENSE = "https://creativecommons.org/licenses/by/4.0/"
CREATOR = "The therapy taxonomy contributors"
TITLE = "Therapy taxonomy: cell therapy and immunotherapy"
SUMMARY = "For each kind of treatment: whether it is cell therapy, immunotherapy, both or neither, by which rule, and who says so."
CAUTION = "Information, not medical advice."


def about(edition: Edition) -> dict[str, str]:
    """What every format says of the whole: its name, release, licence and limits."""
    return {
        "title": TITLE,
        "description": f"{SUMMARY} {CAUTION} Values marked 'derived' are computed by rules.",
        "version": edition.version,
        "modified": edition.modified,
        "reviewed": edition.reviewed,
        "license": LICENSE,
        "homepage": SITE,
    }


def json_text(data: Any) -> bytes:
    """JSON text, indented, that is the same for the same data."""
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def document(edition: Edition) -> dict[str, Any]:
    """The document as plain data; ``json_schema.py`` describes it."""
    found: dict[str, Any] = {"$schema": f"{SITE}en/latest/data/taxonomy.schema.json", **about(edition), "base": BASE}
    for kind, folder in FOLDERS.items():
        found[folder] = [
            {"iri": iri(record.get("kind", kind), record["id"]), **record} for record in edition.records(kind)
        ]
    found["sources"] = [
        {"iri": iri("source", key), **source._asdict()} for key, source in sorted(edition.taxonomy.sources.items())
    ]
    found["rules"] = edition.tables["rules"].rows
    return found


def files(edition: Edition) -> dict[str, bytes]:
    """``taxonomy.json``."""
    return {"taxonomy.json": json_text(document(edition))}


def stored(record: dict[str, Any]) -> dict[str, Any]:
    """A record without what was added to it on the way out."""
    return {name: value for name, value in record.items() if name not in {"iri", "derived"}}


def read(content: str | bytes) -> Taxonomy:
    """The reference that a document holds, with everything derived anew.

    Raises:
        DataError: if a record is not of the right form; it lists every problem.
        ValueError: if the text is not such a document.
    """
    data = json.loads(content)
    records: dict[str, dict[str, Any]] = {}
    problems = []
    for kind, folder in FOLDERS.items():
        records[kind] = {each["id"]: stored(each) for each in data[folder]}
        for number, record in enumerate(records[kind].values()):
            report = Report()
            check_fields(KINDS[kind], record, (), report)
            for path, _, what, expected in report.complaints:
                problems.append(Problem("taxonomy.json", 1, dotted((folder, number, *path)), what, expected))
    if problems:
        raise DataError(problems)
    # The document brings its own sources; there is no sources.bib to read.
    sources = {each["key"]: Source(**stored(each)) for each in data["sources"]}
    found = Taxonomy(records, read_sources=lambda: sources)
    if str(data.get("version", "")).endswith(version_of(found).partition("+")[2]):
        found.changed = str(data.get("modified", ""))  # the very data of which it says so
    return found
