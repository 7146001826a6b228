"""The draw of facts for a second reading is the same for the same seed, and each fact has a source."""

from __future__ import annotations

from tests.sample_facts import draw, facts


def test_draw_is_repeatable() -> None:
    """One seed, one draw; another seed, another draw."""
    assert draw(1, 30) == draw(1, 30)
    assert draw(1, 30) != draw(2, 30)


def test_fact_carries_the_nearest_sources() -> None:
    """A fact is cited by the block that it stands in, or else by the one around it."""
    record = {
        "sources": ["a"],
        "sentence": "One.",
        "uses": [
            {
                "indication": "I",
                "sentence": "Two.",
                "status": [{"jurisdiction": "US", "state": "authorised", "sources": ["b"]}],
            }
        ],
    }
    found = {fact.place: (fact.words, fact.sources) for fact in facts(record, "type x", ())}
    assert found == {
        "type x.sentence": ("One.", ("a",)),
        "type x.uses[0].sentence": ("I: Two.", ("a",)),
        "type x.uses[0].status[0].state": ("I US: authorised", ("b",)),
    }
