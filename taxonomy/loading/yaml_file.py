"""Reads one YAML file as text-only data, and finds the line of any field in it."""

from __future__ import annotations

import re
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import yaml

from taxonomy.model.letters import UNWANTED, named
from taxonomy.model.problems import FieldPath, Problem, on_one_line

LARGEST = 256 * 1024  # bytes; the largest real record is a tenth of that
DEEPEST = 12  # levels; a real record has six

Loader: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# libyaml's parser alone, where it is there: its loader also sets up what makes numbers and dates.
Parser: type[Any] = next((each for each in Loader.__mro__ if each.__name__ == "CParser"), Loader)

# A '#' after a space: it begins a comment, which ends a text that is not in quotes.
COMMENT_BEHIND = re.compile(r"[^\s#][ \t]+#")
LINE = re.compile("\r\n|[\n\r\x85\u2028\u2029]")  # as YAML counts them
# What ends a line for YAML and for nobody who reads a change; and, in a comment, whatever is not seen.
UNSEEN = re.compile(f"\r(?!\n)|[\x85\u2028\u2029]|(?<![^ \t\n])#[^\n]*?{UNWANTED.pattern}")
INDENT_WITH_TAB = re.compile(r" *\t\s*\S")

LIST: Literal[False] = False  # stands where a mapping's waiting key would


def ordinary_data(text: str) -> Any:
    """The data of a YAML text in which nothing is out of the ordinary, else ``None``.

    Does what ``File`` does for a text without problems, in less than half the time: it
    looks at no line. ``File`` reads a text again to tell what is wrong with it.
    """
    parser = Parser(text)
    top: list[Any] = []
    stack: list[tuple[Any, str | Literal[False] | None]] = []  # each open block, with its waiting key
    block: Any = top
    key: str | Literal[False] | None = LIST
    while (event := parser.get_event()) is not None:
        kind = type(event)
        if kind is yaml.ScalarEvent:
            value: Any = event.value
            if event.tag is not None or event.anchor is not None:
                return None
            if key is LIST:
                block.append(value)
            elif key is not None:
                block[key] = value
                key = None
            elif not value or value in block:
                return None
            else:
                key = value
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            block, key = stack.pop()
        elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            value = {} if kind is yaml.MappingStartEvent else []
            if key is None or len(stack) == DEEPEST or event.tag is not None or event.anchor is not None:
                return None
            if key is LIST:
                block.append(value)
            else:
                block[key] = value
            stack.append((block, LIST if key is LIST else None))
            block, key = value, None if kind is yaml.MappingStartEvent else LIST
        elif kind is yaml.AliasEvent:
            return None
    return top[0] if len(top) == 1 and top != [""] else None


def unusual(event: Any, lines: list[str] | None) -> Iterator[tuple[str, str]]:
    """What a record has no use for: tags, anchors, and comments that cut a text (where ``lines`` are given)."""
    if isinstance(event, yaml.AliasEvent):
        return
    for sign, name in (("!", getattr(event, "tag", None)), ("&", getattr(event, "anchor", None))):
        if name is not None:
            yield f"has the {'tag' if sign == '!' else 'anchor'} '{name}'", f"the value alone, without '{sign}'"
    if lines and isinstance(event, yaml.ScalarEvent) and event.end_mark and not event.style and event.value:
        behind = lines[event.end_mark.line][event.end_mark.column :].lstrip(" \t")
        if behind.startswith("#"):
            what = f"ends before '{behind[:30]}', which YAML takes for a comment"
            yield what, "the whole text in quotes, or the comment on a line of its own"


