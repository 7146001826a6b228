"""Reads ``sources.bib`` in the one form that it has here: an entry each, a field a line, its value in braces.

BibTeX allows more (text joined by ``#``, names for texts, comments that end what comes before them), and
reads more than meets the eye. What is not of this form is told with its line and not read, so that
what a person sees in the file is what every reader of it finds.
"""

from __future__ import annotations

import re
from typing import NamedTuple

START = re.compile(r"@(\w+)\{([A-Za-z0-9][A-Za-z0-9_.:/-]*),")
FIELD = re.compile(r"\s*([A-Za-z][\w-]*)\s*=\s*\{(.*)")
SPACES = re.compile(r"[ \t\n]+")
BRACE = re.compile(r"[{}]")

Complaint = tuple[int, str, str, str]  # line, field, what is wrong, what is expected


class Entry(NamedTuple):
    """One source as it stands in the file.

    Attributes:
        kind: ``article``, ``misc`` …
        fields: the text of each field, by its name in small letters.
        lines: the line of each field.
    """

    kind: str
    key: str
    line: int
    fields: dict[str, str]
    lines: dict[str, int]


def read_entries(text: str) -> tuple[list[Entry], list[Complaint]]:
    """The entries of a bibliography, and what is not of their form."""
    found: list[Entry] = []
    wrong: list[Complaint] = []
    entry: Entry | None = None
    name, value, depth = "", "", 0  # of the field that is still open
    comma = True  # whether one stands before the next field
    for number, whole in enumerate(text.split("\n"), 1):
        line, bare = whole, whole.strip()
        start = START.fullmatch(bare)
        if name and entry is not None and not start:
            more, depth = within(line, depth)
            value += f"\n{line if more is None else line[:more]}"
        elif start:
            if entry is not None and entry.key:
                wrong.append(unclosed(entry, name))
            name = ""
            entry = Entry(start[1].lower(), start[2], number, {}, {})
            found.append(entry)
            comma = True
            continue
        elif entry is not None and bare == "}":
            entry = None
            continue
        elif entry is not None and (field := FIELD.match(line)):
            name = field[1]
            if not comma:
                wrong.append((number, name, "follows a field without ','", "'},' at the end of a field"))
            line = field[2]
            if name.lower() in entry.fields:
                wrong.append((number, name, "is given twice", "each field once"))
            entry.lines[name.lower()] = number
            more, depth = within(line, 1)
            value = line if more is None else line[:more]
        else:
            if bare:
                what = f"'{bare[:40]}' is not valid here"
                wrong.append((number, "file", what, "'@kind{key,', then 'field = {text},' a line, then '}'"))
            if bare.startswith("@"):  # what follows is its own
                entry = Entry("", "", number, {}, {})
            continue
        if more is not None and entry is not None:
            rest = line[more + 1 :].strip()
            if rest not in ("", ","):
                what = f"'{rest[:40]}' stands after the end of the text"
                wrong.append((number, name, what, "'},' at the end of a field"))
            comma = bool(rest)
            # The spaces of the keyboard alone: others are told as what they are.
            entry.fields[name.lower()] = SPACES.sub(" ", value).strip(" ")
            name, value = "", ""
    if entry is not None and entry.key:
        wrong.append(unclosed(entry, name))
    return found, wrong


def unclosed(entry: Entry, name: str) -> Complaint:
    """What to say of an entry that another begins in, or in which the file ends."""
    line = entry.lines.get(name.lower(), entry.line)
    return line, name or entry.key, "is not closed", "as many '}' as '{', and '}' on a line of its own at the end"


def within(line: str, depth: int) -> tuple[int | None, int]:
    """Where in a line the braces close, if they do, and how many are open after it."""
    for brace in BRACE.finditer(line):
        depth += 1 if brace[0] == "{" else -1
        if depth == 0:
            return brace.start(), 0
    return None, depth


def parts(text: str, at: str) -> list[str]:
    """A text cut where something stands outside all braces."""
    found, depth, start = [], 0, 0
    for place, letter in enumerate(text):
        depth += (letter == "{") - (letter == "}")
        if not depth and place >= start and text.startswith(at, place):
            found.append(text[start:place])
            start = place + len(at)
    return [each.strip() for each in [*found, text[start:]] if each.strip()]
