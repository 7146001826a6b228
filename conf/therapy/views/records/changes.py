"""Views of decisions: what changed of late, and how many products an agency has licensed."""

from __future__ import annotations

from collections.abc import Iterable

from taxonomy import EVENTS, Change, Product, Taxonomy, cited_keys, newest_review, since, tally
from taxonomy import vocabulary as v

from ...blocks import Block, Bullets, LabelRun, Ref, Run, Runs, SourceRef, Strong, Url, fold, line, p, section
from ...tracking import Content, Reference, everything, pick
from ..phrases import brands
from ..treatment.context import day

SHOWN = 6  # months that lie open
ALLOWED = ("approved", "conditional")
WHO = {"EMA": "European Union"}  # who licenses on the advice of an agency
TONES = {
    "approved": "good", "conditional": "early", "ended": "ended", "refused": "ended", "application_withdrawn": "ended",
}  # fmt: skip


def named(t: Taxonomy, change: Change) -> Ref:
    """What the decision is about: the medicine, or the treatment if the record names none."""
    if not change.product:
        return Ref("type", change.type, t[change.type].name)
    product = t.products[change.product]
    known = brands(product)[:1]
    return Ref("product", product.id, f"{product.name} ({known[0]})" if known else product.name)


def cited(t: Taxonomy, citations: Iterable[str]) -> Runs:
    """Named references to the list of all sources, each name once."""
    found = {t.sources[key].short: key for key in cited_keys(citations) if key in t.sources}
    return [SourceRef(key, short) for short, key in found.items()]


def change_list(r: Reference, _: str) -> Content:
    """The decisions of the last months, newest first, a section a month."""
    t = r.taxonomy
    months: dict[str, dict[str, list[Runs]]] = {}
    for each in t.changes():
        words = f" {each.words}." if each.words else ""
        way = "Approved" if each.event in ALLOWED else "Refused, ended or withdrawn"
        months.setdefault(each.date[:7], {}).setdefault(way, []).append(
            line(
                Strong(f"{day(each.date)}. "),
                named(t, each),
                f", {v.JURISDICTION[each.place]}: ",
                LabelRun(TONES[each.event], EVENTS[each.event]),
                words,
                *cited(t, each.sources),
            )
        )
    now = newest_review(t)
    blocks: list[Block] = (
        [p(f"From {day(since(now))} to {day(now)}, the newest day on which a record was checked.")] if now else []
    )
    for n, (month, ways) in enumerate(months.items()):
        title, slug = day(month) if "-" in month else f"{month}, day not known", f"month-{month}"
        counted = "; ".join(f"{way.lower()}: {len(items)}" for way, items in sorted(ways.items()))
        inside = [each for way, items in sorted(ways.items()) for each in (p(Strong(f"{way}:")), Bullets(items))]
        blocks.append(section(slug, title, *inside) if n < SHOWN else fold(slug, title, counted, *inside))
    return blocks, everything("product", "type", "source")


def chosen(t: Taxonomy, what: str) -> tuple[str, list[Product]]:
    """How one calls a part of the products, and the products.

    Raises:
        Unknown: if there is no such part.
    """
    products = list(t.products.values())
    if what in v.TERM:
        words = {"cell_therapy": "cell therapies", "immunotherapy": "immunotherapies"}[what]
        return words, [each for each in products if getattr(t.classify(each.type), what).value == "yes"]
    if what == "gene_therapy":
        return "gene therapies", [each for each in products if t.what_it_is(each.type)[1].value == "yes"]
    type_ = pick(t.types, what, f"one of {', '.join(v.TERM)}, gene_therapy, or the identifier of a type")
    kinds = {type_.id, *t.descendants(type_)}
    return f"products of the kind “{type_.name}”", [each for each in products if each.type in kinds]


def licensed_count(r: Reference, arguments: str) -> Content:
    """How many products of a kind an agency has licensed, in sentences: ``WHAT AGENCY SOURCE``."""
    t = r.taxonomy
    what, agency, source, *_ = [*arguments.split(), "", ""]
    called, products = chosen(t, what)
    pick(v.AGENCY, agency, f"WHAT AGENCY, the agency one of {', '.join(v.AGENCY)}")
    found = tally(products, agency)
    whole = found.approved + found.conditional + found.cord_blood
    parts = [f"{found.approved:,} in full"]
    if found.conditional:
        parts.append(f"{found.conditional:,} early, on conditions")
    if found.cord_blood:
        parts.append(f"{found.cord_blood:,} for units of cord blood from blood banks")
    ended = f" Of {found.ended:,} more, the approval ended." if found.ended else ""
    who = WHO.get(agency, agency)
    sentence = f"{whole:,} hold a licence of the {who} today: {', '.join(parts)}.{ended}"
    listed: list[Run | str] = []
    if source:
        known = pick(t.sources, source, "the key of a source")
        listed = [f" The {agency}’s own list: ", Url(known.url, known.title), "."]
    as_of = f" This is our count, as of {day(newest_review(t))}."
    asked = Strong(f"How many {called} has the {who} licensed? ")
    return [p(asked, sentence, as_of, *listed)], everything("product", "type", "source")
