"""Directives: each puts one tool on a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils.parsers.rst import directives

from conf.therapy.directives.showing import Showing
from conf.therapy.tracking import pick
from conf.therapy.views import pages

from . import views
from .nodes import tool

if TYPE_CHECKING:
    from docutils.nodes import Node


class Tool(Showing):
    """A directive that shows a view by a tool's own HTML."""

    scripts: tuple[str, ...] = ()

    def content_nodes(self, content: Any) -> list[Node]:
        name = self.name.removeprefix("reader-")
        node = tool(tool=name, content=content, scripts=self.scripts, page=self.page())
        self.set_source_info(node)
        return [node]

    def page(self) -> str:
        """The page that the tool leads to, if it leads to one."""
        return ""


class Compare(Tool, view=views.pick_list):
    """``{reader-compare}``: pick two or three types; without a script, the list of types."""

    scripts = ("search/names.js", "reader/compare.js")


class Guide(Tool, view=views.guide_types):
    """``{reader-guide}``: questions that lead to both memberships."""

    scripts = ("search/names.js", "search/results.js", "reader/guide.js")


class Types(Tool, view=views.type_table):
    """``{reader-types}``: the table of all types, to filter and sort."""

    scripts = ("search/names.js", "search/results.js", "reader/explore.js")


class Products(Tool, view=views.product_table):
    """``{reader-products}``: the table of all products, to filter and sort."""

    scripts = ("search/names.js", "search/results.js", "reader/explore.js")


class FilterLists(Tool, view=views.list_filter, takes="LABEL …"):
    """``{reader-filter} LABEL``: a field that narrows the folded lists on the page.

    With ``:folds:`` and ``:labels:``, which say what these are, also a choice of one fold and of one label.
    """

    option_spec = {"folds": directives.unchanged_required, "labels": directives.unchanged_required}
    scripts = ("search/names.js", "search/results.js", "reader/filter.js")

    def argument(self) -> str:
        labels = [" ".join(self.arguments), self.options.get("folds", ""), self.options.get("labels", "")]
        return "\n".join(" ".join(each.split()) for each in labels)


class Tree(Tool, view=views.tree):
    """``{reader-tree}``: all types, by family and by kind."""


class Map(Tool, view=pages.overlap, takes="PAGE"):
    """``{reader-map} PAGE``: the two sets; each number leads to its types on that page."""

    def argument(self) -> str:
        return ""

    def page(self) -> str:
        found = {page: page for page in self.env.found_docs}
        return pick(found, super().argument(), "the name of a page, such as explore")


DIRECTIVES: dict[str, type[Tool]] = {
    "compare": Compare,
    "guide": Guide,
    "types": Types,
    "products": Products,
    "filter": FilterLists,
    "tree": Tree,
    "map": Map,
}
