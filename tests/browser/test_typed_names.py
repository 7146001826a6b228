"""What a reader types means the same in every tool: brands, illnesses, either spelling, slips, whole sentences."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_tools import pick

SPELT = ("leukemia", "leukaemia", "DLBCL")


@pytest.mark.parametrize("typed", SPELT)
def test_an_illness_offers_its_treatments_to_compare(page: Page, base: str, typed: str) -> None:
    """Two presses stand two of them side by side; both are treatments that its page names."""
    page.goto(base + "compare/any.html")
    pick(page, "a", typed)
    offers = page.locator(".compare-offers")
    expect(page.locator("#compare-form .found")).to_contain_text("is an illness. First treatment: pick one below")
    names = offers.locator("details").first.locator("button")
    expect(names).not_to_have_count(0)
    chosen = []
    for _ in range(2):
        chosen.append(names.first.inner_text().strip())
        names.first.press("Enter")
        expect(page.locator("#compare-form .found")).to_contain_text(f"Shown: {', '.join(chosen)}.")
    expect(offers).to_be_empty()
    expect(page.locator("#compare-result thead th")).to_have_count(3)
    if base.startswith("http"):
        assert page.url.count("&b=") == 1


def test_an_illness_in_the_address_is_kept(page: Page, address: str) -> None:
    """Whoever saves the page half-way finds it so again."""
    page.goto(address + "compare/any.html?a=leukemia")
    expect(page.locator(".compare-offers details[open] summary")).to_contain_text("Leukaemia (")
    assert page.url.endswith("?a=leukemia")


def test_a_brand_stands_for_its_treatment(page: Page, address: str) -> None:
    """Misspelt, too; while typing it is suggested with what it stands for."""
    page.goto(address + "compare/any.html")
    page.locator("#pick-a").focus()
    expect(page.locator('#pick-types option[value="Keytruda"]')).to_have_attribute("label", "Keytruda: PD-1 inhibitor")
    pick(page, "a", "keytrudda")
    pick(page, "b", "Kymriah")
    expect(page.locator("#compare-form .found")).to_contain_text("Shown: PD-1 inhibitor, CAR-T cells against CD19.")


@pytest.mark.parametrize(("name", "table"), [("explore", "types"), ("explore-products", "products")])
@pytest.mark.parametrize(
    "same",
    [("leukemia", "leukaemia"), ("hemophilia", "haemophilia"), ("lukemia", "lukaemia"), ("Keytruda", "keytrudda")],
)
def test_the_tables_know_either_spelling(
    page: Page, address: str, name: str, table: str, same: tuple[str, str]
) -> None:
    """Both ways of writing find the same rows, and not all of them."""
    page.goto(address + f"{name}.html")
    rows = page.locator(f"#{table}-table tbody tr")
    found = []
    for typed in same:
        page.locator(f"#{table}-text").fill(typed)
        expect(page).to_have_url(f"{address}{name}.html?text={typed}")
        found.append(page.locator(f"#{table}-table tbody tr:not([hidden]) th").all_inner_texts())
    assert found[0] == found[1]
    assert 0 < len(found[0]) < rows.count() / 2


def test_an_abbreviation_finds_products_by_the_illness(page: Page, address: str) -> None:
    """No row says DLBCL; what it stands for is in some."""
    page.goto(address + "explore-products.html?text=DLBCL")
    shown = page.locator("#products-table tbody tr:not([hidden])")
    expect(shown.filter(has_text="iffuse large B-cell lymphoma").first).to_be_attached()
    assert 0 < shown.count() < 30


CLAIMS = {
    "Stem cells stop ALS": "motor neurone disease (ALS)",
    "does the vitamin c boost it": "vitamin",
    "cure for diabetis": "diabetes",
}


@pytest.mark.parametrize(("typed", "first"), CLAIMS.items())
def test_claims_are_found_by_sentences(page: Page, base: str, typed: str, first: str) -> None:
    """Words that say nothing carry no weight, stems and spelling are those of the search, the best fit comes first."""
    page.goto(base + "claims/index.html")
    page.get_by_label("Find a claim").fill(typed)
    expect(page.locator(".list-filter .best li").first).to_contain_text(first)
    expect(page.locator(".list-filter .found")).to_contain_text("found")
    expect(page.locator(".fact-fold:visible")).to_have_count(0)
    ids = page.eval_on_selector_all("[id]", "all => all.map(({ id }) => id)")
    assert len(ids) == len(set(ids))


def test_claims_that_do_not_fit_are_told(page: Page, address: str) -> None:
    """Nothing fits: said so, with the nearest if there are any."""
    page.goto(address + "claims/index.html")
    field = page.get_by_label("Find a claim")
    field.fill("qwxzvbk")
    expect(page.locator(".list-filter .found")).to_have_text(
        "Nothing here fits “qwxzvbk” well. Take other words, or ask in the field at the top of the page."
    )
    field.fill("can parrots and hamsters of the moon get a transplant")
    expect(page.locator(".list-filter .found")).to_have_text(
        "Nothing here fits “can parrots and hamsters of the moon get a transplant” well. The nearest:"
    )
    assert 0 < page.locator(".list-filter .best li").count() <= 3
    field.fill("")
    expect(page.locator(".list-filter .best li")).to_have_count(0)
    expect(page.locator(".fact-fold:visible").first).to_be_visible()


def test_an_illness_is_found_once(page: Page, address: str) -> None:
    """It stands in two lists; among the finds it stands once, by its abbreviation, too."""
    page.goto(address + "illnesses/index.html")
    page.get_by_label("Find an illness").fill("DLBCL")
    expect(page.locator(".list-filter .best li")).to_have_count(1)
    expect(page.locator(".list-filter .found")).to_have_text("1 found.")


def test_the_first_answer_tells_what_it_leaves_out(page: Page, address: str) -> None:
    """A word of a short question that the first result does not hold is named."""
    page.goto(address + "search.html?q=humira+alcohol+pregnancy+moonshine")
    expect(page.locator("#finder-status")).to_contain_text("does not speak of “moonshine”")
