"""Any table of the reference as a data frame, of the library that is there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from importlib.util import find_spec
from typing import Any, Final

from taxonomy.export.columns import Table, dated
from taxonomy.export.edition import Edition
from taxonomy.export.formats.json_document import about
from taxonomy.export.formats.parquet import arrow_of
from taxonomy.export.tables import table_named
from taxonomy.query.taxonomy import Taxonomy

#: What can be asked for, in the order of choice, and the name under which Python imports it.
LIBRARIES: Final = {"pandas": "pandas", "polars": "polars", "arrow": "pyarrow"}


class MissingLibrary(ImportError):
    """What makes data frames is not installed; the message says what installs it."""

    def __init__(self, library: str = "") -> None:
        wanted = LIBRARIES[library] if library else "pandas"
        what = f"{wanted}, which is not" if library else "pandas, polars or pyarrow, and none is"
        super().__init__(f"frame: needs {what} installed; install it by: pip install {wanted}")


def frame(taxonomy: Taxonomy, name: str, library: str = "") -> Any:
    """A table as a data frame.

    Args:
        taxonomy: the reference.
        name: the table: ``types``, ``products``, ``approvals`` …
        library: ``pandas``, ``polars`` or ``arrow``; by default the first of them that is installed.

    Raises:
        KeyError: if there is no such table.
        ValueError: if there is no such library.
        MissingLibrary: if it is not installed.
    """
    if library and library not in LIBRARIES:
        raise ValueError(f"'{library}' is unknown; expected one of {', '.join(LIBRARIES)}")
    there = [each for each, module in LIBRARIES.items() if find_spec(module) and library in ("", each)]
    if not there:
        raise MissingLibrary(library)
    return MAKERS[there[0]](dated(table_named(taxonomy, name)), taxonomy)


def columns(table: Table) -> dict[str, list[Any]]:
    """The values by column: an absent one is ``None``, a date a date, a number a number."""
    make: dict[str, Callable[[str], Any]] = {"day": date.fromisoformat, "decimal": float}

    def made(value: Any, form: str) -> Any:
        return None if value == "" else make[form](value) if form in make else value

    return {each.name: [made(row[each.name], each.form) for row in table.rows] for each in table.columns}


def of_pandas(table: Table, _: Taxonomy) -> Any:
    """With types that know an absent value."""
    import pandas as pd

    forms = {"truth": "boolean", "number": "Int64", "decimal": "Float64"}
    found = pd.DataFrame(columns(table))
    for each in table.columns:
        if each.form == "day":
            found[each.name] = pd.to_datetime(found[each.name])
    return found.astype({each.name: forms[each.form] for each in table.columns if each.form in forms})


def of_polars(table: Table, _: Taxonomy) -> Any:
    """With the type of each column, whatever its values are."""
    import polars as pl

    forms: dict[str, Any] = {
        "texts": pl.List(pl.String), "truth": pl.Boolean, "number": pl.Int64, "decimal": pl.Float64, "day": pl.Date,
    }  # fmt: skip
    return pl.DataFrame(columns(table), {each.name: forms.get(each.form, pl.String) for each in table.columns})


def of_arrow(table: Table, taxonomy: Taxonomy) -> Any:
    """As in Parquet, with what each column means."""
    return arrow_of(table, about(Edition(taxonomy)))


MAKERS: Final[dict[str, Callable[[Table, Taxonomy], Any]]] = {
    "pandas": of_pandas, "polars": of_polars, "arrow": of_arrow,
}  # fmt: skip
