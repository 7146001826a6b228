"""What a reader sees of a hit: words, and of what they are told; no identifier by which programs know a thing."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from docutils import nodes
from py_mini_racer import MiniRacer
from sphinx.addnodes import pending_xref

from conf.search import ask
from conf.search.passages import begin, words


@pytest.fixture(scope="module")
def script() -> Callable[[str], Any]:
    """Runs what is given after the scripts of the search."""
    racer = MiniRacer()
    racer.eval(ask.PAGE)
    for name in ask.SCRIPTS:
        racer.eval((ask.STATIC / f"{name}.js").read_text(encoding="utf-8"))
    return lambda text: json.loads(str(racer.eval(f"JSON.stringify({text})")))


def test_a_citation_leaves_no_key() -> None:
    """The key of a source is for programs; no space stays where it stood."""
    key = pending_xref("", nodes.Text("ncats-cell-therapy"), refdomain="cite", reftype="p")
    text = nodes.paragraph("", "", nodes.Text("A glossary names it "), key, nodes.Text(". So it is."))
    assert begin(words(text)) == "A glossary names it. So it is."


def test_what_stands_below_each_other_stands_apart() -> None:
    """The title of a box, its text and the items of a list are no one word; code is no answer."""
    box = nodes.warning("", nodes.title("", "Not shown to work"), nodes.paragraph("", "None is approved."))
    items = nodes.enumerated_list("", *(nodes.list_item("", nodes.paragraph("", each)) for each in ("One.", "Two.")))
    code = nodes.container("", nodes.doctest_block("", ">>> run()"))
    assert begin(words(nodes.container("", box, items, code))) == "Not shown to work: None is approved. One. Two."


def test_a_part_of_a_page_says_of_which(script: Callable[[str], Any]) -> None:
    """“Is it cell therapy?” alone does not say what is asked about."""
    names: dict[str, Any] = {"about": [], "things": [], "zones": "", "pictures": []}
    texts: dict[str, Any] = {
        "texts": [],
        "claims": [],
        "passages": [["learn/x.html#is-it", "Is it?", "Blood transfusion", "No."]],
    }
    found = script(
        f"(window.finder = {json.dumps(names)}, results.told({{item: results.whole(window.finder, {json.dumps(texts)}).words.items[0]}}))"
    )
    assert (found["title"], found["also"]) == ("Is it?", "Blood transfusion")


@pytest.mark.parametrize(
    ("matched", "also"), [("bcma-t-cell-engager", ""), ("BCMAxCD3 bispecific", "BCMAxCD3 bispecific")]
)
def test_an_identifier_is_no_name_for_readers(script: Callable[[str], Any], matched: str, also: str) -> None:
    """What a thing was found by stands beside its name, but not if that is how programs call it."""
    item = {
        "kind": "type",
        "address": "types/bcma-t-cell-engager.html",
        "about": "",
        "names": ["T-cell engager for myeloma"],
    }
    hit = {"item": item, "matched": matched}
    assert script(f"results.told({json.dumps(hit)})")["also"] == also
