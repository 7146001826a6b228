"""The Markdown twin of every page: the same words, for readers that are programs."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from conf.sitekit.files import write_if_changed
from conf.sitekit.markdown import Markdown
from conf.therapy.domain import TherapyDomain
from conf.therapy.record_pages import address


def twin(page: str) -> str:
    """The file of a page's twin, below the top of the site."""
    return f"{page}.md"


def file(app: Sphinx, page: str) -> Path:
    """Where a page's twin is written."""
    return Path(app.outdir, twin(page))


class Links:
    """Addresses of other twins as seen from one page."""

    def __init__(self, app: Sphinx, page: str) -> None:
        self.app, self.page = app, page
        self.domain = TherapyDomain.of(app.env)
        self.pages = {app.builder.get_target_uri(name): name for name in app.env.found_docs}
        self.up = "../" * page.count("/")

    def object(self, kind: str, id: str) -> str | None:
        """Where a record is described, or nothing."""
        found = self.domain.find(kind, id)
        if found is None:
            return None
        return self.up + address(found, kind, twin(found.docname))

    def written(self, address: str) -> str:
        """An address of the HTML page, as one of its twin: another page's twin, else unchanged."""
        if re.match(r"[a-z][a-z0-9+.-]*:|#", address) or not address:
            return address
        path, mark, anchor = address.partition("#")
        here = self.app.builder.get_target_uri(self.page)
        target = (Path("/") / Path(here).parent / path).as_posix()
        parts: list[str] = []
        for part in target.strip("/").split("/"):
            parts = parts[:-1] if part == ".." else [*parts, part]
        page = self.pages.get("/".join(parts))
        return f"{self.up}{twin(page)}{mark}{anchor}" if page else address


def add(app: Sphinx, page: str, _template: str, context: dict[str, Any], doctree: nodes.document | None) -> None:
    """Write the twin of a page, and name it in the page's head."""
    if doctree is None:
        return
    visitors: dict[str, Any] = {
        name: visit for name, (visit, _) in app.registry.translation_handlers.get("markdown", {}).items()
    }
    text = Markdown(Links(app, page), visitors).document(doctree)
    write_if_changed(file(app, page), text.encode())
    up = "../" * app.builder.get_target_uri(page).count("/")
    link = f'<link rel="alternate" type="text/markdown" href="{up}{twin(page)}" />'
    context["metatags"] = context.get("metatags", "") + link
