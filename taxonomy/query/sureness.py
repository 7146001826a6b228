"""How sure one can be of what a use does to people: in dots and words, by a table."""

from __future__ import annotations

from typing import Final, NamedTuple

from taxonomy.model.records import Use


class Sureness(NamedTuple):
    """None to four dots, and the words that say the same."""

    dots: int
    words: str


#: By certainty: the dots, how sure that is, and what it rests on.
BY_CERTAINTY: Final = {
    "high": (4, "Very sure", "rated high by those who reviewed the studies"),
    "moderate": (3, "Fairly sure", "rated moderate by those who reviewed the studies"),
    "low": (2, "Not very sure", "rated low by those who reviewed the studies"),
    "very_low": (1, "Not sure", "rated very low by those who reviewed the studies"),
    "ocebm_1": (3, "Fairly sure", "a review of trials with groups drawn by lot"),
    "ocebm_2": (3, "Fairly sure", "a trial with groups drawn by lot"),
    "ocebm_3": (2, "Not very sure", "groups were compared, but not drawn by lot"),
    "ocebm_4": (1, "Not sure", "nobody was compared with those who had it"),
    "ocebm_5": (0, "Not known", "reasoning, not studies in people"),
    "none_found": (0, "Not known", "no study was found that answers it"),
    "not_read": (0, "Not told here", "we have not read its studies yet"),
}
BY_DIRECTION: Final = {
    "benefit": "people did better",
    "no_better": "people did no better than without it",
    "harm": "people did worse",
}
UNCLEAR: Final = "Unclear whether it helps"


def sure(use: Use) -> Sureness:
    """How sure one can be of a use, from the certainty and the direction of its studies."""
    dots, how, by = BY_CERTAINTY[use.certainty]
    if dots == 0 or use.direction == "not_read":
        return Sureness(0, f"{how}: {by}")
    if use.direction not in BY_DIRECTION:
        return Sureness(min(dots, 1), f"{UNCLEAR}: {by}")
    return Sureness(dots, f"{how} that {BY_DIRECTION[use.direction]}: {by}")
