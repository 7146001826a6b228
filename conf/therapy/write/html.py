"""One docutils node for a run of facts, written by each output in its own way.

A page of facts would be thousands of docutils nodes. Here it is one, which holds the
plain blocks of ``content.py`` and is rendered when it is written.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any, NamedTuple

from docutils import nodes

from ..blocks import Block, Run, Runs, Table, texts

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.util.docutils import SphinxTranslator
    from sphinx.writers.html5 import HTML5Translator
    from sphinx.writers.text import TextTranslator

Link = tuple[str, str]  # object type, identifier


class facts(nodes.General, nodes.Element):
    """Blocks of facts. ``node["blocks"]`` holds them; see ``content.py``."""

    def astext(self) -> str:
        return "\n\n".join(text for block in self["blocks"] for text in texts(block))


class picture(nodes.General, nodes.Element):
    """A drawing: ``node["svg"]``, with its text alternative in ``node["alt"]``."""

    def astext(self) -> str:
        return str(self["alt"])


class Html(NamedTuple):
    """Writes blocks as HTML.

    Attributes:
        address: the address of an object as seen from the page, or nothing if it has no page.
        bibliography: the address of the page that lists all sources, or nothing.
    """

    address: Callable[[str, str], str | None]
    bibliography: str | None

    def blocks(self, blocks: list[Block]) -> str:
        return "\n".join(self.block(block) for block in blocks)

    def block(self, block: Block) -> str:
        kind = block[0]
        if kind == "p":
            return f"<p>{self.runs(block[1])}</p>"
        if kind == "list":
            return '<ul class="simple">' + "".join(f"<li><p>{self.runs(runs)}</p></li>" for runs in block[1]) + "</ul>"
        if kind == "table":
            return self.table(block[1])
        if kind == "sources":
            return self.source_list(block[1])
        if kind == "note":
            title = f'<p class="admonition-title">{escape(block[2])}</p>'
            return f'<div class="admonition {escape(block[1])}" role="note">{title}{self.blocks(block[3])}</div>'
        return f'<div class="facts-section" id="{escape(block[1])}"><p class="rubric">{escape(block[2])}</p>{self.blocks(block[3])}</div>'

    def source_list(self, items: list[tuple[int, str, Runs]]) -> str:
        return '<ol class="source-list">' + "".join(
            f'<li id="source-{number}" value="{number}"><p>{self.runs(runs)}</p></li>' for number, _, runs in items
        ) + "</ol>"  # fmt: skip

    def table(self, table: Table) -> str:
        heads = [self.plain(runs) for runs in table.head]
        head = "".join(f'<th class="head" scope="col"><p>{self.runs(runs)}</p></th>' for runs in table.head)
        rows = "".join(
            self.row(row, heads, id) for row, id in zip(table.rows, table.ids or [""] * len(table.rows), strict=True)
        )
        classes = " ".join(("docutils", "facts", *table.classes))
        caption = escape(table.caption)
        return (
            f'<div class="table-wrapper facts-wrapper" role="region" tabindex="0" aria-label="{caption}">'
            f'<table class="{classes}"><caption><span class="caption-text">{caption}</span></caption>'
            f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
        )

    def row(self, row: list[list[Runs]], heads: list[str], id: str) -> str:
        cells = []
        for number, cell in enumerate(row):
            tag, scope = ("th", ' scope="row"') if number == 0 else ("td", "")
            body = "".join(f"<p>{self.runs(runs)}</p>" for runs in cell)
            cells.append(f'<{tag}{scope} data-label="{escape(heads[number])}">{body}</{tag}>')
        return f"<tr{f' id={chr(34)}{escape(id)}{chr(34)}' if id else ''}>{''.join(cells)}</tr>"

    def plain(self, runs: Runs) -> str:
        return "".join(str(run[-1]) for run in runs if run[0] not in ("cite", "source"))

    def runs(self, runs: Runs) -> str:
        return "".join(self.run(run) for run in runs)

    def run(self, run: Run) -> str:
        kind = run[0]
        words = escape(str(run[-1]))
        plain = {"text": words, "strong": f"<strong>{words}</strong>", "em": f"<em>{words}</em>"}
        if kind in plain:
            return plain[kind]
        if kind == "ref":
            address = self.address(run[1], run[2])
            return f'<a class="reference internal" href="{escape(address)}">{words}</a>' if address else words
        if kind == "url":
            return f'<a class="reference external" href="{escape(run[1])}">{words}</a>'
        if kind == "label":
            return f'<span class="fact-label fact-{escape(run[1])}">{words}</span>'
        if kind == "answer":
            return f'<strong class="fact-answer fact-{escape(run[1])}">{words}</strong>'
        return self.citation(run)

    def citation(self, run: Run) -> str:
        kind, key, shown = run
        if kind == "cite":
            return f'<a class="fact-cite" href="#source-{shown}" aria-label="Source {shown}">[{shown}]</a>'
        words = f"[{escape(shown)}]"
        if not self.bibliography:
            return f' <span class="fact-cite">{words}</span>'
        return f' <a class="fact-cite fact-source" href="{escape(self.bibliography)}#source-{escape(key)}">{words}</a>'


def html_of(translator: HTML5Translator) -> Html:
    """A writer whose links start from the page that ``translator`` writes."""
    builder = translator.builder
    domain: Any = builder.env.get_domain("therapy")
    here = builder.current_docname

    def address(kind: str, id: str) -> str | None:
        found = domain.find(kind, id)
        return None if found is None else f"{builder.get_relative_uri(here, found.docname)}#{found.anchor}"

    page = domain.bibliography
    return Html(address, builder.get_relative_uri(here, page) if page in builder.env.all_docs else None)


def visit_facts_html(self: HTML5Translator, node: facts) -> None:
    ids = "".join(f'<span id="{escape(id)}"></span>' for id in node["ids"])
    self.body.append(f'<div class="facts-block">{ids}{html_of(self).blocks(node["blocks"])}</div>\n')
    raise nodes.SkipNode


def visit_picture_html(self: HTML5Translator, node: picture) -> None:
    self.body.append(f'<figure class="therapy-picture">{node["svg"]}</figure>\n')
    raise nodes.SkipNode


def visit_text(self: TextTranslator, node: nodes.Element) -> None:
    self.new_state(0)
    self.add_text(node.astext())
    self.end_state()
    raise nodes.SkipNode


def depart(self: SphinxTranslator, node: nodes.Element) -> None:
    raise AssertionError("a node that is written when it is visited is never left")
