"""What the browser prints: everything that a page says, opened, within the width of the paper."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, ViewportSize, expect

PAPER: ViewportSize = {"width": 718, "height": 1000}  # A4 between margins, in CSS pixels
PAGES = (
    "index.html", "types/car-t-cell-therapy.html", "types/stem-cell-injection-for-knee-arthritis.html",
    "compare/injections-for-the-knee.html", "compare/any.html", "explore.html", "claims/index.html", "glossary.html",
    "use/data-files.html", "contribute/fields.html",
)  # fmt: skip

#: Texts of the article that paper would not show: all but what only a screen can use.
LOST = """() => {
  const screen = ".tool, .back-to-top, .sheet-button, .sheet-notes, .headerlink, .glossary-tip, .copybtn, .content-icon-container, .page-tools, .copy-button, .jumps, .edit-use, .tabs, .doors:not(.kinds), .cite-page > summary, script, svg :is(title, desc), [hidden]";
  const about = ".about-page p:not(:last-child), .related-pages, .bottom-of-page *";
  const lost = [];
  const walk = document.createTreeWalker(document.querySelector(".article-container"), NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const { parentElement: parent, textContent: text } = walk.currentNode;
    if (!text.trim() || parent.closest(`${screen}, ${about}`)) continue;
    if (!parent.checkVisibility({ contentVisibilityAuto: true, visibilityProperty: true })) lost.push(text.trim().slice(0, 60));
  }
  return lost;
}"""


@pytest.mark.parametrize("name", PAGES)
def test_paper_shows_everything(name: str, page: Page, address: str) -> None:
    """What is closed is open, nothing is cut off at the edge, and the day of the review and the version stand below."""
    page.set_viewport_size(PAPER)
    page.goto(address + name)
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate(LOST) == []
    assert page.locator("details:not([open])").count() == 0
    wide = "found => found.filter((each) => each.scrollWidth > each.clientWidth + 1).map((each) => each.outerHTML.slice(0, 99))"
    assert page.eval_on_selector_all(".table-wrapper, pre", wide) == []
    expect(page.locator(".about-page p").last).to_be_visible()
    expect(page.locator(".about-page p").last).to_contain_text("Reviewed 20")
    page.evaluate("dispatchEvent(new Event('afterprint'))")


def test_paper_shows_a_comparison(page: Page, address: str) -> None:
    """What a reader put together is printed whole."""
    page.set_viewport_size(PAPER)
    page.goto(address + "compare/any.html?a=car-t-cell-therapy&b=checkpoint-inhibitor&c=insulin")
    expect(page.locator("#compare-result table")).to_be_visible()
    page.emulate_media(media="print")
    assert page.evaluate(LOST) == []
    expect(page.locator("#compare-form")).to_be_hidden()
    edge = page.locator("#compare-result table").evaluate("node => node.getBoundingClientRect().right")
    assert edge <= PAPER["width"]
