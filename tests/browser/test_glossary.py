"""The tips of the glossary: by keyboard, by mouse, by touch, on a narrow phone, in both colours, and without a script."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.test_pages import WCAG
from tests.browser.test_tools import press_to

PAGE = "compare/own-or-donor-transplant.html"
CHEMOTHERAPY = "Medicines that kill cells which divide fast."


def word(page: Page, anchor: str = "chemotherapy") -> Locator:
    """The link of a word that the page uses."""
    return page.locator(f'a.term[href$="glossary.html#term-{anchor}"]')


def tip(page: Page) -> Locator:
    """The one tip of the page."""
    return page.get_by_role("tooltip")


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """A narrow phone that is worked by touch."""
    context = browser.new_context(viewport={"width": 320, "height": 640}, has_touch=True, is_mobile=True)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("where", ["http", "file"])
def test_by_keyboard(page: Page, site: Path, address: str, where: str) -> None:
    """Focus opens the tip, which describes the word; Escape closes it and leaves the focus; Enter leads to the entry."""
    page.goto((address if where == "http" else f"{site.as_uri()}/") + PAGE)
    link = word(page)
    press_to(page, link)
    expect(tip(page)).to_contain_text(CHEMOTHERAPY)
    expect(link).to_have_accessible_description(f"chemotherapy {CHEMOTHERAPY}")
    page.keyboard.press("Escape")
    expect(tip(page)).to_be_hidden()
    expect(link).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#term-chemotherapy")).to_be_in_viewport()
    assert page.url.endswith("/glossary.html#term-chemotherapy")


def test_the_tip_goes_with_the_focus(page: Page, address: str) -> None:
    """Away from its word, the tip is closed; on the next word, there is that word's."""
    page.goto(address + PAGE)
    word(page).focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    expect(tip(page)).to_contain_text(CHEMOTHERAPY)
    page.keyboard.press("Tab")
    expect(tip(page)).to_be_hidden()
    page.locator("a.term").first.focus()
    expect(tip(page)).to_be_visible()
    expect(tip(page)).not_to_contain_text(CHEMOTHERAPY)


def test_what_scrolls_elsewhere_leaves_the_tip_open(page: Page, address: str) -> None:
    """The list of pages may still be on its way when a word gets the focus."""
    page.goto(address + PAGE)
    word(page).focus()
    expect(tip(page)).to_be_visible()
    before, after = page.evaluate(
        """() => new Promise((done) => {
            const list = document.querySelector(".sidebar-scroll");
            const before = list.scrollTop;
            const told = () => requestAnimationFrame(() => done([before, list.scrollTop]));
            list.addEventListener("scroll", told, { once: true });
            list.scrollTo({ top: before ? 0 : 200, behavior: "instant" });
        })"""
    )
    assert before != after
    expect(tip(page)).to_be_visible()
    expect(tip(page)).to_contain_text(CHEMOTHERAPY)


def test_the_tip_goes_with_its_table(page: Page, address: str) -> None:
    """A table that scrolls a little moves the tip; one that hides the word closes it."""
    page.goto(address + PAGE)
    box = page.locator(".table-wrapper", has=word(page))
    box.evaluate(
        "node => { node.style = 'width: 200px; overflow: auto'; node.firstElementChild.style.minWidth = '900px'; }"
    )
    word(page).focus()
    expect(tip(page)).to_be_visible()
    before = page.evaluate("document.activeElement.getClientRects()[0].left")
    box.evaluate("node => node.scrollBy({ left: -10, behavior: 'instant' })")
    expect(tip(page)).to_be_visible()
    assert page.evaluate("document.activeElement.getClientRects()[0].left") == before + 10
    lines = page.evaluate("[...document.activeElement.getClientRects()].map((line) => line.left)")
    page.wait_for_function(
        "lines => lines.some((left) => Math.abs(left - document.getElementById('glossary-tip').getBoundingClientRect().left) < 1)",
        arg=lines,
    )
    box.evaluate("node => node.scrollTo({ left: 0, behavior: 'instant' })")
    expect(tip(page)).to_be_hidden()


def test_by_mouse(page: Page, address: str) -> None:
    """Pointing opens it, the mouse may go over it, it stays as long as the mouse does, Escape or going away closes it."""
    page.goto(address + PAGE)
    word(page).hover()
    expect(tip(page)).to_contain_text(CHEMOTHERAPY)
    tip(page).hover()
    page.wait_for_timeout(600)
    expect(tip(page)).to_be_visible()
    page.keyboard.press("Escape")
    expect(tip(page)).to_be_hidden()
    page.locator("h1").first.hover()
    word(page).hover()
    expect(tip(page)).to_be_visible()
    page.locator("h1").first.hover()
    expect(tip(page)).to_be_hidden()


