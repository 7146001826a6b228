"""The small picture of the two circles, which shows where a treatment stands: filled there."""

from __future__ import annotations

from typing import Final

from markupsafe import Markup

from taxonomy import Classification, Taxonomy, Type

from ..blocks import Glyph, Ref, Runs

#: Where a treatment can stand, and how that is said.
ZONES: Final = {
    "cell": "cell therapy only",
    "both": "cell therapy and immunotherapy",
    "immune": "immunotherapy only",
    "neither": "neither",
    "contested": "it depends who you ask",
}
#: How the picture is read aloud before a name: whole words, for "neither" alone says nothing there.
ALOUD: Final = {
    **{each: f"({words})" for each, words in ZONES.items()},
    "neither": "(neither cell therapy nor immunotherapy)",
    "contested": "(cell therapy or immunotherapy: it depends who you ask)",
}
TOP, LOW = "24 3.47", "24 26.53"  # where the circles cross
FILLED: Final = {
    "cell": f"M{TOP}A13 13 0 1 0 {LOW}A13 13 0 0 1 {TOP}z",
    "both": f"M{TOP}A13 13 0 0 1 {LOW}A13 13 0 0 1 {TOP}z",
    "immune": f"M{TOP}A13 13 0 1 1 {LOW}A13 13 0 0 0 {TOP}z",
    "neither": "M3 0H45a3 3 0 0 1 3 3V27a3 3 0 0 1-3 3H3a3 3 0 0 1-3-3V3a3 3 0 0 1 3-3z"
    f"M{TOP}A13 13 0 1 0 {LOW}A13 13 0 1 0 {TOP}z",
    "contested": "M24 17.2c0-2.6 3.1-2.6 3.1-5.2a3.1 3.1 0 0 0-6.2 0M24 20.6v.3",
}
COLOURS: Final = {"cell": "#1f5fae", "both": "#6b4a86", "immune": "#a8471a", "neither": "#8a929b"}  # on paper


def zone(found: Classification) -> str:
    """Where a treatment stands, one of ``ZONES``."""
    cell, immune = (each.value for each in found.answers)
    if "contested" in (cell, immune):
        return "contested"
    return {("yes", "yes"): "both", ("yes", "no"): "cell", ("no", "yes"): "immune"}.get((cell, immune), "neither")


def glyph(found: Classification) -> Glyph:
    """The picture of a treatment, to stand before its name."""
    return Glyph(zone(found))


def named(taxonomy: Taxonomy, type_: Type) -> Runs:
    """A treatment's name as a link, after its picture: how lists, tables and cards name it."""
    return [glyph(taxonomy.classify(type_)), Ref("type", type_.id, type_.name)]


def aloud(zone: str) -> Markup:
    """How a picture is heard, as attributes of the element that stands for it."""
    return Markup('role="img" aria-label="{}"').format(ALOUD[zone])


def inline(zone: str, *, heard: bool = True) -> Markup:
    """The picture within a page, coloured by its style sheet; unheard where another element tells what it shows."""
    return Markup(
        '<svg class="glyph" viewBox="-1 -1 50 32" {}>'
        '<path class="glyph-{}" d="{}"/><circle class="glyph-given" cx="18" cy="15" r="13"/>'
        '<circle class="glyph-works" cx="30" cy="15" r="13"/></svg>'
    ).format(aloud(zone) if heard else Markup('aria-hidden="true"'), zone, FILLED[zone])


def standing_alone(zone: str) -> str:
    """The picture as a file of its own, for paper."""
    filled = (
        'fill="none" stroke="#333" stroke-width="2.4" stroke-linecap="round"'
        if zone == "contested"
        else f'fill="{COLOURS[zone]}"'
    )
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="-1 -1 50 32" width="50" height="32">'
        f'<path {filled} d="{FILLED[zone]}"/>'
        '<g fill="none" stroke-width="2"><circle cx="18" cy="15" r="13" stroke="#1f5fae"/>'
        '<circle cx="30" cy="15" r="13" stroke="#a8471a" stroke-dasharray="4 2.5"/></g></svg>'
    )
