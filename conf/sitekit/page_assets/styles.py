"""What is sent of a style: what no browser needs is left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
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
    text = "".join(kept(style, re.compile(rare)))
    while (less := "".join(heard(text, set(ASKED.findall(text))))) != text:
        text = less
    return text


def rules_of(style: Any) -> list[Any]:
    """The rules of a style or of what stands within the braces of one."""
    parse = tinycss2.parse_stylesheet if isinstance(style, str) else tinycss2.parse_rule_list
    found: list[Any] = parse(style, skip_comments=True, skip_whitespace=True)
    return found


def kept(style: Any, rare: re.Pattern[str]) -> Iterator[str]:
    """The rules without their rare selectors, and without those that have no others."""
    for rule in rules_of(style):
        if rule.type == "qualified-rule":
            selectors = [each for each in parted(rule.prelude) if not any(map(rare.fullmatch, names(each)))]
            if selectors:
                head = ",".join(tinycss2.serialize(each).strip() for each in selectors)
                yield f"{head}{{{tinycss2.serialize(rule.content).strip()}}}"
        elif rule.type == "at-rule" and rule.lower_at_keyword == "media":
            if inner := "".join(kept(rule.content, rare)):
                yield f"@media{tinycss2.serialize(rule.prelude)}{{{inner}}}"
        else:
            yield rule.serialize()


def parted(selectors: list[Any]) -> list[list[Any]]:
    """A list of selectors, one by one: the commas within brackets part nothing."""
    found: list[list[Any]] = [[]]
    for part in selectors:
        if part == ",":
            found.append([])
        else:
            found[-1].append(part)
    return found


def names(selector: list[Any]) -> Iterator[str]:
    """The classes and identifiers that an element must have to be matched; not those that it must lack."""
    for before, part in zip([None, *selector], selector, strict=False):
        if part.type == "hash" or (part.type == "ident" and before == "."):
            yield part.value


def heard(style: Any, asked: set[str]) -> Iterator[str]:
    """The rules without variables for which nobody asks."""
    for rule in rules_of(style):
        if rule.type == "qualified-rule":
            said = tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True)
            if text := ";".join(told(each) for each in said if not spare(each, asked)):
                yield f"{tinycss2.serialize(rule.prelude)}{{{text}}}"
        elif rule.type == "at-rule" and rule.lower_at_keyword == "media":
            yield f"@media{tinycss2.serialize(rule.prelude)}{{{''.join(heard(rule.content, asked))}}}"
        else:
            yield rule.serialize()


def spare(part: Any, asked: set[str]) -> bool:
    """Whether it sets a variable for which nobody asks."""
    return part.type == "declaration" and part.name.startswith("--") and part.name not in asked


def told(part: Any) -> str:
    """A declaration without gaps around its value, or what else stands within the braces of a rule."""
    if part.type != "declaration":
        return str(part.serialize())
    return f"{part.name}:{tinycss2.serialize(part.value).strip()}{'!important' * part.important}"
