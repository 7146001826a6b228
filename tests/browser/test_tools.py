"""The tools, worked by keyboard alone, from a sub-path, from a disk, and without a script."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect


def press_to(page: Page, wanted: Locator, key: str = "Tab", most: int = 150) -> None:
    """Press a key until something has the focus."""
    for _ in range(most):
        if wanted.evaluate("node => node === document.activeElement"):
            return
        page.keyboard.press(key)
    pytest.fail(f"{most} times {key} did not reach {wanted}")


def pick(page: Page, name: str, words: str) -> None:
    """Type a name into a field of the comparison."""
    press_to(page, page.locator(f"#pick-{name}"))
    page.keyboard.type(words)
    page.keyboard.press("Tab")


def test_compare_by_keyboard(page: Page, base: str) -> None:
    """Typed names, abbreviations too, stand side by side; the address keeps them; a warning is in the cells."""
    page.goto(base + "compare/any.html")
    pick(page, "a", "CAR T")
    pick(page, "b", "stem cell injection for knee")
    heads = page.locator("#compare-result thead th")
    expect(heads).to_have_count(3)
    expect(heads.nth(1)).to_contain_text("CAR-T cell therapy")
    expect(heads.nth(2)).to_contain_text("Not shown to work")
    expect(page.locator("#compare-result tbody .fact-warning")).not_to_have_count(0)
    expect(page.locator("#compare-form .found")).to_contain_text("Shown: CAR-T cell therapy, Stem cell injection")
    if base.startswith("http"):
        assert page.url.endswith("?a=car-t-cell-therapy&b=stem-cell-injection-for-knee-arthritis")


TYPED = {
    "cart": "CAR-T cell therapy",
    "carT-cells": "CAR-T cell therapy",
    "TNF blokker": "TNF blocker",
    "T-cell therapi": "T-cell therapy",
}


@pytest.mark.parametrize(("typed", "meant"), TYPED.items())
def test_a_name_means_the_same_everywhere(page: Page, base: str, typed: str, meant: str) -> None:
    """The search, the comparison and the tables to explore find what a reader means, however it is typed."""
    page.goto(base + "search.html")
    page.locator("#finder-query").fill(typed)
    expect(page.locator("#finder-found a").filter(has_text=re.compile(f"^{meant}$"))).to_have_count(1)
    page.goto(base + "compare/any.html")
    pick(page, "a", typed)
    expect(page.locator("#compare-form .found")).to_contain_text(f"Shown: {meant}.")
    page.goto(base + "explore.html")
    page.locator("#types-text").fill(typed)
    row = page.locator("#types-table tbody tr:not([hidden]) th").filter(has_text=re.compile(rf"^\s*{meant}\s*$"))
    expect(row).to_have_count(1)
    expect(page.locator("#types-table tbody tr:not([hidden])")).not_to_have_count(
        page.locator("#types-table tbody tr").count()
    )


def test_compare_says_whose_it_is(page: Page, base: str) -> None:
    """What is told of all engagers says so in the column of one kind of them."""
    page.goto(base + "compare/any.html?a=bcma-t-cell-engager&b=insulin")
    costs = page.locator("#compare-result tr", has_text="What does it cost").locator("td")

    expect(costs.first.locator("p").first).to_have_text("As for T-cell engager:")
    expect(costs.last).not_to_contain_text("As for")


def test_compare_suggests_every_name(page: Page, base: str) -> None:
    """While a reader types, a browser offers a type by its other names, too, and says which type each means."""
    page.goto(base + "compare/any.html")
    page.locator("#pick-a").focus()
    other = page.locator('#pick-types option[value="CAR-T"]')
    expect(other).to_have_attribute("label", "CAR-T: CAR-T cell therapy")
    expect(page.locator('#pick-types option[value="CAR-T cell therapy"]')).to_have_count(1)
    expect(page.locator('#pick-types option[value="car-t-cell-therapy"]')).to_have_count(0)


def test_compare_shows_only_what_differs_on_request(page: Page, address: str) -> None:
    """Equal rows go; the choice is in the address, and the address brings it back."""
    page.goto(address + "compare/any.html?a=pd-1-inhibitor&b=pd-l1-inhibitor")
    rows = page.locator("#compare-result tbody tr")
    expect(rows).not_to_have_count(0)
    every = rows.count()
    press_to(page, page.locator("input[name=differ]"))
    page.keyboard.press("Space")
    expect(page.locator("#compare-result")).not_to_contain_text("Is it sold for something without proof?")
    assert 0 < rows.count() < every
    assert page.url.endswith("&differ=1")
    page.reload()
    expect(page.locator("input[name=differ]")).to_be_checked()
    expect(page.locator("#compare-result")).not_to_contain_text("Is it sold for something without proof?")


def test_compare_cites_its_sources(page: Page, address: str) -> None:
    """Each number in a cell leads to an entry of the list below the table."""
    page.goto(address + "compare/any.html?a=car-t-cell-therapy&b=checkpoint-inhibitor")
    expect(page.locator("#compare-result table")).to_be_visible()
    targets = page.eval_on_selector_all("#compare-result .fact-cite", "found => found.map(a => a.getAttribute('href'))")
    ids = page.eval_on_selector_all("#compare-result .source-list li", "found => found.map(li => '#' + li.id)")
    assert targets
    assert set(targets) == set(ids)


def test_compare_marks_no_row_that_was_not_checked(page: Page, address: str) -> None:
    """Where a side is not known nobody can say whether both are the same."""
    page.goto(
        address + "compare/any.html?a=acellular-dermal-matrix&b=pd-1-inhibitor&c=aav-gene-therapy-for-otof-deafness"
    )
    rows = page.locator("#compare-result tbody tr")
    unchecked = rows.filter(has_text="We have not checked this yet")
    expect(unchecked).not_to_have_count(0)
    expect(unchecked.filter(has_text="The same")).to_have_count(0)
    expect(rows.filter(has_text="They differ")).not_to_have_count(0)
    page.goto(address + "compare/any.html?a=acellular-dermal-matrix&b=pd-1-inhibitor")
    expect(unchecked).not_to_have_count(0)
    expect(unchecked.locator(".fact-same, .fact-differ")).to_have_count(0)


def test_compare_says_what_it_does_not_know(page: Page, address: str) -> None:
    """A name that nothing has is told, and the list stays."""
    page.goto(address + "compare/any.html?a=car-t-cell-therapy&b=moon-dust")
    expect(page.locator("#compare-form .found")).to_contain_text("Nothing here is called “moon-dust”")


def test_explore_by_keyboard(page: Page, base: str) -> None:
    """A filter narrows, a head sorts, both stay in the address, and a reload brings them back."""
    page.goto(base + "explore.html")
    shown = page.locator("#types-table tbody tr:not([hidden])")
    every = shown.count()
    press_to(page, page.locator("#types-form select[name=cell]"))
    page.keyboard.type("Yes")
    press_to(page, page.locator("#types-form select[name=immune]"))
    page.keyboard.type("Yes")
    expect(page.locator("#types-form .found")).to_contain_text(f"of {every} shown")
    some = shown.count()
    assert 0 < some < every
    press_to(page, page.locator("#types-table button.sort").first)
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    names = shown.locator("th").all_inner_texts()
    assert names == sorted(names, key=str.casefold, reverse=True)
    expect(page.locator("#types-table th").first).to_have_attribute("aria-sort", "descending")
    if base.startswith("http"):
        assert page.url.endswith("explore.html?cell=yes&immune=yes&sort=-1")
        page.reload()
        assert shown.locator("th").all_inner_texts() == names


def test_explore_finds_an_illness(page: Page, address: str) -> None:
    """A treatment is found by what it is used for, which no column of the table shows."""
    page.goto(address + "explore.html")
    press_to(page, page.locator("#types-text"))
    page.keyboard.type("myeloma")
    shown = page.locator("#types-table tbody tr:not([hidden])")
    expect(shown.filter(has_text="CAR-T cells against BCMA")).to_have_count(1)
    assert shown.count() < 30
    assert page.url.endswith("?text=myeloma")


def test_the_picture_leads_to_its_rows(page: Page, address: str) -> None:
    """The number of treatments that are both is the number of rows behind it."""
    page.goto(address + "explore.html")
    link = page.locator('.therapy-overlap a[href*="cell=yes&immune=yes"]')
    count = int(link.locator(".overlap-count").text_content() or 0)
    press_to(page, link)
    page.keyboard.press("Enter")
    expect(page.locator("#types-form .found")).to_contain_text(f"{count} of ")
    assert page.locator("#types-table tbody tr:not([hidden])").count() == count


def test_a_download_holds_what_is_shown_and_no_formula(page: Page, address: str) -> None:
    """The CSV has the shown rows; a cell that starts like a formula is told to be text."""
    page.goto(address + "explore.html?cell=yes&immune=yes")
    page.evaluate("document.querySelector('#types-table tbody tr:not([hidden]) th').textContent = '=1+1'")
    with page.expect_download() as waiting:
        page.locator("#types-form .csv").focus()
        page.keyboard.press("Enter")
    text = Path(waiting.value.path()).read_text(encoding="utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert len(rows) == 1 + page.locator("#types-table tbody tr:not([hidden])").count()
    assert rows[0][:3] == ["Treatment", "Cell therapy?", "Immunotherapy?"]
    assert rows[1][0] == "'=1+1"
    assert {tuple(row[1:3]) for row in rows[1:]} == {("Yes", "Yes")}


def test_the_tree_opens_by_keyboard(page: Page, address: str) -> None:
    """Enter opens a family and shows its treatments."""
    page.goto(address + "explore.html")
    first = page.locator(".type-tree > details").first
    first.locator("summary").first.focus()
    page.keyboard.press("Enter")
    expect(first.locator("a").first).to_be_visible()


def test_without_scripts_there_is_something_to_read(plain: Page, address: str) -> None:
    """Compare lists types and prepared comparisons, the guide leads to the rules, explore shows the tables."""
    plain.goto(address + "compare/any.html")
    expect(plain.locator("#compare-form")).to_be_hidden()
    plain.locator("#pick-list summary").first.click()
    expect(plain.locator("#pick-list a").first).to_be_visible()
    expect(plain.locator("article a[href='index.html']").first).to_be_visible()
    plain.goto(address + "guide.html")
    expect(plain.locator("#guide-form")).to_be_hidden()
    expect(plain.locator("article a[href*='rules.html']").first).to_be_visible()
    for name, table in (("explore", "types"), ("explore-products", "products")):
        plain.goto(address + f"{name}.html")
        expect(plain.locator(f"#{table}-form")).to_be_hidden()
        assert plain.locator(f"#{table}-table tbody tr").count() > 100


def test_one_decision_fulfils_all_that_is_asked(page: Page, address: str) -> None:
    """Agency, decision and years are asked of one and the same decision of a product."""
    page.goto(address + "explore-products.html?agency=EMA&status=withdrawn&from=2024")
    expect(page.locator("#products-form .found")).to_have_text(re.compile(r"^\d+ of \d+ shown"))
    shown = page.locator("#products-table tbody tr:visible").evaluate_all(
        "rows => rows.map((row) => row.dataset.decisions)"
    )
    assert shown
    for decisions in shown:
        fits = [each.split("|") for each in decisions.split(" ") if each.startswith("EMA|withdrawn|")]
        assert any(year >= "2024" for _, _, year in fits), decisions


def test_ended_approvals_sort_by_their_day(page: Page, address: str) -> None:
    """The newest end stands first if one asks for that; products whose approval holds stand last."""
    page.goto(address + "explore-products.html?sort=-7")
    days = page.locator("#products-table tbody td[data-label='Approval ended']").all_text_contents()
    known = [each for each in days if each]

    assert known
    assert known == sorted(known, reverse=True)
    assert days[: len(known)] == known


def test_a_field_narrows_folded_lists(page: Page, address: str) -> None:
    """Folds with a find open, the others go; an empty field brings all back, closed."""
    page.goto(address + "products/index.html")
    page.get_by_label("Find a brand or a name").fill("kymr")
    expect(page.locator(".list-filter .found")).to_have_text("1 found.")
    expect(page.get_by_role("link", name="Kymriah", exact=True).first).to_be_visible()
    page.get_by_label("Find a brand or a name").fill("")
    expect(page.locator(".fact-fold[open]")).to_have_count(0)


def test_claims_are_narrowed_by_theme_and_verdict(page: Page, address: str) -> None:
    """A word, a theme and a verdict narrow together; an old address still opens the claim's line."""
    page.goto(address + "claims/index.html")
    page.get_by_role("combobox", name="Theme").select_option("Exosomes, platelets, plasma and birth products")
    expect(page.locator(".fact-fold:visible")).to_have_count(1)
    page.get_by_role("combobox", name="Verdict on what is said").select_option("Wrong")
    shown = page.locator(".fact-fold li:visible")
    assert {each.strip() for each in shown.locator(".fact-label").all_inner_texts()} == {"Wrong"}
    page.get_by_label("Find a claim").fill("hiv")
    expect(page.locator(".list-filter .best li")).to_have_count(1)
    expect(page.locator(".fact-fold:visible")).to_have_count(0)
    page.goto("about:blank")  # a new visit, without the words typed here
    page.goto(address + "claims/index.html#claim-exosomes-are-approved")
    expect(page.locator("#claim-exosomes-are-approved")).to_be_visible()


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize(
    "type_", ["stem-cell-injection-for-knee-arthritis", "car-t-cell-therapy", "mesenchymal-stromal-cell-therapy"]
)
def test_the_sheet_for_a_doctor_fits_two_pages(type_: str, paper: str, page: Page, address: str) -> None:
    """The button prints a sheet with lines for notes; the page itself stays as it was."""
    page.goto(f"{address}types/{type_}.html")
    page.evaluate("window.print = () => { window.printed = document.body.className }")
    page.get_by_role("button", name="Print this page for your doctor").press("Enter")
    assert "sheet" in page.evaluate("window.printed")
    page.emulate_media(media="print")
    expect(page.locator(".sheet-notes .line").first).to_be_visible()
    for warning in page.locator(".admonition.warning").all():
        expect(warning).to_be_visible()
    expect(page.locator("#who-says-what")).to_be_hidden()
    cited = {each.text_content() for each in page.locator(".fact-cite").all() if each.is_visible()}
    listed = page.locator(".sheet-sources").inner_text()
    assert cited
    assert {each for each in cited if str(each) not in listed} == set()
    printed = page.pdf(format=paper)  # ends with the event that a print ends with
    assert 1 <= printed.count(b"/Type /Page\n") <= 2
    assert "sheet" not in page.evaluate("document.body.className")
    expect(page.locator(".sheet-notes")).to_have_count(0)


