"""Sidebar navigation at a price that does not grow with the number of pages.

Furo asks Sphinx for the whole table of contents again for every page and parses
the answer, so a set twice as large costs four times as much to build.
Here the table of contents is resolved and rendered once for each build.
A page then gets a small part of it, put together from ready pieces of HTML:

- the top level, always whole;
- the page's ancestors, each with the entries beside it;
- the page's own children, all of them, unless they are hundreds.

A list below the top level that is longer than ``navigation_siblings`` is not sent
to each page in it: such a page gets only the entry on its own branch.
Nothing becomes unreachable, because an index page lists all of its own children.

The marks are furo's: ``current``, ``current-page``, ``has-children``, and the
checkbox with its label that opens and closes a branch.
A branch that is not sent is a plain link, without a toggle that would open nothing.

An incremental build behaves as Sphinx does with any theme: the pages that Sphinx
writes again show the new navigation, the others keep theirs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final, cast

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.environment import BuildEnvironment
from sphinx.environment.adapters.toctree import global_toctree_for_doc
from sphinx.util.typing import ExtensionMetadata

from ..builds.site import is_site

#: Stands for the way from a page to the site's root. A private-use character,
#: because no title holds one and no HTML writer escapes one.
ROOT: Final = "\ue000"

#: Parts one rendered piece from the next. Private use, for the same reason.
SEAM: Final = "\ue001"

#: Before and after the handlers of the theme and of other extensions (500).
EARLY, LATE = 400, 600

TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the navigation."""

    docname: str
    """The page it leads to; empty for a link out of the site."""

    anchor: bool
    """Whether it leads to a place inside the page, so that it is never current."""

    depth: int
    """1 for the top level."""

    label: str
    """The link's text, as HTML."""

    collapsed: str
    """The whole line without its children, as HTML."""

    children: range
    """Places of its children in `Tree.entries`."""

    parent: int
    """Place of the entry above it; -1 at the top level."""


@dataclass(frozen=True, slots=True)
class Tree:
    """The whole table of contents, resolved and rendered."""

    entries: list[Entry]
    """Level by level, so that the children of an entry stand side by side."""

    groups: list[tuple[str, range]]
    """Caption as HTML (may be empty) and top-level entries of each toctree."""

    places: dict[str, list[int]]
    """Every place where a page stands, by its docname."""


class DocnameLinks:
    """Stands in for the builder while Sphinx resolves the table of contents.

    Sphinx turns docnames into links from one page to another.
    The links of a tree for all pages are not known yet: a docname stays a docname.
    """

    def __init__(self, builder: Builder) -> None:
        """Stand in for this builder."""
        self._builder = builder

    def get_relative_uri(self, _from: str, to: str, _typ: str | None = None) -> str:
        """Return the docname `to` itself."""
        return to

    def __getattr__(self, name: str) -> Any:
        """Answer everything else as the builder does."""
        return getattr(self._builder, name)


def resolve(builder: StandaloneHTMLBuilder) -> list[nodes.Element]:
    """Return captions and lists of the site's whole table of contents, once for all.

    Titles only, hidden toctrees included and every level, as furo asks for it.
    """
    toctree = global_toctree_for_doc(
        builder.env,
        "",  # seen from no page: nothing is current
        cast("Builder", DocnameLinks(builder)),
        tags=builder.tags,
        collapse=False,
        includehidden=True,
        maxdepth=-1,
        titles_only=True,
    )
    return [] if toctree is None else cast("list[nodes.Element]", toctree.children)


def render(builder: StandaloneHTMLBuilder, pieces: Iterable[nodes.Element]) -> Iterator[str]:
    """Yield the HTML of captions and references, in their order.

    One call of the builder's own translator for all of them: section numbers,
    inline markup and escaping come out as they do in stock furo.
    """
    sheet = addnodes.compact_paragraph("", "", toctree=True)
    for piece in pieces:
        copy = piece.deepcopy()
        if isinstance(copy, nodes.reference) and copy["internal"]:
            docname = piece["refuri"].removesuffix(piece["anchorname"])
            copy["refuri"] = ROOT + builder.get_target_uri(docname) + piece["anchorname"]
        sheet += [copy, nodes.Text(SEAM)]
    html: str = builder.render_partial(sheet)["fragment"]
    yield from (piece.strip() for piece in html.split(SEAM)[:-1])


