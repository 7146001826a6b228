"""``llms.txt``: the pages of the site, every treatment, illness, medicine and question, with the addresses of their Markdown twins."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from sphinx.application import Sphinx

from conf.sitekit.builds.site import site_address
from conf.sitekit.files import write_if_changed
from conf.therapy.domain import TherapyDomain
from conf.therapy.record_pages import record_on
from taxonomy.export import iri, llms_text

from .json_ld import edition_of
from .markdown_pages import twin

#: The kinds of record whose pages have a section each; those of types come with what is known of them.
SECTIONS: Final = {"illness": "Illnesses", "product": "Medicines and products", "question": "Questions people ask"}


def pages(app: Sphinx) -> str:
    """Sections with every page that is not about one type."""
    titles, base = app.env.titles, site_address(app.config)
    rows: dict[str, list[str]] = {}
    for page in sorted(app.env.found_docs):
        record = record_on(app.env, page)
        rows.setdefault(record[0] if record else "", []).append(f"- [{titles[page].astext()}]({base}{twin(page)})")
    data = f"- [The data in all formats]({base}data/taxonomy.json): one JSON document; others beside it."
    lines = ["## Pages", "", *rows.get("", []), "", "## Data", "", data]
    for kind, title in SECTIONS.items():
        if kind in rows:
            lines += ["", f"## {title}", "", *rows[kind]]
    return "\n".join(lines)


def write(app: Sphinx) -> None:
    """Write ``llms.txt`` at the top of the site."""
    domain, base = TherapyDomain.of(app.env), site_address(app.config)

    def address(id: str) -> str:
        found = domain.find("type", id)
        return f"{base}{twin(found.docname)}" if found else iri("type", id)

    write_if_changed(Path(app.outdir) / "llms.txt", llms_text(edition_of(app), address, pages(app)).encode())
