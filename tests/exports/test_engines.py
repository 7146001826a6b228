"""The same question, asked of every engine that runs here, has the same answer; also of a set that is 100 times as large.

``docs/use/how-to-engines.md`` shows the queries, and these tests take them from there.
"""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pyoxigraph
import pytest
from rdflib import Graph

from taxonomy import Taxonomy
from taxonomy import vocabulary as v

PAGE = (Path(__file__).parents[2] / "docs/use/how-to-engines.md").read_text("utf-8")
LICENSED = {"approved", "conditional", "withdrawn"}  # the last was licensed, and is no more

Rows = set[tuple[str, int]]


def shown(language: str) -> str:
    """The query that the page shows in a language: what users copy is what is tried."""
    (found,) = re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)
    return str(found)


@pytest.fixture(scope="module")
def right(reference: Taxonomy) -> Rows:
    """Which products the EU authorised and the US did not, with the first year: from the records, in Python."""

    def licensed(product: str, place: str) -> list[str]:
        return [
            each.date
            for each in reference.products[product].approvals
            if v.PLACE_OF_AGENCY[each.agency] == place and each.status in LICENSED
        ]

    return {
        (id, int(min(filter(None, licensed(id, "EU")))[:4]))
        for id in reference.products
        if licensed(id, "EU") and not licensed(id, "US")
    }


def test_the_answer_is_one(right: Rows, reference: Taxonomy) -> None:
    """There are such products, most are not, and what FDA refused is among them."""
    assert 0 < len(right) < len(reference.products) / 4
    refused = {
        product.id
        for product in reference.products.values()
        if any(each.agency == "FDA" and each.status == "not_approved" for each in product.approvals)
        and any(each.agency == "EMA" and each.status in LICENSED for each in product.approvals)
    }
    assert refused
    assert refused <= {id for id, _ in right}


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_duckdb(files: Path, right: Rows, form: str) -> None:
    """DuckDB, from CSV and from Parquet, with its defaults."""
    database = duckdb.connect()
    database.sql(f"CREATE VIEW approvals AS FROM '{files}/{form}/approvals.{form}'")
    assert set(database.sql(shown("sql")).fetchall()) == right


def test_duckdb_asks_a_data_frame(reference: Taxonomy, right: Rows) -> None:
    """DuckDB, from a table in memory: no file is written."""
    database = duckdb.connect()
    database.register("approvals", reference.frame("approvals", "arrow"))
    assert set(database.sql(shown("sql")).fetchall()) == right


def test_sqlite(files: Path, right: Rows) -> None:
    """SQLite, which comes with Python; it has no type of dates, so the year is the beginning of the text."""
    database = sqlite3.connect(":memory:")
    try:
        pd.read_csv(files / "csv/approvals.csv").to_sql("approvals", database, index=False)
        query = shown("sql").replace("year(min(date))", "CAST(substr(min(date), 1, 4) AS INTEGER)")
        assert query != shown("sql")
        assert set(database.execute(query).fetchall()) == right
    finally:
        database.close()


def test_polars(reference: Taxonomy, right: Rows) -> None:
    """polars, in the words of the page, of a table in memory and of Parquet."""
    assert frame_answer(reference.frame("approvals", "polars")) == right


def test_polars_lazily(files: Path, right: Rows) -> None:
    """polars, of a file that it reads as it needs."""
    assert frame_answer(pl.scan_parquet(files / "parquet/approvals.parquet").collect()) == right


def frame_answer(approvals: pl.DataFrame) -> Rows:
    """What the page's lines of Python find in a frame of polars."""
    names: dict[str, Any] = {"approvals": approvals, "pl": pl}
    exec(shown("python"), names)  # noqa: S102 - written in our own pages
    return set(names["found"].rows())


def test_pandas(reference: Taxonomy, right: Rows) -> None:
    """pandas, of a table in memory."""
    approvals = reference.frame("approvals", "pandas")
    licensed = approvals[approvals.status.isin(LICENSED)]
    america = set(licensed[licensed.agency == "FDA"]["product"])
    europe = licensed[(licensed.agency == "EMA") & ~licensed["product"].isin(america)]
    assert set(europe.groupby("product").date.min().dt.year.items()) == right


def test_oxigraph(files: Path, right: Rows) -> None:
    """SPARQL in Oxigraph."""
    store = pyoxigraph.Store()
    store.load(path=files / "taxonomy.skos.ttl", format=pyoxigraph.RdfFormat.TURTLE)
    found: Any = store.query(shown("sparql"))
    assert {(row["id"].value, int(row["year"].value)) for row in found} == right


def test_rdflib(files: Path, right: Rows) -> None:
    """The same SPARQL in rdflib."""
    found: Any = Graph().parse(files / "taxonomy.skos.ttl").query(shown("sparql"))
    assert {(str(row.id), int(row.year)) for row in found} == right


def test_a_hundred_times_as_large(reference: Taxonomy, right: Rows) -> None:
    """Each engine holds a hundred copies of the table under other names, and finds each product a hundred times."""
    approvals = reference.frame("approvals", "polars")
    copies = pl.concat(approvals.with_columns(pl.col("product") + f"-{copy}") for copy in range(100))
    many = {(f"{id}-{copy}", year) for id, year in right for copy in range(100)}
    database = duckdb.connect()
    database.register("approvals", copies.to_arrow())
    assert len(copies) == 100 * len(approvals)
    assert set(database.sql(shown("sql")).fetchall()) == many
    assert frame_answer(copies) == many
