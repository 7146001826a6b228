"""Faults that an audit found in tables, their schema and their data: none is here any more.

``docs/contribute/data-audit.md`` lists each with its test.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import fastjsonschema
import jsonschema_rs
import pandas as pd
import polars as pl
import pytest

from taxonomy.export import Edition

DCTERMS = "http://purl.org/dc/terms/"
AJV = Path(__file__).parent / "ajv.mjs"


class TestTables:
    """CSV and JSON Lines, by readers with their defaults."""

    def test_csv_and_parquet_have_the_same_types(self, files: Path, view: Edition) -> None:
        """DuckDB takes each column of CSV for what it is in Parquet, but for lists and columns without a value."""
        for name, table in view.tables.items():
            csv = {row[0]: row[1] for row in duckdb.sql(f"DESCRIBE FROM '{files}/csv/{name}.csv'").fetchall()}
            parquet = {
                row[0]: row[1] for row in duckdb.sql(f"DESCRIBE FROM '{files}/parquet/{name}.parquet'").fetchall()
            }
            filled = {key for row in table.rows for key, value in row.items() if value not in ("", [])}
            for column, form in parquet.items():
                if column.removesuffix("_precision") in filled and not form.endswith("[]"):
                    assert csv[column] == form, (name, column)

    @pytest.mark.parametrize("form", ["csv", "parquet"])
    def test_voices_join_the_answers(self, files: Path, view: Edition, form: str) -> None:
        """Who differs from our answer is asked in the same words of CSV and Parquet, with the same rows."""
        query = f"""
            SELECT v.type, v.derived_authority
            FROM '{files}/{form}/voices.{form}' v JOIN '{files}/{form}/types.{form}' t ON t.id = v.type
            WHERE v.derived_term = 'cell_therapy' AND t.derived_cell_therapy <> 'contested'
              AND v.derived_value <> (t.derived_cell_therapy = 'yes')
        """  # noqa: S608
        rows = duckdb.sql(query).fetchall()
        found = {
            (type_.id, says.authority)
            for type_ in view.types()
            for answer in view.taxonomy.classify(type_).answers[:1]
            for says in answer.says
            if answer.value not in ("contested", says.value)
        }
        assert set(rows) == found

    def test_one_spelling_of_true_and_false(self, files: Path) -> None:
        """A column of two answers says true and false; one with more says yes and no in full."""
        for path in (files / "csv").glob("*.csv"):
            for column, values in pl.read_csv(path, infer_schema=False).to_dict(as_series=False).items():
                found = set(values) - {None, ""}
                assert not found & {"y", "n"}, (path.name, column)
                assert not found or not found <= {"yes", "no"}, (path.name, column)

    def test_dates_are_dates(self, files: Path, view: Edition) -> None:
        """pandas, polars and DuckDB read every date as a day, and the column beside it says how precise it is."""
        approvals = pd.read_csv(files / "csv/approvals.csv")
        assert pd.to_datetime(approvals.date).notna().sum() == approvals.date.notna().sum()
        assert pl.read_csv(files / "csv/statuses.csv", try_parse_dates=True)["date"].dtype == pl.Date
        query = f"SELECT type, jurisdiction, date, date_precision FROM '{files}/csv/statuses.csv'"  # noqa: S608
        rows = duckdb.sql(query).fetchall()
        told = [(row["type"], row["jurisdiction"], row["date"]) for row in view.tables["statuses"].rows]
        letters = {"year": 4, "month": 7, "day": 10, None: 0}
        assert [(a, b, str(day or "")[: letters[how]]) for a, b, day, how in rows] == told
        assert {how for *_, how in rows} == {"year", "month", "day", None}
        assert all(isinstance(day, date) for *_, day, _ in rows if day)

    def test_polars_reads_every_column_of_json_lines(self, files: Path) -> None:
        """With its defaults polars loses no column and no value."""
        lines = [json.loads(line) for line in (files / "taxonomy.jsonl").read_text("utf-8").splitlines()]
        frame = pl.read_ndjson(files / "taxonomy.jsonl")
        assert set(frame.columns) == set().union(*lines)
        assert [bare(row) for row in frame.to_dicts()] == [bare(line) for line in lines]

    def test_names_of_records_are_foreign_keys(self, files: Path) -> None:
        """A column that names one record of another table says so."""
        package = json.loads((files / "csv/datapackage.json").read_text("utf-8"))
        keys = {
            (each["name"], key["fields"][0], key["reference"]["resource"])
            for each in package["resources"]
            for key in each["schema"].get("foreignKeys", [])
        }
        assert keys >= {
            ("statements", "authority", "authorities"),
            ("voices", "derived_authority", "authorities"),
            ("definitions", "authority", "authorities"),
            ("products", "type", "types"),
            ("not_same_as", "other", "illnesses"),
        }

    def test_items_of_lists_stand_where_the_package_says(self, files: Path) -> None:
        """A list of names of records says which table has them, and each item is there: a data package has no such key."""
        package = json.loads((files / "csv/datapackage.json").read_text("utf-8"))
        columns = {
            (each["name"], field["name"]): field["itemsReferTo"]
            for each in package["resources"]
            for field in each["schema"]["fields"]
            if "itemsReferTo" in field
        }
        tables = {path.stem: pl.read_csv(path, infer_schema=False) for path in (files / "csv").glob("*.csv")}
        assert columns.keys() >= {
            ("claims", "types"),
            ("uses", "illnesses"),
            ("types", "derived_ancestors"),
            *((name, "sources") for name in ("types", "voices", "names", "targets", "question_shows")),
        }
        for (table, column), to in columns.items():
            items = {item for cell in tables[table][column].drop_nulls() for item in cell.split("|")}
            named = {item.partition(to["upTo"])[0] if "upTo" in to else item for item in items}
            assert named <= set(tables[to["resource"]][to["field"]]), (table, column)


def bare(value: Any) -> Any:
    """A value without what is absent, which a table fills with null."""
    if isinstance(value, dict):
        made = {key: bare(each) for key, each in value.items()}
        return {key: each for key, each in made.items() if each not in (None, {})}
    return [bare(each) for each in value] if isinstance(value, list) else value


class TestSchema:
    """The JSON Schema, by readers of other languages and habits."""

    def test_python_readers_agree(self, files: Path) -> None:
        """Two more readers accept the document, and refuse one with a wrong value."""
        schema = json.loads((files / "taxonomy.schema.json").read_text("utf-8"))
        whole = json.loads((files / "taxonomy.json").read_text("utf-8"))
        slow, quick = jsonschema_rs.validator_for(schema), fastjsonschema.compile(schema)
        quick(whole)
        assert slow.is_valid(whole)
        whole["types"][0]["family"] = "nonsense"
        assert not slow.is_valid(whole)
        with pytest.raises(fastjsonschema.JsonSchemaValueException):
            quick(whole)

    @pytest.mark.parametrize("name", ["taxonomy.json", "wrong.json"])
    def test_check_jsonschema(self, files: Path, tmp_path: Path, name: str) -> None:
        """check-jsonschema, which asks for patterns of ECMAScript, takes the schema, and sees a mistake."""
        whole = json.loads((files / "taxonomy.json").read_text("utf-8"))
        whole["authorities"][0]["url"] = (
            whole["authorities"][0].get("url", "") if name == "taxonomy.json" else "ftp://x"
        )
        (tmp_path / name).write_text(json.dumps(whole), "utf-8")
        command = ["check-jsonschema", "--schemafile", str(files / "taxonomy.schema.json"), str(tmp_path / name)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == (name == "wrong.json"), done.stdout

    def test_ajv(self, files: Path, tmp_path: Path) -> None:
        """Ajv compiles every schema in its strict mode, and takes the document."""
        if shutil.which("npm") is None:
            pytest.skip("there is no npm")
        quiet = ("--no-audit", "--no-fund", "--ignore-scripts", "--loglevel", "error")
        subprocess.run(["npm", "install", "--prefix", str(tmp_path), *quiet, "ajv@8", "ajv-formats@3"], check=True)
        shutil.copy(AJV, tmp_path / "ajv.mjs")
        schemas = [*map(str, sorted((files / "schema").glob("*.json")))]
        command = ["node", "ajv.mjs", str(files / "taxonomy.schema.json"), str(files / "taxonomy.json"), *schemas]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout == "valid\n"


class TestData:
    """Faults of the data that the files showed."""

    def test_no_two_products_share_a_name(self, view: Edition) -> None:
        """Each name and each brand is that of one product."""
        for name in ("name", "brands"):
            values = [row[name] for row in view.tables["products"].rows]
            found = Counter(
                each.casefold() for some in values for each in (some if isinstance(some, list) else [str(some)])
            )
            assert [each for each, count in found.items() if count > 1] == [], name

    def test_numbers_have_one_form(self, view: Edition) -> None:
        """An agency's number is written in one way, which its own files use without the letters before it."""
        forms = {
            "FDA": r"((BLA|NDA) \d{6}(, supplement \d+)?|HDE H\d{6}|PMA P\d{6})?",
            "EMA": r"EMEA/H/C/\d{6}",
        }
        rows = [row for row in view.tables["approvals"].rows if row["agency"] in forms]
        assert [row for row in rows if not re.fullmatch(forms[str(row["agency"])], str(row["number"]))] == []

    def test_an_end_has_a_day(self, view: Edition) -> None:
        """An approval that ended has a day, or the day of the search that found none."""
        ended = [row for row in view.tables["approvals"].rows if row["status"] == "withdrawn"]
        assert ended
        assert [row for row in ended if not row["ended"] and not row["ended_not_found"]] == []

    def test_a_product_is_of_the_type_that_has_its_name(self, view: Edition) -> None:
        """A product is not filed under a wider type than the one that is known by its name."""
        named = {each.casefold(): type_.id for type_ in view.types() for each in type_.synonyms}
        wrong = [
            (product.id, product.type, named[name])
            for product in view.taxonomy.products.values()
            for name in {product.name.casefold(), *(each.casefold() for each in product.brands)} & named.keys()
            if named[name] not in (product.type, *view.taxonomy.ancestors(product.type))
        ]
        assert wrong == []
