"""The declaration of a field: its meaning, allowed values, and where they come from.

A record class lists its fields once. Validation, the contributor's form, the
field reference and the JSON Schema are all read from that list.

Values are plain JSON data: text, lists and mappings. Every scalar is text, so
``no``, ``1e5`` and ``2023-12-08`` in YAML hold no surprise.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from difflib import get_close_matches
from functools import cached_property
from typing import Any, ClassVar, Generic, NamedTuple, TypeVar, overload

from .citation import CITATION, Citation
from .days import EARLIEST, ahead
from .letters import unwritable, visible
from .problems import FieldPath, Report

T = TypeVar("T")

IDENTIFIER = r"[a-z0-9]+(-[a-z0-9]+)*"
DATE = r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?"
CURIE = r"[A-Za-z0-9]+:[A-Za-z0-9_.-]+"
FORMULA = ("=", "+", "-", "@")  # a table of the data must run nothing when somebody opens it
# A host by its name in ASCII, without a user, a port or a name that looks like another (xn--), and not of this machine.
HOST = (
    r"(?!\S*\bxn--)(?![^/?#]*\.(local|localhost|internal|test|invalid|example|onion)([/?#]|$))"
    r"([A-Za-z0-9-]+\.)+[A-Za-z]{2,}"
)
PLACE = r"([/?#](?!\S*%([01][0-9A-Fa-f]|7[Ff]))[!#-&(-;=?-\[\]^_a-z{|}~]*)?"
URL = f"https://{HOST}{PLACE}"
DEVICES = frozenset(("con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))))
LONGEST = 1000  # letters of a text
NAMES = ("name", "short", "synonyms", "brands", "holder")
LONGEST_NAME = 250
LONGEST_IDENTIFIER = 100
EXAMPLES = {
    "type": "car-t-cell-therapy",
    "product": "tisagenlecleucel",
    "illness": "multiple-myeloma",
    "authority": "nci",
}


class Field(Generic[T]):
    """One field of a record, read through the record's data.

    Args:
        kind: what a value is: ``text``, ``choice``, ``choices``, ``list``, ``record`` or ``records``.
        help: what the field means, in one sentence.
        required: whether a record without it is an error.
        default: the value of an absent field.
        words: allowed values, each with the plain words for it.
        origin: where the allowed values come from.
        pattern: the regular expression that the whole text matches.
        expected: the form of a value, as a message says it.
        record: the record class of nested values.
        refers: the kind of record that the text names (``type``, ``source`` …).
        words_at_most: the longest text, in words.
        letters_at_most: the longest text, in letters.
        example: a value that the template shows; it must validate.
    """

    def __init__(
        self,
        kind: str,
        help: str,
        *,
        required: bool = False,
        default: Any = None,
        words: Mapping[str, str] | None = None,
        origin: str = "",
        pattern: str = "",
        expected: str = "text",
        record: type[Record] | None = None,
        refers: str = "",
        words_at_most: int = 0,
        letters_at_most: int = LONGEST,
        example: Any = None,
    ) -> None:
        self.kind, self.help, self.required, self.default = kind, help, required, default
        self.words, self.origin, self.expected = words, origin, expected
        self.pattern = pattern
        self.record, self.refers, self.words_at_most, self.example = record, refers, words_at_most, example
        self.letters_at_most, self.name = letters_at_most, ""

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name
        if name in NAMES:
            self.letters_at_most = min(self.letters_at_most, LONGEST_NAME)

    @overload
    def __get__(self, instance: None, owner: type) -> Field[T]: ...
    @overload
    def __get__(self, instance: Record, owner: type) -> T: ...
    def __get__(self, instance: Record | None, owner: type) -> Field[T] | T:
        if instance is None:
            return self
        value: Any = instance.data.get(self.name, self.default)
        if self.record is not None and value is not None:
            one = self.kind == "record"
            value = self.record(value) if one else tuple(self.record(item) for item in value)
        found: T = value
        return found

    @cached_property
    def form(self) -> Callable[[str], object]:
        """Whether a text is of the field's form, as a function: true or false."""
        return re.compile(self.pattern).fullmatch

    def check(self, value: Any, path: FieldPath, report: Report) -> None:
        """Tell ``report`` what is wrong with ``value``, found at ``path``."""
        CHECKS[self.kind](self, value, path, report)


class Record:
    """A record: plain data, read through declared fields."""

    __slots__ = ("data",)
    fields: ClassVar[dict[str, Field[Any]]] = {}
    required: ClassVar[list[str]] = []

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.data = data

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        declared = {k: v for k, v in vars(cls).items() if isinstance(v, Field)}
        cls.fields = {**cls.fields, **declared}
        cls.required = [name for name, field in cls.fields.items() if field.required]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, type(self)) and self.data == other.data

    def __hash__(self) -> int:
        return hash((type(self), self.data.get("id")))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.data.get('id', self.data)!r})"


