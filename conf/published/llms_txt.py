"""``llms.txt``: the pages of the site and every treatment, with the addresses of their Markdown twins."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

from conf.sitekit.files import write_if_changed
from conf.sitekit.idle_build import writes_site
from taxonomy.export import iri, llms_text

from .json_ld import edition_of
from .markdown_pages import twin

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from conf.therapy.domain import TherapyDomain


def pages(app: Sphinx) -> str:
    """A section with every page that is not about one type."""
    titles = app.env.titles
    rows = [
        f"- [{titles[page].astext()}]({base(app)}{twin(page)})"
        for page in sorted(app.env.found_docs)
        if not page.startswith("types/")
    ]
    data = f"- [The data in all formats]({base(app)}data/taxonomy.json): one JSON document; others beside it."
    return "\n".join(["## Pages", "", *rows, "", "## Data", "", data])


def base(app: Sphinx) -> str:
    """The address before those of the pages: the published one if it is known."""
    found: str = app.config.html_baseurl
    return f"{found.rstrip('/')}/" if found else ""


def write(app: Sphinx, exception: Exception | None) -> None:
    """Write ``llms.txt`` at the top of the site."""
    if not writes_site(app, exception):
        return
    domain = cast("TherapyDomain", app.env.get_domain("therapy"))

    def address(id: str) -> str:
        found = domain.find("type", id)
        return f"{base(app)}{twin(found.docname)}" if found else iri("type", id)

    write_if_changed(Path(app.outdir) / "llms.txt", llms_text(edition_of(app), address, pages(app)).encode())
