"""Mends the form of records where only one form is right: ``python -m taxonomy check --fix``.

What it mends: the first line, by which editors find the schema; fields in the order of their declaration; sets in the order of their
vocabulary; dates written in another way; spaces and tabs at the end of a line; the end of
the file. Lines move whole, with the comments above them, so that all else stays as it was
written. A mended file is read again, and kept only if it says the same.
"""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from typing import Any

import yaml

from taxonomy.loading.files import replace_file
from taxonomy.loading.folder import Folder
from taxonomy.loading.yaml_file import File, Loader, ordinary_data
from taxonomy.model.fields import DATE, Field, Record
from taxonomy.model.records import FOLDERS, KINDS

from .form import FOR_EDITORS, first_line

# Day before month only where it cannot be mistaken: with dots, or with the month's name.
DAYS = ("%d.%m.%Y", "%d %B %Y", "%d %b %Y", "%d-%b-%Y", "%B %d, %Y", "%b %d, %Y", "%B %d %Y", "%Y/%m/%d", "%Y.%m.%d")
MONTHS = ("%B %Y", "%b %Y", "%m.%Y", "%Y/%m")
SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")


def iso(text: str) -> str | None:
    """A date in ISO 8601, or nothing if it is no date or could be two.

    >>> iso("22.11.2026"), iso("22 Nov 2026"), iso("Nov 2026"), iso("22/11/2026"), iso("3/4/2026")
    ('2026-11-22', '2026-11-22', '2026-11', '2026-11-22', None)
    """
    text = " ".join(text.split()).replace("Sept ", "Sep ")
    slashed = SLASHED.fullmatch(text)
    if slashed:
        first, second, year = slashed.groups()
        if int(first) <= 12 and int(second) <= 12 and first != second:
            return None
        day, month = (second, first) if int(second) > 12 else (first, second)
        text = f"{day}.{month}.{year}"
    for forms, written in ((DAYS, "%Y-%m-%d"), (MONTHS, "%Y-%m")):
        for form in forms:
            try:
                found = datetime.strptime(text, form)  # noqa: DTZ007 - a day has no time zone
            except ValueError:
                continue
            return found.strftime(written) if 1900 <= found.year <= 2200 else None
    return None


