"""What is sent of a style: what no browser needs is left out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from itertools import groupby, pairwise
from typing import Any, Final

import tinycss2

REMARK: Final = re.compile(r"/\*.*?\*/", re.DOTALL)
BRACES: Final = re.compile(r" ?([{}]) ?")
ASKED: Final = re.compile(r"var\(\s*(--[\w-]+)")


def squeezed(style: str) -> str:
    """A style without its remarks, a space for each gap: a third of it would be read by nobody but us."""
    return BRACES.sub(r"\1", " ".join(REMARK.sub("", style).split()))


def without(style: str, rare: str) -> str:
    """A style without what can match only where an element has a rare class or identifier.

    Variables go that nothing in the rest asks for. What this does not understand stays.

    Args:
        style: the style.
        rare: a pattern of the whole of such a class or identifier.
    """
    text = "".join(changed(style, partial(common, rare=re.compile(rare))))
    while (less := "".join(changed(text, partial(heard, asked={*ASKED.findall(text)})))) != text:
        text = less
    return text


def changed(style: Any, change: Callable[[Any], str]) -> Iterator[str]:
    """The rules of a style or of a condition in it, each changed; a condition without rules goes."""
    parse = tinycss2.parse_stylesheet if isinstance(style, str) else tinycss2.parse_rule_list
    for rule in parse(style, skip_comments=True, skip_whitespace=True):
        if rule.type == "qualified-rule":
            yield change(rule)
        elif rule.type == "at-rule" and rule.lower_at_keyword == "media":
            if inner := "".join(changed(rule.content, change)):
                yield f"@media{tinycss2.serialize(rule.prelude)}{{{inner}}}"
        else:
            yield rule.serialize()


def common(rule: Any, rare: re.Pattern[str]) -> str:
    """A rule without its rare selectors; nothing if it has no others. Commas within brackets part no selectors."""
    parts = [list(some) for comma, some in groupby(rule.prelude, lambda each: each == ",") if not comma]
    kept = [tinycss2.serialize(each).strip() for each in parts if not any(map(rare.fullmatch, names(each)))]
    return f"{','.join(kept)}{{{tinycss2.serialize(rule.content).strip()}}}" if kept else ""


def names(selector: list[Any]) -> Iterator[str]:
    """The classes and identifiers that an element must have to be matched; not those that it must lack."""
    for before, part in pairwise([None, *selector]):
        if part.type == "hash" or (part.type == "ident" and before == "."):
            yield part.value


def heard(rule: Any, asked: set[str]) -> str:
    """A rule without variables for which nobody asks; nothing if it sets no others."""
    parts: list[Any] = tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True)
    kept = []
    for each in parts:
        if each.type != "declaration":
            kept.append(each.serialize())
        elif not each.name.startswith("--") or each.name in asked:
            kept.append(f"{each.name}:{tinycss2.serialize(each.value).strip()}{'!important' * each.important}")
    return f"{tinycss2.serialize(rule.prelude)}{{{';'.join(kept)}}}" if kept else ""