class File:
    """One YAML file: its data, its problems, and the lines of its fields.

    Args:
        path: where it is.
        shown: the path as messages show it.
        data: what stands in the file, if that is known; else the file is read now.

    Attributes:
        data: mappings, lists and text; ``None`` if the file cannot be used.
        problems: what is wrong with the file itself (syntax, size, aliases, duplicate keys).
    """

    def __init__(self, path: Path, shown: str, data: Any = None) -> None:
        self.path, self.shown, self.data = path, shown, data
        self.problems: list[Problem] = []
        self._lines: dict[tuple[int, str | int], int] = {}
        if data is None:
            text = self._text()
            if text is not None:
                self._read(text)

    def _read(self, text: str) -> None:
        try:
            self.data = None if COMMENT_BEHIND.search(text) else ordinary_data(text)
        except yaml.YAMLError:
            self.data = None
        if self.data is None:
            self._parse(text)

    def tell(self, line: int, field: str, what: str, expected: str) -> None:
        self.problems.append(Problem(self.shown, line, field, what, expected))

    def _text(self) -> str | None:
        content = b""
        try:
            kind = self.path.lstat().st_mode
            if stat.S_ISLNK(kind):
                self.tell(1, "file", "is a link", "a file")
                return None
            if not stat.S_ISREG(kind) and not stat.S_ISDIR(kind):
                self.tell(1, "file", "is no ordinary file", "a text file")
                return None
            with self.path.open("rb") as stream:
                content = stream.read(LARGEST + 1)
            if len(content) > LARGEST:
                self.tell(1, "file", f"has {self.path.stat().st_size:,} bytes", f"at most {LARGEST:,} bytes")
                return None
            text = content.decode("utf-8").removeprefix("\ufeff")
            if not (unseen := UNSEEN.search(text) if "\r" in text or not text.isascii() else None):
                return text
            what = f"holds the character {named(unseen[0][-1])}, which is not seen and hides what follows"
            self.tell(text.count("\n", 0, unseen.end() - 1) + 1, "file", what, "lines that end as on any computer")
        except UnicodeDecodeError as error:
            line = content[: error.start].count(b"\n") + 1
            self.tell(line, "file", "is not UTF-8 text", "a text file saved as UTF-8")
        except OSError as error:
            self.tell(1, "file", f"cannot be read ({error.strerror})", "a readable text file")
        return None

    def _parse(self, text: str) -> None:
        try:
            data = self._build(text)
            if not self.problems:
                self.data = data
        except yaml.MarkedYAMLError as error:
            self._refused(error, LINE.split(text))
        except yaml.YAMLError as error:
            line = text.count("\n", 0, getattr(error, "position", 0)) + 1
            self.tell(line, "file", "holds a character that YAML does not allow", "plain text")

    def _refused(self, error: yaml.MarkedYAMLError, lines: list[str]) -> None:
        """Tell in plain words what the parser refuses, and where."""
        reason, mark = error.problem or error.context, error.problem_mark or error.context_mark
        advice = "valid YAML; put a text that holds ': ' or ' #' or starts with a sign in quotes"
        if error.context == "while scanning a quoted scalar":  # its problem is where the file ends
            reason, mark = "a quote that begins here is not closed", error.context_mark
            advice = "a quote at the end"
        line = mark.line + 1 if mark else 1
        if line <= len(lines) and INDENT_WITH_TAB.match(lines[line - 1]):
            reason, advice = "a tab stands before the first letter", "spaces before a field, two for each level"
        if error.problem == "exceeded maximum nesting depth":  # libyaml 0.2.6 counts before its first event
            self._too_deep(line)
        else:
            self.tell(line, "file", f"is not valid YAML ({reason})", advice)

    def _too_deep(self, line: int) -> None:
        self.tell(line, "file", "is nested too deeply", f"at most {DEEPEST} levels")

    def _build(self, text: str) -> Any:
        """The data, built from the parser's events: neither recursion nor aliases can exhaust memory."""
        top: list[Any] = []
        stack: list[tuple[Any, str | None]] = []  # each open block, with its waiting key
        block: Any = top
        key: str | None = None
        lines = LINE.split(text) if COMMENT_BEHIND.search(text) else None
        for event in yaml.parse(text, Loader=Loader):
            value: Any
            line = event.start_mark.line + 1 if event.start_mark else 1
            for what, expected in unusual(event, lines):
                self.tell(line, on_one_line(key) if key else "record", what, expected)
            if isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
                block, key = stack.pop()
                continue
            if isinstance(event, yaml.ScalarEvent):
                value = event.value
            elif isinstance(event, yaml.MappingStartEvent):
                value = {}
            elif isinstance(event, yaml.SequenceStartEvent):
                value = []
            elif isinstance(event, yaml.AliasEvent):
                self.tell(line, key or "record", "is an alias of another value", "the value itself, written out")
                value = ""
            else:
                continue
            if isinstance(block, dict) and key is None:
                key = self._key(block, value, line)
                if not isinstance(value, str):
                    return None
                continue
            self._put(block, key, value, line)
            key = None
            if isinstance(value, (dict, list)):
                stack.append((block, None))
                block = value
            if len(stack) > DEEPEST:
                self._too_deep(line)
                return None
        if len(top) > 1:
            self.tell(
                self._lines[id(top), 1], "file", "holds more than one record", "one record in a file, without '---'"
            )
        if not top or top == [""]:
            self.tell(1, "file", "is empty", "a record: fields, each as 'name: value'")
        return top[0] if top else None

    def _key(self, block: dict[str, Any], value: Any, line: int) -> str:
        if not isinstance(value, str) or not value:
            self.tell(line, "record", "has a field whose name is not text", "fields, each as 'name: value'")
            return "?"
        if value in block:
            self.tell(line, on_one_line(value), "is given twice", "each field once")
        self._lines[id(block), value] = line
        return value

    def _put(self, block: Any, key: str | None, value: Any, line: int) -> None:
        if isinstance(block, dict):
            block[key] = value
        else:
            self._lines[id(block), len(block)] = line
            block.append(value)

    def line(self, path: FieldPath) -> int:
        """The line, counted from 1, of the field at ``path`` or of the nearest block around it."""
        if not self._lines and not self.problems:  # until now nobody asked
            self._parse(self._text() or "")
        block, line = self.data, 1
        for step in path:
            if (id(block), step) not in self._lines:
                break
            line = self._lines[id(block), step]
            block = block[step]
        return line
