"""The search of a built site: its files, its page, the field on every page."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from bs4 import BeautifulSoup

from conf.search import files
from tests.small_site import CONF, Built, Site


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The small site with this search and a glossary."""
    site = Site(tmp_path_factory.mktemp("site"))
    configuration = site.root / "conf.py"
    text = configuration.read_text(encoding="utf-8").replace(
        '"conf.sitekit.navigation.neighbours"]', '"conf.sitekit.navigation.neighbours", "conf.search"]'
    )
    more = f"\nhtml_theme = 'furo'\nhtml_static_path = [{str(CONF / 'static')!r}]"
    more += f"\ntemplates_path = [{str(CONF / 'templates')!r}]\nsearch_makers = ['about']"
    more += "\nhtml_sidebars = {'**': ['sidebar/navigation.html']}\n"
    configuration.write_text(text + more, encoding="utf-8")
    home = (site.root / "docs" / "index.md").read_text(encoding="utf-8")
    site.page("index.md", home + "\n```{glossary}\nGraft\n  Something that is moved.\n```\n")
    return site


@pytest.fixture(scope="module")
def built(site: Site) -> Built:
    """The small site, built once."""
    done = site.build()
    assert done.status == 0, done.output
    return done


def data(built: Built, name: str) -> dict[str, Any]:
    """What one of the search's files holds."""
    text = (built.pages / f"_static/finder-{name}.js").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(re.fullmatch(r"window\.\w+ = (.*);\n", text)[1])  # type: ignore[index]
    return found


def test_names_lead_to_pages(built: Built) -> None:
    """Each entry says where a thing stands and what it is; the place exists."""
    names = data(built, "names")
    found = {entry[4]: entry for entry in names["things"]}
    car_t = found["CAR-T cell therapy"]
    assert car_t[1] == "car-t"  # of the folder of treatments
    assert names["about"][car_t[2]] == "Immune cells that attack; cell therapy? yes; immunotherapy? yes"
    assert "chimeric antigen receptor T cells" in car_t
    assert "Examplia" in found["exampleleucel"]
    assert found["Insulin"][1] == ""  # its name tells it
    for kind, address, _, _, name, *_ in names["things"]:
        whole = address if "." in address else f"{files.FOLDERS[kind]}/{address or files.slug(name)}.html"
        page, _, anchor = whole.partition("#")
        html = (built.pages / page).read_text(encoding="utf-8")
        assert not anchor or f'id="{anchor}"' in html
    assert found["Graft"][1].startswith("index.html#term-")


def test_claims_come_with_the_texts(built: Built) -> None:
    """The truth is the name, what is said stands beside it; the file of names stays small."""
    (_, address, verdict, _, truth, said), *more = data(built, "texts")["claims"]
    assert (truth, said, more) == (
        "Stem cells are not shown to repair a worn knee.",
        "Stem cells repair a worn knee.",
        [],
    )
    assert (address, verdict) == ("all.html#claim-stem-cells-fix-knees", "Not supported by evidence")
    assert 'id="claim-stem-cells-fix-knees"' in (built.pages / "all.html").read_text(encoding="utf-8")
    assert truth not in [entry[4] for entry in data(built, "names")["things"]]


def test_answers_stand_in_the_file_of_texts(built: Built) -> None:
    """Each thing has its answer in its place: a word its explanation, a claim what is accurate."""
    names, texts = data(built, "names")["things"], data(built, "texts")["texts"]
    claims = data(built, "texts")["claims"]
    answers = {entry[4]: text[0] for entry, text in zip([*names, *claims], texts, strict=True)}
    assert answers["Graft"] == "Something that is moved."
    assert answers["CAR-T cell therapy"]


def test_pages_for_programmers_are_apart(built: Built) -> None:
    """What is not for readers stands in a file of its own."""
    assert [each[1] for each in data(built, "others")["passages"]] == ["About"]
    assert "About" not in [entry[4] for entry in data(built, "names")["things"]]


def test_no_index_of_sphinx(built: Built) -> None:
    """Sphinx's own index is not made, and no page asks for it."""
    assert not (built.pages / "searchindex.js").exists()
    for page in built.pages.rglob("*.html"):
        assert "searchtools.js" not in page.read_text(encoding="utf-8")


def test_the_field_stands_on_every_page(built: Built) -> None:
    """From any folder the form leads to the one search page; it has a label and no other form beside it."""
    for page in ("index", "types/car-t"):
        html = BeautifulSoup(built.html(page), "html.parser")
        (form,) = html.select("[role=search]")
        leads = (built.pages / page).parent.joinpath(str(form["action"])).resolve()
        assert leads == (built.pages / "search.html").resolve()
        assert html.select_one("label[for=finder-query]") is not None


def test_search_page_without_javascript(built: Built) -> None:
    """The page says so, and leads to the index of treatments."""
    page = BeautifulSoup(built.html("search"), "html.parser")
    said = page.select_one("#finder-off:not([hidden])")
    assert said is not None
    assert "needs JavaScript" in said.text
    assert [link["href"] for link in page.select("#search li a")] == ["therapy-index.html"]
    assert (built.pages / "therapy-index.html").exists()


def test_other_pages_load_the_field_alone(built: Built) -> None:
    """What searches comes when somebody searches, and nothing comes from elsewhere."""
    for page in built.pages.rglob("*.html"):
        html = page.read_text(encoding="utf-8")
        assert "search/field.js" in html
        assert ("search/page.js" in html) == (page.name == "search.html")
    for address in re.findall(r'(?:src|href)="([^"]*)"', built.html("search")):
        assert not re.match(r"(https?:)?//", address) or "sphinx-doc.org" in address or "pradyunsg" in address


def test_browsers_can_search_from_their_address_field(site: Site) -> None:
    """Where the site's address is known, a description says where to search, and every page names it."""
    built = site.build("published", "-D", "html_baseurl=https://example.org/en/")
    assert built.status == 0, built.output
    described = (built.pages / "opensearch.xml").read_text(encoding="utf-8")
    assert 'template="https://example.org/en/search.html?q={searchTerms}"' in described
    assert 'href="../opensearch.xml"' in built.html("types/car-t")
