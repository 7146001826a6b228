"""What pages show, as plain data: blocks made of runs. Knows the taxonomy, not Sphinx.

A run is a tuple that starts with its kind: ``("text", words)``, ``("strong", words)``,
``("ref", object type, id, words)``, ``("url", address, words)``, ``("cite", key, number)``
(an entry of the page's own source list), ``("source", key, words)`` (of the list of all sources), ``("label", tone, words)``, ``("answer", value, words)``.
A block is ``("p", runs)``, ``("list", [runs, …])``, ``("table", Table)``,
``("note", tone, title, [block, …])``, ``("sources", [(number, key, runs), …])`` or
``("section", slug, title, [block, …])``.
Both are plain, so that they pickle small and one hash tells whether a page changed.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple, TypeAlias

Run: TypeAlias = tuple[Any, ...]
Runs: TypeAlias = list[Run]
Block: TypeAlias = tuple[Any, ...]


class Table(NamedTuple):
    """A table of facts. The first column heads its row.

    Attributes:
        caption: what the table holds, in a few words.
        head: the column headers.
        rows: a list of cells a row, each cell a list of paragraphs of runs.
        classes: CSS classes.
        ids: an anchor for each row, or nothing.
    """

    caption: str
    head: list[Runs]
    rows: list[list[list[Runs]]]
    classes: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()


def text(words: str) -> Run:
    return ("text", words)


def strong(words: str) -> Run:
    return ("strong", words)


def ref(kind: str, id: str, words: str) -> Run:
    return ("ref", kind, id, words)


def p(*runs: Run | str) -> Block:
    """A paragraph; text may be given as it is."""
    return ("p", [text(run) if isinstance(run, str) else run for run in runs])


def bullets(items: Iterable[Runs]) -> Block:
    return ("list", list(items))


def section(slug: str, title: str, *blocks: Block) -> Block:
    return ("section", slug, title, list(blocks))


def note(tone: str, title: str, *blocks: Block) -> Block:
    return ("note", tone, title, list(blocks))


def joined(parts: Iterable[Runs], by: str = ", ") -> Runs:
    """Runs in a row, with ``by`` between them."""
    found: Runs = []
    for part in parts:
        if found:
            found.append(text(by))
        found += part
    return found


def texts(block: Block) -> Iterable[str]:
    """Every piece of text in a block, in reading order."""
    kind = block[0]
    if kind == "p":
        yield words(block[1])
    elif kind == "list":
        for runs in block[1]:
            yield words(runs)
    elif kind == "table":
        table: Table = block[1]
        yield table.caption
        for runs in table.head:
            yield words(runs)
        for row in table.rows:
            for cell in row:
                for runs in cell:
                    yield words(runs)
    elif kind == "sources":
        for _, _, runs in block[1]:
            yield words(runs)
    else:
        yield block[2]
        for inner in block[3]:
            yield from texts(inner)


def words(runs: Runs) -> str:
    """The text of runs, without citations."""
    return "".join(str(run[-1]) for run in runs if run[0] not in ("cite", "source"))
