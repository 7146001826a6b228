"""The picture of the two overlapping sets, as SVG."""

from __future__ import annotations

from html import escape
from typing import NamedTuple

WIDTH, HEIGHT = 640, 352


class Zone(NamedTuple):
    """One part of the picture: where its words stand, in the picture's units."""

    x: int
    y: int
    title: str


ZONES = {
    "only cell therapy": Zone(138, 100, "Cell therapy only"),
    "both": Zone(320, 100, "Both"),
    "only immunotherapy": Zone(502, 100, "Immunotherapy only"),
    "neither": Zone(140, 318, "Neither"),
    "contested": Zone(466, 318, "Depends who you ask"),
}


def overlap(zones: dict[str, tuple[int, list[str]]]) -> tuple[str, str]:
    """The picture and its text alternative.

    Args:
        zones: for each zone its number of types and a few names as examples.
    """
    alt = "Two overlapping sets. " + " ".join(
        f"{ZONES[name].title}: {count} kinds of treatment, such as {', '.join(examples)}."
        for name, (count, examples) in zones.items()
        if count
    )  # fmt: skip
    parts = [
        f'<svg class="therapy-overlap" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-labelledby="overlap-title overlap-text" xmlns="http://www.w3.org/2000/svg">',
        '<title id="overlap-title">Cell therapy and immunotherapy overlap</title>',
        f'<desc id="overlap-text">{escape(alt)}</desc>',
        f'<rect class="overlap-all" x="1" y="1" width="{WIDTH - 2}" height="{HEIGHT - 2}" rx="10" fill="none" stroke="#777"/>',
        '<ellipse class="overlap-cell" cx="220" cy="138" rx="204" ry="122" fill="#2a6fbb" fill-opacity=".16" stroke="#2a6fbb" stroke-width="2.5"/>',
        '<ellipse class="overlap-immune" cx="420" cy="138" rx="204" ry="122" fill="#b4501e" fill-opacity=".16" stroke="#b4501e" stroke-width="2.5" stroke-dasharray="9 5"/>',
    ]
    for name, (count, examples) in zones.items():
        zone = ZONES[name]
        lines = [f'<tspan class="overlap-title" x="{zone.x}" font-weight="700">{escape(zone.title)}</tspan>']
        lines.append(
            f'<tspan class="overlap-count" x="{zone.x}" dy="27" font-size="23" font-weight="700">{count}</tspan>'
        )
        if zone.y < 200:
            lines += [
                f'<tspan x="{zone.x}" dy="{23 if n == 0 else 17}" font-size="13">{escape(each)}</tspan>'
                for n, each in enumerate(examples)
            ]
        parts.append(
            f'<text x="{zone.x}" y="{zone.y - (0 if zone.y < 200 else 16)}" text-anchor="middle" font-family="sans-serif" font-size="15" fill="currentColor">{"".join(lines)}</text>'
        )
    parts.append("</svg>")
    return "".join(parts), alt
