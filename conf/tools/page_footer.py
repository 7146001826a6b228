"""What every page says of itself: a description for search engines, its version, how to correct it."""

from __future__ import annotations

import datetime as dt
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from docutils import nodes
from markupsafe import Markup

from conf.sitekit.builds.site import site_address
from conf.therapy.blocks import texts
from conf.therapy.domain import TherapyDomain
from conf.therapy.record_pages import is_written_by_build, record_on
from conf.therapy.write.html import facts, picture
from taxonomy import FOLDERS

from .nodes import tool
from .warning_types import ToolsWarning

if TYPE_CHECKING:
    from sphinx.application import Sphinx

CUT = re.compile(r"&#?\w*\.\.\.")
LONGEST = 160  # characters that a search engine shows


def built() -> str:
    """The day of the build; of the source's last change where SOURCE_DATE_EPOCH says so."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    now = dt.datetime.now(dt.UTC)
    return (dt.datetime.fromtimestamp(int(epoch), dt.UTC) if epoch else now).date().isoformat()


def has_been(day: str) -> bool:
    """Whether a text is a day of the calendar that does not lie ahead; it may be tomorrow already elsewhere."""
    try:
        return dt.date.fromisoformat(day) <= dt.datetime.now(dt.UTC).date() + dt.timedelta(days=1) and "-" in day
    except ValueError:
        return False


def description(doctree: Any) -> str:
    """The first sentence of a page of facts, cut at a word; nothing for other pages."""
    first = next(iter(doctree.findall(facts)), None)
    if first is None:
        return ""
    text = " ".join(next(texts(first["blocks"][0])).split())
    return text if len(text) <= LONGEST else text[:LONGEST].rpartition(" ")[0] + " …"


def reviewed(app: Sphinx, page: str, record: tuple[str, str] | None) -> str:
    """The day of the last review: of the record that the page shows, or as the head of its source says."""
    if record:
        kind, id = record
        return str(TherapyDomain.of(app.env).reference.taxonomy.records[kind][id]["reviewed"])
    day = str(app.env.metadata[page].get("reviewed", ""))
    if day and not has_been(day):
        message = "front matter: reviewed: '%s' is no day that has been; expected a date such as 2026-11-22"
        ToolsWarning.REVIEWED.tell(message, day, location=(page, 1))
        return ""
    return day


def lines_to_copy(app: Sphinx, page: str, day: str, doctree: Any) -> dict[str, str]:
    """A line to cite a page, and one to credit its pictures if it has any: title, version, day and address."""
    title = app.env.titles[page].astext().rstrip(".")
    top = site_address(app.config, "ogp_site_url")
    where = f" {top}{app.builder.get_target_uri(page)}" if top else ""
    whole = f"{app.config.project.rstrip('.')}, version {app.config.version}, {day}.{where}"
    made = f"{app.config.author}. "
    found = {"citation": f"{made}“{title}”. {whole}"}
    if next(doctree.findall(lambda node: isinstance(node, (picture, nodes.image, tool))), None) is not None:
        found["credit"] = (
            f"{made}Picture from “{title}”. {whole} CC BY 4.0, https://creativecommons.org/licenses/by/4.0/"
        )
    return found


def fill(app: Sphinx, page: str, _template: str, context: dict[str, Any], doctree: Any) -> None:
    """Give the templates what they say below a page."""
    context["built"] = built()
    options = app.config.html_theme_options
    repository = options.get("source_repository", "").rstrip("/")
    branch = options.get("source_branch", "main")
    if not repository or doctree is None:
        return

    def source(verb: str, *parts: str) -> str:
        return "/".join([repository, verb, branch, *filter(None, parts)])

    # The names are those of the fields in .github/ISSUE_TEMPLATE/wrong-fact.yml.
    asked = {"template": "wrong-fact.yml", "title": f"Correction: {page}", "page": page, "version": app.config.version}
    context["suggest"] = f"{repository}/issues/new?{urlencode(asked)}"
    record = record_on(app.env, page)
    context["reviewed"] = reviewed(app, page, record)
    context |= lines_to_copy(app, page, context["reviewed"] or context["built"], doctree)
    app.add_js_file("reader/page.js", loading_method="defer")
    if record:
        kind, id = record
        file = f"taxonomy/data/{FOLDERS[kind]}/{id}.yaml"
        context["edit_facts"] = source("edit", file)
        if kind == "type":
            context["type_id"] = id
        if text := description(doctree):
            context["metatags"] += str(Markup('<meta name="description" content="{}" />').format(text))
            context["meta"] = {**(context["meta"] or {}), "og:description": text}  # whoever shares the page shares this
    if record and is_written_by_build(app.env, page):
        context["theme_source_edit_link"] = context["edit_facts"]
        context["theme_source_view_link"] = source("blob", file)
    else:
        folder = page.rpartition("/")[0]
        docs = options.get("source_directory", "").strip("/")
        context["edit_text"] = source("edit", docs, folder, Path(app.env.doc2path(page)).name)


def mend_cut(_app: Sphinx, _page: str, _template: str, context: dict[str, Any], _doctree: Any) -> None:
    """Take away what opengraph leaves of a character reference that it cut in two."""
    context["metatags"] = CUT.sub("...", context.get("metatags", ""))
