"""Sphinx extension: the ``therapy`` domain on paper. Writes blocks of facts as Typst.

Apart from ``nodes.py``, which the site needs, because this needs the ``book`` extension.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from book.model import Link, place
from book.tables import Cell, Grid
from book.text import breakable_url, escape, string
from docutils import nodes

from .content import Block, Run, Runs, Table, words
from .nodes import depart, facts, picture
from .show import reference_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from book.builder import TypstBuilder
    from book.translator import TypstTranslator
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

    from .domain import TherapyDomain


class Typst:
    """Writes the blocks of one node as Typst.

    Attributes:
        page: the translator of the page.
        node: the node, for the places of problems.
    """

    def __init__(self, page: TypstTranslator, node: nodes.Element) -> None:
        self.page, self.node = page, node
        self.domain = cast("TherapyDomain", page.builder.env.get_domain("therapy"))
        self.in_table = False

    def blocks(self, blocks: list[Block]) -> None:
        for block in blocks:
            getattr(self, f"block_{block[0]}")(*block[1:])

    def block_p(self, runs: Runs) -> None:
        self.page.add(f"{self.runs(runs)}\n\n")

    def block_list(self, items: list[Runs]) -> None:
        self.page.add("\n\n#list(\n" + "".join(f"  [{self.runs(runs)}],\n" for runs in items) + ")\n\n")

    def block_note(self, tone: str, title: str, inner: list[Block]) -> None:
        self.page.open_note(tone, escape(title))
        self.blocks(inner)
        self.page.add("]\n\n")

    def block_section(self, slug: str, title: str, inner: list[Block]) -> None:
        self.page.add(f"\n\n{self.anchor(slug)}#minor[{escape(title)}]\n\n")
        self.blocks(inner)

    def block_sources(self, items: list[tuple[int, str, Runs]]) -> None:
        for number, _key, runs in items:
            anchor = self.anchor(f"source-{number}")
            self.page.book.pageless.add(self.page.label(f"source-{number}"))
            self.page.add(f"#source([{anchor}{number}], [{self.runs(runs)}])\n")

    def block_table(self, table: Table) -> None:
        self.in_table = True
        ids = table.ids or ("",) * len(table.rows)
        rows = tuple(tuple(self.row(row, id)) for row, id in zip(table.rows, ids, strict=True))
        head = tuple(Cell(self.runs(runs), words(runs)) for runs in table.head)
        self.in_table = False
        caption = self.page.caption(self.node, "table", escape(table.caption))
        self.page.table(nodes.Element(classes=list(table.classes)), Grid(len(head), (head,), rows, stub=True), caption)

    def row(self, row: list[list[Runs]], id: str) -> Iterator[Cell]:
        for number, cell in enumerate(row):
            anchor = self.anchor(id) if id and number == 0 else ""
            markup = "\n\n".join(self.runs(runs) for runs in cell)
            yield Cell(anchor + markup, "\n".join(map(words, cell)))

    def anchor(self, id: str) -> str:
        label = self.page.book.claim(self.page.chapter.docname, [id])
        return f"#anchor({string(label)})" if label else ""

    def runs(self, runs: Runs) -> str:
        return "".join(getattr(self, f"run_{run[0]}")(run) for run in runs)

    def run_text(self, run: Run) -> str:
        return escape(run[1])

    def run_strong(self, run: Run) -> str:
        return f"#strong[{escape(run[1])}]"

    def run_em(self, run: Run) -> str:
        return f"#emph[{escape(run[1])}]"

    def run_label(self, run: Run) -> str:
        return f"#badge[{escape(run[2])}]"

    def run_answer(self, run: Run) -> str:
        return f"#strong[{escape(run[2])}]"

    def run_url(self, run: Run) -> str:
        _, address, shown = run
        return f"#weblink({string(address)})[{breakable_url(shown) if shown == address else escape(shown)}]"

    def run_ref(self, run: Run) -> str:
        _, kind, id, shown = run
        found = self.domain.find(kind, id)
        if found is None or found.docname not in self.page.builder.chapters:
            return escape(shown)
        return self.link(f"{found.docname}:{found.anchor}", escape(shown))

    def run_cite(self, run: Run) -> str:
        _, key, number = run
        if number:
            return self.link(self.page.label(f"source-{number}"), f"\\[{number}\\]")
        if self.domain.bibliography in self.page.builder.chapters:
            return " " + self.link(f"{self.domain.bibliography}:source-{key}", "\\[source\\]")
        return ""

    def link(self, target: str, markup: str) -> str:
        """A link; in a table without its page, which would crowd it."""
        self.page.book.links.append(Link(place(self.node), target))
        page = ", page: false" if self.in_table else ""
        return f"#xref({string(target)}{page})[{markup}]"


def visit_facts(self: TypstTranslator, node: facts) -> None:
    self.add("\n\n")
    Typst(self, node).blocks(node["blocks"])
    raise nodes.SkipNode


def visit_picture(self: TypstTranslator, node: picture) -> None:
    # What CSS says on the site, said here.
    svg = node["svg"].replace("currentColor", "#000").replace('"sans-serif"', "\"'Source Sans 3'\"")
    self.drawing(svg, node["alt"])
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
    app.setup_extension("book")
    app.setup_extension("therapy")
    for node, visit in ((facts, visit_facts), (picture, visit_picture)):
        visitors: Any = {"typst": (visit, depart)}
        app.add_node(node, override=True, **visitors)
    app.connect("typst-index", names)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
