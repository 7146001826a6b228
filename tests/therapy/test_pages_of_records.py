"""Illnesses, medicines, questions and countries: each has its page or place, made from the data alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup

import taxonomy
from conf.therapy.blocks import KINDS, Bullets, Cards, Fold, LabelRun, Paragraph, Ref, Section, Url
from conf.therapy.blocks import words as said
from conf.therapy.views.records.illness_page import IllnessPage
from conf.therapy.views.records.product_page import ProductPage
from conf.therapy.views.records.question_page import QuestionPage
from taxonomy import load
from tests.small_site import Built, Site


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The small site, built once."""
    done = Site(tmp_path_factory.mktemp("records")).build()
    assert done.status == 0, done.output
    return done


def soup(built: Built, page: str) -> BeautifulSoup:
    """A page, parsed."""
    return BeautifulSoup(built.html(page), "html.parser")


def words(built: Built, page: str) -> str:
    """A page's text, with single spaces."""
    return " ".join(soup(built, page).get_text(" ").split())


def in_order(text: str, *parts: str) -> bool:
    """Whether all parts stand in a text, in this order."""
    places = [text.index(part) for part in parts]
    return places == sorted(places)


class TestIllness:
    """What is used for an illness, sorted by what is proven."""

    def test_it_answers_in_order(self, built: Built) -> None:
        """Name, other names, treatments by how they stand, questions, medicines, identifiers, sources."""
        assert in_order(
            words(built, "illnesses/leukaemia"),
            "A cancer of the blood-forming cells.", "Also called: leukemia.", "1 use of 1 treatment", "Used, with less proof",
            "CAR-T cell therapy", "Leukaemia that came back", "In one trial of 75 people", "United States (30 August 2017)",
            "Questions people ask", "What is CAR-T?", "In other vocabularies", "Reviewed 22 November 2026",
        )  # fmt: skip

    def test_nothing_proven_stands_before_what_is_sold(self, built: Built) -> None:
        """That nothing is proven, as of a day and with its source, and what is another illness."""
        text = words(built, "illnesses/worn-knee")
        assert in_order(
            text, "No cell treatment is proven", "As of 22 November 2026:", "No cell treatment is shown to help.",
            "Sold without proof", "It is not known whether it works.", "Not the same illness", "That is an illness of the blood.",
        )  # fmt: skip

    def test_no_list_is_folded_for_one_treatment(self) -> None:
        """Five treatments lie open, or six: what is used most may be the sixth."""
        t = load()
        pages = [IllnessPage(t, each).blocks() for each in t.illnesses.values()]
        parts = [part.blocks for blocks in pages for part in blocks if isinstance(part, Section)]
        folded = [int(each.note) for some in parts for each in some if isinstance(each, Fold) and "-more" in each.slug]
        assert min(folded) > 1

    def test_a_first_treatment_comes_before_a_later_one(self) -> None:
        """Of treatments that are equally sure, those that one gets first stand first."""
        t = load()
        shown = [each.type.id for each in IllnessPage(t, t.illnesses["melanoma"]).groups["helps"]]
        assert shown.index("pd-1-inhibitor") < shown.index("tumour-infiltrating-lymphocyte-therapy")

    def test_what_serves_kinds_of_an_illness_is_named_in_the_open(self) -> None:
        """CAR-T for kinds of lymphoma is not found in a fold alone."""
        page = IllnessPage(t := load(), t.illnesses["lymphoma"])
        parts = [each for part in page.blocks() if isinstance(part, Section) for each in part.blocks]
        runs = [run for each in parts if isinstance(each, Paragraph) for run in each.runs]
        assert "car-t-cd19" in {run.id for run in runs if isinstance(run, Ref)}

    def test_an_illness_with_kinds_asks_which(self) -> None:
        """Each kind is a door with the number of its treatments, and stands before what is used for any of them."""
        page = IllnessPage(t := load(), t.illnesses["lymphoma"])
        blocks = page.blocks()
        (place,) = (n for n, each in enumerate(blocks) if isinstance(each, Bullets) and each.look == KINDS)
        before, doors = blocks[place - 1 : place + 1]
        assert isinstance(before, Paragraph)
        assert said(before.runs).startswith("Which kind?")
        assert isinstance(doors, Bullets)
        told = {run.id: run.words for item in doors.items for run in item if isinstance(run, Ref)}
        assert told.keys() == {each.id for each in t.by_illness.narrower("lymphoma")}
        for id, found in told.items():
            some = {each.type.id for uses in t.by_illness.uses(id).values() for each in uses}
            assert len(some) > 1
            assert found == f"{t.illnesses[id].name}: {len(some)} treatments"
        assert place < min(n for n, each in enumerate(blocks) if isinstance(each, Section))

    def test_of_an_illness_with_kinds_those_are_compared_that_serve_most(self) -> None:
        """Who has lymphoma chooses between own stem cells and CAR-T, not between two kinds of donor."""
        t = load()
        page = IllnessPage(t, t.illnesses["lymphoma"])
        first, second, *_ = page.comparable()
        assert [first.id, second.id] == ["autologous-stem-cell-transplant", "car-t-cd19"]
        helps = {each.type.id for each in page.groups["helps"]}
        assert {each.id for each in page.comparable()} <= helps
        # Where no cell or immune treatment is shown to help, all that is used stays in question.
        assert "steroid-joint-injection" in {
            each.id for each in IllnessPage(t, t.illnesses["osteoarthritis"]).comparable()
        }

    def test_a_wider_illness_counts_the_narrower_in(self, tmp_path: Path) -> None:
        """Uses of a narrower illness stand under its name, and it leads there."""
        site = Site(tmp_path)
        site.record("illnesses/leukaemia.yaml", "area: cancer", "area: cancer\nwider:\n  - worn-knee")
        done = site.build()
        page = soup(done, "illnesses/worn-knee")
        (item,) = [each for each in page.select("li") if each.get_text(strip=True).startswith("Leukaemia:CAR")]
        assert [str(link["href"]).partition("#")[0] for link in item.select("a")] == [
            "leukaemia.html",
            "../types/car-t.html",
        ]

    def test_list_is_by_area_and_by_letter(self, built: Built) -> None:
        """Each illness stands twice, and nothing is unfolded."""
        page = soup(built, "records")
        links = [link["href"] for link in page.select("details a") if "illnesses/leukaemia" in str(link["href"])]
        assert len(links) == 2
        assert page.select("details[open]") == []


