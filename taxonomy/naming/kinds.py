"""Every name of a thing, with its kind and where it was read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from taxonomy.model.records import Concept, Illness, Product, Type
from taxonomy.model.vocabulary import NAME
from taxonomy.query.hierarchy import Hierarchy
from taxonomy.query.search import bare

PREFERRED = "preferred"
STEM = "stem"  # an ending of names, and no name
KINDS = {PREFERRED: "the name that this reference uses", **NAME}
#: A short form has no space, and capitals or digits beyond its first letter: TIL, IL-2, mAb, CAR-T.
SHORT_FORM = re.compile(r"(?=\S*?[A-Z0-9]\S*?[A-Z0-9]|[a-z]+[A-Z])[A-Za-z0-9][A-Za-z0-9/()-]{1,9}")
#: Of its maker's codes, each has three digits or more: NKTR-214, mRNA-4157, V940.
CODE = re.compile(r"[A-Za-z]{1,6}-?\d{3,}[A-Za-z0-9-]*")


class Name(NamedTuple):
    """One name of a thing.

    Attributes:
        text: the name.
        kind: what kind of name it is, one of ``KINDS``.
        sources: keys of the bibliography; of the record as a whole where the name has none of its own.
    """

    text: str
    kind: str
    sources: list[str]


def form(name: str) -> str:
    """What kind of name one is by its form, if nobody says: ``code``, ``abbreviation`` or ``exact``."""
    if CODE.fullmatch(name):
        return "code"
    return "abbreviation" if SHORT_FORM.fullmatch(name) else "exact"


def generic(record: Type | Product | Illness | Concept) -> bool:
    """Whether a name without its brackets is that of a kind: of a product, unless its brand stood in them."""
    return isinstance(record, Product) and not any(f"({brand})" in record.name for brand in record.brands)


def names_of(record: Type | Product | Illness | Concept) -> list[Name]:
    """Every name of a treatment, a product, an illness or a term, the preferred one first, each once."""
    found = [Name(record.name, PREFERRED, record.sources)]
    if bare(record.name) != record.name and not generic(record):
        found.append(Name(bare(record.name), "exact", record.sources))
    if isinstance(record, Product):
        found += [Name(each, "brand", record.sources) for each in record.brands]
    else:
        found += [Name(each, form(each), record.sources) for each in record.synonyms]
    if isinstance(record, (Type, Product)):
        found += [Name(each, group.kind, group.sources) for group in record.names for each in group.names]
    seen: dict[str, Name] = {}
    for each in found:
        seen.setdefault(each.text if each.kind != STEM else f"-{each.text}", each)
    return list(seen.values())


def every_name(of: Hierarchy) -> Iterator[tuple[str, str, Name]]:
    """Every name in the reference, as kind of record, identifier and name; products before treatments."""
    for product in of.products.values():
        yield from (("product", product.id, name) for name in names_of(product))
    for type_ in of:
        yield from (("type", type_.id, name) for name in names_of(type_))
    for illness in of.illnesses.values():
        yield from (("illness", illness.id, name) for name in names_of(illness))
    for concept in of.concepts.values():
        yield from (("concept", concept.id, name) for name in names_of(concept))
