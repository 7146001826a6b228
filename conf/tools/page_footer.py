"""What every page says of itself: a description for search engines, its version, how to correct it."""

from __future__ import annotations

import datetime as dt
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlencode

from sphinx.util import logging

from conf.sitekit.builders import is_site
from conf.therapy.show import reference_of
from conf.therapy.write.html import facts

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from conf.therapy.domain import TherapyDomain

logger = logging.getLogger(__name__)

CUT = re.compile(r"&#?\w*\.\.\.")
DAY = re.compile(r"\d{4}-\d\d-\d\d")
LONGEST = 160  # characters that a search engine shows


def built() -> str:
    """The day of the build; of the source's last change where SOURCE_DATE_EPOCH says so."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    now = dt.datetime.now(dt.UTC)
    return (dt.datetime.fromtimestamp(int(epoch), dt.UTC) if epoch else now).date().isoformat()


def description(doctree: Any) -> str:
    """The first sentence of a page of facts, cut at a word; nothing for other pages."""
    first = next(iter(doctree.findall(facts)), None)
    if first is None:
        return ""
    text = " ".join(str(first["blocks"][0][1][0][-1]).split())
    return text if len(text) <= LONGEST else text[:LONGEST].rpartition(" ")[0] + " …"


def type_on(app: Sphinx, page: str) -> str:
    """The identifier of the type that a page describes, or nothing."""
    domain = cast("TherapyDomain", app.env.get_domain("therapy"))
    id = page.rpartition("/")[2]
    found = domain.find("type", id)
    return id if found is not None and found.docname == page else ""


def reviewed(app: Sphinx, page: str, id: str) -> str:
    """The day of the last review: of the record that the page shows, or as the head of its source says."""
    if id:
        return reference_of(app.env).taxonomy[id].reviewed
    day = str(app.env.metadata[page].get("reviewed", ""))
    if day and not DAY.fullmatch(day):
        message = "front matter: reviewed: '%s' is not of the right form; expected a date such as 2026-11-22"
        logger.warning(message, day, location=(page, 1), type="reader", subtype="reviewed")
        return ""
    return day


def fill(app: Sphinx, page: str, _template: str, context: dict[str, Any], doctree: Any) -> None:
    """Give the templates what they say below a page."""
    if not is_site(app.builder):
        return
    context["built"] = built()
    repository = app.config.html_theme_options.get("source_repository", "").rstrip("/")
    branch = app.config.html_theme_options.get("source_branch", "main")
    if not repository or doctree is None:
        return
    source = Path(app.env.doc2path(page)).name
    folder = page.rpartition("/")[0]
    docs = app.config.html_theme_options.get("source_directory", "").strip("/")
    context["edit_text"] = "/".join(part for part in (repository, "edit", branch, docs, folder, source) if part)
    # The names are those of the fields in .github/ISSUE_TEMPLATE/wrong-fact.yml.
    asked = {"template": "wrong-fact.yml", "title": f"Correction: {page}", "page": page, "version": app.config.version}
    context["suggest"] = f"{repository}/issues/new?{urlencode(asked)}"
    id = type_on(app, page)
    context["reviewed"] = reviewed(app, page, id)
    if id:
        context["type_id"] = id
        context["edit_facts"] = f"{repository}/edit/{branch}/taxonomy/data/types/{id}.yaml"
        app.add_js_file("reader/sheet.js", loading_method="defer")
        if text := description(doctree):
            context["metatags"] += f'<meta name="description" content="{escaped(text)}" />'


def mend_cut(app: Sphinx, _page: str, _template: str, context: dict[str, Any], _doctree: Any) -> None:
    """Take away what opengraph leaves of a character reference that it cut in two."""
    if is_site(app.builder):
        context["metatags"] = CUT.sub("...", context.get("metatags", ""))


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")
