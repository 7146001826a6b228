"""What a change does to the published data: facts, answers and pages.

Compares two data folders as a reader sees them: facts by what they are about, not by
their place in a file; then what is derived from them; then the pages that show either.
"""

from __future__ import annotations

import io
import json
import subprocess
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from taxonomy.decide.classification import AttributesError
from taxonomy.export.catalogue.release import changed, digest, version_of
from taxonomy.loading.checks.sense import texts
from taxonomy.loading.folder import Folder
from taxonomy.loading.sources import DATA, Source, read_sources
from taxonomy.model import vocabulary as v
from taxonomy.model.citation import cited_keys
from taxonomy.model.records import FOLDERS, Type
from taxonomy.query.labels import label
from taxonomy.query.taxonomy import Taxonomy

# What tells one block of a list from another.
NAMED_BY = {
    "uses": ("type", "indication"),
    "status": ("jurisdiction",),
    "approvals": ("agency", "number"),
    "statements": ("authority", "term"),
    "mappings": ("object_id",),
    "names": ("kind", "sources"),
    "targets": ("name",),
    "definitions": ("term", "role"),
    "harms": ("kind", "text"),
    "steps": ("step", "text"),
    "life": ("topic",),
    "costs": ("place", "kind", "as_of"),
    "evidence": ("name",),
    "outcomes": ("what", "time", "people"),
    "identifiers": ("id",),
    "not_same_as": ("other", "name"),
    "shows": ("type", "part"),
    "links": ("url",),
}
Facts = dict[str, list[str]]  # the values at each dotted place; more than one in a list of texts


class Change(NamedTuple):
    """One fact that differs. ``old`` is empty if it is new, ``new`` if it is gone."""

    record: str
    field: str
    old: str
    new: str

    def __str__(self) -> str:
        what = f"{self.record}: {self.field}"
        if not self.old:
            return f"+ {what}: {self.new}"
        return f"- {what}: {self.old}" if not self.new else f"! {what}: {self.old} → {self.new}"


class Difference(NamedTuple):
    """All that differs between two versions of the data.

    Attributes:
        added: records that are new, as ``types/ID``.
        removed: records that are gone.
        facts: facts of other records that differ, of sources too.
        answers: memberships, classes and labels of other types that came out differently.
        pages: pages that show any of it, without ``docs/`` and ``.md``.
        broken: problems of the new version; its broken records are not compared.
        broken_before: the same of the old version, by the rules of today.
    """

    added: list[str]
    removed: list[str]
    facts: list[Change]
    answers: list[Change]
    pages: list[str]
    broken: list[str]
    broken_before: list[str]


