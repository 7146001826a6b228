"""What pages show, as plain data: blocks made of runs. Knows no Sphinx.

Each kind is a tuple with names, so that it pickles small and one digest of its ``repr``
tells whether a page changed. Whoever reads blocks must know every kind: mypy refuses a
``match`` that forgets one, and a ``Writer`` without a method for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple, TypeAlias, assert_never

# -- Runs: what stands in a line -------------------------------------------------


class Text(NamedTuple):
    """Words as they are."""

    words: str


class Strong(NamedTuple):
    """Words that matter most."""

    words: str


class Emphasis(NamedTuple):
    """Words set apart, such as a remark."""

    words: str


class Ref(NamedTuple):
    """A link to an object of the domain, by its kind and identifier."""

    kind: str
    id: str
    words: str


class Url(NamedTuple):
    """A link to another site."""

    address: str
    words: str


class File(NamedTuple):
    """A link to a file of this site, by its path below the site's top."""

    path: str
    words: str


class Cite(NamedTuple):
    """A citation: an entry of the page's own list of sources."""

    key: str
    number: int


class SourceRef(NamedTuple):
    """A citation: an entry of the list of all sources."""

    key: str
    words: str


class LabelRun(NamedTuple):
    """One of the reader's labels; its tone gives the colour."""

    tone: str
    words: str


class AnswerRun(NamedTuple):
    """An answer: ``yes``, ``no`` or ``contested``, and how it is said."""

    value: str
    words: str


Run: TypeAlias = Text | Strong | Emphasis | Ref | Url | File | Cite | SourceRef | LabelRun | AnswerRun
Runs: TypeAlias = list[Run]
Cell: TypeAlias = list[Runs]  # of a table: a line a paragraph

# -- Blocks: what stands below each other ----------------------------------------


class Paragraph(NamedTuple):
    """A paragraph."""

    runs: Runs


class Bullets(NamedTuple):
    """A list without numbers."""

    items: list[Runs]


class Table(NamedTuple):
    """A table of facts. The first column heads its row.

    Attributes:
        caption: what the table holds, in a few words.
        head: the column headers.
        rows: a list of cells a row.
        classes: CSS classes.
        ids: an anchor for each row, or nothing.
    """

    caption: str
    head: list[Runs]
    rows: list[list[Cell]]
    classes: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()


class Note(NamedTuple):
    """What stands out of the page; the tone ``warning`` more than others."""

    tone: str
    title: str
    blocks: list[Block]


class Section(NamedTuple):
    """Blocks under a title; the slug is their anchor."""

    slug: str
    title: str
    blocks: list[Block]


class Source(NamedTuple):
    """An entry of a page's list of sources."""

    number: int
    key: str
    runs: Runs


class Sources(NamedTuple):
    """The page's list of sources."""

    items: list[Source]


Block: TypeAlias = Paragraph | Bullets | Table | Note | Section | Sources

# -- Making them -----------------------------------------------------------------


def line(*runs: Run | str) -> Runs:
    """Runs; text may be given as it is."""
    return [Text(run) if isinstance(run, str) else run for run in runs]


def p(*runs: Run | str) -> Paragraph:
    """A paragraph."""
    return Paragraph(line(*runs))


def cell(*runs: Run | str) -> Cell:
    """A cell of one paragraph."""
    return [line(*runs)]


def head(*titles: str) -> list[Runs]:
    """The column headers of a table."""
    return [line(title) for title in titles]


def section(slug: str, title: str, *blocks: Block) -> Section:
    return Section(slug, title, list(blocks))


def note(tone: str, title: str, *blocks: Block) -> Note:
    return Note(tone, title, list(blocks))


def joined(parts: Iterable[Runs], by: str = ", ") -> Runs:
    """Runs in a row, with ``by`` between them."""
    found: Runs = []
    for part in parts:
        if found:
            found.append(Text(by))
        found += part
    return found


# -- Reading them ----------------------------------------------------------------


def words(runs: Runs) -> str:
    """The text of runs, without citations."""
    return "".join("" if isinstance(run, (Cite, SourceRef)) else run.words for run in runs)


def lines(block: Block) -> Iterator[str | Runs]:
    """Every caption, title and line of a block, in reading order."""
    match block:
        case Paragraph():
            yield block.runs
        case Bullets():
            yield from block.items
        case Table():
            yield block.caption
            yield from block.head
            yield from (each for row in block.rows for cell in row for each in cell)
        case Sources():
            yield from (each.runs for each in block.items)
        case Note() | Section():
            yield block.title
            yield from (each for inner in block.blocks for each in lines(inner))
        case _:
            assert_never(block)


def texts(block: Block) -> Iterator[str]:
    """Every piece of text in a block, in reading order."""
    return (each if isinstance(each, str) else words(each) for each in lines(block))


def references(block: Block) -> Iterator[Ref]:
    """Every link to an object in a block."""
    return (run for each in lines(block) if not isinstance(each, str) for run in each if isinstance(run, Ref))
