"""Times the PDF of this project against Sphinx's own by LaTeX: ``python -m benchmarks.book``.

Both set the same pre-written pages, from doctrees that are read beforehand; so what is
timed is the way from doctrees to the PDF. The pages are those of ``generate.py``: LaTeX
knows none of this project's nodes. Without latexmk and XeLaTeX only this project's is timed.
The whole real book is timed as well. What is not named keeps the results that it has.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from statistics import median
from typing import Any, Final, NamedTuple

from pikepdf import Pdf

from . import generate, timing

ROOT: Final = Path(__file__).parents[1]
RESULTS: Final = Path(__file__).with_name("book.json")
PAGE: Final = ROOT / "docs" / "contribute" / "books.md"
MARKS: Final = ("% measured by python -m benchmarks.book", "% end of what was measured")
OURS, LATEX, REAL = "this project", "LaTeX", "the whole book"
TIMES: Final = ("clock", "seconds")
TEX: Final = ("latexmk", "xelatex", "makeindex", "make")
MORE: Final = {"extra_mem_top": "100000000", "extra_mem_bot": "100000000"}
"""Words of memory that TeX gets beside its 5 million, which ten times the content fills."""

CONF: Final = """
import sys

sys.path.insert(0, {root!r})
project = "Set"
author = "Nobody"
language = "en"
extensions = ["myst_parser", "conf.typstbook"]
myst_enable_extensions = ["colon_fence"]
myst_heading_anchors = 2
latex_engine = "xelatex"  # the one of Sphinx's that knows β and ≥
suppress_warnings = ["misc.highlighting_failure"]
"""


class Route(NamedTuple):
    """A way to a PDF.

    Attributes:
        build: the folder that the route makes, but for its doctrees.
        environment: variables beside those of this process.
    """

    name: str
    command: list[str]
    build: Path
    environment: dict[str, str] = {}  # noqa: RUF012 - never changed

    def clean(self) -> None:
        """Forget the PDF, and keep the doctrees."""
        shutil.rmtree(self.build, ignore_errors=True)

    def pages(self) -> int:
        """How many pages the PDF has."""
        (made,) = (path for path in self.build.glob("*.pdf"))
        with Pdf.open(made) as pdf:
            return len(pdf.pages)


def routes(folder: Path) -> list[Route]:
    """The ways that this machine knows, each with doctrees of its own from ``folder/source``."""
    sphinx = [sys.executable, "-m", "sphinx"]
    quiet = ["-q", "-j", "auto"]
    source, conf = str(folder / "source"), ["-c", str(folder)]
    typst = folder / "typst"
    doctrees = folder / "typst-doctrees"
    read = [*sphinx, *quiet, "-b", "dummy", *conf, "-d"]
    subprocess.run([*read, str(doctrees), source, str(folder / "read")], check=True)
    ours = Route(OURS, [*sphinx, *quiet, "-b", "typst", *conf, "-d", str(doctrees), source, str(typst)], typst)
    if not all(map(shutil.which, TEX)):
        return [ours]
    make = folder / "make"  # Sphinx looks for doctrees in there
    shutil.copytree(doctrees, make / "doctrees")
    latex = [*sphinx, "-M", "latexpdf", source, str(make), *quiet, *conf]
    return [ours, Route(LATEX, latex, make / "latex", MORE)]


def real(folder: Path) -> Route:
    """The book itself, from doctrees."""
    doctrees = folder / "doctrees"
    strict = ("-c", str(ROOT / "conf"), "-q", "-j", "auto", "-d", str(doctrees))
    sphinx = [sys.executable, "-m", "sphinx", *strict]
    docs = str(ROOT / "docs")
    subprocess.run([*sphinx, "-b", "dummy", docs, str(folder / "read")], check=True)
    return Route(REAL, [*sphinx, "-b", "typst", docs, str(folder / "pdf")], folder / "pdf")


def measure(of: str, ways: list[Route], count: int) -> dict[str, Any]:
    """Time ``ways`` in turn; a way that fails says so and takes no further part.

    One round to warm up, but for what is so long that one round is all it gets.
    """
    cases = {way.name: timing.Case(way.name, way.command, way.clean, way.environment) for way in ways}
    found: timing.Rounds = {name: [] for name in cases}
    failed: list[str] = []
    for number in range(count + (count > 1)):
        for name in [name for name in cases if name not in failed]:
            try:
                took = timing.run(cases[name])
            except timing.Failed:
                failed.append(name)
            else:
                found[name] += [took] if number or count == 1 else []
    found = {name: runs for name, runs in found.items() if name not in failed}
    return {"of": of, "failed": failed, "ways": list(told(ways, found)), "ratio": compared(found)}


def told(ways: Iterable[Route], found: timing.Rounds) -> Iterable[dict[str, Any]]:
    """What each way took: seconds by the clock, CPU seconds, peak memory in MB, pages."""
    for way in ways:
        if runs := found.get(way.name):
            took = {of: [round(getattr(run, of), 1) for run in runs] for of in TIMES}
            memory = round(max(run.memory for run in runs))
            yield {"name": way.name, **took, "memory": memory, "pages": way.pages()}


def compared(found: timing.Rounds) -> dict[str, dict[str, float]] | None:
    """This project's time by LaTeX's, round by round; nothing if one of them is missing."""
    if not {OURS, LATEX} <= found.keys():
        return None
    ratios = {of: timing.ratio(found, OURS, LATEX, of) for of in TIMES}
    return {of: {name: round(value, 3) for name, value in ratio._asdict().items()} for of, ratio in ratios.items()}


def pages(folder: Path, count: int) -> list[Route]:
    """The ways to a book of so many types."""
    generate.generate(folder, count)
    shutil.copytree(folder / "pages", folder / "source")
    (folder / "conf.py").write_text(CONF.format(root=str(ROOT)), encoding="utf-8")
    return routes(folder)


def result(what: str, count: int) -> dict[str, Any]:
    """Measure the real book, or a set of so many types, in ``count`` rounds."""
    with tempfile.TemporaryDirectory() as folder:
        if what == "book":
            return measure("the real pages", [real(Path(folder))], count)
        return measure(f"{what} types", pages(Path(folder), int(what)), count)


def section(results: dict[str, Any]) -> str:
    """The part of the page that tells the results, between its marks."""
    lines = [
        f"Measured on {results['date']}: {results['machine']}, {results['versions']}.",
        "Times are the median of the rounds.",
        "",
        "| What | By | Rounds | Pages | Clock | CPU | Peak memory |",
        "|---|---|---|---|---|---|---|",
    ]
    for one in results["sets"].values():
        for way in one["ways"]:
            times = (f"{median(way[of]):.0f} s" for of in TIMES)
            row = (one["of"], way["name"], len(way["clock"]), way["pages"], *times, f"{way['memory']} MB")
            lines.append(f"| {' | '.join(map(str, row))} |")
        lines += [f"| {one['of']} | {name} | none: it failed | | | | |" for name in one["failed"]]
    lines += ["", *(shown(one) for one in results["sets"].values() if one["ratio"])]
    return "\n".join([MARKS[0], "", *lines, "", MARKS[1]])


def shown(one: dict[str, Any]) -> str:
    """How the times of two ways compare: the median, and of several rounds the least and the greatest."""
    form = "{median:.2f} ({least:.2f} to {greatest:.2f})" if one["ratio"]["clock"]["rounds"] > 1 else "{median:.2f}"
    clock, cpu = (form.format(**one["ratio"][of]) for of in TIMES)
    return f"- {one['of']}: the book takes {clock} of LaTeX's time by the clock, and {cpu} of its CPU time."


def with_section(page: str, results: dict[str, Any]) -> str:
    """The page with what was measured now."""
    before, _, rest = page.partition(MARKS[0])
    return before + section(results) + rest.partition(MARKS[1])[2]


def parser() -> argparse.ArgumentParser:
    """The reader of the command line."""
    found = argparse.ArgumentParser(prog="python -m benchmarks.book", description=__doc__.partition("\n")[0])
    found.add_argument(
        "what",
        nargs="*",
        default=["book:3", "305:3", "3050:1"],
        metavar="WHAT:ROUNDS",
        help="'book' or a number of types, and how many rounds (default: book:3 305:3 3050:1)",
    )
    found.add_argument("--output", type=Path, default=RESULTS, help="file of results (default: %(default)s)")
    return found


def main() -> None:
    """Measure, write the results and the page."""
    options = parser().parse_args()
    if not all(map(shutil.which, TEX)):
        sys.stderr.write(f"Not all of {', '.join(TEX)} are here: only this project's own way is timed\n")
    names = ("sphinx", "myst-parser", "typst", "pikepdf")
    known = json.loads(options.output.read_text(encoding="utf-8")) if options.output.is_file() else {"sets": {}}
    for each in options.what:
        what, _, count = each.partition(":")
        known["sets"][what] = result(what, int(count or 1))
        known |= {
            "date": datetime.now(tz=UTC).date().isoformat(),
            "machine": f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}",
            "versions": ", ".join(
                [f"Python {platform.python_version()}", *(f"{name} {version(name)}" for name in names)]
            ),
        }
        options.output.write_text(json.dumps(known, indent=2) + "\n", encoding="utf-8")
    PAGE.write_text(with_section(PAGE.read_text(encoding="utf-8"), known), encoding="utf-8")


if __name__ == "__main__":
    main()
