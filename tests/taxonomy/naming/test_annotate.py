"""A name from elsewhere is found to mean a product or a treatment, or nothing."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

import taxonomy
from benchmarks.names import NAMES, UNSEEN, cases, score
from taxonomy import Taxonomy, load
from taxonomy.command.line import main
from tests.small import CAR_T, write


def first(name: str) -> str:
    """The identifier of the first hit, or nothing."""
    (found,) = taxonomy.annotate([name])
    return found.hits[0].id if found.hits else ""


def open_lines(path: Path) -> list[str]:
    """The lines of a file of names, but for its head."""
    return path.read_text(encoding="utf-8").splitlines()[1:]


class TestBenchmark:
    """Names drawn from trials, labelled by hand."""

    def test_most_are_right_and_none_is_found_in_vain(self) -> None:
        """The first hit is right for nearly nine in ten, and what names nothing stays silent."""
        found = score(cases())

        assert found.of + found.of_nothing >= 300
        assert found.right >= 0.88 * found.of
        assert found.in_vain == 0

    def test_each_miss_is_explained(self) -> None:
        """Every name that is missed has its reason in the file, and no other."""
        tried = [*cases(), *cases(UNSEEN)]
        assert [each.name for each in tried if each.right == bool(each.why_missed)] == []

    def test_chance_decides_nothing(self) -> None:
        """Two processes, which go through sets in other orders, find the same in the same order."""
        code = "import taxonomy; from benchmarks.names import cases; print([[hit.id for hit in each.hits] for each in taxonomy.annotate([case.name for case in cases()])])"
        command, root = [sys.executable, "-c", code], Path(__file__).parents[3]
        told = {
            subprocess.run(
                command, cwd=root, env={"PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True
            ).stdout
            for seed in ("0", "1", "2")
        }
        assert len(told) == 1

    def test_names_that_nobody_had_seen(self) -> None:
        """The score of the first run is kept; what was right then is right still, and no trial stands in both files."""
        tried = cases(UNSEEN)
        found = score(tried)

        assert {each.at_first for each in tried} == {"right", "wrong"}
        assert [each.name for each in tried if each.at_first == "right" and not each.right] == []
        assert found.right > sum(each.at_first == "right" for each in tried if each.expected)
        assert found.in_vain == 0
        seen, unseen = ({line.split(",NCT")[1][:8] for line in open_lines(path)} for path in (NAMES, UNSEEN))
        assert seen & unseen == set()

    def test_labels_are_records(self, real: Taxonomy) -> None:
        """What a name should mean is a treatment or a product of the reference, but for the two terms themselves."""
        wanted = {id for each in [*cases(), *cases(UNSEEN)] for id in each.expected}

        assert wanted - real.types.keys() - real.products.keys() - real.concepts.keys() <= {"sintilimab"}


@pytest.mark.parametrize(
    "name",
    [
        "Pembrolizumab",
        "pembrolizumab 200 mg IV every 3 weeks",
        "Drug: pembrolizumab (MK-3475)",
        "MK3475",
        "MK 3475",
        "SCH 900475",
        "KEYTRUDA® 25 mg/mL",
        "[pembrolizumab]",
        "pembrolizumb",
        "Cohort A: pembrolizumab, day 1 of each 21-day cycle",
        "placebo + pembrolizumab",
        "Carboplatin, pemetrexed and pembrolizumab",
    ],
)
def test_dose_bracket_route_code_and_slip_do_not_matter(name: str) -> None:
    """However a trial writes it, it is the same medicine."""
    assert first(name) == "pembrolizumab"


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("axi-cel", "axicabtagene-ciloleucel"),
        ("relatlimab-rmbw + nivolumab", "nivolumab"),
        ("CART-BCMA", "car-t-bcma"),
        ("anti-CD19 CAR", "car-t-cd19"),
        ("autologous peripheral blood stem cell transplantation", "autologous-stem-cell-transplant"),
        ("haplo-HSCT", "haploidentical-transplant"),
        ("Wharton's jelly mesenchymal stem cells", "mesenchymal-stromal-cell-therapy"),
        ("zanolimumab", "monoclonal-antibody-therapy"),
        ("nivatrotamig", "monoclonal-antibody-therapy"),
        ("nab-paclitaxel", "chemotherapy"),
        ("CAR-20/19-T cells", "car-t-cell-therapy"),
        ("iC9-CAR19 T cells", "car-t-cd19"),
        ("CD7-CART01", "car-t-cell-therapy"),
        ("EBV CTLs", "t-cell-therapy"),
        ("hMSC-Exos, dosage 2", "exosome-products"),
        ("zamtocabtagene autoleucel", "car-t-cell-therapy"),
        ("pediatric multiTAA T cells, stage 2", "t-cell-therapy"),
        ("influenza vaccine, quadrivalent", "preventive-vaccine"),
    ],
)
def test_language_of_trials(name: str, id: str) -> None:
    """Short forms, endings and other spellings are heard."""
    assert first(name) in {id, *([] if id != "preventive-vaccine" else ["inactivated-vaccine"])}


@pytest.mark.parametrize(
    "name",
    [
        "",
        "   ",
        "+",
        "((",
        "0.9% saline",
        "placebo matching nivolumab",
        "sham CAR-T infusion",
        "pembrolizumab PET/CT",
        "antibody titre measurement",
        "vaccine education programme",
        "Diagnostic Test: cytokines",
        "closure without mesenchymal stem cells",
        "OTC",
        "act",
        "LY1234567",
        "x" * 5000,
    ],
)
def test_nothing_is_found_where_nothing_is_given(name: str) -> None:
    """A dummy, a test, what is left out, an unknown code and nonsense mean nothing."""
    assert first(name) == ""


def test_combination_falls_into_its_parts() -> None:
    """Each part of a combination is found, products before chemotherapy."""
    (found,) = taxonomy.annotate(["Cisplatin/gemcitabine + durvalumab and tremelimumab"])

    assert [hit.id for hit in found.hits] == ["durvalumab", "tremelimumab", "chemotherapy"]


def test_product_comes_before_its_kind() -> None:
    """The kind of a product that was found is no hit of its own."""
    (found,) = taxonomy.annotate(["nivolumab, a PD-1 inhibitor"])

    assert [(hit.kind, hit.id) for hit in found.hits] == [("product", "nivolumab")]


def test_hit_tells_how_it_was_found() -> None:
    """The name that matched, its kind, the part that was read and the score."""
    (found,) = taxonomy.annotate(["CTL019 infusion"])
    (hit,) = found.hits

    assert (hit.id, hit.matched, hit.named, hit.text, hit.score) == (
        "tisagenlecleucel",
        "CTL-019",
        "code",
        "CTL019",
        0.9,
    )


def test_illnesses_are_found_if_wanted(real: Taxonomy) -> None:
    """By default no illness is a hit."""
    name = "multiple myeloma"

    assert taxonomy.annotate([name])[0].hits == ()
    assert [hit.id for hit in taxonomy.annotate([name], ["illness"], of=real)[0].hits] == ["multiple-myeloma"]


def test_unknown_kind_is_refused() -> None:
    """A kind that does not exist is told with those that do."""
    with pytest.raises(ValueError, match="'claim' is no kind of thing; expected of product, type, concept, illness"):
        taxonomy.annotate(["a"], ["claim"])


def test_names_of_other_kinds_are_read(tmp_path: Path) -> None:
    """Groups of names are found by their kind: a wider one only as the whole, a narrower one within."""
    groups = (
        "names:\n  - kind: broader\n    names:\n      - engineered cells\n    sources:\n      - asgct-faq\n"
        "  - kind: narrower\n    names:\n      - Testocel\n    sources:\n      - asgct-faq\n"
        "  - kind: stem\n    names:\n      - quxleucel\n    sources:\n      - asgct-faq\n"
    )
    of = load(
        write(
            tmp_path / "data",
            car_t=CAR_T.replace("sources:\n  - asgct-faq\nreviewed", groups + "sources:\n  - asgct-faq\nreviewed"),
        )
    )

    def hits(name: str) -> list[tuple[str, str, float]]:
        return [(hit.id, hit.named, hit.score) for hit in taxonomy.annotate([name], of=of)[0].hits]

    assert hits("engineered cells") == [("car-t", "broader", 0.6)]
    assert hits("many engineered cells of mice") == []
    assert hits("Testocel 5 mg") == [("car-t", "narrower", 1.0)]
    assert hits("Barquxleucel") == [("car-t", "stem", 0.5)]


def test_command(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """One name a line from a file or from standard input; empty lines are none."""
    monkeypatch.setattr(sys, "stdin", io.StringIO("CTL019\n\nplacebo\n"))

    assert main(["annotate"]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(line["name"], [hit["id"] for hit in line["hits"]]) for line in lines] == [
        ("CTL019", ["tisagenlecleucel"]),
        ("placebo", []),
    ]

    names = tmp_path / "names.txt"
    names.write_text("\ufeffmultiple myeloma\n", encoding="utf-8")
    assert main(["annotate", "--kind", "illness", str(names)]) == 0
    assert json.loads(capsys.readouterr().out)["hits"][0]["id"] == "multiple-myeloma"


def test_command_without_input(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Closed standard input is told."""
    monkeypatch.setattr(sys, "stdin", None)

    assert main(["annotate"]) == 1
    assert "standard input: is closed; expected a name a line, or the name of a file" in capsys.readouterr().err