class Version:
    """One version of the data, with what is derived from it."""

    def __init__(self, folder: Folder) -> None:
        self.problems = [str(problem) for problem in folder.problems]
        whole = {kind: {id: data for id, data in some.items() if data} for kind, some in folder.records.items()}
        files = {f"{name}/{path.stem}" for name in FOLDERS.values() for path in (folder.root / name).glob("*.yaml")}
        self.broken = files - {f"{FOLDERS[kind]}/{id}" for kind, some in whole.items() for id in some}
        self.taxonomy = Taxonomy(whole, partial(read_sources, folder.root))
        self.records = {f"{FOLDERS[kind]}/{id}": data for kind, some in whole.items() for id, data in some.items()}
        self.sources: dict[str, Source] = self.taxonomy.sources if (folder.root / "sources.bib").is_file() else {}

    def facts(self) -> dict[str, Facts]:
        """The facts of every record and source."""
        found = {name: facts_in(data) for name, data in self.records.items()}
        for key, source in self.sources.items():
            found[f"sources/{key}"] = {name: [value] for name, value in source._asdict().items() if value}
        return found

    def answers(self) -> dict[str, Facts]:
        """What is derived of every type."""
        return {f"types/{each.id}": self.derived(each) for each in self.taxonomy}

    def derived(self, of: Type) -> Facts:
        try:
            found = self.taxonomy.classify(of)
        except AttributesError as error:  # attributes of an old version, which the rules no longer know
            return {"classification": [str(error)]}
        facts: Facts = {answer.term: [v.ANSWER[answer.value]] for answer in found.answers}
        facts["kinds"] = [rule.value for rule in found.subclasses]
        facts["EU class"], facts["FDA class"] = [found.eu_class.value], [found.fda_class.value]
        for use in of.uses:
            for status in use.status:
                facts[f"label[{use.indication}, {status.jurisdiction}]"] = [label(use, status).words]
        return facts

    def pages(self) -> dict[str, Any]:
        """What each page shows, as plain data to compare."""
        answers = self.answers()
        t = self.taxonomy
        found: dict[str, Any] = {f"types/{each.id}": self.page(each, answers) for each in t}
        for family in v.FAMILY:
            brief = [(each.id, each.name, each.sentence, answers[f"types/{each.id}"]) for each in t.family(family)]
            found[f"families/{family}"] = brief
        for theme in v.CLAIM_THEME:
            found[f"claims/{theme}"] = {id: each for id, each in t.records["claim"].items() if each["theme"] == theme}
        for kind in ("product", "claim", "authority"):
            found[FOLDERS[kind] if kind == "authority" else f"{FOLDERS[kind]}/index"] = t.records[kind]
        found["sources"] = self.sources
        return found

    def page(self, of: Type, answers: Mapping[str, Facts]) -> Any:
        t = self.taxonomy
        wider = [t[id] for id in of.parents if id in t]
        near = [*wider, *t.children(of), *(each for parent in wider for each in t.children(parent))]
        near += [] if wider else t.family(of.family)
        lists = [[dict(each.data) for each in t.products_of(of)], [dict(each.data) for each in t.claims_about(of)]]
        cited = sorted(set(cited_keys(text for _, text in texts([dict(of.data), lists]))) & self.sources.keys())
        names = {each.id: each.name for each in near}
        return [dict(of.data), answers[f"types/{of.id}"], lists, names, [self.sources[key] for key in cited]]


def facts_in(data: Any, path: str = "") -> Facts:
    """The facts of a record: its texts by the place that they stand in."""
    if isinstance(data, str):
        return {path: [data]}
    found: Facts = {}
    if isinstance(data, Mapping):
        for name, value in data.items():
            merge(found, facts_in(value, f"{path}.{name}".lstrip(".")))
    else:
        for each in data:
            inside = f"{path}[{title(path, each)}]" if isinstance(each, Mapping) else path
            merge(found, facts_in(each, inside))
    return found


def merge(into: Facts, more: Facts) -> None:
    for path, values in more.items():
        into.setdefault(path, []).extend(values)


def title(path: str, block: Mapping[str, Any]) -> str:
    keys = NAMED_BY[path.rpartition(".")[2]]
    return ", ".join(str(block[key]) for key in keys if key in block)


def changes(old: Mapping[str, Facts], new: Mapping[str, Facts]) -> list[Change]:
    """The facts that differ in what both versions have."""
    found = []
    for record in sorted(old.keys() & new.keys()):
        was, now = old[record], new[record]
        for field in [*was, *(name for name in now if name not in was)]:
            gone = [value for value in was.get(field, []) if value not in now.get(field, [])]
            come = [value for value in now.get(field, []) if value not in was.get(field, [])]
            if len(gone) == len(come) == 1:
                found.append(Change(record, field, gone[0], come[0]))
            else:
                found += [Change(record, field, value, "") for value in gone]
                found += [Change(record, field, "", value) for value in come]
            if not gone and not come and was.get(field) != now.get(field):
                found.append(Change(record, field, "; ".join(was[field]), "; ".join(now[field])))
    return found