def test_by_touch(phone: Page, address: str) -> None:
    """The first tap shows the tip, a tap elsewhere closes it, a second tap on the word leads to the glossary."""
    phone.goto(address + PAGE)
    word(phone).scroll_into_view_if_needed()
    word(phone).tap()
    expect(tip(phone)).to_contain_text(CHEMOTHERAPY)
    expect(tip(phone)).to_contain_text("Tap the word again")
    assert phone.url.endswith(PAGE)
    tip(phone).tap()
    expect(tip(phone)).to_be_visible()
    phone.touchscreen.tap(2, 620)
    expect(tip(phone)).to_be_hidden()
    word(phone).tap()
    expect(tip(phone)).to_be_visible()
    word(phone).tap()
    expect(phone.locator("#term-chemotherapy")).to_be_in_viewport()
    assert phone.url.endswith("/glossary.html#term-chemotherapy")


def test_every_tip_fits_a_narrow_phone(phone: Page, address: str) -> None:
    """At 320 px, no tip lies beside the window, over its word, or makes the page wider; each says something."""
    phone.goto(address + PAGE)
    every = phone.locator("a.term:visible")  # the others are folded
    assert every.count() > 5
    for number in range(every.count()):
        link = every.nth(number)
        link.scroll_into_view_if_needed()
        link.focus()
        expect(link).to_have_attribute("aria-describedby", "glossary-tip")
        edges = tip(phone).evaluate(
            "node => { const box = node.getBoundingClientRect(); return [box.left, box.right]; }"
        )
        assert 0 <= edges[0] < edges[1] <= 320
        over = phone.evaluate(
            """() => {
                const box = document.getElementById("glossary-tip").getBoundingClientRect();
                const lines = [...document.activeElement.getClientRects()];
                return lines.some((line) => line.top < box.bottom - 1 && line.bottom > box.top + 1);
            }"""
        )
        assert not over
        assert len(tip(phone).inner_text()) > 20
    assert phone.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_an_open_tip_breaks_no_rule(browser: Browser, address: str, scheme: str) -> None:
    """axe-core finds no violation of WCAG 2.2 A or AA while a tip is open; nothing on it moves."""
    context = browser.new_context(color_scheme=scheme, viewport={"width": 320, "height": 640})  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(address + "learn/where-they-meet.html")
    page.locator("a.term").first.focus()
    expect(tip(page)).to_be_visible()
    assert tip(page).evaluate("node => node.getAnimations().length") == 0
    found = Axe().run(page, options={"runOnly": WCAG, "resultTypes": ["violations"]}).response["violations"]
    context.close()
    assert [(each["id"], [node["html"] for node in each["nodes"]]) for each in found] == []


def test_an_open_tip_is_not_printed(page: Page, address: str) -> None:
    """Paper has the word alone."""
    page.goto(address + PAGE)
    word(page).focus()
    expect(tip(page)).to_be_visible()
    page.emulate_media(media="print")
    expect(tip(page)).to_be_hidden()


def test_what_the_tips_say_is_asked_for_once_and_late(page: Page, address: str) -> None:
    """Who wants no tip loads none."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address + PAGE, wait_until="load")
    assert [url for url in asked if "glossary-tips" in url] == []
    word(page).focus()
    expect(tip(page)).to_be_visible()
    page.locator("a.term").first.focus()
    expect(tip(page)).not_to_contain_text(CHEMOTHERAPY)
    assert len([url for url in asked if "glossary-tips" in url]) == 1


def test_without_scripts_a_word_is_a_link(plain: Page, address: str) -> None:
    """It leads to its entry."""
    plain.goto(address + PAGE)
    expect(tip(plain)).to_have_count(0)
    word(plain).click()
    plain.wait_for_url("**/glossary.html#term-chemotherapy")


def test_without_its_file_a_tap_leads_to_the_glossary(phone: Page, address: str) -> None:
    """A tip that cannot be loaded does not swallow the tap."""
    phone.route("**/glossary-tips.js*", lambda route: route.abort())
    phone.goto(address + PAGE)
    word(phone).tap()
    phone.wait_for_url("**/glossary.html#term-chemotherapy")
