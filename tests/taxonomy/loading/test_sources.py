"""``sources.bib`` gets the care of a record: each fault is told at its line, and every reader finds the same in it."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from taxonomy import DataError
from taxonomy.authoring.diff import main as diff
from taxonomy.command.line import main
from taxonomy.loading.bibtex_checks import LARGEST
from taxonomy.loading.bibtex_entries import read_entries
from taxonomy.loading.folder import Folder
from taxonomy.loading.sources import Source, read_sources, without_markup
from taxonomy.loading.stored import compile_to
from tests.small import BIB, write
from tests.taxonomy.mutations import Bibliography

ONE = BIB[: BIB.index("@article")]


def told(root: Path) -> list[str]:
    """Every problem of a folder, each as its line, without the way to the folder."""
    return [str(each).replace(f"{root.as_posix()}/", "") for each in Folder(root).problems]


def with_bib(tmp_path: Path, text: str | bytes) -> Path:
    """The small folder with another bibliography."""
    root = write(tmp_path / "data")
    (root / "sources.bib").write_bytes(text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"))
    return root


# What was silent: what stands in the first entry, what stands there instead, and what is told.
SILENT = {
    "no title": ("  title = {Frequently asked questions},\n", "", "1: title: is missing in 'asgct-faq'"),
    "no author": ("  author = {{American Society of Gene + Cell Therapy}},\n", "", "1: author: is missing"),
    "a body whose name has an and": ("{{American Society of Gene + Cell Therapy}}", "{Food and Drug Administration}", "2: author: has the name 'Food' with neither comma nor braces"),
    "a body and its town": ("{{American Society of Gene + Cell Therapy}}", "{Health, Labour and Welfare}", "2: author: has the name 'Welfare'"),
    "a body without braces": ("{{American Society of Gene + Cell Therapy}}", "{World Health Organization}", "2: author: has the name 'World Health"),
    "no year": ("  year = {2026},\n", "", "1: year: is missing"),
    "no url": ("  url = {https://www.asgct.org/},\n", "", "1: url: is missing"),
    "no urldate": ("  urldate = {2026-11-22},\n", "", "1: urldate: is missing"),
    "no keywords": ("  keywords = {society},\n", "", "1: keywords: is missing"),
    "read yesterday": ("urldate = {2026-11-22}", "urldate = {yesterday}", "6: urldate: 'yesterday' is not of the right form"),
    "read in 2099": ("urldate = {2026-11-22}", "urldate = {2099-01-01}", "6: urldate: '2099-01-01' lies ahead"),
    "read on 30 February": ("urldate = {2026-11-22}", "urldate = {2026-02-30}", "6: urldate: '2026-02-30' is not a day"),
    "read before": ("urldate = {2026-11-22}", "urldate = {2019-11-22}", "6: urldate: '2019-11-22' is before 2026"),
    "soon": ("year = {2026}", "year = {soon}", "4: year: 'soon' is not of the right form"),
    "2199": ("year = {2026}", "year = {2199}", "4: year: '2199'"),
    "other digits": ("year = {2026}", "year = {٢٠٢٦}", "4: year: holds the letter"),
    "unknown keyword": ("keywords = {society}", "keywords = {nonsense}", "7: keywords: 'nonsense' is unknown"),
    "two keywords": ("keywords = {society}", "keywords = {society, trial}", "7: keywords: 'society, trial' is unknown"),
    "retraction in a note": ("  keywords", "  note = {RETRACTED},\n  keywords", "7: note: tells of a retraction"),
    "retraction of some day": ("  keywords", "  retracted = {sometime},\n  keywords", "7: retracted: 'sometime'"),
    "localhost": ("https://www.asgct.org/", "https://localhost/", "5: url:"),
    "a number for a host": ("https://www.asgct.org/", "http://47.251.13.51:8081/1", "5: url:"),
    "a user": ("https://www.asgct.org/", "https://www.fda.gov@evil.example/", "5: url:"),
    "Cyrillic host": ("https://www.asgct.org/", "https://www.fd\u0430.gov/", "5: url: holds the letter U+0430"),
    "punycode": ("https://www.asgct.org/", "https://xn--fd-8cd.gov/", "5: url:"),
    "turned address": ("https://www.asgct.org/", "https://www.asgct.org/\u202egpj", "5: url: holds the character U+202E"),
    "file": ("https://www.asgct.org/", "file:///etc/passwd", "5: url:"),
    "NUL": ("asked questions", "asked\0questions", "3: title: holds the character U+0000"),
    "ESC": ("asked questions", "asked\x1bquestions", "3: title: holds the character U+001B"),
    "CSI": ("asked questions", "asked\x9bquestions", "3: title: holds the character U+009B"),
    "separator": ("asked questions", "asked\x1cquestions", "3: title: holds the character U+001C"),
    "turned title": ("asked questions", "asked\u202equestions", "3: title: holds the character U+202E"),
    "no character": ("asked questions", "asked\uffffquestions", "3: title: holds the character U+FFFF"),
    "carriage return": ("asked questions", "asked\rquestions", "3: title: holds a line break"),
    "strange key": ("@misc{asgct-faq,", "@misc{<script>,", "1: file: '@misc{<script>,' is not valid here"),
    "named text": ("@misc{asgct-faq,", "@string{x = {y}}\n@misc{asgct-faq,", "1: file: '@string{x = {y}}' is not valid here"),
    "preamble": ("@misc{asgct-faq,", "@preamble{x}\n@misc{asgct-faq,", "1: file: '@preamble{x}' is not valid here"),
    "comment": ("@misc{asgct-faq,", "@comment{x}\n@misc{asgct-faq,", "1: file: '@comment{x}' is not valid here"),
    "words between": ("@misc{asgct-faq,", "hello\n@misc{asgct-faq,", "1: file: 'hello' is not valid here"),
    "input": ("Frequently asked", "\\input{x} asked", "3: title: holds the command '\\input"),
    "href": ("Frequently asked", "\\href{javascript:alert(1)}{x} asked", "3: title: holds the command '\\href"),
    "early end": ("asked questions},", "asked questions}},", "3: title: '},' stands after the end"),
    "quotes": ("{Frequently asked questions}", '"Frequently asked questions"', "3: file: 'title = "),
    "joined": ("{Frequently asked questions}", "{Frequently} # {asked}", "3: title: '# {asked},' stands after"),
    "no comma": ("year = {2026},", "year = {2026}", "5: url: follows a field without ','"),
    "field twice": ("year = {2026},", "year = {2026},\n  year = {2025},", "5: year: is given twice"),
    "two on a line": ("year = {2026},", "year = {2026}, note = {x},", "4: year: ', note = {x},' stands after"),
    "open brace": ("{Frequently asked questions}", "{Frequently {{{asked questions}", "3: title: is not closed"),
    "other kind": ("@misc{asgct-faq,", "@unpublished{asgct-faq,", "1: asgct-faq: '@unpublished' is not known"),
    "crossref": ("year = {2026},", "year = {2026},\n  crossref = {trial-2020},", "5: crossref: is not a field here"),
}  # fmt: skip


@pytest.mark.parametrize("case", SILENT.values(), ids=SILENT)
def test_silent_before(tmp_path: Path, case: tuple[str, str, str]) -> None:
    """Each input that once passed is told at its line."""
    old, new, message = case
    assert old in ONE
    found = told(with_bib(tmp_path, BIB.replace(old, new, 1)))
    assert any(each.startswith(f"sources.bib:{message}") or f": {message}" in each for each in found), found


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"\n" + BIB.encode() + b"\xff\n", "sources.bib:20: file: is not UTF-8 text; expected a text file saved as UTF-8"),
        (b"\xef\xbb\xbf" + BIB.encode(), "sources.bib:1: file: begins with a byte order mark; expected a text file saved as UTF-8 without one"),
        (BIB.encode() + b"%" * LARGEST, f"sources.bib:1: file: has {LARGEST + len(BIB.encode()):,} bytes; expected at most {LARGEST:,} bytes"),
    ],
)  # fmt: skip
def test_file_that_cannot_be_read_is_one_problem(tmp_path: Path, content: bytes, message: str) -> None:
    """Not a problem for each citation."""
    assert told(with_bib(tmp_path, content)) == [message]


def test_lines_of_windows_are_read(tmp_path: Path) -> None:
    """A carriage return at the end of each line is none in a text."""
    assert told(with_bib(tmp_path, BIB.replace("\n", "\r\n"))) == []


BROKEN = BIB + "\n@misc{zz,\n  title = {x}\n  year = {2026},\n}\n"


@pytest.mark.parametrize(
    "words",
    [
        ["list"],
        ["show", "car-t"],
        ["why", "car-t"],
        ["compare", "car-t"],
        ["search", "car"],
        ["export", "json"],
        ["export", "jsonl"],
        ["check"],
    ],
)
def test_broken_bibtex_is_one_located_message(
    tmp_path: Path, words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """The same line, whatever one asks for."""
    root = with_bib(tmp_path, BROKEN)
    assert main([*words, "--data", str(root)]) == 1
    printed = capsys.readouterr()
    (line,) = [each for each in (printed.out + printed.err).splitlines() if "problem in" not in each]
    assert line.endswith("sources.bib:22: year: follows a field without ','; expected '},' at the end of a field")


def test_broken_bibtex_in_a_comparison(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What changed is told beside it, on either side."""
    old, new = write(tmp_path / "old"), with_bib(tmp_path / "new", BROKEN)
    assert diff(str(old), new, as_json=False) == 1
    assert "sources.bib:22: year: follows" in capsys.readouterr().out
    assert diff(str(new), old, as_json=False) == 0
    assert "Problems of the old version" in capsys.readouterr().out


