"""Every address in the data files of the real site is served by it, and leads to a part of a page that is there."""

from __future__ import annotations

import re
from pathlib import Path

from bs4 import BeautifulSoup

from taxonomy.export import SITE

ADDRESS = re.compile(re.escape(SITE) + r"[^\s\"'<>|,;)\]}\\]*")
TEXTS = frozenset({".json", ".jsonld", ".jsonl", ".csv", ".ttl", ".owl", ".obo", ".tsv", ".txt"})


def addresses(site: Path) -> set[str]:
    """Every address of ours in the data files, without the mark of its part."""
    found: set[str] = set()
    for path in (site / "data").rglob("*"):
        if path.suffix in TEXTS:
            found |= {each.partition("#")[0] for each in ADDRESS.findall(path.read_text("utf-8"))}
    return found


def served(site: Path, address: str) -> Path | None:
    """The file that a server gives for an address, or nothing."""
    path = address.removeprefix(SITE).removeprefix("en/latest/")
    return next((each for each in (site / path / "index.html", site / path) if each.is_file()), None)


def test_every_address_is_served(site: Path) -> None:
    """Records, sources, terms, families, schemes, versions, canonical addresses and downloads."""
    found = addresses(site)
    assert len(found) > 3_000
    assert {each for each in found if served(site, each) is None} == set()


def test_every_address_leads_to_a_part_that_is_there(site: Path) -> None:
    """The small page of an address leads to a page, and where it names a part, that part is there."""
    parts: dict[Path, set[str]] = {}
    for file in sorted(site.glob("id/**/index.html")):
        link = BeautifulSoup(file.read_text("utf-8"), "html.parser").select_one("a")
        assert link is not None
        path, _, part = str(link["href"]).partition("#")
        if path.startswith("https:"):
            continue  # of a version that was released
        page = (file.parent / path).resolve()
        if page not in parts:
            parts[page] = set(re.findall(r'\bid="([^"]+)"', page.read_text("utf-8")))
        assert not part or part in parts[page], (file, part)