def items_of(node: nodes.Element) -> list[nodes.list_item]:
    """Return the entries one level below a list or a list item."""
    lists = [node] if isinstance(node, nodes.bullet_list) else node.children
    return [
        item
        for each in lists
        if isinstance(each, nodes.bullet_list)
        for item in each.children
        if isinstance(item, nodes.list_item)
    ]


def reference_of(item: nodes.list_item) -> nodes.reference:
    """Return the link of one entry."""
    return next(iter(cast("nodes.Element", item[0]).findall(nodes.reference)))


def plant(builder: StandaloneHTMLBuilder) -> Tree:
    """Build the tree of a whole site: the only step whose cost grows with it."""
    captions: list[nodes.Element] = []
    groups: list[tuple[int, range]] = []  # place of the caption, -1 without one
    items: list[tuple[nodes.list_item, int, int]] = []  # item, depth, parent
    caption = -1
    for part in resolve(builder):
        if isinstance(part, nodes.title):
            caption = len(captions)
            captions.append(part)
        else:
            start = len(items)
            items += [(item, 1, -1) for item in items_of(part)]
            groups.append((caption, range(start, len(items))))
            caption = -1
    children: list[range] = []
    for place, (item, depth, _) in enumerate(items):  # grows while it is walked
        start = len(items)
        items += [(below, depth + 1, place) for below in items_of(item)]
        children.append(range(start, len(items)))

    references = [reference_of(item) for item, _, _ in items]
    html = list(render(builder, [*captions, *references]))
    links = html[len(captions) :]
    tree = Tree([], [("" if at < 0 else html[at], span) for at, span in groups], {})
    for place, (_, depth, parent) in enumerate(items):
        reference, link = references[place], links[place]
        anchor = reference["anchorname"]
        internal = reference["refuri"].removesuffix(anchor)
        docname = internal if reference["internal"] else ""
        tree.entries.append(
            Entry(
                docname=docname,
                anchor=bool(anchor),
                depth=depth,
                label=link[link.index(">") + 1 : link.rindex("</a>")],
                collapsed=f'<li class="toctree-l{depth}">{link}</li>',
                children=children[place],
                parent=parent,
            )
        )
        tree.places.setdefault(docname, []).append(place)
    return tree


MOST: Final = 4  # times ``navigation_siblings``: a longer list is not even sent with the page above it, which has it


