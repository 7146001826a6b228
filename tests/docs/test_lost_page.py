"""The page for an address that leads nowhere, where the site stands below another site's address."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from tests.conftest import ROOT, Build

#: An address that leads to this page, or to a file for it.
TELLS = (("link", "href"), ("script", "src"), ("img", "src"), ("a", "href"), ("form", "action"))


# By sphinx-notfound-page 1.1, which furo and Sphinx 9 do not mind.
@pytest.mark.filterwarnings("ignore:'tags' will become")
@pytest.mark.parametrize("base", ["", "https://a.example/some/where/"])
def test_its_addresses_lead_below_the_place_of_the_site(
    build: Build, tmp_path: Path, base: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A host shows it at any address, so each link says the whole way: from the root, or from the sub-path."""
    monkeypatch.setenv("READTHEDOCS_CANONICAL_URL", base)
    ours = runpy.run_path(str(ROOT / "conf/conf.py"))
    names = ("html_baseurl", "notfound_urls_prefix", "notfound_template", "notfound_context")
    more = "\n".join(f"{name} = {ours[name]!r}" for name in names)
    more += f"\ntemplates_path = [{str(ROOT / 'conf/templates')!r}]\n"
    source = tmp_path / "docs"
    source.mkdir()
    (source / "index.md").write_text("# First page\n", encoding="utf-8")
    pages = build(source, tmp_path, "myst_parser", "notfound.extension", more=more)
    soup = BeautifulSoup((pages / "404.html").read_text(encoding="utf-8"), "html.parser")
    found = [str(each[key]) for tag, key in TELLS for each in soup.find_all(tag) if each.get(key)]
    below = "/some/where/" if base else "/"
    ours_alone = [each for each in found if not each.startswith(("#", "data:", "https://"))]
    assert [each for each in ours_alone if not each.startswith(below)] == []
    assert f"{below}index.html" in {each.partition("#")[0] for each in ours_alone}
