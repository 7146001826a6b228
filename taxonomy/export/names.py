"""The names of a type with what each means: which stand for just this type, and which for something narrower or wider.

Programs that match by exact names would else take one thing for another.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from taxonomy.naming.kinds import PREFERRED, STEM, names_of
from taxonomy.query.taxonomy import Taxonomy

EXACT: Final = "exact"
NARROWER: Final = "narrower"
RELATED: Final = "related"
#: The scope of each kind of name of a type. A brand or a code is that of one product of its kind.
SCOPES = {
    "exact": EXACT,
    "abbreviation": EXACT,
    "inn": EXACT,
    "narrower": NARROWER,
    "brand": NARROWER,
    "code": NARROWER,
    "broader": RELATED,
}


class Name(NamedTuple):
    """A name beside the preferred one, and its scope: ``exact``, ``narrower`` or ``related``."""

    text: str
    scope: str


def names_by_type(taxonomy: Taxonomy) -> dict[str, list[Name]]:
    """The names of every type beside its preferred one, by the type's identifier.

    A name that a product bears, too, is narrower, whatever kind of name it is.
    """
    products = {each.casefold() for one in taxonomy.products.values() for each in (one.name, *one.brands)}
    return {
        type_.id: [
            Name(each.text, NARROWER if each.text.casefold() in products else SCOPES[each.kind])
            for each in names_of(type_)
            if each.kind not in (PREFERRED, STEM)
        ]
        for type_ in taxonomy
    }
