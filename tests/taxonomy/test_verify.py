"""The products are compared with the files that FDA and EMA publish."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest

import taxonomy
from taxonomy.problems import DataError
from taxonomy.store import load
from taxonomy.taxonomy import Taxonomy
from taxonomy.verify.comparing import Comparison, Difference, main
from taxonomy.verify.regulators import EMA_COLUMNS, FDA_COLUMNS, iso, read_ema, read_fda

SAMPLES = Path(__file__).parents[3] / "shared" / "data" / "regulators"

FDA_ROW = {
    "BLA Number": "125646",
    "Applicant": "Novartis Pharmaceuticals Corporation",
    "Proprietary Name": "Kymriah",
    "Proper Name": "tisagenlecleucel",
    "BLA Type": "351(a)",
    "Licensure": "Licensed",
    "Approval Date": "30-Aug-17",
    "Submission Type": "Original",
    "Center": "CBER",
}
EMA_ROW = dict.fromkeys(EMA_COLUMNS, "") | {
    "EMA product number": "EMEA/H/C/004090",
    "Name of medicine": "Kymriah",
    "Medicine status": "Authorised",
    "International non-proprietary name (INN) / common name": "tisagenlecleucel",
    "Advanced therapy": "Yes",
    "Conditional approval": "No",
    "Marketing authorisation developer / applicant / holder": "Novartis Europharm Limited",
    "Marketing authorisation date": "23/08/2018",
}
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
BIB = "@misc{fda,\n  title = {List},\n}\n@misc{ema,\n  title = {Table},\n}\n"


def table(path: Path, columns: tuple[str, ...], *rows: dict[str, str], title: str = "") -> Path:
    """Write a CSV file as an agency would."""
    text = io.StringIO()
    writer = csv.DictWriter(text, columns)
    writer.writeheader()
    writer.writerows(rows)
    path.write_text("\ufeff" + title + text.getvalue(), encoding="utf-8")
    return path


def fda(folder: Path, *rows: dict[str, str], title: str = "") -> Path:
    """Write a Purple Book whose newest day is in 2025."""
    newest = FDA_ROW | {
        "BLA Number": "1",
        "Proper Name": "albumin",
        "Proprietary Name": "N/A",
        "Approval Date": "14-Mar-25",
    }
    return table(folder / "purple.csv", FDA_COLUMNS, *rows, newest, title=title)


def ema(folder: Path, *rows: dict[str, str]) -> Path:
    """Write a table of medicines whose newest day is in 2026."""
    newest = EMA_ROW | {
        EMA_COLUMNS[0]: "1",
        EMA_COLUMNS[3]: "sugar",
        EMA_COLUMNS[4]: "No",
        EMA_COLUMNS[7]: "14/03/2026",
    }
    return table(folder / "ema.csv", EMA_COLUMNS, *rows, newest)


def compared(
    folder: Path, product: dict[str, Any], purple: list[dict[str, str]], medicines: list[dict[str, str]]
) -> list[Difference]:
    """Compare one product with two small files."""
    records = {"type": {}, "product": {product["id"]: product}, "claim": {}, "authority": {}}
    return Comparison(Taxonomy(records), read_fda(fda(folder, *purple)), read_ema(ema(folder, *medicines))).differences


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
        biosimilar = second | {"BLA Number": "125998", "BLA Type": "351(k) Biosimilar"}
        found = compared(tmp_path, PRODUCT, [FDA_ROW, second, biosimilar], [EMA_ROW])

        assert [(each.product, each.field) for each in found] == [("BLA 125999", "appeared")]

    def test_another_agency(self, tmp_path: Path) -> None:
        """A medicine of EMA's that we know from FDA alone has appeared."""
        product = PRODUCT | {"approvals": PRODUCT["approvals"][:1]}
        found = compared(tmp_path, product, [FDA_ROW], [EMA_ROW])

        assert [(each.product, each.agency, each.field) for each in found] == [("EMEA/H/C/004090", "EMA", "appeared")]

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


