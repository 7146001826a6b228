"""The guide: it begins with a name, and goes on without an answer."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from conf.tools.guide import QUESTIONS, exported
from taxonomy.model import vocabulary as v
from tests import guide
from tests.browser.test_tools import press_to

ROOT = Path(__file__).parents[2]
FIELDS = [each.field for each in QUESTIONS]


def test_guide_by_keyboard(page: Page, base: str) -> None:
    """Living cells that lend fighters: both; the reason, the rules and the closest types are told."""
    page.goto(base + "guide.html")
    press_to(page, page.locator("input[name=name]"))
    page.keyboard.press("Space")
    for field, value in (("agent", "cells"), ("intent", "treat"), ("flag", "none"), ("effect", "supplies_effector")):
        press_to(page, page.locator(f"input[name={field}]").first)
        box = page.locator(f"input[name={field}][value={value}]")
        press_to(page, box, "ArrowDown" if field == "intent" else "Tab")
        page.keyboard.press("Space")
    press_to(page, page.locator("input[name=role]").first)
    page.keyboard.press("Space")
    result = page.locator("#guide-result")
    expect(result).to_contain_text("Is it a cell therapy?Yes.")
    expect(result).to_contain_text("Is it an immunotherapy?Yes.")
    expect(result).to_contain_text("Rule CT1")
    expect(result).to_contain_text("Rule IM1")
    expect(result.locator("section").last.locator("li")).to_have_count(5)
    expect(page.locator("#question-cancer")).to_be_hidden()


def test_guide_finds_a_known_type_first(page: Page, address: str) -> None:
    """The very attributes of a type lead to it, or to one that has the same."""
    page.goto(address + "guide.html")
    types: list[dict[str, Any]] = json.loads(page.locator("#guide-data").text_content() or "")["types"]
    asked = {each["id"]: each for each in types}
    wanted = asked["oncolytic-virus-therapy"]
    chosen = [*(("agent", each) for each in wanted["agent"]), ("intent", wanted["intent"]), ("flag", "none")]
    chosen += [*(("effect", each) for each in wanted["effect"]), ("role", wanted["role"])]
    page.goto(address + "guide.html?" + "&".join(f"{field}={value}" for field, value in chosen))
    first = page.locator("#guide-result section").last.locator("li").first.inner_text()
    same = {each["name"] for each in types if all(each[f] == wanted[f] for f in ("agent", "intent", "effect", "role"))}
    assert first.partition(" (cell therapy")[0] in same


def test_guide_in_the_browser_agrees_with_python(page: Page, address: str) -> None:
    """On every combination of the decisive attributes the browser names Python's rule, with its reason."""
    page.goto(address + "guide.html")
    script = (ROOT / "conf/static/reader/guide.js").read_text(encoding="utf-8")
    answers = (ROOT / "tests/guide_answers.js").read_text(encoding="utf-8").rstrip().removesuffix(";")
    found = page.evaluate(
        "([script, answers, asked]) => { const module = {}; new Function('document', 'module', script)(undefined, module);"
        " return JSON.stringify(eval(answers)(module.exports, asked)); }",
        [script, answers, {"data": exported(), "axes": guide.axes(), "some": guide.SOME}],
    )
    assert json.loads(found) == guide.expected()


@pytest.mark.parametrize(
    ("typed", "page_name", "answers"),
    [
        ("keytrudda", "products/pembrolizumab", ("No", "Yes")),
        ("CAR T cells", "types/car-t-cell-therapy", ("Yes", "Yes")),
        ("IVIG", "types/high-dose-immune-globulin", ("No", "It depends who you ask")),
    ],
)
def test_the_guide_begins_with_a_name(
    page: Page, base: str, typed: str, page_name: str, answers: tuple[str, str]
) -> None:
    """A brand, an abbreviation or a slip leads to the page; both answers stand beside it before anybody opens it."""
    page.goto(base + "guide.html")
    expect(page.locator("#question-agent")).to_be_hidden()
    press_to(page, page.get_by_label("What is it called?"))
    page.keyboard.type(typed)
    first = page.locator(".guide-names li").first
    link = first.locator("p").first.get_by_role("link")
    expect(link).to_have_attribute("href", f"{base}{page_name}.html")
    expect(first).to_contain_text(f"Is it a cell therapy? {answers[0]}. Is it an immunotherapy? {answers[1]}.")
    press_to(page, link)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{page_name}.html")


def test_leukaemia_in_either_spelling(page: Page, address: str) -> None:
    """An illness is told to be one, and found however it is spelt."""
    page.goto(address + "guide.html")
    found = []
    for typed in ("leukemia", "leukaemia"):
        page.locator("#guide-name").fill(typed)
        expect(page.locator("#question-name .found")).to_contain_text("found:")
        expect(page.locator(".guide-names li").first).to_contain_text("An illness: its page lists the treatments.")
        page.evaluate("results.complete()")  # names answer first, texts behind them
        page.wait_for_timeout(100)
        found.append(page.locator(".guide-names").inner_text())
    assert found[0] == found[1]


