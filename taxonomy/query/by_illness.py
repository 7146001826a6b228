"""What is used for an illness, and how it stands: the grouping of ``labels.standing``, for pages, exports and search."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from .labels import STANDINGS, standing
from .sureness import sure

if TYPE_CHECKING:
    from taxonomy.model.records import Illness, Type, Use


class UseFor(NamedTuple):
    """A use of a treatment, as a page about an illness shows it.

    Attributes:
        named: the illnesses that the use names, of those that the page counts in: the illness itself, or narrower ones.
        group: one of ``labels.STANDINGS``.
    """

    type: Type
    use: Use
    named: tuple[str, ...]
    group: str


class ByIllness:
    """Every use of some types, by the illnesses that it names and by wider ones.

    Args:
        types: the types with the uses.
        illnesses: all illnesses, by identifier.
    """

    def __init__(self, types: Iterable[Type], illnesses: Mapping[str, Illness]) -> None:
        self.illnesses = illnesses
        self._wider: dict[str, frozenset[str]] = {}
        self._uses: dict[str, dict[str, list[UseFor]]] = {}
        found: dict[str, list[UseFor]] = {}
        for type_ in types:
            for use in type_.uses:
                stands = standing(use)
                above = {id: {id, *self.wider(id)} for id in use.illnesses if id in illnesses}
                for illness in dict.fromkeys(each for some in above.values() for each in some):
                    named = tuple(id for id, some in above.items() if illness in some)
                    own = (illness,) if illness in named else named
                    found.setdefault(illness, []).append(UseFor(type_, use, own, stands))
        self._found = found

    def wider(self, id: str) -> frozenset[str]:
        """Identifiers of all wider illnesses."""
        if id not in self._wider:
            parents = self.illnesses[id].wider
            self._wider[id] = frozenset(parents).union(*map(self.wider, parents))
        return self._wider[id]

    def narrower(self, id: str) -> list[Illness]:
        """The illnesses directly below, by name."""
        below = [each for each in self.illnesses.values() if id in each.wider]
        return sorted(below, key=lambda each: each.name.casefold())

    def uses(self, id: str) -> dict[str, list[UseFor]]:
        """What is used for an illness or a narrower one, by where it stands: groups that are not empty, in order.

        Within a group the surest stands first.
        """
        if id not in self._uses:
            found = sorted(self._found.get(id, ()), key=lambda each: (-sure(each.use).dots, each.type.name.casefold()))
            grouped = {name: [each for each in found if each.group == name] for name in STANDINGS}
            self._uses[id] = {name: some for name, some in grouped.items() if some}
        return self._uses[id]
