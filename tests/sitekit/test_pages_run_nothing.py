"""What stands in no list never runs, however it is wrapped, and no page breaks off a build."""

from __future__ import annotations

import itertools

import pytest

from tests.sitekit.reading import Reading

WRAPPERS = (
    "{}",
    ":::x\n{}\n:::",
    ":::::\n::::\n{}\n::::\n:::::",
    "::::::{{card}} A\n```text\n^^^\n{}\n::::::",
    "::::::{{card}} A\n```text\n+++\n{}\n::::::",
    '````````{{versionadded}} 1\n---\na: "\n{}\n"\n---\n````````',
    '````````{{note}}\n---\na: "\n{}\n"\n---\n````````',
    "````````{{note}} {}\n````````",
    "````````{{tab-set}}\n```````{{tab-item}} A\n{}\n```````\n````````",
    "````````{{glossary}}\nA\n  b\n\n{}\n````````",
    "````````{{list-table}}\n* - a\n\n{}\n````````",
    "````````{{figure}} a.svg\n:alt: a\n\n{}\n````````",
    "```{{code-block}} a\n:caption: '{{trap}}`a`'\nb\n```\n\n{}",
    "A\n: b\n\n{}",
    "x[^1]\n\n[^1]: a\n\n{}",
)
TRAPS = (
    "~~~{trap}\n~~~", "~~~{eval-rst}\n.. trap::\n~~~", "~~~{eval-rst}\n:trap:`a`\n~~~", "{trap}`a`", ":::{trap}\n:::", "~~~{code-block} a\n:caption: '{trap}`a`'\n~~~",
    "~~~{figure} {trap}`a`\n~~~", "~~~{admonition} {trap}`a`\n~~~", "~~~{rubric} {trap}`a`\n~~~", "| {trap}`a` |\n|---|\n| {trap}`a` |", "# {trap}`a`", "[{trap}`a`](https://a.org)",
    "~~~{table} {trap}`a`\n| a |\n|---|\n~~~", "~~~{dropdown} {trap}`a`\n~~~", "~~~{seealso} {trap}`a`\n~~~",
)  # fmt: skip


def test_nothing_unlisted_runs_however_it_is_wrapped(site: Reading) -> None:
    """A directive and a role that no list has, in all wrappers, two deep."""
    told = 0
    for outer, inner, trap in itertools.product(WRAPPERS, WRAPPERS[:6], TRAPS):
        text = "# A\n\n" + outer.format(inner.format(trap)) + "\n"
        read = site.read(text)
        assert not read.sprung, text
        told += bool(read.told)
    assert told > 900


@pytest.mark.parametrize("address", ["x" * 5000 + ".md", "%00", "path:" + "x" * 5000, "project:%00"])
def test_an_address_that_cannot_be_looked_for(site: Reading, address: str) -> None:
    """It is told at its line; the page is read to its end, and so are the others."""
    read = site.read(f"# A\n\n[words]({address})\n\nThe end.\n")
    assert "words" in read.doctree.astext()
    assert read.doctree.astext().endswith("The end.")
    assert "index.md:3: WARNING: " in read.said


@pytest.mark.parametrize(
    "text",
    [
        "```{figure} a.svg\n[a]: b\n```",  # docutils counts what the figure holds, which is nothing
        "````{tab-set}\n\nx[^1]\n\n[^1]: a\n````",  # sphinx-design drops it; MyST looks for its footnote
    ],
)
def test_a_directive_that_a_library_stumbles_over(site: Reading, text: str) -> None:
    """It is told at its line; the page is read to its end, and so are the others."""
    read = site.read(f"# A\n\n{text}\n\nThe end.\n")
    assert read.doctree.astext().endswith("The end.")
    assert "index.md:" in read.said


def test_a_place_to_break_a_word_is_allowed(site: Reading) -> None:
    """A soft hyphen that is written out is seen by who looks at the source."""
    assert site.read("# A\n\nImmuno&shy;therapy\n").told == []
    assert site.read("# A\n\nImmuno&#8288;therapy\n").told == [
        "3: the text holds the character U+2060 WORD JOINER, which hides or turns text"
    ]
