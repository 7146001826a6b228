"""Lists that answer first: families, authorities, decisions, comparisons, and the treatments of an illness."""

from __future__ import annotations

from pathlib import Path

import pytest

import taxonomy
from conf.therapy.blocks import Block, Bullets, Card, Cards, Fold, Ref, Section, Table, all_lines, lines, words
from conf.therapy.tracking import Reference, Unknown
from conf.therapy.views.pages import authority_list, comparison
from conf.therapy.views.records.changes import change_list
from conf.therapy.views.records.illness_page import IllnessPage, illness_page
from conf.therapy.views.records.lists import family_index
from tests.small import AUTHORITY, CAR_T, KNEE, PRODUCT, write


def said(block: Block) -> str:
    """Every word of a block."""
    return " ".join(each if isinstance(each, str) else words(each) for each in lines(block))


def cards(block: Block) -> list[Card]:
    """The cards of a list."""
    assert isinstance(block, Cards)
    return block.items


class TestFamilies:
    """A family has a sentence, a picture and a number."""

    @pytest.fixture
    def sentences(self, tmp_path: Path) -> tuple[Reference, str]:
        """The small data, and a sentence for each family that it has."""
        reference = Reference(write(tmp_path))
        return reference, "\n".join(f"{each}: Words on {each}." for each in {t.family for t in reference.taxonomy})

    def test_each_family_that_has_treatments(self, sentences: tuple[Reference, str]) -> None:
        """Its name leads to its page; the number is told with where they stand."""
        (block,), touched = family_index(*sentences)
        first = next(
            each for each in cards(block) if Ref("page", "families/effector-cells", words(each.title)) in each.title
        )
        assert said(Cards([first])).count("Words on effector-cells.") == 1
        assert "2 treatments: 1 cell therapy only, 1 cell therapy and immunotherapy." in said(Cards([first]))
        assert ("*", "type") in touched

    def test_a_family_without_a_sentence_is_told(self, sentences: tuple[Reference, str]) -> None:
        """With what is expected."""
        reference, text = sentences
        short = "\n".join(each for each in text.split("\n") if not each.startswith("effector-cells"))
        with pytest.raises(Unknown, match=r"'effector-cells' is unknown.*expected a line 'effector-cells: SENTENCE'"):
            family_index(reference, short)

    def test_an_unknown_family_is_told(self, sentences: tuple[Reference, str]) -> None:
        """With what is most like it."""
        reference, text = sentences
        with pytest.raises(Unknown, match="'effector-cell' is unknown \\(did you mean 'effector-cells'"):
            family_index(reference, f"{text}\neffector-cell: No.")


def test_authorities_that_count_stand_first(tmp_path: Path) -> None:
    """Who only files stands after who defines, and says that it is never counted."""
    files = AUTHORITY.replace("id: asgct", "id: aaa").replace("American Society", "A shelf")
    files = files.replace("defines", "files").replace("short: ASGCT", "short: AAA")
    root = write(tmp_path)
    (root / "authorities" / "aaa.yaml").write_text(files, encoding="utf-8")
    (counted, filed), _ = authority_list(Reference(root), "")
    assert isinstance(counted, Section)
    assert isinstance(filed, Section)
    assert [card.id for card in cards(counted.blocks[0])] == ["authority-asgct"]
    assert [card.id for card in cards(filed.blocks[0])] == ["authority-aaa"]
    assert "Its answer counts on cell therapy." in said(counted)
    assert "never counted" in said(filed)
    assert "Live cells are transferred into a patient." in said(counted)


def test_refusals_stand_apart_from_approvals(tmp_path: Path) -> None:
    """Within a month, what was approved comes first, under a name of its own."""
    text = PRODUCT.replace("date: 2017-08-30", "date: 2026-10-30").replace("ended: 2020-01-31", "ended: 2026-10-31")
    blocks, _ = change_list(Reference(write(tmp_path, exampleleucel=text)), "")
    month = next(each for each in blocks if isinstance(each, Section))
    text = said(month)
    assert text.index("Approved:") < text.index("30 October 2026") < text.index("Refused, ended or withdrawn:")
    assert text.index("Refused, ended or withdrawn:") < text.index("31 October 2026")


