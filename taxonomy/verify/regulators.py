"""Reads the files that FDA and EMA publish: the Purple Book and the table of medicines.

Purple Book: monthly, one row for each strength and package; a block of the month's
changes stands before the full table, and a title may stand before both.
EMA: one row for each medicine. Dates there are day/month/year, here ISO 8601.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

from taxonomy.model.problems import DataError, Problem

FDA_COLUMNS = (
    "BLA Number", "Applicant", "Proprietary Name", "Proper Name", "License Type", "Licensure", "Approval Date",
    "Submission Type", "Center",
)  # fmt: skip
EMA_COLUMNS = (
    "EMA product number", "Name of medicine", "Medicine status", "International non-proprietary name (INN) / common name",
    "Advanced therapy", "Conditional approval", "Marketing authorisation developer / applicant / holder",
    "Marketing authorisation date", "Withdrawal of application date", "Refusal of marketing authorisation date",
    "Withdrawal / expiry / revocation / lapse of marketing authorisation date",
)  # fmt: skip
#: What a column was called in older editions, and columns that not every edition has.
FORMERLY = {"License Type": "BLA Type"}
OPTIONAL = ("Opinion status", "Opinion adopted date", "ATC code (human)")
#: A title of FDA's that announces the changes of a month; the whole table may follow, with a header of its own.
CHANGES = re.compile(r"Changes Report")
TITLE_LINES = 30  # how far down the names of the columns may stand
FDA_STATUS = {"Licensed": "approved", "Voluntarily Revoked": "withdrawn", "Revoked": "withdrawn"}
EMA_STATUS = {
    "Authorised": "approved",
    "Withdrawn": "withdrawn",
    "Expired": "withdrawn",
    "Lapsed": "withdrawn",
    "Revoked": "withdrawn",
    "Refused": "refused",
    "Application withdrawn": "application_withdrawn",
    "Withdrawn from rolling review": "application_withdrawn",
    "Suspended": "suspended",
    "Opinion": "undecided",
    "Opinion under re-examination": "undecided",
}
# FDA's proper names of products with living human cells, and of gene therapies.
CELLS_AND_GENES = re.compile(
    r"(leucel|temcel|cel|vec)\b|\bHPC\b|progenitor cells|cultured|thymus tissue|sipuleucel|azficel|tissue engineered|stemcel",
    re.IGNORECASE,
)

# Vaccines, immune globulins and antitoxins, by their names and by EMA's codes: news of them is told.
VACCINES_AND_GLOBULINS = re.compile(
    r"vaccine|immune globulin|immunoglobulin|antivenin|antivenom|antitoxin|toxoid", re.IGNORECASE
)
CODES = re.compile(r"J0[67]")
MICROBES = re.compile(r"microbiota", re.IGNORECASE)
NEWS = 3  # years before the newest day of a file

# Several brands in a cell; a slash may also be part of one: "Gammagard S/D".
BRANDS = re.compile(r"[,;]|/(?=\s?[A-Z][a-z])")


class Entry(NamedTuple):
    """One licence or medicine as an agency's file has it.

    Attributes:
        advanced: whether it belongs here for what it is: an advanced therapy (EMA), or a product
            with cells or genes (FDA).
        news: whether it is a vaccine or an immune globulin of the last years, or an opinion against a product.
        first: whether it is a product of its own, not a biosimilar of another.
        days: the first day of each brand that stands under the number, by the brand.
    """

    agency: str
    number: str
    names: tuple[str, ...]
    brands: tuple[str, ...]
    holder: str
    status: str
    date: str
    ended: str
    advanced: bool
    news: bool
    first: bool
    line: int
    days: dict[str, str]


class AgencyFile(NamedTuple):
    """An agency's file: its entries by number, and the newest day that it mentions.

    Attributes:
        whole: whether it holds every licence, and not the changes of a month alone.
    """

    path: str
    entries: dict[str, Entry]
    newest: str
    whole: bool


def column(name: str) -> str:
    """The name of a column, as CSV, XLSX and JSON editions of a file share it."""
    return re.sub(r"[^a-z]+", "_", name.lower().replace("(inn)", "")).strip("_")


def is_whole(text: str) -> bool:
    """Whether a file holds more than the changes of a month: the header stands twice, or no title announces changes."""
    headers = sum("bla_number" in map(column, line.split(",")) for line in text.splitlines())
    return headers > 1 or not CHANGES.search(text[:1000])


def rows(path: Path, wanted: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    """Each row of a CSV file, with its line, as a mapping from the wanted columns.

    A column that not every edition has is empty where it is missing.

    Raises:
        DataError: if the file is not such a table.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        problem = Problem(str(path), 1, "file", f"is not UTF-8 text (byte {error.start})", "a CSV file saved as UTF-8")
        raise DataError([problem]) from None
    keys = [column(name) for name in wanted]
    former = {column(old): column(new) for new, old in FORMERLY.items()}
    header: list[str] = []
    reader = csv.reader(text.splitlines(keepends=True))
    for cells in reader:
        found = [former.get(column(cell), column(cell)) for cell in cells]
        if set(keys) <= set(found):
            header = found
        elif header and any(cells):
            if len(cells) < len(header):
                problem = Problem(str(path), reader.line_num, "row", f"has {len(cells)} cells", f"{len(header)} cells")
                raise DataError([problem])
            row = dict(zip(header, (" ".join(cell.split()) for cell in cells), strict=False))
            more = {name: row.get(column(name), "") for name in OPTIONAL}
            yield reader.line_num, more | {name: row[key] for name, key in zip(wanted, keys, strict=True)}
        elif not header and reader.line_num > TITLE_LINES:
            break
    if not header:
        raise DataError([Problem(str(path), 1, "header", "is missing", "a row with the columns " + ", ".join(wanted))])


