"""What may be wrong with the form of a value, by the kind of its field."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from datetime import date
from typing import Any

from taxonomy.model.citation import Citation
from taxonomy.model.days import EARLIEST, ahead
from taxonomy.model.fields import DATE, IDENTIFIER, NAMES, URL, Field, Record, expected, nearest, one_of
from taxonomy.model.letters import FORMULA, unwritable, visible
from taxonomy.model.problems import FieldPath, Report

DEVICES = frozenset(("con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))))

#: A program's word for nothing, and a writer's for later. "TBC" and "XXX" are not among them: illnesses are called so.
HOLLOW = re.compile(r"(null|undefined|n/a|true|false|todo|fixme|lorem ipsum.*)[.:!]*", re.IGNORECASE)
#: Quotes of print, which a telephone writes where YAML wants its own.
PRINTED = "\u201c\u201d\u201e\u2018\u2019\u201a\u00ab\u00bb"


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
    elif slip := slip_in(field, value):
        report(path, *slip)
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


def slip_in(field: Field[Any], value: str) -> tuple[str, str] | None:
    """What nobody means to write: a word for nothing, a name without letters, the quotes of a telephone around a text."""
    if field.pattern:
        return None
    if HOLLOW.fullmatch(value.strip()):
        return f"is '{value.strip()[:20]}', which says nothing", "what there is to say, or no such line"
    if field.name in (*NAMES, "names") and not any(map(str.isalpha, value)):
        return f"'{shortened(value)}' has no letter", "a name"
    if value[0] in PRINTED and value[-1] in PRINTED and sum(map(value.count, PRINTED)) == 2:  # not “one” and “another”
        return (
            "stands whole in printed quotes, which are taken for a part of it",
            "the text alone, or in the quotes of a keyboard",
        )
    return None


def without(field: Field[Any], path: FieldPath) -> str:
    """What else to do with an empty text: an item, or a field that is not required, may go."""
    if isinstance(path[-1], int):
        return "" if field.required and path[-1] == 0 else "; delete the line if there is nothing to say"
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
            check_value(field, each, (*path, name), report)
    for name in record.required:
        if name not in value:
            form = {"record": "a block of fields", "records": "a list of blocks"}.get(fields[name].kind)
            report((*path, name), "is missing", form or expected(fields[name]), at=path)


def named(value: Any) -> str:
    if isinstance(value, str):
        return f"the text '{shortened(value)}'" if value else "empty"
    if isinstance(value, dict):
        return "a block of fields"
    return "empty" if value is None or value == [] else "a list" if isinstance(value, list) else f"{value!r}"


def shortened(value: str, most: int = 60) -> str:
    value = " ".join(value.split())
    return value if len(value) <= most else value[: most - 1] + "…"


def check_value(field: Field[Any], value: Any, path: FieldPath, report: Report) -> None:
    """Tell ``report`` what is wrong with ``value``, found at ``path``."""
    CHECKS[field.kind](field, value, path, report)


CHECKS: dict[str, Callable[[Field[Any], Any, FieldPath, Report], None]] = {
    "text": check_text,
    "choice": check_choice,
    "choices": check_list,
    "list": check_list,
    "record": check_block,
    "records": check_blocks,
}
