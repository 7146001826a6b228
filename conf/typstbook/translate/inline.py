"""Visitors of inline nodes: emphasis, code, links, notes."""

from __future__ import annotations

import re
from functools import cached_property

from docutils import nodes

from ..model import Link, place
from .raw_html import InlineHtml, UnknownTagError
from .syntax import breakable_url, escape, string
from .writer import Base

_SOURCE_MARK = re.compile(r"\[\d+\]")
"""Points to a numbered list of sources."""


class Inline(Base):
    """Inline nodes."""

    @cached_property
    def footnotes(self) -> dict[str, nodes.footnote]:
        """The notes of the page, by their ids."""
        return {id_: note for note in self.document.findall(nodes.footnote) for id_ in note["ids"]}

    @cached_property
    def html(self) -> InlineHtml:
        """The reader of raw HTML, which remembers open tags within a page."""
        return InlineHtml()

    def visit_footnote_reference(self, node: nodes.footnote_reference) -> None:
        """Set the note at its first mark; later marks repeat its number."""
        label = self.label(node["refid"])
        note = self.footnotes.get(node["refid"])
        if note is None:
            self.problem(node, f"footnote: no footnote '{node['refid']}'; expected one on this page")
        elif label in self.book.labels:
            self.add(f"#footnote(label({string(label)}))")
        else:
            self.book.claim(self.chapter.docname, [node["refid"]])
            body = self.capture(*(c for c in note.children if not isinstance(c, nodes.label)))
            self.add(f"#[#footnote[{body.strip()}]#label({string(label)})]")
        raise nodes.SkipNode

    def visit_footnote(self, node: nodes.footnote) -> None:
        """Leave out: printed where it is referred to."""
        if not any(self.label(id_) in self.book.labels for id_ in node["ids"]):
            self.problem(node, "footnote: nothing refers to it; expected a mark in the text")
        raise nodes.SkipNode

    def visit_literal(self, node: nodes.literal) -> None:
        self.add(f"#raw({string(node.astext())})")
        raise nodes.SkipNode

    def depart_abbreviation(self, node: nodes.abbreviation) -> None:
        """Print the explanation, which the site shows on hover."""
        if node.get("explanation"):
            self.add(escape(f" ({node['explanation']})"))

    def visit_inline(self, node: nodes.inline) -> None:
        """Print a span as its children; a badge gets a frame."""
        if "sd-badge" in node.get("classes", []):
            self.add("#badge[")

    def depart_inline(self, node: nodes.inline) -> None:
        if "sd-badge" in node.get("classes", []):
            self.add("]")

    # -- links --

    def visit_reference(self, node: nodes.reference) -> None:
        target = self._inside(node)
        if target is not None:
            self.book.links.append(Link(place(node), target))
            kind = "source-mark" if _SOURCE_MARK.fullmatch(node.astext()) else "xref"
            self.add(f"#{kind}({string(target)})[")
        else:
            self.add(f"#weblink({string(node.get('refuri', ''))})[")
            self.push()

    def _inside(self, node: nodes.reference) -> str | None:
        """Return the label that a link leads to, or None for the web."""
        if "refid" in node:
            return self.label(node["refid"])
        uri: str = node.get("refuri", "")
        if not uri.startswith("%"):
            return None
        docname, _, id_ = uri[1:].partition("#")
        return f"{docname}:{id_}"

    def depart_reference(self, node: nodes.reference) -> None:
        """Close the link; a web address is printed so that it can break over lines."""
        if self._inside(node) is None:
            body, uri = self.pop(), node.get("refuri", "")
            shown = node.astext().strip()
            self.add(breakable_url(shown) if shown in (uri, uri.removeprefix("mailto:")) else body)
        self.add("]")

    # -- raw --

    def visit_raw(self, node: nodes.raw) -> None:
        """Print raw Typst; understand a little inline HTML; leave other formats out."""
        formats = node.get("format", "").split()
        if "typst" in formats:
            self.add(node.astext())
        elif "html" in formats and "only" not in node.get("classes", []):
            try:
                self.add(self.html.feed_fragment(node.astext()))
            except UnknownTagError as error:
                self.problem(node, f"raw HTML: {error}; expected one of {', '.join(InlineHtml.known())}")
        raise nodes.SkipNode
