"""Lists that lead to the pages of records: short, so that one sees all of them on a few screens."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable

from taxonomy import Taxonomy
from taxonomy import vocabulary as v

from ...blocks import Block, Bullets, Card, Cards, Glyph, Ref, Runs, Strong, Url, fold, joined, line, p, section
from ...tracking import Content, Reference, everything, pick
from ..glyph import ZONES, zone
from ..phrases import brands, many
from ..treatment.context import day

Named = tuple[str, Runs]  # what an entry is sorted by, and how it is shown


def initial(name: str) -> str:
    """The letter under which a name stands; all that begins otherwise stands together."""
    plain = unicodedata.normalize("NFKD", name)
    letter = next((each for each in plain if each.isalnum()), "")
    return letter.upper() if letter.isalpha() else "0–9"


def by_letter(entries: Iterable[Named], slug: str) -> list[Block]:
    """Entries in folds, one a letter."""
    letters: dict[str, list[Runs]] = {}
    for name, runs in sorted(entries, key=lambda each: each[0].casefold()):
        letters.setdefault(initial(name), []).append(runs)
    return [
        fold(f"{slug}-{letter[0].lower()}", letter, f"{len(some)}", Bullets(some))
        for letter, some in sorted(letters.items())
    ]


def illness_list(r: Reference, _: str) -> Content:
    """All illnesses, by area of medicine and by letter; the wider ones first."""
    t = r.taxonomy

    def entry(id: str) -> Named:
        name = t.illnesses[id].name
        return name, line(Ref("illness", id, name))

    areas = []
    for area, words in v.AREA.items():
        ids = [each.id for each in t.illnesses.values() if each.area == area]
        if ids:
            items = [runs for _, runs in sorted(map(entry, ids), key=lambda each: each[0].casefold())]
            areas.append(fold(f"area-{area}", words.capitalize(), f"{len(ids)}", Bullets(items)))
    blocks = [
        section("by-area", "By part of medicine", *areas),
        section("by-letter", "By letter", *by_letter(map(entry, t.illnesses), "letter")),
    ]
    return blocks, everything("illness")


def question_list(r: Reference, _: str) -> Content:
    """All questions by theme, on one screen."""
    found = []
    for theme, words in v.THEME.items():
        some = [each for each in r.taxonomy.questions.values() if each.theme == theme]
        if some:
            items = [line(Ref("question", each.id, each.question)) for each in some]
            found.append(fold(f"theme-{theme}", words, f"{len(some)}", Bullets(items)))
    return found, everything("question")


def product_names(t: Taxonomy) -> Iterable[Named]:
    """Every brand, and every name without one, each with a link."""
    for each in t.products.values():
        yield each.name, line(Ref("product", each.id, each.name), f": {', '.join(each.brands)}" if each.brands else "")
        for brand in brands(each):
            yield brand, line(Ref("product", each.id, brand), f": {each.name}")


def product_list(r: Reference, _: str) -> Content:
    """All medicines by letter, each by its name and by its brands."""
    return by_letter(product_names(r.taxonomy), "letter"), everything("product")


def family_index(r: Reference, sentences: str) -> Content:
    """Every family with a sentence, how many treatments it has, and where these stand.

    Args:
        r: the reference.
        sentences: a line a family, ``FAMILY: sentence``.
    """
    t = r.taxonomy
    said: dict[str, str] = {}
    for each in filter(None, sentences.split("\n")):
        family, _, words = each.partition(": ")
        said[family] = words
        pick(v.FAMILY, family, f"FAMILY: SENTENCE, the family one of {', '.join(v.FAMILY)}")
    cards = []
    for family, name in v.FAMILY.items():
        types = t.family(family)
        if not types:
            continue
        stand = Counter(zone(t.classify(each)) for each in types)
        parts = ", ".join(f"{stand[each]} {ZONES[each]}" for each in ZONES if stand[each])
        commonest = max(ZONES, key=lambda each: stand[each])
        title = line(Glyph(commonest), Ref("page", f"families/{family}", name))
        sentence = pick(said, family, f"a line '{family}: SENTENCE' for each family")
        cards.append(Card(title, [], [p(sentence), p(f"{many(len(types), 'treatment')}: {parts}.")]))
    return [Cards(cards, 2, "listing")], everything("type")


def help_list(r: Reference, _: str) -> Content:
    """Where to get help, a section a country."""
    t = r.taxonomy
    found: list[Block] = []
    countries = sorted(t.countries.values(), key=lambda each: each.name)
    if countries:
        found.append(p(Strong("Go to: "), *joined(line(Ref("country", each.id, each.name)) for each in countries), "."))
    for country in countries:
        items = []
        for kind, words in v.HELP.items():
            some = [line(Url(each.url, each.name), f": {each.text}") for each in country.links if each.kind == kind]
            if some:
                items.append(line(Strong(f"{words.capitalize()}: "), *joined(some, " ")))
        checked = p(f"Addresses checked on {day(country.reviewed)}.")
        found.append(section(f"country-{country.id}", country.name, Bullets(items), checked))
    return found, everything("country")
