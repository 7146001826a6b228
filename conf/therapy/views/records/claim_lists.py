"""Checked claims by theme: what is true is the heading, what is said stands below it, with the verdict."""

from __future__ import annotations

from taxonomy import vocabulary as v

from ...blocks import Block, Bullets, Ref, Strong, fold, joined, line, p, section
from ...tracking import Content, Reference, everything, pick
from ..pages import cited
from ..treatment.context import day, quoted

ARTICLE = "article"


def claim_list(r: Reference, theme: str) -> Content:
    """The claims of a theme, or all, each with what is accurate and its sources."""
    if theme != "all":
        pick(v.CLAIM_THEME, theme, f"one of {', '.join(v.CLAIM_THEME)}")
    t = r.taxonomy
    blocks: list[Block] = []
    for each in t.claims.values():
        if theme not in ("all", each.theme):
            continue
        types = dict.fromkeys([*each.types, *(use.type for use in each.uses)])
        about = joined(line(Ref("type", id, t[id].name)) for id in types)
        last = line("About: ", *about, ". ") if types else []
        blocks.append(
            section(
                f"claim-{each.id}",
                each.truth.removesuffix("."),
                p(Strong("What is said: "), *quoted(each)),
                p(each.accurate, *cited(r, each.sources)),
                p(*last, f"Reviewed on {day(each.reviewed)}."),
            )
        )
    return blocks or [p("No claim of this theme is recorded here.")], everything("claim", "type", "source")


def claim_index(r: Reference, _: str) -> Content:
    """All claims by theme, a line each. The line has the claim's anchor: it once stood on this page."""
    found: list[Block] = []
    for theme, words in v.CLAIM_THEME.items():
        some = [each for each in r.taxonomy.claims.values() if each.theme == theme]
        if some:
            items = [line(Ref("claim", each.id, each.truth), " ", *quoted(each)) for each in some]
            ids = tuple(f"claim-{each.id}" for each in some)
            found.append(fold(f"theme-{theme}", words, f"{len(some)}", Bullets(items, ids=ids)))
    return found, everything("claim")


def claims_elsewhere(r: Reference, _: str) -> Content:
    """Sayings of the article that this reference began from which stand under other themes, as links."""
    some = [each for each in r.taxonomy.claims.values() if each.origin == ARTICLE and each.theme != ARTICLE]
    items = [line(Ref("claim", each.id, each.truth), " ", *quoted(each)) for each in some]
    return [Bullets(items)] if items else [], everything("claim")
