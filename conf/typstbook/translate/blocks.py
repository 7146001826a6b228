"""Visitors of block nodes: sections, lists, admonitions, code, pictures."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.locale import admonitionlabels

from .syntax import breakable_code, escape, string
from .writer import Base, wrap

if TYPE_CHECKING:
    from collections.abc import Iterator

_STRONG_WARNINGS = ("warning", "caution", "danger", "attention", "error")
"""Admonitions with a double frame: seen without colour."""
_CODE_WIDTH = 0.602
"""Width of a letter of code, in sizes of the text; smaller where code is set smaller, but never wider."""
_CODE_INSET = 40
"""Points that a code block may lose to its frame and to an indent."""
_NUMBERINGS = {
    "arabic": "1",
    "loweralpha": "a",
    "upperalpha": "A",
    "lowerroman": "i",
    "upperroman": "I",
}


def is_block(image: nodes.image) -> bool:
    """Whether a picture stands by itself, as pictures that are links do, or in a line of text."""
    return not isinstance(image.parent, nodes.TextElement) or isinstance(image.parent, nodes.reference)


def ancestors(node: nodes.Node) -> Iterator[nodes.Node]:
    """Yield the nodes around a node, the nearest first."""
    while node.parent is not None:
        node = node.parent
        yield node


class Blocks(Base):
    """Block nodes."""

    @cached_property
    def around_blocks(self) -> set[nodes.Node]:
        """All that holds a picture which is no part of a line."""
        pictures = filter(is_block, self.document.findall(nodes.image))
        return {holder for picture in pictures for holder in ancestors(picture)}

    # -- sections --

    def visit_document(self, node: nodes.document) -> None:
        """Start a page; its first heading carries the page's own label."""

    def visit_section(self, node: nodes.section) -> None:
        """Go one level down."""
        self.section_depth += 1

    def depart_section(self, node: nodes.section) -> None:
        """Come back up."""
        self.section_depth -= 1

    def visit_title(self, node: nodes.title) -> None:
        """Print a heading of a section, or the title of a topic, sidebar or table."""
        section = node.parent
        if not isinstance(section, nodes.section):
            self.add("#minor[")
            return
        ids = [*section["ids"], *node["ids"]]
        if self.section_depth == 1:
            ids.append("")
        label = self.book.claim(self.chapter.docname, ids) or ""
        level = self.chapter.level + self.section_depth - 1
        self.add(f"\n\n#hd({self.section_depth}, {level}, {string(label)})[")

    def depart_title(self, node: nodes.title) -> None:
        """Close a heading."""
        self.add("]\n\n")

    # -- paragraphs --

    def is_own(self, node: nodes.paragraph) -> bool:
        """Whether Typst is told that this is a paragraph: it need not find out then, and does not set it twice.

        Words that may go on in a line that others began are none: a definition after its term.
        """
        return isinstance(node.parent, (nodes.section, nodes.list_item)) and node not in self.around_blocks

    def visit_paragraph(self, node: nodes.paragraph) -> None:
        """Open a paragraph."""
        label = self.claim(node)
        self.add(("#par[" if self.is_own(node) else "") + (f"#anchor({string(label)})" if label else ""))

    def depart_paragraph(self, node: nodes.paragraph) -> None:
        """Close a paragraph."""
        self.add("]\n\n" if self.is_own(node) else "\n\n")

    # -- lists --

    def _items(self, node: nodes.Element) -> str:
        return "".join(f"  [{self.capture(child).strip()}],\n" for child in node.children)

    def visit_bullet_list(self, node: nodes.bullet_list) -> None:
        """Print a list with bullets."""
        self.add(f"\n\n#list(\n{self._items(node)})\n\n")
        raise nodes.SkipNode

    def visit_enumerated_list(self, node: nodes.enumerated_list) -> None:
        """Print a list with its own numbers."""
        kind = _NUMBERINGS.get(node.get("enumtype", "arabic"), "1")
        numbering = string(f"{node.get('prefix', '')}{kind}{node.get('suffix', '.')}")
        start = node.get("start", 1)
        self.add(f"\n\n#enum(start: {start}, numbering: {numbering},\n{self._items(node)})\n\n")
        raise nodes.SkipNode

    def _entries(self, kind: str, pairs: list[tuple[str, str]]) -> None:
        rows = "".join(f"  ([{head}], [{body.strip()}]),\n" for head, body in pairs)
        self.add(f"\n\n#entries({string(kind)},\n{rows})\n\n")
        raise nodes.SkipNode

    def visit_definition_list(self, node: nodes.definition_list) -> None:
        """Print terms and definitions; terms that share a definition stand together."""
        if isinstance(node.parent, addnodes.glossary):
            for term in node.findall(nodes.term):
                self.book.pageless.update(self.label(id_) for id_ in term["ids"])
        pairs = []
        for item in node.children:
            terms = [child for child in item.children if isinstance(child, nodes.term)]
            rest = [c for c in item.children if not isinstance(c, (nodes.term, nodes.classifier))]
            kinds = [self.capture(c) for c in item.children if isinstance(c, nodes.classifier)]
            heads = ["".join([", ".join(self.capture(term).strip() for term in terms), *kinds])]
            pairs.append((heads[0], self.capture(*rest)))
        self._entries("below", pairs)

    def visit_field_list(self, node: nodes.field_list) -> None:
        """Print fields as terms and values."""
        self._entries(
            "beside",
            [
                (self.capture(*field.children[0].children), self.capture(*field.children[1].children))
                for field in node.children
            ],
        )

    def visit_option_list(self, node: nodes.option_list) -> None:
        """Print command-line options and what they do."""
        self._entries(
            "beside",
            [
                (
                    f"#raw({string(', '.join(o.astext() for o in item.children[0].children))})",
                    self.capture(*item.children[1].children),
                )
                for item in node.children
            ],
        )

    # -- boxes --

    def open_note(self, kind: str, title: str) -> None:
        """Open a box; a warning has a double frame, seen without colour."""
        weight = "strong" if kind in _STRONG_WARNINGS else "plain"
        self.add(f"\n\n#note({string(weight)}, [{title}])[\n")

    def visit_admonition(self, node: nodes.admonition) -> None:
        """Open a box with the words of its own title."""
        first = node.children[0] if node.children else None
        title = ""
        if isinstance(first, nodes.title):
            title = self.capture(*first.children)
            node.remove(first)
        classes: list[str] = node.get("classes", [])
        kind = next((c for c in classes if c in _STRONG_WARNINGS), "note")
        self.open_note(kind, title)

    def depart_admonition(self, node: nodes.Element) -> None:
        """Close the box."""
        self.add("]\n\n")

    def visit_named_admonition(self, node: nodes.Element) -> None:
        """Open a box titled by the word for its kind: Note, Warning."""
        kind = type(node).__name__
        self.open_note(kind, escape(str(admonitionlabels.get(kind, kind.capitalize()))))

    def visit_topic(self, node: nodes.topic) -> None:
        """Open a topic; a local table of contents is the reader's PDF outline."""
        if "contents" in node.get("classes", []):
            raise nodes.SkipNode
        self.add('\n\n#note("plain", none)[\n')

    def depart_topic(self, node: nodes.topic) -> None:
        """Close the topic."""
        self.add("]\n\n")

    # -- text as it is --

    def code(self, node: nodes.Element) -> str:
        """Return the code of a block as a Typst string, in words that fit into a line."""
        room = int((self.paper.upright - _CODE_INSET) / (_CODE_WIDTH * self.builder.size))
        return string(breakable_code(node.astext().rstrip(), room))

    def visit_literal_block(self, node: nodes.literal_block) -> None:
        """Print code."""
        if node.rawsource != node.astext() and node.get("language") is None:
            self.add("\n\n#listing[")  # parsed literal: it holds markup
            return
        language = str(node.get("language", "text"))
        lang = {"pycon": "python", "python3": "python", "console": "sh"}.get(language, language)
        value = "none" if lang in ("none", "text", "default") else string(lang)
        self.add(f"\n\n#raw(block: true, lang: {value}, {self.code(node)})\n\n")
        raise nodes.SkipNode

    def depart_literal_block(self, node: nodes.literal_block) -> None:
        """Close a parsed literal."""
        self.add("]\n\n")

    def visit_doctest_block(self, node: nodes.doctest_block) -> None:
        """Print a Python session."""
        self.add(f'\n\n#raw(block: true, lang: "python", {self.code(node)})\n\n')
        raise nodes.SkipNode

    def visit_line(self, node: nodes.line) -> None:
        """Start a line of verse or an address."""

    def depart_line(self, node: nodes.line) -> None:
        """Break the line."""
        self.add("#linebreak()\n")

    # -- in the book only --

    def visit_toctree(self, node: addnodes.toctree) -> None:
        """List the pages that follow, if the site lists them here."""
        names = [ref for _title, ref in node["entries"] if ref in self.builder.chapters]
        if node.get("hidden") or self.chapter.docname == self.config.root_doc or not names:
            raise nodes.SkipNode
        items = []
        for name in names:
            title = self.builder.env.titles[name].astext()
            items.append(f"  [#xref({string(f'{name}:')})[{escape(title)}]],\n")
        if node.get("caption"):
            self.add(f"\n\n#minor[{escape(node['caption'])}]\n\n")
        self.add(f"\n\n#list(\n{''.join(items)})\n\n")
        raise nodes.SkipNode

    def visit_system_message(self, node: nodes.system_message) -> None:
        """Report what the parser could not read."""
        self.problem(node, f"markup: {node.astext()}")
        raise nodes.SkipNode

    def visit_problematic(self, node: nodes.problematic) -> None:
        """Report what the parser could not read."""
        self.problem(node, f"markup: '{node.astext()}' could not be read")
        raise nodes.SkipNode

    def visit_citation(self, node: nodes.citation) -> None:
        """Print one source of the bibliography."""
        self.book.pageless.update(self.label(id_) for id_ in node["ids"])
        head = next((c for c in node.children if isinstance(c, nodes.label)), None)
        name = escape(head.astext()) if head is not None else ""
        body = self.capture(*(c for c in node.children if c is not head)).strip()
        self.add(f"#source([{name}], [{body}])\n")
        raise nodes.SkipNode


for _name, _before, _after in (
    ("compact_paragraph", "", "\n\n"),
    ("rubric", "\n\n#minor[", "]\n\n"),
    ("subtitle", "\n\n#minor[", "]\n\n"),
    ("list_item", "", ""),
    ("definition", "", ""),
    ("glossary", "", ""),
    ("term", "", ""),
    ("classifier", "#emph[ \\: ", "]"),
    ("sidebar", '\n\n#note("plain", none)[\n', "]\n\n"),
    ("versionmodified", "\n\n#block[", "]\n\n"),
    ("block_quote", "\n\n#quoted[", "]\n\n"),
    ("attribution", "#attribution[", "]\n\n"),
    ("line_block", "\n\n#verse[", "]\n\n"),
    ("centered", "\n\n#align(center)[", "]\n\n"),
    ("transition", "\n\n#rule()\n\n", ""),
    ("compound", "", "\n\n"),
    ("acks", "", ""),
    ("hlist", "", ""),
    ("hlistcol", "", ""),
):
    wrap(Blocks, _name, _before, _after)

for _kind in admonitionlabels:
    setattr(Blocks, f"visit_{_kind}", Blocks.visit_named_admonition)
    setattr(Blocks, f"depart_{_kind}", Blocks.depart_admonition)
