"""HTML of the tools. What only a script can drive is ``hidden`` until the script shows it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from html import escape
from typing import Any
from urllib.parse import urlencode

from conf.therapy.views.drawing import overlap

from .guide import QUESTIONS, exported
from .views import Filter, Row, Table

Link = Callable[[str, str], str]  # address of an object, by kind and identifier


def data(id: str, value: Any) -> str:
    """Data for a script; no text in it can end its element."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return f'<script type="application/json" id="{id}">{text}</script>'


def option(value: str, words: str) -> str:
    return f'<option value="{escape(value)}">{escape(words[:1].upper() + words[1:])}</option>'


def anchor(address: str, words: str) -> str:
    return f'<a class="reference internal" href="{escape(address)}">{escape(words)}</a>' if address else escape(words)


# -- Tables to explore ---------------------------------------------------------


def table(content: Table, link: Link, _page: str) -> str:
    """A table with the form that narrows it; without a script, the table."""
    name = content.name
    head = "".join(f'<th class="head" scope="col">{escape(each)}</th>' for each in content.columns)
    rows = "".join(row(each, content.columns, link) for each in content.rows)
    first = "".join(select(each) for each in content.filters[:2])
    more = "".join(select(each) for each in content.filters[2:])
    return (
        f'<form class="tool explore-form" id="{name}-form" hidden>'
        f'<p class="field wide"><label for="{name}-text">Words: a name, an illness, anything in the row</label>'
        f'<input type="search" id="{name}-text" name="text" autocomplete="off"></p>{first}'
        f'<details class="more"><summary>More ways to narrow the table</summary><div>{more}'
        f"{year(name, 'from', 'From year')}{year(name, 'to', 'To year')}</div></details>"
        '<p class="buttons"><button type="reset">Clear all</button>'
        '<button type="button" class="csv">Download what is shown (CSV)</button></p>'
        '<p class="found" role="status"></p></form>'
        f'<div class="table-wrapper" role="region" tabindex="0" aria-label="{escape(content.caption)}">'
        f'<table class="docutils facts explore {name}" id="{name}-table">'
        f'<caption><span class="caption-text">{escape(content.caption)}</span></caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>\n"
    )


def select(each: Filter) -> str:
    options = "".join(option(*pair) for pair in each.options.items())
    return (
        f'<p class="field"><label>{escape(each.question)}<select name="{each.name}">'
        f'<option value="">Any</option>{options}</select></label></p>'
    )


def year(table: str, name: str, words: str) -> str:
    return (
        f'<p class="field"><label for="{table}-{name}">{words}</label><input type="number" id="{table}-{name}" '
        f'name="{name}" min="1800" max="2100" step="1" inputmode="numeric"></p>'
    )


def row(each: Row, columns: list[str], link: Link) -> str:
    words = "".join(f' data-{name}="{escape(value)}"' for name, value in each.words.items() if value)
    first, *others = (cell(part, link) for part in each.cells)
    tds = "".join(
        f'<td data-label="{escape(name)}">{part}</td>' for name, part in zip(columns[1:], others, strict=True)
    )
    return f'<tr{words}><th scope="row">{first}</th>{tds}</tr>'


def cell(part: Any, link: Link) -> str:
    if isinstance(part, str):
        return escape(part)
    if isinstance(part, list):
        return " ".join(cell(each, link) for each in part)
    kind, id, words = part
    if kind in ("answer", "label"):
        return f'<span class="fact-{kind} fact-{id}">{escape(words)}</span>'
    return anchor(link(kind, id), words)


# -- Compare -------------------------------------------------------------------


def compare(content: Any, link: Link, _page: str) -> str:
    """The form to pick types, and the list of types that the form picks from."""
    fields = "".join(
        f'<p class="field wide"><label for="pick-{name}">{words}</label>'
        f'<input id="pick-{name}" name="{name}" list="pick-types" autocomplete="off" spellcheck="false"></p>'
        for name, words in (("a", "First treatment"), ("b", "Second treatment"), ("c", "Third treatment, if you like"))
    )
    families = "".join(
        f"<details><summary>{escape(family)}</summary><ul>{''.join(pick(each, link) for each in types)}</ul></details>"
        for family, types in content["families"]
    )
    return (
        f'<form class="tool compare-form" id="compare-form" hidden>{fields}'
        '<datalist id="pick-types"></datalist>'
        '<p class="field"><label><input type="checkbox" name="differ"> Only rows that differ</label></p>'
        '<p class="buttons"><button type="submit">Compare</button><button type="button" class="print">Print</button>'
        '<button type="reset">Start again</button></p>'
        '<p class="found" role="status"></p></form>'
        '<div id="compare-result"></div>'
        f'<div class="pick-list" id="pick-list">{families}</div>'
        f"{data('compare-data', {'rows': content['rows'], 'groups': content['groups']})}\n"
    )


