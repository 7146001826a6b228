"""The directives that others are made of: one that shows a view, and one whose page is about one record."""

from __future__ import annotations

from typing import Any, ClassVar

from docutils import nodes
from docutils.nodes import Node
from sphinx import addnodes
from sphinx.util.docutils import SphinxDirective

from taxonomy import FOLDERS

from ..blocks import Block, Cards, Section, Table, words
from ..domain import Described, TherapyDomain
from ..tracking import Content, Reference, Unknown, View
from ..warning_types import TherapyWarning
from ..write.html import facts, picture


class Showing(SphinxDirective):
    """A directive that shows a view; a wrong argument is a located warning.

    A class of it is declared with its view and, if need be, with ``takes``, the words after its name as told to a
    writer (those in brackets may be left out), and ``describes``, the kind of object whose sections or rows it describes.
    """

    view: ClassVar[staticmethod[[Reference, str], Content]]
    describes: ClassVar[str] = ""
    takes: ClassVar[str] = ""
    optional_arguments = 100  # counted in `run`, which says what is expected

    def __init_subclass__(cls, view: View | None = None, **declared: str) -> None:
        super().__init_subclass__()
        if view is not None:
            cls.view = staticmethod(view)
        for name, value in declared.items():
            assert hasattr(cls, name), f"{name} is nothing that a directive declares"
            setattr(cls, name, value)

    @property
    def domain(self) -> TherapyDomain:
        return TherapyDomain.of(self.env)

    def argument(self) -> str:
        return " ".join(self.arguments)

    def count(self) -> None:
        """See that as many words are given as the directive takes.

        Raises:
            Unknown: if there are more or fewer.
        """
        wanted = self.takes.split()
        least = sum(each not in ("…", "") and not each.startswith("[") for each in wanted)
        most = len(wanted) if "…" not in wanted else self.optional_arguments
        if not least <= len(self.arguments) <= most:
            given = f"'{' '.join(self.arguments)}' is given" if self.arguments else "nothing is given"
            raise Unknown(f"{given}; expected {self.takes or 'no word after its name'}")

    def run(self) -> list[Node]:
        try:
            self.count()
            return self.content_nodes(self.domain.show(self.view, self.argument()))
        except Unknown as error:
            TherapyWarning.UNKNOWN.tell("%s: %s", self.name, error, location=self.get_location())
            return []

    def content_nodes(self, content: Any) -> list[Node]:
        return self.placed(content)

    def placed(self, blocks: list[Block]) -> list[Node]:
        """Blocks as nodes: sections as Sphinx knows them, all else in runs of one node."""
        found: list[Node] = []
        waiting: list[Block] = []
        for block in blocks:
            if not isinstance(block, Section):
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

    def titled(self, title: str, *inner: Node) -> nodes.section:
        """A section under a heading."""
        section, heading = nodes.section(), nodes.title(title, title)
        self.set_source_info(section)
        self.set_source_info(heading)
        section += [heading, *inner]
        return section

    def section(self, block: Section) -> nodes.section:
        section = self.titled(block.title, *self.placed(block.blocks))
        section["ids"].append(block.slug)
        section["names"].append(nodes.fully_normalize_name(f"{self.env.docname} {block.slug}"))
        self.describe(block.slug, block.title)
        return section

    def drawing(self, svg: str, alt: str) -> Node:
        node = picture(svg=svg, alt=alt)
        self.set_source_info(node)
        return node

    def describe_rows(self, blocks: list[Block]) -> None:
        for block in blocks:
            if isinstance(block, Cards):
                for card in block.items:
                    if card.id:
                        self.describe(card.id, words(card.title))
            elif isinstance(block, Table):
                for id, row in zip(block.ids, block.rows, strict=bool(block.ids)):
                    self.describe(id, words(row[0][0]))

    def describe(self, anchor: str, title: str) -> None:
        kind, _, id = anchor.partition("-")
        if self.describes and kind == self.describes:
            name = f"Rule {id}" if kind == "rule" else title
            self.domain.note_object(kind, id, Described(self.env.docname, anchor, name), self.get_location())

    def toctree(self, kind: str, names: dict[str, str]) -> Node:
        """A hidden table of contents of the pages of some records, so that no page lists them by hand."""
        pages = [
            page
            for id in sorted(names, key=lambda key: names[key].casefold())
            if (page := f"{FOLDERS[kind]}/{id}") in self.env.found_docs
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


class RecordPage(Showing, takes="ID"):
    """Shows one record, which the page is about. A page that has no title gets the record's name."""

    @property
    def kind(self) -> str:
        """The kind of the record, after which the directive is named."""
        return self.name.rpartition(":")[2]

    def name_of(self, _id: str, title: str) -> str:
        """How links call the record: as its page, as a rule."""
        return title

    def content_nodes(self, content: Any) -> list[Node]:
        name, blocks = content
        id = self.arguments[0]
        anchor = f"{self.kind}-{id}"
        described = Described(self.env.docname, anchor, self.name_of(id, name))
        first, *others = self.placed(blocks)
        assert isinstance(first, nodes.Element)
        first["ids"].append(anchor)
        self.domain.note_object(self.kind, id, described, self.get_location())
        title = next(self.state.document.findall(nodes.title), None)
        if title is None:
            section = self.titled(name, first, *others)
            section["names"].append(nodes.fully_normalize_name(name))
            self.state.document.note_implicit_target(section, section)
            return [section]
        if title.astext() != name:
            message = "the page's title is '%s'; expected the %s's name, '%s'"
            TherapyWarning.TITLE.tell(message, title.astext(), self.kind, name, location=self.get_location())
        return [first, *others]
