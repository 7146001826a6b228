"""The exports hold the same facts in every format, the same bytes each time, and go back in."""

from __future__ import annotations

import csv
import hashlib
import inspect
import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import taxonomy.export
from taxonomy import DataError, Taxonomy, load
from taxonomy.command.line import main
from taxonomy.export import FORMATS, Edition, Unwritable, export, lacking, read, write, zipped
from taxonomy.export.formats.json_lines import paths
from taxonomy.export.tables import TABLES, of_others, of_types
from tests.small import CAR_T
from tests.small import write as small_folder

LIGHT = [name for name, each in FORMATS.items() if not each.extra]


@pytest.fixture(params=["small", "real"])
def reference(request: pytest.FixtureRequest) -> Taxonomy:
    """The small folder, then the reference itself."""
    found: Taxonomy = request.getfixturevalue(request.param)
    return found


def document(of: Taxonomy) -> Any:
    """The JSON document as data."""
    return json.loads(export(of, "json")["taxonomy.json"])


def tables(of: Taxonomy) -> dict[str, list[dict[str, str]]]:
    """The CSV tables, read by Python's own reader."""
    made = export(of, "csv")
    return {
        name.removesuffix(".csv"): list(csv.DictReader(io.StringIO(content.decode())))
        for name, content in made.items()
        if name.endswith(".csv")
    }


@pytest.mark.parametrize("module", [of_types, of_others], ids=["of_types", "of_others"])
def test_every_table_is_listed(module: ModuleType) -> None:
    """Whatever a module makes a table of the reference stands in the list, once."""
    makers = {
        each
        for each in vars(module).values()
        if inspect.isfunction(each)
        and each.__module__ == module.__name__
        and inspect.get_annotations(each).get("return") == "Table"
        and len(inspect.signature(each).parameters) == 1
    }
    assert makers
    assert {each for each in TABLES if each.__module__ == module.__name__} == makers
    assert len(set(TABLES)) == len(TABLES)


class TestDocument:
    """One JSON document holds all, with its schema."""

    def test_keeps_its_schema(self, reference: Taxonomy) -> None:
        """An independent validator accepts the document by the schema that is published with it."""
        schema = json.loads(export(reference, "json-schema")["taxonomy.schema.json"])

        Draft202012Validator.check_schema(schema)
        assert list(Draft202012Validator(schema).iter_errors(document(reference))) == []

    @pytest.mark.parametrize("name", ["types", "products", "sources", "rules"])
    def test_schema_refuses_what_is_not_declared(self, small: Taxonomy, name: str) -> None:
        """A field that no declaration knows is refused, in every list."""
        validator = Draft202012Validator(json.loads(export(small, "json-schema")["taxonomy.schema.json"]))
        whole = document(small)
        whole[name][0]["extra"] = "a"

        assert [list(error.path) for error in validator.iter_errors(whole)] == [[name, 0]]

    def test_goes_back_in(self, reference: Taxonomy) -> None:
        """JSON to a taxonomy and back to JSON is the same text, though all derived values are made anew."""
        first = export(reference, "json")["taxonomy.json"]

        assert export(read(first), "json")["taxonomy.json"] == first

    def test_reads_as_the_same_taxonomy(self, small: Taxonomy) -> None:
        """What was read back answers as the original does."""
        again = read(export(small, "json")["taxonomy.json"])

        assert again.records == small.records
        assert again.sources == small.sources
        assert again.classify("car-t") == small.classify("car-t")

    def test_tells_every_wrong_record(self, small: Taxonomy) -> None:
        """A document that was edited by hand is refused with all its problems."""
        whole = document(small)
        whole["types"][0]["family"] = "effector"
        whole["products"][0]["reviewed"] = "soon"

        with pytest.raises(DataError) as caught:
            read(json.dumps(whole))

        assert [each.field for each in caught.value.problems] == ["types[0].family", "products[0].reviewed"]

    def test_marks_what_is_derived(self, small: Taxonomy) -> None:
        """Memberships, rules, labels and warnings stand under ``derived``, and nowhere else."""
        knee = next(each for each in document(small)["types"] if each["id"] == "knee-cells")

        assert knee["derived"]["cell_therapy"] == "yes"
        assert knee["derived"]["answers"]["cell_therapy"]["rules"] == ["CT1"]
        assert knee["derived"]["labels"][0]["label"] == "Sold, but not shown to work for this use"
        assert knee["derived"]["warning_required"] is True
        assert knee.keys() - {"derived", "iri"} == small["knee-cells"].data.keys()

    def test_gives_each_record_an_address(self, small: Taxonomy) -> None:
        """Addresses are those of the identifiers; one that was given up keeps its own."""
        whole = document(small)

        assert whole["types"][0]["iri"] == "https://therapy-taxonomy.readthedocs.io/id/car-t"
        assert whole["deprecated"][0]["iri"] == "https://therapy-taxonomy.readthedocs.io/id/car-t-cells"
        assert whole["products"][0]["iri"] == "https://therapy-taxonomy.readthedocs.io/id/product/exampleleucel"


