"""Maps of the data: where each family stands, and what the regulators of each place say of a treatment."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Final

from markupsafe import Markup

from taxonomy import Taxonomy, Type
from taxonomy import vocabulary as v

from .glyph import COLOURS, ZONES, zone

WIDTH: Final = 360  # as narrow as a phone
SVG: Final = Markup(
    '<svg class="therapy-chart" viewBox="0 0 {width} {height}" role="img" aria-labelledby="{id}-title {id}-text"'
    ' xmlns="http://www.w3.org/2000/svg" font-family="sans-serif" font-size="13" fill="currentColor">'
    '<title id="{id}-title">{title}</title><desc id="{id}-text">{alt}</desc>{parts}</svg>'
)
ROW, BAR = 42, 12  # heights: of a family, of its bar
#: How the part of a bar is drawn that no answer fills: hatched by its outline, so that it needs no colour.
DEPENDS: Final = Markup('fill="none" stroke="#8a5a00" stroke-width="1.5" stroke-dasharray="3 2"')


def family_map(t: Taxonomy) -> tuple[Markup, str]:
    """A bar for each family: how many of its treatments stand where. With the text alternative."""
    counted = {id: Counter(zone(t.classify(each)) for each in t.family(id)) for id in v.FAMILY}
    most = max(each.total() for each in counted.values())
    title = "The families, and where their treatments stand"
    alt = f"{title}. " + " ".join(
        f"{v.FAMILY[id]}: " + ", ".join(f"{count[each]} {ZONES[each]}" for each in ZONES if count[each]) + "."
        for id, count in counted.items()
    )
    parts = [legend()]
    parts += [
        family(v.FAMILY[id], count, most, LEGEND + place * ROW) for place, (id, count) in enumerate(counted.items())
    ]
    height = LEGEND + len(counted) * ROW
    return SVG.format(
        width=WIDTH, height=height, id="family-map", title=title, alt=alt, parts=Markup().join(parts)
    ), alt


LEGEND: Final = len(ZONES) * 20 + 20


def legend() -> Markup:
    """What each part of a bar means."""
    rows = (
        Markup('<rect x="2" y="{}" width="22" height="12" {}/><text x="32" y="{}">{}</text>').format(
            place * 20 + 4, look(each), place * 20 + 15, words
        )
        for place, (each, words) in enumerate(ZONES.items())
    )
    return Markup().join(rows)


def look(zone: str) -> Markup:
    """How the part of a bar is drawn."""
    return Markup('fill="{}"').format(COLOURS[zone]) if zone in COLOURS else DEPENDS


def family(name: str, count: Counter[str], most: int, top: int) -> Markup:
    """One family: its name, its number and its bar."""
    parts, left = [], 2.0
    for each in ZONES:
        wide = (WIDTH - 4) * count[each] / most
        if count[each]:
            parts.append(
                Markup('<rect x="{:.1f}" y="{}" width="{:.1f}" height="{}" {}/>').format(
                    left, top + 18, max(wide - 1.5, 1), BAR, look(each)
                )
            )
        left += wide
    return Markup('<text x="2" y="{}">{} <tspan font-weight="700">{}</tspan></text>{}').format(
        top + 12, name, count.total(), Markup().join(parts)
    )


#: What counts most for a place, first; the rest says nothing of a regulator.
STATES: Final = {
    "authorised": ("approved", 'fill="#2e7d4f"'),
    "conditional": ("approved early", 'fill="#2e7d4f" fill-opacity=".35" stroke="#2e7d4f" stroke-width="2"'),
    "withdrawn": ("approval ended", 'fill="none" stroke="#a3200d" stroke-width="2.5"'),
    "refused": ("refused", 'fill="none" stroke="#a3200d" stroke-width="2.5" stroke-dasharray="4 3"'),
    "established_practice": ("medical practice", 'fill="#6b665a"'),
    "investigational": ("in trials", 'fill="none" stroke="#8a5a00" stroke-width="2" stroke-dasharray="2 2"'),
}
TILE, ACROSS = 44, 2
NOTHING: Final = "we found nothing"


def place_map(t: Taxonomy, type_: Type) -> tuple[Markup, str] | None:
    """What each place says at best of a treatment or a narrower kind, for any use; nothing where there is no word at all.

    Returns:
        the picture and the text alternative.
    """
    kinds = [type_, *(t[each] for each in t.descendants(type_))]
    best = {place: state for place in v.JURISDICTION if (state := at_best(kinds, place))}
    if not best or set(best) <= {"international"}:
        return None
    places = [each for each in v.JURISDICTION if each != "international"]
    title = "Where it is allowed"
    told = {each: STATES[best[each]][0] if each in best else NOTHING for each in places}
    alt = f"{title}. " + " ".join(f"{v.JURISDICTION[each]}: {words}." for each, words in told.items())
    parts = [tile(number, v.JURISDICTION[each], told[each], best.get(each)) for number, each in enumerate(places)]
    height = -(-len(places) // ACROSS) * TILE
    return SVG.format(width=WIDTH, height=height, id="place-map", title=title, alt=alt, parts=Markup().join(parts)), alt


def at_best(kinds: Iterable[Type], place: str) -> str:
    """The state that counts most in one place for some kinds, or nothing."""
    found = {each.state for kind in kinds for use in kind.uses for each in use.status if each.jurisdiction == place}
    return next((state for state in STATES if state in found), "")


def tile(number: int, place: str, words: str, state: str | None) -> Markup:
    """One place: a mark, its name, and what it says."""
    left, top = number % ACROSS * (WIDTH // ACROSS), number // ACROSS * TILE
    mark = Markup(STATES[state][1]) if state else Markup('fill="none" stroke="currentColor" stroke-opacity=".4"')  # noqa: S704 - our own
    return Markup(
        '<circle cx="{}" cy="{}" r="7" {}/><text x="{x}" y="{}" font-weight="700">{}</text><text x="{x}" y="{}">{}</text>'
    ).format(left + 11, top + 17, mark, top + 16, place, top + 33, words, x=left + 27)
