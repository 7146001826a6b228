"""Pictures of the data, as SVG: the two overlapping sets, decision charts, and bars."""

from __future__ import annotations

from collections.abc import Callable

from markupsafe import Markup

from taxonomy import notebook

Link = Callable[[str, str], str]  # of a part of the two sets: its name, and its words


def overlap(parts: dict[str, tuple[int, list[str]]], link: Link | None = None) -> tuple[Markup, str]:
    """The two overlapping sets within a page, and the text alternative.

    Args:
        parts: for each part its number of types and a few names as examples.
        link: puts a link around the words of a part.
    """
    made = notebook.sets(parts, link)
    svg = Markup(
        '<svg class="therapy-overlap" viewBox="0 0 {} {}" role="{}" aria-labelledby="overlap-title overlap-text" xmlns="http://www.w3.org/2000/svg">'
        '<title id="overlap-title">{}</title><desc id="overlap-text">{}</desc>{}</svg>'
    ).format(
        notebook.SETS_WIDTH,
        made.height,
        "group" if link else "img",  # a picture has no parts that a reader could choose
        made.title,
        made.alt,
        Markup(made.drawn),  # noqa: S704 - what is not markup was escaped where it was drawn
    )
    return svg, made.alt


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