def pick(each: tuple[str, str, list[str], bool], link: Link) -> str:
    id, name, synonyms, warned = each
    also = f' data-also="{escape("|".join(synonyms))}"' if synonyms else ""
    mark = ' <span class="fact-label fact-warning">Not shown to work for a use it is sold for</span>' if warned else ""
    return f'<li data-id="{escape(id)}"{also}>{anchor(link("type", id), name)}{mark}</li>'


# -- Guide ---------------------------------------------------------------------


def guide(content: Any, link: Link, _page: str) -> str:
    """The questions, each hidden until it is its turn, and the rules as data."""
    sets = "".join(question(number, each) for number, each in enumerate(QUESTIONS, 1))
    known = exported()
    known["types"] = [{**each, "href": link("type", each["id"])} for each in content["types"]]
    names = {id: {"short": short, "href": link("authority", id)} for id, short in content["authorities"].items()}
    known["authorities"] = names
    for id, each in known["rules"].items():
        each["href"] = link("rule", id)
    return (
        f'<form class="tool guide-form" id="guide-form" hidden>{sets}'
        '<p class="buttons"><button type="reset">Start again</button></p></form>'
        '<div id="guide-result" role="status" hidden></div>'
        f"{data('guide-data', known)}\n"
    )


def question(number: int, each: Any) -> str:
    kind = "checkbox" if each.many else "radio"
    options = "".join(
        f'<label><input type="{kind}" name="{each.field}" value="{escape(value)}"> {escape(words)}</label>'
        for value, words in each.options.items()
    )
    return (
        f'<fieldset id="question-{each.field}" hidden><legend>{number}. {escape(each.words)}</legend>'
        f'<p class="hint">{escape(each.hint)}</p>{options}</fieldset>'
    )


# -- Tree and map --------------------------------------------------------------


def tree(content: Any, link: Link, _page: str) -> str:
    """Families that open into their types, and types into their kinds."""

    def items(branches: Any) -> str:
        return "<ul>" + "".join(branch(*each) for each in branches) + "</ul>"

    def branch(id: str, name: str, below: Any) -> str:
        here = anchor(link("type", id), name)
        if not below:
            return f"<li>{here}</li>"
        kinds = f"Kinds of: {escape(name)} ({len(below)})"
        return f"<li>{here}<details><summary>{kinds}</summary>{items(below)}</details></li>"

    families = "".join(
        f"<details><summary>{escape(family)} ({count})</summary>{items(branches)}</details>"
        for family, count, branches in content
    )
    return f'<div class="type-tree">{families}</div>\n'


ZONES = {
    "only cell therapy": {"cell": "yes", "immune": "no"},
    "both": {"cell": "yes", "immune": "yes"},
    "only immunotherapy": {"cell": "no", "immune": "yes"},
    "neither": {"cell": "no", "immune": "no"},
    "contested": {"zone": "contested"},
}


def overlap_map(content: Any, _link: Link, page: str) -> str:
    """The picture of the two sets, the words of each part a link to its rows."""
    svg, _ = overlap(content)
    parts = iter(content.items())

    def linked(found: re.Match[str]) -> str:
        name, (count, _) = next(parts)
        words = f"{name[:1].upper()}{name[1:]}: {count} kinds of treatment"
        address = f"{page}?{urlencode(ZONES[name])}#types-form"
        return f'<a href="{escape(address)}" aria-label="{escape(words)}">{found[0]}</a>'

    # A picture has no parts that a reader could choose; a group has.
    svg = re.sub(r"<text\b.*?</text>", linked, svg, flags=re.DOTALL).replace('role="img"', 'role="group"', 1)
    return f'<figure class="therapy-picture">{svg}</figure>\n'


TOOLS: dict[str, Callable[[Any, Link, str], str]] = {
    "type_table": table,
    "product_table": table,
    "pick_list": compare,
    "guide_types": guide,
    "tree": tree,
    "overlap": overlap_map,
}
