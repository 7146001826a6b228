"""What tells programs of news: the feed, and the list of all pages."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from bs4 import BeautifulSoup

from tests.small_site import Site


@pytest.fixture(scope="module")
def feed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The feed of a site with an address, on which a product was approved of late."""
    site = Site(tmp_path_factory.mktemp("feed"))
    conf = site.root / "conf.py"
    conf.write_text(
        conf.read_text().replace(
            '"conf.sitekit.navigation.neighbours"]', '"conf.sitekit.navigation.neighbours", "conf.published"]'
        )
        + '\nhtml_baseurl = "https://example.org/en/"\n'
    )
    site.record("products/exampleleucel.yaml", "date: 2017-08-30", "date: 2026-05-01")
    site.record("products/exampleleucel.yaml", "indication: Leukaemia that", "indication: Leukaemia <&> that")
    assert site.build().status == 0
    return site.root / "out"


class TestFeed:
    """Feed readers follow the decisions of agencies."""

    ATOM = "{http://www.w3.org/2005/Atom}"

    def test_it_is_atom(self, feed: Path) -> None:
        """What RFC 4287 asks of a feed and of each entry, once each; text is escaped."""
        root = ET.parse(feed / "what-changed.atom").getroot()
        assert root.tag == f"{self.ATOM}feed"
        entries = root.findall(f"{self.ATOM}entry")
        for element in (root, *entries):
            for name in ("id", "title", "updated"):
                (found,) = element.findall(f"{self.ATOM}{name}")
                assert found.text
        assert root.find(f"{self.ATOM}author/{self.ATOM}name") is not None
        (entry,) = entries
        assert entry.findtext(f"{self.ATOM}id", "").endswith("/id/change/exampleleucel-fda-approved-2026-05-01")
        assert entry.findtext(f"{self.ATOM}updated") == "2026-05-01T00:00:00Z"
        assert "Leukaemia <&> that came back" in entry.findtext(f"{self.ATOM}summary", "")

    def test_links_lead_to_pages(self, feed: Path) -> None:
        """The entry leads to the medicine, the page names its feed."""
        root = ET.parse(feed / "what-changed.atom").getroot()
        link = root.find(f"{self.ATOM}entry/{self.ATOM}link")
        assert link is not None
        assert link.get("href") == "https://example.org/en/products/exampleleucel.html"
        page = BeautifulSoup((feed / "what-changed.html").read_text(), "html.parser")
        named = page.select_one("link[type='application/atom+xml']")
        assert named is not None
        assert (feed / str(named["href"])).is_file()

    def test_sitemap_names_every_page(self, feed: Path) -> None:
        """With whole addresses."""
        root = ET.parse(feed / "sitemap.xml").getroot()
        found = {each.text for each in root.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")}
        assert "https://example.org/en/illnesses/leukaemia.html" in found
        assert all((feed / str(each).removeprefix("https://example.org/en/")).is_file() for each in found)
