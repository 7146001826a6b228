"""Measures engines that ask the data: ``python -m benchmarks.engines [--copies 100] [--rounds 2]``.

Each engine reads the published files in a process of its own and answers the question of
``docs/use/how-to-engines.md``: of the set as it is, and of one that is many times as large, whose rows are
copies under other names. Needs what ``nox -s exports`` installs. Writes the results, and the table on that page.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

import taxonomy
from taxonomy.export import Edition, Table
from taxonomy.export.columns import Row, dated
from taxonomy.export.formats.csv_package import csv_of
from taxonomy.export.formats.parquet import parquet_of
from taxonomy.export.graphs.rdf import turtle
from taxonomy.export.graphs.skos import of_row

from .timing import Case, ratio, rounds, seconds

RESULTS = Path(__file__).with_name("engines.json")
PAGE = Path(__file__).parents[1] / "docs" / "use" / "how-to-engines.md"
MARKS = ("% measured by python -m benchmarks.engines", "% end of what was measured")
#: Columns by which rows of a copy are told from those of another.
NAMES = frozenset(
    {"id", "iri", "key", "type", "product", "illness", "question", "country", "claim", "authority", "types"}
)
#: Whoever asks the graph asks of products and their approvals alone: the whole, a hundred times, is 20 million statements.
IN_GRAPH = ("products", "approvals")
PROGRAMS = {
    "DuckDB, Parquet": """
import duckdb
database = duckdb.connect()
for path in folder.glob("*.parquet"):
    database.sql(f"CREATE TABLE {path.stem} AS FROM '{path}'")
found = len(database.sql(sql).fetchall())
""",
    "polars, Parquet": """
import polars as pl
tables = {path.stem: pl.read_parquet(path) for path in folder.glob("*.parquet")}
names = {"approvals": tables["approvals"], "pl": pl}
exec(python, names)
found = len(names["found"])
""",
    "SQLite, CSV": """
import csv, sqlite3
database = sqlite3.connect(":memory:")
for path in folder.glob("*.csv"):
    with path.open(encoding="utf-8", newline="") as stream:
        head, *rows = csv.reader(stream)
    columns = ", ".join(f'"{name}"' for name in head)
    database.execute(f"CREATE TABLE {path.stem} ({columns})")
    database.executemany(f"INSERT INTO {path.stem} VALUES ({', '.join('?' * len(head))})", rows)
found = len(database.execute(sql.replace("year(min(date))", "CAST(substr(min(date), 1, 4) AS INTEGER)")).fetchall())
""",
    "Oxigraph, Turtle": """
import pyoxigraph
store = pyoxigraph.Store()
store.bulk_load(path=folder / "graph.ttl", format=pyoxigraph.RdfFormat.TURTLE)
found = len(list(store.query(sparql)))
""",
}
COMMON = """
import re, sys
from pathlib import Path
folder, page, wanted = Path(sys.argv[1]), Path(sys.argv[2]).read_text("utf-8"), int(sys.argv[3])
sql, python, sparql = (
    re.findall(rf"^```{each}\\n(.*?)^```$", page, re.DOTALL | re.MULTILINE)[0] for each in ("sql", "python", "sparql")
)
"""
CHECK = "\nassert found == wanted, (found, wanted)\n"


def copied(table: Table, copies: int) -> Table:
    """The rows of a table so many times, each time under other names."""

    def other(row: Row, copy: int) -> Row:
        return {
            name: f"{value}-{copy}" if name in NAMES and isinstance(value, str) else value
            for name, value in row.items()
        }

    return table._replace(rows=[other(row, copy) for copy in range(copies) for row in table.rows])


def write(folder: Path, copies: int) -> int:
    """Write the set that many times, one table after the other; returns how many rows all have."""
    folder.mkdir()
    count, nodes = 0, []
    for table in Edition(taxonomy.load()).tables.values():
        many = copied(table, copies)
        count += len(many.rows)
        (folder / f"{table.name}.csv").write_bytes(csv_of(dated(many)))
        (folder / f"{table.name}.parquet").write_bytes(parquet_of(dated(many), {}))
        nodes += [of_row(many, row) for row in many.rows] if table.name in IN_GRAPH else []
    (folder / "graph.ttl").write_bytes(turtle(nodes))
    return count


def written(folder: Path, copies: int) -> int:
    """The same in a process of its own: what that needs must not count as the engines' memory."""
    code = (
        f"from pathlib import Path; from benchmarks.engines import write; print(write(Path({str(folder)!r}), {copies}))"
    )
    command = [sys.executable, "-c", code]
    return int(subprocess.run(command, cwd=RESULTS.parents[1], capture_output=True, text=True, check=True).stdout)


