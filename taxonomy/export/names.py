"""The names of a type with what each means: which stand for just this type, and which for something narrower or near.

A name is exact where it stands for one type alone. The name or brand of a product is narrower than its type,
and a name that several types share is only related to each: programs that match by exact names would else
take one thing for another.
"""

from __future__ import annotations

from collections import Counter
from typing import Final, NamedTuple

from taxonomy.model.records import Type
from taxonomy.query.taxonomy import Taxonomy

EXACT: Final = "exact"
NARROWER: Final = "narrower"
RELATED: Final = "related"


class Name(NamedTuple):
    """A name beside the preferred one, and its scope: ``exact``, ``narrower`` or ``related``."""

    text: str
    scope: str


def names_by_type(taxonomy: Taxonomy) -> dict[str, list[Name]]:
    """The names of every type beside its preferred one, by the type's identifier."""
    used = Counter(text for type_ in taxonomy for text in {each.casefold() for each in (type_.name, *type_.synonyms)})
    products = {
        text.casefold()
        for product in taxonomy.products.values()
        for text in (product.name, *product.brands)
    }  # fmt: skip

    def scope(text: str) -> str:
        if text.casefold() in products:
            return NARROWER
        return EXACT if used[text.casefold()] == 1 else RELATED

    def names(type_: Type) -> list[Name]:
        others = dict.fromkeys(each for each in type_.synonyms if each.casefold() != type_.name.casefold())
        return [Name(each, scope(each)) for each in others]

    return {type_.id: names(type_) for type_ in taxonomy}
