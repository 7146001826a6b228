"""The products are compared with the files that FDA and EMA publish."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import taxonomy
from taxonomy import load
from taxonomy.query.taxonomy import Taxonomy
from taxonomy.verify.comparing import Deviation, Findings, main
from taxonomy.verify.regulators import EMA_COLUMNS, read_ema, read_fda
from tests.agencies import EMA_ROW, FDA_ROW, ema, fda

SAMPLES = Path(__file__).parents[4] / "shared" / "data" / "regulators"

PRODUCT: dict[str, Any] = {
    "id": "tisagenlecleucel",
    "name": "tisagenlecleucel",
    "brands": ["Kymriah"],
    "holder": "Novartis Pharmaceuticals Corporation (United States); Novartis Europharm Limited (European Union)",
    "type": "car-t-cell-therapy",
    "approvals": [
        {"agency": "FDA", "status": "approved", "date": "2017-08-30", "number": "BLA 125646", "sources": ["fda"]},
        {"agency": "EMA", "status": "approved", "date": "2018-08-23", "number": "EMEA/H/C/004090", "sources": ["ema"]},
    ],
    "sources": ["fda"],
    "reviewed": "2026-11-22",
}
EXPLAINED = """\
- product: tisagenlecleucel
  agency: FDA
  field: date
  says: "2017-08-31"
  reason: A slip.
  sources:
    - fda
"""
TYPE = """\
id: car-t-cell-therapy
name: CAR-T cell therapy
family: effector-cells
sentence: Your own T cells are changed and given back to you.
attributes:
  agent:
    - cells
sources:
  - fda
