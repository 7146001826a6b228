"""The content of a treatment's page, in the order in which a reader needs it."""

from __future__ import annotations

from ...blocks import Block, Bullets, Ref, Section, line, p
from .context import Context
from .course import asked, for_doctor, life, steps
from .harms import harms
from .more import more, related
from .summary import answers, beside_answers, glance, warnings
from .uses import Uses

#: The parts that readers look for, in a word each, as a line of a phone holds them.
TABS = {
    "used-for": "Uses",
    "steps": "Steps",
    "harms": "Harms",
    "life": "Daily life",
    "questions-to-ask": "Ask",
}


class TypePage(Context):
    """Collects the blocks of one type's page; sources are numbered as they are cited."""

    def blocks(self) -> list[Block]:
        """The whole page below its title."""
        top: list[Block] = [p(self.type.sentence), answers(self), *beside_answers(self), *warnings(self)]
        parts: list[Block | None] = [
            glance(self),
            Uses(self).section(),
            steps(self),
            harms(self),
            life(self),
            asked(self),
            for_doctor(self),
            related(self),
            more(self),  # after all that cites
        ]
        below = [part for part in parts if part is not None]
        there = {part.slug for part in below if isinstance(part, Section)}
        tabs = [line(Ref("here", slug, words)) for slug, words in TABS.items() if slug in there]
        return [*top, Bullets(tabs, "tabs"), *below]
