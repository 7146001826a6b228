"""Decision charts: the rules of a term from the top, and the way of one treatment through them."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from textwrap import wrap
from typing import Final, NamedTuple

from taxonomy.decide.classification import RULES, Answer
from taxonomy.decide.rule import Rule
from taxonomy.model import vocabulary as v

WIDTH: Final = 360  # as narrow as a phone, so that the words stay legible
LETTERS: Final = 30  # of a line in a box
LINE, PAD, GAP = 18, 12, 26  # heights: a line, the space above and below the words, the way to the next box
BOX, PILL = 244, 84  # widths: of a question, of an answer
#: The colour and the outline of an answer: known apart without colour, too; and the answer as it fits into its shape.
LOOK: Final = {"yes": ("#2e7d4f", "none"), "no": ("#6b665a", "none"), "contested": ("#8a5a00", "5 3")}
SHORT: Final = {"yes": "yes", "no": "no", "contested": "depends"}
OTHERWISE: Final = "A body that defines the word says otherwise of this very treatment."


class Asked(NamedTuple):
    """One box of a chart: what is asked, and the answer that it leads to, if it fits."""

    name: str
    words: str
    value: str
    fits: bool = False
    link: str = "if not"  # what stands at the way to it


class Chart(NamedTuple):
    """What stands in a chart, as elements of SVG for an image ``WIDTH`` wide, and in words.

    Attributes:
        title: what it shows.
        alt: all that it shows, in words.
        height: how high the image is.
        drawn: the elements.
    """

    title: str
    alt: str
    height: int
    drawn: str


def said(value: str) -> str:
    """An answer in the words of the pages."""
    return v.ANSWER[value].lower()


def chart(rules: Sequence[Rule], term: str) -> Chart:
    """All rules of a term."""
    boxes = [Asked(each.id, each.sentence, each.value) for each in rules]
    title = f"The rules for {v.TERM[term]}, from the top"
    steps = " ".join(f"{each.name}: {each.words} If so: {said(each.value)}." for each in boxes)
    return drawn(boxes, title, f"{title}. The first that fits decides. {steps}")


def way(answer: Answer) -> Chart:
    """The way of one treatment to its answer."""
    rules = RULES[answer.term]
    place = [each.id for each in rules].index(answer.rules[0])
    before, decided = rules[:place], rules[place]
    boxes = []
    if before:
        count = "The rule before it does not fit" if len(before) == 1 else f"{len(before)} rules before it do not fit"
        boxes.append(Asked("", f"{count}: {', '.join(each.id for each in before)}.", ""))
    boxes.append(Asked(decided.id, decided.sentence, decided.value, fits=True))
    if answer.value != decided.value:
        boxes.append(Asked("AS1", OTHERWISE, answer.value, fits=True, link="but"))
    title = f"The way through the rules for {v.TERM[answer.term]}"
    told = " ".join(each.words for each in boxes)
    return drawn(boxes, title, f"{title}. {told} So: {said(answer.value)}.")


def drawn(boxes: list[Asked], title: str, alt: str) -> Chart:
    """Boxes below each other, each with its answer beside it."""
    parts, top = [], 2
    for number, each in enumerate(boxes):
        lines = wrap(f"{each.name}. {each.words}" if each.name else each.words, LETTERS)
        high = len(lines) * LINE + 2 * PAD
        parts.append(box(each, lines, top, high))
        if number + 1 < len(boxes):
            parts.append(down(top + high, boxes[number + 1].link))
        top += high + GAP
    return Chart(title, alt, top - GAP + 2, "".join(parts))


def box(each: Asked, lines: list[str], top: int, high: int) -> str:
    """A question, an arrow, and its answer."""
    words = "".join(
        f'<tspan x="{PAD}" dy="{LINE if place else 0}">{escape(told)}</tspan>' for place, told in enumerate(lines)
    )
    dashes = "" if each.value else ' stroke-dasharray="3 3" stroke-opacity=".6"'
    return (
        f'<rect x="2" y="{top}" width="{BOX}" height="{high}" rx="8" fill="none" stroke="currentColor"'
        f' stroke-width="{2.5 if each.fits else 1}"{dashes}/>'
        f'<text x="{PAD}" y="{top + PAD + LINE - 5}">{words}</text>'
        f"{answer(each.value, top + high // 2) if each.value else ''}"
    )


def answer(value: str, middle: int) -> str:
    """The arrow to an answer, and the answer."""
    colour, dashes = LOOK[value]
    left = BOX + 28
    return (
        f'<path d="M{BOX + 4} {middle}h20m-6 -5 6 5 -6 5" fill="none" stroke="currentColor"/>'
        f'<rect x="{left}" y="{middle - 14}" width="{PILL}" height="28" rx="14" fill="{colour}" fill-opacity=".14"'
        f' stroke="{colour}" stroke-width="2" stroke-dasharray="{dashes}"/>'
        f'<text x="{left + PILL // 2}" y="{middle + 5}" text-anchor="middle" font-weight="700">{SHORT[value]}</text>'
    )


def down(bottom: int, link: str) -> str:
    """The way to the next question."""
    return (
        f'<path d="M40 {bottom + 3}v18m-5 -6 5 6 5 -6" fill="none" stroke="currentColor"/>'
        f'<text x="52" y="{bottom + 17}" font-size="13">{link}</text>'
    )
