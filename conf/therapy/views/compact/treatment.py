"""A treatment in about a page: what it is, where it stands, what can go wrong, what to ask."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from taxonomy import STANDINGS, Citation, Harm, Taxonomy, Type, Use, label, questions_for_doctor, standing, unproven
from taxonomy import Step as StepRecord
from taxonomy import vocabulary as v

from ...blocks import (
    Block,
    Bullets,
    Call,
    Column,
    Columns,
    LabelRun,
    Note,
    Run,
    Runs,
    Section,
    Source,
    Sources,
    Step,
    Steps,
    Strong,
    Text,
    Url,
    joined,
    line,
    note,
    p,
    section,
)
from ..phrases import authority, label_of, surely
from ..treatment.context import capital, day, first_sentence, listed, within
from ..treatment.course import own_or_wider
from ..treatment.harms import CALL, NOT_CHECKED, all_of, harm
from ..treatment.page import TypePage
from ..treatment.summary import answers, beside_answers, glance, known, warnings
from ..treatment.uses import bars

SHORT = {
    "death": "Death",
    "boxed": "Strongest warning",
    "grave": "Grave",
    "contraindication": "Not for",
    "frequent": "Frequent",
    "late": "Later",
}
NAMED = 6  # uses that are only named
PLACES = 4  # places of one standing that are named


class Room(NamedTuple):
    """How much a short form tells of each part.

    Attributes:
        uses: uses with all that is known.
        harms: harms of each kind.
        questions: questions for the doctor.
        bars: uses whose first outcome is drawn.
        whole: whether the whole warning stands there, and who says what.
    """

    uses: int = 2
    harms: int = 1
    questions: int = 4
    bars: int = 0
    whole: bool = False


BOOK = Room()


class ShortPage(TypePage):
    """A page whose sources are told by who and when: those that are told alike have one number."""

    def __init__(self, taxonomy: Taxonomy, type_: Type) -> None:
        super().__init__(taxonomy, type_, taxonomy.sources)
        self.first: dict[str, str] = {}  # the key of the source that is told in this way

    def cite(self, citations: Iterable[str]) -> Runs:
        keys = dict.fromkeys(Citation.parse(each)[0] for each in citations)
        alike = [self.first.setdefault(self.sources[key].short, key) for key in keys if key in self.sources]
        return super().cite(dict.fromkeys(alike))


def brief(page: ShortPage, room: Room = BOOK) -> list[Block]:
    """The whole, in the order in which a reader needs it; sources last."""
    parts: list[Block | None] = [
        p(page.type.sentence),
        answers(page),
        *beside_answers(page),
        *(warnings(page) if room.whole else warned(page)),
        glance(page),
        uses(page, room),
        harms(page, room),
        steps_and_questions(page, room),
        who_says(page) if room.whole else None,
        sources(page),
    ]
    return [part for part in parts if part is not None]


def uses(page: TypePage, room: Room) -> Section:
    """The best known uses with how they stand and how sure that is; the others by name."""
    order = list(STANDINGS)
    found = sorted(page.type.uses, key=lambda use: (order.index(standing(use)), not use.outcomes))
    title = "What it is used for, and what is proven"
    if not found:
        kinds = page.taxonomy.children(page.type)
        told = "What is proven differs from one kind to the next: " if kinds else "We have checked no use of it yet."
        return section(
            "used-for", title, p(told, listed([each.name for each in kinds], most=NAMED), "." if kinds else "")
        )
    blocks: list[Block] = []
    drawn = 0
    for each in found[: room.uses]:
        blocks.append(Bullets([use_line(page, each)]))
        if each.outcomes and drawn < room.bars:
            drawn += 1
            blocks.append(bars(page, each.outcomes[0]))
    return section("used-for", title, *blocks, *further(page, found[room.uses :]))


def further(page: TypePage, some: list[Use]) -> list[Block]:
    """Further uses, by how they stand."""
    found: list[Runs] = []
    for key, title in STANDINGS.items():
        names = [name_of(page, each) for each in some if standing(each) == key]
        if names:
            found.append(line(Strong(f"{title}: "), f"{listed(names, most=NAMED)}."))
    return [p(Strong("More uses. "), *joined(found, " "))] if found else []


def name_of(page: TypePage, use: Use) -> str:
    """The illness that a use is for."""
    return page.illness(use.illnesses[0]) if use.illnesses else within(use.indication)


def use_line(page: TypePage, use: Use) -> Runs:
    """One use: where it stands, what is known, and how sure."""
    places: dict[tuple[str, str], list[str]] = {}
    for status in use.status:
        found = label(use, status)
        places.setdefault((found.tone, found.words), []).append(place(status.jurisdiction))
    tags = joined(
        (line(LabelRun(tone, words), f" ({listed(some, most=PLACES)})") for (tone, words), some in places.items()), "; "
    )
    told = [" ", *tags, f". {use.sentence} ", surely(use)]
    return line(Strong(f"{use.indication}."), *told, *page.cite(use.sources))


def place(key: str) -> str:
    """A place by its abbreviation, if it has one that readers know."""
    return key if len(key) == 2 else v.JURISDICTION[key]


def harms(page: TypePage, room: Room) -> Section:
    """What can go wrong: what to call for at once, then deaths and the strongest warnings."""
    wider = page.taxonomy.as_for(page.type, "harms")
    own = page.type.harms
    some = own or (all_of(page, wider) if wider is not None else ())
    lead = [] if own else label_of(wider)
    items = [line(Strong(f"{SHORT[each.kind]}: "), *harm(page, each)) for each in gravest(some, room)]
    if not items:
        cell = page.taxonomy.cell(page.type, "risks")
        told = line(" ".join(cell.lines), *page.cite(cell.sources)) if cell.sources else line(NOT_CHECKED)
        return section("harms", "What can go wrong", p(*told))
    urgent = next((each for each in some if each.kind == "urgent"), None)
    called: list[Block] = [Call(CALL, [p(*signs_in_a_line(page, urgent))])] if urgent is not None else []
    return section("harms", "What can go wrong", *lead, *called, Bullets(items))


def signs_in_a_line(page: TypePage, urgent: Harm) -> Runs:
    """Signs to call for at once, one after the other, as paper is dear."""
    told, *cited = harm(page, urgent)
    return [told, Text(f" {'; '.join(urgent.signs)}."), *cited]


def gravest(some: tuple[Harm, ...], room: Room) -> Iterable[Harm]:
    """Harms of each kind, those that hold for all medicines of a treatment first."""
    for kind in SHORT:
        of_kind = sorted((each for each in some if each.kind == kind), key=lambda each: bool(each.products))
        yield from of_kind[: room.harms]


def warned(page: TypePage) -> list[Note]:
    """A warning on the first use that is sold without proof; further ones by name."""
    sold = [use for use in page.type.uses if use.warning and unproven(use)]
    if not sold:
        return []
    lead = f"As of {day(page.type.reviewed)}: {sold[0].indication}. "
    more = listed([within(use.indication) for use in sold[1:]], most=NAMED)
    also: list[Block] = [p(Strong("Sold without proof for other uses, too: "), more, ".")] if more else []
    return [note("warning", "Not shown to work", *known(page, sold[0], lead), *also)]


def steps_and_questions(page: TypePage, room: Room) -> Columns:
    """What happens, beside the questions for the doctor."""
    happens = steps(page)
    columns = [Column("What happens", happens)] if happens else []
    asked = questions_for_doctor(page.type)[: room.questions]
    return Columns([*columns, Column("Questions for my doctor", [Bullets(list(map(line, asked)))])])


def steps(page: TypePage) -> list[Block]:
    """What happens, a sentence a step."""
    found: tuple[StepRecord, ...]
    wider, found = own_or_wider(page, "steps")
    if not found:
        return []
    items = [
        Step(v.STEP[each.step], line(first_sentence(each.text), *page.cite(each.sources)), each.duration.split(";")[0])
        for each in found
    ]
    return [*label_of(wider), Steps(items)]


def who_says(page: TypePage) -> Block | None:
    """Which authority says what of the two words, in a line each."""
    found: list[Run | str] = []
    for answer in page.taxonomy.classify(page.type).answers:
        said = [
            line(
                authority(page.taxonomy, each.authority),
                f" says {each.value}",
                *page.cite([each.source] if each.source else []),
            )
            for each in answer.says
        ]
        if said:
            found += [Strong(f"{capital(v.TERM[answer.term])}: "), *joined(said), ". "]
    return p(Strong("Who says what. "), *found) if found else None


def sources(page: TypePage) -> Sources:
    """The sources, by who and when: the page has them in full."""
    page.cite(page.type.basis)
    known = page.sources
    return Sources(
        [
            Source(number, key, line(Url(known[key].url, known[key].short) if known[key].url else known[key].short))
            for key, number in page.cited.items()
        ]
    )
