"""Tells where two built sites differ: ``python -m tests.compare_sites BEFORE AFTER``.

Of a page, its text and its links are compared, in their order; space, markup and the scripts
do not count. Every other file that is text is compared as it stands.
"""

from __future__ import annotations

import argparse
import itertools
import sys
from collections.abc import Iterator
from fnmatch import fnmatch
from html.parser import HTMLParser
from pathlib import Path

#: Suffixes of files that hold text.
TEXT = {".css", ".csv", ".js", ".json", ".jsonl", ".md", ".rdf", ".svg", ".tsv", ".ttl", ".txt", ".xml"}


class Shown(HTMLParser):
    """What a page shows: words, and after those of a link where it leads; of a picture its text alternative."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.silent = False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what an element says by its attributes."""
        self.silent = tag in ("script", "style")
        given = dict(attrs)
        if "http-equiv" in given:  # for the browser, not for readers
            return
        for name in ("href", "alt", "aria-label", "content"):
            if value := given.get(name):
                self.found += [f"[{name}]", *value.partition("?v=")[0].split()]

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002 - the parser's signature
        """Hear again what follows a script."""
        self.silent = False

    def handle_data(self, data: str) -> None:
        """Note words."""
        if not self.silent:
            self.found += data.split()


def shown(path: Path) -> list[str]:
    """What a file says, as words; nothing of a file that does not hold text."""
    if path.suffix == ".html":
        return Shown(path.read_text(encoding="utf-8")).found
    return path.read_text(encoding="utf-8").split() if path.suffix in TEXT else []


def files(site: Path) -> set[str]:
    """The names of all files of a site."""
    return {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}


def difference(before: list[str], after: list[str]) -> str:
    """The first place where two texts differ, with some words around it; nothing if they are equal."""
    if before == after:
        return ""
    pairs = itertools.zip_longest(before, after)
    at = next(number for number, (one, other) in enumerate(pairs) if one != other)
    near = slice(max(0, at - 5), at + 8)
    return f"…{' '.join(before[near])}… is now …{' '.join(after[near])}…"


def differences(before: Path, after: Path, but: list[str]) -> Iterator[tuple[str, str]]:
    """Each file that is not what it was: its name, and how it differs; nothing of a file that is the same.

    Args:
        before: a built site.
        after: the other one.
        but: patterns of names of files that may differ.
    """
    old, new = files(before), files(after)
    for name in sorted(old | new):
        if any(fnmatch(name, pattern) for pattern in but):
            continue
        if name not in new:
            yield name, "is gone"
        elif name not in old:
            yield name, "is new"
        else:
            yield name, difference(shown(before / name), shown(after / name))


def main(arguments: list[str]) -> int:
    """Print every difference and the counts; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m tests.compare_sites", description="Compare two built sites.")
    parser.add_argument("before", type=Path)
    parser.add_argument("after", type=Path)
    parser.add_argument("--but", nargs="*", default=[], metavar="PATTERN", help="files that may differ")
    options = parser.parse_args(arguments)
    found = list(differences(options.before, options.after, options.but))
    other = [(name, how) for name, how in found if how]
    for name, how in other:
        sys.stdout.write(f"{name}: {how}\n")
    pages = [name for name, _ in found if name.endswith(".html")]
    changed = sum(name.endswith(".html") for name, _ in other)
    sys.stdout.write(f"{len(pages)} pages, {changed} differ; {len(found)} files, {len(other)} differ\n")
    return 1 if other else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
