"""Roles: links to what the domain describes, and values printed from the data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from docutils import nodes
from sphinx.roles import XRefRole
from sphinx.util.docutils import SphinxRole

from . import show

if TYPE_CHECKING:
    from docutils.nodes import Node, system_message


class Printed(SphinxRole):
    """A value that the data knows."""

    view = ""

    def run(self) -> tuple[list[Node], list[system_message]]:
        try:
            value: Any = show.made(self.env, self.view, self.text)
        except (KeyError, AttributeError) as error:
            message = f"{self.name}: '{self.text}' is unknown ({error}); expected {self.expected}"
            problem = self.inliner.reporter.warning(message, line=self.lineno)
            return [nodes.inline(self.text, self.text)], [problem]
        return [self.node(value)], []

    expected = ""

    def node(self, value: Any) -> Node:
        words = str(value)
        return nodes.inline(words, words, classes=["therapy-value"])


class Count(Printed):
    """``{therapy:count}`types``: how many there are."""

    view = "count"
    expected = "a countable name such as 'types', 'products', 'both' or 'cell_therapy yes'"

    def node(self, value: Any) -> Node:
        return super().node(f"{value:,}")


class Membership(Printed):
    """``{therapy:class}`car-t-cell-therapy:immunotherapy``: the derived answer, in words."""

    view = "membership"
    expected = "'ID:cell_therapy' or 'ID:immunotherapy'"

    def node(self, value: Any) -> Node:
        answer, words = cast("tuple[str, str]", value)
        return nodes.strong(words, words, classes=["fact-answer", f"fact-{answer}"])


class Name(Printed):
    """``{therapy:name}`type:car-t-cell-therapy``: the name of a record."""

    view = "name"
    expected = "'KIND:ID'"


ROLES: dict[str, Any] = {
    **{kind: XRefRole(warn_dangling=True) for kind in ("ref", "type", "product", "claim", "authority", "rule")},
    "count": Count(),
    "class": Membership(),
    "name": Name(),
}
