"""Sphinx extension: the ``therapy`` domain on paper and in the EPUB. Writes blocks of facts as Typst.

Apart from ``html.py``, which the site needs, because this needs the ``typstbook`` extension.
"""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

from conf.sitekit.builds.site import site_address
from conf.typstbook.builder import TypstBuilder
from conf.typstbook.model import Link, place
from conf.typstbook.translate.syntax import escape, string
from conf.typstbook.translate.translator import TypstTranslator

from .. import blocks as b
from ..domain import TherapyDomain
from .edition import EditionBuilder, ReferenceBuilder
from .epub.builder import Epub
from .epub.pictures import PictureFiles
from .handout import HandoutBuilder
from .html import depart, facts, picture
from .typst import OnPaper, Shortly


class InBook(OnPaper):
    """Writes the blocks of one node, with links to other pages and to sources.

    Attributes:
        home: the page that the blocks are about: its own, or one that its chapter holds in short.
        page: the translator of the page.
        node: the node, for the places of problems.
    """

    def __init__(self, page: TypstTranslator, node: nodes.Element) -> None:
        super().__init__(page.paper)
        self.home = node.get("page", page.chapter.docname)
        self.page, self.node = page, node
        self.domain = TherapyDomain.of(page.builder.env)
        self.in_table = False

    def sources(self, block: b.Sources) -> str:
        found = [
            f"#source([{self.anchor(f'source-{each.number}')}{each.number}], [{self.runs(each.runs)}])\n"
            for each in block.items
        ]
        if found:  # what stands below the list does not stand alone on a page
            found[-1] = found[-1].replace("#source(", "#source(last: true, ", 1)
        return "".join(found)

    def table(self, block: b.Table) -> str:
        self.in_table = True
        grid = self.grid(block)
        self.in_table = False
        caption = self.page.caption(self.node, "table", escape(block.caption))
        self.page.push()
        self.page.table(nodes.Element(classes=list(block.classes)), grid, caption)
        return self.page.pop()

    def drawing(self, block: b.Drawing) -> str:
        self.page.push()
        self.page.drawing(block.svg, block.alt)
        return self.page.pop()

    def anchor(self, id: str) -> str:
        label = self.page.book.claim(self.home, [id])
        return f"#anchor({string(label)})" if label else ""

    def ref(self, run: b.Ref) -> str:
        found = self.domain.find(run.kind, run.id)
        if found is None or found.docname not in self.page.context.places:
            return escape(run.words)
        return self.link(f"{found.docname}:{found.anchor}", escape(run.words))

    def file(self, run: b.File) -> str:
        site = site_address(self.page.config, "typst_site")
        return self.url(b.Url(f"{site}{run.path}", run.words)) if site else escape(run.words)

    def cite(self, run: b.Cite) -> str:
        target = self.page.label(f"source-{run.number}")
        self.known(target)
        return f"#source-mark({string(target)})[\\[{run.number}\\]]"

    def source_ref(self, run: b.SourceRef) -> str:
        words = f"\\[{escape(run.words)}\\]"
        if self.domain.bibliography in self.page.context.places:
            words = self.link(f"{self.domain.bibliography}:source-{run.key}", words)
        return f"~{words}"  # so that it begins no line

    def link(self, target: str, markup: str) -> str:
        """A link; in a table without its page, which would crowd it."""
        self.known(target)
        page = ", page: false" if self.in_table else ""
        return f"#xref({string(target)}{page})[{markup}]"

    def known(self, target: str) -> None:
        """Note that something leads there, to be held to it."""
        self.page.book.links.append(Link(place(self.node), target))


class InShort(Shortly, InBook):
    """Writes the blocks of a short form in a book."""

    def link(self, target: str, markup: str) -> str:
        """In lists that one looks things up in, a link has no page: two columns have no room for it."""
        self.in_table = self.page.chapter.docname != self.home
        return super().link(target, markup)


def visit_facts(self: TypstTranslator, node: facts) -> None:
    writer = InShort if node.get("short") else InBook
    self.add("\n\n" + writer(self, node).blocks(node["blocks"]))
    raise nodes.SkipNode


def visit_picture(self: TypstTranslator, node: picture) -> None:
    self.drawing(node["svg"], node["alt"])
    raise nodes.SkipNode


def names(_app: Sphinx, builder: TypstBuilder) -> list[tuple[str, str, str]]:
    """Further names for the book's index: synonyms of types, brands and names of products.

    Returns:
        the name, and the page and the anchor of what it names.
    """
    domain = TherapyDomain.of(builder.env)
    taxonomy = domain.reference.taxonomy
    found = []
    for (kind, id), described in domain.objects.items():
        more: list[str] = []
        if kind == "type":
            more = [described.title, *taxonomy[id].synonyms]
        elif kind == "product":
            more = [described.title, *taxonomy.products[id].brands]
        elif kind == "illness" and builder.indexes_words:
            more = [described.title, *taxonomy.illnesses[id].synonyms]
        elif kind == "authority":
            more = [described.title]
        found += [(name, described.docname, described.anchor) for name in more]
    return found


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the visitors and the names for the index."""
    app.setup_extension("conf.typstbook")
    app.setup_extension("conf.therapy")
    for node, visit in ((facts, visit_facts), (picture, visit_picture)):
        visitors: Any = {"typst": (visit, depart)}
        app.add_node(node, override=True, **visitors)
    app.connect("typst-index", names)
    app.add_config_value("handout_type", "", "", (str,))
    app.add_config_value("edition_family", "", "", (str,))  # of a booklet; the reader's book if empty
    app.add_builder(HandoutBuilder)
    app.add_builder(ReferenceBuilder)
    app.add_builder(EditionBuilder)
    app.add_builder(Epub, override=True)
    app.add_post_transform(PictureFiles)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
