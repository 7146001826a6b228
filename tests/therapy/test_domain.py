"""The domain shows records, links to them, and tells what is wrong with a page."""

from __future__ import annotations

import re
import zlib
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup

import taxonomy
from conf.therapy.blocks import Answers, Block, Cards, Fold, Glance, Section, texts
from conf.therapy.blocks import words as words_of
from conf.therapy.domain import draw_index
from conf.therapy.views.treatment.more import products
from conf.therapy.views.treatment.page import TypePage
from conf.therapy.views.treatment.summary import glance
from conf.therapy.views.treatment.uses import Uses
from tests.small_site import Built, Site


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The small site, built once."""
    done = Site(tmp_path_factory.mktemp("site")).build()
    assert done.status == 0, done.output
    return done


def soup(built: Built, page: str) -> BeautifulSoup:
    """A page, parsed."""
    return BeautifulSoup(built.html(page), "html.parser")


def words(built: Built, page: str) -> str:
    """A page's text, with single spaces."""
    return " ".join(soup(built, page).get_text(" ").split())


def test_type_page_answers_in_order(built: Built) -> None:
    """Sentence, both answers, glance, uses, steps, harms, life, questions; then, folded, who says what and sources."""
    text = words(built, "types/car-t")
    parts = (
        "Your own T cells are changed", "Is it a cell therapy? Yes", "Is it an immunotherapy? Yes", "What goes into me",
        "Leukaemia that came back", "Approved: United States 2017", "In one trial of 75 people",
        "nobody was compared with those who had it", "Of 100 people, how many had no sign of leukaemia within 3 months?",
        "81 of 100 (61 of 75 people)", "ELIANA", "What happens", "Collecting", "What can go wrong",
        "Signs for which patients are told to call at once", "Fever", "Deaths and the strongest", "We looked for deaths, grave harms and late harms",
        "May I drive?", "Questions for my doctor", "A kind of T cell therapy", "Who says what", "exampleleucel",
        "Doe, Roe.", "Reviewed 2026-11-22. Information, not medical advice.",
    )  # fmt: skip
    places = [text.index(part) for part in parts]
    assert places == sorted(places)


def test_each_sign_to_call_for_is_a_line(built: Built) -> None:
    """Whoever is ill reads a sign a line, not a sentence of all."""
    (call,) = soup(built, "types/car-t").select(".fact-call")
    assert [each.get_text(strip=True) for each in call.select("li")] == ["Fever", "Confusion"]


def test_sections_of_a_type_page_are_in_order() -> None:
    """The order of questions that a reader has; what only some want is folded at the foot."""
    t = taxonomy.load()
    blocks = TypePage(t, t["car-t-cell-therapy"], t.sources).blocks()
    sections = {block.slug: block for block in blocks if isinstance(block, Section)}
    folded = [block.slug for block in sections["more"].blocks if isinstance(block, Fold)]

    assert [kind for kind in map(type, blocks) if kind in (Answers, Glance)] == [Answers, Glance]
    assert list(sections) == ["used-for", "steps", "harms", "life", "asked", "questions-to-ask", "related", "more"]
    assert folded == ["places", "what-happens", "who-says-what", "products", "claims", "identifiers", "sources"]


def test_every_type_has_a_page() -> None:
    """Whatever a record says or leaves out, its page is made, asks at most eight questions and tells of harms."""
    t = taxonomy.load()
    for type_ in t:
        blocks = TypePage(t, type_, t.sources).blocks()
        slugs = [block.slug for block in blocks if isinstance(block, Section)]
        assert {"used-for", "harms", "questions-to-ask", "more"} <= set(slugs)
        assert 3 <= len(taxonomy.questions_for_doctor(type_)) <= 8


def test_an_offer_without_proof_asks_for_no_donor() -> None:
    """What clinics sell waits for no donor and no laboratory; one asks what it is, and for its approval."""
    warned = [each for each in taxonomy.load() if taxonomy.warning_required(each)]
    assert "stem-cell-injection-for-knee-arthritis" in [each.id for each in warned]
    for type_ in warned:
        asked = " ".join(taxonomy.questions_for_doctor(type_))
        assert "What exactly is given" in asked
        assert "my cells cannot be made" not in asked, type_.id
        assert "How is a donor found" not in asked, type_.id
    assert "How is a donor found" in " ".join(taxonomy.questions_for_doctor(taxonomy.load()["bone-marrow-transplant"]))


def test_folds_lie_open_to_all(built: Built) -> None:
    """What is folded needs no script, is found by the browser, and is marked with what is in it."""
    page = soup(built, "types/car-t")
    folds = page.select("details.fact-fold")
    assert {each["id"] for each in folds} >= {"who-says-what", "sources", "identifiers", "cost"}
    assert all(each.select_one(":scope > summary > .fold-title") for each in folds)
    assert not any(each.has_attr("style") for each in page.select(".facts-block *"))
    ids = [each["id"] for each in page.find_all(id=True)]
    assert len(ids) == len(set(ids))


