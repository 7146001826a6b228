"""Measures the package alone, as a user meets it: loading, an answer, and the hierarchy."""

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
from pathlib import Path
from taxonomy.export import export
t = taxonomy.load()
Path("all.json").write_text(json.dumps([t.records, list(map(list, t.sources.values()))]), encoding="utf-8")
Path("taxonomy.json").write_bytes(export(t, "json")["taxonomy.json"])
"""
# What a user runs, and the same without the package.
PROGRAMS = {
    "json": "import json; data = json.load(open('all.json'))",
    "load": "import taxonomy; t = taxonomy.load(); list(t); t.sources",
    "published": """
import json
data = json.load(open('taxonomy.json'))
answer = next(each for each in data['types'] if each['id'] == {id!r})['derived']['immunotherapy']
""",
    "classify": "import taxonomy; t = taxonomy.load(); answer = t.classify({id!r}).immunotherapy.value",
}


def installed(root: Path, count: int) -> dict[str, str]:
    """Put a package of ``count`` types into a folder, compiled as in a wheel; return the variables that choose it."""
    shutil.copytree(ROOT / "taxonomy", root / "taxonomy", ignore=shutil.ignore_patterns("data", "__pycache__"))
    write_data(root / "taxonomy" / "data", count, 4)
    elsewhere = {"PYTHONPATH": str(root), "PYTHONSAFEPATH": "1"}  # not the taxonomy of the working folder
    make = f"from pathlib import Path; from taxonomy.loading.stored import compile_to; compile_to(Path({str(root / 'taxonomy' / 'compiled.bin')!r}))"
    run(Case("compile", [PYTHON, "-c", make], environment=elsewhere))
    return elsewhere


def loading(bench: Bench, count: int) -> None:
    """Import and load, and the answer for one type, against the same from JSON."""
    root = bench.folder / f"package-{count}"
    elsewhere = installed(root, count)
    env = {**os.environ, **elsewhere}
    subprocess.run([PYTHON, "-c", DUMP], env=env, cwd=root, check=True)
    id = min((root / "taxonomy" / "data" / "types").iterdir()).stem
    cases = [
        Case(name, [PYTHON, "-c", f"import os; os.chdir({str(root)!r})\n{code.format(id=id)}"], environment=elsewhere)
        for name, code in PROGRAMS.items()
    ]
    found = bench.timed(cases, f"{count} types", 3 * bench.options.rounds)
    bench.note(f"import and load, wheel / json.load, {count} types", ratio(found, "load", "json"), 1.2)
    answered = ratio(found, "classify", "published")
    bench.note(f"one classified answer, wheel / the same from the published JSON, {count} types", answered, 1.5)
    if count > 1000:
        return
    other = root / "elsewhere"  # a bare folder is read without a cache
    shutil.copytree(root / "taxonomy" / "data", other)
    code = f"import taxonomy; t = taxonomy.load({str(other)!r}); list(t)"
    found = bench.timed(
        [cases[0], Case("yaml", [PYTHON, "-c", code], environment=elsewhere)], f"{count} types from YAML"
    )
    records = len(list(other.rglob("*.yaml")))
    limit = 6 if records <= 420 else None
    bench.note(f"import and load, YAML / json.load, {records} records", ratio(found, "yaml", "json"), limit)


def queries(bench: Bench, count: int) -> None:
    """All wider types of a type, asked of the peers and of the package."""
    # Each type has one wider type, every fifth two, chosen among those before it.
    chance = random.Random(4)  # noqa: S311 - a reproducible choice
    edges = {f"t{n}": [f"t{chance.randrange(n)}" for _ in range(1 + (n % 5 == 0))] if n else [] for n in range(count)}
    path = bench.folder / "edges.json"
    path.write_text(json.dumps({id: sorted(set(parents)) for id, parents in edges.items()}), encoding="utf-8")

    def ask(how: str, python: str) -> float:
        command = [python, str(HERE / "closure.py"), how, str(path)]
        env = {**os.environ, "PYTHONPATH": str(ROOT)}
        return float(subprocess.run(command, env=env, capture_output=True, text=True, check=True).stdout)

    if not bench.options.peers:
        return
    ours = [ask("taxonomy", PYTHON) for _ in range(bench.options.rounds)]
    for peer in ("networkx", "pronto", "rdflib"):
        once = [ask(peer, bench.options.peers) for _ in range(2)]
        found = spread(theirs / own for theirs, own in zip(once, ours, strict=False))
        bench.note(f"{peer} / ours, ancestors, {count} types", found, 100, least=True)
