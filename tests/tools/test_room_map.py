"""The picture of the rooms is drawn from the imports."""

from __future__ import annotations

from graphlib import CycleError
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from conf.tools.room_map import HOUSES, arrows, direct, drawing, floors
from tests.docs import test_rooms

ROOT = Path(__file__).parents[2]
SVG = "{http://www.w3.org/2000/svg}"
DIAMOND: dict[str, set[str]] = {"conf/a": {"taxonomy", "taxonomy/b"}, "taxonomy": {"taxonomy/b"}, "taxonomy/b": set()}


def test_every_room_is_there() -> None:
    """Each folder with code is a room, and so is the face of the package."""
    folders = {f"{house}/{path.parent.name}" for house in HOUSES for path in (ROOT / house).glob("*/__init__.py")}

    assert arrows().keys() == folders | {"taxonomy"}


def test_arrows_are_the_imports() -> None:
    """Another reader of the imports finds the same arrows between the rooms of ``conf``."""
    found: dict[str, set[str]] = {}
    for name, to in test_rooms.graph("conf").items():
        below = {"/".join(each.split(".")[:2]) for each in to if each.count(".")}
        if name.count("."):
            here = "/".join(name.split(".")[:2])
            found.setdefault(here, set()).update(below - {here})
    drawn = {room: to for room, to in arrows().items() if room.startswith("conf/")}

    assert found.keys() >= drawn.keys()
    assert {room: found[room] for room in drawn} == {
        room: {each for each in to if each.startswith("conf/")} for room, to in drawn.items()
    }


def test_an_arrow_that_a_longer_way_says_is_left_out() -> None:
    """What the way over another room says is not said twice; nothing else is lost."""
    assert direct(DIAMOND) == {"conf/a": {"taxonomy"}, "taxonomy": {"taxonomy/b"}, "taxonomy/b": set()}


def test_floors() -> None:
    """Each room stands above all that it builds on; a circle is refused."""
    assert floors(DIAMOND) == {"conf/a": 2, "taxonomy": 1, "taxonomy/b": 0}
    floor, of = floors(arrows()), arrows()
    assert all(floor[room] > floor[each] for room in of for each in of[room])
    with pytest.raises(CycleError):
        floors({"conf/a": {"conf/b"}, "conf/b": {"conf/a"}})


def test_picture_is_whole() -> None:
    """It is well-formed, says all in its text alternative, and no two rooms lie on each other or outside."""
    svg, alt = drawing(arrows())
    root = ET.fromstring(svg)
    boxes = [(float(each.attrib["x"]), float(each.attrib["y"])) for each in root.iter(f"{SVG}rect")]
    wide = float(next(root.iter(f"{SVG}rect")).attrib["width"])

    assert len(set(boxes)) == len(boxes) == len(arrows())
    assert all(x >= 0 and x + wide <= float(root.attrib["viewBox"].split()[2]) for x, _ in boxes)
    for (x, y), (other, level) in ((a, b) for a in boxes for b in boxes if a != b):
        assert y != level or abs(x - other) >= wide
    assert svg.count("marker-end=") == sum(map(len, direct(arrows()).values()))
    assert "conf/tools builds on conf/therapy." in alt
