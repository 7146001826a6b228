"""Visitors of block nodes: sections, lists, admonitions, code."""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes
from sphinx.locale import admonitionlabels

from ..model import brief
from .syntax import breakable_code, escape, string
from .writer import Base

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


class Blocks(Base):
    """Block nodes."""

    # -- sections --

    def visit_section(self, node: nodes.section) -> None:
        self.section_depth += 1

    def depart_section(self, node: nodes.section) -> None:
        self.section_depth -= 1

    def visit_title(self, node: nodes.title) -> None:
        """Print a heading of a section, or the title of a topic, sidebar or table."""
        section = node.parent
        if not isinstance(section, nodes.section):
            self.add("#minor[")
            return
        # A chapter may hold other pages in short: a section says of which page it is, and how large its title is.
        docname = section.get("page", self.chapter.docname)
        ids = [*section["ids"], *node["ids"]]
        if self.section_depth == 1 or docname != self.chapter.docname:
            ids.append("")
        label = self.book.claim(docname, ids) or ""
        level = self.chapter.level + self.section_depth - 1
        rank = section.get("rank", self.section_depth)
        flows = ", flows: true" if self.section_depth == 1 and self.chapter.flows else ""
        if flows and any(isinstance(each, brief) for each in section.children):
            flows += ", room: in-short"
        self.add(f"\n\n#hd({rank}, {level}, {string(label)}{flows})[")

    # -- paragraphs --

    def is_own(self, node: nodes.paragraph) -> bool:
        """Whether Typst is told that this is a paragraph: it need not find out then, and does not set it twice.

        Words that may go on in a line that others began are none: a definition after its term.
        """
        return isinstance(node.parent, (nodes.section, nodes.list_item)) and node not in self.around_blocks

    def leads_to_picture(self, node: nodes.paragraph) -> bool:
        """Whether this is all that stands between a heading and a picture: the heading shall not stand alone."""
        around = node.parent.children
        place = around.index(node)
        return isinstance(around[place - 1], nodes.title) and isinstance(
            next(iter(around[place + 1 :]), 0), nodes.figure
        )

    def visit_paragraph(self, node: nodes.paragraph) -> None:
        label = self.claim(node)
        if self.is_own(node):
            self.add("#lead(par[" if self.leads_to_picture(node) else "#par[")
        self.add(f"#anchor({string(label)})" if label else "")

    def depart_paragraph(self, node: nodes.paragraph) -> None:
        end = "])" if self.is_own(node) and self.leads_to_picture(node) else "]" if self.is_own(node) else ""
        self.add(f"{end}\n\n")

    # -- lists --

    def _items(self, node: nodes.Element) -> str:
        return "".join(f"  [{self.capture(child).strip()}],\n" for child in node.children)

    def visit_bullet_list(self, node: nodes.bullet_list) -> None:
        self.add(f"\n\n#list(\n{self._items(node)})\n\n")
        raise nodes.SkipNode

    def visit_enumerated_list(self, node: nodes.enumerated_list) -> None:
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
            terms = [self.capture(c).strip() for c in item.children if isinstance(c, nodes.term)]
            kinds = [self.capture(c) for c in item.children if isinstance(c, nodes.classifier)]
            rest = [c for c in item.children if not isinstance(c, (nodes.term, nodes.classifier))]
            pairs.append(("".join([", ".join(terms), *kinds]), self.capture(*rest)))
        self._entries("below", pairs)

    def visit_field_list(self, node: nodes.field_list) -> None:
        pairs = [[self.capture(*part.children) for part in field.children] for field in node.children]
        self._entries("beside", [(name, body) for name, body in pairs])

    def visit_option_list(self, node: nodes.option_list) -> None:
        """Print command-line options and what they do."""
        pairs = []
        for item in node.children:
            options, says = item.children
            names = ", ".join(option.astext() for option in options.children)
            pairs.append((f"#raw({string(names)})", self.capture(*says.children)))
        self._entries("beside", pairs)

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

    def visit_Admonition(self, node: nodes.Element) -> None:
        """Open a box titled by the word for its kind: Note, Warning."""
        kind = type(node).__name__
        if kind not in admonitionlabels:
            self.unknown_visit(node)
        self.open_note(kind, escape(str(admonitionlabels[kind])))

    def visit_topic(self, node: nodes.topic) -> None:
        """Open a topic; a local table of contents is the reader's PDF outline."""
        if "contents" in node.get("classes", []):
            raise nodes.SkipNode
        self.add('\n\n#note("plain", none)[\n')

    # -- text as it is --

    def code(self, node: nodes.Element) -> str:
        """Return the code of a block as a Typst string, in words that fit into a line."""
        room = int((self.paper.upright - _CODE_INSET) / (_CODE_WIDTH * self.context.size))
        return string(breakable_code(node.astext().rstrip(), room))

    def visit_literal_block(self, node: nodes.literal_block) -> None:
        if node.rawsource != node.astext() and node.get("language") is None:
            self.add("\n\n#listing[")  # parsed literal: it holds markup
            return
        language = str(node.get("language", "text"))
        lang = {"pycon": "python", "python3": "python", "console": "sh"}.get(language, language)
        value = "none" if lang in ("none", "text", "default") else string(lang)
        self.add(f"\n\n#raw({self.code(node)}, block: true, lang: {value})\n\n")
        raise nodes.SkipNode

    def visit_doctest_block(self, node: nodes.doctest_block) -> None:
        self.add(f'\n\n#raw({self.code(node)}, block: true, lang: "python")\n\n')
        raise nodes.SkipNode

    # -- in the book only --

    def visit_toctree(self, node: addnodes.toctree) -> None:
        """List the pages that follow, if the site lists them here."""
        names = [ref for _title, ref in node["entries"] if ref in self.context.chapters]
        if node.get("hidden") or self.chapter.docname == self.config.root_doc or not names:
            raise nodes.SkipNode
        titles = {name: escape(self.builder.env.titles[name].astext()) for name in names}
        items = [f"  [#xref({string(f'{name}:')})[{title}]],\n" for name, title in titles.items()]
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
        self.book.pageless.update(self.label(id_) for id_ in node["ids"])
        head = next((c for c in node.children if isinstance(c, nodes.label)), None)
        name = escape(head.astext()) if head is not None else ""
        body = self.capture(*(c for c in node.children if c is not head)).strip()
        self.add(f"#source([{name}], [{body}])\n")
        raise nodes.SkipNode