def difference(old: Folder, new: Folder) -> Difference:
    """What differs between two versions of the data."""
    one, two = Version(old), Version(new)
    was, now = one.facts(), two.facts()
    shown, shows = one.pages(), two.pages()
    pages = sorted(name for name in shown.keys() | shows.keys() if shown.get(name) != shows.get(name))
    return Difference(
        sorted(now.keys() - was.keys() - one.broken),
        sorted(was.keys() - now.keys() - two.broken),
        changes(was, now),
        changes(one.answers(), two.answers()),
        pages,
        two.problems,
        one.problems,
    )


class NoRevision(Exception):
    """There is no such version of the data."""


@contextmanager
def version(base: str, data: Path) -> Iterator[Folder]:
    """A folder of data, or the data as it was in a Git revision.

    Raises:
        NoRevision: if it is neither.
    """
    if base and Path(base).is_dir():
        if not (Path(base) / "sources.bib").exists():
            raise NoRevision(f"{base} is no data folder: it has no sources.bib")
        yield Folder(Path(base))
        return
    if not base or base.startswith("-"):
        raise NoRevision(f"{base or 'an empty name'} is neither a folder nor a Git revision")
    with tempfile.TemporaryDirectory() as folder:
        command = ["git", "-C", str(data), "archive", "--format=zip", base, "."]
        try:
            done = subprocess.run(command, capture_output=True, check=False)  # noqa: S603 - git, of a revision that is no option
        except OSError as error:
            raise NoRevision(f"git cannot be run ({error.strerror}); give a folder") from error
        if done.returncode:
            raise NoRevision(f"{base} is neither a folder nor a Git revision that holds {data}")
        # Not as tar: a link in it could lead out of the folder, and Python 3.11.2 knows no filter.
        with zipfile.ZipFile(io.BytesIO(done.stdout)) as archive:
            archive.extractall(folder)
        yield Folder(Path(folder))


def sections(found: Difference) -> Iterator[tuple[str, list[str]]]:
    """The parts of a report that are not empty: a heading and its lines."""
    parts = {
        "Problems (broken records are left out below)": found.broken,
        "Problems of the old version (broken records are left out below)": found.broken_before,
        "Answers that came out differently": list(map(str, found.answers)),
        "New records and sources": [f"+ {each}" for each in found.added],
        "Records and sources that are gone": [f"- {each}" for each in found.removed],
        "Facts": list(map(str, found.facts)),
        "Pages that show it": found.pages,
    }
    for heading, lines in parts.items():
        if lines:
            yield f"{heading}: {len(lines)}", lines


def report(found: Difference) -> str:
    """The report for a terminal."""
    parts = [
        f"{heading}\n" + "".join(f"  {' '.join(line.split())}\n" for line in lines)
        for heading, lines in sections(found)
    ]
    return "\n".join(parts) or "Nothing that is published changes.\n"


def edition(of: Folder) -> dict[str, str]:
    """Which edition of the data a folder holds, and on which day it last changed, if that is known."""
    held = Version(of)
    if not held.sources:
        return {}
    return {"version": version_of(held.taxonomy), "modified": changed(of.root), "digest": digest(held.taxonomy)}


def main(base: str, data: Path | None, *, as_json: bool) -> int:
    """Print the report; returns the exit status: 1 if something is wrong with the new version.

    Args:
        base: a folder or a Git revision.
        data: the new version.
        as_json: whether to print JSON.

    Raises:
        NoRevision: if there is no such version.
    """
    with version(base, data or DATA) as old:
        new = Folder(data or DATA)
        found, editions = difference(old, new), {**edition(new), "since": edition(old)}
    if as_json:
        as_data = editions | found._asdict()
        as_data |= {name: [each._asdict() for each in getattr(found, name)] for name in ("facts", "answers")}
        print(json.dumps(as_data, ensure_ascii=False, indent=2))
    else:
        print(report(found), end="")
    return 1 if found.broken else 0
