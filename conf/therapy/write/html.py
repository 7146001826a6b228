"""One docutils node for a run of facts, written by each output in its own way.

A page of facts would be thousands of docutils nodes. Here it is one, which holds the
plain blocks of ``blocks.py`` and is rendered when it is written.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NoReturn

from docutils import nodes
from markupsafe import Markup, escape

from conf.sitekit.builds.site import is_site, site_address

from .. import blocks as b
from ..blocks import texts, words
from ..domain import TherapyDomain
from .panels import HtmlPanels
from .writer import leads, leads_on

if TYPE_CHECKING:
    from sphinx.builders import Builder
    from sphinx.util.docutils import SphinxTranslator
    from sphinx.writers.html5 import HTML5Translator
    from sphinx.writers.text import TextTranslator

Address = Callable[[str, str], str | None]  # of an object as seen from the page, by kind and identifier


class facts(nodes.General, nodes.Element):
    """Blocks of facts. ``node["blocks"]`` holds them; see ``blocks.py``."""

    def astext(self) -> str:
        return "\n\n".join(text for block in self["blocks"] for text in texts(block))


class picture(nodes.General, nodes.Element):
    """A drawing: ``node["svg"]``, with its text alternative in ``node["alt"]``."""

    def astext(self) -> str:
        return str(self["alt"])


class InHtml(HtmlPanels):
    """Writes blocks as HTML.

    Attributes:
        address: the address of an object as seen from the page, or nothing if it has no page.
        bibliography: the address of the page that lists all sources, or nothing.
        top: the address of the site's top, or nothing if nobody knows it.
    """

    between = Markup("\n")

    def __init__(self, address: Address, bibliography: str = "", top: str | None = None, *, site: bool = True) -> None:
        self.address, self.bibliography, self.top, self.site = address, bibliography, top, site

    def paragraph(self, block: b.Paragraph) -> str:
        return self.paragraphs([block.runs])

    def paragraphs(self, cell: b.Cell, write: Callable[[b.Runs], str] | None = None) -> str:
        return self.nothing.join(Markup("<p>{}</p>").format((write or self.runs)(runs)) for runs in cell)

    def bullets(self, block: b.Bullets) -> str:
        if leads_on(block) and not self.site:
            return self.nothing
        ids = block.ids or ("",) * len(block.items)
        items = (
            Markup("<li{}>{}</li>").format(Markup(' id="{}"').format(id) if id else "", self.paragraphs([runs]))
            for runs, id in zip(block.items, ids, strict=True)
            if not leads_on(block) or leads(runs, self.address)
        )
        return Markup('<ul class="{}">{}</ul>').format(
            block.look if self.site and block.look else "simple", self.nothing.join(items)
        )

    def note(self, block: b.Note) -> str:
        return Markup(
            '<div class="admonition {}" role="note"><p class="admonition-title">{}</p>{}</div>'
        ).format(block.tone, block.title, self.blocks(block.blocks))  # fmt: skip

    def section(self, block: b.Section) -> str:
        return Markup(
            '<div class="facts-section" id="{}"><p class="rubric">{}</p>{}</div>'
        ).format(block.slug, block.title, self.blocks(block.blocks))  # fmt: skip

    def sources(self, block: b.Sources) -> str:
        items = (
            Markup('<li id="source-{}"{}>{}</li>').format(
                each.number,
                Markup(' value="{}"').format(each.number) if each.number != at else "",
                self.paragraphs([each.runs]),
            )
            for at, each in enumerate(block.items, 1)
        )
        return Markup('<ol class="source-list">{}</ol>').format(self.nothing.join(items))

    def table(self, block: b.Table) -> str:
        heads = [words(runs) for runs in block.head]
        ids = block.ids or ("",) * len(block.rows)
        return Markup(
            '<div class="table-wrapper facts-wrapper" role="region" tabindex="0" aria-label="{caption}">'
            '<table class="{classes}"><caption><span class="caption-text">{caption}</span></caption>'
            "<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
        ).format(
            caption=block.caption,
            classes=" ".join(("docutils", "facts", *block.classes)),
            head=self.nothing.join(
                Markup('<th class="head" scope="col">{}</th>').format(self.paragraphs([runs], self.heading))
                for runs in block.head
            ),
            rows=self.nothing.join(self.row(row, heads, id) for row, id in zip(block.rows, ids, strict=True)),
        )

    def row(self, row: list[b.Cell], heads: list[str], id: str) -> str:
        first, *others = (
            Markup(' data-label="{}">{}').format(head, self.paragraphs(cell, None if place else self.heading))
            for place, (head, cell) in enumerate(zip(heads, row, strict=True))
        )
        return Markup('<tr{}><th scope="row"{}</th>{}</tr>').format(
            Markup(' id="{}"').format(id) if id else "",
            first,
            self.nothing.join(Markup("<td{}</td>").format(each) for each in others),
        )

    def runs(self, runs: b.Runs) -> str:
        return self.nothing.join(map(self.run, runs))

    def text(self, run: b.Text) -> str:
        return escape(run.words)

    def strong(self, run: b.Strong) -> str:
        return Markup("<strong>{}</strong>").format(run.words)

    def emphasis(self, run: b.Emphasis) -> str:
        return Markup("<em>{}</em>").format(run.words)

    def ref(self, run: b.Ref) -> str:
        return self.link("internal", self.address(run.kind, run.id), run.words)

    def url(self, run: b.Url) -> str:
        found = self.link("external", run.address, run.words)
        if self.site or run.words in run.address:
            return found
        # Who reads a book without a network must see where a link leads.
        return found + Markup(' <span class="link-target">[{}]</span>').format(run.address)

    def file(self, run: b.File) -> str:
        return self.link("external", None if self.top is None else f"{self.top}{run.path}", run.words)

    @staticmethod
    def link(kind: str, address: str | None, words: str) -> str:
        """A link, or its words if it would lead nowhere."""
        if not address:
            return escape(words)
        return Markup('<a class="reference {}" href="{}">{}</a>').format(kind, address, words)

    def label(self, run: b.LabelRun) -> str:
        return Markup('<span class="fact-label fact-{}">{}</span>').format(run.tone, run.words)

    def answer(self, run: b.AnswerRun) -> str:
        return Markup('<strong class="fact-answer fact-{}">{}</strong>').format(run.value, run.words)

    def cite(self, run: b.Cite) -> str:
        return Markup('<a class="fact-cite" role="doc-noteref" href="#source-{0}">[{0}]</a>').format(run.number)

    def source_ref(self, run: b.SourceRef) -> str:
        if not self.bibliography:
            return Markup(' <span class="fact-cite">[{}]</span>').format(run.words)
        return Markup(' <a class="fact-cite fact-source" href="{}#source-{}">[{}]</a>').format(
            self.bibliography, run.key, run.words
        )


def json_script(value: Any, kind: str = "application/json", id: str = "") -> Markup:
    """Data for a program that reads the page; no text in it can end its element."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    safe = Markup(text.translate({ord(each): f"\\u{ord(each):04x}" for each in "<>&"}))  # noqa: S704 - nothing is left to escape
    named = Markup(' id="{}"').format(id) if id else ""
    return Markup('<script type="{}"{}>{}</script>').format(kind, named, safe)