class TestMedicine:
    """What a medicine is, what it is licensed for and where, and what can go wrong."""

    def test_it_answers_in_order(self, built: Built) -> None:
        """What it is, ends of approvals, the strongest warning, where it stands, what kind it is, uses, harms, decisions."""
        assert in_order(
            words(built, "products/exampleleucel"),
            "exampleleucel (Examplia)", "A medicine of the kind", "CAR-T cell therapy", "Your own T cells are changed",
            "Its approval ended in some places", "31 January 2020", "The strongest warning of its US label",
            "Where it stands", "approved", "United States (since 30 August 2017)", "Brand names Examplia",
            "Is it a cell therapy? Yes.", "Is it an immunotherapy? Yes.", "Is it chemotherapy? No.", "Is it gene therapy? Yes.",
            "What it is licensed for, and where", "first approved use: Leukaemia that came back", "now: Leukaemia up to age 25",
            "What can go wrong", "Fever, in 58 of 75 people.", "Questions people ask", "Decisions of agencies",
        )  # fmt: skip

    def test_an_end_beside_a_licence_of_the_same_agency_is_no_warning(self) -> None:
        """Where a second brand went and the first is licensed, nobody who has it is frightened by a box."""
        known = taxonomy.load()
        both = [
            each for each in known.products.values()
            if {"approved", "withdrawn"} <= {one.status for one in each.approvals if one.agency == "EMA"}
        ]  # fmt: skip
        assert "adalimumab" in {each.id for each in both}
        boxes = [ProductPage(known, each).ended() for each in both if len({one.agency for one in each.approvals}) == 1]
        assert boxes == [None] * len(boxes)
        assert ProductPage(known, known.products["adalimumab"]).ended() is None
        assert ProductPage(known, known.products["darvadstrocel"]).ended() is not None

    def test_a_use_whose_status_names_it_comes_first(self, tmp_path: Path) -> None:
        """Then the use stands with its place and its own date, not what the approval says."""
        site = Site(tmp_path)
        site.record(
            "types/car-t.yaml", "        date: 2017-08-30", "        date: 2018-05-01\n        products:\n          - exampleleucel"
        )  # fmt: skip
        done = site.build()
        text = words(done, "products/exampleleucel")
        assert "United States (1 May 2018)" in text
        assert "first approved use" not in text
        assert "exampleleucel (Examplia): United States" in words(done, "illnesses/leukaemia")

    def test_list_has_names_and_brands(self, built: Built) -> None:
        """Both lead to the medicine's page."""
        page = soup(built, "medicines")
        links = {link.get_text(): link["href"] for link in page.select("details a")}
        assert links["exampleleucel"] == links["Examplia"] == "products/exampleleucel.html"

    def test_how_many_are_licensed(self, built: Built) -> None:
        """The count with what it is made of, and the agency's own list as a link."""
        assert "How many cell therapies has the FDA licensed? 1 hold a licence" in words(built, "medicines")
        assert soup(built, "medicines").select_one('a[href="https://www.asgct.org/"]') is not None


