"""The records of the reference, and how they hang together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Any, TypeVar

from taxonomy.loading.sources import Source, read_sources
from taxonomy.model.fields import Record
from taxonomy.model.records import Authority, Claim, Concept, Country, Illness, Product, Question, Statement, Type

R = TypeVar("R", bound=Record)
Closure = dict[str, frozenset[str]]


def grouped(pairs: Iterable[tuple[str, R]]) -> dict[str, list[R]]:
    """Records by a key that several may share."""
    found: dict[str, list[R]] = {}
    for key, record in pairs:
        found.setdefault(key, []).append(record)
    return found


class Hierarchy:
    """All types, with the products, claims and authorities around them.

    Args:
        records: the fields of each record, by kind and identifier.
        read_sources: gives the bibliography, by default the one of this package.
        folder: the data folder that the records were read from, if they were.

    Attributes:
        types, products, claims, illnesses, questions, countries, concepts, authorities: the records of a kind, by identifier.
        changed: the day on which the data last changed, where a document says it.
    """

    changed = ""

    def __init__(
        self,
        records: dict[str, dict[str, dict[str, Any]]],
        read_sources: Callable[[], dict[str, Source]] = read_sources,
        folder: Path | None = None,
    ) -> None:
        self.records, self.folder = records, folder
        self.types = {id: Type(data) for id, data in records["type"].items()}
        self.products = {id: Product(data) for id, data in records["product"].items()}
        self.claims = {id: Claim(data) for id, data in records["claim"].items()}
        self.illnesses = {id: Illness(data) for id, data in records.get("illness", {}).items()}
        self.questions = {id: Question(data) for id, data in records.get("question", {}).items()}
        self.countries = {id: Country(data) for id, data in records.get("country", {}).items()}
        self.concepts = {id: Concept(data) for id, data in records.get("concept", {}).items()}
        self.authorities = {id: Authority(data) for id, data in records["authority"].items()}
        self._read_sources = read_sources

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

    @cached_property
    def sources(self) -> dict[str, Source]:
        """The bibliography, by key."""
        return self._read_sources()

    def type(self, of: Type | str) -> Type:
        """The type itself, or the type with this identifier.

        Raises:
            KeyError: if there is none.
        """
        return self.types[of] if isinstance(of, str) else of

    @cached_property
    def wider(self) -> Closure:
        """Identifiers of all wider types, by identifier."""
        parents = {id: data.get("parents", ()) for id, data in self.records["type"].items()}
        found: Closure = {}
        for id in TopologicalSorter(parents).static_order():
            found[id] = frozenset(parents[id]).union(*(found[each] for each in parents[id]))
        return found

    @cached_property
    def narrower(self) -> Closure:
        """Identifiers of all narrower types, by identifier."""
        found: dict[str, set[str]] = {id: set() for id in self.types}
        for id, wider in self.wider.items():
            for each in wider:
                found[each].add(id)
        return {id: frozenset(below) for id, below in found.items()}

    def ancestors(self, of: Type | str) -> frozenset[str]:
        """Identifiers of all wider types.

        Raises:
            KeyError: if there is no such type.
        """
        try:
            return self.wider[of]  # type: ignore[index] # the most asked question: an identifier, as a rule
        except KeyError:
            return self.wider[self.type(of).id]

    def descendants(self, of: Type | str) -> frozenset[str]:
        """Identifiers of all narrower types.

        Raises:
            KeyError: if there is no such type.
        """
        return self.narrower[of if isinstance(of, str) else of.id]

    @cached_property
    def _children(self) -> dict[str, list[Type]]:
        return grouped((parent, each) for each in self for parent in each.parents)

    def children(self, of: Type | str) -> list[Type]:
        """The types directly below."""
        return self._children.get(of if isinstance(of, str) else of.id, [])

    def as_for(self, of: Type | str, part: str) -> Type | None:
        """The wider type whose records hold here, too: of ``harms``, ``steps``, ``life`` or ``costs``.

        Raises:
            KeyError: if there is no such type.
        """
        wider = self.type(of).data.get(f"{part}_as_for")
        return self.types.get(wider) if wider else None

    @cached_property
    def _families(self) -> dict[str, list[Type]]:
        return grouped((each.family, each) for each in self)

    def family(self, name: str) -> list[Type]:
        """The types of one family, in the order of identifiers."""
        return self._families.get(name, [])

    @cached_property
    def _products_of(self) -> dict[str, list[Product]]:
        return grouped((each.type, each) for each in self.products.values())

    def products_of(self, of: Type | str) -> list[Product]:
        """The products of a type, not of narrower ones."""
        return self._products_of.get(of if isinstance(of, str) else of.id, [])

    @cached_property
    def _questions_about(self) -> dict[str, list[Question]]:
        return grouped((id, question) for question in self.questions.values() for id in question.types)

    def questions_about(self, of: Type | str) -> list[Question]:
        """The questions that people ask about a type."""
        return self._questions_about.get(of if isinstance(of, str) else of.id, [])

    @cached_property
    def _claims_about(self) -> dict[str, list[Claim]]:
        return grouped(
            (id, claim)
            for claim in self.claims.values()
            for id in dict.fromkeys([*claim.types, *(use.type for use in claim.uses)])
        )

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
