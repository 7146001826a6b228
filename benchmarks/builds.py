"""Measures builds from nothing: the project, the same pages written beforehand, and the peers."""

from __future__ import annotations

import math
import sys
from pathlib import Path

from . import sites
from .compare import assert_equal
from .measures import Bench
from .timing import Case, Ratio, Rounds, ratio, run, seconds

PYTHON = sys.executable
LIMIT_STOCK = {100: 0.55, 300: 0.26, 1000: 0.075}

Built = dict[str, Path]  # kind of site -> its folder


def case(kind: str, folder: Path, python: str = PYTHON) -> Case:
    """A build from nothing."""
    return Case(kind, sites.command(python, folder), lambda: sites.clean(folder))


def kinds(bench: Bench, count: int) -> list[str]:
    """What is built at one size. Beyond the size at which peers are compared, only this project's growth matters."""
    options = bench.options
    compared = [each for each in options.sizes if each <= options.peers_up_to]
    found = ["project"]
    found += ["once"] if count in compared else []
    found += ["needs"] if options.needs and compared and count == compared[-1] else []
    return found + (["stock"] if count <= options.stock_up_to else [])


def cold(bench: Bench, count: int) -> tuple[Built, Rounds]:
    """Builds from nothing, of all kinds that are compared at one size."""
    made, where = bench.made(count), bench.folder / f"cold-{count}"
    folders = {kind: sites.site(kind, made, where / kind) for kind in kinds(bench, count)}
    bare = sites.empty(where / "empty")
    pythons = {"needs": bench.options.needs}
    cases = [case(kind, folder, pythons.get(kind, PYTHON)) for kind, folder in folders.items()]
    # A larger set needs no warm-up of its own: all programs ran with a smaller one.
    warm = count == bench.options.sizes[0]
    found = bench.timed([*cases, case("empty", bare)], f"cold, {count} types", warm=warm)
    equal(bench, folders, count)
    if "once" in folders:
        once = ratio(found, "project", "once")
        bench.note(f"cold: project / pre-written, navigation once, N = {count}", once, 0.85)
        memory = ratio(found, "project", "once", "memory")
        bench.note(f"peak memory: project / pre-written, N = {count}", memory, 1.05)
    if "stock" in folders:
        stock = ratio(found, "project", "stock")
        bench.note(f"cold: project / stock furo, pre-written, N = {count}", stock, LIMIT_STOCK.get(count))
    if "needs" in folders:
        needs = ratio(found, "project", "needs")
        bench.note(f"cold: project / sphinx-needs, navigation once, N = {count}", needs, 0.6)
    return folders, found


def equal(bench: Bench, folders: Built, count: int) -> None:
    """Make sure that all sites hold the same text and links."""
    for kind in folders.keys() - {"project"}:
        number = assert_equal(folders["project"] / "site", folders[kind] / "site")
        bench.counts[f"articles with text and links equal to those of '{kind}', {count} types"] = number


def growth(bench: Bench, found: dict[int, Rounds]) -> None:
    """How the cost of a cold build grows, start-up subtracted.

    The range is what the rounds furthest apart would give.
    """
    small, large = min(found), max(found)

    def spent(count: int, pick: int) -> float:
        times = sorted(each.seconds for each in found[count]["project"])
        middle = seconds(found[count], "project")
        return (times[0], middle, times[-1])[pick] - seconds(found[count], "empty")

    def exponent(low: int, high: int) -> float:
        return math.log(spent(large, high) / spent(small, low)) / math.log(large / small)

    value = Ratio(exponent(1, 1), exponent(2, 0), exponent(0, 2), len(found[large]["project"]))
    bench.note(f"growth exponent of the build, {small} → {large}", value, 1.05)


def idle(bench: Bench, count: int) -> None:
    """Builds with nothing to do."""
    where = bench.folder / f"idle-{count}"
    folder, bare = sites.site("project", bench.made(count), where / "project"), sites.empty(where / "empty")
    cases = [Case("project", sites.command(PYTHON, folder)), Case("empty", sites.command(PYTHON, bare))]
    for each in cases:
        run(each)
    found = bench.timed(cases, f"nothing to do, {count} types")
    bench.note(f"nothing to do: project / empty furo, N = {count}", ratio(found, "project", "empty"), 1.6)
