"""The node of a tool, and its HTML. Books have no tools: there a sentence says so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from docutils import nodes

from conf.sitekit.builders import is_site
from conf.therapy.write.html import html_of

from . import html

if TYPE_CHECKING:
    from sphinx.util.docutils import SphinxTranslator
    from sphinx.writers.html5 import HTML5Translator

    from conf.typstbook.translate.translator import TypstTranslator

IN_BOOKS: Final = "This part works on the website only."


class tool(nodes.General, nodes.Element):
    """A tool: ``node["view"]`` names what it shows, ``node["content"]`` is that, ``node["script"]`` what drives it."""

    def astext(self) -> str:
        return IN_BOOKS


def visit_html(self: HTML5Translator, node: tool) -> None:
    # Not as a visitor for "epub": with one, Sphinx would look for all others under that name, too.
    if not is_site(self.builder):
        self.body.append(f"<p><em>{IN_BOOKS}</em></p>\n")
        raise nodes.SkipNode
    address = html_of(self).address

    def link(kind: str, id: str) -> str:
        found = address(kind, id) or ""
        return found.partition("#")[0] if kind == "type" else found

    here = self.builder.current_docname
    page = self.builder.get_relative_uri(here, node["page"]) if "page" in node else ""
    self.body.append(html.TOOLS[node["view"]](node["content"], link, page))
    raise nodes.SkipNode


def visit_typst(self: TypstTranslator, node: tool) -> None:
    self.add(f"\n\n#emph[{IN_BOOKS}]\n\n")
    raise nodes.SkipNode


def depart(self: SphinxTranslator, node: nodes.Element) -> None:
    raise AssertionError("a node that is written when it is visited is never left")
