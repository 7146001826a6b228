"""schema.org JSON-LD: each type a ``MedicalTherapy`` and a ``DefinedTerm``."""

from __future__ import annotations

import json
from typing import Any

from taxonomy.export.addresses import expanded, iri
from taxonomy.export.edition import Edition
from taxonomy.export.formats.json_document import about
from taxonomy.model import vocabulary as v
from taxonomy.model.citation import cited_keys
from taxonomy.model.records import Type

from .skos import SCHEME

CONTEXT = "https://schema.org"


def answers(edition: Edition, type_: Type) -> str:
    """Both derived answers in a sentence."""
    found = edition.taxonomy.classify(type_).answers
    said = "; ".join(f"{v.TERM[each.term]}: {each.value} (rule {', '.join(each.rules)})" for each in found)
    return f"Derived by rules: {said}."


def term_of(edition: Edition, type_: Type) -> dict[str, Any]:
    """One type."""
    sources = edition.taxonomy.sources
    cited = [sources[key] for key in cited_keys(type_.sources) if key in sources]
    found: dict[str, Any] = {
        "@type": ["MedicalTherapy", "DefinedTerm"],
        "@id": iri("type", type_.id),
        "url": iri("type", type_.id),
        "name": type_.name,
        "termCode": type_.id,
        "description": type_.sentence,
        "disambiguatingDescription": answers(edition, type_),
        "inDefinedTermSet": {"@id": SCHEME},
        "subjectOf": [
            {"@type": "CreativeWork", "@id": iri("source", each.key), "name": each.title, "url": each.url}
            for each in cited
        ],
    }
    if type_.synonyms:
        found["alternateName"] = type_.synonyms
    if type_.mappings:
        found["code"] = [
            {
                "@type": "MedicalCode",
                "codeValue": each.object_id,
                "codingSystem": each.object_id.partition(":")[0],
                "url": expanded(each.object_id),
            }
            for each in type_.mappings
        ]
    return found


def term_set(edition: Edition) -> dict[str, Any]:
    """The set to which all types belong."""
    whole = about(edition)
    return {
        "@type": ["DefinedTermSet", "Dataset"],
        "@id": SCHEME,
        "name": whole["title"],
        "description": whole["description"],
        "version": whole["version"],
        "license": whole["license"],
        "url": whole["homepage"],
        "isAccessibleForFree": True,
        "creator": {"@type": "Organization", "name": "The therapy taxonomy contributors"},
        **({"dateModified": whole["reviewed"]} if whole["reviewed"] else {}),
    }


def page_graph(edition: Edition, type_: Type, address: str) -> dict[str, Any]:
    """The graph of the page about one type, to stand in that page.

    Args:
        edition: the data.
        type_: the type.
        address: where the page is, or nothing if that is not known.
    """
    of_page = {
        "@type": "MedicalWebPage",
        **({"@id": address, "url": address} if address else {}),
        "name": type_.name,
        "lastReviewed": type_.reviewed,
        "about": {"@id": iri("type", type_.id)},
        "license": about(edition)["license"],
        "audience": {"@type": "PeopleAudience", "name": "Patients and the public"},
    }
    return {"@context": CONTEXT, "@graph": [of_page, term_of(edition, type_)]}


def files(edition: Edition) -> dict[str, bytes]:
    """``taxonomy.schema-org.jsonld``."""
    nodes = [term_set(edition), *(term_of(edition, type_) for type_ in edition.types())]
    lines = ",\n".join(json.dumps(node, ensure_ascii=False, separators=(",", ":")) for node in nodes)
    return {"taxonomy.schema-org.jsonld": f'{{"@context":"{CONTEXT}","@graph":[\n{lines}\n]}}\n'.encode()}
