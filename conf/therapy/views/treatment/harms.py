"""What can go wrong: the signs to call for at once, then deaths and the strongest warnings."""

from __future__ import annotations

from collections.abc import Iterator

from taxonomy import Harm, Type

from ...blocks import Block, Bullets, Call, Column, Columns, Runs, Section, Strong, fold, line, p, section
from ..phrases import label_of
from .context import Context, listed

TITLE = "What can go wrong"
GROUPS = {
    "Deaths and the strongest warnings": ("death", "boxed"),
    "Other grave harms": ("grave",),
    "Who must not have it": ("contraindication",),
    "Frequent": ("frequent",),
    "Later": ("late",),
}
CALL = "Signs for which patients are told to call at once"
NOT_CHECKED = "We have not checked its harms yet. That is not to say that there are none."
SOUGHT = {
    "death": "deaths",
    "grave": "grave harms",
    "frequent": "frequent harms",
    "late": "late harms",
    "urgent": "signs to call for",
}


def harms(page: Context) -> Section:
    """The harms of a type, and those of the wider type that hold here, too."""
    own, wider = page.type.harms, page.taxonomy.as_for(page.type, "harms")
    found: list[Block] = list(of(page, own))
    if wider is not None:
        told = [(each.text, each.signs) for each in own]
        others = tuple(each for each in all_of(page, wider) if (each.text, each.signs) not in told)
        found += [*label_of(wider), *of(page, others, wider.id)] if others else []
    if not found:
        cell = page.taxonomy.cell(page.type, "risks")
        found.append(p(*(" ".join(cell.lines), *page.cite(cell.sources))) if cell.sources else p(NOT_CHECKED))
    sought = [SOUGHT[kind] for kind in page.type.harms_not_found]
    if sought:
        found.append(p(f"We looked for {listed(sought)} in the sources named here, and found no figure."))
    return section("harms", TITLE, *found)


def all_of(page: Context, wider: Type) -> tuple[Harm, ...]:
    """The harms of a wider type, which may itself point to a wider one."""
    above = page.taxonomy.as_for(wider, "harms")
    return (*wider.harms, *(all_of(page, above) if above is not None else ()))


def of(page: Context, some: tuple[Harm, ...], whose: str = "") -> Iterator[Block]:
    """What to call for, harms in groups, and what holds for single medicines alone; of a wider type, if it is named."""
    general, single = split(some)
    urgent = [each for each in some if each.kind == "urgent"]
    if urgent:
        signs = ((p(*harm(page, each)), Bullets(list(map(line, each.signs)))) for each in urgent)
        yield Call(CALL, [block for both in signs for block in both])
    columns = in_groups(page, general)
    if columns:
        yield Columns(columns)
    if single:
        names = listed(
            page.taxonomy.products[id].name for each in single for id in each.products if id in page.taxonomy.products
        )
        more: list[Block] = []
        for column in in_groups(page, single):
            more += [p(Strong(column.title)), *column.blocks]
        yield fold(
            "-".join(filter(None, ("harms-single", whose, single[0].products[0]))),
            "With single medicines",
            names,
            *more,
        )


def split(some: tuple[Harm, ...]) -> tuple[list[Harm], list[Harm]]:
    """Harms to see at once, and those of single medicines, if there is a general one of their kind."""
    kinds = {each.kind for each in some if not each.products}
    single = [each for each in some if each.products and each.kind in kinds and each.kind != "urgent"]
    return [each for each in some if each not in single], single


def in_groups(page: Context, some: list[Harm]) -> list[Column]:
    """Harms by kind, the gravest first."""
    found = []
    for title, kinds in GROUPS.items():
        items = [harm(page, each) for kind in kinds for each in some if each.kind == kind]
        if items:
            found.append(Column(title, [Bullets(items)]))
    return found


def harm(page: Context, harm: Harm) -> Runs:
    """One harm, with the products for which alone it holds, unless the sentence names them."""
    known = page.taxonomy.products
    products = [known[id] for id in harm.products if id in known]
    said = harm.text.casefold()
    unnamed = [
        each.name for each in products if not any(n.split("-")[0].casefold() in said for n in (each.name, *each.brands))
    ]
    only = f" (Only: {listed(unnamed)}.)" if unnamed else ""
    return line(harm.text, only, *page.cite(harm.sources))
