"""A reader finds a treatment by any name; the search page's script ranks as the package does."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from py_mini_racer import MiniRacer

import taxonomy
from conf.search import ask, files
from conf.search.entries import KINDS, Entry, Passage, entries
from conf.search.score import Asked
from taxonomy.query.search import Index, distinct_names, slips
from tests.queries import QUERIES
from tests.small_site import CONF

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