class Page:
    """The navigation as one page shows it."""

    def __init__(self, tree: Tree, docname: str, siblings: int) -> None:
        """Find the page's branches in the tree.

        :param siblings: length of the longest list below the top level that is
            sent to every page in it
        """
        self.tree = tree
        self.siblings = siblings
        self.here = set(tree.places.get(docname, ()) if docname else ())
        self.open: set[int] = set()
        self.current: set[int] = set()
        for place in self.here:
            branch = set(self.branch(place))
            self.open |= branch
            if not tree.entries[place].anchor:
                self.current |= branch
        self.last = self.last_current()
        self.toggles = 0

    def branch(self, place: int) -> Iterator[int]:
        """Yield the place itself and every place above it."""
        while place >= 0:
            yield place
            place = self.tree.entries[place].parent

    def last_current(self) -> int:
        """Return the place furo calls the current page: the last in reading order."""
        paths = ([*self.branch(place)][::-1] for place in self.here & self.current)
        return max(paths, default=[-1])[-1]

    def html(self) -> str:
        """Return the navigation; `ROOT` stands wherever the way to the root belongs."""
        return "\n".join(caption + self.list(span) for caption, span in self.tree.groups if span)

    def list(self, span: range) -> str:
        """Return one list of entries."""
        entries = self.tree.entries
        mark = ' class="current"' if not self.current.isdisjoint(span) else ""
        lines = [
            self.branch_line(place) if place in self.open else entries[place].collapsed for place in self.shown(span)
        ]
        return "<ul" + mark + ">\n" + "\n".join(lines) + "\n</ul>"

    def shown(self, span: range) -> Iterable[int]:
        """Return the places of one list that this page is to show."""
        above = self.tree.entries[span[0]].parent
        if len(span) <= self.siblings or above < 0:
            return span
        if above in self.here and len(span) <= MOST * self.siblings:
            return span  # of more, the page itself is the list
        return sorted(self.open.intersection(span))

    def branch_line(self, place: int) -> str:
        """Return an entry of the page's own branch, with what stands below it."""
        entry = self.tree.entries[place]
        classes = [f"toctree-l{entry.depth}"]
        if current := place in self.current:
            classes.append("current")
        below = bool(entry.children) and bool(self.shown(entry.children))
        if below:
            classes.append("has-children")
        if place == self.last:
            classes.append("current-page")
        line = f'<li class="{" ".join(classes)}">{self.link(place, entry)}'
        if below:
            line += self.toggle(entry, checked=current) + self.list(entry.children)
        return line + "</li>"

    def link(self, place: int, entry: Entry) -> str:
        """Return the link of an entry, marked when it leads to this very page."""
        if place in self.here and not entry.anchor:
            return f'<a class="current reference internal" href="#" aria-current="page">{entry.label}</a>'
        start = entry.collapsed.index(">") + 1
        return entry.collapsed[start : -len("</li>")]

    def toggle(self, entry: Entry, *, checked: bool) -> str:
        """Return the checkbox that opens and closes a branch, and its label."""
        self.toggles += 1
        name = f"toctree-checkbox-{self.toggles}"
        text = TAG.sub("", entry.label).replace('"', "&quot;")
        state = " checked" if checked else ""
        return (
            f'<input class="toctree-checkbox" id="{name}" name="{name}" type="checkbox"'
            f' role="switch" aria-label="Toggle navigation of {text}"{state}>'
            f'<label for="{name}"><span class="icon">'
            '<svg><use href="#svg-arrow-right"></use></svg></span></label>'
        )


def no_toctree(**_: object) -> str:
    """Answer furo's question for the table of contents with nothing to parse."""
    return ""


class Navigation:
    """The handlers of one application, and the tree they share.

    The tree grows when the first page is written. Sphinx writes that page before it
    starts any parallel writer, so the writers inherit the tree.
    """

    def __init__(self) -> None:
        """Start without a tree."""
        self.tree: Tree | None = None
        self.toctree: Any = None

    def forget(self, _app: Sphinx, _env: BuildEnvironment) -> None:
        """Drop the tree of an earlier build: pages may have come, gone or moved."""
        self.tree = None

    def silence(self, app: Sphinx, _page: str, _template: str, context: dict[str, Any], _doctree: object) -> None:
        """Keep furo from rendering the navigation itself."""
        if applies(app) and "toctree" in context:
            self.toctree = context["toctree"]
            context["toctree"] = no_toctree

    def fill(self, app: Sphinx, page: str, _template: str, context: dict[str, Any], _doctree: object) -> None:
        """Give a page its navigation, and give templates their `toctree` back."""
        if not applies(app):
            return
        if context.get("toctree") is no_toctree:
            context["toctree"] = self.toctree
        if self.tree is None:
            self.tree = plant(cast("StandaloneHTMLBuilder", app.builder))
        static: str = context["pathto"]("_static/", resource=True)
        root = static.removesuffix("_static/") or "./"
        html = Page(self.tree, page, app.config.navigation_siblings).html()
        context["furo_navigation_tree"] = html.replace(ROOT, root)


def applies(app: Sphinx) -> bool:
    """Return whether this build has pages with furo's navigation."""
    return is_site(app.builder) and app.config.html_theme == "furo"


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the extension with Sphinx."""
    navigation = Navigation()
    app.add_config_value("navigation_siblings", 30, "html", types=frozenset({int}))
    app.connect("env-updated", navigation.forget)
    app.connect("html-page-context", navigation.silence, priority=EARLY)
    app.connect("html-page-context", navigation.fill, priority=LATE)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
