"""From a name as a trial writes it to the words that say what is given.

Doses, units, routes and schedules go; a combination falls into its parts; and what has two
spellings, or a short form and a long one, is brought to one of them.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from taxonomy.query.search import american, singular

from .language import CARRIERS, DUMMY, EMPTY, ENDS, FAINT, GRAMMAR, SAME, SPECIAL

LONGEST = 500  # letters that are looked at; the longest name of an intervention in a register has 200
GREEK = {
    "\u03b1": "alpha", "\u03b2": "beta", "\u03b3": "gamma", "\u03b4": "delta", "\u03ba": "kappa", "\u03c9": "omega", "\u00b5": "u", "\u03bc": "u",
}  # fmt: skip
#: What a register writes before a name: what kind of intervention it is.
LABEL = re.compile(
    r"^\s*(drug|biological|procedure|device|other|radiation|genetic|dietary[ _]supplement|combination[ _]product"
    r"|(?P<no>behaviou?ral|diagnostic[ _]test))\s*:\s*",
    re.IGNORECASE,
)
UNIT = (
    r"(mg|mcg|µg|ug|ng|g|kg|ml|µl|ul|l|iu|miu|u|units?|mmol|mol|gy|cgy|mci|gbq|mbq|pfu|cfu|vg|vp|tcid50|m2|m²|%|percent"
    r"|million|billion|cells?|doses?|cycles?|fractions?|days?|weeks?|wks?|hours?|hrs?|hr|h|minutes?|min|months?|years?|times)"
)
NUMBER = r"\d[\d.,]*(\s*[x\u00d7*]\s*10\s*(\^|e|\*\*)?\s*\d+|e\d+)?(\s*(-|–|to)\s*\d[\d.,]*)?"
DOSE = re.compile(
    rf"(?<![\w-]){NUMBER}[\s-]*{UNIT}(?![a-z])(\s*(/|per)\s*(\d+\s*)?{UNIT}(?![a-z]))*"
    r"|\bauc\s*=?\s*\d+(\.\d+)?|\bq\s?\d+\s?(h|d|w|wk|weeks?|days?|m)\b|\bevery \d+ (days?|weeks?|hours?|months?)\b"
    r"|\b(days?|weeks?|cycles?|cohorts?|arms?|groups?|parts?|phases?|steps?|levels?|stages?) (\d+|[a-h]|i{1,3}|iv)\b([\s,–-]*\d+\b)*"
    r"|\b10\s*(\^|e)\s*\d+\b",
    re.IGNORECASE,
)
#: Where one name ends and the next begins.
AND = re.compile(
    r"\s*(?:[;|]|,(?!\d)|\s[+&]\s?|(?<!CD\d)(?<!CD\d\d)\+(?=\s|[A-Za-z])|\s/\s|\s(?:and|or|plus|versus|vs\.?|followed by|then|alone or"
    r"|combined with|in combination with|together with|combination|added to|in addition to|concurrent with|after|before"
    r"|prior to|with or without|with)\s)\s*",
    re.IGNORECASE,
)
SLASH = re.compile(r"(?<=[a-z]{5})/(?=[A-Za-z]{5})|(?<=[a-z]{3})/(?=[A-Za-z]{3}[a-z]*mab\b)")
BRACKET = re.compile(r"[(\[{]([^()\[\]{}]*)[)\]}]")
#: What follows is what is not given.
NOT = re.compile(r"(?<!with or )\b(?:without|not|no|instead of)\s.*", re.IGNORECASE | re.DOTALL)
#: What follows says for whom, against what or how, and is no part of the name of what is given.
AIM = re.compile(
    r"\s(?:for|in|during|as|by|via|using|to|at|from|given|administered|until|due to|among|on|per|based on|encoding|expressing|carrying|containing"
    r"|secreting|targeting|directed (?:at|against)|specific for|pulsed|loaded|derived from|armed|capable)\s.*",
    re.DOTALL | re.IGNORECASE,
)


class Part(NamedTuple):
    """A part of a name that may name one thing.

    Attributes:
        text: the part as it was written.
        words: its words, in one spelling, without doses.
        head: the word that says what kind of thing it is, as far as English tells: the last before a preposition.
    """

    text: str
    words: tuple[str, ...]
    head: str


def plain(text: str) -> str:
    """Text in small letters without accents, marks and Greek, with dashes as spaces."""
    for sign, written in GREEK.items():
        text = text.replace(sign, written).replace(sign.upper(), written)
    text = unicodedata.normalize("NFKD", text.lower().replace("®", " ").replace("™", " ").replace("’", "'"))
    return "".join(each for each in text if not unicodedata.combining(each))


#: A code of letters and a number, which its letters alone do not name: ACI-24 is no cartilage implant.
CODE = re.compile(r"\b(?!il-|cd-|pd-|ctla-|covid-|cart-|hla-|sars-)([a-z]{2,5})-(\d{2,}\w*)")


def words(text: str) -> tuple[str, ...]:
    """The words of a name, each in the one spelling in which names are compared."""
    found = " ".join(
        american(singular(each))
        for each in re.findall(r"[a-z0-9]+", CODE.sub(r"\1\2", plain(text).replace("'s ", " ")))
    )
    for pattern, written in SAME:
        found = pattern.sub(written, found)
    return tuple(found.split())


def given(text: str) -> str:
    """A text as far as it says what is given, and not what is left out."""
    return NOT.sub("", f" {text}")


def without_doses(text: str) -> str:
    return DOSE.sub(" ", text)


def told_words(text: str) -> tuple[str, ...]:
    """The words of a part, in their order, without doses and words of grammar."""
    found = tuple(each for each in words(without_doses(text)) if each not in GRAMMAR)
    # A receptor alone is that of a T cell, as one says CD19 CAR.
    if "car" in found and "CAR" in text and CARRIERS.isdisjoint(found) and any(len(each) > 3 for each in found):
        found = (*found, "tcell")
    return found


def name_words(name: str) -> frozenset[str]:
    """The words that must be told for a name to be meant: without what it may end with, if enough is left."""
    found = [each for each in words(name) if each not in GRAMMAR]
    while len(found) > 1 and found[-1] in ENDS and (len(found) > 2 or found[0] in SPECIAL):
        found.pop()
    return frozenset(found)


def head(text: str) -> str:
    """The word that says what kind of thing a part names."""
    before = told_words(AIM.sub("", f" {text}"))
    rest = before or told_words(text)
    strong = [each for each in rest if each not in FAINT and each not in EMPTY and not each.isdigit()]
    return (strong or list(rest) or [""])[-1]


def parts(name: str) -> list[Part]:
    """The parts of a name: what it says outside brackets first, split where it names several things.

    A dummy has none, nor has what is not given, nor what a register calls a test or a way to behave.
    """
    label = LABEL.match(name)
    if label and label["no"]:
        return []
    text = LABEL.sub("", name[:LONGEST])
    inside = [found[1] for found in BRACKET.finditer(text)]
    outside = BRACKET.sub(" , ", text) if inside else text
    if not DUMMY.isdisjoint(outside.casefold().split()):
        inside = []
    found: list[Part] = []
    for piece in (outside, *inside):
        halves = [half.strip() for each in AND.split(without_doses(given(piece))) for half in SLASH.split(each)]
        found += [Part(half, told_words(half), head(half)) for half in halves if half.strip(" -–:.'\"()[]")]
    return found
