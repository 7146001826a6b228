"""The pages that the text of a book names: found by setting it, until they are right."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from conf.typstbook.typeset import process
from conf.typstbook.typeset.compile import NotCompiledError, compile_book
from conf.typstbook.typeset.process import NUMBERS, PLACES

if TYPE_CHECKING:
    from pathlib import Path

PLACE = """
#metadata(none)<a>
#context [#metadata((("a", ..(query(<a>).first().location().page(), 0, 0)),))<places>]
#metadata(())<tables>
#metadata(0)<end>
"""


def book(folder: Path, text: str) -> Path:
    """Write a book of which *text* stands before its one place; it may ask for its ``number``."""
    main = folder / "main.typ"
    frame = '#set document(title: "Small")\n#let number = json("numbers.json").a\n'
    main.write_text(frame + text + PLACE, encoding="utf-8")
    return main


def test_a_wrong_guess_is_put_right(tmp_path: Path) -> None:
    """The number that was guessed is replaced by the one that was found."""
    made = compile_book(book(tmp_path, "See page #number. #pagebreak()"), tmp_path / "small.pdf", {"a": 7})

    assert made.pages == 2
    assert json.loads((tmp_path / NUMBERS).read_text("utf-8")) == {"a": 2}
    assert json.loads((tmp_path / PLACES).read_text("utf-8"))[0][:2] == ["a", 2]


def test_numbers_that_never_settle(tmp_path: Path) -> None:
    """A place that flees from the page that is named for it ends with a message, not in an endless loop."""
    with pytest.raises(NotCompiledError, match="page numbers do not settle in 5 settings"):
        compile_book(book(tmp_path, "#if calc.odd(number) { pagebreak() }"), tmp_path / "small.pdf", {"a": 1})


def test_a_setting_that_is_killed_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that the system ends, for its memory, leaves a message and no traceback."""
    killed = tmp_path / "killed.py"
    killed.write_text("import os, signal\nos.kill(os.getpid(), signal.SIGKILL)\n", encoding="utf-8")
    monkeypatch.setattr(process, "__file__", str(killed))

    with pytest.raises(NotCompiledError, match="ended with status -9; is there memory enough"):
        compile_book(book(tmp_path, "Words."), tmp_path / "small.pdf", {"a": 1})


def test_what_typst_refuses_is_told(tmp_path: Path) -> None:
    """The message is Typst's own, with the line."""
    with pytest.raises(NotCompiledError, match=r"unknown variable: nothing(?s:.*)main\.typ:3"):
        compile_book(book(tmp_path, "#nothing"), tmp_path / "small.pdf", {"a": 1})
