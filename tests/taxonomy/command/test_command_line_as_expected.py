"""The command line as people expect it: names, pipes, JSON errors, completion, progress, a version."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import taxonomy
from taxonomy.command.line import main
from taxonomy.command.progress import steps
from tests.conftest import ROOT
from tests.taxonomy.command.running import Run


@pytest.mark.parametrize("word", ["CAR-T cell therapy", "CAR-T", "chimeric antigen receptor T cells", "type:Car T"])
def test_a_name_will_do(run: Run, word: str) -> None:
    """Wherever an identifier is expected, the name as it is printed is understood, and a synonym, in any case."""
    assert run("why", word) == run("why", "car-t")
    assert run("show", word) == run("show", "car-t")
    assert run.json("compare", word, "Insulin")["types"] == ["car-t", "insulin"]


def test_names_of_others_will_do(run: Run) -> None:
    """A brand, what is claimed, an authority; of two kinds of one name the first is shown, and the other told."""
    assert run.json("show", "Examplia")["id"] == "exampleleucel"
    assert run.json("show", "Stem cells repair a worn knee")["id"] == "stem-cells-fix-knees"
    assert "according to ASGCT" in run("why", "car-t", "--according-to", "American Society of Gene and Cell Therapy")[1]


def test_name_that_is_not_known(run: Run) -> None:
    """What a search finds is offered, and nothing is guessed."""
    status, out, err = run("why", "antigen receptor")
    assert (status, out) == (1, "")
    assert err == "antigen receptor: there is no type of this identifier or name; did you mean car-t?\n"


REFUSALS = [
    ["why", "nope"],
    ["show", "nope"],
    ["compare", "car-t", "nope"],
    ["why", "car-t", "--according-to", "nope"],
    ["search", "a" * 1000],
    ["check", "nowhere"],
    ["export", "all"],
    ["export", "json", "-o", ""],
    ["diff", "nowhere"],
    ["new", "type", "Not an identifier"],
    ["classify", "nowhere.jsonl"],
    ["list", "nothing"],
    ["explain"],
]


@pytest.mark.parametrize("words", REFUSALS, ids=" ".join)
def test_errors_as_json(words: list[str], folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With --json an error is JSON, too, where the answer would be, with the same exit status."""
    data = ["--data", str(folder)] if words[0] != "explain" else []
    command = [words[0], *data, *words[1:]]
    status = main(command)
    lines = capsys.readouterr().err.splitlines()

    assert main([command[0], "--json", *command[1:]]) == status
    told = capsys.readouterr()

    assert told.err == ""
    assert [each["what"] for each in json.loads(told.out)["problems"]] == lines
    assert status == (2 if words[0] in ("search", "list", "explain") or words[-1] == "" else 1)