def test_without_scripts_there_is_no_button_to_print(plain: Page, address: str) -> None:
    """What would do nothing is not shown."""
    plain.goto(address + "types/car-t-cell-therapy.html")
    expect(plain.get_by_role("button", name="Print this page for your doctor")).to_have_count(0)


def test_search_by_keyboard(page: Page, address: str) -> None:
    """A brand name, typed on any page, leads to the medicine with Enter."""
    page.goto(address + "learn/index.html")
    press_to(page, page.locator("#finder-query"))
    page.keyboard.type("keytruda")
    expect(page.get_by_role("option").first).to_contain_text("pembrolizumab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/products/pembrolizumab.html")


def test_search_knows_what_people_say(page: Page, address: str) -> None:
    """A claim is found by what is said; the verdict on that comes first, then what is true; the link leads to it."""
    page.goto(address + "search.html?q=adoptive+cell+therapy+is+one+of+the+most+common+types+of+immunotherapy")
    found = page.locator("#finder-found li").filter(has_text="“Adoptive cell therapy is one of the most common")
    expect(found.locator(".finder-kind")).to_have_text(re.compile("^Wrong: “"))
    press_to(page, found.locator("a"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/claims/article.html#claim-adoptive-cell-therapy-is-most-common")


def test_search_without_scripts_leads_to_every_name(plain: Page, address: str) -> None:
    """What is typed on any page ends at lists that hold it: a synonym, a brand, a word; the page says why."""
    plain.set_viewport_size({"width": 1280, "height": 900})
    for typed, leads, found in (
        ("adoptive cell transfer", "therapy-index.html", "adoptive cell transfer"),
        ("keytruda", "products/index.html", "Keytruda"),
        ("apheresis", "glossary.html", "apheresis"),
    ):
        plain.goto(address + "learn/index.html")
        plain.locator("input[name=q]").first.fill(typed)
        plain.keyboard.press("Enter")
        plain.wait_for_url("**/search.html?**")
        expect(plain.locator("article")).to_contain_text("This search needs JavaScript")
        plain.locator(f"#finder-lists a[href='{leads}']").click()
        plain.wait_for_url(f"**/{leads}")
        expect(
            plain.locator("article").get_by_text(found).first
        ).to_be_attached()  # a fold opens for a browser's search


def test_the_drawers_of_a_phone_open_and_close_by_keyboard(page: Page, address: str) -> None:
    """The site's menu opens with Enter, takes the focus, and closes with Escape."""
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(address + "index.html")
    menu = page.get_by_role("button", name="Site menu")
    press_to(page, menu)
    page.keyboard.press("Enter")
    expect(menu).to_have_attribute("aria-expanded", "true")
    expect(page.locator(".sidebar-drawer")).to_be_visible()
    page.keyboard.press("Escape")
    expect(menu).to_have_attribute("aria-expanded", "false")
    expect(menu).to_be_focused()
