"""The common ground of all visitors: the output, the anchors, the errors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.util.docutils import SphinxTranslator

from ..model import Book, Chapter, place
from .syntax import escape, string

if TYPE_CHECKING:
    from ..builder import TypstBuilder
    from .tables import Paper

_OWN_ANCHOR = (nodes.section, nodes.title, nodes.document, nodes.footnote, nodes.table, nodes.paragraph)
"""Nodes that place their own label."""


class Base(SphinxTranslator):
    """Output stack, anchors for every id, and located problems.

    ``builder`` offers the book that is being written; ``chapter`` is the page in hand.
    """

    builder: TypstBuilder

    def __init__(self, document: nodes.document, builder: TypstBuilder, chapter: Chapter) -> None:
        super().__init__(document, builder)
        self.book: Book = builder.book
        self.chapter = chapter
        self.paper: Paper = builder.paper
        self._stack: list[list[str]] = [[]]
        self.deferred: list[str] = []
        """Landscape pages that follow the chapter."""
        self.section_depth = 0
        self.drawn = 0
        """Drawings on the page so far."""

    def astext(self) -> str:
        """Return the Typst source of the page."""
        return "".join([*self._stack[0], *self.deferred])

    # -- output --

    def add(self, source: str) -> None:
        """Append Typst *source*."""
        self._stack[-1].append(source)

    def push(self) -> None:
        """Start to collect what follows apart."""
        self._stack.append([])

    def pop(self) -> str:
        """Return what was collected since the matching push."""
        return "".join(self._stack.pop())

    def capture(self, *children: nodes.Node) -> str:
        """Return the source of *children* without appending it."""
        self.push()
        for child in children:
            child.walkabout(self)
        return self.pop()

    # -- places --

    def label(self, id_: str) -> str:
        """Return the book's label for an id of this page."""
        return f"{self.chapter.docname}:{id_}"

    def claim(self, node: nodes.Element, *more: str) -> str | None:
        """Claim a label for all ids of *node*; None when it has no new id."""
        return self.book.claim(self.chapter.docname, [*node.get("ids", []), *more])

    def problem(self, node: nodes.Node, message: str) -> None:
        """Note what is wrong with *node*; the build goes on and fails at its end."""
        self.book.problems.append((place(node), message))

    # -- dispatch --

    def dispatch_visit(self, node: nodes.Node) -> None:
        """Anchor the ids of *node*, then visit it."""
        if isinstance(node, nodes.Element) and not isinstance(node, _OWN_ANCHOR):
            label = self.claim(node)
            if label:
                self.add(f"#anchor({string(label)})")
        super().dispatch_visit(node)

    def unknown_visit(self, node: nodes.Node) -> None:
        """Report a node that no visitor knows, and go on without it.

        Raises SkipNode.
        """
        kind = type(node)
        self.problem(
            node,
            f"{kind.__name__}: no Typst visitor for this node ({kind.__module__}); expected one "
            f"given by app.add_node({kind.__name__}, typst=(visit, depart)), "
            f"on page '{self.chapter.docname}'",
        )
        raise nodes.SkipNode

    def unknown_departure(self, node: nodes.Node) -> None:
        """Do nothing: a node whose visit was enough."""

    def visit_Text(self, node: nodes.Text) -> None:
        """Print the reader's text, escaped."""
        self.add(escape(node.astext()))


def wrap(cls: type[Any], name: str, before: str, after: str) -> None:
    """Give *cls* the visitors of a node that is just *before*, its children, *after*."""

    def visit(self: Base, node: nodes.Element) -> None:
        self.add(before)

    def depart(self: Base, node: nodes.Element) -> None:
        self.add(after)

    setattr(cls, f"visit_{name}", visit)
    setattr(cls, f"depart_{name}", depart)


def skip(cls: type[Any], name: str) -> None:
    """Give *cls* a visitor that leaves a node out, on purpose."""

    def visit(self: Base, node: nodes.Element) -> None:
        raise nodes.SkipNode

    setattr(cls, f"visit_{name}", visit)
