"""The node of a tool, and its HTML. Books have no tools: there a sentence says so."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar, Final

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.writers.html5 import HTML5Translator

from conf.sitekit.builds.site import is_site
from conf.sitekit.markdown import Markdown, escaped
from conf.therapy.record_pages import KINDS
from conf.therapy.views.drawing import overlap
from conf.therapy.write.html import InHtml, html_of, picture
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


class MapsInBooks(SphinxPostTransform):
    """Puts the drawing in the place of a map that leads nowhere; the EPUB then makes a file of it, as of all drawings."""

    builders = ("epub", "singlehtml")
    default_priority: ClassVar[int] = 180  # before the EPUB looks for drawings

    def run(self, **_: Any) -> None:
        for node in list(self.document.findall(tool)):
            if node["tool"] == MAP:
                svg, alt = overlap(node["content"])
                node.replace_self(picture(svg=svg, alt=alt))


def visit_html(self: HTML5Translator, node: tool) -> None:
    # Not as a visitor for "epub": with one, Sphinx would look for all others under that name, too.
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
