"""What happens, what life with it is like, what it costs, and what people ask."""

from __future__ import annotations

from typing import TypeVar

from taxonomy import Cost, Life, Type, questions_for_doctor
from taxonomy import Step as StepRecord
from taxonomy import vocabulary as v

from ...blocks import Block, Bullets, Fold, Ref, Section, Step, Steps, Strong, fold, line, p, section
from ..phrases import label_of, many
from .context import Context, day, listed

R = TypeVar("R")
COST = "What it costs, and who pays"
NAMED = 4  # countries
FIRST_TOPICS = 5  # of daily life; more are folded once more
FIRST_QUESTIONS = 3  # questions with their answers; of more, only links
MORE_QUESTIONS = 8  # links; the page of all questions has the others


def own_or_wider(page: Context, part: str) -> tuple[Type | None, tuple[R, ...]]:
    """The records of one part, and the wider type whose they are, if they are not the type's own."""
    at, wider = page.type, None
    while not getattr(at, part):
        above = page.taxonomy.as_for(at, part)
        if above is None:
            return None, ()
        at = wider = above
    return wider, getattr(at, part)


def steps(page: Context) -> Section | None:
    """What happens, in order."""
    found: tuple[StepRecord, ...]
    wider, found = own_or_wider(page, "steps")
    if not found:
        return None
    items = [
        Step(v.STEP[each.step], line(each.text, *page.cite(each.sources)), each.duration, each.place) for each in found
    ]
    return section("steps", "What happens", *label_of(wider), Steps(items))


def life(page: Context) -> Section | None:
    """Daily life, a topic each, and what it costs."""
    found: tuple[Life, ...]
    wider, found = own_or_wider(page, "life")
    topics = {key: [each for each in found if each.topic == key] for key in v.LIFE}
    items = [
        fold(
            f"life-{key.replace('_', '-')}", v.LIFE[key], "", *(p(each.text, *page.cite(each.sources)) for each in some)
        )
        for key, some in topics.items()
        if some
    ]
    more = items[FIRST_TOPICS:]
    if len(more) > 1:
        names = listed((each.title.removesuffix("?") for each in more), most=NAMED)
        items = [*items[:FIRST_TOPICS], fold("life-more", f"{len(more)} more topics", names, *more)]
    money = costs(page)
    if not items:
        return None if money is None else section("life", COST, *money.blocks)
    title = "Life with it" if money is None else "Life with it, and what it costs"
    return section("life", title, *label_of(wider), *items, *([money] if money is not None else []))


def costs(page: Context) -> Fold | None:
    """What it costs and who pays, by country."""
    found: tuple[Cost, ...]
    wider, found = own_or_wider(page, "costs")
    places = {key: [each for each in found if each.place == key] for key in v.JURISDICTION}
    items = [cost(page, key, some) for key, some in places.items() if some]
    if items:
        names = listed((v.JURISDICTION[key] for key, some in places.items() if some), most=NAMED)
        return fold("cost", COST, names, *label_of(wider), *items)
    cell = page.taxonomy.cell(page.type, "cost")
    return fold("cost", COST, "", p(" ".join(cell.lines), *page.cite(cell.sources))) if cell.sources else None


def cost(page: Context, place: str, some: list[Cost]) -> Fold:
    """Costs in one country, each with its date."""
    items = [
        line(Strong(f"{v.COST[each.kind].capitalize()} ({day(each.as_of)}): "), each.text, *page.cite(each.sources))
        for each in some
    ]
    kinds = listed(v.COST[each.kind] for each in some)
    return fold(f"cost-{place.lower()}", v.JURISDICTION[place], kinds, Bullets(items))


def asked(page: Context) -> Section | None:
    """Questions that people ask about it: the first with their answers, the others as links."""
    found = sorted(page.taxonomy.questions_about(page.type), key=lambda each: len(each.types))
    if not found:
        return None
    items: list[Block] = [
        fold(
            f"asked-{each.id}",
            each.question,
            "",
            p(each.answer),
            p(Ref("question", each.id, "More on this question, and its sources")),
        )
        for each in found[:FIRST_QUESTIONS]
    ]
    more = found[FIRST_QUESTIONS:]
    if more:
        links = [line(Ref("question", each.id, each.question)) for each in more]
        if len(more) > MORE_QUESTIONS:
            links[MORE_QUESTIONS:] = [line(Ref("page", "questions/index", "All questions that people ask, by theme"))]
        items.append(fold("asked-more", many(len(more), "more question"), "", Bullets(links)))
    told = f"{many(len(found), 'question')}, with the answers"
    return section("asked", "Questions people ask", fold("asked-all", told, "", *items))


def for_doctor(page: Context) -> Section:
    """Questions for the doctor, which follow from what the treatment is."""
    return section(
        "questions-to-ask", "Questions for my doctor", Bullets(list(map(line, questions_for_doctor(page.type))))
    )
