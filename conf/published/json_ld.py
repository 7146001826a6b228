"""schema.org JSON-LD in the head of each type's page."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, cast

from conf.sitekit.idle_build import writes_site
from conf.therapy.show import reference_of
from taxonomy.export import Edition, page_graph

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from conf.therapy.domain import TherapyDomain

_editions: dict[int, Edition] = {}


def edition_of(app: Sphinx) -> Edition:
    """What the exports are made from, once per process and reference."""
    taxonomy = reference_of(app.env).taxonomy
    if id(taxonomy) not in _editions:
        _editions.clear()
        _editions[id(taxonomy)] = Edition(taxonomy)
    return _editions[id(taxonomy)]


def script(data: Any) -> str:
    """Data as a script element that no text in it can end."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    safe = text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    return f'<script type="application/ld+json">{safe}</script>'


def types_on(app: Sphinx, page: str) -> list[str]:
    """The types that a page describes."""
    domain = cast("TherapyDomain", app.env.get_domain("therapy"))
    return sorted(id for (kind, id), found in domain.objects.items() if kind == "type" and found.docname == page)


def add(app: Sphinx, page: str, _template: str, context: dict[str, Any], doctree: Any) -> None:
    """Add what the page says about types, in the words of schema.org."""
    if not writes_site(app) or doctree is None or not page.startswith("types/"):
        return
    base = app.config.html_baseurl
    address = f"{base.rstrip('/')}/{app.builder.get_target_uri(page)}" if base else ""
    edition = edition_of(app)
    for id in types_on(app, page):
        context["metatags"] = context.get("metatags", "") + script(page_graph(edition, edition.taxonomy[id], address))
