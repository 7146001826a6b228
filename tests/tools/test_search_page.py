"""A reader finds a treatment by any name; the search page's script ranks as the package does."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st
from py_mini_racer import MiniRacer

import taxonomy
from conf.tools.search_names import KINDS, Found, founds, script
from taxonomy.query.search import Index, distinct_names, slips
from tests.queries import QUERIES
from tests.small_site import CONF, Built, Site

Search = Callable[[str], list[list[Any]]]
ORDER = [kind for group in KINDS for kind in group]
TERMS = [(word, f"glossary.html#term-{word}") for word in ("cell therapy", "immunotherapy", "graft")]


@pytest.fixture(scope="module")
def everything() -> list[Found]:
    """All that the reference names, and some words of a glossary."""
    return list(founds(taxonomy.load(), TERMS, "{}s/{}.html".format))


@pytest.fixture(scope="module")
def in_python(everything: list[Found]) -> Search:
    """The ranking of the package."""
    index = Index((each.thing for each in everything), KINDS)
    return lambda text: [
        [ORDER.index(hit.kind), hit.name, hit.matched, hit.score] for hit in index.search(text, 10_000)
    ]


@pytest.fixture(scope="module")
def in_browser(everything: list[Found]) -> Search:
    """The ranking of the search page's script, run by the engine of a browser."""
    engine = MiniRacer()
    engine.eval("var window = {}, module = {};")
    engine.eval((CONF / "static" / "finder.js").read_text(encoding="utf-8"))
    engine.eval(script(everything) + "var known = finder.index(window.finder.things);")

    def search(text: str) -> list[list[Any]]:
        found = f"finder.search(known, {json.dumps(text)}).map((hit) => [hit.kind, hit.name, hit.matched, hit.score])"
        answer: list[list[Any]] = json.loads(str(engine.eval(f"JSON.stringify({found})")))
        return answer

    return search


@pytest.mark.parametrize(("query", "first"), QUERIES.items())
def test_what_readers_type(everything: list[Found], query: str, first: str) -> None:
    """What a reader means comes first, and the script agrees to the last digit."""
    (best,) = Index((each.thing for each in everything), KINDS).search(query, 1)
    assert f"{best.kind}:{best.id}" == first


@pytest.mark.parametrize("query", [*QUERIES, "", "the of", "Crohn’s", "β", "mRNA", "stemcell", "cell", "x" * 300])
def test_script_ranks_as_the_package(in_python: Search, in_browser: Search, query: str) -> None:
    """Both give the same things in the same order with the same scores."""
    assert in_browser(query) == in_python(query)


def test_every_name_finds_its_thing(everything: list[Found], in_python: Search) -> None:
    """Whoever types a name exactly finds what it names, with a full score."""
    for each in everything[::7]:
        for name in each.thing.names:
            assert [ORDER.index(each.thing.kind), each.thing.name, 1.0] in [
                [kind, found, score] for kind, found, _, score in in_python(name)
            ]


letters = st.text("abcd", max_size=6)


@given(letters, letters, st.integers(0, 3))
def test_slips_count_edits(word: str, other: str, most: int) -> None:
    """The count is symmetric, nothing only for equal words, and at most the longer word's length."""
    exact = slips(word, other, 10)
    assert exact == slips(other, word, 10) <= max(len(word), len(other))
    assert (exact == 0) == (word == other)
    assert slips(word, other, most) == exact if exact <= most else slips(word, other, most) > most


@pytest.mark.parametrize(
    ("word", "other", "count"), [("marow", "marrow", 1), ("gnee", "gene", 1), ("kimriah", "kymriah", 1)]
)
def test_slips_of_typing(word: str, other: str, count: int) -> None:
    """A letter left out, two swapped, one changed: one slip each."""
    assert slips(word, other, 2) == count


