"""What a reader can find: everything that the site describes, under every name, with a short answer."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Final, NamedTuple

from conf.therapy.views.glyph import zone
from taxonomy import Taxonomy, Thing, distinct_names
from taxonomy import vocabulary as v

#: The kinds of what is found, as the scripts number them; of what is as like, the first comes first.
KINDS: Final = ("type", "illness", "product", "question", "page", "term", "claim")

Key = tuple[str, str]  # kind and identifier
Address = Callable[[str, str], str | None]  # kind and identifier -> address, or nothing if no page has it


#: What a heading says beyond what it is about.
ASKS: Final = re.compile(r"^(what is|what are) (an? |the )?|\?$", re.IGNORECASE)


class Entry(NamedTuple):
    """Something that can be found.

    Attributes:
        thing: its kind, identifier and names.
        address: where it stands, seen from the site's root.
        about: what it is, in a few words.
        concerns: what it is about, or what it is used for.
        answer: what the result says below the name.
        more: further words by which it is found.
        zone: where it stands in the picture of the two circles, if it is a treatment or a medicine.
    """

    thing: Thing
    address: str
    about: str
    concerns: tuple[Key, ...] = ()
    answer: str = ""
    more: str = ""
    zone: str = ""


class Passage(NamedTuple):
    """A part of a page that explains.

    Attributes:
        address: where it stands.
        title: its heading.
        page: the title of its page, if it is not the page's beginning.
        text: its first sentences.
    """

    address: str
    title: str
    page: str
    text: str


def entries(
    taxonomy: Taxonomy, terms: Iterable[tuple[str, str, str]], pages: Iterable[Passage], address: Address
) -> Iterator[Entry]:
    """Everything that the site describes and that has a page.

    Args:
        taxonomy: the reference.
        terms: words that the glossary explains, each with its address and explanation.
        pages: pages that explain.
        address: where a record stands.
    """
    for thing in taxonomy.things():
        if made := of_thing(taxonomy, thing, address):
            yield made
    for page in pages:
        thing = Thing("page", page.address, page.title, distinct_names(page.title, subject(page.title)))
        yield Entry(thing, page.address, "explained", answer=page.text)
    for word, place, text in terms:
        yield Entry(Thing("term", word, word, distinct_names(word)), place, "a word in the glossary", answer=text)
    for claim in taxonomy.claims.values():
        if standing := address("claim", claim.id):
            yield of_claim(taxonomy, claim.id, standing)


def of_thing(taxonomy: Taxonomy, thing: Thing, address: Address) -> Entry | None:
    """The entry of a record that has names, if it has a page; a medicine without one stands on its treatment's."""
    place = address(thing.kind, thing.id)
    if place is None and thing.kind == "product":
        place = address("type", taxonomy.products[thing.id].type)
    return OF[thing.kind](taxonomy, thing, place) if place else None


def of_type(taxonomy: Taxonomy, thing: Thing, place: str) -> Entry:
    """A treatment: what it is, what it is used for."""
    type_ = taxonomy[thing.id]
    classified = taxonomy.classify(type_)
    cell, immune = (v.ANSWER[answer.value].lower() for answer in classified.answers)
    about = f"{v.FAMILY[type_.family]}; cell therapy? {cell}; immunotherapy? {immune}"
    illnesses = dict.fromkeys(("illness", id) for use in type_.uses for id in use.illnesses)
    uses = "; ".join(dict.fromkeys(use.indication for use in type_.uses))
    return Entry(thing, place, about, tuple(illnesses), type_.sentence, uses, zone(classified))


def of_illness(taxonomy: Taxonomy, thing: Thing, place: str) -> Entry:
    """An illness: what it is, and that nothing is proven, if so."""
    illness = taxonomy.illnesses[thing.id]
    nothing = illness.nothing_proven
    return Entry(thing, place, "an illness", answer=illness.sentence, more=nothing.text if nothing else "")


def of_product(taxonomy: Taxonomy, thing: Thing, place: str) -> Entry:
    """A medicine; its brands and its kind of treatment are names, which the script says."""
    kind = taxonomy[taxonomy.products[thing.id].type]
    return Entry(thing, place, "a medicine or product", (("type", kind.id),), zone=zone(taxonomy.classify(kind)))


def of_question(taxonomy: Taxonomy, thing: Thing, place: str) -> Entry:
    """A question and its short answer."""
    question = taxonomy.questions[thing.id]
    concerned = [("type", id) for id in question.types]
    concerned += [("illness", id) for id in question.illnesses]
    concerned += [("product", id) for id in question.products]
    more = " ".join([*question.more, question.differ]).strip()
    return Entry(thing, place, "a question that people ask", tuple(concerned), question.answer, more)


#: What makes the entry of a record, by its kind.
OF: Final = {"type": of_type, "illness": of_illness, "product": of_product, "question": of_question}


def of_claim(taxonomy: Taxonomy, id: str, place: str) -> Entry:
    """What is true, found by what is said, too; the verdict on that stands before it."""
    claim = taxonomy.claims[id]
    concerned = dict.fromkeys([*claim.types, *(use.type for use in claim.uses)])
    thing = Thing("claim", claim.id, claim.truth, (claim.truth, claim.said))
    return Entry(thing, place, v.VERDICT[claim.verdict], tuple(("type", id) for id in concerned), claim.accurate)


def subject(heading: str) -> str:
    """What a heading is about, without the words that ask."""
    found = ASKS.sub("", heading)
    return found[:1].upper() + found[1:]
