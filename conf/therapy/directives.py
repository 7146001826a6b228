"""Directives: each shows one view of the data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx import addnodes
from sphinx.util.docutils import SphinxDirective

from . import show
from .blocks import Block
from .views.drawing import bars, overlap
from .write.html import facts, picture

if TYPE_CHECKING:
    from docutils.nodes import Node

    from .domain import TherapyDomain


class Showing(SphinxDirective):
    """A directive that shows a view; a wrong argument is a located warning."""

    view = ""
    describes = ""  # the kind of object whose sections or rows the view describes

    @property
    def domain(self) -> TherapyDomain:
        return cast("TherapyDomain", self.env.get_domain("therapy"))

    def argument(self) -> str:
        return " ".join(self.arguments)

    def run(self) -> list[Node]:
        try:
            content = show.made(self.env, self.view, self.argument())
        except KeyError as error:
            message = f"{self.name}: {error} is unknown; expected the identifier of a record or a value that the reference lists"
            return [self.state.document.reporter.warning(message, line=self.lineno)]
        return self.content_nodes(content)

    def content_nodes(self, content: Any) -> list[Node]:
        return self.placed(content)

    def placed(self, blocks: list[Block]) -> list[Node]:
        """Blocks as nodes: sections as Sphinx knows them, all else in runs of one node."""
        found: list[Node] = []
        waiting: list[Block] = []
        for block in blocks:
            if block[0] != "section":
                waiting.append(block)
                continue
            found += self.run_of(waiting)
            waiting = []
            found.append(self.section(block))
        return found + self.run_of(waiting)

    def run_of(self, blocks: list[Block]) -> list[Node]:
        if not blocks:
            return []
        node = facts(blocks=blocks)
        self.set_source_info(node)
        self.describe_rows(blocks)
        return [node]

    def section(self, block: Block) -> nodes.section:
        _, slug, title, inner = block
        section = nodes.section(ids=[slug], names=[nodes.fully_normalize_name(f"{self.env.docname} {slug}")])
        self.set_source_info(section)
        heading = nodes.title(title, title)
        self.set_source_info(heading)
        section += [heading, *self.placed(inner)]
        self.describe(slug, title)
        return section

    def describe_rows(self, blocks: list[Block]) -> None:
        for block in blocks:
            if block[0] == "table":
                for id, row in zip(block[1].ids, block[1].rows, strict=False):
                    self.describe(id, row[0][0][0][-1])

    def describe(self, anchor: str, title: str) -> None:
        kind, _, id = anchor.partition("-")
        if self.describes and kind == self.describes:
            from .domain import Described

            name = f"Rule {id}" if kind == "rule" else title
            self.domain.note_object(kind, id, Described(self.env.docname, anchor, name), self.get_location())


class TypePageDirective(Showing):
    """``{therapy:type} ID``: the facts of one type. The page's title is the type's name."""

    required_arguments = 1
    view = "type_page"

    def content_nodes(self, content: Any) -> list[Node]:
        from .domain import Described

        name, blocks = content
        id = self.arguments[0]
        self.check_title(name)
        anchor = f"type-{id}"
        found = self.placed(blocks)
        cast("nodes.Element", found[0])["ids"].append(anchor)
        self.domain.note_object("type", id, Described(self.env.docname, anchor, name), self.get_location())
        self.domain.synonyms[id] = show.reference_of(self.env).taxonomy[id].synonyms
        return found

    def check_title(self, name: str) -> None:
        titles = list(self.state.document.findall(nodes.title))
        if titles and titles[0].astext() != name:
            message = f"the page's title is '{titles[0].astext()}'; expected the type's name, '{name}'"
            self.state.document.reporter.warning(message, line=self.lineno)


class Compare(Showing):
    """``{therapy:compare} ID ID …`` with ``:rows:`` to choose questions."""

    required_arguments = 1
    optional_arguments = 30
    option_spec = {"rows": directives.unchanged_required}
    view = "comparison"

    def argument(self) -> str:
        rows = self.options.get("rows", "")
        return " ".join(self.arguments) + (f"|{' '.join(rows.split())}" if rows else "")


class Family(Showing):
    """Shows the records of one family or origin, or all."""

    optional_arguments = 1

    def argument(self) -> str:
        return self.arguments[0] if self.arguments else "all"


class Types(Family):
    """``{therapy:types} FAMILY``: the types of a family, and their pages below this one; or all types."""

    view = "family_list"

    def content_nodes(self, content: Any) -> list[Node]:
        found = super().content_nodes(content)
        return [*found, self.toctree()] if self.arguments else found

    def toctree(self) -> Node:
        """A hidden table of contents of the family's pages, so that no page lists them by hand."""
        types = show.reference_of(self.env).taxonomy.family(self.arguments[0])
        pages = [
            page
            for each in sorted(types, key=lambda each: each.name.casefold())
            if (page := f"types/{each.id}") in self.env.found_docs
        ]
        tree = addnodes.toctree(parent=self.env.docname, entries=[(None, page) for page in pages], includefiles=pages)
        tree.attributes.update(
            maxdepth=1,
            caption=None,
            glob=False,
            hidden=True,
            includehidden=False,
            numbered=0,
            titlesonly=True,
            rawentries=[],
        )
        return nodes.compound("", tree, classes=["toctree-wrapper"])


class Products(Family):
    """``{therapy:products} FAMILY``: products of a family, or all; describes each."""

    view = "product_list"
    describes = "product"


class Claims(Family):
    """``{therapy:claims} ORIGIN``: checked claims of an origin, or all; describes each."""

    view = "claim_list"
    describes = "claim"


class Rules(Showing):
    """``{therapy:rules} TERM``: the rules of a term; describes each."""

    required_arguments = 1
    view = "rule_list"
    describes = "rule"


class Authorities(Showing):
    """``{therapy:authorities}``: every authority; describes each."""

    view = "authority_list"
    describes = "authority"


class Labels(Showing):
    """``{therapy:labels}``: what the reader's labels mean."""

    view = "labels"


class Overlap(Showing):
    """``{therapy:overlap}``: the two overlapping sets, drawn from the data."""

    view = "overlap"

    def content_nodes(self, content: Any) -> list[Node]:
        svg, alt = overlap(content)
        node = picture(svg=svg, alt=alt)
        self.set_source_info(node)
        return [node]


class Counts(Showing):
    """``{therapy:counts} WHAT``: a table of how many there are, by family, status, jurisdiction and more."""

    required_arguments = 1
    view = "counts_table"


class Timeline(Showing):
    """``{therapy:timeline} FAMILY`` or ``TERM ANSWER``: products by the year of their first approval."""

    optional_arguments = 2
    view = "timeline"

    def argument(self) -> str:
        return super().argument() or "all"

    def content_nodes(self, content: Any) -> list[Node]:
        title, counts = show.made(self.env, "approvals", self.argument())
        if not counts:
            return []
        svg, alt = bars(counts, title, self.argument().replace(" ", "-"))
        node = picture(svg=svg, alt=alt)
        self.set_source_info(node)
        return [node, *super().content_nodes(content)]


class Fields(Showing):
    """``{therapy:fields} KIND``: the fields of one kind of record, from their declarations."""

    required_arguments = 1
    view = "field_list"


DIRECTIVES: dict[str, Any] = {
    "type": TypePageDirective,
    "compare": Compare,
    "types": Types,
    "products": Products,
    "claims": Claims,
    "rules": Rules,
    "authorities": Authorities,
    "labels": Labels,
    "overlap": Overlap,
    "counts": Counts,
    "timeline": Timeline,
    "fields": Fields,
}
