"""schema.org JSON-LD: each type a ``MedicalTherapy`` and a ``DefinedTerm``."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from taxonomy.export.addresses import expanded, iri
from taxonomy.export.edition import Edition
from taxonomy.export.formats.json_document import CREATOR, about
from taxonomy.export.names import EXACT
from taxonomy.model import vocabulary as v
from taxonomy.model.citation import cited_keys
from taxonomy.model.records import Illness, Mapping, Question, Type

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
    if exact := [each.text for each in edition.names[type_.id] if each.scope == EXACT]:
        found["alternateName"] = exact
    if type_.mappings:
        found["code"] = codes(type_.mappings)
    return found


def term_set(edition: Edition) -> dict[str, Any]:
    """The set to which all types belong."""
    whole = about(edition)
    return {
        "@type": "DefinedTermSet",
        "@id": SCHEME,
        "name": whole["title"],
        "description": whole["description"],
        "version": whole["version"],
        "license": whole["license"],
        "url": whole["homepage"],
        "isAccessibleForFree": True,
        "creator": {"@type": "Organization", "name": CREATOR},
        **({"dateModified": whole["modified"]} if whole["modified"] else {}),
    }


def codes(mappings: Iterable[Mapping]) -> list[dict[str, Any]]:
    """The names in other vocabularies."""
    return [
        {
            "@type": "MedicalCode",
            "codeValue": each.object_id.partition(":")[2],
            "codingSystem": each.object_id.partition(":")[0],
            "url": expanded(each.object_id),
        }
        for each in mappings
    ]


def web_page(edition: Edition, address: str, name: str, reviewed: str, about_: str) -> dict[str, Any]:
    """The page itself."""
    return {
        "@type": "MedicalWebPage",
        **({"@id": address, "url": address} if address else {}),
        "name": name,
        "lastReviewed": reviewed,
        "about": {"@id": about_},
        "license": about(edition)["license"],
        "audience": {"@type": "PeopleAudience", "name": "Patients and the public"},
    }


def question_graph(edition: Edition, question: Question, address: str) -> dict[str, Any]:
    """The graph of the page of one question: a ``Question`` with its accepted ``Answer``.

    Args:
        edition: the data.
        question: the question.
        address: where the page is, or nothing if that is not known.
    """
    sources = edition.taxonomy.sources
    cited = [sources[key] for key in cited_keys(question.sources) if key in sources]
    here = iri("question", question.id)
    asked: dict[str, Any] = {
        "@type": "Question",
        "@id": here,
        "name": question.question,
        "answerCount": 1,
        "acceptedAnswer": {
            "@type": "Answer",
            "text": question.answer,
            **({"url": address} if address else {}),
            "citation": [{"@type": "CreativeWork", "name": each.title, "url": each.url} for each in cited],
        },
        "about": [
            {"@id": iri(kind, id)}
            for kind, some in (
                ("type", question.types),
                ("illness", question.illnesses),
                ("product", question.products),
            )
            for id in some
        ],
    }
    if question.wordings:
        asked["alternateName"] = question.wordings
    page = {**web_page(edition, address, question.question, question.reviewed, here), "mainEntity": {"@id": here}}
    return {"@context": CONTEXT, "@graph": [page, asked]}


def illness_graph(edition: Edition, illness: Illness, address: str) -> dict[str, Any]:
    """The graph of the page of one illness: a ``MedicalCondition`` under all its names.

    Args:
        edition: the data.
        illness: the illness.
        address: where the page is, or nothing if that is not known.
    """
    here = iri("illness", illness.id)
    condition: dict[str, Any] = {
        "@type": "MedicalCondition",
        "@id": here,
        "name": illness.name,
        "description": illness.sentence,
    }
    if illness.synonyms:
        condition["alternateName"] = illness.synonyms
    if illness.mappings:
        condition["code"] = codes(illness.mappings)
    page = web_page(edition, address, illness.name, illness.reviewed, here)
    return {"@context": CONTEXT, "@graph": [page, condition]}


def page_graph(edition: Edition, type_: Type, address: str) -> dict[str, Any]:
    """The graph of the page about one type, to stand in that page.

    Args:
        edition: the data.
        type_: the type.
        address: where the page is, or nothing if that is not known.
    """
    of_page = web_page(edition, address, type_.name, type_.reviewed, iri("type", type_.id))
    return {"@context": CONTEXT, "@graph": [of_page, term_of(edition, type_)]}


def files(edition: Edition) -> dict[str, bytes]:
    """``taxonomy.schema-org.jsonld``."""
    nodes = [term_set(edition), *(term_of(edition, type_) for type_ in edition.types())]
    lines = ",\n".join(json.dumps(node, ensure_ascii=False, separators=(",", ":")) for node in nodes)
    return {"taxonomy.schema-org.jsonld": f'{{"@context":"{CONTEXT}","@graph":[\n{lines}\n]}}\n'.encode()}
