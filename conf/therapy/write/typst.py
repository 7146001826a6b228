"""Blocks of facts as Typst, wherever they are printed. Knows no page and no site."""

from __future__ import annotations

from typing import TYPE_CHECKING

from conf.typstbook.paper_sizes import Paper
from conf.typstbook.translate.syntax import breakable_url, escape, string
from conf.typstbook.translate.tables import Cell, Grid, as_facets, as_table, choose

from ..blocks import Block, Run, Runs, Table, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class OnPaper:
    """Writes blocks as Typst, without links inside the reference and without citations.

    Attributes:
        paper: the room for tables.
    """

    def __init__(self, paper: Paper) -> None:
        self.paper = paper

    def blocks(self, blocks: Iterable[Block]) -> str:
        return "".join(getattr(self, f"block_{block[0]}")(*block[1:]) for block in blocks)

    def block_p(self, runs: Runs) -> str:
        return f"#par[{self.runs(runs)}]\n\n"

    def block_list(self, items: list[Runs]) -> str:
        return "\n\n#list(\n" + "".join(f"  [#par[{self.runs(runs)}]],\n" for runs in items) + ")\n\n"

    def block_note(self, tone: str, title: str, inner: list[Block]) -> str:
        weight = "strong" if tone == "warning" else "plain"
        return f"\n\n#note({string(weight)}, [{escape(title)}])[\n{self.blocks(inner)}]\n\n"

    def block_section(self, slug: str, title: str, inner: list[Block]) -> str:
        return f"\n\n{self.anchor(slug)}#minor[{escape(title)}]\n\n{self.blocks(inner)}"

    def block_sources(self, _items: list[tuple[int, str, Runs]]) -> str:
        return ""

    def block_table(self, table: Table) -> str:
        grid = self.grid(table)
        if choose(grid, self.paper) == "portrait":
            return f"\n\n#{as_table(grid, self.paper.upright, self.paper.size)}\n\n"
        return f"\n\n#{as_facets(grid)}\n\n"

    def grid(self, table: Table) -> Grid:
        ids = table.ids or ("",) * len(table.rows)
        rows = tuple(tuple(self.row(row, id)) for row, id in zip(table.rows, ids, strict=True))
        # Without links: the header stands again on each page of the table, where it may hold none.
        head = tuple(Cell(escape(words(runs)), words(runs)) for runs in table.head)
        return Grid(len(head), (head,), rows, stub=True)

    def row(self, row: list[list[Runs]], id: str) -> Iterator[Cell]:
        for number, cell in enumerate(row):
            anchor = self.anchor(id) if id and number == 0 else ""
            markup = "\n\n".join(self.runs(runs) for runs in cell)
            yield Cell(anchor + markup, "\n".join(map(words, cell)), paragraph=len(cell) == 1)

    def anchor(self, _id: str) -> str:
        return ""

    def runs(self, runs: Runs) -> str:
        return "".join(getattr(self, f"run_{run[0]}")(run) for run in runs)

    def run_text(self, run: Run) -> str:
        return escape(run[1])

    def run_strong(self, run: Run) -> str:
        return f"#strong[{escape(run[1])}]"

    def run_em(self, run: Run) -> str:
        return f"#emph[{escape(run[1])}]"

    def run_label(self, run: Run) -> str:
        return f"#badge[{escape(run[2])}]"

    def run_answer(self, run: Run) -> str:
        return f"#strong[{escape(run[2])}]"

    def run_url(self, run: Run) -> str:
        _, address, shown = run
        return f"#weblink({string(address)})[{breakable_url(shown) if shown == address else escape(shown)}]"

    def run_ref(self, run: Run) -> str:
        return escape(run[3])

    def run_cite(self, _run: Run) -> str:
        return ""

    def run_source(self, run: Run) -> str:
        return f" \\[{escape(run[2])}\\]"