def test_a_name_that_nothing_has_is_told(page: Page, address: str) -> None:
    """Then the guide says how to go on."""
    page.goto(address + "guide.html")
    page.locator("#guide-name").fill("qwxzvbk")
    expect(page.locator("#question-name .found")).to_have_text("Nothing here is called that. Choose “I do not know”.")


def test_not_knowing_is_an_answer_at_every_step(page: Page, base: str) -> None:
    """Who knows nothing at all comes to the end by keyboard, and is told that all is open, and what to ask."""
    page.goto(base + "guide.html")
    for field in ("name", *FIELDS):
        box = page.locator(f"input[name={field}][value=unknown]")
        expect(box).to_be_visible()
        press_to(page, page.locator(f"input[name={field}]").first if box.get_attribute("type") == "radio" else box)
        if box.get_attribute("type") == "radio":
            page.keyboard.press("Space")
            press_to(page, box, "ArrowDown")
        else:
            page.keyboard.press("Space")
    result = page.locator("#guide-result")
    types = json.loads(page.locator("#guide-data").text_content() or "")["types"]
    for place, term in enumerate(v.TERM):
        counts = [sum(each[term] == value for each in types) for value in v.ANSWER]
        said = result.locator("section").nth(place)
        expect(said).to_contain_text(f"It could be either way: of {len(types)} treatments")
        expect(said).to_contain_text(f"{counts[0]} are one, {counts[1]} are not and for {counts[2]} it depends")
    expect(result.get_by_role("heading", name=f"The {len(types)} treatments here that fit")).to_be_visible()
    asked = result.locator("section").last.locator("li")
    assert asked.all_inner_texts() == [each.asks or each.words for each in QUESTIONS]


def test_the_guide_names_what_is_left(page: Page, address: str) -> None:
    """An antibody against cancer and no more is known: not a cell therapy, the rest depends; an address keeps it."""
    asked = "name=unknown&agent=antibody&intent=treat&flag=unknown&effect=unknown&role=unknown&cancer=true"
    page.goto(f"{address}guide.html?{asked}")
    assert page.url.endswith(asked)
    cell, immune, left, ask = page.locator("#guide-result section").all()
    types = json.loads(page.locator("#guide-data").text_content() or "")["types"]
    fit = [each for each in types if "antibody" in each["agent"] and each["intent"] == "treat" and each["cancer"]]
    fit = [each for each in fit if each["cell_therapy"] != "yes"]  # a kit of cells and antibodies is another thing
    expect(cell).to_contain_text(f"No, in all {len(fit)} treatments here that fit your answers.")
    expect(immune).to_contain_text(f"of {len(fit)} treatments here that fit your answers")
    left.locator("summary").click()
    assert {each.partition(" (cell")[0] for each in left.locator("li").all_inner_texts()} == {x["name"] for x in fit}
    assert "Is it given for cancer?" not in ask.inner_text()


def test_one_answer_can_be_enough(page: Page, address: str) -> None:
    """A rule that holds whatever else is true decides, and is told without facts that nobody gave."""
    page.goto(
        f"{address}guide.html?agent=unknown&intent=reproduce&effect=unknown&role=unknown&flag=unknown&cancer=unknown"
    )
    first = page.locator("#guide-result section").first
    expect(first).to_contain_text("It depends who you ask. Cells are given to have a child, not to treat a disease.")
    expect(first).to_contain_text("Rule CT5")


def test_an_answer_and_not_knowing_rule_each_other_out(page: Page, address: str) -> None:
    """Whoever finds the answer after all need not take the other back."""
    page.goto(address + "guide.html?name=unknown&agent=unknown")
    page.locator("input[name=agent][value=cells]").check()
    expect(page.locator("input[name=agent][value=unknown]")).not_to_be_checked()


def test_the_guide_fits_a_small_screen_with_large_text(browser: Browser, address: str) -> None:
    """360 pixels wide, letters twice as large: nothing has to be moved sideways."""
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(address + "guide.html?name=unknown&agent=cells&intent=unknown&flag=unknown&effect=unknown&role=unknown")
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    page.locator("#guide-name").fill("keytruda")
    expect(page.locator(".guide-names li").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    context.close()


def test_the_guide_without_a_script(plain: Page, address: str) -> None:
    """Every treatment stands below what goes into a person, with both answers and its page."""
    plain.goto(address + "guide.html")
    expect(plain.locator("#guide-form")).to_be_hidden()
    lists = plain.locator("article details").filter(has_text="All treatments, by what goes into you").first
    lists.locator("summary").first.click()
    cells = lists.locator("details").first
    cells.locator("summary").click()
    expect(cells.locator("li").filter(has_text="CAR-T cell therapy").first).to_contain_text(
        "(cell therapy: yes; immunotherapy: yes)"
    )
    assert cells.locator("li a[href='types/car-t-cell-therapy.html']").count() == 1
