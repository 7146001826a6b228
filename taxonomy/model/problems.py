"""A problem in the data, told as ``path:line: field: what is wrong; what is expected``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

FieldPath = tuple[str | int, ...]  # where a field stands in its record: ("uses", 0, "status")


HINTS = 20  # complaints about one record that come with a guess


class Problem(NamedTuple):
    """One thing that is wrong, where it is, and what would be right."""

    file: str
    line: int
    field: str
    what: str
    expected: str

    def __str__(self) -> str:
        told = f"{self.file}:{self.line}: {self.field}: {self.what}; expected {self.expected}"
        # One line that steers no terminal, whatever a value or the name of a file holds.
        return printable(" ".join(part.strip() for part in told.splitlines()))


def printable(text: str) -> str:
    """A text in which what would steer a terminal, or turn or hide letters, is spelt out."""
    if text.isprintable():
        return text
    return "".join(each if each.isprintable() else each.encode("unicode_escape").decode() for each in text)


class DataError(ValueError):
    """The data cannot be used. ``problems`` lists everything that is wrong with it."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


def dotted(path: FieldPath) -> str:
    """A path as people write it: ``uses[0].status``."""
    words = "".join(f"[{step}]" if isinstance(step, int) else f".{on_one_line(step)}" for step in path)
    return words.removeprefix(".") or "record"


def on_one_line(name: str) -> str:
    """A field's name, in quotes if it is not a word: a message is one line, whatever it is about."""
    return name if name.isprintable() and name.strip() else repr(name)


class Report:
    """Collects what the fields of one record complain about, before lines are known."""

    def __init__(self) -> None:
        self.complaints: list[tuple[FieldPath, FieldPath, str, str]] = []
        self.references: list[tuple[FieldPath, str, str]] = []

    def __call__(self, path: FieldPath, what: str, expected: str, *, at: FieldPath | None = None) -> None:
        """Complain about the field at ``path``; ``at`` is the place to point to if it is another."""
        self.complaints.append((path, path if at is None else at, what, expected))

    def hint(self, find: Callable[[str, Any], str], value: str, among: Any) -> str:
        """What ``find`` tells of a value; nothing after the first complaints, since each search takes its time."""
        return find(value, among) if len(self.complaints) < HINTS else ""

    def reference(self, path: FieldPath, kind: str, key: str) -> None:
        """Note that the record names ``key``, to be looked up when everything is read."""
        self.references.append((path, kind, key))
