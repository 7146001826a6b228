"""Under the policy of the pages: what somebody smuggles in does not run, and what readers use does."""

from __future__ import annotations

from playwright.sync_api import Browser, Page, Route

SMUGGLED = """
<script>document.title = "run"</script>
<img src="x" onerror="document.title = 'run'">
<script src="https://evil.example/a.js"></script>
<a id="trap" href="javascript:document.title='run'">a</a>
"""


def test_nothing_that_is_smuggled_in_runs(browser: Browser, address: str) -> None:
    """Neither inline scripts, handlers and javascript: links, nor scripts and pictures from elsewhere."""
    context = browser.new_context()
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))

    def smuggle(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace("</h1>", f"</h1>{SMUGGLED}", 1))

    page.route("**/types/insulin.html", smuggle)
    page.goto(f"{address}types/insulin.html", wait_until="load")
    page.evaluate("document.getElementById('trap').click()")
    page.wait_for_timeout(200)

    assert "Insulin" in page.title()
    assert not [url for url in asked if "evil.example" in url and page.evaluate("document.title") == "run"]
    context.close()


def test_a_browser_that_keeps_nothing_shows_the_page(browser: Browser, address: str) -> None:
    """Where the store is refused, no error is logged and the theme follows the system."""
    context = browser.new_context(color_scheme="dark")
    context.add_init_script(
        "Object.defineProperty(window, 'localStorage', {configurable: true, get() { throw new DOMException('no', 'SecurityError'); }});"
    )
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(f"{address}types/insulin.html", wait_until="load")

    assert page.evaluate("document.body.dataset.theme") == "auto"
    assert wrong == []
    context.close()


def test_the_search_works_under_the_policy(page: Page, address: str) -> None:
    """Its scripts run, and the page may run nothing that other pages may not."""
    page.goto(f"{address}search.html?q=graft")
    page.wait_for_selector("#finder-found li a")
    policy = page.locator("meta[http-equiv=Content-Security-Policy]").get_attribute("content")
    assert policy is not None
    assert "unsafe-eval" not in policy
