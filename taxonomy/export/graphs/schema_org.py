"""schema.org JSON-LD: each type a ``MedicalTherapy`` and a ``DefinedTerm``."""

from __future__ import annotations

import json
from typing import Any

from taxonomy.model import vocabulary as v
from taxonomy.model.records import Type

from ..formats.json_document import about
from ..iri import expanded, iri
from ..view import View
from .skos import SCHEME

CONTEXT = "https://schema.org"


def answers(view: View, type_: Type) -> str:
    """Both derived answers in a sentence."""
    found = view.taxonomy.classify(type_)[:2]
    said = "; ".join(f"{v.TERM[each.term]}: {each.value} (rule {', '.join(each.rules)})" for each in found)
    return f"Derived by rules: {said}."


def term_of(view: View, type_: Type) -> dict[str, Any]:
    """One type."""
    sources = view.taxonomy.sources
    cited = [sources[key] for key in dict.fromkeys(each.split(" @ ")[0] for each in type_.sources) if key in sources]
    found: dict[str, Any] = {
        "@type": ["MedicalTherapy", "DefinedTerm"],
        "@id": iri("type", type_.id),
        "url": iri("type", type_.id),
        "name": type_.name,
        "termCode": type_.id,
        "description": type_.sentence,
        "disambiguatingDescription": answers(view, type_),
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


def term_set(view: View) -> dict[str, Any]:
    """The set to which all types belong."""
    whole = about(view)
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


def page(view: View, type_: Type, address: str) -> dict[str, Any]:
    """The graph of the page about one type, to stand in that page.

    Args:
        view: the data.
        type_: the type.
        address: where the page is, or nothing if that is not known.
    """
    of_page = {
        "@type": "MedicalWebPage",
        **({"@id": address, "url": address} if address else {}),
        "name": type_.name,
        "lastReviewed": type_.reviewed,
        "about": {"@id": iri("type", type_.id)},
        "license": about(view)["license"],
        "audience": {"@type": "PeopleAudience", "name": "Patients and the public"},
    }
    return {"@context": CONTEXT, "@graph": [of_page, term_of(view, type_)]}


def files(view: View) -> dict[str, bytes]:
    """``taxonomy.schema-org.jsonld``."""
    nodes = [term_set(view), *(term_of(view, type_) for type_ in view.types())]
    lines = ",\n".join(json.dumps(node, ensure_ascii=False, separators=(",", ":")) for node in nodes)
    return {"taxonomy.schema-org.jsonld": f'{{"@context":"{CONTEXT}","@graph":[\n{lines}\n]}}\n'.encode()}
