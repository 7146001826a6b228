"""Reads one YAML file as text-only data, and finds the line of any field in it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from .problems import Problem

LARGEST = 256 * 1024  # bytes; the largest real record is a tenth of that
DEEPEST = 12  # levels; a real record has six

Loader: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class File:
    """One YAML file: its data, its problems, and the lines of its fields.

    Attributes:
        data: mappings, lists and text; ``None`` if the file cannot be used.
        problems: what is wrong with the file itself (syntax, size, aliases, duplicate keys).
    """

    def __init__(self, path: Path, shown: str) -> None:
        self.path, self.shown = path, shown
        self.problems: list[Problem] = []
        self.data: Any = None
        self._lines: dict[tuple[int, str | int], int] = {}
        text = self._text()
        if text is not None:
            self._parse(text)

    def tell(self, line: int, field: str, what: str, expected: str) -> None:
        self.problems.append(Problem(self.shown, line, field, what, expected))

    def _text(self) -> str | None:
        try:
            size = self.path.stat().st_size
            if size > LARGEST:
                self.tell(1, "file", f"has {size:,} bytes", f"at most {LARGEST:,} bytes")
                return None
            return self.path.read_bytes().decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = self.path.read_bytes()[: error.start].count(b"\n") + 1
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
            mark = error.problem_mark or error.context_mark
            line = mark.line + 1 if mark else 1
            advice = "valid YAML; put a text that holds ': ' or ' #' or starts with a sign in quotes"
            self.tell(line, "file", f"is not valid YAML ({error.problem or error.context})", advice)
        except yaml.YAMLError as error:
            line = text.count("\n", 0, getattr(error, "position", 0)) + 1
            self.tell(line, "file", "holds a character that YAML does not allow", "plain text")

    def _build(self, text: str) -> Any:
        """The data, built from the parser's events: neither recursion nor aliases can exhaust memory."""
        top: list[Any] = []
        stack: list[tuple[Any, str | None]] = []  # each open block, with its waiting key
        block: Any = top
        key: str | None = None
        for event in yaml.parse(text, Loader=Loader):
            value: Any
            line = event.start_mark.line + 1 if event.start_mark else 1
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
                self.tell(line, "file", "is nested too deeply", f"at most {DEEPEST} levels")
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
            self.tell(line, value, "is given twice", "each field once")
        self._lines[id(block), value] = line
        return value

    def _put(self, block: Any, key: str | None, value: Any, line: int) -> None:
        if isinstance(block, dict):
            block[key] = value
        else:
            self._lines[id(block), len(block)] = line
            block.append(value)

    def line(self, path: tuple[str | int, ...]) -> int:
        """The line, counted from 1, of the field at ``path`` or of the nearest block around it."""
        block, line = self.data, 1
        for step in path:
            if (id(block), step) not in self._lines:
                break
            line = self._lines[id(block), step]
            block = block[step]
        return line
