"""The rooms of the code and what they build on, read from the imports and drawn as floors."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from graphlib import TopologicalSorter
from pathlib import Path
from typing import NamedTuple

from docutils.nodes import Node
from markupsafe import Markup
from sphinx.util.docutils import SphinxDirective

from conf.therapy.write.html import picture

ROOT = Path(__file__).parents[2]
HOUSES = ("taxonomy", "conf")
HEAD = 28  # above the first floor
WIDE, HIGH, GAP, FLOOR = 74, 30, 8, 66  # a room, the space beside it, and from floor to floor: legible on a phone

Arrows = Mapping[str, set[str]]


class Place(NamedTuple):
    """Where a room stands in the picture."""

    left: float
    top: float


def room_of(name: str) -> str | None:
    """The room in which a module stands, or nothing; what ``taxonomy`` itself offers is its face.

    >>> room_of("taxonomy.model.fields"), room_of("taxonomy.Taxonomy"), room_of("conf.therapy"), room_of("os.path")
    ('taxonomy/model', 'taxonomy', 'conf/therapy', None)
    """
    house, inside, *_ = [*name.split("."), "__init__"]
    if house in HOUSES and (ROOT / house / inside / "__init__.py").is_file():
        return f"{house}/{inside}"
    flat = (ROOT / house / f"{inside}.py").is_file() and inside != "__init__"
    return house if house == "taxonomy" and not flat else None


def imported(path: Path) -> Iterator[str]:
    """The full name of everything that a file imports, even inside its functions."""
    package = path.relative_to(ROOT).parts[:-1]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) + 1 - node.level] if node.level else ()
            origin = ".".join([*above, *filter(None, [node.module])])
            yield from (f"{origin}.{each.name}" for each in node.names)


def arrows() -> dict[str, set[str]]:
    """Every room, with the rooms that its modules import."""
    found: dict[str, set[str]] = {}
    for house in HOUSES:
        for path in sorted((ROOT / house).rglob("*.py")):
            here = room_of(".".join(path.relative_to(ROOT).with_suffix("").parts))
            if here:
                rooms = {room for name in imported(path) if (room := room_of(name))}
                found.setdefault(here, set()).update(rooms - {here})
    return found


def below(room: str, of: Arrows) -> set[str]:
    """All rooms that one builds on, however far down."""
    return of[room].union(*(below(each, of) for each in of[room]))


def direct(of: Arrows) -> dict[str, set[str]]:
    """Arrows that no longer way through other rooms says as well."""
    return {room: {each for each in to if not any(each in below(other, of) for other in to)} for room, to in of.items()}


def floors(of: Arrows) -> dict[str, int]:
    """The floor of each room, from the ground: right below the lowest room that builds on it.

    Raises:
        graphlib.CycleError: if rooms build on each other in a circle.
    """
    order = tuple(TopologicalSorter(of).static_order())
    height: dict[str, int] = {}
    for room in order:
        height[room] = 1 + max((height[each] for each in of[room]), default=-1)
    for room in reversed(order):
        above = [height[each] for each in of if room in of[each]]
        height[room] = min(above) - 1 if above else height[room]
    return height


def rows(house: str, floor: Mapping[str, int]) -> dict[int, list[str]]:
    """The rooms of one house, floor by floor."""
    found: dict[int, list[str]] = {}
    for room in sorted(floor):
        if room.partition("/")[0] == house:
            found.setdefault(floor[room], []).append(room)
    return found


def halves(floor: Mapping[str, int]) -> dict[str, tuple[float, float]]:
    """Where the part of each house begins and ends, from left to right: as wide as its longest row."""
    found, left = {}, 0.0
    for house in reversed(HOUSES):
        wide = max(map(len, rows(house, floor).values()), default=0) * (WIDE + GAP)
        found[house] = (left, left + wide)
        left += wide
    return found


def places(floor: Mapping[str, int]) -> dict[str, Place]:
    """Each room on its floor, in the middle of the part that belongs to its house."""
    found = {}
    for house, (left, right) in halves(floor).items():
        for level, row in rows(house, floor).items():
            start = (left + right - len(row) * (WIDE + GAP) + GAP) / 2
            top = HEAD + (max(floor.values()) - level) * FLOOR
            found.update({room: Place(start + n * (WIDE + GAP), top) for n, room in enumerate(row)})
    return found


def drawing(of: Arrows) -> tuple[Markup, str]:
    """The picture and its text alternative."""
    floor, lines = floors(of), direct(of)
    at = places(floor)
    drawn = [
        Markup('<path d="M{} {}L{} {}" marker-end="url(#rooms-arrow)"/>').format(
            at[room].left + WIDE / 2, at[room].top + HIGH, at[each].left + WIDE / 2, at[each].top - 2
        )
        for room, to in sorted(lines.items())
        for each in sorted(to)
    ]
    heads = [
        Markup('<text x="{}" y="16" fill="currentColor" stroke="none" font-weight="700">{}/</text>').format(
            (left + right) / 2, house
        )
        for house, (left, right) in halves(floor).items()
    ]
    alt = " ".join(f"{room} builds on {', '.join(sorted(to))}." for room, to in sorted(lines.items()) if to)
    svg = Markup(
        '<svg class="therapy-rooms" viewBox="0 0 {} {}" role="img" aria-labelledby="rooms-title rooms-text" xmlns="http://www.w3.org/2000/svg" font-family="sans-serif" font-size="13" text-anchor="middle" stroke="#777" stroke-width="1.2" fill="none">'
        '<title id="rooms-title">The rooms of the code; each arrow leads to a room that is built on</title><desc id="rooms-text">{}</desc>'
        '<defs><marker id="rooms-arrow" markerWidth="8" markerHeight="8" refX="6" refY="3" orient="auto"><path d="M0 0L6 3L0 6z" fill="#777"/></marker></defs>'
        "{}</svg>"
    ).format(
        max(right for _, right in halves(floor).values()),
        HEAD + max(floor.values()) * FLOOR + HIGH + 4,
        alt,
        Markup().join([*heads, *drawn, *(box(room, place) for room, place in at.items())]),
    )
    return svg, alt


def box(room: str, at: Place) -> Markup:
    """A room: one colour a house, light enough for dark words."""
    house, _, inside = room.partition("/")
    return Markup(
        '<rect x="{}" y="{}" width="{}" height="{}" rx="6" fill="{}" stroke="#2a6fbb"/>'
        '<text x="{}" y="{}" fill="#111" stroke="none">{}</text>'
    ).format(
        at.left,
        at.top,
        WIDE,
        HIGH,
        "#e3eefb" if house == "taxonomy" else "#fbe9df",
        at.left + WIDE / 2,
        at.top + HIGH / 2 + 5,
        inside or "the face",
    )


class Rooms(SphinxDirective):
    """``{reader-rooms}``: the picture of the rooms. A page with it is read again when any code changes."""

    def run(self) -> list[Node]:
        for house in HOUSES:
            for path in (ROOT / house).rglob("*.py"):
                self.env.note_dependency(str(path))
        svg, alt = drawing(arrows())
        node = picture(svg=svg, alt=alt)
        self.set_source_info(node)
        return [node]
