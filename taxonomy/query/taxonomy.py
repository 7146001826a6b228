"""The loaded reference: its records, its hierarchy, and the questions one asks of it."""

from __future__ import annotations

from functools import cached_property

from taxonomy.model.lazy import Records

TYPE_CHECKING = False  # the name that type checkers know, without importing typing
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path
    from typing import Any

    from taxonomy.decide.classification import Classification
    from taxonomy.loading.sources import Source
    from taxonomy.model.records import Authority, Claim, Illness, Product, Statement, Type

    from .comparison import Comparison
    from .search import Hit, Index

    Data = dict[str, dict[str, Any]]
    Closure = dict[str, frozenset[str]]


def closure(types: Data) -> tuple[Closure, Closure]:
    """All wider and all narrower types of each type, by identifier."""
    wider: Closure = {}

    def climb(id: str) -> frozenset[str]:
        if id not in wider:
            parents = types[id].get("parents", ())
            wider[id] = frozenset(parents).union(*map(climb, parents))
        return wider[id]

    narrower: dict[str, set[str]] = {id: set() for id in types}
    for id in types:
        for each in climb(id):
            narrower[each].add(id)
    return wider, {id: frozenset(found) for id, found in narrower.items()}


class Taxonomy:
    """All therapy types, with the products, claims and authorities around them.

    ``t["car-t-cell-therapy"]`` is a type; iteration gives every type in the order of
    identifiers.

    Args:
        records: the fields of each record, by kind and identifier.
        root: the data folder; by default the one of this package.
        closed: ``wider`` and ``narrower``, where they are known already.
        read_sources: gives the bibliography, where it need not be read from ``root``.

    Attributes:
        wider: identifiers of all wider types, by identifier.
        narrower: identifiers of all narrower types, by identifier.
    """

    def __init__(
        self,
        records: dict[str, Data],
        root: str | Path | None = None,
        closed: tuple[Closure, Closure] | None = None,
        read_sources: Callable[[], dict[str, Source]] | None = None,
    ) -> None:
        self.records = records
        self.root = root
        self.types: Records[Type] = Records("type", records["type"])
        self.products: Records[Product] = Records("product", records["product"])
        self.claims: Records[Claim] = Records("claim", records["claim"])
        self.illnesses: Records[Illness] = Records("illness", records.get("illness", {}))
        self.authorities: Records[Authority] = Records("authority", records["authority"])
        self.wider, self.narrower = closed or closure(records["type"])
        self._read_sources = read_sources
        self._classified: dict[str, Classification] = {}

    def __getitem__(self, id: str) -> Type:
        return self.types[id]

    def __iter__(self) -> Iterator[Type]:
        return iter(self.types.values())

    def __len__(self) -> int:
        return len(self.types)

    def __contains__(self, id: object) -> bool:
        return id in self.types

    def __repr__(self) -> str:
        return f"<Taxonomy of {len(self)} types, {len(self.products)} products, {len(self.claims)} claims>"

    def type(self, of: Type | str) -> Type:
        """The type itself, or the type with this identifier.

        Raises:
            KeyError: if there is none.
        """
        return self.types[of] if isinstance(of, str) else of

    def classify(self, what: Type | str | Mapping[str, Any]) -> Classification:
        """Whether something is a cell therapy and an immunotherapy, and why.

        Args:
            what: a type, its identifier, or a plain mapping of attributes.

        Raises:
            KeyError: if no type has this identifier.
            AttributesError: if an attribute is missing, unknown, or has a value that is not allowed.
        """
        from taxonomy.decide.classification import classify, classify_record
        from taxonomy.model.records import Type

        if not isinstance(what, (Type, str)):
            return classify(what)
        type_ = self.type(what)
        if type_.id not in self._classified or self.types.get(type_.id) != type_:
            self._classified[type_.id] = classify_record(dict(type_.data))
        return self._classified[type_.id]

    def compare(self, *types: Type | str, keys: Iterable[str] | None = None) -> Comparison:
        """The types side by side on the questions that a layperson asks.

        Args:
            types: types or their identifiers.
            keys: the rows, by default all of ``taxonomy.comparison.questions()``.

        Raises:
            KeyError: if a type or a row is unknown.
        """
        from .comparison import compare

        return compare(self, map(self.type, types), keys)

    # As quick as a method can be: one look-up, then nothing.
    def ancestors(self, of: Type | str) -> frozenset[str]:
        """Identifiers of all wider types."""
        try:
            return self.wider[of]  # type: ignore[index]
        except KeyError:
            if isinstance(of, str):
                raise
            return self.wider[of.id]

    def descendants(self, of: Type | str) -> frozenset[str]:
        """Identifiers of all narrower types."""
        try:
            return self.narrower[of]  # type: ignore[index]
        except KeyError:
            if isinstance(of, str):
                raise
            return self.narrower[of.id]

    def children(self, of: Type | str) -> list[Type]:
        """The types directly below."""
        id = of if isinstance(of, str) else of.id
        return [self.types[each] for each in self._children.get(id, ())]

    @cached_property
    def _children(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for id, record in self.records["type"].items():
            for parent in record.get("parents", ()):
                found.setdefault(parent, []).append(id)
        return found

    @cached_property
    def _families(self) -> dict[str, list[Type]]:
        found: dict[str, list[Type]] = {}
        for type_ in self:
            found.setdefault(type_.family, []).append(type_)
        return found

    def family(self, name: str) -> list[Type]:
        """The types of one family, in the order of identifiers."""
        return self._families.get(name, [])

    @cached_property
    def sources(self) -> dict[str, Source]:
        """The bibliography, by key."""
        from taxonomy.loading.sources import sources

        return self._read_sources() if self._read_sources else sources(self.root)

    @cached_property
    def _products_of(self) -> dict[str, list[Product]]:
        found: dict[str, list[Product]] = {}
        for product in self.products.values():
            found.setdefault(product.type, []).append(product)
        return found

    def products_of(self, of: Type | str) -> list[Product]:
        """The products of a type, not of narrower ones."""
        return self._products_of.get(of if isinstance(of, str) else of.id, [])

    @cached_property
    def _claims_about(self) -> dict[str, list[Claim]]:
        found: dict[str, list[Claim]] = {}
        for claim in self.claims.values():
            for id in dict.fromkeys([*claim.types, *(use.type for use in claim.uses)]):
                found.setdefault(id, []).append(claim)
        return found

    def claims_about(self, of: Type | str) -> list[Claim]:
        """The checked claims that concern a type."""
        return self._claims_about.get(of if isinstance(of, str) else of.id, [])

    def placement(self, of: Type | str, authority: str) -> list[Statement]:
        """What one authority itself says of a type or where it files it, apart from the derived answer.

        Args:
            of: a type or its identifier.
            authority: an identifier, or the part that several share: ``mesh`` stands for ``mesh`` and ``mesh-tree``.

        Raises:
            KeyError: if the type or the authority is unknown.
        """
        voices = self.voices(authority)
        return [each for each in self.type(of).statements if each.authority in voices]

    def nearest_placement(self, of: Type | str, authority: str) -> tuple[Type, list[Statement]]:
        """The type itself or, if nothing is recorded of it, the nearest wider type of which something is.

        Args:
            of: a type or its identifier.
            authority: as for ``placement``.

        Raises:
            KeyError: if the type or the authority is unknown.
        """
        waiting = [self.type(of)]
        for each in waiting:
            found = self.placement(each, authority)
            if found:
                return each, found
            waiting += [self.types[id] for id in each.parents]
        return waiting[0], []

    def voices(self, authority: str) -> frozenset[str]:
        """The authorities that a name stands for: the one of this identifier, and those that begin with it.

        Raises:
            KeyError: if there is none.
        """
        found = frozenset(id for id in self.authorities if id == authority or id.startswith(f"{authority}-"))
        if not found:
            raise KeyError(authority)
        return found

    @cached_property
    def _index(self) -> Index:
        from .search import Index, things

        return Index(things(self))

    def search(self, text: str, limit: int = 10) -> list[Hit]:
        """Types and products that ``text`` names, best first: by name, synonym, brand, or nearly so."""
        return self._index.search(text, limit)
