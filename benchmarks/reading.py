"""Measures a reader's first visit and first search, by what ``browser.py`` counts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from .browser import Fetched, browsing, chromium, named, serving, typed, visit
from .measures import Bench
from .timing import spread

PAGES = 10
FEW = 3  # results that are enough
LIMIT_SIZE, LIMIT_REQUESTS, LIMIT_SEARCH = 45, 10, 200
THEIRS = "#search-results ul.search li"


def some(site: Path) -> list[str]:
    """Pages of types, evenly spaced."""
    pages = sorted(path.relative_to(site).as_posix() for path in site.glob("types/*.html"))
    return pages[:: max(1, len(pages) // PAGES)][:PAGES]


def visits(site: Path, pages: list[str]) -> list[Fetched]:
    """First visits of some pages of a site."""
    if not chromium():
        return [named(site, page) for page in pages]
    with browsing() as browser, serving(site) as server:
        return [visit(browser, server, page) for page in pages]


def first_visit(bench: Bench, site: Path, about: str) -> list[Fetched]:
    """What a type page costs a reader who comes for the first time."""
    found = visits(site, some(site))
    bench.note(f"first visit of a type page, KiB gzip, {about}", spread(each.size for each in found), LIMIT_SIZE)
    bench.note(
        f"first visit of a type page, requests, {about}", spread(each.requests for each in found), LIMIT_REQUESTS
    )
    return found


def growing(bench: Bench, small: Path, large: Path, counts: tuple[int, int]) -> None:
    """The same pages in a small set and a large one."""
    pages = some(small)
    pairs = zip(visits(large, pages), visits(small, pages), strict=True)
    ratios = spread(a.size / b.size for a, b in pairs)
    bench.note(f"first visit of a type page, bytes: N = {counts[1]} / N = {counts[0]}", ratios, 1.1)


def typing(bench: Bench, ours: Path, theirs: Path, queries: dict[str, str]) -> None:
    """On the real pages, from the last key in the field at the top to results, against Sphinx's own search."""
    if not chromium():
        bench.missing.append("Searches of the real pages: there was no Chromium.")
        return
    with browsing() as browser, serving(ours) as here, serving(theirs) as there:
        for kind, query in queries.items():
            listed = f"#finder-options[data-of='{query}'] li"
            one = [typed(browser, here, query, listed, FEW, enter=False) for _ in range(1 + bench.options.rounds)]
            other = [typed(browser, there, query, THEIRS, FEW, enter=True) for _ in range(1 + bench.options.rounds)]
            tell(bench, f"{kind} typed, to {FEW} results, real pages", one[1:], other[1:])


def tell(bench: Bench, about: str, one: list[Fetched], other: list[Fetched]) -> None:
    """Note what both searches fetched, and how long they took by the clock."""
    bench.note(f"{about}, KiB gzip", spread(each.size for each in one), LIMIT_SEARCH)
    ratios = spread(a.time / b.time for a, b in zip(one, other, strict=True))
    bench.note(f"{about}, time by the clock / Sphinx's own", ratios, 1)
    theirs = spread(each.size for each in other).median
    bench.counts[f"{about}: Sphinx's own, KiB gzip"] = round(theirs)
    for name, found in {"ours": one, "Sphinx's own": other}.items():
        bench.counts[f"{about}: {name}, milliseconds"] = round(spread(each.time for each in found).median)


def reading(bench: Bench, built: dict[int, dict[str, Any]]) -> None:
    """First visits of the sites that were built."""
    compared = [count for count in sorted(built) if "once" in built[count]]
    sites = {count: built[count]["project"] / "site" for count in compared}
    for count in compared[:1] + compared[1:][-1:]:
        first_visit(bench, sites[count], f"N = {count}")
    if len(compared) > 1:
        growing(bench, sites[compared[0]], sites[compared[-1]], (compared[0], compared[-1]))