def answer() -> int:
    """How many rows the right answer has, of the set as it is."""
    page = PAGE.read_text("utf-8")
    (query,) = re.findall(r"^```sql\n(.*?)^```$", page, re.DOTALL | re.MULTILINE)
    code = f"import duckdb, taxonomy; approvals = taxonomy.load().frame('approvals', 'arrow'); print(len(duckdb.sql({query!r}).fetchall()))"
    return int(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout)


def rows_in(folder: Path) -> int:
    """How many rows the tables of a set have that was kept from an earlier run."""
    import pyarrow.parquet

    return sum(pyarrow.parquet.read_metadata(path).num_rows for path in folder.glob("*.parquet"))


def measure(copies: int, count: int, sets: Path | None) -> dict[str, Any]:
    """Every engine, on the set and on its copies, in turn."""
    with tempfile.TemporaryDirectory() as name:
        folder, right = sets or Path(name), answer()
        found_there = {size: folder / str(size) for size in (1, copies)}
        sizes = {size: rows_in(path) if path.is_dir() else written(path, size) for size, path in found_there.items()}
        cases = [
            Case(f"{engine} x {size}", [sys.executable, "-c", COMMON + code + CHECK, str(folder / str(size)), str(PAGE), str(right * size)])
            for engine, code in PROGRAMS.items()
            for size in sizes
        ]  # fmt: skip
        found = rounds(cases, count)
        engines = {
            engine: {
                "one": round(seconds(found, f"{engine} x 1"), 2),
                "many": round(seconds(found, f"{engine} x {copies}"), 2),
                "memory": round(max(each.memory for each in found[f"{engine} x {copies}"])),
                "ratio": ratio(found, f"{engine} x {copies}", f"{engine} x 1")._asdict(),
            }
            for engine in PROGRAMS
        }
    return {"copies": copies, "rows": list(sizes.values()), "answer": right, "rounds": count, "engines": engines}


def section(results: dict[str, Any]) -> str:
    """The part of the page that tells the results, between its marks."""
    one, many = results["rows"]
    lines = [
        f"Measured on {results['date']}: {results['machine']}, {results['versions']}.",
        f"The set has {one:,} rows in all tables, its {results['copies']} copies {many:,}.",
        f"Each engine loads the files in a process of its own and answers; the right answer has {results['answer']} rows, and {results['copies']} times as many.",
        "CPU seconds and ratios are medians of the rounds, with the least and the greatest.",
        "",
        f"| Engine | Once | {results['copies']} times | Ratio | Peak memory |",
        "|---|---|---|---|---|",
    ]
    for engine, found in results["engines"].items():
        spread = "{median:.1f} ({least:.1f} to {greatest:.1f})".format(**found["ratio"])
        lines.append(f"| {engine} | {found['one']:.2f} s | {found['many']:.2f} s | {spread} | {found['memory']:,} MB |")
    lines += ["", "Oxigraph holds the products and their approvals alone, not the whole graph."]
    return "\n".join([MARKS[0], "", *lines, "", MARKS[1]])


def with_section(page: str, results: dict[str, Any]) -> str:
    """The page with what was measured now."""
    before, _, rest = page.partition(MARKS[0])
    return before + section(results) + rest.partition(MARKS[1])[2]


def main() -> None:
    """Measure, write the results and the page."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.engines", description=__doc__.partition("\n")[0])
    parser.add_argument("--copies", type=int, default=100, help="how many times as large the other set is")
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument(
        "--sets", type=Path, help="a folder that keeps the sets: those that are there are not made again"
    )
    parser.add_argument("--output", type=Path, default=RESULTS, help="file of results (default: %(default)s)")
    options = parser.parse_args()
    names = ("duckdb", "polars", "pyoxigraph", "pyarrow")
    results = {
        "date": datetime.now(tz=UTC).date().isoformat(),
        "machine": f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}",
        "versions": ", ".join([f"Python {platform.python_version()}", *(f"{name} {version(name)}" for name in names)]),
        **measure(options.copies, options.rounds, options.sets),
    }
    options.output.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    PAGE.write_text(with_section(PAGE.read_text(encoding="utf-8"), results), encoding="utf-8")


if __name__ == "__main__":
    main()