def iso(text: str) -> str:
    """A day as ISO 8601, from ``24/07/2020``, ``24-Jul-20``, ``July 24, 2020`` or ISO; empty stays empty.

    Raises:
        ValueError: if the text is none of these.
    """
    if not text:
        return ""
    for form in ("%d/%m/%Y", "%d-%b-%y", "%Y-%m-%d", "%B %d, %Y"):
        try:
            day = datetime.strptime(text if "," in text else text[:10], form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
        # Two digits of a year never mean the future: these are days of past decisions.
        return (day.replace(year=day.year - 100) if day > date.today() else day).isoformat()  # noqa: DTZ011
    raise ValueError(text)


def read_fda(path: Path) -> AgencyFile:
    """The Purple Book: one entry for each licence (BLA)."""
    days = Days(path)
    licences: dict[str, list[tuple[int, dict[str, str]]]] = {}
    for line, row in rows(path, FDA_COLUMNS):
        licences.setdefault(row["BLA Number"], []).append((line, row))
    entries = {}
    for number, lines in licences.items():
        dated = [(days(line, "Approval Date", row), row["Submission Type"] == "Original") for line, row in lines]
        first = sorted(day for day, original in dated if day and original) or sorted(day for day, _ in dated if day)
        states = {days.state(FDA_STATUS, line, "Licensure", row) for line, row in lines}
        line, row = lines[0]
        brands = (brand.strip() for _, each in lines for brand in BRANDS.split(each["Proprietary Name"]))
        days_of: dict[str, list[str]] = {}
        for at, each in lines:
            for brand in BRANDS.split(each["Proprietary Name"]):
                days_of.setdefault(brand.strip(), []).append(days(at, "Approval Date", each))
        entries[f"BLA {number}"] = Entry(
            agency="FDA",
            number=f"BLA {number}",
            names=tuple(dict.fromkeys(each["Proper Name"] for _, each in lines)),
            brands=tuple(dict.fromkeys(brand for brand in brands if brand not in ("", "N/A"))),
            holder=row["Applicant"],
            status="approved" if "approved" in states else "withdrawn",
            date=first[0] if first else "",
            ended="",
            advanced=row["Center"] == "CBER" and bool(CELLS_AND_GENES.search(row["Proper Name"])),
            news=bool(VACCINES_AND_GLOBULINS.search(row["Proper Name"])),
            first=row["License Type"] == "351(a)",
            line=line,
            days={brand: min(filter(None, found), default="") for brand, found in days_of.items()},
        )
    return days.file(entries)


def read_ema(path: Path) -> AgencyFile:
    """EMA's table of medicines: one entry for each product number."""
    days = Days(path)
    entries = {}
    for line, row in rows(path, EMA_COLUMNS):
        status = days.state(EMA_STATUS, line, "Medicine status", row)
        if status == "approved" and row["Conditional approval"] == "Yes":
            status = "conditional"
        against = status == "undecided" and row["Opinion status"] == "Negative"
        names = row[EMA_COLUMNS[3]]
        of_interest = bool(
            CODES.match(row["ATC code (human)"]) or MICROBES.search(names) or CELLS_AND_GENES.search(names)
        )
        of_interest = of_interest or row["Advanced therapy"] == "Yes"
        day = {"refused": EMA_COLUMNS[9], "application_withdrawn": EMA_COLUMNS[8]}.get(status, EMA_COLUMNS[7])
        name, _, former = row["Name of medicine"].partition(" (previously ")
        entries[row["EMA product number"]] = Entry(
            agency="EMA",
            number=row["EMA product number"],
            names=tuple(filter(None, [row[EMA_COLUMNS[3]]])),
            brands=(name, *filter(None, re.split(r" and |, ", former.removesuffix(")")))),
            holder=row[EMA_COLUMNS[6]],
            status=status,
            date=days(line, "Opinion adopted date" if against else day, row),
            ended=days(line, EMA_COLUMNS[10], row) if status == "withdrawn" else "",
            advanced=row["Advanced therapy"] == "Yes" and status != "undecided",
            news=of_interest and (status != "undecided" or against),
            first=True,
            line=line,
            days={},
        )
    return days.file(entries)


class Days:
    """Reads the days and states of a file, collecting its problems and the newest day."""

    def __init__(self, path: Path) -> None:
        self.path, self.newest, self.problems = str(path), "", list[Problem]()

    def __call__(self, line: int, column: str, row: dict[str, str]) -> str:
        try:
            day = iso(row[column])
        except ValueError:
            expected = "a day such as 24/07/2020, 24-Jul-20 or July 24, 2020"
            self.problems.append(Problem(self.path, line, column, f"'{row[column]}' is not a day", expected))
            return ""
        self.newest = max(self.newest, day)
        return day

    def state(self, known: dict[str, str], line: int, column: str, row: dict[str, str]) -> str:
        if row[column] not in known:
            expected = "one of " + ", ".join(known)
            self.problems.append(Problem(self.path, line, column, f"'{row[column]}' is unknown", expected))
        return known.get(row[column], "")

    def file(self, entries: dict[str, Entry]) -> AgencyFile:
        """The file, if nothing in it is wrong; of what it could tell as news, only the last years are."""
        if self.problems:
            raise DataError(self.problems)
        since = f"{int(self.newest[:4] or 0) - NEWS}{self.newest[4:]}"
        recent = {number: each._replace(news=each.news and each.date >= since) for number, each in entries.items()}
        return AgencyFile(self.path, recent, self.newest, is_whole(Path(self.path).read_text(encoding="utf-8-sig")))