class TestQuestion:
    """The short answer first."""

    def test_it_answers_in_order(self, built: Built) -> None:
        """Answer, the part of a record that it shows, what it is about, other wordings, sources."""
        assert in_order(
            words(built, "questions/what-is-car-t"),
            "What is CAR-T?", "Your own T cells are changed so that they find the cancer.", "What can go wrong: CAR-T cell therapy",
            "Fever, in 58 of 75 people.", "Treatments:", "Illnesses:", "Medicines:", "Also asked as: car t meaning.",
        )  # fmt: skip

    def test_a_use_says_where_it_is_allowed(self, tmp_path: Path) -> None:
        """A reader asks whether it is approved here: a label without its places is no answer."""
        site = Site(tmp_path)
        site.record("questions/what-is-car-t.yaml", "part: harms", "part: uses")
        text = words(site.build(), "questions/what-is-car-t")
        assert in_order(
            text, "What it is used for", "Leukaemia that came back", "United States.", "In one trial of 75 people"
        )

    def test_what_is_known_of_a_use_stands_apart_from_where_it_is_allowed(self) -> None:
        """A list of places does not run into what studies found: each is a paragraph of its own."""
        known = taxonomy.load()
        page = QuestionPage(known, known.questions["car-t-for-children"])
        (uses,) = page.part(known["car-t-cell-therapy"], "uses")
        assert isinstance(uses, Cards)
        for card, use in zip(uses.items, known["car-t-cell-therapy"].uses, strict=True):
            holds, told, _ = (each for each in card.blocks if isinstance(each, Paragraph))
            assert any(isinstance(run, LabelRun) for run in holds.runs)
            assert use.sentence not in said(holds.runs)
            assert said(told.runs) == use.sentence

    def test_two_treatments_stand_side_by_side(self) -> None:
        """A question about two or three treatments leads to the table of them; one about one does not."""
        known = taxonomy.load()
        doors = {id: QuestionPage(known, known.questions[id]).doors() for id in ("til-or-car-t", "driving-after-car-t")}
        some = known.questions["til-or-car-t"].types
        assert len(some) == 3
        assert len(known.questions["driving-after-car-t"].types) == 1
        assert doors["driving-after-car-t"] is None
        made = doors["til-or-car-t"]
        assert made is not None
        (door,) = made.items
        assert [run.id for run in door if isinstance(run, Ref)] == [f"compare/any?a={some[0]}&b={some[1]}&c={some[2]}"]

    def test_themes_are_folded(self, built: Built) -> None:
        """A list on one screen."""
        page = soup(built, "records")
        assert "questions/what-is-car-t.html" in str(page.select_one("details#theme-what-is-what"))


