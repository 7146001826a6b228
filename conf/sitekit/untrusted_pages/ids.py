"""The look at a finished page: each place in it has a name of its own."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes

from .. import SitekitWarning

if TYPE_CHECKING:
    from sphinx.application import Sphinx

ID = re.compile(r'\sid="([^"{}]+)"')


@cache
def of_frame(folders: tuple[str, ...]) -> frozenset[str]:
    """The names in what stands around every page: a heading of such a name would take the place of a button."""
    whole_pages = ("search.html", "genindex", "domainindex")
    found = [
        each for folder in folders for each in Path(folder).rglob("*.html") if not each.name.startswith(whole_pages)
    ]
    return frozenset(name for path in found for name in ID.findall(path.read_text("utf-8")))


def check(app: Sphinx, page: str, _template: str, context: dict[str, Any], doctree: nodes.document | None) -> None:
    """Tell of a name that stands twice in a page, or in its frame as well."""
    if doctree is None or app.builder.format != "html" or app.builder.name == "epub":
        return
    folders = (str(each) for loader in app.builder.templates.loaders for each in loader.searchpath)
    frame = of_frame(tuple(folders))
    for name, count in Counter(ID.findall(context["body"])).items():
        if count > 1 or name in frame:
            place = next((node for node in doctree.findall(nodes.Element) if name in node.get("ids", ())), (page, 1))
            message = "the id '%s' is taken; expected a heading or a label of another name"
            SitekitWarning.DOCTREE.tell(message, name, location=place)
