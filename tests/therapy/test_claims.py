"""Claims stand by theme: what is true is the heading, what is said stands below it with its verdict."""

from __future__ import annotations

from pathlib import Path

import pytest

from conf.therapy.blocks import Bullets, Fold, Section, texts, words
from conf.therapy.tracking import Reference, Unknown
from conf.therapy.views.records.claim_lists import claim_index, claim_list, claims_elsewhere
from taxonomy import load
from taxonomy import vocabulary as v
from tests.small import CLAIM, write

ARTICLE = (
    CLAIM.replace("stem-cells-fix-knees", "clinics-succeed")
    .replace("Stem cells are not shown to repair a worn knee.", "Trials do not show what clinics claim.")
    .replace("Stem cells repair a worn knee.", "Clinics treat knees successfully.")
    .replace("theme: stem-cells", "theme: offers")
    .replace("origin: advertisement", "origin: article\nseed: C12e")
)


@pytest.fixture
def reference(tmp_path: Path) -> Reference:
    """The small data folder, with one saying of the article under another theme."""
    folder = write(tmp_path)
    (folder / "claims" / "clinics-succeed.yaml").write_text(ARTICLE, encoding="utf-8")
    return Reference(folder)


def test_what_is_true_is_the_heading(reference: Reference) -> None:
    """The saying stands below, with the verdict beside it and before the reason."""
    ((block,), _) = claim_list(reference, "stem-cells")
    assert isinstance(block, Section)
    assert (block.slug, block.title) == ("claim-stem-cells-fix-knees", "Stem cells are not shown to repair a worn knee")
    _, said, reason, *_ = texts(block)
    assert said == "What is said: “Stem cells repair a worn knee.” Not supported by evidence"
    assert reason == "No trial has shown it."


def test_a_theme_shows_its_own_claims(reference: Reference) -> None:
    """Each claim stands under one theme; all stand under all; an unknown theme is told."""
    titles = {
        theme: [each.title for each in claim_list(reference, theme)[0] if isinstance(each, Section)]
        for theme in (*v.CLAIM_THEME, "all")
    }
    assert titles["offers"] == ["Trials do not show what clinics claim"]
    assert titles["cancer"] == []
    assert sorted(titles["all"]) == sorted(title for theme in v.CLAIM_THEME for title in titles[theme])
    with pytest.raises(Unknown, match="'ofers' is unknown"):
        claim_list(reference, "ofers")


def test_the_index_keeps_old_addresses(reference: Reference) -> None:
    """Every claim is a line with a link to it, in the fold of its theme; the line has the anchor that it once had."""
    blocks, _ = claim_index(reference, "")
    assert [(each.slug, each.title, each.note) for each in blocks if isinstance(each, Fold)] == [
        ("theme-stem-cells", v.CLAIM_THEME["stem-cells"], "1"),
        ("theme-offers", v.CLAIM_THEME["offers"], "1"),
    ]
    (lines,) = blocks[0].blocks
    assert isinstance(lines, Bullets)
    assert lines.ids == ("claim-stem-cells-fix-knees",)
    assert words(lines.items[0]) == (
        "Stem cells are not shown to repair a worn knee. “Stem cells repair a worn knee.” Not supported by evidence"
    )


def test_the_article_leads_to_its_other_sayings(reference: Reference) -> None:
    """What it says that is heard elsewhere, too, stands under its theme, and is linked from its page."""
    ((lines,), _) = claims_elsewhere(reference, "")
    assert [words(each).partition(" “")[0] for each in lines.items] == ["Trials do not show what clinics claim."]


def test_every_claim_of_the_article_has_its_number() -> None:
    """What answers the article alone names its place in it, and nothing else stands on that page."""
    for each in load().claims.values():
        assert (each.theme == "article") <= bool(each.seed), each.id
        assert bool(each.seed) == (each.origin == "article"), each.id
