"""Writes a doctree as Markdown. An unknown node is written as what is inside it.

Other extensions give the visitor of a node of theirs with ``app.add_node(Node, markdown=(visit, None))``:
a function of the writer and the node that yields blocks of text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Protocol, TypeAlias

from docutils import nodes
from sphinx import addnodes


class Addresses(Protocol):
    """Gives addresses as seen from the page that is written."""

    def written(self, address: str) -> str:
        """An address in a page's HTML, as one of its twin."""


def escaped(text: str) -> str:
    """Text in which nothing is taken for markup."""
    return re.sub(r"([\\`*\[\]<>|]|(?<!\w)_|_(?!\w))", r"\\\1", text)


def indented(text: str, by: str, first: str) -> str:
    """Text below a bullet: the first line after the bullet, the others under it."""
    lines = text.split("\n")
    return "\n".join([first + lines[0], *(by + line if line else line for line in lines[1:])])


def fenced(text: str, language: str = "") -> str:
    """Text in a fence that it cannot end."""
    longest = max((len(run) for run in re.findall(r"`{3,}", text)), default=2)
    fence = "`" * (longest + 1)
    return f"{fence}{language}\n{text.rstrip()}\n{fence}"


Visitor: TypeAlias = "Callable[[Markdown, Any], Iterator[str]]"
EMPHASIS = (nodes.emphasis, nodes.title_reference)


def written(node: nodes.Node) -> str:
    """A part of a Python signature as Python writes it."""
    if isinstance(node, addnodes.desc_parameterlist):
        return f"({', '.join(child.astext() for child in node.children)})"
    if isinstance(node, addnodes.desc_returns):
        return f" -> {node.astext()}"
    return "" if isinstance(node, nodes.reference) and not node.astext() else node.astext()


