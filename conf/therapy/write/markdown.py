"""Blocks of facts as Markdown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from docutils import nodes

from conf.sitekit.markdown import Markdown, escaped

from .. import blocks as b
from ..views.glyph import ZONES
from .panels import dots
from .writer import Writer, leads


def marked(run: b.Strong | b.Emphasis | b.LabelRun | b.AnswerRun, mark: str = "**") -> str:
    """Words in bold or italics; a space at their end stays outside, where Markdown wants it."""
    words = escaped(run.words)
    bare = words.strip()
    return words.replace(bare, f"{mark}{bare}{mark}", 1) if bare else words


class InMarkdown(Writer):
    """Writes blocks as Markdown.

    Attributes:
        address: the address of an object as seen from the page, or nothing if it has none.
        top: the way from the page to the top of the site.
        level: of the headings of sections.
    """

    between = "\n\n"

    def blocks(self, blocks: Iterable[b.Block]) -> str:
        """Blocks below each other; what this output leaves out leaves no gap."""
        return self.between.join(filter(None, map(self.block, blocks)))

    def __init__(self, address: Callable[[str, str], str | None], top: str = "", level: int = 1) -> None:
        self.address, self.top, self.level = address, top, level

    def runs(self, runs: b.Runs) -> str:
        return super().runs(runs).strip()

    def paragraph(self, block: b.Paragraph) -> str:
        return self.runs(block.runs)

    def bullets(self, block: b.Bullets) -> str:
        if block.look == "tabs":
            return ""
        found = [runs for runs in block.items if block.look != "doors" or leads(runs, self.address)]
        return "\n".join(f"- {self.runs(item)}" for item in found)

    def table(self, block: b.Table) -> str:
        rows = [list(map(self.runs, block.head))]
        rows += [[" <br> ".join(map(self.runs, cell)) for cell in row] for row in block.rows]
        head, *body = (f"| {' | '.join(row)} |" for row in rows)
        caption = f"**{escaped(block.caption)}**\n\n" if block.caption else ""
        return caption + "\n".join([head, "|" + "---|" * len(block.head), *body])

    def note(self, block: b.Note) -> str:
        text = f"**{escaped(block.title)}**\n\n{self.blocks(block.blocks)}"
        return "\n".join(f"> {line}".rstrip() for line in text.split("\n"))

    def section(self, block: b.Section) -> str:
        inner = type(self)(self.address, self.top, self.level + 1)
        return f"{'#' * min(6, self.level)} {escaped(block.title)}\n\n{inner.blocks(block.blocks)}"

    def sources(self, block: b.Sources) -> str:
        return "\n".join(f"{each.number}. {self.runs(each.runs)} `{each.key}`" for each in block.items)

    def answers(self, block: b.Answers) -> str:
        return "\n".join(
            f"- **{escaped(each.question)}** {self.answer(each.answer)}. {self.runs(each.reason)}"
            for each in block.items
        )

    def glance(self, block: b.Glance) -> str:
        return "\n".join(f"- **{escaped(each.term)}:** {self.runs(each.runs)}" for each in block.items)

    def cards(self, block: b.Cards) -> str:
        return self.between.join(map(self.card, block.items))

    def card(self, card: b.Card) -> str:
        inner = type(self)(self.address, self.top, self.level + 1)
        tags = ", ".join(map(self.run, card.tags))
        parts = [f"{'#' * min(6, self.level)} {self.runs(card.title)}", tags, inner.blocks(card.blocks)]
        return self.between.join(filter(None, parts))

    def steps(self, block: b.Steps) -> str:
        return "\n".join(
            f"{number}. **{escaped(each.title)}**"
            f"{''.join(f', {escaped(part)}' for part in (each.duration, each.place) if part)}: {self.runs(each.runs)}"
            for number, each in enumerate(block.items, 1)
        )

    def bars(self, block: b.Bars) -> str:
        rows = [
            f"- {escaped(each.name)}: **{escaped(each.figure)}** {escaped(each.interval)}".rstrip()
            for each in block.rows
        ]
        asked = f"**{escaped(block.question)}**"
        return self.between.join(filter(None, (asked, "\n".join(rows), self.runs(block.remark))))

    def columns(self, block: b.Columns) -> str:
        return self.between.join(self.section(b.Section("", each.title, each.blocks)) for each in block.items)

    def call(self, block: b.Call) -> str:
        return self.note(b.Note("warning", block.title, block.blocks))

    def drawing(self, block: b.Drawing) -> str:
        return f"*Picture: {escaped(block.alt)}*"

    def fold(self, block: b.Fold) -> str:
        return self.section(b.Section(block.slug, block.title, block.blocks))

    def text(self, run: b.Text) -> str:
        return escaped(run.words)

    def strong(self, run: b.Strong) -> str:
        return marked(run)

    def emphasis(self, run: b.Emphasis) -> str:
        return marked(run, "*")

    def ref(self, run: b.Ref) -> str:
        address = self.address(run.kind, run.id)
        return f"[{escaped(run.words)}]({address})" if address else escaped(run.words)

    def url(self, run: b.Url) -> str:
        return f"[{escaped(run.words)}]({run.address})"

    def file(self, run: b.File) -> str:
        return f"[{escaped(run.words)}]({self.top}{run.path})"

    def cite(self, run: b.Cite) -> str:
        return f" \\[{run.number}\\]"

    def source_ref(self, run: b.SourceRef) -> str:
        return escaped(run.words)

    def label(self, run: b.LabelRun) -> str:
        return marked(run)

    def answer(self, run: b.AnswerRun) -> str:
        return marked(run)

    def glyph(self, run: b.Glyph) -> str:
        return f"({ZONES[run.zone]}) "

    def sure(self, run: b.Sure) -> str:
        return f"{dots(run.dots)} {escaped(run.words)}"


def visit_facts(writer: Markdown, node: nodes.Element) -> Iterator[str]:
    links: Any = writer.addresses
    yield InMarkdown(links.object, links.up, writer.level + 1).blocks(node["blocks"])


def visit_picture(_writer: Markdown, node: nodes.Element) -> Iterator[str]:
    yield f"*Picture: {escaped(node.astext())}*"