def top_of(builder: Builder, page: str) -> str | None:
    """Where files of the site are, as seen from a page; a book has none beside it, and leads to the site."""
    if is_site(builder):
        return "../" * builder.get_target_uri(page).count("/")
    return site_address(builder.config, "typst_site") or None


def html_of(translator: HTML5Translator) -> InHtml:
    """A writer whose links start from the page that ``translator`` writes."""
    builder = translator.builder
    domain = TherapyDomain.of(builder.env)
    here = builder.current_docname

    def address(kind: str, id: str) -> str | None:
        if kind == "here":
            return f"#{id}"
        found = domain.find(kind, id)
        if found is None:
            return None
        asked = "".join(id.partition("?")[1:]) if kind == "page" else ""
        return f"{builder.get_relative_uri(here, found.docname)}{asked}#{found.mark(id)}".removesuffix("#")

    page = domain.bibliography
    listed = builder.get_relative_uri(here, page) if page in builder.env.all_docs else ""
    return InHtml(address, listed, top_of(builder, here), site=is_site(builder))


def visit_facts_html(self: HTML5Translator, node: facts) -> None:
    ids = Markup().join(Markup('<span id="{}"></span>').format(id) for id in node["ids"])
    written = html_of(self).blocks(node["blocks"])
    self.body.append(str(Markup('<div class="facts-block">{}{}</div>\n').format(ids, written)))
    raise nodes.SkipNode


def visit_picture_html(self: HTML5Translator, node: picture) -> None:
    self.body.append(f'<figure class="therapy-picture">{node["svg"]}</figure>\n')
    raise nodes.SkipNode


def visit_text(self: TextTranslator, node: nodes.Element) -> None:
    self.new_state(0)
    self.add_text(node.astext())
    self.end_state()
    raise nodes.SkipNode


def depart(self: SphinxTranslator, node: nodes.Element) -> NoReturn:
    raise AssertionError("a node that is written when it is visited is never left")
