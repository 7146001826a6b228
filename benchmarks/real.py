"""Measures the real pages: running their examples against building them."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from .measures import Bench
from .reading import typing
from .sites import ROOT
from .timing import Case, ratio

#: What readers type, and Sphinx's own search finds, too.
QUERIES = {"a brand": "keytruda", "two words": "leukaemia transplant"}
ROUNDS = 2  # a build of the real pages takes most of a minute


def real(bench: Bench) -> Path:
    """The examples on the doctrees of the HTML build, and that build; return the folder of its pages."""
    where = bench.folder / "real"
    trees, site = where / "doctrees", where / "site"
    build = [sys.executable, "-m", "sphinx", "-q", "-c", str(ROOT / "conf"), "-d", str(trees)]

    def clean() -> None:
        shutil.rmtree(where, ignore_errors=True)

    html = Case("html", [*build, "-b", "html", str(ROOT / "docs"), str(site)], clean)
    doctest = Case("doctest", [*build, "-b", "doctest", str(ROOT / "docs"), str(where / "doctest")])
    count = 1 if bench.options.quick else ROUNDS
    found = bench.timed([html, doctest], "the real pages", count, warm=not bench.options.quick)
    ran = (where / "doctest" / "output.txt").read_text(encoding="utf-8")
    assert int(ran.split("Doctest summary")[-1].split()[1]) > 0, ran  # "===…=== 200 tests"
    bench.note("doctest pass / HTML build whose doctrees it takes, real pages", ratio(found, "doctest", "html"), 0.25)
    return site


def searched(bench: Bench, site: Path) -> None:
    """The search of the real pages, against the same pages with the search that Sphinx makes itself."""
    where = bench.folder / "own-search"
    build = ["-q", "-c", str(ROOT / "conf"), "-d", str(where / "doctrees"), "-b", "html", str(ROOT / "docs")]
    subprocess.run([sys.executable, "-m", "benchmarks.own_search", *build, str(where / "site")], check=True, cwd=ROOT)
    typing(bench, site, where / "site", QUERIES)
