"""What is not a tool of its own, worked by keyboard alone: skip link, menus, colours, examples, wide tables, buttons."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.test_tools import pick, press_to


def test_the_first_stop_leads_past_the_menu(page: Page, address: str) -> None:
    """Tab and Enter go to the text; the next stop is in it."""
    page.goto(address + "types/car-t-cell-therapy.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent").strip() == "Skip to content"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('.main').contains(document.activeElement)")
    assert not page.evaluate("!!document.activeElement.closest('.sidebar-drawer')")


def test_the_colours_change(page: Page, address: str) -> None:
    """The button of light and dark answers to Enter."""
    page.goto(address + "index.html")
    before = page.evaluate("document.body.dataset.theme")
    button = page.locator("button.theme-toggle:visible")
    press_to(page, button)
    page.keyboard.press("Enter")
    assert page.evaluate("document.body.dataset.theme") != before


def test_a_family_opens_in_the_menu(page: Page, address: str) -> None:
    """The space bar turns an arrow of the site menu, and the pages below are shown."""
    page.goto(address + "families/vaccines.html")
    page.set_viewport_size({"width": 1280, "height": 900})
    box = page.locator(".sidebar-tree li:not(.current) > .toctree-checkbox, .sidebar-tree .toctree-checkbox").first
    press_to(page, box)
    before = box.is_checked()
    page.keyboard.press("Space")
    assert box.is_checked() != before


def test_the_contents_of_a_page_open_on_a_phone(page: Page, address: str) -> None:
    """Enter opens the drawer, a link in it leads on and closes it."""
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(address + "types/car-t-cell-therapy.html")
    button = page.get_by_role("button", name="Contents of this page").first
    press_to(page, button)
    page.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-expanded", "true")
    press_to(page, page.locator(".toc-drawer a[href='#questions-to-ask']"))
    page.keyboard.press("Enter")
    expect(page.locator("#questions-to-ask")).to_be_in_viewport()
    expect(button).to_have_attribute("aria-expanded", "false")


def test_an_example_is_copied(page: Page, address: str) -> None:
    """The button of an example copies it without its prompts."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(address + "use/tutorial.html")
    press_to(page, page.locator("button.copybtn").first)
    page.keyboard.press("Enter")
    expect(page.locator("button.copybtn").first).to_have_class(re.compile(r"\bsuccess\b"))
    text = page.evaluate("navigator.clipboard.readText()")
    assert text
    assert ">>>" not in text


def test_what_is_wide_scrolls(page: Page, address: str) -> None:
    """An example that is wider than a phone is a stop of the Tab key, and follows the arrows."""
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(address + "use/tutorial.html")
    wide = page.locator(".highlight pre[tabindex='0']").first
    press_to(page, wide)
    page.keyboard.press("ArrowRight")
    page.wait_for_function("() => document.activeElement.scrollLeft > 0")


def test_what_grows_wide_scrolls(page: Page, address: str) -> None:
    """A table that outgrows a frame that stays as it was becomes a stop, and is one no longer when it fits again."""
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(address + "contribute/speed.html")
    frame = page.get_by_label("Table: CPU seconds", exact=True)
    expect(frame).to_have_role("group")
    table = frame.locator("table")
    table.evaluate("(table) => { table.style.minWidth = '3000px'; }")
    expect(frame).to_have_role("region")
    expect(frame).to_have_js_property("tabIndex", 0)
    table.evaluate("(table) => { table.style.minWidth = 'auto'; }")
    expect(frame).to_have_role("group")
    expect(frame).to_have_js_property("tabIndex", -1)


def test_compare_prints_and_starts_again(page: Page, address: str) -> None:
    """A third treatment, the paper and the way back are reached by Tab."""
    page.goto(address + "compare/any.html?a=car-t-cell-therapy&b=checkpoint-inhibitor")
    page.evaluate("window.print = () => { window.printed = true }")
    pick(page, "c", "insulin")
    expect(page.locator("#compare-result thead th")).to_have_count(4)
    press_to(page, page.get_by_role("button", name="Print"))
    page.keyboard.press("Enter")
    assert page.evaluate("window.printed")
    press_to(page, page.get_by_role("button", name="Start again"))
    page.keyboard.press("Enter")
    expect(page.locator("#compare-result table")).to_have_count(0)
    expect(page.locator("#pick-list")).to_be_visible()
    assert page.url.endswith("compare/any.html")


def test_guide_starts_again(page: Page, address: str) -> None:
    """The answers go, the first question stays."""
    page.goto(address + "guide.html?agent=cells&intent=treat&flag=none&effect=supplies_effector&role=primary")
    expect(page.locator("#guide-result")).to_contain_text("Rule CT1")
    press_to(page, page.get_by_role("button", name="Start again"))
    page.keyboard.press("Enter")
    expect(page.locator("#guide-result")).not_to_contain_text("Rule")
    assert page.locator("#guide-form input:checked").count() == 0
    expect(page.locator("#question-name")).to_be_visible()


def test_products_narrow_to_years_and_back(page: Page, address: str) -> None:
    """More fields open with Enter; a year narrows the table; the address keeps it; one button clears all."""
    page.goto(address + "explore-products.html")
    rows = page.locator("#products-table tbody tr:not([hidden])")
    every = rows.count()
    press_to(page, page.locator("#products-form summary"))
    page.keyboard.press("Enter")
    press_to(page, page.locator("#products-from"))
    page.keyboard.type("2024")
    expect(page.locator("#products-form .found")).to_contain_text(f"of {every} shown")
    assert 0 < rows.count() < every
    assert page.url.endswith("?from=2024")
    press_to(page, page.get_by_role("button", name="Clear all"))
    page.keyboard.press("Enter")
    expect(rows).to_have_count(every)
