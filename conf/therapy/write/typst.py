"""Blocks of facts as Typst, wherever they are printed. Knows no page and no site."""

from __future__ import annotations

from typing import TYPE_CHECKING

from conf.typstbook.paper_sizes import Paper
from conf.typstbook.translate.syntax import breakable_url, escape, string
from conf.typstbook.translate.tables import Cell, Grid, as_facets, as_table, choose

from .. import blocks as b
from ..blocks import words
from ..views.glyph import ZONES, standing_alone
from .writer import Writer, leads_on

if TYPE_CHECKING:
    from collections.abc import Iterator


class OnPaper(Writer):
    """Writes blocks as Typst, without links inside the reference and without citations.

    Attributes:
        paper: the room for tables.
    """

    def __init__(self, paper: Paper) -> None:
        self.paper = paper

    def paragraph(self, block: b.Paragraph) -> str:
        return f"#par[{self.runs(block.runs)}]\n\n"

    def bullets(self, block: b.Bullets) -> str:
        if leads_on(block):
            return ""  # on paper nobody can follow them
        return "\n\n#list(\n" + "".join(f"  [#par[{self.runs(item)}]],\n" for item in block.items) + ")\n\n"

    def note(self, block: b.Note) -> str:
        weight = "strong" if block.tone == "warning" else "plain"
        return f"\n\n#note({string(weight)}, [{escape(block.title)}])[\n{self.blocks(block.blocks)}]\n\n"

    def section(self, block: b.Section) -> str:
        return f"\n\n{self.anchor(block.slug)}#minor[{escape(block.title)}]\n\n{self.blocks(block.blocks)}"

    def sources(self, block: b.Sources) -> str:
        return ""

    def table(self, block: b.Table) -> str:
        grid = self.grid(block)
        if choose(grid, self.paper) == "portrait":
            return f"\n\n#{as_table(grid, self.paper.upright, self.paper.size)}\n\n"
        return f"\n\n#{as_facets(grid)}\n\n"

    def grid(self, table: b.Table) -> Grid:
        ids = table.ids or ("",) * len(table.rows)
        rows = tuple(tuple(self.row(row, id)) for row, id in zip(table.rows, ids, strict=True))
        # Without links: the header stands again on each page of the table, where it may hold none.
        head = tuple(Cell(escape(words(runs)), words(runs)) for runs in table.head)
        return Grid(len(head), (head,), rows, stub=True)

    def row(self, row: list[b.Cell], id: str) -> Iterator[Cell]:
        for number, cell in enumerate(row):
            anchor = self.anchor(id) if id and number == 0 else ""
            markup = "\n\n".join(self.runs(runs) for runs in cell)
            yield Cell(anchor + markup, "\n".join(map(words, cell)), paragraph=len(cell) == 1)

    def answers(self, block: b.Answers) -> str:
        items = (
            f"({self.picture(each.zone)}, [{escape(each.question)}], [{self.answer(each.answer)}], "
            f"[{self.runs(each.reason)}]),"
            for each in block.items
        )
        return f"\n\n#answers({''.join(items)})\n\n"

    def glance(self, block: b.Glance) -> str:
        items = (f"([{escape(each.term)}], [{self.runs(each.runs)}])," for each in block.items)
        return f"\n\n#glance({''.join(items)})\n\n"

    def cards(self, block: b.Cards) -> str:
        return "".join(map(self.card, block.items))

    def card(self, card: b.Card) -> str:
        tags = " · ".join(map(self.run, card.tags))
        anchor = self.anchor(card.id) if card.id else ""
        tagged = f"#par[{tags}]\n\n" if tags else ""
        return f"\n\n#card[{anchor}#card-title[{self.runs(card.title)}]\n{tagged}{self.blocks(card.blocks)}]\n\n"

    def steps(self, block: b.Steps) -> str:
        items = []
        for each in block.items:
            when = ", ".join(filter(None, (each.duration, each.place)))
            items.append(f"([{escape(each.title)}], [{escape(when)}], [{self.runs(each.runs)}]),")
        return f"\n\n#steps({''.join(items)})\n\n"

    def bars(self, block: b.Bars) -> str:
        rows = (
            f"([{escape(each.name)}], {each.value:.1f}, [#strong[{escape(each.figure)}] {escape(each.interval)}]),"
            for each in block.rows
        )
        return f"\n\n#bars([{escape(block.question)}], [{self.runs(block.remark)}], {''.join(rows)})\n\n"

    def columns(self, block: b.Columns) -> str:
        items = (f"[#card-title[{escape(each.title)}]\n{self.blocks(each.blocks)}]," for each in block.items)
        return f"\n\n#beside({''.join(items)})\n\n"

    def call(self, block: b.Call) -> str:
        return f"\n\n#call([{escape(block.title)}])[{self.blocks(block.blocks)}]\n\n"

    def drawing(self, block: b.Drawing) -> str:
        return ""  # where there is no book to hold the file, the words beside it say the same

    def fold(self, block: b.Fold) -> str:
        return self.section(b.Section(block.slug, block.title, block.blocks))

    @staticmethod
    def picture(zone: str) -> str:
        return f"zone({string(standing_alone(zone))}, {string(ZONES[zone])})"

    def glyph(self, run: b.Glyph) -> str:
        return f"#{self.picture(run.zone)}~"

    def sure(self, run: b.Sure) -> str:
        return f"#sure({run.dots}, [{escape(run.words)}])"

    def anchor(self, _id: str) -> str:
        return ""

    def text(self, run: b.Text) -> str:
        return escape(run.words)

    def strong(self, run: b.Strong) -> str:
        return f"#strong[{escape(run.words)}]"

    def emphasis(self, run: b.Emphasis) -> str:
        return f"#emph[{escape(run.words)}]"

    def label(self, run: b.LabelRun) -> str:
        return f"#badge[{escape(run.words)}]"

    def answer(self, run: b.AnswerRun) -> str:
        return f"#strong[{escape(run.words)}]"

    def url(self, run: b.Url) -> str:
        shown = breakable_url(run.words) if run.words in run.address else escape(run.words)
        return f"#weblink({string(run.address)})[{shown}]"

    def file(self, run: b.File) -> str:
        return escape(run.words)

    def ref(self, run: b.Ref) -> str:
        return escape(run.words)

    def cite(self, run: b.Cite) -> str:
        return ""

    def source_ref(self, run: b.SourceRef) -> str:
        return f"~\\[{escape(run.words)}\\]"


class Shortly(OnPaper):
    """Writes short forms: what a page folds is told of by its title, and sources stand in a row."""

    def fold(self, block: b.Fold) -> str:
        return self.paragraph(b.p(b.Strong(block.title), f": {block.note}." if block.note else "."))

    def bars(self, block: b.Bars) -> str:
        return f"\n\n#pad(left: 1.2em)[{super().bars(block)}]\n\n"  # they belong to the use above

    def columns(self, block: b.Columns) -> str:
        return super().columns(block).replace("#beside(", "#beside(whole: true, ", 1)

    def sources(self, block: b.Sources) -> str:
        items = (
            f"{self.anchor(f'source-{each.number}')}\\[{each.number}\\]~{self.runs(each.runs)}" for each in block.items
        )
        return f"#source-row[{' '.join(items)}]\n\n"