reviewed: 2026-11-22
"""
REST = "author = {{A}},\n  year = {2026},\n  url = {https://a.org/},\n  urldate = {2026-11-22},\n  keywords = {regulator},\n}\n"
BIB = f"@misc{{fda,\n  title = {{List}},\n  {REST}@misc{{ema,\n  title = {{Table}},\n  {REST}"


def compared(
    folder: Path, product: dict[str, Any], purple: list[dict[str, str]], medicines: list[dict[str, str]]
) -> list[Deviation]:
    """Compare one product with two small files."""
    records = {"type": {}, "product": {product["id"]: product}, "claim": {}, "authority": {}}
    return Findings(Taxonomy(records), read_fda(fda(folder, *purple)), read_ema(ema(folder, *medicines))).differences


def changed(at: int, **values: str) -> dict[str, Any]:
    """Return the product with another value in one of its approvals."""
    approvals = [dict(each) for each in PRODUCT["approvals"]]
    approvals[at] |= values
    return PRODUCT | {"approvals": approvals}


class TestComparison:
    """A difference is told by product, agency and field, with its place in the file."""

    def test_agreement(self, tmp_path: Path) -> None:
        """A product that is as both files say has no difference."""
        assert compared(tmp_path, PRODUCT, [FDA_ROW], [EMA_ROW]) == []

    @pytest.mark.parametrize(
        ("product", "agency", "field", "says"),
        [
            (PRODUCT | {"name": "axicabtagene ciloleucel"}, "FDA", "name", "tisagenlecleucel"),
            (PRODUCT | {"brands": ["Kymriah", "Tecartus"]}, "FDA", "brand", "no such brand"),
            (
                PRODUCT | {"holder": "Novartis Europharm Limited"},
                "FDA",
                "holder",
                "Novartis Pharmaceuticals Corporation",
            ),
            (changed(0, date="2017-08-31"), "FDA", "date", "2017-08-30"),
            (changed(0, status="withdrawn"), "FDA", "status", "approved"),
            (changed(1, date="2018-08-22"), "EMA", "date", "2018-08-23"),
            (changed(1, status="conditional"), "EMA", "status", "approved"),
            (changed(1, ended="2024-01-01"), "EMA", "ended", "nothing"),
        ],
    )
    def test_each_field(self, tmp_path: Path, product: dict[str, Any], agency: str, field: str, says: str) -> None:
        """A wrong value in any one field is found, and nothing else is."""
        found = compared(tmp_path, product, [FDA_ROW], [EMA_ROW])

        assert [(each.product, each.agency, each.field, each.says) for each in found] == [
            (product["id"], agency, field, says)
        ]

    def test_place(self, tmp_path: Path) -> None:
        """The message begins with the file and the line of the row."""
        (found,) = compared(tmp_path, changed(0, date="2017-08-31"), [FDA_ROW], [EMA_ROW])

        assert (
            str(found)
            == f"{tmp_path / 'purple.csv'}:2: tisagenlecleucel: date: is 2017-08-31 here; the file says '2017-08-30'"
        )

    def test_brand_of_the_file(self, tmp_path: Path) -> None:
        """A brand that the file has and the product has not is found."""
        renamed = EMA_ROW | {"Name of medicine": "Kymriah (previously Kymlia and Kymnova)"}

        assert [each.says for each in compared(tmp_path, PRODUCT, [FDA_ROW], [renamed])] == ["Kymlia", "Kymnova"]

    def test_number_unknown_there(self, tmp_path: Path) -> None:
        """A number that the file has not is found, and so is the licence under its right number."""
        found = compared(tmp_path, changed(0, number="BLA 125640"), [FDA_ROW], [EMA_ROW])

        assert [(each.product, each.field) for each in found] == [
            ("tisagenlecleucel", "number"),
            ("BLA 125646", "appeared"),
        ]

    def test_number_missing(self, tmp_path: Path) -> None:
        """An approval without a number cannot be compared, and that is a difference."""
        approvals = [{k: v for k, v in PRODUCT["approvals"][0].items() if k != "number"}, PRODUCT["approvals"][1]]

        assert "number" in [
            each.field for each in compared(tmp_path, PRODUCT | {"approvals": approvals}, [FDA_ROW], [EMA_ROW])
        ]

    def test_newer_than_the_file(self, tmp_path: Path) -> None:
        """A decision after the newest day of a file is no difference."""
        assert compared(tmp_path, changed(0, number="BLA 999999", date="2026-01-01"), [], [EMA_ROW]) == []

    def test_not_in_a_book_of_biologics(self, tmp_path: Path) -> None:
        """A chemical medicine, a device and a refusal are not looked for in the Purple Book."""
        for approval in ({"number": "NDA 21-880"}, {"number": "HDE H990002"}, {"status": "not_approved"}):
            product = PRODUCT | {
                "approvals": [{"agency": "FDA", "status": "approved", "date": "2017-08-30", **approval}]
            }
            assert compared(tmp_path, product, [], []) == []

    def test_conditional(self, tmp_path: Path) -> None:
        """EMA tells conditional approvals apart, the Purple Book does not."""
        conditional = EMA_ROW | {"Conditional approval": "Yes"}
        product = changed(1, status="conditional")
        product["approvals"][0]["status"] = "conditional"

        assert compared(tmp_path, product, [FDA_ROW], [conditional]) == []

    def test_withdrawn_and_refused(self, tmp_path: Path) -> None:
        """Each state has its own day: of the refusal, of the withdrawn application, of the end."""
        for state, status, column in (
            ("Refused", "refused", EMA_COLUMNS[9]),
            ("Application withdrawn", "application_withdrawn", EMA_COLUMNS[8]),
        ):
            row = EMA_ROW | {"Medicine status": state, EMA_COLUMNS[7]: "", column: "25/07/2019"}
            assert compared(tmp_path, changed(1, status=status, date="2019-07-25"), [FDA_ROW], [row]) == []
        ended = EMA_ROW | {"Medicine status": "Lapsed", EMA_COLUMNS[10]: "04/01/2024"}
        assert compared(tmp_path, changed(1, status="withdrawn", ended="2024-01-04"), [FDA_ROW], [ended]) == []


class TestScope:
    """What stands in a file and not here is told, if it belongs here."""

    def test_another_licence(self, tmp_path: Path) -> None:
        """A second licence of a substance that we know has appeared; a biosimilar is left out."""
        second = FDA_ROW | {
            "BLA Number": "125999",
            "Proper Name": "tisagenlecleucel-abcd",
            "Proprietary Name": "Kymnova",
        }
        biosimilar = second | {"BLA Number": "125998", "License Type": "351(k) Biosimilar"}
        found = compared(tmp_path, PRODUCT, [FDA_ROW, second, biosimilar], [EMA_ROW])

        assert [(each.product, each.field) for each in found] == [("BLA 125999", "appeared")]

    def test_another_agency(self, tmp_path: Path) -> None:
        """A medicine of EMA's that we know from FDA alone has appeared."""
        product = PRODUCT | {"approvals": PRODUCT["approvals"][:1]}
        found = compared(tmp_path, product, [FDA_ROW], [EMA_ROW])

        assert [(each.product, each.agency, each.field) for each in found] == [("EMEA/H/C/004090", "EMA", "appeared")]

    def test_another_agency_by_its_brand(self, tmp_path: Path) -> None:
        """A medicine that FDA lists under our brand and in other words, and that we know from EMA alone, has appeared."""
        product = PRODUCT | {"approvals": PRODUCT["approvals"][1:]}
        row = FDA_ROW | {"Proper Name": "autologous cells, changed"}
        found = compared(tmp_path, product, [row], [EMA_ROW])

        assert [(each.product, each.agency, each.field) for each in found] == [("BLA 125646", "FDA", "appeared")]

    @pytest.mark.parametrize(
        ("name", "centre", "fields"),
        [
            ("novacabtagene autoleucel-abcd", "CBER", ["missing"]),
            ("HPC, Cord Blood", "CBER", ["missing"]),
            ("novagene parvovec", "CBER", ["missing"]),
            ("Rabies Vaccine", "CBER", []),
            ("novacabtagene autoleucel", "CDER", []),
        ],
    )
    def test_cells_and_genes_of_fda(self, tmp_path: Path, name: str, centre: str, fields: list[str]) -> None:
        """FDA's cell and gene products are known by centre and proper name."""
        other = FDA_ROW | {"BLA Number": "125999", "Proper Name": name, "Center": centre, "Proprietary Name": "Nova"}

        assert [each.field for each in compared(tmp_path, PRODUCT, [FDA_ROW, other], [EMA_ROW])] == fields

    def test_advanced_therapies_of_ema(self, tmp_path: Path) -> None:
        """EMA marks advanced therapies itself; one that waits for a decision is not missed."""
        other = EMA_ROW | {"EMA product number": "2", EMA_COLUMNS[3]: "novagene", "Name of medicine": "Nova"}
        waiting = other | {"EMA product number": "3", "Medicine status": "Opinion"}
        found = compared(tmp_path, PRODUCT, [FDA_ROW], [EMA_ROW, other, waiting])

        assert [(each.product, each.field) for each in found] == [("2", "missing")]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Write a data folder with one product whose US day is a day late."""
    data = tmp_path / "data"
    for name, text in {
        "types/car-t-cell-therapy.yaml": TYPE,
        "products/tisagenlecleucel.yaml": dump(changed(0, date="2017-08-30")),
        "sources.bib": BIB,
        "explained.yaml": EXPLAINED,
    }.items():
        (data / name).parent.mkdir(parents=True, exist_ok=True)
        (data / name).write_text(text, encoding="utf-8")
    return data


def dump(record: dict[str, Any]) -> str:
    """Return a record as YAML; its days stay text."""
    import yaml

    return yaml.safe_dump(record, sort_keys=False)


class TestCommand:
    """``python -m taxonomy.verify`` ends with 0 only if each difference is explained."""

    def run(self, folder: Path, row: dict[str, str], capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
        """Run the command; return its exit status and what it said."""
        files = [str(fda(folder.parent, row)), str(ema(folder.parent, EMA_ROW))]
        status = main([*files, "--data", str(folder)])
        said = capsys.readouterr()
        return status, said.out + said.err

    def test_explained(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """An explained difference is counted, and no failure."""
        status, said = self.run(folder, FDA_ROW | {"Approval Date": "31-Aug-17"}, capsys)

        assert status == 0
        assert said.splitlines()[-1] == "1 differences, 1 explained; 0 explanations no longer needed"

    def test_unexplained(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """A difference other than the explained one is a failure, and so is the idle explanation."""
        status, said = self.run(folder, FDA_ROW | {"Approval Date": "29-Aug-17"}, capsys)

        assert status == 1
        assert "date: is 2017-08-30 here; the file says '2017-08-29'" in said
        assert "explained.yaml:1: tisagenlecleucel.date: explains that FDA says '2017-08-31', which it does not" in said

    def test_no_longer_needed(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """An explanation without its difference is a failure by itself."""
        status, said = self.run(folder, FDA_ROW, capsys)

        assert status == 1
        assert said.splitlines()[-1] == "0 differences, 0 explained; 1 explanations no longer needed"

    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ("product: x\n", ":1: file: is not a list"),
            (EXPLAINED.replace("field: date", "field: day"), ":3: [0].field: 'day' is unknown"),
            (EXPLAINED.replace("  reason: A slip.\n", ""), ":1: [0].reason: is missing"),
            (EXPLAINED + "- [", "is not valid YAML"),
        ],
    )
    def test_bad_explanations(self, folder: Path, capsys: pytest.CaptureFixture[str], text: str, message: str) -> None:
        """A mistake in ``explained.yaml`` is told with its line."""
        (folder / "explained.yaml").write_text(text, encoding="utf-8")
        status, said = self.run(folder, FDA_ROW, capsys)

        assert status == 1
        assert message in said

    def test_no_file(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """A file that is not there is told in one line."""
        assert main(["none.csv", "none.csv", "--data", str(folder)]) == 1
        assert capsys.readouterr().err == "none.csv: No such file or directory\n"

    def test_check_leaves_explanations_alone(self, folder: Path) -> None:
        """The explanations do not disturb those who load the records."""
        assert list(load(folder).products) == ["tisagenlecleucel"]


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the agencies' own files are not here")
def test_the_agencies_own_files(capsys: pytest.CaptureFixture[str]) -> None:
    """With the files of FDA (May 2025) and EMA (March 2026), each difference of our products is explained."""
    status = main([str(SAMPLES / "purplebook_2025-05.csv"), str(SAMPLES / "ema_medicines_2026-03-14.csv")])

    assert (status, len(taxonomy.load().products) >= 300) == (0, True), capsys.readouterr().out


EDITIONS = [(fda, ema) for fda in ("purplebook_2025-05", "purplebook_2026-09_excerpt") for ema in ("ema_medicines_2026-03-14", "ema_medicines_2026-07-06")]  # fmt: skip


@pytest.mark.parametrize(("fda", "ema"), EDITIONS)
def test_each_edition_is_read(fda: str, ema: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Of each edition of the agencies' files that lies beside the checkout, every difference is explained."""
    paths = [SAMPLES / f"{name}.csv" for name in (fda, ema)]
    if not all(path.is_file() for path in paths):
        pytest.skip("the agencies' files are not here")
    assert main([str(path) for path in paths]) == 0, capsys.readouterr().out


