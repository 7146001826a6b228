"""Every address that a data file names leads to a page of the site, or to a file of it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from taxonomy import RULES, load
from taxonomy.export import FORMATS, SITE, Edition, export, lacking
from tests.small_site import Built, Site

ADDRESS = re.compile(re.escape(SITE) + r"[^\s\"'<>|,;)\]}\\]*")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A small site with the data files, and a page about them."""
    site = Site(tmp_path_factory.mktemp("addresses"))
    conf = site.root / "conf.py"
    conf.write_text(conf.read_text().replace('neighbours"]', 'neighbours", "conf.published"]'))
    about = site.root / "docs/about.md"
    about.write_text(about.read_text() + "\n```{machines-formats}\n```\n")
    others = "".join(f"```{{therapy:rules}} {term}\n```\n\n" for term in RULES if term != "cell_therapy")
    site.page("tables.md", f"# Tables\n\n```{{machines-tables}}\n```\n\n## Rules\n\n{others}")
    index = site.root / "docs/index.md"
    index.write_text(index.read_text().replace("\nabout\n", "\nabout\ntables\n"))
    return site


@pytest.fixture(scope="module")
def built(site: Site) -> Built:
    """The site, built."""
    built = site.build()
    assert built.status == 0, built.output
    return built


def addresses(files: dict[str, bytes]) -> set[str]:
    """Every address of ours in files of text."""
    texts = [content.decode() for name, content in files.items() if not name.endswith((".parquet", ".tgz", ".xlsx"))]
    return {found for text in texts for found in ADDRESS.findall(text)}


def served(pages: Path, address: str) -> Path | None:
    """The file that a server gives for an address, or nothing: a page, or a download of the newest release."""
    path = address.removeprefix(SITE).partition("#")[0].removeprefix("en/latest/")
    return next((each for each in (pages / path / "index.html", pages / path) if each.is_file()), None)


def test_every_address_is_served(site: Site, built: Built) -> None:
    """Sources, terms, uses, statuses, schemes, versions, canonical addresses and downloads: none is left."""
    t = load(site.data)
    found = addresses(export(t, *(name for name in FORMATS if not lacking([name]))))
    # The rules name authorities and sources that the small folder does not have.
    known: dict[str, set[str]] = {"source": {*t.sources}, "authority": {*t.authorities}}
    missing = {
        each
        for each in found
        if served(built.pages, each) is None
        and not ((parts := each.partition("/id/")[2].split("/"))[0] in known and parts[1] not in known[parts[0]])
    }

    assert len(found) > 400
    # What this machine could not make has no file.
    assert {each for each in missing if not any(name in each for name in lacking(FORMATS))} == set()


@pytest.mark.parametrize(
    ("address", "page", "part"),
    [
        ("id/source/asgct-faq", "sources", "source-asgct-faq"),
        ("id/term/Type", "tables", "table-types"),
        ("id/term/attributes_donor", "tables", "column-types-attributes_donor"),
        ("id/term/CellTherapyAndImmunotherapy", "tables", "term-CellTherapyAndImmunotherapy"),
        ("id/scheme/therapies", "about", "format-skos"),
        ("id/ontology", "about", "format-owl"),
        ("id/fhir/CodeSystem/therapies", "about", "format-fhir"),
        ("id/mapping-set/mappings", "about", "format-sssom"),
    ],
)
def test_it_leads_to_what_it_names(built: Built, address: str, page: str, part: str) -> None:
    """The small page leads to the part of the page that tells of it, and that part is there."""
    folder = built.pages / address
    link = BeautifulSoup((folder / "index.html").read_text(), "html.parser").select_one("a")
    assert link is not None
    path, _, anchor = str(link["href"]).partition("#")
    there = (folder / path).resolve()

    assert (there, anchor) == ((built.pages / f"{page}.html").resolve(), part)
    assert BeautifulSoup(there.read_text(), "html.parser").find(id=part) is not None


def test_the_page_of_the_data_is_a_dataset(built: Built) -> None:
    """Search engines of data find the set, its version and its downloads on that page, and on no other."""
    found = {}
    for page in ("about", "tables", "index"):
        for script in BeautifulSoup(built.html(page), "html.parser").select("script[type='application/ld+json']"):
            found[page] = json.loads(script.text)

    assert [*found] == ["about"]
    assert found["about"]["@type"] == "Dataset"
    assert {"name", "description", "version", "license", "keywords", "identifier", "creator"} <= found["about"].keys()
    for each in found["about"]["distribution"]:
        assert served(built.pages, each["contentUrl"]) or lacking(FORMATS), each


RELEASE = {
    "version": "0.2.0+0a1b2c3d", "modified": "2026-12-01", "digest": "0a1b2c3d", "since": {"version": "0.1.0+99999999"},
    "added": ["types/car-t"], "removed": [], "pages": [], "broken": [], "broken_before": [],
    "facts": [{"record": "types/insulin", "field": "name", "old": "Insulins", "new": "Insulin <b>"}],
    "answers": [{"record": "types/red-cells", "field": "cell_therapy", "old": "No", "new": "It depends who you ask"}],
}  # fmt: skip


class TestReleases:
    """What each release changed is told to people and to programs."""

    @pytest.fixture
    def released(self, tmp_path: Path) -> Site:
        """A site with a page of releases, and none made yet."""
        site = Site(tmp_path)
        conf = site.root / "conf.py"
        conf.write_text(conf.read_text().replace('neighbours"]', 'neighbours", "conf.published"]'))
        site.page("about.md", "# About\n\n```{machines-releases}\n```\n")
        return site

    def test_each_release_is_told(self, released: Site) -> None:
        """First there is none; then the page, ``changes.json`` and the address of the version tell of it."""
        built = released.build()
        assert built.status == 0, built.output
        edition = Edition(load(released.data))
        now = {"version": edition.version, "modified": edition.modified, "digest": edition.digest}
        assert json.loads((built.pages / "data/changes.json").read_text()) == {**now, "releases": []}
        assert "No release was made yet." in built.html("about")

        released.page("releases/0.2.0.json", json.dumps(RELEASE))
        built = released.build()
        assert built.status == 0, built.output
        assert json.loads((built.pages / "data/changes.json").read_text()) == {**now, "releases": [RELEASE]}
        page = BeautifulSoup(built.html("about"), "html.parser")
        said = " ".join(page.text.split())
        assert "Changed on 2026-12-01, since 0.1.0+99999999." in said
        assert "types/red-cells: cell_therapy: No → It depends who you ask" in said
        assert "types/insulin: name: Insulins → Insulin <b>" in said
        there = (built.pages / "id/ontology/0.2.0-0a1b2c3d/index.html").read_text()
        assert 'href="https://therapy-taxonomy.readthedocs.io/en/v0.2.0/use/data-files.html"' in there
