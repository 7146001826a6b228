"""What the parts of the builder tell each other: the pages, and what is learnt of the book while it is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import NamedTuple

from docutils import nodes

from .paper_sizes import Paper


class Chapter(NamedTuple):
    """One page of the site as it stands in the book.

    Attributes:
        number: its place in the book, from 0.
        depth: how many pages stand above it; 0 for a chapter directly in its part.
        level: the heading level of its title in the PDF's outline; 1 is the outermost.
        above: the page that lists it, if it is not directly in its part.
        flows: whether it begins where the one before it ends, and not on a new page.
    """

    docname: str
    number: int
    depth: int
    level: int
    above: str | None = None
    flows: bool = False

    @property
    def stem(self) -> str:
        """How the name of its Typst file begins: Typst tells it when it refuses something, so it names the page."""
        return f"{self.number:04}-{self.docname.replace('/', '-')}"


class Part(NamedTuple):
    """A run of chapters under one caption; no caption, no part page.

    Attributes:
        caption: its title.
        chapters: what stands in it.
        flows: whether its chapters follow its title on the same page, without a list of them.
    """

    caption: str | None
    chapters: tuple[Chapter, ...]
    flows: bool = False


class dense(nodes.General, nodes.Element):
    """Holds what is set small and in two columns, as an alphabetical list is."""


class brief(nodes.General, nodes.Element):
    """Holds a chapter in short: small, from margin to margin."""


class Link(NamedTuple):
    """A cross-reference that was written, kept until all targets are known."""

    where: str
    target: str


@dataclass
class Book:
    """What is learnt of the whole book, or of some of its pages.

    A label is ``docname:id``; ``docname:`` alone is the page itself.

    Attributes:
        aliases: further ids of one place, each with the label that Typst knows.
        labels: labels that were written.
        pageless: labels whose references need no page number: glossary terms, sources.
        numbered: how many of each kind (figure, table, code-block) a page has that Sphinx gives no number.
        drawings: drawings that are made from data: SVG by the name of its file.
        images: pictures that are files: the name in the book by where it comes from.
        lengths: how many characters a page prints.
        letters: the letters that its source holds, but for ASCII.
        problems: what is wrong: where, as ``path:line``, and what.
    """

    aliases: dict[str, str] = field(default_factory=dict)
    labels: set[str] = field(default_factory=set)
    pageless: set[str] = field(default_factory=set)
    links: list[Link] = field(default_factory=list)
    numbered: dict[str, dict[str, int]] = field(default_factory=dict)
    drawings: dict[str, str] = field(default_factory=dict)
    images: dict[str, str] = field(default_factory=dict)
    lengths: dict[str, int] = field(default_factory=dict)
    letters: set[str] = field(default_factory=set)
    problems: list[tuple[str, str]] = field(default_factory=list)

    def claim(self, docname: str, ids: list[str]) -> str | None:
        """Make one label for a place with these ids, or None if there are none to give.

        An id that was claimed before keeps its first place.
        """
        keys = [f"{docname}:{id_}" for id_ in ids]
        fresh = [key for key in keys if self.resolve(key) is None]
        if not fresh:
            return None
        self.labels.add(fresh[0])
        for other in fresh[1:]:
            self.aliases[other] = fresh[0]
        return fresh[0]

    def resolve(self, key: str) -> str | None:
        """Return the label that Typst knows for a key, or None if it is not in the book."""
        label = self.aliases.get(key, key)
        return label if label in self.labels else None

    def next_number(self, docname: str, kind: str) -> int:
        """Return the next number of a kind of float in its page, from 1."""
        numbers = self.numbered.setdefault(docname, {})
        numbers[kind] = numbers.get(kind, 0) + 1
        return numbers[kind]

    def numbers_before(self) -> dict[str, dict[str, int]]:
        """Return for each page how many of each of its kinds of floats stand before it."""
        before: Counter[str] = Counter()
        found = {}
        for docname, numbers in self.numbered.items():
            found[docname] = {kind: before[kind] for kind in numbers}
            before.update(numbers)
        return found

    def add(self, pages: Book) -> None:
        """Add what further pages of the book told."""
        for name, value in vars(pages).items():
            known = getattr(self, name)
            known.extend(value) if isinstance(known, list) else known.update(value)

    def shorten(self, docnames: AbstractSet[str]) -> None:
        """Let what leads into pages that the book has only in short lead to their beginning."""
        for link in self.links:
            page = link.target.partition(":")[0]
            whole = self.aliases.get(f"{page}:", f"{page}:")
            if page in docnames and self.resolve(link.target) is None and whole in self.labels:
                self.aliases[link.target] = whole

    def dead_links(self) -> list[tuple[str, str]]:
        """Return a problem for each link whose target is not in the book."""
        return [
            (link.where, f"link: no place '{link.target}' in the book; expected an id that some page of the book holds")
            for link in self.links
            if self.resolve(link.target) is None
        ]


class Context(NamedTuple):
    """What the translator of a page has to know of the book.

    Attributes:
        book: what is learnt of it on the way.
        chapters: its pages, by their names.
        paper: the room for text.
        size: size of the text in points.
        places: all pages that a link can lead to; more than the chapters where one holds several pages in short.
    """

    book: Book
    chapters: dict[str, Chapter]
    paper: Paper
    size: float
    places: AbstractSet[str] = frozenset()


def place(node: nodes.Node) -> str:
    """Return ``path:line`` of a node, from its nearest ancestor that knows."""
    current: nodes.Node | None = node
    path, line = None, None
    while current is not None:
        path = path or getattr(current, "source", None)
        line = line or getattr(current, "line", None)
        if path and line:
            break
        current = current.parent
    return f"{path or '<unknown>'}:{line or 1}"