def uses_of(id: str) -> list[Block]:
    """What the section on uses of one treatment shows; groups by how they stand are taken apart."""
    t = taxonomy.load()
    found = Uses(TypePage(t, t[id], t.sources)).section().blocks
    return [inner for block in found for inner in (block.blocks if isinstance(block, Section) else [block])]


def count(blocks: list[Block], *, folded: bool) -> int:
    """How many uses lie open, or are folded behind their names."""
    if folded:
        more = [block for block in blocks if isinstance(block, Fold)]
        return sum(isinstance(each, Fold) and each.slug.startswith("use-") for fold in more for each in fold.blocks)
    return sum(len(block.items) for block in blocks if isinstance(block, Cards))


def test_few_cards_of_uses_lie_open() -> None:
    """At most four uses lie open, the best proven first; the others are folded with their number, and none is lost."""
    t = taxonomy.load()
    for type_ in t:
        blocks = uses_of(type_.id)
        shown, folded = count(blocks, folded=False), count(blocks, folded=True)
        assert shown <= 4
        assert shown + folded == len(type_.uses)
        more = [block.title for block in blocks if isinstance(block, Fold)]
        assert sum(int(re.findall(r"(\d+) more use", title)[0]) for title in more) == folded


def test_many_uses_are_grouped_by_area_of_medicine() -> None:
    """Of many uses the best is in sight, and the others are folded by area, each behind its name."""
    blocks = uses_of("mesenchymal-stromal-cell-therapy")
    assert count(blocks, folded=False) == 1
    assert len([block for block in blocks if isinstance(block, Fold)]) > 3


def test_failures_are_told_before_uses_are_described() -> None:
    """What good studies found not to work, and what an agency took back, stands at the top though its card is folded."""
    t = taxonomy.load()
    told = {each.term: words_of(each.runs) for each in glance(TypePage(t, t["car-t-cell-therapy"], t.sources)).items}
    assert "tisagenlecleucel" in told["Shown not to work for"]
    warned = [each.tone for each in glance(TypePage(t, t["immunotoxin"], t.sources)).items if "refused" in each.term]
    assert warned == ["warning"]


def test_a_group_names_the_medicines_of_its_kinds() -> None:
    """A reader who looks for a brand finds it on the page of the group, too."""
    t = taxonomy.load()
    found = products(TypePage(t, t["car-t-cell-therapy"], t.sources))
    assert found is not None
    assert found.title == "Medicines of its kinds"
    assert "tisagenlecleucel (Kymriah)" in list(texts(found))


def test_a_warning_comes_before_the_uses(built: Built) -> None:
    """An unproven use warns before anything is described; the answers stand above it."""
    text = words(built, "types/knee-cells")
    order = [text.index(part) for part in ("Is it a cell therapy?", "Not shown to work", "What goes into me")]
    assert order == sorted(order)
    assert "A society says that it belongs in trials." in text
    assert soup(built, "types/knee-cells").select_one(".admonition.warning") is not None


def test_sources_are_numbered_in_order(built: Built) -> None:
    """Each citation leads to an entry of the page's own list; every entry is cited or general."""
    page = soup(built, "types/car-t")
    cited = {link["href"] for link in page.select("a.fact-cite:not(.fact-source)")}
    listed = {f"#{item['id']}" for item in page.select(".source-list li")}
    assert cited <= listed
    assert page.select_one("#source-1") is not None
    assert "https://doi.org/10.1000/xyz" in {link["href"] for link in page.select(".source-list a")}


def test_tables_are_accessible(built: Built) -> None:
    """Tables have a caption, headers with scope, and a region that the keyboard reaches."""
    for page in ("types/car-t", "all"):
        for table in soup(built, page).select("table.facts"):
            assert table.caption is not None
            assert all(head.get("scope") == "col" for head in table.select("thead th"))
            assert all(head.get("scope") == "row" for head in table.select("tbody th"))
            assert table.parent is not None
            assert (table.parent["role"], table.parent["tabindex"]) == ("region", "0")


def test_roles_link_and_print(built: Built) -> None:
    """References carry the record's name unless another text is given; values come from the data."""
    page = soup(built, "about")
    links = {link.get_text(): link["href"] for link in page.select(".body a.internal, a.internal")}

    assert links["CAR-T cell therapy"] == "types/car-t.html"
    assert links["the jab"] == "types/insulin.html"
    assert links["exampleleucel"] == "products/exampleleucel.html"
    assert links["Red cells"] == "types/red-cells.html"
    assert links["Rule CT1"] == "all.html#rule-CT1"
    assert "CAR-T is an immunotherapy: yes" in words(built, "about")
    assert "5 types" in words(built, "index")


