"""The page of a treatment says each thing once, and leads to the page that tells the rest."""

from __future__ import annotations

import pytest

import taxonomy
from conf.therapy.blocks import Block, Cards, Ref, Source, Sources, Table, lines, references, words
from conf.therapy.tracking import Reference
from conf.therapy.views.pages import comparison
from conf.therapy.views.records.illness_page import IllnessPage
from conf.therapy.views.treatment.course import FIRST_QUESTIONS, MORE_QUESTIONS, asked
from conf.therapy.views.treatment.harms import harms
from conf.therapy.views.treatment.more import facets
from conf.therapy.views.treatment.page import TypePage
from conf.therapy.views.treatment.summary import glance
from conf.therapy.views.treatment.uses import Uses, in_short
from conf.therapy.write.html import InHtml
from conf.tools.comparison_data import cells
from taxonomy import Taxonomy, Type, Use
from taxonomy.loading.sources import DATA


@pytest.fixture(scope="module")
def t() -> Taxonomy:
    """The reference."""
    return taxonomy.load()


def page(t: Taxonomy, type_: Type | str) -> TypePage:
    """The page of a treatment."""
    return TypePage(t, t.type(type_), t.sources)


def said(*blocks: Block) -> str:
    """Every word of some blocks."""
    return " ".join(each if isinstance(each, str) else words(each) for block in blocks for each in lines(block))


def proof(use: Use) -> set[str]:
    """What was found out about a use: the names of studies, and what happened to how many."""
    return {f"{each.name}, {each.year}." for each in use.evidence} | {
        taxonomy.told(each).question for each in use.outcomes
    }


def test_of_many_uses_that_of_most_medicines_lies_open(t: Taxonomy) -> None:
    """Of what is equally proven, a reader meets first what most medicines are for: of CAR-T, lymphoma."""
    for id, illness in (
        ("car-t-cell-therapy", "Large B-cell lymphoma"),
        ("checkpoint-inhibitor", "on-small cell lung cancer"),  # told by its kinds alone, which name their medicines
        ("inactivated-vaccine", "influenza"),
    ):
        (cards,) = (each for each in Uses(page(t, id)).section().blocks if isinstance(each, Cards))
        (card,) = cards.items
        assert illness in words(card.title)


def test_each_use_is_told_in_full_here_or_on_the_page_that_it_leads_to(t: Taxonomy) -> None:
    """A kind's page has the very same use, in full; the illness's page has its studies and numbers."""
    left = {"type": 0, "illness": 0}
    told_by: dict[str, str] = {}
    for type_ in t:
        uses = Uses(page(t, type_))
        here = said(*page(t, type_).blocks())
        for use in type_.uses:
            elsewhere = uses.elsewhere(use)
            if elsewhere is None:
                assert {each for each in proof(use) if each not in here} == set(), type_.id
                continue
            left[elsewhere.kind] += 1
            if elsewhere.kind == "type":
                kind = t[elsewhere.id]
                assert use in kind.uses
                assert type_.id in t.ancestors(kind)
                assert Uses(page(t, kind)).elsewhere(use) is None
            else:
                there = told_by.setdefault(elsewhere.id, said(*IllnessPage(t, t.illnesses[elsewhere.id]).blocks()))
                assert {each for each in proof(use) if each not in there} == set(), (type_.id, elsewhere.id)
    assert min(left.values()) > 10


def test_few_treatments_leave_their_proof_to_illnesses(t: Taxonomy) -> None:
    """Most pages are whole: only those of very many uses are told in short."""
    assert 0 < sum(map(in_short, t)) < 5


def test_answers_that_stand_above_are_not_told_again(t: Taxonomy) -> None:
    """Harms have their own part, and a short answer stands at a glance; longer ones are there to the end."""
    found = facets(page(t, "car-t-cell-therapy"))
    assert found is not None
    (table,) = found.blocks
    assert isinstance(table, Table)
    asked_there = [words(row[0][0]) for row in table.rows]
    fields = taxonomy.Facets.fields
    assert fields["risks"].help not in asked_there
    assert fields["given"].help not in asked_there
    assert fields["setting"].help in asked_there  # a sentence at a glance, and more
    for type_ in t:
        if not type_.harms and "risks" in type_.data.get("facets", {}):
            found = facets(page(t, type_))
            assert found is not None
            assert fields["risks"].help in said(*found.blocks)


def test_first_questions_have_answers_and_the_rest_a_place(t: Taxonomy) -> None:
    """So many more as links, then the page of all; where there are few, no such link."""
    for type_ in t:
        made, number = asked(page(t, type_)), len(t.questions_about(type_))
        if made is None:
            continue
        links = {*references(made)}
        assert sum(each.kind == "question" for each in links) == min(number, FIRST_QUESTIONS + MORE_QUESTIONS)
        assert (Ref("page", "questions/index", "All questions that people ask, by theme") in links) == (
            number > FIRST_QUESTIONS + MORE_QUESTIONS
        )


def test_sources_count_by_themselves() -> None:
    """A number stands in the list only where one is left out."""
    written = InHtml(lambda *_: None).sources(Sources([Source(1, "a", []), Source(2, "b", []), Source(4, "d", [])]))
    assert '<li id="source-2"><p>' in written
    assert '<li id="source-4" value="4">' in written


def test_at_a_glance_says_whose_it_is(t: Taxonomy) -> None:
    """What is told of a wider kind, and may speak of another medicine, says so; how long is not how often."""
    items = {each.term: words(each.runs) for each in glance(page(t, "ctla-4-inhibitor")).items}
    written = {each.term: words(each.runs) for each in glance(page(t, "car-t-cd19")).items}

    assert items["How long it goes on"].startswith(f"As for {t['checkpoint-inhibitor'].name}: ")
    assert "How often" not in items
    assert "How long it goes on" not in written
    assert written["How often"].startswith("One infusion")


def test_a_column_says_whose_it_is(t: Taxonomy) -> None:
    """Where two kinds stand side by side, what is told of a wider kind says so, on a page and for the script."""
    blocks, _ = comparison(Reference(DATA), "bcma-t-cell-engager insulin | cost")

    assert f"As for {t['t-cell-engager'].name}:" in said(*blocks)
    assert cells(t, t["bcma-t-cell-engager"])["rows"]["cost"][2:] == [f"As for {t['t-cell-engager'].name}:"]
    assert cells(t, t["bcma-t-cell-engager"])["rows"]["driving"][2:] == []


def test_a_shared_harm_is_told_once(t: Taxonomy) -> None:
    """What a kind says of its own is not said again as what holds for all of its kind."""
    blocks = said(harms(page(t, "bcma-t-cell-engager")))

    assert "A fast or uneven heartbeat" in blocks
    assert blocks.count("A fast or uneven heartbeat") == 1
    assert "With tarlatamab, 8 of 100 people" in blocks
