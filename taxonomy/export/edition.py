"""The one edition of the data from which every format is made.

Records stay as they are, with what is derived from them beside them, marked as derived.
The tables say the same in rows: each with its sources and the day of its review.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any

from taxonomy.decide.cases import classified
from taxonomy.model.fields import Record
from taxonomy.model.records import KINDS, Type
from taxonomy.query.changes import newest_review
from taxonomy.query.labels import label, warning_required
from taxonomy.query.outcomes import told
from taxonomy.query.taxonomy import Taxonomy

from .catalogue.downloads import Download
from .catalogue.release import changed, digest, version_of
from .columns import Table
from .names import Name, names_by_type
from .tables import all_tables
from .tables.making import in_order


def full(taxonomy: Taxonomy, record: Record) -> dict[str, Any]:
    """A record with what is derived from it, kept apart under ``derived``."""
    data: dict[str, Any] = {**record.data}
    if isinstance(record, Type):
        labels = [
            {"indication": use.indication, "jurisdiction": status.jurisdiction, "label": label(use, status).words}
            for use in record.uses
            for status in use.status
        ]
        derived = {**classified(taxonomy.classify(record)), "labels": labels}
        derived["warning_required"] = warning_required(record)
        derived["outcomes"] = [
            {
                "indication": use.indication,
                "people": [each._asdict() for each in made.groups],
                "sentence": made.sentence,
            }
            for use in record.uses
            for made in map(told, use.outcomes)
        ]
        data["derived"] = derived
    return data


class Edition:
    """The data as every format shows it, at one release.

    Attributes:
        reviewed: the newest day on which any record was compared with its sources.
        made: files of formats that others are made of, too.
        downloads: the files that are offered, as catalogues list them.
    """

    def __init__(self, taxonomy: Taxonomy, downloads: Iterable[Download] = ()) -> None:
        self.taxonomy, self.downloads = taxonomy, tuple(downloads)
        self.made: dict[str, dict[str, bytes]] = {}
        self.reviewed = newest_review(taxonomy)

    @cached_property
    def digest(self) -> str:
        """The SHA-256 of all records and sources."""
        return digest(self.taxonomy)

    @cached_property
    def version(self) -> str:
        """The release of the package with letters that follow the data, such as ``0.1.0+3fa9c1d2``."""
        return version_of(self.taxonomy)

    @cached_property
    def modified(self) -> str:
        """The day on which the data last changed, or that of the newest review where nobody knows."""
        return self.taxonomy.changed or max(changed(self.taxonomy.folder), self.reviewed)

    def records(self, kind: str) -> Iterator[dict[str, Any]]:
        """All records of a kind, in the order of identifiers, with what is derived from them."""
        for _, data in sorted(self.taxonomy.records.get(kind, {}).items()):
            yield full(self.taxonomy, KINDS[kind](data))

    def types(self) -> list[Type]:
        """Every type, in the order of identifiers."""
        return in_order(self.taxonomy)

    @cached_property
    def names(self) -> dict[str, list[Name]]:
        """The names of every type beside its preferred one, each with its scope."""
        return names_by_type(self.taxonomy)

    @cached_property
    def tables(self) -> dict[str, Table]:
        """Every table by its name."""
        return all_tables(self.taxonomy)
