"""schema.org JSON-LD in the head of each page of a type, an illness or a question, and of the page with all data."""

from __future__ import annotations

from typing import Any

from sphinx.application import Sphinx

from conf.sitekit.builds.site import site_address
from conf.therapy.domain import TherapyDomain
from conf.therapy.record_pages import record_on
from conf.therapy.write.html import json_script
from taxonomy.export import Edition, dataset_graph, downloads, illness_graph, page_graph, question_graph

from .data_files import format_list, page_of


def edition_of(app: Sphinx) -> Edition:
    """What the exports are made from."""
    return TherapyDomain.of(app.env).reference.edition


def add(app: Sphinx, page: str, _template: str, context: dict[str, Any], _doctree: Any) -> None:
    """Add what the page says about its record, in the words of schema.org."""
    edition, record = edition_of(app), record_on(app.env, page)
    graph: dict[str, Any] | None = None
    if record is not None:
        base = site_address(app.config)
        graph = graph_of(edition, *record, f"{base}{app.builder.get_target_uri(page)}" if base else "")
    elif page == page_of(TherapyDomain.of(app.env), format_list):
        graph = dataset_graph(edition, downloads())
    if graph:
        context["metatags"] = context.get("metatags", "") + str(json_script(graph, "application/ld+json"))


def graph_of(edition: Edition, kind: str, id: str, address: str) -> dict[str, Any] | None:
    """What a page says about its record; nothing of a kind that schema.org would not tell apart."""
    match kind:
        case "type":
            return page_graph(edition, edition.taxonomy[id], address)
        case "question":
            return question_graph(edition, edition.taxonomy.questions[id], address)
        case "illness":
            return illness_graph(edition, edition.taxonomy.illnesses[id], address)
    return None
