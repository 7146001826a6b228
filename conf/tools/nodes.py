"""The node of a tool, and its HTML. Books have no tools: there a sentence says so."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from docutils import nodes
from sphinx.writers.html5 import HTML5Translator

from conf.sitekit.builds.site import is_site
from conf.sitekit.markdown import Markdown, escaped
from conf.therapy.record_pages import KINDS
from conf.therapy.views.drawing import overlap
from conf.therapy.write.html import InHtml, html_of
from conf.typstbook.translate.translator import TypstTranslator

from .html import TOOLS

MAP: Final = "map"  # the one tool that is worth something where nothing works: a picture
IN_BOOKS: Final = "This part works on the website only."
HELPS: Final = {"filter"}  # tools that narrow what stands below them: nobody misses them in a book


class tool(nodes.General, nodes.Element):
    """A tool.

    ``node["tool"]`` is its name, ``node["content"]`` what it shows, ``node["scripts"]`` what drives it,
    ``node["page"]`` where it leads.
    """

    def astext(self) -> str:
        return overlap(self["content"])[1] if self["tool"] == MAP else IN_BOOKS


def visit_html(self: HTML5Translator, node: tool) -> None:
    # Not as a visitor for "epub": with one, Sphinx would look for all others under that name, too.
    if not is_site(self.builder) and node["tool"] == MAP:
        self.body.append(f'<figure class="therapy-picture">{overlap(node["content"])[0]}</figure>\n')
        raise nodes.SkipNode
    if not is_site(self.builder):
        if node["tool"] not in HELPS:
            self.body.append(f"<p><em>{IN_BOOKS}</em></p>\n")
        raise nodes.SkipNode
    address = html_of(self).address

    def link(kind: str, id: str) -> str | None:
        """A record's own page is about nothing else: no anchor."""
        found = address(kind, id)
        return found.partition("#")[0] if found and kind in KINDS else found

    here = self.builder.current_docname
    page = self.builder.get_relative_uri(here, node["page"]) if node["page"] else ""
    self.body.append(str(TOOLS[node["tool"]](node["content"], InHtml(link), page)))
    raise nodes.SkipNode


def visit_markdown(_writer: Markdown, node: tool) -> Iterator[str]:
    if node["tool"] == MAP:
        yield f"*Picture: {escaped(node.astext())}*"


def visit_typst(self: TypstTranslator, node: tool) -> None:
    if node["tool"] == MAP:
        self.drawing(*overlap(node["content"]))
        raise nodes.SkipNode
    if node["tool"] not in HELPS:
        self.add(f"\n\n#emph[{IN_BOOKS}]\n\n")
    raise nodes.SkipNode
