"""The declaration of a field: its meaning, allowed values, and where they come from.

A record class lists its fields once. Validation, the contributor's form, the
field reference and the JSON Schema are all read from that list.

Values are plain JSON data: text, lists and mappings. Every scalar is text, so
``no``, ``1e5`` and ``2023-12-08`` in YAML hold no surprise.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from difflib import get_close_matches
from functools import cached_property
from typing import Any, ClassVar, Generic, NamedTuple, TypeVar, overload

from .citation import CITATION
from .showing import as_html

T = TypeVar("T")

IDENTIFIER = r"[a-z0-9]+(-[a-z0-9]+)*"
DATE = r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?"
CURIE = r"[A-Za-z0-9]+:[A-Za-z0-9_.-]+"
# A host by its name in small ASCII letters, without a user, a port or a name that looks like another (xn--), not of this
# machine or house, and not one that is kept for examples. What stands behind '%' is a byte that is seen.
OTHERS = (
    r"(?!\S*\bxn--)(?!([^/?#]*\.)?(local|localhost|internal|lan|arpa|test|invalid|example(\.[a-z]+)?|onion)([/?#]|$))"
)
PLACE = r"([/?#](?!\S*%(?!([2-689A-Fa-f][0-9A-Fa-f]|7[0-9A-Ea-e])))[!#-&(-;=?-\[\]^_a-z{|}~]*)?"
URL = rf"https://{OTHERS}(?![^/?#]{{254}})([a-z0-9]([a-z0-9-]{{0,61}}[a-z0-9])?\.)+[a-z]{{2,63}}{PLACE}"
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

    _repr_html_ = as_html


def nearest(value: str, allowed: Mapping[str, Any] | list[str]) -> str:
    """A space and the question ``(did you mean …?)`` with the allowed value most like ``value``, or nothing."""
    close = get_close_matches(value, list(allowed), 1, 0.6)
    return f" (did you mean '{close[0]}'?)" if close else ""


def one_of(allowed: Mapping[str, Any]) -> str:
    return "one of " + ", ".join(allowed)


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


def block(help: str, record: type[Record], **more: Any) -> Field[Any]:
    """A block of fields."""
    return Field("record", help, record=record, **more)


def blocks(help: str, record: type[Record], **more: Any) -> Field[Any]:
    """A list of blocks of fields."""
    return Field("records", help, record=record, default=(), **more)


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


def permanent(example: str, help: str = "The permanent identifier, equal to the file's name.") -> Field[str]:
    """The identifier of a record, which is the name of its file."""
    return identifier(help, required=True, example=example)


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
