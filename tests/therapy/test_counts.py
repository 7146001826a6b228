"""Pages can count the data, list first approvals by year, and list the fields of a record."""

from pathlib import Path

import pytest

from conf.therapy.blocks import Block, Drawing, Fold, Table, words
from conf.therapy.tracking import Reference, Unknown
from conf.therapy.views.counts import (
    SOURCE,
    approvals,
    chosen,
    counts_table,
    field_list,
    first_approval,
    part,
    timeline,
)
from conf.therapy.views.drawing import bars
from tests.small import PRODUCT, write
from tests.small_site import Site


@pytest.fixture
def reference(tmp_path: Path) -> Reference:
    """The small data folder."""
    return Reference(write(tmp_path))


def rows(blocks: list[Block]) -> list[list[str]]:
    """The words of a table, a line of a cell after the other."""
    table, *_ = blocks
    if isinstance(table, Fold):
        (table,) = (each for each in table.blocks if isinstance(each, Table))
    assert isinstance(table, Table)
    return [[" / ".join(words(line) for line in cell) for cell in row] for row in table.rows]


def test_counts_sum_up(reference: Reference) -> None:
    """Each value that occurs stands in a row of its own, and the last row is the sum."""
    blocks, _ = counts_table(reference, "status")

    assert rows(blocks) == [["Approved by the regulator", "1"], ["Sold without proof", "1"], ["All", "2"]]


def test_families_are_counted_with_their_answers(reference: Reference) -> None:
    """A family's row tells how many of its types are clearly which."""
    blocks, _ = counts_table(reference, "family")
    found = {row[0]: row[1:] for row in rows(blocks)}

    assert found["Immune cells that attack"] == ["2", "2", "1", "1"]
    assert found["All"] == ["5", "3", "1", "1"]


@pytest.mark.parametrize(
    "what", ["family", "status", "jurisdiction", "area", "certainty", "agency", "verdict", "source"]
)
def test_everything_can_be_counted(reference: Reference, what: str) -> None:
    """No count is empty in the small folder, and each ends with a sum."""
    blocks, touched = counts_table(reference, what)

    assert rows(blocks)[-1][0] == "All"
    assert ("*", "type") in touched


def test_every_kind_of_source_has_words() -> None:
    """The kinds that sources.bib may name can all be shown."""
    import taxonomy

    kinds = {source.kind for source in taxonomy.load().sources.values()}

    assert kinds <= set(SOURCE)


def test_timeline_names_the_first_approval(reference: Reference) -> None:
    """A product stands under the year of its first approval, with its kind and place, in the fold of its decade."""
    blocks, _ = timeline(reference, "all")

    assert [each.title for each in blocks if isinstance(each, Fold)] == ["2010 to 2019"]
    decade = blocks[0]
    assert isinstance(decade, Fold)
    drawing = decade.blocks[0]
    assert isinstance(drawing, Drawing)
    assert "’17: 1." in drawing.alt
    assert rows(blocks) == [["2017", "exampleleucel (Examplia): CAR-T cell therapy. United States."]]


def test_timeline_tells_that_an_approval_ended(tmp_path: Path) -> None:
    """A product without any approval left says so; an earlier approval elsewhere comes first."""
    later = PRODUCT.replace("status: approved", "status: withdrawn")
    later = later.replace("    number: BLA", "    ended_not_found: 2026-11\n    number: BLA")
    text = later.replace("date: 2018-08-23", "date: 2016-05")

    blocks, _ = timeline(Reference(write(tmp_path, exampleleucel=text)), "all")

    assert rows(blocks) == [["2016", "exampleleucel (Examplia): CAR-T cell therapy. European Union. Approval ended."]]


def test_bars_leave_no_span_out(tmp_path: Path) -> None:
    """The picture counts first approvals by ten years, empty ones between others included."""
    old = PRODUCT.replace("exampleleucel", "oldleucel").replace("2017-08-30", "1984-01-01")
    old = old.replace("Examplia", "Oldia").replace("125646", "125000")
    root = write(tmp_path)
    (root / "products" / "oldleucel.yaml").write_text(old, encoding="utf-8")

    (title, counts), _ = approvals(Reference(root), "all")
    svg, alt = bars(counts, title, "all")

    assert counts == [("1980", 1), ("1990", 0), ("2000", 0), ("2010", 1)]
    assert alt.endswith("all products. 1980: 1. 1990: 0. 2000: 0. 2010: 1.")
    assert svg.count("<rect") == 4
    assert 'height="0"' in svg


def test_no_bars_without_approvals(tmp_path: Path) -> None:
    """A part without products shows nothing."""
    (_, counts), _ = approvals(Reference(write(tmp_path)), "vaccines")

    assert counts == []


def test_refused_product_has_no_first_approval(tmp_path: Path) -> None:
    """A refusal is no approval."""
    text = PRODUCT.replace("status: approved", "status: refused").replace("status: withdrawn", "status: refused")
    now = "    indication_now: Leukaemia up to age 25\n    indication_as_of: 2026-07\n"
    text = text.replace("    ended: 2020-01-31\n", "").replace(now, "")
    reference = Reference(write(tmp_path, exampleleucel=text))

    assert first_approval(reference.taxonomy.products["exampleleucel"]) is None
    assert timeline(reference, "all")[0] == []


def test_timeline_of_a_part(reference: Reference) -> None:
    """A family or an answer picks the products; anything else is unknown."""
    t = reference.taxonomy

    assert len(chosen(t, "effector-cells")) == len(chosen(t, "cell_therapy yes")) == 1
    assert chosen(t, "transfusion") == chosen(t, "cell_therapy no") == []
    with pytest.raises(Unknown, match="'vaccine' is unknown \\(did you mean 'vaccines'\\?\\); expected TERM ANSWER"):
        chosen(t, "vaccine")


@pytest.mark.parametrize(
    ("what", "expected"),
    [
        ("all", "all products"),
        ("vaccines", "Vaccines"),
        ("immunotherapy no", "what is not immunotherapy"),
        ("cell_therapy contested", "what some call cell therapy"),
    ],
)
def test_caption_names_the_part(what: str, expected: str) -> None:
    """The caption says in words which products the list holds."""
    assert part(what) == expected


def test_fields_come_from_their_declarations(reference: Reference) -> None:
    """A field shows its meaning, whether it is required, and its values with their words."""
    blocks, _ = field_list(reference, "claim")
    found = {row[0]: row[1:] for row in rows(blocks)}

    assert "id / required" in found
    assert "correct: Correct" in found["verdict / required"][1]


def test_directives_show_the_views(tmp_path: Path) -> None:
    """A page can hold each directive; an unknown word is a located warning."""
    site = Site(tmp_path)
    site.page(
        "all.md",
        "# All\n\n```{therapy:counts} source\n```\n\n```{therapy:timeline}\n```\n\n"
        "```{therapy:timeline} cell_therapy yes\n```\n\n```{therapy:timeline} vaccines\n```\n\n```{therapy:fields} type\n```\n\n```{therapy:counts} nonsense\n```\n",
    )

    built = site.build()

    assert "all.md:18" in built.output
    assert "nonsense" in built.output
    page = built.html("all")
    assert "Sources by kind" in page
    assert "First approvals, 2010 to 2019: what is cell therapy" in page
    assert page.count('class="therapy-bars"') == 4
    assert "immune_effect" in page
