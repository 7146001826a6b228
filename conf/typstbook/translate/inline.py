"""Visitors of inline nodes: emphasis, code, links, notes."""

from __future__ import annotations

import re

from docutils import nodes
from sphinx import addnodes

from ..model import Link, place
from .raw_html import InlineHtml, UnknownTagError
from .syntax import breakable_url, escape, string
from .writer import Base, skip, wrap

_SOURCE_MARK = re.compile(r"\[\d+\]")
"""Points to a numbered list of sources."""


class Inline(Base):
    """Inline nodes."""

    def _footnotes(self) -> dict[str, nodes.footnote]:
        found: dict[str, nodes.footnote] | None = getattr(self, "_footnotes_found", None)
        if found is None:
            found = {id_: note for note in self.document.findall(nodes.footnote) for id_ in note["ids"]}
            self._footnotes_found = found
        return found

    def visit_footnote_reference(self, node: nodes.footnote_reference) -> None:
        """Set the note at its first mark; later marks repeat its number."""
        label = self.label(node["refid"])
        note = self._footnotes().get(node["refid"])
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
        """Print code as it is, without markup."""
        self.add(f"#raw({string(node.astext())})")
        raise nodes.SkipNode

    def visit_abbreviation(self, node: nodes.abbreviation) -> None:
        """Print the short form; its meaning follows in brackets."""

    def depart_abbreviation(self, node: nodes.abbreviation) -> None:
        """Print the explanation, which the site shows on hover."""
        if node.get("explanation"):
            self.add(escape(f" ({node['explanation']})"))

    def visit_inline(self, node: nodes.inline) -> None:
        """Print a span as its children; badges get a frame, hidden link texts a link sign."""
        if "sd-badge" in node.get("classes", []):
            self.add("#badge[")

    def depart_inline(self, node: nodes.inline) -> None:
        """Close the frame of a badge."""
        if "sd-badge" in node.get("classes", []):
            self.add("]")

    # -- links --

    def visit_reference(self, node: nodes.reference) -> None:
        """Open a link inside the book or to the web."""
        target = self._inside(node)
        if target is not None:
            self.book.links.append(Link(place(node), target))
            kind = "source-mark" if _SOURCE_MARK.fullmatch(node.astext()) else "xref"
            self.add(f"#{kind}({string(target)})[")
        else:
            self.add(f"#weblink({string(node.get('refuri', ''))})[")
            self.push()

    def _inside(self, node: nodes.reference) -> str | None:
        """Return the label that *node* leads to, or None for the web."""
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

    def visit_number_reference(self, node: addnodes.number_reference) -> None:
        """Open a reference by number."""
        self.visit_reference(node)

    def depart_number_reference(self, node: addnodes.number_reference) -> None:
        """Close a reference by number."""
        self.depart_reference(node)

    def visit_pending_xref(self, node: addnodes.pending_xref) -> None:
        """Print the text of a reference that Sphinx left open (it has warned)."""

    # -- raw --

    def visit_raw(self, node: nodes.raw) -> None:
        """Print raw Typst; understand a little inline HTML; leave other formats out.

        Raises SkipNode.
        """
        formats = node.get("format", "").split()
        if "typst" in formats:
            self.add(node.astext())
        elif "html" in formats and "only" not in node.get("classes", []):
            try:
                self.add(self.html.feed_fragment(node.astext()))
            except UnknownTagError as error:
                self.problem(node, f"raw HTML: {error}; expected one of {', '.join(InlineHtml.known())}")
        raise nodes.SkipNode

    @property
    def html(self) -> InlineHtml:
        """The reader of raw HTML, which remembers open tags within a page."""
        reader: InlineHtml | None = getattr(self, "_html", None)
        if reader is None:
            reader = self._html = InlineHtml()
        return reader


for _name, _before, _after in (
    ("emphasis", "#emph[", "]"),
    ("strong", "#strong[", "]"),
    ("subscript", "#sub[", "]"),
    ("superscript", "#super[", "]"),
    ("title_reference", "#emph[", "]"),
    ("literal_emphasis", "#emph[", "]"),
    ("literal_strong", "#strong[", "]"),
    ("manpage", "#emph[", "]"),
    ("generated", "", ""),
    ("target", "", ""),
    ("download_reference", "", ""),
    ("PassthroughTextElement", "", "\n\n"),
):
    wrap(Inline, _name, _before, _after)

for _name in (
    "index",
    "comment",
    "meta",
    "substitution_definition",
    "highlightlang",
    "tabular_col_spec",
    "colspec",
    "docinfo",
    "decoration",
):
    skip(Inline, _name)
