"""A record to fill in, made from the declarations of its fields.

Required fields stand there empty, or with the value that is known. Optional fields stand there
on request, behind ``# `` with an example, so that nothing made up is taken for a fact. What a
field means stands above it, behind ``##``.
"""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator, Mapping
from typing import Any

import yaml

from taxonomy.export.formats.json_schema import address_of
from taxonomy.model.fields import Field, Record, expected

WIDTH = 100
EXAMPLE = "Write here."
OPTIONAL = "# "
HOW = "Fill in what is empty. More fields may be filled in: 'new' with '--all' shows them in their places."
HOW_ALL = "Fill in what is empty. Take away the '# ' before an optional field that you need; delete the others."

FOR_EDITORS = "# yaml-language-server:"  # what many editors know as the line that names the schema


def first_line(kind: str) -> str:
    """The line by which an editor finds the schema of a record, checks it and offers words.

    >>> first_line("type")
    '# yaml-language-server: $schema=https://therapy-taxonomy.readthedocs.io/en/latest/data/schema/type.schema.json'
    """
    return f"{FOR_EDITORS} $schema={address_of(kind)}"


def form(record: type[Record], values: Mapping[str, Any], indent: str = "", *, everything: bool = False) -> list[str]:
    """The lines of a record to fill in.

    Args:
        record: the class of the record.
        values: known values by the name of the field; a mapping for a block of fields.
        indent: what each line begins with.
        everything: whether optional fields stand there, too.
    """
    return list(fields(record, values, indent, optional=False, everything=everything))


def fields(
    record: type[Record], values: Mapping[str, Any], indent: str, *, optional: bool, everything: bool
) -> Iterator[str]:
    for name, field in record.fields.items():
        off = optional or not (field.required or name in values)
        if off and not everything:
            continue
        yield from comment(field, indent)
        hidden = OPTIONAL if off else ""
        value = values.get(name, example(field) if off and field.record is None else None)
        if field.record is None:
            yield from (hidden + line for line in leaf(name, field, value, indent))
            continue
        yield f"{hidden}{indent}{name}:"
        deeper = indent + ("  " if field.kind == "record" else "    ")
        # A block of optional fields alone shows them all: it must hold one.
        shown = everything or not any(each.required for each in field.record.fields.values())
        nested = list(fields(field.record, value or {}, deeper, optional=off, everything=shown))
        yield from nested if field.kind == "record" else item(nested, deeper)


def leaf(name: str, field: Field[Any], value: Any, indent: str) -> Iterator[str]:
    """A field that holds a text or a list of texts; an empty one waits for its value."""
    if field.kind in ("list", "choices"):
        yield f"{indent}{name}:"
        yield from (f"{indent}  - {scalar(each)}" for each in value) if value else [f"{indent}  -"]
    else:
        yield f"{indent}{name}: {scalar(value)}" if value else f"{indent}{name}:"


def item(lines: list[str], indent: str) -> list[str]:
    """The lines of a block as one item of a list: its first field after a dash."""
    first = next(number for number, line in enumerate(lines) if not line.lstrip().startswith("##"))
    hidden, line = (
        (OPTIONAL, lines[first][len(OPTIONAL) :]) if lines[first].startswith(OPTIONAL) else ("", lines[first])
    )
    return [*lines[:first], f"{hidden}{indent[:-2]}- {line.lstrip()}", *lines[first + 1 :]]


def comment(field: Field[Any], indent: str) -> list[str]:
    """What a field means and which values it may have, as comment lines."""
    words = [field.help, "Required." if field.required else "Optional."]
    if field.words:
        words.append(f"One of: {', '.join(field.words)}.")
    elif field.record is None:
        words.append(f"Form: {expected(field)}.")
    if field.words_at_most:
        words.append(f"At most {field.words_at_most} words.")
    start = f"{indent}## "
    return textwrap.wrap(" ".join(words), WIDTH, initial_indent=start, subsequent_indent=start, break_on_hyphens=False)


def scalar(text: str) -> str:
    """Text as YAML writes it: plain where YAML reads it back as it stands, else in quotes."""
    return text if reads_back(text) else json.dumps(text, ensure_ascii=False)  # JSON's quotes are YAML's


def reads_back(text: str) -> bool:
    """Whether YAML reads the text as it stands, as one scalar."""
    try:
        return bool(yaml.load(f"a: {text}", Loader=yaml.BaseLoader) == {"a": text})  # noqa: S506 - makes only text
    except yaml.YAMLError:
        return False


def example(field: Field[Any]) -> Any:
    """The declared example of a field, or one made from its form."""
    if field.example is not None:
        return field.example
    value = next(iter(field.words)) if field.words else EXAMPLE
    return [value] if field.kind in ("list", "choices") else value
