"""The search, as a reader meets it: at the top of every page, by keyboard, while typing, without a script."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from conf.search import ask
from conf.search.score import Asked
from taxonomy import load

KIB = 1024
SCRIPTS = ("vendor/minisearch", "search/names", "search/wording", "search/answers", "search/results", "search/field")
FIRST = (*SCRIPTS, "finder-names")
REST = ("finder-texts", "search/page")


def size(site: Path, names: tuple[str, ...]) -> int:
    """What files of the search weigh, compressed."""
    return sum(len(gzip.compress((site / f"_static/{name}.js").read_bytes(), 9)) for name in names)


def test_the_score_is_of_this_site(site: Path) -> None:
    """The public file says what the search answers now, and every question's answer is among the first three."""
    static = site / "_static"
    answer = ask.engine(*((static / f"finder-{name}.js").read_text(encoding="utf-8") for name in ("names", "texts")))
    asked = Asked.read()
    told = [each.asked for each in asked if ask.first(answer, each.asked) != each.first]
    assert told == [], "run 'python -m conf.search.ask'"
    assert all(each.place for each in asked)


def test_the_search_is_light(site: Path) -> None:
    """First results after 80 KiB at most, all that readers search after 200."""
    assert size(site, FIRST) <= 80 * KIB
    assert size(site, FIRST + REST) <= 200 * KIB


def test_no_hit_shows_an_identifier(site: Path) -> None:
    """What stands in hits is said to readers: no key of a source, no name by which programs know a record."""

    def data(name: str) -> Any:
        text = (site / f"_static/finder-{name}.js").read_text(encoding="utf-8")
        return json.loads(text.partition(" = ")[2].rstrip(";\n"))

    names, texts = data("names"), data("texts")
    t = load()
    known = {id for records in t.records.values() for id in records} | t.sources.keys()
    # The name of a thing may be spelt as its identifier is: interleukin-2.
    told = {each.name for each in t.things()} | {name for each in t.things() for name in each.names if name != each.id}
    named = {word for name in told for word in name.casefold().split()}
    shown = [
        *names["about"],
        *(entry[4] for entry in names["things"]),
        *(words for each in texts["texts"] for words in each[:1]),
        *(words for claim in texts["claims"] for words in (claim[2], *claim[4:])),
        *(words for passage in texts["passages"] for words in passage[1:]),
    ]
    assert len(shown) > 2000
    assert [
        words
        for words in shown
        for each in re.findall(r"[\w+]+(?:-[\w+]+)+", words)
        if each in known and each not in named
    ] == []


@pytest.mark.parametrize(("width", "height"), [(1280, 900), (360, 740)])
def test_the_field_stands_on_the_first_screen(browser: Browser, address: str, width: int, height: int) -> None:
    """On a desk and on a phone, without opening anything."""
    context = browser.new_context(viewport={"width": width, "height": height})
    page = context.new_page()
    for name in ("index.html", "types/car-t-cell-therapy.html", "search.html"):
        page.goto(address + name)
        field = page.get_by_role("searchbox").or_(page.get_by_role("combobox"))
        expect(field).to_be_in_viewport()
        assert page.get_by_role("search").count() == 1
    context.close()


def test_results_come_while_typing(page: Page, base: str) -> None:
    """The key "/" leads to the field, arrows through the list, Enter to a page; Escape closes."""
    page.goto(base + "types/insulin.html")
    page.keyboard.press("/")
    page.keyboard.type("is keytruda chemo")
    options = page.get_by_role("option")
    expect(options.first).to_contain_text("Is Keytruda chemo?")
    field = page.get_by_role("combobox", name="Ask or search")
    expect(field).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    expect(field).to_have_attribute("aria-activedescendant", "finder-option-0")
    page.keyboard.press("Escape")
    expect(options).to_have_count(0)
    page.keyboard.type("?")
    expect(options.first).to_contain_text("Is Keytruda chemo?")
    page.keyboard.press("Enter")
    page.wait_for_url("**/questions/is-keytruda-chemo.html")


def test_pages_for_programmers_answer_what_others_do_not(page: Page, address: str) -> None:
    """Whoever asks for data is led to the pages on data, without knowing that they are searched apart."""
    page.goto(address + "search.html?q=download+csv+of+all+treatments")
    expect(page.locator("#finder-found a").first).to_have_attribute("href", re.compile(r"/use/"))


def test_a_part_of_a_page_says_which(page: Page, address: str) -> None:
    """What is asked of a medicine and is told on its treatment's page is named with the part that tells it."""
    page.goto(address + "types/insulin.html")
    page.get_by_role("combobox", name="Ask or search").press_sequentially("hemgenix risks")
    expect(page.get_by_role("option").first).to_contain_text("AAV gene therapy for haemophilia B: what can go wrong")


def test_enter_does_not_take_an_answer_to_other_words(page: Page, base: str) -> None:
    """A list that still shows what fitted the words before is passed over: the search page answers."""
    page.goto(base + "types/insulin.html")
    field = page.get_by_role("combobox", name="Ask or search")
    field.press_sequentially("is keytruda chemo")
    expect(page.get_by_role("option").first).to_contain_text("Is Keytruda chemo?")
    page.evaluate("results.complete()")  # no texts are on their way that would be asked, too
    field.evaluate("each => { each.value = 'driving after car-t'; }")  # typed, and the list has not come yet
    field.press("Enter")
    page.wait_for_url("**/search.html?q=driving+after+car-t")


