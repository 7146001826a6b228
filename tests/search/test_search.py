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
from conf.search import ask, files
from conf.search.entries import KINDS, Entry, Passage, entries
from conf.search.score import Asked
from taxonomy.query.search import Index, distinct_names, slips
from tests.queries import QUERIES
from tests.small_site import CONF, Built, Site

Search = Callable[[str], list[list[Any]]]
ORDER = [[kind for kind in KINDS if kind != "claim"]]
TERMS = [(word, f"glossary.html#term-{word}", "An explanation.") for word in ("cell therapy", "immunotherapy", "graft")]
PAGES = [Passage("learn/cell-therapy.html", "What is cell therapy?", "", "Treatment with living cells.")]


@pytest.fixture(scope="module")
def everything() -> list[Entry]:
    """All that the reference names, some words of a glossary, and a page that explains."""
    return list(entries(taxonomy.load(), TERMS, PAGES, "{}s/{}.html".format))


@pytest.fixture(scope="module")
def named(everything: list[Entry]) -> Index:
    """The package's index of all that has a name: a claim has none."""
    return Index((each.thing for each in everything if each.thing.kind != "claim"), ORDER)


@pytest.fixture(scope="module")
def in_python(named: Index) -> Search:
    """The ranking of the package."""
    return lambda text: [
        [KINDS.index(hit.kind), hit.name, hit.matched, hit.score] for hit in named.search(text, 10_000)
    ]


@pytest.fixture(scope="module")
def in_browser(everything: list[Entry]) -> Search:
    """The ranking of the site's script, run by the engine of a browser."""
    engine = MiniRacer()
    engine.eval("var window = globalThis, module = {};")
    engine.eval((CONF / "static/search/names.js").read_text(encoding="utf-8"))
    engine.eval(files.names(everything) + "var known = finder.index(finder.told(window.finder));")

    def search(text: str) -> list[list[Any]]:
        found = f"finder.search(known, {json.dumps(text)}).map((hit) => [hit.kind, hit.name, hit.matched, hit.score])"
        answer: list[list[Any]] = json.loads(str(engine.eval(f"JSON.stringify({found})")))
        return answer

    return search


@pytest.fixture(scope="module")
def answer(everything: list[Entry]) -> Callable[[str], list[str]]:
    """What the search of the site answers, best first."""
    return ask.engine(files.names(everything), files.texts(everything, []))


@pytest.mark.parametrize(("query", "first"), QUERIES.items())
def test_what_readers_type(named: Index, query: str, first: str) -> None:
    """What a reader means comes first."""
    (best,) = named.search(query, 1)
    assert f"{best.kind}:{best.id}" == first


@pytest.mark.parametrize("query", [*QUERIES, "", "the of", "Crohn’s", "β", "mRNA", "stemcell", "cell", "x" * 300])
def test_script_ranks_as_the_package(in_python: Search, in_browser: Search, query: str) -> None:
    """Both give the same things in the same order with the same scores."""
    assert in_browser(query) == in_python(query)


def test_every_name_finds_its_thing(everything: list[Entry], in_browser: Search) -> None:
    """Whoever types a name exactly finds what it names, with a full score."""
    for each in everything[::17]:
        for name in each.thing.names if each.thing.kind != "claim" else ():
            assert [KINDS.index(each.thing.kind), each.thing.name, 1.0] in [
                [kind, found, score] for kind, found, _, score in in_browser(name)
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


def test_every_question_of_the_file_is_answered_first(answer: Callable[[str], list[str]]) -> None:
    """A new question is a line of the file, with the pages that answer it."""
    asked = Asked.read()
    assert len(asked) > 110
    assert len([each for each in asked if each.unseen]) >= 40
    wrong = [each.asked for each in asked if ask.first(answer, each.asked)[0] not in each.answers]
    assert wrong == []


@pytest.mark.parametrize(
    ("query", "kind"),
    [
        ("keytrudda", "products"),
        ("leukemia", "illnesss"),
        ("AML", "illnesss"),
        ("lupus", "illnesss"),
        ("kidney cancer", "illnesss"),
        ("cell therapy", "learn"),
        ("side effects of keytruda", "questions"),
        ("hair loss", "illnesss"),
    ],
)
def test_single_words(answer: Callable[[str], list[str]], query: str, kind: str) -> None:
    """A name leads to what has it, in either spelling and misspelt."""
    assert answer(query)[0].startswith(f"{kind}/")


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("car-t second cancer", "can-car-t-cause-cancer"),  # the very words of a way of asking, in another order
        ("alternatives to humira", "alternatives-to-humira"),  # a plain word for the same thing
    ],
)
def test_what_was_typed_weighs_more_than_what_is_like_it(
    answer: Callable[[str], list[str]], query: str, first: str
) -> None:
    """A question that is asked so comes before one that shares more rare words."""
    assert answer(query)[0] == f"questions/{first}.html"


