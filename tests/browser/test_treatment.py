"""The page of a treatment, as a worried person meets it on a phone: what comes when, what is folded, what it weighs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from benchmarks.browser import named
from conf.conf import rare_words

SCREEN = 740
CAR_T = "types/car-t-cell-therapy.html"
#: How many screens down each part may begin on the page of CAR-T.
BEGINS = {"#used-for .fact-card": 1.5, "#harms": 4, "#questions-to-ask": 7, "#more": 9}
LONGEST = 25  # screens of a whole page
LIGHT, REQUESTS = 45, 10  # KiB, as it is sent, with all styles and scripts
#: The classes and identifiers of a page, and those that a script gives.
NAMED = re.compile(r'\s(?:class|id)="([^"]*)"')
MADE = re.compile(r'(?:classList\.\w+\(|className ?=|\bid ?=|\bclass: ?)"([^"]*)"')
#: How many letters the first line of each long paragraph holds.
LETTERS = """() => [...document.querySelectorAll(".facts-block > p, .admonition > p, .fact-card > p")]
  .filter((each) => each.textContent.length > 200)
  .map((each) => {
    const range = document.createRange();
    const walk = document.createTreeWalker(each, NodeFilter.SHOW_TEXT);
    const first = each.getBoundingClientRect().top + parseFloat(getComputedStyle(each).lineHeight);
    let count = 0;
    while (walk.nextNode()) {
      for (let at = 0; at < walk.currentNode.length; at++) {
        range.setStart(walk.currentNode, at);
        range.setEnd(walk.currentNode, at + 1);
        if (range.getBoundingClientRect().top >= first) return count;
        count++;
      }
    }
    return count;
  })"""
TOP = "node => node.getBoundingClientRect().top + scrollY"


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """A phone of 360 by 740 pixels."""
    context = browser.new_context(viewport={"width": 360, "height": SCREEN})
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


def treatments(site: Path) -> list[str]:
    """The pages of all treatments."""
    return [path.relative_to(site).as_posix() for path in sorted(site.glob("types/*.html"))]


@pytest.mark.parametrize(("part", "screens"), BEGINS.items())
def test_what_matters_comes_soon(part: str, screens: float, phone: Page, address: str) -> None:
    """The first use, harms, the doctor's questions and what is folded begin within so many screens of a phone."""
    phone.goto(address + CAR_T)
    assert phone.locator(part).first.evaluate(TOP) <= screens * SCREEN


def test_no_treatment_has_a_long_page(phone: Page, site: Path, address: str) -> None:
    """Every page ends after 25 screens of a phone, with its folds as they come."""
    tall = {}
    for page in treatments(site):
        phone.goto(address + page)
        height = phone.evaluate("document.documentElement.scrollHeight") / SCREEN
        if height > LONGEST:
            tall[page] = height
    assert tall == {}


def test_what_failed_stands_before_the_uses(phone: Page, address: str) -> None:
    """What can go badly wrong, and what was shown not to work, is read before any use is described."""
    phone.goto(address + CAR_T)
    first = phone.locator("#used-for").evaluate(TOP)
    warned = phone.locator(".glance-warning")
    assert warned.count() == 2
    assert all(each.evaluate(TOP) < first for each in warned.all())


@pytest.mark.parametrize("anchor", ["source-20", "identifiers", "use-7-details", "use-9"])
def test_an_address_opens_the_fold_that_it_leads_into(anchor: str, page: Page, address: str) -> None:
    """Whoever follows a link to what is folded sees it, in however many folds it lies."""
    page.goto(f"{address}{CAR_T}#{anchor}")
    expect(page.locator(f"#{anchor}")).to_be_in_viewport()
    assert page.locator(f"details:not([open]) #{anchor}").count() == 0


def test_a_citation_opens_the_sources(page: Page, address: str) -> None:
    """A number in the text leads to its source, though the sources are folded."""
    page.goto(address + CAR_T)
    page.locator("#harms .fact-cite").first.click()
    number = page.url.rpartition("#")[2]
    expect(page.locator(f"#{number}")).to_be_in_viewport()


def test_a_source_leads_back_to_where_it_was_cited(page: Page, address: str) -> None:
    """Whoever followed a number to a source goes back to that number, not to the top; and so for the next one."""
    page.goto(address + CAR_T)
    for place in (0, 5):
        cited = page.locator("#harms .fact-cite").nth(place)
        cited.click()
        page.locator(".source-list").get_by_role("link", name="Back to the text").click()
        expect(cited).to_be_in_viewport()
        expect(cited).to_be_focused()


def test_folds_open_without_a_script(plain: Page, address: str) -> None:
    """What is folded is in the page, closed, and opens at a tap, in a browser that runs no scripts."""
    plain.goto(address + CAR_T)
    fold = plain.locator("#sources")
    expect(fold.locator(".source-list")).to_be_hidden()
    fold.locator("summary").click()
    expect(fold.locator(".source-list")).to_be_visible()


def test_contents_of_the_page_are_in_sight_or_a_tap_away(page: Page, phone: Page, address: str) -> None:
    """A wide window shows the parts of the page beside it; on a phone one tap brings them."""
    for window in (page, phone):
        window.goto(address + CAR_T)
    harms = page.locator(".toc-drawer a[href='#harms']")
    expect(harms).to_be_in_viewport()
    box, article = harms.bounding_box(), page.locator("article").bounding_box()
    assert box is not None
    assert article is not None
    assert box["x"] >= article["x"] + article["width"]

    harms = phone.locator(".toc-drawer a[href='#harms']")
    expect(harms).not_to_be_in_viewport()
    phone.get_by_role("button", name="Contents of this page").first.click()
    expect(harms).to_be_in_viewport()


def test_lines_are_of_a_length_to_read(page: Page, address: str) -> None:
    """In a wide window, the lines of long paragraphs hold some 65 letters, and never more than 78."""
    page.goto(address + "types/stem-cell-injection-for-knee-arthritis.html")
    letters = page.evaluate(LETTERS)
    assert len(letters) > 2
    assert max(letters) <= 78
    assert 55 <= sum(letters) / len(letters) <= 75


def test_pages_are_light(site: Path) -> None:
    """Every page comes in 45 KiB, with all that is on it, and asks for ten files at most."""
    found = {page: named(site, page) for page in treatments(site)}
    assert {page: each for page, each in found.items() if each.size > LIGHT or each.requests > REQUESTS} == {}


def test_a_page_holds_nothing_that_its_styles_leave_out(site: Path) -> None:
    """What has the one style of most pages has no rare class or identifier: not in its text, its frame or its scripts."""
    rare = re.compile(rare_words)
    scripts = [site / "_static" / name for name in ("site.js", "scripts/furo.js")]
    made = {word for path in scripts for text in MADE.findall(path.read_text("utf-8")) for word in text.split()}
    assert {"glossary-tip", "scrolled"} <= made
    assert {word for word in made if rare.fullmatch(word)} == set()
    pages = [path for path in site.rglob("*.html") if "/plain.css" in path.read_text("utf-8")]
    assert len(pages) > 1000
    for path in pages:
        words = {word for text in NAMED.findall(path.read_text("utf-8")) for word in text.split()}
        assert {word for word in words if rare.fullmatch(word)} == set(), path
