"""The content of a treatment's page, in the order in which a reader needs it."""

from __future__ import annotations

from ...blocks import Block, p
from .context import Context
from .course import asked, for_doctor, life, steps
from .harms import harms
from .more import more, related
from .summary import answers, beside_answers, glance, warnings
from .uses import Uses


class TypePage(Context):
    """Collects the blocks of one type's page; sources are numbered as they are cited."""

    def blocks(self) -> list[Block]:
        """The whole page below its title."""
        parts: list[Block | None] = [
            p(self.type.sentence),
            answers(self),
            *beside_answers(self),
            *warnings(self),
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
        return [part for part in parts if part is not None]
