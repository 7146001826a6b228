"""A build that has nothing to do writes nothing; any change is written."""

from __future__ import annotations

import gc

import pytest

from tests.small_site import Built, Site, Snapshot


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """A site that was built once, with static files, a search and a configuration folder of its own."""
    root = tmp_path_factory.mktemp("idle")
    site = Site(root / "site")
    (site.root / "static").mkdir()
    (site.root / "static" / "plain.css").write_text("p {}\n", encoding="utf-8")
    with (site.root / "conf.py").open("a", encoding="utf-8") as conf:
        conf.write("\nextensions += ['conf.search', 'conf.sitekit.builds.idle']\nhtml_static_path = ['static']\n")
    return Snapshot(site, root / "copy")


@pytest.fixture
def site(snapshot: Snapshot) -> Site:
    """The site as it was."""
    return snapshot.again()


def states(built: Built) -> dict[str, int]:
    """When each file of a site was written."""
    files = (path for path in built.pages.rglob("*") if path.is_file())
    return {path.relative_to(built.pages).as_posix(): path.stat().st_mtime_ns for path in files}


def rewritten(site: Site) -> set[str]:
    """The files that one more build writes."""
    before = states(Built(0, "", site.root / "out"))
    built = site.build()
    assert built.status == 0, built.output
    after = states(built)
    return {name for name in after if after[name] != before.get(name)}


def test_nothing_changed(site: Site) -> None:
    """The second build, and the third, write nothing at all."""
    assert rewritten(site) == set()
    assert rewritten(site) == set()


@pytest.mark.parametrize("name", ["genindex.html", "objects.inv", "search.html", ".buildinfo"])
def test_a_missing_file_is_written_again(site: Site, name: str) -> None:
    """Whoever deletes a part of the site gets it back."""
    (site.root / "out" / name).unlink()
    assert name in rewritten(site)


def test_a_static_file_is_copied(site: Site) -> None:
    """A change of a file beside the configuration reaches the site."""
    (site.root / "static" / "plain.css").write_text("p { color: red }\n", encoding="utf-8")
    assert "_static/plain.css" in rewritten(site)
    assert rewritten(site) == set()


def test_a_new_static_file_is_copied(site: Site) -> None:
    """A file more is a change, too."""
    (site.root / "static" / "more.css").write_text("b {}\n", encoding="utf-8")
    assert "_static/more.css" in rewritten(site)


def test_a_new_name_reaches_the_search(site: Site) -> None:
    """An edited record is written wherever it is shown, also in the list of names."""
    site.record("types/insulin.yaml", "insulin synonym", "the hormone of islands")
    assert "_static/finder-names.js" in rewritten(site)
    assert "the hormone of islands" in (site.root / "out/_static/finder-names.js").read_text(encoding="utf-8")


def test_a_page_is_written(site: Site) -> None:
    """An edited page is written, and with it the index."""
    site.page("about.md", "# About\n\nOther words.\n")
    assert {"about.html", "genindex.html"} <= rewritten(site)


def test_a_removed_page_leaves_the_list(site: Site) -> None:
    """A page that went is no change of any other, but of what lists all."""
    before = (site.root / "out/objects.inv").read_bytes()
    (site.root / "docs" / "about.md").unlink()
    index = site.root / "docs" / "index.md"
    index.write_text(index.read_text(encoding="utf-8").replace("about\n", ""), encoding="utf-8")
    assert "objects.inv" in rewritten(site)
    assert (site.root / "out/objects.inv").read_bytes() != before


def test_a_warning_is_told_again(site: Site) -> None:
    """A build that warned does not pass by being run again: what is written last still speaks."""
    with (site.root / "conf.py").open("a", encoding="utf-8") as conf:
        conf.write(
            "\nfrom sphinx.util import logging\n"
            "def warn(app, *_):\n    logging.getLogger('x').warning('the sky is falling')\n"
            "def setup(app):\n    app.connect('html-collect-pages', lambda app: warn(app) or [])\n"
        )
    for _ in range(2):
        built = site.build()
        assert built.status == 1
        assert "the sky is falling" in built.output


def test_a_broken_note_is_no_note(site: Site) -> None:
    """If the note of the last state cannot be read, everything is written."""
    note = site.root / "out-trees" / "unchanged.json"
    note.write_text("[", encoding="utf-8")
    assert "genindex.html" in rewritten(site)
    note.write_text("[]", encoding="utf-8")
    assert "genindex.html" in rewritten(site)


def test_another_folder_is_written_whole(site: Site) -> None:
    """What was written to one folder says nothing of another."""
    other = site.root / "other"
    built = site.build("other", "-d", str(site.root / "out-trees"))
    assert built.status == 0, built.output
    assert states(built).keys() == states(Built(0, "", site.root / "out")).keys()
    assert (other / "genindex.html").is_file()


@pytest.mark.usefixtures("site")
def test_python_looks_for_garbage_again() -> None:
    """The pause of Python's collector ends before any page is read."""
    assert gc.isenabled()
