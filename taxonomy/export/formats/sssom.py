"""The mappings to other vocabularies as an SSSOM table (https://mapping-commons.github.io/sssom/)."""

from __future__ import annotations

import csv
import io
import re

from taxonomy.export.addresses import BASE, PREFIX, iri, namespace
from taxonomy.export.edition import Edition
from taxonomy.model.citation import cited_keys

from .json_document import CREATOR, about

COLUMNS = (
    "subject_id",
    "subject_label",
    "predicate_id",
    "object_id",
    "object_label",
    "mapping_justification",
    "subject_source",
    "subject_source_version",
    "object_source",
    "object_source_version",
    "author_label",
    "mapping_date",
    "see_also",
    "comment",
)
#: A release of a vocabulary itself. What else is named is a file of others in which its identifiers were read.
RELEASE = re.compile(
    r"(?:ATC|Cell Ontology|EFO|ICD-10-PCS|MAxO|MeSH|NCIt|OBI|SCDO|SNOMED CT GPS|Uberon|VO|XCO) (\S*\d\S*)"
)
SCHEME = iri("scheme", "therapies")
SET_ID = iri("mapping-set", "mappings")
CURATED = "semapv:ManualMappingCuration"
VOCABULARIES = ("skos", "semapv")  # whose names the columns hold


def metadata(edition: Edition, prefixes: set[str]) -> list[str]:
    """The header: what the set is, and what the prefixes mean."""
    whole = about(edition)
    known = {PREFIX: BASE, **{prefix: namespace(prefix) for prefix in (*VOCABULARIES, *prefixes)}}
    lines = ["curie_map:", *(f'  {prefix}: "{address}"' for prefix, address in sorted(known.items()))]
    lines += [
        f"mapping_set_id: {SET_ID}",
        f'mapping_set_title: "{whole["title"]}: mappings"',
        f'mapping_set_version: "{edition.version}"',
        f'mapping_set_description: "{whole["description"]} Here: which kinds of treatment are the same as, or near to, things in other vocabularies."',
        *([f"publication_date: {edition.modified}"] if edition.modified else []),
        f'creator_label: ["{CREATOR}"]',
        f"license: {whole['license']}",
    ]
    return [f"#{line}" for line in lines]


def rows(edition: Edition) -> list[dict[str, str]]:
    """One mapping a row; the day of review stands where it is a full day, as SSSOM asks."""
    return [
        {
            "subject_id": f"{PREFIX}:{type_.id}",
            "subject_label": type_.name,
            "predicate_id": each.predicate,
            "object_id": each.object_id,
            "object_label": each.object_label,
            "mapping_justification": CURATED,
            "subject_source": SCHEME,
            "subject_source_version": edition.version,
            "object_source": namespace(each.object_id.partition(":")[0]),
            "object_source_version": release[1] if (release := RELEASE.fullmatch(each.object_source)) else "",
            "author_label": CREATOR,
            "mapping_date": type_.reviewed if len(type_.reviewed) == len("2026-11-22") else "",
            "see_also": "|".join(iri("source", key) for key in cited_keys(each.sources)),
            "comment": f"Read in: {each.object_source}" if each.object_source and not release else "",
        }
        for type_ in edition.types()
        for each in type_.mappings
    ]


def files(edition: Edition) -> dict[str, bytes]:
    """``taxonomy.sssom.tsv``."""
    mappings = rows(edition)
    stream = io.StringIO()
    stream.write("\n".join(metadata(edition, {row["object_id"].partition(":")[0] for row in mappings})) + "\n")
    writer = csv.DictWriter(stream, COLUMNS, dialect="excel-tab", lineterminator="\n")
    writer.writeheader()
    writer.writerows(mappings)
    return {"taxonomy.sssom.tsv": stream.getvalue().encode()}