def test_problems_stand_at_their_lines_on_github(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """There, and only there, each problem is also a mark at its line."""
    (folder / "types" / "insulin.yaml").write_text("id: insulin\nname: '100 %'\nnom: a\n", encoding="utf-8")
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    plain = run("check")[1].splitlines()
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    marked = run("check")[1].splitlines()
    assert marked[: len(plain)] == plain
    assert len(marked) == 2 * len(plain)
    assert f"::error file={folder}/types/insulin.yaml,line=3,title=nom::is " in marked[-1] + marked[len(plain)]
    assert all(
        re.fullmatch(r"::error file=[^,:]+,line=\d+,title=[^,:]+::[^\n]+", each) for each in marked[len(plain) :]
    )


def test_broken_data_as_json(run: Run, folder: Path) -> None:
    """Each problem of the data with its file and line, whichever command met it."""
    (folder / "types" / "insulin.yaml").write_text("", encoding="utf-8")
    status, out, err = run("why", "car-t", "--json")
    assert (status, err) == (1, "")
    found = json.loads(out)["problems"]
    assert (found[0]["file"].endswith("types/insulin.yaml"), found[0]["line"], found[0]["what"]) == (
        True,
        1,
        "is empty",
    )


def test_whole_identifiers_in_a_pipe(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Whatever the width: each record is one line, which can be searched, and its identifier can be pasted."""
    long = "cells-with-quite-a-long-name-that-tables-would-cut"
    text = (folder / "types" / "red-cells.yaml").read_text(encoding="utf-8").replace("red-cells", long)
    (folder / "types" / f"{long}.yaml").write_text(text.replace("Red cells", "Other cells"), encoding="utf-8")
    for words in (["list"], ["search", "cells"]):
        assert main([*words, "--data", str(folder)]) == 0
        lines = capsys.readouterr().out.splitlines()
        assert [line for line in lines if "…" in line or line != line.rstrip()] == []
        assert any(long in line.split() for line in lines)


@pytest.mark.parametrize("wide", ["40", "80", "400"])
def test_width_of_text(run: Run, wide: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Text keeps to the terminal, and to lines that can be read."""
    monkeypatch.setenv("COLUMNS", wide)
    lines = run("why", "car-t")[1].splitlines()
    assert max(map(len, lines)) <= min(int(wide), 100)


def test_version_and_help(capsys: pytest.CaptureFixture[str]) -> None:
    """The version is the distribution's; without a command there is the help."""
    with pytest.raises(SystemExit) as ended:
        main(["--version"])
    assert ended.value.code == 0
    assert capsys.readouterr().out == f"therapy-taxonomy {taxonomy.__version__}\n"
    assert main([]) == 0
    assert "say whether a type is cell therapy" in capsys.readouterr().out


def test_shell_completes_identifiers(tmp_path: Path) -> None:
    """What a shell asks with argcomplete is answered: commands, options, and identifiers where they belong."""
    pytest.importorskip("argcomplete")

    def completed(line: str) -> set[str]:
        answers = tmp_path / "answers"
        answers.write_text("", encoding="utf-8")
        asked = {"_ARGCOMPLETE": "1", "_ARGCOMPLETE_STDOUT_FILENAME": str(answers), "COMP_TYPE": "9"}
        more = {"COMP_LINE": line, "COMP_POINT": str(len(line)), "_ARGCOMPLETE_IFS": "\n"}
        command = [sys.executable, "-m", "taxonomy"]
        subprocess.run(command, env={**os.environ, **asked, **more}, check=True, capture_output=True)
        return {word.strip() for word in answers.read_text(encoding="utf-8").split("\n")}

    assert completed("therapy-taxonomy wh") == {"why"}
    assert "car-t-cell-therapy" in completed("therapy-taxonomy why car-")
    assert "fda-cgt" in completed("therapy-taxonomy why car-t-cell-therapy --according-to fda")


def test_progress_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    """Where nobody looks, a line after each pause, and none for what is soon done."""
    assert list(steps(["a", "b", "c"], "Writing", pause=0)) == ["a", "b", "c"]
    assert capsys.readouterr().err == "Writing: 0 of 3\nWriting: 1 of 3\nWriting: 2 of 3\n"
    assert list(steps(["a", "b"], "Writing")) == ["a", "b"]
    assert capsys.readouterr().err == ""


def test_progress_in_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """A bar that names the step, and is gone at the end."""
    screen = io.StringIO()
    monkeypatch.setattr(screen, "isatty", lambda: True)
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setenv("TERM", "xterm")
    assert list(steps(["json", "csv"], "Writing")) == ["json", "csv"]
    assert "Writing csv" in screen.getvalue()


def test_all_formats_but_those_that_lack_a_library(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What can be made is written; what is left out is told, with the command that helps."""
    monkeypatch.setattr("taxonomy.export.find_spec", lambda _: None)
    status, out, err = run("export", "all", "-o", str(tmp_path / "all"))
    assert status == 1
    assert "files in" in out
    assert (tmp_path / "all" / "taxonomy.json").is_file()
    assert not (tmp_path / "all" / "parquet").exists()
    assert (
        err == "not made: xlsx, parquet: needs pyarrow and xlsxwriter, which is not installed; "
        'install it by: pip install "therapy-taxonomy[parquet,xlsx]"\n'
    )


@pytest.mark.parametrize("lies", ["before", "over"])
def test_other_distribution_of_the_same_name(lies: str, tmp_path: Path) -> None:
    """Where another 'taxonomy' lies before this one, or over it, the command says so in a line."""
    there = tmp_path / "taxonomy"
    if lies == "over":
        shutil.copytree(ROOT / "taxonomy", there, ignore=shutil.ignore_patterns("data", "authoring", "__pycache__"))
    there.mkdir(exist_ok=True)
    (there / "__init__.py").write_text("class Taxonomy:\n    pass\n", encoding="utf-8")
    shutil.copy(ROOT / "therapy_taxonomy.py", tmp_path)

    done = subprocess.run(
        [sys.executable, "therapy_taxonomy.py", "list"], cwd=tmp_path, capture_output=True, text=True, check=False
    )

    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert "the package of another distribution" in done.stderr
    assert str(there) in done.stderr
