"""``what-changed.atom``: the newest decisions of agencies as an Atom feed (RFC 4287)."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final
from xml.etree import ElementTree as ET

from sphinx.application import Sphinx

from conf.sitekit.builds.site import site_address
from conf.sitekit.files import write_if_changed
from conf.therapy.blocks import File, p
from conf.therapy.directives.showing import Showing
from conf.therapy.domain import TherapyDomain
from conf.therapy.record_pages import address
from conf.therapy.tracking import Content, Reference
from taxonomy import EVENTS, Change, newest_review
from taxonomy import vocabulary as v
from taxonomy.export import SITE, iri

FEED: Final = "what-changed.atom"
PAGE: Final = "what-changed"
ATOM: Final = "http://www.w3.org/2005/Atom"


def feed_link(_r: Reference, _: str) -> Content:
    """A sentence with the address of the feed."""
    return [p("To follow this list, give its feed to a feed reader: ", File(FEED, FEED), ".")], frozenset()


class Feed(Showing, view=feed_link):
    """``{machines-feed}``: where the feed is."""


def moment(date: str) -> str:
    """A day as Atom writes a moment; of a month or year its first day."""
    return f"{date}{'-01' * (2 - date.count('-'))}T00:00:00Z"


def add(parent: ET.Element, name: str, text: str = "", **attributes: str) -> ET.Element:
    """Add an element of Atom."""
    found = ET.SubElement(parent, name, attributes)
    found.text = text or None
    return found


def atom(app: Sphinx) -> bytes:
    """The whole feed."""
    domain, base = TherapyDomain.of(app.env), site_address(app.config) or SITE
    taxonomy = domain.reference.taxonomy

    def page_of(change: Change) -> str:
        kind, id = ("product", change.product) if change.product else ("type", change.type)
        found = domain.find(kind, id)
        return f"{base}{address(found, kind, app.builder.get_target_uri(found.docname))}" if found else iri(kind, id)

    feed = ET.Element("feed", {"xmlns": ATOM, "xml:lang": "en"})
    add(feed, "id", f"{SITE}{FEED}")
    add(feed, "title", f"{app.config.project} What changed")
    add(feed, "updated", moment(newest_review(taxonomy) or "1970"))
    add(add(feed, "author"), "name", app.config.author)
    add(feed, "link", rel="self", type="application/atom+xml", href=f"{base}{FEED}")
    add(feed, "link", rel="alternate", type="text/html", href=f"{base}{app.builder.get_target_uri(PAGE)}")
    for change in taxonomy.changes():
        record = taxonomy.products[change.product] if change.product else taxonomy[change.type]
        entry = add(feed, "entry")
        add(entry, "id", iri("change", change.id))
        add(entry, "title", f"{record.name}: {EVENTS[change.event]} ({v.JURISDICTION[change.place]})")
        add(entry, "updated", moment(change.date))
        add(entry, "link", rel="alternate", type="text/html", href=page_of(change))
        add(entry, "summary", f"{change.date}. {change.words}".strip())
    ET.indent(feed)
    text: bytes = ET.tostring(feed, encoding="utf-8", xml_declaration=True)
    return text + b"\n"


def write(app: Sphinx) -> None:
    """Write the feed of a site that has the page."""
    if PAGE in app.env.found_docs:
        write_if_changed(Path(app.outdir, FEED), atom(app))


def name_it(app: Sphinx, page: str, _template: str, context: dict[str, Any], _doctree: Any) -> None:
    """Let feed readers find the feed by the page."""
    if page == PAGE:
        context["metatags"] = context.get("metatags", "") + (
            f'<link rel="alternate" type="application/atom+xml" title="What changed" href="{FEED}" />'
        )
