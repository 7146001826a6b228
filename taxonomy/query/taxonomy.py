"""The loaded reference, and the questions one asks of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache, cached_property
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from taxonomy.loading.sources import DATA
from taxonomy.loading.stored import from_files, installed
from taxonomy.model.records import Type
from taxonomy.model.showing import as_html

from .hierarchy import Hierarchy

if TYPE_CHECKING:
    from taxonomy.decide.classification import Classification
    from taxonomy.model.records import Harm

    from .by_illness import ByIllness
    from .by_product import Licensed, WhatItIs
    from .changes import Change
    from .comparison import Cell, Comparison
    from .search import Hit, Index, Thing


class Taxonomy(Hierarchy):
    """All therapy types, with the products, claims and authorities around them.

    ``t["car-t-cell-therapy"]`` is a type; iteration gives every type in the order of
    identifiers.
    """

    @cached_property
    def _classified(self) -> dict[str, Classification]:
        return {}

    def classify(self, what: Type | str | Mapping[str, Any]) -> Classification:
        """Whether something is a cell therapy and an immunotherapy, and why.

        Args:
            what: a type, its identifier, or a plain mapping of attributes.

        Raises:
            KeyError: if no type has this identifier.
            AttributesError: if an attribute is missing, unknown, or has a value that is not allowed.
        """
        from taxonomy.decide.classification import classify, classify_record

        if not isinstance(what, (Type, str)):
            return classify(what)
        type_ = self.type(what)
        if type_.id not in self._classified or self.types.get(type_.id) != type_:
            self._classified[type_.id] = classify_record(type_.data)
        return self._classified[type_.id]

    def compare(self, *types: Type | str, keys: Iterable[str] | None = None) -> Comparison:
        """The types side by side on the questions that a layperson asks.

        Args:
            types: types or their identifiers.
            keys: the rows, by default all of ``taxonomy.questions()``.

        Raises:
            KeyError: if a type or a row is unknown.
        """
        from .comparison import compare

        return compare(map(self.type, types), self.classify, self.as_for, keys)

    def cell(self, of: Type | str, key: str) -> Cell:
        """The answer of one type to one question of the comparison.

        Raises:
            KeyError: if the type or the question is unknown.
        """
        from .comparison import cell

        return cell(self.type(of), self.classify, self.as_for, key)

    @cached_property
    def by_illness(self) -> ByIllness:
        """Every use by the illness that it names, grouped by where it stands."""
        from .by_illness import ByIllness

        return ByIllness(self, self.illnesses)

    @cached_property
    def _licensed(self) -> dict[str, list[Licensed]]:
        from .by_product import licensed

        return licensed(self)

    def licensed_for(self, product: str) -> list[Licensed]:
        """The uses of which some status names a product."""
        return self._licensed.get(product, [])

    def harms_of(self, product: str) -> list[Harm]:
        """The harms of a product's type that hold for this product.

        Raises:
            KeyError: if there is no such product.
        """
        from .by_product import harms_of

        return harms_of(self, self.products[product])

    def what_it_is(self, of: Type | str) -> tuple[WhatItIs, WhatItIs]:
        """Whether a treatment is chemotherapy, and whether it is gene therapy, each with the reason.

        Raises:
            KeyError: if there is no such type.
        """
        from .by_product import chemotherapy, gene_therapy

        type_ = self.type(of)
        return chemotherapy(self, type_), gene_therapy(self.classify(type_), type_)

    def changes(self, months: int = 24) -> list[Change]:
        """The decisions of agencies in the last months before the newest review of a record, newest first."""
        from .changes import changes

        return changes(self, months)

    def things(self) -> Iterator[Thing]:
        """Every type and product, with every name under which it is known."""
        from .search import things

        return things(self)

    @cached_property
    def _index(self) -> Index:
        from .search import Index

        return Index(self.things())

    def search(self, text: str, limit: int = 10) -> list[Hit]:
        """Types and products that ``text`` names, best first: by name, synonym, brand, or nearly so."""
        return self._index.search(text, limit)

    def frame(self, table: str, library: str = "") -> Any:
        """A table as a data frame: ``t.frame("products")``.

        Args:
            table: ``types``, ``products``, ``approvals`` …; all are listed on the page of tables and columns.
            library: ``pandas``, ``polars`` or ``arrow``; by default the first of them that is installed.

        Raises:
            KeyError: if there is no such table.
            ValueError: if there is no such library.
            ImportError: if it is not installed; the message says what installs it.
        """
        return import_module("taxonomy.export.notebook").frame(self, table, library)

    _repr_html_ = as_html


def load(path: str | Path | None = None) -> Taxonomy:
    """Load the reference.

    Args:
        path: a data folder, read as it is now; by default the one that comes with this package,
            read once per process.

    Raises:
        DataError: if anything in the folder is wrong; it lists every problem with its place.
    """
    return own() if path is None else Taxonomy(*from_files(path), Path(path))


@cache
def own() -> Taxonomy:
    """The package's own reference."""
    return Taxonomy(*(installed() or from_files()), DATA)