@given(st.lists(st.text(max_size=8), min_size=1, max_size=5))
def test_distinct_names_keep_the_first(names: list[str]) -> None:
    """Of names that only differ in case or accents the first stays, in order."""
    kept = distinct_names(*names)
    assert list(kept) == [name for name in names if name in kept][: len(kept)] or len(set(names)) < len(names)
    assert kept[0] == names[0]
    assert len({unicodedata.normalize("NFKD", name) for name in kept}) == len(kept)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The small site with this search and a glossary."""
    site = Site(tmp_path_factory.mktemp("site"))
    configuration = site.root / "conf.py"
    text = configuration.read_text(encoding="utf-8").replace(
        '"conf.sitekit.neighbours"]', '"conf.sitekit.neighbours", "conf.tools.search_page"]'
    )
    static = f"\nhtml_theme = 'furo'\nhtml_static_path = [{str(CONF / 'static')!r}]\n"
    configuration.write_text(text + static, encoding="utf-8")
    home = (site.root / "docs" / "index.md").read_text(encoding="utf-8")
    site.page("index.md", home + "\n```{glossary}\nGraft\n  Something that is moved.\n```\n")
    return site


@pytest.fixture(scope="module")
def built(site: Site) -> Built:
    """The small site, built once."""
    done = site.build()
    assert done.status == 0, done.output
    return done


def names(built: Built) -> dict[str, Any]:
    """What the file of names holds."""
    text = (built.pages / "_static" / "finder-names.js").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(re.fullmatch(r"window\.finder = (.*);\n", text)[1])  # type: ignore[index]
    return found


def test_names_lead_to_pages(built: Built) -> None:
    """Each entry says where a thing stands and what it is; the place exists."""
    data = names(built)
    entries = {entry[3]: entry for entry in data["things"]}
    assert entries["CAR-T cell therapy"][1:3] == ["types/car-t.html", entries["CAR-T cell therapy"][2]]
    assert data["about"][entries["CAR-T cell therapy"][2]] == (
        "Immune cells that attack; cell therapy? yes; immunotherapy? yes"
    )
    assert "chimeric antigen receptor T cells" in entries["CAR-T cell therapy"]
    assert entries["exampleleucel"][1] == "products/exampleleucel.html"
    assert "Examplia" in entries["exampleleucel"]
    assert data["about"][entries["exampleleucel"][2]] == "a medicine or product; kind of treatment: CAR-T cell therapy"
    for _, address, *_ in data["things"]:
        page, _, anchor = address.partition("#")
        html = (built.pages / page).read_text(encoding="utf-8")
        assert not anchor or f'id="{anchor}"' in html
    assert entries["Graft"][1].startswith("index.html#term-")
    said = entries["Stem cells repair a worn knee."]
    assert said[1] == "all.html#claim-stem-cells-fix-knees"
    assert data["about"][said[2]] == "Not supported by evidence"


def test_no_index_of_sphinx(built: Built) -> None:
    """Sphinx's own index is not made, and no page asks for it."""
    assert not (built.pages / "searchindex.js").exists()
    for page in built.pages.rglob("*.html"):
        assert "searchtools.js" not in page.read_text(encoding="utf-8")


def test_search_box_of_every_page_leads_to_the_search_page(built: Built) -> None:
    """From any folder the form of the sidebar goes to the one search page."""
    for page in ("index", "types/car-t"):
        form = BeautifulSoup(built.html(page), "html.parser").select_one("form[role=search]")
        assert form is not None
        assert (built.pages / page).parent.joinpath(str(form["action"])).resolve() == (
            built.pages / "search.html"
        ).resolve()


def test_search_page_without_javascript(built: Built) -> None:
    """The page says so, leads to the index of treatments, and its own form stays hidden."""
    page = BeautifulSoup(built.html("search"), "html.parser")
    said = page.select_one("#finder-off:not([hidden])")
    assert said is not None
    assert "needs JavaScript" in said.text
    assert [link["href"] for link in page.select("#search li a")] == ["therapy-index.html"]
    form = page.select_one("form#finder")
    assert form is not None
    assert form.has_attr("hidden")
    assert (built.pages / "therapy-index.html").exists()
    assert page.select_one("label[for=finder-query]") is not None


def test_only_the_search_page_loads_scripts_for_it(built: Built) -> None:
    """No other page pays for the search, and nothing comes from elsewhere."""
    for page in built.pages.rglob("*.html"):
        assert ("finder.js" in page.read_text(encoding="utf-8")) == (page.name == "search.html")
    for address in re.findall(r'(?:src|href)="([^"]*)"', built.html("search")):
        assert not re.match(r"(https?:)?//", address) or "sphinx-doc.org" in address or "pradyunsg" in address


def test_texts_are_indexed_once(site: Site, built: Built) -> None:
    """Pagefind reads the articles after a change only, and leaves nothing that no page uses."""
    entry = built.pages / "pagefind" / "pagefind-entry.json"
    counted = json.loads(entry.read_text(encoding="utf-8"))["languages"]["en"]["page_count"]
    assert counted >= len(list(built.pages.rglob("types/*.html"))) + 4
    assert not list((built.pages / "pagefind").glob("*ui*"))
    made = entry.stat().st_mtime_ns

    assert site.build().status == 0
    assert entry.stat().st_mtime_ns == made

    site.record("types/insulin.yaml", "A plain sentence", "A changed sentence")
    assert site.build().status == 0
    assert entry.stat().st_mtime_ns > made


def test_texts_need_not_be_indexed(site: Site) -> None:
    """A live view does without the index of texts; names are still found."""
    quick = site.build("quick", "-D", "finder_texts=0")
    assert quick.status == 0, quick.output
    assert not (quick.pages / "pagefind").exists()
    assert names(quick)["things"]