class TestTables:
    """Tables hold what the document holds."""

    def test_lines_are_the_records_of_the_document(self, reference: Taxonomy) -> None:
        """JSON Lines: each line is a record of the document, and none is missing; the first lines have every field."""
        whole = document(reference)
        lines = [json.loads(line) for line in export(reference, "jsonl")["taxonomy.jsonl"].splitlines()]

        records = [record for each in whole.values() if isinstance(each, list) for record in each]
        told = [{k: v for k, v in line.items() if k != "record"} for line in lines]
        assert sorted(map(json.dumps, told)) == sorted(map(json.dumps, records))
        # polars looks at 100 lines, and drops without a word what only comes later.
        assert set().union(*map(paths, lines[:100])) == set().union(*map(paths, lines))

    def test_hold_as_many_records(self, reference: Taxonomy) -> None:
        """Every list of the document is a table with as many rows."""
        whole, rows = document(reference), tables(reference)
        lists = {name: len(each) for name, each in whole.items() if isinstance(each, list)}

        assert {name: len(rows[name]) for name in lists} == lists

    def test_hold_the_same_facts(self, reference: Taxonomy) -> None:
        """Each value of each type reads the same in CSV as in JSON."""
        rows = tables(reference)
        for record, row in zip(document(reference)["types"], rows["types"], strict=True):
            assert row["sentence"] == record["sentence"]
            assert row["synonyms"].split("|") == record.get("synonyms", [""])
            assert row["attributes_agent"].split("|") == record["attributes"]["agent"]
            assert row["sources"].split("|") == record["sources"]
            assert row["reviewed"] == record["reviewed"]
            derived = record["derived"]
            assert row["derived_cell_therapy"] == derived["cell_therapy"]
            assert row["derived_immunotherapy"] == derived["immunotherapy"]
            assert row["derived_both"] == str(derived["both"]).lower()
            assert row["derived_subclasses"].split("|") == (derived["subclasses"] or [""])
        statuses = [
            (record["id"], label["indication"], label["jurisdiction"], label["label"])
            for record in document(reference)["types"]
            for label in record["derived"]["labels"]
        ]
        assert statuses == [
            (row["type"], row["indication"], row["jurisdiction"], row["derived_label"]) for row in rows["statuses"]
        ]

    def test_every_fact_has_its_source_and_its_review(self, reference: Taxonomy) -> None:
        """Rows of records name sources and a day, unless they say that nothing was found."""
        without = {"sources", "rules", "deprecated", "vocabulary"}
        for name, rows in tables(reference).items():
            for row in rows if name not in without else []:
                assert row["reviewed"], (name, row)
                nothing = row.get("certainty") == "none_found" or "no reliable figure" in row.get("text", "").lower()
                contested = row.get("derived_reason") == "it says so of this treatment"
                assert row["sources"] or nothing or contested, (name, row)

    def test_names_of_derived_columns_say_so(self, small: Taxonomy) -> None:
        """A column is marked as derived in its name and in its description alike."""
        for table in Edition(small).tables.values():
            for column in table.columns:
                assert column.derived == column.name.startswith("derived_"), (table.name, column.name)

    def test_key_identifies_a_row(self, reference: Taxonomy) -> None:
        """No two rows of a table have the same key."""
        for table in Edition(reference).tables.values():
            keys = [tuple(str(row[name]) for name in table.key) for row in table.rows]
            assert len(set(keys)) == len(keys), table.name

    def test_list_with_the_separator_is_refused(self, tmp_path: Path) -> None:
        """An item that holds the separator would read as two: that is told, not written."""
        folder = small_folder(tmp_path / "data", car_t=CAR_T.replace("- CAR T\n", "- CAR|T\n"))

        with pytest.raises(Unwritable, match=r"CAR\|T.*separates items"):
            export(load(folder), "csv")


