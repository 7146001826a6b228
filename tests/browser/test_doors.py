"""From the first page and from an illness a reader gets on with one touch."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

ZONES = ("only cell therapy", "both", "only immunotherapy", "neither", "contested")


@pytest.mark.parametrize("n", range(len(ZONES)))
def test_each_part_of_the_picture_leads_to_its_treatments(n: int, page: Page, address: str) -> None:
    """As many as the picture says, in a table that is open."""
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(address + "index.html")
    part = page.locator(".therapy-overlap a").nth(n)
    number = part.locator(".overlap-count").text_content()
    part.click()
    expect(page.locator(".explore-form .found")).to_have_text(re.compile(rf"^{number} of "))
    assert page.locator("table.types tbody tr:visible").count() == int(number or 0)


def test_an_illness_opens_a_comparison_of_two_treatments_for_it(page: Page, address: str) -> None:
    """The door names both; the comparison shows both, and says where they differ."""
    page.goto(address + "illnesses/multiple-myeloma.html")
    door = page.locator("ul.doors a").first
    words = door.text_content() or ""
    door.click()
    heads = page.locator("table.comparison thead a")
    expect(heads).to_have_count(2)
    for each in heads.all():
        assert (each.text_content() or "nothing") in words
    assert page.locator("table.comparison .fact-differ").count() > 5


def test_each_number_of_an_illness_leads_to_its_part(page: Page, address: str) -> None:
    """The overview at the top is a list of links."""
    page.goto(address + "illnesses/knee-osteoarthritis.html")
    for link in page.locator("ul.jumps a").all():
        target = (link.get_attribute("href") or "").removeprefix("#")
        assert page.locator(f"section#{target} > h2").is_visible()


def test_names_of_a_comparison_stay_in_sight(page: Page, address: str) -> None:
    """On a wide window the head of the table stays at the top; on a phone each answer has its treatment's name."""
    page.emulate_media(reduced_motion="reduce")  # which scrolls at once
    page.goto(address + "compare/car-t-or-engager.html")
    table = page.locator("table.comparison").nth(1)
    table.locator("tbody tr").last.evaluate("each => each.scrollIntoView({ block: 'start' })")
    page.evaluate("scrollBy(0, -150)")
    top = table.locator("thead th").nth(1).evaluate("each => each.getBoundingClientRect().top")
    assert 0 <= top < 150
    page.set_viewport_size({"width": 360, "height": 740})
    label = table.locator("tbody td").first.evaluate("each => getComputedStyle(each, '::before').content")
    assert "CAR-T" in label


def test_the_row_on_sale_without_proof_stands_only_where_something_is_sold(page: Page, address: str) -> None:
    """Two standard treatments are not asked for it."""
    asked = "Is it sold for something without proof?"
    page.goto(address + "compare/car-t-or-engager.html")
    assert page.get_by_text(asked).count() == 0
    page.goto(address + "compare/injections-for-the-knee.html")
    assert page.get_by_text(asked).count() > 0
    page.goto(address + "compare/any.html?a=pd-1-inhibitor&b=car-t-cell-therapy")
    expect(page.locator("table.comparison")).to_be_visible()
    assert page.get_by_text(asked).count() == 0
    page.goto(address + "compare/any.html?a=pd-1-inhibitor&b=stem-cell-injection-for-knee-arthritis")
    expect(page.locator("table.comparison")).to_be_visible()
    assert page.get_by_text(asked).count() == 1
