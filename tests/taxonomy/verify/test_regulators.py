"""The files of FDA and EMA are read as they write them."""

from __future__ import annotations

from pathlib import Path

import pytest

from taxonomy.model.problems import DataError
from taxonomy.verify.regulators import EMA_COLUMNS, FDA_COLUMNS, iso, read_ema, read_fda
from tests.agencies import EMA_ROW, FDA_ROW, ema, fda, table


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