def test_broken_bibtex_ends_the_build_of_a_wheel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By the same line."""
    root = with_bib(tmp_path, BROKEN)
    monkeypatch.setattr("taxonomy.loading.folder.DATA", root)
    with pytest.raises(DataError, match=r"sources\.bib:22: year: follows a field"):
        compile_to(tmp_path / "compiled.bin")


def test_retracted_source(tmp_path: Path) -> None:
    """It is an error where it is cited alone, and known as retracted."""
    root = with_bib(tmp_path, BIB.replace("keywords = {trial},", "keywords = {trial},\n  retracted = {2026-01-05},"))
    found = told(root)
    assert any(
        "uses[0].sources: cites only what was retracted: trial-2020; expected another source" in each for each in found
    )
    assert not any("claims/" in each for each in found)  # beside another source
    assert read_sources(root)["trial-2020"].retracted == "2026-01-05"


def test_real_bibliography_is_read_as_bibtex_reads_it() -> None:
    """pybtex, which the site uses, finds the same entries, fields and people."""
    from pybtex.database.input.bibtex import Parser

    root = Folder().root
    theirs = Parser(encoding="utf-8").parse_file(str(root / "sources.bib")).entries
    ours = {each.key: each for each in read_entries((root / "sources.bib").read_text("utf-8"))[0]}
    assert list(theirs) == list(ours)
    for key, entry in theirs.items():
        fields = {name.lower(): " ".join(value.split()) for name, value in entry.fields.items()}
        assert fields == {name: value for name, value in ours[key].fields.items() if name != "author"}
        people = [without_markup(str(each)).split(",")[0] for each in entry.persons["author"]]
        assert Source.of_entry(ours[key]).author.removesuffix(" and others").split(", ")[0] == people[0].removesuffix(
            " and others"
        )


def test_whatever_is_done_to_it(tmp_path: Path) -> None:
    """Some hundred changes: each is told with its line, or pybtex reads the very same; never a traceback."""
    found = Bibliography(tmp_path / "data").run(300, random.Random(5))  # noqa: S311 - repeatable on purpose
    assert found["sources refused"] > 150
    assert found["sources accepted"] > 10
