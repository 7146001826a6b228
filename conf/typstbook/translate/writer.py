"""The common ground of all visitors: the output, the anchors, the errors."""

from __future__ import annotations

from functools import cached_property

from docutils import nodes
from sphinx.builders import Builder
from sphinx.util.docutils import SphinxTranslator

from ..model import Chapter, Context, place
from .simple_nodes import NOTHING, SIMPLE
from .syntax import escape, string

_OWN_ANCHOR = (nodes.section, nodes.title, nodes.document, nodes.footnote, nodes.table, nodes.paragraph)
"""Nodes that place their own label."""


def is_block(image: nodes.image) -> bool:
    """Whether a picture stands by itself, as pictures that are links do, or in a line of text."""
    return not isinstance(image.parent, nodes.TextElement) or isinstance(image.parent, nodes.reference)


class Base(SphinxTranslator):
    """Output stack, anchors for every id, and located problems.

    Attributes:
        context: what is known of the book, and what the page adds to it.
        chapter: the page in hand.
        deferred: landscape pages that follow it.
        drawn: how many drawings it has so far.
    """

    def __init__(self, document: nodes.document, builder: Builder, context: Context, chapter: Chapter) -> None:
        super().__init__(document, builder)
        self.context, self.chapter = context, chapter
        self.book, self.paper = context.book, context.paper
        self._stack: list[list[str]] = [[]]
        self.deferred: list[str] = []
        self.section_depth = self.drawn = 0

    def astext(self) -> str:
        """Return the Typst source of the page."""
        return "".join([*self._stack[0], *self.deferred])

    # -- output --

    def add(self, source: str) -> None:
        """Append Typst source."""
        self._stack[-1].append(source)

    def push(self) -> None:
        """Start to collect what follows apart."""
        self._stack.append([])

    def pop(self) -> str:
        """Return what was collected since the matching push."""
        return "".join(self._stack.pop())

    def capture(self, *children: nodes.Node) -> str:
        """Return the source of nodes without appending it."""
        self.push()
        for child in children:
            child.walkabout(self)
        return self.pop()

    # -- places --

    def label(self, id_: str) -> str:
        """Return the book's label for an id of this page."""
        return f"{self.chapter.docname}:{id_}"

    def claim(self, node: nodes.Element, *more: str) -> str | None:
        """Claim a label for all ids of a node; None when it has no new id."""
        return self.book.claim(self.chapter.docname, [*node.get("ids", []), *more])

    def problem(self, node: nodes.Node, message: str) -> None:
        """Note what is wrong with a node; the build goes on and fails at its end."""
        self.book.problems.append((place(node), message))

    @cached_property
    def around_blocks(self) -> set[nodes.Node]:
        """All that holds a picture which is no part of a line."""
        found = set()
        for picture in filter(is_block, self.document.findall(nodes.image)):
            holder: nodes.Node | None = picture.parent
            while holder is not None:
                found.add(holder)
                holder = holder.parent
        return found

    # -- dispatch --

    def dispatch_visit(self, node: nodes.Node) -> None:
        """Anchor the ids of a node, then visit it."""
        if isinstance(node, nodes.Element) and not isinstance(node, _OWN_ANCHOR):
            label = self.claim(node)
            if label:
                self.add(f"#anchor({string(label)})")
        self._dispatch(node, "visit")

    def dispatch_departure(self, node: nodes.Node) -> None:
        self._dispatch(node, "depart")

    def _dispatch(self, node: nodes.Node, step: str) -> None:
        """Let the visitor of the node's class or of its nearest base act; a simple node needs none."""
        for kind in type(node).__mro__:
            name = kind.__name__
            if visitor := getattr(self, f"{step}_{name}", None):
                visitor(node)
                return
            if name in SIMPLE:
                self.add(SIMPLE[name][step == "depart"])
                return
            if name in NOTHING:
                raise nodes.SkipNode
        if step == "visit":
            self.unknown_visit(node)

    def unknown_visit(self, node: nodes.Node) -> None:
        """Report a node that no visitor knows, and go on without it."""
        kind = type(node)
        self.problem(
            node,
            f"{kind.__name__}: no Typst visitor for this node ({kind.__module__}); expected one "
            f"given by app.add_node({kind.__name__}, typst=(visit, depart)), "
            f"on page '{self.chapter.docname}'",
        )
        raise nodes.SkipNode

    def visit_Text(self, node: nodes.Text) -> None:
        self.add(escape(node.astext()))
