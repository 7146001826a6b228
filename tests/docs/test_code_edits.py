"""Whatever code, template or style shapes a page: an edit of it is seen in the next build.

The edits of the rooms follow each other in one copy of the checkout, each built from what the
build before left, as a developer works. Every edit writes a word of its own into a page.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.small import write

ROOT = Path(__file__).parents[2]
PAGES = {
    "index.md": "# Home\n\n```{toctree}\nfacts\nrecords\ntools\n```\n",
    "facts.md": "# Facts\n\n```{therapy:types}\n```\n\n```{therapy:rules} cell_therapy\n```\n\n```{therapy:labels}\n```\n\n```{therapy-problems}\n```\n",
    "records.md": "# Records\n\n```{therapy:illnesses}\n```\n\n```{therapy:questions}\n```\n\n```{therapy:products}\n```\n",
    "tools.md": "# Tools\n\n```{reader-guide}\n```\n\n| a | b |\n|---|---|\n| c | d |\n",
    "sources.md": "---\norphan: true\n---\n\n# Sources\n\n```{bibliography}\n:all:\n```\n",
}


class Edit(NamedTuple):
    """One edit: what is replaced in a file, by what, and the page that shows it. Without the first, it adds a line."""

    file: str
    old: str
    new: str
    page: str


EDITS = {
    "taxonomy/model": Edit(
        "taxonomy/model/vocabulary.py", "", 'TERM["cell_therapy"] += " said by model"', "types/car-t.html"
    ),
    "taxonomy/loading": Edit(
        "taxonomy/loading/sources.py",
        'title=fields.get("title", "")',
        'title="A title said by loading"',
        "types/car-t.html",
    ),
    "taxonomy/decide": Edit(
        "taxonomy/decide/membership.py", "intact, live cells are transferred", "cells are said by decide", "facts.html"
    ),
    "taxonomy/query": Edit("taxonomy/query/labels.py", "Regulator said no", "A label said by query", "facts.html"),
    "taxonomy/export": Edit(
        "taxonomy/export/graphs/schema_org.py", "Derived by rules", "Said by export", "types/car-t.html"
    ),
    "taxonomy/authoring": Edit(
        "taxonomy/authoring/problem_examples.py", ".capitalize()", '.capitalize() + " said by authoring"', "facts.html"
    ),
    "conf/therapy": Edit(
        "conf/therapy/write/html.py", 'class="fact-label ', 'title="said by therapy" class="fact-label ', "facts.html"
    ),
    "conf/tools": Edit("conf/tools/page_footer.py", "", 'def built(): return "a day said by tools"', "index.html"),
    "conf/search": Edit("conf/templates/search_field.html", "", "<!-- said by search -->", "index.html"),
    "conf/sitekit": Edit("conf/sitekit/accessibility.py", '"col" if', '"said by sitekit" if', "tools.html"),
    "conf/published": Edit(
        "conf/published/json_ld.py",
        "",
        "before = page_graph\ndef page_graph(*a, **b): return {**before(*a, **b), 'x': 'said by published'}",
        "types/car-t.html",
    ),
    "conf/typstbook": Edit("conf/typstbook/templates/book.typ", "", "// said by typstbook", "source"),
    "conf/templates": Edit("conf/templates/page.html", "Information, not", "Said by templates, not", "index.html"),
    "conf/static": Edit("conf/static/facts.css", "", "/* said by static */", "_static/facts.css"),
}


class Checkout:
    """A copy of the code with the small data, and a few pages that show all of it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        for room in ("taxonomy", "conf"):
            shutil.copytree(ROOT / room, root / room, ignore=shutil.ignore_patterns("__pycache__", "data"))
        shutil.copy(ROOT / "CITATION.cff", root)  # the configuration reads it
        write(root / "taxonomy/data")
        for name, text in PAGES.items():
            path = root / "docs" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")

    def build(self, builder: str = "html") -> Path:
        """Build with the configuration of the project."""
        made = self.root / builder
        command = [sys.executable, "-m", "sphinx", "-q", "-b", builder, "-c", str(self.root / "conf")]
        done = subprocess.run(
            [*command, "-d", str(self.root / "trees"), str(self.root / "docs"), str(made)],
            capture_output=True,
            text=True,
            check=False,
            cwd=self.root,
        )
        assert done.returncode == 0, done.stderr
        return made

    def book(self) -> str:
        """All that the PDF is set from."""
        source = self.build("typst") / "source"
        return "".join(path.read_text(encoding="utf-8") for path in sorted(source.rglob("*.typ")))

    def edit(self, edit: Edit) -> None:
        """Change one file as it is now."""
        path = self.root / edit.file
        text = path.read_text(encoding="utf-8")
        assert edit.old in text
        path.write_text(text.replace(edit.old, edit.new) if edit.old else f"{text}\n{edit.new}\n", encoding="utf-8")


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Checkout:
    """The copy, built once."""
    found = Checkout(tmp_path_factory.mktemp("checkout"))
    found.build()
    return found


def test_every_room_is_edited() -> None:
    """A room that shapes pages and that no edit tries would be forgotten; the others shape none."""
    rooms = {
        f"{house}/{path.parent.name}" for house in ("taxonomy", "conf") for path in (ROOT / house).glob("*/__init__.py")
    }

    # Other names than the first are in the data files, and on no page.
    assert rooms - EDITS.keys() == {"taxonomy/command", "taxonomy/naming", "taxonomy/verify"}


@pytest.mark.parametrize("room", [each for each in EDITS if each != "conf/typstbook"])
def test_edit_is_seen(room: str, checkout: Checkout) -> None:
    """The page says what the edit made it say, and did not before."""
    edit, word = EDITS[room], f"said by {room.partition('/')[2]}"
    page = checkout.root / "html" / edit.page
    assert word not in page.read_text(encoding="utf-8").lower()

    checkout.edit(edit)
    checkout.build()

    assert word in page.read_text(encoding="utf-8").lower()


def test_edit_is_seen_in_the_book(checkout: Checkout) -> None:
    """The PDF is made of what the edit changed."""
    edit = EDITS["conf/typstbook"]
    assert "said by typstbook" not in checkout.book()

    checkout.edit(edit)

    assert "said by typstbook" in checkout.book()