def test_new_form_of_fda(tmp_path: Path) -> None:
    """FDA's title, its long dates, and the changes of a month alone: what is not in them is not missed."""
    newest = FDA_ROW | {"Approval Date": "August 30, 2017"}
    title = "Purple Book Monthly Historical Data Changes Report - September 2026,,\n,,\n"
    path = fda(tmp_path, newest, title=title)
    found = read_fda(path)

    assert not found.whole
    assert found.entries["BLA 125646"].date == "2017-08-30"
    other = PRODUCT | {"approvals": [dict(PRODUCT["approvals"][0], number="BLA 125999")]}
    records = {"type": {}, "product": {other["id"]: other}, "claim": {}, "authority": {}}
    told = Findings(Taxonomy(records), found, read_ema(ema(tmp_path))).differences
    assert [each for each in told if each.field == "number"] == []


def test_two_products_under_one_number(tmp_path: Path) -> None:
    """Each has the day of its own rows; a brand that nobody lists is told."""
    second = FDA_ROW | {"Proprietary Name": "Kymnova", "Approval Date": "20-Aug-20", "Submission Type": "Supplement"}
    approval = PRODUCT["approvals"][0]
    other = PRODUCT | {"id": "kymnova", "brands": ["Kymnova"], "approvals": [approval | {"date": "2020-08-20"}]}
    first = PRODUCT | {"approvals": [approval]}
    files = read_fda(fda(tmp_path, FDA_ROW, second)), read_ema(ema(tmp_path))
    both = {"type": {}, "product": {each["id"]: each for each in (first, other)}, "claim": {}, "authority": {}}

    assert [each for each in Findings(Taxonomy(both), *files).differences if each.field in ("date", "brand")] == []
    alone = both | {"product": {first["id"]: first}}
    assert [each.says for each in Findings(Taxonomy(alone), *files).differences if each.field == "brand"] == ["Kymnova"]