def test_comparison_shows_the_chosen_rows(built: Built) -> None:
    """A comparison has one column a type and only the rows asked for."""
    table = soup(built, "about").select("table.comparison")
    assert [each.get_text(strip=True) for each in table[0].select("thead th")] == [
        "Question",
        "CAR-T cell therapy",
        "Cells for the knee",
    ]
    assert len([row for each in table for row in each.select("tbody tr")]) == 2


def test_comparison_names_its_sources(built: Built) -> None:
    """A cell ends with the sources of what it says, each a link to the list of sources."""
    cell = soup(built, "about").select_one("table.comparison tbody td")
    assert cell is not None
    source = cell.select_one("a.fact-source")
    assert cell.get_text().startswith("Your own T cells.")
    assert source is not None
    assert str(source["href"]).endswith("#source-trial-2020")


def test_picture_has_a_text_alternative(built: Built) -> None:
    """The two sets are drawn with numbers from the data, and told in words."""
    picture = soup(built, "index").select_one("svg.therapy-overlap")
    assert picture is not None
    assert picture["role"] == "img"
    assert "Both: 1 kind of treatment, such as CAR-T cell therapy." in picture.get_text()


def test_lists_show_every_record(built: Built) -> None:
    """The page of everything names each type, product, claim, authority and rule."""
    text = words(built, "all")
    for part in (
        "CAR-T cell therapy",
        "Stem cells repair a worn knee.",
        "Not supported by evidence",
        "American Society of Gene",
        "CT5: it depends who you ask",
        "Sold, but not shown to work",
    ):
        assert part in text


def test_inventory_lets_others_link(built: Built) -> None:
    """Other Sphinx projects find every kind of object by its identifier, also one that was given up."""
    body = (built.pages / "objects.inv").read_bytes().split(b"\n", 4)[4]
    found: dict[str, set[str]] = {}
    for line in zlib.decompress(body).decode().splitlines():
        name, kind = line.split()[:2]
        found.setdefault(kind, set()).add(name)
    assert found["therapy:type"] == {"car-t", "car-t-cells", "insulin", "knee-cells", "red-cells", "t-cells"}
    assert found["therapy:product"] == {"exampleleucel"}
    assert found["therapy:illness"] == {"leukaemia", "worn-knee"}
    assert found["therapy:question"] == {"what-is-car-t"}
    assert found["therapy:country"] == {"us"}
    assert found["therapy:claim"] == {"stem-cells-fix-knees"}
    assert found["therapy:authority"] == {"asgct"}
    assert "CT1" in found["therapy:rule"]


def test_index_lists_names_and_synonyms(built: Built) -> None:
    """The index of treatments knows synonyms."""
    text = words(built, "therapy-index")
    assert "CAR T" in text
    assert "chimeric antigen receptor T cells" in text


def test_index_has_pictures_before_names(built: Built) -> None:
    """A treatment's own name has its picture, a synonym says whose it is; the plain template says it in words."""
    context: dict[str, Any] = {}
    draw_index(None, "therapy-index", "", context, None)
    assert context["pictures"]["cell therapy only"].startswith("<svg")
    assert "CAR-T cell therapy cell therapy and immunotherapy" in words(built, "therapy-index")


def test_nothing_to_show_is_said(tmp_path: Path) -> None:
    """A list without records is a sentence, not a gap on the page."""
    site = Site(tmp_path)
    fences = "```{therapy:timeline} transfusion\n```\n\n```{therapy:claims} vaccines\n```\n"
    site.page("more.md", f"---\norphan: true\n---\n\n# More\n\n{fences}")
    built = site.build()
    assert built.status == 0, built.output
    assert "No approval is recorded here: Transfusion." in words(built, "more")
    assert "No claim of this theme is recorded here." in words(built, "more")


@pytest.mark.parametrize("builder", ["text", "epub", "dirhtml", "singlehtml"])
def test_other_builders(tmp_path: Path, builder: str) -> None:
    """Facts reach every output."""
    site = Site(tmp_path)
    (site.root / "conf.py").write_text(
        (site.root / "conf.py").read_text(encoding="utf-8") + "\ncopyright = '2026'\n", encoding="utf-8"
    )
    built = site.build("out", "-b", builder)
    assert built.status == 0, built.output
    assert any(
        "Your own T cells are changed" in path.read_text(encoding="utf-8", errors="replace")
        for path in built.pages.rglob("*")
        if path.suffix in (".txt", ".xhtml", ".html")
    )