@pytest.mark.parametrize(
    ("query", "page"),
    [
        ("tzield side effects", "types/teplizumab.html#harms"),
        ("what are the risks of tecentriq", "types/pd-l1-inhibitor.html#harms"),
        ("infection death bispecific", "types/t-cell-engager.html#harms"),
        ("is tecentriq immunotherapy", "products/atezolizumab.html"),
        ("stelara weight gain", "types/il-23-blocker.html#harms"),
        ("hemgenix risk", "types/aav-gene-therapy-for-haemophilia-b.html#harms"),
        ("does abecma cause infections", "types/car-t-bcma.html#harms"),
        ("enjaymo side effects", "types/complement-blocker.html#harms"),
    ],
)
def test_what_is_asked_of_a_thing_is_answered_where_its_page_tells_it(
    answer: Callable[[str], list[str]], query: str, page: str
) -> None:
    """No question is about it: then the named treatment's, or the medicine's treatment's, own page answers, at that part."""
    assert answer(query)[0] == page


@pytest.mark.parametrize(
    ("query", "page"),
    [
        ("38.5 temperature 5 days after cart infusion", "types/car-t-cell-therapy.html#harms"),
        ("he can't write his name since the car t cells", "types/car-t-cell-therapy.html#harms"),
        ("throat closing up an hour after allergy shot", "types/subcutaneous-allergen-immunotherapy.html#harms"),
        ("bloody poop on yervoy", "types/ctla-4-inhibitor.html#harms"),
        ("rash after remicade", "types/tnf-blocker.html#harms"),
        ("seizure after blincyto", "types/t-cell-engager.html#harms"),
        ("my mum is on opdivo and has bad diarrhea is that dangerous", "types/pd-1-inhibitor.html#harms"),
    ],
)
def test_who_tells_of_a_sign_is_led_to_the_signs(answer: Callable[[str], list[str]], query: str, page: str) -> None:
    """Somebody who is ill just now finds what to call for, whatever else the sentence says."""
    assert answer(query)[0] == page


@pytest.mark.parametrize(
    ("query", "about"),
    [
        ("can gvhd go away on its own", "gvhd"),
        ("kymriah side effects", "car-t"),
        ("tzield for my 9 year old", "teplizumab"),
    ],
)
def test_what_is_about_something_else_comes_later(answer: Callable[[str], list[str]], query: str, about: str) -> None:
    """The medicine or the illness that was typed counts for more than the words around it."""
    assert about in answer(query)[0]


@pytest.mark.parametrize("brand", ["keytruda", "opdivo", "yervoy", "tecentriq", "libtayo"])
@pytest.mark.parametrize("words", ["danger sign go hospital", "when call doctor emergency", "emergency 999"])
def test_signs_of_danger_lead_to_who_must_be_called(answer: Callable[[str], list[str]], brand: str, words: str) -> None:
    """A brand counts as what it is: its question is answered by what is told of all immunotherapy."""
    assert answer(f"{brand} {words}")[0] == "questions/when-to-call-during-immunotherapy.html"


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("who has to stay with him after car-t", "caregiver-after-car-t"),
        ("who has to stay with him", "caregiver-after-car-t"),
        ("my dad drive car after cart cell", "driving-after-car-t"),
        ("is car-t a kind of chemo", "is-car-t-chemotherapy"),
    ],
)
def test_plain_words_are_understood(answer: Callable[[str], list[str]], query: str, first: str) -> None:
    """Small words may be what a question is about, a car is no CAR, and chemo is chemotherapy."""
    assert answer(query)[0] == f"questions/{first}.html"


@pytest.fixture(scope="module")
def ranked(everything: list[Entry]) -> Callable[[str], dict[str, Any]]:
    """What the search tells of what it found."""
    engine = MiniRacer()
    for text in (ask.PAGE, *((ask.STATIC / f"{name}.js").read_text(encoding="utf-8") for name in ask.SCRIPTS)):
        engine.eval(text)
    engine.eval(files.names(everything) + files.texts(everything, []))
    engine.eval("var whole = results.whole(window.finder, window.finderTexts);")
    return lambda text: json.loads(str(engine.eval(f"JSON.stringify(results.ranked(whole, {json.dumps(text)}))")))


@pytest.mark.parametrize("place", ["UK", "uk", "United Kingdom", "Britain"])
def test_a_place_is_known_by_each_of_its_names(ranked: Callable[[str], dict[str, Any]], place: str) -> None:
    """An answer that says "United Kingdom" speaks of the UK."""
    found = ranked(f"driving after car-t {place}")
    assert found["found"][0]["item"]["address"] == "questions/driving-after-car-t.html"
    assert found["missing"] == []


@pytest.mark.parametrize(
    ("query", "strong"),
    [
        ("is keytruda chemo", True),
        ("keytruda", True),
        ("keytrudda", True),
        ("how long must somebody stay near him after car-t", False),
        ("who stays", False),
        ("keytruda and my neighbour's garden", False),
    ],
)
def test_only_what_was_meant_is_opened_at_once(
    ranked: Callable[[str], dict[str, Any]], query: str, *, strong: bool
) -> None:
    """A name, or a way of asking with nearly all words that were typed."""
    assert ranked(query)["strong"] is strong


def test_nothing_is_found_for_nonsense(answer: Callable[[str], list[str]]) -> None:
    """A word that is nowhere finds nothing, and not whatever is nearest."""
    assert answer("qwxzvbk") == []
    assert answer("") == answer("is it the") == []


def test_many_words_do_not_freeze(answer: Callable[[str], list[str]]) -> None:
    """What is asked is cut: 3,000 words find what the first few do."""
    many = "immunotherapy for lymphoma and stem cells "
    assert answer(many * 500 + "keytruda") == answer(many * 500) == answer(many * 50)
    assert answer("keytruda " + many * 500) != answer(many * 500)


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