def test_help_is_described_by_country(built: Built) -> None:
    """A country has a section that others can link to."""
    page = soup(built, "what-changed")
    section = page.select_one("#country-us")
    assert section is not None
    assert "Find a trial: ClinicalTrials.gov : Lists trials." in " ".join(section.get_text(" ").split())


class TestIncremental:
    """A page is read again when what it shows has changed, and not otherwise."""

    @pytest.fixture
    def site(self, tmp_path: Path) -> Site:
        """A site that was built once."""
        site = Site(tmp_path)
        assert site.build().status == 0
        return site

    def test_a_changed_use_rereads_its_illness(self, site: Site) -> None:
        """What is known of a use stands on the page of its illness."""
        site.record("types/car-t.yaml", "sentence: In one trial of 75", "sentence: In a trial of 75")
        read = site.build().read
        assert {"types/car-t", "illnesses/leukaemia"} <= read
        assert "illnesses/worn-knee" not in read

    def test_a_use_that_is_new_reaches_an_illness_that_had_none(self, site: Site) -> None:
        """The illness did not show the treatment before."""
        site.record("types/car-t.yaml", "      - leukaemia\n    area", "      - leukaemia\n      - worn-knee\n    area")
        built = site.build()
        assert "illnesses/worn-knee" in built.read
        assert "CAR-T cell therapy" in words(built, "illnesses/worn-knee")

    def test_a_use_that_goes_leaves_the_illness(self, site: Site) -> None:
        """The illness showed it, and must not any more."""
        site.record("types/car-t.yaml", "      - leukaemia\n    area", "      - worn-knee\n    area")
        built = site.build()
        assert {"illnesses/leukaemia", "illnesses/worn-knee"} <= built.read
        assert "In one trial of 75 people" not in words(built, "illnesses/leukaemia")

    def test_a_changed_question_rereads_what_it_is_about(self, site: Site) -> None:
        """Its wording stands on the pages of its illness and its medicine."""
        site.record("questions/what-is-car-t.yaml", "question: What is CAR-T?", "question: What does CAR-T mean?")
        read = site.build().read
        assert {"questions/what-is-car-t", "illnesses/leukaemia", "products/exampleleucel", "records"} <= read
        assert "illnesses/worn-knee" not in read


@pytest.mark.parametrize(
    ("id", "address"),
    [
        ("how-to-find-a-trial", "Be Part of Research (NIHR)"),
        ("report-a-side-effect", "MHRA Yellow Card"),
        ("harmed-by-a-stem-cell-clinic", "MHRA Yellow Card: falsified or unlicensed products"),
    ],
)
def test_a_question_says_where_to_turn(id: str, address: str) -> None:
    """What one can do in each country stands there, and each country leads to all of its addresses."""
    t = load()
    found = QuestionPage(t, t.questions[id]).offices()
    assert found is not None
    (bullets,) = found.blocks
    assert isinstance(bullets, Bullets)
    led = {
        run.id: [each.words for each in item if isinstance(each, Url)]
        for item in bullets.items
        for run in item
        if isinstance(run, Ref)
    }

    assert led.keys() == t.countries.keys()
    assert address in led["uk"]


def test_no_other_question_says_where_to_turn() -> None:
    """Who does not ask for addresses gets none."""
    t = load()
    assert QuestionPage(t, t.questions["what-is-crs"]).offices() is None


def test_a_question_shows_the_list_of_a_treatment() -> None:
    """What to ask the doctor is derived, and stands on the page of the question with its treatment."""
    page = QuestionPage(load(), load().questions["questions-to-ask-before-treatment"])
    shown = [each for each in page.shown() if isinstance(each, Section)]
    assert [each.slug for each in shown] == ["questions-car-t-cell-therapy"]
    assert "What do we do if my cells cannot be made" in str(shown[0].blocks)


def test_a_use_is_told_once() -> None:
    """When and for what age does not begin as the indication does already: not "first treatment, first treatment or later"."""
    again = {
        (type_.id, use.indication, each)
        for type_ in load()
        for use in type_.uses
        for each in (use.line, use.age)
        if len(each.split()) > 1
        and each not in use.indication
        and " ".join(each.split()[:2]).strip(",;:") in use.indication
    }
    assert not again
