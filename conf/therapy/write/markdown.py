"""Writes blocks of facts (``therapy.content``) as Markdown."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from docutils import nodes

from conf.sitekit.markdown import Markdown, escaped

from ..blocks import Block, Run, Runs, Table


class Blocks(NamedTuple):
    """Writes blocks of facts.

    Attributes:
        address: the address of an object as seen from the page, or nothing if it has none.
    """

    address: Callable[[str, str], str | None]

    def blocks(self, blocks: list[Block], level: int) -> Iterator[str]:
        """Blocks; sections among them have headings of this level."""
        for block in blocks:
            yield from self.block(block, level)

    def block(self, block: Block, level: int) -> Iterator[str]:
        kind = block[0]
        if kind == "p":
            yield self.runs(block[1])
        elif kind == "list":
            yield "\n".join(f"- {self.runs(runs)}" for runs in block[1])
        elif kind == "table":
            yield from self.table(block[1])
        elif kind == "sources":
            yield "\n".join(f"{number}. {self.runs(runs)} `{key}`" for number, key, runs in block[1])
        elif kind == "note":
            inner = "\n>\n".join(f"> {text}" for text in self.blocks(block[3], level))
            yield f"> **{escaped(block[2])}**\n>\n" + inner
        else:
            yield f"{'#' * min(6, level)} {escaped(block[2])}"
            yield from self.blocks(block[3], level + 1)

    def table(self, table: Table) -> Iterator[str]:
        if table.caption:
            yield f"**{escaped(table.caption)}**"
        head = "| " + " | ".join(self.runs(runs) for runs in table.head) + " |"
        rows = [
            "| " + " | ".join(" <br> ".join(self.runs(runs) for runs in cell) for cell in row) + " |"
            for row in table.rows
        ]
        yield "\n".join([head, "|" + "---|" * len(table.head), *rows])

    def runs(self, runs: Runs) -> str:
        return "".join(self.run(run) for run in runs).strip()

    def run(self, run: Run) -> str:
        kind, words = run[0], escaped(str(run[-1]))
        if kind in ("strong", "answer", "label"):
            bare = words.strip()
            return words.replace(bare, f"**{bare}**", 1) if bare else words
        if kind == "em":
            return f"*{words}*"
        if kind == "ref":
            address = self.address(run[1], run[2])
            return f"[{words}]({address})" if address else words
        if kind == "url":
            return f"[{words}]({run[1]})"
        if kind == "cite":
            return f" \\[{run[2]}\\]" if run[2] else f" \\[{run[1]}\\]"
        return words


def visit_facts(writer: Markdown, node: nodes.Element) -> Iterator[str]:
    addresses: Any = writer.addresses
    yield from Blocks(addresses.object).blocks(node["blocks"], writer.level + 1)


def visit_picture(_writer: Markdown, node: nodes.Element) -> Iterator[str]:
    yield f"*Picture: {escaped(node.astext())}*"


def visit_nothing(_writer: Markdown, _node: nodes.Element) -> Iterator[str]:
    yield from ()
