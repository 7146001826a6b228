"""Where newer evidence may exist: uses with old studies alone, reviews with a newer version, trials that were to end.

Nothing of this is wrong: it tells where to look. The data stays valid meanwhile.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from taxonomy.loading.folder import Folder
from taxonomy.model.citation import cited_keys
from taxonomy.model.days import before
from taxonomy.model.problems import Problem, dotted

YEARS: Final = 5
#: What a source must be to count as evidence: a label or a regulator's table is of the year in which it was read.
STUDIES: Final = ("trial", "review", "guideline")
#: A Cochrane review's number and version, as its DOI tells them.
COCHRANE: Final = re.compile(r"14651858\.(CD\d{6})\.pub(\d+)", re.IGNORECASE)
KINDS: Final = {
    "uses": "uses whose newest study is old",
    "reviews": "reviews that were replaced",
    "trials": "trials that were to end",
}


def newer(folder: Folder, today: date | None = None, years: int = YEARS) -> dict[str, list[Problem]]:
    """Where to look for newer evidence, by kind, each with its place.

    Args:
        folder: a data folder as read.
        today: the day to count from.
        years: the age from which the newest study of a use is old.
    """
    now = today or date.today()  # noqa: DTZ011 - a review date is a local day
    found = {
        "uses": old_uses(folder, now, years),
        "reviews": replaced_reviews(folder),
        "trials": ended_trials(folder, now),
    }
    return {kind: sorted(each) for kind, each in found.items()}


def old_uses(folder: Folder, today: date, years: int) -> Iterator[Problem]:
    """Uses whose newest study, review or guideline is older than so many years, unless somebody searched since."""
    for id, record in folder.records["type"].items():
        for number, use in enumerate(record.get("uses", ())):
            newest = max(studied(folder, use), default="")
            looked = not before(use.get("searched", "0001"), str(today.year - 1))
            if newest and today.year - int(newest) > years and not looked:
                file = folder.files["type", id]
                at = ("uses", number, "indication")
                what = f"'{use['indication']}' rests on studies of {newest} and before"
                yield Problem(file.shown, file.line(at), dotted(at), what, f"a look for studies since {newest}")


def studied(folder: Folder, use: dict[str, Any]) -> Iterator[str]:
    """The years of the studies, reviews and guidelines behind a use: of its evidence, else of what it cites.

    A page that is kept up to date, such as PDQ, bears the year in which it was read: its studies are older.
    """
    evidence = use.get("evidence", ())
    yield from (each["year"] for each in evidence)
    for key in cited_keys(use.get("sources", ())) if not evidence else ():
        entry = folder.entries.get(key)
        if entry and entry.fields["keywords"] in STUDIES and "retracted" not in entry.fields:
            yield entry.fields["year"]


def cited(folder: Folder) -> dict[str, list[str]]:
    """The records that cite each source: ``type:car-t-cd19``."""
    found: dict[str, list[str]] = {}
    for (kind, id), names in folder.named.items():
        for to, key in names:
            if to == "source":
                found.setdefault(key, []).append(f"{kind}:{id}")
    return found


def told(folder: Folder, key: str, field: str, what: str, expected: str) -> Problem:
    """A hint at the line of a source."""
    entry = folder.entries[key]
    shown = folder.shown(folder.root / "sources.bib")
    return Problem(shown, entry.lines.get(field, entry.line), field, what, expected)


def replaced_reviews(folder: Folder) -> Iterator[Problem]:
    """Cited reviews that say that they were replaced, or of which the bibliography holds a newer version."""
    versions: dict[str, dict[int, str]] = {}
    for key, entry in folder.entries.items():
        if named := COCHRANE.search(f"{entry.fields.get('doi', '')} {entry.fields.get('url', '')}"):
            versions.setdefault(named[1].upper(), {})[int(named[2])] = key
    by = cited(folder)
    for key, entry in folder.entries.items():
        if key in by and "replaced" in entry.fields:
            what = f"{key} was replaced in {entry.fields['replaced']}; {listed(by[key])} cites it"
            yield told(folder, key, "replaced", what, "the newer version")
    for number, known in versions.items():
        last = max(known)
        for version, key in known.items():
            if version < last and key in by and "replaced" not in folder.entries[key].fields:
                what = f"{key} is version {version} of {number}; {listed(by[key])} cites it"
                yield told(folder, key, "doi", what, f"{known[last]}, which is version {last}")


def ended_trials(folder: Folder, today: date) -> Iterator[Problem]:
    """Cited trials whose planned end has passed."""
    by = cited(folder)
    for key, entry in folder.entries.items():
        ends = entry.fields.get("ends", "")
        if key in by and ends and before(ends, today.isoformat()):
            what = f"{key} was to end by {ends}; {listed(by[key])} cites it"
            yield told(folder, key, "ends", what, "its results, or its new end")


def listed(records: list[str]) -> str:
    """The first of some records, and how many more."""
    return records[0] if len(records) == 1 else f"{records[0]} (and {len(records) - 1} more)"
