"""Measures this project against its peers: ``python -m benchmarks [--quick] [--output FILE]``.

Nearly every number is CPU time of child processes, in turn with what it is compared with.
Run it through ``nox -s bench``, which brings the peers.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

from .browser import chromium
from .builds import cold, growth, idle
from .edits import edits
from .measures import Bench
from .package import loading, queries
from .reading import first_visit, reading
from .real import real, searched
from .tables import tables

OURS = ("sphinx", "furo", "myst-parser", "docutils")
PEERS = ("networkx", "pronto", "rdflib")


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure this project against its peers.")
    parser.add_argument("--quick", action="store_true", help="small sets and few rounds")
    parser.add_argument("--sizes", type=int, nargs="+", default=[100, 300, 1000, 3000], help="numbers of types")
    parser.add_argument("--package", type=int, nargs="+", default=[100, 220, 10_000], help="the same, to load alone")
    parser.add_argument("--stock-up-to", type=int, default=1000, help="largest set for stock furo: 1000 takes minutes")
    parser.add_argument(
        "--peers-up-to", type=int, default=1000, help="largest set for the other peers that build sites"
    )
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--long", type=float, default=60, help="what takes more CPU seconds than this gets two rounds")
    parser.add_argument("--peers", help="a Python that has networkx, pronto and rdflib")
    parser.add_argument("--needs", help="a Python that has sphinx-needs")
    parser.add_argument("--output", type=Path, help="where the results go, as JSON")
    options = parser.parse_args()
    if options.quick:
        options.sizes, options.package, options.rounds, options.stock_up_to = [30], [30], 2, 30
    options.sizes.sort()
    return options


def measure(bench: Bench) -> None:
    """Run everything."""
    options = bench.options
    for count in options.package:
        loading(bench, count)
    queries(bench, 1_000 if options.quick else 10_000)
    tables(bench)
    site = real(bench)
    first_visit(bench, site, "real pages")
    searched(bench, site)
    built, found = {}, {}
    for count in options.sizes:
        built[count], found[count] = cold(bench, count)
    compared = [count for count in options.sizes if count <= options.peers_up_to]
    reading(bench, {count: built[count] for count in compared})
    idle(bench, compared[-1])
    edits(bench, compared[-1])
    if len(found) > 1:
        growth(bench, found)


def versions(options: argparse.Namespace) -> dict[str, str]:
    """What was measured, and with what."""
    found = {"python": platform.python_version()} | {name: version(name) for name in OURS}
    ask = "import sys; from importlib.metadata import version; print(*map(version, sys.argv[1:]))"
    for python, names in ((options.peers, PEERS), (options.needs, ("sphinx-needs",))):
        if python:
            done = subprocess.run([python, "-c", ask, *names], capture_output=True, text=True, check=True)
            found |= dict(zip(names, done.stdout.split(), strict=True))
    browser = chromium()
    if browser:
        done = subprocess.run([browser, "--version"], capture_output=True, text=True, check=True)
        found["chromium"] = next(word for word in done.stdout.split() if word[0].isdigit())
    return found


def results(bench: Bench) -> dict[str, Any]:
    """Everything that was found, as JSON holds it."""
    # Where this machine keeps the peers and the results says nothing to a reader.
    told = [each for each in sys.argv[1:] if not each.startswith(("--peers=", "--needs=", "--output="))]
    return {
        "date": date.today().isoformat(),  # noqa: DTZ011 - the day on this machine
        "command": " ".join(["python -m benchmarks", *told]),
        "machine": f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}",
        "versions": versions(bench.options),
        "rounds": bench.options.rounds,
        "browser": bool(chromium()),
        "measures": [each.plain() for each in bench.measures],
        "counts": bench.counts,
        "seconds": bench.seconds,
        "missing": bench.missing,
    }


def write(bench: Bench) -> None:
    if bench.options.output:
        text = json.dumps(results(bench), indent=1, ensure_ascii=False)
        bench.options.output.write_text(text + "\n", encoding="utf-8")


def main() -> None:
    """Run everything and write the results; a run that fails leaves what it measured, and says so."""
    options = arguments()
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder), options)
        try:
            measure(bench)
        except Exception as error:
            bench.missing.append(f"What follows in a whole run: it failed with {type(error).__name__}.")
            raise
        finally:
            write(bench)


if __name__ == "__main__":
    main()
