"""Decision charts: the rules of a term from the top, and the way of one treatment through them."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from markupsafe import Markup

from taxonomy import RULES, Answer
from taxonomy import vocabulary as v

if TYPE_CHECKING:
    from taxonomy import Rule

WIDTH: Final = 360  # as narrow as a phone, so that the words stay legible
LETTERS: Final = 30  # of a line in a box
LINE, PAD, GAP = 18, 12, 26  # heights: a line, the space above and below the words, the way to the next box
BOX, PILL = 244, 84  # widths: of a question, of an answer
#: The colour and the outline of an answer: known apart without colour, too.
LOOK: Final = {"yes": ("#2e7d4f", "none"), "no": ("#6b665a", "none"), "contested": ("#8a5a00", "5 3")}


class Asked(NamedTuple):
    """One box of a chart: what is asked, and the answer that it leads to, if it fits."""

    name: str
    words: str
    value: str
    fits: bool = False
    link: str = "if not"  # what stands at the way to it


def chart(rules: Sequence[Rule], term: str) -> tuple[Markup, str]:
    """All rules of a term, and the text alternative."""
    boxes = [Asked(each.id, each.sentence, each.value) for each in rules]
    title = f"The rules for {v.TERM[term]}, from the top"
    steps = " ".join(f"{each.name}: {each.words} If so: {said(each.value)}." for each in boxes)
    return drawn(boxes, title, f"{title}. The first that fits decides. {steps}", term)


def way(answer: Answer, anchor: str) -> tuple[Markup, str] | None:
    """The way of one treatment to its answer, or nothing if no rule of the list decided."""
    rules = RULES[answer.term]
    place = next((place for place, each in enumerate(rules) if each.id == answer.rules[0]), None)
    if place is None:
        return None
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
    alt = f"{title}. {told} So: {said(answer.value)}."
    return drawn(boxes, title, alt, anchor, told="")


OTHERWISE: Final = "A body that defines the word says otherwise of this very treatment."


def said(value: str) -> str:
    """An answer in the words of the pages."""
    return v.ANSWER[value].lower()


def drawn(boxes: list[Asked], title: str, alt: str, anchor: str, told: str | None = None) -> tuple[Markup, str]:
    """Boxes below each other, each with its answer beside it; told in words, unless the words stand beside it."""
    parts, top = [], 2
    for number, each in enumerate(boxes):
        lines = textwrap.wrap(f"{each.name}. {each.words}" if each.name else each.words, LETTERS)
        high = len(lines) * LINE + 2 * PAD
        parts.append(box(each, lines, top, high))
        if number + 1 < len(boxes):
            parts.append(down(top + high, boxes[number + 1].link))
        top += high + GAP
    if told is not None:  # the way of one treatment may stand beside that of all
        anchor = f"way-{anchor}"
    svg = Markup(
        '<svg class="therapy-chart" viewBox="0 0 {width} {height}" role="img" aria-labelledby="chart-{id}-title{and_text}"'
        ' xmlns="http://www.w3.org/2000/svg" font-family="sans-serif" font-size="14" fill="currentColor">'
        '<title id="chart-{id}-title">{title}</title>{desc}{parts}</svg>'
    ).format(
        width=WIDTH,
        height=top - GAP + 2,
        id=anchor,
        title=title,
        and_text=f" chart-{anchor}-text" if told is None else "",
        desc=Markup('<desc id="chart-{}-text">{}</desc>').format(anchor, alt) if told is None else "",
        parts=Markup().join(parts),
    )
    return svg, alt


def box(each: Asked, lines: list[str], top: int, high: int) -> Markup:
    """A question, an arrow, and its answer."""
    words = Markup().join(
        Markup('<tspan x="{}" dy="{}">{}</tspan>').format(PAD, LINE if place else 0, told)
        for place, told in enumerate(lines)
    )
    shape = Markup(
        '<rect x="2" y="{}" width="{}" height="{}" rx="8" fill="none" stroke="currentColor" stroke-width="{}"{}/>'
        '<text x="{}" y="{}">{}</text>'
    ).format(
        top,
        BOX,
        high,
        2.5 if each.fits else 1,
        Markup(' stroke-dasharray="3 3" stroke-opacity=".6"') if not each.value else "",
        PAD,
        top + PAD + LINE - 5,
        words,
    )
    return shape + (answer(each.value, top + high // 2) if each.value else Markup())


def answer(value: str, middle: int) -> Markup:
    """The arrow to an answer, and the answer."""
    colour, dashes = LOOK[value]
    left = BOX + 28
    return Markup(
        '<path d="M{} {}h20m-6 -5 6 5 -6 5" fill="none" stroke="currentColor"/>'
        '<rect x="{}" y="{}" width="{}" height="28" rx="14" fill="{}" fill-opacity=".14" stroke="{}" stroke-width="2" stroke-dasharray="{}"/>'
        '<text x="{}" y="{}" text-anchor="middle" font-weight="700">{}</text>'
    ).format(
        BOX + 4, middle, left, middle - 14, PILL, colour, colour, dashes, left + PILL // 2, middle + 5, SHORT[value]
    )


#: An answer as it fits into its shape.
SHORT: Final = {"yes": "yes", "no": "no", "contested": "depends"}


def down(bottom: int, link: str) -> Markup:
    """The way to the next question."""
    return Markup(
        '<path d="M40 {}v18m-5 -6 5 6 5 -6" fill="none" stroke="currentColor"/><text x="52" y="{}" font-size="13">{}</text>'
    ).format(bottom + 3, bottom + 17, link)