def test_news_of_vaccines_and_opinions(tmp_path: Path) -> None:
    """A new vaccine that is not here is told, and so is an opinion against a microbiota product."""
    vaccine = FDA_ROW | {"BLA Number": "125870", "Proper Name": "Example Vaccine", "Approval Date": "1-Feb-25", "Proprietary Name": "Vaxa"}  # fmt: skip
    row = EMA_ROW | {"EMA product number": "EMEA/H/C/009999", "Name of medicine": "Gutta", "Medicine status": "Opinion", "Advanced therapy": "No", EMA_COLUMNS[3]: "faecal microbiota, pooled", "Marketing authorisation date": ""}  # fmt: skip
    path = ema(tmp_path, row)
    lines = path.read_text(encoding="utf-8").splitlines()
    lines[0] += ",Opinion status,Opinion adopted date"
    lines[1] += ",Negative,25/06/2026"
    lines[2:] = [f"{line},," for line in lines[2:]]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    empty: dict[str, Any] = {"type": {}, "product": {}, "claim": {}, "authority": {}}
    told = Findings(Taxonomy(empty), read_fda(fda(tmp_path, vaccine)), read_ema(path)).differences

    assert {(each.agency, each.product) for each in told if each.field == "missing"} >= {
        ("FDA", "BLA 125870"),
        ("EMA", "EMEA/H/C/009999"),
    }