class Markdown:
    """Writes the doctree of one page.

    Args:
        addresses: gives addresses as seen from the page.
        visitors: what other extensions do with nodes of theirs, by the name of the node's class.
    """

    def __init__(self, addresses: Addresses, visitors: Mapping[str, Visitor]) -> None:
        self.addresses = addresses
        self.visitors = {**BLOCKS, **visitors}
        self.level = 0

    def visitor(self, node: nodes.Node) -> Visitor | None:
        """What writes a node of this class, or of the nearest class that it comes from."""
        return next(
            (self.visitors[each.__name__] for each in type(node).__mro__ if each.__name__ in self.visitors), None
        )

    def document(self, doctree: nodes.Node) -> str:
        """The whole page."""
        return "\n\n".join(self.blocks(doctree.children)) + "\n"

    def blocks(self, children: Iterable[nodes.Node]) -> list[str]:
        """Every block among some nodes; text between blocks is a block of its own."""
        found: list[str] = []
        loose: list[nodes.Node] = []
        for child in children:
            if isinstance(child, (nodes.Text, nodes.Inline)) and not self.visitor(child):
                loose.append(child)
                continue
            found += self.paragraph(loose)
            loose = []
            found += [text for text in self.block(child) if text]
        return found + self.paragraph(loose)

    def paragraph(self, children: Iterable[nodes.Node]) -> list[str]:
        text = self.inline(children).strip()
        return [text] if text else []

    def block(self, node: nodes.Node) -> list[str]:
        """One node as blocks."""
        if visitor := self.visitor(node):
            return list(visitor(self, node))
        if isinstance(node, nodes.TextElement):
            return self.paragraph(node.children)
        return self.blocks(node.children)

    def inline(self, children: Iterable[nodes.Node]) -> str:
        """Nodes within a paragraph."""
        return "".join(self.run(child) for child in children)

    def run(self, node: nodes.Node) -> str:
        if isinstance(node, nodes.Text):
            return escaped(" ".join(re.split(r"\s+", str(node))))
        if isinstance(node, nodes.literal):
            return f"`{node.astext()}`"
        if isinstance(node, nodes.image):
            return f"![{node.get('alt', '')}]({self.addresses.written(node['uri'])})"
        if isinstance(node, (nodes.raw, nodes.problematic)):
            return ""
        inner = self.inline(node.children)
        address = self.target(node) if inner and isinstance(node, nodes.reference) else ""
        if address:
            return f"[{inner}]({address})"
        mark = "**" if isinstance(node, nodes.strong) else "*" if isinstance(node, EMPHASIS) else ""
        return f"{mark}{inner}{mark}"

    def target(self, node: nodes.reference) -> str:
        """Where a reference leads, as seen from the twin; nothing if nowhere."""
        if "refid" in node:
            return f"#{node['refid']}"
        return self.addresses.written(node.get("refuri", ""))

    # -- Blocks ----------------------------------------------------------------

    def section(self, node: nodes.Element) -> Iterator[str]:
        self.level += 1
        yield from self.blocks(node.children)
        self.level -= 1

    def title(self, node: nodes.Element) -> Iterator[str]:
        if isinstance(node.parent, (nodes.section, nodes.document)):
            yield f"{'#' * max(1, min(6, self.level))} {self.inline(node.children)}"
        else:
            yield f"**{self.inline(node.children)}**"

    def items(self, node: nodes.Element) -> Iterator[str]:
        ordered = isinstance(node, nodes.enumerated_list)
        first = int(node.get("start", 1))
        items = []
        for number, child in enumerate(node.children, first):
            bullet = f"{number}. " if ordered else "- "
            assert isinstance(child, nodes.Element)
            items.append(indented("\n\n".join(self.blocks(child.children)), " " * len(bullet), bullet))
        yield "\n".join(items)

    def definition_item(self, node: nodes.Element) -> Iterator[str]:
        terms = [child for child in node.children if isinstance(child, nodes.term)]
        rest = [child for child in node.children if not isinstance(child, nodes.term)]
        yield "**" + "**, **".join(self.inline(term.children).strip() for term in terms) + "**"
        yield indented("\n\n".join(self.blocks(rest)), "  ", ": ")

    def table(self, node: nodes.Element) -> Iterator[str]:
        titles = [child for child in node.children if isinstance(child, nodes.title)]
        rows = [[self.cell(entry) for entry in row.children] for row in node.findall(nodes.row)]
        yield from (f"**{self.inline(title.children)}**" for title in titles)
        if rows:
            lines = [f"| {' | '.join(row)} |" for row in rows]
            yield "\n".join([lines[0], "|" + "---|" * len(rows[0]), *lines[1:]])

    def cell(self, entry: nodes.Node) -> str:
        """A cell in one line, in which no bar ends it."""
        text = " <br> ".join(self.blocks(entry.children)).replace("\n", " ")
        return re.sub(r"(?<!\\)\|", r"\|", text)

    def literal(self, node: nodes.Element) -> Iterator[str]:
        language = node.get("language", "python" if isinstance(node, nodes.doctest_block) else "")
        yield fenced(node.astext(), "" if language in ("none", "default") else language)

    def quote(self, node: nodes.Element) -> Iterator[str]:
        yield indented("\n\n".join(self.blocks(node.children)), "> ", "> ").replace("\n\n", "\n>\n")

    def admonition(self, node: nodes.Element) -> Iterator[str]:
        name = type(node).__name__
        # The HTML writer may have put the title in.
        titled = any(isinstance(child, nodes.title) for child in node.children)
        head = [] if titled else [f"**{name.replace('seealso', 'see also').capitalize()}**"]
        text = "\n\n".join([*head, *self.blocks(node.children)])
        yield indented(text, "> ", "> ").replace("\n\n", "\n>\n")

    def citation(self, node: nodes.Element) -> Iterator[str]:
        label = next((child.astext() for child in node.children if isinstance(child, nodes.label)), "")
        rest = [child for child in node.children if not isinstance(child, nodes.label)]
        yield indented("\n\n".join(self.blocks(rest)), "  ", f"- \\[{label}\\] ")

    def described(self, node: nodes.Element) -> Iterator[str]:
        yield from self.blocks(node.children)

    def signature(self, node: nodes.Element) -> Iterator[str]:
        yield f"`{''.join(map(written, node.children))}`"

    def content(self, node: nodes.Element) -> Iterator[str]:
        yield indented("\n\n".join(self.blocks(node.children)), "> ", "> ").replace("\n\n", "\n>\n")

    def image(self, node: nodes.Element) -> Iterator[str]:
        yield self.run(node)

    def nothing(self, _node: nodes.Element) -> Iterator[str]:
        yield from ()


# By the name of a node's class, or of a class that it comes from.
BLOCKS: dict[str, Visitor] = {
    "section": Markdown.section,
    "title": Markdown.title,
    "bullet_list": Markdown.items,
    "enumerated_list": Markdown.items,
    "definition_list_item": Markdown.definition_item,
    "table": Markdown.table,
    "literal_block": Markdown.literal,
    "doctest_block": Markdown.literal,
    "block_quote": Markdown.quote,
    "Admonition": Markdown.admonition,
    "citation": Markdown.citation,
    "footnote": Markdown.citation,
    "desc": Markdown.described,
    "desc_signature": Markdown.signature,
    "desc_content": Markdown.content,
    "image": Markdown.image,
    "raw": Markdown.nothing,
    "comment": Markdown.nothing,
    "substitution_definition": Markdown.nothing,
    "target": Markdown.nothing,
    "index": Markdown.nothing,
    "system_message": Markdown.nothing,
}
