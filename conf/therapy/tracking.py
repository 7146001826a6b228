"""The data behind the pages: loaded once per process, with a digest of all that a page shows.

A page shows *views*: functions of the reference and an argument. The domain keeps the
digest of each view that a page showed, and the records it was made of. When data files
change, only views made of changed records, or near them, are made again, and a page is
read again only if one of its digests differs.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias, TypeVar

from sphinx.environment import BuildEnvironment

from conf.sitekit.files import digest
from taxonomy import DataError, Taxonomy, Type, load, nearest
from taxonomy import signature as signature_of
from taxonomy.export import Edition

Key: TypeAlias = tuple[str, str]  # kind of record and its identifier; ("*", kind) for all of a kind
Content: TypeAlias = tuple[Any, frozenset[Key]]  # what a view shows, and the records that it is made of
View: TypeAlias = "Callable[[Reference, str], Content]"
Value = TypeVar("Value")


def everything(*kinds: str) -> frozenset[Key]:
    """All records of some kinds, as what a view was made of."""
    return frozenset(("*", kind) for kind in kinds)


class Shown(NamedTuple):
    """What a page showed: the digest of a view, and the records that it was made of."""

    digest: str
    touched: frozenset[Key]


class Unknown(LookupError):
    """A page asks for what is not there. Says what is most like it, and what is expected.

    Attributes:
        word: the word that nothing is known by, if it is one.
    """

    def __init__(self, message: str, word: str = "") -> None:
        super().__init__(message)
        self.message, self.word = message, word

    def __str__(self) -> str:
        return self.message


def pick(known: Mapping[str, Value], word: str, expected: str) -> Value:
    """What a page asks for by a word.

    Args:
        known: all that there is.
        word: what the page says.
        expected: what it should say.

    Raises:
        Unknown: if there is no such thing.
    """
    if not word.strip():
        raise Unknown(f"nothing is given; expected {expected}")
    if word not in known:
        raise Unknown(f"'{word}' is unknown{nearest(word, known)}; expected {expected}", word)
    return known[word]


class Refused(SystemExit):
    """The data is broken; its problems were printed. Ends the process with status 1."""


class Reference:
    """One data folder, read when it is first needed."""

    def __init__(self, root: Path) -> None:
        self.root = root

    @cached_property
    def signature(self) -> dict[str, tuple[int, ...]]:
        """The state of every data file: equal means unchanged."""
        return signature_of(self.root)

    @cached_property
    def taxonomy(self) -> Taxonomy:
        """The records.

        Raises:
            Refused: if any record has a problem; all problems are printed first, and nothing is written.
        """
        try:
            return load(self.root)
        except DataError as error:
            print(error, file=sys.stderr)
            raise Refused(1) from None

    @cached_property
    def edition(self) -> Edition:
        """What the exports are made from."""
        return Edition(self.taxonomy)

    @cached_property
    def digests(self) -> dict[Key, str]:
        """The digest of every record and source."""
        found = {
            (kind, id): digest(data) for kind, records in self.taxonomy.records.items() for id, data in records.items()
        }
        found.update({("source", key): digest(source) for key, source in self.taxonomy.sources.items()})
        return found

    def near(self, key: Key) -> Iterable[Key]:
        """Records whose pages list a record, or would if it were new."""
        kind, id = key
        t = self.taxonomy
        if kind == "product" and id in t.products:
            kind_of = t[t.products[id].type]
            return [("type", each) for each in (kind_of.id, *kind_of.parents)]
        if kind == "claim" and id in t.claims:
            claim = t.claims[id]
            return [("type", each) for each in [*claim.types, *(use.type for use in claim.uses)]]
        if kind == "question" and id in t.questions:
            asked = t.questions[id]
            about = {"type": asked.types, "illness": asked.illnesses, "product": asked.products}
            return [(kind, each) for kind, some in about.items() for each in some]
        if kind == "illness" and id in t.illnesses:
            return [("illness", each) for each in t.by_illness.wider(id)]
        if kind == "type" and id in t:
            return self.near_type(t[id])
        return []

    def near_type(self, type_: Type) -> list[Key]:
        """The types around a type, the illnesses and wider ones for which it is used, and the products that it names."""
        t = self.taxonomy
        beside = [each.id for parent in type_.parents for each in t.children(parent)]
        family = [each.id for each in t.family(type_.family)]
        named = {id for use in type_.uses for id in use.illnesses if id in t.illnesses}
        illnesses = named.union(*map(t.by_illness.wider, named))
        products = {id for use in type_.uses for status in use.status for id in status.products}
        return [
            *(("type", each) for each in [*type_.parents, *beside, *family]),
            *(("illness", each) for each in illnesses),
            *(("product", each) for each in products),
        ]

    def affected(self, before: dict[Key, str]) -> set[Key]:
        """Records that differ from ``before``, were added or removed, and those near them."""
        now = self.digests
        changed = {key for key in before.keys() | now.keys() if before.get(key) != now.get(key)}
        return changed.union(*(self.near(key) for key in changed), (("*", kind) for kind, _ in changed))


_references: dict[Path, Reference] = {}


def reference_of(env: BuildEnvironment) -> Reference:
    """The data that the build shows, shared within the process."""
    root = Path(env.config.therapy_data)
    return _references.setdefault(root, Reference(root))


def forget() -> None:
    """Read again at the next use: a process may build more than once."""
    _references.clear()
