"""No page is longer than a reader would scroll on a phone, and what is folded is found all the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from tests.browser.test_pages import pages

SCREEN: ViewportSize = {"width": 360, "height": 740}  # a small phone
MOST = 25  # screens

#: Where one looks a word up and does not read: the list of all sources, and the indices.
APART = {"sources.html", "genindex.html", "therapy-index.html"}


def test_no_page_is_longer_than_25_screens_of_a_phone(browser: Browser, site: Path) -> None:
    """Every page, as it stands when it has been loaded, from the disk."""
    context = browser.new_context(viewport=SCREEN)
    page = context.new_page()
    long = {}
    paths = [path for path in pages(site) if path not in APART]
    assert len(paths) > 1000
    for path in paths:
        page.goto((site / path).as_uri(), wait_until="load")
        screens = page.evaluate("document.documentElement.scrollHeight") / SCREEN["height"]
        if screens > MOST:
            long[path] = round(screens, 1)
    context.close()
    assert long == {}


def test_a_link_into_what_is_folded_opens_it(page: Page, address: str) -> None:
    """By an anchor of a section that is folded, and of one inside another."""
    page.goto(address + "contribute/fact-check.html#first-draw-seed-20261122")
    assert page.locator("#first-draw-seed-20261122 > details").evaluate("each => each.open")
    page.goto(address + "contribute/fact-check-2026-11.html#harms-and-steps-30")
    assert page.locator("#harms-and-steps-30").evaluate("each => each.closest('details').open")
    assert page.locator("#harms-and-steps-30 h3").is_visible()


@pytest.mark.parametrize("cut", ["%", "%E0%A4%A", "%zz", "a" * 3000, "<script>alert(1)</script>", '"]'])
def test_an_address_that_was_cut_breaks_nothing(page: Page, address: str, cut: str) -> None:
    """A link that somebody cut in the middle of a letter leads to the top, and print opens what is closed all the same."""
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(f"{address}products/tisagenlecleucel.html#{cut}")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("details:not([open])").count() == 0
    assert faults == []


def test_what_is_folded_is_found_by_the_browsers_search(page: Page, address: str) -> None:
    """Chromium's own search in the page goes into folds and opens them."""
    page.goto(address + "illnesses/multiple-myeloma.html")
    fold = page.locator("details#medicines")
    assert not fold.evaluate("each => each.open")
    name = fold.locator("li a").first.text_content()
    assert page.evaluate("name => window.find(name)", name)


def test_print_opens_all_that_is_folded(page: Page, address: str) -> None:
    """On paper nothing is closed."""
    page.goto(address + "products/tisagenlecleucel.html")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("details:not([open])").count() == 0
