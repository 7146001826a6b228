"""Pictures of the data, as SVG: the two overlapping sets, and bars."""

from __future__ import annotations

from html import escape
from typing import NamedTuple

WIDTH, HEIGHT = 400, 336  # narrow, so that the words stay legible on a phone
LINE = 16


class Zone(NamedTuple):
    """One part of the picture: where its words start, in the picture's units, and their title."""

    x: int
    y: int
    title: tuple[str, ...]

    @property
    def named(self) -> str:
        return " ".join(self.title)


ZONES = {
    "only cell therapy": Zone(74, 92, ("Cell therapy", "only")),
    "both": Zone(200, 92, ("Both",)),
    "only immunotherapy": Zone(326, 92, ("Immuno-", "therapy only")),
    "neither": Zone(88, 292, ("Neither",)),
    "contested": Zone(280, 292, ("Depends who you ask",)),
}
IN_WORDS = {"only immunotherapy": "Immunotherapy only"}


def overlap(zones: dict[str, tuple[int, list[str]]]) -> tuple[str, str]:
    """The picture and its text alternative.

    Args:
        zones: for each zone its number of types and a few names as examples.
    """
    alt = "Two overlapping sets. " + " ".join(
        f"{IN_WORDS.get(name, ZONES[name].named)}: {count} kinds of treatment, such as {', '.join(examples)}."
        for name, (count, examples) in zones.items()
        if count
    )  # fmt: skip
    parts = [
        f'<svg class="therapy-overlap" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-labelledby="overlap-title overlap-text" xmlns="http://www.w3.org/2000/svg">',
        '<title id="overlap-title">Cell therapy and immunotherapy overlap</title>',
        f'<desc id="overlap-text">{escape(alt)}</desc>',
        f'<rect class="overlap-all" x="1" y="1" width="{WIDTH - 2}" height="{HEIGHT - 2}" rx="10" fill="none" stroke="#777"/>',
        '<ellipse class="overlap-cell" cx="138" cy="134" rx="131" ry="122" fill="#2a6fbb" fill-opacity=".16" stroke="#2a6fbb" stroke-width="2.5"/>',
        '<ellipse class="overlap-immune" cx="262" cy="134" rx="131" ry="122" fill="#b4501e" fill-opacity=".16" stroke="#b4501e" stroke-width="2.5" stroke-dasharray="9 5"/>',
    ]
    parts += [words(ZONES[name], count, examples) for name, (count, examples) in zones.items()]
    parts.append("</svg>")
    return "".join(parts), alt


def words(zone: Zone, count: int, examples: list[str]) -> str:
    """What stands in one zone: its title, how many types, and examples where there is room."""
    lines = [
        f'<tspan class="overlap-title" x="{zone.x}" dy="{LINE if number else 0}" font-weight="700">{escape(each)}</tspan>'
        for number, each in enumerate(zone.title)
    ]
    lines.append(f'<tspan class="overlap-count" x="{zone.x}" dy="25" font-size="22" font-weight="700">{count}</tspan>')
    if zone.y < HEIGHT // 2:
        lines += [
            f'<tspan x="{zone.x}" dy="{20 if number == 0 else LINE}" font-size="12">{escape(each)}</tspan>'
            for number, each in enumerate(examples)
        ]
    return f'<text x="{zone.x}" y="{zone.y}" text-anchor="middle" font-family="sans-serif" font-size="14" fill="currentColor">{"".join(lines)}</text>'


BAR, GAP, TALL = 40, 8, 120  # one bar, the space between two, and the highest


def bars(counts: list[tuple[str, int]], title: str, id: str) -> tuple[str, str]:
    """A row of bars, each under its number and over its label, and the text alternative.

    Args:
        counts: label and number of each bar, from left to right; at most eight fit on a phone.
        title: what the numbers count.
        id: part of the identifiers in the picture, which a page must not hold twice.
    """
    alt = f"{title}. " + " ".join(f"{label}: {count}." for label, count in counts)
    width, most = len(counts) * (BAR + GAP) + GAP, max(count for _, count in counts)
    parts = [
        f'<svg class="therapy-bars" viewBox="0 0 {width} {TALL + 50}" role="img" aria-labelledby="bars-{id}-title bars-{id}-text" xmlns="http://www.w3.org/2000/svg" font-family="sans-serif" font-size="14" text-anchor="middle" fill="currentColor">',
        f'<title id="bars-{id}-title">{escape(title)}</title><desc id="bars-{id}-text">{escape(alt)}</desc>',
    ]
    for number, (label, count) in enumerate(counts):
        left, high = GAP + number * (BAR + GAP), round(TALL * count / most)
        top = TALL + 22 - high
        parts.append(
            f'<rect x="{left}" y="{top}" width="{BAR}" height="{high}" fill="#2a6fbb" fill-opacity=".75"/>'
            f'<text x="{left + BAR // 2}" y="{top - 6}">{count}</text>'
            f'<text x="{left + BAR // 2}" y="{TALL + 42}">{escape(label)}</text>'
        )
    return "".join([*parts, "</svg>"]), alt
