"""Pictures of the data, as SVG: the two overlapping sets, decision charts, and bars."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from markupsafe import Markup

from taxonomy import notebook

Link = Callable[[str, int, Markup], Markup]  # of a zone: its name, its number of types, and its words

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


def overlap(zones: dict[str, tuple[int, list[str]]], link: Link | None = None) -> tuple[Markup, str]:
    """The picture and its text alternative.

    Args:
        zones: for each zone its number of types and a few names as examples.
        link: puts a link around the words of a zone.
    """
    alt = "Two overlapping sets. " + " ".join(
        f"{IN_WORDS.get(name, ZONES[name].named)}: {count} kinds of treatment, such as {', '.join(examples)}."
        for name, (count, examples) in zones.items()
        if count
    )  # fmt: skip
    said = []
    for name, (count, examples) in zones.items():
        told = words(ZONES[name], count, examples)
        said.append(link(name, count, told) if link else told)
    svg = Markup(
        '<svg class="therapy-overlap" viewBox="0 0 {width} {height}" role="{role}" aria-labelledby="overlap-title overlap-text" xmlns="http://www.w3.org/2000/svg">'
        '<title id="overlap-title">Cell therapy and immunotherapy overlap</title>'
        '<desc id="overlap-text">{alt}</desc>'
        '<rect class="overlap-all" x="1" y="1" width="{inner_width}" height="{inner_height}" rx="10" fill="none" stroke="#777"/>'
        '<ellipse class="overlap-cell" cx="138" cy="134" rx="131" ry="122" fill="#2a6fbb" fill-opacity=".16" stroke="#2a6fbb" stroke-width="2.5"/>'
        '<ellipse class="overlap-immune" cx="262" cy="134" rx="131" ry="122" fill="#b4501e" fill-opacity=".16" stroke="#b4501e" stroke-width="2.5" stroke-dasharray="9 5"/>'
        "{said}</svg>"
    ).format(
        width=WIDTH,
        height=HEIGHT,
        inner_width=WIDTH - 2,
        inner_height=HEIGHT - 2,
        role="group" if link else "img",  # a picture has no parts that a reader could choose
        alt=alt,
        said=Markup().join(said),
    )
    return svg, alt


def words(zone: Zone, count: int, examples: list[str]) -> Markup:
    """What stands in one zone: its title, how many types, and examples where there is room."""
    title = Markup('<tspan class="overlap-title" x="{}" dy="{}" font-weight="700">{}</tspan>')
    number = Markup('<tspan class="overlap-count" x="{}" dy="25" font-size="22" font-weight="700">{}</tspan>')
    example = Markup('<tspan x="{}" dy="{}" font-size="12">{}</tspan>')
    lines = [title.format(zone.x, LINE if place else 0, each) for place, each in enumerate(zone.title)]
    lines.append(number.format(zone.x, count))
    if zone.y < HEIGHT // 2:
        lines += [example.format(zone.x, LINE if place else 20, each) for place, each in enumerate(examples)]
    return Markup(
        '<text x="{}" y="{}" text-anchor="middle" font-family="sans-serif" font-size="14" fill="currentColor">{}</text>'
    ).format(zone.x, zone.y, Markup(" ").join(lines))


def charted(chart: notebook.Chart, anchor: str, *, told: bool = True) -> tuple[Markup, str]:
    """A decision chart within a page, told in words, unless the words stand beside it; and the text alternative."""
    svg = Markup(
        '<svg class="therapy-chart" viewBox="0 0 {width} {height}" role="img" aria-labelledby="chart-{id}-title{and_text}"'
        ' xmlns="http://www.w3.org/2000/svg" font-family="sans-serif" font-size="14" fill="currentColor">'
        '<title id="chart-{id}-title">{title}</title>{desc}{drawn}</svg>'
    ).format(
        width=notebook.WIDTH,
        height=chart.height,
        id=anchor,
        title=chart.title,
        and_text=f" chart-{anchor}-text" * told,
        desc=Markup('<desc id="chart-{}-text">{}</desc>').format(anchor, chart.alt) if told else "",
        drawn=Markup(chart.drawn),  # noqa: S704 - what is not markup was escaped where it was drawn
    )
    return svg, chart.alt


BAR, GAP, TALL = 40, 8, 120  # one bar, the space between two, and the highest


def bars(counts: list[tuple[str, int]], title: str, id: str, wide: int = BAR) -> tuple[Markup, str]:
    """A row of bars, each under its number and over its label, and the text alternative.

    Args:
        counts: label and number of each bar, from left to right; at most eight fit on a phone.
        title: what the numbers count.
        id: part of the identifiers in the picture, which a page must not hold twice.
        wide: how wide a bar is; ten of 26 fit on a phone, with short labels.
    """
    alt = f"{title}. " + " ".join(f"{label}: {count}." for label, count in counts)
    most = max(count for _, count in counts)
    drawn = []
    for number, (label, count) in enumerate(counts):
        left, high = GAP + number * (wide + GAP), round(TALL * count / most)
        top = TALL + 22 - high
        drawn.append(
            Markup(
                '<rect x="{}" y="{}" width="{}" height="{}" fill="#2a6fbb" fill-opacity=".75"/>'
                '<text x="{middle}" y="{}">{}</text><text x="{middle}" y="{}">{}</text>'
            ).format(left, top, wide, high, top - 6, count, TALL + 42, label, middle=left + wide // 2)
        )
    svg = Markup(
        '<svg class="therapy-bars" viewBox="0 0 {width} {height}" role="img" aria-labelledby="bars-{id}-title bars-{id}-text" xmlns="http://www.w3.org/2000/svg" font-family="sans-serif" font-size="14" text-anchor="middle" fill="currentColor">'
        '<title id="bars-{id}-title">{title}</title><desc id="bars-{id}-text">{alt}</desc>{drawn}</svg>'
    ).format(
        width=len(counts) * (wide + GAP) + GAP,
        height=TALL + 50,
        id=id,
        title=title,
        alt=alt,
        drawn=Markup().join(drawn),
    )
    return svg, alt
