"""The imprint of a book: which edition it is, who may copy it, how to cite it, where to tell of an error."""

from __future__ import annotations

from typing import NamedTuple

from ...blocks import Block, Run, Strong, Url, p
from ..treatment.context import day


class Edition(NamedTuple):
    """What an imprint must know of its book.

    Attributes:
        title: its title.
        author: who made it.
        version: its version.
        date: the day of the build, as 2026-11-30.
        site: address of the site.
        repository: address of the project.
        doi: its DOI, or nothing.
        choice: what stands in it, if it tells of a part, each thing in short.
    """

    title: str
    author: str
    version: str
    date: str
    site: str
    repository: str
    doi: str = ""
    choice: str = ""


LICENCE = Url("https://creativecommons.org/licenses/by/4.0/", "creativecommons.org/licenses/by/4.0")
SHORT = (
    "This book tells of each thing in short. Its page on the site tells all of it, with every source in full. "
    "Behind an answer stands who says so, and of which year."
)
NO_ADVICE = (
    "Information, not medical advice. What is approved and what is proven changes; "
    "each page of the site says on which day it was last reviewed. Talk to your doctor before you decide."
)


def shown(address: str) -> Url:
    """An address as one reads it on paper."""
    return Url(address, address.removeprefix("https://").rstrip("/"))


def imprint(of: Edition) -> list[Block]:
    """All that one must know to trust, cite, copy and correct a book."""
    cited = [f"{of.author}. {of.title} Version {of.version}, {day(of.date)}. "]
    where: list[Run | str] = [Url(f"https://doi.org/{of.doi}", f"doi.org/{of.doi}") if of.doi else shown(of.site), "."]
    report = f"{of.repository.rstrip('/')}/issues/new/choose"
    blocks = [
        p(Strong("Edition. "), f"Version {of.version}, made on {day(of.date)} from the data of that day."),
        p(Strong("Address. "), shown(of.site), " has all of this reference, and its newest version."),
        p(Strong("How to cite it. "), *cited, *where),
        p(
            Strong("Licence. "),
            f"© {of.author}. You may copy, change and publish texts, pictures and data if you name the source, "
            "link to the licence and say what you changed: Creative Commons Attribution 4.0, ",
            LICENCE,
            ".",
        ),
        p(
            Strong("Something is wrong? "),
            "Each page of the site ends with “Suggest a correction”. The form is at ",
            shown(report),
            ".",
        ),
    ]
    if of.choice:
        blocks += [p(Strong("What stands in it. "), of.choice), p(Strong("Sources. "), SHORT)]
    return [*blocks, p(Strong("No advice. "), NO_ADVICE)]
