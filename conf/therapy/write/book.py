"""Sphinx extension: the ``therapy`` domain on paper and in the EPUB. Writes blocks of facts as Typst.

Apart from ``nodes.py``, which the site needs, because this needs the ``book`` extension.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from docutils import nodes

from conf.typstbook.model import Link, place
from conf.typstbook.translate.syntax import escape, string

from ..blocks import Run, Runs, Table
from ..show import reference_of
from .epub_pictures import PictureFiles
from .handout import HandoutBuilder
from .html import depart, facts, picture
from .typst import OnPaper

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

    from conf.typstbook.builder import TypstBuilder
    from conf.typstbook.translate.translator import TypstTranslator

    from ..domain import TherapyDomain


class InBook(OnPaper):
    """Writes the blocks of one node, with links to other pages and to sources.

    Attributes:
        page: the translator of the page.
        node: the node, for the places of problems.
    """

    def __init__(self, page: TypstTranslator, node: nodes.Element) -> None:
        super().__init__(page.paper)
        self.page, self.node = page, node
        self.domain = cast("TherapyDomain", page.builder.env.get_domain("therapy"))
        self.in_table = False

    def block_sources(self, items: list[tuple[int, str, Runs]]) -> str:
        return "".join(
            f"#source([{self.anchor(f'source-{number}')}{number}], [{self.runs(runs)}])\n" for number, _, runs in items
        )

    def block_table(self, table: Table) -> str:
        self.in_table = True
        grid = self.grid(table)
        self.in_table = False
        caption = self.page.caption(self.node, "table", escape(table.caption))
        self.page.push()
        self.page.table(nodes.Element(classes=list(table.classes)), grid, caption)
        return self.page.pop()

    def anchor(self, id: str) -> str:
        label = self.page.book.claim(self.page.chapter.docname, [id])
        return f"#anchor({string(label)})" if label else ""

    def run_ref(self, run: Run) -> str:
        _, kind, id, shown = run
        found = self.domain.find(kind, id)
        if found is None or found.docname not in self.page.context.chapters:
            return escape(shown)
        return self.link(f"{found.docname}:{found.anchor}", escape(shown))

    def run_cite(self, run: Run) -> str:
        target = self.page.label(f"source-{run[2]}")
        self.known(target)
        return f"#source-mark({string(target)})[\\[{run[2]}\\]]"

    def run_source(self, run: Run) -> str:
        _, key, shown = run
        words = f"\\[{escape(shown)}\\]"
        if self.domain.bibliography in self.page.context.chapters:
            return " " + self.link(f"{self.domain.bibliography}:source-{key}", words)
        return f" {words}"

    def link(self, target: str, markup: str) -> str:
        """A link; in a table without its page, which would crowd it."""
        self.known(target)
        page = ", page: false" if self.in_table else ""
        return f"#xref({string(target)}{page})[{markup}]"

    def known(self, target: str) -> None:
        """Note that something leads there, to be held to it."""
        self.page.book.links.append(Link(place(self.node), target))


def visit_facts(self: TypstTranslator, node: facts) -> None:
    self.add("\n\n" + InBook(self, node).blocks(node["blocks"]))
    raise nodes.SkipNode


def visit_picture(self: TypstTranslator, node: picture) -> None:
    self.drawing(node["svg"], node["alt"])
    raise nodes.SkipNode


def names(_app: Sphinx, builder: TypstBuilder) -> list[tuple[str, str, str]]:
    """Further names for the book's index: synonyms of types, brands and names of products.

    Returns:
        the name, and the page and the anchor of what it names.
    """
    domain = cast("TherapyDomain", builder.env.get_domain("therapy"))
    taxonomy = reference_of(builder.env).taxonomy
    found = []
    for (kind, id), described in domain.objects.items():
        more: list[str] = []
        if kind == "type":
            more = [described.title, *domain.synonyms.get(id, ())]
        elif kind == "product":
            more = [described.title, *taxonomy.products[id].brands]
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
    app.add_builder(HandoutBuilder)
    app.add_post_transform(PictureFiles)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
