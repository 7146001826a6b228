"""What was once wrong for some readers: focus out of sight, names that differ from what is seen, targets too small."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

PRACTICE = ["region", "landmark-unique", "empty-table-header", "label-content-name-mismatch"]
SPACED = "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; } p { margin-bottom: 2em !important; }"

#: Links inside an article that take focus but are clipped away.
UNSEEN = """() => [...document.querySelectorAll("article a[href], article button")].filter((each) => {
  if (!each.checkVisibility({ visibilityProperty: true })) return false;
  for (let at = each; at; at = at.parentElement) {
    const { clipPath, position } = getComputedStyle(at);
    if (clipPath !== "none" && position === "absolute") return true;
  }
  return false;
}).map((each) => each.textContent.trim().slice(0, 60))"""

SMALL = """(where) => [...document.querySelectorAll(where)].filter((each) => {
  const { width, height } = each.getBoundingClientRect();
  return width > 0 && (width < 24 || height < 24);
}).map((each) => each.textContent)"""


@pytest.mark.parametrize("name", ["compare/index.html", "compare/any.html?a=car-t-cell-therapy&b=insulin"])
def test_focus_is_seen_on_a_phone(browser: Browser, address: str, name: str) -> None:
    """No head of a table is clipped away while its links take the focus (WCAG 2.4.7)."""
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(address + name, wait_until="networkidle")
    assert page.evaluate(UNSEEN) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    context.close()


@pytest.mark.parametrize("name", ["explore.html", "compare/index.html", "search.html", "types/insulin.html"])
def test_names_and_landmarks(page: Page, address: str, name: str) -> None:
    """What is read aloud holds what is seen (WCAG 2.5.3); all stands in a landmark, each with a name of its own."""
    page.goto(address + name, wait_until="networkidle")
    options = {
        "runOnly": {"type": "rule", "values": PRACTICE},
        "rules": {rule: {"enabled": True} for rule in PRACTICE},
        "resultTypes": ["violations"],
    }
    found = Axe().run(page, options=options).response["violations"]
    assert [(each["id"], [node["html"][:200] for node in each["nodes"]][:3]) for each in found] == []


@pytest.mark.parametrize(
    ("name", "where"),
    [
        ("therapy-index.html", ".genindex-jumpbox a"),
        ("genindex.html", ".genindex-jumpbox a"),
        ("glossary.html", "dl.glossary dd li a"),
    ],
)
def test_a_thumb_has_room(page: Page, address: str, name: str, where: str) -> None:
    """Letters and links that stand close to each other are 24 pixels wide and high (WCAG 2.5.8)."""
    page.goto(address + name)
    assert page.evaluate(SMALL, where) == []


@pytest.mark.parametrize("hash", ["#1abc", "#%", "#a%5B"])
def test_an_odd_address_breaks_nothing(page: Page, address: str, hash: str) -> None:
    """Whatever stands behind the sign #, no script fails."""
    page.goto(f"{address}explore.html?text=a{hash}", wait_until="networkidle")


@pytest.mark.parametrize("name", ["explore-products.html", "explore.html", "compare/index.html"])
def test_spaced_text_stays_on_the_page(page: Page, address: str, name: str) -> None:
    """With the spacing of WCAG 1.4.12 no page scrolls sideways; wide tables scroll by themselves."""
    page.goto(address + name, wait_until="networkidle")
    page.evaluate(
        "(css) => { const s = new CSSStyleSheet(); s.replaceSync(css); document.adoptedStyleSheets = [s]; }", SPACED
    )
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280


def test_no_flash_of_the_other_theme(page: Page, address: str) -> None:
    """A reader who chose the dark theme on a light system sees it from the first paint on."""
    page.add_init_script("""
        localStorage.setItem("theme", "dark");
        new MutationObserver((_, watch) => {
          if (document.body?.dataset.theme === "dark") { window.darkAt = performance.now(); watch.disconnect(); }
        }).observe(document, {subtree: true, childList: true, attributes: true});
    """)
    page.emulate_media(color_scheme="light")
    page.goto(f"{address}index.html")
    page.wait_for_function("performance.getEntriesByName('first-paint').length > 0 && window.darkAt")
    dark, paint = page.evaluate("[window.darkAt, performance.getEntriesByName('first-paint')[0].startTime]")
    assert dark <= paint