def test_what_was_typed_too_early_is_asked_again(page: Page, address: str) -> None:
    """Before the texts are there nothing is said to be missing; then the answer comes without another key."""
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/finder-texts.js*", hold)
    page.goto(address + "types/insulin.html")
    field = page.get_by_role("combobox", name="Ask or search")
    field.focus()
    asked = "sudden high fever, confusion, fits"  # words of an answer, and of no name
    page.keyboard.insert_text(asked)  # as pasted
    option = page.get_by_role("option")
    expect(option.last).to_have_text("Still looking …")
    page.wait_for_timeout(300)
    expect(option.last).to_have_text("Still looking …")
    assert len(held) == 1
    held[0].continue_()
    expect(option.first).to_contain_text("Which signs during immunotherapy need help at once?")
    expect(option.last).to_contain_text("All results")


@pytest.mark.parametrize(
    ("typed", "leads"),
    [
        ("is keytruda chemo", "questions/is-keytruda-chemo.html"),
        ("keytruda", "products/pembrolizumab.html"),
        ("hemgenix risks", "types/aav-gene-therapy-for-haemophilia-b.html#harms"),
        ("how long must somebody stay near him after car-t", "search.html?q="),
    ],
)
def test_enter_opens_only_what_was_meant(page: Page, address: str, typed: str, leads: str) -> None:
    """The first of the list if nearly all words fit, or a name; what only shares a word is shown among others."""
    page.goto(address + "types/insulin.html")
    field = page.get_by_role("combobox", name="Ask or search")
    field.press_sequentially(typed)
    expect(page.get_by_role("option").last).to_contain_text("All results")
    page.wait_for_function(f"document.getElementById('finder-options').dataset.of === '{typed}'")
    field.press("Enter")
    expect(page).to_have_url(re.compile(re.escape(address + leads)))


def test_the_key_can_be_switched_off(page: Page, address: str) -> None:
    """Whoever speaks to the computer may not want a key of one sign (WCAG 2.1.4)."""
    page.goto(address + "search.html")
    page.get_by_role("checkbox", name="The key").uncheck()
    page.goto(address + "types/insulin.html")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") != "finder-query"


def test_the_short_answer_stands_in_the_result(page: Page, base: str) -> None:
    """The search page answers, and more results come when asked for."""
    page.goto(base + "search.html?q=will+i+loose+my+hair+with+imunotherapy")
    first = page.locator("#finder-found li").first
    expect(first.get_by_role("link")).to_have_text("Will I lose my hair with immunotherapy?")
    assert len(first.locator(".finder-said").inner_text()) > 40
    expect(page.locator("#finder-found li")).to_have_count(10)
    page.get_by_role("button", name="Show more").click()
    expect(page.locator("#finder-found li").nth(10).get_by_role("link")).to_be_focused()


def test_nothing_found_is_said(page: Page, address: str) -> None:
    """A word that is nowhere: said so, with where to ask."""
    page.goto(address + "search.html?q=qwxzvbk")
    expect(page.locator("#finder-status")).to_contain_text("Nothing found")
    expect(page.locator("#finder-ask").get_by_role("link", name="index of treatments")).to_be_visible()


def test_pages_for_programmers_are_searched_apart(page: Page, address: str) -> None:
    """They are no answers for readers, and have a search of their own."""
    page.goto(address + "search.html?q=command+line")
    expect(page.locator("#finder-status")).not_to_be_empty()
    assert page.locator("#finder-found a[href*='/use/'], #finder-found a[href*='/contribute/']").count() == 0
    page.get_by_role("checkbox", name="programmers").check()
    expect(page.locator("#finder-found a[href*='/use/command-line']").first).to_be_visible()


def test_a_very_long_question_does_not_freeze(page: Page, address: str) -> None:
    """3,000 words in the address, 800 typed: the page answers within a second."""
    page.goto(address + "search.html?q=" + "cell+therapy+" * 1500)
    expect(page.locator("#finder-found li").first).to_be_visible()
    took = page.evaluate(
        """async (text) => {
            const begun = performance.now();
            await results.find(text);
            return performance.now() - begun;
        }""",
        "immunotherapy for lymphoma " * 267,
    )
    assert took < 1000


def test_a_key_is_answered_at_once_on_a_slow_phone(browser: Browser, address: str) -> None:
    """From a key to the list: under 100 milliseconds on a processor slowed four times, once the index is there."""
    context = browser.new_context(viewport={"width": 412, "height": 823})
    page = context.new_page()
    page.goto(address + "index.html")
    page.locator("#finder-query").focus()
    page.evaluate(
        "async () => { while (typeof results === 'undefined') await new Promise((after) => setTimeout(after, 50)); }"
    )
    page.evaluate("async () => { await results.complete(); await results.find('warm up', { typing: true }); }")
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": 4})
    page.evaluate(
        """() => {
            window.times = [];
            const list = document.getElementById("finder-options");
            document.getElementById("finder-query").addEventListener("input", () => (window.begun = performance.now()), true);
            new MutationObserver(() => list.hidden || window.times.push(performance.now() - window.begun))
                .observe(list, { childList: true });
        }"""
    )
    page.keyboard.type("can keytruda kill you", delay=250)
    page.wait_for_timeout(500)
    times = sorted(page.evaluate("window.times"))
    context.close()
    assert len(times) > 10
    assert times[len(times) // 2] < 100


def test_without_a_script_the_form_leads_to_lists(plain: Page, address: str) -> None:
    """The field stands there all the same, and its page leads on."""
    plain.goto(address + "types/insulin.html")
    plain.locator("#finder-query").fill("insulin")
    plain.get_by_role("button", name="Search").click()
    plain.wait_for_url("**/search.html?q=insulin")
    expect(plain.get_by_text("This search needs JavaScript")).to_be_visible()
    plain.locator("#finder-lists a[href='questions/index.html']").click()
    plain.wait_for_url("**/questions/index.html")