class TestCommand:
    """The command line writes where it is told, and says what it lacks."""

    @pytest.fixture
    def run(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> Any:
        """Run ``export`` on the small folder; gives status, output and errors."""

        def run(*words: str) -> tuple[int, str, str]:
            status = main(["export", "--data", str(folder), *words])
            printed = capsys.readouterr()
            return status, printed.out, printed.err

        return run

    def test_prints_a_single_file(self, run: Any) -> None:
        """Without a place, a format of one file goes to standard output."""
        status, out, _ = run("json")

        assert (status, json.loads(out)["types"][0]["id"]) == (0, "car-t")

    def test_names_what_it_wrote(self, run: Any, tmp_path: Path) -> None:
        """A file has the name that was asked for, or its own in a folder."""
        assert run("jsonl", "-o", str(tmp_path / "a.jsonl")) == (0, f"{tmp_path}/a.jsonl\n", "")
        assert run("jsonl", "-o", str(tmp_path / "new"))[1] == f"{tmp_path}/new/taxonomy.jsonl\n"
        assert (tmp_path / "a.jsonl").read_bytes() == (tmp_path / "new/taxonomy.jsonl").read_bytes()

    def test_writes_a_folder_or_an_archive(self, run: Any, tmp_path: Path) -> None:
        """Tables become a folder, or one zip with the same files."""
        assert run("csv", "-o", str(tmp_path / "tables"))[0] == 0
        assert run("csv", "-o", str(tmp_path / "tables.zip"))[0] == 0

        with zipfile.ZipFile(tmp_path / "tables.zip") as archive:
            packed = {name: archive.read(name) for name in archive.namelist()}
        assert packed == {path.name: path.read_bytes() for path in (tmp_path / "tables").iterdir()}

    @pytest.mark.parametrize("format", ["csv", "all"])
    def test_asks_for_a_place(self, run: Any, format: str) -> None:
        """Several files need a place; without one that is said in a line."""
        assert run(format) == (1, "", f"{format}: is more than one file; give a folder or a .zip by -o\n")

    def test_says_which_command_installs_an_extra(
        self, run: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Without the library of a format, the message is the command that installs it; all others are written."""
        monkeypatch.setattr(taxonomy.export, "find_spec", lambda _: None)

        status, out, err = run("parquet", "-o", str(tmp_path / "all"))
        assert (status, out) == (1, "")
        assert err == (
            'parquet: needs pyarrow, which is not installed; install it by: pip install "therapy-taxonomy[parquet]"\n'
        )
        assert not (tmp_path / "all").exists()
        status, out, err = run("all", "-o", str(tmp_path / "all"))
        assert (status, err.split(": ")[0], err.split(": ")[-1]) == (
            1,
            "not made",
            'pip install "therapy-taxonomy[parquet,xlsx]"\n',
        )
        assert out.endswith(f" files in {tmp_path / 'all'}\n")
        assert (tmp_path / "all/csv/types.csv").is_file()
        assert not (tmp_path / "all/parquet").exists()

    def test_tells_a_place_that_cannot_be_written(self, run: Any, tmp_path: Path) -> None:
        """A file where a folder should be is one line."""
        (tmp_path / "file").write_text("")

        status, _, err = run("csv", "-o", str(tmp_path / "file"))

        assert (status, err.count("\n")) == (1, 1)


@pytest.mark.parametrize("format", LIGHT)
def test_is_the_same_each_time(format: str, folder: Path) -> None:
    """Two processes, whose sets have different orders, write the same bytes."""
    made = [
        subprocess.run(
            [sys.executable, "-c", HASHED, str(folder), format],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parents[3])},
            check=True,
            capture_output=True,
        ).stdout
        for seed in ("1", "2")
    ]

    assert made[0] == made[1]
    assert made[0]


HASHED = """
import hashlib, sys, taxonomy
from taxonomy.export import export
for name, content in export(taxonomy.load(sys.argv[1]), *sys.argv[2:]).items():
    print(name, hashlib.sha256(content).hexdigest())
"""


def test_archive_is_the_same_each_time(small: Taxonomy) -> None:
    """An archive has no time of its own, and its files are in the order of their names."""
    files = export(small, "csv")

    assert zipped(files) == zipped(dict(reversed(files.items())))


def test_every_format_can_be_made(small: Taxonomy, tmp_path: Path) -> None:
    """Each declared format has a module that makes files; together no two have the same name."""
    names = [name for name in FORMATS if name not in lacking(FORMATS)]
    single = [len(export(small, name)) for name in names]

    files = export(small, *names)

    assert all(files.values())
    assert len(files) == sum(single) + 1
    assert len(write(files, tmp_path / "all")) == len(files)
    told = {
        name: digest for digest, name in (line.split("  ") for line in files.pop("SHA256SUMS").decode().splitlines())
    }
    assert told == {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
