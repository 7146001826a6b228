"""Pictures from Python, as SVG that stands alone: the two sets, a decision, an outcome."""

from __future__ import annotations

from collections import Counter
from html import escape
from pathlib import Path
from textwrap import wrap
from typing import NamedTuple

from taxonomy.model import vocabulary as v
from taxonomy.model.records import Outcome, Type
from taxonomy.query.outcomes import told
from taxonomy.query.taxonomy import Taxonomy

from . import charts, sets

BLUE, GREY = "#2a6fbb", "#777"
LINE = 18


class Picture(NamedTuple):
    """A picture. Jupyter shows it.

    Attributes:
        svg: the whole file.
        alt: all that it shows, in words.
    """

    svg: str
    alt: str

    def _repr_svg_(self) -> str:
        return self.svg

    def save(self, path: str | Path) -> None:
        """Write it to a file."""
        Path(path).write_text(self.svg, encoding="utf-8")


def picture(width: int, height: int, alt: str, drawn: list[str]) -> Picture:
    """The parts as one picture, with its text alternative."""
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" role="img"'
    style = 'font-family="sans-serif" font-size="14"'
    paper = f'<rect width="{width}" height="{height}" fill="#fff"/>'
    inside = f"<title>{escape(alt)}</title>{paper}{''.join(drawn)}"
    return Picture(f"{head} {style}>{inside}</svg>", alt)


def text(x: int, y: int, words: str, *, anchor: str = "start", weight: str = "400", size: int = 14) -> str:
    """Words in the picture."""
    return (
        f'<text x="{x}" y="{y}" text-anchor="{anchor}" font-weight="{weight}" font-size="{size}">{escape(words)}</text>'
    )


def overlap(taxonomy: Taxonomy) -> Picture:
    """The two sets with the number of types in each part, the contested ones among them.

    Args:
        taxonomy: the reference.
    """
    counts = Counter(sets.part(taxonomy.classify(type_)) for type_ in taxonomy)
    made = sets.sets({name: (counts[name], ()) for name in sets.PARTS})
    return picture(sets.WIDTH, made.height, made.alt, [made.drawn])


def decision(taxonomy: Taxonomy, what: Type | str, term: str = "cell_therapy") -> Picture:
    """The way of a type through the rules of a term: those that do not fit, and the one that decides.

    Args:
        taxonomy: the reference.
        what: a type, or its identifier.
        term: ``cell_therapy`` or ``immunotherapy``.

    Raises:
        KeyError: if there is no such type or term.
    """
    type_, known = taxonomy.type(what), v.TERM[term]
    found = charts.way(next(each for each in taxonomy.classify(type_).answers if each.term == term))
    lines = wrap(f"{type_.name}: is it {known}?", 40)
    top = LINE * len(lines) + 20
    drawn = [text(12, 24 + LINE * place, each, weight="700") for place, each in enumerate(lines)]
    drawn.append(f'<g transform="translate(0 {top})">{found.drawn}</g>')
    return picture(charts.WIDTH, found.height + top, f"{' '.join(lines)} {found.alt}", drawn)


def outcome(of: Outcome) -> Picture:
    """In how many people what happened: a bar for each group.

    Args:
        of: an outcome of a use, such as ``t["…"].uses[0].outcomes[0]``.
    """
    made = told(of)
    drawn = [text(12, 24 + LINE * place, each, weight="700") for place, each in enumerate(wrap(made.question, 60))]
    y = 30 + LINE * len(drawn)
    for group in made.groups:
        width = round(400 * group.number / group.base)
        figure = f"{group.figure}{f', {group.interval}' if group.interval else ''} ({group.counted})"
        for words in (*wrap(f"With {group.name}:", 64), *wrap(figure, 64)):
            drawn.append(text(12, y + 12, words))
            y += LINE
        drawn.append(f'<rect x="12" y="{y}" width="400" height="16" fill="none" stroke="{GREY}"/>')
        drawn.append(f'<rect x="12" y="{y}" width="{width}" height="16" fill="{BLUE}" fill-opacity=".75"/>')
        y += 34
    for each in wrap(f"These were {made.who}.", 66):
        drawn.append(text(12, y + 8, each))
        y += LINE
    return picture(480, y + 8, made.sentence, drawn)
