"""The files from which a reader's browser searches.

They are scripts, because a page that is opened from a disk may load no data. Names come first,
and are all that the comparison and the tables ask for; texts come when they are needed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from typing import Any, Final

from conf.therapy.views.glyph import ZONES, inline

from .entries import KINDS, Entry, Key, Passage

#: Kinds whose file of texts tells what they are about.
BEHIND: Final = ("question", "claim")
#: Where the pages of the first kinds lie: the file of names says only what is between folder and ending.
FOLDERS: Final = ("types", "illnesses", "products", "questions")  # as in conf/static/search/names.js
#: What an address has a hyphen for.
OTHER: Final = re.compile(r"[^a-z0-9]+")


def names(entries: Sequence[Entry]) -> str:
    """The file of names: for each entry ``[kind, address, about, concerned, name, other name, …]``.

    What many things are is written once: ``about`` is a place in the list of such words, and
    ``concerned`` are places in the list of things; an address may be shortened. Claims, which stand last, come with the texts.
    ``zones`` has a sign for each: the place of its picture in ``pictures``, or a dot if it has none.
    """
    about: dict[str, int] = {}
    places = {(each.thing.kind, each.thing.id): place for place, each in enumerate(entries)}
    things = [
        [
            KINDS.index(each.thing.kind),
            shortened(each),
            about.setdefault(each.about, len(about)),
            [] if each.thing.kind in BEHIND else concerned(each, places),
            each.thing.name,
            *others_of(each),
        ]
        for each in entries
        if each.thing.kind != "claim"
    ]
    zones = list(ZONES)
    signs = "".join(str(zones.index(each.zone)) if each.zone else "." for each in entries)
    pictures = [str(inline(each)) for each in zones]
    return script("finder", {"about": list(about), "things": things, "zones": signs, "pictures": pictures})


def shortened(entry: Entry) -> str:
    """The address of an entry; of a page in the folder of its kind the bare name, and nothing if the entry's name tells it."""
    bare = dict(zip(KINDS, FOLDERS, strict=False)).get(entry.thing.kind, "")
    name = entry.address.removeprefix(f"{bare}/").removesuffix(".html")
    if entry.address != f"{bare}/{name}.html":
        return entry.address
    return "" if name == slug(entry.thing.name) else name


def slug(name: str) -> str:
    """A name as an address has it, as ``conf/static/search/names.js`` makes it."""
    return OTHER.sub("-", name.lower()).strip("-")


def others_of(entry: Entry) -> list[str]:
    """The names of a thing besides the one that is shown."""
    return [name for name in entry.thing.names if name != entry.thing.name]


def concerned(entry: Entry, places: dict[Key, int]) -> list[int]:
    """The places of the things that an entry is about."""
    return [places[key] for key in entry.concerns if key in places]


def behind(entry: Entry, places: dict[Key, int]) -> list[Any]:
    """What the file of texts has of an entry; the ends that are empty are left out."""
    places_of = [
        places[key] for key in (entry.concerns if entry.thing.kind in BEHIND else entry.kinds) if key in places
    ]
    told = [entry.answer, entry.more, places_of]
    while told and not told[-1]:
        told.pop()
    return told


def texts(entries: Sequence[Entry], passages: Iterable[Passage]) -> str:
    """The file of texts: for each entry ``[answer, further words, places]``, the claims, and the passages of pages.

    What a question or a claim is about stands here, what a treatment is a kind of, and the claims
    ``[kind, address, verdict, [], truth, said]`` themselves, to keep the file of names small.
    """
    places = {(each.thing.kind, each.thing.id): place for place, each in enumerate(entries)}
    said = [behind(each, places) for each in entries]
    claims = [
        [KINDS.index("claim"), each.address, each.about, [], each.thing.name, *others_of(each)]
        for each in entries
        if each.thing.kind == "claim"
    ]
    return script("finderTexts", {"texts": said, "claims": claims, "passages": parts(passages)})


def others(passages: Iterable[Passage]) -> str:
    """The file of the pages for those who program or contribute."""
    return script("finderOthers", {"passages": parts(passages)})


def parts(passages: Iterable[Passage]) -> list[list[str]]:
    """Passages as they stand in a file."""
    return [[each.address, each.title, each.page, each.text] for each in passages]


def script(name: str, data: dict[str, Any]) -> str:
    """A script that puts data where the scripts of the search look for them."""
    return f"window.{name} = {json.dumps(data, ensure_ascii=False, separators=(',', ':'))};\n"
