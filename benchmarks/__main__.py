"""Measures this project against its peers: ``python -m benchmarks [--quick] [--output FILE]``.

Every number is CPU time of child processes, in turn with what it is compared with.
Run it through ``nox -s bench``, which brings the peers.
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
import os
import platform
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from . import sites
from .compare import assert_equal
from .generate import ROOT, generate, write_data
from .timing import Case, Ratio, Rounds, ratio, rounds, run, seconds

HERE = Path(__file__).parent
PYTHON = sys.executable
LIMIT_COLD = {100: 0.55, 300: 0.26, 1000: 0.075}  # against stock furo
QUERIES = {
    "wider": "t.wider[id]",
    "is-a": "one in t.wider[id]",
    "taxonomy": "t.ancestors(id)",
    "narrower": "t.descendants(id)",
}


class Measure(NamedTuple):
    """One line of the results; ``limit`` is at most, or at least where ``least`` is true."""

    name: str
    ratio: Ratio
    limit: float | None
    least: bool = False


class Bench:
    """One run of all measures into one folder."""

    def __init__(self, folder: Path, options: argparse.Namespace) -> None:
        self.folder, self.options = folder, options
        self.measures: list[Measure] = []
        self.seconds: dict[str, float] = {}
        self.counts: dict[str, float] = {}

    def note(self, name: str, found: Ratio, limit: float | None = None, *, least: bool = False) -> None:
        self.measures.append(Measure(name, found, limit, least))
        print(f"{name}: {found.median:.3g} [{found.least:.3g} – {found.greatest:.3g}], limit {limit}", flush=True)

    def timed(self, cases: list[Case], about: str, count: int | None = None) -> Rounds:
        found = rounds(cases, count or self.options.rounds)
        self.seconds.update({f"{about}: {name}": round(seconds(found, name), 4) for name in found})
        return found

    def package(self, count: int) -> None:
        """Import and load, against a bare start and against JSON."""
        root = self.folder / f"package-{count}"
        shutil.copytree(ROOT / "taxonomy", root / "taxonomy", ignore=shutil.ignore_patterns("data", "__pycache__"))
        write_data(root / "taxonomy" / "data", count, 4)
        compiled = root / "taxonomy" / "compiled.bin"
        elsewhere = {"PYTHONPATH": str(root), "PYTHONSAFEPATH": "1"}  # not the taxonomy of the working folder
        make = f"from taxonomy.store import compile_to; compile_to({str(compiled)!r})"
        run(Case("compile", [PYTHON, "-c", make], environment=elsewhere))
        dump = "import json, taxonomy; t = taxonomy.load(); print(json.dumps([t.records, list(map(list, t.sources.values()))]))"
        text = subprocess.run(
            [PYTHON, "-c", dump], env={**os.environ, **elsewhere}, capture_output=True, check=True
        ).stdout
        (root / "all.json").write_bytes(text)

        def program(code: str) -> list[str]:
            return [PYTHON, "-c", code]

        load = "import taxonomy; t = taxonomy.load(); list(t); t.sources"
        from_yaml = "import taxonomy; t = taxonomy.load(taxonomy.__path__[0] + '/data'); list(t)"
        cases = [
            Case("pass", program("pass"), environment=elsewhere),
            Case("import", program("import taxonomy"), environment=elsewhere),
            Case(
                "json",
                program(f"import json; data = json.load(open({str(root / 'all.json')!r}))"),
                environment=elsewhere,
            ),
            Case("load", program(load), environment=elsewhere),
        ]
        found = self.timed(cases, f"{count} types", 3 * self.options.rounds)
        self.note(f"import taxonomy / python -c pass ({count} types)", ratio(found, "import", "pass"), 1.3)
        self.note(f"import and load, wheel / json.load, {count} types", ratio(found, "load", "json"), 1.2)
        if count <= 1000:
            compiled.unlink()
            # A bare folder elsewhere is read without a cache.
            other = root / "elsewhere"
            shutil.copytree(root / "taxonomy" / "data", other)
            yaml = Case(
                "yaml",
                program(from_yaml.replace("taxonomy.__path__[0] + '/data'", repr(str(other)))),
                environment=elsewhere,
            )
            found = self.timed([cases[2], yaml], f"{count} types from YAML")
            records = len(list(other.rglob("*.yaml")))
            self.note(
                f"import and load, YAML / json.load, {records} records",
                ratio(found, "yaml", "json"),
                6 if records <= 420 else None,
            )

    def queries(self, count: int) -> None:
        """The closure against a dictionary, and the peers against it."""
        # Each type has one wider type, every fifth two, chosen among those before it.
        chance = random.Random(4)  # noqa: S311 - a reproducible choice
        edges = {
            f"t{n}": [f"t{chance.randrange(n)}" for _ in range(1 + (n % 5 == 0))] if n else [] for n in range(count)
        }
        path = self.folder / "edges.json"
        path.write_text(json.dumps({id: sorted(set(parents)) for id, parents in edges.items()}), encoding="utf-8")

        def ask(how: str, python: str) -> float:
            command = [python, str(HERE / "closure.py"), how, str(path)]
            env = {**os.environ, "PYTHONPATH": str(ROOT)}
            return float(subprocess.run(command, env=env, capture_output=True, text=True, check=True).stdout)

        names = ["dict", *QUERIES]
        asked = [{how: ask(how, PYTHON) for how in names} for _ in range(self.options.rounds)]
        for how, code in QUERIES.items():
            self.note(
                f"{code} / look-up in a dict, {count} types",
                spread(each[how] / each["dict"] for each in asked),
                2,
            )
        for peer in ("networkx", "pronto", "rdflib") if self.options.peers else ():
            once = [ask(peer, self.options.peers) for _ in range(2)]
            found = spread(value / each["taxonomy"] for value, each in zip(once, asked, strict=False))
            self.note(f"{peer} / ours, ancestors, {count} types", found, 100, least=True)

    def cold(self, count: int, kinds: list[str]) -> None:
        """Builds from nothing: the project and the same pages, pre-written."""
        made = self.made(count)
        folders = {kind: sites.site(kind, made, self.folder / f"cold-{count}" / kind) for kind in kinds}

        def case(kind: str) -> Case:
            return Case(kind, sites.command(PYTHON, folders[kind]), lambda: sites.clean(folders[kind]))

        bare = sites.empty(self.folder / f"cold-{count}" / "empty")
        nothing = Case("empty", sites.command(PYTHON, bare), lambda: sites.clean(bare))
        found = self.timed([*map(case, kinds), nothing], f"cold, {count} types")
        self.counts[f"articles with equal text and links, {count} types"] = assert_equal(
            folders["project"] / "site", folders["once"] / "site"
        )
        self.note(f"cold: project / pre-written, navigation once, N = {count}", ratio(found, "project", "once"), 0.85)
        if "stock" in kinds:
            stock = ratio(found, "project", "stock")
            self.note(f"cold: project / stock furo, pre-written, N = {count}", stock, LIMIT_COLD.get(count))
        memory = ratio(found, "project", "once", memory=True)
        self.note(f"peak memory: project / pre-written, N = {count}", memory, 1.05)
        self.weigh(folders["project"] / "site", count)

    def weigh(self, site: Path, count: int) -> None:
        pages = [len(gzip.compress(path.read_bytes())) for path in site.glob("types/*.html")]
        self.counts[f"type page, KiB gzip, median, N = {count}"] = round(statistics.median(pages) / 1024, 1)
        search = [site / "search.html", *(site / "_static" / name for name in ("finder.js", "finder-names.js"))]
        weight = sum(len(gzip.compress(path.read_bytes())) for path in search)
        self.counts[f"search to the first names, KiB gzip, N = {count}"] = round(weight / 1024, 1)

    def again(self, count: int) -> None:
        """Builds with nothing to do, and with one record or page edited."""
        made = self.made(count)
        where = self.folder / f"again-{count}"
        idle, bare = sites.site("project", made, where / "idle"), sites.empty(where / "empty")
        cases = [Case("project", sites.command(PYTHON, idle)), Case("empty", sites.command(PYTHON, bare))]
        for each in cases:
            run(each)
        found = self.timed(cases, f"nothing to do, {count} types")
        self.note(f"nothing to do: project / empty furo, N = {count}", ratio(found, "project", "empty"), 1.6)

        edited = {name: sites.site(kind, made, where / name) for name, kind in EDITED.items()}
        record = min((edited["record"] / "data" / "types").glob("*.yaml"))
        page = f"source/types/{record.stem}.md"
        turn = iter(range(1_000))

        def edit_record() -> None:
            fields = yaml.load(record.read_bytes(), Loader=yaml.BaseLoader)  # noqa: S506 - makes only text
            fields["notes"] = [f"This was added in turn {next(turn)}."]
            record.write_text(yaml.safe_dump(fields, allow_unicode=True), encoding="utf-8")

        def edit(path: Path) -> None:
            text = path.read_text(encoding="utf-8").split("\nThis was added")[0]
            path.write_text(f"{text}\nThis was added in turn {next(turn)}.\n", encoding="utf-8")

        cases = [
            Case("record", sites.command(PYTHON, edited["record"]), edit_record),
            Case("page", sites.command(PYTHON, edited["page"]), lambda: edit(edited["page"] / page)),
            Case("pre-written", sites.command(PYTHON, edited["written"]), lambda: edit(edited["written"] / page)),
        ]
        for each in cases:
            run(each)
        ours = edited["record"]
        before = {path: path.stat().st_mtime_ns for path in (ours / "site").rglob("*.html")}
        found = self.timed(cases, f"one edit, {count} types")
        after = {path: path.stat().st_mtime_ns for path in (ours / "site").rglob("*.html")}
        written = sorted(path.name for path in after if after[path] != before.get(path))
        self.counts[f"pages written after one record's edit, N = {count}"] = len(set(written) - GENERATED)
        self.note(f"one record edited / one page edited, N = {count}", ratio(found, "record", "page"), 1.1)
        written_page = ratio(found, "record", "pre-written")
        self.note(f"one record edited / one pre-written page edited, other search, N = {count}", written_page)

    def made(self, count: int) -> Path:
        """The generated set of one size, made once."""
        folder = self.folder / f"set-{count}"
        if not folder.exists():
            generate(folder, count)
        return folder

    def exponent(self, sizes: list[int]) -> None:
        """How the cost of a cold build grows, start-up subtracted."""
        known = [
            (n, self.seconds[f"cold, {n} types: project"] - self.seconds[f"cold, {n} types: empty"]) for n in sizes
        ]
        (small, low), (large, high) = known[0], known[-1]
        value = math.log(high / low) / math.log(large / small)
        self.note(f"growth exponent, {small} → {large}", Ratio(value, value, value), 1.05)


#: The sites of the edit cases, by kind of site: what is edited never shares a folder.
EDITED = {"record": "project", "page": "project", "written": "once"}
#: Pages that every build writes.
GENERATED = frozenset({"genindex.html", "search.html", "therapy-index.html"})


def spread(values: Iterator[float]) -> Ratio:
    found = list(values)
    return Ratio(statistics.median(found), min(found), max(found))


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure this project against its peers.")
    parser.add_argument("--quick", action="store_true", help="small sets and few rounds")
    parser.add_argument("--sizes", type=int, nargs="+", default=[100, 300, 1000], help="numbers of types")
    parser.add_argument("--package", type=int, nargs="+", default=[100, 200, 10_000], help="the same, to load alone")
    parser.add_argument("--stock-up-to", type=int, default=300, help="largest set for stock furo, which takes minutes")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--peers", help="a Python that has networkx, pronto and rdflib")
    parser.add_argument("--output", type=Path, help="where the results go, as JSON")
    options = parser.parse_args()
    if options.quick:
        options.sizes, options.package, options.rounds, options.stock_up_to = [30], [30], 2, 30
    return options


def main() -> None:
    """Run everything and write the results."""
    options = arguments()
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder), options)
        for count in options.package:
            bench.package(count)
        bench.queries(1_000 if options.quick else 10_000)
        for count in options.sizes:
            bench.cold(count, ["project", "once", *(["stock"] if count <= options.stock_up_to else [])])
        bench.again(options.sizes[-1])
        if len(options.sizes) > 1:
            bench.exponent(options.sizes)
    results: dict[str, Any] = {
        "date": date.today().isoformat(),  # noqa: DTZ011 - the day on this machine
        "command": "python -m benchmarks " + " ".join(sys.argv[1:]),
        "machine": f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}",
        "versions": {"python": platform.python_version()}
        | {name: version(name) for name in ("sphinx", "furo", "myst-parser", "docutils", "pagefind-bin")},
        "rounds": options.rounds,
        "measures": [
            {"name": each.name, "limit": each.limit, "least": each.least, "median": round(each.ratio.median, 4)}
            | {"least_ratio": round(each.ratio.least, 4), "greatest": round(each.ratio.greatest, 4)}
            for each in bench.measures
        ],
        "counts": bench.counts,
        "seconds": bench.seconds,
    }
    if options.output:
        options.output.write_text(json.dumps(results, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
