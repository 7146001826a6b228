"""Every page, in a real browser: nothing from elsewhere, nothing wrong, nothing wider than a phone."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]
COMPARED = "compare/any.html?a=car-t-cell-therapy&b=stem-cell-injection-for-knee-arthritis&c=checkpoint-inhibitor"
ANSWERED = "guide.html?agent=cells&intent=treat&flag=none&effect=supplies_effector&effect=redirects&role=primary"

#: One page of each kind, and the tools in use.
KINDS = (
    "index.html", "search.html?q=car-t", "../../404.html", "genindex.html", "therapy-index.html",
    "learn/index.html", "learn/where-they-meet.html", "learn/timeline.html",
    "families/index.html", "families/stromal-cells.html",
    "types/car-t-cell-therapy.html", "types/stem-cell-injection-for-knee-arthritis.html",
    "claims/index.html", "glossary.html", "rules.html", "authorities.html", "sources.html", "about-the-data.html",
    "compare/index.html", "compare/injections-for-the-knee.html", "compare/any.html", COMPARED,
    "guide.html", ANSWERED, "explore.html?cell=yes&immune=yes", "explore-products.html?agency=EMA&from=2024",
    "products/index.html", "products/tisagenlecleucel.html", "illnesses/index.html", "illnesses/multiple-myeloma.html",
    "illnesses/copd.html", "illnesses/cancer.html", "questions/index.html", "help.html", "what-changed.html",
    "illnesses/knee-osteoarthritis.html", "compare/car-t-or-engager.html", "trust.html",
    "use/index.html", "contribute/index.html", "contribute/fields.html", "contribute/fact-check.html",
)  # fmt: skip


#: Rows and entries by the hundred are alike: of a long list every tenth stays, and axe takes seconds, not minutes.
#: And what is folded is looked at, too.
THIN_OUT = """() => {
  for (const fold of document.querySelectorAll("article details, .about-page details")) fold.open = true;
  for (const list of document.querySelectorAll("tbody, ul, ol, dl, .citation-list")) {
    if (list.children.length > 100) [...list.children].forEach((each, n) => n % 10 && each.remove());
  }
}"""

#: What watches sizes has told of the new ones when two frames are drawn: on a busy machine that is later than "now".
SETTLED = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())))"


def pages(site: Path) -> list[str]:
    """Every page that a reader reads: not the signposts in id/, which only lead on."""
    paths = [path.relative_to(site).as_posix() for path in sorted(site.rglob("*.html"))]
    return [path for path in paths if not path.startswith(("_", "id/"))]


@pytest.fixture(scope="module")
def windows(browser: Browser) -> Iterator[dict[str, Page]]:
    """A window in light and one in dark colours."""
    contexts = {
        scheme: browser.new_context(color_scheme=scheme, reduced_motion="reduce") for scheme in ("light", "dark")
    }
    yield {scheme: context.new_page() for scheme, context in contexts.items()}
    for context in contexts.values():
        context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", KINDS)
def test_no_page_breaks_wcag(kind: str, scheme: str, windows: dict[str, Page], address: str) -> None:
    """axe-core finds no violation of WCAG 2.2 A or AA, on a phone and on a desk; no page is wider than its window."""
    page = windows[scheme]
    page.goto(address + kind)
    page.evaluate(THIN_OUT)
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 900})
        page.evaluate(SETTLED)
        found = Axe().run(page, options={"runOnly": WCAG, "resultTypes": ["violations"]}).response["violations"]
        told = [(each["id"], [node["html"][:200] for node in each["nodes"]][:3]) for each in found]
        assert told == [], f"{width} px"
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_every_kind_of_page_is_looked_at(site: Path) -> None:
    """Each folder of pages has a page in the list above."""
    folders = {Path(path).parent.as_posix() for path in pages(site)}
    assert folders == {Path(kind.partition("?")[0].removeprefix("../../")).parent.as_posix() for kind in KINDS}


def test_no_page_asks_another_host_logs_an_error_or_is_too_wide(browser: Browser, site: Path, address: str) -> None:
    """On every page, all requests go to the host itself and succeed, the console stays empty, and 320 px are enough."""
    context = browser.new_context(viewport={"width": 320, "height": 800})
    page = context.new_page()
    host = address.partition("/some/")[0] + "/"
    told: list[str] = []
    page.on("request", lambda asked: None if asked.url.startswith((host, "data:", "blob:")) else told.append(asked.url))
    page.on("response", lambda answer: told.append(f"{answer.status} {answer.url}") if answer.status >= 400 else None)
    page.on("pageerror", lambda error: told.append(f"{page.url}: {error}"))
    page.on(
        "console", lambda said: told.append(f"{page.url}: {said.text}") if said.type in ("error", "warning") else None
    )
    paths = pages(site)
    assert len(paths) > 100
    for path in paths:
        page.goto(host + path if path == "404.html" else address + path, wait_until="load")
        if (width := page.evaluate("document.documentElement.scrollWidth")) > 320:
            told.append(f"{path}: {width} px wide")
    context.close()
    assert told == []


def test_every_page_says_what_it_is(site: Path) -> None:
    """A title, a language and, on pages for readers, a description for search engines."""
    for name in pages(site):
        text = (site / name).read_text(encoding="utf-8")
        assert '<html class="no-js" lang="en"' in text, name
        assert "<title>" in text, name
        if "/" in name:
            assert '<meta name="description" content="' in text, name


@pytest.mark.parametrize(
    "kind", ["index.html", KINDS[10], COMPARED, ANSWERED, "explore.html", "search.html?q=keytruda"]
)
def test_nothing_moves_while_a_page_loads(kind: str, browser: Browser, address: str) -> None:
    """On a phone, what scripts add moves nothing that is being read: a layout shift of at most 0.1, the limit of "good"."""
    context = browser.new_context(viewport={"width": 412, "height": 823})
    page = context.new_page()
    page.goto(address + kind, wait_until="load")
    moved = page.evaluate(
        """() => new Promise((done) => {
            let sum = 0;
            new PerformanceObserver((list) => list.getEntries().forEach((each) => (sum += each.value)))
                .observe({ type: "layout-shift", buffered: true });
            setTimeout(() => done(sum), 800);
        })"""
    )
    context.close()
    assert moved <= 0.1


def test_short_page_in_a_tall_window_begins_at_the_top(page: Page, address: str) -> None:
    """No empty room stands between the field and the title; the foot of the page goes down."""
    page.set_viewport_size({"width": 1280, "height": 2600})
    page.goto(address + "guide.html")
    boxes = [page.locator(each).first.bounding_box() for each in (".page-top", "article h1", ".content > footer")]
    assert all(boxes)
    top, title, foot = (each for each in boxes if each)
    assert title["y"] - top["y"] - top["height"] < 60
    assert foot["y"] + foot["height"] > 2400


def test_nothing_moves_when_scripts_come_late(browser: Browser, address: str) -> None:
    """A page that was painted before its scripts came stands still when they do."""
    context = browser.new_context(viewport={"width": 412, "height": 823})
    page = context.new_page()
    page.add_init_script(
        """window.moved = [];
        new PerformanceObserver((list) => moved.push(...list.getEntries().map((each) => each.value)))
            .observe({ type: "layout-shift", buffered: true });"""
    )

    def wait(route: Route) -> None:
        time.sleep(0.7)
        route.continue_()

    page.route(re.compile(r"/(furo|site)\.js"), wait)
    page.goto(address + "types/car-t-cell-therapy.html", wait_until="load")
    assert page.locator("html.no-js").count() == 0
    page.wait_for_timeout(500)
    moved = page.evaluate("moved")
    context.close()
    assert moved == []
