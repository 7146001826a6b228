"""Directives: each puts one tool on a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from conf.therapy.directives import Showing

from . import views  # noqa: F401 - registers the views
from .nodes import tool

if TYPE_CHECKING:
    from docutils.nodes import Node


class Tool(Showing):
    """A directive without arguments that shows a view by a tool's own HTML."""

    script = ""

    def content_nodes(self, content: Any) -> list[Node]:
        node = tool(view=self.view, content=content, script=self.script)
        self.set_source_info(node)
        return [node]


class Compare(Tool):
    """``{reader-compare}``: pick two or three types; without a script, the list of types."""

    view, script = "pick_list", "compare"


class Guide(Tool):
    """``{reader-guide}``: questions that lead to both memberships."""

    view, script = "guide_types", "guide"


class Types(Tool):
    """``{reader-types}``: the table of all types, to filter and sort."""

    view, script = "type_table", "explore"


class Products(Tool):
    """``{reader-products}``: the table of all products, to filter and sort."""

    view, script = "product_table", "explore"


class Tree(Tool):
    """``{reader-tree}``: all types, by family and by kind."""

    view = "tree"


class Map(Tool):
    """``{reader-map} PAGE``: the two sets; each number leads to its types on that page."""

    view = "overlap"
    required_arguments = 1

    def argument(self) -> str:
        return ""

    def content_nodes(self, content: Any) -> list[Node]:
        (node,) = super().content_nodes(content)
        node["page"] = self.arguments[0]  # type: ignore[index]
        return [node]


DIRECTIVES: dict[str, Any] = {
    "compare": Compare,
    "guide": Guide,
    "types": Types,
    "products": Products,
    "tree": Tree,
    "map": Map,
}
