"""The list of all sources reads as a page's own list, and costs next to nothing to make."""

from __future__ import annotations

import subprocess
import sys

import pytest
from bs4 import BeautifulSoup

from tests.small_site import Built, Site


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The small site with this style, and a citation."""
    site = Site(tmp_path_factory.mktemp("site"))
    configuration = site.root / "conf.py"
    text = configuration.read_text(encoding="utf-8").replace(
        '"conf.sitekit.navigation.neighbours"]',
        '"conf.sitekit.navigation.neighbours", "conf.therapy.write.bibliography_style"]',
    )
    more = "bibtex_default_style = 'reference'\nbibtex_tooltips = False\nbibtex_reference_style = 'author_year'\n"
    configuration.write_text(text + "\n" + more, encoding="utf-8")
    site.page("about.md", "# About\n\nIt was tried {cite:p}`trial-2020`.\n")
    return site


@pytest.fixture(scope="module")
def built(site: Site) -> Built:
    """The small site, built once."""
    done = site.build()
    assert done.status == 0, done.output
    return done


def entry(built: Built, page: str, selector: str) -> tuple[str, str]:
    """The words of one source in a list, and where its title leads."""
    found = BeautifulSoup(built.html(page), "html.parser").select_one(selector)
    assert found is not None
    link = found.select_one("a.external")
    assert link is not None
    return " ".join(found.get_text().split()).split("] ")[-1], str(link["href"])


def test_both_lists_read_the_same(built: Built) -> None:
    """A source is told in the same words in the list of all sources and in a page's own."""
    whole = entry(built, "sources", "#source-trial-2020")
    own = entry(built, "types/car-t", ".source-list li:has(a[href='https://doi.org/10.1000/xyz'])")
    assert whole[0].startswith("Doe, Roe. A trial of CAR T cells & more (2020). Journal of Trials.")
    assert own[0].startswith(whole[0])
    assert whole[1] == own[1]


def test_citation_leads_to_the_entry(built: Built) -> None:
    """A citation in a text names author and year, and leads to the entry."""
    page = BeautifulSoup(built.html("about"), "html.parser")
    link = page.select_one("a[href='sources.html#source-trial-2020']")
    assert link is not None
    assert "2020" in link.get_text()


PROFILED = """
import cProfile, pstats, sys
from sphinx.cmd.build import build_main
profile = cProfile.Profile()
profile.runcall(build_main, sys.argv[1:])
print("templates:", sum("format_data" in where for where in pstats.Stats(profile).stats))
"""


def test_no_template_is_filled(site: Site, built: Built) -> None:
    """A build without changes does not fill pybtex's templates again, which took most of its time."""
    script = site.root / "profiled.py"
    script.write_text(PROFILED, encoding="utf-8")
    where = ["-c", site.root, "-d", site.root / "out-trees", site.root / "docs", built.pages]
    command = [sys.executable, script, "-q", *where]
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=True)
    assert "templates: 0" in done.stdout
    usual = [*where[:-1], site.root / "usual", "-D", "bibtex_default_style=unsrt"]
    done = subprocess.run(
        [sys.executable, str(script), "-q", *map(str, usual)], capture_output=True, text=True, check=True
    )
    assert "templates: 0" not in done.stdout
