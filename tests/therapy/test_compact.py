"""What books say in short: chosen by rules from the data, and nothing that a reader must know is left out."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from conf.therapy.blocks import Block, Fold, Section, texts
from conf.therapy.views.compact import choice, lists
from conf.therapy.views.compact.imprint import Edition, imprint
from conf.therapy.views.compact.treatment import Room, ShortPage, brief
from conf.therapy.views.treatment.context import within
from conf.therapy.views.treatment.page import TypePage
from taxonomy import Taxonomy, load
from tests.small import write


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Taxonomy:
    """The small data folder, loaded."""
    return load(write(tmp_path_factory.mktemp("data")))


@pytest.fixture(scope="module")
def real() -> Taxonomy:
    """The reference itself."""
    return load()


def said(small: Taxonomy, id: str, room: Room) -> str:
    """All text of a treatment in short."""
    return "\n".join(text for block in brief(ShortPage(small, small[id]), room) for text in texts(block))


class TestChoice:
    """What a short book tells of."""

    def test_the_most_asked(self, real: Taxonomy) -> None:
        """No treatment that is left out is named by more questions and claims than one that is in."""
        chosen = choice.asked_most(real)
        others = [each for each in real if each not in chosen]
        assert len(chosen) == choice.TREATMENTS
        assert min(choice.named(real, each) for each in chosen) >= max(choice.named(real, each) for each in others)

    def test_in_the_order_of_families(self, real: Taxonomy) -> None:
        """Treatments of one family stand together."""
        families = [each.family for each in choice.asked_most(real)]
        assert len(dict.fromkeys(families)) == sum(a != b for a, b in zip(families, ["", *families], strict=False))

    def test_few_are_all(self, small: Taxonomy) -> None:
        """A reference with less than the book has room for is in it whole."""
        assert len(choice.asked_most(small)) == len(small)
        assert [each.id for each in choice.questions(small)] == [*small.questions]

    def test_questions_about_some(self, small: Taxonomy) -> None:
        """A booklet has the questions about its treatments alone."""
        assert [each.id for each in choice.questions(small, [small["car-t"]])] == ["what-is-car-t"]
        assert not choice.questions(small, [small["insulin"]])

    def test_illnesses_without_a_use_are_left_out(self, small: Taxonomy) -> None:
        """An illness for which nothing is on record has nothing to say."""
        for illness in choice.illnesses(small):
            assert any(small.by_illness.uses(illness.id).values())

    def test_the_rule_names_its_numbers(self) -> None:
        """The imprint cannot say another number than the book has."""
        assert all(f"{each}" in choice.RULE for each in (choice.TREATMENTS, choice.QUESTIONS, choice.ILLNESSES))


class TestTreatment:
    """A treatment in short."""

    def test_what_a_reader_must_know(self, small: Taxonomy) -> None:
        """The sentence, both answers, uses with how sure one can be, boxed warnings, what to call for, and steps."""
        text = said(small, "car-t", Room())
        for wanted in (
            "Your own T cells are changed so that they find the cancer.",
            "Is it a cell therapy?",
            "Is it an immunotherapy?",
            "Leukaemia that came back.",
            "In one trial of 75 people without a comparison group, cancer shrank in 61.",
            "Strongest warning: The US label warns of a flood of immune messengers, which can kill.",
            "Patients are told to call at once for: Fever; Confusion.",
            "A machine takes T cells out of your blood.",
        ):
            assert wanted in text

    def test_an_unproven_use_is_warned_of(self, small: Taxonomy) -> None:
        """The warning keeps what a regulator says, what studies show, and what to ask about instead."""
        text = said(small, "knee-cells", Room())
        for wanted in (
            "Not shown to work",
            "it belongs in trials",
            "480 people",
            "Infections were reported",
            "Exercise",
        ):
            assert wanted in text

    def test_more_room_says_more(self, small: Taxonomy) -> None:
        """A hand-out has who says what, and draws outcomes; the book has not."""
        assert "Who says what. " not in said(small, "car-t", Room())
        text = said(small, "car-t", Room(bars=1, whole=True))
        assert "Who says what. " in text
        assert "81 of 100" in text

    def test_sources_told_alike_have_one_number(self, real: Taxonomy) -> None:
        """Three pages of one author and year are one source in short."""
        for type_ in choice.asked_most(real)[:5]:
            page = ShortPage(real, type_)
            brief(page)
            shorts = [real.sources[key].short for key in page.cited]
            assert len(shorts) == len(set(shorts))


def slugs(block: Block) -> Iterator[str]:
    """The anchors of folds and sections in a block."""
    if isinstance(block, (Fold, Section)):
        yield block.slug
    for inner in getattr(block, "blocks", ()):
        yield from slugs(inner)


def test_no_anchor_stands_twice(real: Taxonomy) -> None:
    """A treatment and the wider one may tell of the same medicine: each fold has an anchor of its own."""
    for type_ in real:
        found = [slug for block in TypePage(real, type_, real.sources).blocks() for slug in slugs(block)]
        assert len(found) == len(set(found)), type_.id


def test_an_illness(small: Taxonomy) -> None:
    """What is used for it stands by what is proven; that nothing is proven stands first."""
    leukaemia = "\n".join(
        text for block in lists.used_for(small, small.illnesses["leukaemia"]) for text in texts(block)
    )
    assert "A cancer of the blood-forming cells." in leukaemia
    assert "Used, with less proof: CAR-T cell therapy" in leukaemia
    knee = "\n".join(text for block in lists.used_for(small, small.illnesses["worn-knee"]) for text in texts(block))
    assert knee.index("No cell treatment is shown to help.") < knee.index("Sold without proof: Cells for the knee")


def test_help_shows_addresses(small: Taxonomy) -> None:
    """On paper nobody can follow a link that is not shown."""
    shown = [text for block in lists.helped(small.countries["us"]) for text in texts(block)]
    assert any(text.endswith("clinicaltrials.gov") for text in shown)


def test_imprint() -> None:
    """It names version, day, licence, address, how to cite it and where errors are told; a DOI, if there is one."""
    edition = Edition("A book", "Nobody", "1.2", "2026-11-30", "https://example.org/en/", "https://example.org/code")
    text = "\n".join(text for block in imprint(edition) for text in texts(block))
    for wanted in (
        "Version 1.2, made on 30 November 2026",
        "example.org/en",
        "Attribution 4.0",
        "example.org/code/issues",
    ):
        assert wanted in text
    assert choice.RULE not in text
    with_doi = imprint(edition._replace(doi="10.5281/zenodo.1", choice=choice.RULE))
    assert "doi.org/10.5281/zenodo.1" in "\n".join(text for block in with_doi for text in texts(block))
    assert choice.RULE in "\n".join(text for block in with_doi for text in texts(block))


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Hodgkin lymphoma", "Hodgkin lymphoma"),
        ("Kawasaki disease", "Kawasaki disease"),
        ("Crohn’s disease", "Crohn’s disease"),
        ("T-cell lymphoma", "T-cell lymphoma"),
        ("Non-small cell lung cancer", "non-small cell lung cancer"),
        ("Beta-thalassaemia", "beta-thalassaemia"),
        ("COPD", "COPD"),
        ("Melanoma", "melanoma"),
    ],
)
def test_a_name_within_a_sentence(name: str, shown: str) -> None:
    """A name of a person or a genus and an abbreviation stay as they are; other words become small."""
    assert within(name) == shown


def test_sources_say_who(real: Taxonomy) -> None:
    """What stands behind a fact in a book is who says so: no remark that the authors are not known to us."""
    assert [each.key for each in real.sources.values() if each.author.startswith("Authors ")] == []
