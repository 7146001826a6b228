"""The small picture of the two circles, from the data to what a reader finds."""

from __future__ import annotations

import taxonomy
from conf.search import files
from conf.search.entries import entries
from conf.therapy.blocks import Glyph
from conf.therapy.views.glyph import ALOUD, ZONES, inline, named, zone


def test_a_name_has_its_picture() -> None:
    """The picture is that of the answers of the rules."""
    t = taxonomy.load()
    first, link = named(t, t["checkpoint-inhibitor"])
    assert first == Glyph("immune")
    assert getattr(link, "id", "") == "checkpoint-inhibitor"


def test_results_have_pictures() -> None:
    """Treatments and medicines have the picture of where they stand; all else that is found has none."""
    t = taxonomy.load()
    found = list(entries(t, [("graft", "glossary.html#term-graft", "A part.")], [], "{}s/{}.html".format))
    for each in found:
        kind = each.thing.kind
        stands = {"type": each.thing.id, "product": t.products[each.thing.id].type if kind == "product" else ""}
        assert each.zone == (zone(t.classify(stands[kind])) if stands.get(kind) else "")
    written = files.names(found)
    signs = written.rpartition('"zones":"')[2].partition('"')[0]
    assert len(signs) == len(found)
    assert set(signs) == {*"01234."}
    assert all(ALOUD[each] in written for each in ZONES)


def test_the_picture_is_read_aloud_in_whole_words() -> None:
    """Before a name, as in a heading, each picture says what it is about."""
    assert ALOUD.keys() == ZONES.keys()
    for each, words in ALOUD.items():
        assert "cell therapy" in words or "immunotherapy" in words
        assert f'aria-label="{words}"' in inline(each)
