"""``llms.txt``: the pages of the site and every treatment, with the addresses of their Markdown twins."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from conf.sitekit.builders import site_address
from conf.sitekit.files import write_if_changed
from conf.therapy.domain import TherapyDomain
from conf.therapy.record_pages import record_on
from taxonomy.export import iri, llms_text

from .json_ld import edition_of
from .markdown_pages import twin

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def pages(app: Sphinx) -> str:
    """A section with every page that is not about one type."""
    titles, base = app.env.titles, site_address(app.config)
    about = {page: record_on(app.env, page) for page in sorted(app.env.found_docs)}
    rows = [
        f"- [{titles[page].astext()}]({base}{twin(page)})"
        for page, record in about.items()
        if record is None or record[0] != "type"
    ]
    data = f"- [The data in all formats]({base}data/taxonomy.json): one JSON document; others beside it."
    return "\n".join(["## Pages", "", *rows, "", "## Data", "", data])


def write(app: Sphinx) -> None:
    """Write ``llms.txt`` at the top of the site."""
    domain, base = TherapyDomain.of(app.env), site_address(app.config)

    def address(id: str) -> str:
        found = domain.find("type", id)
        return f"{base}{twin(found.docname)}" if found else iri("type", id)

    write_if_changed(Path(app.outdir) / "llms.txt", llms_text(edition_of(app), address, pages(app)).encode())