def nearest(value: str, allowed: Mapping[str, Any] | list[str]) -> str:
    """A space and the question ``(did you mean …?)`` with the allowed value most like ``value``, or nothing."""
    close = get_close_matches(value, list(allowed), 1, 0.6)
    return f" (did you mean '{close[0]}'?)" if close else ""


def one_of(allowed: Mapping[str, Any]) -> str:
    return "one of " + ", ".join(allowed)


def check_text(field: Field[Any], value: Any, path: FieldPath, report: Report) -> None:
    if not isinstance(value, str):
        report(path, f"is {named(value)}", field.expected)
    elif not value.strip():
        report(path, "is empty", field.expected + without(field, path))
    elif len(value) > field.letters_at_most:
        report(path, f"has {len(value):,} letters", f"at most {field.letters_at_most:,} letters")
    elif wrong := unwritable(value, address=field.pattern == URL):
        report(path, *wrong)
    elif not visible(value):
        report(path, "holds neither a letter nor a number", field.expected + without(field, path))
    elif not field.pattern and value.lstrip().startswith(FORMULA):
        what = f"begins with '{value.lstrip()[0]}', which a spreadsheet takes for a formula"
        report(path, what, "text that begins with a letter or a number")
    elif field.pattern and not field.form(value):
        report(path, f"'{shortened(value)}' is not of the right form", field.expected)
    elif field.pattern == IDENTIFIER and value in DEVICES:
        report(path, f"'{value}' is the name of a device, which no file on Windows may have", "another identifier")
    elif field.words_at_most and len(value.split()) > field.words_at_most:
        report(path, f"has {len(value.split())} words", f"at most {field.words_at_most} words")
    elif field.pattern == DATE:
        check_day(value, path, report)
    elif field.refers:
        report.reference(path, field.refers, Citation.parse(value).key)


def without(field: Field[Any], path: FieldPath) -> str:
    """What else to do with an empty text: an item, or a field that is not required, may go."""
    if isinstance(path[-1], int):
        return "; delete the line if there is nothing to say"
    return "" if field.required else "; leave the field out if there is nothing to say"


def check_day(value: str, path: FieldPath, report: Report) -> None:
    if value < EARLIEST:
        report(path, f"'{value}' is before {EARLIEST}", "a date such as 2026-11-22")
        return
    try:
        date.fromisoformat(value if len(value) == 10 else "2026-11-22")
    except ValueError:
        report(path, f"'{value}' is not a day of the calendar", "a date such as 2026-11-22")
        return
    if ahead(value):
        report(path, f"'{value}' lies ahead", "a day that has been")


def check_choice(field: Field[Any], value: Any, path: FieldPath, report: Report) -> None:
    assert field.words is not None
    if not isinstance(value, str) or not value:
        report(path, f"is {named(value)}", one_of(field.words))
    elif value not in field.words:
        report(path, f"'{shortened(value)}' is unknown{report.hint(nearest, value, field.words)}", one_of(field.words))


def check_list(field: Field[Any], value: Any, path: FieldPath, report: Report) -> None:
    item = check_choice if field.kind == "choices" else check_text
    if not isinstance(value, list):
        report(path, f"is {named(value)}", f"a list of {field.expected}, each after '- '")
        return
    if not value:
        report(path, "is an empty list", "at least one item; leave the field out if there is none")
    for number, each in enumerate(value):
        item(field, each, (*path, number), report)
    if len(value) > 1:
        check_items(field, [each for each in value if isinstance(each, str)], path, report)


def check_items(field: Field[Any], texts: list[str], path: FieldPath, report: Report) -> None:
    """Check what the items of a list are beside each other."""
    for twice in sorted(each for each, count in Counter(texts).items() if count > 1):
        report(path, f"lists '{shortened(twice)}' twice", "each item once")
    if field.kind == "choices" and "none" in texts and len(texts) > 1:
        report(path, "lists 'none' beside other values", "either 'none' alone or the others")


def check_block(field: Field[Any], value: Any, path: FieldPath, report: Report) -> None:
    assert field.record is not None
    check_fields(field.record, value, path, report)


def check_blocks(field: Field[Any], value: Any, path: FieldPath, report: Report) -> None:
    if not isinstance(value, list) or not value:
        report(path, f"is {named(value)}", "a list of blocks, each after '- '")
        return
    seen: set[str] = set()
    for number, each in enumerate(value):
        check_block(field, each, (*path, number), report)
        if (told := repr(each)) in seen:
            report((*path, number), "repeats a block above", "each block once")
        seen.add(told)


