"""Addresses last: pages that moved lead on, and an old version names the newest as the one to be found."""

from __future__ import annotations

import runpy
import subprocess
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup

from taxonomy import FOLDERS
from tests.conftest import ROOT
from tests.small_site import Built, Site


def built(root: Path, moved: dict[str, str], *options: str) -> Built:
    """The small site, some of whose pages moved."""
    site = Site(root)
    conf = site.root / "conf.py"
    text = conf.read_text(encoding="utf-8").replace('neighbours"]', 'neighbours", "conf.published"]')
    conf.write_text(f"{text}\npublished_moved = {moved!r}\n", encoding="utf-8")
    return site.build("out", *options)


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_moved_page_leads_on(builder: str, tmp_path: Path) -> None:
    """At the old address stands a page that leads to the new one, without a script, and is not to be indexed."""
    done = built(tmp_path, {"old/about-us": "about"}, "-b", builder)
    assert done.status == 0, done.output
    page = done.pages / ("old/about-us.html" if builder == "html" else "old/about-us/index.html")
    html = BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser")
    (link,) = html.select("a")
    leads = (page.parent / str(link["href"])).resolve()
    assert (leads if leads.suffix else leads / "index.html").is_file()
    assert f"url={link['href']}" in str(html.select_one("meta[http-equiv=refresh]"))
    assert html.select_one(f"link[rel=canonical][href='{link['href']}']")
    assert html.select_one("meta[name=robots][content=noindex]")
    assert not html.select("script")


@pytest.mark.parametrize(
    ("moved", "told"),
    [
        ({"old": "nowhere"}, "'old' leads to 'nowhere', which is not there"),
        ({"about": "index"}, "'about' is there still"),
        ({"old": "javascript:alert(1)"}, "'old' leads to 'javascript:alert(1)', which is not there"),
        ({"old": "//elsewhere.example"}, "'old' leads to '//elsewhere.example', which is not there"),
        ({"../outside": "about"}, "'../outside' is no page of this site"),
        ({"/outside": "about"}, "'/outside' is no page of this site"),
    ],
)
def test_moved_page_is_checked(moved: dict[str, str], told: str, tmp_path: Path) -> None:
    """A line that leads nowhere, or whose page did not move, fails the build."""
    done = built(tmp_path, moved)
    assert done.status == 1
    assert f"published_moved: {told} [published.moved]" in done.output
    assert not list(tmp_path.rglob("outside*")), "nothing is written beside the site"


def git(*words: str) -> str:
    """What Git answers; nothing where this is no clone."""
    done = subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout if done.returncode == 0 else ""


@pytest.mark.skipif(git("rev-parse", "--is-shallow-repository") != "false\n", reason="needs the history")
def test_every_page_that_ever_was_leads_somewhere() -> None:
    """A page that is gone from the history has the page of its record in its place, or a line in conf.py."""
    gone = git("log", "--diff-filter=D", "--no-renames", "--name-only", "--format=", "--", "docs/*.md").split("\n")
    moved = runpy.run_path(str(ROOT / "conf/conf.py"))["published_moved"]
    records = {
        f"{folder}/{path.stem}"
        for folder in FOLDERS.values()
        for path in (ROOT / "taxonomy/data" / folder).glob("*.yaml")
    }
    given_up = {
        f"{kind}/{path.stem}"
        for kind in FOLDERS.values()
        for path in (ROOT / "taxonomy/data/deprecated").glob("*.yaml")
    }
    names = {each.removeprefix("docs/").removesuffix(".md") for each in gone if each}
    now = {path.relative_to(ROOT / "docs").with_suffix("").as_posix() for path in (ROOT / "docs").rglob("*.md")}
    assert names - now - records - given_up - moved.keys() == set()


def settings(monkeypatch: pytest.MonkeyPatch, **environment: str) -> dict[str, Any]:
    """The configuration as Read the Docs runs it."""
    for name, value in environment.items():
        monkeypatch.setenv(f"READTHEDOCS_{name}", value)
    return runpy.run_path(str(ROOT / "conf/conf.py"))


def test_old_version_names_the_newest(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its canonical addresses are those of the newest; lost addresses keep to the version."""
    site = "https://therapy-taxonomy.readthedocs.io/en"
    found = settings(monkeypatch, CANONICAL_URL=f"{site}/v1.2.0/", VERSION="v1.2.0", VERSION_TYPE="tag")
    assert found["html_baseurl"] == f"{site}/latest/"
    assert found["notfound_urls_prefix"] == "/en/v1.2.0/"


def test_other_versions_name_themselves(monkeypatch: pytest.MonkeyPatch) -> None:
    """The newest is itself; so is the site of a pull request, whose host has no other; elsewhere nothing is named."""
    newest = "https://therapy-taxonomy.readthedocs.io/en/latest/"
    assert settings(monkeypatch, CANONICAL_URL=newest, VERSION="latest")["html_baseurl"] == newest
    request = "https://therapy-taxonomy--7.org.readthedocs.build/en/7/"
    found = settings(monkeypatch, CANONICAL_URL=request, VERSION="7", VERSION_TYPE="external")
    assert found["html_baseurl"] == request
    for name in ("CANONICAL_URL", "VERSION", "VERSION_TYPE"):
        monkeypatch.delenv(f"READTHEDOCS_{name}")
    assert settings(monkeypatch)["html_baseurl"] == ""