class TestComparison:
    """Names, differences, and what is sold."""

    @staticmethod
    def rows(blocks: list[Block]) -> dict[str, str]:
        """The questions of all tables, each with its mark."""
        tables = [each for block in blocks for each in (block.blocks if isinstance(block, Fold) else [block])]
        found = {}
        for table in tables:
            assert isinstance(table, Table)
            for row in table.rows:
                question, *mark = map(words, row[0])
                found[question] = "".join(mark)
        return found

    def test_a_row_says_whether_the_treatments_differ(self, tmp_path: Path) -> None:
        """In words, beside the question."""
        found = self.rows(comparison(Reference(write(tmp_path)), "car-t knee-cells")[0])
        assert found["Is it immunotherapy?"] == "They differ"
        assert set(found.values()) == {"They differ", "The same", ""}

    def test_nothing_is_marked_where_one_side_was_not_checked(self, tmp_path: Path) -> None:
        """What nobody checked is neither the same as what is told, nor different, nor like what nobody checked."""
        r = Reference(write(tmp_path))
        found = self.rows(comparison(r, "car-t knee-cells")[0])
        compared = r.taxonomy.compare("car-t", "knee-cells")
        unchecked = [row for row in compared.rows if any(each.lines == (taxonomy.NOT_CHECKED,) for each in row.cells)]
        assert len(unchecked) > 1
        assert {found[row.question] for row in unchecked} == {""}
        assert not set(unchecked) & set(compared.differing)

    def test_nothing_is_marked_where_nothing_is_compared(self, tmp_path: Path) -> None:
        """One treatment differs from none."""
        assert set(self.rows(comparison(Reference(write(tmp_path)), "car-t")[0]).values()) == {""}

    @pytest.mark.parametrize(("types", "asked"), [("car-t insulin", 0), ("car-t knee-cells", 1)])
    def test_sale_without_proof_is_a_row_only_where_it_happens(self, types: str, asked: int, tmp_path: Path) -> None:
        """Two standard treatments are not asked for it."""
        found = self.rows(comparison(Reference(write(tmp_path)), types)[0])
        assert ("Is it sold for something without proof?" in found) == asked

    def test_later_groups_are_folded_and_counted(self, tmp_path: Path) -> None:
        """A fold says how many questions it has, and in how many of them the treatments differ."""
        blocks, _ = comparison(Reference(write(tmp_path)), "car-t knee-cells")
        folds = [each for each in blocks if isinstance(each, Fold)]
        assert folds[0].title == "What happens to you"
        assert all(each.note.partition("; they differ in ")[2].isdigit() for each in folds)


class TestIllness:
    """The treatments of an illness, each once, with doors."""

    @staticmethod
    def page(root: Path, id: str) -> list[Block]:
        """The blocks of an illness's page."""
        (_, blocks), _ = illness_page(Reference(root), id)
        return list(blocks)

    def test_a_special_kind_stands_for_the_wider_one(self, tmp_path: Path) -> None:
        """A use that both tell in the same words is shown once, at the special kind."""
        special = CAR_T.replace("id: car-t\n", "id: car-t-special\n").replace("  - t-cells\n", "  - car-t\n")
        special = special.replace("name: CAR-T cell therapy", "name: Special CAR-T")
        special = special.replace("synonyms:\n  - CAR T\n  - chimeric antigen receptor T cells\n", "")
        blocks = self.page(write(tmp_path, car_t_special=special), "leukaemia")
        text = " ".join(map(said, blocks))
        assert "1 use of 1 treatment" in text
        shown = [words(card.title) for block in blocks if isinstance(block, Section) for each in block.blocks
                 if isinstance(each, Cards) for card in each.items]  # fmt: skip
        assert shown == ["Special CAR-T"]

    def test_two_treatments_have_a_door_to_their_comparison(self, tmp_path: Path) -> None:
        """And who was offered something that is sold has one to the signs of such offers."""
        second = KNEE.replace("id: knee-cells", "id: other-cells").replace(
            "name: Cells for the knee", "name: Other cells"
        )
        blocks = self.page(write(tmp_path, other_cells=second), "worn-knee")
        (doors,) = [each for each in blocks if isinstance(each, Bullets) and each.look == "doors"]
        refs = [run for runs in doors.items for run in runs if isinstance(run, Ref)]
        assert refs[0] == Ref(
            "page", "compare/any?a=knee-cells&b=other-cells", "Compare: Cells for the knee or Other cells?"
        )
        assert [each.id for each in refs[1:]] == ["learn/unproven-stem-cell-offers", "help"]

    @pytest.mark.parametrize("id", ["lung-cancer", "kidney-cancer"])
    def test_what_is_neither_is_not_compared_first(self, id: str) -> None:
        """Where cell or immune treatments serve an illness or a narrower one, the two compared are of these."""
        known = taxonomy.load()
        two = IllnessPage(known, known.illnesses[id]).comparable()[:2]
        answers = [{each.value for each in known.classify(type_).answers} for type_ in two]
        assert len(answers) == 2
        assert {"no"} not in answers

    def test_dates_and_sources_are_folded_and_complete(self, tmp_path: Path) -> None:
        """The open part names the places, the fold the day."""
        blocks = self.page(write(tmp_path), "leukaemia")
        (card,) = [card for block in blocks if isinstance(block, Section) for each in block.blocks
                   if isinstance(each, Cards) for card in each.items]  # fmt: skip
        *open_part, fold = card.blocks
        assert isinstance(fold, Fold)
        assert "United States" in " ".join(map(said, open_part))
        assert "30 August 2017" not in " ".join(map(said, open_part))
        assert "United States (30 August 2017)" in " ".join(
            each if isinstance(each, str) else words(each) for each in all_lines(fold.title, fold.blocks)
        )
