"""Measures the package alone: import, load, and questions about the hierarchy."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

from .generate import ROOT, write_data
from .measures import Bench
from .timing import Case, ratio, run, spread

HERE = Path(__file__).parent
PYTHON = sys.executable
DUMP = """
import json, taxonomy
t = taxonomy.load()
print(json.dumps([t.records, list(map(list, t.sources.values()))]))
"""
QUERIES = {
    "wider": "t.wider[id]",
    "is-a": "one in t.wider[id]",
    "taxonomy": "t.ancestors(id)",
    "narrower": "t.descendants(id)",
}


def installed(root: Path, count: int) -> dict[str, str]:
    """Put a package of ``count`` types into a folder, compiled as in a wheel; return the variables that choose it."""
    shutil.copytree(ROOT / "taxonomy", root / "taxonomy", ignore=shutil.ignore_patterns("data", "__pycache__"))
    write_data(root / "taxonomy" / "data", count, 4)
    elsewhere = {"PYTHONPATH": str(root), "PYTHONSAFEPATH": "1"}  # not the taxonomy of the working folder
    make = f"from taxonomy.store import compile_to; compile_to({str(root / 'taxonomy' / 'compiled.bin')!r})"
    run(Case("compile", [PYTHON, "-c", make], environment=elsewhere))
    return elsewhere


def loading(bench: Bench, count: int) -> None:
    """Import and load, against a bare start and against JSON."""
    root = bench.folder / f"package-{count}"
    elsewhere = installed(root, count)
    env = {**os.environ, **elsewhere}
    text = subprocess.run([PYTHON, "-c", DUMP], env=env, capture_output=True, check=True).stdout
    (root / "all.json").write_bytes(text)
    programs = {
        "pass": "pass",
        "import": "import taxonomy",
        "json": f"import json; data = json.load(open({str(root / 'all.json')!r}))",
        "load": "import taxonomy; t = taxonomy.load(); list(t); t.sources",
    }
    cases = [Case(name, [PYTHON, "-c", code], environment=elsewhere) for name, code in programs.items()]
    found = bench.timed(cases, f"{count} types", 3 * bench.options.rounds)
    bench.note(f"import taxonomy / python -c pass ({count} types)", ratio(found, "import", "pass"), 1.3)
    bench.note(f"import and load, wheel / json.load, {count} types", ratio(found, "load", "json"), 1.2)
    if count > 1000:
        return
    other = root / "elsewhere"  # a bare folder is read without a cache
    shutil.copytree(root / "taxonomy" / "data", other)
    code = f"import taxonomy; t = taxonomy.load({str(other)!r}); list(t)"
    found = bench.timed(
        [cases[2], Case("yaml", [PYTHON, "-c", code], environment=elsewhere)], f"{count} types from YAML"
    )
    records = len(list(other.rglob("*.yaml")))
    limit = 6 if records <= 420 else None
    bench.note(f"import and load, YAML / json.load, {records} records", ratio(found, "yaml", "json"), limit)


def queries(bench: Bench, count: int) -> None:
    """The closure against a dictionary, and the peers against it."""
    # Each type has one wider type, every fifth two, chosen among those before it.
    chance = random.Random(4)  # noqa: S311 - a reproducible choice
    edges = {f"t{n}": [f"t{chance.randrange(n)}" for _ in range(1 + (n % 5 == 0))] if n else [] for n in range(count)}
    path = bench.folder / "edges.json"
    path.write_text(json.dumps({id: sorted(set(parents)) for id, parents in edges.items()}), encoding="utf-8")

    def ask(how: str, python: str) -> float:
        command = [python, str(HERE / "closure.py"), how, str(path)]
        env = {**os.environ, "PYTHONPATH": str(ROOT)}
        return float(subprocess.run(command, env=env, capture_output=True, text=True, check=True).stdout)

    names = ["dict", "is-a in a dict", *QUERIES]
    asked = [{how: ask(how, PYTHON) for how in names} for _ in range(bench.options.rounds)]
    for how, code in QUERIES.items():
        bench.note(f"{code} / look-up in a dict, {count} types", spread(each[how] / each["dict"] for each in asked), 2)
    floor = spread(each["is-a in a dict"] / each["dict"] for each in asked)
    bench.note(f"the floor: one in plain_dict[id] / look-up in a dict, {count} types", floor)
    for peer in ("networkx", "pronto", "rdflib") if bench.options.peers else ():
        once = [ask(peer, bench.options.peers) for _ in range(2)]
        found = spread(value / each["taxonomy"] for value, each in zip(once, asked, strict=False))
        bench.note(f"{peer} / ours, ancestors, {count} types", found, 100, least=True)