class TestReading:
    """The files are read as the agencies write them; what cannot be read is told with its place."""

    def test_title_and_changes(self, tmp_path: Path) -> None:
        """A title and a block of changes before the full table, each with the names of the columns, change nothing."""
        plain = read_fda(fda(tmp_path, FDA_ROW))
        header = ",".join(FDA_COLUMNS)
        again = read_fda(fda(tmp_path, FDA_ROW, title=f"Purple Book\nMarch\n\n{header}\n,,,,,,,,\n"))

        assert [entry._replace(line=0) for entry in again.entries.values()] == [
            entry._replace(line=0) for entry in plain.entries.values()
        ]

    def test_names_of_columns(self, tmp_path: Path) -> None:
        """EMA's JSON edition, made a table, reads as the CSV edition does."""
        json_names = (
            "ema_product_number",
            "name_of_medicine",
            "medicine_status",
            "international_non_proprietary_name_common_name",
            "advanced_therapy",
            "conditional_approval",
            "marketing_authorisation_developer_applicant_holder",
            "marketing_authorisation_date",
            "withdrawal_of_application_date",
            "refusal_of_marketing_authorisation_date",
            "withdrawal_expiry_revocation_lapse_of_marketing_authorisation_date",
        )
        row = {name: EMA_ROW[column] for name, column in zip(json_names, EMA_COLUMNS, strict=True)}
        path = table(tmp_path / "json.csv", json_names, row)

        assert read_ema(path).entries == read_ema(table(tmp_path / "ema.csv", EMA_COLUMNS, EMA_ROW)).entries

    def test_first_of_several_rows(self, tmp_path: Path) -> None:
        """A licence began on the first day of an original application; brands of all rows count."""
        later = FDA_ROW | {
            "Approval Date": "1-May-18",
            "Proprietary Name": "Kymriah Duo, N/A",
            "Submission Type": "Supplement",
        }
        entry = read_fda(fda(tmp_path, later, FDA_ROW)).entries["BLA 125646"]

        assert (entry.date, entry.brands) == ("2017-08-30", ("Kymriah Duo", "Kymriah"))

    def test_brands_with_a_slash(self, tmp_path: Path) -> None:
        """A slash between brands parts them; a slash inside one does not."""
        row = FDA_ROW | {"Proprietary Name": "Epogen/Procrit, Gammagard S/D"}

        assert read_fda(fda(tmp_path, row)).entries["BLA 125646"].brands == ("Epogen", "Procrit", "Gammagard S/D")

    @pytest.mark.parametrize(
        ("text", "day"),
        [
            ("30-Aug-17", "2017-08-30"),
            ("21-Oct-42", "1942-10-21"),
            ("23/08/2018", "2018-08-23"),
            ("2018-08-23T10:00", "2018-08-23"),
            ("", ""),
        ],
    )
    def test_days(self, text: str, day: str) -> None:
        """Days become ISO 8601; two digits of a year never mean the future."""
        assert iso(text) == day

    @pytest.mark.parametrize(
        ("change", "place", "what"),
        [
            ({"Approval Date": "soon"}, 2, "Approval Date: 'soon' is not a day; expected a day such as"),
            ({"Licensure": "Lost"}, 2, "Licensure: 'Lost' is unknown; expected one of Licensed"),
        ],
    )
    def test_bad_value(self, tmp_path: Path, change: dict[str, str], place: int, what: str) -> None:
        """A day or state that we do not know is told with its line."""
        with pytest.raises(DataError, match="purple") as error:
            read_fda(fda(tmp_path, FDA_ROW | change))

        assert str(error.value).startswith(f"{tmp_path / 'purple.csv'}:{place}: {what}")

    def test_all_problems(self, tmp_path: Path) -> None:
        """All that is wrong in a file is told at once."""
        with pytest.raises(DataError) as error:
            read_ema(ema(tmp_path, EMA_ROW | {"Medicine status": "Lost", EMA_COLUMNS[7]: "soon"}))

        assert len(error.value.problems) == 2

    @pytest.mark.parametrize(
        ("content", "message"),
        [
            (b"a,b\n1,2\n", ":1: header: is missing; expected a row with the columns BLA Number"),
            (b"x\n" * 40, ":1: header: is missing"),
            (b"", ":1: header: is missing"),
            (b"\xff\xfe", ":1: file: is not UTF-8 text"),
            ((",".join(FDA_COLUMNS) + "\n1,2\n").encode(), ":2: row: has 2 cells; expected 9 cells"),
        ],
    )
    def test_not_the_file(self, tmp_path: Path, content: bytes, message: str) -> None:
        """Something else than the file is told in one line."""
        path = tmp_path / "purple.csv"
        path.write_bytes(content)
        with pytest.raises(DataError) as error:
            read_fda(path)

        assert str(error.value).startswith(f"{path}{message}")


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
