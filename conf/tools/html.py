"""HTML of the tools. What only a script can drive is ``hidden`` until the script shows it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Final
from urllib.parse import urlencode

from markupsafe import Markup

from conf.therapy.blocks import LabelRun, Runs
from conf.therapy.views.drawing import overlap
from conf.therapy.write.html import InHtml, json_script
from taxonomy import NOT_CHECKED, notebook
from taxonomy import vocabulary as v

from .guide import QUESTIONS, UNKNOWN, Question, capital, exported
from .views import Branch, Filter, ListFilter, PickList, Row, SortableTable

joined = Markup().join


def details(summary: str, inside: Markup) -> Markup:
    return Markup("<details><summary>{}</summary>{}</details>").format(summary, inside)


# -- Tables to explore ---------------------------------------------------------


def table(content: SortableTable, write: InHtml, _page: str) -> Markup:
    """A table with the form that narrows it; without a script, the table."""
    return Markup(
        '<form class="tool explore-form" id="{name}-form" hidden>'
        '<p class="field wide"><label for="{name}-text">Words: a name, an illness, anything in the row</label>'
        '<input type="search" id="{name}-text" name="text" autocomplete="off"></p>{first}'
        '<details class="more"><summary>More ways to narrow the table</summary><div>{more}'
        "{start}{end}</div></details>"
        '<p class="buttons"><button type="reset">Clear all</button>'
        '<button type="button" class="csv">Download what is shown (CSV)</button></p>'
        '<p class="found" role="status"></p></form>'
        '<details class="fact-fold explore-fold"><summary>The table <small>{count} rows</small></summary>'
        '<div class="table-wrapper" role="region" tabindex="0" aria-label="{caption}">'
        '<table class="docutils facts explore {name}" id="{name}-table">'
        '<caption><span class="caption-text">{caption}</span></caption>'
        "<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div></details>\n"
    ).format(
        name=content.name,
        count=f"{len(content.rows):,}",
        caption=content.caption,
        first=joined(map(select, content.filters[:2])),
        more=joined(map(select, content.filters[2:])),
        start=year(content.name, "from", "From year"),
        end=year(content.name, "to", "To year"),
        head=joined(Markup('<th class="head" scope="col">{}</th>').format(each) for each in content.columns),
        rows=joined(row(each, content.columns, write) for each in content.rows),
    )


def select(each: Filter) -> Markup:
    options = (
        Markup('<option value="{}">{}</option>').format(value, words[:1].upper() + words[1:])
        for value, words in each.options.items()
    )
    return Markup(
        '<p class="field"><label>{}<select name="{}"><option value="">Any</option>{}</select></label></p>'
    ).format(each.question, each.name, joined(options))  # fmt: skip


def year(table: str, name: str, words: str) -> Markup:
    return Markup(
        '<p class="field"><label for="{0}-{1}">{2}</label><input type="number" id="{0}-{1}" '
        'name="{1}" min="1800" max="2100" step="1" inputmode="numeric"></p>'
    ).format(table, name, words)


def row(each: Row, columns: list[str], write: InHtml) -> Markup:
    first, others = write.heading(each.cells[0]), map(write.runs, each.cells[1:])
    words = (Markup(' data-{}="{}"').format(name, value) for name, value in each.words.items() if value)
    cells = zip(columns[1:], others, strict=True)
    return Markup('<tr{}><th scope="row">{}</th>{}</tr>').format(
        joined(words), first, joined(Markup('<td data-label="{}">{}</td>').format(*each) for each in cells)
    )


def filter_field(content: ListFilter, _write: InHtml, _page: str) -> Markup:
    """A field that narrows lists, and choices that the script fills; without a script, nothing."""
    choices = (
        Markup(
            '<p class="field"><label>{}<select data-of="{}"><option value="">Any</option></select></label></p>'
        ).format(label, of)
        for of, label in (("fold", content.folds), ("label", content.labels))
        if label
    )  # fmt: skip
    return Markup(
        '<form class="tool list-filter" role="search" hidden><p class="field wide"><label for="list-filter">{}</label>'
        '<input type="search" id="list-filter" autocomplete="off" spellcheck="false"></p>{}'
        '<p class="found" role="status"></p><ol class="best"></ol></form>\n'
    ).format(content.label, joined(choices))


# -- Compare -------------------------------------------------------------------

PICKS: Final = {"a": "First treatment", "b": "Second treatment", "c": "Third treatment, if you like"}
WARNED: Final = LabelRun("warning", "Not shown to work for a use it is sold for")


def compare(content: PickList, write: InHtml, _page: str) -> Markup:
    """The form to pick types, and the list of types that the form picks from."""
    fields = (
        Markup(
            '<p class="field wide"><label for="pick-{0}">{1}</label>'
            '<input id="pick-{0}" name="{0}" list="pick-types" autocomplete="off" spellcheck="false"></p>'
        ).format(*each)
        for each in PICKS.items()
    )

    def pick(id: str, link: Runs, warned: bool) -> Markup:  # noqa: FBT001 - as it stands in the list
        mark = Markup(" {}").format(write.label(WARNED)) if warned else ""
        return Markup('<li data-id="{}">{}{}</li>').format(id, write.runs(link), mark)

    families = (
        details(words, Markup("<ul>{}</ul>").format(joined(pick(*each) for each in types)))
        for words, types in content.families
    )
    return Markup(
        '<form class="tool compare-form" id="compare-form" hidden>{}'
        '<datalist id="pick-types"></datalist>'
        '<p class="hint">A treatment by any name, a brand, or an illness, whose treatments are then offered.</p>'
        '<p class="field"><label><input type="checkbox" name="differ"> Only rows that differ</label></p>'
        '<p class="buttons"><button type="submit">Compare</button><button type="button" class="print">Print</button>'
        '<button type="reset">Start again</button></p>'
        '<p class="found" role="status"></p><div class="compare-offers"></div></form>'
        '<div id="compare-result"></div>'
        '<div class="pick-list" id="pick-list">{}</div>{}\n'
    ).format(
        joined(fields),
        joined(families),
        json_script({"rows": content.rows, "groups": content.groups, "nothing": NOT_CHECKED}, id="compare-data"),
    )


# -- Guide ---------------------------------------------------------------------


def guide(content: dict[str, Any], write: InHtml, _page: str) -> Markup:
    """The questions, each hidden until it is its turn, and the rules as data."""
    known = exported()
    known["types"] = [
        {
            **{key: value for key, value in each.items() if key != "named"},
            "href": write.address("type", each["id"]) or "",
        }
        for each in content["types"]
    ]
    known["authorities"] = {
        id: {"short": short, "href": write.address("authority", id) or ""}
        for id, short in content["authorities"].items()
    }
    for id, each in known["rules"].items():
        each["href"] = write.address("rule", id) or ""
    return Markup(
        '<form class="tool guide-form" id="guide-form" hidden>{}{}'
        '<p class="buttons"><button type="reset">Start again</button></p></form>'
        '<div id="guide-result" role="status" hidden></div>{}{}\n'
    ).format(
        NAME.format(unknown("name", "checkbox")),
        joined(map(question, range(2, len(QUESTIONS) + 2), QUESTIONS)),
        by_agent(content["types"], write),
        json_script(known, id="guide-data"),
    )


NAME: Final = Markup(
    '<fieldset id="question-name"><legend>1. What is it called?</legend>'
    '<p class="hint" id="guide-hint">A name, a brand or an abbreviation, as you heard it. Slips of spelling do no harm.</p>'
    '<input type="search" id="guide-name" aria-label="What is it called?" aria-describedby="guide-hint" '
    'autocomplete="off" autocapitalize="off" spellcheck="false">'
    '<p class="found" role="status"></p><ul class="guide-names"></ul>{}</fieldset>'
)


def unknown(field: str, kind: str) -> Markup:
    return Markup('<label><input type="{}" name="{}" value="{}"> I do not know</label>').format(kind, field, UNKNOWN)


def question(number: int, each: Question) -> Markup:
    kind = "checkbox" if each.many else "radio"
    options = (
        Markup('<label><input type="{}" name="{}" value="{}"> {}</label>').format(kind, each.field, value, words)
        for value, words in each.options.items()
    )
    return Markup(
        '<fieldset id="question-{}" data-asks="{}" hidden><legend>{}. {}</legend><p class="hint">{}</p>{}{}</fieldset>'
    ).format(each.field, each.asks or each.words, number, each.words, each.hint, joined(options), unknown(each.field, kind))  # fmt: skip


def by_agent(types: list[dict[str, Any]], write: InHtml) -> Markup:
    """All treatments by what goes into a person, each with both answers: no script is needed for it."""

    def item(each: dict[str, Any]) -> Markup:
        cell, immune = (v.ANSWER[each[term]].lower() for term in v.TERM)
        return Markup("<li>{} (cell therapy: {}; immunotherapy: {})</li>").format(
            write.runs(each["named"]), cell, immune
        )

    def given(agent: str, words: str) -> Markup:
        found = [each for each in types if agent in each["agent"]]
        title = f"{words} ({len(found)})"
        return details(title, Markup("<ul>{}</ul>").format(joined(map(item, found)))) if found else Markup()

    lists = joined(given(*each) for each in capital(v.AGENT).items())
    return details("All treatments, by what goes into you", Markup('<div class="type-tree">{}</div>').format(lists))


# -- Tree and map --------------------------------------------------------------


def tree(content: list[tuple[str, int, list[Branch]]], write: InHtml, _page: str) -> Markup:
    """Families that open into their types, and types into their kinds."""

    def items(branches: Iterable[Branch]) -> Markup:
        return Markup("<ul>{}</ul>").format(joined(map(branch, branches)))

    def branch(each: Branch) -> Markup:
        kinds = details(f"Kinds of: {each.name} ({len(each.below)})", items(each.below)) if each.below else ""
        return Markup("<li>{}{}</li>").format(write.runs(each.link), kinds)

    families = (details(f"{family} ({count})", items(branches)) for family, count, branches in content)
    return Markup('<div class="type-tree">{}</div>\n').format(joined(families))


ZONES: Final = {
    "only cell therapy": {"cell": "yes", "immune": "no"},
    "both": {"cell": "yes", "immune": "yes"},
    "only immunotherapy": {"cell": "no", "immune": "yes"},
    "neither": {"cell": "no", "immune": "no"},
    "contested": {"zone": "contested"},
}


def room(name: str) -> Markup:
    """The whole part around some words, so that a thumb need not meet a letter."""
    part = notebook.PARTS[name]
    wide, tall = (124, 150) if part.roomy else (180, 56)
    return Markup(
        '<rect class="overlap-room" x="{}" y="{}" width="{}" height="{}" fill="none" pointer-events="all"/>'
    ).format(part.x - wide // 2, part.y - 20, wide, tall)


def overlap_map(content: dict[str, tuple[int, list[str]]], _write: InHtml, page: str) -> Markup:
    """The picture of the two sets, the words of each part a link to its rows."""

    def link(name: str, words: str) -> str:
        shown = room(name) + Markup(words)  # noqa: S704 - the picture has escaped them
        return Markup('<a href="{}?{}#types-form">{}</a>').format(page, urlencode(ZONES[name]), shown)

    svg, _ = overlap(content, link)
    return Markup('<figure class="therapy-picture">{}</figure>\n').format(svg)


#: What writes each tool, by the name of its directive.
TOOLS: Final[dict[str, Callable[[Any, InHtml, str], Markup]]] = {
    "types": table,
    "products": table,
    "filter": filter_field,
    "compare": compare,
    "guide": guide,
    "tree": tree,
    "map": overlap_map,
}