def check_fields(record: type[Record], value: Any, path: FieldPath, report: Report) -> None:
    """Check a mapping against the fields of ``record``: unknown, missing and wrong ones."""
    if not isinstance(value, dict):
        report(path, f"is {named(value)}", "fields, each as 'name: value'")
        return
    fields = record.fields
    for name, each in value.items():
        field = fields.get(name)
        if field is None:
            report((*path, name), f"is not a field here{report.hint(nearest, name, fields)}", one_of(fields))
        else:
            field.check(each, (*path, name), report)
    for name in record.required:
        if name not in value:
            report((*path, name), "is missing", expected(fields[name]), at=path)


def expected(field: Field[Any]) -> str:
    """The form of a field's value, as a message says it."""
    return one_of(field.words) if field.words else field.expected


class FieldLine(NamedTuple):
    """One field in the table of a record's fields: its dotted name, and what is declared about it."""

    name: str
    required: bool
    help: str
    form: str
    values: dict[str, str]
    origin: str


def field_lines(record: type[Record], prefix: str = "") -> Iterator[FieldLine]:
    """Every field of a record, nested ones after the block that holds them."""
    for name, field in record.fields.items():
        many = "[]" if field.kind in ("list", "choices", "records") else ""
        dotted = f"{prefix}{name}{many}"
        form = {"record": "a block", "records": "a list of blocks"}.get(field.kind, expected(field))
        yield FieldLine(dotted, field.required, field.help, form, dict(field.words or {}), field.origin)
        if field.record is not None:
            yield from field_lines(field.record, f"{dotted}.")


def named(value: Any) -> str:
    if isinstance(value, str):
        return f"the text '{shortened(value)}'" if value else "empty"
    if isinstance(value, dict):
        return "a block of fields"
    return "empty" if value is None or value == [] else "a list" if isinstance(value, list) else f"{value!r}"


def shortened(value: str, most: int = 60) -> str:
    value = " ".join(value.split())
    return value if len(value) <= most else value[: most - 1] + "…"


CHECKS: dict[str, Callable[[Field[Any], Any, FieldPath, Report], None]] = {
    "text": check_text,
    "choice": check_choice,
    "choices": check_list,
    "list": check_list,
    "record": check_block,
    "records": check_blocks,
}


def text(help: str, **more: Any) -> Field[str]:
    """A sentence, a name, or another short text without markup."""
    return Field("text", help, **{"default": "", **more})


def texts(help: str, **more: Any) -> Field[list[str]]:
    """A list of short texts."""
    return Field("list", help, **{"default": [], **more})


def identifier(help: str, **more: Any) -> Field[str]:
    """A permanent identifier in kebab-case."""
    form = {"pattern": IDENTIFIER, "expected": "lower-case words joined by '-'", "letters_at_most": LONGEST_IDENTIFIER}
    return text(help, **form, **more)


def day(help: str, **more: Any) -> Field[str]:
    """A date as precise as the source: year, month or day, ISO 8601."""
    return text(help, pattern=DATE, expected="a date such as 2026-11-22 (or 2026-11, or 2026)", **more)


def url(help: str, **more: Any) -> Field[str]:
    """A web address."""
    return text(
        help, pattern=URL, expected="a web address that starts with https://, of a public host in plain letters", **more
    )


def choice(help: str, words: Mapping[str, str], **more: Any) -> Field[str]:
    """One value of a vocabulary."""
    return Field("choice", help, words=words, **{"default": "", **more})


def choices(help: str, words: Mapping[str, str], **more: Any) -> Field[list[str]]:
    """A set of values of a vocabulary."""
    return Field("choices", help, words=words, **{"default": [], "expected": "allowed values", **more})


def reference(help: str, to: str, **more: Any) -> Field[str]:
    """The identifier of another record."""
    return identifier(help, refers=to, **{"example": EXAMPLES[to], **more})


def references(help: str, to: str, **more: Any) -> Field[list[str]]:
    """Identifiers of other records."""
    return texts(
        help, refers=to, pattern=IDENTIFIER, expected="identifiers of records", **{"example": [EXAMPLES[to]], **more}
    )


def citations(help: str = "Keys of sources.bib, each with a place in it after ' @ '.", **more: Any) -> Field[list[str]]:
    """Keys of the bibliography, each optionally followed by `` @ `` and a locator."""
    return texts(
        help,
        refers="source",
        pattern=CITATION,
        expected="a key of sources.bib, or 'key @ place'",
        **{"example": ["fda-cgt"], **more},
    )
