"""Measures builds after one edit, and counts the pages that these write: exactly those that show it."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from conf.sitekit.files import digest
from conf.therapy.directives import DIRECTIVES
from conf.therapy.tracking import Reference

from . import sites
from .measures import Bench
from .timing import Case, ratio, run

PYTHON = sys.executable
#: The sites of the edit cases, by kind of site: what is edited never shares a folder.
EDITED = {"record": "project", "shown twice": "project", "page": "project", "pre-written": "once"}
#: Pages that every build writes.
GENERATED = frozenset({"genindex.html", "search.html", "therapy-index.html"})
SHOWING = re.compile(r"^```\{therapy:(\w+)\} ?(.*)$", re.MULTILINE)

Fields = dict[str, Any]


def change(path: Path, by: Callable[[Fields], object]) -> None:
    """Change one record."""
    fields = yaml.load(path.read_bytes(), Loader=yaml.BaseLoader)  # noqa: S506 - makes only text
    by(fields)
    path.write_text(yaml.safe_dump(fields, allow_unicode=True, sort_keys=False), encoding="utf-8")


def append(path: Path, words: str) -> None:
    """Let a page end with a paragraph of its own."""
    text = path.read_text(encoding="utf-8").split("\nThis was added")[0]
    path.write_text(f"{text}\nThis was added {words}.\n", encoding="utf-8")


def facts(folder: Path) -> dict[str, str]:
    """What every page of the project shows of the data, as a digest, by the name of its HTML.

    Asks every view that a page's directives name: slow, and therefore right.
    """
    reference = Reference(folder / "data")
    found = {}
    for page in (folder / "source").rglob("*.md"):
        shown = [
            DIRECTIVES[name].view(reference, argument or "all")[0]
            for name, argument in SHOWING.findall(page.read_text(encoding="utf-8"))
        ]
        found[page.relative_to(folder / "source").with_suffix(".html").as_posix()] = digest(shown)
    return found


def times(folder: Path) -> dict[str, int]:
    """When each page of a site was written, but for those that every build writes."""
    site = folder / "site"
    found = {path.relative_to(site).as_posix(): path.stat().st_mtime_ns for path in site.rglob("*.html")}
    return {name: time for name, time in found.items() if name not in GENERATED}


def exact(bench: Bench, folder: Path, what: str, edit: Callable[[], object], about: str) -> None:
    """Edit, build, and make sure that exactly the pages were written that show what was edited.

    Raises:
        AssertionError: if a page was written for nothing, or shows what is no longer so.
    """
    shown, written = facts(folder), times(folder)
    run(Case(what, sites.command(PYTHON, folder), edit))
    now, later = facts(folder), times(folder)
    dependants = {name for name in now if shown.get(name) != now[name]}
    rewritten = {name for name in later if written.get(name) != later[name]}
    assert rewritten == dependants, f"{what}: written {sorted(rewritten)}, but {sorted(dependants)} show it"
    bench.counts[f"pages written after an edit of {what}, all that show it, {about}"] = len(rewritten)


def edits(bench: Bench, count: int) -> None:
    """Builds after one record or page was edited."""
    made = bench.made(count)
    where = bench.folder / f"edits-{count}"
    folders = {name: sites.site(kind, made, where / name) for name, kind in EDITED.items()}
    record = min((made / "data" / "types").glob("*.yaml"))
    product = min((made / "data" / "products").glob("*.yaml"))
    page = f"source/types/{record.stem}.md"
    turn = iter(range(1_000))

    def in_notes(fields: Fields) -> None:  # on the page of the type, and nowhere else
        fields["notes"] = [f"This was added in turn {next(turn)}."]

    def in_sentence(fields: Fields) -> None:  # on that page, and in the list of the family
        fields["sentence"] = f"{fields['sentence'].split(' Turn')[0]} Turn {next(turn)}."

    def in_brands(fields: Fields) -> None:
        fields["brands"] = [f"Brand {next(turn)}"]

    def edit(name: str, by: Callable[[Fields], object], path: Path = record) -> Callable[[], None]:
        return lambda: change(folders[name] / path.relative_to(made), by)

    before = {
        "record": edit("record", in_notes),
        "shown twice": edit("shown twice", in_sentence),
        "page": lambda: append(folders["page"] / page, f"in turn {next(turn)}"),
        "pre-written": lambda: append(folders["pre-written"] / page, f"in turn {next(turn)}"),
    }
    cases = [Case(name, sites.command(PYTHON, folders[name]), each) for name, each in before.items()]
    for each in cases:
        run(each)
    found = bench.timed(cases, f"one edit, {count} types")
    bench.note(f"one record edited / one page edited, N = {count}", ratio(found, "record", "page"), 1.1)
    twice = ratio(found, "shown twice", "page")
    bench.note(f"one record edited that two pages show / one page edited, N = {count}", twice, 1.1)
    written = ratio(found, "record", "pre-written")
    bench.note(f"one record edited / one pre-written page edited, other search, N = {count}", written)
    about = f"N = {count}"
    exact(bench, folders["record"], "a type's notes", before["record"], about)
    exact(bench, folders["shown twice"], "a type's sentence", before["shown twice"], about)
    exact(bench, folders["record"], "a product's brand", edit("record", in_brands, product), about)
