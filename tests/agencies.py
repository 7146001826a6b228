"""Small files as FDA and EMA publish theirs."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from taxonomy.verify.regulators import EMA_COLUMNS, FDA_COLUMNS

FDA_ROW = {
    "BLA Number": "125646",
    "Applicant": "Novartis Pharmaceuticals Corporation",
    "Proprietary Name": "Kymriah",
    "Proper Name": "tisagenlecleucel",
    "License Type": "351(a)",
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
        "Name of medicine": "Sugar",
        EMA_COLUMNS[3]: "sugar",
        EMA_COLUMNS[4]: "No",
        EMA_COLUMNS[7]: "14/03/2026",
    }
    return table(folder / "ema.csv", EMA_COLUMNS, *rows, newest)
