"""What the declarations of the fields say, in other forms: JSON Schema, a template, a table."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import Any, NamedTuple

from .fields import DATE, Field, Record, expected
from .records import KINDS

EXAMPLE = "Write here."
DIALECT = "https://json-schema.org/draft/2020-12/schema"


class Line(NamedTuple):
    """One field in the reference: its dotted name, and what is declared about it."""

    name: str
    required: bool
    help: str
    form: str
    values: dict[str, str]
    origin: str


def reference(record: type[Record], prefix: str = "") -> Iterator[Line]:
    """Every field of a record, nested ones after the block that holds them."""
    for name, field in record.fields.items():
        many = "[]" if field.kind in ("list", "choices", "records") else ""
        dotted = f"{prefix}{name}{many}"
        form = {"record": "a block", "records": "a list of blocks"}.get(field.kind, expected(field))
        yield Line(dotted, field.required, field.help, form, dict(field.words or {}), field.origin)
        if field.record is not None:
            yield from reference(field.record, f"{dotted}.")


def json_schema(kind: str) -> dict[str, Any]:
    """The JSON Schema (2020-12) of one kind of record.

    Args:
        kind: ``type``, ``product``, ``claim`` or ``authority``.
    """
    record = KINDS[kind]
    described = " ".join((record.__doc__ or "").split())
    return {"$schema": DIALECT, "title": record.__name__, "description": described, **of_record(record)}


def of_record(record: type[Record]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {name: of_field(field) for name, field in record.fields.items()},
        "required": [name for name, field in record.fields.items() if field.required],
        "additionalProperties": False,
    }


def of_field(field: Field[Any]) -> dict[str, Any]:
    """The schema of one field's value."""
    if field.record is not None:
        nested = of_record(field.record)
        schema = nested if field.kind == "record" else {"type": "array", "items": nested, "minItems": 1}
        return {"description": field.help, **schema}
    item: dict[str, Any] = {"type": "string", "pattern": r"^\s*[^\s=+@-]"}
    if field.words:
        item = {"enum": list(field.words)}
    elif field.pattern:
        item = {"type": "string", "pattern": f"^(?:{field.pattern})$"}
        if field.pattern == DATE:
            item["description"] = "ISO 8601, as precise as the source"
    if field.kind in ("list", "choices"):
        return {"description": field.help, "type": "array", "items": item, "minItems": 1, "uniqueItems": True}
    return {**item, "description": field.help}


def template(kind: str, values: dict[str, Any] | None = None) -> str:
    """A complete record with a comment above each field: what it is, and which values it may have.

    Args:
        kind: ``type``, ``product``, ``claim`` or ``authority``.
        values: values for top-level fields instead of their examples.
    """
    return "\n".join(commented(KINDS[kind], values or {}, "")) + "\n"


def commented(record: type[Record], values: dict[str, Any], indent: str) -> Iterator[str]:
    for name, field in record.fields.items():
        needed = "Required." if field.required else "Optional: delete it if there is nothing to say."
        allowed = f" One of: {', '.join(field.words)}." if field.words else f" Form: {expected(field)}."
        words = f"{field.help} {needed}{'' if field.record else allowed}"
        yield from textwrap.wrap(words, 100, initial_indent=f"{indent}# ", subsequent_indent=f"{indent}# ")
        yield from written(name, field, values.get(name, example(field)), indent)


def written(name: str, field: Field[Any], value: Any, indent: str) -> Iterator[str]:
    if field.record is not None:
        yield f"{indent}{name}:"
        nested = list(commented(field.record, {}, indent + ("  " if field.kind == "record" else "    ")))
        if field.kind == "records":  # the dash goes before the first field, after its comments
            first = next(number for number, line in enumerate(nested) if not line.lstrip().startswith("#"))
            nested[first] = (
                nested[first].replace("    ", "  - ", 1) if not indent else indent + "  - " + nested[first].lstrip()
            )
        yield from nested
    elif isinstance(value, list):
        yield f"{indent}{name}:"
        yield from (f"{indent}  - {scalar(each)}" for each in value)
    else:
        yield f"{indent}{name}: {scalar(value)}"


def scalar(text: str) -> str:
    """Text as YAML writes it: plain where YAML reads it back as it stands, else in quotes."""
    import json

    return text if plain(text) else json.dumps(text, ensure_ascii=False)  # JSON's quotes are YAML's


def plain(text: str) -> bool:
    """Whether YAML reads the text as it stands, as one scalar."""
    import yaml

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
