"""The mappings to other vocabularies as an SSSOM table (https://mapping-commons.github.io/sssom/)."""

from __future__ import annotations

import csv
import io

from ..iri import BASE, PREFIX, PREFIXES, iri
from ..view import View
from .json_document import about

COLUMNS = (
    "subject_id",
    "subject_label",
    "predicate_id",
    "object_id",
    "object_label",
    "mapping_justification",
    "object_source_version",
    "mapping_date",
    "see_also",
)
CURATED = "semapv:ManualMappingCuration"
VOCABULARIES = {"skos": "http://www.w3.org/2004/02/skos/core#", "semapv": "https://w3id.org/semapv/vocab/"}


def metadata(view: View, prefixes: set[str]) -> list[str]:
    """The header: what the set is, and what the prefixes mean."""
    whole = about(view)
    known = {PREFIX: BASE, **VOCABULARIES}
    known |= {prefix: PREFIXES.get(prefix, f"https://bioregistry.io/{prefix.lower()}:") for prefix in prefixes}
    lines = ["curie_map:", *(f'  {prefix}: "{address}"' for prefix, address in sorted(known.items()))]
    lines += [
        f"mapping_set_id: {iri('mapping-set', 'mappings')}",
        f'mapping_set_title: "{whole["title"]}: mappings"',
        f'mapping_set_version: "{view.version}"',
        f"license: {whole['license']}",
    ]
    return [f"#{line}" for line in lines]


def rows(view: View) -> list[dict[str, str]]:
    """One mapping a row; the day of review stands where it is a full day, as SSSOM asks."""
    found = []
    for type_ in view.types():
        for each in type_.mappings:
            sources = dict.fromkeys(key.split(" @ ")[0] for key in each.sources)
            found.append({
                "subject_id": f"{PREFIX}:{type_.id}",
                "subject_label": type_.name,
                "predicate_id": each.predicate,
                "object_id": each.object_id,
                "object_label": each.object_label,
                "mapping_justification": CURATED,
                "object_source_version": each.object_source,
                "mapping_date": type_.reviewed if len(type_.reviewed) == len("2026-11-22") else "",
                "see_also": "|".join(iri("source", key) for key in sources),
            })  # fmt: skip
    return found


def files(view: View) -> dict[str, bytes]:
    """``taxonomy.sssom.tsv``."""
    mappings = rows(view)
    stream = io.StringIO()
    stream.write("\n".join(metadata(view, {row["object_id"].partition(":")[0] for row in mappings})) + "\n")
    writer = csv.DictWriter(stream, COLUMNS, dialect="excel-tab", lineterminator="\n")
    writer.writeheader()
    writer.writerows(mappings)
    return {"taxonomy.sssom.tsv": stream.getvalue().encode()}