class Lines:
    """The lines of one record, mended in place.

    Attributes:
        lines: the text, a line each.
    """

    def __init__(self, text: str, record: type[Record]) -> None:
        self.lines = text.split("\n")
        node = yaml.compose(text, Loader=Loader)
        if isinstance(node, yaml.MappingNode):
            self.block(node, record, len(self.lines))

    def block(self, node: yaml.MappingNode, record: type[Record], end: int) -> None:
        """Mend a mapping whose lines end before ``end``: first what is inside, then the order of its fields."""
        if node.flow_style:
            return
        ends = self.ends([key for key, _ in node.value], end)
        for (key, value), below in zip(node.value, ends, strict=True):
            field = record.fields.get(key.value)
            if field is not None:
                self.value(field, value, below)
        self.order(node, record, ends)

    def value(self, field: Field[Any], node: yaml.Node, end: int) -> None:
        if field.record is not None:
            if isinstance(node, yaml.MappingNode) and field.kind == "record":
                self.block(node, field.record, end)
            elif isinstance(node, yaml.SequenceNode) and not node.flow_style:
                for item, below in zip(node.value, self.ends(node.value, end), strict=True):
                    if isinstance(item, yaml.MappingNode):
                        self.block(item, field.record, below)
        elif field.pattern == DATE and isinstance(node, yaml.ScalarNode):
            self.date(node)
        elif field.kind == "choices" and isinstance(node, yaml.SequenceNode):
            self.set(field, node)

    def ends(self, nodes: list[yaml.Node], end: int) -> list[int]:
        """Where the lines of each node end: before the comments above the next one."""
        return [*(self.start(node) for node in nodes[1:]), end]

    def start(self, node: yaml.Node) -> int:
        """The first line of a node, with the comments above it."""
        line: int = node.start_mark.line
        while line and self.lines[line - 1].lstrip().startswith("#"):
            line -= 1
        return line

    def order(self, node: yaml.MappingNode, record: type[Record], ends: list[int]) -> None:
        """Put the fields of a block in the order of their declaration; unknown ones come last."""
        names = [key.value for key, _ in node.value]
        places = {name: number for number, name in enumerate(record.fields)}
        wanted = sorted(range(len(names)), key=lambda number: places.get(names[number], len(places)))
        if wanted == sorted(wanted):
            return
        line, column = node.start_mark.line, node.start_mark.column
        lead = self.lines[line][:column]
        top = self.start(node) if not lead.strip() else line  # above a dash, a comment is about the item
        if lead.strip() not in ("", "-"):
            return
        starts = [top, *ends[:-1]]
        self.lines[line] = " " * column + self.lines[line][column:]
        blocks = [self.lines[start:end] for start, end in zip(starts, ends, strict=True)]
        tail = self.empty_end(blocks)
        mended = [each for number in wanted for each in blocks[number]] + tail
        if lead.strip():  # the dash goes before the first field; comments above it would break the list
            first = next(number for number, each in enumerate(mended) if not each.lstrip().startswith("#"))
            mended[first] = lead + mended[first][column:]
        self.lines[top : ends[-1]] = mended

    def empty_end(self, blocks: list[list[str]]) -> list[str]:
        """Take the empty lines from the end of the last block, which stay at the end."""
        tail: list[str] = []
        while blocks[-1] and not blocks[-1][-1].strip():
            tail.insert(0, blocks[-1].pop())
        return tail

    def set(self, field: Field[Any], node: yaml.SequenceNode) -> None:
        """Put a set of values in the order of the vocabulary, if each stands on a line of its own."""
        assert field.words is not None
        texts = [item.value for item in node.value]
        numbers = [item.start_mark.line for item in node.value]
        if node.flow_style or not set(texts) <= set(field.words) or len(set(numbers)) < len(numbers):
            return
        order = list(field.words)
        wanted = sorted(range(len(texts)), key=lambda number: order.index(texts[number]))
        moved = [self.lines[numbers[number]] for number in wanted]
        for number, line in zip(numbers, moved, strict=True):
            self.lines[number] = line

    def date(self, node: yaml.ScalarNode) -> None:
        """Write a date as ISO 8601."""
        found = None if re.fullmatch(DATE, node.value) else iso(node.value)
        one_line = node.start_mark.line == node.end_mark.line
        if found and one_line:
            line = self.lines[node.start_mark.line]
            self.lines[node.start_mark.line] = line[: node.start_mark.column] + found + line[node.end_mark.column :]


def mended(text: str, kind: str) -> str:
    """The text of a record in its right form.

    Args:
        text: the text of the file.
        kind: ``type``, ``product`` …

    Raises:
        yaml.YAMLError: if the text is not YAML.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    lines = [line.rstrip(" \t") for line in text.split("\n") if not line.startswith(FOR_EDITORS)]
    text = "\n".join(lines).rstrip("\n") + "\n"
    return "\n".join([first_line(kind), *Lines(text, KINDS[kind]).lines])


def same(one: Any, two: Any) -> bool:
    """Whether two records say the same, whatever the order of fields, of sets, and the form of dates."""
    if isinstance(one, dict) and isinstance(two, dict):
        return one.keys() == two.keys() and all(same(one[name], two[name]) for name in one)
    if isinstance(one, list) and isinstance(two, list):
        if all(isinstance(each, str) for each in [*one, *two]):
            return sorted(one) == sorted(two)
        return len(one) == len(two) and all(map(same, one, two))
    return bool(one == two or (isinstance(one, str) and (iso(one) == two or one.split() == two.split())))


def fix(path: Path, kind: str) -> bool:
    """Mend one file; tells whether it changed. A file that cannot be read stays as it is."""
    before = File(path, "")
    if before.problems:
        return False
    try:
        text = mended(path.read_bytes().decode("utf-8"), kind)
        after = ordinary_data(text)
    except (yaml.YAMLError, RecursionError):
        return False
    return same(before.data, after) and replace_file(path, text.encode("utf-8"))


def fix_all(folder: Folder, only: Path | None = None) -> list[Path]:
    """Mend every record of a folder, or one; returns the files that changed."""
    paths = {
        path: kind
        for kind in KINDS
        if not (folder.root / FOLDERS[kind]).is_symlink()
        for path in sorted((folder.root / FOLDERS[kind]).glob("*.yaml"))
        if path.is_file() and not path.is_symlink()
    }
    return [path for path, kind in paths.items() if only in (None, path.absolute()) and fix(path, kind)]
