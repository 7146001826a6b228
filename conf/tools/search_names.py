"""The names that the search page knows, as one small file of the site."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from taxonomy import Thing, distinct_names
from taxonomy import vocabulary as v

if TYPE_CHECKING:
    from taxonomy import Taxonomy


# A claim comes after all names; of what is as like, a treatment comes first.
KINDS = (("type", "term", "product"), ("claim",))


class Found(NamedTuple):
    """Something on the site that can be found by name.

    Attributes:
        address: where it stands, seen from the site's root.
        about: what it is, in a few words.
    """

    thing: Thing
    address: str
    about: str


Address = Callable[[str, str], str | None]  # kind and identifier -> address, or nothing if no page has it


def founds(taxonomy: Taxonomy, terms: Iterable[tuple[str, str]], address: Address) -> Iterator[Found]:
    """Everything that the site describes, by name.

    Args:
        taxonomy: types, products and claims.
        terms: words that the glossary explains, each with its address.
        address: where a type, a product or a claim stands.
    """
    for thing in taxonomy.things():
        place = address(thing.kind, thing.id)
        if thing.kind == "type":
            about = about_type(taxonomy, thing.id)
        else:
            kind = taxonomy[taxonomy.products[thing.id].type]
            about = f"a medicine or product; kind of treatment: {kind.name}"
            place = place or address("type", kind.id)
        if place:
            yield Found(thing, place, about)
    for word, place in terms:
        yield Found(Thing("term", word, word, distinct_names(word)), place, "a word in the glossary")
    for claim in taxonomy.claims.values():
        if place := address("claim", claim.id):
            yield Found(Thing("claim", claim.id, claim.said, (claim.said,)), place, v.VERDICT[claim.verdict])


def about_type(taxonomy: Taxonomy, id: str) -> str:
    cell, immune = (v.ANSWER[answer.value].lower() for answer in taxonomy.classify(id).answers)
    return f"{v.FAMILY[taxonomy[id].family]}; cell therapy? {cell}; immunotherapy? {immune}"


def script(found: Iterable[Found]) -> str:
    """The file that the search page loads: a script, because a page opened as a file may load no data.

    Each entry is ``[kind, address, about, name, other name, …]``. What many things are is
    written once: ``about`` is a place in the list of such words.
    """
    about: dict[str, int] = {}
    kinds = list(chain(*KINDS))
    entries = [
        [kinds.index(each.thing.kind), each.address, about.setdefault(each.about, len(about)), each.thing.name]
        + [name for name in each.thing.names if name != each.thing.name]
        for each in found
    ]
    data = {"about": list(about), "things": entries}
    return f"window.finder = {json.dumps(data, ensure_ascii=False, separators=(',', ':'))};\n"
