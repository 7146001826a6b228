"""A small page for each permanent identifier, which leads to where it is described.

``https://…/id/car-t-cell-therapy`` is a name that data carries for good; pages may move.
An identifier that was given up leads to its replacement, and says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from conf.sitekit.files import write_if_changed
from conf.sitekit.idle_build import writes_site
from conf.therapy.show import reference_of
from taxonomy.export import SITE, iri

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from conf.therapy.domain import TherapyDomain

PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>{title}</title>
<meta name="robots" content="noindex">
<link rel="canonical" href="{address}">
{refresh}</head>
<body>
<p>{words}<a href="{address}">{title}</a></p>
</body>
</html>
"""
REFRESH = '<meta http-equiv="refresh" content="0; url={address}">\n'


def place(kind: str, id: str) -> str:
    """The file of an identifier's page: the address that the data carries, below the site."""
    return f"{iri(kind, id).removeprefix(SITE)}/index.html"


def pages(app: Sphinx) -> Iterator[tuple[str, str]]:
    """Every such page: its file, and its HTML."""
    domain = cast("TherapyDomain", app.env.get_domain("therapy"))

    def html(file: str, kind: str, id: str, words: str = "") -> str | None:
        found = domain.find(kind, id)
        if found is None:
            return None
        anchor = "" if kind == "type" else f"#{found.anchor}"
        address = escape("../" * file.count("/") + app.builder.get_target_uri(found.docname) + anchor)
        # Who follows an identifier that was given up is told so first.
        refresh = "" if words else REFRESH.format(address=address)
        return PAGE.format(title=escape(found.title), address=address, refresh=refresh, words=escape(words))

    def given_up(id: str, record: dict[str, Any]) -> tuple[str, str | None]:
        file = place(record["kind"], id)
        words = f"{id} was given up on {record['date']}. {record['reason']} In its place: "
        return file, html(file, record["kind"], record["replaced_by"], words)

    for kind, id in sorted(domain.objects):
        file = place(kind, id)
        if (text := html(file, kind, id)) is not None:
            yield file, text
    for id, record in sorted(reference_of(app.env).taxonomy.records.get("deprecated", {}).items()):
        file, made = given_up(id, record)
        if made is not None:
            yield file, made


def write(app: Sphinx, exception: Exception | None) -> None:
    """Write the page of every identifier."""
    if writes_site(app, exception):
        for file, html in pages(app):
            write_if_changed(Path(app.outdir) / file, html.encode())
