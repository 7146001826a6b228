"""What pages show, as plain data: blocks made of runs. Knows no Sphinx.

Each kind is a tuple with names, so that it pickles small and one digest of its ``repr``
tells whether a page changed. Whoever reads blocks must know every kind: mypy refuses a
``match`` that forgets one, and a ``Writer`` without a method for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple, TypeAlias, assert_never

from markupsafe import Markup

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
    """A link to an object of the domain, by its kind and identifier.

    Of the kind ``page`` to a page, by its name and what it is asked after a ``?``; of the kind ``here`` to a place
    on the same page.
    """

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


class Glyph(NamedTuple):
    """The small picture of the two circles: where a treatment stands, one of ``views.glyph.ZONES``."""

    zone: str


class Sure(NamedTuple):
    """How sure one can be, in none to four dots and in words."""

    dots: int
    words: str


Run: TypeAlias = Text | Strong | Emphasis | Ref | Url | File | Cite | SourceRef | LabelRun | AnswerRun | Glyph | Sure
Runs: TypeAlias = list[Run]
Cell: TypeAlias = list[Runs]  # of a table: a line a paragraph

# -- Blocks: what stands below each other ----------------------------------------


class Paragraph(NamedTuple):
    """A paragraph."""

    runs: Runs


KINDS: Final = "doors kinds"  # the look of doors to the kinds of something, which paper tells in a list


class Bullets(NamedTuple):
    """A list without numbers.

    Links of the look ``doors``, ``jumps`` or ``tabs`` lead on; paper does without. The ids are anchors on the site.
    """

    items: list[Runs]
    look: str = ""
    ids: tuple[str, ...] = ()


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


class Answer(NamedTuple):
    """A card with one of the two answers: the question, the answer, where it stands, and why."""

    term: str
    question: str
    answer: AnswerRun
    zone: str
    reason: Runs


class Answers(NamedTuple):
    """Cards with answers, beside each other where there is room."""

    items: list[Answer]


class Brief(NamedTuple):
    """A term and a short answer; the tone ``warning`` marks what must not be missed."""

    term: str
    runs: Runs
    tone: str = ""


class Glance(NamedTuple):
    """What one wants to know first, at a glance."""

    items: list[Brief]


class Card(NamedTuple):
    """Something with a frame of its own: a title, labels, and what there is to say; the id is its anchor."""

    title: Runs
    tags: Runs
    blocks: list[Block]
    id: str = ""


class Cards(NamedTuple):
    """Cards below each other; the level is that of their headings. As a ``listing`` they are lines of one list."""

    items: list[Card]
    level: int = 3
    look: str = ""


class Step(NamedTuple):
    """One thing that happens: how long it takes, and where, if that is known."""

    title: str
    runs: Runs
    duration: str = ""
    place: str = ""


class Steps(NamedTuple):
    """What happens, in order."""

    items: list[Step]


class Bar(NamedTuple):
    """How many of 100 people: the group, the number, how it is said, and the interval, if there is one."""

    name: str
    value: float
    figure: str
    interval: str = ""


class Bars(NamedTuple):
    """A question on how many of 100 people, answered for each group by a number and a bar; then what to know of it."""

    question: str
    rows: list[Bar]
    remark: Runs


class Column(NamedTuple):
    """Blocks under a title, beside others."""

    title: str
    blocks: list[Block]


class Columns(NamedTuple):
    """Groups beside each other where there is room."""

    items: list[Column]


class Call(NamedTuple):
    """What to call for at once."""

    title: str
    blocks: list[Block]


class Drawing(NamedTuple):
    """A picture that was drawn from the data, and its text alternative."""

    svg: Markup
    alt: str


class Fold(NamedTuple):
    """A section that a reader opens; the note tells what is in it. On paper it is open."""

    slug: str
    title: str
    note: str
    blocks: list[Block]


Block: TypeAlias = (
    Paragraph | Bullets | Table | Note | Section | Sources
    | Answers | Glance | Cards | Steps | Bars | Columns | Call | Drawing | Fold
)  # fmt: skip


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


def fold(slug: str, title: str, note: str, *blocks: Block) -> Fold:
    return Fold(slug, title, note, list(blocks))


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
    """The text of runs, without citations and pictures."""
    return "".join("" if isinstance(run, (Cite, SourceRef, Glyph)) else run.words for run in runs)


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
        case Answers():
            yield from (each for card in block.items for each in (card.question, line(card.answer), card.reason))
        case Glance():
            yield from (each for brief in block.items for each in (brief.term, brief.runs))
        case Cards():
            for card in block.items:
                yield card.title
                yield card.tags
                yield from (each for inner in card.blocks for each in lines(inner))
        case Steps():
            yield from (each for step in block.items for each in (step.title, step.runs, step.duration, step.place))
        case Bars():
            yield block.question
            yield from (each for row in block.rows for each in (row.name, f"{row.figure} {row.interval}".strip()))
            yield block.remark
        case Drawing():
            yield block.alt
        case Columns():
            yield from (each for column in block.items for each in all_lines(column.title, column.blocks))
        case Note() | Section() | Fold() | Call():
            yield from all_lines(block.title, block.blocks)
        case _:
            assert_never(block)


def all_lines(title: str, blocks: Iterable[Block]) -> Iterator[str | Runs]:
    """A title, and every line of the blocks below it."""
    yield title
    yield from (each for inner in blocks for each in lines(inner))


def texts(block: Block) -> Iterator[str]:
    """Every piece of text in a block, in reading order."""
    return (text for each in lines(block) if (text := each if isinstance(each, str) else words(each)))


def references(block: Block) -> Iterator[Ref]:
    """Every link to an object in a block."""
    return (run for each in lines(block) if not isinstance(each, str) for run in each if isinstance(run, Ref))
